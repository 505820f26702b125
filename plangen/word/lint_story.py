"""What the rules look at: one text of the file at a time, and the names that the document defines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from plangen.spans import Finding
from plangen.word.looks import Looks
from plangen.word.namespaces import qualified

_EXCERPT: Final = 40
_WHOLE: Final = re.compile(r"[0-9]{1,6}\Z")

VAL: Final = qualified("w:val")
ID: Final = qualified("w:id")
NAME: Final = qualified("w:name")
P: Final = qualified("w:p")
RUN: Final = qualified("w:r")
T: Final = qualified("w:t")
_HYPHEN: Final = qualified("w:noBreakHyphen")
TC: Final = qualified("w:tc")
TBL: Final = qualified("w:tbl")
TR: Final = qualified("w:tr")
PPR: Final = qualified("w:pPr")
_WRAPPERS: Final = frozenset(
    qualified(f"w:{name}") for name in ("sdt", "sdtContent", "customXml", "ins", "del", "moveFrom", "moveTo")
)


@dataclass(frozen=True, slots=True)
class Names:
    """What a document defines.

    `styles`: ids by kind; `style_names`: name by id; `outline`: level from 0 by style id; `nums`, `notes`:
    ids of lists and footnotes; `bookmarks`: their names; `looks`: how its styles set text; `language`: the
    one it is written in ("es"), "" where it does not say.
    """

    styles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    style_names: Mapping[str, str] = field(default_factory=dict)
    outline: Mapping[str, int] = field(default_factory=dict)
    nums: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()
    bookmarks: frozenset[str] = frozenset()
    looks: Looks = field(default_factory=Looks)
    language: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One text of the file: its part, root element, relationship ids, and the document's names."""

    part: str
    root: etree._Element
    relations: frozenset[str]
    names: Names

    @property
    def body(self) -> etree._Element | None:
        """The body, where this story is the document itself."""
        return self.root.find(qualified("w:body"))


Rule = Callable[[Story], Iterator[Finding]]


def place_of(element: etree._Element) -> str:
    """Where an element stands, in words: the beginning of the text of its paragraph, cell or table."""
    holder: etree._Element | None = element
    while holder is not None and holder.tag not in (P, TC, TR, TBL):
        holder = holder.getparent()
    nodes = (element if holder is None else holder).iter(T, _HYPHEN)
    text = "".join("-" if node.tag == _HYPHEN else node.text or "" for node in nodes)
    return text[: _EXCERPT - 1] + "…" if len(text) > _EXCERPT else text


def inside(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Children with `tag`, also those wrapped in controls or revisions."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from inside(child, tag)


def whole(element: etree._Element | None, name: str, otherwise: int) -> int:
    """The whole number in `w:val` of a child, or `otherwise`."""
    child = None if element is None else element.find(qualified(name))
    value = "" if child is None else child.get(VAL, "")
    return int(value) if _WHOLE.match(value) else otherwise
