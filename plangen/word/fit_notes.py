"""Where each footnote of a document is marked first: there it is printed, later marks only refer to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from plangen.document.blocks import (
    Block,
    Callout,
    Document,
    Heading,
    Inlines,
    Link,
    Note,
    Paragraph,
    Picture,
    Table,
)
from plangen.word.fields import caption_of, walk


class FirstMarks:
    """The first marks of a document's notes."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _at(self) -> Mapping[str, int]:
        """Number of the block by label."""
        found: dict[str, int] = {}
        for at, outer in enumerate(self._document.blocks):
            for block in walk((outer,)):
                for line in _lines(block):
                    for label in _labels(line):
                        found.setdefault(label, at)
        return found

    def first_in(self, start: int, end: int) -> Mapping[str, Inlines]:
        """The notes that are marked first in the blocks from `start` to `end` (excluded)."""
        notes = self._document.notes
        return {label: notes[label] for label, at in self._at.items() if start <= at < end and label in notes}


def _lines(block: Block) -> Iterator[Inlines]:
    """The inlines of a block itself, without those of blocks in it."""
    match block:
        case Heading() | Paragraph():
            yield block.content
        case Callout():
            yield block.title
        case Table():
            yield block.source
            for row in (block.header, *block.rows):
                for cell in row.cells:
                    yield from cell.paragraphs
        case Picture():
            yield block.source
        case _:
            pass
    caption = caption_of(block)
    if caption is not None:
        yield caption.content


def _labels(line: Inlines) -> Iterator[str]:
    for inline in line:
        if isinstance(inline, Note):
            yield inline.label
        elif isinstance(inline, Link):
            yield from _labels(inline.content)
