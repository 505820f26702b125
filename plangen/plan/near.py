"""The known word that an unknown one is nearest to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

_LONGEST = 40
"""Nothing longer is a slip of the pen."""

_MOST = 2000
"""Ids that are compared; a plan has some hundreds."""

_NUMBER = re.compile("0*([0-9]+)")


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word at the smallest distance (a third of the letters at most), or the empty text."""
    return _nearest(word, known)[0]


def nearest_id(word: str, known: Iterable[str]) -> str:
    """As `nearest`, but another number is another id: whoever writes `EST-9`
    does not mean `EST-1`, whoever writes `est1` may."""
    return _nearest(word, _same_number(word, known))[0]


def sole_near_id(word: str, known: Iterable[str]) -> str:
    """As `nearest_id`, where no other id is as near: what the word can only mean."""
    best, rivals = _nearest(word, _same_number(word, known))
    return "" if rivals else best


def _same_number(word: str, known: Iterable[str]) -> Iterator[str]:
    numbers = _NUMBER.findall(word)
    return (one for one in islice(known, _MOST) if _NUMBER.findall(one) == numbers)


def _nearest(word: str, known: Iterable[str]) -> tuple[str, int]:
    """The nearest known word, or the empty text, and how many others are as near."""
    if len(word) > _LONGEST:
        return "", 0
    allowed = max(1, len(word) // 3)
    near = [(_distance(word.lower(), one.lower(), allowed), one) for one in known]
    distance, best = min(near, default=(allowed + 1, ""))
    if distance > allowed:
        return "", 0
    return best, sum(one[0] == distance for one in near) - 1


def _distance(left: str, right: str, allowed: int) -> int:
    """Letters to put in, take out, change or swap with a neighbour; reckoned only up to `allowed`."""
    if abs(len(left) - len(right)) > allowed:
        return allowed + 1
    before: list[int] = []
    above = list(range(len(right) + 1))
    for row, letter in enumerate(left, 1):
        current = [row]
        for column, other in enumerate(right, 1):
            cost = min(above[column] + 1, current[-1] + 1, above[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == right[column - 2] and other == left[row - 2]:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) > allowed:
            return allowed + 1
        before, above = above, current
    return above[-1]
