"""What stands in a table's columns: kind of thing, longest word, whole width. Millimetres throughout."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from plangen.document.blocks import Cell, Table, Text
from plangen.word.fields import NBSP, plain
from plangen.word.metrics import Ruler, text_width

MARGIN = 3.0
"""Left and right margin of a cell together."""
RESERVE = 1.12
"""For faces wider than ours in a client's reference document."""
AFTER_FIGURES = 4.5
"""Left margin of a text column behind a column of figures, so that the two do not touch."""

FIGURES = frozenset(("number", "amount"))
CENTRED = frozenset(("level", "calendar"))
KINDLESS = frozenset(("sheet", "cover", "columns", "figures"))
"""Layout styles whose cells look the same whatever stands in them."""

_SIDE = 1.5
_SENTENCE = 60.0
_HEADER_SIZE = 9.0
_MEASURED = 3
_AMPLE = 45.0  # a given width in which every word has room
_SHORT = 40
_MEAN_LETTER = 0.15  # millimetres per point of size, over Spanish prose in Calibri
_HEADER_LINES = 1.6  # longest words that a header asks for before it wraps
_FIGURE = re.compile(r"(?:S/|US\$)?\s*[–+-]?\s*\d[\d.,\s]*(?:%|pp|M)?$|–$|$")
_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}$|\d{4}-\d\d-\d\d$|$")
_CODE = re.compile(r"[A-ZÑ]{1,6}[-. ]?\d[\w.-]*$|\d+(?:\.\d+)+$|$")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its kind (`Layout.kinds`), the width its longest word needs, the width without any wrap
    and that of the mean cell, all with margins and reserve."""

    kind: str
    least: float
    natural: float
    mean: float


def columns_of(
    table: Table, size: float, given: Sequence[float] = (), ruler: Ruler | None = None
) -> tuple[Column, ...]:
    """The columns of a table set in a type size in points.

    A column whose width is `given` (millimetres, 0 = not) and whose kind the table names is measured for
    its longest word alone; where it is ample or looks do not depend on the kind, not at all.
    """
    kinds, count = table.layout.kinds, len(table.header.cells)
    fixed = [at < len(given) and given[at] > 0 for at in range(count)]
    kindless = all(fixed) and table.layout.style in KINDLESS
    gauge = _Gauge(table, size, ruler or Ruler())
    found = []
    for at in range(count):
        kind = kinds[at] if at < len(kinds) else ""
        if fixed[at] and kindless:
            found.append(Column(kind, 0, 0, 0))
        elif fixed[at] and kind:
            ample = given[at] >= _AMPLE
            found.append(Column(kind, _AMPLE, _AMPLE, _AMPLE) if ample else gauge.narrow(at, kind))
        else:
            found.append(gauge.column(at, kind))
    return tuple(_apart(found, at) for at in range(len(found)))


def is_apart(columns: Sequence[Column], at: int) -> bool:
    """Whether a column of words follows one of figures."""
    return at > 0 and columns[at - 1].kind in FIGURES and columns[at].kind not in FIGURES | CENTRED


def _apart(columns: list[Column], at: int) -> Column:
    """The column, with the room that sets words apart from figures."""
    if not is_apart(columns, at):
        return columns[at]
    extra = AFTER_FIGURES - _SIDE
    column = columns[at]
    return replace(column, least=column.least + extra, natural=column.natural + extra)


def _text_of(cell: Cell) -> str:
    """The longest paragraph of a cell as characters."""
    paragraphs = cell.paragraphs
    if len(paragraphs) == 1 and len(paragraphs[0]) == 1 and type(paragraphs[0][0]) is Text:
        return paragraphs[0][0].text
    return max(map(plain, paragraphs), key=len, default="")


class _Gauge:
    """Measures the columns of one table."""

    def __init__(self, table: Table, size: float, ruler: Ruler) -> None:
        self._table = table
        self._size = size
        self._ruler = ruler
        self._loud = {row.role for row in table.rows} != {""}

    def column(self, at: int, kind: str) -> Column:
        """A column, its kind found where it has none."""
        table = self._table
        cells = [row.cells[at] for row in table.rows if at < len(row.cells)]
        texts = [_text_of(cell) for cell in cells]
        pairs = zip(texts, table.rows, strict=False) if self._loud else ()
        loud = [text for text, row in pairs if row.role]
        header = _text_of(table.header.cells[at])
        least, natural, mean = self._widths(texts, loud, header)
        if not kind:
            side = table.align[at] if at < len(table.align) else ""
            kind = _kind(cells, texts, side, natural)
            if at == 0 and kind == "number" and not side:
                kind = "code"  # what a row begins with names it
        if kind in FIGURES:
            # a header on one line, where it is not long, tells figures apart better than two
            natural = max(natural, self._ruler.line(header, _HEADER_SIZE) * RESERVE + MARGIN)
        return Column(kind, least, natural, mean)

    def narrow(self, at: int, kind: str) -> Column:
        """A column of which only its least width matters: that of its longest word by count."""
        ruler, size = self._ruler, self._size
        words = " ".join([_text_of(row.cells[at]) for row in self._table.rows if at < len(row.cells)])
        widest = ruler.word(max(words.split(" "), key=len), size)
        head = ruler.word(_text_of(self._table.header.cells[at]), _HEADER_SIZE)
        least = max(widest, head) * RESERVE + MARGIN
        return Column(kind, least, least, least)

    def _widths(self, texts: list[str], loud: list[str], header: str) -> tuple[float, float, float]:
        """Least, natural and mean width. `loud`: texts of group and total rows, which are bold.

        Only the few longest by count of characters are measured: a shorter one is not the widest by more
        than the reserve.
        """
        ruler, size = self._ruler, self._size
        several = dict.fromkeys(texts)
        words = dict.fromkeys(" ".join(several).split(" "))
        widest = max([ruler.word(word, size) for word in _longest(words)], default=0.0)
        head, line = ruler.word(header, _HEADER_SIZE), ruler.line(header, _HEADER_SIZE)
        role = max([ruler.word(text, size) for text in loud], default=0.0)
        whole = max([_whole(text, size) for text in _longest(several)], default=0.0)
        lengths = list(map(len, texts))
        mean = sum(lengths) / (len(texts) or 1) / (max(lengths, default=0) or 1) * whole
        least = max(widest, head, role)
        natural = max(whole, least, min(line, head * _HEADER_LINES))
        return least * RESERVE + MARGIN, natural * RESERVE + MARGIN, mean * RESERVE + MARGIN


def _whole(text: str, size: float) -> float:
    """Width of a text on one line; of one that will wrap anyway an estimate is enough."""
    return text_width(text, size) if len(text) <= _SHORT else len(text) * size * _MEAN_LETTER


def _longest(texts: Iterable[str]) -> list[str]:
    return sorted(texts, key=len, reverse=True)[:_MEASURED]


def _kind(cells: list[Cell], texts: list[str], align: str, natural: float) -> str:
    """The kind of a column from its cells, their texts and how it is aligned."""
    if any(cell.level for cell in cells):
        return "level"
    if any(cell.active for cell in cells):
        return "calendar"
    if align == "right":
        return "number"
    if not align and any(texts):
        for kind, pattern in (("number", _FIGURE), ("date", _DATE), ("code", _CODE)):
            if all(pattern.match(text.replace(NBSP, " ").strip()) for text in texts):
                return kind
    return "sentence" if natural > _SENTENCE else "text"
