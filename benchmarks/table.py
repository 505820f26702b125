"""Measured runs as a Markdown table with medians, ratios to pandoc, and what the targets say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.processes import Run


@dataclass(frozen=True, slots=True)
class Target:
    """Upper bounds: CPU as a part of the yardstick's (with `stretch`, better still), peak in megabytes."""

    ratio: float
    stretch: float | None = None
    peak: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A command's runs, round by round, beside the yardstick's of the same rounds."""

    name: str
    runs: Sequence[Run]
    yardstick: Sequence[Run]
    target: Target | None = None

    @property
    def ratio(self) -> float | None:
        """Median of the ratios of CPU time taken round by round; None where CPU is not measured."""
        pairs = [(run.cpu, other.cpu) for run, other in zip(self.runs, self.yardstick, strict=True)]
        ratios = [cpu / other for cpu, other in pairs if cpu is not None and other]
        return median(ratios) if ratios else None

    @property
    def peak(self) -> float | None:
        """Median of the peaks, in megabytes."""
        return _median(run.peak for run in self.runs)


def table(rows: Sequence[Row]) -> str:
    """The Markdown table."""
    lines = ["| process | wall s | CPU s | CPU / pandoc | peak MB |", "|---|--:|--:|--:|--:|"]
    for row in rows:
        wall = _median(run.wall for run in row.runs)
        cpu = _median(run.cpu for run in row.runs)
        cells = (_shown(wall, 3), _shown(cpu, 3), _shown(row.ratio, 2), _shown(row.peak, 0))
        lines.append(f"| {row.name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def verdicts(rows: Iterable[Row]) -> list[str]:
    """A line for each target: met or missed, and by which figures."""
    found = []
    for row in rows:
        target = row.target
        if target is None:
            continue
        found.append(_verdict(row.name, "CPU / pandoc", row.ratio, target.ratio, 2))
        if target.stretch is not None:
            found.append(_verdict(row.name, "CPU / pandoc (stretch)", row.ratio, target.stretch, 2))
        if target.peak is not None:
            found.append(_verdict(row.name, "peak MB", row.peak, target.peak, 0))
    return found


def _verdict(name: str, what: str, value: float | None, bound: float, decimals: int) -> str:
    if value is None:
        return f"- {name}: {what} not measured on this system"
    word = "met" if value <= bound else "MISSED"
    return f"- {name}: {what} {value:.{decimals + 1}f}, at most {bound:.{decimals}f} wanted: {word}"


def _median(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return median(known) if known else None


def _shown(value: float | None, decimals: int) -> str:
    return "not measured" if value is None else f"{value:.{decimals}f}"
