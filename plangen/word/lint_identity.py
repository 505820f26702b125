"""Rules on the document as a whole: it says in which language it is written and what it is called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from plangen.spans import Finding
from plangen.word.lint_faults import fault
from plangen.word.lint_story import VAL, Rule, Story
from plangen.word.namespaces import qualified

_DUBLIN: Final = "http://purl.org/dc/elements/1.1/"
_LANGUAGE: Final = qualified("w:lang")
_RUN_LANGUAGE: Final = f"{qualified('w:rPr')}/{_LANGUAGE}"
_DEFAULT_LANGUAGE: Final = f"{qualified('w:docDefaults')}/{qualified('w:rPrDefault')}/{_RUN_LANGUAGE}"


@dataclass(frozen=True, slots=True)
class Identity:
    """The parts that say who a document is, by name and root; a root that lacks is `None`."""

    styles: tuple[str, etree._Element | None]
    settings: tuple[str, etree._Element | None]
    core: tuple[str, etree._Element | None]


def check_identity(identity: Identity) -> Iterator[Finding]:
    """The language is set for text and for the program, one and the same; the document has a title."""
    said = language_of(identity)
    places = (
        (*identity.styles, _DEFAULT_LANGUAGE),
        (*identity.settings, qualified("w:themeFontLang")),
    )
    for part, root, path in places:
        element = None if root is None else root.find(path)
        value = "" if element is None else element.get(VAL, "").strip()
        if not value:
            yield fault("missing-language", part)
        elif said and primary(value) != said:
            yield fault("other-language", part, value=value, wanted=said, place="")
    part, root = identity.core
    if not _text(root, "title"):
        yield fault("missing-title", part)


def language_of(identity: Identity) -> str:
    """The language of a document: what its properties say, else what its text is set in; "" for none."""
    said = primary(_text(identity.core[1], "language"))
    root = identity.styles[1]
    element = None if root is None or said else root.find(_DEFAULT_LANGUAGE)
    return said if element is None else primary(element.get(VAL, ""))


def primary(tag: str) -> str:
    """ "es" of "es-PE"."""
    return tag.strip().partition("-")[0].lower()


def _text(core: etree._Element | None, name: str) -> str:
    element = None if core is None else core.find(f"{{{_DUBLIN}}}{name}")
    return "" if element is None else (element.text or "").strip()


def check_spoken(story: Story) -> Iterator[Finding]:
    """No paragraph style in use sets its text in another language than the document's."""
    seen: set[str] = set()
    for mark in story.root.iter(qualified("w:pStyle")):
        style = mark.get(VAL, "")
        if style in seen:
            continue
        seen.add(style)
        element = story.names.looks.nearest(style, _RUN_LANGUAGE)
        value = "" if element is None else element.get(VAL, "")
        if value and story.names.language and primary(value) != story.names.language:
            place = story.names.style_names.get(style, style)
            yield fault("other-language", story.part, value=value, wanted=story.names.language, place=place)


IDENTITY_RULES: Final[tuple[Rule, ...]] = (check_spoken,)
"""The rules of this module that look at a story."""
