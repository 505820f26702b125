"""Findings counted by the part of the plan they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from plangen.plan.model import Plan, shapes
from plangen.plan.paths import parse_path
from plangen.plan.words import Words
from plangen.reports.characters import width
from plangen.reports.findings import count_levels
from plangen.spans import Finding, Severity

FILES = ""
"""The part of findings that belong to no part: files that cannot be read as YAML."""

_PARTS = (FILES, *shapes(Plan))
_NONE = "–"


@dataclass(frozen=True, slots=True)
class PartCount:
    """How many findings of each level a part of the plan has; `title` is the part's in words."""

    title: str
    levels: Mapping[Severity, int]

    @property
    def cells(self) -> tuple[str, ...]:
        """The counts as they are shown, errors first; none is a dash."""
        return tuple(str(self.levels[level] or _NONE) for level in Severity)


def part_of(finding: Finding) -> str:
    """The top-level key of the plan a finding belongs to, or `FILES`."""
    keys = parse_path(finding.path).keys
    return keys[0] if keys and keys[0] in _PARTS else FILES


def part_title(part: str, words: Words) -> str:
    """The title of a part in words."""
    return words.fields[f"{Plan.__name__}.{part}"][0] if part else words.text("report.files")


def count_parts(findings: Iterable[Finding], words: Words) -> tuple[PartCount, ...]:
    """The counts of every part that has findings, in the plan's order, files first."""
    by_part: dict[str, list[Finding]] = {part: [] for part in _PARTS}
    for finding in findings:
        by_part[part_of(finding)].append(finding)
    return tuple(
        PartCount(part_title(part, words), MappingProxyType(count_levels(found)))
        for part, found in by_part.items()
        if found
    )


def render_summary(findings: Iterable[Finding], words: Words) -> str:
    """One line per part with its errors, warnings and notes in columns, then the total; "" for none."""
    found = tuple(findings)
    if not found:
        return ""
    total = PartCount(words.text("report.total"), count_levels(found))
    rows = [(one.title, *one.cells) for one in (*count_parts(found, words), total)]
    table = [("", *level_titles(words)), *rows]
    widths = [max(map(width, column)) for column in zip(*table, strict=True)]
    return "\n".join(_line(row, widths) for row in table)


def level_titles(words: Words) -> tuple[str, ...]:
    """The levels as heads of columns, errors first."""
    return tuple(words.text(f"report.{level}s") for level in Severity)


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    title, *cells = row
    first = title + " " * (widths[0] - width(title))
    rest = (" " * (size - width(cell)) + cell for cell, size in zip(cells, widths[1:], strict=True))
    return "  ".join((first, *rest))
