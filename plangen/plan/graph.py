"""Who refers to whom, read backwards: the actions of a strategy, the forces of a segment.

The plan says it once, in the record that refers; the lists here follow from it, in the order of the plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from plangen.plan.index import PlanIndex
from plangen.plan.model import (
    Action,
    ActionFunding,
    Actor,
    BenchmarkScore,
    Beneficiaries,
    Body,
    Challenge,
    Dimension,
    Fact,
    Flow,
    Force,
    FoundingMember,
    Gap,
    Indicator,
    Lesson,
    Link,
    Member,
    Option,
    Record,
    Reference,
    Strategy,
    Trend,
    Visit,
)
from plangen.plan.prose import scan_plan


@dataclass(frozen=True, slots=True)
class Relation:
    """Records of type `result` that refer to an item.

    `field` of `holder` holds the reference; `holder` is `result` or a record inside it. With `forward`,
    the items that the item itself lists in that field count too.
    """

    result: type[Record]
    holder: type[Record]
    field: str
    forward: str = ""


def _by(result: type[Record], field: str) -> Relation:
    return Relation(result, result, field)


_RESPONSIBLE = {"actions": _by(Action, "responsible"), "followed": _by(Indicator, "responsible")}

_TABLE: Mapping[str, Mapping[str, Relation]] = {
    "segment": {
        "forces": _by(Force, "segment"),
        "trends": _by(Trend, "segments"),
        "challenges": _by(Challenge, "segments"),
        "references": _by(Reference, "segments"),
        "options": _by(Option, "segments"),
        "strategies": _by(Strategy, "segments"),
        "actions": Relation(Action, Beneficiaries, "segments"),
        "actors": _by(Actor, "segments"),
    },
    "success_factor": {
        "dimensions": _by(Dimension, "success_factors"),
        "strategies": _by(Strategy, "success_factors"),
    },
    "link": {
        "actors": Relation(Actor, Actor, "link", forward="actors"),
        "challenges": _by(Challenge, "link"),
        "flows_in": _by(Flow, "to"),
        "flows_out": _by(Flow, "from"),
    },
    "reference": {
        "scores": _by(BenchmarkScore, "reference"),
        "gaps": _by(Gap, "reference"),
        "visits": _by(Visit, "reference"),
    },
    "dimension": {"scores": _by(BenchmarkScore, "dimension"), "gaps": _by(Gap, "dimension")},
    "gap": {"lessons": _by(Lesson, "gaps"), "strategies": _by(Strategy, "gaps")},
    "visit": {"lessons": _by(Lesson, "visit")},
    "lesson": {"strategies": _by(Strategy, "lessons")},
    "vision_element": {
        "strategies": _by(Strategy, "vision_elements"),
        "indicators": _by(Indicator, "measures"),
    },
    "strategy": {"actions": _by(Action, "strategy"), "indicators": _by(Indicator, "measures")},
    "area": {"actions": _by(Action, "area")},
    "body": {
        "members": _by(Member, "body"),
        "bodies": _by(Body, "reports_to"),
        "strategies": _by(Strategy, "owner"),
        "indicators": _by(Indicator, "measures"),
        **_RESPONSIBLE,
    },
    "post": _RESPONSIBLE,
    "coordinator": _RESPONSIBLE,
    "actor": {
        "links": _by(Link, "actors"),
        "members": _by(Member, "actor"),
        "founding": _by(FoundingMember, "actor"),
        "funding": _by(ActionFunding, "payer"),
        "supported": _by(Action, "supporters"),
        **_RESPONSIBLE,
    },
    "action": {"indicators": _by(Indicator, "measures"), "dependents": _by(Action, "depends_on")},
    "source": {"facts": _by(Fact, "source"), "forces": _by(Force, "evidence")},
}

RELATIONS: Mapping[tuple[str, str], Relation] = MappingProxyType(
    {(kind, name): relation for kind, names in _TABLE.items() for name, relation in names.items()}
)
"""What refers to an item of a kind, by kind and name of the list."""


def related(index: PlanIndex, item_id: str, name: str) -> tuple[Record, ...]:
    """The records that stand in relation `name` to an item, each once, in the order of the plan.

    Raises KeyError where there is no such item, or its kind has no such relation.
    """
    item = index.items[item_id]
    relation = RELATIONS[item.kind, name]
    referring = index.referrers.get((relation.holder, relation.field, item_id), ())
    found = referring if relation.holder is relation.result else _owners(index, referring)
    if not relation.forward:
        return found
    listed = set(getattr(item.record, relation.forward))
    chosen = {id(record) for record in found}
    known = index.kinds.get(relation.result.record_kind, ())
    return tuple(other.record for other in known if other.id in listed or id(other.record) in chosen)


def _owners(index: PlanIndex, records: tuple[Record, ...]) -> tuple[Record, ...]:
    items = (index.item_of(index.path_of(record)) for record in records)
    return tuple({item.path: item.record for item in items if item is not None}.values())


def mentions(index: PlanIndex) -> Mapping[str, tuple[str, ...]]:
    """Paths of the prose that mentions or cites each item, by the item's id, in the order of the plan."""
    found: dict[str, dict[str, None]] = {}
    for one in scan_plan(index):
        if one.target is not None:
            found.setdefault(one.target.item.id, {})[one.visit.path] = None
    return MappingProxyType({target: tuple(paths) for target, paths in found.items()})
