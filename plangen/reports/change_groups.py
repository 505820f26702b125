"""The changes of a part by the item they belong to, and what several of them say alike said once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from plangen.changes.kinds import Grade
from plangen.plan.words import Words
from plangen.reports.change_titles import BELOW
from plangen.reports.change_view import ChangeView, ComparisonView, PartView

_GRADES = tuple(Grade)

_LONGEST = 40
"""A text in one line is told whole up to so many characters."""


@dataclass(frozen=True, slots=True)
class Group:
    """The changes of one outermost item.

    Those of no item stand together under the title of the field they share, with an empty id; `name` is
    empty too where it is of one change alone.
    """

    item: str
    name: str
    changes: tuple[ChangeView, ...]

    @property
    def printed_in(self) -> tuple[str, ...]:
        """The texts that print what changed here, each once; none where a consequence names them."""
        if any(one.name.startswith("printed-") for change in self.changes for one in change.effects):
            return ()
        return tuple(dict.fromkeys(place for change in self.changes for place in change.printed_in))

    @property
    def news(self) -> Iterator[tuple[ChangeView, tuple[str, ...]]]:
        """Each change with those of its consequences that no change before it has."""
        told: set[str] = set()
        for change in self.changes:
            fresh = tuple(one for one in dict.fromkeys(change.consequences) if one not in told)
            told.update(fresh)
            yield change, fresh


def groups_of(part: PartView) -> tuple[Group, ...]:
    """The changes of a part by item, each where its first change stands; in it, the gravest first."""
    found: dict[tuple[str, str], list[ChangeView]] = {}
    for change in part.changes:
        shared = "" if change.group else change.field.partition(BELOW)[0]
        found.setdefault((change.group, shared), []).append(change)
    groups = []
    for (item, shared), changes in found.items():
        name = shared if len(changes) > 1 else ""
        changes.sort(key=lambda one: _GRADES.index(one.grade))
        groups.append(Group(item, changes[0].group_name if item else name, tuple(changes)))
    return tuple(groups)


def by_kind(view: ComparisonView) -> tuple[tuple[ChangeView, ...], ...]:
    """The changes of a commitment by kind, the kinds by code; those nobody agreed to first in each."""
    moved = [one for part in view.parts for one in part.changes if one.grade is Grade.COMMITMENT]
    moved.sort(key=lambda one: (one.code, bool(one.acknowledged)))
    return tuple(tuple(found) for _, found in groupby(moved, key=lambda one: one.code))


def label_of(change: ChangeView, group: Group) -> str:
    """What changed under the title of its group: the field, behind the item inside where there is one."""
    if change.item == change.group:
        if change.form == "record" or not (group.item or group.name):
            return change.field.removeprefix(f"{group.name}{BELOW}")
        return change.short.removeprefix(f"{group.name}{BELOW}")
    inner = f"{change.item} {change.name}".strip()
    return f"{inner}{BELOW}{change.field}" if change.form != "record" else f"{change.field} {inner}"


def sides_of(change: ChangeView, words: Words) -> tuple[str, str]:
    """Before and after in a line each; a record is its name, what is absent is said."""
    absent = words.text("diff.absent")
    if change.form == "record":
        name = " ".join(filter(None, (change.item, change.name))) or change.field
        return (absent, name) if change.operation == "added" else (name, absent)
    return change.before or absent, change.after or absent


def in_short(change: ChangeView, words: Words) -> str:
    """A change in a line: `1,000 → 950  –50 (–5 %)`, what a list gained, whether a text came or went."""
    if change.form == "record":
        return words.text(f"diff.{change.operation}")
    if change.form == "list" and change.delta:
        return change.delta
    longest = max(len(change.before), len(change.after))
    if change.form == "text" and (longest > _LONGEST or "\n" in change.before + change.after):
        return words.text(f"diff.text-{change.operation}")
    before, after = sides_of(change, words)
    return f"{before} → {after}" + (f"  {change.delta}" if change.delta else "")
