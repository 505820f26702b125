"""Where something stands in a text, and what was found there.

Frozen values without I/O: a `Source` is a text with a name, a `Span` a stretch of it,
a `Finding` what is wrong there, an `Edit` what would mend it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Severity(StrEnum):
    """How much a finding weighs; only errors fail a check."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Source:
    """One input text: name (path relative to the plan folder, with `/`) and characters.

    The text keeps its own line ends; a byte order mark is taken off and remembered in `bom`,
    so that offsets count what the author sees.
    """

    name: str
    text: str
    bom: bool = False

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, both from 1; columns count code points."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of line `number` (from 1) without its line end."""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (excluded) of a source."""

    source: Source
    start: int
    end: int

    @property
    def line(self) -> int:
        return self.source.position(self.start)[0]

    @property
    def column(self) -> int:
        return self.source.position(self.start)[1]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the characters of `span` by `text`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Related:
    """The other end of a finding: a message key (`related:` in the catalogue) and its place."""

    note: str
    span: Span


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: what (`code`, `name`, `params`), how grave, and where.

    `path` is the plan path (`strategies/EST-2/owner`), `item` the id or name of the record it
    belongs to. Texts are made from `name` and `params` by the words catalogue of a language.
    """

    code: str
    name: str
    severity: Severity
    params: Mapping[str, str] = field(default_factory=dict)
    path: str = ""
    item: str = ""
    span: Span | None = None
    related: tuple[Related, ...] = ()
    fix: tuple[Edit, ...] = ()

    @property
    def sort_key(self) -> tuple[str, int, str, str]:
        """Order of reading: by file, place, code, path."""
        name, start = (self.span.source.name, self.span.start) if self.span else ("", -1)
        return name, start, self.code, self.path
