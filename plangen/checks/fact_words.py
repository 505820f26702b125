"""Which facts a sentence of prose speaks of: by the unit beside its number, by the words of their labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from plangen.checks.folding import folded, words_of
from plangen.checks.numerals import Typed, sentence_around, stem, stems, years_in
from plangen.checks.quantities import Quantity, Unit, has_unit, may_count, quantity_of, typed_quantity
from plangen.checks.subject import Subject
from plangen.plan.model import Fact

_STOP_WORDS = stems(
    "a al ante bajo cada como con contra de del desde durante e el en entre es este esta hacia hasta la las "
    "lo los más no o para pero por que se según ser si sin sobre su sus tras u un una uno y"
)
_BRACKETS = re.compile(r"\([^)]*\)")
_OTHER_MATTER = stems(
    "meta objetivo llegar alcanzar aumentar aumento incremento adicional nueva recuperar ampliar reducir "
    "otra antes mitad tercio cuarto parte proyecto propuesta podría sería será piloto primera primer fase "
    "cuales ellos ellas máximo mínimo supuesto hipótesis escenario espera futuro propio cada entonces"
)
"""Words by which a number is likely to speak of something else than the fact, though its words are there."""
_MENTION = re.compile(r"\[\[[^\[\]\n]*\]\]|\[@[^\[\]\n]*\]")
_SIGN_LETTERS = 2
_LABEL_WORDS = 2
_UNIT_WORDS = 6


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """The facts of one unit with their intervals, by value and by the longest word of their labels."""

    by_value: dict[Decimal, list[tuple[Fact, Quantity]]] = field(default_factory=dict)
    by_word: dict[str, list[tuple[Fact, Quantity]]] = field(default_factory=dict)

    def add(self, fact: Fact, interval: Quantity) -> None:
        """Take in a fact while the facts are being gathered."""
        self.by_value.setdefault(interval.value, []).append((fact, interval))
        longest = max(
            label_words(fact) - frozenset(interval.unit), key=lambda word: (len(word), word), default=""
        )
        self.by_word.setdefault(longest, []).append((fact, interval))


@dataclass(frozen=True, slots=True)
class Said:
    """A typed number that stands beside the unit of some facts."""

    typed: Typed
    quantity: Quantity
    facts: UnitFacts


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a sentence says beside its number; years are those of the text around where it names none."""

    text: str
    words: frozenset[str]
    years: frozenset[int]
    proper: frozenset[str]

    def speaks_of(self, fact: Fact, unit: Sequence[str], least: int = _LABEL_WORDS) -> bool:
        """Whether the words of its label beside its unit, `least` or more, are all there; its year fits."""
        label = label_words(fact) - frozenset(unit)
        other_year = bool(self.years) and fact.year is not None and fact.year not in self.years
        return len(label) >= least and label <= self.words and not other_year

    def may_mean_another(self, fact: Fact, *known: str) -> bool:
        """Whether names or words are there by which the number may count something else than the fact."""
        spoken = label_words(fact) | stems(fact.scope or "") | stems(" ".join(known))
        return bool((self.words & _OTHER_MATTER) - spoken or self.proper - spoken)


def label_words(fact: Fact) -> frozenset[str]:
    """The stems of the words of a fact's label; what stands in brackets and small words left out."""
    return _label_stems(fact.label or "")


@lru_cache(maxsize=1024)
def _label_stems(label: str) -> frozenset[str]:
    return stems(_BRACKETS.sub(" ", label)) - _STOP_WORDS


def sentence_of(typed: Typed) -> Sentence:
    """The sentence of a typed number."""
    first, last = sentence_around(typed)
    text = typed.prose[first:last]
    around = typed.prose[max(0, first - len(text)) : last + len(text)]
    plain = _MENTION.sub(" ", text)
    names = (word for word in words_of(plain)[1:] if len(word) > _SIGN_LETTERS and word[0].isupper())
    proper = frozenset(stem(folded(name)) for name in names)
    return Sentence(text, stems(plain), years_in(text) or years_in(around), proper)


def said_of_facts(subject: Subject) -> Iterator[Said]:
    """Every typed number that stands beside the unit of a fact."""
    known: dict[Unit, UnitFacts] = {}
    for fact in subject.plan.facts if subject.typed else ():
        interval = quantity_of(fact)
        if interval is not None and interval.unit:
            known.setdefault(interval.unit, UnitFacts()).add(fact, interval)
    begun = {unit[0] for unit in known}
    for typed in subject.typed if known else ():
        if may_count(typed, begun):
            quantity = typed_quantity(typed)
            facts = _of_unit(quantity, known) if quantity is not None else None
            if quantity is not None and facts is not None:
                yield Said(typed, quantity, facts)


def _of_unit(quantity: Quantity, known: Mapping[Unit, UnitFacts]) -> UnitFacts | None:
    sizes = range(1, min(len(quantity.unit), _UNIT_WORDS) + 1)
    units = (quantity.unit[:size] for size in sizes if has_unit(quantity, quantity.unit[:size]))
    return next((known[unit] for unit in units if unit in known), None)


def contradicted(subject: Subject) -> Iterator[tuple[Said, Fact]]:
    """Every typed number that contradicts a fact beyond doubt, with the fact.

    Its sentence holds no other number of that unit, names no fact of it, and speaks of nothing else.
    """
    said = tuple(said_of_facts(subject))
    identity = subject.plan.plan
    name = (identity.cluster_name if identity else None) or ""
    for at, one in enumerate(said):
        if one.quantity.value in one.facts.by_value or _shares_sentence(said, at):
            continue
        sentence = sentence_of(one.typed)
        likely = [pair for word in sentence.words for pair in one.facts.by_word.get(word, ())]
        spoken = [pair for pair in likely if sentence.speaks_of(pair[0], pair[1].unit)]
        if any(interval.touches(one.quantity) or fact.id in sentence.text for fact, interval in spoken):
            continue
        sure = [fact for fact, _ in spoken if not sentence.may_mean_another(fact, name, fact.unit or "")]
        if sure:
            yield one, max(sure, key=lambda fact: (len(label_words(fact)), fact.year or 0, fact.id))


def _shares_sentence(said: Sequence[Said], at: int) -> bool:
    """Whether the number before or after it stands in the same sentence."""
    one = said[at]
    first, last = sentence_around(one.typed)
    beside = (*said[max(0, at - 1) : at], *said[at + 1 : at + 2])
    return any(
        other.typed.visit is one.typed.visit
        and first <= other.typed.start < last
        and other.quantity.unit[:1] == one.quantity.unit[:1]
        for other in beside
    )
