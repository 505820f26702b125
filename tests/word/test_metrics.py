"""Text is measured with the real widths of the face."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangen.word.calibri_widths import BOLD, REGULAR, UNITS
from plangen.word.metrics import longest_word, text_width

POINT = 25.4 / 72
SPANISH = st.text("abcdefghijklmnñopqrstuvwxyzáéíóúüÁÉÍÓÚÑ0123456789 .,;:()–-%\u00a0", max_size=60)


def test_width_is_advances_times_size() -> None:
    # Calibri's digits are 1038/2048 of an em, its "W" 1823, its space 463.
    assert text_width("0", 10) == pytest.approx(1038 / 2048 * 10 * POINT)
    assert text_width("10 000", 9.5) == pytest.approx((5 * 1038 + 463) / 2048 * 9.5 * POINT)


def test_digits_are_tabular_in_both_weights() -> None:
    for bold in (False, True):
        assert len({text_width(digit, 10, bold) for digit in "0123456789"}) == 1


def test_bold_is_wider_and_accents_are_not() -> None:
    assert text_width("Competitividad", 10, bold=True) > text_width("Competitividad", 10)
    assert text_width("á", 10) == text_width("a", 10)


def test_no_break_space_is_as_wide_as_a_space() -> None:
    assert text_width("S/\u00a0780", 10) == text_width("S/ 780", 10)


def test_marks_that_print_nothing_have_no_width() -> None:
    assert text_width("a\u0301\u200b\u00ad", 10) == text_width("a", 10)


def test_unknown_letter_counts_as_wide() -> None:
    assert text_width("Ж", 10) >= text_width("M", 10)
    assert text_width("中", 10) == pytest.approx(10 * POINT)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Bioseguridad ante R4T", "Bioseguridad"),
        ("S/\u00a0780,000 de inversión", "S/\u00a0780,000"),
        ("costo-beneficio", "beneficio"),
        ("norte–sur occidental", "occidental"),
        ("PAC-2018", "PAC-2018"),
        ("  ", ""),
        ("", ""),
        ("línea\nsiguiente", "siguiente"),
    ],
)
def test_longest_word_is_the_widest_piece_between_breaks(text: str, word: str) -> None:
    assert longest_word(text, 9.5) == pytest.approx(text_width(word, 9.5))


@given(SPANISH, SPANISH)
def test_width_adds_up(left: str, right: str) -> None:
    assert text_width(left + right, 10.5) == pytest.approx(text_width(left, 10.5) + text_width(right, 10.5))


@given(SPANISH, st.booleans())
def test_longest_word_is_never_wider_than_the_text(text: str, bold: bool) -> None:
    assert longest_word(text, 10, bold) <= text_width(text, 10, bold) + 1e-9


def test_tables_cover_the_letters_of_the_plan() -> None:
    for runs in (REGULAR, BOLD):
        known = {chr(first + at): width for first, widths in runs for at, width in enumerate(widths)}
        needed = "áéíóúñüÁÉÍÓÚÑÜ¿¡ºª«»“”‘’–—…•·×±≤≥€°→−\u2011\u202f"
        assert set(needed) <= set(known)
        assert all(0 <= width <= 2 * UNITS for width in known.values())
