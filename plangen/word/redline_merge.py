"""Two versions of a text as one with tracked changes: blocks, tables, paragraphs.

Equal blocks stand as the new version has them. What differs is paired with what it was made from and
compared inside; the rest goes or comes whole, the old in front of the new.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from plangen.word.redline_align import Match, align, likeness, walk
from plangen.word.redline_ink import COME, GONE, Ink, cell_of, table_of
from plangen.word.redline_side import key_of
from plangen.word.redline_split import (
    Block,
    Cell,
    Row,
    split_blocks,
    split_contents,
    split_paragraph,
    split_table,
    table_head,
    text_of,
)
from plangen.word.redline_words import compared

_BOOKMARK: Final = re.compile(r'<w:bookmarkStart [^>]*w:name="([^"]*)"')
_WIDTH: Final = re.compile(r'<w:(?:tcW|tblW) w:w="\d+"')
_STYLE: Final = re.compile(r'<w:(?:p|tbl)Style w:val="[^"]*"/>')
_REFERENCE: Final = re.compile(r"<w:(?:header|footer)Reference [^>]*/>")
_SECTION: Final = re.compile(r"<w:sectPr>.*?</w:sectPr>", re.DOTALL)
_SPAN: Final = re.compile(r'<w:gridSpan w:val="\d+"/>')
_RESTYLED: Final = 0.8
_HEAVY: Final = 80
"""Characters from which a text is as good a hold for its pair as any longer one."""


@dataclass(frozen=True, slots=True)
class Ends:
    """Whether the first and the last blocks of both versions belong together whatever they say.

    A body, a cell and a note must end with a paragraph whose mark is not tracked: it has none behind it to
    be joined with. A field over several paragraphs begins and ends in the same ones.
    """

    first: bool = False
    last: bool = True


@dataclass(frozen=True, slots=True)
class Merger:
    """Writes two versions as one. `nums`: the lists of the new version, in whose names the old ones are."""

    ink: Ink
    nums: Mapping[str, str]

    def blocks(self, old: Sequence[Block], new: Sequence[Block], ends: Ends) -> Iterator[str]:
        """Blocks with their tracked changes, in pieces of XML."""
        before = [key_of(block.xml, self.nums) for block in old]
        after = [key_of(block.xml, self.nums) for block in new]
        matches = pair_blocks(old, new, (before, after), ends)
        yield from self.written(old, new, matches)

    def written(self, old: Sequence[Block], new: Sequence[Block], matches: Sequence[Match]) -> Iterator[str]:
        """The blocks of both versions, those that belong together known."""
        behind_table = False
        for gone, come, match in walk(matches, len(old), len(new)):
            for at in gone:
                yield from self._apart(old[at], behind_table)
                yield from self._alone(old[at], GONE)
                behind_table = old[at].kind == "table"
            for at in come:
                yield from self._apart(new[at], behind_table)
                yield from self._alone(new[at], COME)
                behind_table = new[at].kind == "table"
            if match is not None:
                block = new[match.new]
                yield from self._apart(block, behind_table)
                yield block.xml if match.same else self._pair(old[match.old], block)
                behind_table = block.kind == "table"

    def _apart(self, block: Block, behind_table: bool) -> Iterator[str]:
        if behind_table and block.kind == "table":
            yield self.ink.vanishing()

    def _alone(self, block: Block, state: str) -> Iterator[str]:
        if block.kind == "table":
            yield self.ink.table(block.xml, state)
        elif block.kind == "contents":
            yield from (self.ink.paragraph(line.xml, state) for line in split_contents(block.xml))
        else:
            yield self.ink.paragraph(block.xml, state)

    def _pair(self, old: Block, new: Block) -> str:
        if new.kind == "table":
            return self.table(old.xml, new.xml)
        if new.kind == "contents":
            ends = Ends(first=True, last=True)
            return "".join(self.blocks(split_contents(old.xml), split_contents(new.xml), ends))
        return self.paragraph(old.xml, new.xml)

    def paragraph(self, old: str, new: str) -> str:
        """A paragraph that was edited, or set otherwise."""
        before, after = split_paragraph(old), split_paragraph(new)
        properties = self.ink.properties(after, before=before)
        return f"<w:p>{properties}{self.ink.pieces(compared(before.content, after.content))}</w:p>"

    def table(self, old: str, new: str) -> str:
        """A table that was edited; its columns are as wide as the new version's."""
        before, after = split_table(old), split_table(new)
        earlier = _with_widths(before.properties, after.properties)
        table = after
        if earlier != after.properties:
            change = self.ink.mark("tblPrChange", earlier)
            inside = after.properties.removesuffix("</w:tblPr>")
            table = replace(after, properties=f"{inside}{change}</w:tblPr>")
        return table_of(table, self._rows(before.rows, after.rows))

    def section(self, old: str, new: str) -> str:
        """`w:sectPr` of the last section; headers and footers are the new version's."""
        if old == new:
            return new
        earlier = _REFERENCE.sub("", old)
        return new.removesuffix("</w:sectPr>") + self.ink.mark("sectPrChange", earlier) + "</w:sectPr>"

    def _rows(self, old: Sequence[Row], new: Sequence[Row]) -> Iterator[str]:
        before, after = [self._row_key(row) for row in old], [self._row_key(row) for row in new]
        texts, others = _Texts(old), _Texts(new)

        def score(i: int, j: int) -> float:
            if _shape(old[i]) != _shape(new[j]):
                return 0.0
            return _weighed(texts(i), others(j), _first_text(old[i]) == _first_text(new[j]) != "")

        for gone, come, match in walk(align(before, after, texts, score), len(old), len(new)):
            yield from (self.ink.row(old[at], GONE) for at in gone)
            yield from (self.ink.row(new[at], COME) for at in come)
            if match is not None:
                row = new[match.new]
                yield row.xml if match.same else self._row(old[match.old], row)

    def _row_key(self, row: Row) -> str:
        return key_of(_WIDTH.sub("", row.xml), self.nums)

    def _row(self, old: Row, new: Row) -> str:
        cells = "".join(self._cell(*pair) for pair in zip(old.cells, new.cells, strict=True))
        properties = f"<w:trPr>{new.properties}</w:trPr>" if new.properties else ""
        return f"<w:tr>{properties}{cells}</w:tr>"

    def _cell(self, old: Cell, new: Cell) -> str:
        properties = new.properties
        earlier = _with_widths(old.properties, new.properties)
        if earlier != properties:
            properties += self.ink.mark("tcPrChange", f"<w:tcPr>{earlier}</w:tcPr>")
        if old.content == new.content:
            return cell_of(properties, new.content)
        blocks = self.blocks(split_blocks(old.content), split_blocks(new.content), Ends())
        return cell_of(properties, "".join(blocks))


