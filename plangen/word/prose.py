"""Lists, quotations, callouts and preformatted text as paragraphs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from plangen.document.blocks import Block, Callout, Code, Inlines, ListBlock, Paragraph, Quote, Text
from plangen.word.fields import NBSP
from plangen.word.flow import Flow
from plangen.word.numbering import DEEPEST, Lists
from plangen.word.oxml import LINE_BREAK, Setting, escape, run

_BULLET_LEFT, _NUMBER_LEFT, _FINDING_LEFT = 1645, 1701, 1758
_BULLET_STEP, _NUMBER_STEP = 284, 340
_BETWEEN_MESSAGES, _BEFORE_MESSAGE = 80, 240
_CODE_TAB = 4


@dataclass(frozen=True, slots=True)
class _Form:
    """How items are set: style and list of the first paragraph, left indent of the others."""

    style: str
    setting: Setting | None
    left: int


class ProseWriter:
    """Writes what is made of paragraphs; other blocks inside go to `write`, the writer of any block."""

    def __init__(self, flow: Flow, lists: Lists, write: Callable[[Block], None]) -> None:
        self._flow = flow
        self._lists = lists
        self._write = write

    def list_block(self, block: ListBlock, wide: bool, level: int = 0) -> None:
        """A list. `wide`: on a page whose text begins at the margin and not in the text column."""
        form = self._form(block, min(level, DEEPEST), wide)
        for item in block.items:
            self._item(item, form, wide, level)

    def _item(self, item: tuple[Block, ...], form: _Form, wide: bool, level: int) -> None:
        head = item[0] if item and isinstance(item[0], Paragraph) else None
        self._flow.text(form.style, head.content if head else (), form.setting)
        for part in item[1:] if head else item:
            if isinstance(part, ListBlock):
                self.list_block(part, wide, level + 1)
            elif isinstance(part, Paragraph):
                style = "List Continue 2" if level else "List Continue"
                self._flow.text(style, part.content, Setting(left=form.left))
            else:
                self._write(part)

    def _form(self, block: ListBlock, depth: int, wide: bool) -> _Form:
        if block.role == "findings":
            number = self._lists.ordered("findings", 0, block.start)
            return _Form("Plan Hallazgo", Setting(list_number=number), _FINDING_LEFT)
        if block.ordered:
            return self._numbered(block, depth, wide)
        left = _BULLET_STEP * (depth + 1) if wide else _BULLET_LEFT + _BULLET_STEP * depth
        style = "List Bullet 2" if depth else "List Bullet"
        third = depth == DEEPEST
        if not wide and not third:
            return _Form(style, None, left)
        deeper = self._lists.third_bullet() if third else None
        setting = Setting(list_number=deeper, list_level=int(third), left=left, hanging=_BULLET_STEP)
        return _Form(style, setting, left)

    def _numbered(self, block: ListBlock, depth: int, wide: bool) -> _Form:
        number = self._lists.ordered("number", depth, block.start)
        if not wide:
            left = _NUMBER_LEFT + _NUMBER_STEP * depth
            return _Form("List Number", Setting(list_number=number, list_level=depth), left)
        left = _NUMBER_STEP * (depth + 1)
        setting = Setting(list_number=number, list_level=depth, left=left, hanging=_NUMBER_STEP)
        return _Form("List Number", setting, left)

    def quote(self, block: Quote) -> None:
        """A quotation."""
        for part in block.blocks:
            if isinstance(part, Paragraph):
                self._flow.text("Quote", part.content)
            else:
                self._write(part)

    def callout(self, block: Callout) -> None:
        """A message set apart: its title and lines are one box, other blocks follow it."""
        if block.title:
            self._flow.text("Plan Mensaje título", block.title)
        contents = [content for part in block.blocks if _is_lines(part) for content in _lines(part)]
        for at, content in enumerate(contents, 1):
            last = at == len(contents)
            setting = Setting(
                keep_next=None if last else True,
                before=_BEFORE_MESSAGE if at == 1 and not block.title else None,
                after=None if last else _BETWEEN_MESSAGES,
            )
            self._flow.text("Plan Mensaje", content, setting)
        for part in block.blocks:
            if not _is_lines(part):
                self._write(part)

    def code(self, block: Code) -> None:
        """Preformatted text: one paragraph, its lines kept; none where there is no text."""
        if not block.text.strip():
            return
        lines = block.text.rstrip("\n").expandtabs(_CODE_TAB).split("\n")
        self._flow.registers.controls.say(escape("\n".join(lines)))
        self._flow.put("HTML Preformatted", LINE_BREAK.join(map(run, lines)))


def _is_lines(block: Block) -> bool:
    """Whether a block is paragraphs, or a list of nothing else."""
    if isinstance(block, ListBlock):
        return all(_is_lines(part) for item in block.items for part in item)
    return isinstance(block, Paragraph)


def _lines(block: Block) -> list[Inlines]:
    """The paragraphs of a callout; a list becomes lines with a mark, for its indent would break the box."""
    if isinstance(block, Paragraph):
        return [block.content]
    if not isinstance(block, ListBlock):
        return []
    lines: list[Inlines] = []
    for at, item in enumerate(block.items, block.start):
        mark = Text(f"{at}.{NBSP}" if block.ordered else f"•{NBSP}")
        for part in item:
            if isinstance(part, Paragraph):
                lines.append((mark, *part.content))
            else:
                lines.extend(_lines(part))
    return lines
