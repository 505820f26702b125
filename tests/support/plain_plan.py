"""A plan as plain data that a test may change: dicts and lists of text, with every record by its plan path."""

from __future__ import annotations

import marshal
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from plangen.plan.keys import KEYS, key_of
from plangen.plan.load import load_plan
from plangen.plan.model import Kind, Plan, Record, Shape, shapes
from plangen.plan.nodes import to_plain
from plangen.plan.paths import join_path, parse_path

Plain = dict[str, Any]


@dataclass(frozen=True)
class Spot:
    """A record of a plain plan: its path, itself, and the list it stands in (None where it is no list's)."""

    path: str
    record: Plain
    siblings: list[Any] | None = None


def read_plain(folder: Path) -> Plain:
    """The plan of a folder as plain data."""
    loaded = load_plan(folder).plan
    assert loaded is not None
    return cast("Plain", to_plain(loaded.root))


def copied(plain: Plain) -> Plain:
    """A plan that may be changed without changing `plain`."""
    return cast("Plain", marshal.loads(marshal.dumps(plain)))


def spots(plain: Plain, pattern: str) -> list[Spot]:
    """The records whose path matches `pattern` (`*` is any key), in the order of the plan; `""` is the plan."""
    return list(_spots(Spot("", plain), Plan, parse_path(pattern).keys))


def _spots(spot: Spot, model: type[Record], wanted: tuple[str, ...]) -> Iterator[Spot]:
    if not wanted:
        yield spot
        return
    for name, shape in shapes(model).items():
        value = spot.record.get(name)
        if wanted[0] not in ("*", name) or shape.record is None or value is None:
            continue
        at = join_path(spot.path, name)
        if shape.many == "list":
            for item in value if len(wanted) > 1 else ():
                key = _key(shape.record, item)
                if wanted[1] in ("*", key):
                    yield from _spots(Spot(join_path(at, key), item, value), shape.record, wanted[2:])
        elif isinstance(value, dict):
            yield from _spots(Spot(at, value), shape.record, wanted[1:])


def key_in_list(pattern: str, item: Plain) -> str:
    """The key of a record that stands, or is to stand, in the list of `pattern` (`facts/*`)."""
    model: type[Record] = Plan
    for name in parse_path(pattern).keys:
        shape = shapes(model).get(name)
        model = shape.record if shape is not None and shape.record is not None else model
    return _key(model, item)


def _key(model: type[Record], item: Plain) -> str:
    fields = shapes(model)
    values = {fields[name].attribute: item.get(name) for name in KEYS[model]}
    return key_of(model.model_construct(**cast("Any", values)))


def ids_in(value: object) -> set[str]:
    """The ids of the records in a piece of a plan."""
    if isinstance(value, list):
        return set().union(*map(ids_in, value))
    if not isinstance(value, dict):
        return set()
    own = {value["id"]} if isinstance(value.get("id"), str) else set()
    return own.union(*map(ids_in, value.values()))


def forget(plain: Plain, gone: Iterable[str], under: str = "/") -> None:
    """Take every reference to some ids, and to paths below `under`, out of a plan, mentions in prose included.

    A record that cannot do without the reference (a seat without its organ) goes with it, and so does all
    that refers to that record. A mention is replaced by the word `ello`. `IND-1.target.2030` is an id here, too:
    then mentions of that value alone go.
    """
    left = {*gone, under}
    while left:
        _Forgetting(frozenset(left), under, left := set()).record(plain, Plan)


@dataclass(frozen=True)
class _Forgetting:
    gone: frozenset[str]
    under: str
    also: set[str]
    """The ids of the records that went along."""

    def record(self, node: Plain, model: type[Record]) -> bool:
        """Cleans a record; False if it cannot do without what it lost."""
        holds = True
        for name, shape in shapes(model).items():
            if name in node and not self._field(node, name, shape):
                node.pop(name)
                holds = holds and not shape.required
        return holds

    def _field(self, node: Plain, name: str, shape: Shape) -> bool:
        value = node[name]
        if isinstance(value, dict) and shape.many == "map":
            node[name] = {key: one for key, one in value.items() if key not in self.gone}
        elif isinstance(value, list):
            node[name] = [kept for one in value if (kept := self._value(one, shape)) is not None]
        else:
            node[name] = self._value(value, shape)
        return node[name] is not None

    def _value(self, value: Any, shape: Shape) -> Any:
        if shape.record is not None:
            if not isinstance(value, dict):
                return None if value in self.gone else value
            if self.record(value, shape.record):
                return value
            self.also.update(ids_in(value))
            return None
        if shape.kind is Kind.REF:
            path = parse_path(value).keys if shape.meta.path else (value,)
            return None if f"{value}/".startswith(self.under) or not self.gone.isdisjoint(path) else value
        return self._words(value) if shape.kind is Kind.PROSE else value

    def _words(self, text: str) -> str:
        if "[[" not in text and "[@" not in text:
            return text
        names = "|".join(map(re.escape, self.gone))
        spoken = re.sub(rf"\[\[(?:{names})(?:\.[^\[\]]*)?\]\]", "ello", text)
        return re.sub(rf" ?\[@(?:{names})(?:,[^\[\]]*)?\]", "", spoken)


def reworded(plain: Plain, how: Callable[[str], str]) -> Plain:
    """A plan with every prose of it changed, and nothing else."""
    return _reworded(plain, Plan, how)


def _reworded(node: Plain, model: type[Record], how: Callable[[str], str]) -> Plain:
    made = {}
    for name, value in node.items():
        shape = shapes(model)[name]
        values = value if isinstance(value, list) else [value]
        if shape.record is not None:
            inner = shape.record
            values = [_reworded(one, inner, how) if isinstance(one, dict) else one for one in values]
        elif shape.kind is Kind.PROSE:
            values = list(map(how, values))
        made[name] = values if isinstance(value, list) else values[0]
    return made
