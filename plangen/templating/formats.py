"""How values print: numbers, money, dates and months of a language.

Spanish (Peru) and English share the decimal point and the thousands comma, so Python's own format
specification says it all and no locale data can change a byte.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from plangen.plan.derived import EXACT
from plangen.plan.model import Kind, Money, Month

NO_BREAK_SPACE = "\u00a0"
_SIGNS = {"PEN": "S/", "USD": "US$", "EUR": "€"}
_MINUS = "–"


@dataclass(frozen=True)
class Formats:
    """The formats of one deliverable: month names, words and currency of the plan.

    `words` are the template's labels: `month.1` … `month.12` (short), `yes`, `no`, `fact.*` patterns.
    """

    words: Mapping[str, str]
    currency: str = "PEN"

    def value(self, value: object, kind: Kind | None = None) -> str:
        """A value that is no text, by its type and the kind of its field."""
        match value:
            case bool():
                return self.words["yes" if value else "no"]
            case Money():
                return self.money(value)
            case Month():
                return self.month(value)
            case datetime.date():
                return self.date(value)
            case Decimal():
                return self.percent(value) if kind is Kind.PERCENT else self.number(value)
            case int():
                return str(value) if kind is Kind.YEAR else self.number(value)
        return str(value)

    def number(self, value: Decimal | int, decimals: int | None = None) -> str:
        """Thousands by comma, decimals as typed or as asked, `–` for the minus sign."""
        if decimals is not None:
            value = Decimal(value).quantize(Decimal(1).scaleb(-decimals), context=EXACT)
        text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,d}"
        return _MINUS + text[1:] if text.startswith("-") else text

    def money(self, value: Money) -> str:
        """Currency sign, no-break space, amount: `S/ 1,234.50`, and `S/ 1,234` where there are no cents."""
        currency = value.currency or self.currency
        return f"{_SIGNS.get(currency, currency)}{NO_BREAK_SPACE}{self.amount(value.amount)}"

    def amount(self, value: Decimal | int) -> str:
        """An amount without its sign: two decimals, or none where it is whole."""
        return self.number(value, 0 if value == round(value) else 2)

    def percent(self, value: Decimal, decimals: int | None = None) -> str:
        return f"{self.number(value, decimals)}{NO_BREAK_SPACE}%"

    def date(self, value: datetime.date) -> str:
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"

    def long_date(self, value: datetime.date) -> str:
        """`14 de marzo de 2026`, by the pattern of the language."""
        month = self.words[f"month_name.{value.month}"]
        return self.words["long_date"].format(day=value.day, month=month, year=value.year)

    def month(self, value: Month) -> str:
        return f"{self.words[f'month.{value.month}']}{NO_BREAK_SPACE}{value.year}"

    def with_unit(self, number: str, unit: str | None) -> str:
        """A figure and its unit: signs of money before, everything else after a no-break space."""
        if not unit:
            return number
        sign, _, scale = unit.partition(" ")
        if sign in _SIGNS:
            return f"{_SIGNS[sign]}{NO_BREAK_SPACE}{number}" + (f"{NO_BREAK_SPACE}{scale}" if scale else "")
        return f"{number}{NO_BREAK_SPACE}{unit}"

    def range(self, low: str, high: str | None, qualifier: str | None) -> str:
        """A fact's value: `entre 1,200 y 1,500`, `más de 2,200`, or the number alone."""
        if high is not None:
            return self.words["fact.between"].format(low=low, high=high)
        return self.words[f"fact.{qualifier}"].format(value=low) if qualifier else low
