"""A sound plan spoilt in every way we know: each is found at its place, and nothing else is said.

`python -m tests.support.mutation_table` prints what was tried and what came of it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from plangen.checks.rule import Profile
from plangen.checks.run import judge
from plangen.checks.table import ALL
from plangen.plan.load import load_plan
from plangen.spans import Severity
from tests.support.harmless import HARMLESS
from tests.support.mutations import Way
from tests.support.plain_plan import copied
from tests.support.spoilt_plan import EXAMPLE, faults_of, mutants, rules_of, sound
from tests.support.ways import WAYS


@pytest.fixture(scope="module", autouse=True)
def without_collector() -> Iterator[None]:
    """Hundreds of plans come and go, none of them in circles: looking for those takes an eighth of the time."""
    gc.disable()
    yield
    gc.enable()


UNTRIED = {
    "P917": "the example itself declares figures illustrative, so it is said of the sound plan already"
}
"""Rules that no way is for, and why."""


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_what_is_spoilt_is_found_at_its_place_and_nothing_else_is_said(way: Way) -> None:
    made = list(mutants(way))
    assert made, "there is nothing in the plan to do this to"
    for one in made:
        assert one.is_found, (one.record, way.code, one.places, sorted(one.said))
        assert not one.alarms, (one.record, one.alarms)
    said = {code for one in made for code, _ in one.said}
    unfounded = {code for code in way.follows if not code.endswith("*")} - said
    assert not unfounded, "what is said to follow never does"


def test_there_is_a_way_for_every_rule() -> None:
    tried = {way.code for way in WAYS}
    assert {rule.code for rule in ALL} - tried == set(UNTRIED)
    assert not [rule.code for rule in ALL if rule.submission is Severity.ERROR and rule.code in UNTRIED]


def test_ways_are_many_and_each_has_a_name_of_its_own() -> None:
    assert len({way.name for way in WAYS}) == len(WAYS) >= 120


def test_the_plan_in_parts_is_judged_as_the_plan_that_is_loaded() -> None:
    loaded = load_plan(EXAMPLE).plan
    assert loaded is not None
    identity = loaded.plan.plan
    assert identity is not None
    rules = rules_of(identity.programme, identity.call)
    found = judge(loaded, (), rules, Profile.SUBMISSION)
    assert {(one.code, one.path) for one in found} == sound().said


def test_no_error_is_said_of_the_plan_that_is_spoilt() -> None:
    errors = {rule.code for rule in ALL if rule.submission is Severity.ERROR}
    assert not {code for code, _ in sound().said} & errors


@pytest.mark.parametrize("name", HARMLESS)
def test_nothing_new_is_said_of_a_plan_whose_argument_is_whole(name: str) -> None:
    plain = copied(sound().plain)
    changed = HARMLESS[name](plain) or plain
    found = faults_of(changed)
    assert changed != sound().plain
    if name == "ids renamed throughout":
        assert sorted(code for code, _ in found) == sorted(code for code, _ in sound().said)
    else:
        assert not found - sound().said
