"""A comparison for the terminal: the commitments that moved in a line each, then every change by part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from plangen.changes.kinds import Grade
from plangen.plan.words import Words
from plangen.reports.change_columns import (
    Line,
    Run,
    Style,
    filled,
    paint,
    run,
    shortened,
    squeezed,
    width_of,
    wrapped,
)
from plangen.reports.change_groups import by_kind, groups_of, in_short
from plangen.reports.change_text_parts import MARKS, STYLES, ChangeLines
from plangen.reports.change_titles import BELOW
from plangen.reports.change_view import ChangeView, ComparisonView, FindingView, PartView
from plangen.reports.characters import width as columns_of

_NARROWEST, _WIDEST = 30, 120
"""Lines are as wide as the terminal, within these."""

_NARROW = 70
"""Below so many columns a commitment takes two lines."""

_PERCENT = re.compile(r" \([^()]*%\)$")

_LEGIBLE = 12
"""Columns that a title keeps when it is cut."""

_WHAT = 45
"""Percent of a line for what a commitment is about."""


def render_text(view: ComparisonView, width: int, color: bool, words: Words) -> str:
    """The comparison in lines of at most `width` columns (not below 30, not above 120)."""
    columns = max(_NARROWEST, min(width, _WIDEST))
    return "\n".join(paint(line, color) for line in _Report(view, columns, words).lines(plain=not color))


def counted(name: str, count: int, words: Words) -> str:
    """A number of things, in the singular for one."""
    return words.say(f"diff.{name}-one" if count == 1 else f"diff.{name}", count=count)


@dataclass(frozen=True)
class _Report:
    """Lays out one comparison."""

    view: ComparisonView
    columns: int
    words: Words

    def lines(self, plain: bool) -> Iterator[Line]:
        """All lines; `plain` marks removed and added words by signs instead of colours."""
        yield from self._head()
        moved = by_kind(self.view)
        if moved:
            yield from self._title(self.words.text("diff.commitments-title"), sum(map(len, moved)))
        for changes in moved:
            head = (run(changes[0].code, STYLES[changes[0].grade]), run(f" {changes[0].title}"))
            yield from wrapped(head, self.columns, 5, 0)
            for change in changes:
                yield from self._commitment(change)
        for part in self.view.parts:
            yield from self._part(part, plain)
        yield from self._findings("introduced", self.view.introduced, "bad")
        yield from self._findings("cleared", self.view.cleared, "good")
        if self.view.stale:
            yield from self._title(self.words.text("diff.stale-title"), len(self.view.stale))
        for note in self.view.stale:
            yield from wrapped([run(f"? {note}")], self.columns, 2, 0)

    def _head(self) -> Iterator[Line]:
        view, words = self.view, self.words
        versions = words.say("diff.versions", plan=view.plan, old=view.old, new=view.new)
        yield from wrapped([run(versions, "bold")], self.columns)
        if view.title and view.title != view.plan:
            yield from wrapped([run(view.title, "dim")], self.columns)
        total = sum(view.counts.values())
        counts = self._counts(total) if total else [run(words.text("diff.no-changes"))]
        yield from wrapped(counts, self.columns, 2, 0)
        if view.introduced or view.cleared:
            said = words.say("diff.finding-counts", new=len(view.introduced), cleared=len(view.cleared))
            yield from wrapped([run(said)], self.columns, 2, 0)
        if total and not view.counts[Grade.COMMITMENT]:
            yield from wrapped([run(words.text("diff.no-commitments"), "good")], self.columns)

    def _counts(self, total: int) -> Iterator[Run]:
        yield run(counted("changes", total, self.words) + ":")
        for grade in Grade:
            if count := self.view.counts[grade]:
                yield Run("  ")
                yield run(f"{MARKS[grade]} {counted(str(grade), count, self.words)}", STYLES[grade])
            agreed = sum(bool(one.acknowledged) for kind in by_kind(self.view) for one in kind)
            if grade is Grade.COMMITMENT and agreed:
                yield run(f" ({counted('agreed', agreed, self.words)})")

    @cached_property
    def _column(self) -> int:
        """Where the values of commitments begin: behind the longest name, if that is no half of the line."""
        longest = max(columns_of(_named(one, _WIDEST)) for kind in by_kind(self.view) for one in kind)
        return min(self.columns * _WHAT // 100, longest + 2)

    def _commitment(self, change: ChangeView) -> Iterator[Line]:
        """A commitment that moved: what, before → after, difference, and whether it was agreed to."""
        said, agreed = in_short(change, self.words), " ✓" if change.acknowledged else ""
        if self.columns < _NARROW:
            yield (Run("  "), run(_named(change, self.columns - 2)))
            yield (Run("    "), run(_said(said, self.columns - 4 - len(agreed))), run(agreed, "good"))
            return
        column = self._column
        left = filled((Run("  "), run(_named(change, column - 2))), column)
        rest = self.columns - column - 2 - len(agreed)
        yield (*left, Run("  "), run(_said(said, rest)), run(agreed, "good"))

    def _title(self, title: str, count: int) -> Iterator[Line]:
        yield ()
        lead = (run("── ", "dim"), run(title, "bold"), run(f" ({count}) ", "dim"))
        rule = Run("─" * max(0, self.columns - width_of(lead)), "dim")
        yield from wrapped((*lead, rule), self.columns, 3, 0)

    def _part(self, part: PartView, plain: bool) -> Iterator[Line]:
        yield from self._title(part.title, len(part.changes))
        layout = ChangeLines(self.columns, self.words, plain)
        for group in groups_of(part):
            if group.item:
                yield from wrapped([run(group.item, "bold"), run(f" {group.name}")], self.columns, 2, 0)
            elif group.name:
                yield from wrapped([run(group.name)], self.columns, 2, 0)
            yield from layout.of_group(group)

    def _findings(self, key: str, found: Sequence[FindingView], style: Style) -> Iterator[Line]:
        if found:
            yield from self._title(self.words.text(f"diff.{key}"), len(found))
        for one in found:
            level = self.words.say(f"severity.{one.level}")
            head = [run(f"{level} {one.code}", style), run(f" {one.item}" if one.item else "", "bold")]
            yield from wrapped([*head, run(f" {one.message}")], self.columns, 2, 0)


def _said(said: str, columns: int) -> str:
    """Values and difference within so many columns: the percent gives way first, then both values alike."""
    if columns_of(said) <= columns:
        return said
    said = _PERCENT.sub("", said)
    before, arrow, after = said.partition(" → ")
    if columns_of(said) <= columns or not arrow:
        return shortened(said, columns)
    half = max((columns - len(arrow)) // 2, columns - len(arrow) - columns_of(after))
    kept = f"{shortened(before, half)}{arrow}"
    return f"{kept}{shortened(after, columns - columns_of(kept))}"


def _named(change: ChangeView, columns: int) -> str:
    """Item, name and field within so many columns.

    The name gives way first, then the titles above the field.
    """
    item, field = change.item, change.short
    if change.form == "record" and item:
        return shortened(f"{item} {change.name}", columns)
    room = columns - columns_of(f"{item} · {field}" if item else field)
    if item and change.name and room > min(12, columns_of(change.name)):
        return f"{item} {shortened(change.name, room - 1)} · {field}"
    lead = f"{item} · " if item else ""
    return f"{lead}{_fitting(field.split(BELOW), columns - columns_of(lead))}"


def _fitting(titles: list[str], columns: int) -> str:
    """Titles within so many columns: the longest is cut in its middle, else the first are left out."""
    said = BELOW.join(titles)
    missing = columns_of(said) - columns
    if missing <= 0:
        return said
    longest = max(titles, key=columns_of)
    if columns_of(longest) - missing >= _LEGIBLE:
        at = titles.index(longest)
        kept = squeezed(longest, columns_of(longest) - missing)
        return BELOW.join((*titles[:at], kept, *titles[at + 1 :]))
    if len(titles) == 1:
        return shortened(said, columns)
    return f"…{BELOW}{_fitting(titles[1:], columns - columns_of(BELOW) - 1)}"
