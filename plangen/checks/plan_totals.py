"""The totals of a plan, and the sentences of prose that say one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from plangen.checks.folding import folded
from plangen.checks.numerals import Typed, sentence_around, years_in
from plangen.checks.quantities import typed_quantity
from plangen.checks.subject import Subject
from plangen.plan.derived import computed
from plangen.plan.model import Money, Record

CURRENCIES = MappingProxyType({"S/": "PEN", "S/.": "PEN", "US$": "USD", "€": "EUR"})
"""What the signs of money mean."""
LEAST = 10_000
"""Totals of fewer digits are found by chance."""

_WHOLE = ("cost", "grant", "counterpart")
_BEFORE = 140
_AFTER = 45
_PLAN = r"(?:plan(?: de reforzamiento(?: de la competitividad)?)?|prc)"
_GAP = (
    r"(?:[\s*_:,(«]|\b(?:es|son|sera|seria|asciende|suma|alcanza|llega|equivale|de|a|un|los|por|total|totales"
    r"|estimado|estimada|previsto|prevista|monto|valor|importe|mas|menos|casi|cerca|alrededor|unos|hasta)\b)*\Z"
)
_SAYS = MappingProxyType(
    {
        "cost": rf"(?:costo|presupuesto|inversion)(?: total)? del {_PLAN}|(?:el|este) {_PLAN} "
        r"(?:cuesta|costara|suma|demanda|asciende|(?:tiene|requiere) una? (?:costo|presupuesto|inversion))",
        "grant": rf"(?:cofinanciamiento|rnr|recursos no reembolsables)(?: total(?:es)?)? del {_PLAN}"
        rf"|(?:el|este) {_PLAN} (?:solicita|pide)(?: al programa)?",
        "counterpart": rf"(?:contrapartida|aporte de contrapartida)(?: total)? del {_PLAN}",
    }
)
_SHORT = MappingProxyType(
    {
        "cost": "(?:costo|presupuesto|inversion) total",
        "grant": "cofinanciamiento (?:total|solicitado)(?: al programa)?",
        "counterpart": "contrapartida total",
    }
)
_NAMED = tuple((name, re.compile(rf"\b(?:{said}){_GAP}")) for name, said in _SAYS.items())
_BARE = tuple((name, re.compile(rf"\b(?:{said}){_GAP}")) for name, said in _SHORT.items())
_SCALED = r"[\s*_]*(?:mil(?:lon|lones)?\b)?[\s*_]*"
_ASKED = r"(?:al|del) programa|(?:de |en )?(?:cofinanciamiento|rnr\b|(?:recursos )?no reembolsables)"
_PART = (
    r"(?:de )?(?:cofinanciamiento|contrapartida|aporte|recursos|rnr|fondos|no reembols|del programa|al ano"
    r"|anual|mensual|por |cada|mas\b|menos\b|en 20|20[0-9]{2}|para (?:el|la|los)|adicional|el primer"
    r"|al programa)"
)
_PART_ONLY = re.compile(_SCALED + _PART)
_PART_OF_GRANT = re.compile(rf"{_SCALED}(?:(?:{_ASKED})[\s*_]*|(?!{_ASKED})){_PART}")
"""After an amount, what makes it a part; that a grant is asked of the programme makes it none."""
_OF_ITSELF = ("action_plan/", "indicators/", "benchmark/")
"""Where `the plan` may be a lesser one: a plan that an action makes, one seen abroad."""
_OF_THE_PLAN = ("chapters/", "summary/")
"""Where a total without more is the plan's."""


@dataclass(frozen=True, slots=True)
class Total:
    """A computed total: the mention that prints it, the amount and the record it is of."""

    mention: str
    amount: Decimal
    record: Record


def totals(subject: Subject) -> Mapping[Decimal, tuple[Total, ...]]:
    """The totals that prose may mention, of five digits or more in the plan's currency, by amount."""
    found: dict[Decimal, list[Total]] = {}
    for total in _all(subject):
        if total.amount >= LEAST:
            found.setdefault(total.amount, []).append(total)
    return MappingProxyType({amount: tuple(ones) for amount, ones in found.items()})


def _all(subject: Subject) -> Iterator[Total]:
    for name in _WHOLE:
        total = plan_total(subject, name)
        if total is not None:
            yield total
    by_strategy: dict[str, Decimal] = {}
    for action in subject.actions:
        cost = subject.costs[action.id]
        if cost is not None:
            yield Total(f"{action.id}.cost", cost, action)
            by_strategy[action.strategy or ""] = by_strategy.get(action.strategy or "", Decimal(0)) + cost
    for strategy in subject.strategies:
        if strategy.id in by_strategy:
            yield Total(f"{strategy.id}.cost", by_strategy[strategy.id], strategy)
    trip = subject.plan.benchmark.trip if subject.plan.benchmark else None
    if trip and trip.cost and (trip.cost.currency or currency_of(subject)) == currency_of(subject):
        yield Total("trip.cost", trip.cost.amount, trip)


def plan_total(subject: Subject, name: str) -> Total | None:
    """The plan's `cost`, `grant` or `counterpart`; None where nothing says it."""
    identity = subject.plan.plan
    value = computed(subject.index, identity, name) if identity else None
    return Total(f"plan.{name}", value.amount, identity) if identity and isinstance(value, Money) else None


def currency_of(subject: Subject) -> str:
    """The plan's currency."""
    return (subject.plan.plan.currency if subject.plan.plan else None) or "PEN"


def prints_marked(subject: Subject, total: Total) -> bool:
    """Whether the deliverables print a mark after it because it is illustrative."""
    name = total.mention.rpartition(".")[2]
    drawn = subject.plan.action_plan if total.record.record_kind in {"plan", "strategy"} else None
    return subject.is_illustrative(total.record, name) or bool(
        drawn and subject.is_illustrative(drawn, "actions")
    )


def misstated(subject: Subject) -> Iterator[tuple[Typed, Total, bool]]:
    """Typed amounts that a sentence says to be a total of the plan and are not; whether it names the plan."""
    known: dict[str, Total | None] = {}
    for typed in subject.typed:
        if CURRENCIES.get(typed.sign) != currency_of(subject) or typed.value is None:
            continue
        name, named = _said_total(typed)
        after = folded(typed.prose[typed.end : typed.end + _AFTER])
        if not name or (_PART_OF_GRANT if name == "grant" else _PART_ONLY).match(after):
            continue
        if name not in known:
            known[name] = plan_total(subject, name)
        total, quantity = known[name], typed_quantity(typed, to_the_digit=True)
        if total and quantity and not quantity.low <= total.amount <= quantity.high:
            yield typed, total, named


def _said_total(typed: Typed) -> tuple[str, bool]:
    """Which total of the plan the words before a number name (empty: none), and whether they name the plan.

    A sentence with one year may speak of that year alone.
    """
    first, last = sentence_around(typed)
    before = folded(typed.prose[max(first, typed.opening - _BEFORE) : typed.opening])
    path = typed.visit.path
    for name, pattern in _NAMED:
        match = pattern.search(before)
        if match and (not path.startswith(_OF_ITSELF) or " total del " in match[0]):
            return ("", False) if len(years_in(typed.prose[first:last])) == 1 else (name, True)
    for name, pattern in _BARE:
        if path.startswith(_OF_THE_PLAN) and pattern.search(before):
            return ("", False) if len(years_in(typed.prose[first:last])) == 1 else (name, False)
    return "", False
