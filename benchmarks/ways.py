"""The ways that are measured: our commands with full and empty caches, and the yardsticks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.evidence_parts import PLAN_ID
from benchmarks.processes import Command, FailedCommand

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Bench:
    """A generated plan in a folder of its own, what is made of it there, and the caches of the run."""

    folder: Path
    caches: Path

    @property
    def plan(self) -> Path:
        return self.folder / PLAN_ID

    @property
    def built(self) -> Path:
        return self.plan / "build"

    @property
    def markdown(self) -> Path:
        return self.built / f"{PLAN_ID}-prc.md"

    @property
    def word(self) -> Path:
        return self.built / f"{PLAN_ID}-prc.docx"

    def written(self, way: str) -> Path:
        """The .docx of a yardstick."""
        return self.folder / f"{way}.docx"

    @property
    def content(self) -> Path:
        return self.folder / "content.json"

    @property
    def filled(self) -> Path:
        """The Word template that docxtpl fills."""
        return self.folder / "docxtpl-template.docx"

    def prepare(self, small: bool) -> None:
        """Write the plan, and what the yardsticks start from.

        In children: what this process has ever held counts as the peak of the children it starts.
        """
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.child("benchmarks.large_plan", self.plan, *(["--small"] if small else []))
        self.child("benchmarks.content", self.plan, self.content)
        self.child("benchmarks.docxtpl_template", self.content, self.filled)

    def build(self, name: str, cache: str = "warm") -> Command:
        """Our build: `cache` is "warm", "figures" (only compiled templates are kept) or "empty"."""
        return Command(
            name,
            lambda: python("plangen", "build", self.plan),
            lambda: self.environment(cache),
            lambda: self._forget(cache),
        )

    def check(self) -> Command:
        """Our check."""
        return Command(
            "check", lambda: python("plangen", "check", self.plan), lambda: self.environment("warm")
        )

    def pandoc(self, program: str) -> Command:
        """pandoc on the Markdown that our build has written before."""
        convert = [program, "-f", "gfm", "-t", "docx", "-o", str(self.written("pandoc")), str(self.markdown)]
        return Command("pandoc, that md to docx", lambda: [*convert, f"--resource-path={self.built}"])

    def docxtpl(self) -> Command:
        """docxtpl on ready pieces."""
        arguments = (self.content, self.filled, self.written("docxtpl"))
        return Command(
            "docxtpl, ready data to docx",
            lambda: python("benchmarks.fill_docxtpl", *arguments),
            lambda: self.environment("warm"),
        )

    def naive(self) -> Command:
        """python-docx, cell by cell."""
        arguments = (self.content, self.written("naive"))
        return Command(
            "python-docx, `table.cell`",
            lambda: python("benchmarks.naive_docx", *arguments),
            lambda: self.environment("warm"),
        )

    def nothing(self) -> Command:
        """An interpreter that does nothing."""
        return Command("python -c pass", lambda: [sys.executable, "-c", "pass"])

    def environment(self, cache: str) -> Mapping[str, str]:
        """Our user caches in a folder of the run; plangen from this checkout, its bytecode kept.

        An installed program has its bytecode, whatever the shell that measures it may forbid.
        """
        folder = Path(tempfile.mkdtemp(dir=self.caches)) if cache == "empty" else self.caches / cache
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        return {
            "XDG_CACHE_HOME": str(folder),
            "LOCALAPPDATA": str(folder),
            "PYTHONPATH": path,
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(self.caches / "bytecode"),
        }

    def child(self, module: str, *arguments: object) -> str:
        """Run a module of ours to its end; what it prints. FailedCommand when it fails."""
        environment = {**os.environ, **self.environment("warm")}
        ran = subprocess.run(
            python(module, *arguments), cwd=ROOT, env=environment, capture_output=True, encoding="utf-8"
        )
        if ran.returncode != 0:
            raise FailedCommand(f"{module}: exit code {ran.returncode}\n{ran.stderr.strip()[-2000:]}")
        return ran.stdout

    def _forget(self, cache: str) -> None:
        shutil.rmtree(self.built, ignore_errors=True)
        if cache == "figures":
            for folder in list((self.caches / cache).rglob("figures")):
                shutil.rmtree(folder)


def python(module: str, *arguments: object) -> list[str]:
    """A module of ours in a fresh interpreter."""
    return [sys.executable, "-m", module, *map(str, arguments)]
