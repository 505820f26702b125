"""Judgement of a Word file by the rules that validators do not know.

Validators know the schema; what they let pass and Word refuses, or readers trip over, is found
here: ids used twice, fields not closed, rows that do not fit their grid, pictures without a text.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from typing import Final

from lxml import etree

from plangen.errors import UsageError
from plangen.spans import Finding
from plangen.word.archive import parse_part, read_archive
from plangen.word.lint_faults import FAULTS, fault
from plangen.word.lint_identity import IDENTITY_RULES, Identity, check_identity, language_of
from plangen.word.lint_names import NAME_RULES
from plangen.word.lint_objects import OBJECT_RULES
from plangen.word.lint_relations import Relations, owner_of, relations_of, target_of
from plangen.word.lint_revisions import REVISION_RULES, as_accepted
from plangen.word.lint_sight import SIGHT_RULES
from plangen.word.lint_story import Names, Rule, Story, whole
from plangen.word.lint_structure import STRUCTURE_RULES, check_fields
from plangen.word.looks import Looks
from plangen.word.looks_properties import read_theme
from plangen.word.namespaces import RELATIONSHIP, qualified

__all__ = ["FAULTS", "lint_docx"]

_RAW_RULES: Final[tuple[Rule, ...]] = (*NAME_RULES, check_fields, *REVISION_RULES)
"""Rules on a file as it stands, with what its tracked changes delete."""

_READ_RULES: Final[tuple[Rule, ...]] = (
    *STRUCTURE_RULES,
    *IDENTITY_RULES,
    *OBJECT_RULES,
    *SIGHT_RULES,
)
"""Rules on what a reader meets, which is the text with its tracked changes accepted."""

_STORIES: Final = frozenset(RELATIONSHIP[kind] for kind in ("footnotes", "header", "footer"))
_VAL: Final = qualified("w:val")
_STYLE_ID: Final = qualified("w:styleId")
_MAX_DEPTH: Final = 20
_TEXT_LEVEL: Final = 9

# What XML 1.0 forbids, as raw bytes of UTF-8 and as character references.
_ILLEGAL: Final = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]|\xed[\xa0-\xbf]"
    rb"|&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef]|d[89a-f][0-9a-f]{2})|0*(?:[0-8]|1[124-9]|2\d|3[01]));",
    re.IGNORECASE,
)


def lint_docx(data: bytes) -> tuple[Finding, ...]:
    """Everything wrong with a .docx by our own rules; params `part` and mostly `place` say where.

    A file that cannot be opened safely is one finding (`unreadable-docx`), never an exception.
    """
    twice = list(_duplicates(data))
    if twice:
        return tuple(twice)
    try:
        parts = read_archive(data)
    except UsageError as error:
        return (fault("unreadable-docx", error.params.get("part", ""), detail=error.key),)
    roots: dict[str, etree._Element] = {}
    findings = list(_parse(parts, roots))
    findings += _broken_relations(parts, roots)
    if findings:
        return tuple(findings)
    main = target_of(relations_of(roots, ""), "document")
    if main not in roots:
        return ()
    identity = _identity(roots, main)
    findings += check_identity(identity)
    for story in _stories(roots, main, identity):
        read = as_accepted(story)
        findings += [finding for rule in _RAW_RULES for finding in rule(story)]
        findings += [finding for rule in _READ_RULES for finding in rule(read)]
    return tuple(findings)


def _duplicates(data: bytes) -> Iterator[Finding]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = Counter(name.lower() for name in archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return
    for name, count in sorted(names.items()):
        if count > 1:
            yield fault("duplicate-part", name)


def _parse(parts: Mapping[str, bytes], roots: dict[str, etree._Element]) -> Iterator[Finding]:
    """Fill `roots` with the XML parts that can be read; findings for the others."""
    for name, content in sorted(parts.items()):
        if not name.endswith((".xml", ".rels")):
            continue
        illegal = _ILLEGAL.search(content)
        if illegal:
            yield fault("illegal-character", name, byte=str(illegal.start()))
            continue
        try:
            roots[name] = parse_part(content)
        except UsageError as error:
            yield fault("malformed-part", name, detail=str(error.__cause__))


def _broken_relations(parts: Mapping[str, bytes], roots: Mapping[str, etree._Element]) -> Iterator[Finding]:
    names = {name.lower() for name in parts}
    for rels in [name for name in roots if name.endswith(".rels")]:
        for _, path in relations_of(roots, owner_of(rels)).values():
            if path and path.lower() not in names:
                yield fault("broken-relationship", rels, value=path)
        if owner_of(rels) and owner_of(rels).lower() not in names:
            yield fault("broken-relationship", rels, value=owner_of(rels))


def _identity(roots: Mapping[str, etree._Element], main: str) -> Identity:
    relations = relations_of(roots, main)
    styles, settings = (target_of(relations, kind) for kind in ("styles", "settings"))
    core = target_of(relations_of(roots, ""), "core")
    return Identity(
        *(
            (name or usual, roots.get(name))
            for name, usual in (
                (styles, "word/styles.xml"),
                (settings, "word/settings.xml"),
                (core, "docProps/core.xml"),
            )
        )
    )


def _stories(roots: Mapping[str, etree._Element], main: str, identity: Identity) -> Iterator[Story]:
    """The document and what it calls: footnotes, headers, footers."""
    relations = relations_of(roots, main)
    texts = [main, *sorted(path for kind, path in relations.values() if kind in _STORIES and path in roots)]
    names = replace(
        _names(roots, relations, texts),
        looks=Looks(
            identity.styles[1], read_theme(roots.get(target_of(relations, "theme")), identity.settings[1])
        ),
        language=language_of(identity),
    )
    for part in dict.fromkeys(texts):
        yield Story(part, roots[part], frozenset(relations_of(roots, part)), names)


def _names(roots: Mapping[str, etree._Element], relations: Relations, texts: list[str]) -> Names:
    elements = _children(roots, relations, "styles", "w:style")
    kinds = ("paragraph", "character", "table")
    marks = [mark for part in texts for mark in roots[part].iter(qualified("w:bookmarkStart"))]
    return Names(
        styles={
            kind: frozenset(_key(element) for element in elements if element.get(qualified("w:type")) == kind)
            for kind in kinds
        },
        style_names={_key(element): _value(element, "w:name") for element in elements},
        outline=_outlines({_key(element): element for element in elements}),
        nums=frozenset(
            num.get(qualified("w:numId"), "") for num in _children(roots, relations, "numbering", "w:num")
        ),
        notes=frozenset(
            note.get(qualified("w:id"), "") for note in _children(roots, relations, "footnotes", "w:footnote")
        ),
        bookmarks=frozenset(mark.get(qualified("w:name"), "") for mark in marks),
    )


def _children(
    roots: Mapping[str, etree._Element], relations: Relations, kind: str, tag: str
) -> list[etree._Element]:
    root = roots.get(target_of(relations, kind))
    return [] if root is None else root.findall(qualified(tag))


def _key(style: etree._Element) -> str:
    return style.get(_STYLE_ID, "")


def _value(element: etree._Element, name: str) -> str:
    child = element.find(qualified(name))
    return "" if child is None else child.get(_VAL, "")


def _outlines(styles: Mapping[str, etree._Element]) -> dict[str, int]:
    """Outline level (from 0) of every style that has or inherits one."""
    found: dict[str, int] = {}
    for identifier in styles:
        at = identifier
        for _ in range(_MAX_DEPTH):  # a chain of styles that goes in a circle ends here
            properties = styles[at].find(qualified("w:pPr")) if at in styles else None
            if properties is not None and properties.find(qualified("w:outlineLvl")) is not None:
                found[identifier] = whole(properties, "w:outlineLvl", _TEXT_LEVEL)
                break
            at = _value(styles[at], "w:basedOn") if at in styles else ""
    return found
