"""Shares and weights that must total 100."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from plangen.checks.subject import Subject
from plangen.plan.model import Record

TOLERANCE = Decimal("0.05")
"""How far a total may be from 100: what rounding to one decimal brings about."""


def not_100(subject: Subject, records: Sequence[Record], field: str) -> Mapping[str, str] | None:
    """The total of a percentage over `records` and the parts of it, as messages say them.

    None where they total 100, and where one of the records says none: then nobody can tell.
    """
    values = [getattr(one, field) for one in records]
    if not values or any(value is None for value in values):
        return None
    total = sum(values, Decimal(0))
    if abs(total - 100) <= TOLERANCE:
        return None
    said = zip(records, values, strict=True)
    parts = ", ".join(f"{getattr(one, 'id', '')} {subject.number(value)} %" for one, value in said)
    return {"total": subject.number(total), "parts": parts}
