"""The benchmark of a review: what changed between two versions of a large plan, beside what git and pandoc
say of it, and the Word with tracked changes beside the build of the deliverable.

Quote the ratios: absolute times are this machine's, and it should be doing nothing else meanwhile.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from benchmarks.evidence_parts import PLAN_ID
from benchmarks.processes import Command, FailedCommand, Run, rounds_of
from benchmarks.report import conditions, contents
from benchmarks.run import find_pandoc
from benchmarks.table import Row, Target, table, verdicts
from benchmarks.ways import Bench, python

_OUT = Path(__file__).resolve().parent / "out"
_TOGETHER = "git and pandoc"
_WANTED = MappingProxyType({"diff": Target({_TOGETHER: 0.5}), "redline": Target({"docx": 3.0})})
_NAMED = ("-c", "user.name=Equipo consultor", "-c", "user.email=equipo@example.org")


@dataclass(frozen=True, slots=True)
class Review:
    """Two versions of a generated plan, each in a folder of its own, and both in a git repository."""

    folder: Path
    caches: Path

    @property
    def old(self) -> Bench:
        return Bench(self.folder / "old", self.caches)

    @property
    def new(self) -> Bench:
        return Bench(self.folder / "new", self.caches)

    @property
    def repository(self) -> Path:
        """It has the versions under the tags v1 and v2."""
        return self.folder / "repository"

    def write(self, small: bool) -> int:
        """Write both versions and commit them; the changes between them.

        In children: what this process has ever held counts as the peak of the children it starts.
        """
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.old.child("benchmarks.large_plan", self.old.plan, *(["--small"] if small else []))
        made = self.old.child("benchmarks.second_version", self.old.plan, self.new.plan)
        self._git("init", "--quiet", str(self.repository), at=self.folder)
        for tag, version in (("v1", self.old), ("v2", self.new)):
            shutil.copytree(version.plan, self.repository / PLAN_ID, dirs_exist_ok=True)
            self._git("add", "--all", at=self.repository)
            self._git(*_NAMED, "commit", "--quiet", "--message", tag, at=self.repository)
            self._git("tag", tag, at=self.repository)
        return int(made)

    def build(self) -> None:
        """Build what pandoc reads."""
        for version in (self.old, self.new):
            version.child("plangen", "build", version.plan, "--to", "docx")

    def ours(self, name: str, *arguments: object, out: str = "") -> Command:
        """A command of ours; `out` is the file or folder of this folder that it writes, gone before it."""
        written = self.folder / out
        return Command(
            name,
            lambda: python("plangen", *arguments, *(["--out", written] if out else [])),
            lambda: self.new.environment("warm"),
            lambda: _remove(written) if out else None,
        )

    def word_diff(self) -> Command:
        """What git says of the YAML, word by word."""
        ask = ["git", "-C", str(self.repository), "diff", "--word-diff", "v1", "v2", "--", PLAN_ID]
        return Command("git diff --word-diff", lambda: ask, _git_environment)

    def plain(self, program: str, version: Bench) -> Command:
        """The text of a version's deliverable by pandoc."""
        written = version.folder / "plain.txt"
        convert = [program, str(version.word), "-t", "plain", "-o", str(written)]
        return Command(f"pandoc, {version.folder.name} docx to text", lambda: convert)

    def _git(self, *arguments: str, at: Path) -> None:
        environment = {**os.environ, **_git_environment()}
        subprocess.run(["git", *arguments], cwd=at, env=environment, check=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the versions, measure, print; 1 when a command failed or pandoc is not there."""
    options = _options(arguments)
    _OUT.mkdir(exist_ok=True)
    pandoc = find_pandoc()
    if pandoc is None:
        print("pandoc is missing: pip install pypandoc_binary", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(dir=_OUT, prefix="caches-") as caches:
        review = Review(_OUT / ("review-small" if options.small else "review"), Path(caches))
        try:
            changes = review.write(options.small)
            review.build()
            print(_measured(review, pandoc, options, changes))
        except FailedCommand as failure:
            print(failure, file=sys.stderr)
            return 1
        except (subprocess.CalledProcessError, FileNotFoundError) as failure:
            print(f"could not be prepared: {failure}", file=sys.stderr)
            return 1
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.review", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="rounds that count, after one that does not")
    parser.add_argument("--small", action="store_true", help="a small plan in place of the large one")
    parser.add_argument("--fast", action="store_true", help="leave out pandoc, which takes most of the time")
    options = parser.parse_args(arguments)
    if options.rounds < 1:
        parser.error("--rounds takes 1 or more")
    return options


def _measured(review: Review, pandoc: str, options: argparse.Namespace, changes: int) -> str:
    ways = _ways(review)
    theirs = {"word-diff": review.word_diff()}
    if not options.fast:
        theirs |= {name: review.plain(pandoc, getattr(review, name)) for name in ("old", "new")}
    every = {**ways, **theirs}
    taken = rounds_of(list(every.values()), options.rounds, review.folder)
    runs = dict(zip(every, taken, strict=True))
    together = {} if options.fast else {_TOGETHER: added(*(runs[name] for name in theirs))}
    yardsticks = {**together, "docx": runs["docx"], "docx and md": runs["build"]}
    wanted = {} if options.small or options.fast else _WANTED
    rows = [Row(way.name, runs[name], wanted.get(name, Target())) for name, way in every.items()]
    rows += [Row(f"{name}, one after the other", each) for name, each in together.items()]
    parts = (
        f"{changes} changes between the versions; {_git_version()}.",
        conditions(pandoc, review.new, options.rounds),
        table(rows, yardsticks),
        "\n".join(verdicts(rows, yardsticks)),
        _wall(runs["diff"], together),
        contents({"old": review.old.word, "new": review.new.word, "both": review.folder / "redline.docx"}),
    )
    return "\n\n".join(filter(None, parts))


def _ways(review: Review) -> dict[str, Command]:
    """Our commands; the build comes last, so that the others read what pandoc will."""
    pair = ("diff", review.old.plan, review.new.plan)
    signed = ("--author", "Equipo consultor", "--date", "2026-12-14")
    return {
        "diff": review.ours("diff, text", *pair),
        "git": review.ours("diff, text, from git", "diff", "v1..v2", review.repository / PLAN_ID),
        "html": review.ours("diff, html", *pair, "--format", "html", out="changes.html"),
        "json": review.ours("diff, json", *pair, "--format", "json", out="changes.json"),
        "redline": review.ours("diff, docx", *pair, "--format", "docx", *signed, out="redline.docx"),
        "check": review.new.check(),
        "docx": review.ours("build, docx", "build", review.new.plan, "--to", "docx", out="docx-alone"),
        "build": review.new.build("build, docx and md"),
    }


def added(*ways: Sequence[Run]) -> list[Run]:
    """Several processes as one, round by round: times added, the highest peak."""
    return [_one_after_the_other(runs) for runs in zip(*ways, strict=True)]


def _one_after_the_other(runs: Sequence[Run]) -> Run:
    cpu = [run.cpu for run in runs if run.cpu is not None]
    peak = max((run.peak for run in runs if run.peak is not None), default=None)
    return Run(sum(run.wall for run in runs), sum(cpu) if len(cpu) == len(runs) else None, peak)


def _wall(runs: Sequence[Run], yardsticks: Mapping[str, Sequence[Run]]) -> str:
    """The ratios of time by the clock."""
    ratios = {
        name: Row("wall", [replace(run, cpu=run.wall) for run in runs]).ratio(
            [replace(run, cpu=run.wall) for run in others]
        )
        for name, others in yardsticks.items()
    }
    return "\n".join(f"By the clock, diff / {name}: {ratio:.3f}." for name, ratio in ratios.items())


def _remove(written: Path) -> None:
    if written.is_dir():
        shutil.rmtree(written)
    else:
        written.unlink(missing_ok=True)


def _git_environment() -> Mapping[str, str]:
    """No settings but git's own."""
    return {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def _git_version() -> str:
    asked = subprocess.run(["git", "--version"], capture_output=True, encoding="utf-8", check=True)
    return asked.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
