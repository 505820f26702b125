"""Rules of part 7, money: every action has a cost, somebody pays it, and both are the same amount."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import reduce

from plangen.checks.rule import End, Found, found
from plangen.checks.schedule import span_of
from plangen.checks.subject import Subject
from plangen.plan.derived import EXACT
from plangen.plan.model import Money, Record
from plangen.templating.formats import Formats

_CENT = Decimal("0.01")


def action_without_cost(subject: Subject) -> Iterator[Found]:
    """None of the activities of an action has a cost.

    Why: an action without a cost is a wish: it is in no budget and nobody can decide to pay it.
    Source: practice of action plans: the budget is added up from the activities.

    Wrong:
        action_plan:
          actions:
            - id: ACT-1
              name: Mesa técnica con la autoridad del agua
              activities: [{id: ACT-1-A, name: Convocatoria}, {id: ACT-1-B, name: Sesiones}]
    Right:
        action_plan:
          actions:
            - id: ACT-1
              name: Mesa técnica con la autoridad del agua
              activities:
                - {id: ACT-1-A, name: Convocatoria, cost: 0}
                - {id: ACT-1-B, name: Sesiones, cost: 9000}
    """
    for action in subject.live_actions:
        if action.activities and all(one.cost is None for one in action.activities):
            yield found(action, "activities")


def action_without_funding(subject: Subject) -> Iterator[Found]:
    """An action costs something and nothing says who pays it.

    Why: a cost without a payer stops the action on the day the first invoice arrives.
    Source: practice of co-financed projects: every cost has its source and its payer.

    Wrong:
        action_plan:
          actions:
            - id: ACT-1
              name: Secadores solares
              activities: [{id: ACT-1-A, name: Compra e instalación, cost: 120000}]
    Right:
        action_plan:
          actions:
            - id: ACT-1
              name: Secadores solares
              activities: [{id: ACT-1-A, name: Compra e instalación, cost: 120000}]
              funding:
                - {source: grant, payer: Programa de apoyo, year: 2027, amount: 90000}
                - {source: cash_counterpart, payer: Cooperativas a prorrata, year: 2027, amount: 30000}
    """
    for action in subject.live_actions:
        cost = subject.costs[action.id]
        if cost is not None and cost > 0 and all(one.amount is None for one in action.funding):
            costly = next(one for one in action.activities if one.cost and one.cost.amount > 0)
            yield found(action, "funding", End(costly, "cost"), cost=subject.money(cost))


def funding_not_cost(subject: Subject) -> Iterator[Found]:
    """What an action is funded with is not what it costs.

    Why: either a part of the action is paid by nobody or money is asked for nothing; the tables by strategy,
    by year and by source will not agree either.
    Source: practice of co-financed projects: the sources add up to the cost. That less than a cent, and a
    cent of rounding for each amount converted from another currency, are spared is a convention of ours.

    Wrong:
        action_plan:
          actions:
            - id: ACT-1
              activities: [{id: ACT-1-A, name: Planta de compostaje, cost: 85000}]
              funding: [{source: grant, payer: Programa de apoyo, year: 2027, amount: 80000}]
    Right:
        action_plan:
          actions:
            - id: ACT-1
              activities: [{id: ACT-1-A, name: Planta de compostaje, cost: 85000}]
              funding:
                - {source: grant, payer: Programa de apoyo, year: 2027, amount: 80000}
                - {source: in_kind_counterpart, payer: Cooperativas, year: 2027, amount: 5000}
    """
    for action in subject.live_actions:
        spent = [one.cost for one in action.activities]
        paid = [one.amount for one in action.funding]
        (cost, all_costs), (funding, all_funding) = _added(subject, spent), _added(subject, paid)
        if cost is None or funding is None or cost == funding:
            continue
        difference = EXACT.subtract(funding, cost)
        known = all_costs if difference > 0 else all_funding
        if known and _matters(abs(difference), sum(_is_converted(subject, one) for one in spent + paid)):
            said = {"funding": funding, "cost": cost, "difference": abs(difference)}
            money = {key: subject.money(amount) for key, amount in said.items()}
            yield found(action, "funding", End(action, "activities", "said-here"), **money)


def _matters(difference: Decimal, converted: int) -> bool:
    """Whether amounts differ beyond the roundings of those converted; less than a cent is no money."""
    return difference >= _CENT and difference > _CENT * converted


def _added(subject: Subject, amounts: Sequence[Money | None]) -> tuple[Decimal | None, bool]:
    """The sum of the known amounts, None if there is none, and whether all are known."""
    known = [amount for amount in map(subject.amount, amounts) if amount is not None]
    return (reduce(EXACT.add, known) if known else None), len(known) == len(amounts)


def _is_converted(subject: Subject, money: Money | None) -> bool:
    return money is not None and money.currency not in {None, _currency(subject)}


def _currency(subject: Subject) -> str:
    return (subject.plan.plan.currency if subject.plan.plan else None) or "PEN"


def funding_outside_years(subject: Subject) -> Iterator[Found]:
    """Money is put into an action in a year in which nothing of it is done.

    Why: the budget by year asks for money when there is nothing to spend it on, and lacks it when there is.
    Source: coherence of the action sheet: years of funding and months of the activities.

    Wrong:
        action_plan:
          actions:
            - id: ACT-1
              activities: [{id: ACT-1-A, name: Plan maestro, start: 2027-02, end: 2028-01, cost: 60000}]
              funding: [{source: grant, payer: Programa de apoyo, year: 2029, amount: 60000}]
    Right:
        action_plan:
          actions:
            - id: ACT-1
              activities: [{id: ACT-1-A, name: Plan maestro, start: 2027-02, end: 2028-01, cost: 60000}]
              funding: [{source: grant, payer: Programa de apoyo, year: 2028, amount: 60000}]
    """
    for action in subject.live_actions:
        span = span_of(subject, action)
        for row in action.funding if span else ():
            if span is None or span[0].year <= row.year <= span[1].year:
                continue
            if row.amount is not None and row.amount.amount == 0:
                continue
            if row.year < span[0].year:
                ends = [End(one, "start", "starts-here") for one in action.activities if one.start == span[0]]
            else:
                ends = [End(one, "end", "ends-here") for one in action.activities if one.end == span[1]]
            said = {"action": subject.name(action), "payer": subject.named(row.payer), "year": row.year}
            yield found(row, "year", *ends[:1], **said, start=span[0], end=span[1])


def missing_exchange_rate(subject: Subject) -> Iterator[Found]:
    """Amounts stand in a currency for which the plan gives no exchange rate.

    Why: without a rate they are left out of every sum, and the plan looks cheaper than it is.
    Source: practice: one currency for the whole plan, and the rate with its date where something is
    converted.

    Wrong:
        action_plan:
          actions:
            - id: ACT-1
              activities: [{id: ACT-1-A, name: Feria en Boston, cost: {amount: 18000, currency: USD}}]
    Right:
        plan:
          id: conchas
          exchange_rates: [{currency: USD, rate: 3.75, date: 2026-10-30, source: Banco Central de Reserva}]
        action_plan:
          actions:
            - id: ACT-1
              activities: [{id: ACT-1-A, name: Feria en Boston, cost: {amount: 18000, currency: USD}}]
    """
    without: dict[str, list[tuple[Record, Money]]] = {}
    for owner, money in _amounts(subject):
        if money.currency is not None and subject.amount(money) is None:
            without.setdefault(money.currency, []).append((owner, money))
    rates = subject.plan.plan.exchange_rates if subject.plan.plan and without else ()
    for currency, amounts in without.items():
        owner, first = amounts[0]
        ends = [End(rate) for rate in rates if rate.currency == currency]
        said = {"currency": currency, "count": len(amounts), "where": _where(subject, owner)}
        yield found(first, "currency", *ends, **said)


def negative_amount(subject: Subject) -> Iterator[Found]:
    """An amount of money is below zero.

    Why: a cost or a contribution below zero lowers the totals, and nobody sees that it does.
    Source: sheer logic of budgets; what is not to be spent is left out, not taken off.

    Wrong:
        action_plan:
          actions:
            - id: ACT-1
              activities:
                - {id: ACT-1-A, name: Marca colectiva, cost: 42000}
                - {id: ACT-1-B, name: Descuento del proveedor, cost: -2000}
    Right:
        action_plan:
          actions:
            - id: ACT-1
              activities: [{id: ACT-1-A, name: Marca colectiva, cost: 40000}]
    """
    for owner, money in _amounts(subject):
        if money.amount < 0:
            yield found(money, "amount", where=_where(subject, owner), amount=_shown(subject, money))


def _amounts(subject: Subject) -> list[tuple[Record, Money]]:
    """Every amount of the plan, in its order, with the record that messages name for it."""
    plan, management = subject.plan, subject.plan.management
    rows: list[tuple[Record, Money | None]] = []
    rows += ((one, one.annual_sales.value) for one in subject.actors if one.annual_sales)
    if plan.benchmark and plan.benchmark.trip:
        rows.append((plan.benchmark.trip, plan.benchmark.trip.cost))
    rows += ((one, one.annual_cost) for one in (management.posts if management else ()))
    for year in management.funding.years if management and management.funding else ():
        rows += ((one, one.amount) for one in year.income)
        rows += ((one, one.amount) for one in year.expenses)
    for action in subject.actions:
        rows += ((one, one.cost) for one in action.activities)
        rows += ((action, one.amount) for one in action.funding)
    return [(owner, money) for owner, money in rows if money is not None]


def _where(subject: Subject, owner: Record) -> str:
    """A record by id and name; one without id by its path, which says more than its key."""
    return subject.name(owner) if getattr(owner, "id", None) else subject.path(owner)


def _shown(subject: Subject, money: Money) -> str:
    return Formats({}, _currency(subject)).money(money)


def dropped_action_with_money(subject: Subject) -> Iterator[Found]:
    """A dropped action still has a cost or funding, which the totals of the plan go on counting.

    Why: the budget asks for money that nobody will spend, and the tables add up to more than is to be done.
    Source: coherence of the action sheet: what is not to be done costs nothing. That totals take every
    action's money is how plangen reckons.

    Wrong:
        action_plan:
          actions:
            - id: ACT-1
              name: Planta de pulpa
              status: dropped
              activities: [{id: ACT-1-A, name: Estudio, cost: 60000}]
    Right:
        action_plan:
          actions:
            - {id: ACT-1, name: Planta de pulpa, status: dropped, activities: [{id: ACT-1-A, name: Estudio}]}
    """
    for action in subject.actions:
        if action.status == "dropped":
            cost, funding = subject.costs[action.id], subject.fundings[action.id]
            if cost or funding:
                said = {
                    "cost": subject.money(cost or Decimal(0)),
                    "funding": subject.money(funding or Decimal(0)),
                }
                field = "activities" if cost else "funding"
                yield found(action, field, End(action, "status"), **said)
