"""The values of a change as JSON has them: as the author types them, whatever reads them.

Numbers are texts with the decimals typed: `3` and `3.0` are two versions, and thirty digits are more than a
JSON reader keeps. Counts and years are numbers, yes and no are booleans.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal

from plangen.changes.change import Added, Change, Modified, Moved, Removed, Renamed
from plangen.plan.model import Month, Record, shapes


def typed_sides(change: Change) -> tuple[object, object]:
    """Before and after; None for what is absent.

    Of a move, the key of the record before it (`""` first); of a rename, the fields of the key that differ.
    """
    match change:
        case Added(value=value):
            return None, typed_value(value)
        case Removed(value=value):
            return typed_value(value), None
        case Modified(before=before, after=after):
            return typed_value(before), typed_value(after)
        case Moved(before=before, after=after):
            return before, after
        case Renamed(before=before, after=after):
            return typed_value(dict(before)), typed_value(dict(after))


def typed_value(value: object) -> object:
    """A value as JSON: text, whole number, yes or no, null, a list, or an object by the author's keys.

    What a record leaves out, its object leaves out.
    """
    match value:
        case bool() | int() | str() | None:
            return value
        case Decimal():
            return f"{value:f}"
        case datetime.date() | Month():
            return str(value)
        case Record():
            pairs = ((shape.name, getattr(value, shape.attribute)) for shape in shapes(type(value)).values())
            return {name: typed_value(one) for name, one in pairs if one not in (None, (), {})}
        case Mapping():
            return {str(key): typed_value(one) for key, one in value.items()}
        case tuple():
            return [typed_value(one) for one in value]
    raise TypeError(type(value))
