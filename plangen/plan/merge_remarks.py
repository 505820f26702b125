"""Comments and blank lines between the pieces of a plan file, in a three-way merge.

They belong to what follows them. Comments that both sides changed are a clash, for nobody's may be lost.
"""

from __future__ import annotations

from collections.abc import Sequence

from plangen.plan.merge_chunks import Chunk, Clash, Version
from plangen.plan.merge_layout import (
    Children,
    attached,
    blank_start,
    comment_lines,
    indented,
    without_blank_start,
)


def merged_remarks(base: str, ours: str, theirs: str, path: str) -> list[Chunk]:
    """Whole lines of comments and blanks; those of base and theirs moved to ours' columns already.

    Where one side changed the comments and the other no more than the blank lines above, both get in.
    """
    was, mine, other = ([line.strip() for line in one.splitlines()] for one in (base, ours, theirs))
    if other in (was, mine):
        return [ours]
    if mine == was:
        return [theirs]
    was, mine, other = ([line for line in lines if line] for lines in (was, mine, other))
    if other in (was, mine):
        return [_below_blanks_of(theirs, ours, base)]
    if mine == was:
        return [_below_blanks_of(ours, theirs, base)]
    return [Clash(path, Version(ours), Version(base), Version(theirs), value=False)]


def _below_blanks_of(other: str, lead: str, base: str) -> str:
    """A lead below the blank lines that the other side put there, where its own are those of base."""
    blanks = blank_start(lead) if blank_start(lead) != blank_start(base) else blank_start(other)
    return blanks + without_blank_start(lead)


def spaced(lead: list[Chunk], gap: str, *, first: bool, was_first: bool) -> list[Chunk]:
    """A lead with the blank lines that pieces have between them; with none for what is now the first."""
    top = lead[0] if lead else ""
    if isinstance(top, Clash):
        return lead
    if first and not was_first:
        top = without_blank_start(top)
    elif was_first and not first and not blank_start(top):
        top = gap + top
    return [top, *lead[1:]]


def with_left(lead: list[Chunk], left: str) -> list[Chunk]:
    """A lead that takes in comments of records that went."""
    top = lead[0] if lead else ""
    if isinstance(top, Clash):
        return [left, *lead]
    return [blank_start(top) + left + without_blank_start(top), *lead[1:]]


def left_over(lead: str, base: str, by: int, eol: str) -> str:
    """What a side newly wrote above a record that goes, apart from the comments right above it."""
    lines = lead.removesuffix(attached(lead)).splitlines(keepends=True)
    new = [line for line in lines if line.strip() and line.strip() not in comment_lines(base)]
    return indented("".join(new) + eol, by, eol) if new else ""


def told_by_ours(base: Children, ours: Children) -> list[tuple[str, ...]]:
    """Comments of base that stand above records which ours added, since these came between."""
    was = [comment_lines(lead) for lead in (*(one.lead for one in base.pieces.values()), base.tail)]
    added = [comment_lines(one.lead) for key, one in ours.pieces.items() if key not in base.pieces]
    return [one for one in was if one and any(lead[: len(one)] == one for lead in added)]


def untold(lead: str, base: str, told: Sequence[tuple[str, ...]]) -> str:
    """A lead of theirs without the comments that ours shows elsewhere, unless they stood there in base."""
    comments, before = comment_lines(lead), comment_lines(base)
    for one in told:
        if comments[: len(one)] == one and before[: len(one)] != one:
            lines = lead.splitlines(keepends=True)
            above = [number for number, line in enumerate(lines) if line.strip()][: len(one)]
            return "".join(line for number, line in enumerate(lines) if number not in above)
    return lead
