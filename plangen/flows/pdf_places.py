"""Where the named places of a PDF are.

Reads what LibreOffice writes: objects of generation 0, in the open or in compressed object streams
(ISO 32000-1, 7.5.7), and destinations by name with their page in place (12.3.2.3).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_END = 1024
"""Bytes at the end of a whole file in which its last line is (as readers look for it)."""
_OBJECT = re.compile(rb"\b(\d{1,9})\s+0\s+obj\b")
_STREAM = re.compile(rb"stream\r?\n(.*)endstream", re.DOTALL)
_PACKED = re.compile(rb"/Type\s*/ObjStm\b")
_COUNT = re.compile(rb"/N\s+(\d{1,9})")
_FIRST = re.compile(rb"/First\s+(\d{1,9})")
_ROOT = re.compile(rb"/Type\s*/Catalog\b")
_PAGES = re.compile(rb"/Pages\s+(\d{1,9})\s+0\s+R")
_BRANCH = re.compile(rb"/Type\s*/Pages\b")
_KIDS = re.compile(rb"/Kids\s*\[([^\[\]]*)\]")
_REFERENCE = re.compile(rb"(\d{1,9})\s+0\s+R")
_NO_NAMES = frozenset({b"Dest", b"OpenAction"})
"""Keys whose values look like those of a name."""
_PLACE = re.compile(
    rb"[/(]([0-9A-Za-z_#.-]{1,200})\s*\)?\s*(?:<<\s*/D\s*)?\[\s*(\d{1,9})\s+0\s+R\s*/(?:XYZ|Fit)"
)


def read_places(pdf: bytes) -> dict[str, int]:
    """The page, from 1, of each named destination by its name as it stands in the file.

    What is not a whole PDF, or one of another make, gives none.
    """
    if b"%%EOF" not in pdf[-_END:]:
        return {}
    objects = dict(_objects(pdf))
    pages = {number: at for at, number in enumerate(_pages(objects), 1)}
    return {
        name.decode("ascii"): pages[int(page)]
        for content in objects.values()
        for name, page in _PLACE.findall(content)
        if int(page) in pages and name not in _NO_NAMES
    }


def _objects(pdf: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and content of each object; of those that hold a stream what stands before it."""
    starts = list(_OBJECT.finditer(pdf))
    ends = [start.start() for start in starts[1:]] + [len(pdf)]
    for start, end in zip(starts, ends, strict=False):
        content = pdf[start.end() : end]
        head, _, rest = content.partition(b"stream")
        yield int(start[1]), head
        if rest and _PACKED.search(head):
            yield from _packed(head, content)


def _packed(head: bytes, content: bytes) -> Iterator[tuple[int, bytes]]:
    """The objects of an object stream: pairs of number and place, then the objects."""
    stream, count, first = _STREAM.search(content), _COUNT.search(head), _FIRST.search(head)
    if not (stream and count and first):
        return
    try:
        text = zlib.decompressobj().decompress(stream[1]) if b"/FlateDecode" in head else stream[1]
    except zlib.error:
        return
    start = int(first[1])
    index = [int(word) for word in text[:start].split()[: 2 * int(count[1])] if word.isdigit()]
    numbers, places = index[::2], index[1::2]
    for at, (number, place) in enumerate(zip(numbers, places, strict=False)):
        end = start + places[at + 1] if at + 1 < len(places) else len(text)
        yield number, text[start + place : end]


def _pages(objects: dict[int, bytes]) -> Iterator[int]:
    """The numbers of the page objects in the order of the document."""
    catalog = next((content for content in objects.values() if _ROOT.search(content)), b"")
    root = _PAGES.search(catalog)
    waiting, seen = [int(root[1])] if root else [], set[int]()
    while waiting:
        number = waiting.pop()
        content = objects.get(number, b"")
        kids = _KIDS.search(content) if _BRANCH.search(content) else None
        if kids is None:
            yield number
        elif number not in seen:
            seen.add(number)
            waiting.extend(int(kid) for kid in reversed(_REFERENCE.findall(kids[1])))
