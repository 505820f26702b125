"""What a number counts: units that mean the same, facts and typed numbers as intervals of one unit."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from plangen.checks.folding import folded
from plangen.checks.numerals import Typed, stem, value_of
from plangen.plan.model import Fact

_TOKEN = re.compile(r"us\$|s/\.?|[%$€/]|[^\W\d_]+")
_STOPS = re.compile(r"[^\w\s%$€/.]|[.](?!\d)|\d")
_WORD_AFTER = re.compile(r"[^\W\d]+|[%/]")
_AFTER = 60
_LEFT_OUT = frozenset({"de", "del", "la", "las", "el", "los"})
_SCALES = MappingProxyType({"mil": 1_000, "millon": 1_000_000})
_SAME = MappingProxyType(
    {
        "/": "por", "hectarea": "ha", "hectare": "ha", "tonelad": "t", "tm": "t", "kilo": "kg", "kil": "kg",
        "kilogram": "kg", "sol": "s/", "s/.": "s/", "dolar": "us$", "usd": "us$", "$": "us$", "eur": "€",
    }
)  # fmt: skip
_QUALIFIERS = MappingProxyType({"about": "≈ ", "over": "> ", "under": "< ", "up_to": "≤ "})
_BILLION = 1_000_000_000
_BEFORE = 40
_BOUND = re.compile(
    r"\b(?:(mas de|al menos|por lo menos)|(menos de|hasta|no mas de)"
    r"|(casi|cerca de|alrededor de|unos|unas|aproximadamente|aprox\.?))\s*\Z"
)
_LOW = re.compile(r"([0-9][0-9.,]*)\s*(?:%\s*)?(?:y|a|-|–|—)\s*\Z")
_NEAR = Decimal("0.1")
_ROUNDED = Decimal("0.025")
_LONGER = frozenset({("por",), ("al",), ("anual",), ("mensual",), ("diari",), ("cada",)})
"""Words that make a unit another one: `cajas` are not `cajas por hectárea`."""
_INFINITE = Decimal("Infinity")

Unit = tuple[str, ...]
"""The words of a unit, each in the form that all of its spellings share."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value of one unit, and from where to where it may lie; scales (`millones`) are multiplied out."""

    unit: Unit
    value: Decimal
    low: Decimal
    high: Decimal

    def touches(self, other: Quantity) -> bool:
        """Whether some value lies in both."""
        return self.low <= other.high and other.low <= self.high


@lru_cache(maxsize=1024)
def unit_of(text: str) -> tuple[int, Unit]:
    """Scale and words of a unit: `millones de cajas` is a million of `caja`; `cajas/ha` is `caja por ha`."""
    scale, words = 1, list[str]()
    for token in _TOKEN.findall(folded(text).replace("por ciento", "%")):
        word = stem(token)
        if word in _SCALES and scale < _BILLION and not any(one != "us$" and one != "s/" for one in words):
            scale *= _SCALES[word]
        elif token not in _LEFT_OUT:
            words.append(_SAME.get(word, word))
    return scale, tuple(words)


def quantity_of(fact: Fact) -> Quantity | None:
    """A fact as an interval; None without value. `over`, `under` are open at one end, `about` is ± 10 %."""
    if fact.value is None:
        return None
    scale, unit = unit_of(fact.unit or "")
    value = fact.value * scale
    if fact.to is not None:
        return Quantity(unit, value, min(value, fact.to * scale), max(value, fact.to * scale))
    return _bounded(unit, value, fact.qualifier or "", Decimal(0))


def shown_fact(fact: Fact) -> str:
    """A fact's value with its unit, without words: `1,200–1,500 cajas/ha`, `> 2,200 productores`."""
    number = "–".join(f"{end:,f}" for end in (fact.value, fact.to) if end is not None)
    return f"{_QUALIFIERS.get(fact.qualifier or '', '')}{number} {fact.unit or ''}".strip()


def _bounded(unit: Unit, value: Decimal, bound: str, around: Decimal) -> Quantity:
    if bound == "over":
        return Quantity(unit, value, value, _INFINITE)
    if bound in {"under", "up_to"}:
        return Quantity(unit, value, -_INFINITE, value)
    around = abs(value) * _NEAR if bound == "about" else around
    return Quantity(unit, value, value - around, value + around)


def typed_quantity(typed: Typed, *, to_the_digit: bool = False) -> Quantity | None:
    """What a typed number says with the words beside it; its unit holds every word that follows.

    A number without `más de`, `unos`, … may be rounded: half a unit of its last digit that is not 0, and no
    more than 2.5 %; `to_the_digit`, half a unit of the last digit typed.
    """
    if typed.value is None:
        return None
    scale, unit = unit_of(f"{typed.sign} {_following(typed)}" if typed.sign else _following(typed))
    exponent = int(typed.value.as_tuple().exponent)
    before = folded(typed.prose[max(0, typed.opening - _BEFORE) : typed.opening])
    value = typed.value * scale
    low = _LOW.search(before)
    first = value_of(low[1]) if low else None
    if first is not None and first < typed.value:
        return Quantity(unit, value, first * scale, value)
    bound = _BOUND.search(before)
    names = ("over", "under", "about")
    name = names[bound.lastindex - 1] if bound and bound.lastindex else ""
    last = Decimal(5).scaleb(exponent - 1) * scale
    return _bounded(unit, value, name, last if to_the_digit else _rounding(value))


def is_scaled(typed: Typed) -> bool:
    """Whether thousands or millions follow a number."""
    return unit_of(_following(typed))[0] > 1


def may_count(typed: Typed, begun: Set[str]) -> bool:
    """Whether the first word beside a number is one that `begun` holds, a scale or a sign of money."""
    if typed.sign:
        return True
    word = _WORD_AFTER.search(typed.prose, typed.end, typed.end + _AFTER)
    first = stem(folded(word[0])) if word else ""
    return first in _SCALES or first == "por" or _SAME.get(first, first) in begun


def shown_typed(typed: Typed, unit: Unit) -> str:
    """A typed number with its sign, scale and unit, as typed; without what is not that unit."""
    scale, end = unit_of(f"{typed.sign} {_following(typed)}")[0], typed.end
    for word in (None, *_WORD_AFTER.finditer(typed.prose, typed.end, typed.end + _AFTER)):
        end = word.end() if word else end
        if unit_of(f"{typed.sign} {typed.prose[typed.end : end]}") == (scale, unit):
            return " ".join(typed.prose[typed.opening : end].split())
    return typed.shown


def _following(typed: Typed) -> str:
    """The words after a number up to the first mark of punctuation."""
    text = typed.prose[typed.end : typed.end + _AFTER].replace("*", "").replace("_", "")
    stop = _STOPS.search(text)
    return text[: stop.start()] if stop else text


def _rounding(value: Decimal) -> Decimal:
    _, digits, exponent = value.normalize().as_tuple()
    half = Decimal(5).scaleb(int(exponent) - 1) if digits != (0,) else Decimal(0)
    return min(half, abs(value) * _ROUNDED)


def has_unit(typed: Quantity, unit: Unit) -> bool:
    """Whether the words after a typed number are that unit, and not a longer one (`cajas por hectárea`)."""
    size = len(unit)
    return bool(unit) and typed.unit[:size] == unit and typed.unit[size : size + 1] not in _LONGER
