"""Part 8, values: baselines, targets and what each kind of indicator may hold."""

from __future__ import annotations

from collections.abc import Iterator

from plangen.checks.indicator_course import first_fall, fits, is_percent, setback, values
from plangen.checks.rule import End, Found, found
from plangen.checks.subject import Subject

_RANGES = (("percentage", "0–100"), ("count", "0, 1, 2, 3…"))


def missing_baseline(subject: Subject) -> Iterator[Found]:
    """An indicator has neither a baseline nor a commitment to take one.

    Why: without a starting point nobody can say later whether the plan changed anything.
    Source: practice of the indicator sheet, which CEPLAN's guide sets for Peruvian plans; so is leaving the
    baseline pending, with a date and an owner.

    Wrong:
        indicators: [{id: IND-1, name: Precio por kilo de café, targets: {2030: 14}}]
    Right:
        indicators:
          - {id: IND-1, name: Precio por kilo de café, baseline: {value: 11, year: 2025}, targets: {2030: 14}}
          - {id: IND-2, name: Puntaje de taza, baseline: {pending: {date: 2027-06-30}}}
    """
    for indicator in subject.indicators:
        baseline = indicator.baseline
        if baseline is None or (baseline.value is None and baseline.pending is None):
            yield found(indicator, "baseline")


def pending_without_owner(subject: Subject) -> Iterator[Found]:
    """A baseline is left for later without a date or without somebody who takes it.

    Why: a baseline that is nobody's, or for no day, is never taken; the target is then compared with nothing.
    Source: practice of follow-up: what is pending has a date and an owner.

    Wrong:
        management: {posts: [{id: PTO-1, name: Gerencia}]}
        indicators: [{id: IND-1, baseline: {pending: {responsible: PTO-1}}}]
    Right:
        management: {posts: [{id: PTO-1, name: Gerencia}]}
        indicators: [{id: IND-1, baseline: {pending: {date: 2027-06-30, responsible: PTO-1}}}]
    """
    for indicator in subject.indicators:
        baseline = indicator.baseline
        if baseline is None or baseline.value is not None or baseline.pending is None:
            continue
        said = {"date": baseline.pending.date, "responsible": baseline.pending.responsible}
        absent = [name for name, value in said.items() if value is None]
        if absent:
            yield found(indicator, "baseline/pending", fields=", ".join(absent))


def baseline_after_plan(subject: Subject) -> Iterator[Found]:
    """The year of a baseline is after the plan's date.

    Why: nobody has measured yet what is still to come; the value is an estimate or the year is mistaken.
    Source: arithmetic of dates; practice of baselines.

    Wrong:
        plan: {id: cafe-jaen, date: 2026-11-16}
        indicators: [{id: IND-1, baseline: {value: 11, year: 2027}}]
    Right:
        plan: {id: cafe-jaen, date: 2026-11-16}
        indicators: [{id: IND-1, baseline: {value: 11, year: 2026}}]
    """
    plan = subject.plan.plan
    if plan is None or plan.date is None:
        return
    for indicator in subject.indicators:
        baseline = indicator.baseline
        if baseline is None or baseline.value is None or baseline.year is None:
            continue
        if baseline.year > plan.date.year:
            limit = End(plan, "date", "limit-here")
            yield found(indicator, "baseline/year", limit, year=baseline.year, date=plan.date)


def missing_targets(subject: Subject) -> Iterator[Found]:
    """An indicator has no target.

    Why: without a target the plan promises nothing, and no follow-up can say whether it is on its way.
    Source: practice of the indicator sheet, which CEPLAN's guide sets for Peruvian plans.

    Wrong:
        indicators: [{id: IND-1, name: Hatos con registro, baseline: {value: 40, year: 2025}}]
    Right:
        indicators: [{id: IND-1, name: Hatos con registro, targets: {2028: 60, 2030: 90}}]
    """
    for indicator in subject.indicators:
        if not indicator.targets:
            yield found(indicator, "targets")


def target_against_direction(subject: Subject) -> Iterator[Found]:
    """The targets of an indicator go against its direction, or lead nowhere.

    The first wrong step is shown. An indicator to keep may stray 10 % from where it starts. Of running totals
    only the step from the baseline and the end are judged, and only where they are to grow.

    Why: a target below the starting point, or equal to it at the end, promises to get worse or to do nothing.
    Source: CEPLAN's application, which infers the direction from successive targets; the 10 % is ours.

    Wrong:
        indicators:
          - {id: IND-1, direction: up, baseline: {value: 40}, targets: {2027: 55, 2028: 50, 2030: 80}}
    Right:
        indicators:
          - {id: IND-1, direction: up, baseline: {value: 40}, targets: {2027: 50, 2028: 55, 2030: 80}}
    """
    for indicator in subject.indicators:
        wrong = setback(indicator)
        if wrong is not None:
            before, after = wrong
            yield found(
                indicator,
                after.field,
                End(indicator, before.field, "the-other"),
                End(indicator, "direction"),
                year=after.year,
                target=subject.number(after.value),
                before=subject.number(before.value),
                direction=indicator.direction,
            )


def value_out_of_range(subject: Subject) -> Iterator[Found]:
    """A baseline, target or actual has a value that its kind of indicator cannot have.

    A percentage goes from 0 to 100, a count has neither sign nor decimals, the rest is not negative. A
    variation is free, and so is the sign of a balance, a profit or a difference.

    Why: a share of 130 % or half a company shows that nobody knows what is being counted.
    Source: CEPLAN's application, which restricts the range of each kind; these ranges are our reading of it.

    Wrong:
        indicators: [{id: IND-1, kind: percentage, targets: {2030: 130}}]
    Right:
        indicators: [{id: IND-1, kind: variation, targets: {2030: 130}}]
    """
    ranges = dict(_RANGES)
    for indicator in subject.indicators:
        for field, value in values(indicator):
            if not fits(indicator, value):
                yield found(
                    indicator,
                    field,
                    End(indicator, "kind"),
                    value=subject.number(value),
                    kind=indicator.kind,
                    range=ranges.get(indicator.kind or "", "≥ 0"),
                )


