"""`git install` and `uninstall`: settings and attributes that are written once and taken back to the byte."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from plangen.errors import UsageError
from plangen.flows.git_setup import attributes_fragment, driver_settings, install, uninstall
from tests.support.repositories import PLAN, Repository, needs_git, new_repository

pytestmark = needs_git


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with one plan under `plans/`."""
    made = new_repository(tmp_path / "mi repo", monkeypatch)
    made.commit({"plans/uno/plan.yaml": PLAN})
    return made


def config(repository: Repository) -> bytes:
    return (repository.folder / ".git" / "config").read_bytes()


def attributes(repository: Repository) -> Path:
    return repository.folder / ".gitattributes"


def attribute(repository: Repository, name: str, file: str) -> str:
    return repository.git("check-attr", name, "--", file).strip().rpartition(": ")[2]


@pytest.mark.parametrize(
    "before",
    [
        None,
        b"",
        b"* text=auto\n",
        b"* text=auto",
        b"* text=auto\r\n*.docx binary\r\n",
        b"\xef\xbb\xbf*.x a\n\n\n",
        "ñ*.md diff=ñ\n".encode("latin-1"),
    ],
)
def test_uninstall_leaves_settings_and_attributes_as_they_were(
    repository: Repository, before: bytes | None
) -> None:
    repository.git("config", "diff.plangen.xfuncname", "suya")
    repository.git("config", "merge.otro.driver", "suyo %A")
    if before is not None:
        attributes(repository).write_bytes(before)
    settings = config(repository)
    first = install(repository.folder, sys.executable)
    assert (first.fragment, set(first.settings)) == ("written", set(driver_settings("")))
    written = attributes(repository).read_bytes(), config(repository)
    assert written[0].startswith(before or b"")
    again = install(repository.folder, sys.executable)
    assert (again.fragment, again.settings) == ("kept", ())
    assert (attributes(repository).read_bytes(), config(repository)) == written
    gone = uninstall(repository.folder)
    assert (gone.fragment, set(gone.settings)) == ("removed", set(driver_settings("")))
    assert config(repository) == settings
    assert (attributes(repository).read_bytes() if attributes(repository).exists() else None) == before
    empty = uninstall(repository.folder)
    assert (empty.fragment, empty.settings) == ("absent", ())
    assert config(repository) == settings


def test_what_is_written_behind_the_fragment_stays(repository: Repository) -> None:
    attributes(repository).write_bytes(b"*.a b")
    install(repository.folder, sys.executable)
    with attributes(repository).open("ab") as file:
        file.write(b"*.c d\n")
    uninstall(repository.folder)
    assert attributes(repository).read_bytes() == b"*.a b\n*.c d\n"


def test_a_file_that_was_created_and_then_used_stays(repository: Repository) -> None:
    install(repository.folder, sys.executable)
    attributes(repository).write_bytes(b"*.a b\n" + attributes(repository).read_bytes())
    uninstall(repository.folder)
    assert attributes(repository).read_bytes() == b"*.a b\n"


def test_a_fragment_that_came_with_the_repository_stays(repository: Repository, tmp_path: Path) -> None:
    install(repository.folder, sys.executable)
    repository.commit({})
    repository.git("clone", "-q", str(repository.folder), str(tmp_path / "copia"))
    copy = Repository(tmp_path / "copia")
    settings = config(copy)
    assert install(copy.folder, sys.executable).fragment == "kept"
    assert attribute(copy, "diff", "plans/uno/plan.yaml") == "plangen"
    assert uninstall(copy.folder).fragment == "kept"
    assert copy.git("status", "--porcelain") == ""
    assert config(copy) == settings


def test_attributes_may_be_left_alone(repository: Repository) -> None:
    done = install(repository.folder, sys.executable, with_attributes=False)
    assert done.fragment == "skipped"
    assert not attributes(repository).exists()
    assert repository.git("config", "merge.plangen.driver")


def test_a_plan_that_comes_later_is_named_by_a_second_run(repository: Repository) -> None:
    attributes(repository).write_bytes(b"*.a b\n")
    install(repository.folder, sys.executable)
    repository.write({"lejos/dos/plan.yaml": PLAN})
    assert attribute(repository, "merge", "lejos/dos/plan.yaml") == "unspecified"
    done = install(repository.folder, sys.executable)
    assert (done.fragment, done.settings) == ("written", ())
    assert attribute(repository, "merge", "lejos/dos/plan.yaml") == "plangen"
    uninstall(repository.folder)
    assert attributes(repository).read_bytes() == b"*.a b\n"


