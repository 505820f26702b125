"""A merged text in the making: stretches of text, and clashes that somebody must decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from plangen.plan.merge_values import Side


@dataclass(frozen=True, slots=True)
class Version:
    """What one side has where a clash is: its lines from their first word on, and the comments above them.

    Both are empty where it has nothing. `above` are whole lines.
    """

    body: str = ""
    above: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """A stretch that both sides changed; `value` is False where only comments differ."""

    path: str
    ours: Version
    base: Version
    theirs: Version
    value: bool = True


Chunk = str | Clash


class MergeLabels(NamedTuple):
    """The names of the three texts, as conflict markers show them."""

    ours: str = "ours"
    base: str = "base"
    theirs: str = "theirs"


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands on a line before a piece: spaces, or the dash of a record that begins there.

    `column` is that of the piece where it stands on a line of its own.
    """

    text: str
    column: int
    eol: str

    def before(self, chunks: Iterable[Chunk]) -> Iterator[Chunk]:
        """The chunks with this opening; a clash takes it in, since it holds whole lines."""
        rest = iter(chunks)
        first = next(rest, "")
        if isinstance(first, Clash):
            ours, base, theirs = map(self._placed, (first.ours, first.base, first.theirs))
            yield replace(first, ours=ours, base=base, theirs=theirs)
        else:
            yield self.text + first
        yield from rest

    def _placed(self, version: Version) -> Version:
        dash = bool(self.text.strip())
        if not version.body:
            return Version(version.above + (self.text.rstrip() + self.eol if dash else ""))
        if dash and version.above:
            spaces = " " * self.column
            return Version(self.text.rstrip() + self.eol + version.above + spaces + version.body)
        return Version(version.above + self.text + version.body)


def resolved(chunks: Iterable[Chunk], side: Side) -> str:
    """The text with one side taken wherever they clash."""
    return "".join(
        one if isinstance(one, str) else (one.ours if side == "ours" else one.theirs).body for one in chunks
    )


def marked(chunks: Iterable[Chunk], labels: MergeLabels, size: int, eol: str) -> str:
    """The text with conflict markers, `size` characters wide, round the lines of every clash."""
    return "".join(one if isinstance(one, str) else _marked(one, labels, size, eol) for one in chunks)


def _marked(clash: Clash, labels: MergeLabels, size: int, eol: str) -> str:
    parts = (
        f"{'<' * size} {labels.ours}{eol}{clash.ours.body}",
        f"{'|' * size} {labels.base}{eol}{clash.base.body}",
        f"{'=' * size}{eol}{clash.theirs.body}",
        f"{'>' * size} {labels.theirs}{eol}",
    )
    return "".join(parts)
