"""A plan without form errors → what its rules find, each at its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from plangen.checks.ignores import without_ignored
from plangen.checks.rule import Found, Profile, Rule
from plangen.checks.subject import Subject
from plangen.checks.table import AFTER, BY_NAME, RULES
from plangen.plan.edit import text_span
from plangen.plan.load import LoadedPlan
from plangen.plan.model import shapes
from plangen.plan.nodes import Scalar
from plangen.plan.programme import ProgrammeRules
from plangen.spans import Edit, Finding, Related, Span


def subject_of(loaded: LoadedPlan, rules: ProgrammeRules) -> Subject:
    """The plan as its rules see it."""
    return Subject(loaded.index, rules, loaded.mentioned)


def judge(
    loaded: LoadedPlan, form: tuple[Finding, ...], rules: ProgrammeRules, profile: Profile
) -> tuple[Finding, ...]:
    """All that is wrong with a plan without errors of form, but for what it asks to ignore, in reading order.

    `form` are the warnings and notes of its form, which it may ask to ignore as well.
    """
    subject = subject_of(loaded, rules)
    findings = (*form, *run_rules(subject, loaded, profile))
    after = run_rules(replace(subject, raised=findings), loaded, profile, AFTER)
    kept = without_ignored(loaded.index, (*findings, *after))
    return tuple(sorted(kept, key=lambda one: one.sort_key))


def run_rules(
    subject: Subject, loaded: LoadedPlan, profile: Profile, rules: Iterable[Rule] = RULES
) -> tuple[Finding, ...]:
    """What `rules` find, in their order; the level of each finding is that of its rule in the profile."""
    placing = _Placing(subject, loaded)
    return tuple(placing.finding(rule, one, profile) for rule, one in found_in(subject, rules))


def found_in(subject: Subject, rules: Iterable[Rule] = RULES) -> Iterator[tuple[Rule, Found]]:
    """What `rules` find in a plan, whether or not there is a text it was read from."""
    return ((rule, one) for rule in rules for one in rule.check(subject))


def at_profile(findings: Iterable[Finding], profile: Profile) -> tuple[Finding, ...]:
    """The same findings as another profile weighs them; those of form weigh the same in all."""
    ruled = ((one, BY_NAME.get(one.name)) for one in findings)
    return tuple(replace(one, severity=rule.level(profile)) if rule else one for one, rule in ruled)


def profile_of(loaded: LoadedPlan) -> Profile:
    """The profile of a plan's own status: a draft is read as one, all else as it is handed in."""
    identity = loaded.plan.plan
    status = (identity.status if identity else None) or "draft"
    return Profile.DRAFT if status == "draft" else Profile.SUBMISSION


class _Placing:
    """Gives what a rule found its place in the sources."""

    def __init__(self, subject: Subject, loaded: LoadedPlan) -> None:
        self.subject = subject
        self.loaded = loaded

    def finding(self, rule: Rule, one: Found, profile: Profile) -> Finding:
        path = self.subject.path(one.record, one.field)
        item = self.subject.index.item_of(path)
        made = Finding(
            rule.code,
            rule.name,
            rule.level(profile),
            {"item": self.subject.name(one.record), **one.params},
            path,
            item.id if item else "",
            self.loaded.locate(path) or self._top,
            tuple(self._related(one)),
        )
        return self._in_text(made, one) if one.end else made

    @cached_property
    def _top(self) -> Span | None:
        """Where a part that is absent is told: at the identity, else at the first key that is written."""
        written = shapes(type(self.loaded.plan))
        places = (self.loaded.locate(name) for name in written if name in self.loaded.root.entries)
        return next((place for place in places if place is not None), None)

    def _related(self, one: Found) -> Iterator[Related]:
        for end in one.ends:
            span = self.loaded.locate(self.subject.path(end.record, end.field))
            if span is not None:
                yield Related(end.note, span)

    def _in_text(self, made: Finding, one: Found) -> Finding:
        """The finding at the very characters of its text, with the edit that mends them."""
        node = self.loaded.node(made.path)
        value = node.value or "" if isinstance(node, Scalar) else ""
        span = text_span(node, value, one.start, one.end)
        if span is None:
            return made
        fix = (Edit(span, one.mend),) if one.mend is not None and _fits(span, one.mend) else ()
        return replace(made, span=span, fix=fix)


def _fits(span: Span, mend: str) -> bool:
    """Whether a mention may be put there: `[[…]]` at the start of a bare value would be read as a list."""
    before = span.source.text[: span.start].rstrip(" ")
    return not mend.startswith("[") or before[-1:] not in {":", "-", ",", "[", "{", "?"}
