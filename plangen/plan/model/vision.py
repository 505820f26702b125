"""`vision`, part 4: the options weighed, the one chosen, and the future it leads to."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from plangen.plan.model.fields import (
    CriterionRef,
    Date,
    Id,
    OptionRef,
    Percent,
    Prose,
    Score,
    SegmentRef,
    Text,
    Year,
)
from plangen.plan.model.record import Record


class Criterion(Record):
    """What the options are weighed by; weights total 100."""

    record_kind: ClassVar[str] = "criterion"

    id: Id
    name: Text | None = None
    weight: Percent | None = None


class Option(Record):
    """A strategic option with a score per criterion."""

    record_kind: ClassVar[str] = "option"

    id: Id
    name: Text | None = None
    description: Prose | None = None
    segments: tuple[SegmentRef, ...] = ()
    scores: dict[CriterionRef, Score] = Field(default_factory=dict)
    risks: Prose | None = None


class VisionElement(Record):
    """A part of the vision that strategies serve and indicators measure."""

    record_kind: ClassVar[str] = "vision_element"

    id: Id
    text: Text | None = None


class Milestone(Record):
    """What will be reached in a year."""

    year: Year
    text: Text | None = None


class TodayFuture(Record):
    """An aspect of the business, today and in the vision."""

    aspect: Text
    today: Text | None = None
    future: Text | None = None


class Validation(Record):
    """The session that validated the vision, and its record (acta)."""

    date: Date | None = None
    session: Text | None = None
    attendance: Text | None = None
    record: Text | None = None


class Vision(Record):
    """Vision of the future."""

    criteria: tuple[Criterion, ...] = ()
    options: tuple[Option, ...] = ()
    chosen: OptionRef | None = None
    why: Prose | None = None
    statement: Text | None = None
    elements: tuple[VisionElement, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    today_future: tuple[TodayFuture, ...] = ()
    validation: Validation | None = None
