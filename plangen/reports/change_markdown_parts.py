"""Changes in GitHub's Markdown: rows of a table, items of a list, prose with what went and what came."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plangen.changes.kinds import Grade
from plangen.changes.words import Piece
from plangen.plan.words import Words
from plangen.reports.change_groups import in_short, sides_of
from plangen.reports.change_prose import Excerpt, excerpt
from plangen.reports.change_titles import BELOW
from plangen.reports.change_view import ChangeView
from plangen.reports.markdown import code_span, escape_markdown

_CELL = 160
"""Characters of a value in a table."""

_FIELD, _PARAGRAPH = 400, 600
"""Characters of one field of a record, and of all of one that went."""

_APART = "\u200b"
_FENCES = {"removed": "~~", "added": "**"}


@dataclass(frozen=True)
class ChangeMarkdown:
    """Puts changes in Markdown, in the words of a language."""

    words: Words

    def is_row(self, change: ChangeView) -> bool:
        """Whether a change is told in a row: all but texts and records."""
        return change.form not in ("text", "record")

    def row(self, change: ChangeView, code: bool = True) -> str:
        """What changed, before, after and the difference, as a row of a table."""
        before, after = self._cells(change)
        delta = "" if change.form == "list" else escape_markdown(change.delta, _CELL)
        if change.form == "text":
            delta = self.words.text(f"diff.text-{change.operation}")
        if change.acknowledged:
            delta = f"{delta} ✓ {self.words.text('diff.agreed-mark')}".strip()
        return table_row((self.title(change, code), before, after, delta))

    def _cells(self, change: ChangeView) -> tuple[str, str]:
        if change.form == "text" and change.operation == "modified":
            lines = self._prose(change, Excerpt(32, 120, 1, self._more))
            return "", lines[0] if lines else escape_markdown(change.delta)
        if change.form == "list" and change.delta:
            return "", escape_markdown(change.delta, _FIELD)
        before, after = (escape_markdown(side, _CELL) for side in sides_of(change, self.words))
        return before, after

    def title(self, change: ChangeView, code: bool = True) -> str:
        """Code, item and field of a change; an item inside another stands behind it."""
        head = [code_span(change.code)] if code else []
        if change.item:
            outer = f"{change.group} › " if change.group != change.item and not code else ""
            head.append(f"**{escape_markdown(outer + change.item)}**")
            head += [escape_markdown(change.name, _CELL)] if change.name else []
        top, below, _ = change.field.partition(BELOW)
        within = bool(below) and not change.item and change.short != change.field
        field = escape_markdown(f"{top}{BELOW}{change.short}" if within else change.short, 2 * _CELL)
        return f"{' '.join(head)} · {field}" if change.item else " ".join((*head, field))

    def item(self, change: ChangeView) -> str:
        """A change as an item of a list: a value beside its title, a text or a record below it."""
        head = self.title(change)
        if self.is_row(change):
            head += f": {escape_markdown(in_short(change, self.words), _FIELD)}"
        elif change.operation != "modified":
            head += f": {self.words.text(f'diff.{change.operation}')}"
        elif change.delta:
            head += f": {escape_markdown(change.delta)}"
        if change.acknowledged:
            head += f" ✓ {self.words.text('diff.agreed-mark')}"
        below = self._record(change) if change.form == "record" else self._text(change)
        return "\n".join((f"- {head}", *(f"\n  {line}" for line in below)))

    def _text(self, change: ChangeView) -> list[str]:
        return self._prose(change, Excerpt(60, 600, 8, self._more))

    def _prose(self, change: ChangeView, size: Excerpt) -> list[str]:
        lines, left = excerpt(change.pieces, size)
        said = [marked(line) for line in lines]
        return [*said, self.words.say("diff.more-lines", count=left)] if left else said

    def _record(self, change: ChangeView) -> list[str]:
        fields = [
            (escape_markdown(cell.title), escape_markdown(cell.before or cell.after, _FIELD))
            for cell in change.cells
        ]
        if change.operation == "added" and change.grade is not Grade.EDITORIAL:
            listed = "\n".join(f"  - *{title}:* {text}" for title, text in fields)
            return [listed.removeprefix("  ")] if listed else []
        said = "; ".join(f"{cell.title}: {cell.before or cell.after}" for cell in change.cells)
        return [escape_markdown(said, _PARAGRAPH)] if said else []

    def _more(self, count: int) -> str:
        return self.words.say("diff.more-words", count=count)


def table_row(cells: Iterable[str]) -> str:
    """Cells that are ready as a row of a table."""
    return f"| {' | '.join(cells)} |"


def marked(pieces: Iterable[Piece]) -> str:
    """Pieces in one line: what went is struck out, what came is bold."""
    text, last = "", ""
    for piece in pieces:
        said = _marked(piece)
        if (
            last == "removed"
            and piece.kind == "added"
            and not text.endswith(" ")
            and not said.startswith(" ")
        ):
            text += " "
        text, last = text + said, piece.kind
    return text.strip()


def _marked(piece: Piece) -> str:
    """A piece between its signs: they hold only against something that is neither blank nor a sign."""
    inner = piece.text.strip()
    lead = " " if piece.text[:1].isspace() else ""
    tail = " " if piece.text[-1:].isspace() else ""
    if not inner:
        return " "
    said = escape_markdown(inner)
    fence = _FENCES.get(piece.kind, "")
    if fence:
        said = f"{'' if inner[0].isalnum() else _APART}{said}{'' if inner[-1].isalnum() else _APART}"
    return f"{lead}{fence}{said}{fence}{tail}"
