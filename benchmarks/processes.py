"""Cold processes in turn: what each costs in time and memory by the kernel's own accounting."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

MEASURES_CPU = hasattr(os, "wait4")
"""Whether the system accounts for a single finished child; Windows does not, in Python."""

_BYTES_PER_UNIT = 1 if sys.platform == "darwin" else 1024
"""Of `ru_maxrss`."""


@dataclass(frozen=True, slots=True)
class Command:
    """What to run. `arguments` and `environment` (added to ours) are asked for anew before each run."""

    name: str
    arguments: Callable[[], Sequence[str]]
    environment: Callable[[], Mapping[str, str]] = field(default=dict)
    prepare: Callable[[], None] = field(default=lambda: None)


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process: seconds, seconds of user and system time, megabytes at the peak.

    CPU and peak count the process and the children it waited for; they are None where not measured. No
    peak is below this process's own, which Linux hands down to what it starts.
    """

    wall: float
    cpu: float | None
    peak: float | None


class FailedCommand(Exception):
    """A measured command ended with an error; the text is its name, exit code and last words."""


def rounds_of(commands: Sequence[Command], rounds: int, folder: Path) -> list[list[Run]]:
    """Runs of each command, A B C A B C …, after one round of warming up that does not count.

    What the commands print goes to a file in `folder`. FailedCommand when one fails.
    """
    taken: list[list[Run]] = [[] for _ in commands]
    for number in range(rounds + 1):
        for command, runs in zip(commands, taken, strict=True):
            run = _run(command, folder / "last-output.txt")
            if number:
                runs.append(run)
    return taken


def _run(command: Command, output: Path) -> Run:
    command.prepare()
    environment = {**os.environ, **command.environment()}
    arguments = list(command.arguments())
    with output.open("wb") as stream:
        start = time.perf_counter()
        child = subprocess.Popen(arguments, env=environment, stdout=stream, stderr=subprocess.STDOUT)
        run = _account(child, start)
    if child.returncode != 0:
        words = output.read_text(encoding="utf-8", errors="replace").strip()[-2000:]
        raise FailedCommand(f"{command.name}: exit code {child.returncode}\n{words}")
    return run


def _account(child: subprocess.Popen[bytes], start: float) -> Run:
    """Wait for the child and read its account."""
    if sys.platform == "win32" or not MEASURES_CPU:
        child.wait()
        return Run(time.perf_counter() - start, None, None)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _BYTES_PER_UNIT / 1e6)
