"""Numbers typed in prose: where they stand, what they say, in which sentence.

Mentions, citations, code spans, links, numbers of lists, years, dates, hours and codes are no typed numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from plangen.checks.folding import folded, words_of
from plangen.plan.index import Visit
from plangen.plan.prose import code_spans

_NUMBER = re.compile("[0-9](?:[0-9]|[.,\u0020\u00a0\u202f](?=[0-9]))*")  # starts by a set: found quickly
_PERUVIAN = re.compile(r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?\Z")
_SPACED = re.compile("[0-9]{1,3}(?:[\u0020\u00a0\u202f][0-9]{3})+\\Z")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}\Z")
_YEARS = re.compile(r"(?<![0-9,.])(?:19|20)[0-9]{2}(?![0-9,]|\.[0-9])")
_BRACKETS = re.compile(r"\[(?:\[[^\[\]\n]*\]\]|@[^\[\]\n]*\]|[^\[\]\n]*\]\([^()\n]*\))")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_SIGN = re.compile("(?:S/\\.?|US\\$|\\$|€)[\u0020\u00a0\u202f]?\\Z")
_ALL_ZERO = bytes.maketrans(b"123456789", b"000000000")
_JOINED = frozenset("_/:#&+=^\\")
_BREAK = re.compile(r"[.!?…][*_»”\")\]]*\s+|\n[ \t]*\n|\n[ \t]*(?:[-*+>#|]|[0-9]+[.)][ \t])")
_SHORT = 3
_LONGEST = 40
"""A longer run of digits is no figure of a plan."""
_INDENT = 20
_WINDOW = 400
"""How far from a number its sentence may begin and end."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A number in the prose of `visit`, characters `start` to `end` of it, `text` as typed.

    `sign` is the sign of money before it, which begins at `opening` (else `start` again). `value` is None
    where it is not typed with comma for thousands and point for decimals, so that it could mean two things.
    """

    visit: Visit
    start: int
    end: int
    text: str
    sign: str
    opening: int
    value: Decimal | None

    @property
    def prose(self) -> str:
        """The whole text it stands in."""
        return str(self.visit.value)

    @property
    def shown(self) -> str:
        """The number with its sign as typed."""
        return self.prose[self.opening : self.end]


def typed_numbers(prose: Iterable[Visit]) -> tuple[Typed, ...]:
    """Every number typed in these texts, in their order."""
    return tuple(typed for visit in prose if _has_digits(str(visit.value)) for typed in _numbers_of(visit))


def _has_digits(text: str) -> bool:
    """Ten times as quick as to look for them with an expression."""
    return b"0" in text.encode("utf-8", "replace").translate(_ALL_ZERO)


def _numbers_of(visit: Visit) -> Iterator[Typed]:
    text = str(visit.value)
    outside: list[tuple[int, int]] | None = None
    reach = 0
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if end - start > _LONGEST or _is_part_of_a_word(text, start, end):
            continue
        if outside is None:
            outside = sorted(_passed_over(text), reverse=True)
        while outside and outside[-1][0] <= start:
            reach = max(reach, outside.pop()[1])
        if start < reach or _numbers_a_list(text, start, end):
            continue
        sign = _SIGN.search(text, max(0, start - 4), start)
        if sign or not _YEAR.match(match[0]):
            opening = sign.start() if sign else start
            written = sign[0].strip() if sign else ""
            yield Typed(visit, start, end, match[0], written, opening, value_of(match[0]))


def _passed_over(text: str) -> list[tuple[int, int]]:
    """Where mentions, citations, links, addresses and code stand."""
    found = [match.span() for match in _BRACKETS.finditer(text)] if "[" in text else []
    if "://" in text or "www." in text:
        found += (match.span() for match in _ADDRESS.finditer(text))
    return [*found, *code_spans(text)] if "`" in text else found


def _numbers_a_list(text: str, start: int, end: int) -> bool:
    """Whether a number and the point or bracket after it begin a line: `1. …`."""
    ends = text[end : end + 1] in {".", ")"} and text[end + 1 : end + 2] in {"", " ", "\t", "\n"}
    if not ends:
        return False
    above, _, before = f"\n{text[max(0, start - _INDENT) : start]}".rpartition("\n")
    return not before.strip(" \t>") and (bool(above) or start < _INDENT)


def _is_part_of_a_word(text: str, start: int, end: int) -> bool:
    """Whether digits belong to a code, a date, an hour or a word: `R4T`, `12/05`, `10:30`, `2do`."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before and (before.isalpha() or before == "-" or (before in _JOINED and not _is_sign(text, start))):
        return True
    following = text[end + 1 : end + 2]
    return after.isalpha() or after in {"º", "°", "ª"} or (after in {"/", ":", "-"} and following.isdigit())


def _is_sign(text: str, start: int) -> bool:
    return text[max(0, start - 2) : start] == "S/"


def value_of(text: str) -> Decimal | None:
    """The value of a number typed as Peru types it (`1,234.50`, `1 234`); None for any other form."""
    if _PERUVIAN.match(text):
        return Decimal(text.replace(",", ""))
    return Decimal("".join(text.split())) if _SPACED.match(text) else None


def sentence_around(typed: Typed) -> tuple[int, int]:
    """Where the sentence of a typed number begins and ends; paragraphs and items of lists end one."""
    first, last = max(0, typed.opening - _WINDOW), min(len(typed.prose), typed.end + _WINDOW)
    for match in _BREAK.finditer(typed.prose, first, last):
        if match.end() <= typed.opening:
            first = match.end()
        elif match.start() >= typed.end:
            return first, match.start() + 1
    return first, last


def years_in(text: str) -> frozenset[int]:
    """The years that a text names."""
    return frozenset(int(year) for year in _YEARS.findall(text))


def stem(word: str) -> str:
    """A folded word without the ending of its gender and number: `cajas` and `caja` are one."""
    if len(word) <= _SHORT:
        return word
    word = word.removesuffix("s")
    return word[:-1] if word[-1] in "aeo" else word


def stems(text: str) -> frozenset[str]:
    """The stems of the words of a text."""
    return frozenset(stem(word) for word in words_of(folded(text)))
