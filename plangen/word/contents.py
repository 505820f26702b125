"""The contents, and the lists of tables and figures: one field over cached lines without page numbers."""

from __future__ import annotations

from plangen.document.blocks import Document, Heading
from plangen.word.fields import (
    CONTENTS_DEPTH,
    NBSP,
    Entry,
    bookmark_name,
    caption_anchor,
    entry_link,
    heading_anchors,
    plain,
    sequence_name,
    spread_field,
)
from plangen.word.headings import FRONT_TITLE, annex_lead, heading_style
from plangen.word.inline import Registers
from plangen.word.oxml import TAB, hyperlink, paragraph, run, unbroken_run

_UNLISTED = ("Title", "Plan Título de lista", "Plan Título de ficha", "heading 4")
"""Styles without outline level, or with one too deep."""
_SERIES = {"tables": "table", "figures": "figure"}


class Contents:
    """Writes what a `Place` asks for: "contents", "tables", "figures"."""

    def __init__(self, document: Document, registers: Registers) -> None:
        self._document = document
        self._registers = registers

    def write(self, kind: str, passed: int = 0) -> list[str]:
        """The paragraphs of a list with its title; none where it would be empty.

        `passed`: how many headings stand in front of it.
        """
        return self._contents(passed) if kind == "contents" else self._captions(_SERIES.get(kind, kind), kind)

    def _contents(self, passed: int) -> list[str]:
        headings = self._registers.places.headings
        entries = [self._entry(heading, at, passed) for at, heading in enumerate(headings)]
        lines = [
            (self._registers.style(f"toc {entry.depth}"), entry_link(entry))
            for entry in entries
            if entry is not None
        ]
        title = self._document.labels.get("contents", "")
        # \u takes in annexes and front titles by their outline levels and leaves out the sheets, which
        # lie deeper; \t would depend on the list separator of the reader's system
        return self._titled("TOC Heading", title, f'TOC \\o "1-{CONTENTS_DEPTH}" \\h \\z \\u', lines)

    def _entry(self, heading: Heading, position: int, passed: int) -> Entry | None:
        """The line of a heading; None where Word's own contents would not list it."""
        style = heading_style(heading)
        if style in _UNLISTED or (style == FRONT_TITLE and position < passed):
            return None
        title, number, depth = plain(heading.content), heading.number, heading.level
        if heading.role == "annex":
            title, number, depth = annex_lead(heading, self._document) + title, "", 1
        if depth > CONTENTS_DEPTH:
            return None
        return Entry(depth, number, title, bookmark_name(heading_anchors(heading, position)[0]))

    def _captions(self, series: str, kind: str) -> list[str]:
        captions = [caption for caption in self._registers.places.captions if caption.series == series]
        if not captions:
            return []
        style = self._registers.style("table of figures")
        lines = [
            (
                style,
                hyperlink(
                    unbroken_run(f"{caption.label}{NBSP}{caption.number}")
                    + TAB
                    + run(plain(caption.content)),
                    anchor=bookmark_name(caption_anchor(caption)),
                ),
            )
            for caption in captions
        ]
        name = sequence_name(captions[0].label)
        title = self._document.labels.get(kind, "")
        return self._titled("Plan Título de lista", title, f'TOC \\h \\z \\c "{name}"', lines)

    def _titled(self, style: str, title: str, instruction: str, lines: list[tuple[str, str]]) -> list[str]:
        if not lines:
            return []
        head = [paragraph(self._registers.style(style), run(title))] if title else []
        return [*head, *spread_field(instruction, lines)]
