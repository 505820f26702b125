"""`industry`, part 2: market, series, trends, forces, value chain, diamond and challenges."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, model_validator

from plangen.plan.model.fields import (
    ActorRef,
    BareMeasure,
    Count,
    Id,
    LinkRef,
    Measure,
    Number,
    Percent,
    Prose,
    Score,
    SegmentRef,
    SourceRef,
    Text,
)
from plangen.plan.model.readers import fault
from plangen.plan.model.record import Record


class Point(Record):
    """A value of a series at a period or for a category; one of the two names it."""

    period: Text | None = None
    category: Text | None = None
    value: Number | None = None
    source: SourceRef | None = None

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: object) -> object:
        if isinstance(value, dict) and not ({"period", "category"} & value.keys()):
            raise fault("point-without-period", value)
        return value


class Series(Record):
    """Values over periods or categories, in one unit."""

    record_kind: ClassVar[str] = "series"

    id: Id
    title: Text | None = None
    unit: Text | None = None
    kind: Literal["line", "bar", "share"] | None = None
    scope: Text | None = None
    points: tuple[Point, ...] = ()


class Trend(Record):
    """What changes in the market, and its effect on the segments."""

    record_kind: ClassVar[str] = "trend"

    id: Id
    name: Text | None = None
    kind: Literal["consumer", "technology", "regulation", "environment", "other"] | None = None
    effect: Prose | None = None
    segments: tuple[SegmentRef, ...] = ()


class Force(Record):
    """One of Porter's five forces in a segment, today and in the future."""

    segment: SegmentRef
    force: Literal["rivalry", "entrants", "substitutes", "suppliers", "buyers"]
    today: Score | None = None
    future: Score | None = None
    drivers: Prose | None = None
    evidence: tuple[SourceRef, ...] = ()


class Link(Record):
    """A link of the value chain (eslabón); price and margin in the chain's unit."""

    record_kind: ClassVar[str] = "link"

    id: Id
    name: Text | None = None
    order: Count | None = None
    activities: Text | None = None
    actors: tuple[ActorRef, ...] = ()
    companies: BareMeasure | None = None
    jobs: BareMeasure | None = None
    cost_share: Percent | None = None
    price: BareMeasure | None = None
    margin: BareMeasure | None = None
    presence: Literal["yes", "partial", "no"] | None = None
    bottleneck: Prose | None = None


class Flow(Record):
    """What goes from one link to another."""

    from_: LinkRef = Field(alias="from")
    to: LinkRef
    volume: Measure | None = None
    note: Text | None = None


class Chain(Record):
    """The value chain; `unit` is that of bare prices and margins."""

    unit: Text | None = None
    links: tuple[Link, ...] = ()
    flows: tuple[Flow, ...] = ()
    ideal: Prose | None = None


class Diamond(Record):
    """Porter's diamond of the place."""

    factors: Prose | None = None
    demand: Prose | None = None
    related: Prose | None = None
    rivalry: Prose | None = None
    government: Prose | None = None


class Swot(Record):
    """FODA, as a summary."""

    strengths: tuple[Text, ...] = ()
    weaknesses: tuple[Text, ...] = ()
    opportunities: tuple[Text, ...] = ()
    threats: tuple[Text, ...] = ()


class Challenge(Record):
    """A challenge (reto) that the analysis leaves to the strategies."""

    record_kind: ClassVar[str] = "challenge"

    id: Id
    text: Text | None = None
    link: LinkRef | None = None
    segments: tuple[SegmentRef, ...] = ()


class Industry(Record):
    """Analysis of the industry and the value chain."""

    market: Prose | None = None
    series: tuple[Series, ...] = ()
    trends: tuple[Trend, ...] = ()
    forces: tuple[Force, ...] = ()
    chain: Chain | None = None
    diamond: Diamond | None = None
    swot: Swot | None = None
    challenges: tuple[Challenge, ...] = ()
    conclusion: Prose | None = None
