"""Rules of part 6, organs, people and money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from plangen.checks.circles import circles
from plangen.checks.rule import End, Found, found
from plangen.checks.subject import Subject
from plangen.plan.derived import entity_balance
from plangen.plan.model import Actor, Body, Member

_PRIVATE = frozenset({"company", "cooperative", "guild"})
_GUEST = ("invitad", "observador", "sin voto", "guest", "observer", "non-voting")
_ADVISORY = ("consultiv", "asesor", "advisory")
_COLLEGIATE = 3
"""Members from which an organ decides by vote; fewer are an office."""
_ZERO = Decimal(0)


def missing_coordinator(subject: Subject) -> Iterator[Found]:
    """Part 6 does not say who coordinates the cluster: position and organisation.

    Why: a plan is carried by somebody; the reviewer looks for the post and for who pays and lodges it.
    Source: practice of cluster programmes, which ask for a technical team with its coordinator; that
    position and organisation are asked for, not a person, is a convention of ours.

    Wrong:
        management:
          bodies: [{id: ORG-1, name: Consejo directivo}]
          coordinator: {position: Gerencia del clúster}
    Right:
        cluster:
          actors: [{id: ACTR-1, name: Cámara de Comercio de Ica, kind: guild}]
        management:
          bodies: [{id: ORG-1, name: Consejo directivo}]
          coordinator: {position: Gerencia del clúster, organisation: ACTR-1}
    """
    management = subject.plan.management
    if management is None or not any(value for _, value in management):
        return
    coordinator = management.coordinator
    if coordinator is None:
        yield found(management, "coordinator", fields="coordinator")
        return
    said = {"position": coordinator.position, "organisation": coordinator.organisation}
    if lacking := [field for field, value in said.items() if not value]:
        yield found(coordinator, "", fields=", ".join(lacking))


def quorum_over_seats(subject: Subject) -> Iterator[Found]:
    """An organ needs more people for a session than it has seats, or nobody at all.

    Why: with such a quorum the organ can never meet, or meets with an empty room; its acts are worth nothing.
    Source: arithmetic; that the statute sets the quorum is asked by the Civil Code (art. 82).

    Wrong:
        management:
          bodies: [{id: ORG-1, name: Consejo directivo, seats: 5, quorum: 6}]
    Right:
        management:
          bodies: [{id: ORG-1, name: Consejo directivo, seats: 5, quorum: 3}]
    """
    for body in subject.bodies:
        quorum, seats = body.quorum, body.seats
        if quorum is not None and (quorum == 0 or (seats is not None and quorum > seats)):
            ends = (End(body, "seats", "limit-here"),) if seats is not None else ()
            yield found(body, "quorum", *ends, quorum=quorum, seats="–" if seats is None else seats)


def more_members_than_seats(subject: Subject) -> Iterator[Found]:
    """More members sit in an organ than it has seats.

    Why: either the list of members or the number of seats is out of date, and the quorum hangs on both.
    Source: arithmetic. Guests, observers and those without vote, by what their position says, take no seat.

    Wrong:
        cluster:
          actors: [{id: ACTR-1, name: Cooperativa Norandino}, {id: ACTR-2, name: Cooperativa Selva Alta}]
        management:
          bodies: [{id: ORG-1, name: Mesa de calidad, seats: 1}]
          members:
            - {actor: ACTR-1, body: ORG-1, position: Conducción}
            - {actor: ACTR-2, body: ORG-1, position: Integrante}
    Right:
        cluster:
          actors: [{id: ACTR-1, name: Cooperativa Norandino}, {id: ACTR-2, name: Cooperativa Selva Alta}]
        management:
          bodies: [{id: ORG-1, name: Mesa de calidad, seats: 2}]
          members:
            - {actor: ACTR-1, body: ORG-1, position: Conducción}
            - {actor: ACTR-2, body: ORG-1, position: Integrante}
    """
    seated = _seated(subject)
    for body in subject.bodies:
        members = seated.get(body.id, ())
        if body.seats is not None and len(members) > body.seats:
            ends = (End(one, "", "the-other") for one in members[body.seats :])
            yield found(body, "seats", *ends, members=len(members), seats=body.seats)


def low_private_share(subject: Subject) -> Iterator[Found]:
    """In an organ that decides, fewer than half of the members are companies, cooperatives or guilds.

    Why: a cluster led by institutions ends with their budget; the reviewer wants those who do business to
    decide.
    Source: practice of cluster programmes; one half is a convention of ours. Looked at are the organ at the
    top and the board below it, from three members on; advisory organs, guests and observers, by what the
    plan calls them, do not count.

    Wrong:
        cluster:
          actors:
            - {id: ACTR-1, name: Cooperativa Atahualpa, kind: cooperative}
            - {id: ACTR-2, name: Gobierno Regional de Cajamarca, kind: government}
            - {id: ACTR-3, name: Universidad Nacional de Cajamarca, kind: academia}
        management:
          bodies: [{id: ORG-1, name: Consejo directivo}]
          members:
            - {actor: ACTR-1, body: ORG-1, position: Presidencia}
            - {actor: ACTR-2, body: ORG-1, position: Secretaría}
            - {actor: ACTR-3, body: ORG-1, position: Vocalía}
    Right:
        cluster:
          actors:
            - {id: ACTR-1, name: Cooperativa Atahualpa, kind: cooperative}
            - {id: ACTR-2, name: Quesería Chugur, kind: company}
            - {id: ACTR-3, name: Universidad Nacional de Cajamarca, kind: academia}
        management:
          bodies: [{id: ORG-1, name: Consejo directivo}]
          members:
            - {actor: ACTR-1, body: ORG-1, position: Presidencia}
            - {actor: ACTR-2, body: ORG-1, position: Secretaría}
            - {actor: ACTR-3, body: ORG-1, position: Vocalía}
    """
    seated = _seated(subject)
    for body in _deciding(subject):
        members = seated.get(body.id, ())
        actors = (subject.record(one.actor, Actor) for one in members)
        others = sum(1 for one in actors if one and one.kind and one.kind not in _PRIVATE)
        if len(members) >= _COLLEGIATE and others * 2 > len(members):
            yield found(body, "", others=others, total=len(members))


def empty_body(subject: Subject) -> Iterator[Found]:
    """An organ has nobody: no member sits in it, and no coordinator or post could run it.

    Why: an organ on paper decides nothing; the reviewer counts it as not set up.
    Source: practice of cluster programmes. An office without seats or quorum, such as a management, may be
    staffed by the coordinator and the posts of the team.

    Wrong:
        cluster:
          actors: [{id: ACTR-1, name: Asociación de pescadores de Paita, kind: guild}]
        management:
          bodies: [{id: ORG-1, name: Asamblea}, {id: ORG-2, name: Mesa de frío y calidad, seats: 5}]
          members: [{actor: ACTR-1, body: ORG-1, position: Delegación}]
    Right:
        cluster:
          actors: [{id: ACTR-1, name: Asociación de pescadores de Paita, kind: guild}]
        management:
          bodies: [{id: ORG-1, name: Asamblea}, {id: ORG-2, name: Gerencia}]
          members: [{actor: ACTR-1, body: ORG-1, position: Delegación}]
          posts: [{id: PTO-1, name: Gerencia del clúster}]
    """
    management = subject.plan.management
    if management is None or not subject.members:
        return
    staffed = bool(management.posts or management.coordinator)
    filled = {one.body for one in subject.members}
    for body in subject.bodies:
        collegiate = body.seats is not None or body.quorum is not None
        if body.id not in filled and (collegiate or not staffed):
            yield found(body)


def reporting_cycle(subject: Subject) -> Iterator[Found]:
    """Organs report to one another in a circle, so that none of them is at the top.

    Why: nobody has the last word, and no organisation chart can be drawn of it.
    Source: logic of any organisation.

    Wrong:
        management:
          bodies:
            - {id: ORG-1, name: Asamblea general, reports_to: ORG-2}
            - {id: ORG-2, name: Consejo directivo, reports_to: ORG-1}
    Right:
        management:
          bodies:
            - {id: ORG-1, name: Asamblea general}
            - {id: ORG-2, name: Consejo directivo, reports_to: ORG-1}
    """
    bodies = {one.id: one for one in subject.bodies}
    above = {name: (body.reports_to,) if body.reports_to in bodies else () for name, body in bodies.items()}
    for circle in circles(above):
        first, *others = circle
        ends = (End(bodies[one], "reports_to", "the-other") for one in others)
        yield found(bodies[first], "reports_to", *ends, circle=" → ".join((*circle, first)))


def entity_deficit(subject: Subject) -> Iterator[Found]:
    """In a year the entity spends more than it receives, and no note explains how the hole is filled.

    Why: an entity that starts with a hole does not outlive the programme.
    Source: practice of cluster programmes: what is spent is received, or the difference explained. A year
    without income, or with an income without amount, is not judged.

    Wrong:
        management:
          funding:
            years:
              - year: 2028
                income: [{source: Cuotas de socios, kind: fees, amount: 60000}]
                expenses: [{item: Gerencia, amount: 84000}]
    Right:
        management:
          funding:
            years:
              - year: 2028
                income: [{source: Cuotas de socios, kind: fees, amount: 60000}]
                expenses: [{item: Gerencia, amount: 84000}]
                note: La diferencia se paga con el saldo de 2027
    """
    funding = subject.plan.management.funding if subject.plan.management else None
    for year in funding.years if funding else ():
        if year.note or any(subject.amount(one.amount) is None for one in year.income):
            continue
        made = entity_balance(subject.index, year)
        if made.income is None or made.expenses is None or made.balance is None or made.balance >= 0:
            continue
        hole = subject.money(made.balance.copy_abs())
        expenses, income = subject.money(made.expenses), subject.money(made.income)
        yield found(year, "", expenses=expenses, income=income, hole=hole)


def public_dependency(subject: Subject) -> Iterator[Found]:
    """In the last year of its budget the entity still lives by public money for more than half.

    Why: when the programme leaves, so does the money; the reviewer asks who pays from then on.
    Source: practice of cluster programmes; one half is a convention of ours. Public is the income of kind
    `public`; what projects pay is not.

    Wrong:
        management:
          funding:
            years:
              - year: 2030
                income:
                  - {source: Cuotas de socios, kind: fees, amount: 40000}
                  - {source: Convenio con la región, kind: public, amount: 90000}
    Right:
        management:
          funding:
            years:
              - year: 2030
                income:
                  - {source: Cuotas de socios, kind: fees, amount: 90000}
                  - {source: Convenio con la región, kind: public, amount: 40000}
    """
    funding = subject.plan.management.funding if subject.plan.management else None
    last = max(funding.years, key=lambda one: one.year, default=None) if funding else None
    if last is None:
        return
    rows = [(one, amount) for one in last.income if (amount := subject.amount(one.amount)) is not None]
    if len(rows) < len(last.income) or any(amount < 0 for _, amount in rows):
        return
    public = sum((amount for one, amount in rows if one.kind == "public"), _ZERO)
    total = sum((amount for _, amount in rows), _ZERO)
    if public * 2 > total:
        ends = (End(one, "amount") for one, _ in rows if one.kind == "public")
        yield found(last, "", *ends, public=subject.money(public), total=subject.money(total))


def _seated(subject: Subject) -> Mapping[str, list[Member]]:
    """The members with a seat of each organ, by its id."""
    found: dict[str, list[Member]] = {}
    for one in subject.members:
        if not any(word in one.position.lower() for word in _GUEST):
            found.setdefault(one.body, []).append(one)
    return found


def _deciding(subject: Subject) -> Iterator[Body]:
    """The organ at the top (the first one, where nothing says which it is) and the board below it.

    The board is the only organ right below the top, or one there that has others below it.
    """
    above = {one.reports_to for one in subject.bodies if one.reports_to}
    tops = {one.id for one in subject.bodies if one.id in above and not one.reports_to}
    tops = tops or {one.id for one in subject.bodies[:1]}
    below = [one for one in subject.bodies if one.reports_to in tops]
    for body in subject.bodies:
        board = body.reports_to in tops and (len(below) == 1 or body.id in above)
        if (body.id in tops or board) and not any(word in (body.name or "").lower() for word in _ADVISORY):
            yield body
