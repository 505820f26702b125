"""`plangen git`: what it says, and git itself running the drivers that it installs."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.repositories import PLAN, Repository, needs_git, new_repository
from tests.support.word_package import docx, paragraph

pytestmark = needs_git

ACTIONS = """\
# Las acciones
action_plan:
  actions:
    - id: ACT-1
      name: Línea de base
      description: Empieza en 2027-02.
    - id: ACT-2
      name: Riego en el valle
      description: Empieza en 2027-05.
"""
PLACE = "plans/ají amarillo"
FILE = f"{PLACE}/action_plan.yaml"
TABLE = f"{PLACE}/data/datos.csv"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with a plan, the working folder of the test."""
    made = new_repository(tmp_path / "mi repo", monkeypatch)
    made.commit(
        {
            f"{PLACE}/plan.yaml": PLAN,
            FILE: ACTIONS,
            TABLE: "id,label\nDAT-1,Empresas\n",
            "informe final.docx": docx(paragraph("El clúster crece."), paragraph("Fin.")),
            ".gitattributes": "*.docx binary\n",
        },
        "v1.0",
    )
    monkeypatch.chdir(made.folder)
    return made


@pytest.fixture
def installed(repository: Repository, plangen: Callable[..., Any]) -> Repository:
    """The same with the drivers installed and committed."""
    assert plangen("git", "install").code == 0
    repository.commit({})
    return repository


def test_install_and_uninstall_say_what_they_did(repository: Repository, plangen: Callable[..., Any]) -> None:
    ran = plangen("git", "install")
    assert (ran.code, ran.out) == (0, "")
    assert "Anotado en .git/config: merge.plangen.driver" in ran.err
    assert "Escrito: .gitattributes" in ran.err
    assert "Confirme .gitattributes" in ran.err
    assert "no se cambió nada" in plangen("git", "install").err
    ran = plangen("git", "uninstall")
    assert "Quitado de .git/config: diff.plangen.command" in ran.err
    assert "Quitadas las líneas de plangen de .gitattributes." in ran.err
    assert repository.git("status", "--porcelain") == ""
    assert "no había nada" in plangen("git", "uninstall").err


def test_the_lines_of_attributes_can_be_printed(repository: Repository, plangen: Callable[..., Any]) -> None:
    ran = plangen("git", "attributes")
    assert "/plans/*/*.yaml diff=plangen merge=plangen" in ran.out.splitlines()
    assert repository.git("status", "--porcelain") == ""
    ran = plangen("git", "install", "--no-attributes")
    assert "«plangen git attributes»" in ran.err
    assert repository.git("status", "--porcelain") == ""


