"""Texts and lists of texts word by word, where that is easier to read than both whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from plangen.changes.words import Piece, PieceKind, compare_words, similarity

_ALIKE = 0.35
"""Texts that have less in common are told whole: scattered common words cannot be read."""

_MOST = 40_000
"""Pairs of items that are tried; longer lists are told whole."""

_BULLET = "• "


def pieces_of(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of two texts; where they have little in common, all of the one and all of the other."""
    if before and after and similarity(before, after) >= _ALIKE:
        return compare_words(before, after)
    sides = (Piece("removed", before), Piece("added", after))
    return tuple(piece for piece in sides if piece.text)


def item_pieces(before: Sequence[str], after: Sequence[str]) -> tuple[Piece, ...]:
    """The pieces of two lists, an item per line behind a bullet; an item is compared with its like alone."""
    pieces: list[Piece] = []
    olds, news = 0, 0
    for old, new in paired_items(before, after):
        if (old is not None and olds) or (new is not None and news):
            pieces.append(Piece(_side(old is not None and olds > 0, new is not None and news > 0), "\n"))
        pieces += (Piece(_side(old is not None, new is not None), _BULLET), *pieces_of(old or "", new or ""))
        olds, news = olds + (old is not None), news + (new is not None)
    return tuple(_merged(pieces))


def _side(old: bool, new: bool) -> PieceKind:
    return "equal" if old and new else "removed" if old else "added"


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    last: Piece | None = None
    for piece in pieces:
        if last is not None and last.kind == piece.kind:
            last = Piece(last.kind, last.text + piece.text)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def paired_items(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[str | None, str | None], ...]:
    """Items of two lists side by side in order: the same or like ones together, others alone."""
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    return (*zip(before[:same], before[:same], strict=True), *_paired(before[same:], after[same:]))


def _paired(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[str | None, str | None], ...]:
    if len(before) * len(after) > _MOST:
        return (*((one, None) for one in before), *((None, one) for one in after))
    score = _alignment(before, after)
    pairs: list[tuple[str | None, str | None]] = []
    old, new = 0, 0
    while old < len(before) or new < len(after):
        if old == len(before):
            pairs.append((None, after[new]))
            new += 1
        elif new == len(after) or score[old][new] == score[old + 1][new]:
            pairs.append((before[old], None))
            old += 1
        elif score[old][new] == score[old][new + 1]:
            pairs.append((None, after[new]))
            new += 1
        else:
            pairs.append((before[old], after[new]))
            old, new = old + 1, new + 1
    return tuple(pairs)


def _alignment(before: Sequence[str], after: Sequence[str]) -> list[list[float]]:
    """The most that the ends of two lists from each pair of positions have in common."""
    score = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for old in reversed(range(len(before))):
        for new in reversed(range(len(after))):
            like = 1.0 if before[old] == after[new] else _likeness(before[old], after[new])
            paired = score[old + 1][new + 1] + like if like else 0.0
            score[old][new] = max(paired, score[old + 1][new], score[old][new + 1])
    return score


def _likeness(old: str, new: str) -> float:
    like = similarity(old, new)
    return like if like >= _ALIKE else 0.0
