"""Small documents with tables: every layout, every kind of row and cell, the pages they stand on."""

from __future__ import annotations

from typing import Any

from plangen.document.blocks import (
    Block,
    Break,
    Cell,
    Code,
    Document,
    Face,
    Heading,
    Image,
    Layout,
    Link,
    ListBlock,
    Note,
    Place,
    Row,
    Table,
    Text,
)
from tests.support.documents import caption, cell, document, para, png, row, text, value
from tests.support.documents import table as untitled

_SOURCE = text("Fuente: entrevistas a 11 compradores.")
_LONG = "Supercalifragilisticoespialidosamente_desoxirribonucleico_electroencefalografista"


def table(header: Row, *rows: Row, **options: Any) -> Table:
    """A table with a title for who does not see it, where no caption is one."""
    return untitled(header, *rows, **{"title": "" if "caption" in options else "Datos", **options})


def _wide(index: int, **options: Any) -> Table:
    cells = tuple(f"Columna {at}" for at in range(1, 10))
    words = tuple(f"Una frase de la columna {at} que pide dos líneas" for at in range(1, 10))
    return table(
        row(*cells),
        *(row(*words) for _ in range(4)),
        caption=caption("Hilo conductor", "1", index),
        layout=Layout(landscape=True),
        **options,
    )


def _plain() -> Document:
    captioned = table(
        row("Acción", "Monto", "Fecha"),
        row("Riego", "1,200.50", "14/03/2026"),
        row((value("Frío", "strategies/EST-1/name"),), (value("800.00", "a/b", figure=True),), "–"),
        caption=caption("Montos por acción", "1", 1),
        source=_SOURCE,
    )
    return document(
        Heading(1, text("Tablas"), "1"),
        para("Con título y fuente:"),
        captioned,
        para("Sin nada:"),
        table(row("a", "b"), row("c", "d")),
        table(row("a", "b"), row("c", "d"), title="Para quien no ve"),
        table(row("centro", "derecha", "izquierda"), row("1", "dos", "3"), align=("center", "right", "left")),
    )


def _rows() -> Document:
    body = (
        row("E1", "Productividad", "", "1,950", role="group"),
        row("1.1", "Riego", "Mesa", "1,000"),
        row("1.2", "Suelos", "Mesa", "950"),
        row("Solo el nombre del grupo", "", "", "", role="group"),
        row("2.1", "Frío", "", "40"),
        row("Total", "", "", "1,990", role="total"),
    )
    head = row("N.º", "Acción", "Responsable", "Miles S/")
    align = ("left", "left", "left", "right")
    layouts = (Layout(), Layout(compact=True), Layout("matrix"), Layout("matrix", compact=True))
    tables = [table(head, *body, align=align, layout=layout, title="Montos") for layout in layouts]
    alone = (table(head, body[-1], align=align), table(head, body[0], align=align))
    return document(*tables, *alone)


def _matrix() -> Document:
    levels = [row(f"Factor {n}", cell(str(n), level=n), cell("–"), cell("alto", level=n)) for n in range(6)]
    quarters = [
        row("Mapa", cell("•", active=True), "", cell("", active=True), ""),
        row("Brigada", "", cell("•", active=True), "", ""),
        row("Hitos", "", "", "", "", role="group"),
        row("Total", "", "", "", "4", role="total"),
    ]
    calendar = Layout("matrix", kinds=("text", "calendar", "calendar", "calendar", "calendar"))
    graded = Layout("matrix", kinds=("", "level", "level", "level"))
    return document(
        table(row("Factor", "Peso", "Nada", "Palabra"), *levels, layout=graded, title="Niveles"),
        table(row("Actividad", "T1", "T2", "T3", "T4"), *quarters, layout=calendar, title="Calendario"),
    )


def _sheets() -> Document:
    pairs = table(row("", ""), row("Código", "IND-1"), row("Fórmula", "a / b"), layout=Layout("sheet"))
    fours = table(
        row("", "", "", ""),
        row("Código", "ACC-1", "Monto", (value("S/\u00a01,200", "actions/ACC-1/cost", figure=True),)),
        row("Responsable", "", "Plazo", "T1 2026"),
        layout=Layout("sheet"),
        title="Datos",
    )
    return document(
        Heading(1, text("Fichas"), "A", role="annex"),
        Heading(2, text("Riego"), "ACC-1", role="sheet"),
        fours,
        para("Para qué", role="sheet_section"),
        para("Texto en el margen."),
        pairs,
        Heading(2, text("Rendimiento"), "IND-1", role="sheet"),
        pairs,
        ListBlock(((para("uno"),), (para("dos"),)), ordered=True),
        table(row("Año", "Meta"), row("2026", "12"), align=("", "right")),
    )


