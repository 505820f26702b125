"""Two versions of a plan → what changed: records by key wherever they stand, leaves whole."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from plangen.changes.change import FIRST, Added, Change, Modified, Moved, Removed, Renamed, holds_lists
from plangen.changes.leaves import is_leaf, normal_index, same
from plangen.changes.renames import find_renames, new_ids, rekeyed, rename_ids
from plangen.plan.index import PlanIndex
from plangen.plan.keys import KEYS, key_of
from plangen.plan.model import Record, Shape, shapes
from plangen.plan.paths import join_path


def compare_plans(old: PlanIndex, new: PlanIndex) -> tuple[Change, ...]:
    """What leads from `old` to `new`: renamed ids, then other keys, then everything else in plan order.

    `apply_changes` makes the new plan of the old one and these, and the old one of the new one and their
    inverse, up to normal texts (`changes.leaves`). Neither plan may hold two records of one key in one list.
    """
    old, new = normal_index(old), normal_index(new)
    renames = find_renames(old, new)
    before = rename_ids(old, new_ids(renames)) if renames else old.plan
    walk = _Walk()
    walk.records("", before, new.plan)
    return (*renames, *walk.rekeyed, *walk.found)


@dataclass(slots=True)
class _Walk:
    """One pass over two plans side by side."""

    found: list[Change] = field(default_factory=list)
    rekeyed: list[Renamed] = field(default_factory=list)

    def records(self, path: str, old: Record, new: Record) -> None:
        """Compare two records field by field."""
        if old is new:
            return
        mine, theirs = old.__dict__, new.__dict__
        for shape in shapes(type(new)).values():
            before, after = mine[shape.attribute], theirs[shape.attribute]
            if before is not after:
                self._field(join_path(path, shape.name), shape, before, after)

    def _field(self, path: str, shape: Shape, before: object, after: object) -> None:
        if shape.many == "map" and isinstance(before, dict) and isinstance(after, dict):
            self._maps(path, before, after)
        elif shape.record is not None and isinstance(before, tuple) and isinstance(after, tuple):
            self._lists(path, shape.record, before, after)
        elif is_leaf(shape):
            self._leaves(path, before, after)
        else:
            self._single(path, before, after)

    def _maps(self, path: str, before: Mapping[object, object], after: Mapping[object, object]) -> None:
        for key in dict.fromkeys((*before, *after)):
            self._leaves(join_path(path, str(key)), before.get(key), after.get(key))

    def _leaves(self, path: str, before: object, after: object) -> None:
        if same(before, after):
            return
        if before is None or before == ():
            self.found.append(Added(path, after))
        elif after is None or after == ():
            self.found.append(Removed(path, before))
        else:
            self.found.append(Modified(path, before, after))

    def _single(self, path: str, before: object, after: object) -> None:
        """A record outside lists; where one side lacks a part with lists, it is said piece by piece."""
        if isinstance(before, Record) and isinstance(after, Record):
            self.records(path, before, after)
        elif isinstance(after, Record):
            if not holds_lists(type(after)):
                self.found.append(Added(path, after))
                return
            empty = type(after)()
            self.found.append(Added(path, empty))
            self.records(path, empty, after)
        elif isinstance(before, Record):
            if not holds_lists(type(before)):
                self.found.append(Removed(path, before))
                return
            empty = type(before)()
            self.records(path, before, empty)
            self.found.append(Removed(path, empty))

    def _lists(
        self, path: str, model: type[Record], before: Sequence[Record], after: Sequence[Record]
    ) -> None:
        if KEYS[model] != ("id",):
            pairs = rekeyed(path, before, after)
            self.rekeyed += (one for one, _ in pairs.values())
            before = [pairs[id(record)][1] if id(record) in pairs else record for record in before]
        old = {key_of(record): record for record in before}
        new = {key_of(record): record for record in after}
        stays = _in_order(list(old), [key for key in new if key in old])
        gone = _Gone(path, old, new)
        previous = FIRST
        for key, record in new.items():
            at = join_path(path, key)
            if key not in old:
                self.found.append(Added(at, record, previous))
            else:
                if key in stays:
                    self.found += gone.before(key)
                else:
                    self.found.append(Moved(at, gone.previous[key], previous))
                self.records(at, old[key], record)
            previous = key
        self.found += gone.before(None)


class _Gone:
    """The records of a list that the new one lacks, each told where it stood."""

    def __init__(self, path: str, old: Mapping[str, Record], new: Mapping[str, Record]) -> None:
        keys = list(old)
        self.previous = dict(zip(keys, (FIRST, *keys), strict=False))
        """The key before each key of the old list."""
        self._path, self._old, self._new, self._left = path, old, new, keys

    def before(self, key: str | None) -> list[Change]:
        """Those that stood before `key` and were not told; None: all that are left."""
        told: list[Change] = []
        upto = len(self._left) if key is None else self._left.index(key) + 1
        for one in self._left[:upto]:
            if one not in self._new:
                told.append(Removed(join_path(self._path, one), self._old[one], self.previous[one]))
        self._left = self._left[upto:]
        return told


def _in_order(old: Sequence[str], common: Sequence[str]) -> frozenset[str]:
    """The most keys of `common` that follow one another as in `old`: the others have moved."""
    position = {key: at for at, key in enumerate(old)}
    ends: list[int] = []  # the smallest last position of a run of each length
    last: list[str] = []
    before: dict[str, str | None] = {}
    for key in common:
        at = position[key]
        length = bisect_left(ends, at)
        before[key] = last[length - 1] if length else None
        ends[length : length + 1] = [at]
        last[length : length + 1] = [key]
    chosen: set[str] = set()
    step = last[-1] if last else None
    while step is not None:
        chosen.add(step)
        step = before[step]
    return frozenset(chosen)
