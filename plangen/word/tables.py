"""Tables as strings: fixed layout, rows that do not split, cells in the dress of their column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from plangen.document.blocks import Cell, Row, Table
from plangen.word import oxml
from plangen.word.columns import AFTER_FIGURES, MARGIN, RESERVE, columns_of, is_apart
from plangen.word.dress import HEADED, TABLE_STYLES, Wardrobe, is_strong
from plangen.word.fields import plain
from plangen.word.flow import TWIPS_PER_MM
from plangen.word.inline import BOLD_STYLES, InlineWriter, Registers
from plangen.word.key_figures import settled, stacked
from plangen.word.metrics import Ruler
from plangen.word.widths import column_widths, in_twips

_PAIR_WIDTHS = {
    ("sheet", 2): (38.0, 128.0),
    ("sheet", 4): (24.0, 59.0, 24.0, 59.0),
    ("cover", 4): (38.0, 66.0, 24.0, 38.0),
}
_SIZE, _COMPACT_SIZE = 9.5, 8.5
_GUTTER = 6.0
_ROWS_WITH_TOTAL = 2
_ROWS_ON_A_PAGE = 8
"""Tables of so many rows are not split."""
_ACTIVE_MARK = oxml.run("•")
_ROLES = {"": 0, "group": 1, "total": 2, "header": 3}
_LIKE_TOTAL = 2


class _Start(NamedTuple):
    """The opening of a cell and its first paragraph, the paragraph's properties, whether it is bold."""

    xml: str
    properties: str
    bold: bool


SPACED = frozenset(("columns",))
"""Layout styles whose first row begins with space of its own."""

_Starts = dict[int, _Start]
"""Openings of the cells of a column by level, role and whatever else of a cell they depend on."""


class TableWriter:
    """Writes the tables of one document."""

    def __init__(self, registers: Registers, inline: InlineWriter) -> None:
        self.registers = registers
        self.inline = inline
        self.codes = InlineWriter(registers, hold=oxml.hold_hyphens)
        self.ruler = Ruler(max(1.0, registers.base.breadth / RESERVE))
        self.starts: defaultdict[tuple[object, ...], _Starts] = defaultdict(dict)
        """Openings by everything of a column that they depend on: most tables of a plan are alike."""

    def write(self, table: Table, total: int) -> Iterator[str]:
        """The table in pieces, `total` twips wide."""
        if table.layout.style == "figures":
            table = stacked(table)
        return _Loom(self, table, total).write()


