"""The style tables as WordprocessingML, children in the order of the schema (ISO/IEC 29500-1, annex A)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from types import MappingProxyType
from typing import Final

from plangen.word.house import ListIds
from plangen.word.styles import (
    BODY,
    FIXED,
    LANDSCAPE,
    PORTRAIT,
    TEXT_RIGHT,
    TITLES,
    WIDE_RIGHT,
    Border,
    Style,
    Tab,
)
from plangen.word.table_styles import Part, TableStyle

FONTS: Final = MappingProxyType(
    {
        BODY: '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"'
        ' w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>',
        TITLES: '<w:rFonts w:ascii="Cambria" w:hAnsi="Cambria" w:eastAsia="Cambria" w:cs="Cambria"'
        ' w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/>',
        FIXED: '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:eastAsia="Courier New"'
        ' w:cs="Courier New"/>',
    }
)
"""`w:rFonts` by typeface; theme fonts first, so that "Design, Fonts" in Word changes them all."""

_DEFAULTS = frozenset({"Normal", "Default Paragraph Font", "Normal Table"})


@dataclass(frozen=True, slots=True)
class Place:
    """The document that styles are written for.

    `ids`: style name (lower case) → id there; `lists`: our lists' ids there; `text_width`, `wide_width`:
    twips between the margins of its portrait and landscape pages.
    """

    ids: Mapping[str, str]
    lists: Mapping[str, ListIds]
    text_width: int = PORTRAIT.text_width
    wide_width: int = LANDSCAPE.text_width

    def twips(self, position: int) -> int:
        """A tab position in twips, the margins' stand-ins resolved."""
        return {TEXT_RIGHT: self.text_width, WIDE_RIGHT: self.wide_width}.get(position, position)


def render_style(style: Style, place: Place) -> str:
    """One paragraph or character style as `w:style`."""
    paragraph = _paragraph_properties(style, place) if style.kind == "paragraph" else ""
    return "".join(
        (
            _head(style.name, place, style.kind),
            _reference("basedOn", style.based, place),
            _reference("next", style.next, place),
            f'<w:uiPriority w:val="{style.priority}"/>',
            "" if style.shown else "<w:unhideWhenUsed/>",
            "<w:qFormat/>" if style.shown else "",
            _wrap("w:pPr", paragraph),
            _wrap("w:rPr", run_properties(style)),
            "</w:style>",
        )
    )


def _head(name: str, place: Place, kind: str) -> str:
    own = "" if not name.startswith("Plan ") else ' w:customStyle="1"'
    default = ' w:default="1"' if name in _DEFAULTS else ""
    return (
        f'<w:style w:type="{kind}"{default}{own} w:styleId="{place.ids[name.lower()]}">'
        f'<w:name w:val="{escape(name)}"/>'
    )


def _reference(element: str, name: str, place: Place) -> str:
    return f'<w:{element} w:val="{place.ids[name.lower()]}"/>' if name else ""


def _wrap(element: str, content: str) -> str:
    return f"<{element}>{content}</{element}>" if content else ""


def _flag(element: str, value: bool | None) -> str:
    if value is None:
        return ""
    return f"<w:{element}/>" if value else f'<w:{element} w:val="0"/>'


def run_properties(style: Style) -> str:
    """The children of `w:rPr` of a style."""
    size = "" if style.size is None else str(round(style.size * 2))
    return "".join(
        (
            FONTS[style.font] if style.font else "",
            _flag("b", style.bold) + _flag("bCs", style.bold),
            _flag("i", style.italic) + _flag("iCs", style.italic),
            "<w:noProof/>" if style.no_proof else "",
            f'<w:color w:val="{style.color}"/>' if style.color else "",
            f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "",
            '<w:u w:val="single"/>' if style.underline else "",
            '<w:vertAlign w:val="superscript"/>' if style.superscript else "",
        )
    )


