"""What the rules find in a plain plan that differs a little from a sound one.

Hundreds of plans are judged, so a part that is that of the sound plan is neither read nor indexed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import cast

from plangen.checks.ignores import ignored
from plangen.checks.run import found_in
from plangen.checks.subject import Subject
from plangen.checks.table import AFTER
from plangen.plan.index import Item, PlanIndex, Visit, index_plan
from plangen.plan.model import Kind, Plan, shapes
from plangen.plan.programme import ProgrammeRules, load_rules
from plangen.plan.prose import Mentioned, printable, resolve_mention, scan_plan
from plangen.spans import Finding, Severity
from tests.support.mutations import Places, Way
from tests.support.plain_plan import Plain, copied, read_plain, spots

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "plans" / "banano-organico-piura"
MOST = 3
"""Records that each way is tried on, spread over all there are."""

Fault = tuple[str, str]
"""Code and path."""


@dataclass(frozen=True)
class Sound:
    """The example plan: as plain data, its parts by name, what its prose mentions, and what is said of it."""

    plain: Plain
    parts: dict[str, PlanIndex]
    mentioned: dict[str, list[Mentioned]]
    paths: frozenset[str]
    """What it refers to by a path, not by an id."""
    said: frozenset[Fault]


@cache
def sound() -> Sound:
    plain = read_plain(EXAMPLE)
    parts = _indexed(plain)
    index = _whole(parts)
    mentioned: dict[str, list[Mentioned]] = {name: [] for name in parts}
    for one in scan_plan(index):
        mentioned[one.visit.path.partition("/")[0]].append(one)
    by_path = (str(visit.value) for visit in index.visits if visit.shape.meta.path)
    said = _ruled(index, tuple(one for ones in mentioned.values() for one in ones))
    return Sound(plain, parts, mentioned, frozenset(by_path) - set(index.items), said)


@cache
def rules_of(programme: str | None, call: str | None) -> ProgrammeRules:
    """The rules of a call. Those of the example's call say all that rules may ask, so that each has its say."""
    rules = load_rules(programme, call, (ROOT / "templates",))
    if rules.call is None or call != "pac-2017":
        return rules
    activities = spots(read_plain(EXAMPLE), "action_plan/actions/*/activities/*")
    known = {
        "uit_year": 2017,
        "grant_cap_1": rules.call.grant_cap,
        "grant_cap_2": rules.call.grant_cap,
        "counterpart_share": Decimal(40),
        "cash_share": Decimal(25),
        "eligible_headings": tuple(sorted({one.record["heading"] for one in activities})),
    }
    return ProgrammeRules(rules.programme, rules.call.model_copy(update=known))


def faults_of(plain: Plain) -> frozenset[Fault]:
    """What is wrong with a plain plan; where its form is broken, that alone, as the command does."""
    base = sound()
    changed = _indexed({name: part for name, part in plain.items() if base.plain.get(name) != part})
    parts = {name: changed.get(name) or base.parts[name] for name in shapes(Plan) if name in plain}
    index = _whole(parts)
    mentioned = tuple(one for name in parts for one in _mentioned(index, name, changed.get(name)))
    broken = frozenset((*_broken(index, mentioned, changed), *_clashing(changed.values())))
    return broken or _ruled(index, mentioned)


def _indexed(plain: Plain) -> dict[str, PlanIndex]:
    """Each part of a plain plan as the index of a plan that holds it alone."""
    read = Plan.model_validate(plain)
    return {name: index_plan(Plan.model_construct(**{name: getattr(read, name)})) for name in plain}


def _whole(parts: dict[str, PlanIndex]) -> PlanIndex:
    """The index of the plan that has these parts."""
    plan = Plan.model_construct(**{name: getattr(part.plan, name) for name, part in parts.items()})
    items: dict[str, Item] = {}
    visits: list[Visit] = []
    paths = {id(plan): ""}
    for name in shapes(Plan):
        if name in parts:
            items = {**parts[name].items, **items}
            visits += parts[name].visits
            paths |= parts[name].paths
    return PlanIndex(plan, MappingProxyType(items), tuple(visits), MappingProxyType(paths))


