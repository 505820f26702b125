"""The page in front of a redline: which commitments moved, from what to what, and what follows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from plangen.changes.kinds import Grade
from plangen.document.blocks import Block, Cell, Face, Heading, Inlines, Layout, Paragraph, Row, Table, Text
from plangen.plan.words import Words
from plangen.reports.change_titles import BELOW
from plangen.reports.change_view import ChangeView, ComparisonView

_HEADS = ("what", "change", "follows")
_WIDTHS = (42.0, 62.0, 62.0)
"""Millimetres: whose commitment, from what to what, what follows."""

_LONGEST = 120
"""Characters of a value: the text itself is in the document behind."""


def front_blocks(view: ComparisonView, words: Words) -> tuple[Block, ...]:
    """Title, the two versions, the counts, a table of the commitments that moved, what is not tracked."""
    counts = {f"{grade}s": view.counts[grade] for grade in Grade}
    moved = [change for part in view.parts for change in part.changes if change.grade is Grade.COMMITMENT]
    blocks: list[Block] = [
        Heading(1, _text(words.say("diff-front.title")), role="front"),
        Paragraph(_text(words.say("diff-front.versions", plan=view.title, old=view.old, new=view.new))),
        Paragraph(_text(words.say("diff-front.counts", **counts))),
    ]
    if moved:
        blocks.append(_table(moved, words))
    else:
        blocks.append(Paragraph(_text(words.say("diff-front.none"))))
    blocks.append(Paragraph(_text(words.say("diff-front.how")), role="source"))
    return tuple(blocks)


def _table(changes: list[ChangeView], words: Words) -> Table:
    header = Row(tuple(Cell((_text(words.text(f"diff-front.{name}")),)) for name in _HEADS))
    rows = tuple(_row(list(group), words) for _, group in groupby(changes, key=_whose))
    title = words.text("diff-front.title")
    layout = Layout(kinds=("sentence",) * len(_HEADS), widths=_WIDTHS, compact=True)
    return Table(header, rows, ("left",) * len(_HEADS), layout=layout, title=title)


def _whose(change: ChangeView) -> tuple[str, str]:
    """Item and name; where there is no item, the first words of what changed."""
    return (change.item, change.name) if change.item else ("", change.field.split(BELOW)[0])


def _row(changes: list[ChangeView], words: Words) -> Row:
    item, name = _whose(changes[0])
    whose = (Text(item, Face.BOLD), Text(f" {name}")) if item else (Text(name, Face.BOLD),)
    lines = tuple(_line(change, words) for change in changes)
    follows = dict.fromkeys(line for change in changes for line in _follows(change, words))
    return Row((Cell((whose,)), Cell(lines), Cell(tuple(map(_text, follows)) or ((),))))


def _line(change: ChangeView, words: Words) -> Inlines:
    """`Fin: set. 2028 → feb. 2029 (+5 meses)`; of a whole record, what befell it."""
    what = change.field if change.item else BELOW.join(change.field.split(BELOW)[1:])
    before, after = (
        _short(text) or words.text("diff-front.nothing") for text in (change.before, change.after)
    )
    if not (change.before or change.after):
        return _text(change.title)
    values = f"{before} → {after}" + (f" ({change.delta})" if change.delta else "")
    return (Text(f"{what or change.title}: ", Face.BOLD), Text(values))


def _follows(change: ChangeView, words: Words) -> Iterator[str]:
    if change.acknowledged:
        yield words.say("diff-front.agreed", reason=change.acknowledged)
    yield from change.consequences


def _short(text: str) -> str:
    line = " ".join(text.split(" "))
    return line if len(line) <= _LONGEST else line[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _text(text: str) -> Inlines:
    line = " ".join(text.split("\n"))
    return (Text(line),) if line else ()
