"""Rules of numbers typed in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from plangen.checks.fact_words import Said, contradicted, said_of_facts, sentence_of
from plangen.checks.folding import folded
from plangen.checks.numerals import Typed, stems
from plangen.checks.plan_totals import CURRENCIES, LEAST, currency_of, misstated, prints_marked, totals
from plangen.checks.quantities import is_scaled, shown_fact, shown_typed, typed_quantity, unit_of
from plangen.checks.rule import End, Found, found
from plangen.checks.subject import Subject
from plangen.plan.model import Fact

_SWAP = str.maketrans(".,", ",.")
_LIST_WORD = 14
_SPACES = str.maketrans("\u00a0\u202f", "  ")
_CERTAIN_DIGITS = 4
_POINTS = re.compile(
    r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,}|[0-9]{1,3}(?: [0-9]{3})+,[0-9]+|0,[0-9]+"
)
_COMMA = re.compile(r"[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})\Z")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}\Z")
_LISTED = re.compile(
    r"\b(?:articulos?|arts?|paginas?|pags?|pp|zonas?|lotes?|numerales|numeral|incisos?|tablas?|figuras?|cuadros?"
    r"|numeros?|mesas?|grupos?|fases?|etapas?|semanas?|meses|mes|dias|anexos?|items?)\.?\s*\Z"
)
_GOES_ON = re.compile(r"\s*(?:y|o|e|u)\s+[0-9]")
_COUNTED = stems("productores personas familias empresas cajas socios hogares trabajadores jornales turistas")


def number_against_fact(subject: Subject) -> Iterator[Found]:
    """A number typed in prose contradicts a fact of the plan.

    Why: a reader who meets two values for the same thing trusts neither, and asks which one the plan uses.
    Source: coherence of the method: one datum, one place; text, tables and annexes must agree.

    Wrong:
        facts:
          - {id: DAT-1, label: Superficie de café certificada, value: 1250, unit: ha, year: 2025}
        cluster:
          definition: La superficie de café certificada es de 1,800 ha.
    Right:
        facts:
          - {id: DAT-1, label: Superficie de café certificada, value: 1250, unit: ha, year: 2025}
        cluster:
          definition: La superficie de café certificada es de [[DAT-1]].
    """
    for said, fact in contradicted(subject):
        typed = said.typed
        yield _in_prose(
            found(
                typed.visit.record,
                _field(subject, typed),
                End(fact, "value"),
                typed=shown_typed(typed, unit_of(fact.unit or "")[1]),
                fact=subject.name(fact),
                value=shown_fact(fact),
                mention=f"[[{fact.id}]]",
            ),
            typed,
        )


def typed_fact(subject: Subject) -> Iterator[Found]:
    """A number typed in prose is that of a fact, which the text could mention.

    Why: typed twice, it is corrected once; a mention follows the fact and brings its unit and its source.
    Source: a convention of ours, from the method's rule of one datum in one place.

    Wrong:
        facts: [{id: DAT-1, label: Leche acopiada, value: 46550, unit: litros por día, year: 2025}]
        industry:
          market: La leche acopiada en el valle suma 46,550 litros por día.
    Right:
        facts: [{id: DAT-1, label: Leche acopiada, value: 46550, unit: litros por día, year: 2025}]
        industry:
          market: "La leche acopiada en el valle suma [[DAT-1]]."
    """
    for said in said_of_facts(subject):
        facts, sure = _same(said)
        if facts:
            names = " o ".join(subject.name(fact) for fact in facts[:3])
            mention = " o ".join(f"[[{fact.id}]]" for fact in facts[:3])
            ends = (End(facts[0], "value"),) if len(facts) == 1 else ()
            made = found(
                said.typed.visit.record,
                _field(subject, said.typed),
                *ends,
                typed=shown_typed(said.typed, unit_of(facts[0].unit or "")[1]),
                fact=names,
                mention=mention,
            )
            printed = _printed_as(subject, said.typed, facts[0]) if sure and len(facts) == 1 else 0
            yield replace(_in_prose(made, said.typed, printed), mend=mention if printed else None)


def typed_total(subject: Subject) -> Iterator[Found]:
    """An amount typed in prose is a total that the plan reckons by itself.

    Why: totals change with every quotation; the typed one stays behind and contradicts the tables.
    Source: a convention of ours; that the totals of text, table and annex differ is a frequent observation.

    Wrong:
        action_plan:
          actions:
            - id: ACT-1
              description: El laboratorio de catación cuesta S/ 198,000 y lo usan todos los socios.
              activities: [{id: ACT-1.1, name: Equipos, cost: 198000}]
    Right:
        action_plan:
          actions:
            - id: ACT-1
              description: "El laboratorio de catación cuesta [[ACT-1.cost]] y lo usan todos los socios."
              activities: [{id: ACT-1.1, name: Equipos, cost: 198000}]
    """
    sign = currency_of(subject)
    amounts = [
        typed
        for typed in subject.typed
        if typed.value is not None and typed.value >= LEAST and CURRENCIES.get(typed.sign) == sign
    ]
    known = totals(subject) if amounts else {}
    for typed in amounts:
        same = known.get(typed.value, ()) if typed.value is not None and not is_scaled(typed) else ()
        if len(same) == 1:
            mention = f"[[{same[0].mention}]]"
            printed = typed.shown.translate(_SPACES) == subject.money(same[0].amount).translate(_SPACES)
            safe = printed and not prints_marked(subject, same[0])
            made = found(
                typed.visit.record,
                _field(subject, typed),
                typed=typed.shown,
                mention=mention,
            )
            yield replace(_in_prose(made, typed), mend=mention if safe else None)


def total_against_plan(subject: Subject) -> Iterator[Found]:
    """A sentence gives the plan's total cost, grant or counterpart with another amount than the computed one.

    Why: it is the first sum a reviewer adds up; if text and budget differ, the whole budget is in doubt.
    Source: coherence of the method: the sum of the activities is the cost of the action and of the plan.

    Wrong:
        plan: {id: cafe}
        summary:
          challenge: El plan cuesta S/ 210,000 y se ejecuta en dos campañas.
        action_plan:
          actions: [{id: ACT-1, activities: [{id: ACT-1.1, name: Equipos, cost: 198000}]}]
    Right:
        plan: {id: cafe}
        summary:
          challenge: "El plan cuesta [[plan.cost]] y se ejecuta en dos campañas."
        action_plan:
          actions: [{id: ACT-1, activities: [{id: ACT-1.1, name: Equipos, cost: 198000}]}]
    """
    for typed, total, named in misstated(subject):
        mention = f"[[{total.mention}]]"
        plan = subject.plan.action_plan
        made = found(
            typed.visit.record,
            _field(subject, typed),
            *((End(plan, "actions"),) if plan else ()),
            typed=shown_typed(typed, unit_of(typed.sign)[1]),
            total=subject.money(total.amount),
            mention=mention,
        )
        whole = named and not is_scaled(typed)
        yield replace(_in_prose(made, typed), mend=mention if whole else None)


def decimal_comma(subject: Subject) -> Iterator[Found]:
    """A number is typed with a comma for decimals or with points for thousands.

    Why: the plan prints the other way round, as Peru does; beside a table, 1.234 reads as one and a bit.
    Source: usage in Peru (decimal point, comma for thousands); practice of review.

    Wrong:
        industry:
          market: La merma bajó a 12,5 % y las ventas sumaron S/ 1.234.500.
    Right:
        industry:
          market: La merma bajó a 12.5 % y las ventas sumaron S/ 1,234,500.
    """
    for typed in subject.typed:
        right = _with_point(typed)
        if right:
            made = found(typed.visit.record, _field(subject, typed), typed=typed.text, right=right)
            yield replace(made, start=typed.start, end=typed.end)


def _field(subject: Subject, typed: Typed) -> str:
    """The author's keys from the record to the text."""
    above = subject.index.path_of(typed.visit.record)
    return typed.visit.path[len(above) :].lstrip("/")


