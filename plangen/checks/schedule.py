"""When actions happen."""

from __future__ import annotations

from plangen.checks.subject import Subject
from plangen.plan.model import Action, Month


def span_of(subject: Subject, action: Action) -> tuple[Month, Month] | None:
    """First and last month of an action; None unless every activity has both, in order."""
    whole = all(one.start and one.end and one.start <= one.end for one in action.activities)
    return subject.spans.get(action.id) if whole else None
