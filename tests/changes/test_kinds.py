"""Every kind of change: its page is whole and its example holds, its cases come out as marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from plangen.changes.directions import TESTS
from plangen.changes.grade_table import ROWS, Row
from plangen.changes.grades import places
from plangen.changes.kinds import BY_CODE, BY_NAME, KINDS, ChangeKind, Grade
from plangen.plan.words import LANGUAGES, Words
from tests.support.change_cases import CASES, ChangeCase, graded, read_change_cases

FILES = sorted(CASES.glob("*.md"))
CASES_OF_ALL = [case for path in FILES for case in read_change_cases(path)]

COMMITMENTS = {
    "target lowered": "target-lowered",
    "date slipped": "date-slipped",
    "baseline restated": "baseline-restated",
    "indicator removed": "indicator-removed",
    "action removed": "action-removed",
    "cost changed": "cost-changed",
    "funding changed": "funding-changed",
    "responsible changed": "responsible-changed",
    "unit changed": "unit-changed",
    "prioritised segment dropped": "segment-dropped",
    "legal step regressed": "legal-step-regressed",
}
"""What is a commitment whatever else is."""


@pytest.fixture(scope="module")
def rows_met(tmp_path_factory: pytest.TempPathFactory) -> set[Row]:
    met: set[Row] = set()
    for case in CASES_OF_ALL:
        grading, changes = graded(case.before, case.after, tmp_path_factory.mktemp("case"))
        met |= {grading.row(change) for change in changes}
    return met


@pytest.mark.parametrize("case", CASES_OF_ALL, ids=lambda case: f"{case.kind}:{case.line}")
def test_a_case_has_the_changes_that_are_marked_and_no_others(case: ChangeCase, tmp_path: Path) -> None:
    grading, changes = graded(case.before, case.after, tmp_path)
    found = [(grading.grade(change)[0].code, change.path) for change in changes]
    assert sorted(found) == sorted(case.marks)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_has_a_case_in_its_file(kind: ChangeKind) -> None:
    own = [case for case in CASES_OF_ALL if case.kind == kind.name]
    assert any(code == kind.code for case in own for code, _ in case.marks)


def test_every_case_file_is_named_after_a_kind_and_read_whole() -> None:
    assert {path.stem for path in FILES} == set(BY_NAME)
    for path in FILES:
        assert path.read_text("utf-8").count("```yaml") == 2 * len(read_change_cases(path)), path.name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_example_of_a_page_is_a_change_of_its_kind(
    kind: ChangeKind, language: str, tmp_path: Path
) -> None:
    said = Words(language).change("change-kinds", kind.name)
    grading, changes = graded(said["before"], said["after"], tmp_path)
    assert kind in {grading.grade(change)[0] for change in changes}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_has_a_whole_page(kind: ChangeKind, language: str) -> None:
    said = Words(language).change("change-kinds", kind.name)
    assert set(said) == {"title", "what", "why", "before", "after"}
    assert said["title"]
    assert not said["title"].endswith(".")
    assert len(said["title"]) <= 40
    assert said["what"].endswith(".")
    assert said["why"].endswith(".")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_kinds_have_one_title_and_no_page_is_of_no_kind(language: str) -> None:
    words = Words(language)
    titles = [words.change("change-kinds", kind.name)["title"] for kind in KINDS]
    assert len(set(titles)) == len(titles)


def test_codes_are_unique_and_in_order() -> None:
    codes = [kind.code for kind in KINDS]
    assert codes == sorted(set(codes))
    assert all(len(code) == 4 and code[0] == "C" and code[1:].isdigit() for code in codes)
    assert len(BY_NAME) == len(BY_CODE) == len(KINDS)


def test_families_do_not_mix_grades() -> None:
    grades: dict[str, set[Grade]] = {}
    for kind in KINDS:
        grades.setdefault(kind.code[:3], set()).add(kind.grade)
    assert all(len(one) == 1 for one in grades.values())


@pytest.mark.parametrize("name", COMMITMENTS.values(), ids=COMMITMENTS)
def test_what_was_promised_to_whoever_pays_is_a_commitment(name: str) -> None:
    assert BY_NAME[name].grade is Grade.COMMITMENT


@pytest.mark.parametrize("name", ["reworded", "moved", "formatting"])
def test_wording_order_and_formatting_are_editorial(name: str) -> None:
    assert BY_NAME[name].grade is Grade.EDITORIAL


def test_no_row_is_shadowed_and_every_kind_is_reached(rows_met: set[Row]) -> None:
    assert [row for row in ROWS if row not in rows_met] == []
    assert {row.kind for row in rows_met} == set(KINDS)


def test_no_row_stands_twice() -> None:
    assert len(set(ROWS)) == len(ROWS)


def test_rows_name_operations_tests_and_kinds_that_there_are() -> None:
    assert {row.operation for row in ROWS} <= {"", "added", "removed", "modified", "moved", "renamed"}
    assert {row.test for row in ROWS} == set(TESTS)
    assert {row.name for row in ROWS} == set(BY_NAME)


@pytest.mark.parametrize("row", sorted({row.path for row in ROWS}))
def test_the_path_of_a_row_leads_somewhere(row: str) -> None:
    keys = tuple(row.split("/"))
    tail = keys[-1] == "**"
    keys = keys[:-1] if tail else keys
    led = [place for place in places() if len(place) == len(keys) or (tail and len(place) > len(keys))]
    assert any(all(want in ("*", key) for want, key in zip(keys, place, strict=False)) for place in led)
