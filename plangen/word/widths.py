"""Widths of a table's columns, from what stands in them and what kind of thing it is.

Millimetres throughout. No column is narrower than its longest word plus margins and reserve, as
long as all of them fit the page; the page is never left.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import accumulate, pairwise

from plangen.word.columns import FIGURES, Column

RANGES = {
    "code": (9.0, 18.0),
    "number": (14.0, 24.0),
    "amount": (16.0, 28.0),
    "date": (22.0, 24.0),
    "level": (20.0, 22.0),
    "calendar": (7.0, 9.0),
    "text": (20.0, 400.0),
    "sentence": (40.0, 400.0),
}
"""Narrowest and widest useful width of a column of each kind; words may have as much as there is."""

_WORDS = ("text", "sentence")
_WIDEST_FIGURES = 28.0
_STEPS = 14  # a hundredth of a millimetre


def column_widths(columns: Sequence[Column], wanted: Sequence[float], total: float) -> tuple[float, ...]:
    """Widths that add up to `total`. `wanted`: widths given by the template, 0 = found here.

    A given width grows where the column's longest word asks for it.
    """
    given = {at: width for at, width in enumerate(wanted[: len(columns)]) if width > 0}
    widths = [given.get(at, 0.0) or _preferred(column) for at, column in enumerate(columns)]
    if len(given) < len(columns):
        _fit(widths, columns, given.keys(), total)
    factor = total / (sum(widths) or 1.0)
    widths = [width * factor for width in widths]
    for at in given:
        _rescue(widths, columns, at, given)
    return tuple(widths)


def _rescue(widths: list[float], columns: Sequence[Column], at: int, given: Container[int]) -> None:
    """Widen a column to its longest word; others with room to spare give, free ones and wide ones first."""
    lack = columns[at].least - widths[at]
    if lack <= 0:
        return
    for other in sorted(range(len(widths)), key=lambda other: (other in given, -widths[other])):
        taken = min(lack, max(0.0, widths[other] - columns[other].least))
        widths[other] -= taken
        widths[at] += taken
        lack -= taken


def _fit(widths: list[float], columns: Sequence[Column], given: Container[int], total: float) -> None:
    """Give every column that is not among the `given` the width it deserves."""
    words = [at for at, column in enumerate(columns) if column.kind in _WORDS and at not in given]
    others = [at for at in range(len(columns)) if at not in given and at not in words]
    room = total - sum(width for at, width in enumerate(widths) if at not in words)
    if sum(widths[at] for at in words) > room:
        _squeeze(widths, columns, [*words, *others], total)
    elif words:
        _share(widths, columns, words, room)
    _spread(widths, columns, (words, others), total - sum(widths))


def _preferred(column: Column) -> float:
    """Where a column starts: figures and the like at their width, words at the least they read well in."""
    narrow, wide = RANGES.get(column.kind, RANGES["text"])
    if column.kind in _WORDS:
        return max(column.least, min(column.natural, narrow))
    return max(column.least, min(max(column.natural, narrow), wide))


def _squeeze(widths: list[float], columns: Sequence[Column], free: list[int], total: float) -> None:
    """Take what is too much from the columns that hold more than their longest word, in proportion."""
    slack = {at: max(0.0, widths[at] - columns[at].least) for at in free}
    excess = min(sum(slack.values()), sum(widths) - total)
    if excess > 0:
        for at, room in slack.items():
            widths[at] -= excess * room / sum(slack.values())


def _share(widths: list[float], columns: Sequence[Column], words: list[int], room: float) -> None:
    """Share `room` so that columns of words need about the same number of lines, none more than it fills."""
    takers = [(at, _need(columns[at]), widths[at], columns[at].natural) for at in words]
    low, high = 0.0, 2.0  # at 2 every column has its natural width
    for _ in range(_STEPS):
        part = (low + high) / 2
        used = 0.0
        for _, need, least, most in takers:
            used += min(max(need * part, least), most)
        low, high = (part, high) if used <= room else (low, part)
    for at, need, least, most in takers:
        widths[at] = min(max(need * low, least), most)


def _need(column: Column) -> float:
    """Between the mean and the longest text: one long cell does not decide, but it counts."""
    return (column.natural + column.mean) / 2


def _spread(
    widths: list[float], columns: Sequence[Column], free: tuple[list[int], list[int]], rest: float
) -> None:
    """Give what is left over: half to columns of figures that can use it, the rest to words, else to all."""
    words, others = free
    if rest <= 0:
        return
    figures = [at for at in others if columns[at].kind in FIGURES]
    if words and figures:
        gain = rest / 2 / len(figures)
        for at in figures:
            more = max(0.0, min(gain, _WIDEST_FIGURES - widths[at]))
            widths[at] += more
            rest -= more
    takers = words or [at for at in others if columns[at].kind != "calendar"] or others
    whole = sum(widths[at] for at in takers)
    for at in takers:
        widths[at] += rest * widths[at] / whole


def in_twips(widths: Sequence[float], total: int) -> tuple[int, ...]:
    """Widths in proportion, whole twips that add up to `total` exactly."""
    whole = sum(widths) or 1.0
    edges = [0, *(round(total * reached / whole) for reached in accumulate(widths))]
    return tuple(right - left for left, right in pairwise(edges))
