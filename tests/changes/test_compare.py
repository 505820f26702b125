"""The laws of comparison on a real plan after edits that nobody wrote, and what each edit is told as."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random  # noqa: TID251 (seeded)
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plangen.changes.apply import apply_changes
from plangen.changes.change import Added, Change, Modified, Moved, Removed, Renamed, inverted
from plangen.changes.compare import compare_plans
from plangen.changes.leaves import normal_plan, same
from plangen.plan.index import PlanIndex, index_plan
from plangen.plan.load import load_plan
from tests.conftest import ROOT
from tests.support.random_versions import random_version

FIRST = ROOT / "plans" / "banano-organico-piura"
SECOND = ROOT / "tests" / "plans" / "banano-organico-piura"

_Make = Callable[..., PlanIndex]


def _read(folder: Path) -> PlanIndex:
    plan = load_plan(folder).plan
    assert plan is not None
    return plan.index


@pytest.fixture(scope="module")
def first() -> PlanIndex:
    return _read(FIRST)


@pytest.fixture(scope="module")
def second() -> PlanIndex:
    return _read(SECOND)


def _lead_both_ways(old: PlanIndex, new: PlanIndex) -> tuple[Change, ...]:
    changes = compare_plans(old, new)
    assert same(apply_changes(old.plan, changes), normal_plan(new.plan))
    assert same(apply_changes(new.plan, inverted(changes)), normal_plan(old.plan))
    return changes


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**6), edits=st.integers(1, 150))
def test_changes_lead_from_one_version_to_the_other_and_back(first: PlanIndex, seed: int, edits: int) -> None:
    _lead_both_ways(first, index_plan(random_version(first, Random(seed), edits)))


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**6), edits=st.integers(1, 400))
def test_they_do_between_two_versions_that_share_little(first: PlanIndex, seed: int, edits: int) -> None:
    one, other = (index_plan(random_version(first, Random(seed + more), edits)) for more in (0, 1))
    _lead_both_ways(one, other)


def test_they_do_between_the_two_versions_of_the_example(first: PlanIndex, second: PlanIndex) -> None:
    assert len(_lead_both_ways(first, second)) > 100


def test_they_do_from_nothing_to_a_whole_plan(first: PlanIndex, index_of: _Make) -> None:
    changes = _lead_both_ways(index_of(), first)
    assert all(isinstance(one, Added) for one in changes)


def test_a_plan_does_not_differ_from_itself(first: PlanIndex) -> None:
    assert compare_plans(first, first) == ()
    assert compare_plans(first, index_plan(first.plan.model_copy(deep=True))) == ()


def test_what_is_written_otherwise_but_reads_the_same_is_no_change(
    first: PlanIndex, second: PlanIndex
) -> None:
    """The second version moved a part and a prose to other files, requoted, reordered keys, decomposed a title."""
    changed = {one.path for one in compare_plans(first, second)}
    untouched = (
        "summary",
        "plan/acronyms",
        "segmentation/method",
        "sources/FTE-21",
        "indicators/IND-27",
        "action_plan/actions/ACT-2",
    )
    for path in untouched:
        assert not any(one == path or one.startswith(f"{path}/") for one in changed)


def _strategies(*strategies: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"strategies": list(strategies), **more}


def _one(changes: tuple[Change, ...]) -> Change:
    assert len(changes) == 1, changes
    return changes[0]


def test_a_record_is_found_whatever_its_place(index_of: _Make) -> None:
    records = [{"id": f"EST-{number}", "name": "Calidad"} for number in (1, 2, 3)]
    new = index_of(**_strategies(records[2], records[0], records[1]))
    assert _one(_lead_both_ways(index_of(**_strategies(*records)), new)) == Moved(
        "strategies/EST-3", "EST-2", ""
    )


def test_a_record_put_between_others_moves_none_of_them(index_of: _Make) -> None:
    old = index_of(**_strategies({"id": "EST-1"}, {"id": "EST-2"}))
    new = index_of(**_strategies({"id": "EST-1"}, {"id": "EST-9", "name": "Marca"}, {"id": "EST-2"}))
    added = _one(_lead_both_ways(old, new))
    assert isinstance(added, Added)
    assert (added.path, added.after) == ("strategies/EST-9", "EST-1")


def test_an_id_renamed_with_its_references_is_one_change(index_of: _Make) -> None:
    def plan(strategy: str) -> PlanIndex:
        return index_of(
            strategies=[
                {
                    "id": strategy,
                    "name": "Calidad",
                    "objective": f"Véase [[{strategy}]] y [[{strategy}.cost]].",
                }
            ],
            action_plan={"actions": [{"id": "ACT-1", "strategy": strategy}]},
            indicators=[{"id": "IND-1", "measures": strategy}],
            plan={"id": "p", "illustrative": [f"strategies/{strategy}/objective"]},
        )

    renamed = _one(_lead_both_ways(plan("EST-1"), plan("EST-CALIDAD")))
    assert renamed == Renamed(
        "strategies/EST-CALIDAD", "strategies/EST-1", (("id", "EST-1"),), (("id", "EST-CALIDAD"),)
    )


def test_two_ids_renamed_that_refer_to_one_another_are_two_changes(index_of: _Make) -> None:
    def plan(strategy: str, area: str) -> PlanIndex:
        areas = [{"id": area, "name": "Riego"}]
        return index_of(
            strategies=[{"id": strategy, "name": "Calidad", "areas": areas}],
            action_plan={"actions": [{"id": "ACT-1", "area": area}]},
        )

    changes = _lead_both_ways(plan("EST-1", "AM-1"), plan("EST-2", "AM-2"))
    assert [type(one) for one in changes] == [Renamed, Renamed]


def test_an_id_that_is_still_meant_somewhere_is_not_renamed(index_of: _Make) -> None:
    old = index_of(
        **_strategies({"id": "EST-1", "name": "Calidad"}, {"id": "EST-5", "objective": "Tras [[EST-1]]."})
    )
    new = index_of(
        **_strategies({"id": "EST-2", "name": "Calidad"}, {"id": "EST-5", "objective": "Tras [[EST-1]]."})
    )
    assert {type(one) for one in _lead_both_ways(old, new)} == {Added, Removed}


def test_two_records_alike_are_not_guessed_to_be_renamed(index_of: _Make) -> None:
    old = index_of(**_strategies({"id": "EST-1", "name": "Calidad"}, {"id": "EST-2", "name": "Calidad"}))
    new = index_of(**_strategies({"id": "EST-3", "name": "Calidad"}, {"id": "EST-4", "name": "Calidad"}))
    assert not any(isinstance(one, Renamed) for one in _lead_both_ways(old, new))


def test_an_id_renamed_and_its_record_reworded_is_another_record(index_of: _Make) -> None:
    old = index_of(**_strategies({"id": "EST-1", "name": "Calidad"}))
    new = index_of(**_strategies({"id": "EST-2", "name": "Escala"}))
    assert {type(one) for one in _lead_both_ways(old, new)} == {Added, Removed}


def _funded(year: str, amount: str = "1200") -> dict[str, Any]:
    funding = [{"source": "grant", "payer": "Programa", "year": year, "amount": amount}]
    return {"action_plan": {"actions": [{"id": "ACT-1", "funding": funding}]}}


def test_money_that_comes_a_year_later_is_one_change(index_of: _Make) -> None:
    moved = _one(_lead_both_ways(index_of(**_funded("2027")), index_of(**_funded("2028"))))
    assert isinstance(moved, Renamed)
    assert (moved.before, moved.after) == ((("year", 2027),), (("year", 2028),))


def test_money_of_another_year_and_amount_is_other_money(index_of: _Make) -> None:
    changes = _lead_both_ways(index_of(**_funded("2027")), index_of(**_funded("2028", "900")))
    assert {type(one) for one in changes} == {Added, Removed}


def test_decimals_typed_are_a_change(index_of: _Make) -> None:
    old, new = (index_of(facts=[{"id": "DAT-1", "value": value}]) for value in ("1.10", "1.1"))
    assert isinstance(_one(_lead_both_ways(old, new)), Modified)


def test_a_list_of_texts_is_one_value(index_of: _Make) -> None:
    old = index_of(industry={"swot": {"strengths": ["Sabor", "Certificado"]}})
    new = index_of(industry={"swot": {"strengths": ["Sabor", "Marca", "Certificado"]}})
    change = _one(_lead_both_ways(old, new))
    assert change == Modified(
        "industry/swot/strengths", ("Sabor", "Certificado"), ("Sabor", "Marca", "Certificado")
    )


def test_a_part_that_comes_is_told_record_by_record(index_of: _Make) -> None:
    new = index_of(action_plan={"actions": [{"id": "ACT-1", "name": "Riego"}, {"id": "ACT-2"}]})
    changes = _lead_both_ways(index_of(), new)
    assert [one.path for one in changes] == [
        "action_plan",
        "action_plan/actions/ACT-1",
        "action_plan/actions/ACT-2",
    ]


def test_the_last_record_of_a_part_takes_the_part_along(index_of: _Make) -> None:
    old = index_of(action_plan={"actions": [{"id": "ACT-1", "name": "Riego"}]})
    assert {type(one) for one in _lead_both_ways(old, index_of())} == {Removed}


def test_accents_and_line_ends_are_compared_as_they_read(index_of: _Make) -> None:
    old = index_of(vision={"why": "Sen\u0303ale\u0301tica\r\nan\u0303eja\n"})
    new = index_of(vision={"why": "Se\u00f1al\u00e9tica\na\u00f1eja"})
    assert compare_plans(old, new) == ()
