"""CSV as spreadsheets write it → the same node tree as YAML, so that errors point into its cells.

RFC 4180, with `,` or `;` told from the header line. The header holds field names; an empty cell is
an absent field; several ids in one cell are separated by spaces. `=` at the start of a cell is text.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from plangen.plan.faults import fault
from plangen.plan.model import Record, Shape, shapes
from plangen.plan.near import nearest
from plangen.plan.nodes import Entry, Mapping, Node, Scalar, Sequence
from plangen.spans import Finding, Related, Source, Span

_SEPARATOR_LINE = re.compile(r"sep=[,;][ \t]*\r?\n", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*+(?:""[^"]*+)*+"')
_LINE_END = re.compile(r"\r?\n|\Z")
_REPORTS = 50


_Row = tuple[Scalar, ...]


def read_table(source: Source, record: type[Record]) -> tuple[Sequence, tuple[Finding, ...]]:
    """The rows of a CSV as records of a model, and what is wrong with its form.

    Rows whose cells do not fit the header are left out; all of them where the header lacks a field
    that every record needs.
    """
    findings: list[Finding] = []
    rows = _rows(source, findings)
    columns = _columns(rows[0], record, findings) if rows else {}
    if any(finding.name == "missing-column" for finding in findings):
        return Sequence(source, 0, len(source.text), ()), tuple(findings)
    items = [_record(row, columns) for row in rows[1:] if _fits(row, rows[0], findings)]
    return Sequence(source, 0, len(source.text), tuple(items)), tuple(findings)


def _rows(source: Source, findings: list[Finding]) -> list[_Row]:
    """The rows that hold anything, the header first."""
    text, rows = source.text, list[_Row]()
    head = _SEPARATOR_LINE.match(text)
    at = head.end() if head else 0
    separator = _separator(text, at)
    plain = re.compile(f"[^{separator}\r\n]*")
    cells: list[Scalar] = []
    while at < len(text):
        cell, at = _cell(source, at, plain, findings)
        if at == len(text) and findings and findings[-1].name == "unclosed-cell":
            break
        cells.append(cell)
        if text.startswith(separator, at):
            at += 1
            if at < len(text):
                continue
            cells.append(Scalar(source, at, at, None))
        line_end = _LINE_END.match(text, at)
        at = line_end.end() if line_end else at + 1
        if any(cell.value is not None for cell in cells):
            rows.append(_trimmed(cells, len(rows[0]) if rows else 0))
        cells = []
    return rows


def _separator(text: str, at: int) -> str:
    end = text.find("\n", at)
    header = _QUOTED.sub("", text[at : len(text) if end < 0 else end])
    return ";" if header.count(";") > header.count(",") else ","


def _trimmed(cells: list[Scalar], columns: int) -> _Row:
    """Cells without the empty ones a spreadsheet leaves right of the table."""
    while len(cells) > columns and cells[-1].value is None:
        cells.pop()
    return tuple(cells)


def _cell(source: Source, at: int, plain: re.Pattern[str], findings: list[Finding]) -> tuple[Scalar, int]:
    text = source.text
    if text[at] != '"':
        match = plain.match(text, at)
        end = match.end() if match else at
        body = text[at:end]
        start = at + len(body) - len(body.lstrip())
        value = body.strip()
        return Scalar(source, start, start + len(value), value or None), end
    quoted = _QUOTED.match(text, at)
    if not quoted:
        findings.append(fault("unclosed-cell", Span(source, at, at + 1)))
        return Scalar(source, at, len(text), None), len(text)
    rest = plain.match(text, quoted.end())
    end = rest.end() if rest else quoted.end()
    if rest and rest[0].strip():
        findings.append(fault("text-after-cell", Span(source, *rest.span()), value=rest[0].strip()[:40]))
    value = quoted[0][1:-1].replace('""', '"').replace("\r\n", "\n")
    return Scalar(source, at, quoted.end(), value if value.strip() else None), end


def _columns(header: _Row, record: type[Record], findings: list[Finding]) -> dict[int, tuple[Scalar, Shape]]:
    fields, columns = shapes(record), dict[int, tuple[Scalar, Shape]]()
    first: dict[str, Scalar] = {}
    for number, cell in enumerate(header):
        name = normalize("NFC", cell.value or "")
        if name not in fields:
            near = nearest(name, fields) if number < _REPORTS else ""
            known = ", ".join(fields)
            findings.append(fault("unknown-column", cell.span, value=name, near=near, known=known))
        elif name in first:
            related = (Related("first-here", first[name].span),)
            findings.append(fault("repeated-column", cell.span, related=related, value=name))
        else:
            first[name] = cell
            columns[number] = cell, fields[name]
    for shape in fields.values():
        if shape.required and shape.name not in first:
            findings.append(fault("missing-column", header[0].span, value=shape.name))
    return columns


def _fits(row: _Row, header: _Row, findings: list[Finding]) -> bool:
    if len(row) == len(header):
        return True
    cells, columns = str(len(row)), str(len(header))
    findings.append(fault("ragged-row", row[0].span, cells=cells, columns=columns))
    return False


def _record(row: _Row, columns: dict[int, tuple[Scalar, Shape]]) -> Mapping:
    entries: dict[str, Entry] = {}
    for number, (key, shape) in columns.items():
        cell = row[number]
        if cell.value is not None:
            entries[shape.name] = Entry(key, _several(cell) if shape.many == "list" else cell)
    first, last = row[0], row[-1]
    return Mapping(first.source, first.start, last.end, entries)


def _several(cell: Scalar) -> Node:
    text = cell.source.text[cell.start : cell.end]
    words = [
        Scalar(cell.source, cell.start + match.start(), cell.start + match.end(), match[0])
        for match in re.finditer(r'[^\s"]+', text)
    ]
    return Sequence(cell.source, cell.start, cell.end, tuple(words))
