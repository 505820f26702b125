"""Two texts word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

_TOKEN = re.compile(r"\[\[[^\[\]\n]*\]\]|\[@[^\[\]\n]*\]|\d[\d.,]*\d|\w+|\s+|[^\w\s]")
_WORD = re.compile(r"\w{3,}")
_BETWEEN = frozenset(" \t\n.,;:")

PieceKind = Literal["equal", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that both versions have, or one of them alone."""

    kind: PieceKind
    text: str


def compare_words(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of two texts in reading order, what is removed before what is added in its place.

    Words, numbers with their separators and mentions are never cut; a lone short word between two changes
    is told with them. Joined, the equal and removed pieces are `before`, the equal and added ones `after`.
    """
    pieces: list[Piece] = []
    gone, come = "", ""
    for kind, old, new in _runs(before, after):
        if kind == "equal" and (not (gone or come) or not _is_lone(old)):
            pieces += _told(gone, come)
            gone = come = ""
            pieces.append(Piece("equal", old))
        else:
            gone, come = gone + old, come + new
    return _merged((*pieces, *_told(gone, come)))


def similarity(before: str, after: str) -> float:
    """How much of two texts is common, by words: 0 nothing, 1 everything."""
    return Indel.normalized_similarity(_words(before), _words(after))


def _words(text: str) -> list[str]:
    return [token for token in _TOKEN.findall(text) if not token.isspace()]


def _runs(before: str, after: str) -> Iterator[tuple[str, str, str]]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    for step in Indel.opcodes(old, new):
        gone = "".join(old[step.src_start : step.src_end])
        come = "".join(new[step.dest_start : step.dest_end])
        yield ("equal" if step.tag == "equal" else "changed", gone, come)


def _is_lone(text: str) -> bool:
    """Whether an equal run is too short to stand between two changes: no word of three letters in it."""
    return len(text.strip()) < 4 and not _WORD.search(text) and "\n" not in text


def _told(gone: str, come: str) -> Iterator[Piece]:
    """Removed, then added; what both end in alike was taken in for nothing and is equal again."""
    tail = ""
    while gone and come and gone[-1] == come[-1] and gone[-1] in _BETWEEN:
        tail = gone[-1] + tail
        gone, come = gone[:-1], come[:-1]
    if gone:
        yield Piece("removed", gone)
    if come:
        yield Piece("added", come)
    if tail:
        yield Piece("equal", tail)


def _merged(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    merged: list[Piece] = []
    for piece in pieces:
        if merged and merged[-1].kind == piece.kind:
            merged[-1] = Piece(piece.kind, merged[-1].text + piece.text)
        elif piece.text:
            merged.append(piece)
    return tuple(merged)
