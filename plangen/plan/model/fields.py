"""The types that the fields of a plan are made of: scalars, references, money and figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, model_validator

from plangen.plan.model.readers import (
    Month,
    fault,
    is_id,
    read_count,
    read_date,
    read_flag,
    read_flag_or_note,
    read_id,
    read_line,
    read_month,
    read_number,
    read_percent,
    read_ref,
    read_text,
    read_year,
)
from plangen.plan.model.record import Kind, Meta, Record

Id = Annotated[str, BeforeValidator(read_id), Meta(Kind.ID)]
Text = Annotated[str, BeforeValidator(read_line), Meta(Kind.TEXT)]
Currency = Annotated[str, BeforeValidator(read_line), Meta(Kind.TEXT, pattern="[A-Z]{3}")]
Prose = Annotated[str, BeforeValidator(read_text), Meta(Kind.PROSE)]
Number = Annotated[Decimal, BeforeValidator(read_number), Meta(Kind.NUMBER)]
Percent = Annotated[Decimal, BeforeValidator(read_percent), Meta(Kind.PERCENT)]
Score = Annotated[Decimal, BeforeValidator(read_number), Meta(Kind.SCORE)]
Count = Annotated[int, BeforeValidator(read_count), Meta(Kind.COUNT)]
Year = Annotated[int, BeforeValidator(read_year), Meta(Kind.YEAR)]
Date = Annotated[date, BeforeValidator(read_date), Meta(Kind.DATE)]
Flag = Annotated[bool, BeforeValidator(read_flag), Meta(Kind.FLAG)]
FlagOrNote = Annotated[bool | str, BeforeValidator(read_flag_or_note), Meta(Kind.FLAG_OR_NOTE)]
MonthOf = Annotated[Month, BeforeValidator(read_month), Meta(Kind.MONTH)]


def _ref(*targets: str, own: bool = False) -> tuple[BeforeValidator, Meta]:
    return BeforeValidator(read_ref), Meta(Kind.REF, targets, own=own)


ActorRef = Annotated[str, *_ref("actor")]
SegmentRef = Annotated[str, *_ref("segment")]
FactorRef = Annotated[str, *_ref("success_factor")]
LinkRef = Annotated[str, *_ref("link")]
ReferenceRef = Annotated[str, *_ref("reference")]
ReferenceOrOwn = Annotated[str, *_ref("reference", own=True)]
DimensionRef = Annotated[str, *_ref("dimension")]
GapRef = Annotated[str, *_ref("gap")]
VisitRef = Annotated[str, *_ref("visit")]
LessonRef = Annotated[str, *_ref("lesson")]
OptionRef = Annotated[str, *_ref("option")]
CriterionRef = Annotated[str, *_ref("criterion")]
VisionElementRef = Annotated[str, *_ref("vision_element")]
StrategyRef = Annotated[str, *_ref("strategy")]
AreaRef = Annotated[str, *_ref("area")]
BodyRef = Annotated[str, *_ref("body")]
ActionRef = Annotated[str, *_ref("action")]
FactRef = Annotated[str, *_ref("fact")]
SourceRef = Annotated[str, *_ref("source")]
ResponsibleRef = Annotated[str, *_ref("body", "post", "coordinator", "actor")]
MeasuredRef = Annotated[str, *_ref("vision_element", "strategy", "action", "body")]
PayerRef = Annotated[str, BeforeValidator(read_line), Meta(Kind.REF, ("actor",), or_text=True)]
ItemOrPath = Annotated[str, BeforeValidator(read_line), Meta(Kind.REF, path=True)]


class Money(Record):
    """An amount; without `currency` it is in the plan's own."""

    shorthand: ClassVar[str] = "amount"

    amount: Number
    currency: Currency | None = None

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: object) -> object:
        return value if isinstance(value, dict | Money) else {"amount": value}


class Measure(Record):
    """A figure: a fact by its id, or a value with unit, year and source."""

    shorthand: ClassVar[str] = "fact"

    fact: FactRef | None = None
    value: Number | None = None
    unit: Text | None = None
    year: Year | None = None
    source: SourceRef | None = None

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: object) -> object:
        if not isinstance(value, str | int | Decimal):
            return value
        if isinstance(value, str) and is_id(value):
            return {"fact": value}
        return cls._bare(value)

    @classmethod
    def _bare(cls, value: str | int | Decimal) -> object:
        raise fault("figure-without-unit", value)


class BareMeasure(Measure):
    """A figure whose unit the record fixes (companies, jobs, prices of the chain): a bare number will do."""

    @classmethod
    def _bare(cls, value: str | int | Decimal) -> object:
        return {"value": value}
