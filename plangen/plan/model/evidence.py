"""`facts` and `sources`: every datum once, and where it is from."""

from __future__ import annotations

from typing import ClassVar, Literal

from plangen.plan.model.fields import Date, Id, Number, SourceRef, Text, Year
from plangen.plan.model.record import Record


class Fact(Record):
    """A datum with unit, year, scope and source; with `to`, a range."""

    record_kind: ClassVar[str] = "fact"

    id: Id
    label: Text | None = None
    value: Number | None = None
    to: Number | None = None
    qualifier: Literal["about", "over", "under", "up_to"] | None = None
    unit: Text | None = None
    year: Year | None = None
    scope: Text | None = None
    source: SourceRef | None = None
    status: Literal["sourced", "derived", "estimate", "assumption", "illustrative"] | None = None
    formula: Text | None = None
    note: Text | None = None


class EvidenceSource(Record):
    """A document, interview or page that facts are taken from."""

    record_kind: ClassVar[str] = "source"

    id: Id
    title: Text | None = None
    publisher: Text | None = None
    year: Year | None = None
    kind: Literal["report", "statistics", "press", "interview", "workshop", "law", "web", "other"] | None = (
        None
    )
    url: Text | None = None
    accessed: Date | None = None
