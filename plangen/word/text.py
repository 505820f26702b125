"""The text of a .docx of any origin, as lines by which git shows what changed.

Headings with `#`, one sentence a line, items of lists with `-` or `1.`, rows of tables with ` | `, notes
where they are marked as `^[…]`, pictures by their words. No number that Word counts by itself: one inserted
section must not change the lines of all others. For the same reason contents and lists of tables are left
out. Tracked changes read as accepted. Headers, footers and comments are not part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from lxml import etree

from plangen.document.sentences import sentence_ends
from plangen.plan.reading import UNREADABLE
from plangen.word.archive import parse_part
from plangen.word.namespaces import MC, WP, qualified
from plangen.word.opened import Opened, open_package


def _path(names: str) -> str:
    return "/".join(map(qualified, names.split("/")))


_VAL: Final = qualified("w:val")
_ID: Final = qualified("w:id")
_P: Final = qualified("w:p")
_TBL: Final = qualified("w:tbl")
_TR: Final = qualified("w:tr")
_TC: Final = qualified("w:tc")
_T: Final = qualified("w:t")
_ALTERNATE: Final = f"{{{MC}}}AlternateContent"
_PICTURE: Final = f"{{{WP}}}docPr"
_BOX: Final = qualified("w:txbxContent")
_NOTES: Final = {
    qualified("w:footnoteReference"): "footnotes",
    qualified("w:endnoteReference"): "endnotes",
}
_GONE: Final = frozenset(
    qualified(f"w:{name}")
    for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "instrText", "tblPr", "trPr")
)
_WORDS: Final = {
    qualified("w:tab"): "\t",
    qualified("w:br"): "\n",
    qualified("w:cr"): "\n",
    qualified("w:noBreakHyphen"): "-",
}
_LISTED: Final = re.compile(r"toc \d|table of figures|toc heading", re.IGNORECASE)
_HEADING: Final = re.compile(r"heading ([1-9])", re.IGNORECASE)
_DEEPER: Final = re.compile(r"list (?:bullet|number) ([2-5])", re.IGNORECASE)
_UNFIT: Final = re.compile(f"[{UNREADABLE}\r\u2028\u2029]")
_STYLE: Final = _path("w:pPr/w:pStyle")
_OUTLINE: Final = _path("w:pPr/w:outlineLvl")
_NUMBER: Final = _path("w:pPr/w:numPr/w:numId")
_LEVEL: Final = _path("w:pPr/w:numPr/w:ilvl")
_MARKS_GONE: Final = (_path("w:pPr/w:rPr/w:del"), _path("w:pPr/w:rPr/w:moveFrom"))
_ROW_GONE: Final = _path("w:trPr/w:del")
_CELL_GONE: Final = _path("w:tcPr/w:cellDel")
_BLANKS: Final = re.compile(r"[ \t\n]+")
_PARAGRAPHS = " / "
_MAX_BASED = 20
_LEVELS: Final = frozenset("012345678")


def docx_text(data: bytes) -> str:
    """The text of a Word file, ending with a line end. UsageError as `open_package` and `Opened.body`."""
    package = open_package(data)
    body = package.body()
    blocks = [_UNFIT.sub("\ufffd", block) for block in _Reading(package).blocks(body)]
    return "\n\n".join(block for block in blocks if block.strip()) + "\n"


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says of the paragraphs that bear it, inheritance resolved.

    `heading` is its level from 1, 0 for other text; `number` and `level` are those of its list, `depth` how
    deep its name says that this list hangs in others.
    """

    name: str = ""
    heading: int = 0
    number: str = ""
    level: str = ""
    depth: int = 0


@dataclass(slots=True)
class _Said:
    """The words of a paragraph, and the text boxes that hang on it."""

    words: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)


