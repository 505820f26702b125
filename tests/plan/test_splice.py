"""New records put into the text of a plan file."""

from __future__ import annotations

import pytest

from plangen.plan.edit import apply_edits
from plangen.plan.nodes import to_plain
from plangen.plan.source import compose
from plangen.plan.splice import insert_record
from plangen.spans import Source
from tests.conftest import ROOT

ROW = ['version: "1.1"', "date: 2027-01-15", "summary: |", "  Se movió ACT-7.", "", "  Y dos metas."]


def inserted(text: str, path: str = "plan/changes", row: list[str] = ROW) -> str | None:
    source = Source("plan.yaml", text)
    edit = insert_record(source, path, row)
    return None if edit is None else apply_edits(source, [edit])


def test_a_record_comes_behind_the_last_with_the_layout_of_the_list() -> None:
    text = (ROOT / "plans" / "banano-organico-piura" / "plan.yaml").read_text("utf-8")
    result = inserted(text)
    assert result is not None
    lines = (
        '    - version: "1.1"\n      date: 2027-01-15\n      summary: |\n        Se movió ACT-7.\n'
        "\n        Y dos metas.\n"
    )
    assert result == text.replace("  acronyms:\n", lines + "  acronyms:\n")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("plan:\n  changes:\n  - version: a\n", "plan:\n  changes:\n  - version: a\n  - version: b\n"),
        ("plan:\n  changes:\n  - version: a", "plan:\n  changes:\n  - version: a\n  - version: b"),
        (
            "plan:\n  changes:\n    - version: a\n\n    - version: c\n    # fin\n",
            "plan:\n  changes:\n    - version: a\n\n    - version: c\n\n    - version: b\n    # fin\n",
        ),
        ("plan:\n  changes: []  # aún\n  id: x\n", "plan:\n  changes:  # aún\n    - version: b\n  id: x\n"),
        ("plan:\n  changes:\n  id: x\n", "plan:\n  changes:\n    - version: b\n  id: x\n"),
        ("plan:\n  changes: ~", "plan:\n  changes:\n    - version: b"),
        ("plan:\n    id: x\nfacts: []\n", "plan:\n    id: x\n    changes:\n      - version: b\nfacts: []\n"),
        ("plan:\r\n  id: x\r\n", "plan:\r\n  id: x\r\n  changes:\r\n    - version: b\r\n"),
        ("facts: []\n", "facts: []\nplan:\n  changes:\n    - version: b\n"),
    ],
)
def test_the_list_may_be_empty_or_absent(text: str, wanted: str) -> None:
    assert inserted(text, row=["version: b"]) == wanted
    node, findings = compose(Source("plan.yaml", wanted))
    assert findings == ()
    assert node is not None
    assert to_plain(node)["plan"]["changes"][-1] == {"version": "b"}  # type: ignore[index]


def test_a_list_inside_a_record_is_found_by_its_path() -> None:
    text = "action_plan:\n  actions:\n    - id: ACT-1\n      risks:\n        - risk: a\n    - id: ACT-2\n"
    one = inserted(text, "action_plan/actions/ACT-1/risks", ["risk: b"])
    assert one == text.replace("        - risk: a\n", "        - risk: a\n        - risk: b\n")
    two = inserted(text, "action_plan/actions/ACT-2/risks", ["risk: b"])
    assert two == text + "      risks:\n        - risk: b\n"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("plan:\n  changes: [{version: a}]\n", "plan/changes"),
        ("plan:\n  changes:\n    - version: b\n", "plan/changes"),  # is there already
        ("plan:\n  id: x\n", "plan/id"),
        ("plan:\n  id: x\n", "plan/title"),
        ("plan:\n  id: x\n", "plan/period"),
        ("plan: [\n", "plan/changes"),
        ("plan:\n  id: x\n", "plan/nothing"),
    ],
)
def test_where_it_cannot_be_put_with_certainty_there_is_no_edit(text: str, path: str) -> None:
    assert inserted(text, path, ["version: b"]) is None
