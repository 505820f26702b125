"""The same plan gives the same bytes: Markdown, Word file and figures, wherever and however it is built."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from plangen.figures.draw import renderer_version
from tests.cli.conftest import contents
from tests.support.word_package import unpacked

Process = Callable[..., "subprocess.CompletedProcess[bytes]"]

ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "tr_TR.UTF-8",
    "PYTHONHASHSEED": "4711",
    "SOURCE_DATE_EPOCH": "1",
}
PLAIN = {"TZ": "America/Lima", "LC_ALL": "C", "PYTHONHASHSEED": "0"}


@pytest.fixture
def build(process: Process, built: Path, tmp_path: Path) -> Callable[..., dict[str, bytes]]:
    """Build a copy of the plan in a folder of a name, with a cache folder, as a process of its own."""

    def call(folder: str, cache: Path, **environment: str) -> dict[str, bytes]:
        copy = Path(shutil.copytree(built, tmp_path / folder))
        shutil.rmtree(copy / "build")
        caches = dict.fromkeys(("XDG_CACHE_HOME", "LOCALAPPDATA"), str(cache))
        ended = process("build", ".", cwd=copy, environment={**environment, **caches})
        assert ended.returncode == 0, ended.stderr
        return contents(copy / "build")

    return call


def assert_same(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    """Equal files; the names of those that differ, if any do."""
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def test_folder_zone_language_and_hash_seed_change_nothing(
    build: Callable[..., dict[str, bytes]], built: Path, tmp_path: Path
) -> None:
    before = contents(built / "build")
    if renderer_version():
        assert {Path(name).suffix for name in before} == {".docx", ".md", ".svg"}
        assert [name for name in unpacked(before["mango-prc.docx"]) if name.endswith(".png")]
    assert_same(build("otro lugar/ñandú", tmp_path / "cold", **ELSEWHERE), before)


def test_a_cold_and_a_warm_cache_give_the_same(
    build: Callable[..., dict[str, bytes]], tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    cold = build("cold", cache, **PLAIN)
    kept = contents(cache)
    assert kept, "nothing is cached: this proves nothing"
    assert_same(build("warm", cache, **ELSEWHERE), cold)
    assert contents(cache).keys() == kept.keys(), "the second build did not find what the first one kept"


def test_a_cache_that_cannot_be_written_changes_nothing(
    build: Callable[..., dict[str, bytes]], built: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert_same(build("plan", tmp_path / "file" / "cache", **PLAIN), contents(built / "build"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has one encoding of names")
def test_a_system_without_utf_8_changes_nothing(
    build: Callable[..., dict[str, bytes]], built: Path, tmp_path: Path
) -> None:
    ascii_only = {**PLAIN, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii:strict"}
    assert_same(build("ñandú", tmp_path / "cache", **ascii_only), contents(built / "build"))
