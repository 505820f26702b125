"""A comparison: every change graded, followed and, where agreed to, acknowledged; findings that came and went."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from plangen.changes.apply import apply_changes
from plangen.changes.change import Change, Modified
from plangen.changes.comparison import Comparison, Version
from plangen.changes.grades import Grading
from plangen.changes.kinds import Grade
from plangen.changes.renames import rename_ids
from plangen.changes.review import review
from plangen.plan.index import PlanIndex, index_plan
from plangen.plan.load import load_plan
from plangen.plan.model import Acknowledgement, Month, Review
from plangen.spans import Finding, Severity, Source, Span

ROOT = Path(__file__).resolve().parents[2]
NAME = "banano-organico-piura"


@pytest.fixture(scope="module")
def old() -> PlanIndex:
    return load_plan(ROOT / "plans" / NAME).plan.index


@pytest.fixture(scope="module")
def new() -> PlanIndex:
    return load_plan(ROOT / "tests" / "plans" / NAME).plan.index


def compared(
    old: PlanIndex, new: PlanIndex, before: tuple[Finding, ...] = (), after: tuple[Finding, ...] = ()
) -> Comparison:
    return review(NAME, Version(old, "1.0", before), Version(new, "1.1", after), Grading(old, new))


def edited(index: PlanIndex, *changes: Change) -> PlanIndex:
    return index_plan(apply_changes(index.plan, changes))


def with_notes(index: PlanIndex, *notes: Acknowledgement) -> PlanIndex:
    kept = index.plan.review or Review()
    return index_plan(
        index.plan.model_copy(update={"review": kept.model_copy(update={"acknowledgements": notes})})
    )


def finding(code: str, path: str, **params: str) -> Finding:
    return Finding(code, code.lower(), Severity.WARNING, params, path)


# the whole


def test_every_change_has_its_kind_and_the_slip_its_consequences(old: PlanIndex, new: PlanIndex) -> None:
    made = compared(old, new)
    assert made.changes
    slip = next(one for one in made.changes if one.change.path.endswith("ACT-8-B/end"))
    assert slip.grade is Grade.COMMITMENT
    assert [one.name for one in slip.consequences] == [
        "target-before-end-one",
        "dependent-shifts-too",
        "action-end-later-many",
    ]


def test_two_equal_versions_differ_in_nothing(old: PlanIndex) -> None:
    made = compared(
        old, old, (finding("P911", "cluster/definition"),), (finding("P911", "cluster/definition"),)
    )
    assert (made.changes, made.introduced, made.cleared, made.stale) == ((), (), (), ())


# acknowledgements


def slip_of(old: PlanIndex, *notes: Acknowledgement, version: str = "1.1") -> Comparison:
    path = "action_plan/actions/ACT-8/activities/ACT-8-B/end"
    changes = (Modified(path, Month(2028, 9), Month(2029, 2)), Modified("plan/version", "1.0", version))
    return compared(old, with_notes(edited(old, *changes), *notes))


def agreed(**given: str) -> Acknowledgement:
    known = {
        "code": "C013",
        "path": "action_plan/actions/ACT-8/activities/ACT-8-B/end",
        "from_version": "1.0",
        "to_version": "1.1",
        "before": "2028-09",
        "after": "2029-02",
    }
    return Acknowledgement(**{**known, **given})


def test_an_acknowledged_commitment_is_one_that_nobody_need_agree_to(old: PlanIndex) -> None:
    made = slip_of(old, agreed())
    (slip,) = made.of_grade(Grade.COMMITMENT)
    assert slip.acknowledged == agreed()
    assert made.unacknowledged(Grade.COMMITMENT) == ()
    assert made.stale == ()


def test_an_acknowledgement_of_other_values_is_stale(old: PlanIndex) -> None:
    note = agreed(after="2029-01")
    made = slip_of(old, note)
    assert made.stale == (note,)
    assert len(made.unacknowledged(Grade.COMMITMENT)) == 1


def test_an_acknowledgement_of_another_step_is_history(old: PlanIndex) -> None:
    note = agreed(from_version="0.2", to_version="1.0")
    made = slip_of(old, note)
    assert made.stale == ()
    assert len(made.unacknowledged(Grade.COMMITMENT)) == 1


def test_an_acknowledgement_without_versions_holds_for_any_step(old: PlanIndex) -> None:
    note = Acknowledgement(code="C013", path=agreed().path, before="2028-09", after="2029-02")
    assert slip_of(old, note, version="3.7").unacknowledged(Grade.COMMITMENT) == ()


def test_an_acknowledgement_by_the_ids_of_the_old_version_holds(old: PlanIndex) -> None:
    renamed = index_plan(rename_ids(old, {"REF-3": "REF-30", "ORG-6": "ORG-60"}))
    score = "benchmark/scores/REF-30+DIM-6/score"
    changed = edited(
        renamed,
        Modified("strategies/EST-3/owner", "ORG-60", "ORG-2"),
        Modified(score, Decimal(4), Decimal(3)),
    )
    owner = Acknowledgement(code="C022", path="strategies/EST-3/owner", before="ORG-6", after="ORG-2")
    lower = Acknowledgement(code="C073", path="benchmark/scores/REF-3+DIM-6/score", before="4", after="3")
    made = compared(old, with_notes(changed, owner, lower))
    held = {one.change.path: one.acknowledged for one in made.changes if one.acknowledged}
    assert held == {"strategies/EST-3/owner": owner, score: lower}


# findings


def test_findings_that_came_and_went_are_told_in_reading_order(old: PlanIndex) -> None:
    before = (
        finding("P909", "sources/FTE-25"),
        finding("P911", "cluster/definition"),
        finding("P918", "review/observations/OBS-8"),
    )
    after = (
        finding("P918", "review/observations/OBS-10"),
        finding("P911", "cluster/definition"),
        finding("P010", "sources/FTE-21"),
    )
    made = compared(old, old, before, after)
    assert made.introduced == (after[0], after[2])
    assert made.cleared == (before[0], before[2])


def test_a_finding_that_says_something_else_at_the_same_place_is_the_same(old: PlanIndex) -> None:
    made = compared(
        old,
        old,
        (finding("P909", "sources/FTE-28", fields="url, accessed, publisher"),),
        (finding("P909", "sources/FTE-28", fields="url, accessed"),),
    )
    assert (made.introduced, made.cleared) == ((), ())


def test_of_two_findings_at_one_place_the_one_that_is_gone_is_cleared(old: PlanIndex) -> None:
    before = (
        finding("P911", "cluster/definition", value="40"),
        finding("P911", "cluster/definition", value="70"),
    )
    made = compared(old, old, before, (finding("P911", "cluster/definition", value="70"),))
    assert made.cleared == (before[0],)
    assert made.introduced == ()


def test_a_finding_follows_the_item_that_was_renamed(old: PlanIndex) -> None:
    new = index_plan(rename_ids(old, {"VIS-5": "VIS-MAO"}))
    made = compared(
        old,
        new,
        (finding("P333", "benchmark/trip/visits/VIS-5/topic"),),
        (finding("P333", "benchmark/trip/visits/VIS-MAO/topic"),),
    )
    assert (made.introduced, made.cleared) == ((), ())


def test_a_finding_follows_a_record_with_another_key(old: PlanIndex) -> None:
    vision = old.plan.vision
    later = (*vision.milestones[:-1], vision.milestones[-1].model_copy(update={"year": 2031}))
    new = index_plan(old.plan.model_copy(update={"vision": vision.model_copy(update={"milestones": later})}))
    before = (finding("P411", "vision/milestones/2030/text"),)
    assert compared(old, new, before, (finding("P411", "vision/milestones/2031/text"),)).cleared == ()


def test_findings_without_a_path_are_told_apart_by_their_file(old: PlanIndex) -> None:
    def of(name: str) -> Finding:
        return replace(finding("P008", ""), span=Span(Source(name, ""), 0, 0))

    made = compared(old, old, (of("a.yml"),), (of("b.yml"),))
    assert made.introduced == (of("b.yml"),)
    assert made.cleared == (of("a.yml"),)
