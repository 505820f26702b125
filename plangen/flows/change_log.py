"""a plan and two revisions → what each tagged version changed: rows of the control de cambios."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plangen.changes.comparison import Comparison
from plangen.errors import UsageError
from plangen.flows.compare import CompareOptions, Unreadable, compared
from plangen.flows.revisions import Authored, Pair, side_at
from plangen.flows.snapshots import materialised
from plangen.flows.tags import Stop, tags_between
from plangen.plan.words import Words

_NOW = "HEAD"
_DOTS = re.compile(r"\.{2,3}")


@dataclass(frozen=True)
class Step:
    """What one version changed of the one before it.

    Tags on one version of the plan make one step, to the last of them. `version` and `date` are the plan's
    own at that point; where it has none, the tag's name and the day of the commit. `author` is the commit's.
    """

    version: str
    date: date | None
    author: str
    comparison: Comparison


def change_log(plan: Path, span: str, words: Words) -> Iterator[Step | Unreadable]:
    """The steps of `span` (`v1.0..v2.0`; `v1.0` alone goes to now; "" from the first tag on), oldest first.

    A version that cannot be read is given as such and stepped over. UsageError where a revision is not
    there or the history has no earlier version to start from.
    """
    stops = _stops(plan, span)
    start, last, held = stops[0], stops[0], None
    for stop in stops[1:]:
        step = _between(last, stop, words)
        if isinstance(step, Unreadable):
            yield step
            continue
        if held is None or held.version != step.version:
            yield from _told(held)
            start = last
        else:
            step = _between(start, stop, words)
        last, held = stop, step if isinstance(step, Step) else held
    yield from _told(held)


def _stops(plan: Path, span: str) -> list[Stop]:
    """The versions on the way, the one to start from in front: two or more."""
    first, *rest = _DOTS.split(span, maxsplit=1)
    stops = list(tags_between(first or None, "".join(rest) or _NOW, plan))
    if first:
        stops.insert(0, Stop(side_at(first, plan), Authored()))
    if len(stops) < 2:
        with materialised(stops[-1].side):  # a plan that is not there at all is told as such
            raise UsageError("no-earlier-version", plan=plan.as_posix())
    return stops


def _between(before: Stop, stop: Stop, words: Words) -> Step | Unreadable:
    with compared(Pair(before.side, stop.side), CompareOptions(judge=False), words) as made:
        return made if isinstance(made, Unreadable) else _step(stop, made.comparison)


def _told(step: Step | None) -> Iterator[Step]:
    if step is not None and step.comparison.changes:
        yield step


def _step(stop: Stop, comparison: Comparison) -> Step:
    identity = comparison.new.index.plan.plan
    version = identity.version if identity else None
    day = identity.date if identity else None
    made = stop.authored.date
    return Step(
        version or comparison.new.label,
        day or (date.fromisoformat(made[:10]) if made else None),
        stop.authored.author or "",
        comparison,
    )
