"""The rows of a table as they are read, and what its marks say of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from plangen.document.blocks import Break, Cell, Inline, Inlines, Layout, Row, Text
from plangen.document.inlines import Inliner, plain_text
from plangen.templating.atoms import Mark

_NO_DATA = "–"


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
        self._cells.append(_cell(content, self.layout, len(self._cells), header=not self.made))

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


def _cell(content: Inlines, layout: Layout, column: int, *, header: bool) -> Cell:
    paragraphs = split_paragraphs(content)
    kind = layout.kinds[column] if column < len(layout.kinds) else ""
    if header or kind not in {"level", "calendar"}:
        return Cell(paragraphs)
    text = plain_text(content)
    if kind == "calendar":
        return Cell(paragraphs, active=bool(text))
    number = re.match(r"\d(?:\.\d+)?\Z", text)
    return Cell(paragraphs, level=min(5, max(1, round(float(text)))) if number else 0)


def split_paragraphs(content: Inlines) -> tuple[Inlines, ...]:
    """The paragraphs of a cell: its inlines between breaks; at least one, empty at worst."""
    if Break not in map(type, content):
        return (content,)
    paragraphs: list[list[Inline]] = [[]]
    for inline in content:
        if isinstance(inline, Break):
            paragraphs.append([])
        else:
            paragraphs[-1].append(inline)
    return tuple(tuple(paragraph) for paragraph in paragraphs if paragraph) or ((),)
