"""Two versions of a deliverable as one Word file with tracked changes.

Accepting all changes gives the new version, rejecting all gives the old one: texts, styles and settings of
paragraphs and cells, tables, notes, pictures, links, fields, lists and sections. What Word cannot track, or
what would track a whole table for one word, is the new version's in either case: headers and footers,
properties of the file, widths of columns, bookmarks that both versions name. Letters that are the same in
Unicode (NFC) are no change. Content controls are taken off, and their manifest is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from plangen.document.blocks import Block as DocumentBlock
from plangen.word.packing import Packer
from plangen.word.redline_align import Match
from plangen.word.redline_front import write_front
from plangen.word.redline_ink import Ink, Revision
from plangen.word.redline_merge import Ends, Merger, pair_blocks
from plangen.word.redline_names import Lists, Names
from plangen.word.redline_notes import Baggage, merged_notes
from plangen.word.redline_package import Added, assemble_redline, free_num
from plangen.word.redline_side import Side, key_of, read_side
from plangen.word.redline_split import FRONT, Block

__all__ = ["FRONT", "Revision", "redline"]

_CLOSE: Final = "</w:body></w:document>"


def redline(old: bytes, new: bytes, revision: Revision, front: tuple[DocumentBlock, ...] = ()) -> bytes:
    """The new version with what changed since the old one tracked; equal input gives equal bytes.

    Both are of `write_docx`, with one reference document. `front` are blocks for pages of their own in
    front of the text, outside of what is tracked; they end with the paragraph that bears the bookmark
    `FRONT`, and the pages of the text are counted from its first.
    Raises `UsageError` as `read_archive` does, ValueError where a file is not of our writer.
    """
    before, after = read_side(old, bool(front)), read_side(new, bool(front))
    pages = write_front(front, after)
    names = Names(before, after)
    lists = Lists(before.nums, after.nums, free_num(after, pages.nums))
    baggage = Baggage(names)
    merger = Merger(Ink(revision, baggage), after.nums)
    packer = Packer()
    packer.add(after.head + pages.xml)
    for piece in _body(merger, names, lists, before, after):
        packer.add(piece)
    packer.add(_CLOSE)
    notes = "".join(merged_notes(merger, names, baggage, before, after))
    added = Added(
        nums=pages.nums + "".join(lists.added),
        targets={**names.links.brought, **pages.links},
        note_targets=names.note_links.brought,
    )
    return assemble_redline(after, packer.close(), notes, added)


def _body(merger: Merger, names: Names, lists: Lists, before: Side, after: Side) -> Iterator[str]:
    *old, old_section = [Block(block.kind, names.in_new(block.xml)) for block in before.blocks]
    *new, section = after.blocks
    keys = [key_of(block.xml, before.nums) for block in old], [key_of(block.xml, after.nums) for block in new]
    matches = pair_blocks(old, new, keys, Ends())
    lists.pair((old[match.old].xml, new[match.new].xml) for match in matches)
    settled = [
        Match(match.old, match.new, match.same and lists.agree(old[match.old].xml, new[match.new].xml))
        for match in matches
    ]
    named = [Block(block.kind, lists.in_new(block.xml)) for block in old]
    yield from merger.written(named, new, settled)
    yield merger.section(old_section.xml, section.xml)
