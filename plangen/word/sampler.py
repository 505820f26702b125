"""The body of our reference document: a cover, one specimen of each style, both page formats.

Whoever restyles the house edits this document in Word. Specimens stand in groups, each under a title and
one line that says what to change; their texts are the names of the styles.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from types import MappingProxyType
from typing import Final

from plangen.word.house import Page
from plangen.word.namespaces import ROOT
from plangen.word.styles import LANDSCAPE, PORTRAIT, STYLES, Style
from plangen.word.table_styles import TABLE_STYLES, WITHOUT_HEADER, TableStyle

_STYLE: Final = MappingProxyType({style.name: style for style in STYLES})
_COLUMN: Final = PORTRAIT.text_width // 3

SAMPLE_HEADERS: Final = MappingProxyType({"rIdHeader": "header", "rIdWideHeader": "Plan Encabezado apaisado"})
SAMPLE_FOOTERS: Final = MappingProxyType({"rIdFooter": "footer", "rIdWideFooter": "Plan Pie apaisado"})
"""Relationship id → paragraph style of the specimen headers and footers."""

_FURNITURE_WORDS: Final = MappingProxyType(
    {
        "header": ("Título del plan", "Nombre del clúster"),
        "footer": ("Versión y fecha", "Página"),
        "Plan Encabezado apaisado": ("Título del plan", "Nombre del clúster"),
        "Plan Pie apaisado": ("Versión y fecha", "Página"),
    }
)

SPECIMEN_WORDS: Final = frozenset(
    word.casefold() for words in _FURNITURE_WORDS.values() for word in words
) | frozenset(style.name.casefold() for style in STYLES)
"""What stands in specimen headers and footers, in lower case: no word of a client's."""

_COVER: Final = ("Plan Portada programa", "Title", "Subtitle", "Plan Logos", "Plan Portada pie")

GROUPS: Final = (
    (
        "Títulos",
        "Cambie aquí la letra y el color de los títulos. «Plan Base titular» los cambia todos a la vez.",
        (
            "Plan Base titular",
            "heading 1",
            "heading 2",
            "heading 3",
            "heading 4",
            "Plan Título sin número",
            "Plan Sección sin número",
            "Plan Apartado sin número",
            "Plan Anexo",
            "Plan Título de ficha",
        ),
    ),
    (
        "Texto",
        "Cambie aquí el texto corrido y las listas. «Normal» cambia la letra de todo el documento.",
        (
            "Normal",
            "Body Text",
            "Plan Entradilla",
            "Plan Rótulo",
            "Plan Hallazgo",
            "List Bullet",
            "List Bullet 2",
            "List Number",
            "List Continue",
            "List Continue 2",
            "Quote",
            "HTML Preformatted",
            "Plan Separador",
            "footnote text",
        ),
    ),
    (
        "Palabras dentro del texto",
        "Cambie aquí cómo se destaca una palabra, un código o un enlace.",
        tuple(style.name for style in STYLES if style.kind == "character"),
    ),
    (
        "Mensajes y avisos",
        "Cambie aquí el recuadro de los mensajes y el aviso de lo que falta. Los dos estilos del recuadro"
        " deben tener los mismos bordes, fondo y sangrías.",
        ("Plan Mensaje título", "Plan Mensaje", "Plan Pendiente", "Plan Borrador"),
    ),
    (
        "Índices",
        "Cambie aquí el índice y las listas de tablas y figuras.",
        ("TOC Heading", "toc 1", "toc 2", "toc 3", "Plan Título de lista", "table of figures"),
    ),
    (
        "Títulos de tablas y figuras",
        "Cambie aquí el título que va encima y la línea de fuente que va debajo.",
        ("caption", "Plan Figura", "Plan Fuente", "Plan Nota"),
    ),
    (
        "Fichas, cifras y visión",
        "Cambie aquí las fichas de acciones e indicadores y las cifras del resumen.",
        (
            "Plan Ficha sección",
            "Plan Ficha rótulo",
            "Plan Ficha valor",
            "Plan Cifra",
            "Plan Cifra menor",
            "Plan Cifra rótulo",
            "Plan Visión",
        ),
    ),
    (
        "Texto de las tablas",
        "Cambie aquí las letras de las celdas. Los bordes y fondos están en los estilos de tabla, más abajo.",
        (
            "Plan Tabla texto",
            "Plan Tabla compacta",
            "Plan Tabla compacta fuerte",
            "Plan Tabla encabezado",
            "Plan Tabla encabezado cifra",
            "Plan Tabla cifra",
            "Plan Tabla cifra compacta",
            "Plan Tabla grupo",
            "Plan Tabla fila",
            "Plan Tabla total",
            "Plan Tabla total cifra",
            "Plan Tabla grupo compacta",
            "Plan Tabla total compacta",
            "Plan Tabla total cifra compacta",
            "Plan Tabla nivel",
        ),
    ),
    (
        "Colores de niveles, cronogramas y figuras",
        "Cambie aquí el sombreado: de estos estilos salen los colores de las celdas y de los gráficos.",
        (
            *(f"Plan Nivel {n}" for n in range(1, 6)),
            "Plan Cronograma activo",
            "Plan Cronograma libre",
            *(f"Plan Serie {n}" for n in range(1, 6)),
        ),
    ),
)
"""Title, instruction and style names of each group of specimens."""

