"""Whether what is meant to stand on one page does: the summary, and the sheet of each record.

A page that runs over for two lines looks like an oversight, and only a program that lays pages out sees it
for certain. This is a reckoning without one, quick enough for every build: the blocks are written as they
will be, and their lines counted with the widths of Calibri. Against LibreOffice 7.4 (Carlito) it erred by
0.7 mm at most on 46 pages, and told right of 52 pages near the limit whether they ran over. With typefaces
known by their mean width alone (Arial, Times New Roman) it erred by a line at most; so may it where Word
breaks lines otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil
from typing import Final

from lxml import etree

from plangen.document.blocks import Block, Document, Heading, Place, Table
from plangen.spans import Finding
from plangen.word.archive import parse_part
from plangen.word.fit_faults import SHEET, SUMMARY
from plangen.word.fit_lines import Setter
from plangen.word.fit_notes import FirstMarks
from plangen.word.fit_page import Measure
from plangen.word.house import Base
from plangen.word.letterhead import with_room
from plangen.word.looks import Looks
from plangen.word.looks_properties import read_theme
from plangen.word.namespaces import ROOT, qualified
from plangen.word.packing import Packed
from plangen.word.write import write_parts

ONE_PAGE: Final = "one_page"
"""Kind of the `Place` before the blocks that are meant to fit one page."""

FEW_LINES: Final = 6
"""A sheet that runs over by so many lines was meant for one page; a longer one is two pages' worth."""

_POINTS_PER_MM: Final = 72 / 25.4
_TEXT: Final = "Plan Ficha valor"
_SEPARATOR: Final = 12.0
"""Points between the text and the footnotes under it."""


def summary_faults(document: Document, base: Base) -> tuple[Finding, ...]:
    """A warning where the summary runs over its page; nothing where it fits, or is not there."""
    lines = _Gauge(document, base).lines(*_summary(document.blocks))
    if lines <= 0:
        return ()
    return (Finding(SUMMARY.code, SUMMARY.name, SUMMARY.severity, {"lines": str(lines)}, "summary"),)


def sheet_faults(document: Document, base: Base) -> tuple[Finding, ...]:
    """A warning for each sheet that runs over its page by a few lines; some hundredths of a second each."""
    gauge = _Gauge(document, base)
    found: list[Finding] = []
    for title, start, end in _sheets(document.blocks):
        lines = gauge.lines(start, end)
        if 0 < lines <= FEW_LINES:
            params = {"sheet": title.number, "lines": str(lines)}
            found.append(Finding(SHEET.code, SHEET.name, SHEET.severity, params, item=title.number))
    return tuple(found)


def summary_overflow(document: Document, base: Base) -> float:
    """Millimetres by which the summary is higher than its page; 0 or less where it fits, or is not there."""
    return _Gauge(document, base).over(*_summary(document.blocks))


def sheet_overflows(document: Document, base: Base) -> Iterator[tuple[str, float]]:
    """Code of each sheet and the millimetres by which it is higher than its page, in order."""
    gauge = _Gauge(document, base)
    for title, start, end in _sheets(document.blocks):
        yield title.number, gauge.over(start, end)


def _summary(blocks: Sequence[Block]) -> tuple[int, int]:
    """First block, and one past the last, of what `one_page` asks to be one page's worth."""
    start = next((at for at, block in enumerate(blocks, 1) if block == Place(ONE_PAGE)), len(blocks))
    titled = False
    for at in range(start, len(blocks)):
        if blocks[at] == Place("page_break") or (titled and _opens_page(blocks[at])):
            return start, at
        titled |= isinstance(blocks[at], Heading)
    return start, len(blocks)


def _sheets(blocks: Sequence[Block]) -> Iterator[tuple[Heading, int, int]]:
    """Each sheet: its title, its first block and one past its last."""
    starts = [at for at, block in enumerate(blocks) if _opens_page(block)]
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        title = blocks[start]
        if isinstance(title, Heading) and title.role == "sheet":
            yield title, start, end


def _opens_page(block: Block) -> bool:
    if isinstance(block, Place):
        return block.kind == "page_break"
    return isinstance(block, Heading) and (block.level <= 1 or block.role in ("sheet", "annex"))


class _Gauge:
    """Measures stretches of one document, set with one reference document."""

    def __init__(self, document: Document, base: Base) -> None:
        parts = {name: parse_part(content) for name, content in base.parts.items() if name.endswith(".xml")}
        theme = read_theme(parts.get("theme/theme1.xml"), parts.get("settings.xml"))
        self._setter = Setter(Looks(parts.get("styles.xml"), theme))
        self._document = document
        self._notes = FirstMarks(document)
        self._base = base
        self._line = self._setter.line_height(base.styles[_TEXT.lower()])

    def lines(self, start: int, end: int) -> int:
        """Lines of text that stand on a second page; 0 or less where there is none."""
        return ceil(self.over(start, end) * _POINTS_PER_MM / self._line)

    def over(self, start: int, end: int) -> float:
        """Millimetres by which some blocks are too much for a page; those with landscape pages never are."""
        page = with_room(self._base.portrait, self._base.furniture)
        blocks = self._document.blocks[start:end]
        room = (page.height - page.top - page.bottom) / 20
        if not blocks or any(isinstance(block, Table) and block.layout.landscape for block in blocks):
            return -room / _POINTS_PER_MM
        notes = self._notes.first_in(start, end)
        parts = write_parts(replace(self._document, blocks=blocks, notes=notes), self._base)
        measure, width = Measure(self._setter), page.text_width / 20
        high = measure.blocks(_body(parts.document), width)
        texts = parse_part(f"<w:footnotes{ROOT}>{parts.footnotes}</w:footnotes>".encode())
        if len(texts):
            high += _SEPARATOR + sum(measure.blocks(text, width) for text in texts)
        return (high - room) / _POINTS_PER_MM


def _body(document: str | Packed) -> Sequence[etree._Element]:
    """The blocks of a written body, without the thin paragraph that closes it and its section."""
    content = document.unpacked() if isinstance(document, Packed) else document.encode()
    body = parse_part(content).find(qualified("w:body"))
    return () if body is None else list(body)[:-2]
