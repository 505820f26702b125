"""The golden thread read downwards: from the vision to strategies, from strategies to actions and indicators.

The rules of what the analysis leaves to the strategies are in `golden_analysis`.
"""

from __future__ import annotations

from collections.abc import Iterator

from plangen.checks.rule import End, Found, found
from plangen.checks.subject import Subject
from plangen.plan.model import Action

_HIGH = 4
"""From which score on the impact and the urgency of an action make it a priority."""


def element_without_strategy(subject: Subject) -> Iterator[Found]:
    """No strategy serves an element of the vision.

    Why: a future that no strategy works for is a wish; the reviewer asks how it is to come about.
    Source: coherence of the method, from the vision to the strategies.

    Wrong:
        vision: {elements: [{id: VF-1, text: Bodegas con visita todo el año}, {id: VF-2, text: Uva sana}]}
        strategies: [{id: EST-1, name: Ruta del vino, vision_elements: [VF-1]}]
    Right:
        vision: {elements: [{id: VF-1, text: Bodegas con visita todo el año}, {id: VF-2, text: Uva sana}]}
        strategies:
          - {id: EST-1, name: Ruta del vino, vision_elements: [VF-1]}
          - {id: EST-2, name: Sanidad del viñedo, vision_elements: [VF-2]}
    """
    served = {element for strategy in subject.strategies for element in strategy.vision_elements}
    for element in subject.elements if subject.strategies else ():
        if element.id not in served:
            yield found(element)


def strategy_without_action(subject: Subject) -> Iterator[Found]:
    """A strategy has no action, or only dropped ones.

    Why: a strategy that nobody carries out is a title; there is nothing to pay for, to date or to follow.
    Source: coherence of the method, from the strategy to its actions.

    Wrong:
        strategies: [{id: EST-1, name: Calidad de taza}, {id: EST-2, name: Venta en conjunto}]
        action_plan: {actions: [{id: ACT-1, name: Manual de beneficio, strategy: EST-1}]}
    Right:
        strategies: [{id: EST-1, name: Calidad de taza}, {id: EST-2, name: Venta en conjunto}]
        action_plan:
          actions:
            - {id: ACT-1, name: Manual de beneficio, strategy: EST-1}
            - {id: ACT-2, name: Oficina de exportación, strategy: EST-2}
    """
    for strategy in subject.strategies if subject.actions else ():
        if strategy.id not in subject.actions_of:
            dropped = (one for one in subject.actions if one.strategy == strategy.id)
            yield found(strategy, "", *(End(one, "status", "the-other") for one in dropped))


def strategy_without_indicator(subject: Subject) -> Iterator[Found]:
    """No indicator measures a strategy.

    One of the wrong level counts: that its level is wrong is another rule's matter.

    Why: without a result to measure, at the end only the money spent can be counted.
    Source: coherence of the method, from the strategy to its result indicator.

    Wrong:
        strategies: [{id: EST-1, name: Calidad de la leche}, {id: EST-2, name: Marca de origen}]
        indicators: [{id: IND-1, name: Leche con pago por calidad, level: result, measures: EST-1}]
    Right:
        strategies: [{id: EST-1, name: Calidad de la leche}, {id: EST-2, name: Marca de origen}]
        indicators:
          - {id: IND-1, name: Leche con pago por calidad, level: result, measures: EST-1}
          - {id: IND-2, name: Quesos con sello de origen, level: result, measures: EST-2}
    """
    for strategy in subject.strategies if subject.indicators else ():
        if strategy.id not in subject.indicators_of:
            yield found(strategy)


def vision_without_indicator(subject: Subject) -> Iterator[Found]:
    """No indicator measures any element of the vision.

    Why: at the horizon nobody will be able to say whether the vision came true.
    Source: coherence of the method, from the vision to its impact indicators.

    Wrong:
        vision: {statement: "En 2030, Paita exporta conserva con marca", elements: [{id: VF-1}, {id: VF-2}]}
        indicators: [{id: IND-1, name: Talleres dictados}]
    Right:
        vision: {statement: "En 2030, Paita exporta conserva con marca", elements: [{id: VF-1}, {id: VF-2}]}
        indicators: [{id: IND-1, name: Conserva exportada con marca, level: impact, measures: VF-1}]
    """
    vision = subject.plan.vision
    if vision is None or not vision.elements or not subject.indicators:
        return
    if not any(element.id in subject.indicators_of for element in vision.elements):
        ids = ", ".join(element.id for element in vision.elements)
        yield found(vision, "statement", End(vision, "elements"), elements=ids)


def priority_action_without_indicator(subject: Subject) -> Iterator[Found]:
    """No indicator measures an action of impact and urgency 4 or more.

    Why: what matters most and presses most is what the follow-up looks at first, and there it finds nothing.
    Source: practice of follow-up; the bound of 4 out of 5 is a convention of ours.

    Wrong:
        action_plan:
          actions:
            - {id: ACT-1, name: Laboratorio de suelos, priority: {impact: 5, urgency: 4}}
            - {id: ACT-2, name: Boletín}
        indicators: [{id: IND-1, name: Boletines publicados, level: output, measures: ACT-2}]
    Right:
        action_plan: {actions: [{id: ACT-1, name: Laboratorio de suelos, priority: {impact: 5, urgency: 4}}]}
        indicators: [{id: IND-1, name: Suelos analizados, level: output, measures: ACT-1}]
    """
    for action in _unmeasured(subject):
        priority = action.priority
        if priority and _is_priority(action):
            end = End(action, "priority", "prioritised-here")
            yield found(action, "", end, impact=priority.impact, urgency=priority.urgency)


def action_without_indicator(subject: Subject) -> Iterator[Found]:
    """No indicator measures some actions that are not among those of highest priority.

    Why: their progress can then be told only by the money they spend.
    Source: practice of follow-up: not every action needs an indicator, but each lack should be meant.

    Wrong:
        strategies: [{id: EST-1, name: Mercado}]
        action_plan:
          actions: [{id: ACT-1, name: Boletín, strategy: EST-1}, {id: ACT-2, name: Feria, strategy: EST-1}]
        indicators: [{id: IND-1, name: Boletines publicados, level: output, measures: ACT-1}]
    Right:
        strategies: [{id: EST-1, name: Mercado}]
        action_plan: {actions: [{id: ACT-1, name: Boletín, strategy: EST-1}]}
        indicators: [{id: IND-1, name: Boletines publicados, level: output, measures: ACT-1}]
    """
    by_strategy: dict[str, list[Action]] = {}
    for action in _unmeasured(subject):
        if not _is_priority(action):
            by_strategy.setdefault(action.strategy or "", []).append(action)
    for strategy, actions in by_strategy.items():
        where = subject.named(strategy) if strategy else "–"
        yield found(
            actions[0], strategy=where, count=len(actions), actions=", ".join(one.id for one in actions)
        )


def _unmeasured(subject: Subject) -> Iterator[Action]:
    """The live actions that no indicator measures, where there are indicators at all."""
    for action in subject.live_actions if subject.indicators else ():
        if action.id not in subject.indicators_of:
            yield action


def _is_priority(action: Action) -> bool:
    priority = action.priority
    return bool(priority and (priority.impact or 0) >= _HIGH and (priority.urgency or 0) >= _HIGH)
