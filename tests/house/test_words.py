"""The words catalogues: every key that the code says is there, and only fields of the model."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

from plangen.plan.faults import FAULTS
from plangen.plan.words import LANGUAGES, Words
from plangen.spans import Finding, Severity

PACKAGE = Path(__file__).resolve().parents[2] / "plangen"
ERRORS = {"PlangenError", "UsageError", "OutputError", "TemplateError", "LayoutError"}


def raised_keys() -> dict[str, set[str]]:
    """Every message key that an error of ours is raised with, and the params it gets."""
    found: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS:
                assert isinstance(node.args[0], ast.Constant), f"{path}:{node.lineno} key is not a literal"
                found[str(node.args[0].value)] = {k.arg or "" for k in node.keywords}
    return found


def told_keys() -> set[str]:
    """Every key of `cli:` that a command tells."""
    keys: set[str] = set()
    for path in (PACKAGE / "cli").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "tell"
            ):
                parts = [node.args[0]] if node.args else []
                if parts and isinstance(parts[0], ast.IfExp):
                    parts = [parts[0].body, parts[0].orelse]
                keys |= {str(p.value) for p in parts if isinstance(p, ast.Constant)}
    return keys


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_that_is_raised_has_its_sentence(language: str) -> None:
    words = Words(language)
    for key, params in raised_keys().items():
        sentence = words.say(f"errors.{key}", **dict.fromkeys(params, "x"))
        assert sentence, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_commands_tell_is_in_the_catalogue(language: str) -> None:
    words = Words(language)
    for key in told_keys():
        assert words.text(f"cli.{key}"), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_has_a_whole_page_and_asks_for_no_other_params(language: str) -> None:
    words = Words(language)
    for fault in FAULTS.values():
        page = words.page(fault.name)
        assert page.message, fault.name
        assert page.hint, fault.name
        assert page.why, fault.name
        assert page.wrong, fault.name
        assert page.right, fault.name
        assert placeholders(page.message) | placeholders(page.hint) <= set(fault.params), fault.name
        if "near" in fault.params:
            near = Finding(fault.code, fault.name, fault.severity, dict.fromkeys(fault.params, "EST-7"))
            assert "EST-7" in words.hint(near), fault.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_kinds_of_records_are_named_in_the_language(language: str) -> None:
    finding = Finding(
        "P070", "wrong-kind", Severity.ERROR, {"value": "X", "found": "body", "kinds": "actor, post"}
    )
    said = Words(language).message(finding) + Words(language).hint(finding)
    assert "body" not in said
    assert "post" not in said.split()


def test_all_languages_have_the_same_keys() -> None:
    first = Words(LANGUAGES[0])
    for language in LANGUAGES[1:]:
        words = Words(language)
        assert words.fields.keys() == first.fields.keys()
        assert words.choices.keys() == first.choices.keys()