def _paragraph_properties(style: Style, place: Place) -> str:
    level = f'<w:ilvl w:val="{style.list_level}"/>' if style.list_level else ""
    number = f'{level}<w:numId w:val="{place.lists[style.list].num}"/>' if style.list else ""
    return "".join(
        (
            _flag("keepNext", style.keep_next),
            _flag("keepLines", style.keep_lines),
            _flag("pageBreakBefore", style.page_break or None),
            "<w:widowControl/>" if style.name in ("Normal", "Body Text") else "",
            _wrap("w:numPr", number),
            _wrap("w:pBdr", render_borders(style.borders)),
            render_fill(style.fill),
            _wrap("w:tabs", "".join(_tab(tab, place) for tab in _in_order(style.tabs, place))),
            "<w:suppressAutoHyphens/>" if style.name == "Normal" else "",
            _spacing(style),
            _indent(style),
            f'<w:jc w:val="{style.align}"/>' if style.align else "",
            "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>',
        )
    )


def _in_order(tabs: tuple[Tab, ...], place: Place) -> list[Tab]:
    return sorted(tabs, key=lambda tab: place.twips(tab.position))


def _tab(tab: Tab, place: Place) -> str:
    leader = f' w:leader="{tab.leader}"' if tab.leader else ""
    return f'<w:tab w:val="{tab.kind}"{leader} w:pos="{place.twips(tab.position)}"/>'


def _spacing(style: Style) -> str:
    values = (
        ("before", style.before, 20),
        ("after", style.after, 20),
        ("line", style.line, 240),
    )
    written = "".join(
        f' w:{name}="{round(value * unit)}"' for name, value, unit in values if value is not None
    )
    rule = ' w:lineRule="auto"' if style.line is not None else ""
    return f"<w:spacing{written}{rule}/>" if written else ""


def _indent(style: Style) -> str:
    values = (("left", style.left), ("right", style.right), ("hanging", style.hanging))
    written = "".join(f' w:{name}="{value}"' for name, value in values if value is not None)
    return f"<w:ind{written}/>" if written else ""


def render_borders(borders: tuple[Border, ...]) -> str:
    """Border elements, in the order given: top, left, bottom, right, insideH, insideV."""
    return "".join(
        f'<w:{border.side} w:val="single" w:sz="{border.size}" w:space="{border.space}"'
        f' w:color="{border.color}"/>'
        for border in borders
    )


def render_fill(fill: str) -> str:
    """`w:shd` with a plain fill, or nothing."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""


def render_table_style(style: TableStyle, place: Place) -> str:
    """One table style as `w:style`."""
    indent = '<w:tblInd w:w="0" w:type="dxa"/>'
    margins = _wrap("w:tblCellMar", _margins(style.margins))
    hidden = "<w:semiHidden/><w:unhideWhenUsed/>" if style.name in _DEFAULTS else "<w:qFormat/>"
    return "".join(
        (
            _head(style.name, place, "table"),
            _reference("basedOn", style.based, place),
            '<w:uiPriority w:val="99"/>',
            hidden,
            _wrap("w:tblPr", indent + _wrap("w:tblBorders", render_borders(style.borders)) + margins),
            *(_table_part(part) for part in style.parts),
            "</w:style>",
        )
    )


def _margins(margins: tuple[int, int, int, int] | None) -> str:
    if margins is None:
        return ""
    sides = zip(("top", "left", "bottom", "right"), margins, strict=True)
    return "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)


def _table_part(part: Part) -> str:
    repeat = "<w:trPr><w:tblHeader/></w:trPr>" if part.kind == "firstRow" else ""
    low = '<w:vAlign w:val="bottom"/>' if part.bottom_aligned else ""
    cell = _wrap("w:tcBorders", render_borders(part.borders)) + render_fill(part.fill) + low
    return f'<w:tblStylePr w:type="{part.kind}">{repeat}<w:tcPr>{cell}</w:tcPr></w:tblStylePr>'