def _summary() -> Document:
    figures = (
        table(row("10,500", "S/\u00a04.39 M"), row("productores", "de inversión"), layout=Layout("figures")),
        table(
            row(*(f"S/\u00a0{at}87,654,321.00 millones" for at in range(1, 5))),
            row("uno", "dos", "tres", "cuatro"),
            layout=Layout("figures"),
        ),
        table(row("8 acciones", "", "12 metas"), row("", "", ""), layout=Layout("figures"), title="Cifras"),
    )
    sides = (
        row("El reto", "La apuesta"),
        row(cell("Uno.", "Dos."), (Text("Tres", Face.BOLD), Text(" y cuatro."))),
    )
    return document(
        Heading(1, text("Ficha resumen"), role="front"),
        *figures,
        table(*sides, layout=Layout("columns")),
        table(*sides, layout=Layout("columns")),
        para("Visión", role="sheet_section"),
        para("El origen más confiable.", role="vision"),
        para("10,500", role="figure_value"),
        para("productores", role="figure_label"),
    )


def _pages() -> dict[str, Document]:
    """Landscape pages between, before, behind and between upright ones, with and without a source line."""
    after = para("De vuelta.")
    return {
        "landscape-between": document(Heading(1, text("Uno"), "1"), para("a"), _wide(1), after),
        "landscape-first": document(_wide(1, source=_SOURCE), after),
        "landscape-last": document(para("a"), _wide(1)),
        "landscape-twice": document(para("a"), _wide(1), para("entre"), _wide(2, source=_SOURCE), after),
        "landscape-annex": document(
            para("a"), Heading(1, text("Hilo"), "A", role="annex"), para("Lea."), _wide(1), Place("contents")
        ),
    }


def _cells() -> Document:
    inline = (
        Text("fuerte", Face.BOLD),
        Break(),
        Text("cursivo", Face.ITALIC),
        Note("N"),
        Text(" "),
        Link((Text("fuera"),), url="https://example.org"),
        Image("sello.png", "Sello"),
    )
    return document(
        table(
            row("Vacías", "Varios párrafos", "De todo"),
            row("", cell("uno", "", "tres"), (*inline,)),
            row(Cell(()), Cell(((), ())), (value("EST-1", "strategies/EST-1/id", face=Face.CODE),)),
            row("", "", ""),
        ),
        table(row("solo", "encabezado")),
        table(row("una columna"), row("x")),
        notes={"N": text("Nota en una celda.")},
        images={"sello.png": png(20, 20)},
    )


def _ragged() -> Document:
    short, long = row("a"), row("a", "b", "c", "d")
    return document(
        table(row("x", "y"), short, long, Row(()), row("z", "", role="total")),
        table(row("x", "y"), row("a", "b"), align=()),
        table(row("x", "y"), row("a", "b"), layout=Layout(kinds=("text",), widths=(30.0,))),
    )


def _many() -> Document:
    numbers = tuple(str(at) for at in range(14))
    return document(
        table(row(*numbers), *(row(*numbers) for _ in range(70)), title="Larga y ancha"),
        table(row("Palabra", "Otra"), row(_LONG, _LONG + _LONG), row("https://" + "a" * 200, "b")),
        table(row(*(_LONG for _ in range(8))), row(*numbers[:8]), layout=Layout(compact=True)),
    )


def _inside() -> Document:
    small: Block = table(row("a", "b"), row("c", "d"))
    return document(
        ListBlock(((para("punto"), small), (small,), (Code("x = 1"),), ())),
        para("Después."),
        small,
        Place("page_break"),
        small,
        Place("page_break"),
    )


def _unspoken() -> Document:
    """Tables that say less to who does not see them: no header, no title, a level without its number."""
    return document(
        table(row("", ""), row("sin", "encabezado")),
        table(row("", ""), row("", "")),
        untitled(row("a", "b"), row("c", "d")),
        table(row("a"), row(cell("", level=3)), layout=Layout("matrix", kinds=("level",))),
    )


TABLES: dict[str, Document] = {
    "table-plain": _plain(),
    "table-rows": _rows(),
    "table-matrix": _matrix(),
    "table-sheets": _sheets(),
    "table-summary": _summary(),
    "table-cells": _cells(),
    "table-unspoken": _unspoken(),
    "table-ragged": _ragged(),
    "table-many": _many(),
    "table-inside": _inside(),
    **_pages(),
}
"""Documents with tables, by name."""
