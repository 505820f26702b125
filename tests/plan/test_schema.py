"""The JSON Schema of the inputs, and the titles it shows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import plangen
from plangen.plan.model import Plan
from plangen.plan.schema import choice_keys, plan_schema, title_keys

LOCALE = Path(plangen.__file__).parent / "locales" / "es"
FIELDS: dict[str, dict[str, str]] = yaml.safe_load((LOCALE / "fields.yaml").read_text(encoding="utf-8"))
CHOICES: dict[str, str] = yaml.safe_load((LOCALE / "choices.yaml").read_text(encoding="utf-8"))
TITLES = {key: (words["title"], words["description"]) for key, words in FIELDS.items()}
SCHEMA = plan_schema(TITLES, CHOICES)

WHOLE: dict[str, Any] = {
    "plan": {
        "id": "PRC-1",
        "version": 1.0,
        "status": "draft",
        "currency": "PEN",
        "period": {"start": "2026-01", "end": None},
        "acronyms": {"file": "data/siglas.csv"},
        "illustrative": ["DAT-1"],
    },
    "cluster": {"definition": {"file": "narrative/definicion.md"}, "actors": [{"id": "A-1", "formal": "sí"}]},
    "segmentation": {
        "segments": [
            {
                "id": "SEG-1",
                "size": "DAT-1",
                "growth": {"value": 4.5, "unit": "%"},
                "companies": 120,
                "share": 60,
            }
        ]
    },
    "industry": {
        "series": [{"id": "SER-1", "points": [{"period": 2019, "value": "3.10"}]}],
        "chain": {"links": [{"id": "ESL-1", "presence": "yes"}], "flows": [{"from": "ESL-1", "to": "ESL-2"}]},
    },
    "benchmark": {
        "scores": {"file": "data/puntajes.CSV"},
        "trip": {"cost": {"amount": 3, "currency": "USD"}},
    },
    "vision": {"options": [{"id": "OPC-1", "scores": {"CRI-1": 4}}]},
    "management": {"legal_entity": {"statute": {"ends": True, "assets": "art. 4"}}},
    "action_plan": {
        "actions": [
            {
                "id": "ACT-1",
                "component": 1,
                "funding": [{"source": "grant", "payer": "Programa", "year": 2026, "amount": 10}],
                "activities": [{"id": "ACT-1.1", "start": "2026-01", "cost": "1200.50"}],
            }
        ]
    },
    "indicators": [{"id": "IND-1", "targets": {"2027": 5}, "cumulative": False}],
    "facts": [{"id": "DAT-1", "value": 3, "source": None}],
    "sources": None,
}


def complaints(plan: dict[str, Any]) -> list[str]:
    """Paths of the complaints, those inside the alternatives of an `anyOf` too."""
    found = list(jsonschema.Draft7Validator(SCHEMA).iter_errors(plan))
    for error in found:
        found.extend(error.context or ())
    return ["/".join(str(key) for key in error.absolute_path) for error in found]


def typed(value: Any) -> Any:
    """The plan as the model gets it: scalars as text, absent values and files gone."""
    if isinstance(value, dict):
        kept = {key: one for key, one in value.items() if one is not None and "file" not in str(one)[:7]}
        return {key: typed(one) for key, one in kept.items()}
    if isinstance(value, list):
        return [typed(one) for one in value]
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    refs = {line.split('"')[3] for line in json.dumps(SCHEMA, indent=0).splitlines() if '"$ref"' in line}
    assert refs == {f"#/definitions/{name}" for name in SCHEMA["definitions"]}


def test_a_plan_that_the_model_takes_passes() -> None:
    assert complaints(WHOLE) == []
    Plan.model_validate(typed(WHOLE))


def test_a_file_may_hold_any_part_alone() -> None:
    assert complaints({}) == []
    assert all(complaints({key: part}) == [] for key, part in WHOLE.items())


@pytest.mark.parametrize(
    ("plan", "path"),
    [
        ({"estrategias": []}, ""),
        ({"plan": {"title": "sin código"}}, "plan"),
        ({"plan": {"id": "own"}}, "plan/id"),
        ({"plan": {"id": "P", "status": "borrador"}}, "plan/status"),
        ({"plan": {"id": "P", "currency": "soles"}}, "plan/currency"),
        ({"facts": [{"id": "D", "valor": 3}]}, "facts/0"),
        ({"facts": [None]}, "facts/0"),
        ({"facts": {"file": "datos.xlsx"}}, "facts"),
        ({"strategies": {"file": "estrategias.csv"}}, "strategies"),
        ({"segmentation": {"segments": [{"id": "S", "size": 12}]}}, "segmentation/segments/0/size"),
        ({"segmentation": {"segments": [{"id": "S", "share": 120}]}}, "segmentation/segments/0/share"),
        ({"industry": {"series": [{"id": "S", "points": [{"value": 3}]}]}}, "industry/series/0/points/0"),
        ({"indicators": [{"id": "I", "targets": {"27": 5}}]}, "indicators/0/targets"),
        ({"action_plan": {"actions": [{"id": "A", "component": 3}]}}, "action_plan/actions/0/component"),
    ],
)
def test_what_the_model_refuses_the_schema_shows(plan: dict[str, Any], path: str) -> None:
    assert path in complaints(plan)


def test_titles_and_choices_are_shown() -> None:
    decision = SCHEMA["definitions"]["Segment"]["properties"]["decision"]
    assert decision["title"] == TITLES["Segment.decision"][0]
    assert decision["enum"] == ["prioritised", "complementary", "discarded", None]
    assert decision["enumDescriptions"][0] == CHOICES["Segment.decision.prioritised"]


def test_the_schema_is_the_same_every_time() -> None:
    assert json.dumps(plan_schema(TITLES, CHOICES)) == json.dumps(SCHEMA)


def test_the_schema_works_without_words() -> None:
    assert "title" not in plan_schema({})["definitions"]["Segment"]["properties"]["name"]


def test_every_field_and_record_has_a_title_and_a_description_in_spanish() -> None:
    assert list(FIELDS) == list(title_keys())
    assert all(set(words) == {"title", "description"} for words in FIELDS.values())
    assert all(text.strip() == text != "" for words in FIELDS.values() for text in words.values())


def test_every_choice_has_a_label_in_spanish() -> None:
    assert list(CHOICES) == list(choice_keys())
    assert all(isinstance(label, str) and label for label in CHOICES.values())


def test_descriptions_are_sentences() -> None:
    endings = {
        key: words["description"] for key, words in FIELDS.items() if words["description"][-1] not in ".…"
    }
    assert endings == {}
