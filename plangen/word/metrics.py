"""How wide text is in the house's face, so that columns are measured and not guessed.

Sums of advance widths without kerning: an upper bound within a fraction of a per cent.
"""

from __future__ import annotations

import re
from typing import Final

from plangen.figures.advances import Advances
from plangen.word.calibri_widths import BOLD, REGULAR, UNITS

_MM_PER_POINT: Final = 25.4 / 72
_UNKNOWN: Final = 1823  # as wide as "W": an unknown letter must not make a column too narrow

# Where Word may break a line: at spaces that are not no-break, after a dash, after a hyphen
# that no digit follows; line and zero-width spaces break too.
_BREAK: Final = re.compile(
    "[ \\t\\n\\r\u2002\u2003\u2009\u200a\u200b\u00ad]+|(?<=[–—])|(?<=[-\u2010])(?![\\d\\s])"
)


_REGULAR: Final = Advances(REGULAR, _UNKNOWN, UNITS).__getitem__
_BOLD: Final = Advances(BOLD, _UNKNOWN, UNITS).__getitem__


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Millimetres that `text` takes on one line in Calibri of `size` points."""
    return sum(map(_BOLD if bold else _REGULAR, text)) * size * _MM_PER_POINT / UNITS


def longest_word(text: str, size: float, bold: bool = False) -> float:
    """Millimetres of the widest piece of `text` that a line must not be broken in."""
    return max((text_width(piece, size, bold) for piece in _BREAK.split(text) if piece), default=0.0)


class Ruler:
    """Measures bold words for one document, whose headers and words come again and again.

    `scale`: how much wider than Calibri the document's face is.
    """

    def __init__(self, scale: float = 1.0) -> None:
        self._scale = scale
        self._lines: dict[tuple[str, float], float] = {}
        self._words: dict[tuple[str, float], float] = {}

    def line(self, text: str, size: float) -> float:
        """The `text_width` of a bold text."""
        width = self._lines.get((text, size))
        if width is None:
            width = self._lines[text, size] = text_width(text, size, True) * self._scale
        return width

    def word(self, text: str, size: float) -> float:
        """The `longest_word` of a bold text."""
        width = self._words.get((text, size))
        if width is None:
            width = self._words[text, size] = longest_word(text, size, True) * self._scale
        return width
