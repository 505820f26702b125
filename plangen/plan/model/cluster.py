"""`cluster`: what the cluster is, the programme's five criteria and who takes part."""

from __future__ import annotations

from typing import ClassVar, Literal

from plangen.plan.model.fields import Date, FactRef, Flag, Id, LinkRef, Money, Prose, SegmentRef, Text, Year
from plangen.plan.model.record import Record


class Territory(Record):
    """A department, or a province or district of it."""

    department: Text
    province: Text | None = None
    district: Text | None = None


class ClusterCriterion(Record):
    """How the cluster meets one of the five criteria, with the facts that show it."""

    claim: Prose | None = None
    facts: tuple[FactRef, ...] = ()
    verdict: Literal["met", "partly", "not_met"] | None = None


class ClusterCriteria(Record):
    """The five criteria of a cluster; an absent one is a gap of the plan."""

    specialisation: ClusterCriterion | None = None
    concentration: ClusterCriterion | None = None
    critical_mass: ClusterCriterion | None = None
    value_chain: ClusterCriterion | None = None
    non_local_demand: ClusterCriterion | None = None


class AnnualSales(Record):
    """What an actor sold in a year."""

    value: Money | None = None
    year: Year | None = None


class Actor(Record):
    """A company or institution of the cluster; never a private person."""

    record_kind: ClassVar[str] = "actor"

    id: Id
    name: Text | None = None
    kind: (
        Literal[
            "company", "cooperative", "guild", "academia", "cite", "government", "ngo", "finance", "other"
        ]
        | None
    ) = None
    size: Literal["micro", "small", "medium", "large"] | None = None
    link: LinkRef | None = None
    segments: tuple[SegmentRef, ...] = ()
    ruc: Text | None = None
    constituted: Date | None = None
    annual_sales: AnnualSales | None = None
    formal: Flag | None = None
    place: Text | None = None
    role: Literal["applicant", "micro_sme", "large_company", "support", "none"] | None = None


class Cluster(Record):
    """Definition, limits, criteria and actors of the cluster."""

    business: Text | None = None
    definition: Prose | None = None
    universe: FactRef | None = None
    territory: tuple[Territory, ...] = ()
    left_out: Prose | None = None
    codes: tuple[Text, ...] = ()
    initiative: Prose | None = None
    criteria: ClusterCriteria | None = None
    actors: tuple[Actor, ...] = ()
