"""What a document says in Markdown's own terms: numbers in headings, captions as lines, roles as faces.

Between the blocks and their Markdown text stands this one step, so that the text can be read back and
compared with it (`document/verify.py`).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import is_

from plangen.document.blocks import (
    Block,
    Callout,
    Caption,
    Cell,
    Document,
    Face,
    Heading,
    Image,
    Inline,
    Inlines,
    Link,
    ListBlock,
    Paragraph,
    Picture,
    Place,
    Quote,
    Row,
    Table,
    Text,
)
from plangen.document.inlines import emphasized, plain_text
from plangen.document.slugs import unique_slugs

_FACES = {
    "label": Face.BOLD,
    "source": Face.ITALIC,
    "sheet_section": Face.BOLD,
    "illustrative": Face.ITALIC,
    "draft": Face.BOLD,
}
_DEEPEST = 5
_PLACED = frozenset({Link, Image})

CAPTION_ROLE = "caption"
"""Role of the paragraph that a caption becomes: one line, whatever sentences it holds."""


def lower(document: Document, plan_folder: str = "..") -> tuple[Block, ...]:
    """The blocks as Markdown can say them: plain headings, paragraphs, lists, quotes, tables, pictures.

    Links carry GitHub's anchors, pictures their path by way of `plan_folder`; what only Word obeys is gone.
    """
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    texts = [heading_text(heading, document.labels["annex"]) for heading in headings]
    slugs = unique_slugs(plain_text(text) for text in texts)
    shown = list(zip(headings, texts, slugs, strict=True))
    lowering = _Lowering(_places(document.blocks, slugs), shown, document, plan_folder)
    return tuple(lowering.blocks(document.blocks))


def heading_text(heading: Heading, annex: str) -> Inlines:
    """A heading as printed: its number, then its words; `annex` is the label of annexes."""
    number = heading.number
    if not number:
        return heading.content
    if heading.role == "annex":
        return (Text(f"{annex}\u00a0{number}. "), *heading.content)
    if heading.role == "sheet":
        return (Text(f"{number} · "), *heading.content)
    return (Text(f"{number}. "), *heading.content)


def _places(blocks: Sequence[Block], slugs: Sequence[str]) -> dict[str, str]:
    """GitHub's anchor for each place of the document; captions lead to the heading above them."""
    following = iter(slugs)
    found: dict[str, str] = {}
    current = ""
    for block in blocks:
        if isinstance(block, Heading):
            current = next(following)
            found.update(dict.fromkeys(block.anchors, current))
        elif isinstance(block, Table | Picture) and block.caption and block.caption.anchor and current:
            found[block.caption.anchor] = current
    return found


@dataclass
class _Lowering:
    places: Mapping[str, str]
    headings: Sequence[tuple[Heading, Inlines, str]]
    document: Document
    plan_folder: str

    def blocks(self, blocks: Sequence[Block]) -> Iterator[Block]:
        for block in blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Sequence[Block]:
        match block:
            case Heading():
                content = self._line(heading_text(block, self.document.labels["annex"]))
                return [Heading(min(block.level, _DEEPEST), content)]
            case Paragraph():
                content = self._line(emphasized(block.content, _FACES.get(block.role, Face.PLAIN)))
                return [Paragraph(content)] if content else []
            case ListBlock():
                items = tuple(tuple(self.blocks(item)) for item in block.items)
                return [ListBlock(items, block.ordered, block.start)]
            case Quote():
                return [Quote(tuple(self.blocks(block.blocks)))]
            case Callout():
                return [
                    replace(block, title=self._line(block.title), blocks=tuple(self.blocks(block.blocks)))
                ]
            case Table():
                return self._table(block)
            case Picture():
                return self._picture(block)
            case Place():
                return self._contents(block) if block.kind == "contents" else []
        return [block]

    def _picture(self, picture: Picture) -> Sequence[Block]:
        if picture.role == "cover":
            return []
        if picture.drawn and picture.path not in self.document.drawings and picture.numbers is not None:
            return self._table(replace(picture.numbers, caption=picture.caption, source=picture.source))
        path = picture.path if picture.drawn else self._path(picture.path)
        return [Picture(path, picture.alt), *self._caption(picture.caption), *self._source(picture)]

    def _path(self, path: str) -> str:
        return posixpath.normpath(posixpath.join(self.plan_folder, path))

    def _line(self, inlines: Inlines) -> Inlines:
        if _PLACED.isdisjoint(map(type, inlines)):
            return inlines
        return tuple(new for inline in inlines for new in self._placed(inline))

    def _placed(self, inline: Inline) -> Sequence[Inline]:
        if isinstance(inline, Image) and inline.drawn:
            drawn = inline.path in self.document.drawings
            return (replace(inline, drawn=False),) if drawn else (Text(inline.alt),)
        if isinstance(inline, Image):
            return (replace(inline, path=self._path(inline.path)),)
        if not isinstance(inline, Link) or not inline.anchor:
            return (inline,)
        place = self.places.get(inline.anchor)
        return (Link(inline.content, f"#{place}"),) if place else inline.content

    def _caption(self, caption: Caption | None) -> Sequence[Block]:
        if caption is None:
            return []
        label = Text(f"{caption.label}\u00a0{caption.number}.", Face.BOLD)
        return [Paragraph((label, Text(" "), *self._line(caption.content)), CAPTION_ROLE)]

    def _source(self, block: Table | Picture) -> Sequence[Block]:
        return [Paragraph(self._line(emphasized(block.source, Face.ITALIC)))] if block.source else []

    def _table(self, table: Table) -> Sequence[Block]:
        rows = tuple(self._row(row) for row in table.rows)
        plain = Table(self._row(table.header), rows, table.align)
        return [*self._caption(table.caption), plain, *self._source(table)]

    def _row(self, row: Row) -> Row:
        face: int = Face.BOLD if row.role else Face.PLAIN
        cells = tuple([self._cell(cell, face) for cell in row.cells])
        return row if not row.role and all(map(is_, cells, row.cells)) else Row(cells)

    def _cell(self, cell: Cell, face: int) -> Cell:
        if len(cell.paragraphs) == 1 and not face:
            line = self._line(cell.paragraphs[0])
            return cell if line is cell.paragraphs[0] else Cell((line,))
        return Cell(tuple(self._line(emphasized(p, face) if face else p) for p in cell.paragraphs))

    def _contents(self, place: Place) -> Sequence[Block]:
        """The chapters and annexes behind this place as links."""
        at = self.document.blocks.index(place)
        behind = {id(block) for block in self.document.blocks[at:] if isinstance(block, Heading)}
        chapters = [(text, slug) for h, text, slug in self.headings if h.level == 1 and id(h) in behind]
        links = (Link((Text(plain_text(text)),), url=f"#{slug}") for text, slug in chapters)
        return [ListBlock(tuple((Paragraph((link,)),) for link in links))] if chapters else []
