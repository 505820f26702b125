"""Changes as JSON: what the schema promises, values as typed, every plan of a run in one object."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from plangen.plan.faults import fault
from plangen.reports.change_json import change_schema, render_json
from plangen.reports.change_view import ComparisonView
from plangen.reports.change_words import view_of
from plangen.spans import Source, Span
from tests.support.compared_plans import (
    SEEDS,
    WORDS,
    banana_random_view,
    banana_view,
    compared,
    loaded_banana,
    view,
)

SCHEMA = change_schema()


def read(*views: ComparisonView) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(render_json(views))
    jsonschema.validate(whole, SCHEMA, cls=jsonschema.Draft202012Validator)
    return whole


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_real_and_random_comparisons_keep_the_schema() -> None:
    whole = read(banana_view(), *map(banana_random_view, SEEDS))
    assert len(whole["plans"]) == 1 + len(SEEDS)
    assert {row["operation"] for row in whole["changes"]} == {
        "added",
        "removed",
        "modified",
        "moved",
        "renamed",
    }


def test_a_change_reads_like_this() -> None:
    def plan(end: str) -> dict[str, Any]:
        return {"benchmark": {"trip": {"end": end}}}

    (row,) = read(view(plan("2026-05-01"), plan("2026-05-09")))["changes"]
    row["consequences"] = []
    row["code"] = "C000"
    assert row == {
        "plan": "planes/uno",
        "code": "C000",
        "kind": row["kind"],
        "grade": row["grade"],
        "operation": "modified",
        "path": "benchmark/trip/end",
        "item": "",
        "before": "2026-05-01",
        "after": "2026-05-09",
        "delta": "+8 días",
        "consequences": [],
        "acknowledged": None,
    }


@pytest.mark.parametrize(
    ("field", "old", "new", "said"),
    [
        ("targets", {"2028": "3"}, {"2028": "3.0"}, ("3", "3.0")),
        ("decimals", "0", "1", (0, 1)),
        ("cumulative", "sí", "no", (True, False)),
        ("level", "impact", "result", ("impact", "result")),
        ("unit", "ha", "t", ("ha", "t")),
    ],
)
def test_values_are_as_the_author_types_them(
    field: str, old: object, new: object, said: tuple[object, object]
) -> None:
    sides = ({"indicators": [{"id": "IND-1", field: value}]} for value in (old, new))
    (row,) = read(view(*sides))["changes"]
    assert (row["before"], row["after"]) == said
    assert all(type(row[side]) is type(value) for side, value in zip(("before", "after"), said, strict=True))


def test_what_is_absent_is_null_and_a_record_is_an_object_of_what_it_says() -> None:
    action = {"id": "ACT-1", "activities": [{"id": "ACT-1-A", "start": "2027-02", "cost": "1200.50"}]}
    (row,) = read(view({}, {"indicators": [{"id": "IND-1", "targets": {"2028": "3"}}]}))["changes"]
    assert row["before"] is None
    assert row["after"] == {"id": "IND-1", "targets": {"2028": "3"}}
    rows = read(view({"action_plan": {}}, {"action_plan": {"actions": [action]}}))["changes"]
    assert rows[0]["after"]["activities"] == [
        {"id": "ACT-1-A", "start": "2027-02", "cost": {"amount": "1200.50"}}
    ]


def test_findings_and_places_are_told() -> None:
    found = fault("unknown-key", Span(Source("plan.yaml", "x"), 0, 1), value="titel", near="", known="y")
    old, new = loaded_banana(), loaded_banana("tests/plans")
    made = view_of(compared(old.index, new.index, came=(found,)), WORDS, old.locate, new.locate)
    whole = read(made)
    assert [one["name"] for one in whole["findings"]["new"]] == ["unknown-key"]
    assert whole["findings"]["cleared"] == []
    placed = {row["path"]: row.get("place") for row in whole["changes"]}
    assert placed["indicators/IND-1/targets/2028"].startswith("indicators.yaml:")


def test_a_renamed_record_says_where_it_stood() -> None:
    rows = [row for row in read(banana_view())["changes"] if row["operation"] == "renamed"]
    assert [(row["old_path"], row["path"]) for row in rows] == [
        ("benchmark/trip/visits/VIS-5", "benchmark/trip/visits/VIS-MAO")
    ]
    assert (rows[0]["before"], rows[0]["after"]) == ({"id": "VIS-5"}, {"id": "VIS-MAO"})
