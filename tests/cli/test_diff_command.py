"""`plangen diff` and `plangen log` as their users run them: folders, tags, every format."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ran
from tests.conftest import ROOT
from tests.support.docx_reader import read_docx

FIRST = ROOT / "plans" / "banano-organico-piura"
SECOND = ROOT / "tests" / "plans" / "banano-organico-piura"

_Plangen = Callable[..., Ran]

PLAN = """\
plan:
  id: p
  title: Plan de la alcachofa
  version: "{version}"
  date: {date}
  status: draft
strategies:
  - id: EST-1
    name: Calidad
action_plan:
  actions:
    - id: ACT-1
      name: Riego por goteo
      strategy: EST-1
      activities:
        - id: ACT-1-A
          name: Instalar módulos
          start: 2027-01
          end: {end}  # se acordó con la junta
          cost: 12000
"""


def _git(folder: Path, *arguments: str) -> None:
    identity = {
        "GIT_AUTHOR_NAME": "Equipo consultor",
        "GIT_AUTHOR_EMAIL": "equipo@example.org",
        "GIT_COMMITTER_NAME": "Equipo consultor",
        "GIT_COMMITTER_EMAIL": "equipo@example.org",
        "GIT_AUTHOR_DATE": "2026-12-01T09:00:00Z",
        "GIT_COMMITTER_DATE": "2026-12-01T09:00:00Z",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    subprocess.run(
        ["git", *arguments], cwd=folder, env={**os.environ, **identity}, check=True, capture_output=True
    )


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two tagged versions of a plan, the working folder of the test."""
    folder = tmp_path / "planes"
    plan = folder / "plans" / "Café de Jaén"
    plan.mkdir(parents=True)
    _git(folder, "init", "-q", "-b", "main")
    for version, date, end in (("1.0", "2026-11-16", "2027-06"), ("1.1", "2026-12-14", "2027-11")):
        (plan / "plan.yaml").write_text(PLAN.format(version=version, date=date, end=end), "utf-8")
        _git(folder, "add", ".")
        _git(folder, "commit", "-q", "-m", version)
        _git(folder, "tag", f"v{version}")
    monkeypatch.chdir(folder)
    return plan


def test_two_folders_are_compared(plangen: _Plangen) -> None:
    ran = plangen("diff", FIRST, SECOND)
    assert ran.code == 0
    assert "ACT-8" in ran.out
    assert "+5 meses" in ran.out


def test_tags_are_compared_without_touching_the_checkout(repository: Path, plangen: _Plangen) -> None:
    (repository / "plan.yaml").write_text("plan: {id: otro", "utf-8")
    ran = plangen("diff", "v1.0..v1.1", repository)
    assert ran.code == 0
    assert "+5 meses" in ran.out
    assert (repository / "plan.yaml").read_text("utf-8") == "plan: {id: otro"


def test_a_tag_alone_is_compared_with_the_folder(repository: Path, plangen: _Plangen) -> None:
    text = (repository / "plan.yaml").read_text("utf-8")
    (repository / "plan.yaml").write_text(text.replace("cost: 12000", "cost: 15000"), "utf-8")
    ran = plangen("diff", "v1.1", repository)
    assert "15,000" in ran.out
    assert "meses" not in ran.out


def test_a_commitment_that_nobody_agreed_to_fails_where_that_is_asked(
    repository: Path, plangen: _Plangen
) -> None:
    assert plangen("diff", "v1.0..v1.1", repository, "--fail-on", "commitment").code == 1
    assert plangen("diff", "v1.0..v1.1", repository).code == 0
    assert plangen("diff", "v1.1..v1.1", repository, "--fail-on", "editorial").code == 0


def test_a_commitment_that_was_agreed_to_does_not_fail(repository: Path, plangen: _Plangen) -> None:
    found = json.loads(plangen("diff", "v1.0..v1.1", repository, "--format", "json").out)
    moved = next(one for one in found["changes"] if one["grade"] == "commitment")
    agreed = {
        "code": moved["code"],
        "path": moved["path"],
        "from_version": "1.0",
        "to_version": "1.1",
        "before": "2027-06",
        "after": "2027-11",
        "reason": "Lo pidió el programa",
    }
    (repository / "review.yaml").write_text(json.dumps({"review": {"acknowledgements": [agreed]}}), "utf-8")
    ran = plangen("diff", "v1.0", repository, "--fail-on", "commitment")
    assert ran.code == 0, ran.out + ran.err
    assert "Lo pidió el programa" in ran.out


