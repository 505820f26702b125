"""What became of each word of an edited paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plangen.word.redline_align import equal_stretches, likeness
from plangen.word.redline_ink import COME, GONE, KEPT, Step
from plangen.word.redline_pieces import RUN, Piece, pieces_of

_LEAST = 0.3
"""Likeness below which two texts have their words in common by chance."""


def compared(old: str, new: str) -> list[Step]:
    """The pieces of two contents with what became of them; what goes stands in front of what comes."""
    before, after = pieces_of(old), pieces_of(new)
    alike = likeness(_said(before), _said(after), _LEAST) > 0
    keys = [piece.key if alike or piece.kind != RUN else ("", str(at), "") for at, piece in enumerate(before)]
    stretches = _settled(list(equal_stretches(keys, [piece.key for piece in after])), before, len(after))
    steps: list[Step] = []
    old_at = new_at = 0
    for begin, start, length in [*stretches, (len(before), len(after), 0)]:
        steps += [(GONE, piece) for piece in before[old_at:begin]]
        steps += [(COME, piece) for piece in after[new_at:start]]
        steps += [(KEPT, piece) for piece in after[start : start + length]]
        old_at, new_at = begin + length, start + length
    return steps


def _said(pieces: Sequence[Piece]) -> str:
    return "".join(piece.key[2] for piece in pieces if piece.kind == RUN)


def _settled(
    stretches: Sequence[tuple[int, int, int]], before: Sequence[Piece], after: int
) -> Iterator[tuple[int, int, int]]:
    """The stretches without lone blanks between two words that were replaced: they read as one change."""
    old_at = new_at = 0
    for at, (begin, start, length) in enumerate(stretches):
        end, stop = begin + length, start + length
        next_old, next_new = stretches[at + 1][:2] if at + 1 < len(stretches) else (len(before), after)
        replaced = begin > old_at and start > new_at and next_old > end and next_new > stop
        if replaced and all(piece.blank for piece in before[begin:end]):
            continue
        yield begin, start, length
        old_at, new_at = end, stop
