"""`review`: what reviewers observed, and changes of commitments that were agreed to."""

from __future__ import annotations

from typing import ClassVar, Literal

from plangen.plan.model.fields import Date, Id, ItemOrPath, Prose, Text
from plangen.plan.model.record import Record


class Observation(Record):
    """An observation of a reviewer and its answer."""

    record_kind: ClassVar[str] = "observation"

    id: Id
    part: Text | None = None
    target: ItemOrPath | None = None
    text: Text | None = None
    author_role: Text | None = None
    date: Date | None = None
    answer: Prose | None = None
    decision: Literal["accepted", "partly", "rejected", "pending"] | None = None
    attended_in: Text | None = None
    status: Literal["open", "answered", "closed"] | None = None


class Acknowledgement(Record):
    """A change that was agreed to: it holds for that very `before` → `after` alone."""

    code: Text
    path: Text
    from_version: Text | None = None
    to_version: Text | None = None
    before: Text | None = None
    after: Text | None = None
    reason: Text | None = None
    date: Date | None = None
    role: Text | None = None


class Review(Record):
    """Observations and acknowledgements."""

    observations: tuple[Observation, ...] = ()
    acknowledgements: tuple[Acknowledgement, ...] = ()
