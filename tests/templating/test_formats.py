"""How values print in Peru."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from plangen.plan.model import Money, Month
from plangen.templating.formats import Formats

WORDS = {
    "month.9": "set.",
    "month_name.3": "marzo",
    "long_date": "{day} de {month} de {year}",
    "fact.between": "entre {low} y {high}",
    "fact.over": "más de {value}",
}
FORMATS = Formats(WORDS)
NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("1234567.80", "1,234,567.80"),
        ("0.7", "0.7"),
        ("-1500", "–1,500"),
        ("1.10", "1.10"),
        ("0", "0"),
        ("1E+3", "1,000"),
    ],
)
def test_numbers_print_with_the_decimals_typed(value: str, shown: str) -> None:
    assert FORMATS.number(Decimal(value)) == shown


@pytest.mark.parametrize(("decimals", "shown"), [(0, "2"), (2, "2.50"), (None, "2.5")])
def test_decimals_may_be_asked_for(decimals: int | None, shown: str) -> None:
    assert FORMATS.number(Decimal("2.5"), decimals) == shown


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("1234.5", None, f"S/{NBSP}1,234.50"),
        ("198000", None, f"S/{NBSP}198,000"),
        ("198000.00", "USD", f"US${NBSP}198,000"),
        ("-3", "CLP", f"CLP{NBSP}–3"),
    ],
)
def test_money_has_its_sign_and_cents_only_where_there_are(
    amount: str, currency: str | None, shown: str
) -> None:
    assert FORMATS.money(Money(amount=Decimal(amount), currency=currency)) == shown


@pytest.mark.parametrize(
    ("unit", "shown"),
    [
        ("%", f"36{NBSP}%"),
        ("cajas por hectárea", f"36{NBSP}cajas por hectárea"),
        ("USD millones", f"US${NBSP}36{NBSP}millones"),
        ("PEN", f"S/{NBSP}36"),
        (None, "36"),
    ],
)
def test_units_stand_after_the_number_and_money_before(unit: str | None, shown: str) -> None:
    assert FORMATS.with_unit("36", unit) == shown


def test_dates_and_months() -> None:
    assert FORMATS.date(datetime.date(2026, 3, 5)) == "05/03/2026"
    assert FORMATS.long_date(datetime.date(2026, 3, 5)) == "5 de marzo de 2026"
    assert FORMATS.month(Month(2026, 9)) == f"set.{NBSP}2026"


def test_ranges_and_qualifiers() -> None:
    assert FORMATS.range("1,200", "1,500", None) == "entre 1,200 y 1,500"
    assert FORMATS.range("2,200", None, "over") == "más de 2,200"
    assert FORMATS.range("5", None, None) == "5"
