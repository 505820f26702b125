"""Rules of part 4."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from plangen.checks.rule import End, Found, found
from plangen.checks.shares import not_100
from plangen.checks.subject import Subject
from plangen.checks.wording import figures, names_any_of, names_place, scale_of, share_a_word
from plangen.plan.derived import computed
from plangen.plan.model import Kind, Money, Option, Record, Vision


def vision_weights_not_100(subject: Subject) -> Iterator[Found]:
    """The weights of the criteria for the options do not total 100.

    Why: the options were compared with a scale that does not close; the choice itself is open to challenge.
    Source: arithmetic of weighted choices; the margin of 0.05 for roundings is a convention of ours.

    Wrong:
        vision:
          criteria:
            - {id: CRI-1, name: Crecimiento del mercado, weight: 60}
            - {id: CRI-2, name: Posición alcanzable, weight: 30}
    Right:
        vision:
          criteria:
            - {id: CRI-1, name: Crecimiento del mercado, weight: 60}
            - {id: CRI-2, name: Posición alcanzable, weight: 40}
    """
    vision = subject.plan.vision
    if vision and (off := not_100(subject, vision.criteria, "weight")):
        yield found(vision, "criteria", **off)


def option_not_scored(subject: Subject) -> Iterator[Found]:
    """An option has no score in a criterion.

    Why: an option that was not weighed by all criteria was not compared; it seems to be there as padding.
    Source: method of cluster plans: each option is weighed by each criterion; practice.

    Wrong:
        vision:
          criteria: [{id: CRI-1, name: Crecimiento, weight: 50}, {id: CRI-2, name: Factibilidad, weight: 50}]
          options: [{id: OPC-1, name: Quesos madurados con marca de origen, scores: {CRI-1: 5}}]
    Right:
        vision:
          criteria: [{id: CRI-1, name: Crecimiento, weight: 50}, {id: CRI-2, name: Factibilidad, weight: 50}]
          options: [{id: OPC-1, name: Quesos madurados con marca de origen, scores: {CRI-1: 5, CRI-2: 3}}]
    """
    vision = subject.plan.vision
    for option in vision.options if vision else ():
        criteria = vision.criteria if vision else ()
        lacking = [one for one in criteria if option.scores.get(one.id) is None]
        if lacking:
            ends = (End(one) for one in lacking)
            yield found(option, "scores", *ends, criteria=", ".join(map(subject.name, lacking)))


def no_option_chosen(subject: Subject) -> Iterator[Found]:
    """There are options for the future and none is chosen.

    Why: without a choice there is no strategy, only a list of wishes.
    Source: method of cluster plans: the vision rests on the option chosen among those weighed.

    Wrong:
        vision:
          options: [{id: OPC-1, name: Volumen y costo}, {id: OPC-2, name: Café de origen}]
    Right:
        vision:
          options: [{id: OPC-1, name: Volumen y costo}, {id: OPC-2, name: Café de origen}]
          chosen: OPC-2
    """
    vision = subject.plan.vision
    if vision and vision.options and not vision.chosen:
        yield found(vision, "chosen", options=", ".join(map(subject.name, vision.options)))


def chosen_not_best(subject: Subject) -> Iterator[Found]:
    """Another option totals more than the chosen one.

    Why: the table says one thing and the decision another; the reviewer asks what the scores were for.
    Source: arithmetic of the plan's own weights and scores; practice.

    Wrong:
        vision:
          criteria: [{id: CRI-1, name: Crecimiento, weight: 100}]
          options:
            - {id: OPC-1, name: Pesca para harina, scores: {CRI-1: 4}}
            - {id: OPC-2, name: Conservas para exportación, scores: {CRI-1: 3}}
          chosen: OPC-2
    Right:
        vision:
          criteria: [{id: CRI-1, name: Crecimiento, weight: 100}]
          options:
            - {id: OPC-1, name: Pesca para harina, scores: {CRI-1: 2}}
            - {id: OPC-2, name: Conservas para exportación, scores: {CRI-1: 3}}
          chosen: OPC-2
    """
    vision, chosen = subject.plan.vision, _chosen(subject)
    if vision is None or chosen is None:
        return
    totals = [(one, computed(subject.index, one, "total")) for one in vision.options]
    known = [(one, total) for one, total in totals if isinstance(total, Decimal)]
    own = next((total for one, total in known if one is chosen), None)
    best, most = max(known, key=lambda one: one[1], default=(chosen, Decimal(0)))
    if own is not None and most > own:
        yield found(
            vision,
            "chosen",
            End(chosen, "scores", "the-other"),
            End(best, "scores", "the-other"),
            chosen=subject.name(chosen),
            total=subject.number(own),
            best=subject.name(best),
            most=subject.number(most),
        )


def chosen_without_priority(subject: Subject) -> Iterator[Found]:
    """The chosen option serves no prioritised segment.

    Why: part 1 decided where to compete and part 4 walks off elsewhere; the thread breaks here.
    Source: coherence of the method, from the segmentation to the vision.

    Wrong:
        segmentation:
          segments:
            - {id: SEG-1, name: Enoturismo de fin de semana, decision: prioritised}
            - {id: SEG-2, name: Pisco a granel, decision: discarded}
        vision:
          options: [{id: OPC-1, name: Volumen y costo, segments: [SEG-2]}]
          chosen: OPC-1
    Right:
        segmentation:
          segments:
            - {id: SEG-1, name: Enoturismo de fin de semana, decision: prioritised}
            - {id: SEG-2, name: Pisco a granel, decision: discarded}
        vision:
          options: [{id: OPC-1, name: La ruta del vino y del pisco, segments: [SEG-1]}]
          chosen: OPC-1
    """
    chosen, wanted = _chosen(subject), {one.id for one in subject.prioritised}
    if chosen and wanted and wanted.isdisjoint(chosen.segments):
        ends = (End(one, "decision", "prioritised-here") for one in subject.prioritised)
        names = ", ".join(map(subject.name, subject.prioritised))
        yield found(chosen, "segments", *ends, prioritised=names)


def milestone_outside_plan(subject: Subject) -> Iterator[Found]:
    """A milestone of the vision falls after the horizon, or before the plan itself.

    Why: what is promised after the horizon will be followed by nobody; what came before is no promise.
    Source: order of dates; the year of the plan, or where it has none that of its first month, is a
    convention of ours.

    Wrong:
        plan: {id: cafe-jaen, date: 2026-11-16, horizon: 2030}
        vision: {milestones: [{year: 2032, text: Marca colectiva en tres países}]}
    Right:
        plan: {id: cafe-jaen, date: 2026-11-16, horizon: 2030}
        vision: {milestones: [{year: 2030, text: Marca colectiva en tres países}]}
    """
    plan, vision = subject.plan.plan, subject.plan.vision
    if plan is None or vision is None:
        return
    first, start = subject.date or subject.first_month, "date" if subject.date else "period/start"
    for milestone in vision.milestones:
        if subject.horizon and milestone.year > subject.horizon:
            limit, field = subject.horizon, "horizon"
        elif first and milestone.year < first.year:
            limit, field = first.year, start
        else:
            continue
        yield found(milestone, "year", End(plan, field, "limit-here"), year=milestone.year, limit=limit)


def statement_without_place(subject: Subject) -> Iterator[Found]:
    """The statement of the vision names no place of the cluster's territory.

    Why: a vision that any region could sign belongs to nobody.
    Source: method of cluster plans: the statement says which business, where, and in what position.

    Wrong:
        cluster: {territory: [{department: Cajamarca, province: Jaén}]}
        vision: {statement: "Ser el café especial preferido de los tostadores europeos."}
    Right:
        cluster: {territory: [{department: Cajamarca, province: Jaén}]}
        vision: {statement: "Jaén es el origen de café especial preferido de los tostadores europeos."}
    """
    vision, cluster, plan = subject.plan.vision, subject.plan.cluster, subject.plan.plan
    if vision is None or not vision.statement or cluster is None or not cluster.territory:
        return
    levels = [(one.department, one.province, one.district) for one in cluster.territory]
    places = dict.fromkeys(place for level in levels for place in level if place)
    name = (plan.cluster_name if plan else None) or ""
    if not names_any_of(vision.statement, name) and not any(
        names_place(vision.statement, one) for one in places
    ):
        departments = ", ".join(dict.fromkeys(department for department, _, _ in levels))
        yield found(vision, "statement", End(cluster.territory[0]), places=departments)


def statement_without_segment(subject: Subject) -> Iterator[Found]:
    """The statement of the vision shares no word with the prioritised segments: name, product or customer.

    Why: the reviewer does not find in the vision the business that part 1 decided to compete in.
    Source: method of cluster plans: the statement says which business, where, and in what position; comparing
    words is a convention of ours.

    Wrong:
        segmentation:
          segments: [{id: SEG-1, name: Enoturismo, product: Visita y cata en bodega, decision: prioritised}]
        vision: {statement: "Ica es la región más competitiva e innovadora del sur."}
    Right:
        segmentation:
          segments: [{id: SEG-1, name: Enoturismo, product: Visita y cata en bodega, decision: prioritised}]
        vision: {statement: "Ica es la región enoturística del Perú que el viajero elige primero."}
    """
    vision = subject.plan.vision
    said = [text for one in subject.prioritised for text in (one.name, one.product, one.customer) if text]
    if vision and vision.statement and said and not share_a_word(vision.statement, said):
        ends = (End(one, "decision", "prioritised-here") for one in subject.prioritised)
        names = ", ".join(map(subject.name, subject.prioritised))
        yield found(vision, "statement", *ends, segments=names)


def number_only_in_vision(subject: Subject) -> Iterator[Found]:
    """A number in the vision stands nowhere else in the plan: no fact, baseline or target holds it.

    Why: a figure promised only here has no starting point and no one who measures it.
    Source: method of cluster plans: each figure of the vision is a target of part 8 or a datum with source.

    Wrong:
        vision: {statement: "En 2030 Jaén exporta 40,000 sacos de café especial."}
        indicators: [{id: IND-1, name: Sacos exportados, targets: {2030: 35000}}]
    Right:
        vision: {statement: "En 2030 Jaén exporta 40,000 sacos de café especial."}
        indicators: [{id: IND-1, name: Sacos exportados, targets: {2030: 40000}}]
    """
    texts = _texts(subject.plan.vision) if subject.plan.vision else ()
    seen = [(record, field, one) for record, field, text in texts for one in figures(text)]
    for known in (_evidence, _figures):
        values = known(subject) if seen else frozenset()
        seen = [(record, field, one) for record, field, one in seen if not one.is_one_of(values)]
    for record, field, one in seen:
        yield Found(record, field, {"number": one.text}, (), one.start, one.end)


def vision_not_validated(subject: Subject) -> Iterator[Found]:
    """The vision has a statement and no date on which the cluster validated it.

    Why: a vision that the companies did not validate is the consultant's.
    Source: practice of the programme's plans: the vision is validated in a session, with its record.

    Wrong:
        vision: {statement: "Cajamarca es el valle lechero de los quesos madurados del Perú."}
    Right:
        vision:
          statement: "Cajamarca es el valle lechero de los quesos madurados del Perú."
          validation: {date: 2026-07-24, session: Segunda presentación pública}
    """
    vision = subject.plan.vision
    if vision and vision.statement and (vision.validation is None or vision.validation.date is None):
        yield found(vision, "validation/date" if vision.validation else "statement")


def validation_after_plan(subject: Subject) -> Iterator[Found]:
    """The validation of the vision is dated after the plan.

    Why: the plan says as done what had not happened yet when it was signed.
    Source: order of dates.

    Wrong:
        plan: {id: lacteos-cajamarca, date: 2026-11-16}
        vision: {validation: {date: 2026-12-04}}
    Right:
        plan: {id: lacteos-cajamarca, date: 2026-11-16}
        vision: {validation: {date: 2026-10-30}}
    """
    plan, validation = subject.plan.plan, subject.plan.vision.validation if subject.plan.vision else None
    if plan and plan.date and validation and validation.date and validation.date > plan.date:
        date, limit = subject.day(validation.date), subject.day(plan.date)
        yield found(validation, "date", End(plan, "date", "limit-here"), date=date, limit=limit)


def _chosen(subject: Subject) -> Option | None:
    return subject.record(subject.plan.vision.chosen, Option) if subject.plan.vision else None


def _texts(vision: Vision) -> Iterator[tuple[Record, str, str]]:
    """What the vision promises: its statement, its elements and its milestones, with record and field."""
    if vision.statement:
        yield vision, "statement", vision.statement
    said: list[tuple[Record, str | None]] = [(one, one.text) for one in vision.elements]
    said += [(one, one.text) for one in vision.milestones]
    yield from ((record, "text", text) for record, text in said if text)


_TOTALS = ("cost", "grant", "counterpart")
_FIGURES = (Kind.NUMBER, Kind.PERCENT, Kind.COUNT)
_NO_FIGURES = ("weight", "order", "decimals", "green", "amber")
"""Fields of numbers that tell how the plan reckons, and nothing of the cluster."""


def _evidence(subject: Subject) -> frozenset[Decimal]:
    """The values of facts, baselines and targets, where the figures of a vision mostly are."""
    facts = [value for fact in subject.plan.facts for value in (fact.value, fact.to)]
    starts = [one.baseline.value for one in subject.indicators if one.baseline]
    goals = [value for one in subject.indicators for value in one.targets.values()]
    return frozenset(value for value in (*facts, *starts, *goals) if value is not None)


def _figures(subject: Subject) -> frozenset[Decimal]:
    """All typed figures, with and without the scale of their unit (`32 millones`), and the plan's totals."""
    numbers = [one for one in subject.index.visits if type(one.value) in (Decimal, int)]
    wanted = [one for one in numbers if one.shape.kind in _FIGURES and one.shape.name not in _NO_FIGURES]
    fields = [(Decimal(str(one.value)), getattr(one.record, "unit", None)) for one in wanted]
    scales = {unit: scale_of(unit) for unit in {unit for _, unit in fields if unit}}
    plan = subject.plan.plan
    totals = [computed(subject.index, plan, name) for name in _TOTALS] if plan else []
    money = [one.amount for one in totals if isinstance(one, Money)]
    scaled = [value.scaleb(scales[unit]) for value, unit in fields if scales.get(unit)]
    return frozenset((*money, *scaled, *(value for value, _ in fields)))
