"""What is computed from the plan and never typed: dates, costs, funding, differences, totals.

Sums are exact. An absent value gives None, never zero, so that "not said" and "nothing" stay apart: a
cost is None when no activity has one, a funding amount when the action has no funding at all. An amount
in another currency counts at the latest of the plan's exchange rates for it, to the cent; without a rate
it stays out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from types import MappingProxyType
from typing import Any, TypeAlias

from plangen.plan.graph import related
from plangen.plan.index import PlanIndex
from plangen.plan.model import (
    COMPUTED,
    YEARLY,
    Action,
    ActionFunding,
    BareMeasure,
    EntityYear,
    Fact,
    Gap,
    Identity,
    Indicator,
    Link,
    Measure,
    Money,
    Month,
    Option,
    Record,
    Strategy,
)

__all__ = [
    "COMPUTED",
    "EXACT",
    "Balance",
    "Computed",
    "amount_in_plan",
    "budget_by_year",
    "budget_years",
    "computed",
    "entity_balance",
    "measured",
]

Computed: TypeAlias = Money | Month | int | Decimal | None

EXACT = Context(prec=100)
"""Sums of amounts of 30 digits stay exact."""
_CENT = Decimal("0.01")
_DEFAULT_CURRENCY = "PEN"
_FUNDING = MappingProxyType(
    {
        "grant": ("grant",),
        "cash": ("cash_counterpart",),
        "in_kind": ("in_kind_counterpart",),
        "other": ("other",),
        "counterpart": ("cash_counterpart", "in_kind_counterpart"),
    }
)
"""Sources of funding that each computed name adds up."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Income, expenses and what is left, in the plan's currency; None where nothing is said."""

    income: Decimal | None
    expenses: Decimal | None
    balance: Decimal | None


def computed(index: PlanIndex, record: Record, name: str) -> Computed:
    """The computed value `name` of a record; None where what it is computed from is absent.

    Names are those of `COMPUTED` for the record's kind; `target.2027` of an indicator, `grant.2027` of
    the plan give a year. Money is in the plan's currency (`currency` None). Raises KeyError for a name
    that is not computed for the record.
    """
    base, dot, year = name.partition(".")
    compute = _BY_TYPE[type(record)]
    if not dot:
        return compute(index, record, base, None)
    if base not in YEARLY.get(record.record_kind, ()) or not year.isdecimal():
        raise KeyError(name)
    return compute(index, record, base, int(year))


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    total = None
    for amount in amounts:
        if amount is not None:
            total = amount if total is None else EXACT.add(total, amount)
    return total


def _money(amount: Decimal | None) -> Money | None:
    return None if amount is None else Money.model_construct(amount=amount, currency=None)


def amount_in_plan(index: PlanIndex, money: Money | None) -> Decimal | None:
    """An amount in the plan's currency; None if it is absent or there is no exchange rate for it."""
    if money is None or money.currency is None:
        return money.amount if money else None
    plan = index.plan.plan
    if money.currency == ((plan and plan.currency) or _DEFAULT_CURRENCY):
        return money.amount
    rates = [rate for rate in plan.exchange_rates if rate.currency == money.currency] if plan else []
    latest = max(rates, key=lambda rate: rate.date, default=None)
    if latest is None or latest.rate is None:
        return None
    return EXACT.multiply(money.amount, latest.rate).quantize(_CENT, ROUND_HALF_UP, EXACT)


def _actions(index: PlanIndex, record: Record) -> tuple[Action, ...]:
    """The actions of a strategy or of the plan; an action is its own."""
    if isinstance(record, Action):
        return (record,)
    if isinstance(record, Strategy):
        found = related(index, record.id, "actions")
        return tuple(action for action in found if isinstance(action, Action))
    return index.plan.action_plan.actions if index.plan.action_plan else ()


def _cost(index: PlanIndex, actions: Iterable[Action]) -> Decimal | None:
    return _sum(amount_in_plan(index, activity.cost) for action in actions for activity in action.activities)


def _funding(
    index: PlanIndex, actions: tuple[Action, ...], sources: tuple[str, ...], year: int | None
) -> Decimal | None:
    """Sum of the funding from `sources`, in a year if given; zero if there is funding, but not theirs."""
    entries = [entry for action in actions for entry in action.funding if year in (None, entry.year)]
    if not entries:
        return None
    return _sum(
        amount_in_plan(index, entry.amount) if entry.source in sources else Decimal(0) for entry in entries
    )


def _of_work(index: PlanIndex, record: Record, name: str, year: int | None) -> Computed:
    """Dates and money of an action, a strategy (over its actions) or the plan (over all)."""
    actions = _actions(index, record)
    if name == "cost" and year is None:
        return _money(_cost(index, actions))
    if name == "cost":
        every = tuple(source for sources in _FUNDING.values() for source in sources)
        return _money(_funding(index, actions, every, year))
    if name in _FUNDING:
        return _money(_funding(index, actions, _FUNDING[name], year))
    return _time(actions, name)


def _time(actions: tuple[Action, ...], name: str) -> Month | int | None:
    activities = [activity for action in actions for activity in action.activities]
    start = min((activity.start for activity in activities if activity.start), default=None)
    end = max((activity.end for activity in activities if activity.end), default=None)
    if name == "months":
        return None if start is None or end is None or end < start else end - start + 1
    return {"start": start, "end": end}[name]


