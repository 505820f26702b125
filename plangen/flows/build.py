"""folder → LoadedPlan → findings (stop on error) → document → figures → Markdown and Word."""

from __future__ import annotations

from pathlib import Path

from plangen.errors import OutputError
from plangen.flows.asked import FORMATS, BuildOptions, Built, Deliverable, Notice
from plangen.flows.deliver import PlanToDeliver, deliver
from plangen.flows.files import make_folder, one_at_a_time
from plangen.flows.packaged import packaged_templates
from plangen.plan.load import load_plan
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
    plan, findings = _load(folder)
    if plan is None:
        return Built(folder, findings)
    if options.out and plan.id in options.taken:
        raise OutputError("same-output", plan=plan.id)
    target = options.out / plan.id if options.out else folder / "build"
    if options.check:
        return _built(plan, findings, target, options)
    make_folder(target)
    with one_at_a_time(target):
        return _built(plan, findings, target, options)


def _load(folder: Path) -> tuple[PlanToDeliver | None, tuple[Finding, ...]]:
    loaded = load_plan(folder)
    if loaded.plan is None or any(finding.severity is Severity.ERROR for finding in loaded.findings):
        return None, loaded.findings
    return PlanToDeliver(folder, loaded.plan.index, loaded.plan.prose_files), loaded.findings


def _built(plan: PlanToDeliver, findings: tuple[Finding, ...], target: Path, options: BuildOptions) -> Built:
    made = [deliver(plan, template, target, options) for template in _templates(plan, options)]
    return Built(
        plan.folder,
        (*findings, *(finding for one in made for finding in one.findings)),
        tuple(deliverable for one in made for deliverable in one.deliverables),
        plan.id,
        tuple(dict.fromkeys(notice for one in made for notice in one.notices)),
    )


def _templates(plan: PlanToDeliver, options: BuildOptions) -> list[Template]:
    identity = plan.index.plan.plan
    language = (identity.language if identity else None) or LANGUAGES[0]
    wanted = options.templates or (identity.deliverables if identity else ()) or ("prc",)
    folders = search_path(plan.folder, options.template_folder, packaged_templates())
    return [load_template(template_id, language, folders) for template_id in dict.fromkeys(wanted)]
