"""Rules of identity and cluster: what is missing, change log, period, criteria and actors."""

from __future__ import annotations

from collections.abc import Iterator

from plangen.checks.empty import is_empty, lacking
from plangen.checks.folding import folded, words_of
from plangen.checks.required import PARTS
from plangen.checks.rule import End, Found, found
from plangen.checks.subject import Subject
from plangen.plan.model import ClusterCriteria, ClusterCriterion, Identity, Record, Version, shapes

_TAKES_PART = ("micro_sme", "large_company")
_TELLING = 6
"""A name of so many letters may be looked for inside words: `Tambo Grande` is `Tambogrande`."""
_RUC_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def missing_part(subject: Subject) -> Iterator[Found]:
    """The identity, the cluster or one of the eight parts of the plan is absent or empty.

    Why: the programme asks for eight parts; what is not there cannot be judged, and the plan is sent back.
    Source: the programme's public presentation lists the eight parts; identity and cluster are a convention
    of ours.

    Wrong:
        plan: {id: cafe, title: Plan del clúster de café}
        strategies: []
    Right:
        plan: {id: cafe, title: Plan del clúster de café}
        cluster: {business: Café especial de altura}
        segmentation: {segments: [{id: SEG-1, name: Café de origen}]}
        industry: {market: El café especial crece más que el corriente.}
        benchmark: {references: [{id: REF-1, name: Cooperativas de Huila}]}
        vision: {statement: Ser el café de origen que eligen los tostadores de Europa.}
        strategies: [{id: EST-1, name: Calidad de taza}]
        management: {model: Una asociación civil con gerencia propia.}
        action_plan: {actions: [{id: ACT-1, name: Laboratorio de taza}]}
        indicators: [{id: IND-1, name: Puntaje de taza}]
    """
    for part in PARTS:
        if is_empty(getattr(subject.plan, part)):
            yield found(subject.plan, part, part=part)


def incomplete_record(subject: Subject) -> Iterator[Found]:
    """A record lacks what a reviewer cannot do without.

    Why: an indicator without formula or an activity without deliverable is a mere title: nobody can judge it.
    Source: method of cluster plans and the indicator sheets of CEPLAN; the list of fields is ours.

    Wrong:
        strategies: [{id: EST-1, name: Calidad de taza}]
    Right:
        strategies: [{id: EST-1, name: Calidad de taza, objective: Llegar a 84 puntos en taza.}]
    """
    for record, fields, _ in subject.shortfalls:
        if fields:
            yield found(record, "", fields=_listed(fields), where=_where(subject, record))


def thin_record(subject: Subject) -> Iterator[Found]:
    """A record lacks what a good plan says.

    Why: the record can be read, but a reviewer will ask for what is missing: one more round of observations.
    Source: practice of cluster plans; the list of fields is a convention of ours.

    Wrong:
        facts: [{id: DAT-1, label: Queserías formales, value: 120}]
    Right:
        facts: [{id: DAT-1, label: Queserías formales, value: 120, unit: queserías, scope: Cajamarca}]
    """
    for record, _, fields in subject.shortfalls:
        if fields:
            yield found(record, "", fields=_listed(fields), where=_where(subject, record))


def version_not_logged(subject: Subject) -> Iterator[Found]:
    """The change log lacks the plan's version, or its dates go back or past the date of the plan.

    Why: reviewers read the change log first, to know which text they hold and what is new in it.
    Source: practice: the rules of the programme's second call open with a change log themselves.

    Wrong:
        plan:
          id: cafe
          version: "1.1"
          changes: [{version: "1.0", date: 2026-04-10, summary: Primera entrega}]
    Right:
        plan:
          id: cafe
          version: "1.1"
          changes:
            - {version: "1.0", date: 2026-04-10, summary: Primera entrega}
            - {version: "1.1", date: 2026-08-14, summary: Respuesta a las observaciones}
    """
    identity = subject.plan.plan
    if identity is None:
        return
    rows = identity.changes
    if identity.version and identity.version not in {row.version for row in rows}:
        ends = (End(identity, "changes", "said-here"),) if rows else ()
        said, logged = f"version: {identity.version}", ", ".join(row.version for row in rows) or "–"
        yield found(identity, "version", *ends, said=said, other=f"changes: {logged}")
    yield from _dates_not_in_order(identity)


def _dates_not_in_order(identity: Identity) -> Iterator[Found]:
    above: Version | None = None
    for row in identity.changes:
        if row.date is None:
            continue
        if above and above.date and row.date < above.date:
            said, other = f"{row.version}: {row.date}", f"{above.version}: {above.date}"
            yield found(row, "date", End(above, "date", "the-other"), said=said, other=other)
        above = row
    if above and above.date and identity.date and above.date > identity.date:
        said, other = f"{above.version}: {above.date}", f"date: {identity.date}"
        yield found(above, "date", End(identity, "date", "limit-here"), said=said, other=other)


