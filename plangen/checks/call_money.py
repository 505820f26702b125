"""Rules of programme, money and time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from plangen.checks.folding import matched
from plangen.checks.rule import End, Found, found
from plangen.checks.subject import Subject
from plangen.plan.model import Action, Money

_ZERO = Decimal(0)
_COUNTERPART = frozenset({"cash_counterpart", "in_kind_counterpart"})
_CASH = frozenset({"cash_counterpart"})
_ROUNDING = Decimal(1)
"""A counterpart short by less than this is rounded, not low."""


def grant_over_cap(subject: Subject) -> Iterator[Found]:
    """The plan asks the programme for more money than its call gives, in total or for a component.

    Why: what passes the cap is refused, and the actions it was to pay stay without money.
    Source: the rules of the call. In the second PAC call two million soles, by its launch note; that both
    components are within the cap is our reading. Dropped actions do not count.

    Wrong:
        plan: {id: lacteos, programme: pac, call: pac-2017}
        action_plan:
          actions:
            - id: ACT-1
              name: Centros de acopio con frío
              funding: [{source: grant, payer: Programa, year: 2028, amount: 2100000}]
    Right:
        plan: {id: lacteos, programme: pac, call: pac-2017}
        action_plan:
          actions:
            - id: ACT-1
              name: Centros de acopio con frío
              funding: [{source: grant, payer: Programa, year: 2028, amount: 2000000}]
    """
    call = subject.rules.call
    if call is None or subject.plan.action_plan is None:
        return
    caps = {"": call.grant_cap, "1": call.grant_cap_1, "2": call.grant_cap_2}
    for component, soles in caps.items():
        cap = _in_plan(subject, soles)
        if cap is None:
            continue
        grant = _grant(subject, (one for one in subject.live_actions if component in ("", one.component)))
        if grant > cap:
            scope = f"component: {component}" if component else "total"
            money = {"grant": grant, "cap": cap, "excess": grant - cap}
            shown = {name: subject.money(amount) for name, amount in money.items()}
            yield found(subject.plan.action_plan, "actions", *_limit(subject), scope=scope, **shown)


def period_over_cap(subject: Subject) -> Iterator[Found]:
    """The period financed by the programme is longer than its call allows.

    Why: the last months have no contract behind them; what is planned there will not be paid.
    Source: the rules of the call. In the second PAC call 48 months, by its launch note; that they are those
    of the whole execution is our reading. Both months of the period count.

    Wrong:
        plan: {id: pesca, programme: pac, call: pac-2017, period: {start: 2027-01, end: 2031-01}}
    Right:
        plan: {id: pesca, programme: pac, call: pac-2017, period: {start: 2027-01, end: 2030-12}}
    """
    period = subject.plan.plan.period if subject.plan.plan else None
    cap = subject.rules.call.months_cap if subject.rules.call else None
    if period is None or period.start is None or period.end is None or cap is None:
        return
    months = period.end - period.start + 1
    if months > cap:
        ends = (End(period, "start", "starts-here"), *_limit(subject))
        yield found(period, "end", *ends, start=period.start, end=period.end, months=months, cap=cap)


def low_counterpart(subject: Subject) -> Iterator[Found]:
    """The counterpart, in cash and in kind, is a smaller part of the cost than the call demands.

    Why: the proposal is not admitted, or the grant is cut until the shares are right.
    Source: the rules of the call, where they give the share. Reckoned on the actions of the programme, once
    all of them have cost and funding; less than one unit of money is rounding.

    Wrong:
        plan: {id: cafe, programme: prueba, call: prueba-2030}
        action_plan:
          actions:
            - id: ACT-1
              activities: [{id: ACT-1-A, name: Secadores solares, cost: 100000}]
              funding:
                - {source: grant, payer: Programa, year: 2030, amount: 80000}
                - {source: cash_counterpart, payer: Cooperativas, year: 2030, amount: 20000}
    Right:
        plan: {id: cafe, programme: prueba, call: prueba-2030}
        action_plan:
          actions:
            - id: ACT-1
              activities: [{id: ACT-1-A, name: Secadores solares, cost: 100000}]
              funding:
                - {source: grant, payer: Programa, year: 2030, amount: 70000}
                - {source: cash_counterpart, payer: Cooperativas, year: 2030, amount: 30000}
    """
    share = subject.rules.call.counterpart_share if subject.rules.call else None
    yield from _short(subject, _COUNTERPART, share)


def low_cash_counterpart(subject: Subject) -> Iterator[Found]:
    """The counterpart in cash is a smaller part of the cost than the call demands.

    Why: hours and premises do not pay suppliers; without the cash the activities stop halfway.
    Source: the rules of the call, where they give the share. Reckoned as the whole counterpart is.

    Wrong:
        plan: {id: cafe, programme: prueba, call: prueba-2030}
        action_plan:
          actions:
            - id: ACT-1
              activities: [{id: ACT-1-A, name: Secadores solares, cost: 100000}]
              funding:
                - {source: grant, payer: Programa, year: 2030, amount: 65000}
                - {source: in_kind_counterpart, payer: Cooperativas, year: 2030, amount: 35000}
    Right:
        plan: {id: cafe, programme: prueba, call: prueba-2030}
        action_plan:
          actions:
            - id: ACT-1
              activities: [{id: ACT-1-A, name: Secadores solares, cost: 100000}]
              funding:
                - {source: grant, payer: Programa, year: 2030, amount: 65000}
                - {source: cash_counterpart, payer: Cooperativas, year: 2030, amount: 10000}
                - {source: in_kind_counterpart, payer: Cooperativas, year: 2030, amount: 25000}
    """
    share = subject.rules.call.cash_share if subject.rules.call else None
    yield from _short(subject, _CASH, share)


def ineligible_heading(subject: Subject) -> Iterator[Found]:
    """An activity of the programme is spent on a heading that the call does not pay.

    Why: the expense is struck out when the accounts are rendered, and somebody else has to pay it.
    Source: the rules of the call, where they list the headings. Accents and case aside; actions without
    component and without grant are paid by others and not judged.

    Wrong:
        plan: {id: vino, programme: prueba, call: prueba-2030}
        action_plan:
          actions:
            - id: ACT-1
              component: 2
              activities: [{id: ACT-1-A, name: Local de la ruta, heading: Compra de terrenos}]
    Right:
        plan: {id: vino, programme: prueba, call: prueba-2030}
        action_plan:
          actions:
            - id: ACT-1
              component: 2
              activities: [{id: ACT-1-A, name: Guías de la ruta, heading: Capacitación}]
    """
    eligible = subject.rules.call.eligible_headings if subject.rules.call else None
    if not eligible:
        return
    known = {matched(heading) for heading in eligible}
    spent = [one for action in _of_programme(subject) for one in action.activities if one.heading]
    refused = {heading for heading in {one.heading or "" for one in spent} if matched(heading) not in known}
    limit, paid = _limit(subject), ", ".join(eligible)
    for one in spent:
        if one.heading in refused:
            yield found(one, "heading", *limit, heading=one.heading, eligible=paid)


def grant_outside_component(subject: Subject) -> Iterator[Found]:
    """An action that belongs to no component of the programme takes money from it.

    Why: the programme pays its components and nothing else; one of the two statements is wrong.
    Source: logic of the programme, whose grants pay for its components.

    Wrong:
        action_plan:
          actions:
            - id: ACT-1
              component: none
              funding: [{source: grant, payer: Programa, year: 2028, amount: 40000}]
    Right:
        action_plan:
          actions:
            - id: ACT-1
              component: none
              funding: [{source: other, payer: Gobierno Regional, year: 2028, amount: 40000}]
    """
    for action in subject.live_actions:
        if action.component == "none" and (grant := _grant(subject, (action,))) > 0:
            row = next(one for one in action.funding if one.source == "grant")
            end = End(action, "component", "said-here")
            yield found(row, "", end, action=subject.name(action), grant=subject.money(grant))


def component_missing(subject: Subject) -> Iterator[Found]:
    """Grant money is asked for without saying for which component, or nothing is of the second one.

    Why: the programme pays the plan with its first component and carries it out with the second; a plan
    without the second asks it for nothing.
    Source: the components of the PAC, by its own presentation. That none is of the second is said only of a
    plan that names its programme.

    Wrong:
        action_plan:
          actions:
            - id: ACT-1
              name: Feria de quesos madurados
              funding: [{source: grant, payer: Programa, year: 2028, amount: 40000}]
    Right:
        action_plan:
          actions:
            - id: ACT-1
              name: Feria de quesos madurados
              component: 2
              funding: [{source: grant, payer: Programa, year: 2028, amount: 40000}]
    """
    live, identity = subject.live_actions, subject.plan.plan
    lacking = [one for one in live if one.component is None and _grant(subject, (one,)) > 0]
    for action in lacking:
        row = next(one for one in action.funding if one.source == "grant")
        yield found(action, "component", End(row), where=subject.name(action), component="1 / 2")
    if lacking or not live or identity is None or identity.programme is None:
        return
    if subject.plan.action_plan and all(one.component != "2" for one in live):
        where = " … ".join(dict.fromkeys((live[0].id, live[-1].id)))
        yield found(subject.plan.action_plan, "actions", where=where, component="2")


def _short(subject: Subject, sources: frozenset[str], percent: Decimal | None) -> Iterator[Found]:
    """That the actions of the programme have less from `sources` than `percent` of their cost."""
    if percent is None or subject.plan.action_plan is None:
        return
    actions = tuple(_of_programme(subject))
    rows = [(one.source, subject.amount(one.amount)) for action in actions for one in action.funding]
    costs = [cost for action in actions if (cost := subject.costs[action.id]) is not None]
    whole = len(costs) == len(actions) and all(one.funding for one in actions)
    if not whole or any(amount is None for _, amount in rows):
        return
    given = sum((amount for source, amount in rows if amount and source in sources), _ZERO)
    cost = sum(costs, _ZERO)
    needed = cost * percent / 100
    if needed - given >= _ROUNDING:
        money = {"given": given, "needed": needed, "cost": cost}
        shown = {name: subject.money(amount) for name, amount in money.items()}
        number = subject.number(percent)
        yield found(subject.plan.action_plan, "actions", *_limit(subject), percent=number, **shown)


def _of_programme(subject: Subject) -> Iterator[Action]:
    """The live actions that the programme pays in part: of a component, or with any grant."""
    for action in subject.live_actions:
        if action.component in ("1", "2") or any(one.source == "grant" for one in action.funding):
            yield action


def _grant(subject: Subject, actions: Iterable[Action]) -> Decimal:
    rows = (one for action in actions for one in action.funding if one.source == "grant")
    return sum((subject.amount(one.amount) or _ZERO for one in rows), _ZERO)


def _in_plan(subject: Subject, soles: Decimal | None) -> Decimal | None:
    """An amount of a call in the plan's currency; None where the plan has no exchange rate for it."""
    if soles is None:
        return None
    return subject.amount(Money.model_construct(amount=soles, currency="PEN"))


def _limit(subject: Subject) -> tuple[End, ...]:
    """Where the plan names the call that sets the limit."""
    identity = subject.plan.plan
    return (End(identity, "call", "limit-here"),) if identity else ()
