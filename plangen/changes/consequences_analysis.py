"""What follows from another score or weight: gaps, totals of options, sums that must be 100."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from plangen.changes.consequences_sides import Felt, Rules, Sides, Touch, called, felt, plural
from plangen.plan.derived import EXACT
from plangen.plan.index import PlanIndex
from plangen.plan.model import (
    Benchmark,
    BenchmarkScore,
    Criterion,
    Dimension,
    Gap,
    Lesson,
    Link,
    Measure,
    Option,
    Record,
    Segment,
    SuccessFactor,
    Vision,
    shapes,
)

_HUNDRED = Decimal(100)
_SPARED = Decimal("0.05")
"""Sets that must total 100 do so within it."""


def gap_difference(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """The gaps that the score widens, narrows or closes."""
    score = touch.new or touch.old
    gaps = sides.new.plan.benchmark.gaps if sides.new.plan.benchmark else ()
    if not isinstance(score, BenchmarkScore):
        return
    for gap in gaps:
        if gap.dimension != score.dimension or score.reference not in ("own", gap.reference):
            continue
        shift = sides.shift(gap.id, "difference")
        if shift is None:
            continue
        before, after = shift
        params = {"gap": sides.name(gap.id), "before": before, "after": after}
        if after <= 0 < before:
            yield felt("gap-closed", sides.path(gap.id), gap=params["gap"], before=before)
        elif after < before:
            yield felt("gap-narrower", sides.path(gap.id), **params)
        else:
            yield felt("gap-wider", sides.path(gap.id), **params)


def weighted_means(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """The weighted mean of the cluster, or of a reference, over all dimensions."""
    score = touch.new or touch.old
    wanted = [score.reference] if isinstance(score, BenchmarkScore) else ["own", *_reference_ids(sides.new)]
    for reference in wanted:
        before, after = _mean(sides.old, reference), _mean(sides.new, reference)
        if before is None or after is None or before == after:
            continue
        if reference == "own":
            yield felt("own-mean", "benchmark/scores", before=before, after=after)
        elif reference in sides.new.items:
            params = {"reference": sides.name(reference), "before": before, "after": after}
            yield felt("reference-mean", sides.path(reference), **params)


def _reference_ids(index: PlanIndex) -> list[str]:
    return [one.id for one in index.plan.benchmark.references] if index.plan.benchmark else []


def _mean(index: PlanIndex, reference: str) -> Decimal | None:
    """Σ score × weight ÷ Σ weight; None until every dimension has both."""
    benchmark = index.plan.benchmark or Benchmark()
    scores = {one.dimension: one.score for one in benchmark.scores if one.reference == reference}
    total = weights = Decimal(0)
    for dimension in benchmark.dimensions:
        score = scores.get(dimension.id)
        if score is None or dimension.weight is None:
            return None
        total = EXACT.add(total, EXACT.multiply(score, dimension.weight))
        weights = EXACT.add(weights, dimension.weight)
    return EXACT.divide(total, weights).quantize(Decimal("0.01")) if weights > 0 else None


def chosen_option(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """Whether the option chosen is still the best of them."""
    old, new = _standing(sides.old), _standing(sides.new)
    if new is None:
        return
    chosen, rivals = new
    total = sides.value(sides.new, chosen, "total")
    params = {"chosen": sides.name(chosen), "total": total}
    path = "vision/chosen"
    if rivals and not (old and old[0] == chosen and old[1]):
        best = sides.value(sides.new, rivals[0], "total")
        yield felt("chosen-not-best", path, rival=sides.name(rivals[0]), best=best, **params)
    elif not rivals and old and old[0] == chosen and old[1]:
        yield felt("chosen-best-again", path, **params)


def _standing(index: PlanIndex) -> tuple[str, tuple[str, ...]] | None:
    """The option chosen, and those with a higher total, the highest first; None where not known."""
    vision = index.plan.vision
    if vision is None or not vision.chosen or vision.chosen not in {one.id for one in vision.options}:
        return None
    totals = {one.id: total for one in vision.options if (total := _total(index, one)) is not None}
    if vision.chosen not in totals:
        return None
    better = [one for one, total in totals.items() if total > totals[vision.chosen]]
    return vision.chosen, tuple(sorted(better, key=lambda one: -totals[one]))


def _total(index: PlanIndex, option: Option) -> Decimal | None:
    """Σ score × weight ÷ 100 of an option, as the plan computes it."""
    weights = {one.id: one.weight for one in index.plan.vision.criteria} if index.plan.vision else {}
    total = None
    for criterion, weight in weights.items():
        score = option.scores.get(criterion)
        if score is None or weight is None:
            return None
        total = EXACT.add(total or Decimal(0), EXACT.multiply(score, weight).scaleb(-2, EXACT))
    return total


def option_totals(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """The totals of options that the weight or the score moves."""
    vision = sides.new.plan.vision
    own = str(getattr(touch.new or touch.old, "id", "")) if touch.model is Option else ""
    for option in vision.options if vision else ():
        shift = sides.shift(option.id, "total")
        if shift is not None and own in ("", option.id):
            params = {"option": sides.name(option.id), "before": shift[0], "after": shift[1]}
            yield felt("option-total", sides.path(option.id), **params)


def hundred(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """A set of weights or shares that totalled 100 no longer does, or does again."""
    then, now = _set_of(sides.old, touch), _set_of(sides.new, touch)
    before, after = (_sum_of(one, touch) for one in (then, now))
    if before is None or after is None or _whole(before) == _whole(after):
        return
    path = touch.path if touch.new is not None else touch.path.rpartition("/")[0]
    title = sides.title(touch.model, _FIELDS[touch.model])
    name = "total-hundred-again" if _whole(after) else "total-not-hundred"
    yield felt(name, path, field=title, total=after, count=len(now))


_FIELDS: Mapping[type[Record], str] = MappingProxyType(
    {
        SuccessFactor: "weight",
        Dimension: "weight",
        Criterion: "weight",
        Segment: "share",
        Link: "cost_share",
    }
)


def _set_of(index: PlanIndex, touch: Touch) -> Sequence[Record]:
    """The records whose weights total 100 with that of the one that changed."""
    path = touch.path.rpartition("/")[0]
    visit = index.at(path.rpartition("/")[0] if touch.field else path)
    return visit.value if visit is not None and isinstance(visit.value, tuple) else ()


def _sum_of(records: Sequence[Record], touch: Touch) -> Decimal | None:
    attribute = shapes(touch.model)[_FIELDS[touch.model]].attribute
    values = [getattr(one, attribute) for one in records if isinstance(one, touch.model)]
    known = [one for one in values if isinstance(one, Decimal)]
    total = Decimal(0)
    for one in known:
        total = EXACT.add(total, one)
    return total if known else None


def _whole(total: Decimal) -> bool:
    return abs(EXACT.subtract(total, _HUNDRED)) <= _SPARED


def lesson_used(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """The strategies that use a lesson whose worth is another now."""
    lesson = touch.new
    users = [
        one.id for one in sides.new.plan.strategies if isinstance(lesson, Lesson) and lesson.id in one.lessons
    ]
    if users and isinstance(lesson, Lesson):
        said = called(sides, users)
        yield felt(plural("lesson-used", len(users)), sides.path(users[0]), strategies=said, lesson=lesson.id)


def gap_attended(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """The strategies that attend to a gap of another priority."""
    gap = touch.new
    if not isinstance(gap, Gap):
        return
    users = [one.id for one in sides.new.plan.strategies if gap.id in one.gaps]
    if users:
        said = called(sides, users)
        yield felt(plural("gap-attended", len(users)), sides.path(users[0]), strategies=said, gap=gap.id)
    else:
        yield felt("gap-unattended", sides.path(gap.id), gap=sides.name(gap.id))


def link_margins(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """The margins of links that are reckoned from a price that moved."""
    chain = sides.new.plan.industry.chain if sides.new.plan.industry else None
    for link in chain.links if chain else ():
        shift = sides.shift(link.id, "margin") if link.margin is None else None
        if shift is not None and chain is not None:
            unit = (link.price.unit if link.price else None) or chain.unit
            values = [Measure.model_construct(value=one, unit=unit) for one in shift]
            params = {"link": sides.name(link.id), "before": values[0], "after": values[1]}
            yield felt("link-margin", sides.path(link.id), **params)


_SCORE = (gap_difference, weighted_means)

RULES: Rules = MappingProxyType(
    {
        **dict.fromkeys(((BenchmarkScore, "score"), (BenchmarkScore, "")), _SCORE),
        **dict.fromkeys(((Dimension, "weight"), (Dimension, "")), (hundred, weighted_means)),
        **dict.fromkeys(((Criterion, "weight"), (Criterion, "")), (chosen_option, hundred, option_totals)),
        **dict.fromkeys(((Option, "scores"), (Option, "")), (chosen_option, option_totals)),
        (Vision, "chosen"): (chosen_option,),
        **dict.fromkeys(((SuccessFactor, "weight"), (SuccessFactor, "")), (hundred,)),
        **dict.fromkeys(((Segment, "share"), (Segment, "")), (hundred,)),
        **dict.fromkeys(((Link, "cost_share"), (Link, "")), (hundred, link_margins)),
        **dict.fromkeys(((Link, "price"), (Link, "margin"), (Link, "order")), (link_margins,)),
        (Lesson, "transferable"): (lesson_used,),
        (Gap, "priority"): (gap_attended,),
    }
)
