"""Rules of part 2, the market: its series and the five forces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from itertools import product

from plangen.checks.folding import folded, matched
from plangen.checks.rule import End, Found, found
from plangen.checks.shares import TOLERANCE
from plangen.checks.subject import Subject
from plangen.checks.units import Unit, read_unit
from plangen.plan.model import Force, Point, Series

_FORCES = ("rivalry", "entrants", "substitutes", "suppliers", "buyers")
_WHOLE = 100 + TOLERANCE
_PRICE_TOLERANCE = Decimal("0.05")
_EXACT = Context(prec=200)
_WORD = re.compile(r"[a-z]{2,}")
_EMPTY_WORDS = "al de del el en la las los para por se su sus un una con como segun fob us kg"
_MEASURE_STEMS = "valor volum preci medio media prome unita impli canti monto anual miles millo total"
"""Starts of words that say what a series measures or how, not of what it speaks."""


def series_without_unit(subject: Subject) -> Iterator[Found]:
    """A series has no unit, or no points.

    Why: a chart without unit cannot be read; one without points is an empty frame.
    Source: method of cluster plans: every series with unit, year and source.

    Wrong:
        industry:
          series:
            - id: SER-1
              title: Exportación de café de Cajamarca
              kind: bar
              points: [{period: 2024, value: 61.2}]
    Right:
        industry:
          series:
            - id: SER-1
              title: Exportación de café de Cajamarca
              unit: miles de t
              kind: bar
              points: [{period: 2024, value: 61.2}]
    """
    for series in _series(subject):
        lacking = [] if (series.unit or "").strip() else ["unit"]
        lacking += [] if series.points else ["points"]
        if lacking:
            yield found(series, lacking[0], lacking=", ".join(lacking))


def point_without_source(subject: Subject) -> Iterator[Found]:
    """Points of a series have no source.

    Why: market figures are the first thing an evaluator looks up; without source they are opinion. What the
    plan declares as illustrative (`plan.illustrative`) needs none.
    Source: method of cluster plans: every series with unit, year and source.

    Wrong:
        industry:
          series:
            - id: SER-1
              title: Producción de leche fresca
              unit: t
              points: [{period: 2024, value: 379000}]
    Right:
        industry:
          series:
            - id: SER-1
              title: Producción de leche fresca
              unit: t
              points: [{period: 2024, value: 379000, source: FTE-1}]
        sources: [{id: FTE-1, title: Anuario estadístico agrario}]
    """
    for series in _series(subject):
        bare = [one for one in series.points if one.value is not None and one.source is None]
        left = [one for one in bare if not subject.is_illustrative(one, "value")]
        if left:
            names = ", ".join(one.period or one.category or "" for one in left)
            yield found(left[0], "", series=subject.name(series), points=names)


def price_against_volume(subject: Subject) -> Iterator[Found]:
    """A price is not value divided by volume, by more than five per cent beyond roundings.

    Why: value, volume and price of the same thing are tied by a division that every analyst makes; if it
    fails, one of the three is of another year, another product or another unit. Only series of the same
    scope are compared, whose titles speak of the same thing and whose units leave no doubt.
    Source: arithmetic; method of cluster plans: the price is about value over volume. The five per cent are
    ours.

    Wrong:
        industry:
          series:
            - id: SER-1
              title: Exportación de café en valor
              unit: millones de US$
              scope: Cajamarca
              points: [{period: 2024, value: 210}]
            - {id: SER-2, title: Exportación de café en volumen, unit: t, scope: Cajamarca,
               points: [{period: 2024, value: 50000}]}
            - {id: SER-3, title: Precio FOB del café, unit: US$ por kg, scope: Cajamarca,
               points: [{period: 2024, value: 3.10}]}
    Right:
        industry:
          series:
            - id: SER-1
              title: Exportación de café en valor
              unit: millones de US$
              scope: Cajamarca
              points: [{period: 2024, value: 210}]
            - {id: SER-2, title: Exportación de café en volumen, unit: t, scope: Cajamarca,
               points: [{period: 2024, value: 50000}]}
            - {id: SER-3, title: Precio FOB del café, unit: US$ por kg, scope: Cajamarca,
               points: [{period: 2024, value: 4.20}]}
    """
    for scope in _scopes(subject):
        for price in scope:
            pairs = [pair for pair in _pairs(scope, price) if price.unit.is_price]
            if len(pairs) == 1:
                yield from _against(subject, price, *pairs[0])


def shares_over_100(subject: Subject) -> Iterator[Found]:
    """The shares of a series total more than 100.

    Why: shares of a whole cannot be more than the whole; a category is counted twice or a figure is of
    another year.
    Source: arithmetic; method of cluster plans: destination shares do not pass 100 %.

    Wrong:
        industry:
          series:
            - id: SER-1
              title: Destinos del pisco exportado
              unit: '%'
              kind: share
              points: [{category: Chile, value: 48}, {category: Estados Unidos, value: 61}]
    Right:
        industry:
          series:
            - id: SER-1
              title: Destinos del pisco exportado
              unit: '%'
              kind: share
              points: [{category: Chile, value: 39}, {category: Estados Unidos, value: 61}]
    """
    for series in _series(subject):
        if series.kind == "share" and _is_percent(series.unit):
            # what is named by its period is one share over the years, not parts of a whole
            parts = [one.value for one in series.points if one.period is None and one.value is not None]
            total = sum(parts, Decimal(0))
            if total > _WHOLE:
                yield found(series, "points", total=subject.number(total))


def missing_force(subject: Subject) -> Iterator[Found]:
    """One or more of the five forces are not rated for a prioritised segment.

    Why: the five forces say whether the chosen business lets anybody earn; with one missing, the answer is
    open.
    Source: method of cluster plans, after Porter's five forces, for each prioritised segment.

    Wrong:
        segmentation:
          segments: [{id: SEG-1, name: Café de especialidad, decision: prioritised}]
        industry:
          forces:
            - {segment: SEG-1, force: rivalry, today: 3}
            - {segment: SEG-1, force: entrants, today: 2}
            - {segment: SEG-1, force: substitutes, today: 2}
            - {segment: SEG-1, force: suppliers, today: 1}
    Right:
        segmentation:
          segments: [{id: SEG-1, name: Café de especialidad, decision: prioritised}]
        industry:
          forces:
            - {segment: SEG-1, force: rivalry, today: 3}
            - {segment: SEG-1, force: entrants, today: 2}
            - {segment: SEG-1, force: substitutes, today: 2}
            - {segment: SEG-1, force: suppliers, today: 1}
            - {segment: SEG-1, force: buyers, today: 4}
    """
    if subject.plan.industry is None:
        return
    forces: dict[tuple[str, str], Force] = {
        (one.segment, one.force): one for one in subject.plan.industry.forces
    }
    for segment in subject.prioritised:
        given = {name: forces.get((segment.id, name)) for name in _FORCES}
        lacking = [name for name, force in given.items() if force is None or force.today is None]
        if lacking:
            unrated = (End(force, "force") for force in given.values() if force and force.today is None)
            end = End(segment, "decision", "prioritised-here")
            yield found(segment, "", end, *unrated, lacking=", ".join(lacking))


def force_without_grounds(subject: Subject) -> Iterator[Found]:
    """A force is rated with neither drivers nor evidence.

    Why: a 4 without reasons cannot be discussed, nor mended when the market changes.
    Source: method of cluster plans: each rating goes with its drivers and its evidence.

    Wrong:
        segmentation:
          segments: [{id: SEG-1, name: Quesos madurados}]
        industry:
          forces: [{segment: SEG-1, force: buyers, today: 5}]
    Right:
        segmentation:
          segments: [{id: SEG-1, name: Quesos madurados}]
        industry:
          forces:
            - segment: SEG-1
              force: buyers
              today: 5
              drivers: Tres cadenas compran casi todo y cambian de proveedor sin costo.
    """
    for force in subject.plan.industry.forces if subject.plan.industry else ():
        if not (force.drivers or "").strip() and not force.evidence and _rating(force):
            segment, field = subject.named(force.segment), _rating(force)
            yield found(force, field, segment=segment, force=force.force)


def _series(subject: Subject) -> tuple[Series, ...]:
    return subject.plan.industry.series if subject.plan.industry else ()


def _rating(force: Force) -> str:
    """The field in which a force is rated; empty where it is not."""
    return "today" if force.today is not None else "future" if force.future is not None else ""


def _is_percent(unit: str | None) -> bool:
    words = folded(unit or "%")
    return "%" in words or words.startswith(("porcent", "por ciento"))


@dataclass(frozen=True, slots=True)
class _Measured:
    """A series whose unit is understood, with its points by period and what its title speaks of."""

    series: Series
    unit: Unit
    topic: frozenset[str]

    @property
    def points(self) -> Mapping[str, tuple[Point, Decimal]]:
        """The points of a period that have a value, with it."""
        points = ((one.period, one, one.value) for one in self.series.points)
        return {period: (one, value) for period, one, value in points if period and value is not None}


def _scopes(subject: Subject) -> Iterator[list[_Measured]]:
    """The series of each scope that may be value, volume or price; none without a scope."""
    found: dict[str, list[_Measured]] = {}
    for series in _series(subject):
        scope, unit = matched(series.scope or ""), read_unit(series.unit)
        if scope and unit is not None:
            found.setdefault(scope, []).append(_Measured(series, unit, _topic(series.title)))
    return (scope for scope in found.values() if len(scope) > 2)


def _topic(title: str | None) -> frozenset[str]:
    """The stems of what a title speaks of, without the words of measure."""
    words = set(_WORD.findall(folded(title or ""))).difference(_EMPTY_WORDS.split())
    return frozenset(word[:5] for word in words).difference(_MEASURE_STEMS.split())


def _pairs(scope: list[_Measured], price: _Measured) -> list[tuple[_Measured, _Measured]]:
    """The values and volumes that a price may be the quotient of."""
    values = [one for one in scope if one.unit.is_value and one.unit.of == price.unit.of]
    volumes = [one for one in scope if one.unit.is_volume and one.unit.of == price.unit.per]
    return [
        (value, volume)
        for value, volume in product(values, volumes)
        if price.topic <= value.topic and value.topic == volume.topic
    ]


def _against(subject: Subject, price: _Measured, value: _Measured, volume: _Measured) -> Iterator[Found]:
    values, volumes = value.points, volume.points
    scale = value.unit.factor / volume.unit.factor / price.unit.factor
    for period, (point, said) in price.points.items():
        if period not in values or period not in volumes:
            continue
        (value_point, amount), (volume_point, quantity) = values[period], volumes[period]
        if amount <= 0 or quantity <= _half(quantity) or not _is_off(said, amount, quantity, scale):
            continue
        expected = _rounded(amount / quantity * scale, said)
        yield found(
            point,
            "value",
            End(value_point, "value"),
            End(volume_point, "value"),
            period=period,
            series=subject.name(price.series),
            price=f"{subject.number(said)} {price.series.unit}",
            value=f"{value.series.id}: {subject.number(amount)} {value.series.unit}",
            volume=f"{volume.series.id}: {subject.number(quantity)} {volume.series.unit}",
            expected=f"{subject.number(expected)} {price.series.unit}",
        )


def _is_off(said: Decimal, amount: Decimal, quantity: Decimal, scale: Decimal) -> bool:
    """Whether no numbers that round to these three are within the tolerance."""
    least = (amount - _half(amount)) / (quantity + _half(quantity)) * scale
    most = (amount + _half(amount)) / (quantity - _half(quantity)) * scale
    low, high = least * (1 - _PRICE_TOLERANCE), most * (1 + _PRICE_TOLERANCE)
    return said + _half(said) < low or said - _half(said) > high


def _half(value: Decimal) -> Decimal:
    """Half a unit of the last decimal typed."""
    return Decimal(5).scaleb(int(value.as_tuple().exponent) - 1)


def _rounded(value: Decimal, like: Decimal) -> Decimal:
    """A value with as many decimals as another was typed with, two at least where it is small."""
    last = int(like.as_tuple().exponent)
    return value.quantize(Decimal(1).scaleb(last if value >= 100 else min(last, -2)), context=_EXACT)
