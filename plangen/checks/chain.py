"""Rules of part 2, the value chain: its order, its prices and margins, its bottlenecks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from plangen.checks.folding import folded, matched
from plangen.checks.rule import End, Found, found
from plangen.checks.shares import not_100
from plangen.checks.subject import Subject
from plangen.plan.derived import EXACT, measured
from plangen.plan.model import BareMeasure, Gap, Link, Segment

_LEAST_TOLERANCE = Decimal("0.005")
_RETURNS = ("retorn", "devol", "devuel", "recicl", "reutil", "residu", "subproduct", "abono", "compost")
_RETURNED = ("informaci", "pago", "cobr", "reclam", "envase", "anticip", "asistencia")
"""Starts of words that say why something goes back down the chain."""

_NEVER_NEGATIVE = ("companies", "jobs", "price", "size")


def cost_shares_not_100(subject: Subject) -> Iterator[Found]:
    """The shares of the links in the final price do not total 100.

    Why: the table says how the final price is shared out; with another total, some of the money is nobody's.
    Source: arithmetic; method of cluster plans.

    Wrong:
        industry:
          chain:
            links:
              - {id: ESL-1, name: Ordeño, cost_share: 35}
              - {id: ESL-2, name: Acopio y quesería, cost_share: 40}
              - {id: ESL-3, name: Venta en tienda, cost_share: 20}
    Right:
        industry:
          chain:
            links:
              - {id: ESL-1, name: Ordeño, cost_share: 35}
              - {id: ESL-2, name: Acopio y quesería, cost_share: 40}
              - {id: ESL-3, name: Venta en tienda, cost_share: 25}
    """
    chain = subject.plan.industry.chain if subject.plan.industry else None
    if chain and (off := not_100(subject, subject.links, "cost_share")):
        yield found(chain, "links", **off)


def margin_against_prices(subject: Subject) -> Iterator[Found]:
    """A typed margin is not the link's price minus that of the link before it.

    Why: the three numbers stand in one table; whoever subtracts finds another margin than the one printed.
    Source: arithmetic, with the definition of margin of this tool (price minus the previous link's price).

    Wrong:
        industry:
          chain:
            unit: S/ por kg
            links:
              - {id: ESL-1, name: Pesca, price: 4.20}
              - {id: ESL-2, name: Desembarque y frío, price: 5.60, margin: 1.90}
    Right:
        industry:
          chain:
            unit: S/ por kg
            links:
              - {id: ESL-1, name: Pesca, price: 4.20}
              - {id: ESL-2, name: Desembarque y frío, price: 5.60, margin: 1.40}
    """
    links = _ordered(subject)
    for before, link in pairwise(links):
        margin, price, previous = (_figure(subject, one) for one in (link.margin, link.price, before.price))
        if margin is None or price is None or previous is None or len({margin[1], price[1], previous[1]}) > 1:
            continue
        difference = EXACT.subtract(price[0], previous[0])
        if _differ(difference, margin[0], _tolerance(margin[0], price[0], previous[0])):
            yield found(
                link,
                "margin",
                End(link, "price"),
                End(before, "price"),
                margin=subject.number(margin[0]),
                price=subject.number(price[0]),
                before=subject.name(before),
                previous=subject.number(previous[0]),
                difference=subject.number(difference),
            )


def margins_not_adding(subject: Subject) -> Iterator[Found]:
    """The margins of all links do not add up to the price of the last.

    Why: the final price is the sum of what every link adds; what is missing or over is somebody's money.
    Where one of the margins is against the prices beside it, that is said instead.
    Source: arithmetic; method of cluster plans: the margins along the chain add up to the final price.

    Wrong:
        industry:
          chain:
            unit: S/ por kg
            links:
              - {id: ESL-1, name: Cosecha, margin: 6}
              - {id: ESL-2, name: Beneficio, margin: 2}
              - {id: ESL-3, name: Exportación, margin: 3, price: 14}
    Right:
        industry:
          chain:
            unit: S/ por kg
            links:
              - {id: ESL-1, name: Cosecha, margin: 8}
              - {id: ESL-2, name: Beneficio, margin: 2}
              - {id: ESL-3, name: Exportación, margin: 4, price: 14}
    """
    links = _ordered(subject)
    figures = [_figure(subject, one.margin) for one in links]
    price = _figure(subject, links[-1].price) if links else None
    margins = [one[0] for one in figures if one is not None and price is not None and one[1] == price[1]]
    if price is None or len(margins) < len(links) or any(margin_against_prices(subject)):
        return
    total = Decimal(0)
    for margin in margins:
        total = EXACT.add(total, margin)
    if _differ(total, price[0], _tolerance(price[0], *margins) * len(links)):
        end = End(links[0], "margin", "starts-here")
        yield found(links[-1], "price", end, price=subject.number(price[0]), total=subject.number(total))


def bottleneck_unanswered(subject: Subject) -> Iterator[Found]:
    """No challenge takes up the bottleneck of a link.

    Why: the analysis found where the value is held up, and then the plan walks past it. A gap whose cause
    names the link (`[[ESL-2]]`) takes it up as well as a challenge does.
    Source: method of cluster plans: a challenge or a gap takes up each bottleneck.

    Wrong:
        industry:
          chain:
            links:
              - {id: ESL-1, name: Cultivo, bottleneck: Cafetales viejos y con roya.}
              - {id: ESL-2, name: Beneficio, bottleneck: Cada finca fermenta a su modo.}
          challenges: [{id: RET-1, text: Renovar los cafetales, link: ESL-1}]
    Right:
        industry:
          chain:
            links:
              - {id: ESL-1, name: Cultivo, bottleneck: Cafetales viejos y con roya.}
              - {id: ESL-2, name: Beneficio, bottleneck: Cada finca fermenta a su modo.}
          challenges:
            - {id: RET-1, text: Renovar los cafetales, link: ESL-1}
            - {id: RET-2, text: Fermentar con un solo protocolo, link: ESL-2}
    """
    challenges = subject.plan.industry.challenges if subject.plan.industry else ()
    taken = {one.link for one in challenges}
    left = [one for one in subject.links if challenges and one.bottleneck and one.id not in taken]
    named = _named_in_causes(subject) if left else set()
    for link in left:
        if link.id not in named:
            yield found(link, "bottleneck")


def links_out_of_order(subject: Subject) -> Iterator[Found]:
    """Two links have the same `order`, or only some links have one.

    Why: the order draws the chain and says which price comes before which; without it, margins and figure
    follow the list by chance.
    Source: a convention of this tool: all links have an order of their own, or none has one.

    Wrong:
        industry:
          chain:
            links:
              - {id: ESL-1, name: Vid y cosecha, order: 1}
              - {id: ESL-2, name: Bodega, order: 2}
              - {id: ESL-3, name: Visita y tienda, order: 2}
    Right:
        industry:
          chain:
            links:
              - {id: ESL-1, name: Vid y cosecha, order: 1}
              - {id: ESL-2, name: Bodega, order: 2}
              - {id: ESL-3, name: Visita y tienda, order: 3}
    """
    chain = subject.plan.industry.chain if subject.plan.industry else None
    links = chain.links if chain else ()
    with_order = [one for one in links if one.order is not None]
    without = next((one for one in links if one.order is None), None)
    if with_order and without is not None:
        yield found(without, "order", End(with_order[0], "order", "the-other"), orders=_orders(*links))
    first: dict[int | None, Link] = {}
    for link in with_order:
        other = first.setdefault(link.order, link)
        if other is not link:
            yield found(link, "order", End(other, "order", "the-other"), orders=_orders(other, link))


def flow_backwards(subject: Subject) -> Iterator[Found]:
    """A flow goes from a link to an earlier one, or to itself.

    Why: in the figure the arrow points the wrong way; often two codes were swapped. A note that says what
    comes back (empties, by-products, information, payment) explains it.
    Source: practice of value chain diagrams: the product goes forward.

    Wrong:
        industry:
          chain:
            links: [{id: ESL-1, name: Granja de trucha}, {id: ESL-2, name: Planta de fileteado}]
            flows: [{from: ESL-2, to: ESL-1, note: Trucha entera}]
    Right:
        industry:
          chain:
            links: [{id: ESL-1, name: Granja de trucha}, {id: ESL-2, name: Planta de fileteado}]
            flows: [{from: ESL-1, to: ESL-2, note: Trucha entera}]
    """
    chain = subject.plan.industry.chain if subject.plan.industry else None
    places = {one.id: place for place, one in enumerate(_ordered(subject))}
    for flow in chain.flows if chain else ():
        start, end = places.get(flow.from_, 0), places.get(flow.to, 1)
        if flow.from_ == flow.to or (start > end and not _says_return(flow.note)):
            target = subject.record(flow.to, Link)
            ends = (End(target, "order"),) if target else ()
            yield found(flow, "to", *ends, source=subject.named(flow.from_), target=subject.named(flow.to))


def _ordered(subject: Subject) -> tuple[Link, ...]:
    """The links in their order; none where `links_out_of_order` says that it is not known."""
    orders = [one.order for one in subject.links if one.order is not None]
    clear = not orders or len(set(orders)) == len(subject.links)
    return subject.links if clear else ()


def _figure(subject: Subject, measure: BareMeasure | None) -> tuple[Decimal, str] | None:
    """Value and unit of a price or margin; None where it is absent or only about so much."""
    fact = subject.fact(measure.fact) if measure else None
    if fact is not None and (fact.to is not None or fact.qualifier is not None):
        return None
    value, unit = measured(subject.index, measure)
    chain = subject.plan.industry.chain if subject.plan.industry else None
    words = unit or (chain.unit if chain else None) or ""
    return None if value is None else (value, matched(words))


def _tolerance(*values: Decimal) -> Decimal:
    """Half a unit of the last decimal of the value typed with the fewest, at least 0.005."""
    last = max(int(value.as_tuple().exponent) for value in values)
    return max(_LEAST_TOLERANCE, Decimal(5).scaleb(last - 1))


def _differ(one: Decimal, other: Decimal, tolerance: Decimal) -> bool:
    return abs(EXACT.subtract(one, other)) > tolerance


def _named_in_causes(subject: Subject) -> set[str]:
    """The ids that causes of gaps mention."""
    return {
        one.target.item.id
        for one in subject.mentioned
        if one.target and isinstance(one.visit.record, Gap) and one.visit.shape.name == "cause"
    }


def _orders(*links: Link) -> str:
    return ", ".join(f"{one.id} = {'–' if one.order is None else one.order}" for one in links)


def _says_return(note: str | None) -> bool:
    return any(word.startswith(_RETURNS + _RETURNED) for word in folded(note or "").split())


def negative_figure(subject: Subject) -> Iterator[Found]:
    """A price, a size or a number of companies or jobs is below zero.

    Why: nothing of the kind exists; a minus sign slipped in, and what is reckoned from it is wrong.
    Source: sheer logic of quantities. A growth or a margin may be below zero and is not judged.

    Wrong:
        industry:
          chain: {unit: S/ por kg, links: [{id: ESL-1, name: Acopio, companies: 12, price: -8.5}]}
    Right:
        industry:
          chain: {unit: S/ por kg, links: [{id: ESL-1, name: Acopio, companies: 12, price: 8.5}]}
    """
    records: tuple[Link | Segment, ...] = (*subject.links, *subject.segments)
    for record in records:
        for field in _NEVER_NEGATIVE:
            figure = getattr(record, field, None)
            if figure is not None and figure.value is not None and figure.value < 0:
                yield found(record, field, key=field, value=subject.number(figure.value))
