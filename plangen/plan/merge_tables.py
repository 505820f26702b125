"""Three versions of a table of a plan (CSV) → one, row by row and cell by cell, as `merge` does with YAML."""

from __future__ import annotations

import re
from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from plangen.plan.merge import LABELS, MARKER_SIZE, Merged, unchanged
from plangen.plan.merge_chunks import Chunk, Clash, MergeLabels, Version, marked, resolved
from plangen.plan.merge_layout import line_end_of
from plangen.plan.merge_values import (
    Decided,
    Side,
    Sort,
    Unsure,
    Value,
    item_key,
    merged_order,
    merged_value,
    value_of,
)
from plangen.plan.model import Acronym, BenchmarkScore, EvidenceSource, Fact, Record, shapes
from plangen.plan.paths import join_path
from plangen.plan.tables import read_table
from plangen.spans import Source

_LISTS: Table[str, type[Record]] = MappingProxyType(
    {
        "facts": Fact,
        "sources": EvidenceSource,
        "benchmark/scores": BenchmarkScore,
        "plan/acronyms": Acronym,
    }
)
"""The lists that may be a table, by their plan paths."""

_CELL = r'(?:"[^"]*(?:""[^"]*)*"[^{0}\r\n"]*|[^{0}\r\n"][^{0}\r\n]*)?'
_SEPARATOR_LINE = re.compile(r"sep=[,;][ \t]*\r?\n", re.IGNORECASE)
_QUOTES = "\"' \t"


class _Row(NamedTuple):
    """A record as it is written: its cells with their quotes, its line, the empty lines above it."""

    cells: tuple[str, ...]
    line: str
    lead: str


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table as it is written: the lines above its rows, the rows by key, the empty lines at its end."""

    head: str
    separator: str
    rows: dict[str, _Row]
    tail: str
    value: Value


def merge_tables(
    base: Source,
    ours: Source,
    theirs: Source,
    labels: MergeLabels = LABELS,
    marker_size: int = MARKER_SIZE,
) -> Merged:
    """Merge what theirs changed since base into ours; conflict markers round the rows that both changed.

    Not understood is what is no table of a plan, has any fault or repeated keys, and whatever a side did to
    the columns.
    """
    trivial = unchanged(base, ours, theirs)
    if trivial is not None:
        return trivial
    try:
        path = _list_of(ours)
        eol = line_end_of(ours.text)
        sheets = [_read(one, path) for one in (base, ours, theirs)]
        if len({(one.head.strip(), one.separator) for one in sheets}) > 1:
            raise Unsure("columns")
        chunks = _merged(sheets, path, eol)
        _check(chunks, sheets, path, ours)
    except Unsure:
        return Merged(ours.text, understood=False)
    text = marked(chunks, labels, marker_size, eol)
    clashes = tuple(one.path for one in chunks if isinstance(one, Clash))
    if not clashes and not ours.text.endswith("\n"):
        text = text.removesuffix(eol)
    return Merged(text, clashes)


def _list_of(source: Source) -> str:
    """The list whose records have the fields that the header names."""
    head = _SEPARATOR_LINE.match(source.text)
    line = source.text[head.end() if head else 0 :].partition("\n")[0]
    names = {name.strip(_QUOTES + "\r") for name in re.split("[,;]", line)} - {""}
    fitting = [
        path
        for path, model in _LISTS.items()
        if names <= shapes(model).keys()
        and names >= {name for name, shape in shapes(model).items() if shape.required}
    ]
    if len(fitting) != 1:
        raise Unsure("no table of a plan")
    return fitting[0]


def _read(source: Source, path: str) -> _Sheet:
    text = source.text if source.text.endswith("\n") else source.text + "\n"
    model = _LISTS[path]
    table, findings = read_table(Source(source.name, text), model)
    if findings:
        raise Unsure("faults")
    head = _SEPARATOR_LINE.match(text)
    at = head.end() if head else 0
    header = text[at:].partition("\n")[0]
    separator = ";" if header.count(";") > header.count(",") else ","
    start = at + len(header) + 1
    rows, tail = _rows(text, start, separator)
    if len(rows) != len(table.items):
        raise Unsure("rows")
    sort = Sort(model, "list")
    keyed = {item_key(item, sort): row for item, row in zip(table.items, rows, strict=True)}
    return _Sheet(text[:start], separator, keyed, tail, value_of(table, sort))


def _rows(text: str, at: int, separator: str) -> tuple[list[_Row], str]:
    """The rows that hold anything, and what is left behind them."""
    cell = re.compile(_CELL.format(separator))
    rows: list[_Row] = []
    lead = at
    while at < len(text):
        cells, start = list[str](), at
        while True:
            found = cell.match(text, at)
            cells.append(found[0] if found else "")
            at += len(cells[-1])
            if not text.startswith(separator, at):
                break
            at += 1
        line = text[start:at]
        at += 2 if text.startswith("\r\n", at) else 1
        if text[at - 1 : at] != "\n":
            raise Unsure("odd cells")
        if any(one.strip(_QUOTES) for one in cells):
            rows.append(_Row(tuple(cells), line, text[lead:start]))
            lead = at
    return rows, text[lead:]


def _merged(sheets: Sequence[_Sheet], path: str, eol: str) -> list[Chunk]:
    base, ours, theirs = sheets
    chunks: list[Chunk] = [ours.head]
    for key in merged_order(base.rows, ours.rows, theirs.rows):
        was, mine, other = (one.rows.get(key) for one in sheets)
        row = _merged_row((was, mine, other), ours.separator)
        lead = mine.lead if mine else ""
        if row is None:
            lines = [Version(one.line + eol if one else "") for one in (mine, was, other)]
            chunks += [lead, Clash(join_path(path, key), lines[0], lines[1], lines[2])]
        elif row:
            chunks.append(lead + row + eol)
    return [*chunks, ours.tail]


def _merged_row(trio: tuple[_Row | None, _Row | None, _Row | None], separator: str) -> str | None:
    """The line of a row, empty where it goes; None where it clashes."""
    base, ours, theirs = trio
    was, mine, other = (_typed(one) for one in trio)
    if other in (was, mine):
        return ours.line if ours else ""
    if mine == was:
        return theirs.line if theirs else ""
    if not (base and ours and theirs) or len({*map(len, (was, mine, other))}) > 1:
        return None
    cells: list[str] = []
    for number, raw in enumerate(ours.cells):
        if other[number] in (was[number], mine[number]):
            cells.append(raw)
        elif mine[number] == was[number]:
            cells.append(theirs.cells[number])
        else:
            return None
    return separator.join(cells)


def _typed(row: _Row | None) -> tuple[str, ...]:
    return tuple(cell.strip().replace("\r\n", "\n") for cell in row.cells) if row else ()


def _check(chunks: list[Chunk], sheets: Sequence[_Sheet], path: str, ours: Source) -> None:
    """Unsure unless the table, with either side of its clashes, says what the three make together."""
    values = [one.value for one in sheets]
    paths = frozenset(one.path for one in chunks if isinstance(one, Clash))
    sides: tuple[Side, ...] = ("ours", "theirs")
    for side in sides:
        said = _read(Source(ours.name, resolved(chunks, side)), path).value
        if said != merged_value(values, Sort(_LISTS[path], "list"), path, Decided(paths, side)):
            raise Unsure(path)
