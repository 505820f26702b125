"""Rules of part 1: which businesses there are and in which the cluster will compete."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from plangen.checks.rule import End, Found, found
from plangen.checks.shares import not_100
from plangen.checks.subject import Subject
from plangen.checks.wording import share_a_word
from plangen.plan.index import Item
from plangen.plan.model import Actor, BareMeasure, Fact, Link, Record, Segment

_FEWEST_FACTORS, _MOST_FACTORS = 3, 7
_ABOUT = Decimal("0.1")
"""How far a number may be from the one that is said to be about it."""
_MOST_NAMED = 12
_COMPANY_WORDS = ("empresa", "asociaci", "organizaci", "cooperativa", "mipyme", "pyme", "firma")
_MATRIX = "atractivo posición tamaño crecimiento crece margen paga precio ventas demanda barrera competencia"
"""What every segment is compared by, and the words it is said with."""
_COMPANIES = frozenset({"company", "cooperative"})


def no_prioritised_segment(subject: Subject) -> Iterator[Found]:
    """There are segments and none of them is prioritised.

    Why: the plan exists to choose where to compete; without a choice, the comparison, the vision and the
    strategies have no business to speak of.
    Source: method of cluster plans, which closes the segmentation with a choice.

    Wrong:
        segmentation:
          segments:
            - {id: SEG-1, name: Café de especialidad, decision: complementary}
            - {id: SEG-2, name: Café convencional, decision: discarded}
    Right:
        segmentation:
          segments:
            - {id: SEG-1, name: Café de especialidad, decision: prioritised}
            - {id: SEG-2, name: Café convencional, decision: discarded}
    """
    part = subject.plan.segmentation
    if part is not None and part.segments and not subject.prioritised:
        names = ", ".join(subject.name(one) for one in part.segments)
        yield found(part, "segments", segments=names)


def segment_shares_not_100(subject: Subject) -> Iterator[Found]:
    """The shares of the segments in the cluster's sales do not total 100.

    Why: if the segments are all the business there is, their shares are the whole; another total means that
    a segment is missing or counted twice.
    Source: arithmetic; method of cluster plans.

    Wrong:
        segmentation:
          segments:
            - {id: SEG-1, name: Quesos madurados, share: 40}
            - {id: SEG-2, name: Leche fresca a planta, share: 50}
    Right:
        segmentation:
          segments:
            - {id: SEG-1, name: Quesos madurados, share: 40}
            - {id: SEG-2, name: Leche fresca a planta, share: 60}
    """
    part = subject.plan.segmentation
    if part and (off := not_100(subject, part.segments, "share")):
        yield found(part, "segments", **off)


def factor_weights_not_100(subject: Subject) -> Iterator[Found]:
    """The weights of a segment's success factors do not total 100.

    Why: a weight is a share of what decides the business; with another total, no comparison weighted with
    them holds.
    Source: arithmetic; method of cluster plans.

    Wrong:
        segmentation:
          segments:
            - id: SEG-1
              name: Enoturismo de fin de semana
              success_factors:
                - {id: FCE-1, name: Experiencia en bodega, weight: 60}
                - {id: FCE-2, name: Ruta señalizada, weight: 30}
    Right:
        segmentation:
          segments:
            - id: SEG-1
              name: Enoturismo de fin de semana
              success_factors:
                - {id: FCE-1, name: Experiencia en bodega, weight: 60}
                - {id: FCE-2, name: Ruta señalizada, weight: 40}
    """
    for segment in subject.segments:
        if off := not_100(subject, segment.success_factors, "weight"):
            yield found(segment, "success_factors", **off)


def unusual_factor_count(subject: Subject) -> Iterator[Found]:
    """A prioritised segment has fewer than three or more than seven success factors.

    Why: one or two factors seldom explain a business; eight or more mean that nobody chose what decides it.
    Source: a convention of ours, after the practice of cluster plans; no norm fixes a number.

    Wrong:
        segmentation:
          segments:
            - id: SEG-1
              name: Filete de trucha congelado
              decision: prioritised
              success_factors: [{id: FCE-1, name: Cadena de frío}, {id: FCE-2, name: Calibre parejo}]
    Right:
        segmentation:
          segments:
            - id: SEG-1
              name: Filete de trucha congelado
              decision: prioritised
              success_factors:
                - {id: FCE-1, name: Cadena de frío}
                - {id: FCE-2, name: Calibre parejo}
                - {id: FCE-3, name: Entrega todo el año}
    """
    for segment in subject.prioritised:
        count = len(segment.success_factors)
        if count and not _FEWEST_FACTORS <= count <= _MOST_FACTORS:
            end = End(segment, "decision", "prioritised-here")
            yield found(segment, "success_factors", end, count=count)


def decision_without_reason(subject: Subject) -> Iterator[Found]:
    """A segment has a decision and no reason for it.

    Why: who stays out of the chosen business will ask why, and so will the evaluator; the reason is the
    decision's only defence.
    Source: method of cluster plans: each decision on a segment goes with its reason.

    Wrong:
        segmentation:
          segments:
            - {id: SEG-1, name: Cacao fino de aroma, decision: prioritised}
    Right:
        segmentation:
          segments:
            - id: SEG-1
              name: Cacao fino de aroma
              decision: prioritised
              reason: Paga mejor que el cacao corriente y pide lo que el valle ya sabe hacer.
    """
    for segment in subject.segments:
        if segment.decision is not None and segment.reason is None:
            yield found(segment, "reason", End(segment, "decision"), decision=segment.decision)


def reason_without_criteria(subject: Subject) -> Iterator[Found]:
    """The reason for prioritising a segment names none of the criteria it was compared by.

    Why: a choice is defended with the matrix it came from: what the customer buys by, the success factors,
    size, growth, margin, attractiveness and position; another reason makes the matrix an ornament.
    Source: method of cluster plans: the reason of a choice names criteria of the matrix. That it shares a
    word with them is how we tell.

    Wrong:
        segmentation:
          segments:
            - id: SEG-1
              name: Café de especialidad
              purchase_criteria: [Puntaje de taza, Trazabilidad del lote]
              decision: prioritised
              reason: Así se acordó en la asamblea de enero.
    Right:
        segmentation:
          segments:
            - id: SEG-1
              name: Café de especialidad
              purchase_criteria: [Puntaje de taza, Trazabilidad del lote]
              decision: prioritised
              reason: Compra por taza, que es lo que el valle puede dar.
    """
    for segment in subject.prioritised:
        criteria = (*segment.purchase_criteria, *(one.name or "" for one in segment.success_factors))
        if segment.reason and any(criteria) and not share_a_word(segment.reason, (*criteria, _MATRIX)):
            named = {
                one.visit.path for one in subject.mentioned if one.target and _of(segment, one.target.item)
            }
            if subject.path(segment, "reason") not in named:
                yield found(segment, "reason", End(segment, "decision", "prioritised-here"))


def _of(segment: Segment, item: Item) -> bool:
    """Whether an item is a figure or a factor of the segment, or a datum."""
    return item.kind == "fact" or any(one.id == item.id for one in segment.success_factors)


def decision_against_scores(subject: Subject) -> Iterator[Found]:
    """A segment left aside has better scores than a prioritised one, in attractiveness and in position.

    Why: the scores are there to support the decision; where both speak against it, either they or the
    decision must be mended, or the reason must say what the scores do not see.
    Source: method of cluster plans: attractiveness and position are what segments are chosen by.

    Wrong:
        segmentation:
          segments:
            - {id: SEG-1, name: Quesos frescos, attractiveness: 2, position: 3, decision: prioritised}
            - {id: SEG-2, name: Quesos madurados, attractiveness: 4, position: 4, decision: discarded}
    Right:
        segmentation:
          segments:
            - {id: SEG-1, name: Quesos frescos, attractiveness: 2, position: 3, decision: discarded}
            - {id: SEG-2, name: Quesos madurados, attractiveness: 4, position: 4, decision: prioritised}
    """
    for segment in subject.segments:
        if segment.decision in {"complementary", "discarded"}:
            beaten = [one for one in subject.prioritised if _beats(segment, one)]
            if beaten:
                ends = (End(one, "decision", "prioritised-here") for one in beaten)
                yield found(
                    segment,
                    "decision",
                    *ends,
                    decision=segment.decision,
                    others=", ".join(_scored(subject, one) for one in beaten),
                    attractiveness=subject.number(segment.attractiveness or 0),
                    position=subject.number(segment.position or 0),
                )


def _beats(one: Segment, other: Segment) -> bool:
    """Whether the first has the better score in both; not where any of the four is missing."""
    if one.attractiveness is None or one.position is None:
        return False
    if other.attractiveness is None or other.position is None:
        return False
    return one.attractiveness > other.attractiveness and one.position > other.position


def _scored(subject: Subject, segment: Segment) -> str:
    attractiveness, position = segment.attractiveness or 0, segment.position or 0
    return f"{subject.name(segment)} ({subject.number(attractiveness)} / {subject.number(position)})"


def companies_over_universe(subject: Subject) -> Iterator[Found]:
    """A segment, a link or an action counts more companies than the whole cluster has.

    Why: a part cannot be greater than the whole; the reader no longer knows whom the cluster counts.
    Source: arithmetic; method of cluster plans: numbers of companies agree from part to part.

    Wrong:
        cluster: {universe: DAT-1}
        segmentation:
          segments: [{id: SEG-1, name: Piscos de bodega, companies: 48}]
        facts:
          - {id: DAT-1, label: Bodegas formales del valle, value: 36, unit: empresas, year: 2025}
    Right:
        cluster: {universe: DAT-1}
        segmentation:
          segments: [{id: SEG-1, name: Piscos de bodega, companies: 28}]
        facts:
          - {id: DAT-1, label: Bodegas formales del valle, value: 36, unit: empresas, year: 2025}
    """
    universe = subject.fact(subject.plan.cluster.universe) if subject.plan.cluster else None
    whole = _range(universe) if universe else None
    if universe is None or whole is None:
        return
    field, limit = ("to", universe.to) if universe.to is not None else ("value", universe.value)
    said = {"universe": subject.name(universe), "limit": subject.number(limit or 0)}
    for record, place, least, companies in _counts(subject):
        if least > whole[1]:
            yield found(record, place, End(universe, field, "limit-here"), companies=companies, **said)


def _counts(subject: Subject) -> Iterator[tuple[Record, str, Decimal, str]]:
    """Every number of companies of the cluster: record and field, the least it may mean, as it is said."""
    parts: tuple[Segment | Link, ...] = (*subject.segments, *_local(subject))
    for record in parts:
        part = _companies(subject, record.companies)
        if part is not None:
            yield record, "companies", part[0], _said(subject, record.companies)
    for action in subject.live_actions:
        served = action.beneficiaries.companies if action.beneficiaries else None
        if served is not None:
            yield action, "beneficiaries/companies", Decimal(served), subject.number(served)


def more_actors_than_companies(subject: Subject) -> Iterator[Found]:
    """More companies are listed by name in a segment or a link than its number of companies says.

    Why: the list of actors and the tables of parts 1 and 2 are read side by side; one of the two is old. In
    a segment, actors whose link is not wholly in the territory do not count: they may be its buyers.
    Source: method of cluster plans: numbers of companies agree from part to part.

    Wrong:
        cluster:
          actors:
            - {id: ACTR-1, name: Cooperativa Valle Alto, kind: cooperative, segments: [SEG-1]}
            - {id: ACTR-2, name: Tostaduría del Norte, kind: company, segments: [SEG-1]}
        segmentation:
          segments: [{id: SEG-1, name: Café tostado, companies: 1}]
    Right:
        cluster:
          actors:
            - {id: ACTR-1, name: Cooperativa Valle Alto, kind: cooperative, segments: [SEG-1]}
            - {id: ACTR-2, name: Tostaduría del Norte, kind: company, segments: [SEG-1]}
        segmentation:
          segments: [{id: SEG-1, name: Café tostado, companies: 12}]
    """
    listed = _listed(subject)
    places: tuple[Segment | Link, ...] = (*subject.segments, *subject.links)
    for record in places:
        said = _companies(subject, record.companies)
        actors = tuple(listed.get(record.id, {}).values())
        if said is not None and actors and len(actors) > said[1]:
            one_too_many = actors[max(int(said[1]), 0)]
            yield found(
                record,
                "companies",
                End(one_too_many, "segments" if isinstance(record, Segment) else "link", "the-other"),
                companies=_said(subject, record.companies),
                count=len(actors),
                actors=_ids(actors),
            )


def _local(subject: Subject) -> tuple[Link, ...]:
    """The links whose companies are the cluster's: not those that are elsewhere, wholly or in part."""
    return tuple(one for one in subject.links if one.presence not in {"partial", "no"})


