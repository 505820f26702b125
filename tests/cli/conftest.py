"""The command line run in this process, and plans that are made once and copied."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from plangen.cli.main import run
from tests.support.docx_reader import read_docx, text_of

PLAN = """\
plan:
  id: PRC-1
  title: Plan de la alcachofa
cluster:
  actors:
    - id: ACTR-1
      name: Cooperativa de ejemplo
"""


@dataclass(frozen=True)
class Ran:
    """What a run of the command line gave."""

    code: int
    out: str
    err: str


@pytest.fixture
def plangen(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run the command line with `arguments` in this process."""

    def call(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return call


@pytest.fixture
def process() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run `python -m plangen` (or a script given as `script`) as a process of its own."""

    def call(
        *arguments: str | Path,
        script: str = "",
        cwd: Path | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> subprocess.CompletedProcess[bytes]:
        start = ["-c", script] if script else ["-m", "plangen"]
        return subprocess.run(
            [sys.executable, *start, *map(str, arguments)],
            cwd=cwd,
            env={**os.environ, **(environment or {})},
            capture_output=True,
            timeout=120,
            check=False,
        )

    return call


@pytest.fixture
def plan_in(tmp_path: Path) -> Callable[..., Path]:
    """Write a plan folder of `files` (name → text); by default a small plan without findings."""

    def write(folder: str = "plan", **files: str) -> Path:
        path = tmp_path / folder
        path.mkdir(parents=True)
        for name, text in (files or {"plan": PLAN}).items():
            (path / f"{name}.yaml").write_text(text, "utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new plan, built in both formats; only to be copied."""
    folder = tmp_path_factory.mktemp("once") / "mango"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
        assert run(["new", str(folder)]) == 0
        assert run(["build", str(folder)]) == 0
    return folder


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Path:
    """A plan of one's own, built in both formats."""
    return Path(shutil.copytree(built_once, tmp_path / "mango"))


@pytest.fixture
def fresh(built: Path) -> Path:
    """The same plan, not built yet."""
    shutil.rmtree(built / "build")
    return built


def contents(folder: Path) -> dict[str, bytes]:
    """Every file under `folder` by its relative path, locks aside."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".plangen.lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def snapshot() -> Callable[[Path], dict[str, bytes]]:
    """`contents`, for tests."""
    return contents


@pytest.fixture
def word_text() -> Callable[[bytes], str]:
    """All characters of a .docx, headers and footers too."""

    def read(data: bytes) -> str:
        package = read_docx(data)
        stories = [name for name in package.parts if re.match(r"word/(document|header|footer)\d*\.xml", name)]
        return "\n".join(text_of(package.part(name)) for name in stories)

    return read
