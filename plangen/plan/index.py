"""Everything of a plan by its id and by its path, and what does not hold together there.

Built once per plan, in time linear in its values; the plan itself is never searched again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from plangen.plan.keys import KEYS, key_of
from plangen.plan.model import Kind, Meta, Plan, Record, Shape, is_id, shapes
from plangen.plan.near import nearest_id, sole_near_id
from plangen.plan.paths import escape_key, parse_path

_SUGGESTIONS = 50
"""Broken references that get a nearest id; the rest of a hopeless plan does without."""


@dataclass(frozen=True, slots=True)
class Item:
    """A record with an id."""

    id: str
    kind: str
    record: Record
    path: str


class Visit(NamedTuple):
    """One value of a plan: the record it belongs to, the field's shape, the value and its path.

    Lists and maps are visited value by value; `value` is a `Record` where the kind is RECORD.
    A tuple, since a large plan has tens of thousands.
    """

    path: str
    record: Record
    shape: Shape
    value: object


@dataclass(frozen=True, slots=True)
class Clash:
    """Two records that share an id (case aside) or, in one list, a key.

    `other` is the first's id or key, `key` the second's. `first` and `second` are plan paths, alike where
    both stand in one list; `first_at` and `second_at` tell them apart by position: author's keys and
    positions from 0, as in the errors of the model.
    """

    key: str
    other: str
    first: str
    second: str
    first_at: tuple[str | int, ...]
    second_at: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class BrokenRef:
    """A reference to nothing, or to an item of another kind (`found` is then that kind).

    `targets` are the kinds welcome there, none where any id or path is; `near` is an id that may be
    meant, or empty; `sole`: no other id is as near.
    """

    path: str
    value: str
    targets: tuple[str, ...]
    near: str = ""
    found: str = ""
    sole: bool = False


@dataclass(frozen=True)
class PlanIndex:
    """A plan with its items by id (the first of duplicates) and all its values in order."""

    plan: Plan
    items: Mapping[str, Item]
    visits: tuple[Visit, ...]
    paths: Mapping[int, str]
    """Where each record stands, by its identity; the plan's own path is empty."""

    @cached_property
    def _by_kind(self) -> Mapping[Kind, list[Visit]]:
        found: dict[Kind, list[Visit]] = {kind: [] for kind in Kind}
        for visit in self.visits:
            found[visit[2].kind].append(visit)
        return MappingProxyType(found)

    def of_kind(self, kind: Kind) -> Sequence[Visit]:
        """The values of a kind, in the order of the plan."""
        return self._by_kind[kind]

    @cached_property
    def _visits_by_path(self) -> Mapping[str, Visit]:
        return MappingProxyType({visit.path: visit for visit in reversed(self.visits)})

    @cached_property
    def _positions(self) -> Mapping[int, tuple[str | int, ...]]:
        return MappingProxyType(_places(self.plan))

    @cached_property
    def _items_by_path(self) -> Mapping[str, Item]:
        return MappingProxyType({item.path: item for item in self.items.values()})

    @cached_property
    def kinds(self) -> Mapping[str, tuple[Item, ...]]:
        """The items of each kind, in the order of the plan."""
        found: dict[str, list[Item]] = {}
        for item in self.items.values():
            found.setdefault(item.kind, []).append(item)
        return MappingProxyType({kind: tuple(items) for kind, items in found.items()})

    @cached_property
    def referrers(self) -> Mapping[tuple[type[Record], str, str], tuple[Record, ...]]:
        """Records that refer to an id, each once, by their type, the author's field and the id."""
        found: dict[tuple[type[Record], str, str], dict[int, Record]] = {}
        for visit in self.of_kind(Kind.REF):
            key = (type(visit.record), visit.shape.name, str(visit.value))
            found.setdefault(key, {})[id(visit.record)] = visit.record
        return MappingProxyType({key: tuple(records.values()) for key, records in found.items()})

    @cached_property
    def duplicates(self) -> tuple[Clash, ...]:
        """Ids given twice in the plan, or differing by case alone."""
        first: dict[str, Visit] = {}
        clashes = []
        for visit in self.of_kind(Kind.ID):
            other = first.setdefault(str(visit.value).lower(), visit)
            if other is not visit:
                clashes.append(self._clash((str(visit.value), str(other.value)), other.record, visit.record))
        return tuple(clashes)

    @cached_property
    def repeated_keys(self) -> tuple[Clash, ...]:
        """Keys given twice in one list of records without id (ids are in `duplicates`)."""
        first: dict[str, Record] = {}
        clashes = []
        for visit in self.of_kind(Kind.RECORD):
            record = visit.value
            if not isinstance(record, Record) or visit.shape.many != "list" or KEYS[type(record)] == ("id",):
                continue
            other = first.setdefault(visit.path, record)
            if other is not record:
                clashes.append(self._clash((key_of(record), key_of(other)), other, record))
        return tuple(clashes)

    @cached_property
    def broken(self) -> tuple[BrokenRef, ...]:
        """References that do not resolve, or resolve to the wrong kind, in the order of the plan.

        `own` is welcome only where the field says so. Where a field takes a reference or text, text
        that is shaped like an id and contains a digit or `-` must resolve; other text is free. Where it
        takes any id or path, the path must lead to a record, or to a field that record may have.
        """
        found: list[BrokenRef] = []
        for path, meta, value in self._references():
            item = self.items.get(value)
            if not self._holds(meta, value, item):
                near, sole = self._nearest(value, meta.targets) if len(found) < _SUGGESTIONS else ("", False)
                found.append(BrokenRef(path, value, meta.targets, near, item.kind if item else "", sole))
        return tuple(found)

    def path_of(self, record: Record) -> str:
        """The path of a record of this plan, found by identity; the plan's own is empty.

        Raises KeyError if the record is not part of the plan.
        """
        return self.paths[id(record)]

    def at(self, path: str) -> Visit | None:
        """What `path` leads to, or None where no such record, field, position or key exists.

        A field that is a list or map is given whole; `value` is None or empty for a field that its
        record leaves out. Of two records with one key, the first.
        """
        path = str(parse_path(path))
        visit = self._visits_by_path.get(path)
        if visit is not None:
            return visit
        above, _, name = path.rpartition("/")
        owner = self._visits_by_path.get(above)
        record = owner.value if owner else None if above else self.plan
        shape = shapes(type(record)).get(name) if isinstance(record, Record) else None
        if shape is None or not isinstance(record, Record):
            return None
        return Visit(path, record, shape, getattr(record, shape.attribute))

    def named(self, text: str) -> Item | None:
        """The item with that id; `plan` and `trip` name the plan and its trip, which has no id."""
        item = self.items.get(text)
        if item is None and text == "plan" and self.plan.plan is not None:
            return self.items.get(self.plan.plan.id)
        if item is None and text == "trip" and self.plan.benchmark and self.plan.benchmark.trip:
            return Item("trip", "trip", self.plan.benchmark.trip, "benchmark/trip")
        return item

    def item_of(self, path: str) -> Item | None:
        """The item that stands at `path` or nearest above it."""
        while path:
            item = self._items_by_path.get(path)
            if item:
                return item
            path = path.rpartition("/")[0]
        return None

    def _references(self) -> Iterator[tuple[str, Meta, str]]:
        for visit in self.visits:
            if visit.shape.kind is Kind.REF:
                yield visit.path, visit.shape.meta, str(visit.value)
            keys = visit.shape.keys
            if keys is not None and keys.kind is Kind.REF:
                yield visit.path, keys, parse_path(visit.path).keys[-1]

    def _holds(self, meta: Meta, value: str, item: Item | None) -> bool:
        if meta.path:
            return item is not None or self.at(value) is not None
        if value == "own":
            return meta.own
        if item is not None and item.kind in meta.targets:
            return True
        return meta.or_text and not looks_like_id(value)

    def _nearest(self, value: str, targets: tuple[str, ...]) -> tuple[str, bool]:
        known = [item.id for item in self.items.values() if not targets or item.kind in targets]
        near = nearest_id(value, known)
        return near, bool(near) and sole_near_id(value, known) == near

    def _clash(self, keys: tuple[str, str], first: Record, second: Record) -> Clash:
        at = self._positions
        return Clash(*keys, self.path_of(first), self.path_of(second), at[id(first)], at[id(second)])


