"""The XML of our own writer taken apart as text: blocks, rows, cells, paragraphs.

The texts of a large plan have 700,000 elements. A tree of them takes longer to build than both versions to
compare, and nearly all of it is equal; the writer's output is regular (`oxml`), so it can be cut by its tags.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

FRONT: Final = "plangen_frente"
"""Name of the bookmark in the last paragraph of the pages in front of a redline, which ends their section."""

_CLOSE: Final = {"<w:p>": "</w:p>", "<w:tbl>": "</w:tbl>", "<w:sectPr>": "</w:sectPr>"}
_TEXT: Final = re.compile(r"<w:t(?: [^>]*)?>([^<]*)")
_PARAGRAPH: Final = re.compile(
    r"<w:p>(?:<w:pPr>(.*?)(?:<w:rPr>(.*?)</w:rPr>)?(<w:sectPr>.*?</w:sectPr>)?</w:pPr>)?(.*)</w:p>\Z",
    re.DOTALL,
)
_OPENS: Final = '<w:fldChar w:fldCharType="begin"/>'
_CLOSES: Final = '<w:fldChar w:fldCharType="end"/>'
_TABLE: Final = re.compile(
    r"<w:tbl>(<w:tblPr>.*?</w:tblPr>)<w:tblGrid>(.*?)</w:tblGrid>(.*)</w:tbl>\Z", re.DOTALL
)
_ROW: Final = re.compile(r"<w:tr>(?:<w:trPr>(.*?)</w:trPr>)?(.*?)</w:tr>", re.DOTALL)
_CELL: Final = re.compile(r"<w:tc>(?:<w:tcPr>(.*?)</w:tcPr>)?(.*?)</w:tc>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """A child of the body, a cell or a note: "paragraph", "table" or "section".

    "contents": the paragraphs over which one field spreads, together.
    """

    kind: str
    xml: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its properties without those of its mark (`mark`) and section, and its content."""

    properties: str
    mark: str
    section: str
    content: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: the inside of its properties, and its blocks as XML."""

    properties: str
    content: str


@dataclass(frozen=True)
class Row:
    """A row: itself, the inside of its properties, and what stands behind these."""

    xml: str
    properties: str
    content: str

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Its cells; most rows are equal and never asked for them."""
        return tuple(Cell(cell[1] or "", cell[2]) for cell in _CELL.finditer(self.content))


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `w:tblPr` whole, the inside of `w:tblGrid`, its rows."""

    properties: str
    grid: str
    rows: tuple[Row, ...]


def without_controls(xml: str) -> str:
    """The same text with its content controls replaced by what they hold."""
    first, *rest = xml.split("<w:sdt>")
    held = [piece.partition("<w:sdtContent>")[2] for piece in rest]
    return "".join([first, *held]).replace("</w:sdtContent></w:sdt>", "")


def split_blocks(xml: str) -> list[Block]:
    """The blocks of a body, cell or note, content controls taken off before.

    Raises ValueError for XML that our writer does not write.
    """
    blocks: list[Block] = []
    at, begin, level = 0, 0, 0
    while at < len(xml):
        tag = xml[at : xml.find(">", at) + 1]
        close = _CLOSE.get(tag)
        if close is None:
            raise ValueError(f"not of our writer: {xml[at : at + 40]}")
        end = xml.index(close, at) + len(close)
        piece = xml[at:end]
        if tag == "<w:p>":
            level += piece.count(_OPENS) - piece.count(_CLOSES)
            if not level:
                blocks.append(Block("paragraph" if begin == at else "contents", xml[begin:end]))
        else:
            blocks.append(Block("table" if tag == "<w:tbl>" else "section", piece))
        at = end
        begin = begin if level else end
    return blocks


def split_contents(xml: str) -> list[Block]:
    """The paragraphs of a "contents" block."""
    return [Block("paragraph", f"{piece}</w:p>") for piece in xml.split("</w:p>")[:-1]]


def split_paragraph(xml: str) -> Paragraph:
    """A paragraph taken apart. ValueError for XML that our writer does not write."""
    match = _PARAGRAPH.match(xml)
    if match is None:
        raise ValueError(f"not of our writer: {xml[:40]}")
    return Paragraph(*(group or "" for group in match.groups()))


def table_head(xml: str) -> tuple[str, str]:
    """`w:tblPr` whole and the inside of `w:tblGrid`, the rows left alone."""
    properties, _, rest = xml.removeprefix("<w:tbl>").partition("<w:tblGrid>")
    return properties, rest.partition("</w:tblGrid>")[0]


def split_table(xml: str) -> Table:
    """A table taken apart. ValueError for XML that our writer does not write."""
    match = _TABLE.match(xml)
    if match is None:
        raise ValueError(f"not of our writer: {xml[:40]}")
    properties, grid, rows = match.groups()
    return Table(properties, grid, tuple(Row(row[0], row[1] or "", row[2]) for row in _ROW.finditer(rows)))


def text_of(xml: str) -> str:
    """The characters of XML, its runs parted by nothing, escaped as they stand."""
    return "".join(_TEXT.findall(xml))
