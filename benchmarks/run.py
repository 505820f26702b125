"""The benchmark: builds and checks of the large plan beside pandoc, in one run.

Quote the ratios: absolute times are this machine's, and it should be doing nothing else meanwhile.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.evidence_parts import PLAN_ID
from benchmarks.processes import MEASURES_CPU, Command, FailedCommand, Run, rounds_of
from benchmarks.table import Row, Target, table, verdicts
from plangen import __version__

_ROOT = Path(__file__).resolve().parent.parent
_OUT = Path(__file__).resolve().parent / "out"
_PLAN = _OUT / PLAN_ID
_BUILT = _PLAN / "build"
_MARKDOWN = _BUILT / f"{PLAN_ID}-prc.md"
_WORD = _BUILT / f"{PLAN_ID}-prc.docx"
_PANDOC_WORD = _OUT / "pandoc.docx"
_PACKAGES = (
    *("pydantic", "PyYAML", "Jinja2", "markdown-it-py", "lxml", "python-docx", "click"),
    "pypandoc_binary",
)
_TARGETS = (
    Target(ratio=0.5, peak=120),
    Target(ratio=0.5, peak=120),
    Target(ratio=0.35, stretch=0.25),
)
"""Of the first commands, in their order: build, build with an empty cache, check."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the plan, measure, print; 1 when a command failed or pandoc is not there."""
    options = _options(arguments)
    # in a child: what this process has ever held counts as the peak of the children it starts
    subprocess.run([sys.executable, "-m", "benchmarks.large_plan", str(_PLAN)], cwd=_ROOT, check=True)
    if options.profile:
        return subprocess.run(
            [sys.executable, "-m", "benchmarks.profile_build", str(_PLAN)], cwd=_ROOT
        ).returncode
    pandoc = _pandoc()
    if pandoc is None:
        print("pandoc is missing: pip install pypandoc_binary", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(dir=_OUT, prefix="caches-") as caches:
        try:
            runs = rounds_of(_commands(pandoc, Path(caches)), options.rounds, _OUT)
        except FailedCommand as failure:
            print(failure, file=sys.stderr)
            return 1
    print(_report(pandoc, runs))
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="rounds that count, after one that does not")
    parser.add_argument("--profile", action="store_true", help="profile one build in process instead")
    options = parser.parse_args(arguments)
    if options.rounds < 1:
        parser.error("--rounds takes 1 or more")
    return options


def _pandoc() -> str | None:
    """Path of the yardstick, asked in a child for the sake of this one's memory."""
    code = "import pypandoc; print(pypandoc.get_pandoc_path())"
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")
    return asked.stdout.strip() or None


def _commands(pandoc: str, caches: Path) -> list[Command]:
    plangen = [sys.executable, "-m", "plangen"]
    build, check = [*plangen, "build", str(_PLAN)], [*plangen, "check", str(_PLAN)]
    convert = [pandoc, "-f", "gfm", "-t", "docx", "-o", str(_PANDOC_WORD), str(_MARKDOWN)]
    convert.append(f"--resource-path={_BUILT}")

    def warm() -> dict[str, str]:
        return _with_cache(caches / "warm")

    def empty() -> dict[str, str]:
        return _with_cache(Path(tempfile.mkdtemp(dir=caches)))

    return [
        Command("build, docx and md", lambda: build, warm, _forget_outputs),
        Command("build, empty template cache", lambda: build, empty, _forget_outputs),
        Command("check", lambda: check, warm),
        Command("pandoc, that md to docx", lambda: convert),
        Command("python -c pass", lambda: [sys.executable, "-c", "pass"]),
    ]


def _with_cache(folder: Path) -> dict[str, str]:
    """Our user caches in `folder`; plangen from this checkout."""
    path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    return {"XDG_CACHE_HOME": str(folder), "LOCALAPPDATA": str(folder), "PYTHONPATH": path}


def _forget_outputs() -> None:
    shutil.rmtree(_BUILT, ignore_errors=True)


def _report(pandoc: str, runs: list[list[Run]]) -> str:
    names = [command.name for command in _commands(pandoc, _OUT)]
    targets = [*_TARGETS, *(None for _ in names[len(_TARGETS) :])]
    rows = [Row(*row) for row in zip(names, runs, [runs[3]] * len(names), targets, strict=True)]
    note = "" if MEASURES_CPU else "\nCPU time and peak memory are not measured on this system.\n"
    parts = (_conditions(pandoc, len(runs[0])), table(rows) + note, "\n".join(verdicts(rows)))
    return "\n\n".join(parts)


def _conditions(pandoc: str, rounds: int) -> str:
    words = subprocess.run([pandoc, "--version"], capture_output=True, encoding="utf-8", check=True).stdout
    versions = ", ".join(
        [
            f"plangen {__version__}",
            words.split("\n", 1)[0].strip(),
            *(f"{name} {_version(name)}" for name in _PACKAGES),
        ]
    )
    inputs = sum(path.stat().st_size for path in _PLAN.glob("*.yaml"))
    sizes = {"plan": inputs} | {
        name: path.stat().st_size
        for name, path in (("Markdown", _MARKDOWN), ("docx", _WORD), ("pandoc's docx", _PANDOC_WORD))
    }
    return "\n".join(
        (
            f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}, {versions}.",
            ", ".join(f"{name} {size / 1000:,.0f} KB" for name, size in sizes.items()) + ".",
            f"Cold processes in turn, medians of {rounds} rounds and one to warm up; ratios round by round.",
        )
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(not installed)"


if __name__ == "__main__":
    sys.exit(main())
