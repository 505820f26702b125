"""Tracked changes as XML: text, paragraphs, rows and properties marked as come, gone or set otherwise.

ISO/IEC 29500-1, 17.13.5. A paragraph comes or goes with its mark (`w:pPr/w:rPr/w:ins`), a row with
`w:trPr/w:ins`; both leave what they hold to marks of its own. Nothing is marked as moved: other programs
that do so have users to whom Word reports a damaged file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Protocol

from plangen.word.oxml import attribute
from plangen.word.redline_pieces import MARK, RUN, Piece, joined, pieces_of
from plangen.word.redline_split import Paragraph, Row, Table, split_blocks, split_paragraph, split_table

KEPT, GONE, COME = "", "del", "ins"
"""What became of a piece."""

_DATE: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z")


@dataclass(frozen=True, slots=True)
class Revision:
    """Who made the changes and when: `date` as in "2026-12-01T09:00:00Z".

    Raises ValueError for a name of blanks and for a date of another form, which Word would not read.
    """

    author: str
    date: str

    def __post_init__(self) -> None:
        if not self.author.strip() or not _DATE.match(self.date):
            raise ValueError(f"no author or no date: {self}")


class Register(Protocol):
    """Who must know what of a text goes and comes: its footnotes, pictures and bookmarks."""

    def gone(self, piece: Piece) -> str:
        """The XML of a piece that goes."""

    def come(self, piece: Piece) -> str:
        """The XML of a piece that comes."""


Step = tuple[str, Piece]
"""A piece and what became of it."""


class Ink:
    """Writes tracked changes of one revision; no two bear the same id."""

    def __init__(self, revision: Revision, register: Register) -> None:
        self._signed = f' w:author="{attribute(revision.author)}" w:date="{revision.date}"'
        self._register = register
        self._count = 0

    def mark(self, name: str, content: str = "") -> str:
        """A revision element: `w:ins`, `w:del`, or one that holds earlier properties."""
        self._count += 1
        head = f'<w:{name} w:id="{self._count}"{self._signed}'
        return f"{head}>{content}</w:{name}>" if content else f"{head}/>"

    def pieces(self, steps: Iterable[Step]) -> str:
        """The content of a paragraph from what became of its pieces."""
        out: list[str] = []
        for link, linked in groupby(steps, key=lambda step: step[1].link):
            content = "".join(self._stretch(*one) for one in groupby(linked, key=_state))
            out.append(f"{link}{content}</w:hyperlink>" if link else content)
        return "".join(out)

    def _stretch(self, state: str, steps: Iterator[Step]) -> str:
        """Pieces of one state, side by side in one link."""
        if state == MARK:
            return "".join(self._register.gone(one) if how == GONE else one.xml for how, one in steps)
        out = []
        for (kind, _), group in groupby((one for _, one in steps), key=lambda one: (one.kind, one.face)):
            if kind == RUN:
                out.append(_spelt(joined(group), state))
            else:
                out += [self._seen(one, state) for one in group]
        content = "".join(out)
        return self.mark(state, content) if state else content

    def _seen(self, piece: Piece, state: str) -> str:
        if state == KEPT:
            return piece.xml
        return _spelt(self._register.gone(piece), state) if state == GONE else self._register.come(piece)

    def whole(self, content: str, state: str) -> str:
        """The content of a paragraph that comes or goes."""
        return self.pieces((state, piece) for piece in pieces_of(content))

    def paragraph(self, xml: str, state: str) -> str:
        """A paragraph that comes or goes."""
        paragraph = split_paragraph(xml)
        properties = self.properties(paragraph, self.mark(state))
        return f"<w:p>{properties}{self.whole(paragraph.content, state)}</w:p>"

    def properties(self, paragraph: Paragraph, marks: str = "", before: Paragraph | None = None) -> str:
        """`w:pPr` with `marks` on the paragraph's mark; `before`: what it was, where it may differ."""
        inside = paragraph.properties
        mark = marks + paragraph.mark
        inside += (f"<w:rPr>{mark}</w:rPr>" if mark else "") + paragraph.section
        if before is not None and before.properties != paragraph.properties:
            inside += self.mark("pPrChange", f"<w:pPr>{before.properties}</w:pPr>")
        return f"<w:pPr>{inside}</w:pPr>" if inside else ""

    def vanishing(self) -> str:
        """A paragraph that is in neither version: it keeps two tables apart that Word would join."""
        marks = self.mark(COME) + self.mark(GONE)
        return f"<w:p>{self.properties(Paragraph('', '', '', ''), marks)}</w:p>"

    def table(self, xml: str, state: str) -> str:
        """A table that comes or goes."""
        table = split_table(xml)
        return table_of(table, [self.row(row, state) for row in table.rows])

    def row(self, row: Row, state: str) -> str:
        """A row that comes or goes. The marks of its paragraphs go with the row."""
        cells = "".join(cell_of(cell.properties, self._inside(cell.content, state)) for cell in row.cells)
        return f"<w:tr><w:trPr>{row.properties}{self.mark(state)}</w:trPr>{cells}</w:tr>"

    def _inside(self, content: str, state: str) -> str:
        out = []
        for block in split_blocks(content):
            paragraph = split_paragraph(block.xml)
            out.append(f"<w:p>{self.properties(paragraph)}{self.whole(paragraph.content, state)}</w:p>")
        return "".join(out)


def table_of(table: Table, rows: Iterable[str]) -> str:
    """A table with other rows."""
    grid = f"<w:tblGrid>{table.grid}</w:tblGrid>"
    return f"<w:tbl>{table.properties}{grid}{''.join(rows)}</w:tbl>"


def cell_of(properties: str, content: str) -> str:
    """A cell."""
    head = f"<w:tcPr>{properties}</w:tcPr>" if properties else ""
    return f"<w:tc>{head}{content}</w:tc>"


def _state(step: Step) -> str:
    return MARK if step[1].kind == MARK else step[0]


def _spelt(xml: str, state: str) -> str:
    """Runs as they are spelt inside a deletion."""
    if state != GONE:
        return xml
    xml = (
        xml.replace("<w:t>", "<w:delText>").replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    )
    return xml.replace("<w:instrText", "<w:delInstrText").replace("</w:instrText>", "</w:delInstrText>")
