"""The body of the document: each block to the writer of its kind, section by section."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from plangen.document.blocks import (
    Block,
    Callout,
    Caption,
    Code,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Picture,
    Place,
    Quote,
    Rule,
    Table,
)
from plangen.word import oxml
from plangen.word.contents import Contents
from plangen.word.fields import NBSP, caption_anchor, caption_number, heading_anchors
from plangen.word.flow import TWIPS_PER_MM, Flow
from plangen.word.headings import FRONT_TITLE, heading_style, typed_lead
from plangen.word.inline import BOLD_STYLES, Registers
from plangen.word.numbering import Lists
from plangen.word.packing import Packer
from plangen.word.prose import ProseWriter
from plangen.word.sections import COVER, Frames, split_sections
from plangen.word.tables import SPACED, TableWriter

ROLES: Mapping[str, str] = {
    "": "Body Text",
    "lead": "Plan Entradilla",
    "label": "Plan Rótulo",
    "subtitle": "Subtitle",
    "programme": "Plan Portada programa",
    "disclaimer": "Plan Portada pie",
    "figure_value": "Plan Cifra",
    "figure_label": "Plan Cifra rótulo",
    "vision": "Plan Visión",
    "source": "Plan Fuente",
    "draft": "Plan Borrador",
    "pending": "Plan Pendiente",
    "sheet_section": "Plan Ficha sección",
    "illustrative": "Plan Nota",
}
"""Paragraph style by the role of a paragraph."""

_AFTER_SHEET_TEXT = 100
_NO_OUTLINE = 9
_AFTER_BARE_PICTURE = 280


class BodyWriter:
    """Writes the blocks of one document."""

    def __init__(self, document: Document, registers: Registers, out: Packer) -> None:
        self._document = document
        self._registers = registers
        self._flow = Flow(registers, out)
        self.lists = Lists(registers.base)
        self.frames = Frames(registers.base, document)
        self._prose = ProseWriter(self._flow, self.lists, self._block)
        self._tables = TableWriter(registers, self._flow.inline)
        self._contents = Contents(document, registers)
        self._headings = 0
        self._listed = False
        """Titles without number are in the contents: those behind it."""
        self._in_sheet = False
        self._wide = False
        """Text begins at the margin: in sheets, and under the titles inside a summary."""
        self._series: set[tuple[str, str]] = set()

    def write(self) -> None:
        """Write the whole body, closed by the properties of its last section."""
        sections = split_sections(self._document.blocks)
        for at, section in enumerate(sections):
            if at:
                self._flow.end_section(self.frames.properties(sections[at - 1].kind))
            self._flow.width = self.frames.width(section.kind)
            for block in section.blocks:
                self._block(block)
                if section.kind == COVER and self.frames.logos and isinstance(block, Table):
                    self._flow.put("Plan Logos", self.frames.logos)
        self._flow.finish(self.frames.properties(sections[-1].kind))

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph():
                self._paragraph(block)
            case Heading():
                self._heading(block)
            case Table():
                self._table(block)
            case ListBlock():
                self._prose.list_block(block, self._wide)
            case Picture():
                self._picture(block)
            case Place():
                self._place(block)
            case _:
                self._rare(block)

    def _rare(self, block: Block) -> None:
        match block:
            case Callout():
                self._prose.callout(block)
            case Quote():
                self._prose.quote(block)
            case Code():
                self._prose.code(block)
            case Rule():
                self._flow.put("Plan Separador", "")

    def _heading(self, heading: Heading) -> None:
        anchors = heading_anchors(heading, self._headings)
        self._headings += 1
        self._wide = self._in_sheet = heading.role == "sheet"
        style = heading_style(heading)
        content = self._flow.inline.write(heading.content, style in BOLD_STYLES)
        lead, setting = typed_lead(heading, style, self._document)
        if self._listed and style == FRONT_TITLE:
            setting = replace(setting or oxml.Setting(), outline=0)
        self._flow.put(style, self._registers.places.mark(anchors, lead + content), setting)

    def _paragraph(self, paragraph: Paragraph) -> None:
        if paragraph.role == "sheet_section":
            self._wide = True
            # only inside a sheet, the third level, is there a fourth for readers who walk by titles
            setting = None if self._in_sheet else oxml.Setting(outline=_NO_OUTLINE)
            self._flow.text("Plan Ficha sección", paragraph.content, setting)
        elif paragraph.role == "subtitle":
            gap = self.frames.under_subtitle
            self._flow.text("Subtitle", paragraph.content, gap if gap is None else oxml.Setting(after=gap))
        elif self._wide and not paragraph.role:
            self._flow.text("Plan Ficha valor", paragraph.content, oxml.Setting(after=_AFTER_SHEET_TEXT))
        else:
            self._flow.text(ROLES.get(paragraph.role, ROLES[""]), paragraph.content)

    def _table(self, table: Table) -> None:
        if table.caption is not None:
            self._caption(table.caption)
        spaced = table.layout.style in SPACED
        self._flow.table(self._tables.write(table, self._flow.width), bool(table.source), spaced)
        if table.source:
            self._flow.text("Plan Fuente", table.source)

    def _picture(self, picture: Picture) -> None:
        if picture.role == "cover":
            base = self._registers.base
            self._flow.decorate(
                self._registers.pictures.cover(picture.path, base.cover, base.portrait.width / TWIPS_PER_MM)
            )
            return
        shown = self._registers.pictures.inline(picture.path, picture.alt, self._flow.room, picture.drawn)
        if not shown and picture.numbers is not None:
            self._table(replace(picture.numbers, caption=picture.caption, source=picture.source))
            return
        if picture.caption is not None:
            self._caption(picture.caption)
        alone = None if picture.source else oxml.Setting(keep_next=False, after=_AFTER_BARE_PICTURE)
        self._flow.put("Plan Figura", shown or oxml.run(picture.alt), alone)
        if picture.source:
            self._flow.text("Plan Fuente", picture.source)

    def _caption(self, caption: Caption) -> None:
        """Label and number in a bookmark for references, a tab, the title."""
        series = (caption.series, caption.chapter)
        first = series not in self._series
        self._series.add(series)
        grey = oxml.run_properties(self._registers.style("Plan Rótulo de título"))
        number = oxml.run(f"{caption.label}{NBSP}", grey) + caption_number(caption, first, grey)
        marked = self._registers.places.mark((caption_anchor(caption),), number)
        title = self._flow.inline.write(caption.content, bold=True)
        self._flow.put("caption", marked + oxml.TAB + title)

    def _place(self, place: Place) -> None:
        if place.kind == "page_break":
            self._flow.break_page()
        else:
            self._flow.extend(self._contents.write(place.kind, self._headings))
            self._listed |= place.kind == "contents"