def test_another_repository_is_named_by_a_folder_of_it(
    repository: Repository, plangen: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert plangen("git", "install", "--repo", repository.folder / PLACE).code == 0
    assert repository.git("config", "diff.plangen.command")
    assert plangen("git", "install", "--repo", "nada").code == 2


def test_outside_a_repository_it_ends_with_2(
    plangen: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    ran = plangen("git", "install")
    assert (ran.code, ran.out) == (2, "")
    assert "no está en un repositorio de git" in ran.err


def test_help_shows_what_users_call_and_not_what_git_does(plangen: Callable[..., Any]) -> None:
    ran = plangen("git", "--help")
    assert ran.code == 0
    assert {"install", "uninstall", "attributes"} <= set(re.findall(r"^  (\S+)", ran.out, re.MULTILINE))
    assert "textconv" not in ran.out
    for command in ("install", "uninstall", "attributes"):
        page = plangen("git", command, "--help").out
        assert f"plangen git {command}" in page.split("Uso: ", 1)[1].split("\n", 1)[1]


def test_git_diff_shows_what_changed_in_the_records(installed: Repository) -> None:
    installed.write({FILE: ACTIONS.replace("2027-05", "2027-10").replace("# Las", "# Todas las")})
    seen = installed.git("diff")
    assert f"plangen diff {FILE}\n" in seen
    assert re.search(r"ACT-2 Riego en el valle\n.*Descripción", seen)
    assert re.search(r"\[-[^\]]*05.*\{\+[^}]*10", seen)
    assert "Todas" not in seen
    assert "ACT-1" not in seen
    assert "Todas" in installed.git("diff", "--no-ext-diff", "--no-textconv")
    assert "\x1b[" in installed.git("-c", "color.diff=always", "diff")


def test_git_diff_shows_values_where_the_plan_is_not_sound(installed: Repository) -> None:
    installed.write({FILE: ACTIONS.replace("2027-05", "2027-10").replace("name: L", "nombre: L")})
    seen = installed.git("-c", "color.diff=always", "diff")
    assert "\x1b[31m-action_plan/actions/ACT-1/name = Línea de base\x1b[m\n" in seen
    assert "\x1b[32m+action_plan/actions/ACT-1/nombre = Línea de base\x1b[m\n" in seen
    assert "+action_plan/actions/ACT-2/description = Empieza en 2027-10." in seen


def test_git_diff_of_the_same_values_says_so(installed: Repository) -> None:
    installed.write({FILE: "# Otra nota\n" + ACTIONS.replace("Línea de base", "'Línea de base'")})
    assert "Los mismos valores" in installed.git("diff")


def test_git_log_shows_a_line_for_each_value(installed: Repository) -> None:
    installed.commit({FILE: ACTIONS.replace("Riego", "Riego por goteo"), TABLE: "id,label\nDAT-1,Firmas\n"})
    seen = installed.git("log", "-p", "-1")
    assert "\n-action_plan/actions/ACT-2/name = Riego en el valle\n" in seen
    assert "\n+action_plan/actions/ACT-2/name = Riego por goteo en el valle\n" in seen
    assert "\n+facts/DAT-1/label = Firmas\n" in seen
    installed.git("checkout", "-q", "HEAD~1")
    assert "goteo" in installed.git("diff", "HEAD..main")


def test_files_that_come_and_go_are_shown_whole(installed: Repository) -> None:
    installed.git("rm", "-q", FILE)
    installed.write({f"{PLACE}/vision.yaml": "vision:\n  statement: Ser el origen.\n"})
    installed.git("add", "-A")
    seen = installed.git("diff", "--cached", "--no-renames")
    assert "Línea de base" in seen
    assert "Ser el origen." in seen


def test_a_renamed_file_names_both(installed: Repository) -> None:
    installed.git("mv", FILE, f"{PLACE}/acciones.yaml")
    installed.write({f"{PLACE}/acciones.yaml": ACTIONS.replace("2027-05", "2027-06")})
    installed.git("add", "-A")
    seen = installed.git("diff", "--cached", "-M30")
    assert f"plangen diff {FILE} → {PLACE}/acciones.yaml" in seen
    assert re.search(r"\{\+[^}]*06", seen)
    assert "Línea de base" not in seen


@pytest.mark.parametrize(
    "text",
    [
        "plan: [\n",
        "actions: ñ\n".encode("latin-1"),
        "- a\n",
        b"\xef\xbb\xbfplan: [\r\n",
        b"\x00\xff",
    ],
)
def test_a_file_that_is_no_plan_still_shows_what_changed(
    repository: Repository, plangen: Callable[..., Any], text: str | bytes
) -> None:
    repository.write({"nuevo.yaml": text})
    ran = plangen("git", "diff-driver", "--", FILE, FILE, "a1", "100644", "nuevo.yaml", "b2", "100644")
    assert ran.code == 0
    assert "-      name: Línea de base" in ran.out
    assert [one for one in ran.out.splitlines() if one.startswith("+") and not one.startswith("+++")]


def test_git_goes_on_where_a_file_is_broken(installed: Repository) -> None:
    installed.write({FILE: "plan: [\n", TABLE: "id,label\nDAT-1\n"})
    seen = installed.git("diff")
    assert "+plan: [\n" in seen
    assert "+DAT-1\n" in seen


def test_the_text_of_word_files_is_compared(installed: Repository) -> None:
    name = "informe final.docx"
    installed.write({name: docx(paragraph("El clúster decrece."), paragraph("Fin."))})
    assert "-El clúster crece.\n+El clúster decrece.\n" in installed.git("diff", name)
    installed.commit({})
    assert "+El clúster decrece.\n" in installed.git("log", "-p", "-1")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04 roto", "El archivo no es un documento de Word"),
        (b"PK\x03\x04 roto", "9 bytes, SHA-256 "),
        (b"version https://git-lfs.github.com/spec/v1\n", "version https://git-lfs.github.com/spec/v1"),
    ],
)
def test_a_word_file_that_is_refused_is_told_from_others(
    repository: Repository, plangen: Callable[..., Any], data: bytes, said: str
) -> None:
    repository.write({"x.docx": data})
    ran = plangen("git", "textconv-docx", "x.docx")
    assert ran.code == 0
    assert said in ran.out


def test_two_people_who_add_different_things_do_not_clash(installed: Repository) -> None:
    installed.git("checkout", "-q", "-b", "otra")
    installed.commit({FILE: ACTIONS + "    - id: ACT-3\n      name: Compost\n"})
    installed.git("checkout", "-q", "main")
    installed.commit({FILE: ACTIONS + "    - id: ACT-4\n      name: Empaque\n"})
    installed.git("merge", "-q", "--no-edit", "otra")
    merged = (installed.folder / FILE).read_text("utf-8")
    assert merged.startswith("# Las acciones\n")
    assert {"ACT-3", "ACT-4"} <= set(re.findall(r"ACT-\d", merged))


def test_a_clash_is_left_to_the_reader(installed: Repository) -> None:
    installed.git("checkout", "-q", "-b", "otra")
    installed.commit({FILE: ACTIONS.replace("2027-05", "2027-06")})
    installed.git("checkout", "-q", "main")
    installed.commit({FILE: ACTIONS.replace("2027-05", "2027-07")})
    installed.git("merge", "-q", "--no-edit", "otra", code=1)
    text = (installed.folder / FILE).read_text("utf-8")
    assert re.search(r"<<<<<<<.*2027-07.*=======.*2027-06.*>>>>>>>", text, re.DOTALL)
    assert "name: Riego en el valle" in text.partition("<<<<<<<")[0]


