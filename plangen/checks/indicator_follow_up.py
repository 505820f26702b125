"""Rules of part 8, follow-up: what each indicator measures, who answers for it, what was measured."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from plangen.checks.rule import End, Found, found
from plangen.checks.subject import Subject
from plangen.plan.model import Actor, Indicator

_LEVELS = MappingProxyType(
    {"vision_element": "impact", "strategy": "result", "action": "output", "body": "management"}
)
"""The level of the indicators that measure each kind of record."""


def level_against_measured(subject: Subject) -> Iterator[Found]:
    """The level of an indicator is not that of what it measures.

    Impact measures an element of the vision, result a strategy, output an action, management a body.

    Why: a count of workshops shown as impact tells that the plan takes doing for achieving.
    Source: practice of public planning (output, result, impact); the pairing with our parts is a convention.

    Wrong:
        action_plan: {actions: [{id: ACT-1, name: Escuela de catadores}]}
        indicators: [{id: IND-1, name: Catadores formados, level: impact, measures: ACT-1}]
    Right:
        action_plan: {actions: [{id: ACT-1, name: Escuela de catadores}]}
        indicators: [{id: IND-1, name: Catadores formados, level: output, measures: ACT-1}]
    """
    for indicator in subject.indicators:
        measured = subject.index.items.get(indicator.measures) if indicator.measures else None
        expected = _LEVELS.get(measured.kind) if measured else None
        if measured and expected and indicator.level and indicator.level != expected:
            yield found(
                indicator,
                "level",
                End(indicator, "measures", "said-here"),
                level=indicator.level,
                measured=subject.name(measured.record),
                expected=expected,
            )


def indicator_without_responsible(subject: Subject) -> Iterator[Found]:
    """Nobody is responsible for an indicator.

    Why: what nobody measures is not measured; at the first follow-up visit the box will be empty.
    Source: practice of the indicator sheet, which CEPLAN's guide sets for Peruvian plans.

    Wrong:
        indicators: [{id: IND-1, name: Visitantes de la ruta del vino}]
    Right:
        management: {bodies: [{id: ORG-1, name: Mesa de turismo}]}
        indicators: [{id: IND-1, name: Visitantes de la ruta del vino, responsible: ORG-1}]
    """
    for indicator in subject.indicators:
        if indicator.responsible is None:
            yield found(indicator, "responsible")


def indicator_responsible_not_seated(subject: Subject) -> Iterator[Found]:
    """An indicator, or its pending baseline, is charged to an actor who sits in no body of the cluster.

    Why: whoever has no seat has no duty to report either, and no body can ask for the figure.
    Source: practice: who answers in parts 7 and 8 is in the management model of part 6.

    Wrong:
        cluster: {actors: [{id: ACTR-1, name: Universidad de Ica}, {id: ACTR-2, name: Bodega del Valle}]}
        management:
          bodies: [{id: ORG-1, name: Mesa de turismo}]
          members: [{actor: ACTR-2, body: ORG-1, position: Conducción}]
        indicators: [{id: IND-1, name: Visitantes de la ruta del vino, responsible: ACTR-1}]
    Right:
        cluster: {actors: [{id: ACTR-1, name: Universidad de Ica}]}
        management:
          bodies: [{id: ORG-1, name: Mesa de turismo}]
          members: [{actor: ACTR-1, body: ORG-1, position: Observatorio}]
        indicators: [{id: IND-1, name: Visitantes de la ruta del vino, responsible: ACTR-1}]
    """
    seated = {member.actor for member in subject.members}
    for indicator in subject.indicators if seated else ():
        for field, who in _responsibles(indicator):
            actor = subject.record(who, Actor) if who not in seated else None
            if actor is not None:
                yield found(indicator, field, End(actor), responsible=subject.name(actor))


def _responsibles(indicator: Indicator) -> Iterator[tuple[str, str]]:
    """Who answers for an indicator, and for a baseline still to be taken, each with its field."""
    if indicator.responsible is not None:
        yield "responsible", indicator.responsible
    baseline = indicator.baseline
    if baseline and baseline.value is None and baseline.pending and baseline.pending.responsible:
        yield "baseline/pending/responsible", baseline.pending.responsible


def actual_in_future(subject: Subject) -> Iterator[Found]:
    """A measured value is dated after the plan.

    Why: either the value was not measured or the plan's date was not brought up to date.
    Source: arithmetic of dates; that the plan's date says what is past is a convention of ours.

    Wrong:
        plan: {id: lacteos-cajamarca, date: 2026-11-16}
        indicators: [{id: IND-1, actuals: [{date: 2027-03-31, value: 12}]}]
    Right:
        plan: {id: lacteos-cajamarca, date: 2027-04-30}
        indicators: [{id: IND-1, actuals: [{date: 2027-03-31, value: 12}]}]
    """
    plan = subject.plan.plan
    if plan is None or plan.date is None:
        return
    for indicator in subject.indicators:
        for actual in indicator.actuals:
            if actual.value is not None and actual.date > plan.date:
                limit = End(plan, "date", "limit-here")
                field = f"actuals/{actual.date}/date"
                yield found(indicator, field, limit, date=actual.date, plan_date=plan.date)


def baseline_without_source(subject: Subject) -> Iterator[Found]:
    """A baseline has a value and lacks its year or its source.

    Left alone are figures that the plan declares illustrative and outputs that start at zero: what an action
    has not produced yet needs no source.

    Why: a starting point that cannot be looked up can be neither checked nor measured again in the same way.
    Source: practice of baselines: value, year and source go together; the exceptions are ours.

    Wrong:
        indicators: [{id: IND-1, name: Precio en chacra, level: impact, baseline: {value: 11}}]
    Right:
        sources: [{id: FTE-1, title: Boletín de precios agrarios}]
        indicators:
          - id: IND-1
            name: Precio en chacra
            level: impact
            baseline: {value: 11, year: 2025, source: FTE-1}
    """
    for indicator in subject.indicators:
        baseline = indicator.baseline
        if (
            baseline is None
            or baseline.value is None
            or (baseline.value == 0 and indicator.level == "output")
        ):
            continue
        said = {"year": baseline.year, "source": baseline.source}
        absent = [name for name, value in said.items() if value is None]
        if absent and not subject.is_illustrative(indicator, "baseline/value"):
            yield found(
                indicator, "baseline/value", value=subject.number(baseline.value), fields=", ".join(absent)
            )


def measures_dropped_action(subject: Subject) -> Iterator[Found]:
    """An indicator measures an action that was dropped.

    Why: nobody will do what is to be measured; the target stays in the plan as a commitment without work.
    Source: coherence of the method, from the action to its indicator.

    Wrong:
        action_plan: {actions: [{id: ACT-1, name: Planta de pulpa, status: dropped}]}
        indicators: [{id: IND-1, name: Toneladas de pulpa, level: output, measures: ACT-1}]
    Right:
        action_plan: {actions: [{id: ACT-1, name: Planta de pulpa, status: planned}]}
        indicators: [{id: IND-1, name: Toneladas de pulpa, level: output, measures: ACT-1}]
    """
    dropped = {one.id: one for one in subject.actions if one.status == "dropped"}
    for indicator in subject.indicators if dropped else ():
        action = dropped.get(indicator.measures or "")
        if action is not None:
            yield found(indicator, "measures", End(action, "status"), action=subject.name(action))


def overdue_baseline(subject: Subject) -> Iterator[Found]:
    """A pending baseline was due before the date of the plan, or is due after the year of the first target.

    Why: a target has to be compared with where things stood before; a baseline taken later measures the plan
    against itself, and one that is overdue says that nobody took it.
    Source: guides for indicators: the baseline comes before the first target.

    Wrong:
        plan: {id: mango, date: 2026-11-16}
        indicators: [{id: IND-1, baseline: {pending: {date: 2026-06-30}}, targets: {2028: 40}}]
    Right:
        plan: {id: mango, date: 2026-11-16}
        indicators: [{id: IND-1, baseline: {pending: {date: 2027-06-30}}, targets: {2028: 40}}]
    """
    identity, today = subject.plan.plan, subject.date
    for indicator in subject.indicators:
        baseline = indicator.baseline
        due = baseline.pending.date if baseline and baseline.value is None and baseline.pending else None
        if due is None:
            continue
        first = min(indicator.targets, default=due.year)
        field, said = "baseline/pending/date", {"due": subject.day(due)}
        if identity and today and due < today:
            limit = End(identity, "date", "limit-here")
            yield found(indicator, field, limit, **said, other=subject.day(today))
        elif due.year > first:
            limit = End(indicator, f"targets/{first}", "limit-here")
            yield found(indicator, field, limit, **said, other=str(first))
