"""WordprocessingML as strings: every element and all escaping of the body.

Functions take finished XML and return XML; they put children in the order the schema demands
(ISO/IEC 29500-1, CT_PPr, CT_RPr, CT_TblPr, CT_TcPr, CT_SectPr, CT_SdtPr), which is the commonest
way to a file that Word refuses. Lengths are twips unless a name says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from plangen.word.house import Page
from plangen.word.namespaces import DECLARATION, ROOT

MANIFEST_NAMESPACE = "urn:plangen:manifest:1"
RUN_END = "</w:t></w:r>"
LINE_BREAK = "<w:r><w:br/></w:r>"
TAB = "<w:r><w:tab/></w:r>"

# Two tables, because a quotation mark must stay readable in text and cannot stand in an attribute.
_ILLEGAL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)])
_BLANKS = {9: " ", 10: " ", 13: " "}
_TEXT = {**_ILLEGAL, **_BLANKS, 38: "&amp;", 60: "&lt;", 62: "&gt;"}
_ATTRIBUTE = {**_TEXT, 34: "&quot;"}
_SUSPECT = re.compile("[\x00-\x1f&<>\ufffe\uffff\ud800-\udfff]")
_IN_CODE = re.compile(r"-(?<=[A-ZÑ]{2}-)(?=\d)")
_HYPHEN = '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'


def escape(text: str) -> str:
    """`text` for an element: markup escaped, tabs and line ends as blanks, what XML forbids left out."""
    # Most texts leave here; the search would cost each of them twice as much.
    if text.isprintable() and "&" not in text and "<" not in text and ">" not in text:
        return text
    return text.translate(_TEXT) if _SUSPECT.search(text) else text


def attribute(text: str) -> str:
    """`text` for an attribute in double quotes."""
    if '"' in text:
        return text.translate(_ATTRIBUTE)
    return escape(text)


def hold_codes(escaped: str) -> str:
    """Escaped text for a text run in which no line ends at the hyphen of a code ("ACT-7").

    Word and LibreOffice break after any other hyphen, and a font may lack the character U+2011.
    """
    return _IN_CODE.sub(_HYPHEN, escaped)


def hold_hyphens(escaped: str) -> str:
    """Escaped text for a text run in which no line ends at a hyphen."""
    return escaped.replace("-", _HYPHEN)


def run_properties(style: str = "", marks: str = "") -> str:
    """`w:rPr` from a character style id and toggles out of "b", "i", "s" (strike); "" when empty."""
    inner = (
        (f'<w:rStyle w:val="{style}"/>' if style else "")
        + ("<w:b/>" if "b" in marks else "")
        + ("<w:i/>" if "i" in marks else "")
        + ("<w:strike/>" if "s" in marks else "")
    )
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


def run_start(properties: str = "") -> str:
    """Everything of a text run before its characters; close with `RUN_END`."""
    return f'<w:r>{properties}<w:t xml:space="preserve">'


def run(text: str, properties: str = "") -> str:
    """A run of text, its codes unbroken."""
    return f'<w:r>{properties}<w:t xml:space="preserve">{hold_codes(escape(text))}</w:t></w:r>'


def unbroken_run(text: str, properties: str = "") -> str:
    """A run of text in which no line ends at a hyphen."""
    return f'<w:r>{properties}<w:t xml:space="preserve">{hold_hyphens(escape(text))}</w:t></w:r>'


def hyphen(properties: str = "") -> str:
    """A run of one hyphen at which no line ends."""
    return f"<w:r>{properties}<w:noBreakHyphen/></w:r>"


def hyperlink(content: str, relationship: str = "", anchor: str = "") -> str:
    """A link outside by relationship id, or inside by bookmark name."""
    target = f'r:id="{relationship}"' if relationship else f'w:anchor="{anchor}"'
    return f'<w:hyperlink {target} w:history="1">{content}</w:hyperlink>'


def bookmark(identifier: int, name: str, content: str = "") -> str:
    """A bookmark round `content`."""
    return (
        f'<w:bookmarkStart w:id="{identifier}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{identifier}"/>'
    )


def field_start(instruction: str, properties: str = "") -> str:
    """A complex field up to its cached result; close with `field_end`."""
    return (
        f'<w:r>{properties}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{properties}<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        f'<w:r>{properties}<w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field_end(properties: str = "") -> str:
    """The end of a complex field."""
    return f'<w:r>{properties}<w:fldChar w:fldCharType="end"/></w:r>'


def field(instruction: str, result: str, properties: str = "") -> str:
    """A complex field with its cached result; `properties` are those of all its runs."""
    return field_start(instruction, properties) + run(result, properties) + field_end(properties)


def control(identifier: int, tag: str, alias: str, content: str) -> str:
    """A plain-text content control in a line, without frame and without lock; `tag`, `alias` escaped."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{alias}"/><w:tag w:val="{tag}"/>'
        f'<w:id w:val="{identifier}"/><w15:appearance w15:val="hidden"/><w:text/></w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


