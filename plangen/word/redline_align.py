"""Which piece of the old belongs to which of the new: equal ones by their longest common subsequence,
edited ones by likeness.

`rapidfuzz` does both, many times faster than `difflib` and with one answer on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import LCSseq
from rapidfuzz.fuzz import ratio

Score = Callable[[int, int], float]
"""How well an old piece and a new one go together, by their places; 0 where they may not."""

LEAST: Final = 0.4
"""Likeness of two texts below which one is not an edit of the other."""

_COMPARED: Final = 3_000  # characters of a text that are looked at
_MOST: Final = 10_000  # pairs of a stretch that are tried; a longer stretch is cut
_CUT: Final = 60


@dataclass(frozen=True, slots=True)
class Match:
    """Places of an old piece and the new one it belongs to; `same`: they are equal."""

    old: int
    new: int
    same: bool


def equal_stretches(old: Sequence[object], new: Sequence[object]) -> Iterator[tuple[int, int, int]]:
    """Where two sequences agree: place in the old, place in the new, length, in order."""
    numbers: dict[object, int] = {}
    # numbers, because rapidfuzz compares hashes and those of texts differ from run to run
    before = [numbers.setdefault(item, len(numbers)) for item in old]
    after = [numbers.setdefault(item, len(numbers)) for item in new]
    for step in LCSseq.opcodes(before, after):
        if step.tag == "equal":
            yield step.src_start, step.dest_start, step.src_end - step.src_start


def likeness(old: str, new: str, least: float = LEAST) -> float:
    """From 0 to 1: how much of two texts is common; 0 below `least`."""
    if not old and not new:
        return 1.0
    one, other = old[:_COMPARED], new[:_COMPARED]
    if 2 * min(len(one), len(other)) < least * (len(one) + len(other)):
        return 0.0
    return ratio(one, other, score_cutoff=least * 100) / 100


def align(old: Sequence[str], new: Sequence[str], says: Callable[[int], str], score: Score) -> list[Match]:
    """The pieces that belong together, in order. `old`, `new`: keys, equal for equal pieces.

    `says`: the text of an old piece; an equal piece that says nothing and stands alone between changes
    holds nothing together, and is paired like the edited ones.
    """
    matches: list[Match] = []
    old_at = new_at = 0
    stretches = list(_strong(equal_stretches(old, new), says, len(old), len(new)))
    for begin, start, length in [*stretches, (len(old), len(new), 0)]:
        gap = _in_gap(range(old_at, begin), range(new_at, start), score)
        matches += [Match(i, j, old[i] == new[j]) for i, j in gap]
        matches += [Match(begin + at, start + at, True) for at in range(length)]
        old_at, new_at = begin + length, start + length
    return matches


def _strong(
    stretches: Iterator[tuple[int, int, int]], says: Callable[[int], str], old_end: int, new_end: int
) -> Iterator[tuple[int, int, int]]:
    for begin, start, length in stretches:
        inside = begin > 0 and start > 0 and begin + length < old_end and start + length < new_end
        if not inside or any(map(says, range(begin, begin + length))):
            yield begin, start, length


def _in_gap(old: range, new: range, score: Score) -> Iterator[tuple[int, int]]:
    """Pairs of a changed stretch; a long one is cut across both sides in proportion."""
    if not old or not new:
        return
    if len(old) * len(new) <= _MOST:
        yield from _best_pairs(old, new, score)
        return
    count = max(len(old), len(new)) // _CUT + 1
    for at in range(count):
        yield from _best_pairs(_portion(old, at, count), _portion(new, at, count), score)


def _portion(whole: range, at: int, count: int) -> range:
    return whole[len(whole) * at // count : len(whole) * (at + 1) // count]


def _best_pairs(old: range, new: range, score: Score) -> Iterator[tuple[int, int]]:
    """The pairs, in order on both sides, whose scores have the largest sum."""
    scores = [[score(i, j) for j in new] for i in old]
    width = len(new)
    best = [[0.0] * (width + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        line, below, own = best[i], best[i + 1], scores[i]
        for j in range(width - 1, -1, -1):
            line[j] = max(below[j], line[j + 1], below[j + 1] + own[j] if own[j] else 0.0)
    i = j = 0
    while i < len(old) and j < width:
        if scores[i][j] and best[i][j] == best[i + 1][j + 1] + scores[i][j]:
            yield old[i], new[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def walk(matches: Sequence[Match], old: int, new: int) -> Iterator[tuple[range, range, Match | None]]:
    """What to do in order: pieces that go, pieces that come, and the match behind them (none at the end)."""
    old_at = new_at = 0
    for match in matches:
        yield range(old_at, match.old), range(new_at, match.new), match
        old_at, new_at = match.old + 1, match.new + 1
    yield range(old_at, old), range(new_at, new), None
