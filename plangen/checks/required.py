"""What each record of a plan must say, as tables; `plangen.checks.empty` finds what is empty.

Three tables by record type, which share no field. What a table leaves out is free, has a default, or belongs
to a rule that only warns; a comment names that rule wherever a reader might look for the field here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from plangen.plan.model import (
    Acknowledgement,
    Acronym,
    Action,
    ActionFunding,
    Activity,
    Actor,
    Actual,
    AnnualSales,
    Area,
    BenchmarkScore,
    Beneficiaries,
    Body,
    Chain,
    Challenge,
    Chapter,
    Cluster,
    ClusterCriteria,
    ClusterCriterion,
    Coordinator,
    Criterion,
    Delegates,
    Diamond,
    Dimension,
    EntityFunding,
    EntityYear,
    ExchangeRate,
    Expense,
    Fact,
    Force,
    FoundingMember,
    Gap,
    Identity,
    Income,
    Indicator,
    Industry,
    KeyFigure,
    LegalEntity,
    Lesson,
    Link,
    Management,
    Milestone,
    Observation,
    Option,
    Pending,
    Period,
    Plan,
    Point,
    Post,
    Priority,
    Record,
    Reference,
    Risk,
    Segment,
    Segmentation,
    Series,
    Service,
    Step,
    Strategy,
    SuccessFactor,
    Summary,
    Swot,
    TodayFuture,
    Tolerance,
    Trend,
    Trip,
    Validation,
    Version,
    Vision,
    VisionElement,
    Visit,
)
from plangen.plan.model import Benchmark as Comparison

Table: TypeAlias = Mapping[type[Record], tuple[str, ...]]

PARTS = (
    *("plan", "cluster", "segmentation", "industry", "benchmark", "vision"),
    *("strategies", "management", "action_plan", "indicators"),
)
"""Identity, cluster and the eight parts: the keys that no plan can do without."""

REQUIRED: Table = MappingProxyType(
    {
        Identity: ("title", "cluster_name", "version", "date", "horizon", "period"),
        Period: ("start", "end"),
        Cluster: ("business", "definition", "territory", "actors"),
        Actor: ("name", "kind"),
        Segmentation: ("segments",),
        Segment: ("name", "product", "customer", "decision"),
        SuccessFactor: ("name",),
        Industry: ("market", "chain", "challenges"),
        Series: ("title",),
        Trend: ("name",),
        Chain: ("links",),
        Link: ("name",),
        Challenge: ("text",),
        Comparison: ("references", "dimensions", "gaps", "trip"),
        Reference: ("name",),
        Dimension: ("name",),
        Gap: ("dimension", "reference"),
        Trip: ("objectives", "start", "end", "visits", "lessons"),
        Visit: ("host",),
        Lesson: ("text",),
        Vision: ("statement", "elements"),
        Criterion: ("name",),
        Option: ("name",),
        VisionElement: ("text",),
        Milestone: ("text",),
        Strategy: ("name", "objective"),
        Area: ("name",),
        Management: ("model", "bodies", "members", "legal_entity"),
        Body: ("name",),
        Post: ("name",),
        EntityFunding: ("years",),
        Income: ("amount",),
        Expense: ("amount",),
        LegalEntity: ("kind", "name", "state"),
        Action: ("name", "kind", "description"),
        Activity: ("name", "deliverable"),
        ActionFunding: ("amount",),  # none of the action's rows has one: action-without-funding
        Indicator: ("name", "level", "formula", "kind", "unit", "direction", "frequency"),
        Fact: ("label", "value"),
        Observation: ("text",),
    }
)
"""Fields without which nobody can judge the record: their lack is an error in a submission."""

EXPECTED: Table = MappingProxyType(
    {
        # changes: version-not-logged; call: unknown-call; executing_entity: missing-applicant
        Identity: ("programme", "authors"),
        ExchangeRate: ("source",),  # rate: missing-exchange-rate
        Version: ("date", "author", "summary"),
        Acronym: ("long",),
        Cluster: ("universe", "left_out", "codes", "initiative"),
        # facts of a criterion: criterion-without-evidence; segments of an actor: actor-without-segment
        Actor: ("place", "role"),
        AnnualSales: ("value", "year"),
        Segmentation: ("method", "conclusion"),
        Segment: ("share", "attractiveness", "position"),
        SuccessFactor: ("weight", "rationale"),
        Industry: ("series", "trends", "diamond", "swot", "conclusion"),
        Series: ("scope",),
        Point: ("value",),  # source: point-without-source
        Trend: ("effect", "segments"),
        Force: ("future",),  # drivers, evidence: force-without-grounds
        Chain: ("unit", "flows", "ideal"),
        Link: ("activities", "cost_share", "price", "presence"),  # order: links-out-of-order
        Diamond: ("factors", "demand", "related", "rivalry", "government"),
        Swot: ("strengths", "weaknesses", "opportunities", "threats"),
        # link and segments of a challenge: challenge-unanswered
        Comparison: ("conclusion",),
        Reference: ("country", "segments", "why"),
        Dimension: ("weight",),  # success_factors: dimension-without-factor
        # scores of references: missing-score; value, evidence, source of a score: score-without-evidence
        Gap: ("cause", "priority"),
        Trip: ("places", "delegation", "cost", "funding"),
        Delegates: ("count",),
        Visit: ("date", "topic"),  # reference: visit-without-reference
        Lesson: ("visit", "transferable"),
        Vision: ("criteria", "options", "why", "milestones", "today_future"),
        Criterion: ("weight",),
        Option: ("description", "risks"),  # segments: chosen-without-priority
        TodayFuture: ("today", "future"),
        Validation: ("session", "attendance", "record"),  # date: vision-not-validated
        Strategy: ("success_factors", "areas", "company_level", "collective", "result"),
        Management: ("services", "posts", "funding"),
        Body: ("functions", "decision_rule", "meets"),
        Coordinator: ("profile",),
        Service: ("description",),
        Post: ("dedication", "annual_cost"),
        EntityYear: ("income", "expenses"),
        Income: ("kind",),
        # statute: incomplete-statute; dates and registry entry: state-against-dates
        LegalEntity: ("domicile", "purpose", "founding_members", "steps"),
        FoundingMember: ("commitment",),  # representative_position: founder-without-representative
        Step: ("responsible",),
        Action: ("area", "beneficiaries", "priority", "risks"),  # component: component-missing
        Beneficiaries: ("segments", "companies"),
        Activity: ("verification", "heading", "cost"),  # cost of none of the action's: action-without-cost
        Priority: ("impact", "urgency", "feasibility"),
        Risk: ("mitigation",),
        # year, source of a baseline: baseline-without-source
        Indicator: ("definition", "source", "verification"),
        Tolerance: ("green", "amber"),
        Actual: ("value",),
        Fact: ("unit", "scope"),  # formula: derived-without-formula
        # a source's title, publisher, year, url, accessed: source-not-traceable
        Observation: ("date",),  # answer: open-observation
        Acknowledgement: ("reason",),
        Chapter: ("lead",),
        Summary: ("key_figures", "challenge", "bet", "answers"),
        KeyFigure: ("figure",),
    }
)
"""Fields that a good plan has: their lack is a warning in a submission."""

LEFT_TO_RULES: Table = MappingProxyType(
    {
        Plan: PARTS,  # missing-part
        Cluster: ("criteria",),  # missing-criterion, here and in the next two
        ClusterCriteria: (
            *("specialisation", "concentration", "critical_mass", "value_chain", "non_local_demand"),
        ),
        ClusterCriterion: ("claim", "verdict"),
        Industry: ("forces",),  # missing-force
        Series: ("unit", "points"),  # series-without-unit
        Comparison: ("scores",),  # own-cluster-not-scored
        Option: ("scores",),  # option-not-scored
        Strategy: (
            "segments",  # strategy-without-priority-segment
            "gaps",  # strategy-without-gap
            "vision_elements",  # strategy-without-element
            "owner",  # strategy-without-owner
        ),
        Management: ("coordinator",),  # missing-coordinator, here and in the next
        Coordinator: ("position", "organisation"),
        Action: (
            "strategy",  # orphan-action
            "activities",  # activity-without-months
            "responsible",  # missing-responsible
            "funding",  # action-without-funding
        ),
        Activity: ("start", "end"),  # activity-without-months
        Indicator: (
            "measures",  # orphan-indicator
            "baseline",  # missing-baseline
            "targets",  # missing-targets
            "responsible",  # indicator-without-responsible
        ),
        Pending: ("date", "responsible"),  # pending-without-owner
        # source and year of a figure typed in place: figure-without-source
    }
)
"""Fields whose lack is an error too, said by a rule of its own."""


@dataclass(frozen=True, slots=True)
class When:
    """`fields` matter only where `field` holds one of `values` (`""`: nothing); without values, anything."""

    field: str
    values: tuple[str, ...]
    fields: tuple[str, ...]

    def holds(self, record: Record) -> bool:
        """Whether the record is one of those meant."""
        value = getattr(record, self.field)
        if not self.values:
            return value is not None and value != ()
        return ("" if value is None else str(value)) in self.values


EXPECTED_WHEN: Mapping[type[Record], tuple[When, ...]] = MappingProxyType(
    {
        Actor: (
            When("role", ("micro_sme",), ("size", "link", "constituted", "annual_sales", "formal")),
            When("role", ("large_company",), ("size", "link")),
        ),
        Segment: (
            When(
                "decision",
                ("prioritised",),
                ("channel", "geography", "purchase_criteria", "size", "growth", "margin", "companies"),
            ),
        ),
        Link: (When("presence", ("yes",), ("actors", "companies", "jobs")),),
        Lesson: (When("transferable", ("partly",), ("condition",)),),
        Body: (When("seats", (), ("quorum",)),),
    }
)
"""As `EXPECTED`, of some records of a type."""

LEFT_WHEN: Mapping[type[Record], tuple[When, ...]] = MappingProxyType(
    {
        Segment: (
            When("decision", ("prioritised", "complementary", "discarded"), ("reason",)),
            When("decision", ("prioritised",), ("success_factors",)),  # segment-without-factor
        ),
        BenchmarkScore: (When("reference", ("own",), ("score",)),),  # own-cluster-not-scored
        Vision: (When("options", (), ("chosen",)),),  # no-option-chosen
        Fact: (
            # fact-without-source; the year is not counted: fact-without-year takes a period in scope for one
            When("status", ("", "sourced"), ("source",)),
        ),
    }
)
"""As `LEFT_TO_RULES`, of some records of a type; the reason of a segment is decision-without-reason's."""
