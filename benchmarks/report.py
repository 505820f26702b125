"""What is printed round the measurements: the conditions, and what each file holds."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.ways import ROOT, Bench, python
from plangen import __version__

_PACKAGES = (
    *("pydantic", "PyYAML", "Jinja2", "markdown-it-py", "lxml", "python-docx", "click", "rapidfuzz"),
    *("vl-convert-python", "docxtpl", "pypandoc_binary"),
)


def conditions(pandoc: str, bench: Bench, rounds: int) -> str:
    """Machine, versions, sizes and how it was measured."""
    words = subprocess.run([pandoc, "--version"], capture_output=True, encoding="utf-8", check=True).stdout
    versions = [f"{name} {_version(name)}" for name in _PACKAGES]
    versions = [f"plangen {__version__}", words.split("\n", 1)[0].strip(), *versions]
    sizes = {
        "plan": sum(path.stat().st_size for path in bench.plan.glob("*.yaml")),
        "Markdown": bench.markdown.stat().st_size,
        "docx": bench.word.stat().st_size,
    }
    machine = f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return "\n".join(
        (
            f"{machine}, {', '.join(versions)}.",
            ", ".join(f"{name} {size / 1000:,.0f} KB" for name, size in sizes.items()) + ".",
            f"Cold processes in turn, bytecode kept, medians of {rounds} rounds and one to warm up; "
            "ratios round by round.",
        )
    )


def contents(files: Mapping[str, Path]) -> str:
    """What each .docx holds, as a Markdown table: whoever writes less has less to do.

    Counted in children, because what this process has ever held counts as the peak of those it measures.
    """
    lines = ["| docx of | KB | tables | cells | paragraphs | words |", "|---|--:|--:|--:|--:|--:|"]
    for name, file in files.items():
        command = python("benchmarks.docx_counts", file)
        counted = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
        numbers = [file.stat().st_size // 1000, *json.loads(counted.stdout).values()]
        lines.append(f"| {name} | {' | '.join(f'{number:,}' for number in numbers)} |")
    return "\n".join(lines)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(not installed)"
