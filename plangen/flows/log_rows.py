"""rows of the control de cambios → `plan.changes` in the plan's own file, nothing else touched."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from plangen.errors import OutputError, UsageError
from plangen.flows.files import write_whole
from plangen.plan.edit import apply_edits
from plangen.plan.load import LoadedPlan, load_plan
from plangen.plan.splice import insert_record
from plangen.spans import Source

_ROWS = "plan/changes"


def add_rows(folder: Path, rows: Mapping[str, str]) -> tuple[str, ...]:
    """Put the rows (YAML by version) that `plan.changes` lacks behind those it has; the versions added.

    UsageError where the plan cannot be read; OutputError where its file cannot be written, or is laid out in
    a way that a row cannot be put into without touching the rest.
    """
    plan = load_plan(folder).plan
    if plan is None or plan.plan.plan is None:
        raise UsageError("unreadable-plan", plan=folder.as_posix())
    known = {row.version for row in plan.plan.plan.changes}
    added = tuple(version for version in rows if version not in known)
    source = _source(plan)
    for version in added:
        edit = insert_record(source, _ROWS, rows[version].removeprefix("- ").split("\n  "))
        if edit is None:
            raise OutputError("no-room-for-row", file=(folder / source.name).as_posix())
        source = Source(source.name, apply_edits(source, [edit]), source.bom)
    if added:
        mark = b"\xef\xbb\xbf" if source.bom else b""
        write_whole(folder / source.name, mark + source.text.encode("utf-8"))
    return added


def _source(plan: LoadedPlan) -> Source:
    """The file that the plan's identity is written in."""
    return plan.root.entries["plan"].key.source
