"""How the styles of a document set its text, inheritance resolved: as readers see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from lxml import etree

from plangen.word.looks_properties import (
    ParagraphLook,
    RunLook,
    Theme,
    laid_over,
    read_fill,
    read_paragraph,
    read_run,
)
from plangen.word.namespaces import qualified

__all__ = ["Looks", "ParagraphLook", "RunLook", "TableLook", "Theme"]

_VAL: Final = qualified("w:val")
_TYPE: Final = qualified("w:type")
_RPR: Final = qualified("w:rPr")
_PPR: Final = qualified("w:pPr")
_BASED: Final = qualified("w:basedOn")
_RUN_STYLE: Final = qualified("w:rStyle")
_MAX_DEPTH: Final = 20
_SIZE: Final = 10.0  # of a document that names none (ISO/IEC 29500-1, 17.3.2.38)
_SIDES: Final = ("top", "left", "bottom", "right")
_WORD_MARGINS: Final = (0.0, 5.4, 0.0, 5.4)


class TableLook(NamedTuple):
    """What a table style says of one part of a table ("" is the whole): ground and text."""

    fill: str | None = None
    text: RunLook = RunLook()


class Looks:
    """The styles of one document; what was asked once is remembered."""

    def __init__(self, styles: etree._Element | None = None, theme: Theme | None = None) -> None:
        self.theme = theme or Theme()
        elements = [] if styles is None else styles.findall(qualified("w:style"))
        self._styles = {element.get(qualified("w:styleId"), ""): element for element in reversed(elements)}
        self._default = next((key for key, element in self._styles.items() if _is_default(element)), "")
        self._base_run = read_run(_defaults(styles, "rPr"), self.theme)
        self._base_paragraph = read_paragraph(_defaults(styles, "pPr"), self.theme)
        self._runs: dict[str, RunLook] = {}
        self._paragraphs: dict[str, ParagraphLook] = {}
        self._tables: dict[tuple[str, str], TableLook] = {}

    def chain(self, identifier: str) -> Iterator[etree._Element]:
        """A style and those it is based on, nearest first; a chain that goes in a circle ends."""
        for _ in range(_MAX_DEPTH):
            element = self._styles.get(identifier)
            if element is None:
                return
            yield element
            based = element.find(_BASED)
            identifier = "" if based is None else based.get(_VAL, "")

    def nearest(self, identifier: str, path: str) -> etree._Element | None:
        """The nearest element at `path` in a style or those it is based on."""
        return next((found for one in self.chain(identifier) if (found := one.find(path)) is not None), None)

    def text(self, style: str, own: etree._Element | None = None, table: RunLook | None = None) -> RunLook:
        """Text in a paragraph of `style` ("" is the default) with its own `w:rPr`, in a `table` that says so.

        Weight is a toggle: bold in the character style takes it from a paragraph style that is bold
        (ISO/IEC 29500-1, 17.7.3).
        """
        under = self._style_run(style or self._default)
        over = RunLook()
        if own is not None:
            character = own.find(_RUN_STYLE)
            direct = read_run(own, self.theme)
            over = direct if character is None else self._toggled(direct, character.get(_VAL, ""), under)
        look = laid_over(over, under)
        if table is not None:
            look = laid_over(look, table)
        look = laid_over(look, self._base_run)
        return look if look.size is not None else look._replace(size=_SIZE)

    def _toggled(self, direct: RunLook, character: str, under: RunLook) -> RunLook:
        style = self._style_run(character)
        if direct.bold is None and style.bold is not None:
            style = style._replace(bold=style.bold != bool(under.bold))
        return laid_over(direct, style)

    def paragraph(self, style: str, own: etree._Element | None = None) -> ParagraphLook:
        """A paragraph of `style` ("" is the default) with its own `w:pPr`."""
        look = self._style_paragraph(style or self._default)
        return look if own is None else laid_over(read_paragraph(own, self.theme), look)

    def table(self, style: str, part: str = "") -> TableLook:
        """What a table style says of the whole table, or of a part ("firstRow", "lastCol")."""
        found = self._tables.get((style, part))
        if found is None:
            found = self._tables[style, part] = self._table(style, part)
        return found

    def margins(self, style: str) -> tuple[float, float, float, float]:
        """Margins of the cells of a table style in points: top, left, bottom, right."""
        path = f"{qualified('w:tblPr')}/{qualified('w:tblCellMar')}/"
        found = []
        for side, usual in zip(_SIDES, _WORD_MARGINS, strict=True):
            element = self.nearest(style, path + qualified(f"w:{side}"))
            width = "" if element is None else element.get(qualified("w:w"), "")
            found.append(float(width) / 20 if width.isdecimal() else usual)
        return found[0], found[1], found[2], found[3]

    def rules(self, style: str) -> Mapping[str, float]:
        """Points that the rules of a table style take: "top", "insideH", "bottom"."""
        path = f"{qualified('w:tblPr')}/{qualified('w:tblBorders')}/"
        found = {}
        for side in ("top", "insideH", "bottom"):
            element = self.nearest(style, path + qualified(f"w:{side}"))
            size = "" if element is None else element.get(qualified("w:sz"), "")
            found[side] = float(size) / 8 if size.isdecimal() else 0.0
        return found

    def _style_run(self, style: str) -> RunLook:
        look = self._runs.get(style)
        if look is None:
            look = RunLook()
            for element in self.chain(style):
                look = laid_over(look, read_run(element.find(_RPR), self.theme))
            self._runs[style] = look
        return look

    def _style_paragraph(self, style: str) -> ParagraphLook:
        look = self._paragraphs.get(style)
        if look is None:
            look = ParagraphLook()
            for element in self.chain(style):
                look = laid_over(look, read_paragraph(element.find(_PPR), self.theme))
            look = self._paragraphs[style] = laid_over(look, self._base_paragraph)
        return look

    def _table(self, style: str, part: str) -> TableLook:
        look = TableLook()
        for element in self.chain(style):
            holder: etree._Element | None = element
            if part:
                path = f"{qualified('w:tblStylePr')}[@{_TYPE}='{part}']"
                holder = element.find(path)
            if holder is None:
                continue
            fill = read_fill(holder.find(qualified("w:tcPr")), self.theme)
            text = laid_over(look.text, read_run(holder.find(_RPR), self.theme))
            look = TableLook(fill if look.fill is None else look.fill, text)
        return look


def _is_default(style: etree._Element) -> bool:
    return style.get(qualified("w:default")) in ("1", "true", "on") and style.get(_TYPE) == "paragraph"


def _defaults(styles: etree._Element | None, kind: str) -> etree._Element | None:
    path = "/".join(qualified(f"w:{name}") for name in ("docDefaults", f"{kind}Default", kind))
    return None if styles is None else styles.find(path)
