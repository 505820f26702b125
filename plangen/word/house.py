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
class Anchor:
    """Where a picture floats: for each axis what it is measured from, and a side or an offset in EMU."""

    across_from: str
    across: str | int
    down_from: str
    down: str | int
    behind: bool


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture of a reference document, PNG or JPEG, shown `width` × `height` EMU.

    `crop`: what is cut off left, top, right, bottom, in thousandths of a per cent. `anchor`: None in a line.
    """

    image: bytes
    width: int
    height: int
    alternative: str = ""
    crop: tuple[int, int, int, int] = (0, 0, 0, 0)
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a client's header or footer: texts, pictures, one tab ("\t") at most; `align` of `w:jc`."""

    pieces: tuple[str | Logo, ...]
    align: str = ""

    @property
    def logos(self) -> tuple[Logo, ...]:
        """Its pictures."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Logo))


@dataclass(frozen=True, slots=True)
class Furniture:
    """What a reference document shows on its pages beside our text.

    `header`, `footer`: lines above our line in the header and below it in the footer. `cover`: PNG or JPEG
    of the first page, empty for none. `logos`: the row under the cover's table. `left_out`: names of the
    pictures that cannot be taken over.
    """

    header: tuple[Line, ...] = ()
    footer: tuple[Line, ...] = ()
    cover: bytes = b""
    logos: tuple[Logo, ...] = ()
    left_out: tuple[str, ...] = ()


NO_FURNITURE = Furniture()
"""A document that shows nothing of its own, as ours."""


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
    `furniture`: logos, fixed words and the cover's picture. `breadth`: how much wider words in tables are
    set than in our own document.
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
    furniture: Furniture = NO_FURNITURE
    breadth: float = 1.0

    @property
    def cover(self) -> bytes:
        """The picture of the first page in place of the drawn pattern, empty for none."""
        return self.furniture.cover
