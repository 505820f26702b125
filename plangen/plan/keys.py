"""What identifies a record inside its list: its id, or the fields that stand for one.

Order never identifies; two records of a list with the same key are a fault of the plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from unicodedata import normalize

from plangen.plan.model import (
    Acknowledgement,
    Acronym,
    Action,
    ActionFunding,
    Activity,
    Actor,
    Actual,
    Area,
    Author,
    BenchmarkScore,
    Body,
    Challenge,
    Criterion,
    Delegates,
    Dimension,
    EntityYear,
    EvidenceSource,
    ExchangeRate,
    Expense,
    Fact,
    Flow,
    Force,
    FoundingMember,
    Gap,
    Ignore,
    Income,
    Indicator,
    KeyFigure,
    Lesson,
    Link,
    Member,
    Milestone,
    Observation,
    Option,
    Point,
    Post,
    Record,
    Reference,
    Risk,
    Segment,
    Series,
    Service,
    Step,
    Strategy,
    SuccessFactor,
    Territory,
    TodayFuture,
    Trend,
    Version,
    VisionElement,
    Visit,
    shapes,
)

_BY_ID = (
    *(Action, Activity, Actor, Area, Body, Challenge, Criterion, Dimension, EvidenceSource, Fact, Gap),
    *(Indicator, Lesson, Link, Observation, Option, Post, Reference, Segment, Series, Strategy),
    *(SuccessFactor, Trend, VisionElement, Visit),
)

KEYS: Mapping[type[Record], tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(_BY_ID, ("id",)),
        Acknowledgement: ("code", "path", "from_version", "to_version"),
        Acronym: ("short",),
        ActionFunding: ("source", "payer", "year"),
        Actual: ("date",),
        Author: ("name",),
        BenchmarkScore: ("reference", "dimension"),
        Delegates: ("role", "organisation"),
        EntityYear: ("year",),
        ExchangeRate: ("currency", "date"),
        Expense: ("item",),
        Flow: ("from", "to"),
        Force: ("segment", "force"),
        FoundingMember: ("actor",),
        Ignore: ("code", "item"),
        Income: ("source",),
        KeyFigure: ("label",),
        Member: ("actor", "body", "position"),
        Milestone: ("year",),
        Point: ("period", "category"),
        Risk: ("risk",),
        Service: ("name",),
        Step: ("name",),
        Territory: ("department", "province", "district"),
        TodayFuture: ("aspect",),
        Version: ("version",),
    }
)
"""Key fields, by the author's names, of every record that stands in a list."""

_ATTRIBUTES: Mapping[type[Record], tuple[str, ...]] = MappingProxyType(
    {model: tuple(shapes(model)[name].attribute for name in names) for model, names in KEYS.items()}
)


def key_of(record: Record) -> str:
    """The key of `record` in its list, in NFC; several fields are joined by `+` (`own+DIM-2`).

    `+` and `\\` inside one of several fields take a `\\` before them, so that different fields give
    different keys. Absent fields at the end are left off; of a point, wherever they are.
    """
    attributes = _ATTRIBUTES[type(record)]
    if len(attributes) == 1:
        return normalize("NFC", str(getattr(record, attributes[0])))
    values = [getattr(record, attribute) for attribute in attributes]
    if isinstance(record, Point):
        values = [value for value in values if value is not None]
    while values and values[-1] is None:
        values.pop()
    return "+".join("" if value is None else _escaped(str(value)) for value in values)


def _escaped(part: str) -> str:
    return normalize("NFC", part).replace("\\", "\\\\").replace("+", "\\+")
