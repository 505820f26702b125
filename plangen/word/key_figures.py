"""Key figures: value over label in one cell, columns as wide as their values ask, one size for all."""

from __future__ import annotations

from plangen.document.blocks import Cell, Row, Table
from plangen.word.columns import Column
from plangen.word.fields import plain
from plangen.word.metrics import longest_word, text_width
from plangen.word.widths import column_widths

LARGE, SMALL = "Plan Cifra", "Plan Cifra menor"
"""Paragraph styles of the values: where each fits on one line, and where one does not."""

_SIZES = {LARGE: 21.0, SMALL: 16.0}
_WIDER = 1.12  # Cambria over Calibri, in words and in figures
_MARGIN = 2.5


def stacked(table: Table) -> Table:
    """Key figures as one row: the paragraphs of each column, from the header down, in one cell.

    Value and label then read one after the other for everybody, and stay together on the page.
    """
    rows = (table.header, *table.rows)
    cells = tuple(
        Cell(
            tuple(
                content
                for row in rows
                if at < len(row.cells)
                for content in row.cells[at].paragraphs
                if content
            )
        )
        for at in range(len(table.header.cells))
    )
    empty = Row(tuple(Cell(()) for _ in cells))
    return Table(empty, (Row(cells),), table.align, table.caption, table.source, table.layout, table.title)


def settled(table: Table, total: float) -> tuple[str, tuple[float, ...]]:
    """The style of the values of `stacked` figures, and widths in millimetres that add up to `total`.

    Equal columns where every value fits one; else what is left over is shared evenly; in small type,
    values of several lines have about as many of them.
    """
    values = [plain(cell.paragraphs[0]) if cell.paragraphs else "" for cell in table.rows[0].cells]
    equal = total / (len(values) or 1)
    for style, size in _SIZES.items():
        wide = [text_width(value, size) * _WIDER + _MARGIN for value in values]
        if max(wide, default=0.0) <= equal:
            return style, (equal,) * len(values)
        if sum(wide) <= total:
            rest = (total - sum(wide)) / len(wide)
            return style, tuple([width + rest for width in wide])
    size = _SIZES[SMALL]
    words = [longest_word(value, size) * _WIDER + _MARGIN for value in values]
    columns = [Column("text", *pair, pair[1]) for pair in zip(words, wide, strict=True)]
    return SMALL, column_widths(columns, (), total)
