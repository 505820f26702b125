"""What was known before: findings are counted against those of a saved report."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.errors import UsageError
from plangen.plan.faults import fault
from plangen.plan.words import Words
from plangen.reports.baseline import new_findings, read_baseline
from plangen.reports.findings import PlanFindings, Report, render_json
from plangen.spans import Finding, Source, Span
from tests.support.faulty_plans import MALFORMED, UNREASONED

WORDS = Words()
FOLDER = Path("planes/uno")

Check = Callable[..., PlanFindings]


def saved(*plans: PlanFindings) -> str:
    """The report of a run as it is saved."""
    return render_json([row for plan in plans for row in Report(plan.folder, WORDS).rows(plan.findings)])


def new(now: PlanFindings, *then: PlanFindings) -> tuple[Finding, ...]:
    (kept,) = new_findings([now], read_baseline(saved(*then), "antes.json"), WORDS)
    assert kept.folder == now.folder
    return kept.findings


def unknown_key(value: str, path: str = "plan", code: str = "P035") -> Finding:
    made = fault(
        "unknown-key", Span(Source("plan.yaml", "titel: x"), 0, 5), path, value=value, near="", known="y"
    )
    return replace(made, code=code)


def plan(*findings: Finding, folder: Path = FOLDER) -> PlanFindings:
    return PlanFindings(folder, findings)


@pytest.mark.parametrize("text", [MALFORMED, UNREASONED])
def test_nothing_is_new_in_the_plan_the_report_is_of(checked: Check, text: str) -> None:
    found = checked(text)
    assert found.findings
    assert new(found, found) == ()


def test_everything_is_new_against_an_empty_report(checked: Check) -> None:
    found = checked(MALFORMED)
    assert new(found) == found.findings


def test_findings_that_moved_are_known_and_the_added_one_is_new(checked: Check) -> None:
    before = checked(UNREASONED)
    added = "    - id: SEG-3\n      name: Otro\n      decision: prioritised\n"
    after = checked("# una nota\n\n" + UNREASONED + added)
    codes = [(one.code, one.path) for one in new(after, before)]
    assert ("G001", "segmentation/segments/SEG-3") in codes
    assert not [path for _, path in codes if "SEG-1" in path or "SEG-2" in path]


def test_of_three_where_there_were_two_one_is_new_and_equal_messages_are_known_first() -> None:
    then = plan(unknown_key("uno"), unknown_key("dos"))
    now = plan(unknown_key("tres"), unknown_key("uno"), unknown_key("dos"))
    assert [one.params["value"] for one in new(now, then)] == ["tres"]


def test_a_changed_message_is_known_while_its_place_in_the_plan_is_the_same() -> None:
    assert new(plan(unknown_key("otra")), plan(unknown_key("una"))) == ()


def test_without_path_the_message_is_part_of_the_identity() -> None:
    then = plan(unknown_key("una", path=""))
    assert new(plan(unknown_key("una", path="")), then) == ()
    assert len(new(plan(unknown_key("otra", path="")), then)) == 1


@pytest.mark.parametrize(
    "other",
    [
        plan(unknown_key("una"), folder=Path("planes/dos")),
        plan(unknown_key("una", path="vision")),
        plan(unknown_key("una", code="P036")),
    ],
)
def test_another_plan_path_or_code_is_another_finding(other: PlanFindings) -> None:
    assert len(new(plan(unknown_key("una")), other)) == 1


def test_known_findings_of_one_plan_are_not_spent_on_another() -> None:
    one, two = plan(unknown_key("una")), plan(unknown_key("una"), folder=Path("planes/dos"))
    known = read_baseline(saved(one, two), "antes.json")
    assert [found.findings for found in new_findings([two, one], known, WORDS)] == [(), ()]


_FOUND = st.lists(
    st.builds(unknown_key, st.sampled_from("abc"), st.sampled_from(["", "plan", "vision"])), max_size=8
)


@settings(max_examples=100, deadline=None)
@given(now=_FOUND, then=_FOUND)
def test_as_many_are_new_as_there_are_more_than_then(now: list[Finding], then: list[Finding]) -> None:
    def identity(one: Finding) -> tuple[str, str]:
        return one.path, "" if one.path else one.params["value"]

    found = new(plan(*now), plan(*then))
    for wanted in {identity(one) for one in now}:
        more = sum(identity(one) == wanted for one in now) - sum(identity(one) == wanted for one in then)
        assert sum(identity(one) == wanted for one in found) == max(0, more)
    assert [one for one in now if any(one is each for each in found)] == list(found)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_report_may_be_saved_in_the_encodings_of_windows(encoding: str) -> None:
    found = plan(unknown_key("añejo", path=""))
    known = read_baseline(saved(found).encode(encoding), "antes.json")
    assert new_findings([found], known, WORDS)[0].findings == ()
    assert read_baseline("\ufeff" + saved(found), "antes.json") == known


ROW = {"plan": "p", "code": "P035", "path": "", "message": "m"}


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("", "JSON, 1:1"),
        ('{"version": 1,\n "findings": [}', "JSON, 2:15"),
        (b"\xff\xfe\x00", "JSON"),
        ("[" * 100_000, "JSON"),
        ("[]", "version ≠ 1"),
        ('{"version": 2, "findings": []}', "version ≠ 1"),
        ('{"version": 1}', "findings"),
        ('{"version": 1, "findings": {}}', "findings"),
        (json.dumps({"version": 1, "findings": [ROW, "x"]}), "findings[1].plan"),
        (json.dumps({"version": 1, "findings": [{**ROW, "message": None}]}), "findings[0].message"),
        (json.dumps({"version": 1, "findings": [{"code": "P035"}]}), "findings[0].plan"),
    ],
)
def test_another_file_is_refused_with_what_is_wrong_in_it(text: str | bytes, detail: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_baseline(text, "antes.json")
    assert refused.value.key == "bad-baseline"
    assert refused.value.params == {"file": "antes.json", "detail": detail}
    assert "antes.json" in WORDS.say("errors.bad-baseline", **refused.value.params)
