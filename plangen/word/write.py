"""A document as a .docx: its blocks in one pass, packed as they are written, with the reference document."""

from __future__ import annotations

from collections.abc import Mapping

from plangen.document.blocks import Document
from plangen.word.base import open_base
from plangen.word.body import BodyWriter
from plangen.word.controls import Controls, NoControls
from plangen.word.fields import Places
from plangen.word.house import Base
from plangen.word.inline import InlineWriter, Links, Registers
from plangen.word.notes import NoteMarks
from plangen.word.oxml import DOCUMENT_END, DOCUMENT_START, footnote
from plangen.word.package import Parts, assemble
from plangen.word.packing import Packer
from plangen.word.pictures import Pictures


def write_docx(
    document: Document,
    base: bytes | Base,
    pages: Mapping[str, int] | None = None,
    *,
    controls: bool = True,
) -> bytes:
    """The document as a .docx with the styles of `base`, a reference document, opened or not; pure.

    `pages`: the page of each bookmark that the contents and lists lead to, which then show it. Without
    `controls` values stand bare and the manifest is empty.
    Raises `UsageError` where `base` cannot be used (see `open_base`).
    """
    house = base if isinstance(base, Base) else open_base(base)
    return assemble(house, write_parts(document, house, pages, controls=controls))


def write_parts(
    document: Document, base: Base, pages: Mapping[str, int] | None = None, *, controls: bool = True
) -> Parts:
    """The parts of the package that come from the document."""
    registers = Registers(
        base=base,
        controls=Controls() if controls else NoControls(),
        notes=NoteMarks(document.notes, base),
        places=Places(document.blocks, pages),
        pictures=Pictures(document.images, document.drawings),
        links=Links("rIdLink"),
        note_links=Links("rIdNoteLink"),
    )
    packer = Packer()
    packer.add(DOCUMENT_START)
    writer = BodyWriter(document, registers, packer)
    writer.write()
    packer.add(DOCUMENT_END)
    return Parts(
        document=packer.close(),
        footnotes=_footnotes(registers),
        numbering="".join(writer.lists.added),
        headers=writer.frames.headers,
        footers=writer.frames.footers,
        media={**registers.pictures.media, **writer.frames.logo_media},
        house_media=writer.frames.media,
        hyperlinks={key: url for url, key in registers.links.urls.items()},
        note_links={key: url for url, key in registers.note_links.urls.items()},
        manifest=registers.controls.manifest(),
        properties={**document.properties, "language": document.language},
    )


def _footnotes(registers: Registers) -> str:
    inline = InlineWriter(registers, in_notes=True)
    style, mark = registers.style("footnote text"), registers.style("footnote reference")
    return "".join(footnote(at, style, mark, inline.write(text)) for at, text in registers.notes.printed)
