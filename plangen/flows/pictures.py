"""The pictures that a document shows, read from the plan's folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from plangen.document.blocks import (
    Block,
    Callout,
    Document,
    Image,
    ListBlock,
    Paragraph,
    Picture,
    Quote,
    Table,
)


def with_pictures(document: Document, folder: Path) -> Document:
    """`document` with the bytes of its pictures; what is missing or lies outside `folder` stays out.

    The form check has said so; Word then shows the picture's words in its place.
    """
    images: dict[str, bytes] = {}
    for path in dict.fromkeys(_paths(document.blocks)):
        file = (folder / path).resolve()
        if file.is_relative_to(folder.resolve()) and file.is_file():
            with suppress(OSError):
                images[path] = file.read_bytes()
    return replace(document, images=images) if images else document


def _paths(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Picture():
                yield block.path
            case Paragraph():
                yield from (inline.path for inline in block.content if isinstance(inline, Image))
            case ListBlock():
                for item in block.items:
                    yield from _paths(item)
            case Quote() | Callout():
                yield from _paths(block.blocks)
            case Table():
                cells = (cell for row in block.rows for cell in row.cells)
                lines = (line for cell in cells for line in cell.paragraphs)
                yield from (inline.path for line in lines for inline in line if isinstance(inline, Image))
            case _:
                pass
