"""Pictures of a client's document: found in its XML, measured, and taken over only if they are safe to show.

PNG and JPEG of bounded size from inside the file; links to pictures elsewhere, EMF, SVG and drawings
made of shapes stay out and are named. Old Word's VML pictures are read by their style's size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from plangen.plan.images import MAX_PIXELS, pixel_size
from plangen.word.house import Anchor, Logo
from plangen.word.namespaces import MC, PIC, A, R, W, qualified
from plangen.word.opened import Opened, Relation

MAX_PICTURE: Final = 10_000_000
"""Bytes of a picture that every deliverable would carry."""

SHAPES: Final = "formas"
"""Stands for a drawing made of shapes among the names of pictures that are left out."""

_EMU_PER_POINT: Final = 12_700
_LARGEST: Final = 20_000_000  # EMU, 55 cm: no page is wider
_V: Final = "urn:schemas-microsoft-com:vml"
_STYLE_LENGTH: Final = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)(pt|in|mm|cm|px)?")
_POINTS: Final = {"pt": 1.0, "in": 72.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "px": 0.75, "": 0.75}
_FROM_ACROSS: Final = frozenset(
    {"page", "margin", "column", "character", "leftMargin", "rightMargin", "insideMargin", "outsideMargin"}
)
_FROM_DOWN: Final = frozenset({"page", "margin", "paragraph", "line", "topMargin", "bottomMargin"})
_SIDES_ACROSS: Final = frozenset({"left", "right", "center", "inside", "outside"})
_SIDES_DOWN: Final = frozenset({"top", "bottom", "center", "inside", "outside"})
_HIDDEN: Final = frozenset(
    {f"{{{W}}}del", f"{{{W}}}moveFrom", f"{{{W}}}txbxContent", f"{{{MC}}}Fallback", f"{{{W}}}instrText"}
)


@dataclass(frozen=True, slots=True)
class PictureSource:
    """The pictures of one part of a document; `left_out` fills with those that cannot be taken over."""

    opened: Opened
    part: str
    left_out: list[str] = field(default_factory=list)

    def read(self, holder: etree._Element) -> Logo | None:
        """The picture of a `w:drawing` or `w:pict`; None where there is none that may be taken over."""
        if holder.tag == qualified("w:pict"):
            return self._vml(holder)
        frame = next((child for child in holder if _local(child) in ("inline", "anchor")), None)
        if frame is None or frame.find(f".//{{{A}}}graphicData/{{{PIC}}}pic") is None:
            self._leave(SHAPES)
            return None
        blip = frame.find(f".//{{{A}}}blip")
        image = self._image(None if blip is None else blip.get(f"{{{R}}}embed"))
        extent = frame.find("{*}extent")
        size = (0, 0) if extent is None else (_emu(extent.get("cx")), _emu(extent.get("cy")))
        if image is None or min(size) <= 0:
            return None
        named = frame.find("{*}docPr")
        anchor = _anchor(frame) if _local(frame) == "anchor" else None
        alternative = "" if named is None else named.get("descr", "")
        return Logo(image, *size, alternative, _crop(frame), anchor)

    def _vml(self, holder: etree._Element) -> Logo | None:
        data = holder.find(f".//{{{_V}}}imagedata")
        if data is None:
            return None
        image = self._image(data.get(f"{{{R}}}id"))
        shape = data.getparent()
        style = "" if shape is None else shape.get("style", "")
        points = {
            name: float(number) * _POINTS[unit]
            for name, number, unit in _STYLE_LENGTH.findall(style)
            if number.count(".") < 2 and number != "."
        }
        size = tuple(round(points.get(name, 0) * _EMU_PER_POINT) for name in ("width", "height"))
        if image is None or not 0 < min(size) <= max(size) <= _LARGEST:
            return None
        return Logo(image, size[0], size[1], "" if shape is None else shape.get("alt", ""))

    def _image(self, identifier: str | None) -> bytes | None:
        """The bytes behind a relationship, if they are a picture that may be taken over."""
        relation = self.opened.relations(self.part).get(identifier or "", Relation("", ""))
        content = b"" if relation.outside else self.opened.parts.get(relation.target, b"")
        size = pixel_size(content)
        if size is None or size[0] * size[1] > MAX_PIXELS or len(content) > MAX_PICTURE:
            self._leave(relation.target.rpartition("/")[2] or "?")
            return None
        return content

    def _leave(self, name: str) -> None:
        self.left_out.append(name)


def holders(element: etree._Element) -> Iterator[etree._Element]:
    """Every `w:drawing` and `w:pict` that is shown: text boxes, second choices and deletions apart."""
    for node in shown(element):
        if node.tag in (qualified("w:drawing"), qualified("w:pict")):
            yield node


def shown(element: etree._Element) -> Iterator[etree._Element]:
    """An element and what is under it in document order, without what is hidden; drawings are leaves."""
    yield element
    if element.tag in (qualified("w:drawing"), qualified("w:pict")):
        return
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _HIDDEN:
            yield from shown(child)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _emu(text: str | None) -> int:
    digits = (text or "").lstrip("-")
    value = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 12 else 0
    return min(value, _LARGEST) * (-1 if (text or "").startswith("-") else 1)


def _crop(frame: etree._Element) -> tuple[int, int, int, int]:
    found = frame.find(f".//{{{PIC}}}blipFill/{{{A}}}srcRect")
    if found is None:
        return (0, 0, 0, 0)
    left, top, right, bottom = (_emu(found.get(side)) for side in "ltrb")
    return left, top, right, bottom


def _anchor(frame: etree._Element) -> Anchor:
    across_from, across = _position(frame.find("{*}positionH"), _FROM_ACROSS, _SIDES_ACROSS)
    down_from, down = _position(frame.find("{*}positionV"), _FROM_DOWN, _SIDES_DOWN)
    behind = frame.get("behindDoc") in ("1", "true")
    return Anchor(across_from, across, down_from or "page", down, behind)


def _position(
    element: etree._Element | None, origins: frozenset[str], sides: frozenset[str]
) -> tuple[str, str | int]:
    origin = "" if element is None else element.get("relativeFrom", "")
    side = "" if element is None else (element.findtext("{*}align") or "").strip()
    if side in sides:
        return origin if origin in origins else "margin", side
    offset = "" if element is None else (element.findtext("{*}posOffset") or "").strip()
    return origin if origin in origins else "margin", _emu(offset)
