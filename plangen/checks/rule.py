"""What a rule is, and what it finds.

A rule is a generator over a plan; its name is the fault it finds, its docstring its page. It yields where
the fault stands and the words for the message; place, level and item are filled in by `plangen.checks.run`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from plangen.checks.subject import Subject
from plangen.plan.model import Record
from plangen.spans import Severity


class Profile(StrEnum):
    """How strictly a plan is read: while it is written, or as it is handed in."""

    DRAFT = "draft"
    SUBMISSION = "submission"


@dataclass(frozen=True, slots=True)
class End:
    """The other end of a contradiction: a field of a record, and a note of the catalogue (`related:`)."""

    record: Record
    field: str = ""
    note: str = "defined-here"


@dataclass(frozen=True, slots=True)
class Found:
    """A fault at `field` of `record` (author's keys joined by `/`; empty: the record itself).

    `params` are the placeholders of its message; `item` is added to them. `ends` are the other ends.
    In a text, `start` and `end` are the characters meant; `mend` is what may safely stand in their place.
    """

    record: Record
    field: str
    params: Mapping[str, str]
    ends: tuple[End, ...] = ()
    start: int = 0
    end: int = 0
    mend: str | None = None


Check = Callable[[Subject], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its code and its level in each profile."""

    code: str
    check: Check
    draft: Severity
    submission: Severity

    @property
    def name(self) -> str:
        """The fault, in kebab-case."""
        return self.check.__name__.replace("_", "-")

    def level(self, profile: Profile) -> Severity:
        """How grave its findings are in a profile."""
        return self.draft if profile is Profile.DRAFT else self.submission


def found(record: Record, field: str = "", *ends: End, **params: object) -> Found:
    """A fault at a field of a record, with the placeholders of its message as they are to be read."""
    return Found(record, field, {key: str(value) for key, value in params.items()}, ends)
