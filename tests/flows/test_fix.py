"""`--fix`: what is safe is mended in the text, and nothing else of the text moves."""

from __future__ import annotations

from pathlib import Path

import pytest

from plangen.flows.check import CheckOptions, Selection, check_plan
from plangen.flows.fix import fix_plan
from tests.support.rule_cases import CASES, Case, read_cases

FIXED = [case for path in sorted(CASES.glob("*.md")) for case in read_cases(path) if case.fixed]

PLAN = """\
# Clúster de café: borrador de la mesa
plan:
  id: cafe   # no cambiar

strategies:
  - {id: EST-1, name: Calidad de taza}   # la primera
action_plan:
  actions:
    - id: ACT-1
      name: "Laboratorio"
      strategy: 'EST1'   # falta el guion
      depends_on: [ACT-2]
      description: |
        Sigue a [[ETS-1]].

        Y otra vez: [[ETS-1.cost]].
    - id: ACT-2
      strategy: EST-1
"""


def write(folder: Path, text: str, name: str = "plan.yaml") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(text.encode("utf-8"))
    return folder


def test_an_id_with_one_near_match_is_put_right_and_comments_and_layout_stay(tmp_path: Path) -> None:
    folder = write(tmp_path / "plan", PLAN)
    fixed = fix_plan(folder, CheckOptions())
    wanted = PLAN.replace("'EST1'", "'EST-1'").replace("ETS-1", "EST-1")
    assert (folder / "plan.yaml").read_text("utf-8") == wanted
    assert (fixed.files, fixed.count) == (("plan.yaml",), 3)


def test_mending_twice_changes_nothing_the_second_time(tmp_path: Path) -> None:
    folder = write(tmp_path / "plan", PLAN)
    fix_plan(folder, CheckOptions())
    before = (folder / "plan.yaml").read_bytes()
    assert fix_plan(folder, CheckOptions()).count == 0
    assert (folder / "plan.yaml").read_bytes() == before


def test_an_id_that_two_others_are_near_to_is_left_to_its_author(tmp_path: Path) -> None:
    text = "plan: {id: x}\nstrategies: [{id: EST-A}, {id: EST-B}]\naction_plan: {actions: [{id: ACT-1, strategy: EST-C}]}\n"
    folder = write(tmp_path / "plan", text)
    assert fix_plan(folder, CheckOptions()).files == ()
    assert (folder / "plan.yaml").read_text("utf-8") == text


def test_line_ends_and_byte_order_mark_stay_as_they_are(tmp_path: Path) -> None:
    text = "\ufeff" + PLAN.replace("\n", "\r\n")
    folder = write(tmp_path / "plan", text)
    fix_plan(folder, CheckOptions())
    wanted = text.replace("'EST1'", "'EST-1'").replace("ETS-1", "EST-1")
    assert (folder / "plan.yaml").read_bytes() == wanted.encode("utf-8")


def test_tables_and_prose_in_files_of_their_own_are_mended_there(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "plan",
        "plan: {id: x}\nfacts: {file: datos.csv}\nvision: {why: {file: vision.md}}\nsources: [{id: FTE-1}]\n",
    )
    write(folder, "id;label;source\nDAT-1;Área;FTE1\n", "datos.csv")
    write(folder, "Hoy hay [[DTA-1]] [@FTE-1].\n", "vision.md")
    fixed = fix_plan(folder, CheckOptions())
    assert set(fixed.files) == {"datos.csv", "vision.md"}
    assert (folder / "datos.csv").read_text("utf-8") == "id;label;source\nDAT-1;Área;FTE-1\n"
    assert (folder / "vision.md").read_text("utf-8") == "Hoy hay [[DAT-1]] [@FTE-1].\n"


def test_only_the_selected_findings_are_mended(tmp_path: Path) -> None:
    folder = write(tmp_path / "plan", PLAN)
    fix_plan(folder, CheckOptions(Selection(select=("P069",))))
    assert (folder / "plan.yaml").read_text("utf-8") == PLAN.replace("'EST1'", "'EST-1'")


@pytest.mark.parametrize("case", FIXED, ids=lambda case: f"{case.name}:{case.line}")
def test_a_rule_that_can_mend_does_it_as_its_case_shows(tmp_path: Path, case: Case) -> None:
    folder = write(tmp_path / "plan", case.text)
    fix_plan(folder, CheckOptions(Selection(select=(case.name,))))
    assert (folder / "plan.yaml").read_text("utf-8") == case.fixed
    found = check_plan(folder, CheckOptions(Selection(select=(case.name,)))).findings
    assert not any(one.fix for one in found)


def test_what_hides_behind_a_fault_of_form_is_mended_in_the_same_run(tmp_path: Path) -> None:
    text = (
        "plan: {id: cafe, status: submission}\n"
        "strategies:\n"
        '  - {id: EST-1, name: Calidad, objective: "El plan cuesta S/ 90,000 en total."}\n'
        "action_plan:\n"
        "  actions:\n"
        "    - {id: ACT-1, strategy: ETS-1, activities: [{id: ACT-1-A, cost: 96000}]}   # laboratorio\n"
    )
    folder = write(tmp_path / "plan", text)
    fix_plan(folder, CheckOptions())
    wanted = text.replace("ETS-1", "EST-1").replace("S/ 90,000", "[[plan.cost]]")
    assert (folder / "plan.yaml").read_text("utf-8") == wanted
