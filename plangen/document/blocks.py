"""What a rendered document consists of: blocks of inlines, frozen, ready for Markdown and Word.

Both deliverables are written from these values and from nothing else, so they cannot say
different things. Everything the template and the plan contribute is resolved here: numbers are
counted, references are text or links, values are formatted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias, TypeVar, dataclass_transform

from plangen.templating.atoms import Drawn

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True)
def _value(cls: type[_T]) -> type[_T]:
    """A frozen dataclass to the type checker, which holds everybody to it; at run time a plain one.

    A document has hundreds of thousands of these, and one that is frozen at run time takes three times as
    long to make.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)


class Face:
    """How a stretch of text is set: bits of an int (a flag enum costs a microsecond per operation)."""

    PLAIN: Final = 0
    BOLD: Final = 1
    ITALIC: Final = 2
    STRIKE: Final = 4
    CODE: Final = 8


@_value
class Origin:
    """Where a printed value comes from.

    `paths` are plan paths as text; more than one when it was computed from several. A value that
    the plan computes, or that a filter changed, is `derived`; a number, amount or date is a `figure`.
    """

    paths: tuple[str, ...]
    derived: bool = False
    figure: bool = False


# --- inlines -------------------------------------------------------------------------------


@_value
class Text:
    """Characters in one `Face`, never empty; `origin` where they are a value of the plan."""

    text: str
    face: int = Face.PLAIN
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """A line break inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Note:
    """The mark of a footnote; its text is `Document.notes[label]`."""

    label: str


@_value
class Link:
    """A link to `url` outside, or to the place named `anchor` in this document."""

    content: tuple[Text | Break | Note, ...]
    url: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the plan's folder inside a paragraph; `path` is relative to that folder, with `/`.

    A `drawn` one is a figure of the template: its path is relative to the deliverable.
    """

    path: str
    alt: str
    drawn: bool = False


Inline: TypeAlias = Text | Break | Note | Link | Image
Inlines: TypeAlias = tuple[Inline, ...]


# --- blocks --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Level 0 is the document's title, 1 a chapter or annex, 2 a section, down to 6.

    `number` is the counted number ("7.2", "A" for an annex) or "" where none is printed; `anchors` are
    the places that links may name. `role`: "" (numbered chapter or section), "front" (unnumbered, in
    front of or behind the chapters), "annex", "sheet" (`number` then holds the code of the record).
    """

    level: int
    content: Inlines
    number: str = ""
    anchors: tuple[str, ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `role` names what it is: "" body text, or one of
    "lead" (the chapter's conclusion), "label" (small heading over findings), "subtitle", "programme",
    "disclaimer" (cover), "figure_value", "figure_label", "vision", "source", "draft", "pending",
    "sheet_section" (title inside a sheet)."""

    content: Inlines
    role: str = ""


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; each item is a run of blocks. `role`: "" or "findings" (numbered findings of a chapter)."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1
    role: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quotation."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """A message set apart. `kind` is GitHub's word in lower case: note, tip, important, warning, caution."""

    kind: str
    title: Inlines
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Preformatted text."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""


@dataclass(frozen=True, slots=True)
class Caption:
    """Number and title of a table or figure.

    Prints as `label number` ("Tabla 7-3"): `chapter` "7" and `index` 3. `anchor` is what
    cross-references name; `series` is "table" or "figure".
    """

    series: str
    label: str
    chapter: str
    index: int
    content: Inlines
    anchor: str = ""

    @property
    def number(self) -> str:
        return f"{self.chapter}-{self.index}" if self.chapter else str(self.index)


@_value
class Cell:
    """A table cell: paragraphs of inlines. `level` 1–5 paints a level cell, `active` a filled quarter."""

    paragraphs: tuple[Inlines, ...]
    level: int = 0
    active: bool = False


@_value
class Row:
    """A table row of as many cells as the header; `role`: "", "group" or "total"."""

    cells: tuple[Cell, ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """What Word must know of a table and Markdown cannot say.

    `style`: "plain" (Plan Tabla), "matrix", "sheet" (label and value, no header row), "figures" (key
    figures), "cover", "columns". `kinds`: per column "text", "sentence", "code", "number", "amount",
    "date", "level", "calendar", "" (found from content and alignment). `widths`: millimetres per
    column, 0 = found from content; empty = all found. `compact`: 8.5 pt. `landscape`: on landscape pages.
    """

    style: str = "plain"
    kinds: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()
    compact: bool = False
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `align` per column: "", "left", "center", "right". `title` names it for screen readers
    where there is no caption. `header` has one cell per column; all empty means: no header row."""

    header: Row
    rows: tuple[Row, ...]
    align: tuple[str, ...]
    caption: Caption | None = None
    source: Inlines = ()
    layout: Layout = field(default_factory=Layout)
    title: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image alone in its paragraph, with caption and source line; `path` and `drawn` as in `Image`.

    `numbers`: the table that stands in where a drawn one could not be drawn. `role`: "" or "cover", the
    decoration of the first page, which says nothing.
    """

    path: str
    alt: str
    caption: Caption | None = None
    source: Inlines = ()
    drawn: bool = False
    numbers: Table | None = None
    role: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Something put here when writing: "page_break", "contents", "tables", "figures" (lists of these).

    "one_page" puts nothing: what follows up to the next page break is meant to fit one page.
    """

    kind: str


Block: TypeAlias = Heading | Paragraph | ListBlock | Quote | Callout | Code | Rule | Table | Picture | Place


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure as drawn: the same picture as SVG and as PNG; `width` and `height` in millimetres."""

    svg: bytes
    png: bytes
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Document:
    """A whole deliverable.

    `properties`: title, subject, author, keywords, version, date (ISO), header_left, header_right,
    footer_left. `labels`: the template's fixed words that writers need (page, of, table, figure,
    contents, …). `notes` in the order of their first mark. `language` is "es" or "en"; `folder`-relative
    pictures are handed over as bytes in `images` by path. `figures` are the figures the template asks
    for by path, `drawings` those that were drawn: a figure that was not shows its numbers as a table.
    """

    blocks: tuple[Block, ...]
    language: str
    properties: Mapping[str, str]
    labels: Mapping[str, str]
    notes: Mapping[str, Inlines] = field(default_factory=dict)
    images: Mapping[str, bytes] = field(default_factory=dict)
    figures: Mapping[str, Drawn] = field(default_factory=dict)
    drawings: Mapping[str, Drawing] = field(default_factory=dict)
