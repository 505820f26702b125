"""What a plan leaves empty of the fields that its records must or should fill in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from operator import itemgetter
from types import MappingProxyType

from plangen.checks.required import EXPECTED, EXPECTED_WHEN, LEFT_TO_RULES, LEFT_WHEN, REQUIRED, When
from plangen.plan.model import Action, ActionFunding, Activity, Plan, Record, record_types, shapes

_RECORDS = frozenset(
    kind for kind in record_types(Plan) if not any(shape.required for shape in shapes(kind).values())
)
_HOLLOW = frozenset({str, tuple, dict})
"""Types whose values may be empty; looked up, since `isinstance` takes long with records."""

_SIBLINGS = MappingProxyType({(Activity, "cost"): "activities", (ActionFunding, "amount"): "funding"})
"""Money that is missed in a row only beside rows of the same action that have it."""


def _values_of(
    kind: type[Record],
) -> tuple[Callable[[Mapping[str, object]], Iterable[object]], tuple[str, ...]]:
    """What reads the fields of a type that the tables ask for, and those whose record may say nothing."""
    fields = (*REQUIRED.get(kind, ()), *EXPECTED.get(kind, ()))
    records = {shape.attribute for shape in shapes(kind).values() if shape.record in _RECORDS}
    held = tuple(one for one in fields if one in records)
    return (itemgetter(*fields, fields[0]) if fields else lambda _: ()), held


_WHOLE = {kind: _values_of(kind) for kind in record_types(Plan) if kind not in EXPECTED_WHEN}
"""By type, what tells that no field is empty, where nothing more has to be known of the record."""

_ASKED: tuple[Callable[[Mapping[str, object]], Iterable[object]], tuple[str, ...]] = (lambda _: (None,), ())
"""Of other types every record is asked."""


def required_of(record: Record) -> tuple[str, ...]:
    """The fields whose lack in this very record is told as that of an incomplete record."""
    return REQUIRED.get(type(record), ())


def expected_of(record: Record) -> tuple[str, ...]:
    """The fields that a good plan fills in this very record."""
    kind = type(record)
    always = EXPECTED.get(kind, ())
    return always + _when(EXPECTED_WHEN, record) if kind in EXPECTED_WHEN else always


def needed_of(record: Record) -> tuple[str, ...]:
    """The fields whose lack in this very record is an error, whichever rule says so."""
    kind = type(record)
    return required_of(record) + LEFT_TO_RULES.get(kind, ()) + _when(LEFT_WHEN, record)


def _when(table: Mapping[type[Record], tuple[When, ...]], record: Record) -> tuple[str, ...]:
    found: tuple[str, ...] = ()
    for one in table.get(type(record), ()):
        if one.holds(record):
            found += one.fields
    return found


def is_empty(value: object) -> bool:
    """Whether nothing is said: no value, an empty text or list, a record without any value."""
    if value:
        return type(value) in _RECORDS and all(map(is_empty, value.__dict__.values()))
    return value is None or type(value) in _HOLLOW


def lacking(record: Record, fields: tuple[str, ...], owner: Record) -> tuple[str, ...]:
    """Those of `fields` that are empty in a record; `owner` is the record it belongs to."""
    values = record.__dict__
    return tuple(one for one in fields if is_empty(values[one]) and _missed(record, one, owner))


def shortfalls(plan: Plan) -> Iterator[tuple[Record, tuple[str, ...], tuple[str, ...]]]:
    """The records that lack something: what each lacks of its required and of its expected fields."""
    for record, owner in judged(plan):
        values, (whole, held) = record.__dict__, _WHOLE.get(type(record), _ASKED)
        if all(whole(values)) and not (held and any(is_empty(values[one]) for one in held)):
            continue  # as most records are, with the fewest calls
        required = lacking(record, required_of(record), owner)
        expected = lacking(record, expected_of(record), owner)
        if required or expected:
            yield record, required, expected


def _missed(record: Record, field: str, owner: Record) -> bool:
    siblings = _SIBLINGS.get((type(record), field))
    return siblings is None or any(not is_empty(getattr(one, field)) for one in getattr(owner, siblings))


def judged(plan: Plan) -> Iterator[tuple[Record, Record]]:
    """The records that tables speak of and those that lead to them, each with the record it belongs to.

    What is wholly empty is left out, for it lacks in its owner; so is an action that was dropped.
    """
    queue: list[Record] = [plan]
    for owner in queue:
        values = owner.__dict__
        for name, leads in _nested(type(owner)):
            value = values[name]
            if is_empty(value):
                continue
            for record in value if type(value) is tuple else (value,):
                if type(record) is not Action or record.status != "dropped":
                    if leads:
                        queue.append(record)
                    yield record, owner


@cache
def _nested(kind: type[Record]) -> tuple[tuple[str, bool], ...]:
    """The fields that hold or lead to records which tables speak of, and whether they lead on."""
    found = []
    for shape in shapes(kind).values():
        if shape.record and (_spoken(shape.record) or _nested(shape.record)):
            found.append((shape.attribute, bool(_nested(shape.record))))
    return tuple(found)


def _spoken(kind: type[Record]) -> bool:
    return any(kind in table for table in (REQUIRED, EXPECTED, LEFT_TO_RULES, EXPECTED_WHEN, LEFT_WHEN))
