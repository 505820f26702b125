"""A text word by word, cut down to what changed and a few words around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from plangen.changes.words import Piece

_GAP = "…"
_BULLET = "• "

PieceLine: TypeAlias = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """How much of a text is shown: characters of equal text beside a change, of one changed run, lines.

    `more` says how many words of a changed run are left out.
    """

    around: int
    longest: int
    lines: int
    more: Callable[[int], str]


def excerpt(pieces: Iterable[Piece], size: Excerpt) -> tuple[tuple[PieceLine, ...], int]:
    """The lines of a text in which words changed, cut down; and how many such lines are left out."""
    lines = [line for line in _lines(pieces) if any(_changed(piece) for piece in line)]
    shown = tuple(tuple(_around(line, size)) for line in lines[: size.lines])
    return shown, len(lines) - len(shown)


def _lines(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    line: list[Piece] = []
    for piece in pieces:
        first, *others = piece.text.split("\n")
        if first:
            line.append(Piece(piece.kind, first))
        for text in others:
            yield line
            line = [Piece(piece.kind, text)] if text else []
    yield line


def _changed(piece: Piece) -> bool:
    return piece.kind != "equal" and bool(piece.text.strip())


def _around(line: Sequence[Piece], size: Excerpt) -> Iterator[Piece]:
    """A line with its equal text cut to what stands beside a change."""
    first = next(at for at, piece in enumerate(line) if _changed(piece))
    last = max(at for at, piece in enumerate(line) if _changed(piece))
    for at, piece in enumerate(line):
        if piece.kind != "equal":
            yield _short(piece, size)
        elif at < first:
            yield Piece("equal", _tail(piece.text, size.around))
        elif at > last:
            yield Piece("equal", _head(piece.text, size.around))
        elif len(piece.text) > 2 * size.around + 8:
            text = f"{_head(piece.text, size.around)} {_tail(piece.text, size.around)}"
            yield Piece("equal", text.replace(f"{_GAP} {_GAP}", f" {_GAP} "))
        else:
            yield piece


def _short(piece: Piece, size: Excerpt) -> Piece:
    if len(piece.text) <= size.longest:
        return piece
    kept = _head(piece.text, size.longest)
    left = len(piece.text.split()) - len(kept.split())
    return Piece(piece.kind, f"{kept} {size.more(left)}") if left else piece


def _head(text: str, longest: int) -> str:
    """The first words, with `…` where others follow; a word is cut only where it is far too long."""
    if len(text) <= longest + 8:
        return text
    cut = text.rfind(" ", 0, longest + 1)
    return text[: cut if cut > 0 else longest].rstrip() + _GAP


def _tail(text: str, longest: int) -> str:
    """The last words, behind `…` and the bullet of a list."""
    if len(text) <= longest + 8:
        return text
    cut = text.find(" ", len(text) - longest)
    kept = text[cut + 1 if cut >= 0 else len(text) - longest :]
    lead = _BULLET if text.startswith(_BULLET) else ""
    return f"{lead}{_GAP}{kept}"
