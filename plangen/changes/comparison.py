"""Two versions side by side: everything a report of the changes says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from plangen.changes.change import Change
from plangen.changes.kinds import ChangeKind, Grade
from plangen.plan.index import PlanIndex
from plangen.plan.model import Acknowledgement
from plangen.spans import Finding


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows from a change elsewhere: a sentence by its name in the catalogue, and whom it strikes.

    `params` are texts as printed but for values, which are given as they are (Money, Month, Decimal) and
    printed by the report. `path` is where the consequence is felt.
    """

    name: str
    params: Mapping[str, object]
    path: str


@dataclass(frozen=True, slots=True)
class Graded:
    """A change, what it means and what follows.

    `acknowledged` is the note in which the new version agrees to this very change.
    """

    change: Change
    kind: ChangeKind
    grade: Grade
    consequences: tuple[Consequence, ...] = ()
    acknowledged: Acknowledgement | None = None


@dataclass(frozen=True)
class Version:
    """One side: the plan, what it is called here (`v1.0`, `1.0 (plans/mango)`), what was found in it."""

    index: PlanIndex
    label: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """All changes between two versions in plan order, and the findings that came and went with them.

    `stale` are acknowledgements of the new version, for this step, that match no change.
    """

    plan: str
    old: Version
    new: Version
    changes: tuple[Graded, ...] = ()
    introduced: tuple[Finding, ...] = ()
    cleared: tuple[Finding, ...] = ()
    stale: tuple[Acknowledgement, ...] = field(default=())

    def of_grade(self, grade: Grade) -> tuple[Graded, ...]:
        """The changes of one grade."""
        return tuple(one for one in self.changes if one.grade is grade)

    def unacknowledged(self, worst: Grade) -> tuple[Graded, ...]:
        """The changes of grade `worst` or weightier that nobody agreed to."""
        wanted = tuple(Grade)[: tuple(Grade).index(worst) + 1]
        return tuple(one for one in self.changes if one.grade in wanted and one.acknowledged is None)
