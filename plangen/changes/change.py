"""What may happen to a plan between two versions: a closed set of operations that can be stored and applied.

Paths are plan paths with the ids of the new version, so that below a renamed strategy a changed action is
said once. Values are leaves (text, number, date, month, yes or no; money and figures whole), tuples of
leaves (a list of texts or references is one value) or records.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from plangen.plan.model import Record, shapes
from plangen.plan.paths import PlanPath, parse_path

FIRST = ""
"""The `after` of the record that stands first in its list."""


@dataclass(frozen=True, slots=True)
class Added:
    """A value or record that was not there.

    `after` is the key of the record before it in the new list, `FIRST` for none; None outside lists.
    """

    path: str
    value: object
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """A value or record that is gone; `after` is the key of the record before it in the old list."""

    path: str
    value: object
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Modified:
    """A leaf or a list of leaves with another value; neither side is absent."""

    path: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Moved:
    """A record at another place of its list: the keys of the record before it, then and now."""

    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Renamed:
    """A record whose key is another while the rest is equal; references to its id follow.

    `old_path` is where it stood: with old ids where an id was renamed, with the new ids of what is above it
    where the key is not an id. `before` and `after` are the fields of the key that differ, by attribute.
    """

    path: str
    old_path: str
    before: tuple[tuple[str, object], ...]
    after: tuple[tuple[str, object], ...]

    @property
    def by_id(self) -> bool:
        """Whether it is an id that was renamed, so that references follow."""
        return self.before[0][0] == "id"


Change: TypeAlias = Added | Removed | Modified | Moved | Renamed


def inverted(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The changes that lead back.

    Their paths stay those of the new version; `apply_changes` undoes them before it undoes the renames.
    """
    return tuple(_inverted(one) for one in reversed(changes))


def _inverted(change: Change) -> Change:
    match change:
        case Added():
            return Removed(change.path, change.value, change.after)
        case Removed():
            return Added(change.path, change.value, change.after)
        case Modified():
            return Modified(change.path, change.after, change.before)
        case Moved():
            return Moved(change.path, change.after, change.before)
        case Renamed():
            return Renamed(change.old_path, change.path, change.after, change.before)


def holds_lists(model: type[Record]) -> bool:
    """Whether a record holds lists of records, directly or below, and may stand empty."""
    from_fields = shapes(model).values()
    if any(shape.required for shape in from_fields):
        return False
    return any(
        shape.record is not None and (shape.many == "list" or holds_lists(shape.record))
        for shape in from_fields
    )


def above(path: str) -> str:
    """The path one key above."""
    return str(PlanPath(parse_path(path).keys[:-1]))
