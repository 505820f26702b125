"""The example plan before and after a programme's observations: what its reviewer must be told, and not told.

`tests/plans/README.md` lists the changes that were made on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from plangen.changes.comparison import Comparison, Graded
from plangen.changes.grades import OPERATIONS
from plangen.changes.kinds import Grade
from plangen.flows.compare import Compared, CompareOptions, compared
from plangen.flows.revisions import OnDisk, Pair
from plangen.plan.words import Words
from tests.conftest import ROOT

FIRST = ROOT / "plans" / "banano-organico-piura"
SECOND = ROOT / "tests" / "plans" / "banano-organico-piura"

C, S, E = Grade.COMMITMENT, Grade.SUBSTANTIVE, Grade.EDITORIAL

CHANGES = {
    "benchmark/trip/visits/VIS-MAO": ("id-renamed", E),
    "plan/version": ("document-data", E),
    "plan/illustrative": ("illustrative-withdrawn", S),
    "cluster/left_out": ("reworded", E),
    "cluster/criteria/non_local_demand/claim": ("claims-changed", S),
    "cluster/actors/ACTR-26": ("actor-added", S),
    "segmentation/conclusion": ("claims-changed", S),
    "industry/chain/links/ESL-5/bottleneck": ("reworded", E),
    "benchmark/scores/REF-3+DIM-6/score": ("score-changed", S),
    "benchmark/conclusion": ("formatting", E),
    "strategies/EST-3/owner": ("responsible-changed", C),
    "management/services/Calendario y venta por programa": ("moved", E),
    "management/funding/years/2027/income/Cuota por caja/amount": ("funding-changed", C),
    "management/legal_entity/steps/Inscripción en el RUC/due": ("date-slipped", C),
    "action_plan/actions/ACT-6/activities/ACT-6-C/cost": ("cost-changed", C),
    "action_plan/actions/ACT-7/activities/ACT-7-A/start": ("date-brought-forward", S),
    "action_plan/actions/ACT-8/activities/ACT-8-B/end": ("date-slipped", C),
    "action_plan/actions/ACT-9/activities/ACT-9-A/start": ("date-slipped", C),
    "action_plan/actions/ACT-9/funding/grant+Programa de Apoyo a Clústers+2028": ("funding-changed", C),
    "action_plan/actions/ACT-16": ("action-added", S),
    "action_plan/actions/ACT-10/activities/ACT-10-A/cost": ("cost-changed", C),
    "action_plan/actions/ACT-10/status": ("action-dropped", C),
    "action_plan/actions/ACT-14/responsible": ("responsible-changed", C),
    "indicators/IND-1/targets/2028": ("target-lowered", C),
    "indicators/IND-4/baseline/value": ("baseline-taken", S),
    "indicators/IND-5/baseline/value": ("baseline-restated", C),
    "indicators/IND-12/responsible": ("responsible-changed", C),
    "indicators/IND-14/targets/2027": ("target-raised", S),
    "indicators/IND-18/formula": ("indicator-redefined", C),
    "indicators/IND-18/unit": ("unit-changed", C),
    "indicators/IND-21": ("moved", E),
    "indicators/IND-24/targets/2029": ("target-lowered", C),
    "indicators/IND-31": ("indicator-added", S),
    "indicators/IND-25": ("indicator-removed", C),
    "facts/DAT-77/value": ("fact-restated", S),
    "review/observations/OBS-9": ("review-kept", E),
}
"""What `tests/plans/README.md` lists, by path: the kind and the grade a reviewer reads it by."""

UNCHANGED = (
    "summary",
    "segmentation/method",
    "plan/acronyms",
    "action_plan/actions/ACT-2",
    "indicators/IND-27",
    "sources/FTE-21",
    "benchmark/trip/lessons/LEC-2",
)
"""What stands in another file, in other quotes, order or letters of another form, or follows a renamed id."""


@pytest.fixture(scope="module")
def made() -> Iterator[Compared]:
    with compared(Pair(OnDisk(FIRST), OnDisk(SECOND)), CompareOptions(), Words()) as one:
        assert isinstance(one, Compared)
        yield one


@pytest.fixture(scope="module")
def comparison(made: Compared) -> Comparison:
    return made.comparison


def _at(comparison: Comparison, path: str) -> Graded:
    return next(one for one in comparison.changes if one.change.path == path)


@pytest.mark.parametrize("path", CHANGES)
def test_each_deliberate_change_is_told_with_its_kind_and_grade(comparison: Comparison, path: str) -> None:
    one = _at(comparison, path)
    assert (one.kind.name, one.grade) == CHANGES[path]


@pytest.mark.parametrize("path", UNCHANGED)
def test_what_reads_the_same_is_not_told(comparison: Comparison, path: str) -> None:
    paths = [one.change.path for one in comparison.changes]
    assert not [one for one in paths if one == path or one.startswith(f"{path}/")]


def test_the_two_versions_differ_in_every_way_there_is(comparison: Comparison) -> None:
    assert {type(one.change) for one in comparison.changes} == set(OPERATIONS)
    assert {one.grade for one in comparison.changes} == set(Grade)


def test_records_that_others_were_put_before_have_not_moved(comparison: Comparison) -> None:
    paths = {one.change.path for one in comparison.changes if one.kind.name == "moved"}
    assert paths == {
        "benchmark/scores/own+DIM-8",
        "management/services/Calendario y venta por programa",
        "indicators/IND-21",
    }


def test_a_slipped_activity_is_followed_to_its_indicator_and_to_the_action_that_waits(
    comparison: Comparison,
) -> None:
    told = _at(comparison, "action_plan/actions/ACT-8/activities/ACT-8-B/end").consequences
    assert {one.path for one in told} >= {
        "indicators/IND-23",
        "action_plan/actions/ACT-9",
        "action_plan/actions/ACT-8",
    }


def test_the_findings_that_came_and_went_are_told(comparison: Comparison) -> None:
    assert {(one.code, one.item) for one in comparison.introduced} == {
        ("P911", "ACT-16"),
        ("P918", "OBS-10"),
        ("P010", ""),
    }
    assert {(one.code, one.item) for one in comparison.cleared} == {
        ("P906", "DAT-34"),
        ("P918", "OBS-8"),
        ("P909", "FTE-25"),
    }


def test_three_commitments_were_agreed_to_and_no_agreement_is_stale(comparison: Comparison) -> None:
    agreed = {one.change.path for one in comparison.changes if one.acknowledged}
    assert agreed == {
        "action_plan/actions/ACT-8/activities/ACT-8-B/end",
        "indicators/IND-1/targets/2028",
        "strategies/EST-3/owner",
    }
    assert comparison.stale == ()
    assert len(comparison.unacknowledged(C)) == len(comparison.of_grade(C)) - len(agreed)
