"""The rows of a table as they are read, and what its marks say of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from plangen.document.blocks import Break, Cell, Inline, Inlines, Layout, Row, Text
from plangen.document.inlines import Inliner, plain_text
from plangen.templating.atoms import Mark

_NO_DATA = "–"
_EMPTY = Cell(((),))
_PAINTED = frozenset({"level", "calendar"})


@dataclass(slots=True)
class Rows:
    """The rows of a table as they are read; the first is the header."""

    layout: Layout
    made: list[Row] = field(default_factory=list)
    illustrative: bool = False
    _cells: list[Cell] = field(default_factory=list)
    _role: str = ""

    def add_inlines(self, content: Inlines, inliner: Inliner) -> None:
        """A cell that went through `inliner`: its row marks count, and an absent value shows as a dash."""
        for mark in inliner.marks:
            if mark.name == "row":
                self._role = mark.args["role"]
        self.illustrative |= inliner.illustrative
        self.add_cell((Text(_NO_DATA),) if not content and inliner.absent and self.made else content)

    def add_cell(self, content: Inlines) -> None:
        """A cell with what it holds."""
        kinds, at = self.layout.kinds, len(self._cells)
        painted = self.made and at < len(kinds) and kinds[at] in _PAINTED
        if painted:
            self._cells.append(_painted(content, kinds[at]))
        else:
            self._cells.append(Cell((content,) if len(content) == 1 else split_paragraphs(content)))

    def add_empty(self) -> None:
        """A cell with nothing in it."""
        self._cells.append(_EMPTY)

    def end_row(self) -> None:
        """The row is complete."""
        self.made.append(Row(tuple(self._cells), self._role))
        self._cells, self._role = [], ""


def layout_of(marks: Mapping[str, Mark]) -> Layout:
    """What the `layout` mark of a table asks of Word."""
    mark = marks.get("layout")
    if mark is None:
        return Layout()
    args = mark.args
    kinds = tuple("" if kind == "-" else kind for kind in args.get("kinds", "").split())
    widths = tuple(float(width) for width in args.get("widths", "").split())
    compact, landscape = args.get("compact") == "True", args.get("landscape") == "True"
    return Layout(args.get("style", "plain"), kinds, widths, compact, landscape)


def _painted(content: Inlines, kind: str) -> Cell:
    """A cell of a column whose cells are painted by what they hold."""
    text, paragraphs = plain_text(content), split_paragraphs(content)
    if kind == "calendar":
        return Cell(paragraphs, active=bool(text))
    number = re.match(r"\d(?:\.\d+)?\Z", text)
    return Cell(paragraphs, level=min(5, max(1, round(float(text)))) if number else 0)


def split_paragraphs(content: Inlines) -> tuple[Inlines, ...]:
    """The paragraphs of a cell: its inlines between breaks; at least one, empty at worst."""
    if len(content) < 2 or Break not in map(type, content):  # tidy inlines: a break is never alone
        return (content,)
    paragraphs: list[list[Inline]] = [[]]
    for inline in content:
        if isinstance(inline, Break):
            paragraphs.append([])
        else:
            paragraphs[-1].append(inline)
    return tuple(tuple(paragraph) for paragraph in paragraphs if paragraph) or ((),)
