"""Pictures that prose shows: which files, whether they are there, and how large they are."""

from __future__ import annotations

import posixpath
import re
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

from plangen.plan.faults import fault
from plangen.plan.index import PlanIndex
from plangen.plan.model import Kind
from plangen.plan.nodes import Scalar
from plangen.plan.places import Places
from plangen.plan.prose import code_spans
from plangen.spans import Finding, Span

MAX_PIXELS = 50_000_000
"""A picture of more pixels takes a viewer's memory, not a reader's attention."""

_PICTURE = re.compile(r"!\[[^\]\n]*\]\(\s*(?:<([^>\n]+)>|([^\s)]+))")
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
_HEAD = 1_000_000


def check_pictures(
    index: PlanIndex, places: Places, folder: Path, prose_files: Mapping[str, str]
) -> Iterator[Finding]:
    """Pictures of prose that are missing, outside the folder, no PNG or JPEG, or too large.

    A path is relative to the file the prose is written in (`prose_files`), else to the plan's folder.
    """
    for visit in index.of_kind(Kind.PROSE):
        text = str(visit.value)
        if "![" not in text:
            continue
        code = code_spans(text)
        for match in _PICTURE.finditer(text):
            if any(start <= match.start() < end for start, end in code):
                continue
            path = match[1] or match[2]
            base = posixpath.dirname(prose_files.get(visit.path, ""))
            name = _fault(folder, folder / base / path)
            if name:
                place = places.at(visit.path)[0]
                span = _span(place.node, path) or place.span
                params = {"value": path[:80], **_limit(name)}
                yield fault(name, span, visit.path, place.item, (), **params)


def _fault(folder: Path, file: Path) -> str:
    """The fault of a picture, or nothing."""
    try:
        if not file.resolve().is_relative_to(folder.resolve()) or not file.is_file():
            return "missing-picture"
        with file.open("rb") as opened:
            size = pixel_size(opened.read(_HEAD))
    except (OSError, ValueError):
        return "missing-picture"
    if size is None:
        return "unknown-picture"
    return "picture-too-large" if size[0] * size[1] > MAX_PIXELS else ""


def _limit(name: str) -> dict[str, str]:
    return {"limit": str(MAX_PIXELS // 1_000_000)} if name == "picture-too-large" else {}


def _span(node: object, path: str) -> Span | None:
    if not isinstance(node, Scalar):
        return None
    at = node.source.text.find(path, node.start, node.end)
    return Span(node.source, at, at + len(path)) if at >= 0 else None


def pixel_size(image: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or JPEG in pixels, from its first bytes; None for anything else."""
    size = None
    if image.startswith(_PNG) and len(image) >= 24:
        size = struct.unpack(">II", image[16:24])
    elif image.startswith(_JPEG):
        size = _jpeg_size(image)
    return (size[0], size[1]) if size and size[0] and size[1] else None


def _jpeg_size(image: bytes) -> tuple[int, int] | None:
    """Size from the first frame header (markers C0–CF but C4, C8, CC; ITU-T T.81)."""
    at = 2
    while at + 9 <= len(image) and image[at] == 0xFF:
        marker = image[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", image[at + 5 : at + 9])
            return width, height
        if marker == 0xFF:
            at += 1
        else:
            bare = 0xD0 <= marker <= 0xD8
            at += 2 if bare else 2 + int.from_bytes(image[at + 2 : at + 4], "big")
    return None
