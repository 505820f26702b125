"""What a reference document gives to whoever writes with it: its styles, lists, pages and parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """Size and margins of a page in twips (1/1440 inch); `header`, `footer` are distances from the edge."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    header: int
    footer: int

    @property
    def text_width(self) -> int:
        """Twips between the left and the right margin."""
        return self.width - self.left - self.right

    @property
    def landscape(self) -> bool:
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class ListIds:
    """Ids of a list in numbering.xml: `abstract` for a `w:num` of one's own, `num` that of its style."""

    abstract: int
    num: int


@dataclass(frozen=True, slots=True)
class Base:
    """A reference document, opened.

    `styles`: style name in lower case → style id in this document; every style of ours is there.
    `fills`: style name in lower case → hex of its shading, for what the writer copies into cells
    (`plan nivel 1`–`5`, `plan cronograma activo`, `plan cronograma libre`, `plan tabla grupo`, and
    `plan tabla encabezado` from the first row of the table style).
    `missing`: names of our styles that the document lacked and that were added.
    `linked`: names of its styles that had no numbering and were given ours.
    `lists`: "heading", "bullet", "bullet 2", "number", "findings" → their ids; `next_num` is the first
    `w:numId` that is free. `parts`: what is taken over into every deliverable, by part name, XML whole.
    """

    styles: Mapping[str, str]
    fills: Mapping[str, str]
    missing: tuple[str, ...]
    linked: tuple[str, ...]
    lists: Mapping[str, ListIds]
    next_num: int
    portrait: Page
    landscape: Page
    language: str
    parts: Mapping[str, bytes]
