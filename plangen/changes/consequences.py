"""What a change does elsewhere in the plan, following references: few sentences, and true ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from types import MappingProxyType

from plangen.changes import (
    consequences_analysis,
    consequences_dates,
    consequences_limits,
    consequences_money,
    consequences_people,
    consequences_texts,
    consequences_thread,
    consequences_values,
)
from plangen.changes.change import Change
from plangen.changes.comparison import Consequence
from plangen.changes.consequences_sides import Felt, Rule, Sides, Touch
from plangen.plan.index import PlanIndex
from plangen.plan.model import Record
from plangen.plan.words import Words

_MOST = 6
"""Sentences per change; what is said beyond them is read by nobody."""

_FAMILIES = (
    consequences_thread.RULES,
    consequences_dates.RULES,
    consequences_limits.RULES,
    consequences_analysis.RULES,
    consequences_money.RULES,
    consequences_people.RULES,
    consequences_values.RULES,
    consequences_texts.RULES,
)
"""The weightiest first: a broken thread, then time, reasoning, money, who answers, and texts."""


def _joined() -> dict[tuple[type[Record], str], tuple[Rule, ...]]:
    found: dict[tuple[type[Record], str], tuple[Rule, ...]] = {}
    for rules in _FAMILIES:
        for key, asked in rules.items():
            found[key] = (*found.get(key, ()), *asked)
    return found


_RULES = MappingProxyType(_joined())


class Consequences:
    """What follows from each of the changes between two versions; what several bring about is told of one."""

    def __init__(
        self, old: PlanIndex, new: PlanIndex, changes: tuple[Change, ...], words: Words | None = None
    ) -> None:
        self._sides = Sides(old, new, changes, words or Words())
        self._changes = changes
        self._told: dict[int, tuple[Consequence, ...]] = {}

    def of(self, change: Change) -> tuple[Consequence, ...]:
        """The consequences of one of the changes, the most important first; at most six."""
        if not self._told:
            self._told = self._tell()
        return self._told.get(id(change), ())

    def _tell(self) -> dict[int, tuple[Consequence, ...]]:
        found = {id(change): tuple(self._felt(change)) for change in self._changes}
        weightiest: dict[tuple[object, ...], tuple[int, Felt]] = {}
        for at, felt in found.items():
            for one in felt:
                known = weightiest.get(one.fact)
                if known is None or one.weight > known[1].weight:
                    weightiest[one.fact] = at, one
        return {
            at: tuple(_said(islice((one for one in felt if weightiest[one.fact][0] == at), _MOST)))
            for at, felt in found.items()
        }

    def _felt(self, change: Change) -> Iterator[Felt]:
        touch = self._sides.touch(change)
        seen = set()
        for rule in _asked(touch) if touch else ():
            for one in rule(self._sides, touch) if touch else ():
                if one.fact not in seen and one.path:
                    seen.add(one.fact)
                    yield one


def _asked(touch: Touch) -> tuple[Rule, ...]:
    """The rules for a change; of any item that goes, who referred to it, of any value, who prints it."""
    rules = _RULES.get((touch.model, touch.field), ())
    general = consequences_texts.printed if touch.field else consequences_thread.lost_references
    return rules if general in rules else (*rules, general)


def _said(felt: Iterable[Felt]) -> Iterator[Consequence]:
    return (Consequence(one.name, MappingProxyType(dict(one.params)), one.path) for one in felt)
