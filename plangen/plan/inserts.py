"""`{file: …}`: prose and flat tables that stand in files of their own, put into the node tree.

Prose fields take a text file (one final line end is not part of it); the four tables below take a
CSV. Paths are relative to the plan's folder and stay inside it, links followed.
"""

from __future__ import annotations

from collections.abc import Mapping as Table
from dataclasses import dataclass, field, replace
from pathlib import Path

from plangen.plan.faults import MAX_FINDINGS, capped
from plangen.plan.model import Benchmark, Identity, Kind, Plan, Record, Shape, shapes
from plangen.plan.nodes import Entry, Mapping, Node, Scalar, Sequence
from plangen.plan.places import Location
from plangen.plan.reading import read_text
from plangen.plan.tables import read_table
from plangen.spans import Finding, Source

_TABLES = frozenset({(Plan, "facts"), (Plan, "sources"), (Benchmark, "scores"), (Identity, "acronyms")})
"""Record and field of the lists that may be a CSV."""


@dataclass(frozen=True, slots=True)
class Inserted:
    """The tree with what its files hold, those files, which prose is from which, and what is wrong.

    `lost` are the record kinds of tables that could not be read, `partly` the texts of those that could
    in part.
    """

    root: Mapping
    sources: Table[str, Source] = field(default_factory=dict)
    prose: Table[Location, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    lost: frozenset[str] = frozenset()
    partly: tuple[Source, ...] = ()


def insert_files(root: Mapping, folder: Path, edited: Table[str, Source]) -> Inserted:
    """Replace every `{file: …}` that the model allows; what cannot be read is reported and left out.

    `edited` are sources, by name, that are taken instead of the files.
    """
    work = _Inserting(folder, edited)
    tree = work.record(root, Plan, ())
    findings = capped(work.findings)
    return Inserted(tree, work.sources, work.prose, findings, frozenset(work.lost), tuple(work.partly))


def is_table(record: type[Record] | None, name: str) -> bool:
    """Whether that field of a record may be `{file: data/….csv}`."""
    return record is not None and (record, name) in _TABLES


def file_of(node: Node | None) -> Scalar | None:
    """The path in a node that is `{file: path}` and nothing else."""
    if not isinstance(node, Mapping) or list(node.entries) != ["file"]:
        return None
    value = node.entries["file"].value
    return value if isinstance(value, Scalar) and value.value else None


class _Inserting:
    """One way down the tree beside the shapes of the model."""

    def __init__(self, folder: Path, edited: Table[str, Source]) -> None:
        self.folder = folder
        self.edited = edited
        self.sources: dict[str, Source] = {}
        self.prose: dict[Location, str] = {}
        self.findings: list[Finding] = []
        self.lost: set[str] = set()
        self.partly: list[Source] = []

    def record(self, node: Mapping, model: type[Record], at: Location) -> Mapping:
        fields, entries = shapes(model), dict[str, Entry]()
        for name, entry in node.entries.items():
            shape = fields.get(name)
            value = self._field(entry.value, shape, model, (*at, name)) if shape else entry.value
            entries[name] = entry if value is entry.value else Entry(entry.key, value)
        return Mapping(node.source, node.start, node.end, entries)

    def _field(self, node: Node, shape: Shape, model: type[Record], at: Location) -> Node:
        if shape.many == "list" and shape.record is not None and is_table(model, shape.name):
            path = file_of(node)
            if path is not None:
                return self._table(path, shape.record)
        if shape.many == "list" and isinstance(node, Sequence):
            items = tuple(self._value(item, shape, (*at, n)) for n, item in enumerate(node.items))
            return Sequence(node.source, node.start, node.end, items)
        return node if shape.many else self._value(node, shape, at)

    def _value(self, node: Node, shape: Shape, at: Location) -> Node:
        if shape.record is not None:
            return self.record(node, shape.record, at) if isinstance(node, Mapping) else node
        path = file_of(node) if shape.kind is Kind.PROSE else None
        return node if path is None else self._prose(path, at)

    def _prose(self, path: Scalar, at: Location) -> Scalar:
        source = self._read(path)
        if source is None:
            return _nothing(path)
        self.prose[at] = source.name
        text = source.text
        end = len(text) - (2 if text.endswith("\r\n") else 1 if text.endswith("\n") else 0)
        value = text[:end].replace("\r\n", "\n")
        return Scalar(source, 0, end, value if value.strip() else None)

    def _table(self, path: Scalar, record: type[Record]) -> Node:
        source = self._read(path)
        if source is None:
            self.lost.add(record.record_kind)
            return _nothing(path)
        rows, findings = read_table(source, record)
        self.findings += findings
        if any(one.name == "missing-column" for one in findings):
            self.lost.add(record.record_kind)
        elif findings:
            self.partly.append(source)
        return rows

    def _read(self, path: Scalar) -> Source | None:
        name = (path.value or "").replace("\\", "/")
        if name in self.sources or len(self.findings) > MAX_FINDINGS:
            return self.sources.get(name)
        edited = self.edited.get(name)
        source, findings = (edited, ()) if edited else read_text(self.folder / name, self.folder)
        if source is not None:
            self.sources[name] = source
            self.findings += findings
        else:
            # a file without text has no place of its own: the path that names it has
            self.findings += (
                replace(one, span=path.span) if one.span is None or not one.span.source.text else one
                for one in findings
            )
        return source


def _nothing(path: Scalar) -> Scalar:
    return Scalar(path.source, path.start, path.end, None)
