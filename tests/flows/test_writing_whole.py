"""Files are written whole or not at all, and one build at a time."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

import plangen.flows.files as files
from plangen.errors import OutputError
from plangen.flows.files import make_folder, one_at_a_time, write_whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@settings(max_examples=25, deadline=None)
@given(old=st.none() | st.binary(max_size=50), new=st.binary(max_size=50))
def test_what_was_written_is_there_and_changed_says_whether_it_was_not(
    tmp_path_factory: pytest.TempPathFactory, old: bytes | None, new: bytes
) -> None:
    path = tmp_path_factory.mktemp("w") / "plan.md"
    if old is not None:
        path.write_bytes(old)
    assert write_whole(path, new) is (old != new)
    assert path.read_bytes() == new
    assert names(path.parent) == ["plan.md"]
    assert write_whole(path, new) is False


def test_an_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_bytes(b"uno")
    os.utime(path, ns=(1, 1))
    assert write_whole(path, b"uno") is False
    assert path.stat().st_mtime_ns == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_everybody_may_read_what_was_written(tmp_path: Path) -> None:
    write_whole(tmp_path / "plan.md", b"uno")
    assert (tmp_path / "plan.md").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(
    ("error", "key"),
    [(PermissionError(13, "in use"), "open-elsewhere"), (OSError(28, "No space left"), "cannot-write")],
)
@pytest.mark.parametrize("call", ["replace", "fsync"])
def test_a_failure_leaves_the_old_file_and_no_temporary_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, key: str, call: str
) -> None:
    def fail(*arguments: object) -> None:
        raise error

    path = tmp_path / "plan.docx"
    path.write_bytes(b"viejo")
    monkeypatch.setattr(Path if call == "replace" else os, call, fail)
    with pytest.raises(OutputError) as raised:
        write_whole(path, b"nuevo")
    assert (raised.value.key, raised.value.exit_code) == (key, 2)
    assert raised.value.params["file"] == path.as_posix()
    assert path.read_bytes() == b"viejo"
    assert names(tmp_path) == ["plan.docx"]


def test_a_folder_that_is_not_there_is_an_output_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        write_whole(tmp_path / "nada" / "plan.md", b"x")


def test_a_file_where_a_folder_should_be_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "build").write_bytes(b"x")
    with pytest.raises(OutputError):
        make_folder(tmp_path / "build")
    with pytest.raises(OutputError):
        make_folder(tmp_path / "build" / "dentro")
    with pytest.raises(OutputError), one_at_a_time(tmp_path / "build"):
        pytest.fail("locked a file")


def test_a_second_build_of_the_same_folder_waits_and_then_gives_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_PATIENCE", 0.05)
    with one_at_a_time(tmp_path):
        with pytest.raises(OutputError) as raised, one_at_a_time(tmp_path):
            pytest.fail("two builds at once")
        assert raised.value.key == "busy"
    with one_at_a_time(tmp_path):
        pass


def test_a_lock_file_that_nobody_holds_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / ".plangen.lock").write_bytes(b"")
    with one_at_a_time(tmp_path):
        assert not FileLock(tmp_path / "other.lock").is_locked


def test_the_lock_is_let_go_when_the_build_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_PATIENCE", 0.05)
    with pytest.raises(ValueError, match="failed"), one_at_a_time(tmp_path):
        raise ValueError("failed")
    with one_at_a_time(tmp_path):
        pass
