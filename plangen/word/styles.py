"""The house's styles: one written table, and the ids by which the writer names what they define.

Sizes and spacing are points, indents and tabs twips; `None` and "" mean inherited. Styles are found
in a document by `w:name` (`Base.styles`), so the ids here hold for our own reference document only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from plangen.word.house import Page

INK: Final = "12384F"
TEXT: Final = "1F2A30"
GREY: Final = "55636B"
GOLD: Final = "E2AB3B"
TEAL: Final = "559CA8"
MIST: Final = "CBD8DE"
RUST: Final = "A34A28"
RUST_TEXT: Final = "8A3C1E"
STEEL: Final = "8FB2BE"
PALE_STEEL: Final = "C5D6DD"
TINT: Final = "E3ECEF"
PALE: Final = "F1F5F6"
RULE: Final = "C3CED3"
LINK: Final = "1C5A7A"
WHITE: Final = "FFFFFF"

PORTRAIT: Final = Page(11906, 16838, 1247, 1248, 1587, 1361, 737, 624)
LANDSCAPE: Final = Page(16838, 11906, 1247, 1248, 1474, 1134, 737, 624)
HANG: Final = 1361
"""Width of the column in which numbers and labels hang: 24 mm."""

TEXT_RIGHT: Final = -1
WIDE_RIGHT: Final = -2
"""Tab positions that stand for the right margin of the portrait and of the landscape page."""

HEADING_LIST: Final = 1
BULLET_LIST: Final = 2
BULLET_2_LIST: Final = 3
NUMBER_LIST: Final = 4
FINDINGS_LIST: Final = 5
"""`w:abstractNumId` and `w:numId` of our lists in our own reference document (the two are equal)."""

FIRST_FREE_NUM: Final = 6
"""First `w:numId` that is free in our own reference document; with a client's: `Base.next_num`."""

LISTS: Final = ("heading", "bullet", "bullet 2", "number", "findings")
"""Names of the lists (`Base.lists`), in the order of their ids."""

BODY: Final = "minor"
TITLES: Final = "major"
FIXED: Final = "fixed"
"""Typefaces by role: Calibri, Cambria, Courier New."""


