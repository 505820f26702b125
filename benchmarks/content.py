"""What a deliverable says, as JSON: the paragraphs and tables that other programs are given to write.

It is taken from the very blocks of our document, so every way writes the same words.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.pieces import DEEPEST, Piece
from plangen.document.blocks import (
    Block,
    Callout,
    Caption,
    Cell,
    Code,
    Heading,
    ListBlock,
    Paragraph,
    Picture,
    Quote,
    Row,
    Table,
)
from plangen.document.inlines import plain_text
from plangen.document.render import RenderOptions, render_document
from plangen.flows.packaged import packaged_templates
from plangen.plan.load import load_plan
from plangen.plan.search import search_path
from plangen.templating.template import load_template


def write_content(plan: Path, file: Path) -> None:
    """Render the plan and write its pieces. ValueError when the plan has faults of form."""
    loaded = load_plan(plan)
    if loaded.plan is None:
        raise ValueError(f"{plan} is no sound plan")
    index = loaded.plan.index
    template = load_template("prc", "es", search_path(plan, None, packaged_templates()))
    document = render_document(index, template, RenderOptions(cached=False))
    text = json.dumps(list(pieces(document.blocks)), ensure_ascii=False)
    file.write_text(text, encoding="utf-8", newline="\n")


def pieces(blocks: Sequence[Block]) -> Iterator[Piece]:
    """The blocks as plain words, in order; pictures give their captions and sources alone."""
    for block in blocks:
        match block:
            case Heading():
                level = min(max(block.level, 1), DEEPEST)
                yield _words(" ".join(filter(None, (block.number, plain_text(block.content)))), f"h{level}")
            case Paragraph():
                yield _words(plain_text(block.content))
            case Code():
                yield _words(block.text)
            case ListBlock():
                for item in block.items:
                    yield from pieces(item)
            case Quote():
                yield from pieces(block.blocks)
            case Callout():
                yield _words(plain_text(block.title))
                yield from pieces(block.blocks)
            case Table() | Picture():
                yield from _captioned(block)
            case _:
                pass


def _captioned(block: Table | Picture) -> Iterator[Piece]:
    if block.caption is not None:
        yield _words(_caption(block.caption))
    if isinstance(block, Table):
        titled = any(any(cell.paragraphs) for cell in block.header.cells)
        rows = (block.header, *block.rows) if titled else block.rows
        columns = len(block.header.cells)
        yield Piece(kind=f"t{columns}", text="", rows=[_row(row, columns) for row in rows])
    if block.source:
        yield _words(plain_text(block.source))


def _words(text: str, kind: str = "text") -> Piece:
    return Piece(kind=kind, text=text, rows=[])


def _caption(caption: Caption) -> str:
    return f"{caption.label} {caption.number} {plain_text(caption.content)}"


def _row(row: Row, columns: int) -> list[str]:
    cells = [_cell(cell) for cell in row.cells]
    return (cells + [""] * columns)[:columns]


def _cell(cell: Cell) -> str:
    text = "\n".join(plain_text(paragraph) for paragraph in cell.paragraphs)
    return text or ("•" if cell.active else "")


if __name__ == "__main__":
    write_content(Path(sys.argv[1]), Path(sys.argv[2]))