class _Reading:
    """One way through a document; a note is told once, where it is first marked."""

    def __init__(self, package: Opened) -> None:
        self._styles = _styles(package.root("styles"))
        self._lists = _list_forms(package.root("numbering"))
        self._notes = {kind: _notes(package, kind) for kind in _NOTES.values()}

    def blocks(self, holder: etree._Element, *, bare: bool = False) -> Iterator[str]:
        """Paragraphs and tables in their order, `bare` without what says the kind of a paragraph.

        What is joined by a deleted paragraph mark is one.
        """
        held = ""
        for element in _within(holder, (_P, _TBL)):
            if element.tag == _TBL:
                yield "\n".join(self._rows(element))
                continue
            said = _Said()
            self._listen(element, said)
            text = held + "".join(said.words)
            held = text if any(_has(element, path) for path in _MARKS_GONE) else ""
            if not held:
                yield text if bare else self._dressed(element, text)
            for box in said.boxes:
                yield from self.blocks(box, bare=bare)
        yield held

    def _listen(self, element: etree._Element, said: _Said) -> None:
        for child in element:
            tag = child.tag
            if tag == _T:
                said.words.append(child.text or "")
            elif tag in _WORDS:
                said.words.append(_WORDS[tag])
            elif tag in _NOTES:
                said.words.append(self._note(_NOTES[tag], child.get(_ID, "")))
            elif tag == _PICTURE and child.get("descr"):
                said.words.append(f"![{child.get('descr')}]")
            elif tag == _BOX:
                said.boxes.append(child)
            elif tag == _ALTERNATE:
                self._listen(_chosen(child), said)
            elif tag not in _GONE:
                self._listen(child, said)

    def _note(self, kind: str, number: str) -> str:
        note = self._notes[kind].pop(number, None)
        return "" if note is None else f"^[{self._flat(note)}]"

    def _flat(self, holder: etree._Element) -> str:
        """What a cell or a note holds, on one line."""
        lines = (line for block in self.blocks(holder, bare=True) for line in block.split("\n"))
        return _PARAGRAPHS.join(_BLANKS.sub(" ", line).strip() for line in lines if line.strip())

    def _rows(self, table: etree._Element) -> Iterator[str]:
        for row in _within(table, (_TR,)):
            if not _has(row, _ROW_GONE):
                cells = (cell for cell in _within(row, (_TC,)) if not _has(cell, _CELL_GONE))
                yield " | ".join(map(self._flat, cells)).strip()

    def _dressed(self, paragraph: etree._Element, text: str) -> str:
        """A paragraph's text with what says its kind; nothing of a line of contents."""
        style = self._styles.get(_value(paragraph, _STYLE), _Style())
        text = text.strip()
        if not text or _LISTED.fullmatch(style.name):
            return ""
        outline = _value(paragraph, _OUTLINE)
        heading = _heading(outline) if outline else style.heading
        if heading:
            return f"{'#' * heading} {_BLANKS.sub(' ', text)}"
        lead = self._lead(paragraph, style)
        return lead + ("\n" + " " * len(lead)).join(_sentences(text))

    def _lead(self, paragraph: etree._Element, style: _Style) -> str:
        """What stands in front of an item of a list, "" for other text."""
        number = _value(paragraph, _NUMBER) or style.number or "0"
        level = _value(paragraph, _LEVEL) or style.level or "0"
        form = self._lists.get((number, level), "none")
        if form == "none":
            return ""
        return "  " * (int(level) + style.depth) + ("- " if form == "bullet" else "1. ")


def _styles(root: etree._Element) -> Mapping[str, _Style]:
    """The paragraph styles by their id; of two with one id, the first."""
    elements = {
        one.get(qualified("w:styleId"), ""): one for one in reversed(root.findall(qualified("w:style")))
    }
    return {key: _style(key, elements) for key in elements}


def _style(key: str, elements: Mapping[str, etree._Element]) -> _Style:
    own = _Style(_value(elements[key], qualified("w:name")))
    heading: int | None = None
    number = level = ""
    for _ in range(_MAX_BASED):
        element = elements.get(key)
        if element is None:
            break
        outline, name = _value(element, _OUTLINE), _value(element, qualified("w:name"))
        if heading is None:
            built_in = _HEADING.fullmatch(name)
            heading = int(built_in[1]) if built_in else 1 if name.lower() == "title" else None
        heading = _heading(outline) if heading is None and outline else heading
        number, level = number or _value(element, _NUMBER), level or _value(element, _LEVEL)
        key = _value(element, qualified("w:basedOn"))
    deeper = _DEEPER.fullmatch(own.name)  # a list of its own, whose first level looks like a second
    return _Style(own.name, heading or 0, number, level, int(deeper[1]) - 1 if deeper else 0)


def _heading(outline: str) -> int:
    """The level from 1 that an outline level means, 0 for body text."""
    return int(outline) + 1 if outline in _LEVELS else 0


def _sentences(text: str) -> list[str]:
    """Lines of a paragraph, one sentence each."""
    found: list[str] = []
    for line in text.split("\n"):
        cuts = [0, *sentence_ends(line), len(line)]
        found += (line[start:end].strip() for start, end in pairwise(cuts))
    return found


def _within(holder: etree._Element, wanted: tuple[str, ...]) -> Iterator[etree._Element]:
    """The wanted children of an element, through whatever wraps them; what was deleted is left out."""
    for child in holder:
        if child.tag in wanted:
            yield child
        elif child.tag == _ALTERNATE:
            yield from _within(_chosen(child), wanted)
        elif child.tag not in _GONE:
            yield from _within(child, wanted)


def _chosen(alternate: etree._Element) -> etree._Element:
    """The side of `mc:AlternateContent` that is read: the newer one."""
    return next(iter(alternate), alternate)


def _value(element: etree._Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else found.get(_VAL, "")


def _has(element: etree._Element, path: str) -> bool:
    return element.find(path) is not None


def _list_forms(numbering: etree._Element) -> Mapping[tuple[str, str], str]:
    """The number format of each level by the list's number and the level, a digit."""
    forms: dict[str, dict[str, str]] = {}
    for abstract in numbering.findall(qualified("w:abstractNum")):
        forms[abstract.get(qualified("w:abstractNumId"), "")] = {
            level.get(qualified("w:ilvl"), ""): _value(level, qualified("w:numFmt")) or "bullet"
            for level in abstract.findall(qualified("w:lvl"))
            if level.get(qualified("w:ilvl"), "") in _LEVELS
        }
    return {
        (num.get(qualified("w:numId"), ""), level): form
        for num in numbering.findall(qualified("w:num"))
        for level, form in forms.get(_value(num, qualified("w:abstractNumId")), {}).items()
    }


def _notes(package: Opened, kind: str) -> dict[str, etree._Element]:
    """Notes by their number; separators, which no text marks, among them."""
    name = package.lead(kind)
    root = parse_part(package.parts[name]) if name else None
    return {} if root is None else {note.get(_ID, ""): note for note in root}
