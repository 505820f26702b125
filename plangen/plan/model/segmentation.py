"""`segmentation`, part 1: the businesses inside the cluster and in which of them it will compete."""

from __future__ import annotations

from typing import ClassVar, Literal

from plangen.plan.model.fields import BareMeasure, Id, Measure, Percent, Prose, Score, Text
from plangen.plan.model.record import Record


class SuccessFactor(Record):
    """A key success factor (FCE) of a segment; weights of a segment total 100."""

    record_kind: ClassVar[str] = "success_factor"

    id: Id
    name: Text | None = None
    weight: Percent | None = None
    rationale: Prose | None = None


class Segment(Record):
    """A business: product × customer × channel × geography, bought for reasons of its own."""

    record_kind: ClassVar[str] = "segment"

    id: Id
    name: Text | None = None
    product: Text | None = None
    customer: Text | None = None
    channel: Text | None = None
    geography: Text | None = None
    purchase_criteria: tuple[Text, ...] = ()
    size: Measure | None = None
    growth: Measure | None = None
    margin: Measure | None = None
    companies: BareMeasure | None = None
    share: Percent | None = None
    attractiveness: Score | None = None
    position: Score | None = None
    decision: Literal["prioritised", "complementary", "discarded"] | None = None
    reason: Prose | None = None
    success_factors: tuple[SuccessFactor, ...] = ()


class Segmentation(Record):
    """Strategic segmentation."""

    method: Prose | None = None
    segments: tuple[Segment, ...] = ()
    conclusion: Prose | None = None
