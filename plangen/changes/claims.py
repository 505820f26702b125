"""What two wordings say: whether they differ in form alone, in words alone, or in what they claim.

A claim is a number with what it counts, a value, source or address mentioned, a proper name, a month, and
the words that deny, oblige or limit; a stretch of words more or less is one too. Where in doubt, the meaning
is taken to have changed: so in a text of a few words, a name as a rule, where any word is the claim.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import Indel

from plangen.changes.words import Piece, compare_words, similarity
from plangen.plan.prose import scan

ALIKE = 0.5
"""Texts with less in common were written anew."""

_FEW = 6
"""Words of a text that is too short for any of them to be mere wording."""

_STRETCH = 3
"""Words that, added or dropped in a row, say something."""

_SPELT = 4
"""Letters of a word that may have one more or less and be the same."""

_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=[^\s*_])(.+?)(?<=[^\s*_])\1(?![\w*])", re.DOTALL)
_LINE_MARK = re.compile(r"^[ \t]*(?:[-*+]|#{1,6})[ \t]+", re.MULTILINE)
_QUOTES = str.maketrans({"“": '"', "”": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\u00a0": " "})
_SPACE = re.compile(r"\s+")

_MENTION = re.compile(r"\[\[[^\[\]\n]*\]\]|\[@[^\[\]\n]*\]")
_NUMBER = re.compile(r"(?<![\w.,])[-−]?\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"(?<=\d)[,\u202f\u00a0](?=\d{3}(?!\d))")
_SIGN = re.compile(r"(?:S/\.?|US\$|\$|€)\s?$")
_UNIT = re.compile(r"\s?([%‰]|[^\W\d_]+)")
_ADDRESS = re.compile(r"\]\(([^()\s]*)|(https?://\S+)")
_STRUCK = "~~"
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"(?:^|[.:!?…]\s+|\n\s*|[-*+#>|«\"“(¿¡]\s*)$")

_BINDING_WORDS = (
    "no sin ni nunca jamás tampoco nadie nada ningún ninguno ninguna excepto salvo solo sólo únicamente "
    "debe deben deberá deberán debería deberían puede pueden podrá podrán podría podrían procurará "
    "procurarán garantiza garantizan garantizará garantizarán compromete comprometen comprometerá "
    "comprometerán obliga obligan obligatorio obligatoria voluntario voluntaria todo toda todos todas "
    "algún alguno alguna algunos algunas cada mínimo mínima máximo máxima menos más hasta aumenta "
    "aumentan aumentar aumentará sube suben subir subirá reduce reducen reducir reducirá baja bajan "
    "bajar bajará mantiene mantienen mantener mantendrá antes después"
)
_BINDING = frozenset(_BINDING_WORDS.split())
"""Words that deny, oblige, limit or give the sense of a course."""

_COUNTS_WORDS = (
    "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis veinte "
    "treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento doscientos quinientos mil "
    "miles millón millones doble triple mitad tercio cuarto primer primera segundo segunda tercera "
    "enero febrero marzo abril mayo junio julio agosto setiembre septiembre octubre noviembre diciembre"
)
_COUNTS = frozenset(_COUNTS_WORDS.split())
"""Numbers and months in words."""

_UNITS_WORDS = (
    "kg g t tm ha km m cm mm l ml soles sol dólares dólar euros toneladas tonelada hectáreas hectárea "
    "kilos quintales cajas contenedores días día semanas semana meses mes años año horas hora puntos "
    "millones miles mil por"
)
_UNITS = frozenset(_UNITS_WORDS.split())
"""Words that after a number are part of it."""


def is_formatting(before: str, after: str, *, prose: bool) -> bool:
    """Whether two texts differ in white space and quotation marks alone; in prose, in emphasis and marks
    of headings and lists besides."""
    return _plain(before, prose=prose) == _plain(after, prose=prose)


@lru_cache(maxsize=16)
def is_spelling(before: str, after: str) -> bool:
    """Whether two texts have the same words and marks, but for capitals, accents, plurals and a letter inside
    or at the end of longer words."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) != len(new) or not all(map(_is_one_word, old, new)):
        return False
    marks = (_WORD.sub("", _plain(text)) for text in (before, after))
    return next(marks) == next(marks) and not _ADDRESS.search(before + after)


