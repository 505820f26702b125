"""The wheel: it holds everything, and works from an empty folder without the repository."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "plangen"
TEMPLATES = ROOT / "templates"

Ended = subprocess.CompletedProcess[str]


def run(*arguments: str, cwd: Path, **environment: str) -> Ended:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=180,
        check=False,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, packed without network from what an sdist holds."""
    out = tmp_path_factory.mktemp("dist")
    ended = run("-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT), cwd=out)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    (found,) = out.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    """The files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as installed somewhere else."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def plangen(unpacked: Path, tmp_path: Path) -> Callable[..., Ended]:
    """Run the unpacked plangen in an empty folder."""

    def call(*arguments: str) -> Ended:
        return run("-m", "plangen", *arguments, cwd=tmp_path, PYTHONPATH=str(unpacked))

    return call


def files(folder: Path) -> set[str]:
    """The files under a folder that belong to the package."""
    found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix() for path in found if not path.name.startswith(".")}


def test_the_wheel_holds_the_whole_package_and_all_templates(names: set[str]) -> None:
    code = {f"plangen/{name}" for name in files(PACKAGE)}
    templates = {f"plangen/_templates/{name}" for name in files(TEMPLATES)}
    assert {name for name in names if ".dist-info/" not in name} == code | templates


def test_the_wheel_holds_what_no_import_would_miss(names: set[str]) -> None:
    needed = {
        "plangen/locales/es/messages.yaml",
        "plangen/locales/es/fields.yaml",
        "plangen/_templates/prc/template.yaml",
        "plangen/_templates/prc/reference.docx",
        "plangen/_templates/prc/es/00-cover.md.j2",
        "plangen/_templates/prc/es/labels.yaml",
        "plangen/_templates/prc/skeleton/es/plan.yaml",
        "plangen/_templates/programmes/pac/programme.yaml",
        "plangen/_templates/programmes/pac/calls/pac-2019.yaml",
    }
    assert needed <= names


def test_the_wheel_brings_the_command_and_its_licence(wheel: Path, names: set[str]) -> None:
    (info,) = {name.partition("/")[0] for name in names if ".dist-info/" in name}
    with zipfile.ZipFile(wheel) as archive:
        assert "plangen = plangen.__main__:main" in archive.read(f"{info}/entry_points.txt").decode()
    assert f"{info}/licenses/LICENSE" in names


def test_the_unpacked_wheel_is_what_runs_and_brings_its_own_templates(unpacked: Path, tmp_path: Path) -> None:
    script = (
        "import plangen\n"
        "from plangen.flows.packaged import packaged_templates\n"
        "print(plangen.__file__)\n"
        "print(packaged_templates())\n"
    )
    ended = run("-c", script, cwd=tmp_path, PYTHONPATH=str(unpacked))
    package, templates = (Path(line).resolve() for line in ended.stdout.splitlines())
    assert package == (unpacked / "plangen" / "__init__.py").resolve()
    assert templates == (unpacked / "plangen" / "_templates").resolve()


def test_the_unpacked_wheel_makes_checks_and_builds_a_plan(
    plangen: Callable[..., Ended], tmp_path: Path
) -> None:
    for arguments in (
        ("new", "mango", "--call", "pac-2019"),
        ("check", "mango"),
        ("build", "mango", "--verify"),
        ("build", "mango", "--check"),
    ):
        ended = plangen(*arguments)
        assert ended.returncode == 0, (arguments, ended.stderr)
        told = "R002" if arguments[0] == "check" else ""  # the rules of the call come with the wheel
        assert told in ended.stdout
        assert bool(ended.stdout) == bool(told), ended.stdout
    made = {path.name for path in (tmp_path / "mango" / "build").glob("mango-prc.*")}
    assert made == {"mango-prc.docx", "mango-prc.md"}
