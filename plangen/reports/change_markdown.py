"""Comparisons as a comment on a pull request, in GitHub's Markdown.

Commitments are shown with what follows from them, and the findings that came; the rest is folded by part.
What does not fit is counted: commitments go in first, then new findings, then the rest by grade.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from plangen.changes.kinds import Grade
from plangen.plan.words import Words
from plangen.reports.change_groups import Group, by_kind, groups_of
from plangen.reports.change_markdown_parts import ChangeMarkdown, table_row
from plangen.reports.change_view import ComparisonView, FindingView, PartView
from plangen.reports.markdown import code_span, escape_markdown

MARKER = "<!-- plangen diff -->"
"""What the comment starts with, so that a workflow finds its own and renews it."""

LIMIT = 60_000
"""Characters of a comment; GitHub refuses more than 65,536."""

_AROUND = 200
"""Characters around what a section lists, and those of a sentence at the end."""

_LONGEST = 600
"""Characters of one message."""

_Section = Literal["commitments", "follows", "introduced", "row", "item", "cleared", "stale"]


@dataclass(frozen=True, slots=True)
class _Entry:
    """Something a section of a plan lists; `key` is the kind of a commitment or the part of a change."""

    plan: int
    section: _Section
    key: str
    grade: Grade | None
    text: str


def render_markdown(views: Sequence[ComparisonView], words: Words) -> str:
    """The comment on all comparisons of a run, of at most `LIMIT` characters."""
    comment = _Comment(views, words)
    top = f"{MARKER}\n\n## {words.text('diff.comment-title')}"
    heads = comment.heads()
    sections = sum(len(view.parts) + 6 for view in views[: len(heads)])
    room = LIMIT - len(top) - sum(map(len, heads)) - _AROUND * (sections + 3)
    kept = comment.fitting(len(heads), room)
    parts = (comment.plan(at, head, kept) for at, head in enumerate(heads))
    return "\n\n".join((top, *parts, *comment.left_out(len(heads), kept))) + "\n"


@dataclass(frozen=True)
class _Comment:
    """Lays out one comment."""

    views: Sequence[ComparisonView]
    words: Words

    def heads(self) -> list[str]:
        """Title and table of each plan; where they would take half of the comment, titles, of the first."""
        whole = [self._head(view) for view in self.views]
        around = sum(_AROUND * (len(view.parts) + 6) for view in self.views)
        if sum(map(len, whole)) + around <= LIMIT // 2:
            return whole
        heads, room = [], LIMIT // 2
        for view in self.views:
            title = self._title(view)
            room -= len(title) + _AROUND * (len(view.parts) + 6)
            if room < 0:
                break
            heads.append(title)
        return heads

    def _title(self, view: ComparisonView) -> str:
        sides = {"old": code_span(view.old), "new": code_span(view.new)}
        title = self.words.say("diff.versions", plan=escape_markdown(view.plan, _LONGEST), **sides)
        return f"### {title}\n\n{self._counts(view)}"

    def _counts(self, view: ComparisonView) -> str:
        words, total = self.words, sum(view.counts.values())
        if not total:
            return words.text("diff.no-changes")
        counts = {f"{grade}s": view.counts[grade] for grade in Grade}
        said = [words.say("diff.counts", total=total, **counts)]
        if not view.counts[Grade.COMMITMENT]:
            said.append(f"**{words.text('diff.no-commitments')}**")
        elif agreed := sum(bool(one.acknowledged) for kind in by_kind(view) for one in kind):
            said.append(words.say("diff.agreed-count", count=agreed, total=view.counts[Grade.COMMITMENT]))
        if view.introduced or view.cleared:
            counts = {"new": len(view.introduced), "cleared": len(view.cleared)}
            said.append(f"{words.say('diff.finding-counts', **counts)}.")
        return " ".join(said)

    def _head(self, view: ComparisonView) -> str:
        if not view.parts:
            return self._title(view)
        titles = (self.words.text(f"diff.{name}") for name in ("part", *(f"grade-{one}" for one in Grade)))
        lines = [table_row(titles), "|---|" + "--:|" * len(Grade)]
        for part in view.parts:
            counts = (sum(one.grade is grade for one in part.changes) for grade in Grade)
            cells = (str(count or self.words.text("diff.none")) for count in counts)
            lines.append(table_row((escape_markdown(part.title), *cells)))
        return "\n\n".join((self._title(view), "\n".join(lines)))

    def fitting(self, plans: int, room: int) -> list[_Entry]:
        """The first entries that fit: nothing less grave is shown while something graver is not."""
        kept = []
        for entry in self._entries(plans):
            room -= len(entry.text) + 2
            if room < 0:
                break
            kept.append(entry)
        return kept

    def _entries(self, plans: int) -> Iterator[_Entry]:
        """What there is to show, the gravest first."""
        shown = list(enumerate(self.views[:plans]))
        for at, view in shown:
            yield from self._commitments(at, view)
        for at, view in shown:
            yield from self._findings(at, "introduced", view.introduced)
        for at, view in shown:
            yield from self._follows(at, view)
        for grade in (Grade.SUBSTANTIVE, Grade.EDITORIAL):
            for at, view in shown:
                for part in view.parts:
                    yield from self._changes(at, part, grade)
        for at, view in shown:
            yield from self._findings(at, "cleared", view.cleared)
            for note in view.stale:
                yield _Entry(at, "stale", "", None, f"- {escape_markdown(note, _LONGEST)}")

    def _commitments(self, at: int, view: ComparisonView) -> Iterator[_Entry]:
        telling = ChangeMarkdown(self.words)
        for kind in by_kind(view):
            title = f"**{escape_markdown(f'{kind[0].code} {kind[0].title}')}**"
            for change in kind:
                yield _Entry(at, "commitments", title, change.grade, telling.row(change, code=False))

    def _follows(self, at: int, view: ComparisonView) -> Iterator[_Entry]:
        """What commitments bring with them and which texts print them, by item."""
        for part in view.parts:
            for group in groups_of(part):
                grave = tuple(one for one in group.changes if one.grade is Grade.COMMITMENT)
                told = Group(group.item, group.name, grave)
                lines = [f"→ {escape_markdown(one, _LONGEST)}" for _, news in told.news for one in news]
                lines += [f"✓ {escape_markdown(one, _LONGEST)}" for one in _notes(told)]
                if told.printed_in:
                    lines.append(escape_markdown(self._printed_in(told), _LONGEST))
                if lines:
                    name = escape_markdown(group.name or part.title, _LONGEST)
                    head = f"- **{escape_markdown(group.item)}** {name}" if group.item else f"- {name}"
                    text = "\n".join((head, *(f"  - {line}" for line in lines)))
                    yield _Entry(at, "follows", "", None, text)

    def _printed_in(self, group: Group) -> str:
        return self.words.say("diff.printed-in", places="; ".join(group.printed_in))

    def _findings(self, at: int, section: _Section, found: Iterable[FindingView]) -> Iterator[_Entry]:
        for one in found:
            level = self.words.say(f"severity.{one.level}")
            whose = f" · {escape_markdown(one.item, _LONGEST)}" if one.item else ""
            head = f"- **{code_span(one.code)}** {level}{whose}: {escape_markdown(one.message, _LONGEST)}"
            yield _Entry(at, section, "", None, head)

    def _changes(self, at: int, part: PartView, grade: Grade) -> Iterator[_Entry]:
        telling = ChangeMarkdown(self.words)
        for group in groups_of(part):
            changes = tuple(one for one in group.changes if one.grade is grade)
            for change, news in Group(group.item, group.name, changes).news:
                is_row = telling.is_row(change) and not news
                text = telling.row(change) if is_row else telling.item(change)
                text += "".join(f"\n  - → {escape_markdown(one, _LONGEST)}" for one in news)
                if is_row:
                    yield _Entry(at, "row", part.key, grade, text)
                else:
                    yield _Entry(at, "item", part.key, grade, text)

    def plan(self, at: int, head: str, kept: Sequence[_Entry]) -> str:
        """All that is shown of one plan."""
        found = [entry for entry in kept if entry.plan == at]
        parts = [head, *self._moved(found), *self._listed(found, "introduced", "introduced")]
        parts += [text for part in self.views[at].parts if (text := self._folded(part, found))]
        for section, title in (("cleared", "cleared"), ("stale", "stale-title")):
            texts = [entry.text for entry in found if entry.section == section]
            if texts:
                parts.append(_details(self.words.text(f"diff.{title}"), len(texts), "\n".join(texts)))
        return "\n\n".join(parts)

    def _moved(self, found: Sequence[_Entry]) -> Iterator[str]:
        rows = [entry for entry in found if entry.section == "commitments"]
        if rows:
            lines, last = [self._table_head()], ""
            for entry in rows:
                lines += [table_row((entry.key, "", "", ""))] if entry.key != last else []
                lines.append(entry.text)
                last = entry.key
            yield f"#### {self.words.text('diff.commitments-title')} ({len(rows)})\n\n" + "\n".join(lines)
        yield from self._listed(found, "follows", "follows")

    def _table_head(self) -> str:
        titles = (self.words.text(f"diff.{name}") for name in ("what", "before", "now", "difference"))
        return f"{table_row(titles)}\n|---|---|---|---|"

    def _listed(self, found: Sequence[_Entry], section: _Section, title: str) -> Iterator[str]:
        texts = [entry.text for entry in found if entry.section == section]
        if texts:
            yield f"#### {self.words.text(f'diff.{title}')}\n\n" + "\n".join(texts)

    def _folded(self, part: PartView, found: Sequence[_Entry]) -> str:
        rows = [entry.text for entry in found if entry.section == "row" and entry.key == part.key]
        items = [entry.text for entry in found if entry.section == "item" and entry.key == part.key]
        table = ["\n".join((self._table_head(), *rows))] if rows else []
        said = "\n\n".join((*table, *(["\n".join(items)] if items else [])))
        return _details(part.title, len(rows) + len(items), said) if said else ""

    def left_out(self, shown: int, kept: Sequence[_Entry]) -> list[str]:
        """Sentences on how much the comment does not hold."""
        counts = {grade: sum(view.counts[grade] for view in self.views) for grade in Grade}
        for entry in kept:
            if entry.grade is not None:
                counts[entry.grade] -= 1
        told = sum(entry.section in ("introduced", "cleared") for entry in kept)
        findings = sum(len(view.introduced) + len(view.cleared) for view in self.views) - told
        said, words = [], self.words
        if shown < len(self.views):
            said.append(words.say("report.plans-left-out", count=len(self.views) - shown))
        if missing := sum(counts.values()):
            grades = {f"{grade}s": count for grade, count in counts.items()}
            said.append(words.say("diff.left-out", count=missing, **grades))
        if findings:
            said.append(words.say("diff.findings-left-out", count=findings))
        return said


def _notes(group: Group) -> Iterator[str]:
    """Why changes were agreed to, each reason once."""
    yield from dict.fromkeys(one.acknowledged for one in group.changes if one.acknowledged)


def _details(title: str, count: int, said: str) -> str:
    return f"<details><summary>{escape_markdown(title)} ({count})</summary>\n\n{said}\n\n</details>"
