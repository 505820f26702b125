"""Places, shared words and figures in the sentences of a plan.

Made to err on the side of silence: what may be a place or a known figure is taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType

from plangen.checks.folding import folded, words_of

_ARTICLES = ("la", "el", "los", "las")
_STEM = 5
_SHORTEST_STEM = 4
"""A shorter word is the same only as a whole: `uva`, `ají`."""

_IDLE_WORDS = """
    ante bajo cabe con contra desde del durante entre hacia hasta las los mediante para pero por segun sin
    sobre tras una uno unas unos que quien cual como cuando donde cuyo este esta estos estas ese esa esos esas
    nuestro nuestra nuestros nuestras sus suyo todo toda todos todas cada otro otra otros otras mas menos muy
    tambien mayor mejor primer primera primero gran grande ser sera seran estar estara hay han haber tiene
    cluster clusteres region regional pais peru peruano peruana peruanos peruanas nacional internacional
    empresa empresas producto productos productor productora productores productoras mercado mercados cliente
    clientes comprador compradores segmento segmentos negocio negocios vision ano anos alto alta valor
    the and for with from that this its our are will more than into who which cluster market markets
    product products company companies
"""
_IDLE = frozenset(_IDLE_WORDS.split())
"""Words without accents that say nothing of a segment: those of grammar, and those of every plan."""


def _words(text: str) -> list[str]:
    return words_of(folded(text))


def names_place(text: str, place: str) -> bool:
    """Whether a text names a place, or those who are from there (`cajamarquino`, `piurana`, `iqueño`)."""
    words, wanted = _words(text), _words(place)
    if len(wanted) == 2 and wanted[0] in _ARTICLES:
        wanted = wanted[1:]
    if not wanted:
        return False
    if any(words[at : at + len(wanted)] == wanted for at in range(len(words))):
        return True
    root = _hard(wanted[0])
    root = root[: max(4, len(root) - 2)] if len(root) > _SHORTEST_STEM else root[:-1] + "en"
    return len(wanted) == 1 and any(_hard(word).startswith(root) for word in words)


def names_any_of(text: str, name: str) -> bool:
    """Whether a text holds a whole name, or a word of it, after the first, that is written with a capital."""
    proper = [word for word in words_of(name)[1:] if word[0].isupper()]
    return any(names_place(text, one) for one in (name, *proper))


def _hard(word: str) -> str:
    """A word with `qu` written as the `c` that it stands for: `cusqueño` is of Cusco."""
    return word.replace("qu", "c")


def share_a_word(text: str, others: Iterable[str]) -> bool:
    """Whether a text shares a word that means something with any of the others, endings aside."""
    mine = _telling(text)
    return any(_alike(one, other) for text in others for other in _telling(text) for one in mine)


def _telling(text: str) -> list[str]:
    words = (word for word in _words(text) if len(word) > 2 and word not in _IDLE)
    return [word.removesuffix("s") for word in words if not word.isdecimal()]


def _alike(one: str, other: str) -> bool:
    """Whether two words share their stem, or one holds that of the other (`turismo`, `enoturismo`)."""
    stems = one[:_STEM], other[:_STEM]
    short = min(stems, key=len)
    if len(short) < _SHORTEST_STEM:
        return one == other
    if len(short) < _STEM:
        return one.startswith(short) and other.startswith(short)
    return stems[0] in other or stems[1] in one


_NUMBER = re.compile(
    r"(?<![\w/°#.,])(?<![^\W\d_][-–])"
    r"([0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)*)"
    r"(?![\w°]|/[0-9]|[-–][^\W\d_]|[.](?:º|°|ª|er\b))"
    r"(?:[ \u00a0](mil millones|mil|mill[oó]n(?:es)?|million)\b)?(?:[ \u00a0]?%)?"
)
_NAMED = re.compile(
    r"(?:\b(?!USD|PEN|EUR)[A-ZÑ]{2,}|[º°]"
    r"|\b(?i:ley|decreto|norma|objetivo|partida|c[oó]digo|fase|etapa|eje|industria|agro|n[uú]mero|nro\.?|n\.))"
    r"[ \u00a0]\Z"
)
"""What makes of the number that follows a name: `ISO 9001`, `Ley 30056`, `N.º 1`."""

_BEFORE = 20
"""Characters before a number in which such a name is looked for."""

_LONGEST = 40
"""A longer number is nobody's."""

_YEAR = re.compile(r"(?:19|20)[0-9]{2}\Z")
_SCALES: Mapping[str, int] = MappingProxyType(
    {"mil": 3, "millon": 6, "millones": 6, "million": 6, "mil millones": 9, "miles": 3, "miles millones": 9}
)
"""Words of scale, and their powers of ten."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text, characters `start` to `end` (excluded) of it.

    `readings` are the values it may mean: `1.500` is both 1.5 and 1500. `scaled` are those with its word of
    scale, if it has one; then a value that rounds to them, at `rounding`, is meant too.
    """

    text: str
    start: int
    end: int
    readings: frozenset[Decimal]
    scaled: frozenset[Decimal] = frozenset()
    rounding: Decimal = Decimal(0)

    def is_one_of(self, values: frozenset[Decimal]) -> bool:
        """Whether it is one of these values, or what one of them is rounded."""
        if not values.isdisjoint(self.readings | self.scaled):
            return True
        return any(abs(value - one) <= self.rounding for one in self.scaled for value in values)


def figures(text: str) -> Iterator[Figure]:
    """The numbers of a text that tell an amount: no years, no dates, no numbers that are names.

    A bare number of one digit (`los 3 valles`) is none either: it counts what the reader sees.
    """
    for match in _NUMBER.finditer(text):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if len(match[1]) > _LONGEST or _YEAR.match(match[0]) or _NAMED.search(before) or len(match[0]) == 1:
            continue
        readings = _readings(match[1])
        if not match[2]:
            yield Figure(match[0], *match.span(), readings)
            continue
        power = _SCALES[folded(match[2])]
        rounding = Decimal(5).scaleb(power - len(match[1].partition(".")[2]) - 1)
        scaled = frozenset(one.scaleb(power) for one in readings)
        yield Figure(match[0], *match.span(), readings, scaled, rounding)


def _readings(text: str) -> frozenset[Decimal]:
    """What a number may mean by the marks it is written with, thousands or decimals."""
    whole, *rest = re.split("[.,]", re.sub(r"\s", "", text))
    found = set() if any(len(part) != 3 for part in rest) else {Decimal("".join((whole, *rest)))}
    if rest:
        found.add(Decimal("".join((whole, *rest[:-1], ".", rest[-1]))))
    return frozenset(found)


def scale_of(unit: str) -> int:
    """The power of ten of a unit: 6 of `millones de cajas`, 3 of `miles de t`, else 0."""
    words = [word for word in _words(unit) if word != "de"]
    pairs = [" ".join(pair) for pair in pairwise(words)]
    return max((_SCALES.get(one, 0) for one in (*words, *pairs)), default=0)
