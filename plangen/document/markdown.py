"""Blocks to the published Markdown: what GitHub shows and reviewers diff.

One sentence per line, cells between single spaces, footnotes sorted, nothing that changes by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from plangen.document.blocks import (
    Block,
    Callout,
    Cell,
    Code,
    Document,
    Face,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Picture,
    Quote,
    Row,
    Rule,
    Table,
    Text,
)
from plangen.document.inline_markdown import write_heading, write_inlines
from plangen.document.inlines import emphasized
from plangen.document.lower import CAPTION_ROLE, lower

_RULES = {"": "---", "left": ":---", "center": ":---:", "right": "---:"}
_DIGITS = re.compile(r"(\d+)")


def write_markdown(document: Document, plan_folder: str = "..") -> str:
    """The whole document as Markdown, with one newline at its end.

    `plan_folder` leads from the Markdown's folder to the plan's, where the pictures are.
    """
    parts = _blocks(lower(document, plan_folder))
    labels = sorted(document.notes, key=_natural)
    notes = "\n".join(f"[^{label}]: {write_inlines(document.notes[label], whole=True)}" for label in labels)
    return "\n\n".join([*parts, notes] if notes else parts) + "\n"


def _natural(label: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in _DIGITS.split(label)]


def _blocks(blocks: Sequence[Block]) -> list[str]:
    """The text of each block; neighbouring lists get different signs, so that they stay two."""
    texts: list[str] = []
    other = False
    for at, block in enumerate(blocks):
        before = blocks[at - 1] if at else None
        other = isinstance(block, ListBlock) and isinstance(before, ListBlock) and not other
        text = _list(block, other=other) if isinstance(block, ListBlock) else _block(block)
        if text:
            texts.append(text)
    return texts


def _block(block: Block) -> str:
    match block:
        case Heading():
            return "#" * (block.level + 1) + " " + write_heading(block.content)
        case Paragraph():
            return write_inlines(block.content, whole=block.role == CAPTION_ROLE)
        case Quote():
            return _quoted(block.blocks)
        case Callout():
            return f"> [!{block.kind.upper()}]\n{_quoted(_titled(block))}"
        case Code():
            return _code(block)
        case Rule():
            return "---"
        case Table():
            return _table(block)
        case Picture():
            return f"![{write_inlines((Text(block.alt),), whole=True)}]({_path(block.path)})"
    return ""


def _titled(callout: Callout) -> tuple[Block, ...]:
    """The blocks of a callout, its title in bold at the start of the first paragraph."""
    title: tuple[Inline, ...] = emphasized(callout.title, Face.BOLD)
    if not title:
        return callout.blocks
    first = callout.blocks[0] if callout.blocks else None
    if isinstance(first, Paragraph):
        return (Paragraph((*title, Text(" "), *first.content)), *callout.blocks[1:])
    return (Paragraph(title), *callout.blocks)


def _quoted(blocks: Sequence[Block]) -> str:
    text = "\n\n".join(_blocks(blocks))
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def _list(block: ListBlock, *, other: bool) -> str:
    loose = any(len(item) > 1 and not isinstance(item[1], ListBlock) for item in block.items)
    gap = "\n\n" if loose else "\n"
    items: list[str] = []
    for number, item in enumerate(block.items, block.start):
        sign = f"{number}{')' if other else '.'}" if block.ordered else "*" if other else "-"
        indent = " " * (len(sign) + 1)
        lines = gap.join(_blocks(item)).split("\n")
        rest = "".join(f"\n{indent}{line}" if line else "\n" for line in lines[1:])
        items.append(f"{sign} {lines[0]}{rest}")
    return gap.join(items)


def _code(block: Code) -> str:
    longest = max((len(run) for run in re.findall("`+", block.text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{block.language}\n{block.text}\n{fence}"


def _table(table: Table) -> str:
    rules = "| " + " | ".join(_RULES[align] for align in table.align) + " |"
    return "\n".join([_row(table.header), rules, *map(_row, table.rows)])


def _row(row: Row) -> str:
    return "| " + " | ".join(map(_cell, row.cells)) + " |"


def _cell(cell: Cell) -> str:
    paragraphs = cell.paragraphs
    if len(paragraphs) == 1:
        return write_inlines(paragraphs[0], in_cell=True) if paragraphs[0] else ""
    return "<br>".join([write_inlines(paragraph, in_cell=True) for paragraph in paragraphs])


def _path(path: str) -> str:
    return f"<{path}>" if " " in path or "(" in path or ")" in path else path
