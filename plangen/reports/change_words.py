"""A comparison → its view: every change in the words and formats of the deliverables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from plangen.changes.change import Added, Change, Modified, Moved, Removed, Renamed
from plangen.changes.comparison import Comparison, Consequence, Graded
from plangen.changes.kinds import Grade
from plangen.plan.model import Acknowledgement, Plan, Record, shapes
from plangen.plan.paths import parse_path
from plangen.plan.words import Words
from plangen.reports.change_contents import content_of
from plangen.reports.change_mentions import Mentions
from plangen.reports.change_paths import old_names, renamed_ids, steps_of
from plangen.reports.change_titles import BELOW, Titles
from plangen.reports.change_typed import typed_sides
from plangen.reports.change_values import Values
from plangen.reports.change_view import ChangeView, ComparisonView, Effect, FindingView, Operation, PartView
from plangen.reports.summary import part_title
from plangen.spans import Finding, Span

Locate = Callable[[str], Span | None]
"""Where a path stands in the files of a version (`LoadedPlan.locate`)."""

_OPERATIONS: Mapping[type, Operation] = MappingProxyType(
    {Added: "added", Removed: "removed", Modified: "modified", Moved: "moved", Renamed: "renamed"}
)


def nowhere(_: str) -> None:
    """The place of every path where the files are not at hand."""


def view_of(
    comparison: Comparison, words: Words, old: Locate = nowhere, new: Locate = nowhere
) -> ComparisonView:
    """The comparison in words; `old` and `new` tell where paths stand in the files of each version."""
    said = change_views(comparison, words, old, new)
    by_part: dict[str, list[ChangeView]] = {part: [] for part in shapes(Plan)}
    for one in said:
        by_part[parse_path(one.path).keys[0]].append(one)
    return ComparisonView(
        plan=comparison.plan,
        title=_title(comparison),
        old=comparison.old.label,
        new=comparison.new.label,
        counts={grade: sum(one.grade is grade for one in said) for grade in Grade},
        parts=tuple(PartView(p, part_title(p, words), tuple(found)) for p, found in by_part.items() if found),
        introduced=tuple(finding_view(one, words) for one in comparison.introduced),
        cleared=tuple(finding_view(one, words) for one in comparison.cleared),
        stale=tuple(_stale(one, words) for one in comparison.stale),
    )


def change_views(
    comparison: Comparison, words: Words, old: Locate = nowhere, new: Locate = nowhere
) -> tuple[ChangeView, ...]:
    """The changes in words, in the order of the comparison."""
    teller = _Teller(comparison, words, old, new)
    return tuple(teller.view(one) for one in comparison.changes)


def finding_view(finding: Finding, words: Words) -> FindingView:
    """A finding in words."""
    message = words.message(finding)
    return FindingView(finding.code, str(finding.severity), finding.item, message, finding.path, finding.name)


def _title(comparison: Comparison) -> str:
    for version in (comparison.new, comparison.old):
        identity = version.index.plan.plan
        if identity is not None and identity.title:
            return identity.title
    return ""


def _stale(note: Acknowledgement, words: Words) -> str:
    before, after = (side or words.text("diff.none") for side in (note.before, note.after))
    return words.say("diff.stale", code=note.code, path=note.path, before=before, after=after)


def _says_where(effects: Iterable[Effect]) -> bool:
    """Whether a consequence names the texts that print the value."""
    return any(effect.name.startswith("printed-") for effect in effects)


@dataclass(frozen=True)
class _Teller:
    """Tells the changes of one comparison."""

    comparison: Comparison
    words: Words
    locate_old: Locate
    locate_new: Locate

    @cached_property
    def _titles(self) -> Titles:
        renames = renamed_ids(one.change for one in self.comparison.changes)
        old = Values(self.comparison.old.index, self.words, renames)
        return Titles(old, Values(self.comparison.new.index, self.words), renames)

    @cached_property
    def _mentions(self) -> Mentions:
        return Mentions(self._titles)

    def view(self, graded: Graded) -> ChangeView:
        """One change in words."""
        change, titles = graded.change, self._titles
        steps = steps_of(change.path)
        item, name = titles.item(steps)
        group, group_name = titles.item(steps, first=True)
        content = content_of(change, steps, titles)
        effects = tuple(map(self._effect, graded.consequences))
        value = change.value if isinstance(change, Added | Removed) else None
        record = value if isinstance(value, Record) else None
        field, short = titles.field(steps, record), titles.short_field(steps, record)
        return ChangeView(
            code=graded.kind.code,
            kind=graded.kind.name,
            title=self.words.change("change-kinds", graded.kind.name)["title"],
            grade=graded.grade,
            operation=_OPERATIONS[type(change)],
            path=change.path,
            item=item,
            name=name,
            field=BELOW.join(filter(None, (field, content.below))),
            before=content.before,
            after=content.after,
            delta=content.delta,
            pieces=content.pieces,
            cells=content.cells,
            printed_in=() if _says_where(effects) else self._mentions.of(change, steps),
            consequences=tuple(effect.message for effect in effects),
            acknowledged=self._acknowledged(graded.acknowledged),
            place=self._place(change),
            form=content.form,
            group=group,
            group_name=group_name,
            effects=effects,
            typed=typed_sides(change),
            short=BELOW.join(filter(None, (short, content.below))),
            old_path=change.old_path if isinstance(change, Renamed) else "",
        )

    def _effect(self, one: Consequence) -> Effect:
        values = self._titles.new
        said = {name: values.plain(value) for name, value in one.params.items()}
        message = self.words.change("consequences", one.name)["text"].format_map(said)
        return Effect(one.name, message.strip(), one.path)

    def _acknowledged(self, note: Acknowledgement | None) -> str:
        """Why a change was agreed to, by whom and when."""
        if note is None:
            return ""
        reason = note.reason or self.words.text("diff.acknowledged-plain")
        signed = (note.role or "", self._titles.new.formats.date(note.date) if note.date else "")
        by = ", ".join(text for text in signed if text)
        return self.words.say("diff.acknowledged", reason=reason, by=by) if by else reason

    def _place(self, change: Change) -> str:
        """File and line: in the new version, in the old one of what is gone."""
        if isinstance(change, Removed):
            span = self.locate_old(old_names(self._titles.renames, change.path))
        else:
            span = self.locate_new(change.path)
        return f"{span.source.name}:{span.line}" if span is not None else ""
