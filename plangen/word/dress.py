"""Which paragraph style and which fill a table cell bears.

Rules and fills of a table come from its table style, fonts from paragraph styles; only what a
table style cannot say (levels, calendars, groups) is written into the cells, with the colours of
the reference document's own styles.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plangen.document.blocks import Cell, Face, Table, Text
from plangen.word.columns import CENTRED, FIGURES

TABLE_STYLES: Mapping[str, str] = {
    "plain": "Plan Tabla",
    "matrix": "Plan Tabla matriz",
    "sheet": "Plan Tabla ficha",
    "figures": "Plan Tabla cifras",
    "cover": "Plan Tabla portada",
    "columns": "Plan Tabla columnas",
}
"""Table style by `Layout.style`."""
HEADED = frozenset(("plain", "matrix"))
"""Layout styles whose first row is a header."""
LEVELS = 5

_BOLD = int(Face.BOLD)


@dataclass(frozen=True, slots=True)
class Dress:
    """Paragraph style name and fill of a cell, and whether its paragraphs are centred by themselves."""

    style: str
    fill: str = ""
    center: bool = False


@dataclass(frozen=True, slots=True)
class Wardrobe:
    """What the dress of a table's cells depends on. `fills`: hex by style name in lower case."""

    table: Table
    kinds: tuple[str, ...]
    fills: Mapping[str, str]

    def bearing(self, at: int) -> tuple[str, bool, bool]:
        """What else than the table's layout and the cell itself the dress of column `at` depends on."""
        align = self.table.align
        return self.kinds[at], at % 2 == 1, at < len(align) and align[at] == "center"

    def dress(self, cell: Cell, at: int, role: str, strong: bool) -> Dress:
        """The dress of a cell in column `at` of a row of a role ("header" for the header row)."""
        style = self.table.layout.style
        if style in ("sheet", "cover"):
            return Dress("Plan Ficha valor" if at % 2 else "Plan Ficha rótulo")
        if style == "columns":
            return Dress("Plan Ficha sección" if role == "header" else "Plan Ficha valor")
        if role:
            return self._in_role(role, self.kinds[at])
        if self.kinds[at] in CENTRED:
            return self._signal(cell, self.kinds[at])
        return self._words(at, strong)

    def _in_role(self, role: str, kind: str) -> Dress:
        """A header, group or total row."""
        figures = kind in FIGURES
        if role == "header":
            style = "Plan Tabla encabezado cifra" if figures else "Plan Tabla encabezado"
            return Dress(style, center=kind in CENTRED)
        size = " compacta" if self.table.layout.compact else ""
        if role == "group":
            style = "Plan Tabla total cifra" if figures else "Plan Tabla grupo"
            return Dress(style + size, self.fills["plan tabla grupo"], kind in CENTRED)
        if kind in CENTRED:
            return Dress("Plan Tabla nivel")
        return Dress(("Plan Tabla total cifra" if figures else "Plan Tabla total") + size)

    def band(self) -> Dress:
        """The dress of the one cell of a group row that says nothing but its name."""
        return self._in_role("group", "text")

    def _signal(self, cell: Cell, kind: str) -> Dress:
        """A level or a quarter: its colour is copied from its style into the cell."""
        if kind == "calendar":
            name = "Plan Cronograma activo" if cell.active else "Plan Cronograma libre"
        else:
            name = f"Plan Nivel {cell.level}" if 1 <= cell.level <= LEVELS else "Plan Tabla nivel"
        return Dress(name, self.fills.get(name.lower(), ""))

    def _words(self, at: int, strong: bool) -> Dress:
        compact, align = self.table.layout.compact, self.table.align
        if self.kinds[at] in FIGURES:
            return Dress("Plan Tabla cifra compacta" if compact else "Plan Tabla cifra")
        center = at < len(align) and align[at] == "center"
        if strong:
            return Dress("Plan Tabla compacta fuerte" if compact else "Plan Tabla fila", center=center)
        return Dress("Plan Tabla compacta" if compact else "Plan Tabla texto", center=center)


def is_strong(cell: Cell) -> bool:
    """Whether everything in a cell is bold: then the style says it, and no run has to."""
    found = False
    for paragraph in cell.paragraphs:
        for item in paragraph:
            if type(item) is not Text or item.face != _BOLD:
                return False
            found = True
    return found
