"""Settle what only the whole document knows: links to records and to numbered tables and figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from operator import is_

from plangen.document.blocks import (
    Block,
    Callout,
    Cell,
    Heading,
    Inline,
    Inlines,
    Link,
    ListBlock,
    Paragraph,
    Picture,
    Quote,
    Row,
    Table,
    Text,
)
from plangen.document.inlines import CAPTION
from plangen.document.numbering import Numbered
from plangen.errors import TemplateError


def settle_links(numbered: Numbered) -> tuple[Block, ...]:
    """The blocks with every link leading somewhere.

    A link to a record without a place becomes its text; `see(key)` becomes the label of its caption.
    TemplateError when no caption has that key.
    """

    def settle(inline: Inline) -> Sequence[Inline]:
        if not isinstance(inline, Link) or not inline.anchor:
            return (inline,)
        if inline.anchor.startswith(CAPTION):
            label = numbered.labels.get(inline.anchor)
            if label is None:
                raise TemplateError("no-such-caption", caption=inline.anchor.removeprefix(CAPTION))
            return (Link((Text(label),), inline.url, inline.anchor),)
        return (inline,) if inline.anchor in numbered.anchors else inline.content

    return tuple(map_inlines(block, settle) for block in numbered.blocks)


def map_inlines(block: Block, change: Callable[[Inline], Sequence[Inline]]) -> Block:
    """`block` with every inline replaced by what `change` gives; the same object where nothing changed."""

    def line(inlines: Inlines) -> Inlines:
        if Link not in map(type, inlines):
            return inlines
        changed = tuple([new for each in inlines for new in change(each)])
        same = len(changed) == len(inlines) and all(map(is_, changed, inlines))
        return inlines if same else changed

    def inner(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(map_inlines(each, change) for each in blocks)

    match block:
        case Paragraph() | Heading():
            content = line(block.content)
            return block if content is block.content else replace(block, content=content)
        case ListBlock():
            return replace(block, items=tuple(inner(item) for item in block.items))
        case Quote():
            return replace(block, blocks=inner(block.blocks))
        case Callout():
            return replace(block, title=line(block.title), blocks=inner(block.blocks))
        case Table():
            return _map_table(block, line)
        case Picture():
            return replace(block, source=line(block.source))
    return block


def _map_table(table: Table, line: Callable[[Inlines], Inlines]) -> Table:
    caption = replace(table.caption, content=line(table.caption.content)) if table.caption else None
    rows = tuple([_map_row(row, line) for row in table.rows])
    return replace(table, rows=rows, caption=caption, source=line(table.source))


def _map_row(row: Row, line: Callable[[Inlines], Inlines]) -> Row:
    cells = tuple([_map_cell(cell, line) for cell in row.cells])
    return row if all(map(is_, cells, row.cells)) else Row(cells, row.role)


def _map_cell(cell: Cell, line: Callable[[Inlines], Inlines]) -> Cell:
    if len(cell.paragraphs) == 1:
        only = line(cell.paragraphs[0])
        return cell if only is cell.paragraphs[0] else Cell((only,), cell.level, cell.active)
    paragraphs = tuple(line(paragraph) for paragraph in cell.paragraphs)
    changed = any(a is not b for a, b in zip(paragraphs, cell.paragraphs, strict=True))
    return replace(cell, paragraphs=paragraphs) if changed else cell
