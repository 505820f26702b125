"""Characters as a terminal or a page can show them: none that steers, and how wide they are."""

from __future__ import annotations

import unicodedata

_STEERING = frozenset({"Cc", "Cf", "Cs"})


def printable(line: str) -> str:
    """A line with its control and direction characters replaced, one for one."""
    return "".join(" " if c == "\t" else "�" if unicodedata.category(c) in _STEERING else c for c in line)


def width(text: str) -> int:
    """Columns of a terminal: combining marks take none, wide characters two."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in {"W", "F"} else 1
        for c in text
    )
