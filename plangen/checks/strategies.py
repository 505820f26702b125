"""Rules of part 5."""

from __future__ import annotations

from collections.abc import Iterator

from plangen.checks.rule import End, Found, found
from plangen.checks.subject import Subject
from plangen.plan.model import Segment

_USUAL = range(3, 7)


def unusual_strategy_count(subject: Subject) -> Iterator[Found]:
    """A plan has fewer than three strategies or more than six.

    Why: two lines seldom cover what a cluster lacks, and with seven nobody can say which one comes first.
    Source: practice of cluster plans, where published plans have from three to six lines; no law asks for it.

    Wrong:
        strategies:
          - {id: EST-1, name: Café de especialidad con origen}
          - {id: EST-2, name: Rendimiento y renovación de fincas}
    Right:
        strategies:
          - {id: EST-1, name: Café de especialidad con origen}
          - {id: EST-2, name: Rendimiento y renovación de fincas}
          - {id: EST-3, name: Organización y servicios comunes}
    """
    count = len(subject.strategies)
    if count and count not in _USUAL:
        yield found(subject.plan, "strategies", count=count)


def strategy_without_priority_segment(subject: Subject) -> Iterator[Found]:
    """A strategy serves no prioritised segment.

    Why: the cluster decided where to compete; money spent on other businesses contradicts that decision.
    Source: coherence of the method, from the segment to the strategy.

    Wrong:
        segmentation:
          segments:
            - {id: SEG-1, name: Queso madurado, decision: prioritised}
            - {id: SEG-2, name: Leche fresca a granel, decision: discarded}
        strategies: [{id: EST-1, name: Acopio y frío, segments: [SEG-2]}]
    Right:
        segmentation:
          segments:
            - {id: SEG-1, name: Queso madurado, decision: prioritised}
            - {id: SEG-2, name: Leche fresca a granel, decision: discarded}
        strategies: [{id: EST-1, name: Acopio y frío, segments: [SEG-1]}]
    """
    prioritised = {one.id for one in subject.prioritised}
    names = ", ".join(subject.name(one) for one in subject.prioritised)
    for strategy in subject.strategies if prioritised else ():
        if prioritised.isdisjoint(strategy.segments):
            served = (subject.record(one, Segment) for one in strategy.segments)
            ends = (End(segment, "decision") for segment in served if segment)
            yield found(strategy, "segments", *ends, prioritised=names)


def strategy_without_owner(subject: Subject) -> Iterator[Found]:
    """No organ of the Grupo Gestor answers for a strategy.

    Why: what belongs to everybody is done by nobody; the reviewer asks who reports on each line.
    Source: practice of management of cluster plans; where part 6 names no organ yet, the rule waits for it.

    Wrong:
        strategies: [{id: EST-1, name: Ruta del vino y del pisco}]
        management:
          bodies: [{id: ORG-1, name: Mesa de enoturismo}]
    Right:
        strategies: [{id: EST-1, name: Ruta del vino y del pisco, owner: ORG-1}]
        management:
          bodies: [{id: ORG-1, name: Mesa de enoturismo}]
    """
    for strategy in subject.strategies if subject.bodies else ():
        if strategy.owner is None:
            yield found(strategy, "owner")


def area_without_action(subject: Subject) -> Iterator[Found]:
    """No action works on an improvement area of a strategy.

    Why: the area is announced and nothing is done about it; either an action is lacking or the area is.
    Source: coherence of the method, from the strategy to the action. A strategy without any action is
    another rule's matter; dropped actions do not count.

    Wrong:
        strategies:
          - id: EST-1
            areas: [{id: AM-1, name: Cadena de frío a bordo}, {id: AM-2, name: Trazabilidad por lance}]
        action_plan:
          actions: [{id: ACT-1, name: Hielo en muelle, strategy: EST-1, area: AM-1}]
    Right:
        strategies:
          - id: EST-1
            areas: [{id: AM-1, name: Cadena de frío a bordo}, {id: AM-2, name: Trazabilidad por lance}]
        action_plan:
          actions:
            - {id: ACT-1, name: Hielo en muelle, strategy: EST-1, area: AM-1}
            - {id: ACT-2, name: Bitácora digital, strategy: EST-1, area: AM-2}
    """
    worked = {action.area for action in subject.live_actions}
    for strategy in subject.strategies:
        if strategy.id not in subject.actions_of:
            continue
        for area in strategy.areas:
            if area.id not in worked:
                dropped = (one for one in subject.actions if one.area == area.id)
                ends = (End(action, "status", "said-here") for action in dropped)
                yield found(area, "", *ends, strategy=subject.name(strategy))
