"""What follows from other months of an action: its ends, limits it passes, targets and actions it upsets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from plangen.changes.consequences_limits import limits_passed, span_of
from plangen.changes.consequences_sides import Felt, Rules, Sides, Touch, actions_of, felt, listed, plural
from plangen.plan.index import PlanIndex
from plangen.plan.model import Action, ActionFunding, Activity, Month, Record


def _moves(sides: Sides, touch: Touch) -> Iterator[tuple[str, Action, Month, Month]]:
    """The ends of the action, `start` or `end`, that are others because of this very activity."""
    old, new = sides.both(touch.keys[2], Action)
    before, after = span_of(sides.old, old), span_of(sides.new, new)
    for name in ("end", "start"):
        if new is None or name not in before or name not in after or before[name] == after[name]:
            continue
        at_limit = (
            getattr(touch.old, name, None) == before[name] or getattr(touch.new, name, None) == after[name]
        )
        if at_limit or touch.model is Action:
            yield name, new, before[name], after[name]


def action_shift(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """The action, and its strategy, start or end some months later or earlier."""
    for name, action, before, after in _moves(sides, touch):
        yield _shifted(f"action-{name}", sides.path(action.id), sides.name(action.id), before, after)
        strategy = action.strategy
        if strategy is None or sides.now(strategy, Record) is None:
            continue
        old, new = (_strategy_span(index, strategy) for index in (sides.old, sides.new))
        if name in old and name in new and old[name] != new[name] and after == new[name]:
            yield _shifted(
                f"strategy-{name}", sides.path(strategy), sides.name(strategy), old[name], new[name]
            )


def _shifted(name: str, path: str, who: str, before: Month, after: Month) -> Felt:
    months = after - before
    way = "later" if months > 0 else "earlier"
    params = {"item": who, "months": abs(months), "before": before, "after": after}
    return felt(plural(f"{name}-{way}", abs(months)), path, **params)


def _strategy_span(index: PlanIndex, strategy: str) -> Mapping[str, Month]:
    spans = [span_of(index, one) for one in actions_of(index) if one.strategy == strategy]
    starts = [one["start"] for one in spans if "start" in one]
    ends = [one["end"] for one in spans if "end" in one]
    return {**({"start": min(starts)} if starts else {}), **({"end": max(ends)} if ends else {})}


def passed_limits(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """The action now starts before the period of the programme, or ends after it or after the horizon."""
    action = sides.now(touch.keys[2], Action)
    if action is None:
        return
    new = limits_passed(sides.new, action)
    old = limits_passed(sides.old, sides.then(action.id, Action))
    span = span_of(sides.new, action)
    for name, limit in new.items():
        month = span["start" if name == "start" else "end"]
        if name in old or month not in _months_of(touch, action):
            continue
        strategy = action.strategy
        if name != "start" and strategy and _strategy_kept(sides, strategy, name):
            params = {"strategy": sides.name(strategy), "action": action.id, "month": month, "limit": limit}
            yield felt(f"strategy-after-{_WORD[name]}", sides.path(strategy), **params)
        else:
            way = "before" if name == "start" else "after"
            params = {"action": sides.name(action.id), "month": month, "limit": limit}
            yield felt(f"action-{way}-{_WORD[name]}", sides.path(action.id), **params)


_WORD = MappingProxyType({"start": "period", "end": "period", "horizon": "horizon"})


def _months_of(touch: Touch, action: Action) -> tuple[Month | None, ...]:
    """The months that a change of one activity, or of the whole action, may have brought."""
    activities = action.activities if touch.model is Action else (touch.new,)
    return tuple(getattr(one, name, None) for one in activities for name in ("start", "end"))


def _strategy_kept(sides: Sides, strategy: str, name: str) -> bool:
    """Whether no action of the strategy passed that limit before."""
    if sides.now(strategy, Record) is None:
        return False
    return not any(
        name in limits_passed(sides.old, one) for one in actions_of(sides.old) if one.strategy == strategy
    )


def upset_targets(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """Targets of indicators that measure the action now fall due before it ends, or before it starts."""
    for name, action, before, after in _moves(sides, touch):
        for indicator in sides.new.plan.indicators:
            if indicator.measures != action.id:
                continue
            years = [year for year in sorted(indicator.targets) if _overtaken(name, year, before, after)]
            if name == "start":
                zero = indicator.baseline.value if indicator.baseline else None
                years = [year for year in years if indicator.targets[year] not in (0, zero)]
            if years:
                yield felt(
                    plural(f"target-before-{name}", len(years)),
                    sides.path(indicator.id),
                    years=listed([str(year) for year in years]),
                    indicator=sides.name(indicator.id),
                    action=action.id,
                    month=after,
                )


def _overtaken(name: str, year: int, before: Month, after: Month) -> bool:
    """Whether a target of that year was due after the action ended, or started, and now is not."""
    due = Month(year, 12)
    return before <= due < after


def upset_dependents(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """An action now starts before another on which it depends ends, or has shifted with it."""
    action = sides.now(touch.keys[2], Action)
    moved = {name: (before, after) for name, _, before, after in _moves(sides, touch)}
    if action is None or not moved:
        return
    for other in actions_of(sides.new):
        if action.id in other.depends_on and "end" in moved:
            yield from _order(sides, other, action)
            yield from _followed(sides, other, action, moved["end"])
        if other.id in action.depends_on and "start" in moved:
            yield from _order(sides, action, other)


def new_dependency(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """An action now depends on another that ends after it starts."""
    action = sides.now(touch.keys[2], Action)
    for other in actions_of(sides.new) if action else ():
        if action and other.id in action.depends_on:
            yield from _order(sides, action, other)


def _order(sides: Sides, waits: Action, first: Action) -> Iterator[Felt]:
    """`waits` now starts before `first` ends, and did not before."""
    if _hasty(sides.new, waits, first) and not _hasty(sides.old, *_then(sides, waits, first)):
        start, end = span_of(sides.new, waits)["start"], span_of(sides.new, first)["end"]
        params = {"action": sides.name(waits.id), "first": sides.name(first.id), "start": start, "end": end}
        yield felt("starts-before-dependency", sides.path(waits.id), **params)


def _then(sides: Sides, *actions: Action) -> tuple[Action | None, Action | None]:
    one, other = (sides.then(action.id, Action) for action in actions)
    return one, other


def _hasty(index: PlanIndex, waits: Action | None, first: Action | None) -> bool:
    if waits is None or first is None or first.id not in waits.depends_on:
        return False
    start, end = span_of(index, waits).get("start"), span_of(index, first).get("end")
    return start is not None and end is not None and start <= end


def _followed(sides: Sides, waits: Action, first: Action, end: tuple[Month, Month]) -> Iterator[Felt]:
    """`waits` has its start shifted the same way as the end of `first`."""
    before = span_of(sides.old, sides.then(waits.id, Action)).get("start")
    after = span_of(sides.new, waits).get("start")
    if before and after and (after - before) * (end[1] - end[0]) > 0 and after > end[1]:
        params = {"action": sides.name(waits.id), "first": first.id, "before": before, "after": after}
        yield felt("dependent-shifts-too", sides.path(waits.id), **params)


def idle_funding(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """Money of the action falls in a year before it starts, or after it ends."""
    old, new = sides.both(touch.keys[2], Action)
    if new is None:
        return
    before, after = span_of(sides.old, old), span_of(sides.new, new)
    for name in ("start", "end"):
        years = _idle(new, after, name)
        gained = sorted(years - _idle(old, before, name))
        if gained:
            params = {"action": sides.name(new.id), "years": listed([str(one) for one in gained])}
            yield felt(f"funding-outside-{name}", sides.path(new.id), **params, month=after[name])


def _idle(action: Action | None, span: Mapping[str, Month], name: str) -> set[int]:
    if action is None or name not in span:
        return set()
    year = span[name].year
    return {one.year for one in action.funding if (one.year < year if name == "start" else one.year > year)}


_TIME = (passed_limits, upset_targets, upset_dependents, action_shift, idle_funding)

RULES: Rules = MappingProxyType(
    {
        **dict.fromkeys(((Activity, "start"), (Activity, "end"), (Activity, "")), _TIME),
        (Action, ""): (passed_limits, new_dependency),
        (Action, "depends_on"): (new_dependency,),
        (ActionFunding, ""): (idle_funding,),
    }
)
