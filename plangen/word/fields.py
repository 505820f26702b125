"""Bookmarks, and the fields that point at them: contents, lists, caption numbers, references, pages.

Every field carries the result that Word will compute, so that nothing asks for an update on
opening. Contents and lists are cached without page numbers, which nobody knows before the pages
are laid out, unless the writer is told them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2s

from plangen.document.blocks import (
    Block,
    Break,
    Callout,
    Caption,
    Heading,
    Inlines,
    Link,
    ListBlock,
    Picture,
    Quote,
    Table,
    Text,
)
from plangen.word.oxml import (
    TAB,
    bookmark,
    field,
    field_end,
    field_start,
    hyperlink,
    hyphen,
    paragraph,
    run,
    unbroken_run,
)

NBSP = "\u00a0"
CONTENTS_DEPTH = 2


def bookmark_name(anchor: str) -> str:
    """The name of the bookmark at an anchor: 26 of the 40 characters Word keeps, hidden in its dialog."""
    return "_p" + blake2s(anchor.encode(), digest_size=12).hexdigest()


def plain(content: Inlines) -> str:
    """The characters of inlines; breaks are blanks, notes and pictures nothing."""
    parts: list[str] = []
    for item in content:
        if isinstance(item, Text):
            parts.append(item.text)
        elif isinstance(item, Link):
            parts.append(plain(item.content))
        elif isinstance(item, Break):
            parts.append(" ")
    return "".join(parts)


def walk(blocks: Iterable[Block]) -> Iterable[Block]:
    """Every block, also those in lists, quotations and callouts, in reading order."""
    for block in blocks:
        yield block
        if isinstance(block, ListBlock):
            for item in block.items:
                yield from walk(item)
        elif isinstance(block, Quote | Callout):
            yield from walk(block.blocks)


def caption_of(block: Block) -> Caption | None:
    """The caption of a table or picture."""
    return block.caption if isinstance(block, Table | Picture) else None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: depth from 1, number and title as printed, the bookmark it leads to.

    The lines of a list of tables or figures have depth 0 and bear label and number.
    """

    depth: int
    number: str
    title: str
    bookmark: str


class Places:
    """The places of a document: which anchors exist, what their bookmarks are called and numbered.

    `pages`: the page of each bookmark by its name, as printed; empty where nobody knows them.
    """

    def __init__(self, blocks: tuple[Block, ...], pages: Mapping[str, int] | None = None) -> None:
        self.pages = pages or {}
        self._captions: dict[str, Caption] = {}
        self._known: set[str] = set()
        self._set: set[str] = set()
        self._serial = 0
        self._names: dict[str, str] = {}
        self.headings: list[Heading] = []
        self.captions: list[Caption] = []
        for block in walk(blocks):
            if isinstance(block, Heading):
                self.headings.append(block)
                self._known.update(block.anchors)
            elif (caption := caption_of(block)) is not None:
                self.captions.append(caption)
                self._captions[caption_anchor(caption)] = caption
        self._known.update(self._captions)

    def mark(self, anchors: Iterable[str], content: str) -> str:
        """`content` in the bookmarks of its anchors; an anchor that was set before is not set again."""
        for anchor in anchors:
            if anchor not in self._set:
                self._set.add(anchor)
                self._serial += 1
                content = bookmark(self._serial, bookmark_name(anchor), content)
        return content

    def bookmark(self, anchor: str) -> str:
        """The `bookmark_name` of a place that links name again and again."""
        name = self._names.get(anchor)
        if name is None:
            name = self._names[anchor] = bookmark_name(anchor)
        return name

    def knows(self, anchor: str) -> bool:
        """Whether the document has a place of that name."""
        return anchor in self._known

    def caption(self, anchor: str) -> Caption | None:
        """The caption at an anchor."""
        return self._captions.get(anchor)


def caption_anchor(caption: Caption) -> str:
    """The anchor of a caption, made from its number where the document names none."""
    return caption.anchor or f"caption/{caption.series}/{caption.number}"


def heading_anchors(heading: Heading, position: int) -> tuple[str, ...]:
    """The anchors of a heading; one from its position in the document where it has none."""
    return heading.anchors or (f"heading/{position}",)


def reference(name: str, result: str) -> str:
    """A cross-reference to the caption in a bookmark: its label and number, which Word renews."""
    return field_start(f"REF {name} \\h") + unbroken_run(result) + field_end()


def sequence_name(label: str) -> str:
    """A caption's label as the name of its sequence, which is one word."""
    return "".join(label.split()) or "Objeto"


def caption_number(caption: Caption, first: bool, properties: str) -> str:
    """Chapter and index as fields. `first`: of its series in its chapter; `properties` of its runs.

    A chapter is counted by `heading 1`; an annex bears a letter that no field yields, so that it is
    typed. The first caption sets the sequence, since LibreOffice does not know the switch by which
    Word begins anew in each chapter.
    """
    sequence = f"SEQ {sequence_name(caption.label)} \\* ARABIC"
    chapter = caption.chapter
    if first:
        sequence += f" \\r {caption.index}"
    if not chapter.isdecimal():
        lead = run(chapter, properties) + hyphen(properties) if chapter else ""
        return lead + field(sequence, str(caption.index), properties)
    return (
        field("STYLEREF 1 \\s", chapter, properties)
        + hyphen(properties)
        + field(f"{sequence} \\s 1", str(caption.index), properties)
    )


def spread_field(instruction: str, entries: list[tuple[str, str]]) -> list[str]:
    """The paragraphs of one field whose result they are; each a style id and runs."""
    paragraphs = []
    for position, (style, content) in enumerate(entries):
        start = field_start(instruction) if position == 0 else ""
        end = field_end() if position == len(entries) - 1 else ""
        paragraphs.append(paragraph(style, start + content + end))
    return paragraphs


def entry_link(entry: Entry, page: int | None = None) -> str:
    """A line of a list: number, tab and title, leading to its place; then its page where that is known."""
    number = unbroken_run(entry.number) + TAB if entry.number else ""
    shown = "" if page is None else TAB + field(f"PAGEREF {entry.bookmark} \\h", str(page))
    return hyperlink(number + run(entry.title) + shown, anchor=entry.bookmark)


def page_of_pages(page: str, of: str) -> str:
    """ "Página 1 de 1": the words and two fields that Word computes on every page."""
    return run(f"{page} ") + field("PAGE", "1") + run(f" {of} ") + field("NUMPAGES", "1")