def test_git_diff_of_a_clash_shows_the_values_that_clash_and_no_other(installed: Repository) -> None:
    _clash(installed)
    seen = installed.git("diff")
    assert "++<<<<<<< ours\n +action_plan/actions/ACT-2/description = Empieza en 2027-07.\n" in seen
    assert "+ action_plan/actions/ACT-2/description = Empieza en 2027-06.\n++>>>>>>> theirs\n" in seen
    assert not re.search(r"^(--|\+\+)action_plan", seen, re.MULTILINE)


@pytest.mark.parametrize("wrong", ["/no/hay/python", "false"])
def test_where_plangen_fails_git_merges_by_lines(installed: Repository, wrong: str) -> None:
    installed.git("config", "merge.plangen.driver", _driver_of(installed).replace(sys.executable, wrong))
    _clash(installed)
    text = (installed.folder / FILE).read_text("utf-8")
    assert re.search(r"<<<<<<< ours\n.*2027-07.*=======\n.*2027-06.*>>>>>>> theirs\n", text, re.DOTALL)
    installed.git("reset", "-q", "--hard")
    installed.git("checkout", "-q", "-b", "tercera", "HEAD~1")
    installed.commit({FILE: ACTIONS.replace("# Las", "# Todas las")})
    installed.git("merge", "-q", "--no-edit", "main")
    merged = (installed.folder / FILE).read_text("utf-8")
    assert merged == ACTIONS.replace("# Las", "# Todas las").replace("2027-05", "2027-07")


def _driver_of(repository: Repository) -> str:
    return repository.git("config", "merge.plangen.driver").rstrip("\n")


def _clash(repository: Repository) -> None:
    """Leave the repository in the middle of a merge that clashes in one field."""
    repository.git("checkout", "-q", "-b", "otra")
    repository.commit({FILE: ACTIONS.replace("2027-05", "2027-06")})
    repository.git("checkout", "-q", "main")
    repository.commit({FILE: ACTIONS.replace("2027-05", "2027-07")})
    repository.git("merge", "-q", "--no-edit", "otra", code=1)


def test_git_diff_takes_no_record_for_another_of_its_id(installed: Repository) -> None:
    installed.write({FILE: ACTIONS + "    - id: ACT-2\n      name: Empaque\n"})
    seen = installed.git("diff")
    assert "+action_plan/actions/ACT-2/name = Empaque\n" in seen
    assert "description = Empieza en 2027-05.\n" not in re.sub(r"(?m)^ .*\n", "", seen)


def test_a_path_in_conflict_comes_alone(repository: Repository, plangen: Callable[..., Any]) -> None:
    assert f"{FILE}: en conflicto" in plangen("git", "diff-driver", "--", FILE).out


def test_git_runs_nothing_of_the_repository(installed: Repository) -> None:
    trap = f"from pathlib import Path\nPath({str(installed.folder / 'corrió')!r}).touch()\n"
    installed.write(
        dict.fromkeys(("click.py", "plangen/__init__.py", "plangen/__main__.py", "yaml.py"), trap)
    )
    installed.write({FILE: ACTIONS.replace("2027-05", "2027-06")})
    assert re.search(r"\{\+[^}]*06", installed.git("diff", FILE))
    assert not (installed.folder / "corrió").exists()


def test_names_that_look_like_options_are_files(repository: Repository, plangen: Callable[..., Any]) -> None:
    repository.write({"--help.yaml": "plan:\n  id: X\n"})
    assert plangen("git", "textconv", "--", "--help.yaml").out == "plan/id = X\n"
    assert plangen("git", "diff-driver", "--", "--help.yaml").code == 0


def test_prose_is_shown_a_sentence_a_line(repository: Repository, plangen: Callable[..., Any]) -> None:
    repository.write({FILE: "vision:\n  statement: |\n    Uno, según el art. 5. Dos.\n"})
    assert plangen("git", "textconv", FILE).out.splitlines() == [
        "vision/statement = Uno, según el art. 5.",
        "vision/statement = Dos.",
    ]


def test_a_file_that_is_not_there_is_told(repository: Repository, plangen: Callable[..., Any]) -> None:
    for command in ("textconv", "textconv-docx"):
        ran = plangen("git", command, "nada.yaml")
        assert (ran.code, ran.out) == (2, "")
        assert "nada.yaml" in ran.err


def test_lines_end_alike_on_every_system(repository: Repository, process: Callable[..., Any]) -> None:
    ended = process("git", "textconv", "--", repository.folder / FILE)
    assert ended.returncode == 0
    assert ended.stdout.startswith("action_plan/actions/ACT-1/name = Línea de base\n".encode())
    assert b"\r" not in ended.stdout
