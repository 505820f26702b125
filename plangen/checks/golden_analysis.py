"""The golden thread read downwards: what the analysis leaves to the comparison and to the strategies."""

from __future__ import annotations

from collections.abc import Iterator

from plangen.checks.rule import End, Found, found
from plangen.checks.subject import Subject
from plangen.plan.model import Challenge, Gap


def segment_without_factor(subject: Subject) -> Iterator[Found]:
    """A prioritised segment has no success factor.

    Why: the factors say what winning in the segment takes; without them nothing can be compared with the
    best, and every later part hangs in the air.
    Source: coherence of the method, from the segment to its success factors.

    Wrong:
        segmentation:
          segments:
            - {id: SEG-1, name: Café especial, decision: prioritised}
    Right:
        segmentation:
          segments:
            - id: SEG-1
              name: Café especial
              decision: prioritised
              success_factors: [{id: FCE-1, name: Perfil de taza constante, weight: 100}]
    """
    for segment in subject.prioritised:
        if not segment.success_factors:
            yield found(segment, "", End(segment, "decision", "prioritised-here"))


def factor_without_dimension(subject: Subject) -> Iterator[Found]:
    """No dimension of the comparison covers a success factor of a prioritised segment.

    Why: whoever says that a factor decides the business must show how far the cluster is from the best in it.
    Source: coherence of the method, from the success factor to the comparison.

    Wrong:
        segmentation:
          segments:
            - id: SEG-1
              decision: prioritised
              success_factors: [{id: FCE-1, name: Perfil de taza}, {id: FCE-2, name: Trazabilidad}]
        benchmark:
          dimensions: [{id: DIM-1, name: Puntaje de taza, success_factors: [FCE-1]}]
    Right:
        segmentation:
          segments:
            - id: SEG-1
              decision: prioritised
              success_factors: [{id: FCE-1, name: Perfil de taza}, {id: FCE-2, name: Trazabilidad}]
        benchmark:
          dimensions:
            - {id: DIM-1, name: Puntaje de taza, success_factors: [FCE-1]}
            - {id: DIM-2, name: Lotes con trazabilidad, success_factors: [FCE-2]}
    """
    dimensions = subject.plan.benchmark.dimensions if subject.plan.benchmark else ()
    covered = {factor for dimension in dimensions for factor in dimension.success_factors}
    for factor, segment in subject.factors if dimensions else ():
        if factor.id not in covered:
            yield found(
                factor, "", End(segment, "decision", "prioritised-here"), segment=subject.name(segment)
            )


def high_gap_unanswered(subject: Subject) -> Iterator[Found]:
    """No strategy closes a gap of high priority, and no waiver says why.

    Why: a plan that names its worst gap and leaves it is the first thing that a reviewer sends back.
    Source: coherence of the method, from the gap to the strategy; a gap may be waived with a reason.

    Wrong:
        benchmark: {gaps: [{id: BR-1, priority: high}, {id: BR-2, priority: high}]}
        strategies: [{id: EST-1, name: Calidad de taza, gaps: [BR-1]}]
    Right:
        benchmark:
          gaps:
            - {id: BR-1, priority: high}
            - {id: BR-2, priority: high, waiver: Depende de una carretera que el clúster no construye.}
        strategies: [{id: EST-1, name: Calidad de taza, gaps: [BR-1]}]
    """
    for gap in _unanswered(subject):
        if gap.priority == "high":
            yield found(gap, "", End(gap, "priority", "prioritised-here"))


def gap_unanswered(subject: Subject) -> Iterator[Found]:
    """No strategy closes a gap that is not of high priority, and no waiver says why.

    Why: a gap that was worth writing down is worth either a strategy or a reason to leave it.
    Source: coherence of the method, from the gap to the strategy; a gap may be waived with a reason.

    Wrong:
        benchmark: {gaps: [{id: BR-1, priority: high}, {id: BR-2, priority: low}]}
        strategies: [{id: EST-1, name: Sanidad del hato, gaps: [BR-1]}]
    Right:
        benchmark: {gaps: [{id: BR-1, priority: high}, {id: BR-2, priority: low}]}
        strategies: [{id: EST-1, name: Sanidad del hato, gaps: [BR-1, BR-2]}]
    """
    for gap in _unanswered(subject):
        if gap.priority != "high":
            yield found(gap)


def _unanswered(subject: Subject) -> Iterator[Gap]:
    """The gaps that no strategy closes and that were not waived, where there are strategies at all."""
    closed = {gap for strategy in subject.strategies for gap in strategy.gaps}
    for gap in subject.gaps if subject.strategies else ():
        if gap.id not in closed and not gap.waiver:
            yield gap


def lesson_unused(subject: Subject) -> Iterator[Found]:
    """No strategy uses a lesson of the trip that can be brought home.

    A lesson that the prose of a strategy or of an action mentions is used.

    Why: the trip was paid for to change the plan; a lesson that changed nothing makes it look like tourism.
    Source: coherence of the method, from the reference trip to the strategies.

    Wrong:
        benchmark: {trip: {lessons: [{id: LEC-1, text: La catación se paga con cuota, transferable: yes}]}}
        strategies: [{id: EST-1, name: Calidad de taza}]
    Right:
        benchmark: {trip: {lessons: [{id: LEC-1, text: La catación se paga con cuota, transferable: yes}]}}
        strategies: [{id: EST-1, name: Calidad de taza, lessons: [LEC-1]}]
    """
    used = {lesson for strategy in subject.strategies for lesson in strategy.lessons}
    useful = [one for one in subject.lessons if one.transferable in {"yes", "partly"} and one.id not in used]
    named = _named(subject) if useful and subject.strategies else frozenset()
    for lesson in useful if subject.strategies else ():
        if lesson.id not in named:
            yield found(lesson, "", End(lesson, "transferable"))


