"""Three versions of a plan file → one, record by record: ours with the changes of theirs.

Records meet by their keys whatever their place, and every field on its own; of lists, only references that
both added are put together. Comments, quotes, order and line ends of ours stay; what theirs changed or added
comes in as it is written there, moved to the columns of ours, behind what it follows there. Where theirs
alone put records in another order, that order is taken; where both did, ours stays.

A clash is what both changed to different ends, what one changed and the other removed, and a record or
field that both added with different contents. On doubt nothing is merged: the result, with either side of
its clashes, is read again and compared with the merge of the three as data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plangen.plan.merge_chunks import Chunk, Clash, MergeLabels, marked, resolved
from plangen.plan.merge_layout import Layout, read_layout
from plangen.plan.merge_pieces import merge_layouts
from plangen.plan.merge_values import PLAN, Decided, Side, Unsure, Value, merged_value, value_of
from plangen.plan.source import compose_all
from plangen.spans import Source

__all__ = ["MergeLabels", "Merged", "merge_texts", "unchanged"]

LABELS = MergeLabels()
"""The names of the three texts where nobody gives others."""

MARKER_SIZE = 7
"""How many characters a conflict marker has, unless git says otherwise."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged text, the plan paths that clash in it, and whether it may be used at all.

    Where it was not understood, the text is ours'.
    """

    text: str
    conflicts: tuple[str, ...] = ()
    understood: bool = True


def merge_texts(
    base: Source,
    ours: Source,
    theirs: Source,
    labels: MergeLabels = LABELS,
    marker_size: int = MARKER_SIZE,
) -> Merged:
    """Merge what theirs changed since base into ours; conflict markers round the lines that both changed.

    Not understood is what has faults of form, keys that the model does not know, records without keys or
    lines laid out so oddly that a merge could not be proven right.
    """
    trivial = unchanged(base, ours, theirs)
    if trivial is not None:
        return trivial
    try:
        layouts = [read_layout(one) for one in (base, ours, theirs)]
        chunks = merge_layouts(*layouts)
        clashes = [one for one in chunks if isinstance(one, Clash)]
        for kept in _endings(chunks, (base, ours, theirs)):
            if _sound(kept, layouts):
                text = marked(kept, labels, marker_size, layouts[1].eol)
                return Merged(text, tuple(dict.fromkeys(one.path for one in clashes)))
    except Unsure:
        pass
    return Merged(ours.text, understood=False)


def unchanged(base: Source, ours: Source, theirs: Source) -> Merged | None:
    """The merge where one side left the text as it was or both made the same of it; None elsewhere."""
    if theirs.text in (base.text, ours.text):
        return Merged(ours.text)
    return Merged(theirs.text) if ours.text == base.text else None


def _endings(chunks: list[Chunk], sources: Sequence[Source]) -> Iterator[list[Chunk]]:
    """The chunks, first without the last line end if it is to go, then with it."""
    base, ours, theirs = (one.text.endswith("\n") or not one.text for one in sources)
    ended = theirs if ours == base else ours
    last = next((number for number, one in reversed([*enumerate(chunks)]) if one), 0)
    text = chunks[last] if chunks else ""
    if not ended and isinstance(text, str) and text:
        yield [*chunks[:last], text.removesuffix("\n").removesuffix("\r")]
    yield chunks


def _sound(chunks: list[Chunk], layouts: Sequence[Layout]) -> bool:
    """Whether the text, with either side of its clashes, says what the three make together as data."""
    try:
        return all(said == wanted for said, wanted in _both_ways(chunks, [one.value for one in layouts]))
    except Unsure:
        return False


def _both_ways(chunks: list[Chunk], values: Sequence[Value]) -> Iterator[tuple[Value, Value]]:
    """What the text says and what it must, for either side of its clashes."""
    paths = frozenset(one.path for one in chunks if isinstance(one, Clash) and one.value)
    clashes = any(isinstance(one, Clash) for one in chunks)
    sides: tuple[Side, ...] = ("ours", "theirs") if clashes else ("ours",)
    for side in sides:
        yield _said(resolved(chunks, side)), merged_value(values, PLAN, "", Decided(paths, side))


def _said(text: str) -> Value:
    """What a text says. Unsure where it has any fault."""
    node, findings, lost = compose_all(Source("", text))
    if findings or lost:
        raise Unsure("faults in the merged text")
    return value_of(node, PLAN)
