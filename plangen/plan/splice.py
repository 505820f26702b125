"""New records put into the text of a plan file: its comments and its layout stay."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plangen.plan.edit import apply_edits
from plangen.plan.merge_layout import Children, Layout, Piece, children_of, read_layout
from plangen.plan.merge_values import Unsure, Value
from plangen.plan.paths import parse_path
from plangen.spans import Edit, Source, Span

_STEP = 2
"""Columns by which a new list stands right of its key."""


def insert_record(source: Source, path: str, lines: Iterable[str]) -> Edit | None:
    """The edit that puts a record at the end of the list at a plan path (`plan/changes`).

    `lines` are the record's, as YAML in block style without indentation or line ends. Keys of the path that
    the file lacks are made. None where the file has faults, where the list stands between brackets with
    something in it, or where the record is one that the list has already.
    """
    record = [line.rstrip("\r\n") for line in lines]
    try:
        layout = read_layout(source)
        keys = parse_path(path).keys
        edit = _edit(source, layout, keys, record)
        before, after = layout.value, read_layout(Source(source.name, apply_edits(source, [edit]))).value
    except Unsure:
        return None
    return edit if len(_at(after, keys)) == len(_at(before, keys)) + 1 else None


def _at(value: Value, keys: Sequence[str]) -> dict[str, Value]:
    """The records at a path, by key."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def _edit(source: Source, layout: Layout, keys: Sequence[str], record: list[str]) -> Edit:
    children, piece, known = layout.children, None, 0
    for key in keys:
        if key not in children.pieces:
            break
        known, piece = known + 1, children.pieces[key]
        children = children_of(piece) or Children({}, "", "", flow=True)
    items = [f"- {record[0]}", *(f"  {line}" if line.strip() else line for line in record[1:])]
    fresh = _below(keys[known:], items)
    if children.pieces and not children.flow:
        return _appended(source, children, fresh, layout.eol)
    if piece is None or piece.value is not None:
        raise Unsure("no list in block style")
    return _filled(source, piece, fresh, layout.eol)


def _below(keys: Sequence[str], items: list[str]) -> list[str]:
    """The lines of a list below keys that are not there yet."""
    lines = items
    for key in reversed(keys):
        lines = [f"{key}:", *_moved(lines, _STEP)]
    return lines


def _moved(lines: Iterable[str], by: int) -> list[str]:
    return [" " * by + line if line.strip() else line for line in lines]


def _appended(source: Source, children: Children, lines: list[str], eol: str) -> Edit:
    """Behind the last piece, with the blank lines that pieces have between them."""
    last = list(children.pieces.values())[-1]
    at = min(last.end, len(source.text))
    text = children.gap + "".join(line + eol for line in _moved(lines, last.column))
    if not source.text.endswith("\n", 0, at):
        text = eol + text.removesuffix(eol)
    return Edit(Span(source, at, at), text)


def _filled(source: Source, piece: Piece, lines: list[str], eol: str) -> Edit:
    """In place of nothing, `~` or `[]`; a comment behind it stays."""
    key = source.text[piece.head : piece.opening]
    comment = piece.rest.partition("\n")[0].rstrip()
    body = eol.join(_moved(lines, piece.column + _STEP))
    end = piece.stop + len(piece.rest.partition("\n")[0].removesuffix("\r"))
    return Edit(Span(source, piece.head, min(end, len(source.text))), f"{key}:{comment}{eol}{body}")
