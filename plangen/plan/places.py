"""Where in the sources a value of the plan stands: plan paths and pydantic's locations → nodes.

Both ways go down the node tree beside the shapes of the model, one step per key. Nothing is
computed ahead: a place is looked for when somebody asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from unicodedata import normalize

from plangen.plan.keys import KEYS, key_of
from plangen.plan.model import Plan, Record, Shape, shapes
from plangen.plan.nodes import Mapping, Node, Scalar, Sequence
from plangen.plan.paths import join_path, parse_path
from plangen.spans import Span

Location = tuple[str | int, ...]
"""Author's keys and positions from 0, as pydantic gives them."""

KEY = "[key]"
"""Pydantic's last step for an error in the key of a map rather than in its value."""


@dataclass(frozen=True, slots=True)
class Place:
    """A point of the plan and its node, None where nothing was written.

    `key` is the key the node stands under. `model` is the record that the node is, `shape` the field it
    belongs to, `owner` the record that field is of. `path` is its plan path, `item` the id or key of the
    nearest record. `above` is the place to show where the node is absent.
    """

    node: Node | None
    above: Span
    model: type[Record] | None
    key: Scalar | None = None
    shape: Shape | None = None
    owner: type[Record] | None = None
    path: str = ""
    item: str = ""

    @property
    def span(self) -> Span:
        """The value's place if it is one scalar, else its key's, its first key's or what is above it."""
        node = self.node
        if isinstance(node, Scalar) and (node.value is not None or self.key is None):
            return node.span
        if self.key is not None:
            return self.key.span
        if isinstance(node, Mapping):
            named = node.entries.get("id") or next(iter(node.entries.values()), None)
            return named.value.span if named and isinstance(named.value, Scalar) else _first(node)
        return _first(node) if node is not None else self.above


def _first(node: Node) -> Span:
    return Span(node.source, node.start, min(node.start + 1, max(node.end, node.start)))


class Places:
    """The places of a tree; the keys of a list are read when first asked for, then kept."""

    def __init__(self, root: Mapping) -> None:
        self.root = root
        self._keys: dict[int, dict[str, list[int]]] = {}

    def of(self, location: Iterable[str | int]) -> Place:
        """The place of a location; steps that lead nowhere in the tree stay with what is above."""
        place = Place(self.root, _first(self.root), Plan)
        for step in location:
            place = _step(place, step)
        return place

    def at(self, path: str) -> tuple[Place, ...]:
        """The places of a plan path: one, or all of those whose records share their keys.

        As `of` where the path leads nowhere.
        """
        places = [Place(self.root, _first(self.root), Plan)]
        for key in parse_path(path).keys:
            places = [_step(place, step) for place in places for step in self._steps(place, key)]
        return tuple(places)

    def _steps(self, place: Place, key: str) -> Iterable[str | int]:
        shape = place.shape
        if shape is None or shape.many != "list" or place.model is not None:
            return (key,)
        items = place.node.items if isinstance(place.node, Sequence) else ()
        if shape.record is None:
            return (int(key) if key.isascii() and key.isdigit() and len(key) < 8 else len(items),)
        keys = self._keys.get(id(items))
        if keys is None:
            keys = self._keys[id(items)] = {}
            for position, node in enumerate(items):
                keys.setdefault(record_key(shape.record, node, position), []).append(position)
        return keys.get(key, (len(items),))


def _step(place: Place, step: str | int) -> Place:
    shape = place.shape
    if step == KEY:
        return replace(place, node=place.key or place.node)
    if place.model is not None:
        return _field(place, str(step), shapes(place.model).get(str(step)))
    if shape is not None and shape.many == "list" and isinstance(step, int):
        return _list_item(place, shape, step)
    return _entry(place, str(step))


def _field(place: Place, name: str, shape: Shape | None) -> Place:
    path = join_path(place.path, name)
    model = shape.record if shape is not None and not shape.many else None
    if isinstance(place.node, Scalar):  # a bare value stands for one field of its record
        return replace(place, model=model, shape=shape, owner=place.model, path=path)
    entry = place.node.entries.get(name) if isinstance(place.node, Mapping) else None
    node, key = (entry.value, entry.key) if entry else (None, None)
    item = _id(node) or place.item
    return Place(node, place.span, model, key, shape, place.model, path, item)


def _list_item(place: Place, shape: Shape, position: int) -> Place:
    items = place.node.items if isinstance(place.node, Sequence) else ()
    node = items[position] if position < len(items) else None
    key = record_key(shape.record, node, position)
    item = _id(node) or (key if shape.record else place.item)
    path = join_path(place.path, key)
    return Place(node, place.span, shape.record, None, shape, place.owner, path, item)


def _entry(place: Place, name: str) -> Place:
    """An entry of a map, or of something that the model does not know."""
    entry = place.node.entries.get(name) if isinstance(place.node, Mapping) else None
    node, key = (entry.value, entry.key) if entry else (place.node, place.key)
    return replace(place, node=node, key=key, above=place.span, path=join_path(place.path, name))


def _id(node: Node | None) -> str:
    entry = node.entries.get("id") if isinstance(node, Mapping) else None
    return entry.value.value or "" if entry and isinstance(entry.value, Scalar) else ""


def record_key(model: type[Record] | None, node: Node | None, position: int) -> str:
    """The key of a list's record as its raw text gives it; the position where that says nothing."""
    if model is None or not isinstance(node, Mapping) or model not in KEYS:
        return str(position)
    raw = {name: _text(node, name) for name in KEYS[model]}
    if not any(raw.values()):
        return str(position)
    if len(raw) == 1:
        return normalize("NFC", next(iter(raw.values())) or "")
    fields = shapes(model)
    values: dict[str, Any] = {fields[name].attribute: text for name, text in raw.items()}
    return key_of(model.model_construct(**values))


def _text(node: Mapping, name: str) -> str | None:
    entry = node.entries.get(name)
    value = entry.value.value if entry and isinstance(entry.value, Scalar) else None
    return (value or "").strip() or None
