"""The published Markdown read back: does it say what the document says?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from plangen.document.blocks import (
    Block,
    Callout,
    Code,
    Document,
    Face,
    Heading,
    Inline,
    Inlines,
    Link,
    ListBlock,
    Note,
    Paragraph,
    Picture,
    Quote,
    Table,
    Text,
)
from plangen.document.grammar import published_parser
from plangen.document.inlines import Plan, plain_text
from plangen.document.lower import lower
from plangen.document.parse import BlockParser
from plangen.templating.atoms import Atom, Citation, Drawn, ProseValue, Value

_SHOWN = 80


def compare_published(document: Document, text: str) -> tuple[str, ...]:
    """Where `text`, parsed as GitHub would, differs from the document; empty when it says the same.

    Compared are structure, words, faces, links and footnote marks of every block, and the notes.
    """
    parser = published_parser()
    tokens = parser.parse(text)
    body_end = next((i for i, t in enumerate(tokens) if t.type == "footnote_block_open"), len(tokens))
    blocks = BlockParser(_NoPlan(), None, lambda _: (), lambda *_: ()).parse(tokens[:body_end])
    said = [_block(block) for block in lower(document)]
    read = [_block(draft.block) for draft in blocks]
    differences = [_difference(a, b) for a, b in zip_longest(said, read, fillvalue="") if a != b]
    labels = {str(t.meta["label"]) for t in tokens[body_end:] if t.type == "footnote_open"}
    missing = sorted(set(document.notes) - labels)
    return (*differences, *(f"[^{label}]" for label in missing))


class _NoPlan(Plan):
    """Published Markdown refers to nothing of the plan."""

    def resolve_value(self, mention: str) -> Atom:
        return Value(mention)

    def resolve_citation(self, mention: str) -> Atom:
        return Value(mention)

    def name(self, item_id: str) -> str:
        return item_id

    def note(self, citation: Citation) -> str:
        return citation.source

    def prose(self, value: ProseValue) -> list[Inlines]:
        return []

    def figure(self, drawn: Drawn) -> str:
        return drawn.name

    def is_illustrative(self, paths: Sequence[str]) -> bool:
        return False


def _difference(said: str, read: str) -> str:
    at = next(
        (i for i, (a, b) in enumerate(zip(said, read, strict=False)) if a != b), min(len(said), len(read))
    )
    start = max(0, at - 20)
    return f"«{said[start : start + _SHOWN]}» ≠ «{read[start : start + _SHOWN]}»"


def _block(block: Block) -> str:
    """A block as a line of text that shows all that Markdown says of it."""
    match block:
        case Heading():
            return f"h{block.level} {_line(block.content)}"
        case Paragraph():
            return _line(block.content)
        case ListBlock():
            sign = f"{block.start}." if block.ordered else "-"
            return " ".join(f"({sign} {_blocks(item)})" for item in block.items)
        case Quote():
            return f"> {_blocks(block.blocks)}"
        case Callout():
            return f"> {block.kind}: {_line(block.title)} {_blocks(block.blocks)}"
        case Code():
            return f"code {block.language} {block.text}"
        case Table():
            rows = (block.header, *block.rows)
            cells = (" | ".join("<br>".join(map(_line, c.paragraphs)) for c in row.cells) for row in rows)
            return f"table {block.align} " + " || ".join(cells)
        case Picture():
            return f"picture {block.path.rpartition('/')[2]} {block.alt}"
    return type(block).__name__


def _blocks(blocks: Sequence[Block]) -> str:
    return " ¶ ".join(map(_block, blocks))


def _line(inlines: Sequence[Inline]) -> str:
    parts: list[str] = []
    face: int = Face.PLAIN
    for inline in inlines:
        if isinstance(inline, Text):
            # spaces carry no face: delimiters stand outside of them
            for word in inline.text.replace("\n", " ").split(" "):
                shown = inline.face if word else face
                if word and shown != face:
                    parts.append(f"⟨{shown}⟩")
                    face = shown
                parts.append(word + " ")
            parts[-1] = parts[-1][:-1]
        elif isinstance(inline, Link):
            parts.append(f"⟦{inline.url or '#' + inline.anchor}: {plain_text(inline.content)}⟧")
        elif isinstance(inline, Note):
            parts.append(f"[^{inline.label}]")
        else:
            parts.append("/")
    return "".join(parts).strip()
