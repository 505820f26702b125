"""Rules of part 3, the comparison."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from plangen.checks.rule import End, Found, found
from plangen.checks.shares import not_100
from plangen.checks.subject import Subject
from plangen.plan.model import BenchmarkScore, Dimension, Gap, Reference

OWN = "own"
FAR_BEHIND = 2
"""Points of the scale from 1 to 5: half of it."""


def own_cluster_not_scored(subject: Subject) -> Iterator[Found]:
    """The own cluster has no score in a dimension of the comparison.

    Why: without one's own score there is no distance to the best, only a description of others.
    Source: method of cluster plans: the own cluster is scored wherever the references are; practice.

    Wrong:
        benchmark:
          references: [{id: REF-1, name: Cooperativas cafeteras de Huila}]
          dimensions: [{id: DIM-1, name: Puntaje de taza}]
          scores: [{reference: REF-1, dimension: DIM-1, score: 5}]
    Right:
        benchmark:
          references: [{id: REF-1, name: Cooperativas cafeteras de Huila}]
          dimensions: [{id: DIM-1, name: Puntaje de taza}]
          scores:
            - {reference: REF-1, dimension: DIM-1, score: 5}
            - {reference: own, dimension: DIM-1, score: 3}
    """
    for dimension in _dimensions(subject):
        if subject.scores.get((OWN, dimension.id)) is None:
            yield found(dimension)


def missing_score(subject: Subject) -> Iterator[Found]:
    """A reference has no score in a dimension, and no note says why.

    Why: an empty cell is read as a comparison left half done, or as a figure that did not suit.
    Source: practice of international comparisons: no cell is left empty without a note.

    Wrong:
        benchmark:
          references: [{id: REF-1, name: Queserías de Antioquia}]
          dimensions: [{id: DIM-1, name: Calidad de leche}, {id: DIM-2, name: Marca de origen}]
          scores: [{reference: REF-1, dimension: DIM-1, score: 4}]
    Right:
        benchmark:
          references: [{id: REF-1, name: Queserías de Antioquia}]
          dimensions: [{id: DIM-1, name: Calidad de leche}, {id: DIM-2, name: Marca de origen}]
          scores:
            - {reference: REF-1, dimension: DIM-1, score: 4}
            - {reference: REF-1, dimension: DIM-2, note: No tiene marca de origen registrada}
    """
    benchmark = subject.plan.benchmark
    if benchmark is None or not benchmark.scores:
        return
    told = {key for key, one in _entries(subject).items() if one.score is not None or one.note}
    for reference in benchmark.references:
        lacking = [one for one in benchmark.dimensions if (reference.id, one.id) not in told]
        if lacking:
            ends = (End(one) for one in lacking)
            yield found(reference, "", *ends, dimensions=", ".join(map(subject.name, lacking)))


def dimension_weights_not_100(subject: Subject) -> Iterator[Found]:
    """The weights of the dimensions do not total 100.

    Why: the weights say what counts most; if they do not total 100, the weighted result means nothing.
    Source: arithmetic of weighted comparisons; the margin of 0.05 for roundings is a convention of ours.

    Wrong:
        benchmark:
          dimensions:
            - {id: DIM-1, name: Frescura del desembarque, weight: 60}
            - {id: DIM-2, name: Cadena de frío, weight: 50}
    Right:
        benchmark:
          dimensions:
            - {id: DIM-1, name: Frescura del desembarque, weight: 60}
            - {id: DIM-2, name: Cadena de frío, weight: 40}
    """
    benchmark = subject.plan.benchmark
    if benchmark and (off := not_100(subject, benchmark.dimensions, "weight")):
        yield found(benchmark, "dimensions", **off)


def gap_not_scored(subject: Subject) -> Iterator[Found]:
    """The size of a gap is unknown: the own cluster or the reference has no score in its dimension.

    Why: a gap that nobody measured cannot be given a priority, nor can anyone tell later whether it closed.
    Source: method of cluster plans: a gap is the score of the reference less that of the own cluster.

    Wrong:
        benchmark:
          references: [{id: REF-1, name: Valle de Colchagua}]
          dimensions: [{id: DIM-1, name: Gasto por visitante}]
          scores: [{reference: own, dimension: DIM-1, score: 2}]
          gaps: [{id: BR-1, dimension: DIM-1, reference: REF-1, priority: high}]
    Right:
        benchmark:
          references: [{id: REF-1, name: Valle de Colchagua}]
          dimensions: [{id: DIM-1, name: Gasto por visitante}]
          scores:
            - {reference: own, dimension: DIM-1, score: 2}
            - {reference: REF-1, dimension: DIM-1, score: 5}
          gaps: [{id: BR-1, dimension: DIM-1, reference: REF-1, priority: high}]
    """
    for gap in subject.gaps if subject.scores else ():
        reference = subject.record(gap.reference, Reference)
        dimension = subject.record(gap.dimension, Dimension)
        if reference is None or dimension is None:
            continue
        lacking = [one for one in (OWN, reference.id) if subject.scores.get((one, dimension.id)) is None]
        if lacking:
            field = "dimension" if lacking[0] == OWN else "reference"
            who = ", ".join(_who(subject, one) for one in lacking)
            yield found(gap, field, End(dimension), who=who, dimension=dimension.id)


def gap_without_difference(subject: Subject) -> Iterator[Found]:
    """A gap is recorded where the own cluster scores as well as the reference, or better.

    Why: text and table contradict each other: either the score is wrong or there is no gap to close.
    Source: method of cluster plans: a gap is the score of the reference less that of the own cluster.

    Wrong:
        benchmark:
          references: [{id: REF-1, name: Cacao fino de Manabí}]
          dimensions: [{id: DIM-1, name: Fermentación homogénea}]
          scores:
            - {reference: own, dimension: DIM-1, score: 4}
            - {reference: REF-1, dimension: DIM-1, score: 4}
          gaps: [{id: BR-1, dimension: DIM-1, reference: REF-1}]
    Right:
        benchmark:
          references: [{id: REF-1, name: Cacao fino de Manabí}]
          dimensions: [{id: DIM-1, name: Fermentación homogénea}]
          scores:
            - {reference: own, dimension: DIM-1, score: 2}
            - {reference: REF-1, dimension: DIM-1, score: 4}
          gaps: [{id: BR-1, dimension: DIM-1, reference: REF-1}]
    """
    entries = _entries(subject) if subject.gaps else {}
    for gap in subject.gaps:
        own, other = (entries.get((who, gap.dimension or "")) for who in (OWN, gap.reference or ""))
        if own and other and own.score is not None and other.score is not None and own.score >= other.score:
            yield found(
                gap,
                "reference",
                End(own, "score", "the-other"),
                End(other, "score", "the-other"),
                own=subject.number(own.score),
                reference=subject.named(other.reference),
                score=subject.number(other.score),
            )


def unrecorded_gap(subject: Subject) -> Iterator[Found]:
    """The own cluster is two points or more behind the best, and no gap says so.

    Why: the reviewer sees a large distance in the table and looks in vain for what the plan does about it.
    Source: coherence of the method, from the comparison to the gaps; two points of the scale from 1 to 5 is
    a convention of ours.

    Wrong:
        segmentation:
          segments: [{id: SEG-1, decision: prioritised, success_factors: [{id: FCE-1, name: Inocuidad}]}]
        benchmark:
          references: [{id: REF-1, name: Queserías de la Suiza lechera}]
          dimensions: [{id: DIM-1, name: Plantas con registro sanitario, success_factors: [FCE-1]}]
          scores:
            - {reference: own, dimension: DIM-1, score: 2}
            - {reference: REF-1, dimension: DIM-1, score: 5}
    Right:
        segmentation:
          segments: [{id: SEG-1, decision: prioritised, success_factors: [{id: FCE-1, name: Inocuidad}]}]
        benchmark:
          references: [{id: REF-1, name: Queserías de la Suiza lechera}]
          dimensions: [{id: DIM-1, name: Plantas con registro sanitario, success_factors: [FCE-1]}]
          scores:
            - {reference: own, dimension: DIM-1, score: 2}
            - {reference: REF-1, dimension: DIM-1, score: 5}
          gaps: [{id: BR-1, dimension: DIM-1, reference: REF-1}]
    """
    recorded = {gap.dimension for gap in subject.gaps}
    wanted = {factor.id for factor, _ in subject.factors}
    best = _best_of(subject)
    for dimension in _dimensions(subject):
        own = subject.scores.get((OWN, dimension.id))
        if dimension.id in recorded or wanted.isdisjoint(dimension.success_factors):
            continue
        if own is None or dimension.id not in best or best[dimension.id][0] - own < FAR_BEHIND:
            continue
        score, first = best[dimension.id]
        yield found(
            dimension,
            "",
            End(first, "score", "the-other"),
            own=subject.number(own),
            reference=subject.named(first.reference),
            score=subject.number(score),
        )


def priority_against_difference(subject: Subject) -> Iterator[Found]:
    """A gap of low priority is larger than every gap of high priority, and no weight nor waiver explains it.

    Why: the reviewer asks why the plan runs after what is near and leaves what is far.
    Source: practice: priorities follow the size of the gap and the weight of its dimension, or say why not.

    Wrong:
        benchmark:
          references: [{id: REF-1, name: Ruta del vino de Mendoza}]
          dimensions: [{id: DIM-1, name: Señalización de la ruta}, {id: DIM-2, name: Gasto por visitante}]
          scores:
            - {reference: own, dimension: DIM-1, score: 3}
            - {reference: REF-1, dimension: DIM-1, score: 4}
            - {reference: own, dimension: DIM-2, score: 1}
            - {reference: REF-1, dimension: DIM-2, score: 5}
          gaps:
            - {id: BR-1, dimension: DIM-1, reference: REF-1, priority: high}
            - {id: BR-2, dimension: DIM-2, reference: REF-1, priority: low}
    Right:
        benchmark:
          references: [{id: REF-1, name: Ruta del vino de Mendoza}]
          dimensions: [{id: DIM-1, name: Señalización de la ruta}, {id: DIM-2, name: Gasto por visitante}]
          scores:
            - {reference: own, dimension: DIM-1, score: 3}
            - {reference: REF-1, dimension: DIM-1, score: 4}
            - {reference: own, dimension: DIM-2, score: 1}
            - {reference: REF-1, dimension: DIM-2, score: 5}
          gaps:
            - {id: BR-1, dimension: DIM-1, reference: REF-1, priority: low}
            - {id: BR-2, dimension: DIM-2, reference: REF-1, priority: high}
    """
    sizes = [(gap, size) for gap in subject.gaps if (size := subject.difference(gap)) is not None]
    high = [(gap, size) for gap, size in sizes if gap.priority == "high"]
    if not high:
        return
    largest, most = max(high, key=lambda one: one[1])
    for gap, size in sizes:
        if gap.priority == "low" and size > most and not gap.waiver and not _is_lighter(subject, gap, high):
            yield found(
                gap,
                "priority",
                End(largest, "priority", "the-other"),
                size=subject.number(size),
                high=subject.name(largest),
                most=subject.number(most),
            )


def score_without_evidence(subject: Subject) -> Iterator[Found]:
    """A score stands alone: no evidence, no measured value, no source, no note.

    Why: a bare score is an opinion; whoever reads it cannot tell why it is a 3 and not a 4.
    Source: method of cluster plans: each score with its evidence and source; practice.

    Wrong:
        benchmark:
          dimensions: [{id: DIM-1, name: Captura con cadena de frío}]
          scores: [{reference: own, dimension: DIM-1, score: 2}]
    Right:
        benchmark:
          dimensions: [{id: DIM-1, name: Captura con cadena de frío}]
          scores:
            - {reference: own, dimension: DIM-1, score: 2, evidence: Una de cada tres lanchas lleva hielo}
    """
    for one in subject.plan.benchmark.scores if subject.plan.benchmark else ():
        grounds = one.evidence or one.value or one.source or one.note
        if one.score is not None and not grounds and not subject.is_illustrative(one, "score"):
            who, dimension = _who(subject, one.reference), subject.named(one.dimension)
            yield found(one, "score", score=subject.number(one.score), who=who, dimension=dimension)


def _dimensions(subject: Subject) -> tuple[Dimension, ...]:
    return subject.plan.benchmark.dimensions if subject.plan.benchmark else ()


def _who(subject: Subject, reference: str) -> str:
    """A reference by its name; the own cluster by that of the plan."""
    plan = subject.plan.plan
    return subject.named(reference) if reference != OWN else f"«{(plan and plan.cluster_name) or OWN}»"


def _entries(subject: Subject) -> dict[tuple[str, str], BenchmarkScore]:
    scores = subject.plan.benchmark.scores if subject.plan.benchmark else ()
    return {(one.reference, one.dimension): one for one in scores}


def _best_of(subject: Subject) -> dict[str, tuple[Decimal, BenchmarkScore]]:
    """The highest score that a reference has in each dimension, and its entry."""
    best: dict[str, tuple[Decimal, BenchmarkScore]] = {}
    for (who, dimension), one in _entries(subject).items():
        if who == OWN or one.score is None:
            continue
        if dimension not in best or one.score > best[dimension][0]:
            best[dimension] = (one.score, one)
    return best


def _is_lighter(subject: Subject, gap: Gap, others: list[tuple[Gap, Decimal]]) -> bool:
    """Whether the dimension of a gap weighs less than that of each of `others`, all weights being known."""
    weight, *weights = (
        dimension.weight if (dimension := subject.record(one.dimension, Dimension)) else None
        for one in (gap, *(other for other, _ in others))
    )
    return weight is not None and all(other is not None and weight < other for other in weights)
