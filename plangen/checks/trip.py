"""Rules of part 3, the reference trip."""

from __future__ import annotations

from collections.abc import Iterator

from plangen.checks.rule import End, Found, found
from plangen.checks.subject import Subject
from plangen.plan.model import Actor, Trip

_PRODUCERS = ("company", "cooperative", "guild")
_COMPANY_ROLES = ("micro_sme", "large_company")


def trip_reversed(subject: Subject) -> Iterator[Found]:
    """The reference trip ends before it starts.

    Why: with such dates nobody can tell when the trip took place, nor check its expenses.
    Source: order of dates.

    Wrong:
        benchmark: {trip: {start: 2026-05-13, end: 2026-05-04}}
    Right:
        benchmark: {trip: {start: 2026-05-04, end: 2026-05-13}}
    """
    trip = _trip(subject)
    if trip and trip.start and trip.end and trip.end < trip.start:
        start, end = subject.day(trip.start), subject.day(trip.end)
        yield found(trip, "end", End(trip, "start", "starts-here"), start=start, end=end)


def visit_outside_trip(subject: Subject) -> Iterator[Found]:
    """A visit is dated before the trip starts or after it ends.

    Why: the agenda and the dates of the trip back the same expense; if they differ, it is questioned.
    Source: order of dates.

    Wrong:
        benchmark:
          trip:
            start: 2026-05-04
            end: 2026-05-13
            visits: [{id: VIS-1, host: Bodega cooperativa de Mendoza, date: 2026-06-05}]
    Right:
        benchmark:
          trip:
            start: 2026-05-04
            end: 2026-05-13
            visits: [{id: VIS-1, host: Bodega cooperativa de Mendoza, date: 2026-05-06}]
    """
    trip = _trip(subject)
    if trip is None or (trip.start and trip.end and trip.end < trip.start):
        return
    for visit in trip.visits:
        if visit.date and trip.start and visit.date < trip.start:
            limit, end = trip.start, End(trip, "start", "starts-here")
        elif visit.date and trip.end and visit.date > trip.end:
            limit, end = trip.end, End(trip, "end", "ends-here")
        else:
            continue
        yield found(visit, "date", end, date=subject.day(visit.date), limit=subject.day(limit))


def trip_after_validation(subject: Subject) -> Iterator[Found]:
    """The reference trip ends after the vision was validated.

    Why: what the cluster learnt abroad came too late to change what it had already agreed on.
    Source: practice of the programme's plans: the trip feeds the vision and the strategies that are presented
    and validated after it.

    Wrong:
        benchmark: {trip: {start: 2026-05-04, end: 2026-05-13}}
        vision: {validation: {date: 2026-04-20, session: Segunda presentación pública}}
    Right:
        benchmark: {trip: {start: 2026-05-04, end: 2026-05-13}}
        vision: {validation: {date: 2026-07-24, session: Segunda presentación pública}}
    """
    trip = _trip(subject)
    validation = subject.plan.vision.validation if subject.plan.vision else None
    last = trip.end or trip.start if trip else None
    if trip and last and validation and validation.date and last > validation.date:
        yield found(
            trip,
            "end" if trip.end else "start",
            End(validation, "date", "the-other"),
            date=subject.day(last),
            validation=subject.day(validation.date),
        )


def visit_without_reference(subject: Subject) -> Iterator[Found]:
    """A visit belongs to no reference of the comparison, and no note says why it was made.

    Why: a visit to a place that is compared with nothing looks like tourism, and its expense is questioned.
    Source: method of cluster plans: one travels to see the references, or says what else was to be learnt.

    Wrong:
        benchmark:
          references: [{id: REF-1, name: Valle de Colchagua}]
          trip: {visits: [{id: VIS-1, host: Feria de alimentos de Santiago, kind: fair}]}
    Right:
        benchmark:
          references: [{id: REF-1, name: Valle de Colchagua}]
          trip:
            visits:
              - {id: VIS-1, host: Asociación de la ruta del vino, reference: REF-1}
              - {id: VIS-2, host: Feria de alimentos, kind: fair, note: Para conocer a los importadores}
    """
    trip = _trip(subject)
    references = subject.plan.benchmark.references if subject.plan.benchmark else ()
    for visit in trip.visits if trip and references else ():
        if visit.reference is None and not visit.note:
            yield found(visit)


def no_company_in_delegation(subject: Subject) -> Iterator[Found]:
    """Nobody in the delegation of the trip comes from a company, a cooperative or a guild of producers.

    Why: those who must change how they work did not see it; the trip taught officials and consultants.
    Source: practice of cluster initiatives: companies travel; method of cluster plans.

    Wrong:
        cluster: {actors: [{id: ACTR-1, name: Gobierno Regional de Ica, kind: government}]}
        benchmark: {trip: {delegation: [{role: Funcionarios, organisation: ACTR-1, count: 4}]}}
    Right:
        cluster:
          actors:
            - {id: ACTR-1, name: Gobierno Regional de Ica, kind: government}
            - {id: ACTR-2, name: Bodega del valle de Ica, kind: company}
        benchmark:
          trip:
            delegation:
              - {role: Funcionarios, organisation: ACTR-1, count: 1}
              - {role: Enólogos, organisation: ACTR-2, count: 3}
    """
    trip = _trip(subject)
    rows = [row for row in trip.delegation if row.count != 0] if trip else []
    actors = [subject.record(row.organisation, Actor) for row in rows]
    if trip and actors and not any(actor is None or _may_produce(actor) for actor in actors):
        who = ", ".join(dict.fromkeys(map(subject.name, actors)))
        yield found(trip, "delegation", who=who)


def _trip(subject: Subject) -> Trip | None:
    return subject.plan.benchmark.trip if subject.plan.benchmark else None


def _may_produce(actor: Actor) -> bool:
    """Whether an actor is a company or speaks for companies; of one without kind nobody knows."""
    return actor.kind is None or actor.kind in _PRODUCERS or actor.role in _COMPANY_ROLES