def index_plan(plan: Plan) -> PlanIndex:
    """Index a plan; nothing is refused here, see `duplicates`, `repeated_keys` and `broken`."""
    visits = tuple(walk(plan))
    items: dict[str, Item] = {}
    owners = {id(plan): ""}
    for visit in visits:
        if isinstance(visit.value, Record):
            owners[id(visit.value)] = visit.path
        elif visit.shape.kind is Kind.ID and visit.value not in items:
            text, record = str(visit.value), visit.record
            items[text] = Item(text, record.record_kind, record, owners[id(record)])
    return PlanIndex(plan, MappingProxyType(items), visits, MappingProxyType(owners))


def walk(plan: Plan) -> Iterator[Visit]:
    """Every value of the plan in the order of the model's fields and of the author's lists.

    Absent values are not visited. A record is visited before its fields.
    """
    found: list[Visit] = []
    _walk_record(plan, "", found)
    return iter(found)


def _walk_record(record: Record, prefix: str, found: list[Visit]) -> None:
    values = record.__dict__  # by far the quickest way to the fields of a model
    for shape in shapes(type(record)).values():
        value = values[shape.attribute]
        if value is None:
            continue
        path = prefix + shape.name
        if not shape.many:
            _walk_value(Visit(path, record, shape, value), found)
            continue
        for key, one in _entries(shape, value):
            _walk_value(Visit(f"{path}/{escape_key(key)}", record, shape, one), found)


def _entries(shape: Shape, value: Any) -> Iterator[tuple[str, object]]:  # noqa: ANN401
    if shape.many == "map":
        return ((str(key), one) for key, one in value.items())
    if shape.record is None:
        return ((str(position), one) for position, one in enumerate(value))
    return ((key_of(one), one) for one in value)


def _walk_value(visit: Visit, found: list[Visit]) -> None:
    found.append(visit)
    if visit.shape.record is not None:
        _walk_record(visit.value, visit.path + "/", found)  # type: ignore[arg-type]


def looks_like_id(text: str) -> bool:
    """Whether text where a reference may stand must be one: `ACTR-9`, `FTE2`; not `Municipalidad`."""
    return is_id(text) and any(character.isdigit() or character == "-" for character in text)


def _places(plan: Plan) -> Mapping[int, tuple[str | int, ...]]:
    """Where each record stands by author's keys and positions, by identity."""
    found: dict[int, tuple[str | int, ...]] = {id(plan): ()}
    queue: list[Record] = [plan]
    for record in queue:
        for shape in shapes(type(record)).values():
            value = getattr(record, shape.attribute)
            if shape.record is None or value is None:
                continue
            at = (*found[id(record)], shape.name)
            for position, one in enumerate(value) if shape.many == "list" else [(None, value)]:
                found[id(one)] = at if position is None else (*at, position)
                queue.append(one)
    return found
