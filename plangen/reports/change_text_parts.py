"""The changes of one item in lines of a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from plangen.changes.kinds import Grade
from plangen.changes.words import Piece
from plangen.plan.words import Words
from plangen.reports.change_columns import Line, Run, Style, filled, run, width_of, wrapped
from plangen.reports.change_groups import Group, label_of, sides_of
from plangen.reports.change_prose import Excerpt, excerpt
from plangen.reports.change_view import ChangeView

MARKS: Mapping[Grade, str] = {Grade.COMMITMENT: "●", Grade.SUBSTANTIVE: "○", Grade.EDITORIAL: "·"}
"""The sign of each grade."""

STYLES: Mapping[Grade, Style] = {
    Grade.COMMITMENT: "commitment",
    Grade.SUBSTANTIVE: "substantive",
    Grade.EDITORIAL: "editorial",
}
"""How each grade is painted."""

_SIGNS = {"added": "+ ", "removed": "– "}
_LEAD = 2
"""Columns in front of a change."""

_INDENT = 9
"""Columns in front of what a change says: blanks, the sign of its grade, its code."""

_AROUND, _LONGEST, _LINES = 48, 420, 12
_CELL, _PARAGRAPH = 240, 400
"""Characters of one field of a record, and of all of one that went."""


@dataclass(frozen=True)
class ChangeLines:
    """Lays out the changes of items; `plain` marks words that came and went by signs."""

    columns: int
    words: Words
    plain: bool

    def of_group(self, group: Group) -> Iterator[Line]:
        """The changes, what follows from each, and the texts that print what changed."""
        for change, news in group.news:
            yield from self._change(change, group)
            for consequence in news:
                yield from self._note("→ ", consequence, "bold")
            if change.acknowledged:
                said = self.words.say("diff.agreed-note", note=change.acknowledged)
                yield from self._note("✓ ", said, "good")
        if group.printed_in:
            said = self.words.say("diff.printed-in", places="; ".join(group.printed_in))
            yield from wrapped([run(said, "dim")], self.columns, self._indent + 2, self._indent)

    @property
    def _indent(self) -> int:
        return _INDENT if self.columns >= 60 else 4

    def _note(self, sign: str, said: str, style: Style) -> Iterator[Line]:
        yield from self._below([run(sign, style), run(said)])

    def _below(self, runs: Iterable[Run], hang: int = 2) -> Iterator[Line]:
        """Runs in lines under a change, those after the first a little further in."""
        return wrapped(runs, self.columns, self._indent + hang, self._indent)

    def _change(self, change: ChangeView, group: Group) -> Iterator[Line]:
        style = STYLES[change.grade]
        sign = _SIGNS.get(change.operation, "") if change.form != "value" else ""
        lead = run(f"{MARKS[change.grade]} {change.code} ", style)
        head: Line = (lead, run(f"{sign}{label_of(change, group)}"))
        match change.form:
            case "record":
                yield from wrapped(head, self.columns, self._indent, _LEAD)
                yield from self._cells(change)
            case "text":
                head = (*head, run(f"  {change.delta}" if change.delta else "", "dim"))
                yield from wrapped(head, self.columns, self._indent, _LEAD)
                yield from self._prose(change)
            case _:
                yield from self._beside((Run(" " * _LEAD), *head), tuple(self._values(change)))

    def _values(self, change: ChangeView) -> Iterator[Run]:
        if change.form == "list" and change.delta:
            yield run(change.delta)
            return
        before, after = sides_of(change, self.words)
        yield run(before, "bad" if change.before else "dim")
        yield run(" → ")
        yield run(after, "good" if change.after else "dim")
        if change.delta:
            yield run(f"  {change.delta}", "bold")

    def _beside(self, head: Line, values: Line) -> Iterator[Line]:
        """What changed and its values in one line where they fit, else the values below."""
        column = max(_INDENT + 14, self.columns * 42 // 100)
        if width_of(head) < column and column + width_of(values) <= self.columns:
            yield (*filled(head, column), *values)
            return
        if width_of(head) + 2 + width_of(values) <= self.columns:
            yield (*head, Run("  "), *values)
            return
        yield from wrapped(head[1:], self.columns, self._indent, _LEAD)
        yield from self._below(values)

    def _cells(self, change: ChangeView) -> Iterator[Line]:
        """A record that came by its fields; one that went, or is of the paperwork, in a paragraph."""
        fields = [(cell.title, _cut(cell.before or cell.after, _CELL)) for cell in change.cells]
        if change.operation == "added" and change.grade is not Grade.EDITORIAL:
            for title, text in fields:
                yield from self._below([run(f"{title}: ", "dim"), run(text)])
            return
        said = "; ".join(f"{title}: {text}" for title, text in fields)
        yield from self._below([run(_cut(said, _PARAGRAPH))], 0)

    def _prose(self, change: ChangeView) -> Iterator[Line]:
        if change.before and change.after and change.delta and not _has_words(change):
            return
        size = Excerpt(
            _AROUND, _LONGEST, _LINES, lambda count: self.words.say("diff.more-words", count=count)
        )
        lines, left = excerpt(change.pieces, size)
        for line in lines:
            yield from self._below(map(self._piece, line))
        if left:
            yield from self._below([run(self.words.say("diff.more-lines", count=left), "dim")])

    def _piece(self, piece: Piece) -> Run:
        match piece.kind:
            case "removed":
                return run(f"[-{piece.text}-]" if self.plain else piece.text, "removed")
            case "added":
                return run(f"{{+{piece.text}+}}" if self.plain else piece.text, "added")
            case _:
                return run(piece.text)


def _cut(text: str, longest: int) -> str:
    """A text in one line, cut behind a word."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[:longest].rsplit(" ", 1)[0] + "…"


def _has_words(change: ChangeView) -> bool:
    return any(piece.kind != "equal" and piece.text.strip() for piece in change.pieces)
