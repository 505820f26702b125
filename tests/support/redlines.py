"""Pairs of Word files with the redline of each, for the judges."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from plangen.document.blocks import Document
from plangen.document.render import RenderOptions, render_document
from plangen.flows.packaged import packaged_templates
from plangen.flows.pictures import with_pictures
from plangen.plan.load import load_plan
from plangen.plan.search import search_path
from plangen.templating.template import load_template
from plangen.word.base import own_base
from plangen.word.house import Base
from plangen.word.redline import Revision, redline
from plangen.word.write import write_docx
from tests.support.deliverables import ROOT
from tests.support.redline_documents import pair

BY = Revision('Grupo "Gestor" & <socios>', "2026-12-01T09:00:00Z")
FOLDERS = (ROOT / "plans/banano-organico-piura", ROOT / "tests/plans/banano-organico-piura")
"""Two versions of a plan."""


@dataclass(frozen=True)
class Compared:
    """Two versions and the redline of them."""

    old: bytes
    new: bytes
    both: bytes


@cache
def house() -> Base:
    return own_base()


def compared(old: Document, new: Document) -> Compared:
    before, after = write_docx(old, house()), write_docx(new, house())
    return Compared(before, after, redline(before, after, BY))


@cache
def made_up(number: int) -> Compared:
    """One of the pairs that nobody wrote."""
    return compared(*pair(number))


@cache
def real() -> Compared:
    """The two versions of the plan, their figures as tables: drawing them takes longer than all the rest."""
    return compared(*map(_document, FOLDERS))


def _document(folder: Path) -> Document:
    loaded = load_plan(folder).plan
    assert loaded is not None
    template = load_template("prc", "es", search_path(folder, None, packaged_templates()))
    options = RenderOptions(prose_files=loaded.prose_files)
    return with_pictures(render_document(loaded.index, template, options), folder)
