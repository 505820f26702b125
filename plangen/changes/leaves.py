"""The values that are compared whole, and when two of them are the same.

Comparison works on normal texts: characters in NFC, lines ended by LF, no blank lines at the end of prose,
so that the way a value is quoted or a file was saved is no change.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar
from unicodedata import is_normalized, normalize

from plangen.plan.index import PlanIndex, index_plan
from plangen.plan.model import Measure, Money, Plan, Record, Shape, shapes

_R = TypeVar("_R", bound=Record)
_LINE_END = re.compile(r"[ \t]*\r?\n")


def is_leaf(shape: Shape) -> bool:
    """Whether one value of this shape is compared whole: all but records; money and figures are."""
    return shape.record is None or issubclass(shape.record, Money | Measure)


def same(one: object, other: object) -> bool:
    """Whether two values read the same; numbers with other decimals typed do not."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return one.as_tuple() == other.as_tuple()
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, Record):
        mine, theirs = one.__dict__, other.__dict__
        return all(same(value, theirs[name]) for name, value in mine.items())
    return one == other


def normal_index(index: PlanIndex) -> PlanIndex:
    """The plan with normal texts, indexed; the same index where they are so already."""
    plan = normal_plan(index.plan)
    return index if plan is index.plan else index_plan(plan)


def normal_plan(plan: Plan) -> Plan:
    """The plan with normal texts; the same where nothing is to be done."""
    return mapped(plan, normal_text)


def normal_text(text: str) -> str:
    """A text in NFC with lines ended by LF and nothing behind its last word."""
    if "\n" in text or text[-1:].isspace():
        text = _LINE_END.sub("\n", text).rstrip()
    return text if text.isascii() or is_normalized("NFC", text) else normalize("NFC", text)


def mapped(record: _R, change: Callable[[str], str]) -> _R:
    """A record with `change` done to every text in it, keys of maps aside; itself where none differs."""
    values = record.__dict__
    found = {}
    for shape in shapes(type(record)).values():
        value = values[shape.attribute]
        new = _mapped(value, change) if value else value
        if new is not value:
            found[shape.attribute] = new
    return record.model_copy(update=found) if found else record


def _mapped(value: object, change: Callable[[str], str]) -> object:
    if isinstance(value, str):
        new = change(value)
        return value if new == value else new
    if isinstance(value, Record):
        return mapped(value, change)
    if isinstance(value, tuple):
        items = tuple(_mapped(item, change) for item in value)
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    return value
