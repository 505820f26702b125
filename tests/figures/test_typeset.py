"""Words in lines: none too wide, none lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.figures.typeset import text_width, wrap

words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=120)


@settings(max_examples=200, deadline=None)
@given(words, st.integers(20, 300), st.integers(0, 3))
def test_no_line_is_wider_than_its_room(text: str, width: int, most: int) -> None:
    lines = wrap(text, width, 12, most=most)
    assert lines
    assert not most or len(lines) <= most
    assert all(text_width(line, 12) <= width or len(line) <= 1 for line in lines)


@settings(max_examples=200, deadline=None)
@given(words, st.integers(20, 300))
def test_every_letter_is_still_there(text: str, width: int) -> None:
    kept = "".join("".join(wrap(text, width)).split())
    assert kept == "".join("".join(text.split()).replace("\u200b", "").split())


def test_words_stay_whole_where_they_fit() -> None:
    assert wrap("Producción en finca", 70) == ["Producción", "en finca"]
    assert wrap("Sullana-Paita", 55) == ["Sullana-", "Paita"]


def test_a_no_break_space_does_not_break() -> None:
    assert wrap("unos 36\u00a0% hoy", 40) == ["unos", "36\u00a0%", "hoy"]


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    lines = wrap("una acción con un nombre demasiado largo para su lugar", 100, most=2)
    assert len(lines) == 2
    assert lines[1].endswith("…")


def test_bold_is_wider_and_size_is_proportional() -> None:
    assert text_width("Clúster", 12, bold=True) > text_width("Clúster", 12)
    assert abs(text_width("Clúster", 24) - 2 * text_width("Clúster", 12)) < 1e-9
    assert text_width("0" * 10, 2048 / 100) == 10 * 1139 / 100
