"""A comparison in the words of a language: what every report of changes prints, each in its own form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from plangen.changes.kinds import Grade
from plangen.changes.words import Piece

Operation = Literal["added", "removed", "modified", "moved", "renamed"]

Form = Literal["value", "text", "list", "record", "move", "name"]
"""How a change is read: a value; a text or list of texts by `pieces`; a list of references or an order by
`delta`; a record by `cells`; a place; a key."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a record that came, went or differs: its title, and its value then and now ("" none)."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Effect:
    """A consequence: its name, its sentence, and the path where it is felt."""

    name: str
    message: str
    path: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change in words.

    `item` is the id of the nearest item and `name` what it is called ("" where there is none), `field` the
    title of what changed in it. `before` and `after` are values as the deliverable prints them; `delta` is
    their difference (`–300 (–12 %)`, `+5 meses`). `pieces` tell a prose or a line word by word, `cells` the
    content of a record that came or went. `printed_in` names the places that print a changed fact.
    `place` is file:line of the new version, of the old one for what is gone. `group` and `group_name` are
    the outermost item around it: the action of an activity; `item` and `name` where there is no other.
    `effects` are the consequences with their names and paths; `typed` the two values as JSON has them
    (`change_json`), `old_path` where a renamed record stood, `short` the field without the titles of lists.
    """

    code: str
    kind: str
    title: str
    grade: Grade
    operation: Operation
    path: str
    item: str
    name: str
    field: str
    before: str = ""
    after: str = ""
    delta: str = ""
    pieces: tuple[Piece, ...] = ()
    cells: tuple[Cell, ...] = ()
    printed_in: tuple[str, ...] = ()
    consequences: tuple[str, ...] = ()
    acknowledged: str = ""
    place: str = ""
    form: Form = "value"
    group: str = ""
    group_name: str = ""
    effects: tuple[Effect, ...] = ()
    typed: tuple[object, object] = (None, None)
    old_path: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class PartView:
    """The changes of one part of the plan; `key` is its top-level key."""

    key: str
    title: str
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding that came or went: code, level, where, what."""

    code: str
    level: str
    item: str
    message: str
    path: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """A comparison in words. `old` and `new` name the two versions; `counts` are changes by grade."""

    plan: str
    title: str
    old: str
    new: str
    counts: Mapping[Grade, int]
    parts: tuple[PartView, ...]
    introduced: tuple[FindingView, ...] = ()
    cleared: tuple[FindingView, ...] = ()
    stale: tuple[str, ...] = ()
