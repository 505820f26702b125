"""Two versions side by side, as what follows from a change looks at them: by the ids of the new one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TypeAlias, TypeVar

from plangen.changes.change import Change, Moved, Renamed
from plangen.changes.leaves import is_leaf
from plangen.changes.renames import new_ids, rename_ids
from plangen.plan.derived import EXACT, Computed, budget_by_year, computed
from plangen.plan.index import PlanIndex, Visit, index_plan
from plangen.plan.model import Action, Kind, Record
from plangen.plan.paths import parse_path
from plangen.plan.prose import name_of, scan_plan
from plangen.plan.words import Words

_Wanted = TypeVar("_Wanted", bound=Record)
_LISTED = 6
"""Ids that a sentence lists; of more, the first and three dots."""

WITH_OTHERS = "-with-others"
"""Ends the name of a sentence on a total that other changes move as well."""


@dataclass(frozen=True, slots=True)
class Touch:
    """A change as the record it happened in, then and now; for a record that came or went, that record.

    `field` is the author's field of `model` that differs, empty for the record itself; of a map, `key` is
    the entry. `before` and `after` are the values of a field.
    """

    path: str
    keys: tuple[str, ...]
    model: type[Record]
    field: str
    key: str
    old: Record | None
    new: Record | None
    before: object = None
    after: object = None


@dataclass(frozen=True, slots=True)
class Felt:
    """Something that follows; of those that say the same of several changes, the weightiest is told."""

    name: str
    path: str
    params: Mapping[str, object]
    weight: Decimal = Decimal(0)

    @property
    def fact(self) -> tuple[object, ...]:
        """What is the same in two that say the same."""
        said = (f"{key}={value!s}" for key, value in self.params.items())
        return (self.name.removesuffix(WITH_OTHERS), self.path, *said)


def felt(name: str, path: str, /, **params: object) -> Felt:
    """A consequence by the name of its sentence, where it is felt, and the params of the sentence."""
    return Felt(name, path, params)


class Sides:
    """Both versions, the old one with the ids of the new, and what is often asked of them."""

    def __init__(self, old: PlanIndex, new: PlanIndex, changes: Iterable[Change], words: Words) -> None:
        names = new_ids(one for one in changes if isinstance(one, Renamed))
        self.old = index_plan(rename_ids(old, names)) if names else old
        self.new = new
        self.words = words
        self._computed: dict[tuple[bool, str, str], Computed] = {}

    def touch(self, change: Change) -> Touch | None:
        """A change as a record then and now; None where ids or places alone are others."""
        if isinstance(change, Moved) or (isinstance(change, Renamed) and change.by_id):
            return None
        before = self.old.at(change.old_path if isinstance(change, Renamed) else change.path)
        after = self.new.at(change.path)
        visit = after or before
        if visit is None:
            return None
        keys = parse_path(change.path).keys
        shape = visit.shape
        if shape.record is not None and not is_leaf(shape):
            records = [one.value if one else None for one in (before, after)]
            old, new = (one if isinstance(one, Record) else None for one in records)
            return Touch(change.path, keys, shape.record, "", "", old, new)
        key = keys[-1] if shape.many == "map" else ""
        return Touch(
            change.path,
            keys,
            type(visit.record),
            shape.name,
            key,
            *_holders(self.old, self.new, change.path),
            before.value if before else None,
            after.value if after else None,
        )

    def then(self, item_id: str | None, model: type[_Wanted]) -> _Wanted | None:
        """The old record of that id, if it is one of `model`."""
        return _record(self.old, item_id, model)

    def now(self, item_id: str | None, model: type[_Wanted]) -> _Wanted | None:
        """The new record of that id, if it is one of `model`."""
        return _record(self.new, item_id, model)

    def both(self, item_id: str | None, model: type[_Wanted]) -> tuple[_Wanted | None, _Wanted | None]:
        """The record of that id, then and now."""
        return self.then(item_id, model), self.now(item_id, model)

    def path(self, item_id: str) -> str:
        """Where an item stands: in the new version, else where it stood."""
        item = self.new.items.get(item_id) or self.old.items.get(item_id)
        return item.path if item else ""

    def name(self, item_id: str | None) -> str:
        """An item as sentences name it: `EST-2 «Calidad y productividad»`; an id that nothing has, itself."""
        index = self.new if item_id in self.new.items else self.old
        item = index.items.get(item_id or "")
        if item is None:
            return item_id or "–"
        name = name_of(index, item.record)
        return f"{item.id} «{name}»" if name and name != item.id else item.id

    def value(self, index: PlanIndex, item_id: str, name: str) -> Computed:
        """A computed value of an item, or of the plan itself (`plan`); None where there is no such item."""
        key = (index is self.new, item_id, name)
        if key not in self._computed:
            record = index.plan.plan if item_id == "plan" else _record(index, item_id, Record)
            self._computed[key] = computed(index, record, name) if record is not None else None
        return self._computed[key]

    def shift(self, item_id: str, name: str) -> tuple[Decimal, Decimal] | None:
        """A computed number then and now, where both are known and differ."""
        before, after = self.value(self.old, item_id, name), self.value(self.new, item_id, name)
        if not isinstance(before, Decimal) or not isinstance(after, Decimal) or before == after:
            return None
        return before, after

    @cached_property
    def funded(self) -> tuple[Mapping[str, Decimal], Mapping[str, Decimal]]:
        """What each source pays for the whole plan, then and now."""
        return _funded(self.old), _funded(self.new)

    @cached_property
    def references(self) -> tuple[Mapping[str, list[Visit]], Mapping[str, list[Visit]]]:
        """Where each id is referred to by a field, then and now; fields that take any id or path are none."""
        return _references(self.old), _references(self.new)

    @cached_property
    def printed(self) -> tuple[Mapping[tuple[str, str], list[str]], Mapping[tuple[str, str], list[str]]]:
        """Paths of the prose that prints an item's field (`""` for its name or value), then and now."""
        return _printed(self.old), _printed(self.new)

    def place(self, path: str) -> str:
        """A path in words: `ACT-12 (Descripción)`, `Plan de acción (Entradilla)`, `Hitos 2028 (Texto)`."""
        index = self.new if self.new.at(path) else self.old
        visit, item = index.at(path), index.item_of(path)
        if visit is None:
            return path
        title = self.title(type(visit.record), visit.shape.name)
        if item is not None and item.kind != "plan":
            return f"{item.id} ({title})"
        holder = index.at(index.path_of(visit.record))
        if holder is None:
            return title
        part = self.title(type(holder.record), holder.shape.name)
        key = f" {parse_path(holder.path).keys[-1]}" if holder.shape.many else ""
        return f"{part}{key} ({title})"

    def title(self, model: type[Record], field: str) -> str:
        """What a field is called in words."""
        return self.words.fields[f"{model.__name__}.{field}"][0]


