"""The values of an indicator: their course from the baseline on, and what its kind admits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from plangen.checks.folding import folded
from plangen.plan.model import Indicator

_STRAY = 10
"""An indicator to keep may stray from where it starts by a part in so many."""

_SIGNED = re.compile(
    r"\b(?:net[oa]s?|net|saldos?|utilidad(?:es)?|perdidas?|ganancias?|balanza|balance|resultado|flujo|superavit"
    r"|deficit|diferencia(?:l|les|s)?|margen|rentabilidad|ebitda|nps|ndvi|temperatura"
    r"|profits?|loss(?:es)?|margin|variacion|crecimiento|growth)\b|−|–| - "
)
"""Words and signs of measures that may well be negative: balances, profits, differences."""

_PERCENT = re.compile(r"%|porcent|por ciento|per ?cent|\bp\.? ?p\.?(?:\W|$)")


class Step(NamedTuple):
    """A value on the way of an indicator, with its field and year (0: a baseline without one)."""

    field: str
    year: int
    value: Decimal


Pair = tuple[Step, Step]


def setback(indicator: Indicator) -> Pair | None:
    """The first two values that go against the direction; the first and last where nothing changes.

    Of running totals only the step from the baseline is judged, and only where they are to grow: targets
    that fall are `first_fall`.
    """
    start, goals = _baseline(indicator), _targets(indicator)
    course = [start, *goals] if start else goals
    if not goals or indicator.direction is None or (indicator.cumulative and indicator.direction != "up"):
        return None
    if indicator.direction == "keep":
        return next(((course[0], one) for one in course[1:] if _strays(course[0].value, one.value)), None)
    steps = pairwise([one for one in (start, goals[0]) if one] if indicator.cumulative else course)
    wrong = next((pair for pair in steps if _is_backwards(indicator, *pair)), None)
    if wrong is None and start and goals[-1].value == start.value:
        return start, goals[-1]
    return wrong


def first_fall(indicator: Indicator) -> Pair | None:
    """The first target that is below the one before it, and that one."""
    return next((pair for pair in pairwise(_targets(indicator)) if pair[1].value < pair[0].value), None)


def _baseline(indicator: Indicator) -> Step | None:
    baseline = indicator.baseline
    if baseline is None or baseline.value is None:
        return None
    return Step("baseline/value", baseline.year or 0, baseline.value)


def _targets(indicator: Indicator) -> list[Step]:
    return [Step(f"targets/{year}", year, value) for year, value in sorted(indicator.targets.items())]


def _strays(start: Decimal, value: Decimal) -> bool:
    return abs(value - start) * _STRAY > abs(start)


def _is_backwards(indicator: Indicator, before: Step, after: Step) -> bool:
    return after.value < before.value if indicator.direction == "up" else after.value > before.value


def values(indicator: Indicator) -> Iterator[tuple[str, Decimal]]:
    """Every value of an indicator, with its field: baseline, targets, actuals."""
    if indicator.baseline and indicator.baseline.value is not None:
        yield "baseline/value", indicator.baseline.value
    for year, value in indicator.targets.items():
        yield f"targets/{year}", value
    for actual in indicator.actuals:
        if actual.value is not None:
            yield f"actuals/{actual.date}/value", actual.value


def fits(indicator: Indicator, value: Decimal) -> bool:
    """Whether a value is in the range of the indicator's kind; one without kind takes any."""
    if indicator.kind is None or indicator.kind == "variation":
        return True
    if indicator.kind == "percentage":
        return 0 <= value <= 100
    if indicator.kind == "count":
        return value >= 0 and value == value.to_integral_value()
    return value >= 0 or _may_be_negative(indicator)


def _may_be_negative(indicator: Indicator) -> bool:
    """Whether name or formula say that it is a balance or a difference."""
    return _SIGNED.search(folded(f"{indicator.name or ''} | {indicator.formula or ''}")) is not None


def is_percent(unit: str, anywhere: bool = False) -> bool:
    """Whether a unit is a percentage: says so at its beginning, or anywhere in it."""
    said = folded(unit)
    return (_PERCENT.search(said) if anywhere else _PERCENT.match(said)) is not None
