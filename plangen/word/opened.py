"""A Word file of any origin, opened for reading: its parts, and which part leads to which."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from plangen.errors import UsageError
from plangen.word.archive import parse_part, read_archive
from plangen.word.dialect import translate
from plangen.word.namespaces import PACKAGE_RELATIONSHIPS, ROOT, qualified

_LINE: Final = f"{{{PACKAGE_RELATIONSHIPS}}}Relationship"


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a relationship leads: `kind` is the last word of its type, `target` a part or an address."""

    kind: str
    target: str
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """A Word file: `parts` by name, in the transitional form; `main` is the name of the document part."""

    parts: Mapping[str, bytes]
    main: str

    def relations(self, part: str) -> dict[str, Relation]:
        """The relationships of a part by id; none where it has no list or a broken one."""
        return _relations(self.parts, part)

    def lead(self, kind: str) -> str:
        """Name of the first part of that kind that the document leads to, "" for none."""
        found = (one.target for one in self.relations(self.main).values() if one.kind == kind)
        return next((name for name in found if name in self.parts), "")

    def root(self, kind: str) -> etree._Element:
        """The root of the part `styles`, `numbering`, `settings`; empty where it is missing or another."""
        empty = f"<w:{kind}{ROOT}/>".encode()
        root = parse_part(self.parts.get(self.lead(kind), empty))
        return root if root.tag == qualified(f"w:{kind}") else parse_part(empty)

    def body(self) -> etree._Element:
        """The body of the document. UsageError `docx-not-a-document` where there is none."""
        root = parse_part(self.parts[self.main])
        body = root.find(qualified("w:body"))
        if body is None:
            raise UsageError("docx-not-a-document")
        return body


def open_package(data: bytes) -> Opened:
    """A .docx or .dotx, transitional or strict.

    Raises `UsageError` as `read_archive` does, and `docx-not-a-document` where no document is in it.
    """
    parts = translate(read_archive(data))
    kinds = _relations(parts, "").values()
    main = next((one.target for one in kinds if one.kind == "officeDocument"), "")
    if main not in parts:
        raise UsageError("docx-not-a-document")
    return Opened(parts, main)


def _relations(parts: Mapping[str, bytes], part: str) -> dict[str, Relation]:
    folder, _, name = part.rpartition("/")
    list_name = posixpath.join(folder, "_rels", f"{name}.rels")
    if list_name not in parts:
        return {}
    found: dict[str, Relation] = {}
    for line in parse_part(parts[list_name]).iter(_LINE):
        outside = line.get("TargetMode") == "External"
        target = line.get("Target", "")
        kind = line.get("Type", "").rpartition("/")[2]
        found[line.get("Id", "")] = Relation(kind, target if outside else _part_name(folder, target), outside)
    return found


def _part_name(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target))
