"""The golden thread read upwards: what each strategy, action and indicator is there for."""

from __future__ import annotations

from collections.abc import Iterator

from plangen.checks.rule import End, Found, found
from plangen.checks.subject import Subject
from plangen.plan.model import Lesson, Record, Segment


def strategy_without_gap(subject: Subject) -> Iterator[Found]:
    """A strategy closes no gap of the comparison.

    Why: if nothing sets the cluster apart from the best there, why this strategy and not another?
    Source: coherence of the method, from the strategy back to the gaps.

    Wrong:
        benchmark:
          gaps: [{id: BR-1, priority: high}]
        strategies:
          - {id: EST-1, name: Calidad de taza, gaps: [BR-1]}
          - {id: EST-2, name: Turismo cafetalero}
    Right:
        benchmark:
          gaps: [{id: BR-1, priority: high}, {id: BR-2, priority: medium}]
        strategies:
          - {id: EST-1, name: Calidad de taza, gaps: [BR-1]}
          - {id: EST-2, name: Turismo cafetalero, gaps: [BR-2]}
    """
    for strategy in subject.strategies if subject.gaps else ():
        if not strategy.gaps:
            yield found(strategy, "gaps")


def strategy_without_element(subject: Subject) -> Iterator[Found]:
    """A strategy serves no element of the vision.

    Why: work that brings the cluster no nearer to its vision takes money and people from what does.
    Source: coherence of the method, from the strategy back to the vision.

    Wrong:
        vision:
          elements: [{id: VF-1, text: Leche fría y trazable en toda la cuenca}]
        strategies: [{id: EST-1, name: Marca de origen}]
    Right:
        vision:
          elements:
            - {id: VF-1, text: Leche fría y trazable en toda la cuenca}
            - {id: VF-2, text: Quesos con nombre propio en Lima}
        strategies: [{id: EST-1, name: Marca de origen, vision_elements: [VF-2]}]
    """
    for strategy in subject.strategies if subject.elements else ():
        if not strategy.vision_elements:
            yield found(strategy, "vision_elements")


def orphan_action(subject: Subject) -> Iterator[Found]:
    """An action belongs to no strategy.

    Why: its cost is in no strategy, and a reviewer takes it for a project somebody had in the drawer.
    Source: coherence of the method, from the action back to its strategy.

    Wrong:
        strategies: [{id: EST-1, name: Enoturismo}]
        action_plan:
          actions: [{id: ACT-1, name: Remodelación de la sede del gremio}]
    Right:
        strategies: [{id: EST-1, name: Enoturismo}]
        action_plan:
          actions: [{id: ACT-1, name: Ruta de bodegas con reserva única, strategy: EST-1}]
    """
    for action in subject.live_actions if subject.strategies else ():
        if action.strategy is None:
            yield found(action, "strategy")


def orphan_indicator(subject: Subject) -> Iterator[Found]:
    """An indicator measures nothing of the plan.

    Why: a figure tied to no vision, strategy, action or body tells nobody whether the plan goes well.
    Source: coherence of the method, from the indicator back to what it measures; indicator sheets of CEPLAN
    name the objective or action they belong to.

    Wrong:
        strategies: [{id: EST-1, name: Calidad de taza}]
        indicators: [{id: IND-1, name: Lotes sobre 84 puntos, level: result}]
    Right:
        strategies: [{id: EST-1, name: Calidad de taza}]
        indicators: [{id: IND-1, name: Lotes sobre 84 puntos, level: result, measures: EST-1}]
    """
    measurable = subject.elements or subject.strategies or subject.actions or subject.bodies
    for indicator in subject.indicators if measurable else ():
        if indicator.measures is None:
            yield found(indicator, "measures")


def dimension_without_factor(subject: Subject) -> Iterator[Found]:
    """A dimension of the comparison is tied to no success factor.

    Why: a comparison in what does not decide the business takes the eye off what does.
    Source: coherence of the method, from the comparison back to the success factors.

    Wrong:
        segmentation:
          segments: [{id: SEG-1, decision: prioritised, success_factors: [{id: FCE-1, name: Cadena de frío}]}]
        benchmark:
          dimensions: [{id: DIM-1, name: Número de ferias, success_factors: []}]
    Right:
        segmentation:
          segments: [{id: SEG-1, decision: prioritised, success_factors: [{id: FCE-1, name: Cadena de frío}]}]
        benchmark:
          dimensions: [{id: DIM-1, name: Leche enfriada en dos horas, success_factors: [FCE-1]}]
    """
    dimensions = subject.plan.benchmark.dimensions if subject.plan.benchmark else ()
    for dimension in dimensions if any(one.success_factors for one in subject.segments) else ():
        if not dimension.success_factors:
            yield found(dimension, "success_factors")


