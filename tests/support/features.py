"""A small document for each thing that a plan can hold: what judges and readers of Word files are given.

A document that is valid as a whole may owe it to luck; these hit one feature each, with its odd cases.
"""

from __future__ import annotations

from base64 import b64decode

from plangen.document.blocks import (
    Document,
    Drawing,
    Heading,
    Image,
    Layout,
    Link,
    ListBlock,
    Picture,
    Place,
    Quote,
    Text,
)
from tests.support.documents import caption, document, para, png, row, text, value
from tests.support.feature_tables import TABLES, table
from tests.support.feature_texts import TEXTS

JPEG = b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6j"
    "q62rZ4C8ybqmx5moq6T/wAALCAAIABABAREA/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oA"
    "CAEBAAA/ALj/2Q=="
)
"""A grey picture of 16 × 8 pixels."""


def _pictures() -> Document:
    shown = ("ancha.png", "alta.png", "chica.png", "foto.jpg")
    return document(
        *(Picture(path, f"Alternativa de «{path}» & <más>") for path in shown),
        Picture("ancha.png", "Con título", caption("Título", "1", 1, "figure"), text("Fuente.")),
        para(
            "En línea ",
            Image("chica.png", 'Sello "oficial"'),
            " y ",
            Image("foto.jpg", "Vista del valle"),
            ".",
        ),
        ListBlock(((Picture("chica.png", "En una lista"),),)),
        Quote((Picture("foto.jpg", "En una cita"),)),
        images={
            "ancha.png": png(1600, 300),
            "alta.png": png(90, 1500),
            "chica.png": png(1, 1),
            "foto.jpg": JPEG,
        },
    )


def _missing_pictures() -> Document:
    return document(
        Picture("falta.png", "Un mapa", caption("Mapa", "1", 1, "figure"), text("Fuente.")),
        Picture("rota.png", "Una foto rota"),
        para("En línea ", Image("falta.png", "Sello"), "."),
        images={"rota.png": b"GIF89a"},
    )


_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="627" height="204" viewBox="0 0 627 204">'
    '<rect x="10" y="10" width="600" height="180" fill="#12384F"/></svg>'
)


def _figures() -> Document:
    sheet = Drawing(_SVG.encode(), png(627, 204), 165.9, 54.0)
    numbers = table(row("Año", "Millones"), row("2013", "88"), row("2024", "107"))
    title = caption("Exportaciones", "1", 1, "figure", "serie")
    return document(
        Heading(1, text("Figuras"), "1"),
        Place("figures"),
        para("Vea la ", Link((Text("Figura 1-1"),), anchor="serie"), "."),
        Picture("figuras/a.svg", "2013: 88; 2024: 107.", title, text("Fuente: SUNAT."), True, numbers),
        Picture("figuras/b.svg", "Barras", caption("Sin dibujo", "1", 2, "figure"), (), True, numbers),
        Picture("figuras/a.svg", "La misma otra vez", drawn=True),
        Picture("figuras/c.svg", "Nada que mostrar", drawn=True),
        drawings={"figuras/a.svg": sheet},
    )


def _decorated() -> Document:
    decoration = Picture("figuras/cover.svg", "", drawn=True, role="cover")
    plain = _cover()
    sheet = Drawing(_SVG.encode(), png(794, 454), 210.0, 120.0)
    return document(decoration, *plain.blocks, drawings={decoration.path: sheet})


def _cover() -> Document:
    data = table(
        row("", "", "", ""),
        row("Institución", (value("Asociación", "applicant"),), "Versión", "1.2"),
        row("Ámbito", "", "Fecha", "14/03/2026"),
        layout=Layout("cover"),
        title="Datos del plan",
    )
    return document(
        para("Programa", role="programme"),
        Heading(0, text("Plan de Reforzamiento"), anchors=("plan",)),
        para("Clúster", role="subtitle"),
        data,
        para("Sin valor oficial.", role="disclaimer"),
        para("BORRADOR: no citar", role="draft"),
        Place("page_break"),
        Heading(1, text("Uno"), "1"),
        para("P102 Falta la fuente.", role="pending"),
        para("(ilustrativo)", role="illustrative"),
        para("Cuerpo."),
    )


FEATURES: dict[str, Document] = {
    **TEXTS,
    "pictures": _pictures(),
    "pictures-missing": _missing_pictures(),
    "figures": _figures(),
    "cover": _cover(),
    "cover-decorated": _decorated(),
    **TABLES,
}
"""Documents by what they show."""
