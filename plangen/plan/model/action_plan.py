"""`action_plan`, part 7: who does what, when, with whose money."""

from __future__ import annotations

from typing import ClassVar, Literal

from plangen.plan.model.fields import (
    ActionRef,
    ActorRef,
    AreaRef,
    Count,
    Id,
    Money,
    MonthOf,
    PayerRef,
    Prose,
    ResponsibleRef,
    Score,
    SegmentRef,
    StrategyRef,
    Text,
    Year,
)
from plangen.plan.model.record import Record


class Beneficiaries(Record):
    """Whom an action serves."""

    segments: tuple[SegmentRef, ...] = ()
    companies: Count | None = None


class Activity(Record):
    """A piece of an action with its months, deliverable and cost."""

    record_kind: ClassVar[str] = "activity"

    id: Id
    name: Text | None = None
    start: MonthOf | None = None
    end: MonthOf | None = None
    deliverable: Text | None = None
    verification: Text | None = None
    heading: Text | None = None
    cost: Money | None = None


class ActionFunding(Record):
    """What a payer puts into an action in a year."""

    source: Literal["grant", "cash_counterpart", "in_kind_counterpart", "other"]
    payer: PayerRef
    year: Year
    amount: Money | None = None


class Priority(Record):
    """How much an action matters, presses and can be done."""

    impact: Score | None = None
    urgency: Score | None = None
    feasibility: Score | None = None


class Risk(Record):
    """What may go wrong and what is done about it."""

    risk: Text
    mitigation: Text | None = None


class Action(Record):
    """An action sheet (ficha de acción); dates and cost are computed from its activities."""

    record_kind: ClassVar[str] = "action"

    id: Id
    name: Text | None = None
    strategy: StrategyRef | None = None
    area: AreaRef | None = None
    description: Prose | None = None
    kind: Literal["company_support", "collective", "advocacy"] | None = None
    beneficiaries: Beneficiaries | None = None
    activities: tuple[Activity, ...] = ()
    responsible: ResponsibleRef | None = None
    supporters: tuple[ActorRef, ...] = ()
    funding: tuple[ActionFunding, ...] = ()
    priority: Priority | None = None
    depends_on: tuple[ActionRef, ...] = ()
    risks: tuple[Risk, ...] = ()
    component: Literal["1", "2", "none"] | None = None
    status: Literal["planned", "under_way", "done", "dropped"] | None = None


class ActionPlan(Record):
    """Action plan."""

    actions: tuple[Action, ...] = ()
