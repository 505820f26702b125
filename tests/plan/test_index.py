"""A plan by id and by path, and what does not hold together in it."""

from __future__ import annotations

from typing import Any

import pytest

from plangen.plan.index import BrokenRef, PlanIndex, index_plan, looks_like_id, walk
from plangen.plan.model import Kind, Money, Plan, Record, Trip

PLAN: dict[str, Any] = {
    "plan": {"id": "PRC-1", "illustrative": ["DAT-1"], "changes": [{"version": "1.0"}]},
    "segmentation": {
        "segments": [
            {
                "id": "SEG-1",
                "purchase_criteria": ["precio", "calidad"],
                "size": "DAT-1",
                "success_factors": [{"id": "FCE-1", "weight": "100"}],
            }
        ]
    },
    "benchmark": {
        "dimensions": [{"id": "DIM-1", "success_factors": ["FCE-1"]}],
        "scores": [{"reference": "own", "dimension": "DIM-1", "score": "2"}],
        "trip": {"cost": "5000"},
    },
    "vision": {"criteria": [{"id": "CRI-1"}], "options": [{"id": "OPC-1", "scores": {"CRI-1": "3"}}]},
    "indicators": [{"id": "IND-1", "targets": {"2027": "5", "2030": "9"}}],
    "facts": [{"id": "DAT-1", "value": "3"}],
}


def index(**parts: Any) -> PlanIndex:
    return index_plan(Plan.model_validate(parts))


def broken(**parts: Any) -> list[tuple[str, str]]:
    return [(one.path, one.value) for one in index(**parts).broken]


def test_items_are_found_by_id_with_kind_and_path() -> None:
    items = index(**PLAN).items
    assert {item.id: (item.kind, item.path) for item in items.values()} == {
        "PRC-1": ("plan", "plan"),
        "SEG-1": ("segment", "segmentation/segments/SEG-1"),
        "FCE-1": ("success_factor", "segmentation/segments/SEG-1/success_factors/FCE-1"),
        "DIM-1": ("dimension", "benchmark/dimensions/DIM-1"),
        "CRI-1": ("criterion", "vision/criteria/CRI-1"),
        "OPC-1": ("option", "vision/options/OPC-1"),
        "IND-1": ("indicator", "indicators/IND-1"),
        "DAT-1": ("fact", "facts/DAT-1"),
    }


def test_values_are_visited_in_order_with_their_paths() -> None:
    visits = [visit for visit in walk(Plan.model_validate(PLAN)) if visit.path.startswith("segmentation")]
    assert [(visit.path, visit.value) for visit in visits if not isinstance(visit.value, Record)] == [
        ("segmentation/segments/SEG-1/id", "SEG-1"),
        ("segmentation/segments/SEG-1/purchase_criteria/0", "precio"),
        ("segmentation/segments/SEG-1/purchase_criteria/1", "calidad"),
        ("segmentation/segments/SEG-1/size/fact", "DAT-1"),
        ("segmentation/segments/SEG-1/success_factors/FCE-1/id", "FCE-1"),
        ("segmentation/segments/SEG-1/success_factors/FCE-1/weight", 100),
    ]
    assert [visit.path for visit in visits if isinstance(visit.value, Record)] == [
        "segmentation",
        "segmentation/segments/SEG-1",
        "segmentation/segments/SEG-1/size",
        "segmentation/segments/SEG-1/success_factors/FCE-1",
    ]


def test_every_visited_path_leads_back_to_its_value() -> None:
    known = index(**PLAN)
    assert all(known.at(visit.path) == visit for visit in known.visits)
    records = [visit for visit in known.visits if isinstance(visit.value, Record)]
    assert all(known.path_of(visit.value) == visit.path for visit in records)  # type: ignore[arg-type]


def test_a_path_may_lead_to_a_field_left_out_or_to_a_whole_list() -> None:
    known = index(**PLAN)
    left_out = known.at("segmentation/segments/SEG-1/reason")
    assert left_out is not None
    assert left_out.value is None
    assert left_out.shape.kind is Kind.PROSE
    whole = known.at("indicators")
    assert whole is not None
    assert whole.value == known.plan.indicators


@pytest.mark.parametrize(
    "path",
    [
        "",
        "nada",
        "indicators/IND-2",
        "indicators/IND-1/x",
        "indicators/IND-1/targets/2028",
        "plan/id/x",
        "//",
    ],
)
def test_other_paths_lead_nowhere(path: str) -> None:
    assert index(**PLAN).at(path) is None


def test_the_item_of_a_path_is_the_nearest_above() -> None:
    known = index(**PLAN)
    assert known.item_of("segmentation/segments/SEG-1/size/fact") is known.items["SEG-1"]
    assert known.item_of("segmentation/segments/SEG-1/success_factors/FCE-1/weight") is known.items["FCE-1"]
    assert known.item_of("benchmark/trip/cost/amount") is None


def test_plan_and_trip_can_be_named_without_their_id() -> None:
    known = index(**PLAN)
    assert known.named("plan") is known.items["PRC-1"]
    trip = known.named("trip")
    assert trip is not None
    assert isinstance(trip.record, Trip)
    assert trip.path == "benchmark/trip"
    assert index().named("plan") is None
    assert index().named("trip") is None


def test_records_outside_the_plan_have_no_path() -> None:
    with pytest.raises(KeyError):
        index(**PLAN).path_of(Money.model_validate("3"))


