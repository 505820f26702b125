"""The tree a text was composed into: scalars, sequences and mappings with their places.

Nodes of several files stand in one tree, so each knows its source. Offsets count characters of
`source.text`, `end` excluded; a block scalar ends where its last line of text does. Nobody changes a
node; they are not frozen because a plan has tens of thousands and frozen ones take three times as long
to make.
"""

from __future__ import annotations

from dataclasses import dataclass

from plangen.spans import Source, Span


@dataclass(slots=True, eq=False)
class Scalar:
    """One value: the characters the author typed, or None where nothing (`~`, `null`) was typed."""

    source: Source
    start: int
    end: int
    value: str | None

    @property
    def span(self) -> Span:
        return Span(self.source, self.start, self.end)


@dataclass(slots=True, eq=False)
class Sequence:
    """A list of nodes."""

    source: Source
    start: int
    end: int
    items: tuple[Node, ...]

    @property
    def span(self) -> Span:
        return Span(self.source, self.start, self.end)


@dataclass(slots=True, eq=False)
class Entry:
    """One `key: value` of a mapping."""

    key: Scalar
    value: Node


@dataclass(slots=True, eq=False)
class Mapping:
    """Entries by their key (in NFC), in the author's order."""

    source: Source
    start: int
    end: int
    entries: dict[str, Entry]

    @property
    def span(self) -> Span:
        return Span(self.source, self.start, self.end)


Node = Scalar | Sequence | Mapping


def to_plain(node: Node) -> object:
    """The node as `str`, `list` and `dict`; entries without a value are left out, empty items stay None."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [to_plain(item) for item in node.items]
    plain = ((key, to_plain(entry.value)) for key, entry in node.entries.items())
    return {key: value for key, value in plain if value is not None}
