"""The JSON Schemas: of the inputs, for editors, and of changes, for programs."""

from __future__ import annotations

import json
from pathlib import Path

from plangen.errors import UsageError
from plangen.flows.files import make_folder, write_whole
from plangen.plan.schema import plan_schema
from plangen.plan.words import Words
from plangen.reports.change_json import change_schema

SCHEMA_FILE = Path(".plangen") / "schema.json"
"""Where a plan folder keeps its schema; the modeline of each YAML file names it."""


def schema_text(words: Words) -> str:
    """The schema as JSON text with one newline at its end."""
    return json.dumps(plan_schema(words.fields, words.choices), ensure_ascii=False, indent=1) + "\n"


def change_schema_text() -> str:
    """The schema of `plangen diff --format json` as JSON text with one newline at its end."""
    return json.dumps(change_schema(), ensure_ascii=False, indent=1) + "\n"


def write_schema(folder: Path, words: Words) -> Path:
    """Write the schema into a plan folder. UsageError when there is no such folder."""
    if not folder.is_dir():
        raise UsageError("no-folder", folder=folder.as_posix())
    make_folder(folder / SCHEMA_FILE.parent)
    write_whole(folder / SCHEMA_FILE, schema_text(words).encode())
    return folder / SCHEMA_FILE
