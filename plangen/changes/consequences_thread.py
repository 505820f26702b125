"""What follows along the golden thread: who is left without whom, and what a reference became."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

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
from plangen.plan.graph import RELATIONS, related
from plangen.plan.index import Item, PlanIndex, Visit
from plangen.plan.model import (
    Action,
    Beneficiaries,
    Gap,
    Indicator,
    Lesson,
    Money,
    Record,
    Segment,
    Strategy,
    shapes,
)

_LINKS: Mapping[tuple[type[Record], str], tuple[str, ...]] = MappingProxyType(
    {
        (Strategy, "segments"): ("strategies",),
        (Strategy, "gaps"): ("strategies",),
        (Strategy, "success_factors"): ("strategies",),
        (Strategy, "lessons"): ("strategies",),
        (Strategy, "vision_elements"): ("strategies",),
        (Action, "strategy"): ("actions",),
        (Action, "area"): ("actions",),
        (Beneficiaries, "segments"): ("actions",),
        (Indicator, "measures"): ("indicators",),
        (Lesson, "gaps"): ("lessons",),
    }
)
"""Fields whose targets the reviewer wants to see served, and the list that serves them."""


_COUNTED = frozenset(
    {
        ("strategy", "actions"),
        *((kind, "indicators") for kind in ("vision_element", "strategy", "action", "body")),
    }
)
"""Where fewer, though not none, is worth a sentence."""


def left_without(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """Whatever the record, or its field, referred to: is it served by nobody now, or by fewer, or at last?"""
    for relation, item in _targets(sides, touch):
        then, now = _serving(sides.old, item.id, relation), _serving(sides.new, item.id, relation)
        if then is None or now is None or len(then) == len(now):
            continue
        params = {"item": sides.name(item.id), "before": len(then), "count": len(now)}
        if not now:
            yield felt(f"{item.kind}-without-{relation}", item.path, item=params["item"])
        elif not then:
            yield felt(f"{item.kind}-with-{relation}", item.path, item=params["item"], ids=listed(now))
        elif len(now) < len(then) and (item.kind, relation) in _COUNTED:
            yield felt(plural(f"fewer-{relation}", len(now)), item.path, ids=listed(now), **params)


def _targets(sides: Sides, touch: Touch) -> Iterator[tuple[str, Item]]:
    """What of the new plan the changed field, or all fields of a record that came or went, refer to."""
    seen = set()
    for record in (touch.old, touch.new):
        for holder in _held(record):
            for name in shapes(type(holder)):
                if touch.field not in ("", "status", name):
                    continue
                for relation in _LINKS.get((type(holder), name), ()):
                    value = getattr(holder, name)
                    for one in value if isinstance(value, tuple) else (value,):
                        item = sides.new.items.get(str(one))
                        if item is not None and is_live(item.record) and (relation, item.id) not in seen:
                            seen.add((relation, item.id))
                            yield relation, item


def _held(record: Record | None) -> Iterator[Record]:
    if record is None:
        return
    yield record
    if isinstance(record, Action) and record.beneficiaries:
        yield record.beneficiaries


def _serving(index: PlanIndex, item_id: str, relation: str) -> list[str] | None:
    """The ids in that relation to an item, dropped actions aside; None where there is no such item."""
    item = index.items.get(item_id)
    if item is None or (item.kind, relation) not in RELATIONS:
        return None
    return [str(getattr(one, "id", "")) for one in related(index, item_id, relation) if is_live(one)]


def unattended_gaps(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """Gaps whose strategies have no action left."""
    gaps = sides.new.plan.benchmark.gaps if sides.new.plan.benchmark else ()
    old, new = touch.old, touch.new
    strategies = {one.strategy for one in (old, new) if isinstance(one, Action)}
    lost = [
        gap.id
        for gap in gaps
        if strategies & set(_serving(sides.new, gap.id, "strategies") or ())
        and _attended(sides.old, gap)
        and not _attended(sides.new, gap)
    ]
    if lost:
        name, gaps_said = plural("gaps-without-action", len(lost)), listed(lost)
        yield felt(name, sides.path(lost[0]), gaps=sides.name(lost[0]) if len(lost) == 1 else gaps_said)


def _attended(index: PlanIndex, gap: Gap) -> bool:
    strategies = _serving(index, gap.id, "strategies") or ()
    return any(_serving(index, one, "actions") for one in strategies)


def dropped_action(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """What still counts on an action that is dropped: indicators, actions that wait for it, its cost."""
    old, new = touch.old, touch.new
    if not isinstance(new, Action) or is_live(new) or (isinstance(old, Action) and not is_live(old)):
        return
    measured = [one.id for one in sides.new.plan.indicators if one.measures == new.id]
    waiting = [one.id for one in actions_of(sides.new) if new.id in one.depends_on and is_live(one)]
    for name, ids in (("measure-dropped", measured), ("wait-for-dropped", waiting)):
        if ids:
            params = {"items": called(sides, ids), "action": new.id}
            yield felt(plural(name, len(ids)), sides.path(ids[0]), **params)
    cost = sides.value(sides.new, new.id, "cost")
    if isinstance(cost, Money) and cost.amount:
        yield felt("dropped-still-costs", sides.path(new.id), action=new.id, cost=cost)


def lost_measure(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """What an indicator measured that is gone: an action dropped, or something that is gone as well."""
    old = touch.old
    if touch.new is not None or not isinstance(old, Indicator) or not old.measures:
        return
    then, now = sides.both(old.measures, Record)
    if then is not None and now is None:
        yield felt("measured-gone", _above(sides, sides.path(old.measures)), item=sides.name(old.measures))
    elif is_live(then) and now is not None and not is_live(now):
        yield felt("measured-dropped", sides.path(old.measures), item=sides.name(old.measures))


def without_measure(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """Indicators that measured an action which is dropped, and are gone."""
    old, new = touch.old, touch.new
    if not isinstance(old, Action) or not isinstance(new, Action) or is_live(new) or not is_live(old):
        return
    gone = [
        one.id
        for one in sides.old.plan.indicators
        if one.measures == new.id and one.id not in sides.new.items
    ]
    if gone:
        name = plural("measure-gone", len(gone))
        yield felt(name, sides.path(new.id), indicators=called(sides, gone), action=new.id)


def revived_action(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """An action that was dropped and is to be done again without cost or activities."""
    old, new = touch.old, touch.new
    if not isinstance(old, Action) or not isinstance(new, Action) or is_live(old):
        return
    if is_live(new) and not new.activities:
        yield felt("revived-without-activities", sides.path(new.id), action=sides.name(new.id))


def no_longer_prioritised(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """Who still serves a segment that is prioritised no longer, or is no more."""
    old, new = touch.old, touch.new
    segment = old if isinstance(old, Segment) else new
    if not isinstance(segment, Segment) or not _loses_priority(old, new):
        return
    if isinstance(new, Segment):
        for relation in ("strategies", "actions", "actors", "options"):
            ids = _serving(sides.new, segment.id, relation) or []
            if ids:
                params = {"count": len(ids), "segment": segment.id}
                path = sides.path(ids[0])
                said = called(sides, ids)
                yield felt(plural(f"segment-{relation}", len(ids)), path, ids=said, **params)
    for strategy in sides.new.plan.strategies:
        if (
            strategy.segments
            and _serves_priority(sides.old, strategy.id)
            and not _serves_priority(sides.new, strategy.id)
        ):
            yield felt("strategy-without-priority", sides.path(strategy.id), strategy=sides.name(strategy.id))


def _loses_priority(old: Record | None, new: Record | None) -> bool:
    was = isinstance(old, Segment) and old.decision == "prioritised"
    return was and not (isinstance(new, Segment) and new.decision == "prioritised")


def _serves_priority(index: PlanIndex, strategy: str) -> bool:
    item = index.items.get(strategy)
    record = item.record if item else None
    segments = record.segments if isinstance(record, Strategy) else ()
    served = (index.items.get(one) for one in segments)
    return any(
        one and isinstance(one.record, Segment) and one.record.decision == "prioritised" for one in served
    )


def newly_prioritised(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """A segment is prioritised now, and no strategy, or no action, serves it."""
    old, new = touch.old, touch.new
    if not isinstance(new, Segment) or new.decision != "prioritised":
        return
    if isinstance(old, Segment) and old.decision == "prioritised":
        return
    for relation in ("strategies", "actions"):
        if not _serving(sides.new, new.id, relation):
            yield felt(f"priority-without-{relation}", sides.path(new.id), segment=sides.name(new.id))


_State: TypeAlias = tuple[str, str, str]
"""What became of a reference: how, the field in words, the other id."""


def lost_references(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """Who referred to a record that is gone, and to what now: to nothing, to another, or gone as well."""
    if touch.field or touch.new is not None or touch.old is None:
        return
    gone = str(getattr(touch.old, "id", None) or "")
    if not gone or gone in sides.new.items:
        return
    groups: dict[_State, list[str]] = {}
    for visit in sides.references[0].get(gone, ()):
        if not f"{visit.path}/".startswith(f"{touch.path}/"):
            state, who = _became(sides, visit)
            groups.setdefault(state, []).append(who)
    for state in sorted(groups, key=lambda one: _STATES.index(one[0])):
        ids = list(dict.fromkeys(groups[state]))
        yield _told(sides, gone, state, ids)


_STATES = ("refers-still", "refers-nothing", "refers-other", "unlisted", "gone-too", "gone-rows")


def _became(sides: Sides, visit: Visit) -> tuple[_State, str]:
    """What became of one reference, and whose it was."""
    owner = sides.old.path_of(visit.record)
    holder = sides.new.at(owner)
    item = sides.old.item_of(owner)
    title = sides.title(type(visit.record), visit.shape.name)
    if holder is None or not isinstance(holder.value, type(visit.record)):
        if item is not None and item.id not in sides.new.items:
            return ("gone-too", "", ""), item.id
        return ("gone-rows", _part(sides, owner), ""), owner
    value = getattr(holder.value, visit.shape.attribute)
    who = item.id if item is not None else sides.place(visit.path)
    if not value:
        return ("refers-nothing", title, ""), who
    if value == visit.value or (isinstance(value, tuple) and visit.value in value):
        return ("refers-still", title, ""), who
    return ("unlisted", title, "") if isinstance(value, tuple) else ("refers-other", title, str(value)), who


def _part(sides: Sides, path: str) -> str:
    """The list in which a record without id stood, in words."""
    visit = sides.old.at(path)
    return sides.title(type(visit.record), visit.shape.name) if visit else path


def _told(sides: Sides, gone: str, state: _State, ids: list[str]) -> Felt:
    how, field, other = state
    first = sides.path(ids[0]) if ids[0] in sides.old.items else ids[0]
    path = first if sides.new.at(first) else _above(sides, first)
    said = sides.name(ids[0]) if len(ids) == 1 and how != "gone-rows" else listed(ids)
    params: dict[str, object] = {"gone": gone, "count": len(ids)}
    if how != "gone-rows":
        params["ids"] = said
    if field:
        params["field"] = field
    if other:
        params["other"] = sides.name(other)
    return felt(plural(how, len(ids)), path, **params)


def _above(sides: Sides, path: str) -> str:
    """The nearest place at or above a path that the new version has."""
    while path and sides.new.at(path) is None:
        path = path.rpartition("/")[0]
    return path


_REMOVED = (left_without, lost_references)

RULES: Rules = MappingProxyType(
    {
        **dict.fromkeys(_LINKS, (left_without,)),
        **dict.fromkeys(((Strategy, ""), (Lesson, "")), _REMOVED),
        (Indicator, ""): (left_without, lost_measure, lost_references),
        (Action, ""): (*_REMOVED, unattended_gaps, dropped_action),
        (Action, "status"): (left_without, unattended_gaps, dropped_action, without_measure, revived_action),
        (Action, "strategy"): (left_without, unattended_gaps),
        (Segment, ""): (lost_references, no_longer_prioritised, newly_prioritised),
        (Segment, "decision"): (no_longer_prioritised, newly_prioritised),
    }
)
"""Of every other record with an id that goes, `lost_references` is asked."""
