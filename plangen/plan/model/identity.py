"""`plan`: what the plan is called, whose it is, which version, in which currency and period."""

from __future__ import annotations

from typing import ClassVar, Literal

from plangen.plan.model.fields import ActorRef, Currency, Date, Id, ItemOrPath, MonthOf, Number, Text, Year
from plangen.plan.model.record import Record


class ExchangeRate(Record):
    """Units of the plan's currency for one unit of `currency` on a date."""

    currency: Currency
    rate: Number | None = None
    date: Date
    source: Text | None = None


class Period(Record):
    """The execution financed by the programme, both months included."""

    start: MonthOf | None = None
    end: MonthOf | None = None


class Author(Record):
    """Who wrote the plan."""

    name: Text
    role: Text | None = None
    organisation: Text | None = None


class Version(Record):
    """A line of the change log (control de cambios)."""

    version: Text
    date: Date | None = None
    author: Text | None = None
    summary: Text | None = None


class Acronym(Record):
    """A short form and what it stands for."""

    short: Text
    long: Text | None = None


class Ignore(Record):
    """A check not to apply to an item, and why; without `item`, to the whole plan."""

    code: Text
    item: ItemOrPath | None = None
    reason: Text | None = None


class Identity(Record):
    """The plan itself: `plan` among the top-level keys.

    Absent `language` is Spanish, absent `currency` is PEN, absent `status` is draft.
    """

    record_kind: ClassVar[str] = "plan"

    id: Id
    title: Text | None = None
    cluster_name: Text | None = None
    programme: Text | None = None
    call: Text | None = None
    language: Literal["es", "en"] | None = None
    version: Text | None = None
    date: Date | None = None
    status: Literal["draft", "submission", "approved"] | None = None
    currency: Currency | None = None
    exchange_rates: tuple[ExchangeRate, ...] = ()
    horizon: Year | None = None
    period: Period | None = None
    executing_entity: ActorRef | None = None
    authors: tuple[Author, ...] = ()
    deliverables: tuple[Text, ...] = ()
    house_style: Text | None = None
    changes: tuple[Version, ...] = ()
    acronyms: tuple[Acronym, ...] = ()
    illustrative: tuple[ItemOrPath, ...] = ()
    ignore: tuple[Ignore, ...] = ()
