"""The pages in front of a redline: blocks of ours, outside of the tracked text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from plangen.document.blocks import Block, Document
from plangen.word.base import open_base
from plangen.word.oxml import bookmark, section_properties, thin_paragraph
from plangen.word.packing import write_archive
from plangen.word.redline_side import DOCUMENT, Side
from plangen.word.redline_split import FRONT, without_controls
from plangen.word.write import write_parts

_BOOKMARK_ID: Final = 9_000_000
_MARKS: Final = re.compile(r"<w:bookmark(?:Start|End) [^>]*/>")
_HEAVY: Final = ("word/media/", "customXml/")
_LINK: Final = '"rIdLink'
_KEPT: Final = "!#$%&'()*+,/:;=?@[]~"
"""What an address may hold besides letters and digits."""


@dataclass(frozen=True, slots=True)
class Front:
    """Front pages: XML of their blocks, `w:num` of their lists, addresses of their links by id."""

    xml: str = ""
    nums: str = ""
    links: Mapping[str, str] = field(default_factory=dict)


def write_front(blocks: tuple[Block, ...], side: Side) -> Front:
    """The blocks in the styles of a version, on upright pages of their own, without header and footer.

    Bookmarks are left out: those of the body are not to be named twice. Pictures and notes have no place
    here, and a link to a place is its text.
    """
    if not blocks:
        return Front()
    parts = {name: part for name, part in side.parts.items() if not name.startswith(_HEAVY)}
    base = open_base(write_archive({**parts, DOCUMENT: _pages_alone(side).encode()}))
    written = write_parts(Document(blocks, base.language.partition("-")[0], {}, {}), base)
    document = written.document if isinstance(written.document, str) else written.document.unpacked().decode()
    body = without_controls(document.partition("<w:body>")[2])
    # the closing paragraph and the section of a body of its own give way to one that ends a section
    body = body[: body.rindex("<w:p>")]
    closing = thin_paragraph(section_properties(base.portrait), content=bookmark(_BOOKMARK_ID, FRONT))
    links = {key.replace("rIdLink", "rIdFront"): quote(url, _KEPT) for key, url in written.hyperlinks.items()}
    return Front(_MARKS.sub("", body).replace(_LINK, '"rIdFront') + closing, written.numbering, links)


def _pages_alone(side: Side) -> str:
    """The document part with nothing but its sections: what a reference document is read for."""
    found = dict.fromkeys(re.findall(r"<w:sectPr>.*?</w:sectPr>", "".join(_sections(side))))
    *inner, last = found or ["<w:sectPr/>"]
    paragraphs = "".join(f"<w:p><w:pPr>{section}</w:pPr></w:p>" for section in inner)
    return f"{side.head}{paragraphs}{last}</w:body></w:document>"


def _sections(side: Side) -> list[str]:
    return [block.xml for block in side.blocks if "<w:sectPr>" in block.xml]
