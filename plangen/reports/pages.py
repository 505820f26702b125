"""The page of a code: what it is, why it matters, examples; whose rule it is, or how a template grades it."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import indent

from plangen.changes.kinds import ChangeKind
from plangen.checks.page import rule_page
from plangen.checks.rule import Rule
from plangen.checks.table import BY_NAME
from plangen.plan.faults import FAULTS, Fault
from plangen.plan.words import Words
from plangen.reports.markdown import escape_markdown, fenced
from plangen.spans import Severity


@dataclass(frozen=True, slots=True)
class CodePage:
    """What there is to say of a code; a fault of form has no `what` and no `source`.

    `draft` and `submission` are its levels in the two profiles; those of a fault of form are the same.
    """

    code: str
    name: str
    draft: Severity
    submission: Severity
    what: str
    why: str
    wrong: str
    right: str
    source: str


def code_page(one: Fault | Rule, words: Words) -> CodePage:
    """The page of a fault or a rule, in the language of `words`."""
    if isinstance(one, Rule):
        said, shown = words.rule(one.name), rule_page(one)
        texts = (said.what, said.why, shown.wrong, shown.right, said.source)
        return CodePage(one.code, one.name, one.draft, one.submission, *texts)
    page = words.page(one.name)
    texts = ("", page.why, page.wrong, page.right, "")
    return CodePage(one.code, one.name, one.severity, one.severity, *texts)


def page_of_name(name: str, words: Words) -> CodePage:
    """The page of what a check finds, by its name. Raises KeyError for an unknown name."""
    return code_page(BY_NAME[name] if name in BY_NAME else FAULTS[name], words)


def render_page(one: Fault | Rule | ChangeKind, words: Words) -> str:
    """Code, name and levels; what it is and why it matters; a wrong and a right example; the source.

    Of a kind of change the grade, a plan before and after, and how a template may give it another grade.
    """
    if isinstance(one, ChangeKind):
        return _render_kind(one, words)
    page = code_page(one, words)
    return "\n\n".join((f"{page.code} {page.name} ({_levels(page, words)})", *_paragraphs(page, words)))


def _render_kind(kind: ChangeKind, words: Words) -> str:
    said = words.change("change-kinds", kind.name)
    shown = (
        f"{words.text(f'change-pages.{side}')}:\n\n{indent(said[side].rstrip(), '    ')}"
        for side in ("before", "after")
    )
    return "\n\n".join(
        (
            f"{kind.code} {kind.name} ({words.text(f'change-grades.{kind.grade}')})",
            f"{said['title']}. {said['what']}",
            said["why"],
            *shown,
            words.say("change-pages.override", code=kind.code),
        )
    )


def render_help(page: CodePage, words: Words) -> str:
    """The page without its head, as text."""
    return "\n\n".join(_paragraphs(page, words))


def render_markdown_help(page: CodePage, words: Words) -> str:
    """The page without its head, as Markdown."""
    examples = [
        f"**{words.say(f'cli.{key}')}**\n\n{fenced(example, 'yaml')}"
        for key, example in (("wrong", page.wrong), ("right", page.right))
        if example
    ]
    source = f"{words.text('report.source')}: {escape_markdown(page.source)}" if page.source else ""
    parts = (escape_markdown(page.what), escape_markdown(page.why), *examples, source)
    return "\n\n".join(part for part in parts if part)


def _levels(page: CodePage, words: Words) -> str:
    draft, submission = (words.say(f"severity.{level}") for level in (page.draft, page.submission))
    return draft if draft == submission else words.say("report.levels", draft=draft, submission=submission)


def _paragraphs(page: CodePage, words: Words) -> list[str]:
    parts = [
        page.what,
        page.why,
        f"{words.say('cli.wrong')}:\n\n{indent(page.wrong, '    ')}",
        f"{words.say('cli.right')}:\n\n{indent(page.right, '    ')}",
        f"{words.text('report.source')}: {page.source}" if page.source else "",
    ]
    return [part for part in parts if part.strip()]
