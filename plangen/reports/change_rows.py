"""Comparisons as rows of the control de cambios: one sentence on what a version did to the one before."""

from __future__ import annotations

import json
from datetime import date

from plangen.changes.kinds import Grade
from plangen.plan.words import Words
from plangen.reports.change_view import ChangeView, ComparisonView

_NAMED = 4
"""Commitments that a row names; the rest are counted."""

_LONGEST = 70
"""Characters of one value in a row."""


def summary_of(view: ComparisonView, words: Words) -> str:
    """What changed in a line: commitments first and by name, then how many other changes there are."""
    moved = [change for part in view.parts for change in part.changes if change.grade is Grade.COMMITMENT]
    parts = []
    if moved:
        named = "; ".join(_named(change) for change in moved[:_NAMED])
        more = words.say("diff-rows.more", count=len(moved) - _NAMED) if len(moved) > _NAMED else ""
        parts.append(
            words.say(f"diff-rows.{_number('commitment', len(moved))}", count=len(moved)) + named + more
        )
    for grade in (Grade.SUBSTANTIVE, Grade.EDITORIAL):
        if count := view.counts[grade]:
            parts.append(words.say(f"diff-rows.{_number(str(grade), count)}", count=count))
    return ". ".join(parts)


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


def _named(change: ChangeView) -> str:
    head = " ".join(filter(None, (change.item, change.field))) or change.path
    before, after = _short(change.before), _short(change.after)
    values = f": {before} → {after}" if before and after else ""
    return f"{change.title} ({head}{values})"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else ""


def _number(name: str, count: int) -> str:
    return f"{name}-one" if count == 1 else f"{name}-many"


def _quoted(text: str) -> str:
    """A YAML scalar in double quotes; JSON's are a subset of them."""
    return json.dumps(text, ensure_ascii=False)
