"""What a document says, from its blocks: what whoever reads its Word file must find there again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from plangen.document.blocks import (
    Block,
    Callout,
    Caption,
    Cell,
    Code,
    Document,
    Heading,
    Image,
    Inline,
    Inlines,
    Link,
    ListBlock,
    Note,
    Paragraph,
    Picture,
    Place,
    Quote,
    Row,
    Table,
    Text,
)
from plangen.plan.images import pixel_size

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DEEPEST = 4
WORD = re.compile(r"[^\W\d_]+|\d+")
"""A run of letters or of digits: the mark of a footnote is no part of the word before it."""


def plain(text: str) -> str:
    """Characters in one form: blanks of any kind are one, a hyphen is a hyphen."""
    return " ".join(_ILLEGAL.sub("", text).replace("\u2011", "-").split())


@dataclass
class Said:
    """Headings with their level, cells of tables by row, captions with number, texts for pictures, notes.

    `pictures` counts those in sight, the decoration of the cover too; `words` every word, captions and notes
    too.
    """

    headings: list[tuple[int, str]] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    alternatives: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    pictures: int = 0
    words: Counter[str] = field(default_factory=Counter)


def said_by(document: Document) -> Said:
    """What the Word file of a document says."""
    listener = _Listener(document)
    listener.blocks(document.blocks)
    for label in listener.marked:
        note = listener.text(document.notes[label], in_notes=True)
        listener.said.notes.append(note)
        listener.count(note)
    return listener.said


class _Listener:
    """Goes through the blocks as a reader does."""

    def __init__(self, document: Document) -> None:
        self.said = Said()
        self.marked: dict[str, None] = {}
        self._document = document
        self._series = {caption.series for caption in _captions(document.blocks)}

    def count(self, text: str) -> None:
        self.said.words.update(WORD.findall(text))

    def text(self, content: Inlines, in_notes: bool = False) -> str:
        return plain("".join(self._pieces(content, in_notes)))

    def _pieces(self, content: Iterable[Inline], in_notes: bool) -> Iterator[str]:
        for item in content:
            if isinstance(item, Text):
                yield item.text
            elif isinstance(item, Link):
                yield from self._pieces(item.content, in_notes)
            elif isinstance(item, Note):
                if item.label in self._document.notes and not in_notes:
                    self.marked.setdefault(item.label)
            elif isinstance(item, Image):
                yield self._shown(item.path, item.alt)
            else:
                yield "\n"

    def _shown(self, path: str, alternative: str) -> str:
        """The text in place of a picture; "" where it is there."""
        drawn = path in self._document.drawings
        if not drawn and pixel_size(self._document.images.get(path, b"")) is None:
            return alternative
        self.said.pictures += 1
        self.said.alternatives.append(plain(alternative))
        return ""

    def blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self.count(self.text(block.content))
            case Table():
                self._table(block)
            case Picture():
                self._picture(block)
            case Code():
                self.count(plain(block.text))
            case Place():
                self._place(block.kind)
            case _:
                self._holder(block)

    def _holder(self, block: Block) -> None:
        """A block that is made of others."""
        match block:
            case ListBlock():
                for item in block.items:
                    self.blocks(item)
            case Quote():
                self.blocks(block.blocks)
            case Callout():
                self.count(self.text(block.title))
                self.blocks(sorted(block.blocks, key=lambda one: not _is_lines(one)))

    def _heading(self, heading: Heading) -> None:
        title = self.text(heading.content)
        self.count(title)
        lead = ""
        if heading.role == "annex":
            lead = self._document.labels["annex"] + f" {heading.number}".rstrip() + ". "
        elif heading.role == "sheet" or not heading.number.replace(".", "").isdecimal():
            lead = f"{heading.number} "
        self.said.headings.append((min(heading.level, _DEEPEST), plain(lead + title)))

    def _table(self, table: Table) -> None:
        self._caption(table.caption)
        width = len(table.header.cells)
        headed = any(any(cell.paragraphs) for cell in table.header.cells)
        rows = [*([table.header] if headed else []), *table.rows]
        if table.layout.style == "figures":
            cells = [[self._cell(row.cells[at]) for row in rows] for at in range(width)]
            said = [[plain(" ".join(cell)) for cell in cells]]
        else:
            said = [self._row(row, width, table) for row in rows]
        self.said.tables.append(said)
        for row in said:
            self.count(" ".join(row))
        self.count(self.text(table.source))

    def _row(self, row: Row, width: int, table: Table) -> list[str]:
        cells = [self._cell(cell) for cell in row.cells]
        filled = [cell for cell in row.cells if cell.level or cell.active or any(cell.paragraphs)]
        name_alone = len(filled) == 1 and not (filled[0].level or filled[0].active)
        if row.role == "group" and name_alone and table.layout.style in ("plain", "matrix"):
            return [cell for cell in cells if cell]
        return [*cells, *[""] * width][:width]

    def _cell(self, cell: Cell) -> str:
        words = plain(" ".join(self.text(paragraph) for paragraph in cell.paragraphs))
        return words or ("•" if cell.active else "")

    def _picture(self, picture: Picture) -> None:
        drawn = picture.path in self._document.drawings
        if picture.role == "cover":
            self.said.pictures += drawn
            return
        if picture.numbers is not None and not drawn:
            self._table(replace(picture.numbers, caption=picture.caption, source=picture.source))
            return
        self._caption(picture.caption)
        self.count(plain(self._shown(picture.path, picture.alt)))
        self.count(self.text(picture.source))

    def _caption(self, caption: Caption | None) -> None:
        if caption is not None:
            self.said.captions.append(plain(f"{caption.label} {caption.number} {self.text(caption.content)}"))
            self.count(self.said.captions[-1])

    def _place(self, kind: str) -> None:
        """Lists of tables and figures have a title of their own, where there is anything to list."""
        if kind in ("tables", "figures") and kind.removesuffix("s") in self._series:
            self.said.headings.append((2, self._document.labels[kind]))


def _is_lines(block: Block) -> bool:
    if isinstance(block, ListBlock):
        return all(_is_lines(part) for item in block.items for part in item)
    return isinstance(block, Paragraph)


def _captions(blocks: Iterable[Block]) -> Iterator[Caption]:
    for block in blocks:
        if isinstance(block, Table | Picture) and block.caption is not None:
            yield block.caption
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from _captions(item)
        elif isinstance(block, Quote | Callout):
            yield from _captions(block.blocks)
