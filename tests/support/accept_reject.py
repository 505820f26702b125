"""Tracked changes accepted or rejected by the letter of the standard (ISO/IEC 29500-1, 17.13.5).

Knows nothing of how our redlines are made: it reads any .docx, settles every revision of its document and its
footnotes one way, and says what is left so that two files can be compared.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from unicodedata import normalize

from lxml import etree

from tests.support.docx_reader import Docx, R, W, read_docx

FRONT = "plangen_frente"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WRAPPERS = [f"{W}{name}" for name in ("sdt", "sdtContent", "hyperlink", "ins", "del", "smartTag")]
_UNCOMPARED = [f"{W}{name}" for name in ("rPr", "sectPr")]
_TEXT = {f"{W}tab": "\t", f"{W}noBreakHyphen": "-", f"{W}footnoteRef": "^"}


@dataclass
class Settled:
    """What a reader sees of a document once its revisions are settled, in the order of reading.

    `lines`: a tuple per paragraph, row and table; a paragraph is its style, its other properties, its number,
    its text with the text of its notes, faces and links. `fields`: instruction and result. `pictures`: hash of
    the file and the text that stands for it. `sections`: page sizes.
    """

    lines: list[tuple[object, ...]] = field(default_factory=list)
    fields: list[tuple[str, str]] = field(default_factory=list)
    pictures: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    sections: list[tuple[str, ...]] = field(default_factory=list)
    open_fields: int = 0


def accepted(data: bytes) -> Settled:
    """A file with all its revisions accepted, its front pages taken off."""
    return _Reader(data, ("ins", "del")).read()


def rejected(data: bytes) -> Settled:
    """A file with all its revisions rejected, its front pages taken off."""
    return _Reader(data, ("del", "ins")).read()


class _Reader:
    """Settles and reads one file. `kept`, `lost`: what becomes of "ins" and "del"."""

    def __init__(self, data: bytes, fate: tuple[str, str]) -> None:
        self._docx: Docx = read_docx(data)
        self._kept, self._lost = fate
        self._seen = Settled()
        self._nums = self._numbers()
        self._counters: defaultdict[tuple[str, int], int] = defaultdict(int)
        self._rels = {name: self._relations(name) for name in ("document", "footnotes")}
        notes = self._docx.part("word/footnotes.xml")
        self.settle(notes)
        self._notes = {note.get(f"{W}id"): note for note in notes}
        self._depth: list[list[str]] = []

    def read(self) -> Settled:
        body = self._docx.body
        _strip_front(body)
        self.settle(body)
        self._blocks(body)
        for section in body.iter(f"{W}sectPr"):
            size = section.find(f"{W}pgSz")
            assert size is not None
            self._seen.sections.append(tuple(sorted(map(str, size.attrib.values()))))
        self._seen.open_fields = len(self._depth)
        return self._seen

    # --- settling ---

    def settle(self, root: etree._Element) -> None:
        for row in list(root.iter(f"{W}tr")):
            if row.find(f"{W}trPr/{W}{self._lost}") is not None:
                _drop(row)
        for table in list(root.iter(f"{W}tbl")):
            if table.find(f"{W}tr") is None:
                _drop(table)
        self._settle_properties(root)
        lost = [p for p in root.iter(f"{W}p") if p.find(f"{W}pPr/{W}rPr/{W}{self._lost}") is not None]
        for name in ("ins", "del"):
            for mark in list(root.iter(f"{W}{name}")):
                self._settle_mark(mark, name)
        for paragraph in lost:
            _join(paragraph)
        for node in root.iter(f"{W}delText", f"{W}delInstrText"):
            node.tag = f"{W}t" if node.tag == f"{W}delText" else f"{W}instrText"

    def _settle_mark(self, mark: etree._Element, name: str) -> None:
        parent = mark.getparent()
        assert parent is not None
        if parent.tag in (f"{W}rPr", f"{W}trPr") or name == self._lost:
            _drop(mark)
        else:
            at = parent.index(mark)
            parent[at : at + 1] = list(mark)

    def _settle_properties(self, root: etree._Element) -> None:
        for kind in ("pPr", "tblPr", "tcPr", "trPr", "sectPr", "rPr"):
            for change in list(root.iter(f"{W}{kind}Change")):
                now = change.getparent()
                assert now is not None
                now.remove(change)
                if self._lost == "ins":
                    held = [
                        child
                        for child in now
                        if child.tag in (*_UNCOMPARED, f"{W}headerReference", f"{W}footerReference")
                    ]
                    now[:] = [*change[0], *held]

    # --- reading ---

    def _blocks(self, parent: etree._Element) -> None:
        for child in _children(parent):
            if child.tag == f"{W}p":
                self._seen.lines.append(("p", *self._paragraph(child)))
            elif child.tag == f"{W}tbl":
                self._table(child)

    def _table(self, table: etree._Element) -> None:
        properties = _canonical(table.find(f"{W}tblPr"), ("tblW",))
        self._seen.lines.append(("table", len(table.findall(f"{W}tblGrid/{W}gridCol")), properties))
        for row in table.findall(f"{W}tr"):
            self._seen.lines.append(("row", _canonical(row.find(f"{W}trPr"))))
            for cell in row.findall(f"{W}tc"):
                self._seen.lines.append(("cell", _canonical(cell.find(f"{W}tcPr"), ("tcW",))))
                self._blocks(cell)

    def _paragraph(self, paragraph: etree._Element) -> tuple[object, ...]:
        properties = paragraph.find(f"{W}pPr")
        number = self._number(properties)
        direct = _canonical(properties, ("rPr", "sectPr", "numPr"))
        turned = properties is not None and properties.find(f"{W}sectPr") is not None
        return direct, turned, number, *self._content(paragraph, "document")

    def _content(self, paragraph: etree._Element, part: str) -> tuple[object, ...]:
        """Text with the notes in it, each stretch of a face or link by itself."""
        stretches: list[tuple[str, str, str]] = []
        for run in paragraph.iter(f"{W}r"):
            face = _canonical(run.find(f"{W}rPr"))
            link = self._link(run, part)
            said = "".join(self._said(node, part) for node in run)
            if stretches and stretches[-1][1:] == (face, link):
                stretches[-1] = (stretches[-1][0] + said, face, link)
            elif said:
                stretches.append((said, face, link))
        return tuple((normalize("NFC", said), *rest) for said, *rest in stretches)

    def _said(self, node: etree._Element, part: str) -> str:
        if node.tag == f"{W}fldChar":
            return self._field(node.get(f"{W}fldCharType"))
        if node.tag == f"{W}instrText":
            self._depth[-1][0] += node.text or ""
            return ""
        said = self._shown(node, part)
        for open_field in self._depth:
            open_field[1] += said
        return said

    def _shown(self, node: etree._Element, part: str) -> str:
        if node.tag == f"{W}t":
            return node.text or ""
        if node.tag == f"{W}br":
            return f"\n{node.get(f'{W}type', '')}"
        if node.tag == f"{W}footnoteReference":
            note = self._notes[node.get(f"{W}id")]
            said = "".join(str(self._content(paragraph, "footnotes")) for paragraph in note.iter(f"{W}p"))
            self._seen.notes.append(said)
            return f"[nota {said}]"
        if node.tag == f"{W}drawing":
            self._picture(node, part)
            return "[imagen]"
        return _TEXT.get(str(node.tag), "")

    def _field(self, kind: str | None) -> str:
        if kind == "begin":
            self._depth.append(["", ""])
        elif kind == "end":
            instruction, result = self._depth.pop()
            words = instruction.split()
            # bookmarks have the names of one version alone
            self._seen.fields.append((" ".join(word for word in words if not word.startswith("_p")), result))
        return ""

    def _picture(self, node: etree._Element, part: str) -> None:
        blips = [blip.get(f"{R}embed", "") for blip in node.iter(f"{_A}blip")]
        blips += [one.get(f"{R}embed", "") for one in node.iter() if str(one.tag).endswith("}svgBlip")]
        digest = "".join(sha256(self._docx.parts[self._rels[part][key]]).hexdigest()[:12] for key in blips)
        described = next(node.iter(f"{_WP}docPr")).get("descr", "")
        extent = next(node.iter(f"{_WP}extent"))
        self._seen.pictures.append((f"{digest} {extent.get('cx')} {extent.get('cy')}", described))

    def _link(self, run: etree._Element, part: str) -> str:
        parent = run.getparent()
        while parent is not None and parent.tag in _WRAPPERS:
            if parent.tag == f"{W}hyperlink":
                key = parent.get(f"{R}id")
                return self._rels[part][key] if key else "#"
            parent = parent.getparent()
        return ""

    def _number(self, properties: etree._Element | None) -> tuple[object, ...]:
        """List, level and the number that the paragraph bears, where it says so itself."""
        number = None if properties is None else properties.find(f"{W}numPr")
        if number is None:
            return ()
        values = [number.find(f"{W}{name}") for name in ("numId", "ilvl")]
        key, level = ("" if value is None else value.get(f"{W}val", "") for value in values)
        deep = int(level or 0)
        self._counters[key, deep] += 1
        for deeper in [at for at in self._counters if at[0] == key and at[1] > deep]:
            del self._counters[deeper]
        return self._nums[key], deep, self._counters[key, deep]

    def _numbers(self) -> dict[str, str]:
        root = self._docx.part("word/numbering.xml")
        return {
            num.get(f"{W}numId", ""): "".join(etree.tostring(child, method="c14n").decode() for child in num)
            for num in root.findall(f"{W}num")
        }

    def _relations(self, part: str) -> dict[str, str]:
        name = f"word/_rels/{part}.xml.rels"
        if name not in self._docx.parts:
            return {}
        return {
            line.get("Id", ""): line.get("Target", "")
            if line.get("TargetMode") == "External"
            else posixpath.normpath(posixpath.join("word", line.get("Target", "")))
            for line in self._docx.part(name)
        }


def _children(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from _children(child)
        else:
            yield child


def _canonical(properties: etree._Element | None, without: tuple[str, ...] = ()) -> str:
    """The settings of a paragraph, run, row, cell or table as text, in whatever order they stand."""
    if properties is None:
        return ""
    names = {f"{W}{name}" for name in without}
    return "".join(sorted(_spelt(child) for child in properties if child.tag not in names))


def _spelt(element: etree._Element) -> str:
    values = " ".join(f"{key}={value}" for key, value in sorted(element.attrib.items()))
    return f"<{element.tag} {values}>{''.join(map(_spelt, element))}".replace(W, "")


def _strip_front(body: etree._Element) -> None:
    """Take off the pages in front of the tracked text."""
    for at, child in enumerate(body):
        if any(mark.get(f"{W}name") == FRONT for mark in child.iter(f"{W}bookmarkStart")):
            del body[: at + 1]
            return


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _join(paragraph: etree._Element) -> None:
    """A paragraph without its mark: what it holds goes in front of what the next one holds."""
    parent = paragraph.getparent()
    if parent is None:
        return
    content = [child for child in paragraph if child.tag != f"{W}pPr"]
    following = paragraph.getnext()
    if following is not None and following.tag == f"{W}p":
        at = 1 if following.find(f"{W}pPr") is not None else 0
        following[at:at] = content
        parent.remove(paragraph)
    elif following is not None and next(paragraph.iter(f"{W}r"), None) is None:
        parent.remove(paragraph)
