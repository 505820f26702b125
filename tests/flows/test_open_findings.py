"""A draft carries what is still open; what is handed in is not built with errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from plangen.flows.build import BuildOptions, build_plan

PLAN = """\
plan: {{id: cafe, status: {status}}}
strategies:
  - {{id: EST-1, name: Calidad de taza, objective: Llegar a 84 puntos}}
action_plan:
  actions:
    - {{id: ACT-1, name: Laboratorio de taza, strategy: EST-1}}
"""


def plan_in(folder: Path, status: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plan.yaml").write_text(PLAN.format(status=status), "utf-8")
    return folder


def markdown(folder: Path) -> str:
    return (folder / "build" / "cafe-prc.md").read_text("utf-8")


@pytest.mark.parametrize("status", ["submission", "approved"])
def test_a_plan_that_is_handed_in_is_not_built_while_a_rule_finds_an_error(
    tmp_path: Path, status: str
) -> None:
    folder = plan_in(tmp_path / "cafe", status)
    built = build_plan(folder, BuildOptions(formats=("md",)))
    assert built.failed
    assert built.deliverables == ()
    assert "P701" in {one.code for one in built.findings}
    assert not (folder / "build").exists()


def test_as_a_draft_it_is_built_with_its_errors_in_an_annex(tmp_path: Path) -> None:
    folder = plan_in(tmp_path / "cafe", "submission")
    built = build_plan(folder, BuildOptions(formats=("md",), draft=True, verify=True))
    assert not built.failed
    text = markdown(folder)
    annex = text[text.index("Hallazgos abiertos\n") :]
    assert "**Error** P701" in annex
    assert "ACT-1 «Laboratorio de taza» no tiene responsable" in annex
    assert "[ACT-1](#" in annex


def test_a_draft_is_built_without_being_asked_and_lists_what_its_submission_would_lack(
    tmp_path: Path,
) -> None:
    folder = plan_in(tmp_path / "cafe", "draft")
    built = build_plan(folder, BuildOptions(formats=("md",), verify=True))
    assert not built.failed
    assert {str(one.severity) for one in built.open} <= {"note", "warning"}
    assert "**Error** P701" in markdown(folder)


def test_the_list_goes_by_part_with_errors_before_warnings(tmp_path: Path) -> None:
    folder = plan_in(tmp_path / "cafe", "draft")
    build_plan(folder, BuildOptions(formats=("md",)))
    text = markdown(folder)
    rows = [line for line in text[text.index("Hallazgos abiertos\n") :].splitlines() if line.startswith("| ")]
    part, seen = "", list[str]()
    for row in rows[1:]:
        level = row.split(" | ")[0].strip("| *")
        if row.count(" | ") and not level.startswith(("Error", "Advertencia")):
            part, seen = level, []
        else:
            seen.append(level.split("*")[0].split()[0])
            assert seen == sorted(seen, reverse=True), (part, row)


def test_what_is_handed_in_has_no_such_annex() -> None:
    folder = Path(__file__).resolve().parents[2] / "plans" / "banano-organico-piura"
    assert "Hallazgos abiertos" not in (folder / "build" / "banano-organico-piura-prc.md").read_text("utf-8")


def test_the_golden_thread_says_in_its_cells_what_is_missing(tmp_path: Path) -> None:
    folder = plan_in(tmp_path / "cafe", "draft")
    build_plan(folder, BuildOptions(formats=("md",), verify=True))
    text = markdown(folder)
    thread = text[text.index("Hilo conductor\n") :]
    assert "**sin responsable**" in thread
    assert "sin indicador" in thread
    assert "Estrategias que no cierran ninguna brecha: [EST-1]" in thread
