"""Values of one version of a plan as its deliverables print them, and records as cells or in one line."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import islice

from plangen.plan.derived import EXACT
from plangen.plan.index import PlanIndex
from plangen.plan.keys import KEYS
from plangen.plan.model import (
    Actual,
    Baseline,
    Fact,
    Indicator,
    Kind,
    Measure,
    Money,
    Month,
    Point,
    Record,
    Shape,
    shapes,
)
from plangen.plan.prose import name_of
from plangen.plan.words import Words
from plangen.templating.formats import Formats

_IN_UNIT = (Indicator, Baseline, Actual, Fact, Point)
"""Records whose numbers are in the unit of the item they stand in."""

_NAMED = 3
"""Records of a list that are named in its summary."""


@dataclass(frozen=True)
class Values:
    """Prints what one version says, in the words of a language.

    `names` are the ids that items have in this version by the ids they are given in what is printed.
    """

    index: PlanIndex
    words: Words
    names: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def formats(self) -> Formats:
        """The formats of the deliverables, in the plan's currency."""
        identity = self.index.plan.plan
        return Formats(self.words.change("diff", "formats"), (identity and identity.currency) or "PEN")

    def field_title(self, owner: type[Record], shape: Shape) -> str:
        """The title of a field."""
        return self.words.fields[f"{owner.__name__}.{shape.name}"][0]

    def record_title(self, model: type[Record]) -> str:
        """What a record of a type is."""
        return self.words.fields[model.__name__][0]

    def unit_at(self, owner: type[Record], item: Record | None) -> str:
        """The unit of the numbers of `owner` inside `item`; "" where they have none."""
        return (getattr(item, "unit", None) or "") if issubclass(owner, _IN_UNIT) else ""

    def value(self, shape: Shape, owner: type[Record], value: object, unit: str = "") -> str:
        """A leaf, a list of leaves or a record; "" for nothing."""
        if value is None:
            return ""
        if isinstance(value, tuple):
            return self._list(shape, owner, value, unit)
        if isinstance(value, dict):
            pairs = ((self.key(shape, str(key)), one) for key, one in value.items())
            return "; ".join(f"{key}: {self.value(shape, owner, one, unit)}" for key, one in pairs)
        if isinstance(value, str):
            return self._text(shape, owner, value)
        if isinstance(value, Decimal) and shape.kind is not Kind.PERCENT:
            return self.formats.with_unit(self.formats.number(value), unit)
        if isinstance(value, Record):
            return self.record(value, unit)
        return self.formats.value(value, shape.kind)

    def plain(self, value: object) -> str:
        """A value whose field is not known: texts as they are, the rest by its type."""
        if isinstance(value, str):
            return value
        return self.record(value) if isinstance(value, Record) else self.formats.value(value)

    def _text(self, shape: Shape, owner: type[Record], value: str) -> str:
        if shape.kind is Kind.CHOICE:
            return self.words.choices.get(f"{owner.__name__}.{shape.name}.{value}", value)
        return self.reference(value) if shape.kind is Kind.REF else value

    def reference(self, value: str) -> str:
        """An id with the name of its item: `EST-2 Mercados`; other text as it is."""
        if value == "own":
            return self.words.text("diff.own")
        item = self.index.items.get(self.names.get(value, value))
        name = name_of(self.index, item.record) if item is not None else ""
        return f"{value} {name}" if name and name != value else value

    def key(self, shape: Shape, key: str) -> str:
        """The key of an entry of a map."""
        return self.reference(key) if shape.keys is not None and shape.keys.kind is Kind.REF else key

    def label(self, record: Record) -> str:
        """A record of a list by its key: id and name, or the values of its key fields."""
        model = type(record)
        names = KEYS.get(model, ())
        if names == ("id",) or not names:
            return self.reference(str(getattr(record, "id", None) or name_of(self.index, record)))
        pairs = ((shapes(model)[name], record) for name in names)
        said = (self.value(shape, model, getattr(one, shape.attribute)) for shape, one in pairs)
        return ", ".join(text for text in said if text)

    def cells(self, record: Record, known: Container[str] = (), unit: str = "") -> Iterator[tuple[str, str]]:
        """Title and value of each filled field but the id and those known; lists of records summed up."""
        model = type(record)
        unit = self.unit_at(model, record) or (unit if issubclass(model, _IN_UNIT) else "")
        for shape in shapes(model).values():
            value = getattr(record, shape.attribute)
            if value in (None, (), {}) or shape.kind is Kind.ID or shape.name in known:
                continue
            title = self.field_title(model, shape)
            yield title, self.value(shape, model, value, unit)

    def record(self, record: Record, unit: str = "") -> str:
        """A record in one line: money and figures as printed, others as `title value` pairs."""
        if isinstance(record, Money):
            return self.formats.money(record)
        if isinstance(record, Measure):
            return self.measure(record)
        return "; ".join(f"{title}: {value}" for title, value in self.cells(record, unit=unit))

    def measure(self, measure: Measure) -> str:
        """A figure with all that is said of it: `1,200 ha (2024, FTE-3)`, `1,200 ha (DAT-12)`."""
        item = self.index.items.get(self.names.get(measure.fact, measure.fact)) if measure.fact else None
        fact = item.record if item is not None and isinstance(item.record, Fact) else None
        number = self._number(measure.value, measure.unit)
        if not number and fact is not None:
            number = self.fact(fact)
        notes = (measure.fact, str(measure.year or ""), measure.source)
        noted = ", ".join(note for note in notes if note)
        return f"{number} ({noted})" if number and noted else number or noted

    def _number(self, value: Decimal | None, unit: str | None) -> str:
        return "" if value is None else self.formats.with_unit(self.formats.number(value), unit)

    def fact(self, fact: Fact) -> str:
        """The value of a fact: `entre 1,200 y 1,500 cajas`, `más de 2,200`; "" without one."""
        if fact.value is None:
            return ""
        formats = self.formats
        high = formats.number(fact.to) if fact.to is not None else None
        return formats.with_unit(formats.range(formats.number(fact.value), high, fact.qualifier), fact.unit)

    def _list(self, shape: Shape, owner: type[Record], items: tuple[object, ...], unit: str) -> str:
        records = tuple(one for one in items if isinstance(one, Record))
        if records:
            return self.summary(shape, owner, records)
        said = (self.value(shape, owner, one, unit) for one in items)
        if shape.kind in (Kind.TEXT, Kind.PROSE):
            return "\n".join(f"• {text}" for text in said)
        return "; ".join(said)

    def summary(self, shape: Shape, owner: type[Record], records: tuple[Record, ...]) -> str:
        """A list of records in one line: how many, what they cost, when; the names of a few."""
        several = self.words.change("diff", "counted").get(
            f"{owner.__name__}.{shape.name}", self.field_title(owner, shape)
        )
        title = several if len(records) > 1 else self.record_title(type(records[0]))
        parts = [f"{len(records)} {title[:1].lower()}{title[1:]}", *self._totals(records)]
        if len(parts) > 1:
            return ", ".join(parts)
        names = [self.label(one) for one in islice(records, _NAMED)]
        if len(records) > _NAMED:
            names.append(self.words.say("diff.more", count=len(records) - _NAMED))
        return f"{parts[0]}: {'; '.join(names)}"

    def _totals(self, records: Iterable[Record]) -> Iterator[str]:
        """The money of records of one type, by currency, and the months they run."""
        values = [getattr(one, shape.attribute) for one in records for shape in shapes(type(one)).values()]
        sums: dict[str | None, Decimal] = {}
        for money in values:
            if isinstance(money, Money):
                sums[money.currency] = EXACT.add(sums.get(money.currency, Decimal(0)), money.amount)
        for currency, amount in sums.items():
            yield self.formats.money(Money.model_construct(amount=amount, currency=currency))
        months = [one for one in values if isinstance(one, Month)]
        if months:
            start, end = self.formats.value(min(months)), self.formats.value(max(months))
            yield start if start == end else self.words.say("diff.between-months", start=start, end=end)