def period_reversed(subject: Subject) -> Iterator[Found]:
    """The period that the programme finances ends before it starts.

    Why: months, budget by year and calendar are reckoned from it: none of them holds.
    Source: arithmetic of dates.

    Wrong:
        plan: {id: cafe, period: {start: 2027-01, end: 2026-12}}
    Right:
        plan: {id: cafe, period: {start: 2027-01, end: 2028-12}}
    """
    period = subject.plan.plan.period if subject.plan.plan else None
    if period and period.start and period.end and period.end < period.start:
        yield found(
            period, "end", End(period, "start", "starts-here"), start=str(period.start), end=str(period.end)
        )


def horizon_before_period(subject: Subject) -> Iterator[Found]:
    """The horizon of the plan comes before the end of the period that the programme finances.

    Why: the vision would be due while its actions are still being paid.
    Source: coherence of the method; in plans seen, the horizon is the later of the two.

    Wrong:
        plan: {id: pesca, horizon: 2029, period: {start: 2027-01, end: 2030-06}}
    Right:
        plan: {id: pesca, horizon: 2032, period: {start: 2027-01, end: 2030-06}}
    """
    identity, end = subject.plan.plan, subject.last_month
    if identity and identity.period and identity.horizon and end and identity.horizon < end.year:
        ends = End(identity.period, "end", "ends-here")
        yield found(identity, "horizon", ends, horizon=identity.horizon, end=str(end))


def missing_criterion(subject: Subject) -> Iterator[Found]:
    """One of the five criteria of a cluster is absent, or lacks its claim or its verdict.

    Why: the five criteria are the way into the programme; an unanswered one is read as not met.
    Source: the programme's public presentation names the five; claim and verdict are a convention of ours.

    Wrong:
        cluster:
          business: Vino y pisco con visita a la bodega
          criteria: {concentration: {claim: Tres de cada cuatro bodegas están en Ica., verdict: met}}
    Right:
        cluster:
          business: Vino y pisco con visita a la bodega
          criteria:
            specialisation: {claim: Todas viven de la uva., verdict: met}
            concentration: {claim: Tres de cada cuatro bodegas están en Ica., verdict: met}
            critical_mass: {claim: Son sesenta bodegas formales., verdict: met}
            value_chain: {claim: Faltan proveedores de vidrio., verdict: partly}
            non_local_demand: {claim: La mayoría de los visitantes llega de Lima., verdict: met}
    """
    cluster = subject.plan.cluster
    if cluster is None or is_empty(cluster):
        return
    criteria = dict(_criteria(subject))
    if absent := tuple(name for name in shapes(ClusterCriteria) if name not in criteria):
        yield found(cluster, "criteria", missing=_listed(absent))
    for name, criterion in criteria.items():
        if fields := lacking(criterion, ("claim", "verdict"), cluster):
            yield found(criterion, "", missing=_listed(tuple(f"{name}/{field}" for field in fields)))


def criterion_without_evidence(subject: Subject) -> Iterator[Found]:
    """A criterion of the cluster is claimed, and no fact shows it.

    Why: a claim without a figure is an opinion, and the reviewer will ask for the figure.
    Source: practice; that the facts be named one by one is a convention of ours.

    Wrong:
        cluster:
          criteria: {critical_mass: {claim: Las queserías son muchas., verdict: met}}
    Right:
        cluster:
          criteria: {critical_mass: {claim: Las queserías son muchas., facts: [DAT-1], verdict: met}}
        facts: [{id: DAT-1, label: Queserías formales, value: 120}]
    """
    bare = [one for _, one in _criteria(subject) if one.claim and not one.facts]
    if not bare:
        return
    facts = (one for one in subject.mentioned if one.target and one.target.item.kind == "fact")
    told = {id(one.visit.record) for one in facts}
    yield from (found(one, "claim") for one in bare if id(one) not in told)


def actor_without_segment(subject: Subject) -> Iterator[Found]:
    """A company that takes part is in no segment.

    Why: nobody can tell which business it is in, nor whether the strategies serve it.
    Source: method of cluster plans: every company that takes part is in a segment.

    Wrong:
        segmentation: {segments: [{id: SEG-1, name: Queso madurado}]}
        cluster:
          actors: [{id: ACTR-1, name: Quesería Los Alisos, role: micro_sme}]
    Right:
        segmentation: {segments: [{id: SEG-1, name: Queso madurado}]}
        cluster:
          actors: [{id: ACTR-1, name: Quesería Los Alisos, role: micro_sme, segments: [SEG-1]}]
    """
    for actor in subject.actors if subject.segments else ():
        if actor.role in _TAKES_PART and not actor.segments:
            yield found(actor, "segments")


