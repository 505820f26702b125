"""`chapters` and `summary`: what a reader in a hurry reads."""

from __future__ import annotations

from plangen.plan.model.fields import Prose, Text
from plangen.plan.model.record import Record


class Chapter(Record):
    """The opener of a chapter: its conclusion, its findings, its introduction."""

    lead: Prose | None = None
    findings: tuple[Prose, ...] = ()
    intro: Prose | None = None


class Chapters(Record):
    """The opener of each chapter."""

    cluster: Chapter | None = None
    segmentation: Chapter | None = None
    industry: Chapter | None = None
    benchmark: Chapter | None = None
    vision: Chapter | None = None
    strategies: Chapter | None = None
    management: Chapter | None = None
    action_plan: Chapter | None = None
    indicators: Chapter | None = None


class KeyFigure(Record):
    """A figure of the summary (prose with a `[[…]]`) and what it is."""

    figure: Prose | None = None
    label: Text


class Summary(Record):
    """What the one-page summary (ficha resumen) cannot compute."""

    key_figures: tuple[KeyFigure, ...] = ()
    challenge: Prose | None = None
    bet: Prose | None = None
    answers: Prose | None = None
