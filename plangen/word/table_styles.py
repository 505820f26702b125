"""The house's table styles: rules, fills and cell margins; fonts are in the paragraph styles.

Text properties of a table style lose against the paragraph style, so none are written here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from plangen.word.styles import INK, RULE, TINT, WHITE, Border


@dataclass(frozen=True, slots=True)
class Part:
    """What a table style says of one part of the table: "firstRow" or "lastRow"."""

    kind: str
    borders: tuple[Border, ...] = ()
    fill: str = ""
    bottom_aligned: bool = False


@dataclass(frozen=True, slots=True)
class TableStyle:
    """One table style; `margins` of its cells are top, left, bottom, right in twips."""

    name: str
    id: str
    based: str = "Normal Table"
    borders: tuple[Border, ...] = ()
    margins: tuple[int, int, int, int] | None = None
    parts: tuple[Part, ...] = ()


_HEADER = Part("firstRow", (Border("bottom", 6, INK),), TINT, bottom_aligned=True)
_TOTAL = Part("lastRow", (Border("top", 6, INK),))
_GAPS = (
    Border("top", 12, INK),
    Border("bottom", 8, INK),
    Border("insideH", 8, WHITE),
    Border("insideV", 8, WHITE),
)

TABLE_STYLES: Final[tuple[TableStyle, ...]] = (
    TableStyle("Normal Table", "TableNormal", based="", margins=(0, 108, 0, 108)),
    TableStyle(
        "Plan Tabla",
        "PlanTabla",
        borders=(Border("top", 12, INK), Border("bottom", 8, INK), Border("insideH", 4, RULE)),
        margins=(57, 85, 57, 85),
        parts=(_HEADER, _TOTAL),
    ),
    TableStyle("Plan Tabla matriz", "PlanTablaMatriz", "Plan Tabla", borders=_GAPS, parts=(_HEADER, _TOTAL)),
    TableStyle(
        "Plan Tabla ficha",
        "PlanTablaFicha",
        borders=(Border("top", 6, INK), Border("bottom", 4, RULE), Border("insideH", 4, RULE)),
        margins=(68, 0, 68, 113),
    ),
    TableStyle(
        "Plan Tabla cifras", "PlanTablaCifras", borders=(Border("bottom", 4, RULE),), margins=(0, 0, 113, 113)
    ),
    TableStyle(
        "Plan Tabla portada",
        "PlanTablaPortada",
        borders=(Border("top", 4, RULE), Border("bottom", 4, RULE), Border("insideH", 4, RULE)),
        margins=(57, 0, 57, 113),
    ),
    TableStyle("Plan Tabla columnas", "PlanTablaColumnas", margins=(0, 0, 0, 340)),
)
"""Every table style; those with a header row mark it in their first part."""

WITHOUT_HEADER: Final = frozenset(
    {"Plan Tabla ficha", "Plan Tabla cifras", "Plan Tabla portada", "Plan Tabla columnas"}
)
"""Names of the table styles whose tables have no header row: label and value, or layout alone."""