@dataclass(frozen=True, slots=True)
class Setting:
    """What one paragraph needs beyond its style; `None` and "" leave it to the style."""

    keep_next: bool | None = None
    list_number: int | None = None
    list_level: int = 0
    before: int | None = None
    after: int | None = None
    left: int | None = None
    hanging: int = 0
    tab: int | None = None
    center: bool = False
    page_break: bool = False
    outline: int | None = None


def _switch(name: str, state: bool | None) -> str:
    return "" if state is None else f"<w:{name}/>" if state else f'<w:{name} w:val="0"/>'


def _spacing(setting: Setting) -> str:
    before = "" if setting.before is None else f' w:before="{setting.before}"'
    after = "" if setting.after is None else f' w:after="{setting.after}"'
    return f"<w:spacing{before}{after}/>" if before or after else ""


def _indent(setting: Setting) -> str:
    if setting.left is None:
        return ""
    first = f'w:hanging="{setting.hanging}"' if setting.hanging else 'w:firstLine="0"'
    return f'<w:ind w:left="{setting.left}" {first}/>'


def paragraph_properties(style: str, setting: Setting | None = None) -> str:
    """`w:pPr` of a style id and a setting."""
    extra = ""
    if setting is not None:
        number = setting.list_number
        level = setting.list_level
        extra = (
            _switch("keepNext", setting.keep_next)
            + _switch("pageBreakBefore", setting.page_break or None)
            + (
                f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
                if number is not None
                else ""
            )
            + (f'<w:tabs><w:tab w:val="left" w:pos="{setting.tab}"/></w:tabs>' if setting.tab else "")
            + _spacing(setting)
            + _indent(setting)
            + ('<w:jc w:val="center"/>' if setting.center else "")
            + (f'<w:outlineLvl w:val="{setting.outline}"/>' if setting.outline is not None else "")
        )
    return f'<w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>'


def paragraph(style: str, content: str, setting: Setting | None = None) -> str:
    """A paragraph of a style id."""
    return f"<w:p>{paragraph_properties(style, setting)}{content}</w:p>"


def thin_paragraph(section: str = "", after: int = 0, content: str = "") -> str:
    """A paragraph one point high without text.

    It stands only where the format demands a paragraph: between two tables, behind the last table
    of a section, where a page begins with a table, and at the end of the body.
    """
    return (
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="{after}" w:line="20" w:lineRule="exact"/>'
        f'<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>{section}</w:pPr>{content}</w:p>'
    )


def on_new_page(paragraph_xml: str) -> str:
    """The same paragraph, of a style and no setting, at the top of a page."""
    return paragraph_xml.replace("</w:pPr>", "<w:pageBreakBefore/></w:pPr>", 1)


def with_section(paragraph_xml: str, section: str) -> str:
    """The same paragraph, now the last of its section."""
    return paragraph_xml.replace("</w:pPr>", section + "</w:pPr>", 1)


@dataclass(frozen=True, slots=True)
class TableHead:
    """What stands before the rows: style id, column widths, special rows, words for screen readers."""

    style: str
    widths: tuple[int, ...]
    first_row: bool = False
    last_row: bool = False
    caption: str = ""
    description: str = ""


