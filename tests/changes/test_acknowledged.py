"""An acknowledgement holds for the very change it names, however that is spelt, and for no other."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from plangen.changes.acknowledged import Step, acknowledgement_of, stale, typed_text
from plangen.changes.change import Added, Change, Modified, Moved, Removed, Renamed
from plangen.plan.model import Acknowledgement, Indicator, Measure, Money, Month

END = "action_plan/actions/ACT-8/activities/ACT-8-B/end"
SLIP = Modified(END, Month(2028, 9), Month(2029, 2))


def note(path: str, before: str | None, after: str | None, code: str = "C013") -> Acknowledgement:
    return Acknowledgement(code=code, path=path, before=before, after=after)


def holds(change: Change, one: Acknowledgement) -> bool:
    return acknowledgement_of(change, "C013", [one]) is one


def test_it_holds_for_its_code_path_and_values() -> None:
    assert holds(SLIP, note(END, "2028-09", "2029-02"))


@pytest.mark.parametrize(
    "other",
    [
        note(END, "2028-09", "2029-02", code="C001"),
        note(END.replace("ACT-8-B", "ACT-8-C"), "2028-09", "2029-02"),
        note(END.rpartition("/")[0], "2028-09", "2029-02"),
        note(END, "2028-09", "2029-03"),
        note(END, "2028-10", "2029-02"),
        note(END, None, "2029-02"),
        note(END, "2029-02", "2028-09"),
    ],
)
def test_another_code_path_or_value_does_not_hold(other: Acknowledgement) -> None:
    assert not holds(SLIP, other)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ((), ""),
        (True, "sí"),
        (False, "no"),
        (Decimal("1250"), "1250"),
        (Decimal("3.50"), "3.50"),
        (Decimal("1E+3"), "1000"),
        (12, "12"),
        (Month(2028, 3), "2028-03"),
        (date(2028, 3, 15), "2028-03-15"),
        (Money(amount=Decimal(12000)), "12000"),
        (Money(amount=Decimal(12000), currency="USD"), "12000 USD"),
        (Measure(fact="DAT-4"), "DAT-4"),
        (Measure(value=Decimal(12), unit="%"), "12 %"),
        (Measure(value=Decimal(12), unit="%", year=2026, source="FTE-3"), "12 % (2026, FTE-3)"),
        (("SEG-1", "SEG-2"), "SEG-1, SEG-2"),
        ("ORG-6", "ORG-6"),
        (Indicator(id="IND-25", name="Módulos"), "IND-25"),
    ],
)
def test_a_value_reads_as_its_author_types_it(value: object, text: str) -> None:
    assert typed_text(value) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1000", "950"),
        ("1,000", "950"),
        ("  1000 ", "950"),
    ],
)
def test_thousands_commas_and_spaces_do_not_count(before: str, after: str) -> None:
    assert holds(
        Modified("indicators/IND-1/targets/2028", Decimal(1000), Decimal(950)),
        note("indicators/IND-1/targets/2028", before, after),
    )


def test_a_number_with_other_decimals_is_another_number() -> None:
    change = Modified("indicators/IND-10/targets/2028", Decimal("7.0"), Decimal("8.0"))
    assert not holds(change, note(change.path, "7", "8"))
    assert not holds(Modified(change.path, Decimal("1.25"), Decimal(2)), note(change.path, "1,25", "2"))


@pytest.mark.parametrize("yes", ["sí", "si", "Sí", "yes", "true", "si\u0301"])
def test_yes_and_no_hold_in_every_spelling(yes: str) -> None:
    assert holds(
        Modified("indicators/IND-18/cumulative", True, False), note("indicators/IND-18/cumulative", yes, "no")
    )
    assert not holds(
        Modified("indicators/IND-18/cumulative", False, True), note("indicators/IND-18/cumulative", yes, "no")
    )


def test_what_came_or_went_has_an_empty_side() -> None:
    gone = Removed("indicators/IND-25", Indicator(id="IND-25", name="Módulos de riego"), "IND-24")
    assert holds(gone, note("indicators/IND-25", "IND-25", None))
    assert holds(gone, note("indicators/IND-25", "Módulos de riego", ""))
    assert not holds(gone, note("indicators/IND-25", None, None))
    assert holds(
        Added("indicators/IND-4/targets/2031", Decimal(4)), note("indicators/IND-4/targets/2031", None, "4")
    )


def test_a_move_and_another_key_are_told_by_their_keys() -> None:
    assert holds(
        Moved("indicators/IND-21", "IND-20", "IND-19"), note("indicators/IND-21", "IND-20", "IND-19")
    )
    renamed = Renamed(
        "vision/milestones/2029", "vision/milestones/2028", (("year", 2028),), (("year", 2029),)
    )
    assert holds(renamed, note("vision/milestones/2028", "2028", "2029"))
    assert holds(renamed, note("vision/milestones/2029", "2028", "2029"))


def test_paths_and_references_of_either_version_will_do() -> None:
    change = Modified("strategies/EST-30/owner", "ORG-60", "ORG-2")
    old_ids = {"EST-30": "EST-3", "ORG-60": "ORG-6"}
    for path in ("strategies/EST-30/owner", "strategies/EST-3/owner"):
        for before in ("ORG-6", "ORG-60"):
            one = note(path, before, "ORG-2")
            assert acknowledgement_of(change, "C013", [one], old_ids) is one
    assert acknowledgement_of(change, "C013", [note("strategies/EST-3/owner", "ORG-6", "ORG-2")]) is None


def test_only_what_names_this_very_step_and_holds_for_nothing_is_stale() -> None:
    step = Step("1.0", "1.1")
    lost, held, earlier, undated = (
        Acknowledgement(code="C013", path=str(n), from_version=old, to_version=new)
        for n, (old, new) in enumerate((("1.0", "1.1"), ("1.0", "1.1"), ("0.2", "1.0"), (None, None)))
    )
    assert stale([lost, held, earlier, undated], [held], step) == (lost,)
    assert [step.admits(one) for one in (lost, earlier, undated)] == [True, False, True]
