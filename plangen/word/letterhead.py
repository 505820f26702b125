"""Lines of a client's header and footer, and the row of logos, as WordprocessingML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from plangen.word import oxml
from plangen.word.furniture import EMU_PER_TWIP
from plangen.word.house import Anchor, Base, Furniture, Line, Logo, Page
from plangen.word.oxml import attribute

FIRST_ID: Final = 90_001
"""Ids of these drawings begin beyond those of the body, which are counted from 1."""

_LINE: Final = 260  # twips of a line of small text
_AIR: Final = 400  # twips between header or footer and text
_SAYS_SOMETHING: Final = re.compile(r"\w+\s+\w+")
_BETWEEN: Final = oxml.run("  ")
_DECORATIVE: Final = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_PICTURE: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def with_room(page: Page, furniture: Furniture) -> Page:
    """A page whose margins clear the client's lines of header and footer and leave some white."""
    if not furniture.header and not furniture.footer:
        return page
    top = page.header + _height(furniture.header) + _AIR
    bottom = page.footer + _height(furniture.footer) + _AIR
    return replace(page, top=max(page.top, top), bottom=max(page.bottom, bottom))


def _height(lines: tuple[Line, ...]) -> int:
    """Twips of a header or footer, our own line included."""
    tallest = (
        max((logo.height for logo in line.logos if logo.anchor is None), default=0) // EMU_PER_TWIP
        for line in lines
    )
    return sum(max(_LINE, height) for height in tallest) + _LINE


@dataclass(slots=True)
class Letterhead:
    """Writes the client's pictures and keeps them by relationship id in `media`.

    `prefix` of those ids; `first`: id of the first drawing, unique in the deliverable.
    """

    base: Base
    prefix: str = "rIdLogo"
    first: int = FIRST_ID
    media: dict[str, bytes] = field(default_factory=dict)
    _count: int = 0

    def lines(self, lines: tuple[Line, ...], style: str, ours: tuple[str, ...], wide: bool) -> str:
        """The paragraphs of a header or footer in a style (its id); `ours` are texts not to say twice."""
        return "".join(self._line(line, style, ours, wide) for line in lines)

    def row(self, logos: tuple[Logo, ...]) -> str:
        """The runs of the logos under the cover's table, "" for none."""
        return _BETWEEN.join(self._picture(logo, False) for logo in logos)

    def _line(self, line: Line, style: str, ours: tuple[str, ...], wide: bool) -> str:
        kept = [piece for piece in line.pieces if isinstance(piece, Logo) or piece not in ours]
        if not any(piece != "\t" for piece in kept):
            return ""
        content, before = "", True
        for piece in kept:
            if piece == "\t":
                content, before = content + oxml.TAB, True
                continue
            run = self._picture(piece, wide) if isinstance(piece, Logo) else oxml.run(piece)
            content, before = content + ("" if before else _BETWEEN) + run, False
        aligned = f'<w:jc w:val="{line.align}"/>' if line.align else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{aligned}</w:pPr>{content}</w:p>'

    def _picture(self, logo: Logo, wide: bool) -> str:
        """A run with a picture; `wide`: on landscape pages what stood right of the middle moves along."""
        known = next((key for key, image in self.media.items() if image == logo.image), "")
        relationship = known or f"{self.prefix}{len(self.media) + 1}"
        self.media[relationship] = logo.image
        identifier = self.first + self._count
        self._count += 1
        if wide and logo.anchor is not None:
            logo = replace(logo, anchor=self._turned(logo, logo.anchor))
        return f"<w:r><w:drawing>{_frame(logo, relationship, identifier)}</w:drawing></w:r>"

    def _turned(self, logo: Logo, anchor: Anchor) -> Anchor:
        upright, wide = self.base.portrait, self.base.landscape
        if not isinstance(anchor.across, int):
            return anchor
        on_page = anchor.across_from == "page"
        room = upright.width if on_page else upright.text_width
        grown = (wide.width if on_page else wide.text_width) - room
        if 2 * anchor.across + logo.width < room * EMU_PER_TWIP:
            return anchor
        return replace(anchor, across=anchor.across + grown * EMU_PER_TWIP)


def _frame(logo: Logo, relationship: str, identifier: int) -> str:
    extent = f'cx="{logo.width}" cy="{logo.height}"'
    name = f'id="{identifier}" name="Logotipo {identifier}"'
    # every page repeats it: without words that say more, it is decoration
    said = logo.alternative if _SAYS_SOMETHING.search(logo.alternative) else ""
    words = f'<wp:docPr {name} descr="{attribute(said)}"' + ("/>" if said else f">{_DECORATIVE}</wp:docPr>")
    crop = "".join(f' {side}="{cut}"' for side, cut in zip("ltrb", logo.crop, strict=True) if cut)
    graphic = (
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relationship}"/>{f"<a:srcRect{crop}/>" if crop else ""}'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    )
    if logo.anchor is None:
        start = f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        return f"{start}{words}{graphic}</wp:inline>"
    return f"{_anchored(logo.anchor)}<wp:extent {extent}/>" + (
        f'<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>{words}{graphic}</wp:anchor>'
    )


def _anchored(anchor: Anchor) -> str:
    return (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1"'
        f' behindDoc="{anchor.behind:d}" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="{anchor.across_from}">{_offset(anchor.across)}</wp:positionH>'
        f'<wp:positionV relativeFrom="{anchor.down_from}">{_offset(anchor.down)}</wp:positionV>'
    )


def _offset(value: str | int) -> str:
    if isinstance(value, int):
        return f"<wp:posOffset>{value}</wp:posOffset>"
    return f"<wp:align>{value}</wp:align>"
