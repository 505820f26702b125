"""A file of a plan as `path = value` lines: what git compares."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from plangen.plan.leaf_lines import leaf_lines
from plangen.spans import Source

PLANS = Path(__file__).resolve().parents[2] / "plans"


def lines(text: str, name: str = "action_plan.yaml") -> list[str] | None:
    found = leaf_lines(Source(name, text))
    return None if found is None else list(found)


def test_records_stand_by_their_keys_in_the_order_of_the_file() -> None:
    text = """\
action_plan:
  actions:
    - id: ACT-7
      name: Riego
      funding:
        - {source: grant, payer: PAC, year: 2027, amount: 10}
      activities:
        - end: 2028-03
          id: ACT-7.2
    - id: ACT-1
      beneficiaries: {companies: 3}
indicators:
  - id: IND-1
    targets: {2027: 5, 2028: {value: 6}}
"""
    assert lines(text) == [
        "action_plan/actions/ACT-7/name = Riego",
        "action_plan/actions/ACT-7/funding/grant+PAC+2027/amount = 10",
        "action_plan/actions/ACT-7/activities/ACT-7.2/end = 2028-03",
        "action_plan/actions/ACT-1/beneficiaries/companies = 3",
        "indicators/IND-1/targets/2027 = 5",
        "indicators/IND-1/targets/2028/value = 6",
    ]


def test_a_record_with_nothing_but_its_key_is_there() -> None:
    assert lines("strategies:\n  - id: EST-1\n  - id: EST-2\n    name:\n") == [
        "strategies/EST-1/id = EST-1",
        "strategies/EST-2/id = EST-2",
    ]


def test_a_long_text_takes_a_line_for_each_of_its_own() -> None:
    text = "vision:\n  statement: |\n    Uno. Dos.\n\n    - a\n    - b\n"
    assert lines(text) == [
        "vision/statement = Uno. Dos.",
        "vision/statement = ¶",
        "vision/statement = - a",
        "vision/statement = - b",
    ]
    found = leaf_lines(Source("x.yaml", text), lambda line: line.split(". "))
    assert found is not None
    assert found[:2] == ("vision/statement = Uno", "vision/statement = Dos.")


def test_a_word_added_to_a_list_is_one_more_line() -> None:
    before = lines("strategies:\n  - id: EST-1\n    gaps: [BR-1, BR-2]\n")
    after = lines("strategies:\n  - id: EST-1\n    gaps: [BR-9, BR-1, BR-2]\n")
    assert before is not None
    assert after == ["strategies/EST-1/gaps = BR-9", *before]


def test_layout_quotes_comments_and_decomposed_accents_make_no_difference() -> None:
    one = "cluster:\n  # nota\n  name: 'Piñón'\n  territory: [ {department: Piura} ]\n"
    two = 'cluster: {name: Pin\u0303o\u0301n, territory: [{department: "Piura"}]}\r\n'
    assert lines(one) == lines(two)
    assert lines(one) == ["cluster/name = Piñón", "cluster/territory/Piura/department = Piura"]


def test_a_key_that_holds_a_slash_stays_one_step() -> None:
    assert lines(
        "management:\n  body_flows: []\nplan:\n  acronyms:\n    - {short: I/D, long: Investigación}\n"
    ) == ["plan/acronyms/I~1D/long = Investigación"]


def test_what_the_model_does_not_know_is_shown_too() -> None:
    text = "nada:\n  - {x: 1}\n  - [a, [b]]\n  - c\nplan: texto\nstrategies:\n  id: EST-1\n"
    assert lines(text) == [
        "nada/0/x = 1",
        "nada/1 = a",
        "nada/1/1 = b",
        "nada = c",
        "plan = texto",
        "strategies/id = EST-1",
    ]


def test_empty_text_is_a_value_and_nothing_is_none() -> None:
    assert lines("plan:\n  title: ''\n  subtitle:\n  id: ~\n") == ["plan/title ="]


@pytest.mark.parametrize(
    "text",
    [
        "plan: [",
        "- a\n- b\n",
        "texto",
        "",
        "plan:\n  id: A\n  id: B\n",
        "a: &x 1\nb: *x\n",
        "a: !!int 1\n",
        "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> rama\n",
    ],
)
def test_what_cannot_be_read_whole_is_not_shown_in_part(text: str) -> None:
    assert lines(text) is None


def test_characters_that_a_terminal_obeys_are_taken_out() -> None:
    found = lines('facts:\n  - id: DAT-1\n    label: "a\\rb\\Lc"\n')
    assert found == ["facts/DAT-1/label = a\ufffdb\ufffdc"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id;label;value\nDAT-1;Empresas;3\n", ["facts/DAT-1/label = Empresas", "facts/DAT-1/value = 3"]),
        ("reference,dimension,score\nown,DIM-1,2\n", ["benchmark/scores/own+DIM-1/score = 2"]),
        ("short,long\nPAC,Programa\n", ["plan/acronyms/PAC/long = Programa"]),
    ],
)
def test_a_table_of_the_plan_is_known_by_its_columns(text: str, expected: list[str]) -> None:
    assert lines(text, "data/tabla.csv") == expected


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "id,label\nDAT-1\n", 'id,label\nDAT-1,"x\n'])
def test_another_table_is_not(text: str) -> None:
    assert lines(text, "data/tabla.CSV") is None


@pytest.mark.parametrize("path", sorted(PLANS.glob("*/*.yaml")), ids=lambda path: path.stem)
def test_the_files_of_a_sound_plan_are_all_shown_and_no_key_comes_back_later(path: Path) -> None:
    found = lines(path.read_text("utf-8"), path.name)
    assert found
    keys = [line.partition(" = ")[0] for line in found]
    begun = [key for before, key in pairwise(["", *keys]) if key != before]
    assert len(set(begun)) == len(begun)