@pytest.mark.parametrize(
    ("form", "sign"), [("markdown", "<details>"), ("html", "<!doctype html>"), ("json", '"changes"')]
)
def test_each_format_goes_to_a_file_too(form: str, sign: str, plangen: _Plangen, tmp_path: Path) -> None:
    out = tmp_path / "cambios.txt"
    ran = plangen("diff", FIRST, SECOND, "--format", form, "--out", out)
    assert ran.code == 0, ran.err
    assert ran.out == ""
    assert sign in out.read_text("utf-8").lower()


def test_the_redline_is_a_word_file_signed_by_whom_git_knows(
    repository: Path, plangen: _Plangen, tmp_path: Path
) -> None:
    out = tmp_path / "cambios.docx"
    ran = plangen("diff", "v1.0..v1.1", repository, "--format", "docx", "--out", out)
    assert ran.code == 0, ran.err
    body = read_docx(out.read_bytes()).parts["word/document.xml"].decode("utf-8")
    assert 'w:author="Equipo consultor"' in body
    assert 'w:date="2026-12-01T09:00:00Z"' in body
    assert "Compromisos que cambian" in body


def test_author_and_date_of_the_redline_can_be_given(
    repository: Path, plangen: _Plangen, tmp_path: Path
) -> None:
    out = tmp_path / "cambios.docx"
    signed = ("--author", "Evaluación técnica", "--date", "2027-01-05")
    assert plangen("diff", "v1.0..v1.1", repository, "--format", "docx", "--out", out, *signed).code == 0
    body = read_docx(out.read_bytes()).parts["word/document.xml"].decode("utf-8")
    assert 'w:author="Evaluación técnica" w:date="2027-01-05T00:00:00Z"' in body


def test_the_same_redline_is_written_twice(repository: Path, plangen: _Plangen, tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.docx" for number in (1, 2)]
    for file in files:
        plangen("diff", "v1.0..v1.1", repository, "--format", "docx", "--out", file)
    assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "docx"], "--out"),
        (["--format", "docx", "--out", "x.docx", "--date", "ayer"], "2026-12-01"),
        (["--template", "nada"], "nada"),
    ],
)
def test_wrong_use_is_told(arguments: list[str], said: str, plangen: _Plangen) -> None:
    ran = plangen("diff", FIRST, SECOND, *arguments)
    assert ran.code == 2
    assert said in ran.err


def test_the_form_is_that_of_the_file_unless_it_is_given(
    repository: Path, plangen: _Plangen, tmp_path: Path
) -> None:
    out = tmp_path / "cambios.docx"
    assert plangen("diff", "v1.0", repository, "--out", out).code == 0
    assert read_docx(out.read_bytes()).parts
    assert plangen("diff", "v1.0", repository, "--out", out, "--format", "json").code == 0
    assert json.loads(out.read_text("utf-8"))["changes"]