def refused_lesson_used(subject: Subject) -> Iterator[Found]:
    """A strategy uses a lesson of the trip that is marked as not transferable.

    Why: the plan says in one part that it cannot be done here and does it in another.
    Source: coherence of the method, from the strategy back to the lessons of the trip.

    Wrong:
        benchmark:
          trip:
            lessons: [{id: LEC-1, text: Subasta diaria de pesca en puerto, transferable: no}]
        strategies: [{id: EST-1, name: Mercado, lessons: [LEC-1]}]
    Right:
        benchmark:
          trip:
            lessons: [{id: LEC-1, text: Subasta diaria de pesca en puerto, transferable: partly}]
        strategies: [{id: EST-1, name: Mercado, lessons: [LEC-1]}]
    """
    for strategy in subject.strategies:
        for position, wanted in enumerate(strategy.lessons):
            lesson = subject.record(wanted, Lesson)
            if lesson is not None and lesson.transferable == "no":
                end = End(lesson, "transferable", "said-here")
                yield found(strategy, f"lessons/{position}", end, lesson=subject.name(lesson))


def discarded_segment_served(subject: Subject) -> Iterator[Found]:
    """A strategy or an action serves a segment that the cluster discarded.

    Why: either the cluster competes there after all or the money goes where it decided not to compete.
    Source: coherence of the method, from strategies and actions back to the segmentation.

    Wrong:
        segmentation:
          segments:
            - {id: SEG-1, name: Café especial en grano, decision: prioritised}
            - {id: SEG-2, name: Café molido de precio, decision: discarded}
        strategies: [{id: EST-1, name: Calidad de taza, segments: [SEG-1, SEG-2]}]
    Right:
        segmentation:
          segments:
            - {id: SEG-1, name: Café especial en grano, decision: prioritised}
            - {id: SEG-2, name: Café molido de precio, decision: discarded}
        strategies: [{id: EST-1, name: Calidad de taza, segments: [SEG-1]}]
    """
    discarded = {one.id: one for one in subject.segments if one.decision == "discarded"}
    for strategy in subject.strategies if discarded else ():
        yield from _serves(subject, strategy, "segments", strategy.segments, discarded)
    for action in subject.live_actions if discarded else ():
        served = action.beneficiaries.segments if action.beneficiaries else ()
        yield from _serves(subject, action, "beneficiaries/segments", served, discarded)


def _serves(
    subject: Subject, record: Record, field: str, served: tuple[str, ...], discarded: dict[str, Segment]
) -> Iterator[Found]:
    for position, wanted in enumerate(served):
        segment = discarded.get(wanted)
        if segment is not None:
            end = End(segment, "decision", "said-here")
            yield found(record, f"{field}/{position}", end, segment=subject.name(segment))


def waived_gap_served(subject: Subject) -> Iterator[Found]:
    """A gap has a waiver, a reason why nothing will close it, and a strategy serves it all the same.

    Why: the reader cannot know which of the two holds: that it is left open, or that it is being closed.
    Source: coherence of the method: a gap is either served or left with a reason.

    Wrong:
        benchmark:
          gaps:
            - {id: BR-1, waiver: El puerto depende de la autoridad portuaria}
        strategies: [{id: EST-1, name: Logística, gaps: [BR-1]}]
    Right:
        benchmark:
          gaps:
            - {id: BR-1, waiver: El puerto depende de la autoridad portuaria}
            - {id: BR-2}
        strategies: [{id: EST-1, name: Logística, gaps: [BR-2]}]
    """
    waived = {one.id: one for one in subject.gaps if one.waiver and one.waiver.strip()}
    serving: dict[str, list[End]] = {}
    for strategy in subject.strategies if waived else ():
        for position, gap in enumerate(strategy.gaps):
            if gap in waived:
                serving.setdefault(gap, []).append(End(strategy, f"gaps/{position}", "used-here"))
    for gap, ends in serving.items():
        names = "; ".join(dict.fromkeys(subject.name(end.record) for end in ends))
        yield found(waived[gap], "waiver", *ends, strategies=names)


def element_without_indicator(subject: Subject) -> Iterator[Found]:
    """No impact indicator measures an element of the vision, although others are measured.

    Why: an element that nobody measures can neither be reached nor missed; it stays an ornament.
    Source: coherence of the method, from the vision to its impact indicators. One for every element is a
    convention of ours: the method asks for one for the vision.

    Wrong:
        vision:
          elements: [{id: VF-1, text: Origen reconocido}, {id: VF-2, text: Ingreso digno}]
        indicators: [{id: IND-1, level: impact, measures: VF-1}]
    Right:
        vision:
          elements: [{id: VF-1, text: Origen reconocido}, {id: VF-2, text: Ingreso digno}]
        indicators:
          - {id: IND-1, level: impact, measures: VF-1}
          - {id: IND-2, level: impact, measures: VF-2}
    """
    impact = {one.measures for one in subject.indicators if one.level == "impact"}
    unsaid = {one.measures for one in subject.indicators if one.level is None}
    for element in subject.elements if any(one.id in impact for one in subject.elements) else ():
        if element.id not in impact | unsaid:
            yield found(element)
