"""Rules on names and ids: what a text refers to exists, what must be unique is.

Every rule takes one story and yields findings in the order of the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final, cast

from plangen.spans import Finding
from plangen.word.lint_faults import fault
from plangen.word.lint_story import ID, NAME, VAL, Rule, Story, place_of
from plangen.word.namespaces import ADEC, WP, A, R, qualified

_MAX_NAME: Final = 64
_MAX_BOOKMARK: Final = 40


def check_styles(story: Story) -> Iterator[Finding]:
    """Every style that is named exists and is of the right kind."""
    for tag, kind in (("w:pStyle", "paragraph"), ("w:rStyle", "character"), ("w:tblStyle", "table")):
        known = story.names.styles.get(kind, frozenset())
        for element in story.root.iter(qualified(tag)):
            if element.get(VAL, "") not in known:
                yield fault("unknown-style", story.part, value=element.get(VAL, ""), place=place_of(element))


def check_lists(story: Story) -> Iterator[Finding]:
    """Every `w:numId` exists; 0 means no list."""
    for element in story.root.iter(qualified("w:numId")):
        if element.get(VAL, "") not in story.names.nums | {"0"}:
            yield fault("unknown-list", story.part, value=element.get(VAL, ""), place=place_of(element))


def check_footnotes(story: Story) -> Iterator[Finding]:
    """Every mark of a footnote has its text."""
    for element in story.root.iter(qualified("w:footnoteReference")):
        if element.get(ID, "") not in story.names.notes:
            yield fault("unknown-footnote", story.part, value=element.get(ID, ""), place=place_of(element))


def check_anchors(story: Story) -> Iterator[Finding]:
    """Every link inside the document leads to a bookmark; `_top` is Word's own."""
    for element in story.root.iter(qualified("w:hyperlink")):
        anchor = element.get(qualified("w:anchor"))
        if anchor is not None and anchor not in story.names.bookmarks | {"_top"}:
            yield fault("unknown-bookmark", story.part, value=anchor, place=place_of(element))


def check_relations(story: Story) -> Iterator[Finding]:
    """Every relationship id that the text uses is in the part's list."""
    for value in map(str, cast("list[str]", story.root.xpath("//@r:*", namespaces={"r": R}))):
        if value and value not in story.relations:
            yield fault("unknown-relationship", story.part, value=value)


def check_controls(story: Story) -> Iterator[Finding]:
    """Ids of content controls are unique, tags and titles not longer than Word allows (64)."""
    seen: set[str] = set()
    for properties in story.root.iter(qualified("w:sdtPr")):
        for tag in ("w:alias", "w:tag"):
            element = properties.find(qualified(tag))
            if element is not None and len(element.get(VAL, "")) > _MAX_NAME:
                yield fault(
                    "long-control-name", story.part, value=element.get(VAL, ""), place=place_of(element)
                )
        identifier = properties.find(ID)
        value = "" if identifier is None else identifier.get(VAL, "")
        if value in seen:
            yield fault("duplicate-control", story.part, value=value, place=place_of(properties))
        seen |= {value} - {""}


def check_bookmarks(story: Story) -> Iterator[Finding]:
    """Bookmarks begin and end, names are unique (case apart) and not longer than 40 characters."""
    starts = list(story.root.iter(qualified("w:bookmarkStart")))
    begun = Counter(element.get(ID, "") for element in starts)
    ended = Counter(element.get(ID, "") for element in story.root.iter(qualified("w:bookmarkEnd")))
    by_id = {element.get(ID, ""): element.get(NAME, "") for element in starts}
    for identifier in [*begun, *(ended - begun)]:
        if begun[identifier] != 1 or ended[identifier] != 1:
            yield fault("open-bookmark", story.part, value=by_id.get(identifier) or identifier)
    seen: set[str] = set()
    for element in starts:
        name = element.get(NAME, "")
        if len(name) > _MAX_BOOKMARK:
            yield fault("long-bookmark", story.part, value=name)
        if name.lower() in seen:
            yield fault("duplicate-bookmark", story.part, value=name)
        seen.add(name.lower())


def check_drawings(story: Story) -> Iterator[Finding]:
    """Ids of drawings are unique; each has a text for those who do not see it, or is marked decorative."""
    seen: set[str] = set()
    for element in story.root.iter(f"{{{WP}}}docPr"):
        identifier = element.get("id", "")
        if identifier in seen:
            yield fault("duplicate-drawing", story.part, value=identifier, place=place_of(element))
        seen.add(identifier)
        mark = element.find(f"{{{A}}}extLst/{{{A}}}ext/{{{ADEC}}}decorative")
        decorative = mark is not None and mark.get("val") in ("1", "true")
        if not decorative and not element.get("descr", "").strip():
            yield fault("picture-without-text", story.part, place=place_of(element))


NAME_RULES: Final[tuple[Rule, ...]] = (
    check_relations,
    check_styles,
    check_lists,
    check_footnotes,
    check_anchors,
    check_controls,
    check_bookmarks,
    check_drawings,
)
"""The rules of this module, in the order of their codes."""
