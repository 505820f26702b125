"""The body as it is written: paragraphs and tables in order, and what the next one must know of the last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from plangen.document.blocks import Inlines
from plangen.word import oxml
from plangen.word.inline import BOLD_STYLES, InlineWriter, Registers
from plangen.word.packing import Packer
from plangen.word.styles import STYLES

TWIPS_PER_MM = 1440 / 25.4

_AIRY = 9  # points before, from which a style stands clear of a table by itself
_OPENING = frozenset(style.name for style in STYLES if style.page_break)
_SPACED = (
    frozenset(style.name for style in STYLES if (style.before or 0) >= _AIRY) | _OPENING | {"Plan Fuente"}
)
_BEHIND_TABLE, _BEFORE_SPACED = 280, 60


class Flow:
    """Takes paragraphs and tables in order; `width` is what lies between the margins, in twips.

    Only the last paragraph is held back, because it may have to close its section.
    """

    def __init__(self, registers: Registers, out: Packer) -> None:
        self.registers = registers
        self.inline = InlineWriter(registers)
        self.width = 0
        self._out = out
        self._last = ""
        self._after_table = False
        self._bare_table = False
        self._page_break = False
        self._fresh = True
        self._decoration = ""

    @property
    def room(self) -> float:
        """Millimetres between the margins."""
        return self.width / TWIPS_PER_MM

    def put(self, style: str, content: str, setting: oxml.Setting | None = None) -> None:
        """A paragraph of finished runs.

        Behind a table without source line it gets the space before that its style may lack.
        """
        if self._bare_table and style not in _SPACED:
            setting = replace(setting or oxml.Setting(), before=_BEHIND_TABLE)
        if self._page_break and style not in _OPENING:
            setting = replace(setting or oxml.Setting(), page_break=True)
        self._took(oxml.paragraph(self.registers.style(style), self._decoration + content, setting))
        self._decoration = ""

    def decorate(self, run: str) -> None:
        """A run that stands in the next paragraph and takes no room there: an anchored picture."""
        self._decoration = run

    def text(self, style: str, content: Inlines, setting: oxml.Setting | None = None) -> None:
        """A paragraph of inlines."""
        self.put(style, self.inline.write(content, style in BOLD_STYLES, self.room), setting)

    def extend(self, paragraphs: list[str]) -> None:
        """Finished paragraphs that have a style and no setting."""
        for xml in paragraphs:
            self._took(oxml.on_new_page(xml) if self._page_break else xml)

    def table(self, pieces: Iterable[str], sourced: bool, spaced: bool = False) -> None:
        """A table in pieces; Word joins two that nothing parts.

        `sourced`: its source line comes next; `spaced`: its first row begins with space of its own.
        """
        if self._page_break:
            self._took(oxml.thin_paragraph(content=oxml.PAGE_BREAK))
        elif self._after_table:
            self._took(oxml.thin_paragraph(after=_BEFORE_SPACED if spaced else _BEHIND_TABLE))
        self._put_off("")
        for piece in pieces:
            self._out.add(piece)
        self._after_table, self._fresh = True, False
        self._bare_table = not sourced

    def break_page(self) -> None:
        """What comes next begins a page."""
        self._page_break = not self._fresh

    def _took(self, paragraph_xml: str) -> None:
        self._put_off(paragraph_xml)
        self._after_table = self._bare_table = self._page_break = self._fresh = False

    def _put_off(self, paragraph_xml: str) -> None:
        """Let go of the paragraph held back and hold this one."""
        if self._last:
            self._out.add(self._last)
        self._last = paragraph_xml

    def end_section(self, properties: str) -> None:
        """The section's properties go into its last paragraph; behind a table it needs one."""
        if self._last:
            self._last = oxml.with_section(self._last, properties)
        else:
            self._put_off(oxml.thin_paragraph(properties))
        self._after_table = self._bare_table = self._page_break = False
        self._fresh = True

    def finish(self, properties: str) -> None:
        """Close the body: the last paragraph and the last section's properties behind what was taken.

        The body always ends with the same paragraph, one point high and without text: Word demands
        one behind a last table, and a comparison of two versions needs a last paragraph that never
        changes, because its mark cannot be tracked as new.
        """
        self._put_off(oxml.thin_paragraph())
        self._put_off(properties)
        self._put_off("")
