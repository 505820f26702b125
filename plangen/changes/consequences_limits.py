"""What follows from other limits and dates of the plan: period, horizon, steps of the entity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
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
    listed,
    plural,
)
from plangen.plan.index import PlanIndex
from plangen.plan.model import Action, Identity, LegalEntity, Month, Period, Plan, Step


def span_of(index: PlanIndex, action: Action | None) -> Mapping[str, Month]:
    """First and last month of an action that is to be done, by `start` and `end`, where said."""
    if action is None or not is_live(action):
        return {}
    starts = [one.start for one in action.activities if one.start]
    ends = [one.end for one in action.activities if one.end]
    return {
        name: month
        for name, month in (("start", min(starts, default=None)), ("end", max(ends, default=None)))
        if month
    }


def _limits_of(index: PlanIndex) -> Mapping[str, Month]:
    """The months that actions may not pass: those the programme pays, and the last of the plan."""
    plan = index.plan.plan
    period = plan.period if plan else None
    found = {}
    if period and period.start:
        found["start"] = period.start
    if period and period.end:
        found["end"] = period.end
    if plan and plan.horizon:
        found["horizon"] = Month(plan.horizon, 12)
    return found


def limits_passed(index: PlanIndex, action: Action | None) -> Mapping[str, Month]:
    """The limits that an action passes; those of the programme only where it pays, the horizon where not."""
    span, limits = span_of(index, action), _limits_of(index)
    if action is None or not span:
        return {}
    paid = action.component in {"1", "2"} or any(one.source == "grant" for one in action.funding)
    found = {}
    if paid and "start" in span and "start" in limits and span["start"] < limits["start"]:
        found["start"] = limits["start"]
    if paid and "end" in span and "end" in limits and span["end"] > limits["end"]:
        found["end"] = limits["end"]
    elif "end" in span and "horizon" in limits and span["end"] > limits["horizon"]:
        found["horizon"] = limits["horizon"]
    return found


def outside_period(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """Actions that another period or horizon leaves outside, or takes in again."""
    gained, lost = [], []
    for action in actions_of(sides.new):
        old = sides.then(action.id, Action)
        now, then = bool(limits_passed(sides.new, action)), bool(limits_passed(sides.old, old))
        if now and not then and span_of(sides.old, old) == span_of(sides.new, action):
            gained.append(action.id)
        elif then and not now and span_of(sides.old, old) == span_of(sides.new, action):
            lost.append(action.id)
    for name, ids in (("actions-outside-period", gained), ("actions-inside-again", lost)):
        if ids:
            yield felt(plural(name, len(ids)), "action_plan", count=len(ids), actions=called(sides, ids))


def after_horizon(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """Targets and milestones that another horizon leaves behind it."""
    old, new = (index.plan.plan.horizon if index.plan.plan else None for index in (sides.old, sides.new))
    if old is None or new is None or old <= new:
        return
    late = [one.id for one in sides.new.plan.indicators if max(one.targets, default=0) > new]
    if late:
        params = {"count": len(late), "indicators": called(sides, late), "horizon": str(new)}
        yield felt(plural("targets-after-horizon", len(late)), sides.path(late[0]), **params)
    vision = sides.new.plan.vision
    years = [str(one.year) for one in vision.milestones if one.year > new] if vision else []
    if years:
        params = {"count": len(years), "years": listed(years), "horizon": str(new)}
        yield felt(plural("milestones-after-horizon", len(years)), "vision", **params)


def short_of_horizon(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """Indicators whose last target stays before a horizon that is later now."""
    old, new = (index.plan.plan.horizon if index.plan.plan else None for index in (sides.old, sides.new))
    if old is None or new is None or old >= new:
        return
    short = [one.id for one in sides.new.plan.indicators if one.targets and max(one.targets) < new]
    if short:
        params = {"count": len(short), "indicators": called(sides, short), "horizon": str(new)}
        yield felt(plural("targets-before-horizon", len(short)), sides.path(short[0]), **params)


def step_order(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """A legal step is now due after the period starts, or after a step that comes later in the list."""
    old, new = touch.old, touch.new
    if not isinstance(new, Step) or new.due is None:
        return
    before = old.due if isinstance(old, Step) else None
    start = _limits_of(sides.new).get("start")
    if start and new.due >= _first_day(start) and not (before and before >= _first_day(start)):
        yield felt(
            "step-after-start",
            touch.path.rpartition("/")[0] if touch.field else touch.path,
            step=new.name,
            date=new.due,
            start=start,
        )
    was, now = _steps(sides.old.plan), _steps(sides.new.plan)
    names = list(now)
    for name in names[names.index(new.name) + 1 :]:
        due, due_before = now[name], was.get(name)
        if due and due < new.due and not (before and due_before and due_before < before):
            path = "management/legal_entity/steps"
            yield felt("step-out-of-order", path, step=new.name, date=new.due, other=name, due=due)


def _first_day(month: Month) -> date:
    return date(month.year, month.month, 1)


def _steps(plan: Plan) -> Mapping[str, date | None]:
    entity = plan.management.legal_entity if plan.management else None
    return {one.name: one.due for one in entity.steps} if entity else {}


def pending_steps(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """What is left to be done until the legal entity works."""
    entity = touch.new
    if not isinstance(entity, LegalEntity) or entity.state == "operating":
        return
    left = [one for one in entity.steps if one.done is None and one.due is not None]
    if left:
        last = max(left, key=lambda one: one.due or date.min)
        params = {"count": len(left), "step": last.name, "date": last.due}
        yield felt(plural("steps-left", len(left)), "management/legal_entity", **params)


RULES: Rules = MappingProxyType(
    {
        **dict.fromkeys(((Period, "start"), (Period, "end"), (Period, "")), (outside_period,)),
        (Identity, "horizon"): (outside_period, after_horizon, short_of_horizon),
        **dict.fromkeys(((Step, "due"), (Step, "")), (step_order,)),
        (LegalEntity, "state"): (pending_steps,),
    }
)