def _named(subject: Subject) -> frozenset[str]:
    """The ids that the prose of strategies or actions mentions."""
    parts = ("strategies/", "action_plan/")
    answers = (one.target for one in subject.mentioned if one.visit.path.startswith(parts))
    return frozenset(target.item.id for target in answers if target)


def segment_without_strategy(subject: Subject) -> Iterator[Found]:
    """No strategy serves a prioritised segment.

    Why: the cluster decided to compete there and then does nothing about it.
    Source: coherence of the method, from the segment to the strategies.

    Wrong:
        segmentation:
          segments:
            - {id: SEG-1, name: Pisco de autor, decision: prioritised}
            - {id: SEG-2, name: Ruta del vino, decision: prioritised}
        strategies: [{id: EST-1, name: Denominación de origen, segments: [SEG-1]}]
    Right:
        segmentation:
          segments:
            - {id: SEG-1, name: Pisco de autor, decision: prioritised}
            - {id: SEG-2, name: Ruta del vino, decision: complementary}
        strategies: [{id: EST-1, name: Denominación de origen, segments: [SEG-1]}]
    """
    served = {segment for strategy in subject.strategies for segment in strategy.segments}
    for segment in subject.prioritised if subject.strategies else ():
        if segment.id not in served:
            yield found(segment, "", End(segment, "decision", "prioritised-here"))


def factor_without_strategy(subject: Subject) -> Iterator[Found]:
    """No strategy works on a success factor of a prioritised segment.

    One that closes a gap in a dimension of the factor works on it too; a waived gap in such a dimension says
    why nobody does.

    Why: the factor decides the business, and the plan leaves it to luck.
    Source: coherence of the method, from the success factor to the strategies.

    Wrong:
        segmentation:
          segments:
            - id: SEG-1
              decision: prioritised
              success_factors: [{id: FCE-1, name: Leche fría en dos horas}, {id: FCE-2, name: Marca}]
        strategies: [{id: EST-1, name: Cadena de frío, success_factors: [FCE-1]}]
    Right:
        segmentation:
          segments:
            - id: SEG-1
              decision: prioritised
              success_factors: [{id: FCE-1, name: Leche fría en dos horas}, {id: FCE-2, name: Marca}]
        strategies: [{id: EST-1, name: Cadena de frío y marca, success_factors: [FCE-1, FCE-2]}]
    """
    worked = {factor for strategy in subject.strategies for factor in strategy.success_factors}
    worked |= _closed_factors(subject)
    for factor, segment in subject.factors if subject.strategies else ():
        if factor.id not in worked:
            end = End(segment, "decision", "prioritised-here")
            yield found(factor, "", end, segment=subject.name(segment))


def _closed_factors(subject: Subject) -> set[str]:
    """The factors of the dimensions in which a gap is closed by a strategy, or waived."""
    closed = {gap for strategy in subject.strategies for gap in strategy.gaps}
    answered = {gap.dimension for gap in subject.gaps if gap.id in closed or gap.waiver}
    dimensions = subject.plan.benchmark.dimensions if subject.plan.benchmark else ()
    return {factor for one in dimensions if one.id in answered for factor in one.success_factors}


def challenge_unanswered(subject: Subject) -> Iterator[Found]:
    """No strategy answers a challenge: none serves its segments, or it names neither segment nor link.

    A challenge of a link alone is not judged; one that the prose of strategies or actions names is answered.

    Why: the analysis ends in challenges; one that no strategy takes up was written for nothing.
    Source: coherence of the method, from the challenges to the strategies; to go by segments is ours.

    Wrong:
        segmentation: {segments: [{id: SEG-1, name: Conserva}, {id: SEG-2, name: Congelado}]}
        industry: {challenges: [{id: RET-1, text: Frío en el desembarcadero, segments: [SEG-2]}]}
        strategies: [{id: EST-1, name: Marca de conserva, segments: [SEG-1]}]
    Right:
        segmentation: {segments: [{id: SEG-1, name: Conserva}, {id: SEG-2, name: Congelado}]}
        industry: {challenges: [{id: RET-1, text: Frío en el desembarcadero, segments: [SEG-1, SEG-2]}]}
        strategies: [{id: EST-1, name: Frío y marca, segments: [SEG-1]}]
    """
    challenges = subject.plan.industry.challenges if subject.plan.industry else ()
    served = {segment for strategy in subject.strategies for segment in strategy.segments}
    loose = [one for one in challenges if _is_loose(one, served)] if subject.strategies else []
    named = _named(subject) if loose else frozenset()
    for challenge in loose:
        if challenge.id not in named:
            segments = ", ".join(subject.named(one) for one in challenge.segments)
            yield found(challenge, "segments", segments=segments or "–")


def _is_loose(challenge: Challenge, served: set[str]) -> bool:
    if not challenge.segments:
        return challenge.link is None
    return served.isdisjoint(challenge.segments)
