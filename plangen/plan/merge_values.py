"""The three-way merge of a plan file as data: what the merged text must say, whatever its layout.

Records of a list stand under their keys, so that their place says nothing; what is empty is absent.
Nothing here knows of lines: the merge of texts is judged by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Table
from collections.abc import Sequence as Row
from dataclasses import dataclass, field, replace
from typing import Literal

from plangen.plan.inserts import file_of, is_table
from plangen.plan.model import Kind, Plan, Record, Shape, shapes
from plangen.plan.nodes import Node, Scalar, Sequence
from plangen.plan.paths import join_path
from plangen.plan.places import record_key

Value = str | tuple[str, ...] | dict[str, "Value"] | None
"""A text, a list of texts, fields or records by name, nothing. A path to a file is a list of two texts."""

Side = Literal["ours", "theirs"]


class Unsure(Exception):
    """Something is not what a plan holds: nobody can be certain how to merge it."""


@dataclass(frozen=True, slots=True)
class Sort:
    """What a value is to the model: one (`many` empty), a list or a map of texts or of records.

    `refs`: the texts are references; `file`: `{file: …}` may stand in its place.
    """

    model: type[Record] | None = None
    many: Literal["", "list", "map"] = ""
    refs: bool = False
    file: bool = False

    @property
    def item(self) -> Sort:
        """The sort of an item of this list or map."""
        return replace(self, many="", file=False)

    def of(self, name: str) -> Sort:
        """The sort of an entry: a field of this record, or one of this map. Unsure if there is none."""
        if self.many == "map":
            return self.item
        shape = shapes(self.model).get(name) if self.model is not None else None
        if self.model is None or shape is None:
            raise Unsure(name)
        return _sort(self.model, shape)

    @property
    def keyed(self) -> bool:
        """Whether it is a list of records, which is merged record by record even where base has none."""
        return self.many == "list" and self.model is not None


PLAN = Sort(Plan)


def _sort(model: type[Record], shape: Shape) -> Sort:
    prose = shape.kind is Kind.PROSE and not shape.many
    return Sort(shape.record, shape.many, shape.kind is Kind.REF, prose or is_table(model, shape.name))


def value_of(node: Node | None, sort: Sort) -> Value:
    """What a node says. Unsure where the model knows no such thing or keys do not tell records apart."""
    if node is None or isinstance(node, Scalar):
        value = node.value if node else None
        if value is not None and (sort.many or (sort.model is not None and not sort.model.shorthand)):
            raise Unsure(value[:40])
        return value
    path = file_of(node) if sort.file else None
    if path is not None:
        return "file", path.value or ""
    if isinstance(node, Sequence):
        return _list(node, sort) or None
    if sort.many == "list" or (sort.model is None and not sort.many):
        raise Unsure("mapping")
    return _present((key, value_of(entry.value, sort.of(key))) for key, entry in node.entries.items()) or None


def _present(pairs: Iterable[tuple[str, Value]]) -> dict[str, Value]:
    return {key: value for key, value in pairs if value is not None}


def _list(node: Sequence, sort: Sort) -> Value:
    if sort.many != "list":
        raise Unsure("list")
    if sort.model is None:
        return tuple(item_key(item, sort) for item in node.items)
    values: dict[str, Value] = {}
    for item in node.items:
        key = item_key(item, sort)
        if key in values:
            raise Unsure(key)
        values[key] = value_of(item, sort.item)
    return values


def item_key(node: Node, sort: Sort) -> str:
    """What tells an item of a list apart: a record's key, or its text. Unsure where it has none."""
    if sort.model is not None:
        key = record_key(sort.model, node, -1)  # a position that no record has: that of one without key
        if key == "-1":
            raise Unsure("record without key")
        return key
    if not isinstance(node, Scalar) or node.value is None:
        raise Unsure("item without text")
    return node.value


def merged_order(base: Iterable[str], ours: Iterable[str], theirs: Iterable[str]) -> list[str]:
    """The keys of ours and theirs, each once: in theirs' order where they alone moved any, else in ours'.

    What the other side has beside stands behind what it follows there, and behind what this side put there.
    """
    was, frame, other = list(base), list(ours), list(theirs)
    common = {*was} & {*frame} & {*other}
    kept, moved = ([key for key in keys if key in common] for keys in (frame, other))
    if kept != moved and kept == [key for key in was if key in common]:
        frame, other = other, frame
    known, seen, before = {*frame}, {*other}, ""
    order = list(frame)
    for number, key in enumerate(other):
        if key not in known:
            at = order.index(before) + 1 if number else 0
            while at < len(order) and order[at] not in seen:
                at += 1
            order.insert(at, key)
        before = key
    return order


def united(base: Value, ours: Value, theirs: Value) -> tuple[str, ...] | None:
    """A list of references that both sides added to; None unless it is certain what is meant.

    Certain is: base had some, neither side took any away, put one in another place or named one twice, and
    not both changed the first, which may be the main one.
    """
    if not (isinstance(base, tuple) and isinstance(ours, tuple) and isinstance(theirs, tuple)):
        return None
    for side in (ours, theirs):
        if len({*side}) < len(side) or tuple(one for one in side if one in base) != base:
            return None
    if not base or (ours[0] != base[0] and theirs[0] != base[0]):
        return None
    return tuple(merged_order(base, ours, theirs))


@dataclass(frozen=True)
class Decided:
    """The paths that the conflicts of a merged text stand for, and whose side is taken in all of them."""

    paths: frozenset[str] = frozenset()
    side: Side = "ours"
    above: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        parents = {parent for path in self.paths for parent in _parents(path)}
        object.__setattr__(self, "above", frozenset(parents))


def _parents(path: str) -> Iterator[str]:
    yield ""
    yield from (path[:at] for at, character in enumerate(path) if character == "/")


def merged_value(triple: Row[Value], sort: Sort, path: str, decided: Decided) -> Value:
    """What base, ours and theirs make together at a path; at decided paths the side that was taken.

    Unsure where both changed the same and nothing was decided.
    """
    base, ours, theirs = triple
    if path in decided.paths:
        return ours if decided.side == "ours" else theirs
    if path not in decided.above:
        if theirs in (base, ours):
            return ours
        if ours == base:
            return theirs
    if base is None and (sort.keyed or sort is PLAN or path in decided.above):
        base = {}
    fields = tuple({} if one is None else one for one in (base, ours, theirs))
    if base is not None and all(isinstance(one, dict) for one in fields):
        return _merged_fields([one for one in fields if isinstance(one, dict)], sort, path, decided)
    refs = united(base, ours, theirs) if sort.refs and sort.many == "list" else None
    if refs is None:
        raise Unsure(path)
    return refs


def _merged_fields(triple: Row[Table[str, Value]], sort: Sort, path: str, decided: Decided) -> Value:
    base, ours, theirs = triple
    names = merged_order(base, ours, theirs)
    values = (
        (
            name,
            merged_value(
                (base.get(name), ours.get(name), theirs.get(name)),
                sort.item if sort.keyed else sort.of(name),
                join_path(path, name),
                decided,
            ),
        )
        for name in names
    )
    return _present(values) or None
