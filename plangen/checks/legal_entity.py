"""Rules of part 6, the legal person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType

from plangen.checks.rule import End, Found, found
from plangen.checks.subject import Subject
from plangen.plan.model import LegalEntity, Statute, shapes

_DATES = ("act_date", "deed_date", "registration_date")
_STEPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "planned": (),
        "agreed": ("act_date",),
        "deed_signed": ("deed_date",),
        "registered": ("registration_date", "registry_entry"),
        "operating": ("registration_date", "registry_entry"),
    }
)
"""The states in their order, each with what must be written of it."""
_ORDER = tuple(_STEPS)


def legal_dates_reversed(subject: Subject) -> Iterator[Found]:
    """The dates of founding act, public deed and registration do not follow one another.

    Why: an entry cannot precede its deed, nor a deed its act; a reader of the registry sees it at once.
    Source: Civil Code of Peru, arts. 77 and 81 (the statute in a public deed, existence from registration).

    Wrong:
        management:
          legal_entity: {kind: association, act_date: 2027-03-12, deed_date: 2027-02-26}
    Right:
        management:
          legal_entity: {kind: association, act_date: 2027-02-26, deed_date: 2027-03-12}
    """
    entity = _entity(subject)
    if entity is None:
        return
    said = [(field, day) for field in _DATES if (day := getattr(entity, field)) is not None]
    for (before, first), (after, second) in pairwise(said):
        if second < first:
            end = End(entity, before, "said-here")
            yield found(entity, after, end, before=before, first=first, after=after, second=second)


def state_against_dates(subject: Subject) -> Iterator[Found]:
    """The state of the legal person says more, or less, than its dates.

    Why: the programme counts on a legal person; a state that the dates do not bear out is not believed.
    Source: Civil Code of Peru, art. 77 (existence from registration); that state and dates agree is
    arithmetic. A date after that of the plan is still a plan and proves nothing.

    Wrong:
        management:
          legal_entity: {name: Asociación Clúster Lácteo de Cajamarca, state: registered}
    Right:
        management:
          legal_entity:
            name: Asociación Clúster Lácteo de Cajamarca
            state: registered
            registration_date: 2027-04-16
            registry_entry: "11223344"
    """
    entity = _entity(subject)
    if entity is None or entity.state is None:
        return
    own = _STEPS[entity.state]
    later = {field for state in _ORDER[_ORDER.index(entity.state) + 1 :] for field in _STEPS[state]}
    lacking = [field for field in own if not getattr(entity, field)]
    past = [one for one in _DATES if one in later.difference(own) and _is_past(subject, entity, one)]
    if lacking or past:
        ends = (End(entity, field, "said-here") for field in past)
        said = [f"{one} –" for one in lacking] + [f"{one} {getattr(entity, one)}" for one in past]
        yield found(entity, "state", *ends, state=entity.state, said=", ".join(said))


def founder_without_representative(subject: Subject) -> Iterator[Found]:
    """A founding member does not say who represents it.

    Why: all founders of a plan are organisations; the notary asks who signs for each of them.
    Source: Civil Code of Peru, art. 79: a legal person that is member of another names its representative.

    Wrong:
        cluster:
          actors: [{id: ACTR-1, name: Bodegas del valle de Ica, kind: guild}]
        management:
          legal_entity:
            founding_members: [{actor: ACTR-1, commitment: Sede y cuota anual}]
    Right:
        cluster:
          actors: [{id: ACTR-1, name: Bodegas del valle de Ica, kind: guild}]
        management:
          legal_entity:
            founding_members: [{actor: ACTR-1, representative_position: Presidencia}]
    """
    entity = _entity(subject)
    for member in entity.founding_members if entity else ():
        if not member.representative_position:
            yield found(member, "representative_position", founder=subject.named(member.actor))


def incomplete_statute(subject: Subject) -> Iterator[Found]:
    """The checklist of an association's statute lacks an item, or says that it is not there.

    Why: without it the registry sends the papers back, and the Grupo Gestor is not constituted in time.
    Source: Civil Code of Peru, arts. 80 to 98, above all 82, on what the statute of an association holds.
    Other kinds of legal person have other contents and are not judged.

    Wrong:
        management:
          legal_entity: {kind: association, statute: {ends: sí, assets: no}}
    Right:
        management:
          legal_entity:
            kind: association
            statute:
              name_duration_domicile: sí
              ends: sí
              assets: sí
              assembly_and_board: sí
              quorum_and_majorities: sí
              admission_resignation_exclusion: sí
              rights_and_duties: sí
              amendment: sí
              dissolution_and_final_assets: Pasan a una entidad de fines análogos
    """
    entity = _entity(subject)
    if entity is None or entity.kind != "association":
        return
    statute = entity.statute or Statute()
    lacking = [field for field in shapes(Statute) if not getattr(statute, field)]
    if not lacking:
        return
    items = ", ".join(lacking)
    if entity.statute is None:
        yield found(entity, "statute", items=items)
    else:
        refused = (field for field in lacking if getattr(statute, field) is False)
        yield found(statute, "", *(End(statute, field, "said-here") for field in refused), items=items)


def overdue_step(subject: Subject) -> Iterator[Found]:
    """A step towards the legal person was due before the date of the plan and is not done.

    Why: the timetable is already broken on the day the plan is handed in, and nobody says so.
    Source: practice of follow-up; what is late is dated anew or said to be done.

    Wrong:
        plan: {id: pesca, date: 2027-06-15}
        management:
          legal_entity:
            steps: [{name: Escritura pública ante notaría, due: 2027-05-28}]
    Right:
        plan: {id: pesca, date: 2027-06-15}
        management:
          legal_entity:
            steps: [{name: Escritura pública ante notaría, due: 2027-05-28, done: 2027-05-27}]
    """
    entity, identity = _entity(subject), subject.plan.plan
    if entity is None or identity is None or identity.date is None:
        return
    for step in entity.steps:
        if step.due and step.done is None and step.due < identity.date:
            yield found(step, "due", End(identity, "date", "limit-here"), due=step.due, date=identity.date)


def future_legal_date(subject: Subject) -> Iterator[Found]:
    """Something is said to have happened on a day that comes after the date of the plan.

    Why: a plan cannot know it; either the date is wrong or the step is still to come.
    Source: logic: what `done` and the state say has happened lies before the date of the plan.

    Wrong:
        plan: {id: cafe, date: 2027-06-15}
        management:
          legal_entity: {name: Asociación Café de Villa Rica, state: deed_signed, deed_date: 2027-07-02}
    Right:
        plan: {id: cafe, date: 2027-06-15}
        management:
          legal_entity: {name: Asociación Café de Villa Rica, state: agreed, deed_date: 2027-07-02}
    """
    entity, identity = _entity(subject), subject.plan.plan
    if entity is None or identity is None or identity.date is None:
        return
    limit = End(identity, "date", "limit-here")
    reached = _ORDER[: _ORDER.index(entity.state) + 1] if entity.state else ()
    claimed = dict.fromkeys(field for state in reached for field in _STEPS[state] if field in _DATES)
    for field in claimed:
        day = getattr(entity, field)
        if day is not None and day > identity.date:
            yield found(entity, field, limit, name=field, day=day, date=identity.date)
    for step in entity.steps:
        if step.done is not None and step.done > identity.date:
            yield found(step, "done", limit, name="done", day=step.done, date=identity.date)


def _entity(subject: Subject) -> LegalEntity | None:
    return subject.plan.management.legal_entity if subject.plan.management else None


def _is_past(subject: Subject, entity: LegalEntity, field: str) -> bool:
    """Whether a date of the entity is there and not after that of the plan."""
    day = getattr(entity, field)
    return day is not None and subject.date is not None and day <= subject.date
