"""`benchmark`, part 3: international comparison and reference trip."""

from __future__ import annotations

from typing import ClassVar, Literal

from plangen.plan.model.fields import (
    ActorRef,
    BareMeasure,
    Count,
    Date,
    DimensionRef,
    FactorRef,
    FactRef,
    GapRef,
    Id,
    Money,
    Percent,
    Prose,
    ReferenceOrOwn,
    ReferenceRef,
    Score,
    SegmentRef,
    SourceRef,
    Text,
    VisitRef,
)
from plangen.plan.model.record import Record


class Reference(Record):
    """A region or cluster to compare with."""

    record_kind: ClassVar[str] = "reference"

    id: Id
    name: Text | None = None
    country: Text | None = None
    segments: tuple[SegmentRef, ...] = ()
    why: Prose | None = None
    facts: tuple[FactRef, ...] = ()


class Dimension(Record):
    """What is compared; `metric` is the unit of the values beside the scores."""

    record_kind: ClassVar[str] = "dimension"

    id: Id
    name: Text | None = None
    success_factors: tuple[FactorRef, ...] = ()
    weight: Percent | None = None
    metric: Text | None = None


class BenchmarkScore(Record):
    """How a reference, or the own cluster, stands in a dimension."""

    reference: ReferenceOrOwn
    dimension: DimensionRef
    score: Score | None = None
    value: BareMeasure | None = None
    evidence: Prose | None = None
    source: SourceRef | None = None
    note: Text | None = None


class Gap(Record):
    """A gap (brecha) of the own cluster to a reference; `waiver` says why none will close it."""

    record_kind: ClassVar[str] = "gap"

    id: Id
    dimension: DimensionRef | None = None
    reference: ReferenceRef | None = None
    cause: Prose | None = None
    priority: Literal["high", "medium", "low"] | None = None
    waiver: Prose | None = None


class Delegates(Record):
    """How many travel in a role for an organisation."""

    role: Text
    organisation: ActorRef
    count: Count | None = None


class Visit(Record):
    """A place seen on the trip."""

    record_kind: ClassVar[str] = "visit"

    id: Id
    date: Date | None = None
    host: Text | None = None
    kind: Literal["company", "cluster_body", "centre", "fair", "other"] | None = None
    reference: ReferenceRef | None = None
    topic: Text | None = None
    note: Text | None = None


class Lesson(Record):
    """What the trip taught, and whether it can be brought home."""

    record_kind: ClassVar[str] = "lesson"

    id: Id
    visit: VisitRef | None = None
    text: Prose | None = None
    transferable: Literal["yes", "partly", "no"] | None = None
    condition: Prose | None = None
    gaps: tuple[GapRef, ...] = ()


class Trip(Record):
    """The reference trip; its cost counts within the plan's money only if an action carries it."""

    record_kind: ClassVar[str] = "trip"

    objectives: Prose | None = None
    start: Date | None = None
    end: Date | None = None
    places: tuple[Text, ...] = ()
    delegation: tuple[Delegates, ...] = ()
    cost: Money | None = None
    funding: Prose | None = None
    visits: tuple[Visit, ...] = ()
    lessons: tuple[Lesson, ...] = ()


class Benchmark(Record):
    """International comparison and reference trip."""

    references: tuple[Reference, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    scores: tuple[BenchmarkScore, ...] = ()
    gaps: tuple[Gap, ...] = ()
    trip: Trip | None = None
    conclusion: Prose | None = None
