"""What follows from another amount: costs and funding that no longer agree, totals, shares, balances."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from plangen.changes.consequences_sides import (
    WITH_OTHERS,
    Felt,
    Rules,
    Sides,
    Touch,
    felt,
    is_live,
    listed,
    plural,
)
from plangen.plan.derived import (
    EXACT,
    Computed,
    amount_in_plan,
    computed,
    entity_balance,
)
from plangen.plan.index import PlanIndex, index_plan
from plangen.plan.model import (
    Action,
    ActionFunding,
    Activity,
    EntityYear,
    ExchangeRate,
    Expense,
    Identity,
    Income,
    Kind,
    Money,
    Post,
    Record,
    Strategy,
)

_CENT = Decimal("0.01")
_TENTH = Decimal("0.1")
_PAYERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"grant": ("grant",), "counterpart": ("cash_counterpart", "in_kind_counterpart")}
)
"""Sources of funding by the computed value that adds them up."""


def covered(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """What the action costs and what it is funded with now differ, or agree again."""
    old, new = sides.both(touch.keys[2], Action)
    if new is None or not is_live(new):
        return
    before, after = _uncovered(sides.old, old), _uncovered(sides.new, new)
    if after is None or after == before:
        return
    params = {"action": sides.name(new.id), "cost": sides.value(sides.new, new.id, "cost")}
    path = sides.path(new.id)
    if after:
        name = "action-short-of-money" if after > 0 else "action-with-too-much-money"
        yield felt(
            name, path, funding=_money(_funding(sides.new, new)), difference=_money(abs(after)), **params
        )
    elif before:
        yield felt("action-covered-again", path, **params)


def _uncovered(index: PlanIndex, action: Action | None) -> Decimal | None:
    """Cost less funding of an action, zero within a cent for each amount; None where either is not said."""
    if action is None:
        return None
    cost, funding = _total(index, (one.cost for one in action.activities)), _funding(index, action)
    if cost is None or funding is None:
        return None
    left = EXACT.subtract(cost, funding)
    amounts = (*(one.cost for one in action.activities), *(one.amount for one in action.funding))
    foreign = sum(one is not None and one.currency is not None for one in amounts)
    return left if abs(left) > _CENT * foreign else Decimal(0)


def _funding(index: PlanIndex, action: Action) -> Decimal | None:
    return _total(index, (one.amount for one in action.funding))


def _total(index: PlanIndex, amounts: Iterable[Money | None]) -> Decimal | None:
    known = [amount for one in amounts if (amount := amount_in_plan(index, one)) is not None]
    return _sum(known) if known else None


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    total = Decimal(0)
    for amount in amounts:
        total = EXACT.add(total, amount)
    return total


def _money(amount: Decimal | None) -> Money:
    return Money.model_construct(amount=amount or Decimal(0), currency=None)


def cost_totals(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """The cost of the action, of its strategy and of the plan."""
    own = _own_cost(sides, touch)
    if own == 0:
        return
    old, new = sides.both(touch.keys[2], Action)
    action = new or old
    if touch.model is Activity and new is not None:
        yield from _told_total(sides, "action-cost", new.id, "cost", own)
    if action is not None and action.strategy:
        yield from _told_total(sides, "strategy-cost", action.strategy, "cost", own)
    yield from _told_total(sides, "plan-cost", "plan", "cost", own)


def _own_cost(sides: Sides, touch: Touch) -> Decimal:
    """How much this very change adds to what the plan costs."""
    return EXACT.subtract(_cost_in(sides.new, touch.new), _cost_in(sides.old, touch.old))


def _cost_in(index: PlanIndex, record: Record | None) -> Decimal:
    if isinstance(record, Action):
        return _total(index, (one.cost for one in record.activities)) or Decimal(0)
    return (_total(index, (record.cost,)) or Decimal(0)) if isinstance(record, Activity) else Decimal(0)


def _told_total(sides: Sides, name: str, item_id: str, value: str, own: Decimal) -> Iterator[Felt]:
    """A total that differs, said plainly where this change alone moved it by so much."""
    before, after = sides.value(sides.old, item_id, value), sides.value(sides.new, item_id, value)
    if not isinstance(before, Money) or not isinstance(after, Money) or before == after:
        return
    alone = EXACT.subtract(after.amount, before.amount) == own
    path = "plan" if item_id == "plan" else sides.path(item_id)
    item = "" if item_id == "plan" else sides.name(item_id)
    params = {"item": item, "before": before, "after": after}
    yield Felt(name if alone else name + WITH_OTHERS, path, params, abs(own))


def weight_of(sides: Sides, touch: Touch) -> Decimal:
    """How much money this very change moves, whatever its sign."""
    if touch.model is ActionFunding:
        paid = (
            _sum(_paid(index, one).values())
            for index, one in ((sides.old, touch.old), (sides.new, touch.new))
        )
        before, after = paid
        return abs(EXACT.subtract(after, before))
    return abs(_own_cost(sides, touch)) if touch.model in (Activity, Action) else Decimal(0)


def moved_between_strategies(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """An action that passes to another strategy takes its cost along."""
    for strategy in (touch.before, touch.after):
        if isinstance(strategy, str) and sides.now(strategy, Strategy):
            own = _cost_in(sides.new, touch.new)
            sign = own if strategy == touch.after else -own
            yield from _told_total(sides, "strategy-cost", strategy, "cost", sign)


def funding_totals(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """What the programme and the partners put into the plan, their shares, and the money of the year."""
    before, after = _paid(sides.old, touch.old), _paid(sides.new, touch.new)
    moved = {
        key: EXACT.subtract(after.get(key, Decimal(0)), before.get(key, Decimal(0)))
        for key in dict.fromkeys((*before, *after))
    }
    for name, sources in _PAYERS.items():
        own = _sum(amount for (source, _), amount in moved.items() if source in sources)
        if own:
            yield from _share(sides, name, own)
    for year in sorted({year for (_, year), amount in moved.items() if amount}):
        grant = moved.get(("grant", year), Decimal(0))
        own = _sum(amount for (_, one), amount in moved.items() if one == year)
        if grant:
            yield from _year(sides, "grant", year, grant)
        if own != grant:
            yield from _year(sides, "cost", year, own)


def _paid(index: PlanIndex, record: Record | None) -> Mapping[tuple[str, int], Decimal]:
    """Amounts by source and year of one line of funding, or of all of an action."""
    lines = record.funding if isinstance(record, Action) else (record,)
    found: dict[tuple[str, int], Decimal] = {}
    for line in lines:
        amount = amount_in_plan(index, line.amount) if isinstance(line, ActionFunding) else None
        if isinstance(line, ActionFunding) and amount is not None:
            key = (line.source, line.year)
            found[key] = EXACT.add(found.get(key, Decimal(0)), amount)
    return found


def _share(sides: Sides, name: str, own: Decimal) -> Iterator[Felt]:
    shares = [_percent(funded, _PAYERS[name]) for funded in sides.funded]
    for total in _told_total(sides, f"plan-{name}", "plan", name, own):
        if None in shares or shares[0] == shares[1]:
            yield total
        else:
            shared = total.name.replace(f"plan-{name}", f"plan-{name}-share")
            params = {**total.params, "share_before": shares[0], "share_after": shares[1]}
            yield Felt(shared, total.path, params, total.weight)


def _percent(funded: Mapping[str, Decimal], sources: tuple[str, ...]) -> Decimal | None:
    """Share of some sources in all funding of the plan, in percent."""
    total = _sum(funded.values())
    part = _sum(funded[source] for source in sources if source in funded)
    if total <= 0:
        return None
    return EXACT.divide(EXACT.multiply(part, Decimal(100)), total).quantize(_TENTH)


def _year(sides: Sides, name: str, year: int, own: Decimal) -> Iterator[Felt]:
    for total in _told_total(sides, f"year-{name}", "plan", f"{name}.{year}", own):
        yield Felt(total.name, total.path, {**total.params, "year": str(year)}, total.weight)


def entity_year(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """What is left to the entity in that year, and whether it turns into a hole."""
    path = "/".join(touch.path.split("/")[:4])
    (before, own_before), (after, own_after) = (
        (_balance(index, path), _counted(index, record))
        for index, record in ((sides.old, touch.old), (sides.new, touch.new))
    )
    if after is None or before is None or before == after:
        return
    turned = (before >= 0) != (after >= 0)
    name = "entity-balance" if not turned else "entity-deficit" if after < 0 else "entity-covered-again"
    if EXACT.subtract(after, before) != EXACT.subtract(own_after, own_before):
        name += WITH_OTHERS
    said = (_money(abs(one) if turned else one) for one in (before, after))
    params = dict(zip(("before", "after"), said, strict=True))
    own = abs(EXACT.subtract(own_after, own_before))
    yield Felt(name, path, {"year": touch.keys[3], **params}, own)


def _balance(index: PlanIndex, path: str) -> Decimal | None:
    visit = index.at(path)
    year = visit.value if visit else None
    return entity_balance(index, year).balance if isinstance(year, EntityYear) else None


def _counted(index: PlanIndex, record: Record | None) -> Decimal:
    """What a line of the entity's year adds to its balance."""
    if isinstance(record, EntityYear):
        return entity_balance(index, record).balance or Decimal(0)
    if not isinstance(record, Income | Expense):
        return Decimal(0)
    amount = amount_in_plan(index, record.amount) or Decimal(0)
    return -amount if isinstance(record, Expense) else amount


