"""The whole plan: the top-level keys."""

from __future__ import annotations

from plangen.plan.model.action_plan import ActionPlan
from plangen.plan.model.benchmark import Benchmark
from plangen.plan.model.cluster import Cluster
from plangen.plan.model.evidence import EvidenceSource, Fact
from plangen.plan.model.identity import Identity
from plangen.plan.model.indicators import Indicator
from plangen.plan.model.industry import Industry
from plangen.plan.model.management import Management
from plangen.plan.model.reading import Chapters, Summary
from plangen.plan.model.record import Record
from plangen.plan.model.review import Review
from plangen.plan.model.segmentation import Segmentation
from plangen.plan.model.strategies import Strategy
from plangen.plan.model.vision import Vision


class Plan(Record):
    """A competitiveness plan; every part may be absent."""

    plan: Identity | None = None
    cluster: Cluster | None = None
    segmentation: Segmentation | None = None
    industry: Industry | None = None
    benchmark: Benchmark | None = None
    vision: Vision | None = None
    strategies: tuple[Strategy, ...] = ()
    management: Management | None = None
    action_plan: ActionPlan | None = None
    indicators: tuple[Indicator, ...] = ()
    facts: tuple[Fact, ...] = ()
    sources: tuple[EvidenceSource, ...] = ()
    review: Review | None = None
    chapters: Chapters | None = None
    summary: Summary | None = None
