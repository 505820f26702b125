"""What follows from another target, baseline or unit: targets out of step, and what they measure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType

from plangen.changes.consequences_sides import Felt, Rules, Sides, Touch, felt, listed, plural
from plangen.plan.derived import EXACT
from plangen.plan.model import (
    Action,
    Baseline,
    Body,
    Indicator,
    Measure,
    Pending,
    Strategy,
    VisionElement,
)

_NUMBER = re.compile(r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w]|[.,]\d)")
_TELLING = 10
"""Numbers below it stand in texts for too many things to be taken for a target."""

_MEASURED = MappingProxyType(
    {
        VisionElement: "measures-vision-element",
        Strategy: "measures-strategy",
        Action: "measures-action",
        Body: "measures-body",
    }
)


def measured_by(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """What the indicator measures."""
    _, new = _indicators(sides, touch)
    item = sides.new.items.get((new and new.measures) or "")
    name = _MEASURED.get(type(item.record)) if item else None
    if item and name and new:
        yield felt(name, item.path, indicator=new.id, item=sides.name(item.id))


def _indicators(sides: Sides, touch: Touch) -> tuple[Indicator | None, Indicator | None]:
    """The indicator in which something differs, then and now."""
    return sides.both(touch.keys[1] if len(touch.keys) > 1 else None, Indicator)


def _quantity(value: Decimal, indicator: Indicator) -> Measure:
    return Measure.model_construct(value=value, unit=indicator.unit)


def beyond_baseline(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """The last target is now on the wrong side of the baseline."""
    old, new = _indicators(sides, touch)
    ends = _ends(new)
    if new is None or ends is None or not _wrong_way(new, *ends) or (old and _was_wrong(old)):
        return
    name = "target-above-baseline" if new.direction == "down" else "target-below-baseline"
    params = {"year": str(max(new.targets)), "indicator": sides.name(new.id)}
    baseline, target = (_quantity(one, new) for one in ends)
    yield felt(name, sides.path(new.id), target=target, baseline=baseline, **params)


def _ends(indicator: Indicator | None) -> tuple[Decimal, Decimal] | None:
    """Baseline and last target of an indicator, where both are known."""
    if indicator is None or not indicator.targets or indicator.baseline is None:
        return None
    value = indicator.baseline.value
    return None if value is None else (value, indicator.targets[max(indicator.targets)])


def _wrong_way(indicator: Indicator, before: Decimal, after: Decimal) -> bool:
    return after > before if indicator.direction == "down" else indicator.direction == "up" and after < before


def _was_wrong(indicator: Indicator) -> bool:
    ends = _ends(indicator)
    return ends is not None and _wrong_way(indicator, *ends)


def out_of_step(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """The target of a year now falls behind that of the year before it."""
    old, new = _indicators(sides, touch)
    if new is None:
        return
    broken = _setbacks(old) if old else set()
    for first, second in sorted(_setbacks(new) - broken):
        if not touch.key or touch.key in (str(first), str(second)):
            values = {
                "before": _quantity(new.targets[first], new),
                "after": _quantity(new.targets[second], new),
            }
            years = {"first": str(first), "second": str(second)}
            yield felt(
                "target-falls-back", sides.path(new.id), indicator=sides.name(new.id), **years, **values
            )


def _setbacks(indicator: Indicator) -> set[tuple[int, int]]:
    years = sorted(indicator.targets)
    pairs = pairwise(years)
    return {
        (one, other)
        for one, other in pairs
        if _wrong_way(indicator, indicator.targets[one], indicator.targets[other])
    }


def way_to_go(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """How far it is from the baseline to the last target."""
    old, new = _indicators(sides, touch)
    before, after = _ends(old), _ends(new)
    if old is None or new is None or before is None or after is None or old.unit != new.unit:
        return
    if touch.key and int(touch.key) not in (max(old.targets), max(new.targets)):
        return
    ways = [abs(EXACT.subtract(end, start)) for start, end in (before, after)]
    if ways[0] != ways[1]:
        params = {"year": str(max(new.targets)), "indicator": sides.name(new.id)}
        said = {"before": _quantity(ways[0], new), "after": _quantity(ways[1], new)}
        yield felt("way-to-target", sides.path(new.id), **params, **said)


def after_horizon(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """A target of a year after the horizon."""
    horizon = sides.new.plan.plan.horizon if sides.new.plan.plan else None
    if touch.key and touch.before is None and horizon and int(touch.key) > horizon:
        params = {"year": touch.key, "indicator": sides.name(touch.keys[1]), "horizon": str(horizon)}
        yield felt("target-after-horizon", sides.path(touch.keys[1]), **params)


def read_in_unit(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """Targets and baseline that keep their number and are read in another unit."""
    old, new = _indicators(sides, touch)
    if old is None or new is None or not old.unit or not new.unit:
        return
    same = [year for year, value in new.targets.items() if old.targets.get(year) == value]
    params = {"indicator": sides.name(new.id), "before": old.unit, "after": new.unit}
    if same:
        yield felt(plural("targets-in-unit", len(same)), sides.path(new.id), count=len(same), **params)
    known = [one.baseline.value if one.baseline else None for one in (old, new)]
    if known[0] is not None and known[0] == known[1]:
        yield felt("baseline-in-unit", sides.path(new.id), value=known[1], **params)


def late_baseline(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """The baseline is taken after the year of a target."""
    old, new = _indicators(sides, touch)
    then, now = (_pending(one) for one in (old, new))
    if new is None or now is None:
        return
    late = [year for year in sorted(new.targets) if year < now.year and not (then and year < then.year)]
    if late:
        params = {"indicator": sides.name(new.id), "date": now, "years": listed([str(one) for one in late])}
        yield felt(plural("baseline-after-target", len(late)), sides.path(new.id), **params)


def _pending(indicator: Indicator | None) -> date | None:
    baseline = indicator.baseline if indicator else None
    return baseline.pending.date if baseline and baseline.pending else None


def still_named(sides: Sides, touch: Touch) -> Iterator[Felt]:
    """A text of the indicator, or of what it measures, still says the number that is gone."""
    _, new = _indicators(sides, touch)
    value, year = _gone_value(touch)
    if new is None or value is None or abs(value) < _TELLING:
        return
    if value in (*new.targets.values(), *([new.baseline.value] if new.baseline else ())):
        return
    for path, text in _texts_about(sides, new, year):
        if value in _numbers(text):
            said = _quantity(value, new)
            yield felt("text-still-says", path, place=sides.place(path), value=said)


def _gone_value(touch: Touch) -> tuple[Decimal | None, str]:
    value = touch.before
    if isinstance(value, Baseline):
        value = value.value
    return (value if isinstance(value, Decimal) else None), touch.key


def _texts_about(sides: Sides, indicator: Indicator, year: str) -> Iterator[tuple[str, str]]:
    """Name and definition of an indicator, the element it measures, the milestone of that year."""
    path = sides.path(indicator.id)
    texts = [(f"{path}/name", indicator.name), (f"{path}/definition", indicator.definition)]
    element = sides.now(indicator.measures, VisionElement)
    if element is not None:
        texts.append((f"{sides.path(element.id)}/text", element.text))
    vision = sides.new.plan.vision
    for milestone in vision.milestones if vision and element else ():
        if str(milestone.year) == year:
            texts.append((f"vision/milestones/{year}/text", milestone.text))
    return ((where, text) for where, text in texts if text)


def _numbers(text: str) -> set[Decimal]:
    return {Decimal(one.replace(",", "")) for one in _NUMBER.findall(text)}


_TARGET = (beyond_baseline, out_of_step, still_named, way_to_go, after_horizon, measured_by)
_BASE = (beyond_baseline, late_baseline, still_named, way_to_go, measured_by)

RULES: Rules = MappingProxyType(
    {
        (Indicator, "targets"): _TARGET,
        **dict.fromkeys(((Baseline, "value"), (Baseline, ""), (Pending, "date"), (Pending, "")), _BASE),
        (Indicator, "unit"): (read_in_unit, measured_by),
        (Indicator, "direction"): (beyond_baseline, out_of_step, measured_by),
    }
)
