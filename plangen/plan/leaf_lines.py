"""One file of a plan as lines `path = value`, one per leaf: what git compares and shows instead of YAML.

Records stand by their key, so that a line says by itself what it is about and moving a record changes
nothing but the order; the fields that make the key are not said again. A value of several lines, and a list
of words, takes a line for each with its path repeated; an empty line inside a text is `¶`. The file need
not be a valid plan.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath
from unicodedata import normalize

from plangen.plan.keys import KEYS
from plangen.plan.model import Acronym, BenchmarkScore, EvidenceSource, Fact, Plan, Record, Shape, shapes
from plangen.plan.nodes import Mapping, Node, Scalar
from plangen.plan.paths import join_path
from plangen.plan.places import record_key
from plangen.plan.reading import UNREADABLE
from plangen.plan.source import compose_all
from plangen.plan.tables import read_table
from plangen.spans import Source

Split = Callable[[str], Sequence[str]]
"""A line of text → the pieces that get a line each."""

_TABLES: tuple[tuple[str, type[Record]], ...] = (
    ("facts", Fact),
    ("sources", EvidenceSource),
    ("benchmark/scores", BenchmarkScore),
    ("plan/acronyms", Acronym),
)
_EMPTY_LINE = "¶"
_UNFIT = re.compile(f"[{UNREADABLE}\r\u2028\u2029]")


def leaf_lines(source: Source, split: Split = lambda line: (line,)) -> tuple[str, ...] | None:
    """The leaves of a YAML file or of a CSV table, in their order; None where it cannot be read whole.

    None too where reading leaves something out that the text holds (a repeated key, an anchor): lines that
    do not say everything would hide a change.
    """
    if PurePath(source.name).suffix.lower() == ".csv":
        return _table_lines(source, split)
    node, findings, lost = compose_all(source)
    if findings or lost or not isinstance(node, Mapping):
        return None
    return tuple(_record(node, Plan, "", split))


def _table_lines(source: Source, split: Split) -> tuple[str, ...] | None:
    """The rows of a CSV that is one of the plan's tables, known by its columns."""
    for path, model in _TABLES:
        rows, findings = read_table(source, model)
        if not findings and rows.items:
            shape = Shape(path, shapes(Plan)["facts"].meta, path, many="list", record=model)
            return tuple(_list(rows.items, shape, path, split))
    return None


def _record(
    node: Mapping, model: type[Record] | None, path: str, split: Split, said: frozenset[str] = frozenset()
) -> Iterator[str]:
    """The leaves of a record but for those of the fields in `said`."""
    fields = shapes(model) if model is not None else {}
    for name, entry in node.entries.items():
        if name not in said:
            yield from _value(entry.value, fields.get(name), join_path(path, name), split)


def _value(node: Node, shape: Shape | None, path: str, split: Split) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield from _scalar(node, path, split)
    elif not isinstance(node, Mapping):
        yield from _list(node.items, shape, path, split)
    elif shape is not None and shape.many == "map":
        for name, entry in node.entries.items():
            yield from _one(entry.value, shape, join_path(path, name), split)
    else:
        yield from _record(node, shape.record if shape is not None else None, path, split)


def _list(items: Sequence[Node], shape: Shape | None, path: str, split: Split) -> Iterator[str]:
    model = shape.record if shape is not None else None
    for position, item in enumerate(items):
        if isinstance(item, Scalar):
            yield from _scalar(item, path, split)
            continue
        key = record_key(model, item, position)
        below = join_path(path, key)
        said = frozenset(KEYS.get(model, ())) if model is not None and key != str(position) else frozenset()
        if isinstance(item, Mapping) and said:
            # a record that has nothing but its key is there all the same
            lines = tuple(_record(item, model, below, split, said))
            yield from lines or _record(item, model, below, split)
        else:
            yield from _one(item, shape, below, split)


def _one(node: Node, shape: Shape | None, path: str, split: Split) -> Iterator[str]:
    """A value inside a list or map, which is a record where the model says so."""
    if isinstance(node, Mapping):
        yield from _record(node, shape.record if shape is not None else None, path, split)
    else:
        yield from _value(node, None, path, split)


def _scalar(node: Scalar, path: str, split: Split) -> Iterator[str]:
    if node.value is None:
        return
    shown = _clean(path)
    text = node.value.replace("\r\n", "\n").strip("\n")
    for line in text.split("\n"):
        pieces = split(normalize("NFC", line)) if line.strip() else (_EMPTY_LINE,) if text else ("",)
        yield from (f"{shown} = {_clean(piece.strip())}".rstrip() for piece in pieces)


def _clean(text: str) -> str:
    """Text without characters that a terminal obeys and lines that no reader expects."""
    return _UNFIT.sub("\ufffd", text.replace("\n", "⏎"))