@pytest.mark.parametrize(
    ("folder", "file", "ours"),
    [
        ("plans/uno", "plans/uno/action_plan.yaml", True),
        ("plans/uno", "plans/otro que vendrá/facts.yaml", True),
        ("plans/uno", "plans/uno/build/x.yaml", False),
        ("plans/uno", "mkdocs.yaml", False),
        ("plans/uno", ".github/workflows/plangen.yaml", False),
        ("Planes/uno", "Planes/dos/facts.yaml", True),
        ("clústeres/ají «rojo»", "clústeres/ají «rojo»/facts.yaml", True),
        ("clústeres/ají «rojo»", "clústeres/otro/facts.yaml", False),
        ('a "b" [c] *d', 'a "b" [c] *d/facts.yaml', True),
        ('a "b" [c] *d', 'a "b" c xd/facts.yaml', False),
        ("#uno", "#uno/facts.yaml", True),
        ("!uno", "!uno/facts.yaml", True),
        (".", "facts.yaml", True),
        (".", ".pre-commit-config.yaml", False),
        (".", "otra/facts.yaml", False),
    ],
)
def test_attributes_are_for_the_files_of_plans_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, file: str, ours: bool
) -> None:
    made = new_repository(tmp_path / "r", monkeypatch)
    made.write({f"{folder}/plan.yaml": PLAN})
    install(made.folder, sys.executable)
    expected = ("plangen", "plangen") if ours else ("unspecified", "unspecified")
    assert (attribute(made, "diff", file), attribute(made, "merge", file)) == expected
    table = f"{file.rpartition('/')[0]}/data/x.csv".lstrip("/")
    if ours:
        assert (attribute(made, "diff", table), attribute(made, "merge", table)) == ("plangen-csv", "plangen")


def test_word_files_keep_what_they_are_and_get_their_text(repository: Repository) -> None:
    attributes(repository).write_bytes(b"*.docx binary\n")
    install(repository.folder, sys.executable)
    seen = {name: attribute(repository, name, "a/b.docx") for name in ("diff", "merge", "text")}
    assert seen == {"diff": "plangen-docx", "merge": "unset", "text": "unset"}


def test_plans_of_other_programs_and_ignored_ones_are_not_taken(repository: Repository) -> None:
    repository.write(
        {"despliegue/plan.yaml": "steps: []\n", "basura/plan.yaml": PLAN, ".gitignore": "basura/\n"}
    )
    repository.write({"con bom/plan.yaml": b"\xef\xbb\xbf" + PLAN.encode()})
    fragment = attributes_fragment(repository.folder)
    assert "despliegue" not in fragment
    assert "basura" not in fragment
    assert '"/con bom/*.yaml" diff=plangen merge=plangen' in fragment.splitlines()
    assert not attributes(repository).exists()


def test_a_repository_without_plans_is_ready_for_those_under_plans(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = new_repository(tmp_path / "r", monkeypatch)
    install(made.folder, sys.executable)
    assert attribute(made, "merge", "plans/uno/plan.yaml") == "plangen"


@pytest.mark.parametrize(
    "interpreter",
    [
        "/opt/con espacios/python",
        "/home/d'Or/$HOME/python",
        "/opt/100%O %A/py`x`;&|/python",
        'C:\\Program Files\\Py "3"\\python.exe',
    ],
)
def test_the_interpreter_reaches_the_shell_as_it_is(repository: Repository, interpreter: str) -> None:
    install(repository.folder, interpreter, with_attributes=False)
    for key in ("diff.plangen.command", "diff.plangen.textconv", "diff.plangen-docx.textconv"):
        command = repository.git("config", key).strip()
        words = subprocess.run(
            ["sh", "-c", f"printf '%s\\n' {command}"], capture_output=True, check=True, encoding="utf-8"
        ).stdout.splitlines()
        assert words[0] == interpreter.replace("\\", "/")
        assert words[1:5] == ["-P", "-m", "plangen", "git"]
    driver = repository.git("config", "merge.plangen.driver").strip()
    words = shlex.split(driver.partition(" || ")[0])
    assert words[0].replace("%%", "%") == interpreter.replace("\\", "/")
    assert words[-6:] == ["--", "%O", "%A", "%B", "%L", "%P"]


def test_a_new_interpreter_takes_the_place_of_the_old(repository: Repository) -> None:
    install(repository.folder, "/uno/python")
    done = install(repository.folder, "/dos/python")
    assert "diff.plangen.textconv" in done.settings
    assert "merge.plangen.name" not in done.settings
    assert repository.git("config", "--get-all", "diff.plangen.textconv").startswith(
        "/dos/python -P -m plangen"
    )


def test_from_below_and_in_a_second_working_tree(repository: Repository, tmp_path: Path) -> None:
    repository.git("worktree", "add", "-q", "-b", "dos", str(tmp_path / "otro árbol"))
    done = install(tmp_path / "otro árbol" / "plans" / "uno", sys.executable)
    assert done.attributes == tmp_path / "otro árbol" / ".gitattributes"
    assert done.attributes.is_file()
    assert repository.git("config", "diff.plangen.textconv")
    uninstall(tmp_path / "otro árbol")
    assert not done.attributes.exists()


@pytest.mark.parametrize(
    ("where", "key"), [("nada", "no-folder"), ("fuera", "no-repository"), ("bare", "no-work-tree")]
)
def test_where_there_is_nothing_to_set_up_it_says_so(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, key: str
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (tmp_path / "fuera").mkdir()
    repository.git("init", "-q", "--bare", str(tmp_path / "bare"))
    for run in (uninstall, attributes_fragment):
        with pytest.raises(UsageError) as caught:
            run(tmp_path / where)
        assert caught.value.key == key
