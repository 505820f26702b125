"""The figures of a document: bound to the plan, drawn or taken from the cache, and put beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from plangen.document.blocks import Document, Drawing, Picture
from plangen.figures.bind import Binder
from plangen.figures.cache import FigureCache
from plangen.figures.draw import CannotDrawError, draw
from plangen.figures.palette import Palette
from plangen.flows.files import make_folder, write_whole
from plangen.plan.index import PlanIndex
from plangen.templating.template import Template, cache_folder

_SHOWN = re.compile(r"\]\((figuras/[a-z0-9._-]+\.svg)\)", re.IGNORECASE)


def with_drawings(
    document: Document, template: Template, index: PlanIndex, palette: Palette
) -> tuple[Document, bool]:
    """`document` with its figures drawn in the colours of `palette`, and whether they could be.

    Where nothing can be drawn the document is as it was: its figures show their numbers as tables.
    TemplateError for a figure of the template that does not work.
    """
    if not document.figures:
        return document, True
    binder = Binder(template, index, palette)
    specs = {path: binder.bind(drawn) for path, drawn in document.figures.items()}
    cache = FigureCache(cache_folder("figures"))
    try:
        sheets = draw(specs, cache)
    except CannotDrawError:
        return document, False
    cache.trim()
    drawings = {path: Drawing(s.svg, s.png, s.width, s.height) for path, s in sheets.items()}
    return replace(document, drawings=drawings), True


def write_figures(target: Path, document: Document) -> bool:
    """Put the SVG of each figure that the Markdown shows into `target`; whether any file changed."""
    shown = _published(document)
    for folder in {(target / path).parent for path in shown}:
        make_folder(folder)
    changed = False
    for path, svg in shown.items():
        changed |= write_whole(target / path, svg)
    return changed


def remove_unused(target: Path, before: str, after: str) -> None:
    """Take away the figures that the Markdown showed `before` and does not `after`."""
    for path in sorted(set(_SHOWN.findall(before)) - set(_SHOWN.findall(after))):
        (target / path).unlink(missing_ok=True)


def as_drawn(document: Document) -> Document:
    """`document` as if its figures were drawn: what its Markdown says where they cannot be."""
    return replace(document, drawings=dict.fromkeys(document.figures, Drawing(b"", b"", 1, 1)))


def stale_figures(target: Path, document: Document) -> bool:
    """Whether a figure in `target` is missing or not what the plan says."""
    return any(
        not (target / path).is_file() or (target / path).read_bytes().replace(b"\r\n", b"\n") != svg
        for path, svg in _published(document).items()
    )


def _published(document: Document) -> Mapping[str, bytes]:
    """The figures that stand in the Markdown; the cover's decoration does not."""
    covers = {block.path for block in document.blocks if isinstance(block, Picture) and block.role == "cover"}
    return {path: drawing.svg for path, drawing in document.drawings.items() if path not in covers}
