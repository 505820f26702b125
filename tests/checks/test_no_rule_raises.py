"""Whatever a sound form holds, no rule raises, and each finding can be placed and said."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from plangen.checks.run import found_in
from plangen.checks.subject import Subject
from plangen.plan.index import index_plan
from plangen.plan.model import Plan
from plangen.plan.programme import load_rules
from plangen.plan.prose import scan_plan
from plangen.plan.words import Words
from plangen.spans import Finding, Severity
from tests.support.plain_plan import Plain, copied
from tests.support.spoilt_plan import ROOT, sound

ODD = (
    *("0", "-1", "5", "100", "0.001", "-0.0", "9" * 30, "0." + "0" * 28 + "1", "1000", "9999", "1e20"),
    *("2027-01", "9999-12", "1000-01", "2027-01-31", "9999-12-31", "0001-01-01", "yes", "no"),
    *("x", "S/ 1,234,567.89", "1.234,56", "[[plan.cost]] y 12,5 %", "…", "TODO", "own", "—", "ñandú á" * 40),
    *("up", "down", "keep", "prioritised", "discarded", "dropped", "impact", "output", "grant", "none"),
)
RULES = load_rules("prueba", "prueba-2030", (ROOT / "tests" / "cases" / "programmes",))


def holders(value: Any) -> list[Any]:
    """Every mapping and list of a plain plan."""
    found = [value]
    for one in found:
        inner = one.values() if isinstance(one, dict) else one
        found.extend(other for other in inner if isinstance(other, dict | list))
    return [one for one in found if one]


def changed(plain: Plain, data: st.DataObject) -> Plain:
    """The plan with some values taken out, put elsewhere or replaced by odd ones."""
    plan = copied(plain)
    for _ in range(data.draw(st.integers(1, 6))):
        places = holders(plan)
        place = places[data.draw(st.integers(0, len(places) - 1))]
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = keys[data.draw(st.integers(0, len(keys) - 1))]
        kind = data.draw(st.sampled_from(["drop", "odd", "odd", "empty", "reverse"]))
        if kind == "drop":
            del place[key]
        elif kind == "odd" and isinstance(place[key], str):
            place[key] = data.draw(st.sampled_from(ODD))
        elif kind == "empty" and isinstance(place[key], list | dict):
            place[key] = type(place[key])()
        elif kind == "reverse" and isinstance(place, list):
            place.reverse()
    return plan


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_rule_raises_on_a_plan_of_any_contents(data: st.DataObject) -> None:
    try:
        plan = Plan.model_validate(changed(sound().plain, data))
    except ValidationError:
        return
    index, words = index_plan(plan), Words()
    subject = Subject(index, RULES, scan_plan(index))
    for rule, one in found_in(subject):
        path = subject.path(one.record, one.field)
        params = {"item": subject.name(one.record), **one.params}
        said = Finding(rule.code, rule.name, Severity.NOTE, params, path)
        assert "None" not in words.message(said) + words.hint(said)
        assert all(subject.path(end.record, end.field) for end in one.ends)
