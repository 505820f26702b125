"""Rules of programme, participants: the call and its numbers, the MIPYMEs, who applies."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal

from plangen.checks.rule import End, Found, found
from plangen.checks.subject import Subject
from plangen.plan.model import Actor, AnnualSales, Identity
from plangen.plan.programme import SizeLimits

_JUDGED_BY = (
    *("minimum_mipymes", "years_constituted", "sales_floor_uit", "grant_cap", "grant_cap_1", "grant_cap_2"),
    *("months_cap", "counterpart_share", "cash_share", "eligible_headings"),
)
"""Numbers of a call without which a rule is silent; date and UIT of reference have a stand-in."""


def unknown_call(subject: Subject) -> Iterator[Found]:
    """The plan names a programme without call, or a programme or call whose rules are not known.

    Why: minimum of companies, caps and counterpart are those of a call: without it none of them is checked.
    Source: a convention of ours: the numbers of a call are data, in a file of its own.

    Wrong:
        plan: {id: cafe, programme: pac}
    Right:
        plan: {id: cafe, programme: pac, call: pac-2017}
    """
    identity, rules = subject.plan.plan, subject.rules
    if identity is None or rules.call is not None or not (identity.programme or identity.call):
        return
    field = "programme" if identity.programme and rules.programme is None else "call"
    yield found(identity, field, programme=identity.programme or "–", call=identity.call or "–")


def unknown_call_number(subject: Subject) -> Iterator[Found]:
    """The rules of the call lack numbers that checks need; those checks are left out.

    Why: no finding does not mean that the plan complies: who hands it in must look the numbers up.
    Source: a convention of ours: a number that no public source gives does not go in, and no rule guesses it.

    Wrong:
        plan: {id: cafe, programme: pac, call: pac-2019}
    Right:
        # una convocatoria de cuyas reglas se conocen todos los números
        plan: {id: cafe, programme: prueba, call: prueba-2030}
    """
    identity, programme, call = subject.plan.plan, subject.rules.programme, subject.rules.call
    if identity is None or call is None:
        return
    unknown = [name for name in _JUDGED_BY if getattr(call, name) is None]
    if programme is not None:
        unknown += [name for name in ("uit", "size_limits") if getattr(programme, name) is None]
    if unknown:
        numbers = ", ".join(unknown)
        yield found(
            identity, "call", call=_call(subject), programme=call.programme, file=call.id, numbers=numbers
        )


def too_few_mipymes(subject: Subject) -> Iterator[Found]:
    """Fewer micro, small and medium companies take part than the call asks for.

    Why: an initiative below the minimum is not admitted, however good its plan.
    Source: the minimum of the call, with its own source in the file of the call.

    Wrong:
        plan: {id: cafe, programme: pac, call: pac-2017}
        cluster:
          actors: [{id: ACTR-1, name: Cooperativa Valle Alto, role: micro_sme}]
    Right:
        plan: {id: cafe, programme: pac, call: pac-2017}
        cluster:
          actors:
            - {id: ACTR-1, name: Cooperativa Valle Alto, role: micro_sme}
            - {id: ACTR-2, name: Cooperativa Río Azul, role: micro_sme}
            - {id: ACTR-3, name: Tostaduría La Merced, role: micro_sme}
            - {id: ACTR-4, name: Exportadora Perené, role: micro_sme}
            - {id: ACTR-5, name: Asociación Pichanaki, role: micro_sme}
    """
    cluster, call = subject.plan.cluster, subject.rules.call
    minimum = call.minimum_mipymes if call else None
    if cluster and minimum is not None and subject.actors and len(subject.mipymes) < minimum:
        count = len(subject.mipymes)
        yield found(cluster, "actors", count=count, minimum=minimum, call=_call(subject))


def young_mipyme(subject: Subject) -> Iterator[Found]:
    """A MIPYME was constituted too short a time before the date that the call counts from.

    Why: a company that is too young does not count towards the minimum, and cannot be co-financed.
    Source: the years of the call, with their own source in its file. Where the call's date of reference is
    not known the plan's date stands in: who is too young at that date was too young before.

    Wrong:
        plan: {id: cafe, programme: pac, call: pac-2017, date: 2026-11-16}
        cluster:
          actors: [{id: ACTR-1, name: Tostaduría La Merced, role: micro_sme, constituted: 2025-03-01}]
    Right:
        plan: {id: cafe, programme: pac, call: pac-2017, date: 2026-11-16}
        cluster:
          actors: [{id: ACTR-1, name: Tostaduría La Merced, role: micro_sme, constituted: 2019-03-01}]
    """
    identity, call = subject.plan.plan, subject.rules.call
    if identity is None or call is None or call.years_constituted is None:
        return
    until = call.reference_date or identity.date
    ends = () if call.reference_date else (End(identity, "date", "limit-here"),)
    for actor in subject.mipymes if until else ():
        since = actor.constituted
        if until and since and _has_less(since, call.years_constituted, until):
            said = {"since": subject.day(since), "until": subject.day(until), "years": call.years_constituted}
            yield found(actor, "constituted", *ends, **said)


def low_sales(subject: Subject) -> Iterator[Found]:
    """The sales of a MIPYME do not pass the floor of the call.

    Why: a company below the floor does not count towards the minimum, and cannot be co-financed.
    Source: the floor of the call in UIT, with its own source in its file. Where the call does not say the
    year of the UIT, it is that of the sales.

    Wrong:
        plan: {id: cafe, programme: pac, call: pac-2017}
        cluster:
          actors:
            - id: ACTR-1
              name: Tostaduría La Merced
              role: micro_sme
              annual_sales: {value: 72000, year: 2017}
    Right:
        plan: {id: cafe, programme: pac, call: pac-2017}
        cluster:
          actors:
            - id: ACTR-1
              name: Tostaduría La Merced
              role: micro_sme
              annual_sales: {value: 172000, year: 2017}
    """
    call = subject.rules.call
    floor = call.sales_floor_uit if call else None
    for actor in subject.mipymes if call and floor is not None else ():
        sales = actor.annual_sales
        year = (call.uit_year if call else None) or (sales.year if sales else None)
        amount, uit = _soles(subject, sales), _uit(subject, year)
        if sales and floor is not None and amount is not None and uit is not None and amount <= floor * uit:
            limit = {"floor": subject.number(floor), "limit": subject.money(floor * uit), "year": year}
            yield found(sales, "value", actor=subject.name(actor), sales=subject.money(amount), **limit)


def size_against_sales(subject: Subject) -> Iterator[Found]:
    """The size of a company, or its role of MIPYME, is not the one that its sales give it.

    Why: size decides who may be co-financed; the reviewer reckons it anew from the sales.
    Source: Ley 30056: micro up to 150 UIT of yearly sales, small up to 1,700, medium up to 2,300.

    Wrong:
        plan: {id: pesca, programme: pac, call: pac-2017}
        cluster:
          actors:
            - {id: ACTR-1, name: Frigorífico Sur, size: micro, annual_sales: {value: 4200000, year: 2018}}
    Right:
        plan: {id: pesca, programme: pac, call: pac-2017}
        cluster:
          actors:
            - {id: ACTR-1, name: Frigorífico Sur, size: small, annual_sales: {value: 4200000, year: 2018}}
    """
    limits = subject.rules.programme.size_limits if subject.rules.programme else None
    for actor in subject.actors if limits else ():
        sales = actor.annual_sales
        amount, uit = _soles(subject, sales), _uit(subject, sales.year if sales else None)
        if limits is None or sales is None or amount is None or uit is None:
            continue
        told = _told_otherwise(actor, _size(amount, uit, limits))
        if told:
            field, said, due = told
            money = {"sales": subject.money(amount), "year": sales.year, "uit": f"{amount / uit:,.1f}"}
            most = {name: subject.number(one) for name, one in _bounds(limits)}
            yield found(actor, field, End(sales, "value", "said-here"), said=said, due=due, **money, **most)


def informal_mipyme(subject: Subject) -> Iterator[Found]:
    """A MIPYME that takes part is not formal.

    Why: the programme co-finances formal companies alone; this one would have to leave the plan.
    Source: launch note of the programme's second call, which asks for formal companies.

    Wrong:
        cluster: {actors: [{id: ACTR-1, name: Quesería Los Alisos, role: micro_sme, formal: no}]}
    Right:
        cluster: {actors: [{id: ACTR-1, name: Quesería Los Alisos, role: micro_sme, formal: yes}]}
    """
    for actor in subject.mipymes:
        if actor.formal is False:
            yield found(actor, "formal")


def missing_applicant(subject: Subject) -> Iterator[Found]:
    """Nobody applies for the cluster, or the executing entity is not the one that applied.

    Why: the programme signs with one entity; the reviewer must know with which.
    Source: launch note of the programme's second call: a legal person applies. That it then executes is
    practice.

    Wrong:
        plan: {id: cafe, programme: pac, executing_entity: ACTR-2}
        cluster:
          actors:
            - {id: ACTR-1, name: Cámara Peruana del Café, role: applicant}
            - {id: ACTR-2, name: Universidad Nacional de Jaén, role: support}
    Right:
        plan: {id: cafe, programme: pac, executing_entity: ACTR-1}
        cluster:
          actors:
            - {id: ACTR-1, name: Cámara Peruana del Café, role: applicant}
            - {id: ACTR-2, name: Universidad Nacional de Jaén, role: support}
    """
    identity = subject.plan.plan
    if identity is None or not identity.programme or not subject.actors:
        return
    applicants = [one for one in subject.actors if one.role == "applicant"]
    executing = identity.executing_entity
    if (executing or applicants) and (not executing or not applicants or _is_one(executing, applicants)):
        return
    ends = (End(one, "role", "said-here") for one in applicants)
    names = ", ".join(map(subject.name, applicants)) or "–"
    entity = subject.named(executing) if executing else "–"
    yield found(identity, "executing_entity", *ends, executing=entity, applicant=names)


def _is_one(executing: str, applicants: list[Actor]) -> bool:
    return any(one.id == executing for one in applicants)


def _call(subject: Subject) -> str:
    call = subject.rules.call
    return (call.name or call.id) if call else "–"


def _has_less(since: datetime.date, years: int, until: datetime.date) -> bool:
    """Whether fewer than so many years passed; who began on 29 February has them complete on 1 March."""
    return (since.year + years, since.month, since.day) > (until.year, until.month, until.day)


def _soles(subject: Subject, sales: AnnualSales | None) -> Decimal | None:
    """What a company sold, in a plan that reckons in soles, as the UIT does."""
    identity: Identity | None = subject.plan.plan
    if sales is None or (identity and identity.currency not in (None, "PEN")):
        return None
    return subject.amount(sales.value)


def _uit(subject: Subject, year: int | None) -> Decimal | None:
    programme = subject.rules.programme
    return (programme.uit.values.get(year) or None) if programme and programme.uit and year else None


def _bounds(limits: SizeLimits) -> tuple[tuple[str, Decimal], ...]:
    """The most that each size but the large one sells, in UIT."""
    return (("micro", limits.micro), ("small", limits.small), ("medium", limits.medium))


def _size(amount: Decimal, uit: Decimal, limits: SizeLimits) -> str:
    return next((size for size, most in _bounds(limits) if amount <= most * uit), "large")


def _told_otherwise(actor: Actor, size: str) -> tuple[str, str, str] | None:
    """The field that contradicts a size, what it says and what it should say."""
    if actor.role == "micro_sme" and size == "large":
        return "role", "micro_sme", "large_company"
    if actor.size is not None and actor.size != size:
        return "size", actor.size, size
    return None
