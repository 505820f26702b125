"""The table of faults of form, and that nothing in the model or the catalogue is without its row."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from plangen.plan.faults import FAULTS, MAX_FINDINGS, capped, fault
from plangen.plan.model import Plan, record_types
from plangen.plan.source import Mapping, compose, read_text, to_plain
from plangen.plan.validation import FAULT_OF_ERROR
from plangen.plan.words import LANGUAGES
from plangen.spans import Severity, Source, Span

PLAN = Path(__file__).resolve().parents[2] / "plangen" / "plan"
LOCALES = PLAN.parent / "locales"

# Errors that pydantic's validators of these schemas raise when they are given text, None, lists and
# mappings (https://docs.pydantic.dev/latest/errors/validation_errors/).
ERRORS_OF_SCHEMA = {
    "model": {"model_type"},
    "model-fields": {"missing", "extra_forbidden"},
    "literal": {"literal_error"},
    "tuple": {"tuple_type"},
    "dict": {"dict_type"},
    "str": {"string_type"},
    "nullable": set[str](),
    "default": set[str](),
    "definitions": set[str](),
    "definition-ref": set[str](),
    "model-field": set[str](),
    "function-before": set[str](),
    "no-info": set[str](),
}
# These come behind a reader of ours that hands over the right type or raises a fault of its own.
BEHIND_A_READER = {
    "int",
    "decimal",
    "date",
    "bool",
    "union",
    "dataclass",
    "dataclass-args",
    "dataclass-field",
}


def schema_types(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("type"), str):
            yield node["type"]
        for key, inner in node.items():
            if key not in ("metadata", "serialization", "config"):
                yield from schema_types(inner)
    elif isinstance(node, list | tuple):
        for inner in node:
            yield from schema_types(inner)


def test_codes_are_in_order_and_names_are_kebab_case() -> None:
    assert [one.code for one in FAULTS.values()] == [f"P{n:03d}" for n in range(1, len(FAULTS) + 1)]
    assert all(set(name) <= set(string.ascii_lowercase + "-") for name in FAULTS)


def test_only_what_hurts_nobody_is_less_than_an_error() -> None:
    mild = {name for name, one in FAULTS.items() if one.severity is not Severity.ERROR}
    assert mild == {
        "yml-extension",
        "invisible-character",
        "decomposed-text",
        "mention-in-text",
        "too-many-faults",
    }


def test_a_finding_takes_code_and_severity_from_the_table() -> None:
    span = Span(Source("plan.yaml", "a: 1"), 3, 4)
    finding = fault("expected-count", span, "management/bodies/ORG-1/seats", "ORG-1", value="1.5")
    assert (finding.code, finding.severity) == ("P050", Severity.ERROR)
    assert (finding.span, finding.params) == (span, {"value": "1.5"})


def test_unknown_names_and_params_are_bugs() -> None:
    with pytest.raises(KeyError):
        fault("no-such-fault")
    with pytest.raises(TypeError):
        fault("bad-id", worth="x")


def test_the_last_of_too_many_findings_says_so() -> None:
    one = fault("merge-key", Span(Source("plan.yaml", "<<: x"), 0, 2))
    assert capped([one] * MAX_FINDINGS) == (one,) * MAX_FINDINGS
    many = capped([one] * (MAX_FINDINGS + 5))
    assert [len(many), many[-1].name, many[-1].span] == [MAX_FINDINGS + 1, "too-many-faults", one.span]


def test_every_error_the_model_can_raise_has_a_fault() -> None:
    Plan.model_rebuild()
    types = set(schema_types(Plan.__pydantic_core_schema__))
    assert types <= set(ERRORS_OF_SCHEMA) | BEHIND_A_READER
    raised = {error for name in types & set(ERRORS_OF_SCHEMA) for error in ERRORS_OF_SCHEMA[name]}
    assert raised == set(FAULT_OF_ERROR)
    assert set(FAULT_OF_ERROR.values()) <= set(FAULTS)


def test_every_fault_that_the_model_names_is_in_the_table() -> None:
    named = set()
    for path in (PLAN / "model").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "fault":
                assert isinstance(node.args[0], ast.Constant)
                named.add(str(node.args[0].value))
    assert len(named) > 10
    assert named <= set(FAULTS)


def test_every_row_of_the_table_is_used() -> None:
    words = {
        node.value
        for path in PLAN.rglob("*.py")
        if path.name != "faults.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(FAULTS) - {"too-many-faults"} <= words


def catalogue(language: str) -> dict[str, dict[str, dict[str, str]]]:
    path = LOCALES / language / "messages.yaml"
    source, findings = read_text(path, path.parent)
    assert source is not None
    node, faults = compose(source)
    assert isinstance(node, Mapping)
    assert (findings, faults) == ((), ())
    return to_plain(node)  # type: ignore[return-value]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_has_its_message_cure_and_page(language: str) -> None:
    findings = catalogue(language)["findings"]
    assert set(findings) == set(FAULTS)
    for name, texts in findings.items():
        wanted = {"message", "hint", "why", "wrong", "right"}
        if "near" in FAULTS[name].params:
            wanted.add("near")
        assert set(texts) == wanted, name
        for key in wanted & {"message", "hint", "near"}:
            assert placeholders(texts[key]) <= set(FAULTS[name].params), f"{name}.{key}"
            assert texts[key].format_map(dict.fromkeys(FAULTS[name].params, "x"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_right_examples_are_readable_and_wrong_ones_differ(language: str) -> None:
    for name, texts in catalogue(language)["findings"].items():
        assert texts["wrong"] != texts["right"], name
        if not texts["right"].startswith(("id,", "id;", "DAT-", "plan.yaml ", "estrategias.yaml")):
            assert compose(Source(name, texts["right"]))[1] == (), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_other_ends_and_the_kinds_of_records_have_words(language: str) -> None:
    words = catalogue(language)
    assert set(words["severity"]) == {one.value for one in Severity}
    places = {"Related": slice(0, 1), "End": slice(2, 3)}
    notes = {
        node.value
        for path in (*PLAN.glob("*.py"), *(PLAN.parent / "checks").glob("*.py"))
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in places
        for node in call.args[places[call.func.id]]
        if isinstance(node, ast.Constant)
    }
    assert notes | {"defined-here"} == set(words["related"])
    assert {model.record_kind for model in record_types(Plan)} - {""} <= set(words["kinds"])
