"""What others read in a Word file: python-docx, and pandoc by its JSON."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
import pypandoc
from docx.oxml.ns import qn
from lxml import etree

from tests.support.said import Said, plain

LEVELS = {
    "Title": 0,
    **{f"Heading {level}": level for level in range(1, 5)},
    "Plan Título sin número": 1,
    "Plan Anexo": 1,
    "Plan Sección sin número": 2,
    "Plan Título de lista": 2,
    "Plan Título de ficha": 2,
    "Plan Apartado sin número": 3,
}
"""Level of a heading by the name of its style."""

_BLANKS = {qn("w:tab"), qn("w:br")}
_MARK = qn("w:rStyle")


def read_by_python_docx(data: bytes) -> Said:
    """What python-docx finds; cells and captions with the text of their content controls."""
    document = docx.Document(BytesIO(data))
    said = Said()
    for paragraph in document.paragraphs:
        style = paragraph.style.name if paragraph.style is not None else ""
        if style in LEVELS:
            said.headings.append((LEVELS[str(style)], _text(paragraph._p)))
        elif style == "Caption":
            said.captions.append(_text(paragraph._p))
    for table in document.tables:
        said.tables.append(
            [[_cell(cell._tc) for cell in _cells(row)] for row in table.rows],
        )
    properties = document.element.iter(qn("wp:docPr"))
    said.alternatives = [plain(one.get("descr", "")) for one in properties if one.get("descr")]
    notes = [part for part in document.part.package.iter_parts() if part.partname == "/word/footnotes.xml"]
    for note in etree.fromstring(notes[0].blob):
        if not note.get(qn("w:type")):
            said.notes.append(_cell(note))
    return said


def _cells(row: Any) -> list[Any]:
    """The cells of a row, one that spans several columns once."""
    return list({id(cell._tc): cell for cell in row.cells}.values())


def _cell(element: etree._Element) -> str:
    return plain(" ".join(_text(paragraph) for paragraph in element.iter(qn("w:p"))))


def _text(paragraph: etree._Element) -> str:
    """The characters of a paragraph without those of footnote marks."""
    return plain("".join(_pieces(paragraph)))


def _pieces(paragraph: etree._Element) -> Iterator[str]:
    for run in paragraph.iter(qn("w:r")):
        style = run.find(f"{qn('w:rPr')}/{_MARK}")
        if style is not None and style.get(qn("w:val")) == "FootnoteReference":
            continue
        for node in run:
            if node.tag == qn("w:t"):
                yield node.text or ""
            elif node.tag in _BLANKS:
                yield " "
            elif node.tag == qn("w:noBreakHyphen"):
                yield "-"


def read_by_pandoc(data: bytes) -> Said:
    """What pandoc finds, styles of ours included."""
    command = [pypandoc.get_pandoc_path(), "--from", "docx+styles", "--to", "json"]
    ended = subprocess.run(command, input=data, capture_output=True, check=True, timeout=120)
    tree = json.loads(ended.stdout)
    said = Said()
    if "title" in tree["meta"]:
        said.headings.append((0, _said(tree["meta"]["title"]["c"])))
    _walk(tree["blocks"], said)
    return said


def _content(node: dict[str, Any]) -> Any:
    return node.get("c")


def _walk(node: Any, said: Said) -> None:
    """Enter headings, tables, captions, pictures and notes under a node of pandoc's tree, in their order."""
    if isinstance(node, list):
        for child in node:
            _walk(child, said)
        return
    if isinstance(node, dict):
        kind, content = node.get("t"), _content(node)
        if kind == "Table":
            _walk_table(content, said)
        elif kind == "Note":
            said.notes.append(_said(content))
        else:
            _enter(kind, content, said)
            _walk(content, said)


def _enter(kind: str | None, content: Any, said: Said) -> None:
    if kind == "Header":
        said.headings.append((content[0], _said(content[2])))
    elif kind == "Image" and content[1]:
        said.alternatives.append(_said(content[1]))
    elif kind == "Div":
        style = dict(content[0][2]).get("custom-style", "")
        if style in LEVELS:
            said.headings.append((LEVELS[style], _said(content[1])))
        elif style.lower() == "caption":
            said.captions.append(_said(content[1]))


def _walk_table(content: list[Any], said: Said) -> None:
    _, (_, caption), _, (_, head), bodies, (_, foot) = content
    _walk(caption, said)
    rows = [*head, *(row for body in bodies for part in body[2:] for row in part), *foot]
    said.tables.append([[_said(cell[4]) for cell in row[1]] for row in rows])
    _walk(rows, said)


def _said(node: Any) -> str:
    return plain("".join(_words(node)))


_APART = {"Para", "Plain", "LineBreak", "SoftBreak", "Space", "CodeBlock"}
_SILENT = {"Note", "Image", "Superscript"}


def _words(node: Any) -> Iterator[str]:
    """The characters under a node without those of marks and of pictures."""
    if isinstance(node, list):
        for child in node:
            yield from _words(child)
    elif isinstance(node, dict) and node.get("t") not in _SILENT:
        kind, content = node["t"], _content(node)
        if kind == "Span" and "footnote" in dict(content[0][2]).get("custom-style", ""):
            return
        if kind in _APART:
            yield " "
        if kind in ("Str", "Code", "CodeBlock"):
            yield content if kind == "Str" else content[1]
        elif content is not None:
            yield from _words(content)
