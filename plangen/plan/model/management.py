"""`management`, part 6: the model of management followed by the Grupo Gestor."""

from __future__ import annotations

from typing import ClassVar, Literal

from plangen.plan.model.fields import (
    ActorRef,
    BodyRef,
    Count,
    Date,
    FlagOrNote,
    Id,
    Money,
    Percent,
    Prose,
    Text,
    Year,
)
from plangen.plan.model.record import Record


class Body(Record):
    """An organ of the Grupo Gestor: assembly, board, committee, office."""

    record_kind: ClassVar[str] = "body"

    id: Id
    name: Text | None = None
    functions: tuple[Text, ...] = ()
    seats: Count | None = None
    quorum: Count | None = None
    decision_rule: Text | None = None
    meets: Text | None = None
    reports_to: BodyRef | None = None


class Member(Record):
    """An actor's position in a body."""

    actor: ActorRef
    body: BodyRef
    position: Text
    since: Date | None = None


class Coordinator(Record):
    """Who coordinates the cluster: a position, not a person."""

    record_kind: ClassVar[str] = "coordinator"

    id: Id | None = None
    position: Text | None = None
    organisation: ActorRef | None = None
    profile: Prose | None = None


class Service(Record):
    """What the Grupo Gestor does for its members."""

    name: Text
    description: Text | None = None
    users: Text | None = None


class Post(Record):
    """A post of the team; its yearly cost is that of the dedication given."""

    record_kind: ClassVar[str] = "post"

    id: Id
    name: Text | None = None
    dedication: Percent | None = None
    annual_cost: Money | None = None


class Income(Record):
    """Money the entity receives in a year."""

    source: Text
    kind: Literal["fees", "services", "projects", "public", "other"] | None = None
    amount: Money | None = None


class Expense(Record):
    """Money the entity spends in a year."""

    item: Text
    amount: Money | None = None


class EntityYear(Record):
    """Income and expenses of the entity in a year."""

    year: Year
    income: tuple[Income, ...] = ()
    expenses: tuple[Expense, ...] = ()
    note: Text | None = None


class EntityFunding(Record):
    """How the entity pays its way."""

    years: tuple[EntityYear, ...] = ()


class Statute(Record):
    """What the Civil Code (arts. 80 to 98) asks of an association's statute: there or not, or a note."""

    name_duration_domicile: FlagOrNote | None = None
    ends: FlagOrNote | None = None
    assets: FlagOrNote | None = None
    assembly_and_board: FlagOrNote | None = None
    quorum_and_majorities: FlagOrNote | None = None
    admission_resignation_exclusion: FlagOrNote | None = None
    rights_and_duties: FlagOrNote | None = None
    amendment: FlagOrNote | None = None
    dissolution_and_final_assets: FlagOrNote | None = None


class FoundingMember(Record):
    """An actor that founds the entity, and what it commits."""

    actor: ActorRef
    representative_position: Text | None = None
    commitment: Prose | None = None
    leadership: Prose | None = None


class Step(Record):
    """A step towards the legal entity."""

    name: Text
    due: Date | None = None
    done: Date | None = None
    responsible: Text | None = None


class LegalEntity(Record):
    """The legal person of the Grupo Gestor and how far its constitution has come."""

    kind: Literal["association", "foundation", "committee", "cooperative", "company", "other"] | None = None
    name: Text | None = None
    state: Literal["planned", "agreed", "deed_signed", "registered", "operating"] | None = None
    act_date: Date | None = None
    deed_date: Date | None = None
    registration_date: Date | None = None
    registry_office: Text | None = None
    registry_entry: Text | None = None
    ruc: Text | None = None
    domicile: Text | None = None
    purpose: Prose | None = None
    statute: Statute | None = None
    founding_members: tuple[FoundingMember, ...] = ()
    steps: tuple[Step, ...] = ()


class Management(Record):
    """Management model, team, money and legal person."""

    model: Prose | None = None
    bodies: tuple[Body, ...] = ()
    members: tuple[Member, ...] = ()
    coordinator: Coordinator | None = None
    services: tuple[Service, ...] = ()
    posts: tuple[Post, ...] = ()
    funding: EntityFunding | None = None
    legal_entity: LegalEntity | None = None
