"""Two versions of a plan → what changed, what it means, what follows, and which findings came and went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from plangen.changes.acknowledged import acknowledgement_of, stale, step_between
from plangen.changes.change import Change, Renamed
from plangen.changes.compare import compare_plans
from plangen.changes.comparison import Comparison, Graded, Version
from plangen.changes.consequences import Consequences
from plangen.changes.kinds import ChangeKind, Grade
from plangen.changes.renames import new_ids
from plangen.plan.paths import PlanPath, parse_path
from plangen.spans import Finding


class Grader(Protocol):
    """What knows the kind and grade of a change of two versions."""

    def grade(self, change: Change) -> tuple[ChangeKind, Grade]:
        """The kind of a change, and its grade."""


def review(plan: str, old: Version, new: Version, grading: Grader) -> Comparison:
    """Everything that a report says of two versions of the plan called `plan`; `grading` is theirs.

    Neither version may hold two records of one key in one list.
    """
    changes = compare_plans(old.index, new.index)
    consequences = Consequences(old.index, new.index, changes)
    kept = new.index.plan.review
    notes = kept.acknowledgements if kept else ()
    step = step_between(old.index, new.index)
    admitted = [one for one in notes if step.admits(one)]
    old_ids = {new_id: old_id for old_id, new_id in _renames(changes).items()}
    graded = []
    for change in changes:
        kind, grade = grading.grade(change)
        note = acknowledgement_of(change, kind.code, admitted, old_ids)
        graded.append(Graded(change, kind, grade, consequences.of(change), note))
    held = [one.acknowledged for one in graded if one.acknowledged is not None]
    return Comparison(
        plan,
        old,
        new,
        tuple(graded),
        *_came_and_went(old.findings, new.findings, changes),
        stale=stale(notes, held, step),
    )


def _renames(changes: Iterable[Change]) -> Mapping[str, str]:
    return new_ids(one for one in changes if isinstance(one, Renamed))


def _came_and_went(
    old: Sequence[Finding], new: Sequence[Finding], changes: Sequence[Change]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings that only the new version has, and those that only the old one had.

    A finding is the same in both if its code and path are, renamed records followed. Of several with one
    code and path, those that say the same are paired first, then the others in their order.
    """
    follow = _Follow(changes)
    left = list(new)
    unpaired: list[Finding] = []
    for exact in (True, False):
        waiting, unpaired = (list(old) if exact else unpaired), []
        places: dict[tuple[object, ...], list[Finding]] = {}
        for one in left:
            places.setdefault(_identity(one, one.path, exact), []).append(one)
        paired = set()
        for one in waiting:
            same = places.get(_identity(one, follow.path(one.path), exact))
            if same:
                paired.add(id(same.pop(0)))
            else:
                unpaired.append(one)
        left = [one for one in left if id(one) not in paired]
    return tuple(left), tuple(unpaired)


def _identity(finding: Finding, path: str, exact: bool) -> tuple[object, ...]:
    """What tells findings apart; of one without a path, its file."""
    place = path or (finding.span.source.name if finding.span else "")
    said = tuple(sorted(finding.params.items())) if exact else ()
    return finding.code, finding.name, place, said


class _Follow:
    """Where a path of the old version stands in the new one."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self._ids = _renames(changes)
        self._keys = {one.old_path: one.path for one in changes if isinstance(one, Renamed) and not one.by_id}

    def path(self, path: str) -> str:
        """The path with the ids, then the other keys, of the new version."""
        if not self._ids and not self._keys:
            return path
        keys = parse_path(path).keys
        named = PlanPath(
            tuple("+".join(self._ids.get(part, part) for part in key.split("+")) for key in keys)
        )
        for length in range(len(keys), 0, -1):
            above = str(PlanPath(named.keys[:length]))
            if above in self._keys:
                return str(PlanPath((*parse_path(self._keys[above]).keys, *named.keys[length:])))
        return str(named)
