"""Lists of Word: every ordered list is a `w:num` of its own, so that none goes on counting."""

from __future__ import annotations

from plangen.word.house import Base
from plangen.word.oxml import list_number

DEEPEST = 2
"""Deepest list level in use, from 0; what is nested deeper stays on it."""


class Lists:
    """Gives out list numbers and remembers the `w:num` elements the numbering part must gain."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._next = base.next_num
        self.added: list[str] = []

    def ordered(self, kind: str, level: int, start: int) -> int:
        """A new list ("number" or "findings") that begins to count at `start` on `level`."""
        identifier = self._next
        self._next += 1
        self.added.append(list_number(identifier, self._base.lists[kind].abstract, ((level, start),)))
        return identifier

    def third_bullet(self) -> int:
        """The list whose second level is the third depth of bullets."""
        return self._base.lists["bullet 2"].num
