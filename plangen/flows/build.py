"""folder → LoadedPlan → findings (stop on error) → document → Markdown and Word."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from plangen.document.markdown import write_markdown
from plangen.document.render import RenderOptions, render_document
from plangen.document.verify import compare_published
from plangen.errors import OutputError
from plangen.flows.files import make_folder, one_at_a_time, write_whole
from plangen.flows.packaged import packaged_templates
from plangen.flows.pictures import with_pictures
from plangen.plan.index import PlanIndex
from plangen.plan.load import load_plan
from plangen.plan.words import LANGUAGES
from plangen.spans import Finding, Severity
from plangen.templating.template import Template, load_template, read_reference, search_path
from plangen.word.write import write_docx

FORMATS = ("docx", "md")


@dataclass(frozen=True)
class BuildOptions:
    """What `build` was asked for.

    `templates` empty: the plan's `deliverables`, or `prc`. `out`: a folder that gets one folder per plan.
    `check`: write nothing, only compare the committed Markdown. `verify`: read the Markdown back.
    `taken`: ids of plans that this run has put into `out` already.
    """

    formats: tuple[str, ...] = FORMATS
    templates: tuple[str, ...] = ()
    out: Path | None = None
    template_folder: Path | None = None
    draft: bool = False
    check: bool = False
    verify: bool = False
    taken: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Deliverable:
    """One file of a build: where it is, its template, whether it changed.

    `stale`: with `check`, the committed file is not what the plan says. `differences`: with `verify`, the
    blocks that the published Markdown does not give back.
    """

    path: Path
    template: str
    changed: bool = False
    stale: bool = False
    differences: tuple[str, ...] = ()


@dataclass(frozen=True)
class Built:
    """What a build of one plan gave; `deliverables` is empty when findings of form stopped it."""

    folder: Path
    findings: tuple[Finding, ...]
    deliverables: tuple[Deliverable, ...] = ()
    plan_id: str = ""

    @property
    def failed(self) -> bool:
        """Whether what was asked for was not done."""
        errors = any(finding.severity is Severity.ERROR for finding in self.findings)
        return errors or any(d.stale or d.differences for d in self.deliverables)


@dataclass(frozen=True)
class _Plan:
    """What a build needs of a loaded plan; its texts and node trees are let go before the work begins."""

    folder: Path
    index: PlanIndex
    prose_files: Mapping[str, str]

    @property
    def id(self) -> str:
        """The id of the plan; the folder's name where it has none."""
        identity = self.index.plan.plan
        return identity.id if identity else self.folder.resolve().name


def build_plan(folder: Path, options: BuildOptions) -> Built:
    """Build a plan's deliverables.

    Raises UsageError (no plan, no such template), TemplateError (a template that fails) and OutputError
    (a file that cannot be written).
    """
    plan, findings = _load(folder)
    if plan is None:
        return Built(folder, findings)
    if options.out and plan.id in options.taken:
        raise OutputError("same-output", plan=plan.id)
    target = options.out / plan.id if options.out else folder / "build"
    if options.check:
        return Built(folder, findings, tuple(_deliverables(plan, target, options)), plan.id)
    make_folder(target)
    with one_at_a_time(target):
        return Built(folder, findings, tuple(_deliverables(plan, target, options)), plan.id)


def _load(folder: Path) -> tuple[_Plan | None, tuple[Finding, ...]]:
    loaded = load_plan(folder)
    if loaded.plan is None or any(finding.severity is Severity.ERROR for finding in loaded.findings):
        return None, loaded.findings
    return _Plan(folder, loaded.plan.index, loaded.plan.prose_files), loaded.findings


def _templates(plan: _Plan, options: BuildOptions) -> list[Template]:
    identity = plan.index.plan.plan
    language = (identity.language if identity else None) or LANGUAGES[0]
    wanted = options.templates or (identity.deliverables if identity else ()) or ("prc",)
    folders = search_path(plan.folder, options.template_folder, packaged_templates())
    return [load_template(template_id, language, folders) for template_id in dict.fromkeys(wanted)]


def _deliverables(plan: _Plan, target: Path, options: BuildOptions) -> Iterator[Deliverable]:
    for template in _templates(plan, options):
        wanted = RenderOptions(draft=options.draft, prose_files=plan.prose_files)
        document = with_pictures(render_document(plan.index, template, wanted), plan.folder)
        markdown, word = (target / f"{plan.id}-{template.id}.{form}" for form in ("md", "docx"))
        asked = options.check or options.verify or "md" in options.formats
        text = write_markdown(document, _way(target, plan.folder)) if asked else ""
        differences: tuple[str, ...] = compare_published(document, text) if options.verify else ()
        if options.check:
            yield Deliverable(markdown, template.id, stale=_is_stale(markdown, text), differences=differences)
            continue
        if "md" in options.formats:
            changed = write_whole(markdown, text.encode("utf-8"))
            yield Deliverable(markdown, template.id, changed, differences=differences)
            differences = ()
        if "docx" in options.formats:
            changed = write_whole(word, write_docx(document, read_reference(template)))
            yield Deliverable(word, template.id, changed, differences=differences)


def _is_stale(path: Path, text: str) -> bool:
    # a checkout on Windows may have turned the committed line ends
    committed = path.read_bytes().replace(b"\r\n", b"\n") if path.is_file() else b""
    return committed != text.encode("utf-8")


def _way(start: Path, end: Path) -> str:
    """The relative path from one folder to another, with `/`; absolute where there is none (other drives)."""
    try:
        return PurePath(os.path.relpath(end.resolve(), start.resolve())).as_posix()
    except ValueError:
        return end.resolve().as_posix()
