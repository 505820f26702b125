"""Comparisons of plans given as plain data, graded as the standard template does, and their views."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random  # noqa: TID251
from typing import Any

from plangen.changes.comparison import Comparison, Version
from plangen.changes.grades import Grading
from plangen.changes.review import review
from plangen.plan.index import PlanIndex, index_plan
from plangen.plan.load import LoadedPlan, load_plan
from plangen.plan.model import Plan
from plangen.plan.words import Words
from plangen.reports.change_view import ChangeView, ComparisonView
from plangen.reports.change_words import view_of
from plangen.spans import Finding
from tests.support.random_versions import random_version

WORDS = Words()
_ROOT = Path(__file__).resolve().parents[2]
SEEDS = range(8)
"""Seeds of random versions; their views are made once for all tests."""

_BANANA = "banano-organico-piura"


@cache
def loaded_banana(folder: str = "plans") -> LoadedPlan:
    """The banana plan; its second version is in `tests/plans`."""
    loaded = load_plan(_ROOT / folder / _BANANA).plan
    assert loaded is not None
    return loaded


@cache
def banana_view() -> ComparisonView:
    """The two versions of the banana plan, in words."""
    old, new = loaded_banana(), loaded_banana("tests/plans")
    return view_of(compared(old.index, new.index), WORDS, old.locate, new.locate)


@cache
def banana_random_view(seed: int) -> ComparisonView:
    """The banana plan and a version after random edits, the more the higher the seed; odd ones backwards."""
    banana = loaded_banana().index
    sides = (banana, index_plan(random_version(banana, Random(seed), 1 + 15 * seed)))
    return view_of(compared(*(reversed(sides) if seed % 2 else sides)), WORDS)


def without_consequences(comparison: Comparison) -> Comparison:
    """A comparison of which nothing follows."""
    return replace(comparison, changes=tuple(replace(one, consequences=()) for one in comparison.changes))


def compared(
    old: PlanIndex, new: PlanIndex, came: tuple[Finding, ...] = (), went: tuple[Finding, ...] = ()
) -> Comparison:
    """The comparison of two versions called v1 and v2, with findings of the new and of the old one."""
    versions = (Version(old, "v1", went), Version(new, "v2", came))
    return review("planes/uno", *versions, Grading(old, new))


def view(old: dict[str, Any], new: dict[str, Any]) -> ComparisonView:
    """The view of two plans given as plain data (every scalar as text)."""
    sides = (index_plan(Plan.model_validate(one)) for one in (old, new))
    return view_of(compared(*sides), WORDS)


def changes(old: dict[str, Any], new: dict[str, Any]) -> tuple[ChangeView, ...]:
    """The changes between two plans given as plain data."""
    return tuple(change for part in view(old, new).parts for change in part.changes)


def only(old: dict[str, Any], new: dict[str, Any]) -> ChangeView:
    """The one change between two plans given as plain data."""
    (change,) = changes(old, new)
    return change
