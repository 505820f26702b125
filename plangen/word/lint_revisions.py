"""Rules on tracked changes, and a text as it reads once they are accepted.

No validator looks at them: the schema lets a deletion hold text that stays, and two changes bear one id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Final

from lxml import etree

from plangen.spans import Finding
from plangen.word.lint_faults import fault
from plangen.word.lint_story import ID, NAME, PPR, RUN, TBL, TR, P, Rule, Story, T, place_of
from plangen.word.namespaces import qualified

_INS, _DEL = qualified("w:ins"), qualified("w:del")
_RPR, _TRPR = qualified("w:rPr"), qualified("w:trPr")
_MOVES: Final = (qualified("w:moveFrom"), qualified("w:moveTo"))
_CHANGES: Final = tuple(
    qualified(f"w:{name}Change") for name in ("pPr", "rPr", "tblPr", "tblPrEx", "trPr", "tcPr", "sectPr")
)
_CELLS: Final = tuple(qualified(f"w:cell{name}") for name in ("Ins", "Del", "Merge"))
_REVISIONS: Final = (_INS, _DEL, *_MOVES, *_CHANGES, *_CELLS)
_GONE: Final = (qualified("w:delText"), qualified("w:delInstrText"))
_AUTHOR, _DATE = qualified("w:author"), qualified("w:date")
_DATE_FORM: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?\Z")
_LINK: Final = qualified("w:hyperlink")


def check_revisions(story: Story) -> Iterator[Finding]:
    """Deleted text is `w:delText`, and nothing else is; the two ends of a move are both there."""
    for element in story.root.iter(_DEL):
        if next(element.iter(T, qualified("w:instrText")), None) is not None:
            yield fault("text-in-deletion", story.part, place=place_of(element))
    for element in story.root.iter(*_GONE):
        if next(element.iterancestors(_DEL, _MOVES[0]), None) is None:
            yield fault("deletion-outside", story.part, value=element.text or "", place=place_of(element))
    ends = [
        frozenset(element.get(NAME, "") for element in story.root.iter(qualified(f"w:{kind}RangeStart")))
        for kind in ("moveFrom", "moveTo")
    ]
    for name in sorted(ends[0] ^ ends[1]):
        yield fault("unpaired-move", story.part, value=name)


def check_signatures(story: Story) -> Iterator[Finding]:
    """Every change has an id of its own, an author and a date."""
    seen: set[str] = set()
    for element in story.root.iter(*_REVISIONS):
        identifier = element.get(ID, "")
        if identifier in seen:
            yield fault("duplicate-revision", story.part, value=identifier, place=place_of(element))
        seen.add(identifier)
        if not element.get(_AUTHOR, "").strip() or not _DATE_FORM.match(element.get(_DATE, "")):
            yield fault("unsigned-revision", story.part, value=identifier, place=place_of(element))


def check_marks(story: Story) -> Iterator[Finding]:
    """No last paragraph of a cell, a note or the body comes or goes: it has none to be joined with."""
    for paragraph in story.root.iter(P):
        mark = paragraph.find(f"{PPR}/{_RPR}")
        following = paragraph.getnext()
        while following is not None and following.tag not in (P, TBL):
            following = following.getnext()
        if mark is None or following is not None:
            continue
        kinds = [kind for kind in (_INS, _DEL) if mark.find(kind) is not None]
        if kinds and not any(_goes_with_row(paragraph, kind) for kind in kinds):
            yield fault("last-mark-tracked", story.part, place=place_of(paragraph))


def _goes_with_row(paragraph: etree._Element, kind: str) -> bool:
    row = next(paragraph.iterancestors(TR), None)
    return row is not None and row.find(f"{_TRPR}/{kind}") is not None


def as_accepted(story: Story) -> Story:
    """The story as it reads once all changes are accepted; itself where there are none."""
    if next(story.root.iter(_INS, _DEL), None) is None:
        return story
    root = deepcopy(story.root)
    for row in [row for row in root.iter(TR) if row.find(f"{_TRPR}/{_DEL}") is not None]:
        _drop(row)
    for table in [table for table in root.iter(TBL) if table.find(TR) is None]:
        _drop(table)
    gone = [paragraph for paragraph in root.iter(P) if paragraph.find(f"{PPR}/{_RPR}/{_DEL}") is not None]
    for element in [one for one in root.iter(_DEL) if not _is_mark(one)]:
        _drop(element)
    for paragraph in gone:
        _join(paragraph)
    for link in [link for link in root.iter(_LINK) if next(link.iter(RUN), None) is None]:
        _drop(link)
    return replace(story, root=root)


def _join(paragraph: etree._Element) -> None:
    """What is left of a paragraph without mark goes in front of what the next one holds."""
    left = [child for child in paragraph if child.tag != PPR]
    following = paragraph.getnext()
    if following is not None and following.tag == P:
        at = int(following.find(PPR) is not None)
        following[at:at] = left
    if (following is not None and following.tag == P) or not any(True for _ in paragraph.iter(RUN)):
        _drop(paragraph)


def _is_mark(revision: etree._Element) -> bool:
    """Whether it marks its paragraph or row, and holds nothing itself."""
    parent = revision.getparent()
    return parent is not None and parent.tag in (_RPR, _TRPR)


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


REVISION_RULES: Final[tuple[Rule, ...]] = (check_revisions, check_signatures, check_marks)
"""The rules of this module, in the order of their codes."""
