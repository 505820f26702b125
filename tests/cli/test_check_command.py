"""`plangen check`: what it prints, where, and what it ends with."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

UNKNOWN_KEY = """\
plan:
  id: PRC-1
  titel: Plan de la alcachofa
"""
BROKEN_REFERENCE = """\
plan:
  id: PRC-1
  executing_entity: ACTR-9
cluster:
  actors:
    - id: ACTR-1
      name: Cooperativa de ejemplo
"""
DUPLICATE_ID = """\
plan:
  id: PRC-1
facts:
  - id: DAT-1
    label: Uno
  - id: DAT-1
    label: Dos
"""
NOTE = """\
plan:
  id: PRC-1
  title: El plan de [[PRC-1]]
"""
KEYS = [
    *("code", "name", "level", "message", "hint", "plan", "path", "item"),
    *("file", "line", "column", "fix", "related"),
]


def test_a_sound_plan_ends_with_0_and_says_nothing_on_stdout(
    plangen: Callable[..., Any], plan_in: Callable[..., Path]
) -> None:
    ran = plangen("check", plan_in(), "--select", "P7")
    assert (ran.code, ran.out) == (0, "")
    assert "errores 0, advertencias 0, notas 0" in ran.err


def test_what_is_not_written_yet_is_a_note_in_a_draft_and_more_in_a_submission(
    plangen: Callable[..., Any], plan_in: Callable[..., Path]
) -> None:
    folder = plan_in()
    draft, submission = plangen("check", folder), plangen("check", folder, "--profile", "submission")
    assert "nota P084 missing-part" in draft.out
    assert (draft.code, submission.code) == (0, 1)
    assert "leído como borrador" in draft.err
    assert "error P084 missing-part" in submission.out
    assert "leído como entrega" in submission.err


def test_the_profile_follows_the_status_of_the_plan(
    plangen: Callable[..., Any], plan_in: Callable[..., Path]
) -> None:
    for status, code in (("draft", 0), ("submission", 1), ("approved", 1)):
        folder = plan_in(status, plan=f"plan: {{id: PRC-1, status: {status}}}\n")
        assert plangen("check", folder).code == code
        assert plangen("check", folder, "--profile", "draft").code == 0


def test_findings_are_counted_by_part_below_them(
    plangen: Callable[..., Any], plan_in: Callable[..., Path]
) -> None:
    lines = plangen("check", plan_in()).out.splitlines()
    assert any(line.startswith("El clúster") or line.startswith("Clúster") for line in lines), lines[-8:]
    assert lines[-2].startswith("Total")


def test_while_the_form_has_errors_the_rules_wait_and_it_is_said(
    plangen: Callable[..., Any], plan_in: Callable[..., Path]
) -> None:
    ran = plangen("check", plan_in(plan=BROKEN_REFERENCE), "--profile", "submission")
    assert "P084" not in ran.out
    assert "cuando la forma no tenga errores" in ran.err


def test_a_code_that_does_not_exist_is_refused_rather_than_hiding_everything(
    plangen: Callable[..., Any], plan_in: Callable[..., Path]
) -> None:
    ran = plangen("check", plan_in(plan=UNKNOWN_KEY), "--select", "P7O1")
    assert (ran.code, ran.out) == (2, "")
    assert "P7O1" in ran.err


def test_files_of_a_plan_stand_for_its_folder(
    plangen: Callable[..., Any], plan_in: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = plan_in("uno", plan=UNKNOWN_KEY)
    (folder / "narrative").mkdir()
    (folder / "narrative" / "vision.md").write_text("Hola.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    ran = plangen("check", "uno/plan.yaml", "uno/narrative/vision.md", "uno")
    assert ran.out.count("P035") == 1
    assert ran.err.count("uno: errores 1") == 1


def test_what_a_baseline_holds_is_neither_said_nor_counted_though_its_lines_moved(
    plangen: Callable[..., Any], plan_in: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = plan_in("uno", plan=DUPLICATE_ID)
    monkeypatch.chdir(tmp_path)
    known = tmp_path / "conocido.json"
    known.write_text(plangen("check", "uno", "--format", "json").out, "utf-8")
    (folder / "plan.yaml").write_text("# una línea\n# otra\n" + DUPLICATE_ID, "utf-8")
    ran = plangen("check", "uno", "--baseline", known)
    assert (ran.code, ran.out) == (0, "")
    assert "ya estaban en conocido.json y no se repiten: 1." in ran.err
    (folder / "plan.yaml").write_text(DUPLICATE_ID + "  - id: DAT-2\n  - id: DAT-2\n", "utf-8")
    ran = plangen("check", "uno", "--baseline", known)
    assert ran.code == 1
    assert "DAT-2" in ran.out
    assert "dat-1" not in ran.out.lower()


def test_a_baseline_that_is_none_is_an_error_of_use(
    plangen: Callable[..., Any], plan_in: Callable[..., Path], tmp_path: Path
) -> None:
    file = tmp_path / "otro.json"
    file.write_text("{}", "utf-8")
    ran = plangen("check", plan_in(), "--baseline", file)
    assert ran.code == 2
    assert "otro.json" in ran.err


def test_mending_says_which_files_it_wrote_and_reports_what_is_left(
    plangen: Callable[..., Any], plan_in: Callable[..., Path]
) -> None:
    folder = plan_in(plan=BROKEN_REFERENCE.replace("ACTR-9", "ACRT-1"))
    ran = plangen("check", folder, "--fix", "--select", "P06")
    assert (ran.code, ran.out) == (0, "")
    assert "Corregido:" in ran.err
    assert "executing_entity: ACTR-1" in (folder / "plan.yaml").read_text("utf-8")
    assert "nada que se pueda corregir" in plangen("check", folder, "--fix").err


@pytest.mark.parametrize(
    ("form", "sign"), [("sarif", '"2.1.0"'), ("github", "::error file="), ("markdown", "| ")]
)
def test_every_format_reports_all_plans_at_once(
    plangen: Callable[..., Any], plan_in: Callable[..., Path], form: str, sign: str
) -> None:
    ran = plangen(
        "check", plan_in("uno", plan=UNKNOWN_KEY), plan_in("dos", plan=DUPLICATE_ID), "--format", form
    )
    assert ran.code == 1
    assert sign in ran.out
    assert "P035" in ran.out
    assert "P066" in ran.out


def test_an_error_ends_with_1(plangen: Callable[..., Any], plan_in: Callable[..., Path]) -> None:
    ran = plangen("check", plan_in(plan=UNKNOWN_KEY))
    assert ran.code == 1
    assert "errores 1" in ran.err


def test_warnings_and_notes_alone_end_with_0(
    plangen: Callable[..., Any], plan_in: Callable[..., Path]
) -> None:
    folder = plan_in(plan=NOTE)
    (folder / "otro.yml").write_text("vision:\n", "utf-8")
    ran = plangen("check", folder, "--select", "P00", "--select", "P07")
    assert ran.code == 0
    assert "errores 0, advertencias 1, notas 1" in ran.err


@pytest.mark.parametrize("make", ["missing", "file", "empty"])
def test_a_folder_without_a_plan_ends_with_2(plangen: Callable[..., Any], tmp_path: Path, make: str) -> None:
    folder = tmp_path / "nada"
    if make == "file":
        folder.write_text("plan:\n", "utf-8")
    elif make == "empty":
        folder.mkdir()
    ran = plangen("check", folder)
    assert (ran.code, ran.out) == (2, "")
    assert "nada" in ran.err


def test_several_plans_end_with_the_worst_and_each_is_reported(
    plangen: Callable[..., Any], plan_in: Callable[..., Path], tmp_path: Path
) -> None:
    good, bad, none = plan_in("good"), plan_in("bad", plan=UNKNOWN_KEY), tmp_path / "none"
    assert plangen("check", good, good).code == 0
    assert plangen("check", bad, good).code == 1
    for order in ((none, bad, good), (good, bad, none)):
        ran = plangen("check", *order)
        assert ran.code == 2
        assert "P035" in ran.out
        assert "good (leído como borrador): errores 0" in ran.err
        assert "bad: errores 1" in ran.err
        assert "none" in ran.err


def test_a_finding_reads_place_level_code_message_line_caret_and_hint(
    plangen: Callable[..., Any],
    plan_in: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plan_in("planes/uno", plan=UNKNOWN_KEY)
    monkeypatch.chdir(tmp_path)
    lines = plangen("check", Path("planes") / "uno").out.splitlines()
    assert lines[0].startswith("planes/uno/plan.yaml:3:3: ")
    assert lines[0].endswith(" P035 unknown-key")
    assert "titel" in lines[1]
    assert lines[2] == "     3 |   titel: Plan de la alcachofa"
    assert lines[3] == "       |   ^^^^^"
    assert lines[4].startswith("  → ")
    assert "title" in "\n".join(lines[1:])


def test_the_other_end_of_a_finding_is_shown_with_its_place(
    plangen: Callable[..., Any],
    plan_in: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plan_in("uno", plan=DUPLICATE_ID)
    monkeypatch.chdir(tmp_path)
    out = plangen("check", "uno").out
    assert "uno/plan.yaml:6:9: " in out
    assert "  uno/plan.yaml:4:9: " in out
    assert "     4 |   - id: DAT-1\n       |         ^^^^^" in out


def test_findings_go_to_stdout_and_the_summary_to_stderr(
    plangen: Callable[..., Any], plan_in: Callable[..., Path]
) -> None:
    ran = plangen("check", plan_in(plan=UNKNOWN_KEY))
    assert "P035" in ran.out
    assert "P035" not in ran.err
    assert len(ran.err.splitlines()) == 2


def test_json_has_exactly_the_documented_keys(
    plangen: Callable[..., Any], plan_in: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_in("uno", plan=DUPLICATE_ID)
    monkeypatch.chdir(tmp_path)
    ran = plangen("check", "uno", "--format", "json")
    report = json.loads(ran.out)
    assert list(report) == ["version", "findings"]
    assert report["version"] == 1
    (finding,) = report["findings"]
    assert list(finding) == KEYS
    assert list(finding["related"][0]) == ["message", "file", "line", "column"]
    assert (finding["code"], finding["name"], finding["level"]) == ("P066", "duplicate-id", "error")
    assert (finding["file"], finding["line"], finding["column"]) == ("uno/plan.yaml", 6, 9)
    other = finding["related"][0]
    assert (other["file"], other["line"], other["column"]) == ("uno/plan.yaml", 4, 9)
    assert finding["message"]
    assert finding["hint"]
    assert other["message"]
    assert ran.code == 1


def test_json_of_several_plans_is_one_object_even_where_one_is_missing(
    plangen: Callable[..., Any], plan_in: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_in("uno", plan=UNKNOWN_KEY)
    plan_in("dos", plan=BROKEN_REFERENCE)
    plan_in("tres")
    monkeypatch.chdir(tmp_path)
    ran = plangen(
        "check", "uno", "nada", "dos", "tres", "--format", "json", "--ignore", "P08", "--ignore", "P09"
    )
    found = [(one["file"], one["code"]) for one in json.loads(ran.out)["findings"]]
    assert found == [("uno/plan.yaml", "P035"), ("dos/plan.yaml", "P069")]
    assert ran.code == 2
    assert "nada" in ran.err


def test_json_of_a_sound_plan_is_an_empty_list(
    plangen: Callable[..., Any], plan_in: Callable[..., Path]
) -> None:
    ran = plangen("check", plan_in(), "--format", "json", "--select", "P7")
    assert (ran.code, json.loads(ran.out)) == (0, {"version": 1, "findings": []})


BOTH = BROKEN_REFERENCE + "vision:\n  titel: x\n"


@pytest.mark.parametrize(
    ("options", "codes", "exit_code"),
    [
        ((), ["P035", "P069"], 1),
        (("--select", "P035"), ["P035"], 1),
        (("--select", "p035"), ["P035"], 1),
        (("--select", "unknown-key"), ["P035"], 1),
        (("--select", "P03"), ["P035"], 1),
        (("--select", "P0"), ["P035", "P069"], 1),
        (("--select", "P035", "--select", "broken-reference"), ["P035", "P069"], 1),
        (("--select", "P9"), [], 0),
        (("--ignore", "P035"), ["P069"], 1),
        (("--ignore", "broken-reference"), ["P035"], 1),
        (("--ignore", "P0"), [], 0),
        (("--select", "P0", "--ignore", "P06"), ["P035"], 1),
    ],
)
def test_findings_are_chosen_by_code_prefix_and_name(
    plangen: Callable[..., Any],
    plan_in: Callable[..., Path],
    options: tuple[str, ...],
    codes: list[str],
    exit_code: int,
) -> None:
    ran = plangen("check", plan_in(plan=BOTH), "--format", "json", *options)
    assert sorted(one["code"] for one in json.loads(ran.out)["findings"]) == codes
    assert ran.code == exit_code


@pytest.mark.parametrize(
    ("terminal", "no_color", "colored"),
    [(True, "", True), (True, "1", False), (False, "", False)],
)
def test_colours_are_for_terminals_without_no_color(
    plan_in: Callable[..., Path],
    plangen: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    terminal: bool,
    no_color: str,
    colored: bool,
) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    ran = plangen("check", plan_in(plan=UNKNOWN_KEY))
    assert ("\x1b[" in ran.out) is colored
    assert "\x1b[" not in ran.err


@pytest.mark.parametrize(
    "environment",
    [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}],
)
def test_output_is_utf_8_whatever_the_system_says(
    process: Callable[..., Any], plan_in: Callable[..., Path], environment: dict[str, str]
) -> None:
    text = UNKNOWN_KEY.replace("alcachofa", "maíz morado — añejo")
    folder = plan_in("plan", plan=text)
    ended = process("check", "plan", cwd=folder.parent, environment=environment)
    assert ended.returncode == 1
    assert "titel: Plan de la maíz morado — añejo" in ended.stdout.decode("utf-8")
    assert "  → " in ended.stdout.decode("utf-8")
    assert ended.stderr.decode("utf-8").startswith("plan: errores 1")


def test_what_utf_8_cannot_say_is_replaced(plangen: Callable[..., Any]) -> None:
    ran = plangen("check", "sin\udcffnombre")
    assert ran.code == 2
    assert "sin?nombre" in ran.err


def test_checking_imports_nothing_that_only_building_needs(
    process: Callable[..., Any], plan_in: Callable[..., Path]
) -> None:
    script = (
        "import sys\n"
        "from plangen.cli.main import run\n"
        "code = run(['check', sys.argv[1]])\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))\n"
        "sys.exit(code)\n"
    )
    ended = process(plan_in(), script=script)
    assert ended.returncode == 0, ended.stderr
    modules = set(ended.stdout.decode().split())
    assert {"plangen", "yaml", "click"} <= modules
    assert not modules & {"jinja2", "markdown_it", "mdit_py_plugins", "babel", "docx", "lxml", "openpyxl"}


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe without a reader is another error there")
def test_a_reader_that_leaves_early_gets_no_complaint(
    process: Callable[..., Any], plan_in: Callable[..., Path]
) -> None:
    script = (
        "import os, sys\n"
        "reading, writing = os.pipe()\n"
        "os.dup2(writing, 1)\n"
        "os.close(reading)\n"
        "from plangen.cli.main import run\n"
        "sys.exit(run(['check', sys.argv[1]]))\n"
    )
    ended = process(plan_in(plan=UNKNOWN_KEY), script=script, environment={"PYTHONUNBUFFERED": ""})
    assert ended.returncode == 1
    assert b"Error" not in ended.stderr
    assert b"Exception" not in ended.stderr