def _seen(index: PlanIndex, parts: Iterable[PlanIndex]) -> PlanIndex:
    """The index of a plan with the values of some parts alone: what these refer to may stand in any."""
    visits = tuple(visit for part in parts for visit in part.visits)
    return PlanIndex(index.plan, index.items, visits, index.paths)


def _mentioned(index: PlanIndex, name: str, changed: PlanIndex | None) -> Iterator[Mentioned]:
    """What the prose of a part mentions; what is mentioned may have changed where the part has not."""
    if changed is not None:
        yield from scan_plan(_seen(index, [changed]))
        return
    for one in sound().mentioned[name]:
        item = one.target.item if one.target else None
        same = item is not None and index.items.get(item.id) is item
        yield one if same else replace(one, target=resolve_mention(index, one.mention))


def _broken(
    index: PlanIndex, mentioned: Iterable[Mentioned], changed: dict[str, PlanIndex]
) -> Iterator[Fault]:
    """References and mentions that lead nowhere."""
    base = sound()
    gone = any(not part.items.keys() <= index.items.keys() for part in base.parts.values())
    dead = any(index.at(path) is None for path in base.paths)
    seen = index if gone or dead else _seen(index, changed.values())
    for broken in seen.broken:
        code = "P070" if broken.found else "P069" if broken.targets else "P071"
        if code != "P071" or index.at(broken.value) is None:
            yield code, broken.path
    for one in mentioned:
        if one.target is None:
            yield ("P073" if one.mention.kind == "cite" else "P072"), one.visit.path
        elif one.target.field and not printable(index, one.target.item, one.target.field):
            yield "P074", one.visit.path


def _clashing(parts: Iterable[PlanIndex]) -> Iterator[Fault]:
    """Ids and keys given twice in a part, and scores that are none."""
    for part in parts:
        yield from (("P066", one.second) for one in part.duplicates)
        yield from (("P068", one.second) for one in part.repeated_keys)
        for visit in part.visits:
            if visit.shape.kind is Kind.SCORE and not 1 <= cast("Decimal", visit.value) <= 5:
                yield "P049", visit.path


def _ruled(index: PlanIndex, mentioned: tuple[Mentioned, ...]) -> frozenset[Fault]:
    identity = index.plan.plan
    rules = rules_of(identity.programme, identity.call) if identity else ProgrammeRules()
    subject = Subject(index, rules, mentioned)
    found = [(rule, subject.path(one.record, one.field)) for rule, one in found_in(subject)]
    entries = identity.ignore if identity else ()
    raised = [Finding(rule.code, rule.name, Severity.ERROR, {}, path) for rule, path in found]
    after = found_in(Subject(index, rules, mentioned, tuple(raised)), AFTER)
    kept = [one for one in raised if not any(ignored(index, entry, one) for entry in entries)]
    said = {(one.code, one.path) for one in kept}
    return frozenset(said | {(rule.code, subject.path(one.record, one.field)) for rule, one in after})


@dataclass(frozen=True)
class Mutant:
    """A plan spoilt in a way at a record: where its fault is to be found, and what is newly said of it."""

    way: Way
    record: str
    places: Places
    said: frozenset[Fault]

    @property
    def is_found(self) -> bool:
        """Whether the fault is found at each of its places."""
        return self.said.issuperset((self.way.code, place) for place in self.places)

    @property
    def is_missed(self) -> bool:
        """Whether the fault is found nowhere."""
        return all(code != self.way.code for code, _ in self.said)

    @property
    def alarms(self) -> list[Fault]:
        """What is said and does not follow from the fault."""
        due = {(self.way.code, place) for place in self.places}
        return sorted(one for one in self.said - due if not self.way.may_say(one[0]))


def mutants(way: Way) -> Iterator[Mutant]:
    """The plans that a way makes, at records spread over all that it applies to."""
    base, made = sound(), 0
    for at in _spread(len(spots(base.plain, way.pattern))):
        if made == MOST:
            return
        plain = copied(base.plain)
        spot = spots(plain, way.pattern)[at]
        places = way.change(plain, spot)
        if places is not None:
            made += 1
            yield Mutant(way, spot.path, places, faults_of(plain) - base.said)


def _spread(count: int) -> list[int]:
    """Positions in an order that begins with the first, the last and the middle one."""
    return list(dict.fromkeys([0, count - 1, count // 2, *range(count)])) if count else []
