"""`plangen schema`: what an editor is told of the inputs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import jsonschema
import pytest
import yaml

from plangen.plan.model import Plan

ROOT = Path(__file__).resolve().parents[2]
PLANS = sorted(path.parent for path in (ROOT / "plans").glob("*/plan.yaml"))


class EditorLoader(yaml.SafeLoader):
    """Reads as the YAML server of VS Code does: YAML 1.2, where `yes` is text and so is a date."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for _tag, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), _first)


@pytest.fixture
def schema(plangen: Callable[..., Any]) -> dict[str, Any]:
    """The schema as printed."""
    ran = plangen("schema")
    assert (ran.code, ran.err) == (0, "")
    loaded: dict[str, Any] = json.loads(ran.out)
    return loaded


def complaints(schema: dict[str, Any], file: Path) -> list[str]:
    content = yaml.load(file.read_text("utf-8"), EditorLoader)
    judge = jsonschema.Draft7Validator(schema)
    return [f"{error.json_path}: {error.message}" for error in judge.iter_errors(content)]


def test_the_schema_is_valid_draft_07_and_names_every_part(schema: dict[str, Any]) -> None:
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    jsonschema.Draft7Validator.check_schema(schema)
    assert list(schema["properties"]) == list(Plan.model_fields)


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.name)
def test_the_plans_of_the_repository_please_the_schema(plan: Path, schema: dict[str, Any]) -> None:
    assert {file.name: found for file in plan.glob("*.yaml") if (found := complaints(schema, file))} == {}


def test_a_new_plan_pleases_the_schema_that_lies_beside_it(fresh: Path) -> None:
    schema = json.loads((fresh / ".plangen" / "schema.json").read_text("utf-8"))
    assert {file.name: found for file in fresh.glob("*.yaml") if (found := complaints(schema, file))} == {}


@pytest.mark.parametrize(
    "wrong",
    [
        "plan:\n  id: PRC-1\n  titel: Plan\n",
        "plan:\n  id: PRC-1\n  status: listo\n",
        "plan:\n  id: 1PRC\n",
        "plan:\n  title: Sin código\n",
        "facts:\n  DAT-1: 80\n",
    ],
)
def test_what_the_check_refuses_the_schema_refuses(
    plangen: Callable[..., Any],
    plan_in: Callable[..., Path],
    schema: dict[str, Any],
    wrong: str,
) -> None:
    folder = plan_in(plan=wrong)
    assert complaints(schema, folder / "plan.yaml")
    assert plangen("check", folder).code == 1


def test_write_leaves_the_same_schema_in_the_plan_and_says_so(
    plangen: Callable[..., Any], plan_in: Callable[..., Path], schema: dict[str, Any]
) -> None:
    folder = plan_in()
    ran = plangen("schema", "--write", folder)
    assert (ran.code, ran.out) == (0, "")
    assert ".plangen/schema.json" in ran.err
    text = (folder / ".plangen" / "schema.json").read_text("utf-8")
    assert json.loads(text) == schema
    assert text.endswith("}\n")


def test_write_needs_a_folder(plangen: Callable[..., Any], tmp_path: Path) -> None:
    ran = plangen("schema", "--write", tmp_path / "nada")
    assert (ran.code, ran.out) == (2, "")
    assert "nada" in ran.err
    assert not (tmp_path / "nada").exists()


def test_the_schema_of_changes_is_printed_too(plangen: Callable[..., Any]) -> None:
    ran = plangen("schema", "--changes")
    assert (ran.code, ran.err) == (0, "")
    schema = json.loads(ran.out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert {"plans", "changes", "findings"} <= schema["properties"].keys()


def test_the_schema_of_changes_is_not_written_into_a_plan(
    plangen: Callable[..., Any], tmp_path: Path
) -> None:
    assert plangen("schema", "--changes", "--write", str(tmp_path)).code == 2
    assert not list(tmp_path.iterdir())
