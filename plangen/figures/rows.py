"""What stands in a row: the links of a chain, the milestones of a path, and how text is kept short in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final, NamedTuple

from plangen.figures.theme import FULL_WIDTH
from plangen.figures.typeset import wrap

_NOTCH, _GAP, _WIDEST = 10.0, 3.0, 205.0
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+(?=[«¿¡(A-ZÁÉÍÓÚÑ0-9])")
_CITES: Final = re.compile(r"\s*\[@[^\]]*\]|\s*\[\^[^\]]*\]")
_LINKED: Final = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_SIGNS: Final = re.compile(r"[*`#>]+|(?<!\w)_+|_+(?!\w)")


class Chevron(NamedTuple):
    """A link of a chain: the room below it (`left`, `width`), where its words are centred, its outline."""

    left: float
    width: float
    center: float
    room: float
    path: str


def chevrons(count: int, height: float, top: float = 0, width: float = FULL_WIDTH) -> tuple[Chevron, ...]:
    """`count` chevrons in a row that fill `width`, each at most 205 pixels wide."""
    if not count:
        return ()
    step = min((width - _NOTCH + _GAP) / count, _WIDEST)
    return tuple(_chevron(at * step, step + _NOTCH - _GAP, top, height) for at in range(count))


def _chevron(left: float, wide: float, top: float, height: float) -> Chevron:
    right, middle, bottom = left + wide, top + height / 2, top + height
    corners = (
        (left, top), (right - _NOTCH, top), (right, middle), (right - _NOTCH, bottom), (left, bottom),
        (left + _NOTCH, middle),
    )  # fmt: skip
    path = "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in corners) + "Z"
    # the notch takes from the left what the point gives on the right, but only at half height
    center = left + wide / 2 + _NOTCH / 4
    return Chevron(left, wide - _NOTCH - _GAP, center, wide - 2 * _NOTCH - 1, path)


class Run(NamedTuple):
    """Neighbours of one value: the value, the place of the first and how many there are."""

    value: object
    first: int
    length: int


def runs(values: Sequence[object]) -> tuple[Run, ...]:
    """`values` as stretches of equal neighbours."""
    found, at = [], 0
    for value, same in groupby(values):
        length = len(list(same))
        found.append(Run(value, at, length))
        at += length
    return tuple(found)


def gist(text: object) -> str:
    """The first sentence of prose that stands without the plan's figures, without signs of Markdown.

    "" where every sentence needs a figure that only the text resolves.
    """
    plain = _SIGNS.sub("", _LINKED.sub(r"\1", _CITES.sub("", str(text))))
    sentences = _SENTENCE.split(" ".join(plain.split()))
    return next((sentence for sentence in sentences if sentence and "[[" not in sentence), "")


def balanced(text: object, width: float, size: float = 12, bold: bool = False, most: int = 0) -> list[str]:
    """`text` in as few lines as `wrap` needs, made about equally long: for words that are centred."""
    lines = wrap(text, width, size, bold, most)
    low, high = 0.0, width
    while len(lines) > 1 and high - low > 1:
        middle = (low + high) / 2
        tried = wrap(text, middle, size, bold, most)
        same = len(tried) == len(lines) and " ".join(tried) == " ".join(lines)
        low, high, lines = (low, middle, tried) if same else (middle, high, lines)
    return lines


class Flag(NamedTuple):
    """A milestone: its place on the line, whether its words stand above it, and their lines."""

    x: float
    above: bool
    lines: tuple[str, ...]


def milestones_line(words: Sequence[object], size: float = 12, most: int = 5) -> tuple[Flag, ...]:
    """Milestones from left to right, their words by turns above and below the line, to its right.

    So each has the room of two steps; the last step stays free for the words of the last.
    """
    step = FULL_WIDTH / (len(words) + 1)
    room = 2 * step - 22
    return tuple(
        Flag(7 + at * step, at % 2 == 0, tuple(wrap(text, room, size, most=most)))
        for at, text in enumerate(words)
    )
