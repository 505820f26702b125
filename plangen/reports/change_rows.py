"""Comparisons as rows of the control de cambios: one sentence on what a version did to the one before."""

from __future__ import annotations

import json
from datetime import date

from plangen.changes.kinds import Grade
from plangen.plan.words import Words
from plangen.reports.change_titles import BELOW
from plangen.reports.change_view import ChangeView, ComparisonView

_NAMED = 3
"""Whose commitments a row names for each kind of change; the rest are counted."""


def summary_of(view: ComparisonView, words: Words) -> str:
    """What changed in a line: commitments by kind and whose they are, and how many other changes."""
    moved = [change for part in view.parts for change in part.changes if change.grade is Grade.COMMITMENT]
    by_kind: dict[tuple[str, str], list[ChangeView]] = {}
    for change in sorted(moved, key=lambda one: one.code):
        by_kind.setdefault((change.code, change.title), []).append(change)
    kinds = "; ".join(_kind(title, changes, words) for (_, title), changes in by_kind.items())
    said = [words.say("diff-rows.commitments", kinds=kinds)] if kinds else []
    others = [grade for grade in (Grade.SUBSTANTIVE, Grade.EDITORIAL) if view.counts[grade]]
    counts = (words.say(f"diff-rows.{_number(grade, view)}", count=view.counts[grade]) for grade in others)
    rest = words.text("diff-rows.and").join(counts)
    return ". ".join(part[:1].upper() + part[1:] for part in (*said, rest) if part)


def _kind(title: str, changes: list[ChangeView], words: Words) -> str:
    """`fecha postergada (ACT-8-B, ACT-9-A y 6 más)`."""
    whose = tuple(dict.fromkeys(one.item or one.field.split(BELOW)[0] for one in changes))
    named = ", ".join(whose[:_NAMED])
    more = words.say("diff-rows.more", count=len(whose) - _NAMED) if len(whose) > _NAMED else ""
    return f"{title[:1].lower()}{title[1:]} ({named}{more})"


def _number(grade: Grade, view: ComparisonView) -> str:
    return f"{grade}-one" if view.counts[grade] == 1 else f"{grade}-many"


def render_row(version: str, day: date | None, author: str, summary: str) -> str:
    """The row as YAML, ready for `plan.changes`: one record of a list, not indented."""
    fields = {
        "version": version,
        "date": day.isoformat() if day else "",
        "author": author,
        "summary": summary,
    }
    quoted = (name for name in fields if fields[name])
    lines = [f"{name}: {fields[name] if name == 'date' else _quoted(fields[name])}" for name in quoted]
    return "- " + "\n  ".join(lines)


def _quoted(text: str) -> str:
    """A YAML scalar in double quotes; JSON's are a subset of them."""
    return json.dumps(text, ensure_ascii=False)