def test_a_folder_is_no_file_to_write(repository: Path, plangen: _Plangen, tmp_path: Path) -> None:
    ran = plangen("diff", "v1.0", repository, "--out", tmp_path)
    assert ran.code == 2
    assert "es una carpeta" in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("v1.0:plans/nada", "plans/Café de Jaén"), "En v1.0 no hay un plan en plans/nada."),
        (("plans/Café de Jaén", "."), "no hay ningún archivo .yaml"),
        (("v1.0", "v1.1", "plans/Café de Jaén"), "v1.0..v1.1"),
    ],
)
def test_a_plan_named_where_there_is_none_is_wrong_use(
    arguments: tuple[str, ...], said: str, repository: Path, plangen: _Plangen
) -> None:
    ran = plangen("diff", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_folder_without_a_plan_that_is_called_as_a_tag_is_told(repository: Path, plangen: _Plangen) -> None:
    Path("v1.0").mkdir()
    ran = plangen("diff", "v1.0", repository)
    assert ran.code == 2
    assert "escriba «v1.0:»" in ran.err
    assert "+5 meses" in plangen("diff", "v1.0:", repository).out


@pytest.mark.parametrize("form", ["json", "markdown", "html"])
def test_what_a_program_reads_holds_nothing_else(form: str, repository: Path, plangen: _Plangen) -> None:
    (repository / "plan.yaml").write_text("plan: [", "utf-8")
    ran = plangen("diff", "v1.1", repository, "--format", form)
    assert (ran.code, ran.out) == (1, "")
    assert "plan.yaml" in ran.err


def test_a_version_that_is_not_there_is_told(repository: Path, plangen: _Plangen) -> None:
    ran = plangen("diff", "v9.9", repository)
    assert ran.code == 2
    assert "v9.9" in ran.err


def test_a_version_whose_form_is_broken_is_told_with_its_findings(
    repository: Path, plangen: _Plangen
) -> None:
    (repository / "plan.yaml").write_text("plan: [", "utf-8")
    ran = plangen("diff", "v1.1", repository)
    assert ran.code == 1
    assert "plan.yaml" in ran.out
    assert "árbol de trabajo" in ran.err


def test_a_plan_that_comes_or_goes_is_told(repository: Path, plangen: _Plangen) -> None:
    _git(repository, "rm", "-q", "plan.yaml")
    _git(repository, "commit", "-q", "-m", "sin plan")
    repository.mkdir(exist_ok=True)
    gone = plangen("diff", "v1.1..HEAD", repository, "--fail-on", "commitment")
    assert gone.code == 1
    assert "ya no está" in gone.err
    new = plangen("diff", "HEAD..v1.1", repository, "--fail-on", "commitment")
    assert new.code == 0
    assert "plan nuevo" in new.err


def test_several_plans_are_compared_in_one_run(repository: Path, plangen: _Plangen) -> None:
    other = repository.parent / "mango"
    shutil.copytree(repository, other)
    _git(repository, "add", "..")
    _git(repository, "commit", "-q", "-m", "mango")
    (other / "plan.yaml").write_text(
        (other / "plan.yaml").read_text("utf-8").replace("goteo", "aspersión"), "utf-8"
    )
    ran = plangen("diff", "HEAD", repository, other)
    assert ran.code == 0
    assert "aspersión" in ran.out


def test_the_rows_of_the_control_de_cambios_come_from_the_tags(repository: Path, plangen: _Plangen) -> None:
    ran = plangen("log", repository)
    assert ran.code == 0, ran.err
    assert '- version: "1.1"' in ran.out
    assert "date: 2026-12-14" in ran.out
    assert "Compromisos: fecha postergada (ACT-1-A)" in ran.out


def test_the_rows_are_written_once_and_nothing_else_is_touched(repository: Path, plangen: _Plangen) -> None:
    before = (repository / "plan.yaml").read_text("utf-8")
    assert plangen("log", repository, "v1.0..v1.1", "--write").code == 0
    written = (repository / "plan.yaml").read_text("utf-8")
    lines = written.splitlines()
    assert [line for line in lines if line in before.splitlines()] == before.splitlines()
    assert 'version: "1.1"' in written
    again = plangen("log", repository, "v1.0..v1.1", "--write")
    assert "ya está" in again.err
    assert (repository / "plan.yaml").read_text("utf-8") == written
    assert plangen("check", repository).code == 0


def test_tags_on_one_version_of_the_plan_make_one_row(repository: Path, plangen: _Plangen) -> None:
    text = (repository / "plan.yaml").read_text("utf-8")
    (repository / "plan.yaml").write_text(text.replace("cost: 12000", "cost: 15000"), "utf-8")
    _git(repository, "commit", "-qam", "un costo")
    _git(repository, "tag", "v1.1-bis")
    row = plangen("log", repository).out
    assert row.count('- version: "1.1"') == 1
    assert "fecha postergada" in row
    assert "costo cambiado" in row


@pytest.mark.parametrize("span", ["v1.0...v1.1", "v1.0.."])
def test_a_span_takes_two_dots_or_three(span: str, repository: Path, plangen: _Plangen) -> None:
    assert '- version: "1.1"' in plangen("log", repository, span).out


def test_the_log_of_a_plan_that_is_not_there_says_so(repository: Path, plangen: _Plangen) -> None:
    ran = plangen("log", "plans/nada")
    assert ran.code == 2
    assert "no hay un plan en plans/nada" in ran.err


def test_a_history_without_tags_is_told(repository: Path, plangen: _Plangen) -> None:
    for tag in ("v1.0", "v1.1"):
        _git(repository, "tag", "-d", tag)
    ran = plangen("log", repository)
    assert ran.code == 2
    assert "v1.0..v1.1" in ran.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device")
def test_an_output_that_cannot_be_written_is_told(
    process: Callable[..., subprocess.CompletedProcess[bytes]],
) -> None:
    script = (
        "import os, sys; sys.argv[1:] = ['explain', 'C001']; os.dup2(os.open('/dev/full', os.O_WRONLY), 1);"
        "from plangen.__main__ import main; main()"
    )
    ran = process(script=script)
    assert ran.returncode == 2
    assert b"Traceback" not in ran.stderr
    assert "No se pudo escribir la salida" in ran.stderr.decode("utf-8")