def last_target_not_horizon(subject: Subject) -> Iterator[Found]:
    """The targets of an impact indicator end before the plan's horizon.

    Why: the vision is for the horizon; if its indicator stops earlier, nobody will know if it was reached.
    Source: practice of cluster plans: the last target of the vision is that of the horizon.

    Wrong:
        plan: {id: queso-cajamarca, horizon: 2030}
        indicators: [{id: IND-1, level: impact, targets: {2027: 20, 2028: 35}}]
    Right:
        plan: {id: queso-cajamarca, horizon: 2030}
        indicators: [{id: IND-1, level: impact, targets: {2027: 20, 2030: 60}}]
    """
    plan = subject.plan.plan
    if plan is None or plan.horizon is None:
        return
    for indicator in subject.indicators:
        last = max(indicator.targets, default=plan.horizon)
        if indicator.level == "impact" and last < plan.horizon:
            limit = End(plan, "horizon", "limit-here")
            yield found(indicator, f"targets/{last}", limit, year=last, horizon=plan.horizon)


def target_outside_plan(subject: Subject) -> Iterator[Found]:
    """A target stands in a year up to the baseline's, or after the plan's horizon.

    Why: a target for a year already measured is no target, and one after the horizon is nobody's commitment.
    Source: arithmetic of dates; practice of cluster plans.

    Wrong:
        plan: {id: pesca-paita, horizon: 2030}
        indicators: [{id: IND-1, baseline: {value: 3, year: 2025}, targets: {2028: 5, 2032: 9}}]
    Right:
        plan: {id: pesca-paita, horizon: 2030}
        indicators: [{id: IND-1, baseline: {value: 3, year: 2025}, targets: {2028: 5, 2030: 9}}]
    """
    plan = subject.plan.plan
    horizon = subject.horizon
    for indicator in subject.indicators:
        baseline = indicator.baseline
        start = baseline.year if baseline and baseline.value is not None else None
        for year in indicator.targets:
            limit = None
            if start is not None and year <= start:
                limit = End(indicator, "baseline/year", "limit-here")
            elif plan is not None and horizon is not None and year > horizon:
                limit = End(plan, "horizon", "limit-here")
            if limit is not None:
                yield found(indicator, f"targets/{year}", limit, year=year, years=_years(start, horizon))


def _years(start: int | None, horizon: int | None) -> str:
    """The years that targets may have: after the baseline's, up to the horizon."""
    if start is None:
        return f"≤ {horizon}"
    return f"≥ {start + 1}" if horizon is None else f"{start + 1}–{horizon}"


def unit_against_kind(subject: Subject) -> Iterator[Found]:
    """The kind of an indicator is a percentage and its unit is not, or the other way round.

    Why: with one word in the kind and another in the unit, two people will report two different numbers.
    Source: practice of the indicator sheet: kind and unit are fields of it; the comparison is ours.

    Wrong:
        indicators: [{id: IND-1, name: Leche con pago por calidad, kind: percentage, unit: litros}]
    Right:
        indicators: [{id: IND-1, name: Leche con pago por calidad, kind: percentage, unit: "%"}]
    """
    for indicator in subject.indicators:
        kind, unit = indicator.kind, indicator.unit
        if not unit or kind not in {"percentage", "amount", "count"}:
            continue
        if is_percent(unit, anywhere=kind == "percentage") != (kind == "percentage"):
            yield found(indicator, "unit", End(indicator, "kind"), unit=unit, kind=kind)


def tolerance_reversed(subject: Subject) -> Iterator[Found]:
    """The amber light of an indicator begins where the green one does, or above it.

    Why: with the bands reversed the same result is green and amber at once, and the board means nothing.
    Source: convention of traffic lights: amber stands between red and green.

    Wrong:
        indicators: [{id: IND-1, tolerance: {green: 70, amber: 90}}]
    Right:
        indicators: [{id: IND-1, tolerance: {green: 90, amber: 70}}]
    """
    for indicator in subject.indicators:
        bands = indicator.tolerance
        if bands is None or bands.green is None or bands.amber is None or bands.amber < bands.green:
            continue
        yield found(
            indicator,
            "tolerance/amber",
            End(indicator, "tolerance/green", "limit-here"),
            amber=subject.number(bands.amber),
            green=subject.number(bands.green),
        )


def cumulative_target_falls(subject: Subject) -> Iterator[Found]:
    """A target of a running total is below the one before; the first is shown.

    Why: what has been added up does not shrink; either the targets are of each year or one is mistyped.
    Source: arithmetic of running totals.

    Wrong:
        indicators: [{id: IND-1, name: Socios formados, cumulative: yes, targets: {2027: 30, 2028: 25}}]
    Right:
        indicators: [{id: IND-1, name: Socios formados, cumulative: yes, targets: {2027: 30, 2028: 55}}]
    """
    for indicator in subject.indicators:
        fall = first_fall(indicator) if indicator.cumulative else None
        if fall is not None:
            before, after = fall
            yield found(
                indicator,
                after.field,
                End(indicator, before.field, "the-other"),
                End(indicator, "cumulative"),
                year=after.year,
                target=subject.number(after.value),
                earlier=before.year,
                before=subject.number(before.value),
            )
