"""`strategies`, part 5: the lines that close the gaps and reach the vision."""

from __future__ import annotations

from typing import ClassVar

from plangen.plan.model.fields import (
    BodyRef,
    FactorRef,
    GapRef,
    Id,
    LessonRef,
    Prose,
    SegmentRef,
    Text,
    VisionElementRef,
)
from plangen.plan.model.record import Record


class Area(Record):
    """An improvement area (área de mejora) of a strategy."""

    record_kind: ClassVar[str] = "area"

    id: Id
    name: Text | None = None
    description: Text | None = None


class Strategy(Record):
    """A strategic line: whom it serves, what it closes, who owns it, what it asks of companies."""

    record_kind: ClassVar[str] = "strategy"

    id: Id
    name: Text | None = None
    objective: Prose | None = None
    segments: tuple[SegmentRef, ...] = ()
    gaps: tuple[GapRef, ...] = ()
    success_factors: tuple[FactorRef, ...] = ()
    lessons: tuple[LessonRef, ...] = ()
    vision_elements: tuple[VisionElementRef, ...] = ()
    owner: BodyRef | None = None
    areas: tuple[Area, ...] = ()
    company_level: Prose | None = None
    collective: Prose | None = None
    result: Prose | None = None