def single_link(subject: Subject) -> Iterator[Found]:
    """All companies that take part stand in one and the same link of the chain.

    Why: a cluster joins several links of a chain; companies of one link alone are a guild.
    Source: fourth criterion of the programme: different links of the value chain.

    Wrong:
        cluster:
          actors:
            - {id: ACTR-1, name: Armadores de Paita, role: micro_sme, link: ESL-1}
            - {id: ACTR-2, name: Armadores de Talara, role: micro_sme, link: ESL-1}
        industry: {chain: {links: [{id: ESL-1, name: Captura}, {id: ESL-2, name: Congelado}]}}
    Right:
        cluster:
          actors:
            - {id: ACTR-1, name: Armadores de Paita, role: micro_sme, link: ESL-1}
            - {id: ACTR-2, name: Frigorífico de Paita, role: micro_sme, link: ESL-2}
        industry: {chain: {links: [{id: ESL-1, name: Captura}, {id: ESL-2, name: Congelado}]}}
    """
    cluster = subject.plan.cluster
    placed = [one.link for one in subject.actors if one.role in _TAKES_PART and one.link]
    if cluster is None or len(placed) < 2 or len(set(placed)) > 1 or len(subject.links) < 2:
        return
    criterion = cluster.criteria.value_chain if cluster.criteria else None
    if criterion is None or criterion.verdict != "not_met":
        link = next(one for one in subject.links if one.id == placed[0])
        counts = {"count": len(placed), "links": len(subject.links)}
        yield found(cluster, "actors", End(link), link=subject.name(link), **counts)


def actor_outside_territory(subject: Subject) -> Iterator[Found]:
    """The place of a MIPYME names no department, province or district of the cluster's territory.

    Why: the companies must be near one another; one that seems to be elsewhere may be turned down.
    Source: second criterion of the programme, and the launch note of its second call.

    Wrong:
        cluster:
          territory: [{department: Piura, province: Sullana}]
          actors: [{id: ACTR-1, name: Bananeros de Tumbes, role: micro_sme, place: "Zarumilla, Tumbes"}]
    Right:
        cluster:
          territory: [{department: Piura, province: Sullana}]
          actors: [{id: ACTR-1, name: Bananeros del Chira, role: micro_sme, place: "Querecotillo, Sullana"}]
    """
    cluster = subject.plan.cluster
    territory = cluster.territory if cluster else ()
    names = {name for one in territory for name in (one.department, one.province, one.district) if name}
    words = [words_of(folded(name)) for name in names]
    for actor in subject.mipymes if cluster and words else ():
        place = words_of(folded(actor.place or ""))
        if cluster and place and not any(_names(place, name) for name in words):
            yield found(actor, "place", End(cluster, "territory", "limit-here"), place=actor.place)


def implausible_ruc(subject: Subject) -> Iterator[Found]:
    """A RUC has not eleven digits, or its last digit does not follow from the others.

    Why: the reviewer looks the company up by it, finds nothing and doubts the whole list.
    Source: known structure of the RUC, with a check digit modulo 11; we found no official text of it.

    Wrong:
        cluster: {actors: [{id: ACTR-1, name: SUNAT, ruc: "20131312956"}]}
    Right:
        cluster: {actors: [{id: ACTR-1, name: SUNAT, ruc: "20131312955"}]}
    """
    management = subject.plan.management
    entity = management.legal_entity if management else None
    for one in (*subject.actors, *((entity,) if entity else ())):
        if one.ruc and not _is_ruc(one.ruc):
            yield found(one, "ruc", ruc=one.ruc)


def _criteria(subject: Subject) -> Iterator[tuple[str, ClusterCriterion]]:
    """The criteria of which the plan says something, by name."""
    cluster = subject.plan.cluster
    for name, criterion in (cluster.criteria if cluster else None) or ():
        if not is_empty(criterion):
            yield name, criterion


def _where(subject: Subject, record: Record) -> str:
    """A record by its id and name; without id, by its path, since its key says little."""
    return subject.name(record) if getattr(record, "id", None) else f"«{subject.path(record)}»"


def _listed(fields: tuple[str, ...]) -> str:
    return ", ".join(f"«{field}»" for field in fields)


def _names(place: list[str], name: list[str]) -> bool:
    """Whether the words of a place hold a name, spaces aside where it is long enough."""
    whole = "".join(name)
    return whole in "".join(place) if len(whole) >= _TELLING else set(name) <= set(place)


def _is_ruc(text: str) -> bool:
    if len(text) != 11 or not (text.isascii() and text.isdecimal()):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, _RUC_WEIGHTS, strict=False))
    return (11 - total % 11) % 10 == int(text[10])
