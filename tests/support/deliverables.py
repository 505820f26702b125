"""Word files of plans, each with the document it was written from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from plangen.document.blocks import Document
from plangen.document.render import RenderOptions, render_document
from plangen.figures.palette import OWN
from plangen.flows.build import BuildOptions, build_plan
from plangen.flows.figures import with_drawings
from plangen.flows.packaged import packaged_templates
from plangen.flows.pictures import with_pictures
from plangen.plan.load import load_plan
from plangen.plan.search import search_path
from plangen.templating.template import load_template

ROOT = Path(__file__).resolve().parents[2]
PLANS = tuple(sorted(path.parent for path in (ROOT / "plans").glob("*/plan.yaml")))
"""The plans of the repository."""


@dataclass(frozen=True)
class WordFile:
    """A .docx and the document that it holds."""

    data: bytes
    document: Document


def word_files(folder: Path, out: Path, draft: bool = False) -> list[WordFile]:
    """Every Word file that a build of a plan gives, built into `out`."""
    built = build_plan(folder, BuildOptions(formats=("docx",), out=out, draft=draft))
    return [
        WordFile(one.path.read_bytes(), document_of(folder, one.template, draft))
        for one in built.deliverables
    ]


def document_of(folder: Path, template_id: str, draft: bool = False) -> Document:
    """The document of a deliverable, its pictures and figures with it."""
    loaded = load_plan(folder).plan
    assert loaded is not None
    template = load_template(template_id, "es", search_path(folder, None, packaged_templates()))
    options = RenderOptions(draft=draft, prose_files=loaded.prose_files)
    document = with_pictures(render_document(loaded.index, template, options), folder)
    return with_drawings(document, template, loaded.index, OWN)[0]
