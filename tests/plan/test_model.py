"""The record: what each field takes, what it refuses, and that nothing but identity is required."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from plangen.plan.keys import KEYS
from plangen.plan.model import (
    Acknowledgement,
    Activity,
    Actor,
    Fact,
    Flow,
    Identity,
    Ignore,
    Indicator,
    Kind,
    Link,
    Measure,
    Money,
    Month,
    Option,
    Plan,
    Point,
    Record,
    Segment,
    Statute,
    Territory,
    is_id,
    record_types,
    shapes,
)

RECORDS = record_types(Plan)


def faults(model: type[Record], fields: dict[str, Any]) -> list[tuple[tuple[int | str, ...], str]]:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(fields)
    return [(error["loc"], error["type"]) for error in caught.value.errors()]


def number(text: str) -> Decimal | None:
    return Fact.model_validate({"id": "DAT-1", "value": text}).value


def test_an_empty_plan_is_a_plan() -> None:
    assert Plan.model_validate({}) == Plan()


KEY_FIELDS_THAT_MAY_BE_ABSENT = {
    Territory: {"province", "district"},
    Point: {"period", "category"},
    Ignore: {"item"},
    Acknowledgement: {"from_version", "to_version"},
}


@pytest.mark.parametrize("record", RECORDS)
def test_only_identity_is_required(record: type[Record]) -> None:
    others = {Identity: {"id"}, Money: {"amount"}}
    identity = set(KEYS.get(record, ())) | others.get(record, set())
    required = {name for name, shape in shapes(record).items() if shape.required}
    assert required == identity - KEY_FIELDS_THAT_MAY_BE_ABSENT.get(record, set())


@pytest.mark.parametrize("record", RECORDS)
def test_every_field_of_every_record_has_a_shape(record: type[Record]) -> None:
    for shape in shapes(record).values():
        assert (shape.kind is Kind.RECORD) == (shape.record is not None)
        assert (shape.kind is Kind.CHOICE) == bool(shape.choices)
        assert (shape.many == "map") == (shape.keys is not None)
        assert shape.attribute in record.model_fields


def test_every_target_of_a_reference_is_a_kind_of_record() -> None:
    kinds = {record.record_kind for record in RECORDS}
    metas = [shape.keys or shape.meta for record in RECORDS for shape in shapes(record).values()]
    assert {target for meta in metas for target in meta.targets} <= kinds


def test_kinds_of_records_are_unique() -> None:
    kinds = [record.record_kind for record in RECORDS if record.record_kind]
    assert len(kinds) == len(set(kinds))


def test_an_unknown_key_is_refused_with_its_place() -> None:
    plan = {"segmentation": {"segments": [{"id": "SEG-1", "nombre": "x"}]}}
    assert faults(Plan, plan) == [(("segmentation", "segments", 0, "nombre"), "extra_forbidden")]


def test_places_of_errors_are_the_authors_keys_and_positions() -> None:
    plan = {
        "industry": {
            "chain": {"links": [{"id": "ESL-1", "price": {"value": "x"}}], "flows": [{"from": "A"}]}
        },
        "action_plan": {"actions": [{"id": "ACT-1", "activities": [{"id": "ACT-1.1", "cost": "mil"}]}]},
        "indicators": [{"id": "IND-1", "targets": {"2027": "x", "27": "1"}}],
    }
    assert faults(Plan, plan) == [
        (("industry", "chain", "links", 0, "price", "value"), "expected-number"),
        (("industry", "chain", "flows", 0, "to"), "missing"),
        (("action_plan", "actions", 0, "activities", 0, "cost", "amount"), "expected-number"),
        (("indicators", 0, "targets", "2027"), "expected-number"),
        (("indicators", 0, "targets", "27", "[key]"), "expected-year"),
    ]


def test_records_cannot_be_changed() -> None:
    segment = Segment.model_validate({"id": "SEG-1"})
    with pytest.raises(ValidationError):
        segment.name = "otro"  # type: ignore[misc]


@pytest.mark.parametrize("text", ["1.10", "0.50", "-3", "+4.0", ".5", "7.", "0127"])
def test_a_number_keeps_the_decimals_typed(text: str) -> None:
    assert str(number(text)) == str(Decimal(text))


def test_a_number_with_an_exponent_is_written_out() -> None:
    assert str(number("1.5e3")) == "1500"
    assert str(number("1e29")) == "1" + "0" * 29


@pytest.mark.parametrize("text", ["1,200", "12 %", "NaN", "inf", "٣", "1_000", "", "--1", "0x10", "1e"])
def test_what_is_no_plain_decimal_is_refused(text: str) -> None:
    assert faults(Fact, {"id": "D", "value": text}) == [(("value",), "expected-number")]


@pytest.mark.parametrize("text", ["1" * 31, "1e30", "0." + "0" * 30 + "1", "1e-300"])
def test_a_number_has_at_most_thirty_digits(text: str) -> None:
    assert faults(Fact, {"id": "D", "value": text}) == [(("value",), "number-too-long")]


@settings(max_examples=100, deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=6))
def test_numbers_are_exact(value: Decimal) -> None:
    assert number(format(value, "f")) == value


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_a_number_or_a_fault(text: str) -> None:
    try:
        read: object = number(text)
    except ValidationError as error:
        read = error.errors()[0]["type"]
    assert read in ("expected-number", "number-too-long") or read == Decimal(text.strip())


@pytest.mark.parametrize(
    ("field", "text", "fault"),
    [
        ("share", "100.1", "percent-out-of-range"),
        ("share", "-1", "percent-out-of-range"),
        ("decision", "maybe", "literal_error"),
        ("size", "1200", "figure-without-unit"),
        ("product", "dos\nlíneas", "text-of-many-lines"),
        ("product", ["x"], "expected-text"),
        ("success_factors", "FCE-1", "tuple_type"),
    ],
)
def test_a_field_refuses_what_it_cannot_mean(field: str, text: object, fault: str) -> None:
    assert faults(Segment, {"id": "SEG-1", field: text}) == [((field,), fault)]


@pytest.mark.parametrize(
    ("field", "text", "fault"),
    [
        ("start", "2026-13", "no-such-month"),
        ("start", "2026-1", "expected-month"),
        ("start", "2026-01-01", "expected-month"),
        ("id", "1ACT", "bad-id"),
        ("id", "ACTÑ", "bad-id"),
        ("id", "own", "reserved-id"),
    ],
)
def test_an_activity_refuses_bad_months_and_ids(field: str, text: str, fault: str) -> None:
    assert faults(Activity, {"id": "ACT-1.1", field: text}) == [((field,), fault)]


@pytest.mark.parametrize(
    ("field", "text", "fault"),
    [
        ("constituted", "2026-02-29", "no-such-date"),
        ("constituted", "29/02/2024", "expected-date"),
        ("constituted", "٢٠٢٤-01-01", "expected-date"),
        ("formal", "quizá", "expected-yes-no"),
        ("link", "no es un código", "expected-reference"),
    ],
)
def test_an_actor_refuses_bad_dates_flags_and_references(field: str, text: str, fault: str) -> None:
    assert faults(Actor, {"id": "ACTR-1", field: text}) == [((field,), fault)]


@pytest.mark.parametrize(
    ("text", "value"), [("sí", True), ("Si", True), ("TRUE", True), ("yes", True), ("No", False)]
)
def test_a_flag_reads_yes_and_no_in_both_languages(text: str, value: bool) -> None:
    assert Actor.model_validate({"id": "A", "formal": text}).formal is value


def test_a_statute_item_is_yes_no_or_a_note() -> None:
    statute = Statute.model_validate({"ends": "sí", "assets": "no", "amendment": "art. 14"})
    assert (statute.ends, statute.assets, statute.amendment) == (True, False, "art. 14")


def test_text_stays_as_typed() -> None:
    actor = Actor.model_validate({"id": "A", "name": "no", "ruc": "0127", "place": " 1.10 "})
    assert (actor.name, actor.ruc, actor.place) == ("no", "0127", "1.10")


def test_dates_months_and_years_are_values() -> None:
    activity = Activity.model_validate({"id": "A", "start": "2020-07", "end": "2024-06"})
    assert activity.start == Month(2020, 7)
    assert activity.end is not None
    assert activity.end - Month(2020, 7) + 1 == 48
    actor = Actor.model_validate({"id": "A", "constituted": "2024-02-29"})
    assert actor.constituted == date(2024, 2, 29)


def test_targets_are_by_year() -> None:
    indicator = Indicator.model_validate({"id": "IND-1", "targets": {"2027": "10", "2030": "25.50"}})
    assert indicator.targets == {2027: Decimal(10), 2030: Decimal("25.50")}


def test_scores_of_an_option_are_by_criterion() -> None:
    assert Option.model_validate({"id": "OPC-1", "scores": {"CRI-1": "4"}}).scores == {"CRI-1": Decimal(4)}


def test_a_bare_amount_is_in_the_plans_currency() -> None:
    assert Money.model_validate("1200.50") == Money(amount=Decimal("1200.50"))
    assert Money.model_validate({"amount": "5", "currency": "USD"}).currency == "USD"


def test_a_figure_is_a_fact_or_a_value_with_its_unit() -> None:
    segment = Segment.model_validate({"id": "S", "size": "DAT-1", "growth": {"value": "4", "unit": "%"}})
    assert segment.size == Measure(fact="DAT-1")
    assert segment.growth == Measure(value=Decimal(4), unit="%")


def test_a_bare_number_will_do_where_the_record_fixes_the_unit() -> None:
    link = Link.model_validate({"id": "ESL-1", "companies": "120", "price": "1.80"})
    assert link.companies is not None
    assert link.price is not None
    assert (link.companies.value, link.price.value) == (Decimal(120), Decimal("1.80"))


def test_a_flow_goes_from_a_link_to_a_link() -> None:
    flow = Flow.model_validate({"from": "ESL-1", "to": "ESL-2"})
    assert (flow.from_, flow.to) == ("ESL-1", "ESL-2")
    assert shapes(Flow)["from"].attribute == "from_"


def test_a_point_needs_a_period_or_a_category() -> None:
    assert faults(Point, {"value": "3"}) == [((), "point-without-period")]
    assert Point.model_validate({"category": "EE. UU.", "value": "3"}).category == "EE. UU."


@pytest.mark.parametrize("text", ["A", "EST-2", "a.b_c-9"])
def test_ids_begin_with_a_letter(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize("text", ["", "9", "-a", "a b", "a/b", "á", "a\n"])
def test_other_text_is_no_id(text: str) -> None:
    assert not is_id(text)
