"""What identifies a record in its list."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.plan.keys import KEYS, key_of
from plangen.plan.model import (
    ActionFunding,
    Actual,
    BenchmarkScore,
    Delegates,
    Flow,
    Plan,
    Point,
    Record,
    Segment,
    Service,
    Territory,
    record_types,
    shapes,
)


def test_every_record_of_a_list_has_a_key() -> None:
    listed = {
        shape.record
        for record in record_types(Plan)
        for shape in shapes(record).values()
        if shape.many == "list" and shape.record is not None
    }
    assert listed == set(KEYS)


def test_keys_are_fields_of_their_record() -> None:
    for record, names in KEYS.items():
        assert set(names) <= set(shapes(record))


@pytest.mark.parametrize(
    ("record", "key"),
    [
        (Segment(id="SEG-1"), "SEG-1"),
        (BenchmarkScore(reference="own", dimension="DIM-2"), "own+DIM-2"),
        (Actual(date=date(2026, 3, 15)), "2026-03-15"),
        (ActionFunding(source="grant", payer="Programa", year=2026), "grant+Programa+2026"),
        (Flow.model_validate({"from": "ESL-1", "to": "ESL-2"}), "ESL-1+ESL-2"),
        (Point(period="2019"), "2019"),
        (Point(category="Francia"), "Francia"),
        (Point(period="2019", category="Francia"), "2019+Francia"),
        (Territory(department="Piura"), "Piura"),
        (Territory(department="Piura", province="Sullana"), "Piura+Sullana"),
        (Territory(department="Piura", district="Salitral"), "Piura++Salitral"),
    ],
)
def test_a_key_is_made_of_its_fields(record: Record, key: str) -> None:
    assert key_of(record) == key


def test_keys_compare_in_nfc() -> None:
    name = "Asesoría"
    decomposed = Service(name=unicodedata.normalize("NFD", name))
    assert decomposed.name != name
    assert key_of(decomposed) == name


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(alphabet="ab+\\", max_size=4), min_size=4, max_size=4))
def test_different_fields_give_different_keys(parts: list[str]) -> None:
    one = Delegates.model_construct(role=parts[0], organisation=parts[1])
    other = Delegates.model_construct(role=parts[2], organisation=parts[3])
    assert (key_of(one) == key_of(other)) == (parts[:2] == parts[2:])
