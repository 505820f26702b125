"""folder → LoadedPlan → findings, and, where asked, what is safe to mend mended."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from plangen.checks.rule import Profile
from plangen.checks.table import ALL
from plangen.errors import UsageError
from plangen.flows.judging import judge_plan
from plangen.plan.faults import FAULTS
from plangen.spans import Finding, Severity

_YAML = ".yaml"
_IDENTITY = "plan.yaml"


@dataclass(frozen=True)
class Selection:
    """Which findings to report: codes or names (`P069`, `P0`, `broken-reference`); empty `select` is all."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def wants(self, finding: Finding) -> bool:
        """Whether `finding` is reported."""
        code, name = finding.code, finding.name
        chosen = not self.select or any(_means(one, code, name) for one in self.select)
        return chosen and not any(_means(one, code, name) for one in self.ignore)

    def refuse_unknown(self) -> None:
        """UsageError where a pattern means no code and no name there is: it would hide findings."""
        known = [(one.code, one.name) for one in FAULTS.values()] + [(one.code, one.name) for one in ALL]
        for pattern in (*self.select, *self.ignore):
            if not any(_means(pattern, code, name) for code, name in known):
                raise UsageError("no-code", code=pattern, first=known[0][0])


def _means(pattern: str, code: str, name: str) -> bool:
    return name == pattern.lower() or code.startswith(pattern.upper())


@dataclass(frozen=True)
class CheckOptions:
    """How to check: `profile` None follows the plan's status; `template_folder` may hold programmes."""

    selection: Selection = field(default_factory=Selection)
    profile: Profile | None = None
    template_folder: Path | None = None


@dataclass(frozen=True)
class Checked:
    """What a check found in one plan folder; the rules are asked (`ruled`) where the form has no errors."""

    folder: Path
    findings: tuple[Finding, ...]
    profile: Profile
    ruled: bool

    @property
    def failed(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def check_plan(folder: Path, options: CheckOptions) -> Checked:
    """Every finding of a plan folder, in reading order. UsageError when there is no plan there."""
    judged = judge_plan(folder, options.profile, options.template_folder)
    kept = tuple(one for one in judged.findings if options.selection.wants(one))
    return Checked(folder, kept, judged.profile, judged.ruled)


def plan_folder(path: Path) -> Path:
    """The plan folder that a path means: a folder is its own, a file lies in one or below.

    That is the nearest folder above it with a `plan.yaml`; a lone YAML file is a plan of its folder.
    UsageError for a file that belongs to no plan.
    """
    if not path.is_file():
        return path
    above = next((folder for folder in path.parents if (folder / _IDENTITY).is_file()), None)
    if above is None and path.suffix.lower() != _YAML:
        raise UsageError("no-plan-above", file=path.as_posix())
    return above or path.parent
