"""From a change to its kind and grade: one table of plan paths, read from the top; a template may put rows
before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from plangen.changes.change import Added, Change, Modified, Moved, Removed, Renamed
from plangen.changes.directions import TESTS, Setting
from plangen.changes.grade_table import ROWS, Row
from plangen.changes.kinds import BY_CODE, BY_NAME, ChangeKind, Grade
from plangen.errors import TemplateError
from plangen.plan.index import PlanIndex
from plangen.plan.model import Plan, Shape, shapes
from plangen.plan.paths import parse_path
from plangen.templating.change_rows import ChangeRow
from plangen.templating.template import Template

OPERATIONS: Mapping[type[Change], str] = MappingProxyType(
    {Added: "added", Removed: "removed", Modified: "modified", Moved: "moved", Renamed: "renamed"}
)
"""The words of the table, and of a template, for what happened."""

_TAIL = "**"

_TABLE = tuple((parse_path(row.path).keys, row) for row in ROWS)


@dataclass(frozen=True, slots=True)
class Override:
    """A row of a template: what matches is of that kind, else of the table's, and of that grade, else of
    the kind's. `path` is a pattern as in the table, where keys of records may stand; `operation` may be
    empty."""

    path: str
    operation: str = ""
    kind: ChangeKind | None = None
    grade: Grade | None = None


class Grading:
    """The kinds and grades of the changes between two versions; what a template says goes first."""

    def __init__(self, old: PlanIndex, new: PlanIndex, overrides: tuple[Override, ...] = ()) -> None:
        self.old, self.new = old, new
        self._overrides = tuple((parse_path(one.path).keys, one) for one in overrides)

    def grade(self, change: Change) -> tuple[ChangeKind, Grade]:
        """The kind of a change of these two versions, and its grade."""
        keys = parse_path(change.path).keys
        operation = OPERATIONS[type(change)]
        for pattern, override in self._overrides:
            if override.operation in ("", operation) and _matches(pattern, keys):
                kind = override.kind or self._row(change, keys).kind
                return kind, override.grade or kind.grade
        kind = self._row(change, keys).kind
        return kind, kind.grade

    def row(self, change: Change) -> Row:
        """The row of the table that a change falls under, whatever a template says."""
        return self._row(change, parse_path(change.path).keys)

    def _row(self, change: Change, keys: tuple[str, ...]) -> Row:
        place, shape = place_of(keys)
        setting = Setting(change, place, shape, self.old, self.new)
        return next(row for row in _rows_of(place, OPERATIONS[type(change)]) if TESTS[row.test](setting))


def place_of(keys: Sequence[str]) -> tuple[tuple[str, ...], Shape]:
    """The place in the model that the keys of a path lead to, `*` for those of records and maps, and the
    field it belongs to. Raises KeyError where there is no such field."""
    fields = shapes(Plan)
    place: list[str] = []
    shape: Shape | None = None
    inside = False
    for key in keys:
        if inside and shape is not None:
            place.append("*")
            fields, inside = shapes(shape.record) if shape.record else {}, False
            continue
        shape = fields[key]
        place.append(key)
        inside = shape.many == "map" or (shape.many == "list" and shape.record is not None)
        fields = {} if inside or shape.record is None else shapes(shape.record)
    if shape is None:
        raise KeyError("")
    return tuple(place), shape


@cache
def _rows_of(place: tuple[str, ...], operation: str) -> tuple[Row, ...]:
    """The rows that a change of this place and operation may fall under, in their order."""
    return tuple(row for keys, row in _TABLE if row.operation in ("", operation) and _matches(keys, place))


def _matches(pattern: tuple[str, ...], keys: tuple[str, ...]) -> bool:
    """Whether keys are those of a pattern: `*` is any one key, `**` at its end any number of them."""
    if pattern[-1:] == (_TAIL,):
        pattern = pattern[:-1]
        keys = keys[: len(pattern)]
    return len(pattern) == len(keys) and all(
        want in ("*", key) for want, key in zip(pattern, keys, strict=True)
    )


@cache
def places() -> tuple[tuple[str, ...], ...]:
    """Every place of the model where a change may befall a value, in its order."""
    found: list[tuple[str, ...]] = []
    queue: list[tuple[tuple[str, ...], Mapping[str, Shape]]] = [((), shapes(Plan))]
    for above, fields in queue:
        for name, shape in fields.items():
            place = (*above, name)
            if shape.many == "map" or (shape.many == "list" and shape.record is not None):
                place = (*place, "*")
            found.append(place)
            if shape.record is not None:
                queue.append((place, shapes(shape.record)))
    return tuple(found)


def _leads(pattern: tuple[str, ...], place: tuple[str, ...]) -> bool:
    """Whether a pattern, in which keys of records may stand, may match a path of that place."""
    named = zip(pattern, place, strict=False)
    return _matches(
        pattern,
        tuple(want if key == "*" and want != _TAIL else key for want, key in named) + place[len(pattern) :],
    )


def template_overrides(template: Template) -> tuple[Override, ...]:
    """The rows of a template, read. TemplateError names the line that leads nowhere or says what is not."""
    return tuple(_override(template, row) for row in template.changes)


def _override(template: Template, row: ChangeRow) -> Override:
    keys = parse_path(row.path).keys
    known = {
        "path": any(_leads(keys, place) for place in places()),
        "operation": row.operation in ("", *OPERATIONS.values()),
        "code": row.code in ("", *BY_CODE, *BY_NAME),
        "grade": row.grade in ("", *Grade),
    }
    wrong = next((name for name, right in known.items() if not right), None)
    if wrong is not None:
        value = str(getattr(row, wrong))
        raise TemplateError("template-change", template=row.file, line=row.line, field=wrong, value=value)
    kind = BY_CODE.get(row.code) or BY_NAME.get(row.code)
    return Override(row.path, row.operation, kind, Grade(row.grade) if row.grade else None)
