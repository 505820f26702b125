"""The package of a redline: that of the new version, with what the old text in it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from plangen.word.namespaces import DECLARATION, PACKAGE_RELATIONSHIPS, RELATIONSHIP
from plangen.word.oxml import attribute
from plangen.word.packing import TYPES_PART, Packed, write_archive
from plangen.word.redline_side import DOCUMENT, NOTES, NUMBERING, Side

_LISTS: Final = {DOCUMENT: "word/_rels/document.xml.rels", NOTES: "word/_rels/footnotes.xml.rels"}
_MANIFEST: Final = "customXml/"
_MANIFEST_LINES: Final = re.compile(
    rf'<Relationship [^>]*Type="{re.escape(RELATIONSHIP["customXml"])}"[^>]*/>'
    rf'|<Override PartName="/{_MANIFEST}[^>]*/>'
)
_NUM_ID: Final = re.compile(r'<w:num [^>]*?w:numId="(\d+)"')
_NUMS_END: Final = re.compile(r"<w:numIdMacAtCleanup |</w:numbering>")
_NOTES_END: Final = re.compile(
    r'<w:footnote w:id="\d+">.*</w:footnote>(?=</w:footnotes>)|(?=</w:footnotes>)', re.DOTALL
)
_STARTS: Final = (
    (b"\x89PNG", "png", "image/png"),
    (b"<", "svg", "image/svg+xml"),
    (b"", "jpeg", "image/jpeg"),
)


@dataclass(frozen=True, slots=True)
class Added:
    """What the new version's package gains: `w:num` elements, and targets of relationships by id.

    A target is an address outside, ready for a relationship, or the bytes of a picture.
    """

    nums: str
    targets: Mapping[str, str | bytes]
    note_targets: Mapping[str, str | bytes]


def free_num(side: Side, nums: str) -> int:
    """The first `w:numId` that neither a version nor the `w:num` elements use."""
    return max([0, *map(int, side.nums), *map(int, _NUM_ID.findall(nums))]) + 1


def assemble_redline(new: Side, document: Packed, notes: str, added: Added) -> bytes:
    """The .docx of a new version with another document part; `notes` are its `w:footnote` elements."""
    files: dict[str, bytes | Packed] = {
        name: part for name, part in new.parts.items() if not name.startswith(_MANIFEST)
    }
    files[DOCUMENT] = document
    files[NOTES] = _NOTES_END.sub(lambda _: notes, new.parts[NOTES].decode(), count=1).encode()
    if added.nums:
        numbering = new.parts[NUMBERING].decode()
        files[NUMBERING] = _NUMS_END.sub(lambda end: added.nums + end[0], numbering, count=1).encode()
    kinds: dict[str, str] = {}
    for part, targets in ((DOCUMENT, added.targets), (NOTES, added.note_targets)):
        lines = "".join(_lines(targets, files, kinds))
        if lines or part == DOCUMENT:
            files[_LISTS[part]] = _with_lines(new.parts.get(_LISTS[part], b""), lines)
    files[TYPES_PART] = _types(new.parts[TYPES_PART].decode(), kinds)
    return write_archive(files)


def _lines(
    targets: Mapping[str, str | bytes], files: dict[str, bytes | Packed], kinds: dict[str, str]
) -> Iterator[str]:
    """The lines of a list of relationships; pictures go among `files` under names that are free."""
    for key, target in targets.items():
        if isinstance(target, str):
            kind, place = "hyperlink", f'Target="{attribute(target)}" TargetMode="External"'
        else:
            end, content_type = next(
                (end, kind) for start, end, kind in _STARTS if target.lstrip().startswith(start)
            )
            name = f"media/old{sum('/media/old' in name for name in files) + 1}.{end}"
            files[f"word/{name}"], kinds[end] = target, content_type
            kind, place = "image", f'Target="{name}"'
        yield f'<Relationship Id="{key}" Type="{RELATIONSHIP[kind]}" {place}/>'


def _with_lines(part: bytes, lines: str) -> bytes:
    end = "</Relationships>"
    text = part.decode() or f'{DECLARATION}<Relationships xmlns="{PACKAGE_RELATIONSHIPS}">{end}'
    return _MANIFEST_LINES.sub("", text).replace(end, lines + end).encode()


def _types(text: str, kinds: Mapping[str, str]) -> bytes:
    """The content types without those of the manifest; `kinds` of pictures by the end of their names."""
    new = "".join(
        f'<Default Extension="{end}" ContentType="{kind}"/>'
        for end, kind in sorted(kinds.items())
        if f'Extension="{end}"' not in text
    )
    return _MANIFEST_LINES.sub("", text).replace("<Default ", f"{new}<Default ", 1).encode()
