"""Rules of part 7, who: each action has one responsible with a seat, and stands where it says it stands."""

from __future__ import annotations

from collections.abc import Iterator

from plangen.checks.rule import End, Found, found
from plangen.checks.subject import Subject
from plangen.plan.model import Action, Actor, Strategy


def missing_responsible(subject: Subject) -> Iterator[Found]:
    """An action says nobody who answers for it.

    Why: whoever follows the plan asks first who answers for it; an action of everybody is done by nobody.
    Source: practice of action plans: every action sheet names one responsible.

    Wrong:
        action_plan:
          actions:
            - {id: ACT-1, name: Laboratorio de catación, status: planned}
    Right:
        action_plan:
          actions:
            - {id: ACT-1, name: Laboratorio de catación, status: planned, responsible: ORG-2}
        management:
          bodies: [{id: ORG-2, name: Mesa de calidad de taza}]
    """
    for action in subject.live_actions:
        if action.responsible is None:
            yield found(action, "responsible")


def responsible_not_seated(subject: Subject) -> Iterator[Found]:
    """The responsible of an action is an actor that sits in no body of the Grupo Gestor.

    Why: an actor outside the Grupo Gestor has accepted nothing and reports to nobody; the action is only
    seemingly in somebody's hands.
    Source: coherence of the method, from the action plan to the management model; a body, a post of the team
    and the coordinator answer by their office.

    Wrong:
        cluster:
          actors:
            - {id: ACTR-1, name: Cooperativa Valle Alto, kind: cooperative}
            - {id: ACTR-2, name: Universidad Nacional de Jaén, kind: academia}
        management:
          bodies: [{id: ORG-1, name: Consejo directivo}]
          members: [{actor: ACTR-1, body: ORG-1, position: Presidencia}]
        action_plan:
          actions: [{id: ACT-1, name: Laboratorio de catación, responsible: ACTR-2}]
    Right:
        cluster:
          actors:
            - {id: ACTR-1, name: Cooperativa Valle Alto, kind: cooperative}
            - {id: ACTR-2, name: Universidad Nacional de Jaén, kind: academia}
        management:
          bodies: [{id: ORG-1, name: Consejo directivo}]
          members:
            - {actor: ACTR-1, body: ORG-1, position: Presidencia}
            - {actor: ACTR-2, body: ORG-1, position: Vocalía}
        action_plan:
          actions: [{id: ACT-1, name: Laboratorio de catación, responsible: ACTR-2}]
    """
    seated = {member.actor for member in subject.members}
    for action in subject.live_actions if seated else ():
        actor = subject.record(action.responsible, Actor)
        if actor is not None and actor.id not in seated:
            yield found(action, "responsible", End(actor), actor=subject.name(actor))


def area_of_other_strategy(subject: Subject) -> Iterator[Found]:
    """An action works on an improvement area of another strategy than its own.

    Why: the action would be counted in one strategy and told in another; costs and indicators of both no
    longer mean what they say.
    Source: coherence of the method: an improvement area belongs to one strategy, an action to both.

    Wrong:
        strategies:
          - {id: EST-1, name: Calidad, areas: [{id: AM-1, name: Sanidad del hato}]}
          - {id: EST-2, name: Mercado, areas: [{id: AM-2, name: Marca de origen}]}
        action_plan:
          actions: [{id: ACT-1, name: Vacunación, strategy: EST-1, area: AM-2}]
    Right:
        strategies:
          - {id: EST-1, name: Calidad, areas: [{id: AM-1, name: Sanidad del hato}]}
          - {id: EST-2, name: Mercado, areas: [{id: AM-2, name: Marca de origen}]}
        action_plan:
          actions: [{id: ACT-1, name: Vacunación, strategy: EST-1, area: AM-1}]
    """
    homes = {area.id: (area, strategy) for strategy in subject.strategies for area in strategy.areas}
    for action in subject.live_actions:
        if action.area in homes and action.strategy is not None:
            area, home = homes[action.area]
            if home.id != action.strategy:
                own = subject.record(action.strategy, Strategy)
                said = {"area": subject.name(area), "home": subject.name(home), "own": subject.name(own)}
                yield found(action, "area", End(area), End(action, "strategy", "said-here"), **said)


def depends_on_dropped(subject: Subject) -> Iterator[Found]:
    """An action still to be done waits for one that was dropped.

    Why: what it needs will never be there; either it can do without, or it must be rethought as well.
    Source: practice of project scheduling; a convention of ours spares what is done already.

    Wrong:
        action_plan:
          actions:
            - {id: ACT-1, name: Planta de frío en Paita, status: dropped}
            - {id: ACT-2, name: Venta de filete congelado, status: planned, depends_on: [ACT-1]}
    Right:
        action_plan:
          actions:
            - {id: ACT-1, name: Planta de frío en Paita, status: under_way}
            - {id: ACT-2, name: Venta de filete congelado, status: planned, depends_on: [ACT-1]}
    """
    for action in subject.live_actions:
        for position, wanted in enumerate(action.depends_on if action.status != "done" else ()):
            other = subject.record(wanted, Action)
            if other is not None and other.status == "dropped":
                end = End(other, "status", "said-here")
                yield found(action, f"depends_on/{position}", end, other=subject.name(other))
