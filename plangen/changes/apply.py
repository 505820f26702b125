"""Changes put on a plan: the law that the comparison must keep, and a plan that was never typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeVar

from plangen.changes.change import FIRST, Added, Change, Modified, Moved, Removed, Renamed
from plangen.changes.leaves import normal_plan
from plangen.changes.renames import new_ids, rename_ids
from plangen.plan.index import index_plan
from plangen.plan.keys import key_of
from plangen.plan.model import Plan, Record, Shape, shapes
from plangen.plan.paths import parse_path

_AnyRecord = TypeVar("_AnyRecord", bound=Record)


def apply_changes(plan: Plan, changes: Iterable[Change]) -> Plan:
    """The plan after the changes, with normal texts; they must be of that very plan.

    Raises KeyError where they are of another.
    """
    plan = normal_plan(plan)
    for step, group in groupby(changes, key=_step):
        if step == "ids":
            renames = new_ids(one for one in group if isinstance(one, Renamed))
            plan = rename_ids(index_plan(plan), renames)
        else:
            plan = _applied(plan, _tree(group))
    return plan


def _step(change: Change) -> str:
    if isinstance(change, Renamed):
        return "ids" if change.by_id else "keys"
    return "values"


@dataclass(slots=True)
class _Node:
    """What happens at a path, and below it."""

    change: Change | None = None
    below: dict[str, _Node] = field(default_factory=dict)


def _tree(changes: Iterable[Change]) -> _Node:
    root = _Node()
    for change in changes:
        node = root
        path = change.old_path if isinstance(change, Renamed) else change.path
        for key in parse_path(path).keys:
            node = node.below.setdefault(key, _Node())
        if node.change is None or isinstance(node.change, Moved):
            node.change = change
    return root


def _applied(record: _AnyRecord, node: _Node) -> _AnyRecord:
    update: dict[str, object] = {}
    fields = shapes(type(record))
    for name, child in node.below.items():
        shape = fields[name]
        update[shape.attribute] = _value(shape, getattr(record, shape.attribute), child)
    if isinstance(node.change, Renamed):
        update |= dict(node.change.after)
    return record.model_copy(update=update) if update else record


def _value(shape: Shape, value: Any, node: _Node) -> object:  # noqa: ANN401
    """A field after what happens to it."""
    if isinstance(node.change, Modified):
        return node.change.after
    if shape.many == "map":
        return _map(value, node)
    if shape.many == "list" and shape.record is not None:
        return _list(value, node)
    if isinstance(node.change, Removed):
        return () if shape.many else None
    if isinstance(node.change, Added):
        value = node.change.value
    return _applied(value, node) if isinstance(value, Record) else value


def _map(value: Mapping[Any, object], node: _Node) -> dict[Any, object]:
    keys = {str(key): key for key in value}
    found = dict(value)
    for name, child in node.below.items():
        match child.change:
            case Removed():
                del found[keys[name]]
            case Added(value=after) | Modified(after=after):
                found[keys.get(name, int(name) if name.isdecimal() else name)] = after
    return found


def _list(records: Sequence[Record], node: _Node) -> tuple[Record, ...]:
    """A list after additions, removals and moves: what stays, and behind each what follows it now."""
    kept = {key_of(record): record for record in records}
    following: dict[str, str] = {}
    stays = dict(kept)
    for key, child in node.below.items():
        match child.change:
            case Removed():
                del kept[key], stays[key]
            case Added(value=Record() as value, after=str() as after):
                kept[key] = value
                following[after] = key
            case Moved(after=after):
                del stays[key]
                following[after] = key
    ordered: list[Record] = []
    for key in (FIRST, *stays):
        step: str | None = key
        while step is not None:
            if step != FIRST:
                ordered.append(_applied(kept[step], node.below.get(step, _Node())))
            step = following.pop(step, None)
    return tuple(ordered)
