"""The pattern of a cover: quarter circles on a grid, arranged by the plan's own name."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from typing import Final, NamedTuple

_RADIUS: Final = 50
"""Side of a square in pixels: with the PNG's 2.3 pixels to one, every square ends on a whole pixel."""

_CORNERS: Final = (
    ((0, 0), (1, 0), (0, 1)),
    ((1, 0), (1, 1), (0, 0)),
    ((1, 1), (0, 1), (1, 0)),
    ((0, 1), (0, 0), (1, 1)),
)
"""Per quarter: its right angle, where its arc begins and where it ends, clockwise, in squares."""


class Paint(NamedTuple):
    """A colour of the pattern by its name, how much it covers, and in how many of a thousand squares."""

    color: str
    opacity: float
    share: int


_PAINTS: Final = (
    Paint("series_2", 1, 36),
    Paint("level_4", 1, 80),
    Paint("series_3", 1, 98),
    Paint("series_3", 0.42, 190),
    Paint("series_3", 0.18, 190),
)


class Pattern(NamedTuple):
    """All quarter circles of one paint as one path, so that no seam shows between neighbours."""

    color: str
    opacity: float
    path: str


class Cell(NamedTuple):
    """A square with a quarter circle: its column and row, which of four quarters, and which paint."""

    column: int
    row: int
    turn: int
    paint: int


def cover_cells(seed: str, columns: int, rows: int) -> tuple[Cell, ...]:
    """The squares that are not empty, row by row; always the same for the same `seed`.

    Every cover has each paint equally often: only where and which way round depends on the seed.
    """
    digests = {
        (column, row): blake2b(f"{seed}/{column}/{row}".encode(), digest_size=8).digest()
        for row in range(rows)
        for column in range(columns)
    }
    ranked = sorted(digests, key=lambda place: digests[place])
    paints = dict(zip(ranked, _paints(len(ranked)), strict=False))
    return tuple(
        Cell(*place, digest[-1] % len(_CORNERS), paints[place])
        for place, digest in digests.items()
        if place in paints
    )


def cover_patterns(seed: str, columns: int, rows: int) -> tuple[Pattern, ...]:
    """The pattern of `cover_cells` as one path per paint, squares 50 pixels wide."""
    cells = cover_cells(seed, columns, rows)
    return tuple(
        Pattern(paint.color, paint.opacity, "".join(_quarter(cell) for cell in cells if cell.paint == at))
        for at, paint in enumerate(_PAINTS)
    )


def _paints(squares: int) -> Iterator[int]:
    for at, paint in enumerate(_PAINTS):
        yield from [at] * round(squares * paint.share / 1000)


def _quarter(cell: Cell) -> str:
    (ax, ay), (bx, by), (cx, cy) = (
        ((cell.column + x) * _RADIUS, (cell.row + y) * _RADIUS) for x, y in _CORNERS[cell.turn]
    )
    return f"M{ax} {ay}L{bx} {by}A{_RADIUS} {_RADIUS} 0 0 1 {cx} {cy}Z"
