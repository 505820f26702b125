"""Places that a chart cannot find by a scale: marks that must not lie on each other, legends, months."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Final

from plangen.figures.typeset import text_width, wrap

_SYMBOL: Final = 18
"""Pixels from the left of a legend's entry to its words."""

_BETWEEN: Final = 18
_ROW: Final = 18
_ANGLES: Final = 12
_RINGS: Final = 60


def chart_places() -> dict[str, Callable[..., object]]:
    """The functions by the name under which figures' templates call them."""
    return {
        "apart": apart,
        "legend": legend,
        "month_number": month_number,
        "round_steps": round_steps,
        "spread": spread,
        "year": year_text,
    }


def apart(positions: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """`positions` in their order, moved as little as it takes to stand `gap` from each other.

    Those that would touch share their room around their mean. All stay within `low` and `high`; where
    there is no room for so many they stand closer than `gap`.
    """
    if len(positions) > 1:
        gap = min(gap, (high - low) / (len(positions) - 1))
    order = sorted(range(len(positions)), key=lambda at: (positions[at], at))
    runs: list[list[int]] = []
    for at in order:
        runs.append([at])
        while len(runs) > 1 and _begin(runs[-1], positions, gap, low, high) < gap + _end(
            runs[-2], positions, gap, low, high
        ):
            last = runs.pop()
            runs[-1].extend(last)
    moved = [0.0] * len(positions)
    for run in runs:
        begin = _begin(run, positions, gap, low, high)
        for place, at in enumerate(run):
            moved[at] = begin + place * gap
    return moved


def _begin(run: list[int], positions: Sequence[float], gap: float, low: float, high: float) -> float:
    """Where the first of a run stands that is centred on the mean of its positions, within the bounds."""
    length = (len(run) - 1) * gap
    middle = sum(positions[at] for at in run) / len(run)
    return max(low, min(middle - length / 2, high - length))


def _end(run: list[int], positions: Sequence[float], gap: float, low: float, high: float) -> float:
    return _begin(run, positions, gap, low, high) + (len(run) - 1) * gap


def spread(
    points: Sequence[tuple[float, float]], gap: float, low: float, high: float
) -> list[tuple[float, float]]:
    """`points` of a square field, moved so that no two stand nearer than `gap`.

    Equal points stand side by side around their place; one that finds it taken goes to the nearest free
    place on rings around it. All stay within `low` and `high` in both directions, as long as there is room.
    """
    placed: list[tuple[float, float]] = []
    for wanted in _side_by_side(points, gap, low, high):
        around = (_inside(place, low, high) for place in _rings(wanted, gap))
        free = (place for place in around if all(math.dist(place, other) >= gap - 0.01 for other in placed))
        placed.append(next(free, _inside(wanted, low, high)))
    return placed


def _inside(place: tuple[float, float], low: float, high: float) -> tuple[float, float]:
    return max(low, min(place[0], high)), max(low, min(place[1], high))


def _side_by_side(
    points: Sequence[tuple[float, float]], gap: float, low: float, high: float
) -> list[tuple[float, float]]:
    """Equal points in centred rows, about as many rows as columns, the whole of them within the bounds."""
    found = []
    for at, (x, y) in enumerate(points):
        count = points.count((x, y))
        columns = math.ceil(math.sqrt(count))
        row, column = divmod(points[:at].count((x, y)), columns)
        rows = math.ceil(count / columns)
        in_row = min(columns, count - row * columns)
        across, down = (columns - 1) / 2 * gap, (rows - 1) / 2 * gap
        middle, center = max(low + across, min(x, high - across)), max(low + down, min(y, high - down))
        found.append((middle + (column - (in_row - 1) / 2) * gap, center + row * gap - down))
    return found


def _rings(center: tuple[float, float], gap: float) -> list[tuple[float, float]]:
    turns = [2 * math.pi * step / _ANGLES for step in range(_ANGLES)]
    return [center] + [
        (center[0] + ring * gap / 2 * math.cos(turn), center[1] + ring * gap / 2 * math.sin(turn))
        for ring in range(1, _RINGS)
        for turn in turns
    ]


def legend(texts: Sequence[str], room: float, size: float = 12, widest: float = 280) -> list[dict[str, Any]]:
    """Entries of a legend from the left, in rows: `text` (shortened to `widest`), `x` and `y` in pixels.

    `x` and `y` are the middle of the entry's symbol on its left, `start` where its words begin.
    """
    entries: list[dict[str, Any]] = []
    left, row = 0.0, 0
    for text in texts:
        shown = wrap(text, min(widest, room - _SYMBOL), size, most=1)[0]
        width = _SYMBOL + text_width(shown, size)
        if left and left + width > room:
            left, row = 0.0, row + 1
        entries.append({"text": shown, "x": left + 6, "y": row * _ROW, "start": left + _SYMBOL})
        left += width + _BETWEEN
    return entries


def month_number(month: object) -> int | None:
    """Months since the year 0 of a month as `|raw` gives it ("2027-03"); None for anything else."""
    year, dash, number = str(month).partition("-")
    return int(year) * 12 + int(number) - 1 if dash and year.isdecimal() and number.isdecimal() else None


def round_steps(low: float, high: float, most: int = 5) -> list[Decimal]:
    """Round numbers (1, 2 or 5 times a power of ten apart) from `low` or below to `high` or above.

    At most `most` steps and one more at each end; none where `low` is not less than `high`.
    """
    if not low < high or not math.isfinite(high - low):
        return []
    begin, end = Decimal(str(low)), Decimal(str(high))
    power = Decimal(10) ** math.floor(((end - begin) / most).log10())
    step = next(power * times for times in (1, 2, 5, 10) if power * times * most >= end - begin)
    first, last = math.floor(begin / step), math.ceil(end / step)
    return [step * at for at in range(first, last + 1)]


def year_text(year: float) -> str:
    """A year as it is written: without thousands comma."""
    return str(int(year))
