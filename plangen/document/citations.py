"""Footnotes of cited sources: their labels, and how a source reads."""

from __future__ import annotations

import re
from collections.abc import Mapping

from plangen.document.blocks import Face, Inline, Inlines, Link, Text
from plangen.document.grammar import is_safe_link
from plangen.document.inlines import plain_text
from plangen.plan.model import EvidenceSource
from plangen.templating.atoms import Citation
from plangen.templating.formats import Formats

_NOT_IN_LABELS = re.compile(r"[^A-Za-z0-9.-]+")


def note_label(citation: Citation) -> str:
    """`FTE-4`, or with a place in the source `FTE-4-p12`."""
    place = _NOT_IN_LABELS.sub("", citation.locator)
    return f"{citation.source}-{place}" if place else citation.source


def citation_text(source: EvidenceSource, locator: str, formats: Formats) -> Inlines:
    """Publisher, *title*, year, place in the source; the address with the date it was read."""
    parts: list[list[Inline]] = []
    if source.publisher:
        parts.append([Text(source.publisher)])
    if source.title:
        parts.append([Text(source.title, Face.ITALIC)])
    parts.append([Text(str(source.year) if source.year else formats.words["source.undated"])])
    if locator:
        parts.append([Text(locator)])
    if source.url:
        accessed = formats.date(source.accessed) if source.accessed else ""
        parts.append(_address(source.url, formats.words, accessed))
    inlines: list[Inline] = []
    for number, part in enumerate(parts):
        inlines.extend([Text(", "), *part] if number else part)
    return tuple(inlines) if plain_text(inlines).endswith(".") else (*inlines, Text("."))


def _address(url: str, words: Mapping[str, str], accessed: str) -> list[Inline]:
    safe = is_safe_link(url) and not url.startswith("#")
    shown: Inline = Link((Text(url),), url=url) if safe else Text(url)
    return [shown, Text(f" ({words['source.accessed'].format(date=accessed)})")] if accessed else [shown]
