"""Findings as text: the caret stands under what is meant, whatever the line holds."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.plan.faults import fault
from plangen.plan.words import Words
from plangen.reports.findings import PlanFindings, Report, count_levels, render_json
from plangen.spans import Edit, Finding, Related, Severity, Source, Span

WORDS = Words()
GUTTER = 9


def finding(text: str, start: int, end: int, name: str = "plan.yaml") -> Finding:
    """An unknown key at some characters of a text."""
    span = Span(Source(name, text), start, end)
    return fault("unknown-key", span, value="x", near="", known="y")


def excerpt(text: str, start: int, end: int) -> tuple[str, str]:
    """The source line and the caret line of a finding, without their gutter."""
    lines = Report(Path("plan"), WORDS).text([finding(text, start, end)]).splitlines()
    at = next(number for number, line in enumerate(lines) if line[6:9] == " | ")
    assert lines[at + 1].startswith("       | ")
    return lines[at][GUTTER:], lines[at + 1][GUTTER:]


def meant(text: str, part: str) -> tuple[str, str]:
    start = text.index(part)
    return excerpt(text, start, start + len(part))


def test_the_caret_stands_under_the_characters_that_are_meant() -> None:
    assert meant("plan:\n  titel: uno\n", "titel") == ("  titel: uno", "  ^^^^^")


def test_a_tab_is_one_column_in_the_line_and_above_the_caret() -> None:
    assert meant("\ttitel:\tuno\n", "uno") == (" titel: uno", "        ^^^")


def test_wide_characters_take_two_columns_and_two_carets() -> None:
    assert meant("日本: 表\n", "表") == ("日本: 表", "      ^^")
    assert meant("日本: uno\n", "日本")[1] == "^^^^"


def test_combining_marks_take_no_column() -> None:
    text = unicodedata.normalize("NFD", "público: sí\n")
    assert meant(text, ": s")[1] == "       ^^^"
    assert meant(text, unicodedata.normalize("NFD", "sí"))[1] == "         ^^"


def test_accents_in_one_character_take_one_column() -> None:
    assert meant("público: sí\n", "sí") == ("público: sí", "         ^^")


@pytest.mark.parametrize("hidden", ["\x1b", "\x07", "\x00", "\u202e", "\u200b", "\u2066", "\x7f", "\x9b"])
def test_characters_that_steer_a_terminal_are_replaced_one_for_one(hidden: str) -> None:
    line, caret = meant(f"título: {hidden}[31m: uno\n", "uno")
    assert hidden not in line
    assert line == "título: �[31m: uno"
    assert caret.index("^") == line.index("uno")


def test_a_place_over_several_lines_is_marked_to_the_end_of_its_first() -> None:
    text = "a: |\n  uno\n  dos\nb: 1\n"
    start = text.index("uno")
    assert excerpt(text, start, text.index("b:")) == ("  uno", "  ^^^")


def test_a_place_without_characters_has_one_caret() -> None:
    assert excerpt("uno\n", 3, 3) == ("uno", "   ^")
    assert excerpt("", 0, 0) == ("", "^")


def test_windows_line_ends_are_not_shown() -> None:
    assert meant("uno: 1\r\ndos: 2\r\n", "2") == ("dos: 2", "     ^")


@pytest.mark.parametrize("at", [0, 30, 100, 200, 500, 990])
def test_long_lines_are_cut_around_what_is_meant(at: int) -> None:
    text = "a" * at + "AQUÍ" + "b" * (1000 - at)
    line, caret = excerpt(text + "\n", at, at + 4)
    assert len(line) <= 162
    assert line[caret.index("^") :][: len(caret.strip())] == "AQUÍ"
    assert line.startswith("…") is (at > 40)


def test_what_is_longer_than_the_cut_line_has_no_caret_beyond_it() -> None:
    line, caret = excerpt("x: " + "largo" * 100 + "\n", 3, 503)
    assert len(caret) <= len(line)
    assert caret.strip("^ ") == ""


_LINES = st.text(
    st.characters(exclude_characters="\n\r", exclude_categories=("Cs",)) | st.sampled_from("\t日é\u0301\x1b"),
    max_size=220,
)


@settings(max_examples=100, deadline=None)
@given(text=_LINES, ends=st.tuples(st.integers(0, 220), st.integers(0, 220)))
def test_every_place_of_every_line_has_a_caret_and_no_control_character(
    text: str, ends: tuple[int, int]
) -> None:
    start, end = sorted(min(one, len(text)) for one in ends)
    out = Report(Path("plan"), WORDS).text([finding(text, start, end)])
    assert "^" in out
    assert not any(unicodedata.category(one) in {"Cc", "Cf"} for one in out.replace("\n", ""))


def test_a_message_about_a_strange_value_steers_no_terminal() -> None:
    strange = fault("unknown-key", Span(Source("plan.yaml", "a"), 0, 1), value="\x1b[31m", near="", known="y")
    assert "\x1b" not in Report(Path("plan"), WORDS).text([strange])


def test_a_finding_without_place_names_the_folder() -> None:
    one = Finding("P079", "too-many-faults", Severity.NOTE, {"limit": "9"})
    report = Report(Path("planes") / "uno", WORDS)
    assert report.text([one]).startswith("planes/uno: ")
    row = report.rows([one])[0]
    assert (row["file"], row["line"], row["column"]) == ("planes/uno", None, None)


def test_colours_wrap_only_the_head_and_the_caret() -> None:
    one = finding("titel: uno", 0, 5)
    plain = Report(Path("plan"), WORDS).text([one])
    colored = Report(Path("plan"), WORDS, color=True).text([one])
    assert "\x1b[" not in plain
    assert colored.count("\x1b[1;31m") == colored.count("\x1b[0m") == 2
    assert colored.replace("\x1b[1;31m", "").replace("\x1b[0m", "") == plain


def test_the_hint_comes_after_related_places_and_why_it_matters_last() -> None:
    source = Source("plan.yaml", "- id: A\n- id: A\n")
    related = (Related("first-here", Span(source, 6, 7)),)
    one = fault("duplicate-id", Span(source, 14, 15), related=related, value="A")
    lines = Report(Path("plan"), WORDS).text([one]).splitlines()
    assert [line.partition(": ")[0] for line in (lines[0], lines[4])] == [
        "plan/plan.yaml:2:7",
        "  plan/plan.yaml:1:7",
    ]
    assert lines[-2].startswith("  → ")
    assert lines[-1].startswith("  Por qué importa: ")


def test_why_it_matters_is_said_once_for_each_code() -> None:
    source = Source("plan.yaml", "- id: A\n- id: A\n")
    one = fault("duplicate-id", Span(source, 14, 15), value="A")
    other = fault("unknown-key", Span(source, 0, 1), value="x", near="", known="y")
    text = Report(Path("plan"), WORDS).text([one, one, other])
    assert text.count("Por qué importa: ") == 2
    assert text.index("Por qué importa: ") < text.index("P066", text.index("P066") + 1)


def test_json_keeps_what_text_would_replace_and_reads_back() -> None:
    value = "ñ\u202e\x1b\"\\'"
    one = fault("unknown-key", Span(Source("plan.yaml", "a"), 0, 1), value=value, near="", known="y")
    text = render_json(Report(Path("plan"), WORDS).rows([one, one]))
    read = json.loads(text)
    assert value in read["findings"][0]["message"]
    assert len(read["findings"]) == 2
    assert "ñ" in text


def test_a_row_says_the_plan_and_whether_a_safe_fix_is_known() -> None:
    plain = finding("titel: uno", 0, 5)
    span = Span(Source("plan.yaml", "a"), 0, 1)
    mended = Finding("P035", "unknown-key", Severity.ERROR, plain.params, span=span, fix=(Edit(span, "b"),))
    rows = Report(Path("planes") / "uno", WORDS).rows([plain, mended])
    assert [(row["plan"], row["fix"]) for row in rows] == [("planes/uno", False), ("planes/uno", True)]


def test_a_plan_has_failed_where_an_error_is_among_its_findings() -> None:
    note = Finding("P079", "too-many-faults", Severity.NOTE, {"limit": "9"})
    assert not PlanFindings(Path("plan"), (note,)).failed
    assert PlanFindings(Path("plan"), (note, finding("a", 0, 1))).failed


def test_levels_are_counted_and_those_without_findings_are_zero() -> None:
    assert count_levels([finding("a", 0, 1)] * 2) == {
        Severity.ERROR: 2,
        Severity.WARNING: 0,
        Severity.NOTE: 0,
    }