def _of_plan(index: PlanIndex, record: Identity, name: str, year: int | None) -> Computed:
    if name not in COMPUTED["plan"]:
        raise KeyError(name)
    return _of_work(index, record, name, year)


def _of_gap(index: PlanIndex, gap: Gap, name: str, _: int | None) -> Decimal | None:
    own = _score(index, "own", gap.dimension)
    reference = _score(index, gap.reference, gap.dimension)
    difference = None if own is None or reference is None else EXACT.subtract(reference, own)
    return {"own": own, "reference_score": reference, "difference": difference}[name]


def _score(index: PlanIndex, reference: str | None, dimension: str | None) -> Decimal | None:
    scores = index.plan.benchmark.scores if index.plan.benchmark else ()
    wanted = (reference, dimension)
    return next((score.score for score in scores if (score.reference, score.dimension) == wanted), None)


def _of_option(index: PlanIndex, option: Option, name: str, _: int | None) -> Decimal | None:
    """Σ score × weight ÷ 100; None until every criterion has a weight and a score."""
    if name != "total":
        raise KeyError(name)
    total = None
    for criterion in index.plan.vision.criteria if index.plan.vision else ():
        score = option.scores.get(criterion.id)
        if score is None or criterion.weight is None:
            return None
        total = EXACT.add(total or Decimal(0), EXACT.multiply(score, criterion.weight).scaleb(-2, EXACT))
    return total


def _of_indicator(_: PlanIndex, indicator: Indicator, name: str, year: int | None) -> Decimal | None:
    if name == "baseline":
        return indicator.baseline.value if indicator.baseline else None
    if name != "target":
        raise KeyError(name)
    return indicator.targets.get(max(indicator.targets, default=0) if year is None else year)


def measured(index: PlanIndex, measure: Measure | None) -> tuple[Decimal | None, str | None]:
    """Value and unit of a figure, the fact's where it names one (the lower end of a range)."""
    if measure is None:
        return None, None
    if measure.fact is None:
        return measure.value, measure.unit
    item = index.items.get(measure.fact)
    fact = item.record if item else None
    return (fact.value, fact.unit) if isinstance(fact, Fact) else (None, None)


def _of_link(index: PlanIndex, link: Link, name: str, _: int | None) -> Decimal | None:
    """The margin given; else price − price of the link before it, which the first link has not.

    Links stand in `order` where all have it, else in that of the list. Prices in two units give None.
    """
    if name != "margin":
        raise KeyError(name)
    if link.margin is not None:
        return measured(index, link.margin)[0]
    before = _link_before(index, link)
    price, previous = _price(index, link.price), _price(index, before.price if before else None)
    if price[0] is None or previous[0] is None or price[1] != previous[1]:
        return None
    return EXACT.subtract(price[0], previous[0])


def _price(index: PlanIndex, measure: BareMeasure | None) -> tuple[Decimal | None, str | None]:
    value, unit = measured(index, measure)
    chain = index.plan.industry.chain if index.plan.industry else None
    return value, unit or (chain.unit if chain else None)


def _link_before(index: PlanIndex, link: Link) -> Link | None:
    chain = index.plan.industry.chain if index.plan.industry else None
    links = list(chain.links) if chain else []
    if all(one.order is not None for one in links):
        links.sort(key=lambda one: one.order or 0)
    at = next((position for position, one in enumerate(links) if one is link), 0)
    return links[at - 1] if at > 0 else None


_BY_TYPE: Mapping[type[Record], Callable[[PlanIndex, Any, str, int | None], Computed]] = MappingProxyType(
    {
        Action: _of_work,
        Strategy: _of_work,
        Identity: _of_plan,
        Gap: _of_gap,
        Option: _of_option,
        Indicator: _of_indicator,
        Link: _of_link,
    }
)


def budget_by_year(index: PlanIndex, actions: Iterable[Action]) -> Mapping[int, Mapping[str, Decimal]]:
    """Funding of actions by year and source, in the plan's currency; years ascend.

    Sources that pay nothing that year are absent; so are amounts absent or without exchange rate.
    """
    found: dict[int, dict[str, Decimal]] = {}
    for entry in sorted(_entries(actions), key=lambda entry: entry.year):
        amount = amount_in_plan(index, entry.amount)
        if amount is not None:
            year = found.setdefault(entry.year, {})
            year[entry.source] = EXACT.add(year.get(entry.source, Decimal(0)), amount)
    return MappingProxyType({year: MappingProxyType(sources) for year, sources in found.items()})


def budget_years(index: PlanIndex) -> tuple[int, ...]:
    """The years in which any action is funded, ascending."""
    actions = index.plan.action_plan.actions if index.plan.action_plan else ()
    return tuple(sorted({entry.year for entry in _entries(actions)}))


def _entries(actions: Iterable[Action]) -> list[ActionFunding]:
    return [entry for action in actions for entry in action.funding]


def entity_balance(index: PlanIndex, year: EntityYear) -> Balance:
    """What the legal entity receives and spends in a year; a side left out counts as zero in the balance."""
    income = _sum(amount_in_plan(index, entry.amount) for entry in year.income)
    expenses = _sum(amount_in_plan(index, entry.amount) for entry in year.expenses)
    if income is None and expenses is None:
        return Balance(None, None, None)
    return Balance(income, expenses, EXACT.subtract(income or Decimal(0), expenses or Decimal(0)))
