"""`indicators`, part 8: how the plan will be followed."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from plangen.plan.model.fields import (
    Count,
    Date,
    Flag,
    Id,
    MeasuredRef,
    Number,
    Percent,
    Prose,
    ResponsibleRef,
    SourceRef,
    Text,
    Year,
)
from plangen.plan.model.record import Record


class Pending(Record):
    """When a baseline will be taken, and by whom."""

    date: Date | None = None
    responsible: ResponsibleRef | None = None


class Baseline(Record):
    """Where an indicator starts, or `pending`: when that will be known."""

    value: Number | None = None
    year: Year | None = None
    source: SourceRef | None = None
    pending: Pending | None = None


class Tolerance(Record):
    """From which percentage of the target reached the light is green, or amber.

    For an indicator that goes down the ratio is inverted (target ÷ actual).
    """

    green: Percent | None = None
    amber: Percent | None = None


class Actual(Record):
    """A value measured on a date."""

    date: Date
    value: Number | None = None
    source: Text | None = None
    note: Text | None = None


class Indicator(Record):
    """An indicator sheet (ficha técnica)."""

    record_kind: ClassVar[str] = "indicator"

    id: Id
    name: Text | None = None
    level: Literal["impact", "result", "output", "management"] | None = None
    measures: MeasuredRef | None = None
    definition: Prose | None = None
    formula: Text | None = None
    kind: Literal["amount", "count", "percentage", "ratio", "rate", "index", "variation"] | None = None
    unit: Text | None = None
    decimals: Count | None = None
    direction: Literal["up", "down", "keep"] | None = None
    cumulative: Flag | None = None
    baseline: Baseline | None = None
    targets: dict[Year, Number] = Field(default_factory=dict)
    frequency: Literal["monthly", "quarterly", "half_yearly", "yearly"] | None = None
    source: Prose | None = None
    verification: Text | None = None
    responsible: ResponsibleRef | None = None
    tolerance: Tolerance | None = None
    actuals: tuple[Actual, ...] = ()
