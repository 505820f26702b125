"""Measured runs as a Markdown table with medians, minima and ratios, and what the targets say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from benchmarks.processes import Run


@dataclass(frozen=True, slots=True)
class Target:
    """Upper bounds: CPU as a part of each yardstick's by its name, peak in megabytes."""

    ratios: Mapping[str, float] = field(default_factory=dict)
    peak: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A way's runs, round by round, and what is wanted of it."""

    name: str
    runs: Sequence[Run]
    target: Target = field(default_factory=Target)

    @property
    def peak(self) -> float | None:
        """Median of the peaks, in megabytes."""
        return _median(run.peak for run in self.runs)

    def ratio(self, yardstick: Sequence[Run]) -> float | None:
        """Median of the ratios of CPU time taken round by round; None where CPU is not measured."""
        return _median(_part(run, other) for run, other in zip(self.runs, yardstick, strict=True))


def table(rows: Sequence[Row], yardsticks: Mapping[str, Sequence[Run]]) -> str:
    """The Markdown table, with a column of ratios for each yardstick."""
    heads = (
        "process",
        "wall s",
        "CPU s",
        "least CPU s",
        *(f"CPU / {name}" for name in yardsticks),
        "peak MB",
    )
    lines = [_line(heads), "|---" + "|--:" * (len(heads) - 1) + "|"]
    for row in rows:
        known = [run.cpu for run in row.runs if run.cpu is not None]
        times = (_median(run.wall for run in row.runs), _median(known), min(known, default=None))
        ratios = [_shown(row.ratio(runs), 2) for runs in yardsticks.values()]
        lines.append(_line((row.name, *(_shown(time, 3) for time in times), *ratios, _shown(row.peak, 0))))
    return "\n".join(lines)


def share(whole: Sequence[Run], part_less: Sequence[Run]) -> float | None:
    """What part of the CPU time of `whole` is not in `part_less`: median of the rounds."""
    return _median(
        None if ratio is None else 1 - ratio
        for ratio in (_part(less, all_) for less, all_ in zip(part_less, whole, strict=True))
    )


def verdicts(rows: Iterable[Row], yardsticks: Mapping[str, Sequence[Run]]) -> list[str]:
    """A line for each target: met or missed, and by which figures."""
    found = []
    for row in rows:
        for name, bound in row.target.ratios.items():
            found.append(_verdict(f"{row.name}: CPU / {name}", row.ratio(yardsticks[name]), bound, 2))
        if row.target.peak is not None:
            found.append(_verdict(f"{row.name}: peak MB", row.peak, row.target.peak, 0))
    return found


def _part(run: Run, other: Run) -> float | None:
    return run.cpu / other.cpu if run.cpu is not None and other.cpu else None


def _verdict(what: str, value: float | None, bound: float, decimals: int) -> str:
    if value is None:
        return f"- {what} not measured on this system"
    word = "met" if value <= bound else "MISSED"
    return f"- {what} {value:.{decimals + 1}f}, at most {bound:.{decimals}f} wanted: {word}"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _median(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return median(known) if known else None


def _shown(value: float | None, decimals: int) -> str:
    return "not measured" if value is None else f"{value:.{decimals}f}"
