"""Reads a .docx the way a test wants to see it: paragraphs, tables, controls, notes, fields, parts."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MANIFEST = "{urn:plangen:manifest:1}"


def _value(element: etree._Element | None, name: str = "val") -> str:
    return "" if element is None else element.get(f"{W}{name}", "")


def text_of(element: etree._Element) -> str:
    """The characters of an element; tabs and breaks as such, fields by their cached result."""
    parts = []
    for node in element.iter(f"{W}t", f"{W}noBreakHyphen", f"{W}tab", f"{W}br"):
        if node.tag == f"{W}t":
            parts.append(node.text or "")
        elif node.tag == f"{W}noBreakHyphen":
            parts.append("-")
        elif node.getparent().tag == f"{W}r":
            parts.append("\t" if node.tag == f"{W}tab" else "\n")
    return "".join(parts)


@dataclass(frozen=True)
class ParagraphSeen:
    """A paragraph: style name, text, list (number id and level as strings), direct properties, element."""

    style: str
    text: str
    number: str
    level: str
    element: etree._Element

    def has(self, name: str) -> bool:
        """Whether a paragraph property is switched on directly."""
        found = self.element.find(f"{W}pPr/{W}{name}")
        return found is not None and _value(found) != "0"

    @property
    def bookmarks(self) -> tuple[str, ...]:
        return tuple(_value(mark, "name") for mark in self.element.iter(f"{W}bookmarkStart"))

    @property
    def character_styles(self) -> tuple[tuple[str, str], ...]:
        """Text and character style id of each run that has text."""
        runs = [(text_of(run), _value(run.find(f"{W}rPr/{W}rStyle"))) for run in self.element.iter(f"{W}r")]
        return tuple(pair for pair in runs if pair[0].strip())


@dataclass(frozen=True)
class CellSeen:
    """A cell: width, fill and its paragraphs."""

    width: int
    fill: str
    left_margin: int
    paragraphs: tuple[ParagraphSeen, ...]

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True)
class TableSeen:
    """A table: style name, grid in twips, header flags and cells by row."""

    style: str
    grid: tuple[int, ...]
    header_rows: int
    rows: tuple[tuple[CellSeen, ...], ...]
    element: etree._Element

    @property
    def texts(self) -> list[list[str]]:
        return [[cell.text for cell in row] for row in self.rows]

    def setting(self, name: str, attribute: str = "val") -> str:
        return _value(self.element.find(f"{W}tblPr/{W}{name}"), attribute)


@dataclass(frozen=True)
class ControlSeen:
    """A content control: tag, title, id, text, and whether it is locked."""

    tag: str
    alias: str
    id: int
    text: str
    locked: bool


@dataclass(frozen=True)
class Docx:
    """A .docx taken apart."""

    parts: dict[str, bytes]

    def part(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts[name])

    @cached_property
    def body(self) -> etree._Element:
        body = self.part("word/document.xml").find(f"{W}body")
        assert body is not None
        return body

    @cached_property
    def style_names(self) -> dict[str, str]:
        styles = self.part("word/styles.xml").findall(f"{W}style")
        return {style.get(f"{W}styleId", ""): _value(style.find(f"{W}name")) for style in styles}

    def _paragraph(self, element: etree._Element) -> ParagraphSeen:
        number = element.find(f"{W}pPr/{W}numPr")
        return ParagraphSeen(
            self.style_names.get(_value(element.find(f"{W}pPr/{W}pStyle")), ""),
            text_of(element),
            "" if number is None else _value(number.find(f"{W}numId")),
            "" if number is None else _value(number.find(f"{W}ilvl")),
            element,
        )

    @cached_property
    def paragraphs(self) -> list[ParagraphSeen]:
        """The paragraphs of the body that stand in no table."""
        return [self._paragraph(element) for element in self.body.findall(f"{W}p")]

    @cached_property
    def tables(self) -> list[TableSeen]:
        return [self._table(element) for element in self.body.iter(f"{W}tbl")]

    def _table(self, element: etree._Element) -> TableSeen:
        rows = element.findall(f"{W}tr")
        return TableSeen(
            self.style_names.get(_value(element.find(f"{W}tblPr/{W}tblStyle")), ""),
            tuple(int(_value(column, "w")) for column in element.findall(f"{W}tblGrid/{W}gridCol")),
            sum(row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows),
            tuple(tuple(self._cell(cell) for cell in row.findall(f"{W}tc")) for row in rows),
            element,
        )

    def _cell(self, element: etree._Element) -> CellSeen:
        assert element[-1].tag == f"{W}p", "a cell must end with a paragraph"
        return CellSeen(
            int(_value(element.find(f"{W}tcPr/{W}tcW"), "w")),
            _value(element.find(f"{W}tcPr/{W}shd"), "fill"),
            int(_value(element.find(f"{W}tcPr/{W}tcMar/{W}left"), "w") or 0),
            tuple(self._paragraph(paragraph) for paragraph in element.findall(f"{W}p")),
        )

    @cached_property
    def controls(self) -> list[ControlSeen]:
        found = []
        for control in self.body.iter(f"{W}sdt"):
            properties = control.find(f"{W}sdtPr")
            content = control.find(f"{W}sdtContent")
            assert properties is not None
            assert content is not None
            found.append(
                ControlSeen(
                    _value(properties.find(f"{W}tag")),
                    _value(properties.find(f"{W}alias")),
                    int(_value(properties.find(f"{W}id"))),
                    text_of(content),
                    properties.find(f"{W}lock") is not None,
                )
            )
        return found

    @cached_property
    def fields(self) -> list[tuple[str, str]]:
        """Instruction and cached result of each complex field, inner ones first."""
        return fields_of(self.body)

    @cached_property
    def footnotes(self) -> dict[int, str]:
        """Text by id, without the two separators."""
        notes = self.part("word/footnotes.xml").findall(f"{W}footnote")
        return {int(_value(note, "id")): text_of(note) for note in notes if int(_value(note, "id")) > 0}

    @cached_property
    def sections(self) -> list[etree._Element]:
        return list(self.body.iter(f"{W}sectPr"))

    @cached_property
    def relationships(self) -> dict[str, str]:
        return {
            line.get("Id", ""): line.get("Target", "") for line in self.part("word/_rels/document.xml.rels")
        }

    @cached_property
    def manifest(self) -> etree._Element:
        parts = [
            name
            for name in self.parts
            if name.startswith("customXml/") and b"urn:plangen:manifest" in self.parts[name]
        ]
        return self.part(parts[0])

    @property
    def styled(self) -> list[tuple[str, str]]:
        """Style and text of each paragraph that has text."""
        return [(p.style, p.text) for p in self.paragraphs if p.text]


def fields_of(element: etree._Element) -> list[tuple[str, str]]:
    """Instruction and cached result of each complex field under an element, inner ones first."""
    found: list[tuple[str, str]] = []
    stack: list[list[str]] = []
    in_result: list[bool] = []
    for node in element.iter(f"{W}fldChar", f"{W}instrText", f"{W}t", f"{W}noBreakHyphen"):
        if node.tag == f"{W}fldChar":
            kind = node.get(f"{W}fldCharType")
            if kind == "begin":
                stack.append(["", ""])
                in_result.append(False)
            elif kind == "separate":
                in_result[-1] = True
            else:
                instruction, result = stack.pop()
                in_result.pop()
                found.append((instruction.strip(), result))
                if stack:
                    stack[-1][1] += result
        elif stack and node.tag == f"{W}instrText":
            stack[-1][0] += node.text or ""
        elif stack and in_result[-1]:
            stack[-1][1] += "-" if node.tag == f"{W}noBreakHyphen" else node.text or ""
    assert not stack, "a field is not closed"
    return found


def read_docx(data: bytes) -> Docx:
    """Take a .docx apart; every part by its name."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return Docx({name: archive.read(name) for name in archive.namelist()})