def is_rewording(before: str, after: str) -> bool:
    """Whether two texts have at least half of their words in common, or all but for spelling, and claim the
    same."""
    return is_spelling(before, after) or not (claims_differ(before, after) or is_rewriting(before, after))


@lru_cache(maxsize=16)
def is_rewriting(before: str, after: str) -> bool:
    """Whether two texts have less than half of their words in common, however these are spelt."""
    return similarity(before, after) < ALIKE and not is_spelling(before, after)


@lru_cache(maxsize=16)
def claims_differ(before: str, after: str) -> bool:
    """Whether two texts differ in what they claim."""
    if is_spelling(before, after):
        return False
    return (
        _numbers(before) != _numbers(after)
        or _mentions(before) != _mentions(after)
        or _said(before) != _said(after)
        or _names_differ(before, after)
        or min(len(_WORD.findall(text)) for text in (before, after)) <= _FEW
        or _says_more_or_less(before, after)
    )


def _plain(text: str, *, prose: bool = False) -> str:
    if prose:
        text = _LINE_MARK.sub("", text)
        text = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", text))
    return _SPACE.sub(" ", text.translate(_QUOTES)).strip()


def _numbers(text: str) -> Sequence[tuple[str, str, str]]:
    """The numbers outside mentions in their order, with the sign of money before and the unit behind."""
    text = _THOUSANDS.sub("", _MENTION.sub("", text))
    found = []
    for match in _NUMBER.finditer(text):
        sign = _SIGN.search(text, max(0, match.start() - 5), match.start())
        unit = _UNIT.match(text, match.end())
        word = unit[1].lower() if unit else ""
        counted = word if word in _UNITS or word in ("%", "‰") else ""
        found.append((sign[0].strip() if sign else "", match[0].replace("−", "-"), counted))
    return found


def _mentions(text: str) -> Counter[tuple[str, ...]]:
    found: list[tuple[str, ...]] = [(one.kind, one.target, one.locator) for one in scan(text)]
    if "](" in text or "://" in text:
        found += _ADDRESS.findall(text)
    return Counter(found)


def _said(text: str) -> Counter[str]:
    words = (word.lower() for word in _WORD.findall(text))
    said = Counter(word for word in words if word in _BINDING or word in _COUNTS)
    said[_STRUCK] = text.count(_STRUCK)
    return said


def _names_differ(before: str, after: str) -> bool:
    """Whether a proper name of one text is nowhere in the other, at the start of a sentence or not."""
    old, new = ({word.lower() for word in _WORD.findall(text)} for text in (before, after))
    return bool(_names(before) - new or _names(after) - old)


def _names(text: str) -> set[str]:
    return {
        match[0].lower()
        for match in _WORD.finditer(text)
        if match[0][0].isupper() and not _SENTENCE.search(text[max(0, match.start() - 4) : match.start()])
    }


def _says_more_or_less(before: str, after: str) -> bool:
    """Whether somewhere a stretch of words was added or dropped, and not just moved."""
    old, new = (Counter(word.lower() for word in _WORD.findall(text)) for text in (before, after))
    gone, come = old - new, new - old
    return any(
        abs((Counter(put) & come).total() - (Counter(dropped) & gone).total()) >= _STRETCH
        for dropped, put in _replacements(before, after)
    )


def _replacements(before: str, after: str) -> Iterator[tuple[list[str], list[str]]]:
    """The words dropped and the words put in their place, either of them perhaps none."""
    dropped: list[str] = []
    for one in (*compare_words(before, after), Piece("equal", "")):
        words = [word.lower() for word in _WORD.findall(one.text)]
        if one.kind == "removed":
            dropped = words
            continue
        if one.kind == "added" or dropped:
            yield dropped, words if one.kind == "added" else []
        dropped = []


def _is_one_word(before: str, after: str) -> bool:
    """Whether two words are one, spelt otherwise."""
    one, other = _folded(before), _folded(after)
    if one == other:
        return True
    if min(len(one), len(other)) < _SPELT or one[0] != other[0]:
        return False
    return Indel.distance(one, other) <= 1 or f"{one}es" == other or f"{other}es" == one


def _folded(word: str) -> str:
    letters = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
