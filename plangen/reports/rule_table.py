"""All rules as Markdown: one table per family, for the README."""

from __future__ import annotations

from itertools import groupby

from plangen.checks.rule import Rule
from plangen.checks.table import ALL
from plangen.plan.words import Words
from plangen.reports.markdown import escape_markdown

_FAMILY = 2
"""Characters of a code that name its family."""


def render_rule_table(words: Words) -> str:
    """Code, name, level in a draft and in a submission, what is found: a foldable table per family."""
    return "\n\n".join(
        _family(family, list(rules), words) for family, rules in groupby(_ordered(), key=_family_of)
    )


def _ordered() -> list[Rule]:
    """The rules of the plan's parts first, then the golden thread, then the programme."""
    return sorted(ALL, key=lambda rule: ("PGR".index(rule.code[0]), rule.code))


def _family_of(rule: Rule) -> str:
    return rule.code[:_FAMILY]


def _family(family: str, rules: list[Rule], words: Words) -> str:
    title = words.say("report.family", family=words.text(f"families.{family}"), count=len(rules))
    head = words.text("report.table-head")
    ruler = "|" + "---|" * (head.count("|") - 1)
    table = "\n".join((head, ruler, *(_row(rule, words) for rule in rules)))
    return f"<details><summary>{title}</summary>\n\n{table}\n\n</details>"


def _row(rule: Rule, words: Words) -> str:
    draft, submission = (words.say(f"severity.{level}") for level in (rule.draft, rule.submission))
    what = escape_markdown(words.rule(rule.name).what)
    return f"| {rule.code} | {rule.name} | {draft} | {submission} | {what} |"
