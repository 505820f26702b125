"""What lies under the text of table cells: the colour painted there, and what the table style says of it."""

from __future__ import annotations

from typing import Final, NamedTuple

from lxml import etree

from plangen.word.looks import Looks, RunLook
from plangen.word.looks_properties import AUTOMATIC, laid_over, read_fill
from plangen.word.namespaces import qualified

WHITE: Final = "FFFFFF"
"""The page."""

_TBL: Final = qualified("w:tbl")
_TR: Final = qualified("w:tr")
_TC: Final = qualified("w:tc")
_VAL: Final = qualified("w:val")
_TABLE_STYLE: Final = f"{qualified('w:tblPr')}/{qualified('w:tblStyle')}"
_LOOK: Final = f"{qualified('w:tblPr')}/{qualified('w:tblLook')}"
_CELL_PROPERTIES: Final = qualified("w:tcPr")
_ON: Final = frozenset(("1", "true", "on"))
_PARTS: Final = (  # part of a table style, its bit and its attribute in `w:tblLook`
    ("firstRow", 0x0020, qualified("w:firstRow")),
    ("lastRow", 0x0040, qualified("w:lastRow")),
    ("firstCol", 0x0080, qualified("w:firstColumn")),
    ("lastCol", 0x0100, qualified("w:lastColumn")),
)


class Ground(NamedTuple):
    """The colour under text, six hex digits, and what the table style says of the text."""

    fill: str = WHITE
    text: RunLook = RunLook()


_PAGE: Final = Ground()


class Grounds:
    """Finds the ground of paragraphs; those of a cell, and the cells of a row, come one after the other."""

    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self._known: dict[tuple[str, str | None, tuple[str, ...], str], Ground] = {}
        self._cell: etree._Element | None = None
        self._ground = _PAGE
        self._row: etree._Element | None = None
        self._style = ""
        self._asked: tuple[str, ...] = ()
        self._outer = WHITE

    def under(self, paragraph: etree._Element) -> Ground:
        """The ground of a paragraph: its cell's, or the page."""
        cell = paragraph.getparent()
        if cell is None or cell.tag != _TC:
            cell = above(paragraph, _TC)
        if cell is None:
            return _PAGE
        if cell is not self._cell:
            self._ground = self._of(cell)
            self._cell = cell
        return self._ground

    def _of(self, cell: etree._Element) -> Ground:
        """A cell's own fill, else that of its part in the table style, of the table, of the cell round it."""
        row = above(cell, _TR)
        if row is None:
            return _PAGE
        if row is not self._row:
            self._enter(row)
        properties = cell.find(_CELL_PROPERTIES)
        own = None if properties is None else read_fill(properties, self._looks.theme)
        key = (self._style, own, tuple(part for part in self._asked if _is_at(cell, part)), self._outer)
        ground = self._known.get(key)
        if ground is None:
            found = [self._looks.table(self._style, part) for part in (*key[2], "")]
            fills = (own, *(look.fill for look in found))
            text = RunLook()
            for look in found:
                text = laid_over(text, look.text)
            fill = next((fill for fill in fills if fill not in (None, AUTOMATIC)), None)
            ground = self._known[key] = Ground(fill or self._outer, text)
        return ground

    def _enter(self, row: etree._Element) -> None:
        """Take in what all cells of a row share: table style, and the parts that are asked for there."""
        table = above(row, _TBL)
        mark = None if table is None else table.find(_TABLE_STYLE)
        look = None if table is None else table.find(_LOOK)
        outer = None if table is None else above(table, _TC)
        self._outer = WHITE if outer is None else self._of(outer).fill
        self._row = row
        self._style = "" if mark is None else mark.get(_VAL, "")
        first = next(row.itersiblings(_TR, preceding=True), None) is None
        last = next(row.itersiblings(_TR), None) is None
        out = {name for name, there in (("firstRow", first), ("lastRow", last)) if not there}
        asked = () if look is None else _PARTS
        self._asked = tuple(part for part, bit, name in asked if part not in out and _asks(look, bit, name))


def above(element: etree._Element, tag: str) -> etree._Element | None:
    """The nearest element round this one with `tag`."""
    return next(element.iterancestors(tag), None)


def _is_at(cell: etree._Element, part: str) -> bool:
    """Whether a cell of a row that has the part belongs to it."""
    if part.endswith("Row"):
        return True
    return next(cell.itersiblings(_TC, preceding=part == "firstCol"), None) is None


def _asks(look: etree._Element | None, bit: int, name: str) -> bool:
    said = None if look is None else look.get(name)
    if said is not None or look is None:
        return said in _ON
    try:
        return bool(int(look.get(_VAL, "0"), 16) & bit)
    except ValueError:
        return False
