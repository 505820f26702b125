"""Markdown tokens to blocks: structure, and the marks that belong to each block."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from plangen.document.blocks import (
    Block,
    Callout,
    Caption,
    Code,
    Face,
    Heading,
    Image,
    Inlines,
    Layout,
    Link,
    ListBlock,
    Origin,
    Paragraph,
    Picture,
    Place,
    Quote,
    Rule,
    Table,
    Text,
)
from plangen.document.figures import say_figure
from plangen.document.grammar import needs_parsing
from plangen.document.inlines import CAPTION, Inliner, Plan, one_line
from plangen.document.rows import Rows, layout_of
from plangen.templating.atoms import ATOM, FIRST_ATOM, Atoms, Drawn, ItemLink, Mark, ProseValue, Value

ILLUSTRATIVE = "illustrative"
"""Role of the paragraph that says how figures without a source are marked."""

_ALERT = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*\Z", re.IGNORECASE)
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Draft:
    """A block before numbering; `illustrative` when it shows a figure that no source gives."""

    block: Block
    illustrative: bool = False


@dataclass(slots=True)
class _Marks:
    """The marks waiting for the next block."""

    waiting: list[Mark] = field(default_factory=list)

    def take(self) -> dict[str, Mark]:
        taken = {mark.name: mark for mark in self.waiting if mark.name != "anchor"}
        self.waiting = [mark for mark in self.waiting if mark.name == "anchor"]
        return taken

    def take_anchors(self) -> tuple[str, ...]:
        anchors = tuple(mark.args["id"] for mark in self.waiting if mark.name == "anchor")
        self.waiting = [mark for mark in self.waiting if mark.name != "anchor"]
        return anchors


@dataclass(slots=True)
class BlockParser:
    """Converts the tokens of one text: a rendered part (`atoms`), or a prose field (None).

    `inline` tokenizes a line of Markdown (captions), `prose_blocks` gives a prose value as drafts with
    its headings below the given level; `shift` is added to the level of headings;
    pictures are found from `folder`.
    """

    plan: Plan
    atoms: Atoms | None
    inline: Callable[[str], Sequence[Token]]
    prose_blocks: Callable[[ProseValue, int], Sequence[Draft]]
    shift: int = 0
    folder: str = ""
    _level: int = 0
    _marks: _Marks = field(default_factory=_Marks)
    _tokens: Sequence[Token] = ()
    _at: int = 0
    _words: dict[str, Inlines] = field(default_factory=dict)
    _links: dict[str, Inlines] = field(default_factory=dict)
    """Words and names that cells of this text consist of: the same ones again and again."""

    def parse(self, tokens: Sequence[Token]) -> list[Draft]:
        """The blocks of a whole text, in order."""
        self._tokens, self._at = tokens, 0
        return self._blocks("")

    def _blocks(self, until: str) -> list[Draft]:
        drafts: list[Draft] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token.type == until:
                break
            drafts.extend(self._block(token))
        return drafts

    def _block(self, token: Token) -> Sequence[Draft]:
        match token.type:
            case "paragraph_open":
                return self._paragraph()
            case "heading_open":
                return [self._heading(int(token.tag[1]) - 1)]
            case "plan_table":
                return [self._plan_table(token)]
            case "table_open":
                return [self._table()]
            case "bullet_list_open" | "ordered_list_open":
                return [self._list(token)]
            case "blockquote_open":
                return self._quote()
            case "fence" | "code_block":
                return [Draft(Code(self._plain(token.content.rstrip("\n")), token.info.strip()))]
            case "hr":
                return [Draft(Rule())]
        return []

    def _plain(self, text: str) -> str:
        if self.atoms is None:
            return text
        atoms = self.atoms
        return ATOM.sub(lambda match: getattr(atoms.get(match[0]), "text", ""), text)

    def _inliner(self, *, in_table: bool = False) -> Inliner:
        return Inliner(self.plan, self.atoms, in_table, self.folder, self._say_figure)

    def _say_figure(self, drawn: Drawn) -> tuple[Picture, bool]:
        return say_figure(drawn, self.plan, self.atoms, self.inline)

    # paragraphs and headings

    def _paragraph(self) -> Sequence[Draft]:
        token = self._tokens[self._at]
        self._at += 2
        return self.paragraph(token.content, token.children)

    def paragraph(self, line: str, children: Sequence[Token] | None = None) -> Sequence[Draft]:
        """What a paragraph gives: itself, a picture, the blocks of a prose value, or marks for the next."""
        alone = self._alone(line)
        if alone is not None:
            return alone
        inliner = self._inliner()
        content = inliner.convert(children) if children else inliner.convert_line(line, self.inline)
        self._marks.waiting.extend(inliner.marks)
        if not content:
            if inliner.absent:
                self._marks.take()
            return self._marked_places()
        marks = self._marks.take()
        if len(content) == 1 and isinstance(content[0], Image):
            return [Draft(self._picture(content[0], marks), inliner.illustrative)]
        return [Draft(Paragraph(content, _role(marks)), inliner.illustrative)]

    def _convert(self, inliner: Inliner, token: Token) -> Inlines:
        return (
            inliner.convert(token.children)
            if token.children
            else inliner.convert_line(token.content, self.inline)
        )

    def _alone(self, content: str) -> Sequence[Draft] | None:
        """The blocks of a prose value that stands alone in its paragraph, None if that is not so."""
        if self.atoms is None or len(content) != 1 or not ATOM.match(content):
            return None
        value = self.atoms.get(content)
        if isinstance(value, Drawn):
            return [self._figure(value)]
        if not isinstance(value, ProseValue):
            return None
        role = _role(self._marks.take())
        return [_with_role(draft, role) for draft in self.prose_blocks(value, self._level + 1)]

    def _marked_places(self) -> list[Draft]:
        """Places and notes that a mark puts here by itself."""
        drafts: list[Draft] = []
        for mark in [m for m in self._marks.waiting if m.name in {"place", ILLUSTRATIVE}]:
            self._marks.waiting.remove(mark)
            placed = mark.name == "place"
            drafts.append(Draft(Place(mark.args["kind"]) if placed else Paragraph((), ILLUSTRATIVE)))
        return drafts

    def _heading(self, level: int) -> Draft:
        token = self._tokens[self._at]
        self._at += 2
        level += self.shift
        self._level = level
        inliner = self._inliner(in_table=True)
        content = self._convert(inliner, token)
        anchors = self._marks.take_anchors()
        mark = self._marks.take().get("role")
        role, code = (mark.args["name"], mark.args["code"]) if mark else ("", "")
        return Draft(Heading(level, content, code, anchors, role), inliner.illustrative)

    # containers

    def _list(self, token: Token) -> Draft:
        role = _role(self._marks.take())
        ordered = token.type == "ordered_list_open"
        close = token.type.replace("_open", "_close")
        items: list[tuple[Block, ...]] = []
        illustrative = False
        while self._tokens[self._at].type != close:
            self._at += 1
            drafts = self._blocks("list_item_close")
            illustrative = illustrative or any(d.illustrative for d in drafts)
            if drafts:
                items.append(tuple(d.block for d in drafts))
        self._at += 1
        start = int(token.attrs.get("start", 1)) if ordered else 1
        return Draft(ListBlock(tuple(items), ordered, start, role), illustrative)

    def _quote(self) -> Sequence[Draft]:
        drafts = self._blocks("blockquote_close")
        if not drafts:
            return []
        illustrative = any(draft.illustrative for draft in drafts)
        blocks = tuple(draft.block for draft in drafts)
        return [Draft(_callout(blocks) or Quote(blocks), illustrative)]

    # tables and pictures

    def _plan_table(self, token: Token) -> Draft:
        """A table of the template: its cells come as text."""
        layout, marks = self._layout()
        rows = Rows(layout)
        for cells in token.meta["rows"]:
            for text in cells:
                self._plan_cell(text, rows)
            rows.end_row()
        return self._finished_table(rows, tuple(token.meta["align"]), layout, marks)

    def _plan_cell(self, text: str, rows: Rows) -> None:
        """A cell as text; most hold nothing, plain words, or one value, and need no tokens."""
        if not text:
            rows.add_empty()
            return
        words = self._words.get(text)
        if words is not None:
            rows.add_cell(words)
            return
        atom = (
            self.atoms.get(text) if self.atoms is not None and len(text) == 1 and text >= FIRST_ATOM else None
        )
        if isinstance(atom, Value) and atom.text and atom.paths:
            rows.illustrative |= atom.figure and self.plan.is_illustrative(atom.paths)
            origin = Origin(atom.paths, atom.derived, atom.figure)
            rows.add_cell((Text(one_line(atom.text), Face.PLAIN, origin),))
        elif isinstance(atom, ItemLink):
            rows.add_cell(self._name(atom.id))
        elif atom is None and text.isprintable() and not needs_parsing(text):  # no atom is printable
            rows.add_cell(self._words.setdefault(text, (Text(text),)))
        else:
            inliner = self._inliner(in_table=True)
            rows.add_inlines(inliner.convert_line(text, self.inline), inliner)

    def _name(self, item_id: str) -> Inlines:
        """A cell that holds the name of a record, leading to it."""
        found = self._links.get(item_id)
        if found is None:
            found = self._links[item_id] = (Link((Text(self.plan.name(item_id)),), anchor=item_id),)
        return found

    def _table(self) -> Draft:
        layout, marks = self._layout()
        rows = Rows(layout)
        align: list[str] = []
        while (token := self._tokens[self._at]).type != "table_close":
            self._at += 1
            if token.type == "tr_close":
                rows.end_row()
            elif token.type in {"td_open", "th_open"}:
                if not rows.made:
                    align.append(str(token.attrs.get("style", "")).removeprefix("text-align:"))
                inliner = self._inliner(in_table=True)
                rows.add_inlines(self._convert(inliner, self._tokens[self._at]), inliner)
                self._at += 2
        self._at += 1
        return self._finished_table(rows, tuple(align), layout, marks)

    def _layout(self) -> tuple[Layout, dict[str, Mark]]:
        marks = self._marks.take()
        return layout_of(marks), marks

    def _finished_table(
        self, rows: Rows, align: tuple[str, ...], layout: Layout, marks: Mapping[str, Mark]
    ) -> Draft:
        caption, source = self._caption("table", marks), self._source(marks)
        title = marks["layout"].args.get("title", "") if "layout" in marks else ""
        header, *body = rows.made
        return Draft(Table(header, tuple(body), align, caption, source, layout, title), rows.illustrative)

    def _picture(self, image: Image, marks: Mapping[str, Mark]) -> Picture:
        caption, source = self._caption("figure", marks), self._source(marks)
        return Picture(image.path, image.alt, caption, source, image.drawn)

    def _figure(self, drawn: Drawn) -> Draft:
        marks = self._marks.take()
        picture, illustrative = self._say_figure(drawn)
        caption, source = self._caption("figure", marks), self._source(marks)
        return Draft(replace(picture, caption=caption, source=source, role=_role(marks)), illustrative)

    def _caption(self, series: str, marks: Mapping[str, Mark]) -> Caption | None:
        mark = marks.get("caption")
        if mark is None:
            return None
        key = mark.args["key"]
        return Caption(series, "", "", 0, self._line(mark.body), CAPTION + key if key else "")

    def _source(self, marks: Mapping[str, Mark]) -> Inlines:
        mark = marks.get("source")
        return self._line(mark.body) if mark else ()

    def _line(self, text: str) -> Inlines:
        return self._inliner(in_table=True).convert_line(text, self.inline)


def _role(marks: Mapping[str, Mark]) -> str:
    mark = marks.get("role")
    return mark.args["name"] if mark else ""


def _with_role(draft: Draft, role: str) -> Draft:
    if not role or not isinstance(draft.block, Paragraph):
        return draft
    return Draft(Paragraph(draft.block.content, role), draft.illustrative)


def _callout(blocks: tuple[Block, ...]) -> Callout | None:
    """A quotation that begins with GitHub's `[!KIND]` as a callout; its first bold run is the title."""
    first = blocks[0]
    if not isinstance(first, Paragraph) or not isinstance(first.content[0], Text):
        return None
    head, _, rest = first.content[0].text.partition(" ")
    match = _ALERT.match(head)
    if match is None:
        return None
    content = ((Text(rest),) if rest else ()) + first.content[1:]
    title: Inlines = ()
    if content and isinstance(content[0], Text) and content[0].face and len(content[0].text) <= _WIDEST:
        title, content = content[:1], content[1:]
    if content and isinstance(content[0], Text) and content[0].origin is None:
        content = (Text(content[0].text.lstrip() or " ", content[0].face), *content[1:])
    inner: tuple[Block, ...] = (Paragraph(content),) if content else ()
    return Callout(match[1].lower(), title, inner + blocks[1:])
