"""Which blocks share a section: the cover, upright pages, and the landscape pages of wide tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from plangen.document.blocks import Block, Document, Heading, Paragraph, Picture, Place, Table
from plangen.word import oxml
from plangen.word.fields import page_of_pages
from plangen.word.house import Base
from plangen.word.letterhead import FIRST_ID, Letterhead, with_room

UPRIGHT, WIDE, COVER = "upright", "wide", "cover"

_LEAD_PARAGRAPHS = 2
"""Paragraphs between a chapter's title and its wide table that go with them onto the landscape page."""


_COVER: Final = 12_700
"""Twips that a cover with a title of two lines takes, the usual gap under the subtitle included."""
_LOGO_ROW: Final = 960
_USUAL_GAP, _LEAST_GAP = 1_400, 120


@dataclass(frozen=True, slots=True)
class Section:
    """Consecutive blocks on pages of one kind: "cover", "upright" or "wide"."""

    kind: str
    blocks: tuple[Block, ...]


def split_sections(blocks: Sequence[Block]) -> tuple[Section, ...]:
    """The document's sections in order, none empty; titles stay with the wide table under them."""
    cover, rest = _cover(blocks)
    sections = [Section(COVER, cover)] if cover else []
    start = 0
    while start < len(rest):
        wide = next((at for at in range(start, len(rest)) if _is_wide(rest[at])), len(rest))
        begin = _lead_in(rest, start, wide) if wide < len(rest) else wide
        if begin > start:
            sections.append(Section(UPRIGHT, tuple(rest[start:begin])))
        if wide == len(rest):
            break
        end = _end_of_wide(rest, wide)
        sections.append(Section(WIDE, tuple(rest[begin:end])))
        start = end
    return tuple(sections) or (Section(UPRIGHT, ()),)


def _is_wide(block: Block) -> bool:
    return isinstance(block, Table) and block.layout.landscape


def _cover(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], Sequence[Block]]:
    """The blocks up to the first page break, where the document begins with its title.

    The programme's line goes first: its style holds the room for the cover's picture.
    """
    opening = [at for at, block in enumerate(blocks[:4]) if isinstance(block, Heading) and block.level == 0]
    ends = (at for at, block in enumerate(blocks) if isinstance(block, Place) and block.kind == "page_break")
    end = next(ends, None)
    if not opening or end is None or end < opening[0]:
        return (), blocks
    cover = sorted(blocks[:end], key=_rank)
    return tuple(cover), blocks[end + 1 :]


def _rank(block: Block) -> int:
    """The picture, then the programme's line, then the rest as it stands."""
    if isinstance(block, Picture):
        return 0 if block.role == "cover" else 2
    return 1 if isinstance(block, Paragraph) and block.role == "programme" else 2


def _opens_page(block: Block) -> bool:
    return isinstance(block, Heading) and (block.level == 1 or block.role in ("annex", "sheet"))


def _lead_in(blocks: Sequence[Block], start: int, wide: int) -> int:
    """Where the landscape pages begin: at the titles right above the table.

    A chapter of a title and a sentence or two would leave an upright page almost empty: it goes along.
    """
    begin = wide
    while begin > start and isinstance(blocks[begin - 1], Heading):
        begin -= 1
    at, paragraphs = begin, 0
    while at > start and isinstance(blocks[at - 1], Heading | Paragraph) and paragraphs <= _LEAD_PARAGRAPHS:
        at -= 1
        paragraphs += isinstance(blocks[at], Paragraph)
        if paragraphs <= _LEAD_PARAGRAPHS and _opens_page(blocks[at]):
            return at
    return begin


def _end_of_wide(blocks: Sequence[Block], wide: int) -> int:
    """One past the last block of the run; what stands between two wide tables goes along if it is little."""
    end = wide + 1
    at, paragraphs = end, 0
    while at < len(blocks) and paragraphs <= _LEAD_PARAGRAPHS:
        block = blocks[at]
        if _is_wide(block):
            end, paragraphs = at + 1, 0
        elif isinstance(block, Paragraph):
            paragraphs += 1
        elif not isinstance(block, Heading):
            break
        at += 1
    return end


class Frames:
    """The section properties of each kind of page, with the headers and footers they refer to."""

    def __init__(self, base: Base, document: Document) -> None:
        self._base = base
        self._letterhead = Letterhead(base)
        self.headers: dict[str, str] = {}
        self.footers: dict[str, str] = {}
        words = document.properties
        left, right = words.get("header_left", ""), words.get("header_right", "")
        below = words.get("footer_left", "")
        pages = page_of_pages(document.labels.get("page", "Página"), document.labels.get("of", "de"))
        for kind, header, footer in (
            (UPRIGHT, "header", "footer"),
            (WIDE, "plan encabezado apaisado", "plan pie apaisado"),
        ):
            style, wide = base.styles[header], kind == WIDE
            line = oxml.paragraph(style, oxml.run(left) + oxml.TAB + oxml.run(right))
            theirs = self._letterhead.lines(base.furniture.header, style, (left, right), wide)
            self.headers[f"rIdHeader{kind}"] = oxml.header_part(theirs + line)
            style = base.styles[footer]
            line = oxml.paragraph(style, oxml.run(below) + oxml.TAB + pages)
            theirs = self._letterhead.lines(base.furniture.footer, style, (below,), wide)
            self.footers[f"rIdFooter{kind}"] = oxml.footer_part(line + theirs)
        row = Letterhead(base, "rIdCoverLogo", FIRST_ID - 1_000)
        self.logos = row.row(base.furniture.logos)
        """Runs of the row of logos under the cover's table, "" for none; their pictures in `logo_media`."""
        self.logo_media = row.media

    @property
    def media(self) -> dict[str, bytes]:
        """The client's pictures in headers and footers, by relationship id."""
        return self._letterhead.media

    def properties(self, kind: str) -> str:
        """`w:sectPr` of a section of that kind; the cover has no header and no footer."""
        page = self._base.landscape if kind == WIDE else self._base.portrait
        if kind == COVER:
            return oxml.section_properties(page)
        page = with_room(page, self._base.furniture)
        return oxml.section_properties(page, f"rIdHeader{kind}", f"rIdFooter{kind}")

    @property
    def under_subtitle(self) -> int | None:
        """Twips of white under the cover's subtitle where a low page or logos leave less than usual."""
        page = self._base.portrait
        spare = page.height - abs(page.top) - abs(page.bottom) - _COVER
        spare -= _LOGO_ROW if self.logos else 0
        return None if spare >= 0 else max(_LEAST_GAP, _USUAL_GAP + spare)

    def width(self, kind: str) -> int:
        """Twips between the margins."""
        return (self._base.landscape if kind == WIDE else self._base.portrait).text_width
