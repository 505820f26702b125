"""a plan and two revisions → what each tagged version changed: rows of the control de cambios."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plangen.changes.comparison import Comparison
from plangen.errors import UsageError
from plangen.flows.compare import CompareOptions, Unreadable, compared
from plangen.flows.revisions import Authored, Pair, side_at
from plangen.flows.tags import Stop, tags_between
from plangen.plan.words import Words

_NOW = "HEAD"


@dataclass(frozen=True)
class Step:
    """What one version changed of the one before it.

    `version` and `date` are the plan's own at that point; where it has none, the tag's name and the day of
    the commit. `author` is the commit's.
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
    first, _, last = span.partition("..")
    stops = list(tags_between(first or None, last or _NOW, plan))
    if first:
        stops.insert(0, Stop(side_at(first, plan), Authored()))
    if len(stops) < 2:
        raise UsageError("no-earlier-version", plan=plan.as_posix())
    before = stops[0]
    for stop in stops[1:]:
        with compared(Pair(before.side, stop.side), CompareOptions(judge=False), words) as made:
            if isinstance(made, Unreadable):
                yield made
                continue
            comparison = made.comparison
        if comparison.changes:
            yield _step(stop, comparison)
        before = stop


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
