"""What follows from another responsible: how much each answers for, who sits in which organ, quorums."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from plangen.changes.consequences_sides import (
    Felt,
    Rules,
    Sides,
    Touch,
    actions_of,
    called,
    felt,
    is_live,
    plural,
)
from plangen.plan.index import PlanIndex
from plangen.plan.model import Action, Actor, Body, Indicator, Member, Record, Strategy


def load(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """How many actions, indicators or strategies the new one answers for now, and the old one no more."""
    sort = _SORTS[touch.model]
    for who in (touch.after, touch.before):
        if not isinstance(who, str) or who not in sides.new.items:
            continue
        then, now = (_answers(index, who, touch.model) for index in (sides.old, sides.new))
        params = {"who": sides.name(who), "before": len(then), "count": len(now)}
        if not now and then:
            yield felt(f"answers-for-no-{sort}", sides.path(who), who=params["who"], before=len(then))
        elif len(now) != len(then) and (who == touch.after or not touch.after):
            yield felt(plural(f"answers-for-{sort}", len(now)), sides.path(who), **params)


_SORTS = MappingProxyType({Action: "actions", Indicator: "indicators", Strategy: "strategies"})


def _answers(index: PlanIndex, who: str, model: type[Record]) -> list[str]:
    """The ids of the records of a sort for which someone answers, dropped actions aside."""
    if model is Strategy:
        return [one.id for one in index.plan.strategies if one.owner == who]
    if model is Indicator:
        return [one.id for one in index.plan.indicators if one.responsible == who]
    return [one.id for one in actions_of(index) if one.responsible == who and is_live(one)]


def seat(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """Whether the new responsible sits in an organ, or the organ has members."""
    who = touch.after
    if not isinstance(who, str):
        return
    members = _members(sides.new)
    if sides.now(who, Actor):
        bodies = list(dict.fromkeys(one.body for one in members if one.actor == who))
        if bodies:
            said = called(sides, bodies)
            yield felt("sits-in", sides.path(who), who=who, bodies=said)
        else:
            yield felt("sits-nowhere", sides.path(who), who=sides.name(who))
    body = sides.now(who, Body)
    if body is not None and body.seats is not None and not any(one.body == who for one in members):
        yield felt("body-without-members", sides.path(who), body=sides.name(who))


def also_supports(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """The new responsible of an action is still named among those who support it."""
    new = touch.new
    if isinstance(new, Action) and new.responsible in new.supporters:
        yield felt("also-supports", sides.path(new.id), who=sides.name(new.responsible), action=new.id)


def _members(index: PlanIndex) -> tuple[Member, ...]:
    return index.plan.management.members if index.plan.management else ()


def seats_taken(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """An organ has more or fewer members, and perhaps less than its quorum, or more than its seats."""
    member = touch.new or touch.old
    body_id = member.body if isinstance(member, Member) else touch.keys[-1]
    if isinstance(member, Body):
        body_id = member.id
    then, now = (sum(one.body == body_id for one in _members(index)) for index in (sides.old, sides.new))
    old, new = sides.both(body_id, Body)
    if new is None:
        return
    params = {"body": sides.name(new.id), "count": now}
    if _below(new.quorum, now) and not (old and _below(old.quorum, then)):
        yield felt(plural("below-quorum", now), sides.path(new.id), quorum=new.quorum, **params)
    elif _above(new.seats, now) and not (old and _above(old.seats, then)):
        yield felt("above-seats", sides.path(new.id), seats=new.seats, **params)
    elif then != now and old is not None:
        yield felt(plural("members-of-body", now), sides.path(new.id), before=then, **params)


def _below(quorum: int | None, members: int) -> bool:
    return quorum is not None and members < quorum


def _above(seats: int | None, members: int) -> bool:
    return seats is not None and members > seats


RULES: Rules = MappingProxyType(
    {
        (Action, "responsible"): (load, seat, also_supports),
        (Indicator, "responsible"): (load, seat),
        (Strategy, "owner"): (load, seat),
        (Member, ""): (seats_taken,),
        **dict.fromkeys(((Body, "quorum"), (Body, "seats")), (seats_taken,)),
    }
)
