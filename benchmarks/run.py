"""The benchmark: builds and checks of a large plan beside pandoc and docxtpl, and of a small one beside
python-docx as its first page shows it, in one run.

Quote the ratios: absolute times are this machine's, and it should be doing nothing else meanwhile.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.processes import MEASURES_CPU, Command, FailedCommand, Run, rounds_of
from benchmarks.report import conditions, contents
from benchmarks.table import Row, Target, share, table, verdicts
from benchmarks.ways import ROOT, Bench, python

_OUT = Path(__file__).resolve().parent / "out"
_WANTED = {
    "warm": Target({"pandoc": 0.5, "docxtpl": 1.0}, peak=120),
    "check": Target({"pandoc": 0.35}),
}
"""Of the large plan; docxtpl's own time is the stretch."""
_SLOW_ROUNDS = 3
"""The naive way takes minutes where the others take seconds: so many rounds of it are enough."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the plans, measure, print; 1 when a command failed or pandoc is not there."""
    options = _options(arguments)
    _OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=_OUT, prefix="caches-") as caches:
        large = Bench(_OUT / ("small" if options.small else "large"), Path(caches))
        if options.profile:
            large.prepare(options.small)
            return subprocess.run(python("benchmarks.profile_build", large.plan), cwd=ROOT).returncode
        pandoc = find_pandoc()
        if pandoc is None:
            print("pandoc is missing: pip install pypandoc_binary", file=sys.stderr)
            return 1
        try:
            large.prepare(options.small)
            wanted = {} if options.small else _WANTED
            print(_measured(large, pandoc, options.rounds, wanted), flush=True)
            if not options.fast:
                small = Bench(_OUT / "naive", Path(caches))
                small.prepare(small=True)
                print(_naive(small, min(options.rounds, _SLOW_ROUNDS)))
        except FailedCommand as failure:
            print(failure, file=sys.stderr)
            return 1
        except subprocess.CalledProcessError as failure:
            print(f"could not be prepared: {failure}", file=sys.stderr)
            return 1
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="rounds that count, after one that does not")
    parser.add_argument("--small", action="store_true", help="a small plan in place of the large one")
    parser.add_argument("--fast", action="store_true", help="leave out python-docx's `table.cell`")
    parser.add_argument("--profile", action="store_true", help="profile one build in process instead")
    options = parser.parse_args(arguments)
    if options.rounds < 1:
        parser.error("--rounds takes 1 or more")
    return options


def find_pandoc() -> str | None:
    """Path of the yardstick, asked in a child for the sake of this one's memory."""
    code = "import pypandoc; print(pypandoc.get_pandoc_path())"
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")
    return asked.stdout.strip() or None


def _measured(bench: Bench, pandoc: str, rounds: int, wanted: Mapping[str, Target]) -> str:
    """Everything but the naive way; pandoc reads the Markdown of the build before it."""
    ways: dict[str, Command] = {
        "empty": bench.build("build, empty caches", "empty"),
        "figures": bench.build("build, figures drawn anew", "figures"),
        "warm": bench.build("build, docx and md", "warm"),
        "check": bench.check(),
        "pandoc": bench.pandoc(pandoc),
        "docxtpl": bench.docxtpl(),
        "nothing": bench.nothing(),
    }
    runs = _rounds(ways, rounds, bench)
    yardsticks = {name: runs[name] for name in ("pandoc", "docxtpl")}
    rows = [Row(way.name, runs[name], wanted.get(name, Target())) for name, way in ways.items()]
    files = {"ours": bench.word, "pandoc": bench.written("pandoc"), "docxtpl": bench.written("docxtpl")}
    parts = (
        conditions(pandoc, bench, rounds),
        table(rows, yardsticks) + _unmeasured(),
        _figures(runs),
        "\n".join(verdicts(rows, yardsticks)),
        contents(files),
    )
    return "\n\n".join(filter(None, parts))


def _naive(bench: Bench, rounds: int) -> str:
    ways = {"warm": bench.build("build, docx and md"), "naive": bench.naive()}
    runs = _rounds(ways, rounds, bench)
    rows = [Row(way.name, runs[name]) for name, way in ways.items()]
    title = f"\nA small plan, medians of {rounds} rounds and one to warm up."
    files = {"ours": bench.word, "python-docx": bench.written("naive")}
    return "\n\n".join((title, table(rows, {"our build": runs["warm"]}), contents(files)))


def _rounds(ways: dict[str, Command], rounds: int, bench: Bench) -> dict[str, list[Run]]:
    return dict(zip(ways, rounds_of(list(ways.values()), rounds, bench.folder), strict=True))


def _figures(runs: dict[str, list[Run]]) -> str:
    """What of a build goes into drawing, and what into everything that a cache may keep."""
    drawn, cold = share(runs["figures"], runs["warm"]), share(runs["empty"], runs["warm"])
    if drawn is None or cold is None:
        return "Shares of CPU time are not measured on this system."
    return (
        f"Of a build that draws its figures anew, drawing is {drawn:.0%}; "
        f"of one with empty caches, drawing and compiling templates are {cold:.0%}."
    )


def _unmeasured() -> str:
    return "" if MEASURES_CPU else "\n\nCPU time and peak memory are not measured on this system."


if __name__ == "__main__":
    sys.exit(main())