def table_start(head: TableHead) -> str:
    """A table of fixed layout up to its rows; close with `TABLE_END`."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in head.widths)
    value = 0x0600 + (0x0020 if head.first_row else 0) + (0x0040 if head.last_row else 0)
    words = "".join(
        f'<w:{name} w:val="{attribute(text)}"/>'
        for name, text in (("tblCaption", head.caption), ("tblDescription", head.description))
        if text
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{head.style}"/><w:tblW w:w="{sum(head.widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{value:04X}" w:firstRow="{int(head.first_row)}" w:lastRow="{int(head.last_row)}"'
        ' w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"{words}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


TABLE_END = "</w:tbl>"


def row(cells: str, header: bool = False) -> str:
    """A table row that does not split over pages."""
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if header else ''}</w:trPr>{cells}</w:tr>"


_SEAMLESS = '<w:tcBorders><w:left w:val="nil"/><w:right w:val="nil"/></w:tcBorders>'


def cell_start(
    width: int, fill: str = "", left_margin: int = 0, span: int = 1, seamless: bool = False
) -> str:
    """A table cell over `span` columns up to its paragraphs; close with `CELL_END`.

    `seamless`: without the upright rules or gaps of its table style.
    """
    spread = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    borders = _SEAMLESS if seamless else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    margin = f'<w:tcMar><w:left w:w="{left_margin}" w:type="dxa"/></w:tcMar>' if left_margin else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spread}{borders}{shade}{margin}</w:tcPr>'


CELL_END = "</w:tc>"
PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'


def note_reference(identifier: int, style: str) -> str:
    """The mark of a footnote in the text."""
    return f'<w:r>{run_properties(style)}<w:footnoteReference w:id="{identifier}"/></w:r>'


def footnote(identifier: int, style: str, mark_style: str, content: str) -> str:
    """A footnote of one paragraph, its mark first."""
    mark = f"<w:r>{run_properties(mark_style)}<w:footnoteRef/></w:r>"
    return f'<w:footnote w:id="{identifier}">{paragraph(style, mark + TAB + content)}</w:footnote>'


def section_properties(page: Page, header: str = "", footer: str = "") -> str:
    """`w:sectPr`; header and footer are relationship ids, "" for none."""
    references = "".join(
        f'<w:{name}Reference w:type="default" r:id="{relationship}"/>'
        for name, relationship in (("header", header), ("footer", footer))
        if relationship
    )
    orient = ' w:orient="landscape"' if page.landscape else ""
    kind = '<w:type w:val="nextPage"/>'
    return (
        f'<w:sectPr>{references}{kind}<w:pgSz w:w="{page.width}" w:h="{page.height}"{orient}/>'
        f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" w:left="{page.left}"'
        f' w:header="{page.header}" w:footer="{page.footer}" w:gutter="0"/><w:cols w:space="708"/></w:sectPr>'
    )


DOCUMENT_START = f"{DECLARATION}<w:document{ROOT}><w:body>"
"""`word/document.xml` up to the body's blocks; close with `DOCUMENT_END`."""
DOCUMENT_END = "</w:body></w:document>"


def header_part(content: str) -> str:
    """A header part."""
    return f"<w:hdr{ROOT}>{content}</w:hdr>"


def footer_part(content: str) -> str:
    """A footer part."""
    return f"<w:ftr{ROOT}>{content}</w:ftr>"


def list_number(identifier: int, abstract: int, starts: Iterable[tuple[int, int]]) -> str:
    """`w:num`: a list of its own; `starts` are (level, first number)."""
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for level, start in starts
    )
    return f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


MANIFEST_START = f'{DECLARATION}<manifest xmlns="{MANIFEST_NAMESPACE}"><values>'
"""The custom XML part with every printed value and the text skeleton, up to its values."""
SKELETON_START = "</values><skeleton>"
MANIFEST_END = "</skeleton></manifest>"


def manifest_value(identifier: int, paths: str, kind: str, text: str) -> str:
    """One printed value in the manifest, `paths` and `text` escaped; several paths are parted by blanks."""
    return f'<value id="{identifier}" paths="{paths}" kind="{kind}">{text}</value>'
