"""All kinds of change as Markdown: one table per family, for the README."""

from __future__ import annotations

from itertools import groupby

from plangen.changes.kinds import KINDS, ChangeKind
from plangen.plan.words import Words
from plangen.reports.markdown import escape_markdown

_FAMILY = 3
"""Characters of a code that name its family."""


def render_kind_table(words: Words) -> str:
    """Code, name, grade, what has changed: a foldable table per family."""
    return "\n\n".join(
        _family(family, list(kinds), words) for family, kinds in groupby(KINDS, key=_family_of)
    )


def _family_of(kind: ChangeKind) -> str:
    return kind.code[:_FAMILY]


def _family(family: str, kinds: list[ChangeKind], words: Words) -> str:
    name = words.text(f"change-families.{family}")
    title = words.say("change-pages.family", family=name, count=len(kinds))
    head = words.text("change-pages.table-head")
    ruler = "|" + "---|" * (head.count("|") - 1)
    table = "\n".join((head, ruler, *(_row(kind, words) for kind in kinds)))
    return f"<details><summary>{title}</summary>\n\n{table}\n\n</details>"


def _row(kind: ChangeKind, words: Words) -> str:
    grade = words.text(f"change-grades.{kind.grade}")
    what = escape_markdown(words.change("change-kinds", kind.name)["what"])
    return f"| {kind.code} | {kind.name} | {grade} | {what} |"
