"""The body of our reference document: one specimen of each style and both page formats.

Whoever restyles the house edits this document in Word; the texts are the names of the styles.
"""

from __future__ import annotations

from html import escape
from types import MappingProxyType
from typing import Final

from plangen.word.house import Page
from plangen.word.namespaces import ROOT
from plangen.word.styles import LANDSCAPE, PORTRAIT, STYLES, Style
from plangen.word.table_styles import TABLE_STYLES, WITHOUT_HEADER, TableStyle

_FURNITURE: Final = ("header", "footer", "Plan Encabezado apaisado", "Plan Pie apaisado")
_STYLE_ID: Final = MappingProxyType({style.name: style.id for style in STYLES})
_COLUMN: Final = PORTRAIT.text_width // 3

SAMPLE_HEADERS: Final = MappingProxyType({"rIdHeader": "header", "rIdWideHeader": "Plan Encabezado apaisado"})
SAMPLE_FOOTERS: Final = MappingProxyType({"rIdFooter": "footer", "rIdWideFooter": "Plan Pie apaisado"})
"""Relationship id → paragraph style of the specimen headers and footers."""


def render_sampler() -> str:
    """document.xml of the reference document."""
    specimens = [_specimen(style) for style in STYLES if style.name not in _FURNITURE]
    tables = [_table(style) for style in TABLE_STYLES if style.based]
    turn = _paragraph("Plan Fuente", "Página vertical", _section(PORTRAIT, "rIdHeader", "rIdFooter"))
    close = _paragraph("Plan Fuente", "Página apaisada")
    last = _section(LANDSCAPE, "rIdWideHeader", "rIdWideFooter")
    body = "".join((*specimens, *tables, turn, close, last))
    return f"<w:document{ROOT}><w:body>{body}</w:body></w:document>"


def render_furniture(element: str, style: str) -> str:
    """A specimen header (`w:hdr`) or footer (`w:ftr`) in a paragraph style."""
    return f"<w:{element}{ROOT}>{_paragraph(style, style)}</w:{element}>"


def _specimen(style: Style) -> str:
    if style.kind == "character":
        run = f'<w:r><w:rPr><w:rStyle w:val="{style.id}"/></w:rPr><w:t>{escape(style.name)}</w:t></w:r>'
        return f'<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr>{run}</w:p>'
    return _paragraph(style.name, "" if style.name == "Plan Separador" else style.name)


def _paragraph(style: str, text: str, section: str = "") -> str:
    run = f"<w:r><w:t>{escape(text)}</w:t></w:r>" if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{_STYLE_ID[style]}"/>{section}</w:pPr>{run}</w:p>'


def _section(page: Page, header: str, footer: str) -> str:
    turned = ' w:orient="landscape"' if page.landscape else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{header}"/>'
        f'<w:footerReference w:type="default" r:id="{footer}"/>'
        f'<w:pgSz w:w="{page.width}" w:h="{page.height}"{turned}/>'
        f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" w:left="{page.left}"'
        f' w:header="{page.header}" w:footer="{page.footer}" w:gutter="0"/></w:sectPr>'
    )


def _table(style: TableStyle) -> str:
    headed = style.name not in WITHOUT_HEADER
    cells = (
        "Plan Tabla texto",
        "Plan Tabla cifra",
        "Plan Nivel 3" if "matriz" in style.name else "Plan Tabla texto",
    )
    rows = [_row(("Plan Tabla encabezado",) * 3, "<w:tblHeader/>")] if headed else []
    rows += [_row(cells), _row(cells)]
    rows += [_row(("Plan Tabla total", "Plan Tabla total cifra", "Plan Tabla total"))] if headed else []
    look = (
        f'<w:tblLook w:val="0{"460" if headed else "400"}" w:firstRow="{headed:d}" w:lastRow="{headed:d}"'
        + (' w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>')
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style.id}"/><w:tblW w:w="{_COLUMN * 3}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}<w:tblCaption w:val="{style.name}"/></w:tblPr>'
        f"<w:tblGrid>{f'<w:gridCol w:w={chr(34)}{_COLUMN}{chr(34)}/>' * 3}</w:tblGrid>{''.join(rows)}</w:tbl>"
        + _paragraph("Plan Fuente", style.name)
    )


def _row(styles: tuple[str, ...], repeat: str = "") -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{_COLUMN}" w:type="dxa"/></w:tcPr>{_paragraph(style, style)}</w:tc>'
        for style in styles
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{cells}</w:tr>"
