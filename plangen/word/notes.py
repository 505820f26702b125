"""Footnotes: their marks in the order of reading, and the part that holds their texts."""

from __future__ import annotations

from collections.abc import Mapping

from plangen.document.blocks import Inlines
from plangen.word.fields import bookmark_name
from plangen.word.house import Base
from plangen.word.oxml import bookmark, field, note_reference, run_properties

_BOOKMARKS_FROM = 1_000_000
"""Numbers of the bookmarks round marks, clear of those of headings and captions."""


class NoteMarks:
    """Gives out footnote marks; a note that is marked twice is printed once.

    A second mark is a reference to the first, which Word numbers with it.
    """

    def __init__(self, notes: Mapping[str, Inlines], base: Base) -> None:
        self._notes = notes
        self._style = base.styles["footnote reference"]
        self._ids: dict[str, int] = {}

    def mark(self, label: str) -> str:
        """The run of a mark; "" where the document has no such note."""
        if label not in self._notes:
            return ""
        name = bookmark_name(f"note/{label}")
        if label in self._ids:
            return field(f"NOTEREF {name} \\f \\h", str(self._ids[label]), run_properties(self._style))
        identifier = self._ids[label] = len(self._ids) + 1
        return bookmark(_BOOKMARKS_FROM + identifier, name, note_reference(identifier, self._style))

    @property
    def printed(self) -> tuple[tuple[int, Inlines], ...]:
        """Ids and texts of the notes that were marked, in the order of their marks."""
        return tuple((identifier, self._notes[label]) for label, identifier in self._ids.items())