Rule: TypeAlias = Callable[[Sides, Touch], Iterable[Felt]]
Rules: TypeAlias = Mapping[tuple[type[Record], str], Sequence[Rule]]
"""What to ask of a change in a field (`""`: of a record that came or went), in the order of weight."""


def plural(name: str, count: int) -> str:
    """The name of a sentence for one, or for many."""
    return f"{name}-one" if count == 1 else f"{name}-many"


def listed(ids: Sequence[str]) -> str:
    """Ids in a row; of many, the first."""
    return ", ".join(ids[:_LISTED]) + (", …" if len(ids) > _LISTED else "")


def actions_of(index: PlanIndex) -> tuple[Action, ...]:
    """All actions of a version, dropped ones included."""
    return index.plan.action_plan.actions if index.plan.action_plan else ()


def called(sides: Sides, ids: Sequence[str]) -> str:
    """One item by its name, several by their ids."""
    return sides.name(ids[0]) if len(ids) == 1 else listed(ids)


def is_live(record: Record | None) -> bool:
    """Whether a record is there and, if it is an action, not dropped."""
    return record is not None and not (isinstance(record, Action) and record.status == "dropped")


def _record(index: PlanIndex, item_id: str | None, model: type[_Wanted]) -> _Wanted | None:
    item = index.items.get(item_id) if item_id else None
    return item.record if item is not None and isinstance(item.record, model) else None


def _holders(old: PlanIndex, new: PlanIndex, path: str) -> tuple[Record | None, Record | None]:
    """The record that holds the field, or the entry of a map, at `path`, then and now."""
    found: list[Record | None] = []
    for index in (old, new):
        visit = index.at(path.rpartition("/")[0])
        if visit is not None and visit.shape.many == "map":
            visit = index.at(visit.path.rpartition("/")[0])
        found.append(visit.value if visit is not None and isinstance(visit.value, Record) else None)
    return found[0], found[1]


def _funded(index: PlanIndex) -> Mapping[str, Decimal]:
    found: dict[str, Decimal] = {}
    for sources in budget_by_year(index, actions_of(index)).values():
        for source, amount in sources.items():
            found[source] = EXACT.add(found.get(source, Decimal(0)), amount)
    return found


def _references(index: PlanIndex) -> Mapping[str, list[Visit]]:
    found: dict[str, list[Visit]] = {}
    for visit in index.of_kind(Kind.REF):
        if not visit.shape.meta.path:
            found.setdefault(str(visit.value), []).append(visit)
    return found


def _printed(index: PlanIndex) -> Mapping[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for one in scan_plan(index):
        if one.mention.kind == "value" and one.target is not None:
            item = one.target.item
            name = "plan" if item.kind == "plan" else item.id
            paths = found.setdefault((name, one.target.field), [])
            if one.visit.path not in paths:
                paths.append(one.visit.path)
    return found
