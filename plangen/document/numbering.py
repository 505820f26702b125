"""The one counter: numbers of headings, tables and figures, by chapter.

Nobody types a number. Chapters count 1, 2, …, annexes A, B, …; sections below a chapter 7.1, 7.1.1;
tables and figures start again in each chapter or annex. Word counts with its own lists and fields and
must come to the same; what is printed here is their cached result.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from plangen.document.blocks import (
    Block,
    Caption,
    Heading,
    Inline,
    Inlines,
    Paragraph,
    Picture,
    Place,
    Table,
    Text,
)
from plangen.document.inlines import DAGGER
from plangen.document.parse import ILLUSTRATIVE, Draft

_NUMBERED_LEVELS = 3


@dataclass
class _Counter:
    """Where the count stands."""

    chapter: str = ""
    chapters: int = 0
    annexes: int = 0
    sections: list[int] = field(default_factory=list)
    captions: dict[str, int] = field(default_factory=dict)
    role: str = "front"

    def heading(self, heading: Heading) -> Heading:
        if heading.level == 0 or heading.role == "sheet":
            return heading
        if heading.level == 1:
            return self._chapter(heading)
        if self.role != "":
            return replace(heading, role=heading.role or "front")
        if heading.role or heading.level > _NUMBERED_LEVELS:
            return heading
        depth = heading.level - 1
        self.sections = [*self.sections[:depth], *[0] * (depth - len(self.sections))]
        self.sections[depth - 1] += 1
        return replace(heading, number=".".join([self.chapter, *map(str, self.sections)]))

    def _chapter(self, heading: Heading) -> Heading:
        self.sections, self.captions, self.role = [], {}, heading.role
        if heading.role == "":
            self.chapters += 1
            self.chapter = str(self.chapters)
        elif heading.role == "annex":
            self.annexes += 1
            self.chapter = _letters(self.annexes)
        else:
            self.chapter = ""
        return replace(heading, number=self.chapter)

    def caption(self, caption: Caption, label: str) -> Caption:
        index = self.captions.get(caption.series, 0) + 1
        self.captions[caption.series] = index
        return replace(caption, label=label, chapter=self.chapter, index=index)


def _letters(number: int) -> str:
    """1 → A, 26 → Z, 27 → AA."""
    text = ""
    while number:
        number, digit = divmod(number - 1, 26)
        text = chr(ord("A") + digit) + text
    return text


@dataclass(frozen=True, slots=True)
class Numbered:
    """The blocks with their numbers, and what links may lead to.

    `labels` gives the printed label of each caption's anchor ("Tabla 7-3"), `anchors` every place.
    """

    blocks: tuple[Block, ...]
    labels: Mapping[str, str]
    anchors: frozenset[str]


def number_blocks(
    drafts: Sequence[Draft], words: Mapping[str, str], is_illustrative: Callable[[Sequence[str]], bool]
) -> Numbered:
    """Number `drafts`, say in captions which figures no source gives, and put the notes about them.

    `words` are the template's labels `table`, `figure`, `illustrative` and `illustrative_note`. A table
    without caption says it in the small title before it, or else at each figure that `is_illustrative`.
    """
    counter = _Counter()
    shown = _illustrative_chapters(drafts)
    blocks: list[Block] = []
    chapter = 0
    for draft in drafts:
        block = draft.block
        if isinstance(block, Heading):
            chapter += block.level == 1
            block = counter.heading(block)
        elif isinstance(block, Table | Picture) and block.caption is not None:
            block = replace(block, caption=_captioned(block.caption, draft, counter, words))
        elif isinstance(block, Table) and draft.illustrative:
            block = _marked(block, blocks, words["illustrative"], is_illustrative)
        elif isinstance(block, Paragraph) and block.role == ILLUSTRATIVE:
            if chapter not in shown:
                continue
            block = Paragraph((Text(words["illustrative_note"]),), ILLUSTRATIVE)
        blocks.append(block)
    return Numbered(_without_double_breaks(blocks), _labels(blocks), _anchors(blocks))


def _captioned(caption: Caption, draft: Draft, counter: _Counter, words: Mapping[str, str]) -> Caption:
    numbered = counter.caption(caption, words[caption.series])
    if not draft.illustrative:
        return numbered
    return replace(numbered, content=(*numbered.content, Text(f" ({words['illustrative']})")))


def _marked(
    table: Table, before: list[Block], word: str, is_illustrative: Callable[[Sequence[str]], bool]
) -> Table:
    """`table` with its figures marked, unless the small title before it (which is changed) can say it."""
    title = before[-1] if before else None
    if isinstance(title, Paragraph) and title.role == "sheet_section":
        before[-1] = replace(title, content=(*title.content, Text(f" ({word})")))
        return table

    def line(inlines: Inlines) -> Inlines:
        marked: list[Inline] = []
        for inline in inlines:
            marked.append(inline)
            origin = inline.origin if isinstance(inline, Text) else None
            if origin is not None and origin.figure and is_illustrative(origin.paths):
                marked.append(Text(DAGGER, inline.face if isinstance(inline, Text) else 0))
        return tuple(marked)

    rows = tuple(
        replace(row, cells=tuple(replace(c, paragraphs=tuple(map(line, c.paragraphs))) for c in row.cells))
        for row in table.rows
    )
    return replace(table, rows=rows)


def _illustrative_chapters(drafts: Sequence[Draft]) -> set[int]:
    chapters, chapter = set(), 0
    for draft in drafts:
        chapter += isinstance(draft.block, Heading) and draft.block.level == 1
        if draft.illustrative:
            chapters.add(chapter)
    return chapters


def _without_double_breaks(blocks: list[Block]) -> tuple[Block, ...]:
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Place) and kept and kept[-1] == block:
            continue
        kept.append(block)
    return tuple(kept)


def _captions(blocks: Sequence[Block]) -> list[Caption]:
    return [b.caption for b in blocks if isinstance(b, Table | Picture) and b.caption is not None]


def _labels(blocks: Sequence[Block]) -> dict[str, str]:
    return {c.anchor: f"{c.label}\u00a0{c.number}" for c in _captions(blocks) if c.anchor}


def _anchors(blocks: Sequence[Block]) -> frozenset[str]:
    headings = (anchor for block in blocks if isinstance(block, Heading) for anchor in block.anchors)
    return frozenset([*headings, *_labels(blocks)])
