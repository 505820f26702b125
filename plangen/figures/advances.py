"""Widths of letters from a table of a typeface, and what is reckoned where the table is silent."""

from __future__ import annotations

import unicodedata
from typing import Final

Runs = tuple[tuple[int, tuple[int, ...]], ...]
"""Stretches of code points: the first one and the widths from there on."""

_NO_WIDTH: Final = ("Mn", "Me", "Cf", "Cc")
_WIDE: Final = "WF"


class Advances(dict[str, int]):
    """Width by character; what the table does not know is reckoned, not entered.

    `unknown` is the width of other letters, `em` that of East Asian ones, in the units of the table.
    """

    def __init__(self, runs: Runs, unknown: int, em: int) -> None:
        super().__init__(
            (chr(first + at), width) for first, widths in runs for at, width in enumerate(widths)
        )
        self._unknown, self._em = unknown, em

    def __missing__(self, character: str) -> int:
        if unicodedata.category(character) in _NO_WIDTH:
            return 0
        return self._em if unicodedata.east_asian_width(character) in _WIDE else self._unknown
