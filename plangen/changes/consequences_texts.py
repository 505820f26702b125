"""Where a changed value is printed or used: the texts, figures and other facts that stand on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from plangen.changes.consequences_money import weight_of
from plangen.changes.consequences_sides import Felt, Rules, Sides, Touch, called, felt, listed, plural
from plangen.plan.model import (
    Action,
    ActionFunding,
    Activity,
    Baseline,
    BenchmarkScore,
    Criterion,
    Fact,
    Indicator,
    Measure,
    Option,
    Pending,
    Record,
)


def printed(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """The texts that print the value, or a total that moves with it."""
    paths: dict[str, None] = {}
    for item_id, field in _fields(sides, touch):
        if _differs(sides, item_id, field):
            then, now = (one.get((item_id, field), ()) for one in sides.printed)
            paths.update(dict.fromkeys(path for path in now if path in then))
    name = "printed-total" if touch.model in _COMPUTING else "printed"
    weight = weight_of(sides, touch)
    yield from (replace(one, weight=weight) for one in _told_places(sides, name, list(paths)))


def _told_places(sides: Sides, name: str, paths: Sequence[str]) -> Iterator[Felt]:
    for path in paths:
        if path.startswith("summary/key_figures/"):
            label = sides.new.at(path.rpartition("/")[0])
            figure = getattr(label.value, "label", "") if label else ""
            yield felt("key-figure", path, label=figure)
    rest = [path for path in paths if not path.startswith("summary/key_figures/")]
    if rest:
        places = list(dict.fromkeys(sides.place(path) for path in rest))
        yield felt(plural(name, len(places)), rest[0], count=len(places), places=listed(places))


def _fields(sides: Sides, touch: Touch) -> Iterator[tuple[str, str]]:
    """Item and field of every mention whose print this change may move."""
    record = touch.new or touch.old
    own = str(getattr(record, "id", None) or "")
    if touch.model is Fact:
        yield own, ""
        yield own, touch.field
    elif touch.model in (Baseline, Pending) or (touch.model is Indicator and touch.field == "baseline"):
        yield touch.keys[1], "baseline"
    elif touch.model is Indicator and touch.key:
        yield from ((own, "target"), (own, f"target.{touch.key}"))
    elif touch.model is Indicator and touch.field == "unit":
        known = sides.printed[1]
        yield from (
            key for key in known if key[0] == own and key[1].partition(".")[0] in ("target", "baseline")
        )
    elif touch.model in (Action, Activity, ActionFunding):
        yield from _totals(sides, touch)
    elif touch.model in (BenchmarkScore, Criterion, Option):
        yield from (
            (key, field) for key, field in sides.printed[1] if field in ("difference", "own", "total")
        )
    elif own and touch.field and touch.field not in ("name", "title", "id"):
        yield own, touch.field


def _totals(sides: Sides, touch: Touch) -> Iterator[tuple[str, str]]:
    """The computed fields of action, strategy and plan that texts print, of the sort that moved."""
    wanted = _SORTS.get((touch.model, touch.field), ())
    action = sides.now(touch.keys[2], Action) or sides.then(touch.keys[2], Action)
    items = (touch.keys[2], (action and action.strategy) or "", "plan")
    for item_id, field in sides.printed[1]:
        if item_id in items and field.partition(".")[0] in wanted:
            yield item_id, field


_MONEY = ("cost", "grant", "cash", "in_kind", "other", "counterpart")
_TIME = ("start", "end", "months")
_SORTS: Mapping[tuple[type[Record], str], tuple[str, ...]] = MappingProxyType(
    {
        (Activity, "cost"): ("cost",),
        (Activity, "start"): _TIME,
        (Activity, "end"): _TIME,
        (Activity, ""): ("cost", *_TIME),
        (ActionFunding, "amount"): _MONEY,
        (ActionFunding, ""): _MONEY,
        (Action, ""): (*_MONEY, *_TIME),
    }
)


_COMPUTING = (Action, Activity, ActionFunding, BenchmarkScore, Criterion, Option)
"""Records of which texts print what is computed."""


def _differs(sides: Sides, item_id: str, field: str) -> bool:
    """Whether a mention of that field prints something else in the two versions."""
    if not field or item_id not in ("plan", *sides.new.items):
        return bool(item_id)
    record = sides.new.plan.plan if item_id == "plan" else sides.new.items[item_id].record
    if field.partition(".")[0] in (*_MONEY, *_TIME, "difference", "own", "total", "target", "baseline"):
        try:
            values = [sides.value(index, item_id, field) for index in (sides.old, sides.new)]
        except KeyError:
            return False
        return values[0] != values[1] or _unit(sides, item_id)
    return record is not None


def _unit(sides: Sides, item_id: str) -> bool:
    old, new = sides.both(item_id, Indicator)
    return old is not None and new is not None and old.unit != new.unit


def used(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """The figures, criteria, comparisons and other facts that stand on a fact."""
    fact = str(getattr(touch.new or touch.old, "id", ""))
    places: list[str] = []
    for visit in sides.references[1].get(fact, ()):
        holder = sides.new.path_of(visit.record)
        places.append(
            holder
            if isinstance(visit.record, Measure)
            else visit.path.rpartition("/")[0]
            if visit.shape.many
            else visit.path
        )
    if places:
        said = list(dict.fromkeys(sides.place(one) for one in places))
        yield felt(plural("used", len(said)), places[0], count=len(said), places=listed(said))


def derived_facts(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """Facts whose formula names this one: they kept their value, or followed."""
    fact = str(getattr(touch.new or touch.old, "id", ""))
    named = re.compile(rf"(?<![\w.-]){re.escape(fact)}(?![\w-])")
    kept: list[str] = []
    followed: list[str] = []
    for new in sides.new.plan.facts:
        if new.id == fact or not new.formula or not named.search(new.formula):
            continue
        old = sides.then(new.id, Fact)
        if old is not None:
            (kept if (old.value, old.to) == (new.value, new.to) else followed).append(new.id)
    for name, ids in (("derived-fact-kept", kept), ("derived-fact-follows", followed)):
        if ids:
            said = called(sides, ids)
            yield felt(plural(name, len(ids)), sides.path(ids[0]), facts=said, fact=fact)


_FACT = (derived_facts, printed, used)

RULES: Rules = MappingProxyType(
    {
        **{(Fact, field): _FACT for field in ("value", "to", "unit", "qualifier")},
        (Fact, ""): (used, derived_facts),
        **dict.fromkeys((*_SORTS, (BenchmarkScore, ""), (Criterion, ""), (Option, "")), (printed,)),
    }
)
"""Of any other field that differs, `printed` is asked."""