def _listed(subject: Subject) -> dict[str, dict[str, Actor]]:
    """The companies and cooperatives listed in each segment and link, by its id and theirs."""
    found: dict[str, dict[str, Actor]] = {}
    away = {one.id for one in subject.links} - {one.id for one in _local(subject)}
    companies = {one.id: one for one in subject.actors if one.kind in _COMPANIES}
    for actor in companies.values():
        segments = () if actor.link in away else actor.segments
        for place in (*segments, *((actor.link,) if actor.link else ())):
            found.setdefault(place, {})[actor.id] = actor
    for link in subject.links:
        known = {name: companies[name] for name in link.actors if name in companies}
        found.setdefault(link.id, {}).update(known)
    return found


def _ids(actors: tuple[Actor, ...]) -> str:
    return ", ".join(
        [*(one.id for one in actors[:_MOST_NAMED]), *(["…"] if len(actors) > _MOST_NAMED else [])]
    )


def _companies(subject: Subject, figure: BareMeasure | None) -> tuple[Decimal, Decimal] | None:
    """The least and the most companies that a figure may mean; None where it counts something else."""
    if figure is None:
        return None
    fact = subject.fact(figure.fact)
    if fact is not None:
        return _range(fact)
    if figure.value is None or (figure.unit is not None and not _counts_companies(figure.unit)):
        return None
    return figure.value, figure.value


def _range(fact: Fact) -> tuple[Decimal, Decimal] | None:
    if fact.value is None or not _counts_companies(fact.unit):
        return None
    low, high = sorted((fact.value, fact.value if fact.to is None else fact.to))
    if fact.qualifier == "about":
        return low * (1 - _ABOUT), high * (1 + _ABOUT)
    if fact.qualifier == "over":
        return low, Decimal("Infinity")
    return (Decimal(0), high) if fact.qualifier in {"under", "up_to"} else (low, high)


def _counts_companies(unit: str | None) -> bool:
    """Whether a unit is companies and nothing else: `empresas`, not `miles de empresas` or `empresas/km²`."""
    words = (unit or "").lower()
    return words.startswith(_COMPANY_WORDS) and "/" not in words and " por " not in words


def _said(subject: Subject, figure: BareMeasure | None) -> str:
    """The number of companies as the plan says it."""
    fact = subject.fact(figure.fact) if figure else None
    value = fact.value if fact else figure.value if figure else None
    return subject.number(value or 0) + (f" ({fact.id})" if fact else "")
