"""Rules of facts and sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from plangen.checks.folding import folded, matched
from plangen.checks.quantities import quantity_of, shown_fact
from plangen.checks.rule import End, Found, found
from plangen.checks.subject import Subject
from plangen.plan.model import Fact, Measure, Record

_UNDATED = re.compile(
    r"\bsin (?:fecha|ano)\b|\bs\. ?f\."
    r"|\bno (?:lleva|trae|tiene|dice|indica|declara|consigna) (?:la |el )?(?:fecha|ano)\b"
)
_PERIOD = re.compile(r"(?:19|20)[0-9]{2}")
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*")
_SEGMENT_FIGURES = ("size", "growth", "margin", "companies")
_LINK_FIGURES = ("companies", "jobs", "price", "margin")
_ONLINE = ("web", "press")
_ALIKE = 20
"""Facts of one label, scope and year that the later ones are compared with."""


def fact_without_source(subject: Subject) -> Iterator[Found]:
    """A fact that is not declared as reckoned, estimated or assumed names no source.

    Why: a figure that nobody can look up is an opinion; the reviewer strikes it, and what rests on it.
    Source: practice of evaluation; the plan's own rule that every figure says where it is from.

    Wrong:
        facts: [{id: DAT-1, label: Cooperativas cafetaleras, value: 38, unit: cooperativas, year: 2025}]
    Right:
        facts:
          - id: DAT-1
            label: Cooperativas cafetaleras
            value: 38
            unit: cooperativas
            year: 2025
            source: FTE-1
        sources: [{id: FTE-1, title: Padrón de cooperativas, publisher: Gobierno regional, year: 2025}]
    """
    for fact in subject.plan.facts:
        sourced = fact.status in {None, "sourced"}
        if sourced and fact.source is None and fact.value is not None and not subject.is_illustrative(fact):
            yield found(fact, value=shown_fact(fact))


def fact_without_year(subject: Subject) -> Iterator[Found]:
    """A fact does not say of which year it is.

    Why: figures of different years cannot be compared, and nobody knows whether this one still holds. A
    period (`2023-2024`) in `scope` will do, and so will a `scope` or `note` that says that there is no date.
    Source: practice of statistics and of evaluation.

    Wrong:
        facts: [{id: DAT-1, label: Precio en chacra, value: 9.5, unit: soles por kg, status: estimate}]
    Right:
        facts:
          - {id: DAT-1, label: Precio en chacra, value: 9.5, unit: soles por kg, year: 2025, status: estimate}
    """
    dated = {"assumption", "illustrative"}
    for fact in subject.plan.facts:
        if fact.year is not None or fact.value is None or fact.status in dated:
            continue
        said = _PERIOD.search(fact.scope or "") or _UNDATED.search(folded(f"{fact.scope} {fact.note}"))
        if not said and not subject.is_illustrative(fact):
            yield found(fact, value=shown_fact(fact))


def conflicting_facts(subject: Subject) -> Iterator[Found]:
    """Two facts of the same label, scope and year give different values.

    Why: whoever reads both does not know which one the plan stands on; each table may use another.
    Source: coherence of the method: one datum, one place; published figures of different scope stay apart.

    Wrong:
        facts:
          - {id: DAT-1, label: Productores del clúster, value: 2200, unit: productores, year: 2025}
          - {id: DAT-2, label: Productores del clúster, value: 2500, unit: productores, year: 2025}
    Right:
        facts:
          - {id: DAT-1, label: Productores del clúster, value: 2200, year: 2025, scope: con contrato vigente}
          - {id: DAT-2, label: Productores del clúster, value: 2500, year: 2025, scope: todo el valle}
    """
    alike: dict[tuple[str, str, int | None], list[Fact]] = {}
    for fact in subject.plan.facts:
        if fact.label and fact.value is not None:
            alike.setdefault((matched(fact.label), matched(fact.scope or ""), fact.year), []).append(fact)
    for facts in alike.values():
        for at, fact in enumerate(facts):
            other = next((one for one in facts[: min(at, _ALIKE)] if _conflict(one, fact)), None)
            if other is not None:
                values = {"value": shown_fact(fact), "other": subject.name(other), "said": shown_fact(other)}
                yield found(fact, "value", End(other, "value", "the-other"), **values)


def fact_range_reversed(subject: Subject) -> Iterator[Found]:
    """The upper end of a range is not above its lower end.

    Why: `between 1,500 and 1,200` is read as a slip, and nobody knows which of the two is right.
    Source: arithmetic.

    Wrong:
        facts: [{id: DAT-1, label: Rendimiento, value: 28, to: 24, unit: quintales por ha, year: 2025}]
    Right:
        facts: [{id: DAT-1, label: Rendimiento, value: 24, to: 28, unit: quintales por ha, year: 2025}]
    """
    for fact in subject.plan.facts:
        if fact.value is not None and fact.to is not None and fact.to <= fact.value:
            ends = {"value": subject.number(fact.value), "to": subject.number(fact.to)}
            yield found(fact, "to", End(fact, "value", "starts-here"), **ends)


def derived_without_formula(subject: Subject) -> Iterator[Found]:
    """A fact declared as derived does not say what it is reckoned from.

    Why: a reckoning is checked by repeating it; without the formula the figure has neither source nor proof.
    Source: practice of evaluation; a convention of ours for the field.

    Wrong:
        facts: [{id: DAT-1, label: Precio medio, value: 0.68, unit: US$ por kg, year: 2025, status: derived}]
    Right:
        facts:
          - id: DAT-1
            label: Precio medio
            value: 0.68
            unit: US$ por kg
            year: 2025
            status: derived
            formula: valor exportado / volumen exportado
    """
    for fact in subject.plan.facts:
        if fact.status == "derived" and not fact.formula and fact.value is not None:
            yield found(fact, "", End(fact, "status"), value=shown_fact(fact))


def unused_fact(subject: Subject) -> Iterator[Found]:
    """No part of the plan refers to a fact: no field, no text, no formula of another fact.

    Why: a datum that argues nothing makes the annex longer and hides the ones that do.
    Source: a convention of ours.

    Wrong:
        facts: [{id: DAT-1, label: Cooperativas cafetaleras, value: 38, unit: cooperativas}]
    Right:
        cluster: {definition: "El valle reúne [[DAT-1]]."}
        facts: [{id: DAT-1, label: Cooperativas cafetaleras, value: 38, unit: cooperativas}]
    """
    facts = subject.plan.facts
    used = subject.referred if facts else frozenset()
    reckoned = {word for fact in facts if fact.formula for word in _ID.findall(fact.formula)}
    yield from (found(fact) for fact in facts if fact.id not in used and fact.id not in reckoned)


def unused_source(subject: Subject) -> Iterator[Found]:
    """Nothing in the plan refers to a source: no fact, no figure, no citation.

    Why: a list of sources is read as the list of what the plan stands on; one that nothing cites is padding.
    Source: usage of references: what is listed is cited.

    Wrong:
        sources: [{id: FTE-1, title: Censo agropecuario, publisher: INEI, year: 2012}]
    Right:
        cluster: {definition: "Los productores viven de parcelas de menos de tres hectáreas [@FTE-1]."}
        sources: [{id: FTE-1, title: Censo agropecuario, publisher: INEI, year: 2012}]
    """
    used = subject.referred if subject.plan.sources else frozenset()
    yield from (found(source) for source in subject.plan.sources if source.id not in used)


def figure_without_source(subject: Subject) -> Iterator[Found]:
    """A figure typed in a segment or in the value chain lacks its source or its year.

    Why: size, growth, prices and jobs carry the decision between segments, so each must be easy to look up.
    Figures under `plan.illustrative` need neither, nor do margins beside a price: those are reckoned.
    Source: practice of evaluation; the plan's own rule that every figure says where it is from.

    Wrong:
        industry:
          chain:
            links: [{id: ESL-1, name: Producción, companies: 120}]
    Right:
        industry:
          chain:
            links: [{id: ESL-1, name: Producción, companies: {value: 120, year: 2025, source: FTE-1}}]
        sources: [{id: FTE-1, title: Padrón de productores, publisher: Gobierno regional, year: 2025}]
    """
    for record, field, measure in _typed_figures(subject):
        lacking = [name for name in ("source", "year") if getattr(measure, name) is None]
        if lacking and not subject.is_illustrative(record, field):
            value = f"{subject.number(measure.value or Decimal(0))} {measure.unit or ''}".strip()
            yield found(record, f"{field}/value", figure=field, value=value, lacking=", ".join(lacking))


def source_not_traceable(subject: Subject) -> Iterator[Found]:
    """A source lacks its title, publisher or year, or, if it is a page, its address or the day it was read.

    Why: a reviewer opens two or three sources; if the first cannot be found, the others are not believed. A
    law is found by its number and an undated page by the day it was read: those need no year; a press note
    keeps its date, so that it needs no day of reading.
    Source: usage of references (ISO 690): pages change, so the address and the day it was read are given.

    Wrong:
        sources: [{id: FTE-1, title: Exportación de palta, publisher: Agraria, year: 2025, kind: web}]
    Right:
        sources:
          - id: FTE-1
            title: Exportación de palta
            publisher: Agraria
            year: 2025
            kind: web
            url: https://agraria.pe/noticias/palta
            accessed: 2026-03-02
    """
    for source in subject.plan.sources:
        wanted = ["title", "publisher"]
        if source.kind != "law" and not (source.kind in _ONLINE and source.accessed):
            undated = _UNDATED.search(folded(f"{source.title} {source.publisher}"))
            wanted += [] if undated else ["year"]
        wanted += ["url"] if source.kind in _ONLINE else []
        wanted += ["accessed"] if source.kind == "web" else []
        lacking = [name for name in wanted if getattr(source, name) is None]
        if lacking:
            yield found(source, lacking=", ".join(lacking))


def _conflict(one: Fact, other: Fact) -> bool:
    first, second = quantity_of(one), quantity_of(other)
    if first is None or second is None:
        return False
    return first.unit != second.unit or not first.touches(second)


def _typed_figures(subject: Subject) -> Iterator[tuple[Record, str, Measure]]:
    """The figures typed where they are used, each with its record and the author's field."""
    chain = subject.plan.industry.chain if subject.plan.industry else None
    places: list[tuple[Record, tuple[str, ...]]] = [(one, _SEGMENT_FIGURES) for one in subject.segments]
    places += [(one, _LINK_FIGURES if one.price is None else _LINK_FIGURES[:-1]) for one in subject.links]
    places += [(one, ("volume",)) for one in chain.flows] if chain else []
    for record, fields in places:
        for field in fields:
            measure = getattr(record, field)
            if measure is not None and measure.fact is None and measure.value is not None:
                yield record, field, measure
