"""folder → LoadedPlan → findings (stop on error) → document → figures → Markdown and Word."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from plangen.checks.rule import Profile
from plangen.checks.run import at_profile
from plangen.errors import OutputError
from plangen.flows.asked import FORMATS, BuildOptions, Built, Deliverable, Notice
from plangen.flows.deliver import PlanToDeliver, deliver
from plangen.flows.files import make_folder, one_at_a_time
from plangen.flows.judging import judge_plan
from plangen.flows.packaged import packaged_templates
from plangen.plan.faults import FAULTS
from plangen.plan.search import search_path
from plangen.plan.words import LANGUAGES
from plangen.spans import Finding, Severity
from plangen.templating.template import Template, load_template

__all__ = ["FORMATS", "BuildOptions", "Built", "Deliverable", "Notice", "build_plan"]


def build_plan(folder: Path, options: BuildOptions) -> Built:
    """Build a plan's deliverables.

    Raises UsageError (no plan, no such template or reference document), TemplateError (a template that
    fails) and OutputError (a file that cannot be written).
    """
    readied = _load(folder, options)
    plan = readied.plan
    if plan is None:
        return Built(folder, readied.findings, open=readied.open)
    if options.out and plan.id in options.taken:
        raise OutputError("same-output", plan=plan.id)
    target = options.out / plan.id if options.out else folder / "build"
    if options.check:
        return _built(plan, readied, target, options)
    make_folder(target)
    with one_at_a_time(target):
        return _built(plan, readied, target, options)


@dataclass(frozen=True)
class _Readied:
    """A plan to deliver, None where its findings stop it; what is told of its form, and what is open."""

    plan: PlanToDeliver | None
    findings: tuple[Finding, ...]
    open: tuple[Finding, ...] = ()


def _load(folder: Path, options: BuildOptions) -> _Readied:
    """Errors of form always stop a plan; those of rules, unless it is to be a draft.

    A draft carries what is open, read as it will be when it is handed in.
    """
    judged = judge_plan(folder, template_folder=options.template_folder)
    if judged.plan is None or not judged.ruled:
        return _Readied(None, judged.findings)
    form = tuple(one for one in judged.findings if one.name in FAULTS)
    rules = tuple(one for one in judged.findings if one.name not in FAULTS)
    errors = tuple(one for one in rules if one.severity is Severity.ERROR)
    if errors and not options.draft:
        return _Readied(None, (*form, *errors), rules)
    draft = options.draft or judged.profile is Profile.DRAFT
    listed = tuple(map(_unplaced, at_profile(judged.findings, Profile.SUBMISSION))) if draft else None
    return _Readied(PlanToDeliver(folder, judged.plan.index, judged.plan.prose_files, listed), form, rules)


def _unplaced(finding: Finding) -> Finding:
    """A finding that does not keep the texts of the plan in memory."""
    return replace(finding, span=None, related=(), fix=())


def _built(plan: PlanToDeliver, readied: _Readied, target: Path, options: BuildOptions) -> Built:
    made = [deliver(plan, template, target, options) for template in _templates(plan, options)]
    return Built(
        plan.folder,
        (*readied.findings, *(finding for one in made for finding in one.findings)),
        tuple(deliverable for one in made for deliverable in one.deliverables),
        plan.id,
        tuple(dict.fromkeys(notice for one in made for notice in one.notices)),
        readied.open,
    )


def _templates(plan: PlanToDeliver, options: BuildOptions) -> list[Template]:
    identity = plan.index.plan.plan
    language = (identity.language if identity else None) or LANGUAGES[0]
    wanted = options.templates or (identity.deliverables if identity else ()) or ("prc",)
    folders = search_path(plan.folder, options.template_folder, packaged_templates())
    return [load_template(template_id, language, folders) for template_id in dict.fromkeys(wanted)]
