"""How high written paragraphs and tables stand on a page, reckoned without a program that lays pages out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lxml import etree

from plangen.word.fit_lines import Setter
from plangen.word.namespaces import qualified

_P: Final = qualified("w:p")
_TBL: Final = qualified("w:tbl")
_TR: Final = qualified("w:tr")
_TC: Final = qualified("w:tc")
_W: Final = qualified("w:w")
_VAL: Final = qualified("w:val")
_TABLE_STYLE: Final = f"{qualified('w:tblPr')}/{qualified('w:tblStyle')}"
_WIDTH: Final = f"{qualified('w:tcPr')}/{qualified('w:tcW')}"
_LEFT: Final = f"{qualified('w:tcPr')}/{qualified('w:tcMar')}/{qualified('w:left')}"
_MERGE: Final = f"{qualified('w:tcPr')}/{qualified('w:vMerge')}"
_POINT: Final = 20


class Measure:
    """Measures the body of one document, in points."""

    def __init__(self, setter: Setter) -> None:
        self._setter = setter

    def blocks(self, elements: Iterable[etree._Element], width: float) -> float:
        """Height of paragraphs and tables, one under the other, in a column of `width`.

        The space after the last one is not counted: at the end of a page it is let go.
        """
        return self._stack(elements, width)[0]

    def _stack(self, elements: Iterable[etree._Element], width: float) -> tuple[float, float]:
        """Height of some blocks without the space after the last one, and that space.

        Between two paragraphs stands the larger of the two spaces (ISO/IEC 29500-1, 17.3.1.33).
        """
        high = left = 0.0
        for element in elements:
            if element.tag == _P:
                before, lines, after = self._setter.set(element, width)
                high += max(left, before) + lines
                left = after
            elif element.tag == _TBL:
                high += left + self._table(element)
                left = 0.0
        return high, left

    def _table(self, table: etree._Element) -> float:
        mark = table.find(_TABLE_STYLE)
        style = "" if mark is None else mark.get(_VAL, "")
        looks = self._setter.looks
        margins, rules = looks.margins(style), looks.rules(style)
        rows = table.findall(_TR)
        heights = [max((self._cell(cell, margins) for cell in row.findall(_TC)), default=0.0) for row in rows]
        return sum(heights) + rules["top"] + rules["bottom"] + rules["insideH"] * max(0, len(rows) - 1)

    def _cell(self, cell: etree._Element, margins: tuple[float, float, float, float]) -> float:
        top, left, bottom, right = margins
        merged, own = cell.find(_MERGE), cell.find(_LEFT)
        if merged is not None and merged.get(_VAL) != "restart":
            return 0.0
        left = left if own is None else _points(own)
        width = cell.find(_WIDTH)
        room = (0.0 if width is None else _points(width)) - left - right
        return top + bottom + sum(self._stack(cell, room))


def _points(element: etree._Element) -> float:
    text = element.get(_W, "")
    return float(text) / _POINT if text.isdecimal() else 0.0
