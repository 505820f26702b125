"""Page numbers in the contents: written, laid out by LibreOffice, written again until nothing moves."""

from __future__ import annotations

from collections.abc import Mapping, Set

from plangen.document.blocks import Document
from plangen.errors import LayoutError
from plangen.flows.asked import Written
from plangen.flows.libreoffice import LibreOffice, find_libreoffice
from plangen.flows.pdf_places import read_places
from plangen.word.base import Base
from plangen.word.contents import listed_places
from plangen.word.write import write_docx

_ROUNDS = 3
"""How often a file with numbers is laid out before it is given up; the first time confirms almost always."""


def paginate(document: Document, base: bytes | Base, office: LibreOffice | None = None) -> Written:
    """The document as a .docx whose contents and lists show the pages that LibreOffice gives them.

    `base` is the reference document; `office` the LibreOffice to use, by default that of the machine. The
    numbers are those the pages bear, the cover being 1. Where they cannot be had the file comes without any.
    A document without contents and lists is not laid out at all.
    """
    bare = write_docx(document, base)
    listed = listed_places(document)
    if not listed:
        return Written(bare)
    try:
        return Written(_settled(document, base, bare, listed, office or find_libreoffice()))
    except LayoutError as trouble:
        return Written(bare, trouble)


def _settled(
    document: Document, base: bytes | Base, bare: bytes, listed: Set[str], office: LibreOffice
) -> bytes:
    """The file whose layout gives the numbers it shows."""
    pages = _pages(office.lay_out(bare), listed)
    for _ in range(_ROUNDS):
        content = write_docx(document, base, pages)
        found = _pages(office.lay_out(content), listed)
        if found == pages:
            return content
        pages = found
    raise LayoutError("layout-unsettled", rounds=str(_ROUNDS))


def _pages(pdf: bytes, listed: Set[str]) -> Mapping[str, int]:
    places = read_places(pdf)
    pages = {name: page for name in listed if (page := places.get(_destination(name)))}
    if len(pages) < len(listed):
        raise LayoutError("layout-nameless", missing=str(len(listed) - len(pages)), all=str(len(listed)))
    return pages


def _destination(bookmark: str) -> str:
    """What LibreOffice calls a bookmark in a PDF: its letters, digits and hyphens, the rest as hex digits."""
    return "".join(c if c.isalnum() or c == "-" else f"{ord(c):02X}" for c in bookmark)