class _Loom:
    """One table being written: its columns, and the opening of a cell for each way it is dressed."""

    def __init__(self, writer: TableWriter, table: Table, total: int) -> None:
        layout = table.layout
        self._registers = writer.registers
        self._inline = writer.inline
        self._table = table
        size, room = _COMPACT_SIZE if layout.compact else _SIZE, total / TWIPS_PER_MM
        self._value_style, wanted, final = _wanted(table, room)
        self._columns = columns_of(table, size, wanted, writer.ruler)
        found = wanted if final else column_widths(self._columns, wanted, room)
        self._widths = in_twips(found, total)
        gutter = _GUTTER if layout.style == "columns" else MARGIN
        self._rooms = [width / TWIPS_PER_MM - gutter for width in self._widths]
        """Millimetres for a picture, by column."""
        kinds = tuple(column.kind for column in self._columns)
        self._writers = [writer.codes if kind == "code" else writer.inline for kind in kinds]
        self._wardrobe = Wardrobe(table, kinds, writer.registers.base.fills)
        looks = (layout.style, layout.compact)
        self._starts = [
            writer.starts[*looks, *self._wardrobe.bearing(at), width, self._margin(at)]
            for at, width in enumerate(self._widths)
        ]

    def write(self) -> Iterator[str]:
        table, style = self._table, self._table.layout.style
        titled = _is_titled(table)
        headed = titled and style not in TABLE_STYLES.keys() - HEADED
        head = oxml.TableHead(
            style=self._registers.style(TABLE_STYLES.get(style, TABLE_STYLES["plain"])),
            widths=self._widths,
            first_row=headed,
            last_row=bool(table.rows) and table.rows[-1].role == "total",
            caption=_spoken(table),
            description=table.title if table.caption is not None else "",
        )
        yield oxml.table_start(head)
        if titled:
            role = "header" if headed or style == "columns" else ""
            yield oxml.row(self._cells(table.header, role, False), header=headed)
        kept = _kept_rows(table)
        for at, row in enumerate(table.rows):
            name = _name_alone(row) if row.role == "group" and style in HEADED else None
            yield oxml.row(self._cells(row, row.role, at in kept) if name is None else self._band(name))
        yield oxml.TABLE_END

    def _cells(self, row: Row, role: str, keep: bool) -> str:
        cells, count = row.cells, len(self._widths)
        if len(cells) != count:
            cells = (*cells, *(Cell(()),) * (count - len(cells)))[:count]
        if self._table.layout.style == "figures":
            return "".join([self._key_figure(cell, at) for at, cell in enumerate(cells)])
        look = _ROLES.get(role, _LIKE_TOTAL) << 3 | keep << 2
        out = []
        for at, cell in enumerate(cells):
            starts, paragraphs = self._starts[at], cell.paragraphs
            key = cell.level << 5 | look | cell.active << 1 | is_strong(cell)
            start = starts.get(key)
            if start is None:
                start = starts[key] = self._start(cell, at, role, keep)
            if len(paragraphs) == 1 and paragraphs[0]:  # nearly every cell
                words = self._writers[at].write(paragraphs[0], start[2], self._rooms[at])
                out.append(f"{start[0]}{words}</w:p></w:tc>")
            else:
                out.append(self._cell(cell, start, self._writers[at], self._rooms[at]))
        return "".join(out)

    def _band(self, cell: Cell) -> str:
        """The one cell of a row that names the rows under it."""
        dress = self._wardrobe.band()
        properties = oxml.paragraph_properties(self._registers.style(dress.style))
        opening = oxml.cell_start(sum(self._widths), dress.fill, span=len(self._widths))
        start = _Start(f"{opening}<w:p>{properties}", properties, dress.style in BOLD_STYLES)
        return self._cell(cell, start, self._inline, self._rooms[0])

    def _cell(self, cell: Cell, start: _Start, inline: InlineWriter, room: float) -> str:
        paragraphs = cell.paragraphs
        xml, properties, bold = start
        if len(paragraphs) == 1 and (paragraphs[0] or not cell.active):
            return f"{xml}{inline.write(paragraphs[0], bold, room)}</w:p></w:tc>"
        if not any(paragraphs):
            return f"{xml}{_ACTIVE_MARK if cell.active else ''}</w:p></w:tc>"
        texts = [inline.write(paragraph, bold, room) for paragraph in paragraphs if paragraph]
        return f"{xml}{f'</w:p><w:p>{properties}'.join(texts)}</w:p></w:tc>"

    def _start(self, cell: Cell, at: int, role: str, keep: bool) -> _Start:
        dress = self._wardrobe.dress(cell, at, role, is_strong(cell))
        setting = oxml.Setting(keep_next=keep or role == "group" or None, center=dress.center)
        properties = oxml.paragraph_properties(self._registers.style(dress.style), setting)
        seamless = role == "group" and self._table.layout.style == "matrix"
        start = oxml.cell_start(self._widths[at], dress.fill, self._margin(at), seamless=seamless)
        return _Start(f"{start}<w:p>{properties}", properties, dress.style in BOLD_STYLES)

    def _margin(self, at: int) -> int:
        """Left margin of a column's cells beyond the table's own, in twips."""
        apart = self._table.layout.style in HEADED and is_apart(self._columns, at)
        return round(AFTER_FIGURES * TWIPS_PER_MM) if apart else 0

    def _key_figure(self, cell: Cell, at: int) -> str:
        """A key figure: the first paragraph large, the others its label."""
        large, small = map(self._registers.style, (self._value_style, "Plan Cifra rótulo"))
        contents = cell.paragraphs or ((),)
        out = [
            oxml.paragraph(small if position else large, self._inline.write(content))
            for position, content in enumerate(contents)
        ]
        return f"{oxml.cell_start(self._widths[at])}{''.join(out)}{oxml.CELL_END}"


def _is_titled(table: Table) -> bool:
    return any(any(cell.paragraphs) for cell in table.header.cells)


def _name_alone(row: Row) -> Cell | None:
    """The cell of a row that holds anything, where only one does."""
    cells = [cell for cell in row.cells if cell.active or cell.level or any(cell.paragraphs)]
    return cells[0] if len(cells) == 1 and not (cells[0].active or cells[0].level) else None


def _kept_rows(table: Table) -> frozenset[int]:
    """Rows that stay with the next.

    All of a short table; of a longer one the first, the last but one and the two before a total, so that
    no row stands alone; the last where a source line follows.
    """
    if len(table.rows) <= _ROWS_ON_A_PAGE:
        return frozenset(range(len(table.rows) - (not table.source)))
    kept = {0, len(table.rows) - 2}
    for at, row in enumerate(table.rows):
        if row.role == "total":
            kept.update(range(max(0, at - _ROWS_WITH_TOTAL), at))
    if table.source:
        kept.add(len(table.rows) - 1)
    return frozenset(kept)


def _wanted(table: Table, total: float) -> tuple[str, tuple[float, ...], bool]:
    """Style of key figures, widths in millimetres (0 = found from content), and whether they are final.

    The template's widths, those of key figures, the usual ones of sheets and covers, or equal ones.
    """
    layout, count = table.layout, len(table.header.cells)
    if layout.style == "figures":
        return *settled(table, total), True
    if any(layout.widths):
        return "", layout.widths, False
    if layout.style == "columns":
        return "", (total / (count or 1),) * count, True
    return "", _PAIR_WIDTHS.get((layout.style, count), ()), False


def _spoken(table: Table) -> str:
    """What a screen reader says of the table."""
    if table.caption is None:
        return table.title
    return f"{table.caption.label} {table.caption.number}. {plain(table.caption.content)}"
