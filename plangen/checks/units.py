"""Units of series as authors type them (`millones de US$`, `miles de t`, `US$ por kg`), read strictly.

What is not understood to the last word is not read at all: a wrong reading would be a false alarm.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from plangen.checks.folding import folded

_ONE = Decimal(1)
_MONEY = frozenset({"USD", "PEN", "EUR"})
_SCALES: Mapping[str, Decimal] = MappingProxyType(
    {
        "mil": Decimal(1000),
        "miles": Decimal(1000),
        "millon": Decimal(10**6),
        "millones": Decimal(10**6),
        "miles millones": Decimal(10**9),
    }
)
_WORDS: Mapping[tuple[str, Decimal], str] = MappingProxyType(
    {
        ("USD", _ONE): "usd|dolar|dolares|dolar americano|dolares americanos",
        ("PEN", _ONE): "pen|sol|soles|nuevos soles",
        ("EUR", _ONE): "eur|euro|euros",
        ("kg", _ONE): "kg|kgs|kilo|kilos|kilogramo|kilogramos",
        ("kg", Decimal(1000)): "t|tm|tn|ton|tonelada|toneladas|tonelada metrica|toneladas metricas",
        ("kg", Decimal("0.45359237")): "lb|lbs|libra|libras",
        ("l", _ONE): "l|lt|lts|litro|litros",
        ("l", Decimal(100)): "hl|hectolitro|hectolitros",
        ("unidad", _ONE): "unidad|unidades",
        ("unidad", Decimal(12)): "docena|docenas",
        ("caja", _ONE): "caja|cajas",
        ("saco", _ONE): "saco|sacos",
        ("botella", _ONE): "botella|botellas",
        ("visitante", _ONE): "visitante|visitantes",
        ("turista", _ONE): "turista|turistas",
    }
)
"""What a unit measures and how many base units it is → its names, without accents and `de`.

Left out because they mean several things: quintal (46 or 100 kg), `$`, `M`, `MM`.
"""

_NAMES: Mapping[str, tuple[str, Decimal]] = MappingProxyType(
    {name: meaning for meaning, names in _WORDS.items() for name in names.split("|")}
)
_CONTAINERS = frozenset({"caja", "saco", "botella"})
_SIGNS = (
    (re.compile(r"us\$"), " usd "),
    (re.compile(r"(?<![a-z])s/\.?"), " pen "),
    (re.compile("€"), " eur "),
)
_STUCK = re.compile(r"([0-9])([a-z])")
_PER = re.compile(r"/| por ")
_COUNT = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6})?\Z")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: `factor` base units of what it measures (`USD`, `kg`, `caja`…), for one base unit of `per`."""

    factor: Decimal
    of: str
    per: str = ""

    @property
    def is_value(self) -> bool:
        """Whether it counts money."""
        return self.of in _MONEY and not self.per

    @property
    def is_volume(self) -> bool:
        """Whether it counts what is sold."""
        return self.of not in _MONEY and not self.per

    @property
    def is_price(self) -> bool:
        """Whether it counts money for something sold."""
        return self.of in _MONEY and bool(self.per) and self.per not in _MONEY


def read_unit(text: str | None) -> Unit | None:
    """The unit that a text names, or None where any word of it is not known.

    A scale stands before or after (`miles de t`, `US$ millones`), a container may say what it holds (`cajas
    de 18 kg`), FOB changes nothing, and what it is per follows `por` or `/`.
    """
    words = folded(text or "").replace("(", " ").replace(")", " ")
    for sign, word in _SIGNS:
        words = sign.sub(word, words)
    sides = [_side(side.split()) for side in _PER.split(_STUCK.sub(r"\1 \2", words))]
    if len(sides) > 2 or any(side is None for side in sides):
        return None
    (of, factor), *rest = [side for side in sides if side is not None]
    if not rest:
        return Unit(factor, of)
    per, many = rest[0]
    return Unit(factor / many, of, per)


def _side(words: list[str]) -> tuple[str, Decimal] | None:
    """What stands on one side of `por`: what it measures, and how many base units."""
    words = [word for word in words if word not in {"de", "fob"}]
    scale, words = _scaled(words)
    known = _NAMES.get(" ".join(words))
    if known is None and len(words) > 2 and _COUNT.match(words[1]):
        known = _content(words)
    return (known[0], known[1] * scale) if known else None


def _scaled(words: list[str]) -> tuple[Decimal, list[str]]:
    """The scale at the start or the end of a unit, and the unit without it."""
    for length in (2, 1):
        before, after = " ".join(words[:length]), " ".join(words[-length:])
        if before in _SCALES:
            return _SCALES[before], words[length:]
        if after in _SCALES:
            return _SCALES[after], words[:-length]
    return _ONE, words


def _content(words: list[str]) -> tuple[str, Decimal] | None:
    """What a container of a stated content measures: `cajas 18 kg` is 18 kg."""
    container, content = _NAMES.get(words[0]), _NAMES.get(" ".join(words[2:]))
    count = Decimal(words[1])
    if container is None or container[0] not in _CONTAINERS or content is None or not count:
        return None
    return (content[0], content[1] * count) if content[0] not in _MONEY else None
