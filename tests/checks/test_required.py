"""The tables of required fields: they name fields there are, agree with one another, and are read as written."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from plangen.checks.empty import expected_of, is_empty, judged, needed_of, required_of
from plangen.checks.required import (
    EXPECTED,
    EXPECTED_WHEN,
    LEFT_TO_RULES,
    LEFT_WHEN,
    PARTS,
    REQUIRED,
    Table,
)
from plangen.plan.model import Action, Actor, Fact, Plan, Record, Segment, record_types, shapes
from tests.support.rule_cases import load_text

TABLES = (REQUIRED, EXPECTED, LEFT_TO_RULES)
RECORDS = record_types(Plan)


def fields_of(table: Table, when: dict[type[Record], set[str]], kind: type[Record]) -> set[str]:
    return set(table.get(kind, ())) | when.get(kind, set())


EXPECTED_OF_SOME = {kind: {f for one in ones for f in one.fields} for kind, ones in EXPECTED_WHEN.items()}
LEFT_OF_SOME = {kind: {f for one in ones for f in one.fields} for kind, ones in LEFT_WHEN.items()}


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_tables_name_fields_that_may_be_absent_and_no_field_twice(kind: type[Record]) -> None:
    named = (
        fields_of(REQUIRED, {}, kind),
        fields_of(EXPECTED, EXPECTED_OF_SOME, kind),
        fields_of(LEFT_TO_RULES, LEFT_OF_SOME, kind),
    )
    optional = {shape.name for shape in shapes(kind).values() if not shape.required}
    assert set().union(*named) <= optional
    assert not [both for one, other in combinations(named, 2) if (both := one & other)]


def test_tables_speak_only_of_records_that_a_plan_holds() -> None:
    assert {kind for table in TABLES for kind in table} <= set(RECORDS)
    assert set(EXPECTED_WHEN) | set(LEFT_WHEN) <= set(RECORDS)


def test_a_condition_names_a_field_and_choices_of_it() -> None:
    for table in (EXPECTED_WHEN, LEFT_WHEN):
        for kind, ones in table.items():
            for one in ones:
                shape = shapes(kind)[one.field]
                assert not shape.choices or set(one.values) <= {"", *shape.choices}


def test_the_parts_are_keys_of_the_plan() -> None:
    assert set(PARTS) <= set(shapes(Plan))


def test_what_is_expected_depends_on_what_the_record_is() -> None:
    member = Actor.model_validate({"id": "ACTR-1", "role": "micro_sme"})
    ally = Actor.model_validate({"id": "ACTR-2", "role": "support"})
    assert set(expected_of(member)) - set(expected_of(ally)) >= {"formal", "constituted", "annual_sales"}
    served = Segment.model_validate({"id": "SEG-1", "decision": "prioritised"})
    refused = Segment.model_validate({"id": "SEG-2", "decision": "discarded"})
    assert "success_factors" in needed_of(served)
    assert "success_factors" not in needed_of(refused)
    assert "reason" in needed_of(refused)


def test_a_guess_needs_no_source_and_a_datum_without_status_does() -> None:
    assert "source" in needed_of(Fact.model_validate({"id": "DAT-1"}))
    assert "source" not in needed_of(Fact.model_validate({"id": "DAT-2", "status": "assumption"}))


def test_zero_and_no_are_said() -> None:
    actor = Actor.model_validate({"id": "ACTR-1", "formal": "no"})
    fact = Fact.model_validate({"id": "DAT-1", "value": "0"})
    assert not is_empty(actor.formal)
    assert not is_empty(fact.value)
    assert is_empty("")
    assert is_empty(())


def test_records_are_judged_with_their_owner_and_dropped_actions_are_not(tmp_path: Path) -> None:
    text = """
action_plan:
  actions:
    - {id: ACT-1, status: dropped, activities: [{id: ACT-1.1}]}
    - {id: ACT-2, activities: [{id: ACT-2.1}], priority: {}}
benchmark: {trip: {}}
"""
    found = {
        getattr(one, "id", type(one).__name__): owner for one, owner in judged(load_text(text, tmp_path).plan)
    }
    assert set(found) == {"ActionPlan", "ACT-2", "ACT-2.1"}
    assert isinstance(found["ACT-2.1"], Action)
    assert found["ACT-2.1"].id == "ACT-2"


def test_needed_is_what_is_required_and_what_other_rules_ask_for() -> None:
    action = Action.model_validate({"id": "ACT-1"})
    assert set(needed_of(action)) == {
        *required_of(action),
        "strategy",
        "activities",
        "responsible",
        "funding",
    }
