"""Relationships between the parts of a file: which part a name leads to."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote

from lxml import etree

from plangen.word.namespaces import PACKAGE_RELATIONSHIPS, RELATIONSHIP

_RELATION: Final = f"{{{PACKAGE_RELATIONSHIPS}}}Relationship"

Relations = Mapping[str, tuple[str, str]]
"""Relationship id → (type, name of the part it leads to, empty for addresses outside)."""


def owner_of(rels: str) -> str:
    """The part that a .rels part belongs to; empty for the package's own."""
    folder, _, name = (
        rels.rpartition("/_rels/") if "/_rels/" in rels else ("", "", rels.removeprefix("_rels/"))
    )
    return posixpath.join(folder, name.removesuffix(".rels"))


def relations_of(roots: Mapping[str, etree._Element], owner: str) -> Relations:
    """The relationships of a part, of the package itself where `owner` is empty."""
    folder, name = posixpath.split(owner)
    rels = roots.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    found: dict[str, tuple[str, str]] = {}
    for element in () if rels is None else rels.iter(_RELATION):
        target = unquote(element.get("Target", ""))
        inside = element.get("TargetMode") != "External"
        path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") if inside else ""
        found[element.get("Id", "")] = (element.get("Type", ""), path)
    return found


def target_of(relations: Relations, kind: str) -> str:
    """The part of a kind (`RELATIONSHIP`), "" where none is named."""
    return next((path for found, path in relations.values() if found == RELATIONSHIP[kind]), "")
