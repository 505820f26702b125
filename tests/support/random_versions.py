"""Versions of a plan that nobody wrote: a real one after random edits of every kind, as a record."""

from __future__ import annotations

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
    """The plan after about so many edits: values, texts, lists, whole records, order and ids."""
    plan = _edited(index.plan, chance, edits / max(1, len(index.visits)))
    if chance.random() < 0.5:
        plan = _renamed(plan, chance)
    return plan


def _renamed(plan: Plan, chance: Random) -> Plan:
    index = index_plan(plan)
    known = [item.id for item in index.items.values() if item.id != index.plan.plan.id]  # type: ignore[union-attr]
    chosen = chance.sample(known, min(3, len(known)))
    return rename_ids(index, {one: f"{one}-nuevo" for one in chosen})


def _edited(record: Any, chance: Random, rate: float) -> Any:
    update: dict[str, object] = {}
    for shape in shapes(type(record)).values():
        value = getattr(record, shape.attribute)
        if value is not None and shape.kind is not Kind.ID and not _is_key(record, shape):
            update[shape.attribute] = _field(shape, value, chance, rate)
    return record.model_copy(update=update)


def _is_key(record: Record, shape: Shape) -> bool:
    return shape.name in KEYS.get(type(record), ()) or shape.required


def _field(shape: Shape, value: Any, chance: Random, rate: float) -> object:
    if shape.many == "map":
        return {key: _leaf(one, chance) if chance.random() < rate else one for key, one in value.items()}
    if shape.many == "list":
        return _list(shape, value, chance, rate)
    if shape.record is not None:
        return None if chance.random() < rate / 4 else _edited(value, chance, rate)
    if chance.random() >= rate:
        return value
    return None if chance.random() < 0.2 else _leaf(value, chance)


def _list(shape: Shape, values: tuple[Any, ...], chance: Random, rate: float) -> tuple[Any, ...]:
    items = [_edited(one, chance, rate) if shape.record else one for one in values]
    if items and chance.random() < rate * 3:
        at = chance.randrange(len(items))
        match chance.randrange(4):
            case 0:
                del items[at]
            case 1:
                items.insert(chance.randrange(len(items)), items.pop(at))
            case 2 if shape.record is None:
                items[at] = f"{items[at]} nuevo" if shape.kind is Kind.TEXT else items[at]
            case _ if shape.record is not None and KEYS[shape.record] == ("id",):
                copy = items[at].model_copy(update={"id": f"{items[at].id}-{chance.randrange(10**6)}"})
                items.insert(at, _without_items(copy))
            case _:
                chance.shuffle(items)
    return tuple({key_of(one): one for one in items}.values()) if shape.record else tuple(items)


def _without_items(record: Any) -> Any:
    """A copy whose lists of records are empty, so that no id stands twice."""
    nested = (shape for shape in shapes(type(record)).values() if shape.record and shape.many == "list")
    return record.model_copy(update={shape.attribute: () for shape in nested})


def _leaf(value: Any, chance: Random) -> object:
    match value:
        case bool():
            return not value
        case Month():
            return Month(value.year + chance.randint(0, 2), chance.randint(1, 12))
        case int():
            return value + 1
        case Decimal():
            return chance.choice(
                [value + 1, value * 2, Decimal(f"{value}.0") if "." not in str(value) else value + 3]
            )
        case str():
            words = value.split(" ")
            words.insert(chance.randrange(len(words) + 1), chance.choice(_WORDS))
            return " ".join(words)
        case date():
            return value + timedelta(days=chance.randint(1, 60))
    return value
