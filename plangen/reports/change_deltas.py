"""How far apart two values are: difference and percent, points, days and months, what a list gained."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal

from plangen.plan.derived import EXACT
from plangen.plan.model import Kind, Measure, Money, Month, Shape
from plangen.reports.change_values import Values

_TENTH = Decimal("0.1")
_LONGEST_PERCENT = 9999


def delta_of(values: Values, shape: Shape, before: object, after: object, unit: str = "") -> str:
    """The difference of two values of a field as the new version prints it; "" where there is none to tell.

    `unit` is that of both; differences of percentages are points.
    """
    match before, after:
        case (bool(), _) | (_, bool()):
            return ""
        case Decimal(), Decimal():
            points = shape.kind is Kind.PERCENT or unit == "%"
            return _points(values, before, after) if points else _number(values, before, after)
        case int(), int():
            if shape.kind is Kind.YEAR:
                return _counted(values, "years", after - before)
            return _number(values, Decimal(before), Decimal(after))
        case Money(), Money():
            return _money(values, before, after)
        case Month(), Month():
            return _counted(values, "months", after - before)
        case datetime.date(), datetime.date():
            return _counted(values, "days", (after - before).days)
        case Measure(), Measure():
            return _measure(values, before, after)
    return ""


def _counted(values: Values, name: str, count: int | Decimal) -> str:
    if not count:
        return ""
    size = -count if count < 0 else count
    one = "-one" if size == 1 else ""
    number = values.formats.number(size)
    return values.words.say(f"diff.{name}{one}", sign=_sign(count), count=number)


def _sign(number: int | Decimal) -> str:
    return "–" if number < 0 else "+"


def _points(values: Values, before: Decimal, after: Decimal) -> str:
    difference = EXACT.subtract(after, before)
    return _counted(values, "points", difference) or values.words.text("diff.same-value")


def _number(values: Values, before: Decimal, after: Decimal) -> str:
    difference = EXACT.subtract(after, before)
    if not difference:
        return values.words.text("diff.same-value")
    text = f"{_sign(difference)}{values.formats.number(abs(difference))}"
    return _with_percent(values, text, before, difference)


def _with_percent(values: Values, text: str, before: Decimal, difference: Decimal) -> str:
    """A difference with its percent of what was; alone where that was nothing or says nothing."""
    if not before:
        return text
    percent = EXACT.divide(abs(difference) * 100, abs(before))
    if not _TENTH <= percent <= _LONGEST_PERCENT:
        return text
    rounded = percent.quantize(_TENTH, context=EXACT)
    decimals = 0 if rounded == rounded.to_integral_value() else 1
    said = f"{_sign(difference)}{values.formats.percent(rounded, decimals)}"
    return values.words.say("diff.with-percent", change=text, percent=said)


def _money(values: Values, before: Money, after: Money) -> str:
    currency = values.formats.currency
    if (before.currency or currency) != (after.currency or currency):
        return ""
    difference = EXACT.subtract(after.amount, before.amount)
    if not difference:
        return (
            values.words.text("diff.same-value")
            if before.amount.as_tuple() != after.amount.as_tuple()
            else ""
        )
    text = values.formats.money(Money.model_construct(amount=abs(difference), currency=after.currency))
    return _with_percent(values, f"{_sign(difference)}{text}", before.amount, difference)


def _measure(values: Values, before: Measure, after: Measure) -> str:
    if before.value is None or after.value is None or before.unit != after.unit:
        return ""
    if before.value == after.value:
        return ""
    if after.unit == "%":
        return _points(values, before.value, after.value)
    return _number(values, before.value, after.value)


def gained_and_lost(values: Values, before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """What a list of references gained and lost: `+ SEG-2, – SEG-3`; its order where that alone differs.

    The lists are what each reference is printed as, by itself.
    """
    gained = [one for key, one in after.items() if key not in before]
    lost = [one for key, one in before.items() if key not in after]
    parts = [*(f"+ {one}" for one in gained), *(f"– {one}" for one in lost)]
    return ", ".join(parts) or values.words.text("diff.other-order")
