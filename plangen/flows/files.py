"""Writing files whole or not at all, and one build of a plan at a time."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from plangen.errors import OutputError

_PATIENCE = 60
"""Seconds to wait for another build of the same plan."""


def make_folder(folder: Path) -> None:
    """Create `folder` and its parents. OutputError when that is not allowed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError("cannot-write", file=folder.as_posix(), detail=error.strerror or "") from error


def write_whole(path: Path, content: bytes) -> bool:
    """Put `content` at `path` in one step; False when it was there already.

    A reader sees the old file or the new one, never a part: a temporary file in the same folder takes
    its place. OutputError when the file is open in Word or the folder is not writable.
    """
    try:
        if path.is_file() and path.read_bytes() == content:
            return False
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", suffix=".tmp", dir=path.parent)
    except OSError as error:
        raise OutputError("cannot-write", file=path.as_posix(), detail=error.strerror or "") from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except PermissionError as error:
        raise OutputError("open-elsewhere", file=path.as_posix()) from error
    except OSError as error:
        raise OutputError("cannot-write", file=path.as_posix(), detail=error.strerror or "") from error
    finally:
        temporary.unlink(missing_ok=True)
    return True


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Hold the operating system's lock on an output folder; OutputError when another build keeps it."""
    lock = FileLock(folder / ".plangen.lock", timeout=_PATIENCE)
    try:
        lock.acquire()
    except Timeout as error:
        raise OutputError("busy", file=folder.as_posix()) from error
    except OSError as error:
        raise OutputError("cannot-write", file=folder.as_posix(), detail=error.strerror or "") from error
    try:
        yield
    finally:
        lock.release()
