"""Versions of a plan that nobody wrote: a real one after random edits of every kind, as a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random  # noqa: TID251 (seeded by the tests)
from typing import Any

from plangen.changes.renames import rename_ids
from plangen.plan.index import PlanIndex, index_plan
from plangen.plan.keys import KEYS, key_of
from plangen.plan.model import Kind, Month, Plan, Record, Shape, shapes

_WORDS = ("campaña", "acopio", "señal", "año", "módulo", "ración", "[[DAT-1]]", "3,5", "niñez", "vía")


def random_version(index: PlanIndex, chance: Random, edits: int) -> Plan:
    """The plan after about so many edits: values, texts, lists, whole records, order and ids.

    Values stay of their kind, though references may lead to items that are gone.
    """
    ids = {kind: tuple(item.id for item in items) for kind, items in index.kinds.items()}
    plan: Plan = _Editing(chance, edits / max(1, len(index.visits)), ids).record(index.plan)
    return _renamed(plan, chance) if chance.random() < 0.5 else plan


def _renamed(plan: Plan, chance: Random) -> Plan:
    index = index_plan(plan)
    own = index.plan.plan.id if index.plan.plan else ""
    known = [item.id for item in index.items.values() if item.id != own]
    chosen = chance.sample(known, min(3, len(known)))
    return rename_ids(index, {one: f"{one}-nuevo" for one in chosen})


@dataclass(frozen=True)
class _Editing:
    """Edits values at a rate; `ids` by kind are what references may be turned to."""

    chance: Random
    rate: float
    ids: Mapping[str, tuple[str, ...]]

    def record(self, record: Any) -> Any:
        update: dict[str, object] = {}
        for shape in shapes(type(record)).values():
            value = getattr(record, shape.attribute)
            if value is not None and shape.kind is not Kind.ID and not _is_key(record, shape):
                update[shape.attribute] = self._field(shape, value)
        return record.model_copy(update=update)

    def _hit(self, times: float = 1) -> bool:
        return self.chance.random() < self.rate * times

    def _field(self, shape: Shape, value: Any) -> object:
        if shape.many == "map":
            return {key: self._leaf(shape, one) if self._hit() else one for key, one in value.items()}
        if shape.many == "list":
            return self._list(shape, value)
        if shape.record is not None:
            return None if self._hit(0.25) else self.record(value)
        if not self._hit():
            return value
        return None if self.chance.random() < 0.2 else self._leaf(shape, value)

    def _list(self, shape: Shape, values: tuple[Any, ...]) -> tuple[Any, ...]:
        items = [self.record(one) if shape.record else one for one in values]
        if items and self._hit(3):
            self._rearrange(shape, items)
        return tuple({key_of(one): one for one in items}.values()) if shape.record else tuple(items)

    def _rearrange(self, shape: Shape, items: list[Any]) -> None:
        chance = self.chance
        at = chance.randrange(len(items))
        match chance.randrange(4):
            case 0:
                del items[at]
            case 1:
                items.insert(chance.randrange(len(items)), items.pop(at))
            case 2 if shape.record is None:
                items[at] = self._leaf(shape, items[at])
            case _ if shape.record is not None and KEYS[shape.record] == ("id",):
                copy = items[at].model_copy(update={"id": f"{items[at].id}-{chance.randrange(10**6)}"})
                items.insert(at, _without_items(copy))
            case _:
                chance.shuffle(items)

    def _leaf(self, shape: Shape, value: Any) -> object:
        if shape.kind is Kind.CHOICE:
            return self.chance.choice(shape.choices)
        if shape.kind is Kind.REF:
            others = [one for kind in shape.meta.targets for one in self.ids.get(kind, ())]
            return self.chance.choice(others) if others else value
        return self._value(value)

    def _value(self, value: Any) -> object:
        chance = self.chance
        match value:
            case bool():
                return not value
            case Month():
                return Month(value.year + chance.randint(0, 2), chance.randint(1, 12))
            case int():
                return value + 1
            case Decimal():
                longer = Decimal(f"{value}.0") if "." not in str(value) else value + 3
                return chance.choice([value + 1, value * 2, longer])
            case str():
                words = value.split(" ")
                words.insert(chance.randrange(len(words) + 1), chance.choice(_WORDS))
                return " ".join(words)
            case date():
                return value + timedelta(days=chance.randint(1, 60))
        return value


def _is_key(record: Record, shape: Shape) -> bool:
    return shape.name in KEYS.get(type(record), ()) or shape.required


def _without_items(record: Any) -> Any:
    """A copy whose lists of records are empty, so that no id stands twice."""
    nested = (shape for shape in shapes(type(record)).values() if shape.record and shape.many == "list")
    return record.model_copy(update={shape.attribute: () for shape in nested})
