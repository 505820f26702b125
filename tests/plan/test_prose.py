"""Mentions in prose, and what they mean."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.plan.index import PlanIndex, index_plan
from plangen.plan.model import COMPUTED, Plan, record_types, shapes
from plangen.plan.prose import (
    Mention,
    ambiguous_ids,
    code_spans,
    name_of,
    printable,
    resolve_mention,
    scan,
)

PLAN: dict[str, Any] = {
    "plan": {"id": "PRC-1", "title": "Plan"},
    "segmentation": {"segments": [{"id": "SEG-1", "size": "DAT-1", "success_factors": [{"id": "FCE-1"}]}]},
    "benchmark": {
        "dimensions": [{"id": "DIM-1", "name": "Productividad"}],
        "gaps": [{"id": "BR-1", "dimension": "DIM-1"}, {"id": "BR-2"}],
        "trip": {"cost": "9000"},
    },
    "vision": {"elements": [{"id": "VF-1", "text": "Una dos tres cuatro cinco seis siete ocho nueve"}]},
    "action_plan": {"actions": [{"id": "ACT-1", "activities": [{"id": "ACT-1.1"}]}]},
    "indicators": [{"id": "IND-3", "targets": {"2027": "5"}}],
    "facts": [{"id": "DAT-1", "label": "Cajas"}],
    "sources": [{"id": "FTE-4", "title": "Informe"}],
}


@pytest.fixture
def index() -> PlanIndex:
    return index_plan(Plan.model_validate(PLAN))


def targets(text: str) -> list[str]:
    return [mention.target for mention in scan(text)]


def test_a_value_and_a_citation_are_found_with_their_offsets() -> None:
    text = "Son [[DAT-12]] cajas [@FTE-4, p. 12]."
    value, cite = scan(text)
    assert value == Mention("value", "DAT-12", 4, 14, "DAT-12")
    assert cite == Mention("cite", "FTE-4, p. 12", 21, 36, "FTE-4", locator="p. 12")
    assert text[value.start : value.end] == "[[DAT-12]]"
    assert text[cite.start : cite.end] == "[@FTE-4, p. 12]"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[[ DAT-1 ]]", ["DAT-1"]),
        ("[[]]", [""]),
        ("[[[DAT-1]]]", ["DAT-1"]),
        ("[[A-1]][[B-1]][@F-1]", ["A-1", "B-1", "F-1"]),
        ("[@FTE-1; FTE-2]", ["FTE-1; FTE-2"]),
        ("[DAT-1] [[DAT-1] [@ FTE-1 ,]", ["FTE-1"]),
        ("[[DAT-\n1]]", []),
        (r"\[[DAT-1]] \\[[DAT-2]] \[@F-1]", ["DAT-2"]),
        ("sin menciones", []),
    ],
)
def test_what_is_a_mention(text: str, found: list[str]) -> None:
    assert targets(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("`[[A-1]]` [[B-1]]", ["B-1"]),
        ("``a ` [[A-1]] `` [[B-1]]", ["B-1"]),
        ("` [[A-1]] `` [[B-1]]", ["A-1", "B-1"]),
        (r"\`[[A-1]]` [[B-1]]", ["A-1", "B-1"]),
        (r"\``[[A-1]]` [[B-1]]", ["B-1"]),
        (r"`[[A-1]]\` [[B-1]]", ["B-1"]),
        ("`a [[A-1]]\nb` [[B-1]]", ["B-1"]),
        ("abre ` [[A-1]]\n\n[[B-1]] ` cierra", ["A-1", "B-1"]),
        ("abre ` [[A-1]]\n \t\n[[B-1]] ` cierra", ["A-1", "B-1"]),
        ("[[A`1]] `", []),
    ],
)
def test_code_spans_mean_themselves(text: str, found: list[str]) -> None:
    assert targets(text) == found


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="`\\[]@A.1, \n", max_size=60))
def test_mentions_and_code_spans_are_disjoint_and_in_order(text: str) -> None:
    code = code_spans(text)
    ends = [0, *(end for span in code for end in span)]
    assert ends == sorted(ends)
    assert all(text[start] == "`" == text[end - 1] for start, end in code)
    last = 0
    for mention in scan(text):
        assert last <= mention.start < mention.end
        last = mention.end
        assert not any(start < mention.end and mention.start < end for start, end in code)


@pytest.mark.parametrize(
    ("text", "item", "field"),
    [
        ("[[DAT-1]]", "DAT-1", ""),
        ("[[IND-3.target.2027]]", "IND-3", "target.2027"),
        ("[[ACT-1.1]]", "ACT-1.1", ""),
        ("[[ACT-1.1.cost]]", "ACT-1.1", "cost"),
        ("[[ACT-1.cost]]", "ACT-1", "cost"),
        ("[[ACT-1.2]]", "ACT-1", "2"),
        ("[[plan.cost]]", "PRC-1", "cost"),
        ("[[trip.cost]]", "trip", "cost"),
        ("[@FTE-4, p. 2]", "FTE-4", ""),
    ],
)
def test_the_longest_id_wins_and_the_rest_is_the_field(
    index: PlanIndex, text: str, item: str, field: str
) -> None:
    (mention,) = scan(text)
    target = resolve_mention(index, mention)
    assert target is not None
    assert (target.item.id, target.field) == (item, field)


@pytest.mark.parametrize("text", ["[[DAT-2]]", "[[.cost]]", "[[]]", "[@DAT-1]", "[@FTE-9]", "[@FTE-4.title]"])
def test_a_mention_of_nothing_does_not_resolve(index: PlanIndex, text: str) -> None:
    assert [resolve_mention(index, mention) for mention in scan(text)] == [None]


@pytest.mark.parametrize(
    ("item", "field", "exists"),
    [
        ("ACT-1", "name", True),
        ("ACT-1", "cost", True),
        ("ACT-1", "cost.2026", False),
        ("ACT-1", "activities", False),
        ("ACT-1", "priority", False),
        ("ACT-1", "coste", False),
        ("SEG-1", "size", True),
        ("SEG-1", "purchase_criteria", False),
        ("IND-3", "target", True),
        ("IND-3", "target.2027", True),
        ("IND-3", "target.2028", False),
        ("IND-3", "targets", False),
        ("IND-3", "target.x", False),
        ("plan", "cost", True),
        ("plan", "grant.2026", True),
        ("plan", "cash", False),
        ("trip", "cost", True),
        ("trip", "visits", False),
    ],
)
def test_printable_fields_have_one_value(index: PlanIndex, item: str, field: str, exists: bool) -> None:
    found = index.named(item)
    assert found is not None
    assert printable(index, found, field) is exists


@pytest.mark.parametrize(
    ("item", "name"),
    [
        ("DIM-1", "Productividad"),
        ("PRC-1", "Plan"),
        ("DAT-1", "Cajas"),
        ("VF-1", "Una dos tres cuatro cinco seis siete ocho…"),
        ("BR-1", "Productividad"),
        ("BR-2", "BR-2"),
        ("FCE-1", "FCE-1"),
    ],
)
def test_a_name_is_the_first_of_name_title_label_text(index: PlanIndex, item: str, name: str) -> None:
    assert name_of(index, index.items[item].record) == name


def test_a_gap_that_names_a_gap_as_its_dimension_still_has_a_name() -> None:
    gaps = [{"id": "BR-1", "dimension": "BR-2"}, {"id": "BR-2", "dimension": "BR-1"}]
    index = index_plan(Plan.model_validate({"benchmark": {"gaps": gaps}}))
    assert name_of(index, index.items["BR-1"].record) == "BR-1"


def test_an_id_that_reads_as_a_field_is_ambiguous() -> None:
    facts = [{"id": "D-1"}, {"id": "D-1.value"}, {"id": "D-1.x"}, {"id": "plan.cost"}]
    index = index_plan(Plan.model_validate({"plan": {"id": "P"}, "facts": facts}))
    assert [(one.id, one.other, one.field) for one in ambiguous_ids(index)] == [
        ("D-1.value", "D-1", "value"),
        ("plan.cost", "P", "cost"),
    ]


def test_computed_names_belong_to_kinds_of_records() -> None:
    kinds = {record.record_kind: record for record in record_types(Plan)}
    shared = {(kind, name) for kind in COMPUTED for name in COMPUTED[kind] if name in shapes(kinds[kind])}
    assert shared == {("indicator", "baseline"), ("link", "margin")}
