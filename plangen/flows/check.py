"""folder → LoadedPlan → findings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from plangen.plan.load import load_plan
from plangen.spans import Finding, Severity


@dataclass(frozen=True)
class Selection:
    """Which findings to report: codes or names (`P069`, `P0`, `broken-reference`); empty `select` is all."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def wants(self, finding: Finding) -> bool:
        """Whether `finding` is reported."""
        chosen = not self.select or any(_matches(finding, one) for one in self.select)
        return chosen and not any(_matches(finding, one) for one in self.ignore)


def _matches(finding: Finding, pattern: str) -> bool:
    return finding.name == pattern or finding.code.startswith(pattern.upper())


@dataclass(frozen=True)
class Checked:
    """What a check found in one plan folder."""

    folder: Path
    findings: tuple[Finding, ...]

    @property
    def failed(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def check_plan(folder: Path, selection: Selection) -> Checked:
    """Every finding of a plan folder, in reading order. UsageError when there is no plan there."""
    loaded = load_plan(folder)
    kept = (finding for finding in loaded.findings if selection.wants(finding))
    return Checked(folder, tuple(sorted(kept, key=lambda finding: finding.sort_key)))