def pair_blocks(
    old: Sequence[Block], new: Sequence[Block], keys: tuple[Sequence[str], Sequence[str]], ends: Ends
) -> list[Match]:
    """The blocks that belong together; `keys` are those of both versions."""
    first = int(ends.first and bool(old) and bool(new))
    last = int(ends.last and min(len(old), len(new)) > first)
    before, after = keys
    inner = slice(first, len(old) - last), slice(first, len(new) - last)
    seen, others = _Seen(old[inner[0]]), _Seen(new[inner[1]])
    matches = align(before[inner[0]], after[inner[1]], seen.text, partial(_score, seen, others))
    middle = [Match(match.old + first, match.new + first, match.same) for match in matches]
    head = [Match(0, 0, before[0] == after[0])] if first else []
    at, other = len(old) - 1, len(new) - 1
    tail = [Match(at, other, before[at] == after[other])] if last else []
    return [*head, *middle, *tail]


class _Seen:
    """What decides whether blocks go together; found for each when it is first asked for."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._forms: dict[int, tuple[str, ...]] = {}
        self._texts: dict[int, str] = {}

    def text(self, at: int) -> str:
        if at not in self._texts:
            self._texts[at] = text_of(self._blocks[at].xml)
        return self._texts[at]

    def kind(self, at: int) -> str:
        return self._blocks[at].kind

    def form(self, at: int) -> tuple[str, ...]:
        if at not in self._forms:
            self._forms[at] = _form(self._blocks[at])
        return self._forms[at]

    def style(self, at: int) -> str:
        return _style(self._blocks[at].xml)

    def bookmarks(self, at: int) -> frozenset[str]:
        xml = self._blocks[at].xml
        return frozenset(_BOOKMARK.findall(xml)) if "<w:bookmarkStart " in xml else frozenset()


def _score(old: _Seen, new: _Seen, i: int, j: int) -> float:
    if old.form(i) != new.form(j):
        return 0.0
    before, after = old.text(i), new.text(j)
    if old.kind(i) != "paragraph":
        return _weighed(before, after, old.kind(i) == "contents")
    held = bool(old.bookmarks(i) & new.bookmarks(j))
    if not held and old.style(i) != new.style(j) and not likeness(before, after, _RESTYLED):
        return 0.0
    return _weighed(before, after, held)


def _form(block: Block) -> tuple[str, ...]:
    """What must be the same for two blocks to be versions of one another."""
    if block.kind == "contents":
        instruction = block.xml.partition("</w:instrText>")[0].rpartition(">")[2]
        return block.kind, *_SECTION.findall(block.xml), _several(block), instruction
    if block.kind == "table":
        properties, grid = table_head(block.xml)
        return block.kind, _style(properties), "|" * grid.count("<w:gridCol ")
    paragraph = split_paragraph(block.xml)
    return block.kind, paragraph.section, paragraph.mark


def _several(block: Block) -> str:
    return "several" if "</w:p><w:p>" in block.xml else "one"


def _style(xml: str) -> str:
    match = _STYLE.search(xml)
    return match[0] if match else ""


def _weighed(old: str, new: str, held: bool) -> float:
    """What a pair is worth; `held`: paired whatever it says.

    Worth more the more is said, so that no short text parts two long ones; and by the square of likeness,
    so that two poor pairs never outweigh a good one.
    """
    like = 1.0 if held else likeness(old, new)
    return like * like * (0.05 + min(1.0, max(len(old), len(new)) / _HEAVY))


def _shape(row: Row) -> tuple[str, tuple[str, ...]]:
    return row.properties, tuple("".join(_SPAN.findall(cell.properties)) for cell in row.cells)


class _Texts:
    """What each of some rows says, found when it is first asked for."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._known: dict[int, str] = {}

    def __call__(self, at: int) -> str:
        if at not in self._known:
            cells = self._rows[at].cells
            self._known[at] = "\n".join(text_of(cell.content) for cell in cells).strip()
        return self._known[at]


def _first_text(row: Row) -> str:
    return text_of(row.cells[0].content) if row.cells else ""


def _with_widths(properties: str, others: str) -> str:
    """Properties of a table or cell with the widths of other ones: those are not tracked."""
    widths = iter(_WIDTH.findall(others))
    return _WIDTH.sub(lambda match: next(widths, match[0]), properties)