def team_cost(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """What all posts together cost in a year."""
    totals = []
    for index in (sides.old, sides.new):
        posts = index.plan.management.posts if index.plan.management else ()
        totals.append(_total(index, (one.annual_cost for one in posts)))
    before, after = totals
    if before is not None and after is not None and before != after:
        yield felt("team-cost", "management/posts", before=_money(before), after=_money(after))


def converted(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """Amounts in another currency that count for more or less, and the totals that move with them."""
    currency = touch.keys[2].partition("+")[0]
    reckoned = _at_new_rates(sides)
    moved = []
    for visit in sides.new.of_kind(Kind.RECORD):
        money = visit.value
        if not isinstance(money, Money) or money.currency != currency:
            continue
        if amount_in_plan(sides.old, money) != amount_in_plan(sides.new, money):
            moved.append(visit.path)
    if not moved:
        return
    places = listed(list(dict.fromkeys(_where(sides, path) for path in moved)))
    params = {"count": len(moved), "currency": currency, "places": places}
    yield felt(plural("amounts-converted", len(moved)), moved[0], **params)
    for name in ("cost", "grant", "counterpart"):
        before, after = sides.value(sides.old, "plan", name), _plan_value(reckoned, name)
        if isinstance(before, Money) and isinstance(after, Money):
            yield from _told_total(
                sides, f"plan-{name}", "plan", name, EXACT.subtract(after.amount, before.amount)
            )


def _at_new_rates(sides: Sides) -> PlanIndex:
    """The old plan at the exchange rates of the new one."""
    plan, identity, new = sides.old.plan, sides.old.plan.plan, sides.new.plan.plan
    if identity is None or new is None:
        return sides.old
    at_rates = identity.model_copy(update={"exchange_rates": new.exchange_rates})
    return index_plan(plan.model_copy(update={"plan": at_rates}))


def _plan_value(index: PlanIndex, name: str) -> Computed:
    return computed(index, index.plan.plan, name) if index.plan.plan else None


def _where(sides: Sides, path: str) -> str:
    item = sides.new.item_of(path)
    if item is None or item.kind == "plan":
        return sides.place(path)
    return path.split("/")[2] if path.startswith("action_plan/actions/") else item.id


def relabelled(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """Amounts without a currency of their own are now read in another one."""
    if not isinstance(touch.after, str):
        return
    amounts = (one for one in sides.new.of_kind(Kind.RECORD) if isinstance(one.value, Money))
    count = sum(1 for one in amounts if isinstance(one.value, Money) and not one.value.currency)
    if count:
        yield felt(plural("amounts-relabelled", count), "plan", count=count, currency=touch.after)


_COST = (covered, cost_totals)
_FUNDS = (covered, funding_totals)
_ENTITY = ((model, field) for model, field in ((Income, "amount"), (Expense, "amount")))

RULES: Rules = MappingProxyType(
    {
        **dict.fromkeys(((Activity, "cost"), (Activity, "")), _COST),
        **dict.fromkeys(((ActionFunding, "amount"), (ActionFunding, "")), _FUNDS),
        (Action, ""): (covered, cost_totals, funding_totals),
        (Action, "strategy"): (moved_between_strategies,),
        **dict.fromkeys((*_ENTITY, (Income, ""), (Expense, ""), (EntityYear, "")), (entity_year,)),
        **dict.fromkeys(((Post, "annual_cost"), (Post, "")), (team_cost,)),
        **dict.fromkeys(((ExchangeRate, "rate"), (ExchangeRate, "")), (converted,)),
        (Identity, "currency"): (relabelled,),
    }
)
