"""Words in the one face of figures: how wide they are, and where their lines break."""

from __future__ import annotations

import re
from typing import Final

from plangen.figures.advances import Advances
from plangen.figures.liberation_widths import BOLD, REGULAR, UNITS

_UNKNOWN: Final = 1933  # as wide as "W": an unknown letter must not run out of its box
_PIECES: Final = re.compile("[^ \\t\\n\\r\u2009\u200b-]+-*|-+")
_ELLIPSIS: Final = "…"


_REGULAR: Final = Advances(REGULAR, _UNKNOWN, UNITS).__getitem__
_BOLD: Final = Advances(BOLD, _UNKNOWN, UNITS).__getitem__


def text_width(text: object, size: float = 12, bold: bool = False) -> float:
    """Pixels that `text` takes on one line at `size` pixels."""
    return sum(map(_BOLD if bold else _REGULAR, str(text))) * size / UNITS


def wrap(text: object, width: float, size: float = 12, bold: bool = False, most: int = 0) -> list[str]:
    """`text` in lines at most `width` pixels wide; at least one, empty at worst.

    Lines end at spaces and after hyphens; a word too long for a line is cut. With `most`, what would
    need more lines ends in an ellipsis.
    """
    lines: list[str] = []
    for piece, joined in _pieces(str(text)):
        longer = f"{lines[-1]}{'' if joined else ' '}{piece}" if lines else piece
        if lines and text_width(longer, size, bold) <= width:
            lines[-1] = longer
        else:
            lines.extend(_cut(piece, width, size, bold))
    lines = lines or [""]
    if most and len(lines) > most:
        lines = [*lines[: most - 1], _shortened(" ".join(lines[most - 1 :]), width, size, bold)]
    return lines


def _pieces(text: str) -> list[tuple[str, bool]]:
    """What a line may not break, and whether each follows the last without a space."""
    found, end = [], -1
    for match in _PIECES.finditer(text):
        found.append((match.group(), match.start() == end))
        end = match.end()
    return found


def _cut(word: str, width: float, size: float, bold: bool) -> list[str]:
    parts = [""]
    for character in word:
        if parts[-1] and text_width(parts[-1] + character, size, bold) > width:
            parts.append("")
        parts[-1] += character
    return parts


def _shortened(text: str, width: float, size: float, bold: bool) -> str:
    while text and text_width(text + _ELLIPSIS, size, bold) > width:
        text = text[:-1]
    return text.rstrip(" ,;:.-") + _ELLIPSIS