_TABLES: Final = (
    "Tablas",
    "Cambie aquí los bordes y fondos de las tablas (Diseño de tabla, Modificar estilo de tabla).",
)
_PAGES: Final = (
    "Páginas, encabezado y pie",
    "Cambie aquí el tamaño y los márgenes de la página. En el encabezado y el pie, inserte su logotipo o"
    " el nombre de su firma: se conservan; los textos de muestra se reemplazan por los del plan.",
)
_COVER_HINT: Final = (
    "Para una portada propia, inserte en esta página, antes de todo texto, una imagen PNG o JPEG del ancho"
    " de la hoja. Los logotipos que inserte en la línea «Plan Logos» van debajo de la tabla de la portada."
)


def render_sampler() -> str:
    """document.xml of the reference document."""
    body = "".join((*_cover(), *_specimens(), *_table_specimens(), *_page_specimens()))
    return f"<w:document{ROOT}><w:body>{body}</w:body></w:document>"


def render_furniture(element: str, style: str) -> str:
    """A specimen header (`w:hdr`) or footer (`w:ftr`) in a paragraph style."""
    left, right = _FURNITURE_WORDS[style]
    runs = f"{_run(left)}<w:r><w:tab/></w:r>{_run(right)}"
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{_STYLE[style].id}"/></w:pPr>{runs}</w:p>'
    return f"<w:{element}{ROOT}>{paragraph}</w:{element}>"


def _cover() -> Iterator[str]:
    for name in _COVER:
        yield _paragraph(name, name)
        if name == "Subtitle":
            yield from _table(next(style for style in TABLE_STYLES if style.name == "Plan Tabla portada"))
    yield _paragraph("Plan Nota", _COVER_HINT, _section(PORTRAIT, "", ""))


def _specimens() -> Iterator[str]:
    for title, instruction, names in GROUPS:
        yield from _opening(title, instruction)
        yield from (_specimen(_STYLE[name]) for name in names)


def _table_specimens() -> Iterator[str]:
    yield from _opening(*_TABLES)
    for style in TABLE_STYLES:
        if style.based and style.name != "Plan Tabla portada":
            yield from _table(style)


def _page_specimens() -> Iterator[str]:
    yield from _opening(*_PAGES)
    yield _paragraph("Plan Fuente", "Página vertical", _section(PORTRAIT, "rIdHeader", "rIdFooter"))
    yield _paragraph("Plan Fuente", "Página apaisada")
    yield _section(LANDSCAPE, "rIdWideHeader", "rIdWideFooter")


def _opening(title: str, instruction: str) -> Iterator[str]:
    yield _paragraph("Plan Título de lista", title)
    yield _paragraph("Plan Nota", instruction)


def _specimen(style: Style) -> str:
    if style.kind == "character":
        run = f'<w:r><w:rPr><w:rStyle w:val="{style.id}"/></w:rPr><w:t>{escape(style.name)}</w:t></w:r>'
        return f'<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr>{run}</w:p>'
    return _paragraph(style.name, "" if style.name == "Plan Separador" else style.name)


def _run(text: str) -> str:
    return f"<w:r><w:t>{escape(text)}</w:t></w:r>" if text else ""


def _paragraph(style: str, text: str, section: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{_STYLE[style].id}"/>{section}</w:pPr>{_run(text)}</w:p>'


def _section(page: Page, header: str, footer: str) -> str:
    turned = ' w:orient="landscape"' if page.landscape else ""
    references = "".join(
        f'<w:{kind}Reference w:type="default" r:id="{relationship}"/>'
        for kind, relationship in (("header", header), ("footer", footer))
        if relationship
    )
    return (
        f"<w:sectPr>{references}"
        f'<w:pgSz w:w="{page.width}" w:h="{page.height}"{turned}/>'
        f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" w:left="{page.left}"'
        f' w:header="{page.header}" w:footer="{page.footer}" w:gutter="0"/></w:sectPr>'
    )


def _table(style: TableStyle) -> Iterator[str]:
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
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style.id}"/><w:tblW w:w="{_COLUMN * 3}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}<w:tblCaption w:val="{style.name}"/></w:tblPr>'
        f"<w:tblGrid>{f'<w:gridCol w:w={chr(34)}{_COLUMN}{chr(34)}/>' * 3}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
    yield _paragraph("Plan Fuente", style.name)


def _row(styles: tuple[str, ...], repeat: str = "") -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{_COLUMN}" w:type="dxa"/></w:tcPr>{_paragraph(style, style)}</w:tc>'
        for style in styles
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{cells}</w:tr>"
