"""Prose inside a line or a table cell: its blocks as paragraphs of inlines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plangen.document.blocks import (
    Block,
    Callout,
    Code,
    Face,
    Heading,
    Inlines,
    ListBlock,
    Paragraph,
    Quote,
    Text,
)
from plangen.document.inlines import emphasized


def flatten(blocks: Sequence[Block]) -> list[Inlines]:
    """Paragraphs as they are, list items as `• item`, titles in bold; tables and pictures stay out.

    Prose with a table or a picture is shown whole in its section or sheet; a cell only refers there.
    """
    return list(_paragraphs(blocks))


def _paragraphs(blocks: Sequence[Block]) -> Iterator[Inlines]:
    for block in blocks:
        match block:
            case Paragraph():
                yield block.content
            case Heading():
                yield emphasized(block.content, Face.BOLD)
            case ListBlock():
                yield from _items(block)
            case Quote():
                yield from _paragraphs(block.blocks)
            case Callout():
                if block.title:
                    yield emphasized(block.title, Face.BOLD)
                yield from _paragraphs(block.blocks)
            case Code():
                yield from ((Text(line, Face.CODE),) for line in block.text.split("\n") if line)
            case _:
                pass


def _items(block: ListBlock) -> Iterator[Inlines]:
    for number, item in enumerate(block.items, block.start):
        sign = f"{number}. " if block.ordered else "• "
        for at, paragraph in enumerate(_paragraphs(item)):
            yield paragraph if at else (Text(sign), *paragraph)