def test_an_id_given_twice_is_a_clash_with_both_places() -> None:
    known = index(
        segmentation={"segments": [{"id": "X-1"}, {"id": "SEG-2"}, {"id": "X-1"}]}, facts=[{"id": "X-1"}]
    )
    places = [(clash.key, clash.first, clash.first_at, clash.second_at) for clash in known.duplicates]
    first = ("X-1", "segmentation/segments/X-1", ("segmentation", "segments", 0))
    assert places == [(*first, ("segmentation", "segments", 2)), (*first, ("facts", 0))]
    assert known.items["X-1"].kind == "segment"
    assert known.repeated_keys == ()


def test_ids_that_differ_by_case_alone_are_a_clash() -> None:
    (clash,) = index(facts=[{"id": "DAT-a"}, {"id": "dat-A"}]).duplicates
    assert (clash.key, clash.other) == ("dat-A", "DAT-a")


def test_a_key_given_twice_in_a_list_is_a_clash_but_not_in_two_lists() -> None:
    risk = {"risk": "lluvia"}
    known = index(
        action_plan={"actions": [{"id": "ACT-1", "risks": [risk, risk]}, {"id": "ACT-2", "risks": [risk]}]}
    )
    (clash,) = known.repeated_keys
    assert (clash.key, clash.first, clash.second) == (
        "lluvia",
        *["action_plan/actions/ACT-1/risks/lluvia"] * 2,
    )
    assert clash.second_at == ("action_plan", "actions", 0, "risks", 1)
    assert known.duplicates == ()


def test_keys_that_differ_by_unicode_form_alone_are_one_key() -> None:
    known = index(plan={"id": "P", "authors": [{"name": "Asesori\u0301a"}, {"name": "Asesoría"}]})
    assert [clash.key for clash in known.repeated_keys] == ["Asesoría"]


def test_a_plan_that_holds_together_has_no_broken_reference() -> None:
    assert index(**PLAN).broken == ()


def test_a_reference_to_nothing_suggests_a_slip_of_the_pen() -> None:
    known = index(strategies=[{"id": "EST-1", "owner": "OGR-1"}], management={"bodies": [{"id": "ORG-1"}]})
    assert known.broken == (BrokenRef("strategies/EST-1/owner", "OGR-1", ("body",), near="ORG-1", sole=True),)


def test_of_two_ids_that_are_as_near_neither_is_the_only_one() -> None:
    known = index(
        strategies=[{"id": "EST-1", "owner": "ORG-C"}],
        management={"bodies": [{"id": "ORG-A"}, {"id": "ORG-B"}]},
    )
    assert [(bool(one.near), one.sole) for one in known.broken] == [(True, False)]


def test_another_number_is_no_slip_of_the_pen() -> None:
    known = index(strategies=[{"id": "EST-1", "owner": "ORG-9"}], management={"bodies": [{"id": "ORG-1"}]})
    assert [one.near for one in known.broken] == [""]


def test_a_reference_to_another_kind_is_broken_and_says_which() -> None:
    (one,) = index(strategies=[{"id": "EST-1", "gaps": ["EST-1"]}]).broken
    assert (one.path, one.found, one.targets) == ("strategies/EST-1/gaps/0", "strategy", ("gap",))


def test_the_keys_of_a_map_are_references_too() -> None:
    options = [{"id": "OPC-1", "scores": {"CRI-9": "3"}}]
    assert broken(vision={"options": options}) == [("vision/options/OPC-1/scores/CRI-9", "CRI-9")]


def test_own_is_welcome_only_where_the_own_cluster_may_stand() -> None:
    benchmark = {
        "dimensions": [{"id": "DIM-1"}],
        "scores": [{"reference": "own", "dimension": "own"}],
        "gaps": [{"id": "BR-1", "reference": "own", "dimension": "DIM-1"}],
    }
    assert broken(benchmark=benchmark) == [
        ("benchmark/scores/own+own/dimension", "own"),
        ("benchmark/gaps/BR-1/reference", "own"),
    ]


@pytest.mark.parametrize(
    ("payer", "holds"),
    [("ACTR-1", True), ("Gobierno Regional", True), ("PROMPERU", True), ("ACTR-2", False), ("ACT-1", False)],
)
def test_a_payer_is_an_actor_or_text_not_shaped_like_an_id(payer: str, holds: bool) -> None:
    funding = [{"source": "grant", "payer": payer, "year": "2026"}]
    parts = {
        "cluster": {"actors": [{"id": "ACTR-1"}]},
        "action_plan": {"actions": [{"id": "ACT-1", "funding": funding}]},
    }
    assert (broken(**parts) == []) is holds


@pytest.mark.parametrize(
    ("target", "holds"),
    [
        ("DAT-1", True),
        ("facts/DAT-1/value", True),
        ("facts/DAT-1/note", True),
        ("segmentation", True),
        ("benchmark/scores/own+DIM-1/score", True),
        ("facts/DAT-2/value", False),
        ("facts/DAT-1/valor", False),
        ("DAT-2", False),
    ],
)
def test_an_observation_is_about_an_item_or_a_path(target: str, holds: bool) -> None:
    parts = {**PLAN, "review": {"observations": [{"id": "OBS-1", "target": target}]}}
    assert (broken(**parts) == []) is holds


def test_referrers_are_by_type_field_and_id() -> None:
    strategies = [{"id": "EST-1", "segments": ["SEG-1", "SEG-1"]}, {"id": "EST-2", "segments": ["SEG-1"]}]
    known = index(strategies=strategies)
    found = known.referrers[type(known.plan.strategies[0]), "segments", "SEG-1"]
    assert found == known.plan.strategies


@pytest.mark.parametrize(
    ("text", "is_one"), [("ACTR-9", True), ("FTE2", True), ("Muni", False), ("a 1", False)]
)
def test_text_looks_like_an_id_by_a_digit_or_a_hyphen(text: str, is_one: bool) -> None:
    assert looks_like_id(text) is is_one