def _in_prose(made: Found, typed: Typed, end: int = 0) -> Found:
    return replace(made, start=typed.opening, end=end or typed.end)


def _same(said: Said) -> tuple[tuple[Fact, ...], bool]:
    """The facts that a typed number is, and whether its sentence leaves no doubt of it.

    A number of few digits is met by chance: it takes the words of the label beside it.
    """
    equal = [pair for pair in said.facts.by_value.get(said.quantity.value, ()) if pair[0].to is None]
    if not equal:
        return (), False
    sentence = sentence_of(said.typed)
    spoken = tuple(fact for fact, interval in equal if sentence.speaks_of(fact, interval.unit, 1))
    fits = tuple(fact for fact, _ in equal if not sentence.years or fact.year in sentence.years)
    digits = sum(letter.isdigit() for letter in said.typed.text.rstrip("0"))
    return (spoken, True) if spoken else (fits if digits >= _CERTAIN_DIGITS else (), False)


def _printed_as(subject: Subject, typed: Typed, fact: Fact) -> int:
    """Where the unit ends, if number and unit are typed as the fact prints and no mark follows it; else 0."""
    if fact.value is None or fact.qualifier or typed.sign or subject.is_illustrative(fact, "value"):
        return 0
    printed = f"{subject.number(fact.value)} {fact.unit}"
    end = typed.start + len(printed)
    same = typed.prose[typed.start : end].translate(_SPACES) == printed
    return end if same and not typed.prose[end : end + 1].isalnum() else 0


def _with_point(typed: Typed) -> str:
    """The number as the plan prints numbers; empty where it is so, or where it may be a list of numbers."""
    text = typed.text.translate(_SPACES)
    swapped = text.replace(" ", ".").translate(_SWAP)
    if _POINTS.fullmatch(text):
        return swapped
    if _COMMA.match(text):
        before = folded(typed.prose[max(0, typed.opening - _LIST_WORD) : typed.opening])
        listed = _LISTED.search(before) or _GOES_ON.match(typed.prose, typed.end)
        return "" if listed else swapped
    if _THOUSANDS.match(text) and (typed.sign in CURRENCIES or _counts_things(typed)):
        return swapped
    return ""


def _counts_things(typed: Typed) -> bool:
    """Whether what follows cannot be had in thousandths."""
    quantity = typed_quantity(typed)
    return quantity is not None and bool(quantity.unit) and quantity.unit[0] in _COUNTED
