"""Printed values as atoms: one private-use character each until the Markdown has been parsed.

A value never meets the Markdown parser: the template's output carries one character of plane 15 or
16 in its place, which every CommonMark rule treats as a letter. So a value cannot open a heading,
a table or a link, and what was printed keeps its plan path. Marks (what Markdown cannot say:
captions, layouts, anchors) travel the same way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from plangen.errors import TemplateError

_PLANE_15, _PLANE_16 = 0xF0000, 0x100000
_PLANE = 0xFFFE
"""Characters of a plane; its last two are no characters."""

ATOM = re.compile("[\U000f0000-\U0010fffd]")
"""One atom."""

FIRST_ATOM = "\U000f0000"
"""The lowest of them: no character below is an atom."""


class Value(NamedTuple):
    """A printed value: its text, where it comes from, and what it is.

    `paths` is empty for text of the template; `figure` marks numbers, amounts and dates of the plan.
    An absent value has empty text.
    """

    text: str
    paths: tuple[str, ...] = ()
    derived: bool = False
    figure: bool = False


@dataclass(frozen=True, slots=True)
class ProseValue:
    """A printed prose field: Markdown of the plan's author, parsed on its own."""

    text: str
    path: str


@dataclass(frozen=True, slots=True)
class ItemLink:
    """A printed record: its name, linking to where it stands."""

    id: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A footnote mark for a source."""

    source: str
    locator: str = ""


@dataclass(frozen=True, slots=True)
class See:
    """A reference to a captioned table or figure by the key of its caption."""

    key: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Something Markdown cannot say, for the block that follows (or the row or cell it stands in).

    `body` is Markdown with atoms (the text of a caption or source line).
    """

    name: str
    body: str = ""
    args: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure of the template, drawn from the plan: `name` is its file, `key` tells it from its like.

    `words` is Markdown with atoms: the text alternative up to its numbers. `columns` and `rows` are
    those numbers, each cell Markdown with atoms. `arguments` go to the figure's own template.
    """

    name: str
    key: str
    words: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    arguments: Mapping[str, object]


Atom: TypeAlias = Value | ProseValue | ItemLink | Citation | See | Mark | Drawn


class Atoms:
    """The atoms of one rendered part, in the order they were printed."""

    def __init__(self) -> None:
        self._kept: list[Atom] = []

    def put(self, atom: Atom) -> str:
        """Keep `atom` and give the character that stands for it. TemplateError when there is no room."""
        number = len(self._kept)
        self._kept.append(atom)
        if number < _PLANE:
            return chr(_PLANE_15 + number)
        if number >= 2 * _PLANE:
            raise TemplateError("too-many-values", limit=str(2 * _PLANE))
        return chr(_PLANE_16 + number - _PLANE)

    def get(self, character: str) -> Atom:
        """The atom that `character` stands for."""
        code = ord(character)
        return self._kept[code - _PLANE_15 if code < _PLANE_16 else code - _PLANE_16 + _PLANE]
