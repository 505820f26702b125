"""One template's deliverables of one plan: rendered, drawn, compared or written."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from plangen.document.blocks import Document
from plangen.document.markdown import write_markdown
from plangen.document.render import OpenFinding, RenderOptions, render_document
from plangen.document.verify import compare_published
from plangen.figures.palette import OWN
from plangen.flows.asked import BuildOptions, Built, Deliverable, Notice, Written
from plangen.flows.figures import as_drawn, remove_unused, stale_figures, with_drawings, write_figures
from plangen.flows.files import write_whole
from plangen.flows.pictures import with_pictures
from plangen.flows.reference import Reference, find_reference
from plangen.plan.index import PlanIndex
from plangen.plan.model import Plan, shapes
from plangen.plan.words import Words
from plangen.reports.summary import FILES, part_of, part_title
from plangen.spans import Finding, Severity
from plangen.templating.template import Template
from plangen.word.fit import sheet_faults, summary_faults
from plangen.word.write import write_docx


@dataclass(frozen=True)
class PlanToDeliver:
    """What a build needs of a loaded plan; its texts and node trees are let go before the work begins."""

    folder: Path
    index: PlanIndex
    prose_files: Mapping[str, str]
    open: tuple[Finding, ...] | None = None
    """What a draft still has to mend; None where the deliverables are none."""

    @property
    def id(self) -> str:
        """The id of the plan; the folder's name where it has none."""
        identity = self.index.plan.plan
        return identity.id if identity else self.folder.resolve().name

    @property
    def house_style(self) -> str:
        """The plan's own reference document, relative to its folder; "" for none."""
        identity = self.index.plan.plan
        return (identity.house_style if identity else None) or ""


def deliver(plan: PlanToDeliver, template: Template, target: Path, options: BuildOptions) -> Built:
    """What `template` makes of `plan`, in the folder `target`; `findings` are those of its pages.

    Raises as `build_plan` does.
    """
    reference = find_reference(plan.folder, plan.house_style, options.reference, template)
    listed = _listed(plan.open, Words(template.language)) if plan.open is not None else None
    wanted = RenderOptions(options.draft, prose_files=plan.prose_files, findings=listed)
    document, drawn = composed(plan, template, reference, wanted)
    notices = (*_house_notices(reference), *([] if drawn or options.check else [_NOT_DRAWN]))
    if options.check and not drawn:
        document = as_drawn(document)
    writing = _Writing(plan, template, target, options, document)
    if options.check:
        return Built(plan.folder, (), (writing.compared(figures=drawn),), notices=notices)
    made, findings = writing.written(reference)
    return Built(plan.folder, findings, made, notices=notices)


def composed(
    plan: PlanToDeliver, template: Template, reference: Reference, wanted: RenderOptions
) -> tuple[Document, bool]:
    """What `template` makes of `plan`, with its pictures and figures, and whether these could be drawn."""
    document = with_pictures(render_document(plan.index, template, wanted), plan.folder)
    palette = reference.palette if document.figures else OWN
    return with_drawings(document, template, plan.index, palette)


def _listed(findings: tuple[Finding, ...], words: Words) -> tuple[OpenFinding, ...]:
    """Errors and warnings by part, errors first, those of one rule together; notes stay in the check."""
    order = {part: at for at, part in enumerate((FILES, *shapes(Plan)))}
    graver = (one for one in findings if one.severity is not Severity.NOTE)
    ordered = sorted(
        graver, key=lambda one: (order[part_of(one)], one.severity is not Severity.ERROR, one.code)
    )
    return tuple(
        OpenFinding(
            one.code,
            str(one.severity),
            part_title(part_of(one), words),
            one.item,
            words.message(one),
            words.hint(one),
        )
        for one in ordered
    )


_NOT_DRAWN = Notice("figures-not-drawn")


def _house_notices(reference: Reference) -> Iterator[Notice]:
    if reference.missing:
        yield Notice("house-style-lacks", tuple(reference.lacks.items()))
    if reference.left_out:
        yield Notice("house-style-leaves", tuple(reference.leaves.items()))


@dataclass(frozen=True)
class _Writing:
    """A rendered document on its way to its files."""

    plan: PlanToDeliver
    template: Template
    target: Path
    options: BuildOptions
    document: Document

    def compared(self, *, figures: bool) -> Deliverable:
        """Whether the committed Markdown, and with `figures` its figures, are what the plan says."""
        text = self._text()
        stale = _is_stale(self._file("md"), text) or (figures and stale_figures(self.target, self.document))
        return Deliverable(
            self._file("md"), self.template.id, stale=stale, differences=self._differences(text)
        )

    def written(self, reference: Reference) -> tuple[tuple[Deliverable, ...], tuple[Finding, ...]]:
        """The files that were asked for, and what is wrong with their pages."""
        formats, made = self.options.formats, list[Deliverable]()
        findings: tuple[Finding, ...] = ()
        text = self._text() if self.options.verify or "md" in formats else ""
        differences = self._differences(text)
        if "md" in formats:
            made.append(
                Deliverable(self._file("md"), self.template.id, self._markdown(text), False, differences)
            )
            differences = ()
        if "docx" in formats:
            word = self._word(reference)
            changed = write_whole(self._file("docx"), word.content)
            made.append(
                Deliverable(self._file("docx"), self.template.id, changed, False, differences, word.trouble)
            )
            findings = self._page_faults(reference)
        return tuple(made), findings

    def _file(self, form: str) -> Path:
        return self.target / f"{self.plan.id}-{self.template.id}.{form}"

    def _text(self) -> str:
        return write_markdown(self.document, _way(self.target, self.plan.folder))

    def _differences(self, text: str) -> tuple[str, ...]:
        return compare_published(self.document, text) if self.options.verify else ()

    def _markdown(self, text: str) -> bool:
        file = self._file("md")
        before = file.read_bytes().decode("utf-8", "replace") if file.is_file() else ""
        drawn = write_figures(self.target, self.document)
        changed = write_whole(file, text.encode("utf-8"))
        remove_unused(self.target, before, text)
        return drawn or changed

    def _word(self, reference: Reference) -> Written:
        if self.options.paginate is not None:
            return self.options.paginate(self.document, reference.base)
        return Written(write_docx(self.document, reference.base))

    def _page_faults(self, reference: Reference) -> tuple[Finding, ...]:
        """The summary is measured in every build; each sheet costs as much, and there may be hundreds."""
        found = summary_faults(self.document, reference.base)
        return (*found, *sheet_faults(self.document, reference.base)) if self.options.verify else found


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
