"""One of the two versions that a redline compares: a .docx of our writer, read as text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from plangen.word.archive import read_archive
from plangen.word.opened import Opened
from plangen.word.redline_pieces import DRAWING_NAME
from plangen.word.redline_split import Block, split_blocks, without_controls

DOCUMENT, NOTES, NUMBERING = "word/document.xml", "word/footnotes.xml", "word/numbering.xml"
"""Names of the parts that a comparison looks at."""

_BODY: Final = "<w:body>"
_NOTE: Final = re.compile(r'<w:footnote w:id="(\d+)">(.*?)</w:footnote>', re.DOTALL)
_NUM: Final = re.compile(r'<w:num [^>]*?w:numId="(\d+)"[^>]*>(.*?)</w:num>', re.DOTALL)
_NUMBERED: Final = ('w:id="', "<wp:docPr ", "<w:numId ")
_BOOKMARK_ID: Final = re.compile(r'(<w:bookmark(?:Start|End)) w:id="\d+"')
_NUM_ID: Final = re.compile(r'<w:numId w:val="(\d+)"/>')


@dataclass(frozen=True, slots=True)
class Side:
    """A version. `head`: the document part up to its blocks; `notes`: the inside of each footnote by id.

    `targets`, `note_targets`: where the links and pictures of the document and of its notes lead, by
    relationship id: an address, or the bytes of a picture. `nums`: the inside of each `w:num` by id.
    """

    parts: Mapping[str, bytes]
    head: str
    blocks: tuple[Block, ...]
    notes: Mapping[int, str]
    targets: Mapping[str, str | bytes]
    note_targets: Mapping[str, str | bytes]
    nums: Mapping[str, str]


def read_side(data: bytes, number_pages: bool = False) -> Side:
    """A .docx of our writer, without its content controls.

    `number_pages`: its pages are counted from its first, whatever stands in front of it.
    Raises `UsageError` as `read_archive` does, ValueError where it is not of our writer.
    """
    parts = read_archive(data)
    opened = Opened(parts, DOCUMENT)
    text = without_controls(parts[DOCUMENT].decode())
    if number_pages:
        text = text.replace("<w:cols ", '<w:pgNumType w:start="1"/><w:cols ', 1)
    begin, end = text.index(_BODY) + len(_BODY), text.rindex("</w:body>")
    notes = without_controls(parts[NOTES].decode())
    return Side(
        parts=parts,
        head=text[:begin],
        blocks=tuple(split_blocks(text[begin:end])),
        notes={int(note[1]): note[2] for note in _NOTE.finditer(notes)},
        targets=_targets(opened, DOCUMENT),
        note_targets=_targets(opened, NOTES),
        nums={num[1]: num[2] for num in _NUM.finditer(parts[NUMBERING].decode())},
    )


def _targets(opened: Opened, part: str) -> dict[str, str | bytes]:
    found: dict[str, str | bytes] = {}
    for key, relation in opened.relations(part).items():
        if relation.kind == "hyperlink":
            found[key] = relation.target
        elif relation.kind == "image":
            found[key] = opened.parts[relation.target]
    return found


def key_of(xml: str, nums: Mapping[str, str]) -> str:
    """The XML without the numbers that depend on what else a document holds.

    A list counts as another that is set like it.
    """
    if not any(mark in xml for mark in _NUMBERED):
        return xml
    xml = _BOOKMARK_ID.sub(r"\1", xml)
    if "<wp:docPr " in xml:
        xml = DRAWING_NAME.sub(r"\1", xml)
    return _NUM_ID.sub(partial(_list_key, nums), xml)


def _list_key(nums: Mapping[str, str], match: re.Match[str]) -> str:
    return nums.get(match[1], "") or match[0]