@dataclass(frozen=True, slots=True)
class Border:
    """A rule at one side of a paragraph, table or cell: `size` in eighths of a point, `space` in points."""

    side: str
    size: int
    color: str
    space: int = 0


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab stop: `kind` left, right or clear; `leader` dot or ""; `position` in twips or a margin."""

    kind: str
    position: int
    leader: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """One named paragraph or character style; `based` and `next` are style names."""

    name: str
    id: str
    based: str = "Normal"
    kind: str = "paragraph"
    next: str = ""
    font: str = ""
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    color: str = ""
    underline: bool = False
    superscript: bool = False
    no_proof: bool = False
    before: float | None = None
    after: float | None = None
    line: float | None = None
    left: int | None = None
    hanging: int | None = None
    right: int | None = None
    align: str = ""
    keep_next: bool | None = None
    keep_lines: bool | None = None
    page_break: bool = False
    outline: int | None = None
    list: str = ""
    list_level: int = 0
    borders: tuple[Border, ...] = ()
    fill: str = ""
    tabs: tuple[Tab, ...] = ()
    priority: int = 40
    shown: bool = True


_HANGING_RULE = (Border("bottom", 12, INK, 10),)
_TITLE_RULE = (Border("bottom", 12, INK, 6),)
_LABEL_RULE = (Border("top", 6, INK, 4),)
_HEADER_RULE = (Border("bottom", 4, RULE, 6),)
_THIN_RULE = (Border("bottom", 4, RULE, 1),)
_ALERT_BAR = (Border("left", 36, RUST, 7),)
# Equal in both styles of a callout: only then do Word and LibreOffice draw them as one box.
_CALLOUT = (
    Border("top", 4, PALE, 6),
    Border("left", 36, GOLD, 7),
    Border("bottom", 4, PALE, 6),
    Border("right", 4, PALE, 5),
)
_TO_RIGHT = (Tab("right", TEXT_RIGHT),)
_DOTTED = (Tab("right", TEXT_RIGHT, "dot"),)
_WIDE = (Tab("clear", TEXT_RIGHT), Tab("right", WIDE_RIGHT))

# One row per style; ruff would set one argument per line.
# fmt: off
_TEXT = (
    Style("Normal", "Normal", based="", priority=0),
    Style("Body Text", "BodyText", after=7, left=HANG, priority=1),
    Style("Plan Entradilla", "PlanEntradilla", font=TITLES, size=13, color=INK, after=14, line=1.2,
          left=HANG, next="Body Text", priority=2),
    Style("Plan Rótulo", "PlanRotulo", size=9, bold=True, color=INK, before=4, after=4, left=HANG,
          keep_next=True, borders=_LABEL_RULE, priority=3),
    Style("Plan Hallazgo", "PlanHallazgo", after=6, left=1758, hanging=397, list="findings", priority=3),
    Style("List Bullet", "ListBullet", "Body Text", after=5, left=1645, hanging=284, list="bullet",
          priority=4),
    Style("List Bullet 2", "ListBullet2", "Body Text", after=3, left=1929, hanging=284, list="bullet 2",
          priority=4),
    Style("List Number", "ListNumber", "Body Text", after=4, left=1701, hanging=340, list="number",
          priority=4),
    Style("List Continue", "ListContinue", "Body Text", after=5, left=1645, priority=5),
    Style("List Continue 2", "ListContinue2", "Body Text", after=3, left=1929, priority=5),
    Style("Quote", "Quote", "Body Text", font=TITLES, size=11.5, italic=True, color=INK, left=1645,
          right=567, priority=6),
    Style("Plan Mensaje título", "PlanMensajeTitulo", size=10.5, bold=True, color=INK, before=12, after=0,
          left=1588, right=113, keep_next=True, keep_lines=True, borders=_CALLOUT, fill=PALE,
          next="Plan Mensaje", priority=7),
    Style("Plan Mensaje", "PlanMensaje", before=0, after=14, left=1588, right=113, keep_lines=True,
          borders=_CALLOUT, fill=PALE, priority=7),
    Style("Plan Pendiente", "PlanPendiente", "Body Text", color=RUST_TEXT, before=14, after=10, left=1588,
          borders=_ALERT_BAR, priority=8),
    Style("Plan Borrador", "PlanBorrador", size=9, bold=True, before=0, after=0, align="right", priority=8),
    Style("HTML Preformatted", "HTMLPreformatted", font=FIXED, size=9, after=7, line=1.05, left=HANG,
          no_proof=True, priority=9),
    Style("Plan Separador", "PlanSeparador", size=8.5, before=0, after=10, line=1.0, left=HANG,
          borders=_THIN_RULE, next="Body Text", priority=9),
)
_TITLES = (
    Style("Plan Base titular", "PlanBaseTitular", font=TITLES, color=INK, line=1.0, keep_next=True,
          keep_lines=True, next="Body Text", priority=10),
    Style("heading 1", "Heading1", "Plan Base titular", size=27, before=54, after=14, left=HANG,
          hanging=HANG, page_break=True, outline=0, list="heading", borders=_HANGING_RULE,
          next="Plan Entradilla", priority=11),
    Style("heading 2", "Heading2", "Plan Base titular", size=16, before=20, after=6, left=HANG,
          hanging=HANG, outline=1, list="heading", list_level=1, next="Body Text", priority=11),
    Style("heading 3", "Heading3", "Plan Base titular", font=BODY, size=12, bold=True, before=14, after=4,
          left=HANG, hanging=HANG, outline=2, list="heading", list_level=2, next="Body Text", priority=11),
    Style("heading 4", "Heading4", "Plan Base titular", font=BODY, size=10.5, bold=True, color=TEXT,
          before=10, after=2, left=HANG, outline=3, next="Body Text", priority=11),
    Style("Plan Sección sin número", "PlanSeccionSinNumero", "Plan Base titular", size=16, before=20, after=6,
          left=HANG, hanging=HANG, outline=1, next="Body Text", priority=11),
    Style("Plan Apartado sin número", "PlanApartadoSinNumero", "Plan Base titular", font=BODY, size=12,
          bold=True, before=14, after=4, left=HANG, hanging=HANG, outline=2, next="Body Text", priority=11),
    Style("Title", "Title", "Plan Base titular", size=36, before=0, after=10, next="Subtitle", priority=12),
    Style("Subtitle", "Subtitle", font=BODY, size=19, before=0, after=70, line=1.1, next="Body Text",
          priority=12),
    Style("Plan Portada programa", "PlanPortadaPrograma", size=10.5, bold=True, color=INK, before=295,
          after=20, next="Title", priority=12),
    Style("Plan Portada pie", "PlanPortadaPie", size=9, color=GREY, before=10, after=0, priority=12),
    Style("Plan Logos", "PlanLogos", before=14, after=0, line=1.0, priority=12),
    Style("Plan Título sin número", "PlanTituloSinNumero", "Plan Base titular", size=22, before=0, after=12,
          page_break=True, borders=_TITLE_RULE, next="Body Text", priority=13),
    Style("Plan Anexo", "PlanAnexo", "Plan Base titular", size=22, before=0, after=12, page_break=True,
          outline=0, borders=_TITLE_RULE, next="Body Text", priority=13),
    Style("Plan Título de ficha", "PlanTituloDeFicha", "Plan Base titular", size=17, before=0, after=6,
          left=HANG, hanging=HANG, page_break=True, outline=2, next="Body Text", priority=13),
    Style("caption", "Caption", size=10, bold=True, color=INK, before=14, after=5, line=1.1, left=HANG,
          hanging=HANG, keep_next=True, tabs=(Tab("left", HANG),), priority=14),
    Style("Plan Figura", "PlanFigura", before=0, after=4, keep_next=True, next="Plan Fuente", priority=14),
    Style("Plan Fuente", "PlanFuente", size=8.5, color=GREY, before=4, after=14, next="Body Text",
          priority=14),
    Style("Plan Nota", "PlanNota", "Plan Fuente", before=0, after=7, left=HANG, next="Body Text",
          priority=14),
)
_FURNITURE = (
    Style("TOC Heading", "TOCHeading", "Plan Base titular", size=22, before=0, after=10, next="Body Text",
          priority=39),
    Style("Plan Título de lista", "PlanTituloDeLista", "Plan Base titular", font=BODY, size=12, bold=True,
          before=16, after=4, priority=39),
    Style("toc 1", "TOC1", bold=True, color=INK, before=7, after=2, line=1.0, left=567, hanging=567,
          tabs=(Tab("left", 567), *_TO_RIGHT), priority=39),
    Style("toc 2", "TOC2", before=0, after=1.5, line=1.0, left=1134, hanging=567,
          tabs=(Tab("left", 1134), *_DOTTED), priority=39),
    Style("toc 3", "TOC3", size=9.5, color=GREY, before=0, after=1, line=1.0, left=1701, hanging=567,
          tabs=(Tab("left", 1701), *_DOTTED), priority=39),
    Style("table of figures", "TableofFigures", size=9.5, before=0, after=2, line=1.0, left=1134,
          hanging=1134, tabs=(Tab("left", 1134), *_DOTTED), priority=39),
    Style("header", "Header", size=8.5, color=GREY, line=1.0, tabs=_TO_RIGHT, borders=_HEADER_RULE,
          shown=False),
    Style("footer", "Footer", size=8.5, color=GREY, line=1.0, tabs=_TO_RIGHT, shown=False),
    Style("Plan Encabezado apaisado", "PlanEncabezadoApaisado", "header", tabs=_WIDE, shown=False),
    Style("Plan Pie apaisado", "PlanPieApaisado", "footer", tabs=_WIDE, shown=False),
    Style("footnote text", "FootnoteText", size=8.5, before=0, after=2, line=1.05, left=170, hanging=170,
          shown=False),
)
_CELLS = (
    Style("Plan Tabla texto", "PlanTablaTexto", size=9.5, line=1.05, priority=20),
    Style("Plan Tabla compacta", "PlanTablaCompacta", size=8.5, line=1.05, priority=20),
    Style("Plan Tabla compacta fuerte", "PlanTablaCompactaFuerte", size=8.5, bold=True, color=INK,
          line=1.05, priority=20),
    Style("Plan Tabla encabezado", "PlanTablaEncabezado", "Plan Tabla texto", size=9, bold=True, color=INK,
          keep_next=True, priority=21),
    Style("Plan Tabla encabezado cifra", "PlanTablaEncabezadoCifra", "Plan Tabla texto", size=9, bold=True,
          color=INK, keep_next=True, align="right", priority=21),
    Style("Plan Tabla cifra", "PlanTablaCifra", "Plan Tabla texto", align="right", priority=21),
    Style("Plan Tabla cifra compacta", "PlanTablaCifraCompacta", "Plan Tabla texto", size=8.5,
          align="right", priority=21),
    Style("Plan Tabla grupo", "PlanTablaGrupo", "Plan Tabla texto", bold=True, color=INK, keep_next=True,
          fill=PALE, priority=22),
    Style("Plan Tabla fila", "PlanTablaFila", "Plan Tabla texto", bold=True, color=INK, priority=22),
    Style("Plan Tabla total", "PlanTablaTotal", "Plan Tabla texto", bold=True, color=INK, priority=22),
    Style("Plan Tabla total cifra", "PlanTablaTotalCifra", "Plan Tabla texto", bold=True, color=INK,
          align="right", priority=22),
    Style("Plan Tabla grupo compacta", "PlanTablaGrupoCompacta", "Plan Tabla grupo", size=8.5, bold=True,
          priority=22),
    Style("Plan Tabla total compacta", "PlanTablaTotalCompacta", "Plan Tabla total", size=8.5, bold=True,
          priority=22),
    Style("Plan Tabla total cifra compacta", "PlanTablaTotalCifraCompacta", "Plan Tabla total cifra",
          size=8.5, bold=True, priority=22),
    Style("Plan Tabla nivel", "PlanTablaNivel", "Plan Tabla texto", bold=True, align="center", priority=23),
    Style("Plan Nivel 1", "PlanNivel1", "Plan Tabla texto", bold=True, align="center", fill=WHITE,
          priority=23),
    Style("Plan Nivel 2", "PlanNivel2", "Plan Tabla texto", bold=True, align="center", fill=TINT,
          priority=23),
    Style("Plan Nivel 3", "PlanNivel3", "Plan Tabla texto", bold=True, align="center", fill=PALE_STEEL,
          priority=23),
    Style("Plan Nivel 4", "PlanNivel4", "Plan Tabla texto", bold=True, align="center", fill=STEEL,
          priority=23),
    Style("Plan Nivel 5", "PlanNivel5", "Plan Tabla texto", bold=True, color=WHITE, align="center",
          fill=INK, priority=23),
    Style("Plan Cronograma activo", "PlanCronogramaActivo", "Plan Tabla texto", bold=True, color=WHITE,
          align="center", fill=INK, priority=24),
    Style("Plan Cronograma libre", "PlanCronogramaLibre", "Plan Tabla texto", bold=True, align="center",
          fill=PALE, priority=24),
    Style("Plan Serie 1", "PlanSerie1", "Plan Tabla texto", bold=True, color=WHITE, align="center",
          fill=INK, priority=24),
    Style("Plan Serie 2", "PlanSerie2", "Plan Tabla texto", bold=True, align="center", fill=GOLD,
          priority=24),
    Style("Plan Serie 3", "PlanSerie3", "Plan Tabla texto", bold=True, align="center", fill=TEAL,
          priority=24),
    Style("Plan Serie 4", "PlanSerie4", "Plan Tabla texto", bold=True, align="center", fill=MIST,
          priority=24),
    Style("Plan Serie 5", "PlanSerie5", "Plan Tabla texto", bold=True, color=WHITE, align="center",
          fill=RUST, priority=24),
    Style("Plan Cifra", "PlanCifra", font=TITLES, size=21, color=INK, priority=25),
    Style("Plan Cifra menor", "PlanCifraMenor", "Plan Cifra", size=16, priority=25),
    Style("Plan Cifra rótulo", "PlanCifraRotulo", size=8.5, color=GREY, priority=25),
    Style("Plan Visión", "PlanVision", font=TITLES, size=14, color=INK, before=2, after=4, priority=25),
    Style("Plan Ficha rótulo", "PlanFichaRotulo", size=8.5, color=GREY, before=1.5, after=0, priority=26),
    Style("Plan Ficha valor", "PlanFichaValor", size=10, before=0, after=0, line=1.08, priority=26),
    Style("Plan Ficha sección", "PlanFichaSeccion", size=10.5, bold=True, color=INK, before=12, after=4,
          keep_next=True, outline=3, next="Body Text", priority=26),
)
_CHARACTERS = (
    Style("Default Paragraph Font", "DefaultParagraphFont", "", "character", priority=1, shown=False),
    Style("Strong", "Strong", "Default Paragraph Font", "character", bold=True, priority=30),
    Style("Emphasis", "Emphasis", "Default Paragraph Font", "character", italic=True, priority=30),
    Style("Plan Código", "PlanCodigo", "Default Paragraph Font", "character", bold=True, color=INK,
          priority=30),
    Style("Plan Rótulo de título", "PlanRotuloDeTitulo", "Default Paragraph Font", "character", color=GREY,
          priority=31),
    Style("Hyperlink", "Hyperlink", "Default Paragraph Font", "character", color=LINK, underline=True,
          priority=31),
    Style("footnote reference", "FootnoteReference", "Default Paragraph Font", "character",
          superscript=True, shown=False),
    Style("Placeholder Text", "PlaceholderText", "Default Paragraph Font", "character", color=GREY,
          shown=False),
)
# fmt: on

STYLES: Final[tuple[Style, ...]] = (*_TEXT, *_TITLES, *_FURNITURE, *_CELLS, *_CHARACTERS)
"""Every paragraph and character style, those that others are based on first."""
