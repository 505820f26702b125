"""The merge driver on real files, and run by git itself."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from plangen.flows.merge_driver import merge_files
from tests.conftest import ROOT

BASE = (
    "action_plan:\n  actions:\n    - id: ACT-1\n      name: Línea de base  # por confirmar\n      component: 1\n"
    "    - id: ACT-2\n      name: Riego\n"
)
OURS = BASE.replace("component: 1", "component: 2") + "    - id: ACT-3\n      name: Marca\n"
THEIRS = BASE.replace("Línea de base", "Huella") + "    - id: ACT-4\n      name: Escuela\n"
BOTH = (
    BASE.replace("component: 1", "component: 2").replace("Línea de base", "Huella")
    + "    - id: ACT-3\n      name: Marca\n    - id: ACT-4\n      name: Escuela\n"
)
PATH = "plans/mi clúster/action_plan.yaml"


def merge(
    folder: Path, texts: tuple[str | bytes, str | bytes, str | bytes], path: str = PATH, size: int = 7
) -> tuple[int, bytes]:
    files = [folder / name for name in ("O", "A", "B")]
    for file, text in zip(files, texts, strict=True):
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    code = merge_files(*files, path, size)
    return code, files[1].read_bytes()


def test_a_clean_merge_is_written_to_ours(tmp_path: Path) -> None:
    assert merge(tmp_path, (BASE, OURS, THEIRS)) == (0, BOTH.encode())
    assert (tmp_path / "O").read_bytes() == BASE.encode()
    assert (tmp_path / "B").read_bytes() == THEIRS.encode()


def test_a_conflict_is_one_and_has_markers_of_the_size_asked_for(tmp_path: Path) -> None:
    code, content = merge(tmp_path, (BASE, OURS, BASE.replace("component: 1", "component: none")), size=9)
    assert code == 1
    assert b"<<<<<<<<< ours\n      component: 2\n||||||||| base\n      component: 1\n=========\n" in content


def test_byte_order_mark_and_line_ends_of_ours_stay(tmp_path: Path) -> None:
    mark = b"\xef\xbb\xbf"
    ours = mark + OURS.replace("\n", "\r\n").encode()
    assert merge(tmp_path, (BASE, ours, THEIRS)) == (0, mark + BOTH.replace("\n", "\r\n").encode())
    assert merge(tmp_path, (BASE, OURS, mark + THEIRS.encode())) == (0, BOTH.encode())


def test_what_is_no_plan_is_merged_line_by_line(tmp_path: Path) -> None:
    base, ours, theirs = "a: 1\nb: 2\nc: 3\nd: 4\n", "a: 0\nb: 2\nc: 3\nd: 4\n", "a: 1\nb: 2\nc: 3\nd: 5\n"
    assert merge(tmp_path, (base, ours, theirs)) == (0, b"a: 0\nb: 2\nc: 3\nd: 5\n")
    code, content = merge(tmp_path, (base, ours, theirs.replace("a: 1", "a: 9")), size=8)
    assert code == 1
    assert content.startswith(b"<<<<<<<< ours\na: 0\n")
    assert b">>>>>>>> theirs\n" in content


@pytest.mark.parametrize("name", ["narrative/vision.md", "LICENSE", "data/otra.csv"])
def test_other_files_are_merged_line_by_line(tmp_path: Path, name: str) -> None:
    texts = ("uno\n\ndos\n\ntres\n", "1\n\ndos\n\ntres\n", "uno\n\ndos\n\n3\n")
    assert merge(tmp_path, texts, name) == (0, b"1\n\ndos\n\n3\n")


def test_tables_are_merged_row_by_row(tmp_path: Path) -> None:
    base = "short,long\nPAC,Programa\nRNR,Recursos\n"
    ours, theirs = base + "UIT,Unidad\n", base + "FOB,Valor\n"
    assert merge(tmp_path, (base, ours, theirs), "data/siglas.csv") == (0, (ours + "FOB,Valor\n").encode())


def test_what_is_no_text_is_a_conflict_and_ours_stays(tmp_path: Path) -> None:
    assert merge(tmp_path, (b"\xff\x00", b"\xff\x01", b"\xff\x02")) == (1, b"\xff\x01")


DRIVER = (
    "import sys; from pathlib import Path; from plangen.flows.merge_driver import merge_files; "
    "a = sys.argv; sys.exit(merge_files(Path(a[1]), Path(a[2]), Path(a[3]), a[5], int(a[4])))"
)


def environment(folder: Path) -> Mapping[str, str]:
    people = {
        f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    own = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "HOME": str(folder),
        "PYTHONPATH": str(ROOT),
    }
    return {**os.environ, **people, **own}


def git(folder: Path, *arguments: str, code: int = 0) -> str:
    driver = f'"{Path(sys.executable).as_posix()}" -c "{DRIVER}" %O %A %B %L %P'
    settings = ("-c", f"merge.plangen.driver={driver}", "-c", "core.autocrlf=false")
    done = subprocess.run(
        ["git", *settings, *arguments], cwd=folder, env=environment(folder), capture_output=True, check=False
    )
    assert done.returncode == code, (done.stdout, done.stderr)
    return done.stdout.decode()


def repository(folder: Path, base: str, ours: str, theirs: str) -> Path:
    """A repository whose branches `main` and `otra` changed the file since they parted."""
    git(folder, "init", "-q", "-b", "main")
    (folder / ".gitattributes").write_text("*.yaml merge=plangen\n", "utf-8")
    file = folder / PATH
    file.parent.mkdir(parents=True)
    for branch, text in (("main", base), ("otra", theirs), ("main", ours)):
        if text is not base:
            git(folder, "checkout", "-q", *(["-b"] if branch == "otra" else []), branch)
        file.write_bytes(text.encode())
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", branch)
    return file


def test_git_merges_by_the_driver(tmp_path: Path) -> None:
    file = repository(tmp_path, BASE, OURS, THEIRS)
    git(tmp_path, "merge", "-q", "-m", "dos", "otra")
    assert file.read_bytes() == BOTH.encode()
    assert git(tmp_path, "status", "--porcelain") == ""


def test_git_stops_at_a_conflict_of_the_driver(tmp_path: Path) -> None:
    file = repository(tmp_path, BASE, OURS, THEIRS.replace("component: 1", "component: none"))
    git(tmp_path, "merge", "-q", "-m", "dos", "otra", code=1)
    lines = "<<<<<<< ours\n      component: 2\n||||||| base\n      component: 1\n=======\n      component: none\n>>>>>>> theirs\n"
    assert file.read_bytes().decode() == BOTH.replace("      component: 2\n", lines)
    assert git(tmp_path, "-c", "core.quotepath=off", "diff", "--name-only", "--diff-filter=U").strip() == PATH


def test_git_merges_lines_where_the_driver_does_not_understand(tmp_path: Path) -> None:
    texts = [one + "otra: 1\n" for one in (BASE, BASE.replace("component: 1", "component: 2"), THEIRS)]
    file = repository(tmp_path, *texts)
    git(tmp_path, "merge", "-q", "-m", "dos", "otra", code=1)  # the lines touch one another
    assert b"<<<<<<< ours\n" in file.read_bytes()
    assert b"ACT-4" in file.read_bytes()
