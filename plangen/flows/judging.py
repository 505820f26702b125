"""folder → plan → everything that is wrong with it: the common beginning of check, fix and build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from plangen.checks.rule import Profile
from plangen.checks.run import judge, profile_of
from plangen.flows.packaged import packaged_templates
from plangen.plan.load import LoadedPlan, load_plan
from plangen.plan.programme import ProgrammeRules, load_rules
from plangen.plan.search import search_path
from plangen.spans import Finding, Severity, Source


@dataclass(frozen=True)
class Judged:
    """A plan and its findings in reading order.

    `plan` is None where it could not be read whole. While there are errors of form, the rules have not been
    asked (`ruled`): what they would say of half a plan is not true of the whole.
    """

    plan: LoadedPlan | None
    findings: tuple[Finding, ...]
    profile: Profile
    ruled: bool


def judge_plan(
    folder: Path,
    profile: Profile | None = None,
    template_folder: Path | None = None,
    edited: Mapping[str, Source] = MappingProxyType({}),
) -> Judged:
    """Load the plan in `folder` and ask its rules; `profile` follows from the plan's status where None.

    `edited` are sources to read instead of the folder's files. UsageError where there is no plan,
    TemplateError where the rules of its call do not hold.
    """
    loaded = load_plan(folder, edited)
    plan, form = loaded.plan, loaded.findings
    if plan is None or any(one.severity is Severity.ERROR for one in form):
        return Judged(plan, form, profile or Profile.DRAFT, ruled=False)
    profile = profile or profile_of(plan)
    rules = _rules(plan, folder, template_folder)
    return Judged(plan, judge(plan, form, rules, profile), profile, ruled=True)


def _rules(plan: LoadedPlan, folder: Path, template_folder: Path | None) -> ProgrammeRules:
    identity = plan.plan.plan
    if identity is None or not identity.programme:
        return ProgrammeRules()
    roots = search_path(folder, template_folder, packaged_templates())
    return load_rules(identity.programme, identity.call, roots)
