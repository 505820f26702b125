"""References read backwards."""

from __future__ import annotations

from typing import Any

import pytest

from plangen.plan.graph import RELATIONS, mentions, related
from plangen.plan.index import PlanIndex, index_plan
from plangen.plan.keys import key_of
from plangen.plan.model import Kind, Plan, record_types, shapes

PLAN: dict[str, Any] = {
    "plan": {"id": "PRC-1"},
    "cluster": {
        "actors": [{"id": "ACTR-1", "link": "ESL-1"}, {"id": "ACTR-2"}, {"id": "ACTR-3", "link": "ESL-2"}]
    },
    "segmentation": {"segments": [{"id": "SEG-1", "reason": "Ver [[EST-1]] y [[EST-1.name]]."}]},
    "industry": {
        "forces": [
            {"segment": "SEG-1", "force": "rivalry", "drivers": "Según [@FTE-1, p. 3]; `[[EST-2]]`."},
            {"segment": "SEG-1", "force": "buyers", "drivers": "[[NADA-1]] [[plan.cost]]"},
        ],
        "chain": {
            "links": [{"id": "ESL-1", "actors": ["ACTR-2"]}, {"id": "ESL-2"}],
            "flows": [{"from": "ESL-1", "to": "ESL-2"}],
        },
    },
    "strategies": [{"id": "EST-2", "segments": ["SEG-1"]}, {"id": "EST-1", "segments": ["SEG-1"]}],
    "action_plan": {
        "actions": [
            {"id": "ACT-1", "strategy": "EST-1", "beneficiaries": {"segments": ["SEG-1"]}},
            {"id": "ACT-2", "strategy": "EST-2", "depends_on": ["ACT-1"]},
            {"id": "ACT-3", "strategy": "EST-1", "depends_on": ["ACT-1"]},
        ]
    },
    "indicators": [{"id": "IND-1", "measures": "EST-1"}, {"id": "IND-2", "measures": "ACT-1"}],
    "sources": [{"id": "FTE-1"}],
}


@pytest.fixture
def index() -> PlanIndex:
    return index_plan(Plan.model_validate(PLAN))


@pytest.mark.parametrize(
    ("item", "name", "keys"),
    [
        ("SEG-1", "forces", ["SEG-1+rivalry", "SEG-1+buyers"]),
        ("SEG-1", "strategies", ["EST-2", "EST-1"]),
        ("SEG-1", "actions", ["ACT-1"]),
        ("SEG-1", "trends", []),
        ("ESL-1", "actors", ["ACTR-1", "ACTR-2"]),
        ("ESL-2", "actors", ["ACTR-3"]),
        ("ESL-1", "flows_out", ["ESL-1+ESL-2"]),
        ("ESL-1", "flows_in", []),
        ("EST-1", "actions", ["ACT-1", "ACT-3"]),
        ("EST-1", "indicators", ["IND-1"]),
        ("ACT-1", "indicators", ["IND-2"]),
        ("ACT-1", "dependents", ["ACT-2", "ACT-3"]),
    ],
)
def test_a_relation_lists_who_refers_in_the_order_of_the_plan(
    index: PlanIndex, item: str, name: str, keys: list[str]
) -> None:
    assert [key_of(record) for record in related(index, item, name)] == keys


def test_an_unknown_relation_or_item_is_an_error_of_the_caller(index: PlanIndex) -> None:
    with pytest.raises(KeyError):
        related(index, "SEG-1", "actionss")
    with pytest.raises(KeyError):
        related(index, "SEG-9", "actions")


@pytest.mark.parametrize(("kind", "name"), RELATIONS)
def test_every_relation_reads_a_reference_to_its_kind(kind: str, name: str) -> None:
    relation = RELATIONS[kind, name]
    shape = shapes(relation.holder)[relation.field]
    assert shape.kind is Kind.REF
    assert kind in shape.meta.targets
    nested = {relation.result} | {inner.record for inner in shapes(relation.result).values()}
    assert relation.holder in nested


def test_relations_do_not_hide_a_field_but_the_actors_of_a_link() -> None:
    kinds = {record.record_kind: record for record in record_types(Plan)}
    hidden = {(kind, name) for kind, name in RELATIONS if name in shapes(kinds[kind])}
    assert hidden == {("link", "actors")}


def test_mentions_are_the_prose_that_names_or_cites(index: PlanIndex) -> None:
    assert mentions(index) == {
        "EST-1": ("segmentation/segments/SEG-1/reason",),
        "FTE-1": ("industry/forces/SEG-1+rivalry/drivers",),
        "PRC-1": ("industry/forces/SEG-1+buyers/drivers",),
    }
