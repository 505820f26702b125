"""The footnotes of a redline, and what else a text that goes or comes takes with it.

A note that both versions mark at the same place keeps its mark, and its changes are tracked inside it. Any
other goes or comes with its mark: both notes are in the part then, since no note may be marked twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from plangen.word.redline_ink import COME, GONE
from plangen.word.redline_merge import Ends, Merger
from plangen.word.redline_names import Names
from plangen.word.redline_pieces import MARK, Piece
from plangen.word.redline_side import Side, key_of
from plangen.word.redline_split import split_blocks, split_paragraph

_OLD_DRAWINGS: Final = 200_000
"""The ids of old drawings begin here: clear of those of the text and of headers and footers."""

_OLD_BOOKMARKS: Final = 5_000_000
"""Added to the ids of old bookmarks, for the same reason."""

_ID: Final = re.compile(r' w:id="(\d+)"')
_NOTE: Final = re.compile(r'(<w:footnoteReference w:id=")(\d+)"')
_DRAWING: Final = re.compile(r'((?:docPr|cNvPr)) id="\d+" name="Imagen \d+"')


class Baggage:
    """Takes note of the footnotes, drawings and bookmarks in what goes and comes (a `Register`)."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._next_note = names.free_note
        self._drawings = _OLD_DRAWINGS
        self.gone_notes: dict[int, int] = {}
        """Notes that go: the id in the redline → that of the old version."""
        self.come_notes: set[int] = set()

    def gone(self, piece: Piece) -> str:
        """The XML of a piece that goes; a bookmark stays where the new version has none of its name."""
        if piece.kind == MARK:
            return "" if piece.key[2] in self._names.bookmarks else _ID.sub(_shifted, piece.xml, count=1)
        if "<w:drawing>" in piece.xml:
            self._drawings += 1
            return _DRAWING.sub(rf'\1 id="{self._drawings}" name="Imagen {self._drawings}"', piece.xml)
        return _NOTE.sub(self._gone_note, piece.xml)

    def come(self, piece: Piece) -> str:
        """The XML of a piece that comes."""
        self.come_notes.update(int(match[2]) for match in _NOTE.finditer(piece.xml))
        return piece.xml

    def _gone_note(self, match: re.Match[str]) -> str:
        identifier = int(match[2])
        if identifier not in self._names.old_notes:
            return match[0]
        now = identifier
        if identifier in self._names.kept_notes:
            now = self._next_note
            self._next_note += 1
        self.gone_notes[now] = self._names.old_notes[identifier]
        return f'{match[1]}{now}"'


def merged_notes(merger: Merger, names: Names, baggage: Baggage, old: Side, new: Side) -> Iterator[str]:
    """The `w:footnote` elements of a redline whose body is written: the new version's, then what goes."""
    for identifier, xml in new.notes.items():
        was = names.old_notes.get(identifier)
        if identifier in baggage.come_notes:
            inside = _whole(merger, xml, COME)
        elif was is None:
            inside = xml
        else:
            inside = _edited(merger, names.note_in_new(old.notes[was]), xml)
        yield _footnote(identifier, inside)
    for identifier, was in baggage.gone_notes.items():
        yield _footnote(identifier, _whole(merger, names.note_in_new(old.notes[was]), GONE))


def _shifted(match: re.Match[str]) -> str:
    return f' w:id="{int(match[1]) + _OLD_BOOKMARKS}"'


def _footnote(identifier: int, inside: str) -> str:
    return f'<w:footnote w:id="{identifier}">{inside}</w:footnote>'


def _edited(merger: Merger, old: str, new: str) -> str:
    if key_of(old, {}) == key_of(new, {}):
        return new
    return "".join(merger.blocks(split_blocks(old), split_blocks(new), Ends()))


def _whole(merger: Merger, xml: str, state: str) -> str:
    """A note that comes or goes: its text, since the mark of its last paragraph cannot."""
    out = []
    for block in split_blocks(xml):
        paragraph = split_paragraph(block.xml)
        content = merger.ink.whole(paragraph.content, state)
        out.append(f"<w:p>{merger.ink.properties(paragraph)}{content}</w:p>")
    return "".join(out)
