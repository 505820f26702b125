"""Comparisons as JSON, and the schema of that JSON.

One object for a run, of one plan or many: every change and finding names its plan.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plangen.changes.kinds import Grade
from plangen.reports.change_view import ChangeView, ComparisonView, FindingView

JSON_VERSION = 1


def render_json(views: Sequence[ComparisonView]) -> str:
    """All comparisons of a run as one JSON object, as `change_schema` describes it."""
    whole = {
        "version": JSON_VERSION,
        "plans": [_plan(view) for view in views],
        "changes": [row for view in views for row in change_rows(view)],
        "findings": {
            "new": [_finding(view, one) for view in views for one in view.introduced],
            "cleared": [_finding(view, one) for view in views for one in view.cleared],
        },
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def change_rows(view: ComparisonView) -> Iterator[dict[str, object]]:
    """The changes of a plan as JSON objects, part by part."""
    for part in view.parts:
        for change in part.changes:
            yield _change(view, change)


def _plan(view: ComparisonView) -> dict[str, object]:
    return {
        "plan": view.plan,
        "title": view.title,
        "old": view.old,
        "new": view.new,
        "counts": {str(grade): view.counts[grade] for grade in Grade},
        "stale": list(view.stale),
    }


def _change(view: ComparisonView, change: ChangeView) -> dict[str, object]:
    before, after = change.typed
    optional = {"old_path": change.old_path, "delta": change.delta, "place": change.place}
    return {
        "plan": view.plan,
        "code": change.code,
        "kind": change.kind,
        "grade": str(change.grade),
        "operation": change.operation,
        "path": change.path,
        "item": change.item,
        "before": before,
        "after": after,
        **{name: text for name, text in optional.items() if text},
        "consequences": [
            {"name": one.name, "message": one.message, "path": one.path} for one in change.effects
        ],
        "acknowledged": change.acknowledged or None,
    }


def _finding(view: ComparisonView, finding: FindingView) -> dict[str, object]:
    return {
        "plan": view.plan,
        "code": finding.code,
        "name": finding.name,
        "level": finding.level,
        "message": finding.message,
        "path": finding.path,
        "item": finding.item,
    }


_TEXT: Mapping[str, object] = {"type": "string"}
_VALUE = "A value as the author types it; what a record leaves out is left out. null: it is not there."
_TYPED: Mapping[str, object] = {
    "anyOf": [
        {"type": ["null", "boolean", "integer", "string"]},
        {"type": "array", "items": {"$ref": "#/$defs/value"}},
        {"type": "object", "additionalProperties": {"$ref": "#/$defs/value"}},
    ],
    "description": (
        f"{_VALUE} Numbers, money and scores are strings with the decimals typed: 3 and 3.0 are "
        "two versions, and thirty digits are more than a JSON reader keeps. Counts and years are integers. "
        "Dates are 2026-12-14, months 2026-12."
    ),
}


def change_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `render_json` gives."""
    level = {"enum": ["error", "warning", "note"]}
    finding = _object(plan=_TEXT, code=_TEXT, name=_TEXT, level=level, message=_TEXT, path=_TEXT, item=_TEXT)
    findings = {"type": "array", "items": {"$ref": "#/$defs/finding"}}
    whole = _object(
        version={"const": JSON_VERSION},
        plans={"type": "array", "items": {"$ref": "#/$defs/plan"}},
        changes={"type": "array", "items": {"$ref": "#/$defs/change"}},
        findings=_object(new=findings, cleared=findings),
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "plangen diff --format json",
        **whole,
        "$defs": {
            "value": dict(_TYPED),
            "plan": _plan_schema(),
            "change": _change_schema(),
            "finding": finding,
        },
    }


def _object(optional: Mapping[str, object] | None = None, /, **fields: object) -> dict[str, object]:
    return {
        "type": "object",
        "properties": {**fields, **(optional or {})},
        "required": list(fields),
        "additionalProperties": False,
    }


def _plan_schema() -> dict[str, object]:
    counts = _object(**{str(grade): {"type": "integer", "minimum": 0} for grade in Grade})
    stale = {"type": "array", "items": _TEXT, "description": "Acknowledgements that match no change."}
    return _object(plan=_TEXT, title=_TEXT, old=_TEXT, new=_TEXT, counts=counts, stale=stale)


def _change_schema() -> dict[str, object]:
    value = {"$ref": "#/$defs/value"}
    consequences = {"type": "array", "items": _object(name=_TEXT, message=_TEXT, path=_TEXT)}
    optional = {
        "old_path": {**_TEXT, "description": "Where a renamed record stood."},
        "delta": {**_TEXT, "description": "The difference as printed: –300 (–12 %), +5 meses."},
        "place": {**_TEXT, "description": "file:line; of what is gone, in the old version."},
    }
    return _object(
        optional,
        plan=_TEXT,
        code={"type": "string", "pattern": "^C[0-9]{3}$"},
        kind=_TEXT,
        grade={"enum": [str(grade) for grade in Grade]},
        operation={"enum": ["added", "removed", "modified", "moved", "renamed"]},
        path=_TEXT,
        item={**_TEXT, "description": "The id of the nearest item, empty where there is none."},
        before={**value, "description": "Of a move, the key of the record before it; empty: it was first."},
        after=value,
        consequences=consequences,
        acknowledged={"type": ["string", "null"], "description": "Why, by whom and when it was agreed to."},
    )
