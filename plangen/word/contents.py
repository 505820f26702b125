"""The contents, and the lists of tables and figures: one field over cached lines.

The lines have page numbers where the writer knows them (see `Places.pages`), each a field of its own
as Word makes it; without, they end with their titles.
"""

from __future__ import annotations

from plangen.document.blocks import Document, Heading, Place
from plangen.word.fields import (
    CONTENTS_DEPTH,
    NBSP,
    Entry,
    Places,
    bookmark_name,
    caption_anchor,
    entry_link,
    heading_anchors,
    plain,
    sequence_name,
    spread_field,
    walk,
)
from plangen.word.headings import FRONT_TITLE, annex_lead, heading_style
from plangen.word.inline import Registers
from plangen.word.oxml import paragraph, run

_UNLISTED = ("Title", "Plan Título de lista", "Plan Título de ficha", "heading 4")
"""Styles without outline level, or with one too deep."""
_CONTENTS = "contents"
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
        places = self._registers.places
        entries = _entries(self._document, places, kind, passed)
        if not entries:
            return []
        lines = [
            (
                self._registers.style(f"toc {entry.depth}" if entry.depth else "table of figures"),
                entry_link(entry, places.pages.get(entry.bookmark)),
            )
            for entry in entries
        ]
        title = self._document.labels.get(kind, "")
        style = "TOC Heading" if kind == _CONTENTS else "Plan Título de lista"
        head = [paragraph(self._registers.style(style), run(title))] if title else []
        return [*head, *spread_field(_instruction(kind, places), lines)]


def listed_places(document: Document) -> frozenset[str]:
    """The names of the bookmarks that the contents and lists of a document lead to."""
    places = Places(document.blocks)
    found: set[str] = set()
    passed = 0
    for block in walk(document.blocks):
        if isinstance(block, Heading):
            passed += 1
        elif isinstance(block, Place):
            found.update(entry.bookmark for entry in _entries(document, places, block.kind, passed))
    return frozenset(found)


def _entries(document: Document, places: Places, kind: str, passed: int) -> list[Entry]:
    if kind == _CONTENTS:
        found = (_heading(document, heading, at, passed) for at, heading in enumerate(places.headings))
        return [entry for entry in found if entry is not None]
    return [
        Entry(
            0,
            f"{caption.label}{NBSP}{caption.number}",
            plain(caption.content),
            bookmark_name(caption_anchor(caption)),
        )
        for caption in places.captions
        if caption.series == _SERIES.get(kind)
    ]


def _heading(document: Document, heading: Heading, position: int, passed: int) -> Entry | None:
    """The line of a heading; None where Word's own contents would not list it."""
    style = heading_style(heading)
    if style in _UNLISTED or (style == FRONT_TITLE and position < passed):
        return None
    title, number, depth = plain(heading.content), heading.number, heading.level
    if heading.role == "annex":
        title, number, depth = annex_lead(heading, document) + title, "", 1
    if depth > CONTENTS_DEPTH:
        return None
    return Entry(depth, number, title, bookmark_name(heading_anchors(heading, position)[0]))


def _instruction(kind: str, places: Places) -> str:
    if kind == _CONTENTS:
        # \u takes in annexes and front titles by their outline levels and leaves out the sheets, which
        # lie deeper; \t would depend on the list separator of the reader's system
        return f'TOC \\o "1-{CONTENTS_DEPTH}" \\h \\z \\u'
    label = next(caption.label for caption in places.captions if caption.series == _SERIES[kind])
    return f'TOC \\h \\z \\c "{sequence_name(label)}"'
