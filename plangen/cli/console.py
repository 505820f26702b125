"""What commands say: findings to stdout, progress and errors to stderr, in UTF-8 whatever the system."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from plangen.errors import PlangenError
from plangen.plan.words import Words


@dataclass(frozen=True)
class Console:
    """The two streams and the language of a run."""

    words: Words

    @property
    def color(self) -> bool:
        """Whether stdout takes colours: a terminal, and NO_COLOR not set."""
        stdout: TextIO | None = sys.stdout  # None where the shell has closed it
        return stdout is not None and stdout.isatty() and not os.environ.get("NO_COLOR")

    def print(self, text: str) -> None:
        """A result."""
        print(text, file=sys.stdout)  # noqa: T201

    def tell(self, key: str, **params: object) -> None:
        """Progress, to stderr, by its key in the catalogue."""
        print(self.words.say(f"cli.{key}", **params), file=sys.stderr)  # noqa: T201

    def fail(self, error: PlangenError) -> None:
        """An error that stopped a command."""
        print(self.words.say(f"errors.{error.key}", **error.params), file=sys.stderr)  # noqa: T201


def shown(path: Path) -> str:
    """A path as printed: relative to the working folder where it lies in it, always with `/`."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix() or "."
    except ValueError:
        return path.as_posix()


def use_utf8() -> None:
    """Make both streams UTF-8; what a stream cannot show becomes `?` instead of an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
