"""Repositories of git made for a test, with nobody's settings and fixed people and dates."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

PLAN = """\
plan:
  id: PRC-1
  title: Plan de la alcachofa
"""

_PEOPLE = {
    "GIT_AUTHOR_NAME": "Rosa Ñahui",
    "GIT_AUTHOR_EMAIL": "rosa@example.org",
    "GIT_COMMITTER_NAME": "Otra Persona",
    "GIT_COMMITTER_EMAIL": "otra@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_COUNT": "3",
    "GIT_CONFIG_KEY_0": "core.fsync",
    "GIT_CONFIG_VALUE_0": "none",
    "GIT_CONFIG_KEY_1": "commit.gpgsign",
    "GIT_CONFIG_VALUE_1": "false",
    "GIT_CONFIG_KEY_2": "tag.gpgsign",
    "GIT_CONFIG_VALUE_2": "false",
}


@dataclass(frozen=True)
class Repository:
    """A repository with a working tree; commits are an hour apart, from 2026-03-01 10:00 in Lima."""

    folder: Path

    def git(self, *arguments: str, code: int | None = 0) -> str:
        """What git prints; `code` is what it must end with, None for anything."""
        ended = subprocess.run(["git", *arguments], cwd=self.folder, capture_output=True, timeout=60)
        assert code is None or ended.returncode == code, (ended.stdout, ended.stderr)
        return ended.stdout.decode()

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Put files into the working tree."""
        for name, content in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def commit(self, files: Mapping[str, str | bytes], tag: str = "") -> str:
        """Commit the working tree with `files`; the hash."""
        self.write(files)
        self.git("add", "--all")
        count = int(self.git("rev-list", "--count", "--all") or 0)
        date = f"2026-03-01T{10 + count:02}:00:00-05:00"
        subprocess.run(
            ["git", "commit", "-q", "--allow-empty", "-m", f"n.º {count}"],
            cwd=self.folder,
            env={**os.environ, "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": "2026-06-01T12:00:00Z"},
            check=True,
            capture_output=True,
            timeout=60,
        )
        if tag:
            self.git("tag", "-a", "-m", tag, tag)
        return self.git("rev-parse", "HEAD").strip()


def new_repository(folder: Path, patch: pytest.MonkeyPatch) -> Repository:
    """An empty repository, its branch `main`; the environment of the test is made fit for it."""
    for name, value in _PEOPLE.items():
        patch.setenv(name, value)
    for name in [name for name in os.environ if name.startswith("GIT_") and name not in _PEOPLE]:
        patch.delenv(name)
    folder.mkdir(parents=True)
    subprocess.run(
        ["git", "init", "-q", "-b", "main", str(folder)], check=True, capture_output=True, timeout=60
    )
    return Repository(folder)
