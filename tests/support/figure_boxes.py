"""Judges a drawn figure by its SVG: what stands outside the picture, and what lies on what."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from lxml import etree

from plangen.figures.typeset import text_width

MARGIN = 4.0
"""Pixels that a text keeps from the edge of its figure."""

HIGHEST = 415.5
"""Pixels of the highest figure: 110 mm."""

_ASCENT, _DESCENT = 0.73, 0.21  # of the type size: the height of capitals, the depth of "g"
_DEEP = frozenset("gjpqyçQ,;()[]{}/|_@")
_TOUCH = 0.75  # of a pixel: what two things may share and still be apart to the eye
_CALL = re.compile(r"(translate|rotate|scale|matrix)\(([^)]*)\)")
_NUMBER = re.compile(r"-?[\d.]+(?:[eE][-+]?\d+)?")

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Box:
    """A text, or a rectangle of class "box" (then `text` is empty), where it stands in the picture."""

    left: float
    top: float
    right: float
    bottom: float
    text: str = ""
    size: float = 0

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than a touch."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > _TOUCH
            and min(self.bottom, other.bottom) - max(self.top, other.top) > _TOUCH
        )

    def inside(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether all of it stands within."""
        return self.left >= left and self.top >= top and self.right <= right and self.bottom <= bottom


def picture_size(svg: bytes) -> tuple[float, float]:
    """Width and height of the picture in pixels."""
    root = etree.fromstring(svg)
    return float(root.get("width", "nan")), float(root.get("height", "nan"))


def texts(svg: bytes) -> list[Box]:
    """Every line of text that can be seen, in the order of the drawing."""
    return [box for element, at in _walk(etree.fromstring(svg)) if _name(element) == "text"
            for box in _lines(element, at)]  # fmt: skip


def boxes(svg: bytes) -> list[Box]:
    """Every rectangle of class "box"."""
    found = []
    for element, at in _walk(etree.fromstring(svg)):
        if _name(element) == "rect" and "box" in element.get("class", "").split():
            x, y, wide, high = (float(element.get(key, "0")) for key in ("x", "y", "width", "height"))
            found.append(_placed(at, (x, y, x + wide, y + high)))
    return found


def faults(svg: bytes, width: float | None = 627, margin: float = MARGIN) -> list[str]:
    """What is wrong with the picture, in words; empty for a sound one.

    Its size (`width` None: any), texts nearer to the edge than `margin`, texts on texts, boxes on boxes,
    type under 10.6 pixels, and texts that run over the border of a box.
    """
    wide, high = picture_size(svg)
    found = []
    if width is not None and abs(wide - width) > 1:
        found.append(f"{wide:g} px wide")
    if high > HIGHEST:
        found.append(f"{high:g} px high")
    words, frames = texts(svg), boxes(svg)
    found += [f"near the edge: {_said(word)}" for word in words
              if not word.inside(margin, margin, wide - margin, high - margin)]  # fmt: skip
    found += [f"small: {_said(word)}" for word in words if word.size < 10.55]
    found += [f"on each other: {_said(a)} | {_said(b)}" for a, b in combinations(words, 2) if a.overlaps(b)]
    found += [f"boxes on each other: {a} | {b}" for a, b in combinations(frames, 2) if a.overlaps(b)]
    found += [f"over a border: {_said(word)}" for word in words for frame in frames
              if word.overlaps(frame)
              and not word.inside(frame.left, frame.top - 0.5, frame.right, frame.bottom + 0.5)]  # fmt: skip
    found += [f"outside: {frame}" for frame in frames if not frame.inside(-0.5, -0.5, wide + 0.5, high + 0.5)]
    return found


def _said(box: Box) -> str:
    return f"{box.text!r} ({box.left:.0f}, {box.top:.0f} – {box.right:.0f}, {box.bottom:.0f})"


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _walk(element: etree._Element, at: Matrix = _SAME) -> Iterator[tuple[etree._Element, Matrix]]:
    """The elements that are drawn, each with its place."""
    if _name(element) in ("", "defs", "clipPath") or element.get("opacity") == "0":
        return
    here = _times(at, _transform(element.get("transform", "")))
    yield element, here
    for child in element:
        yield from _walk(child, here)


def _lines(element: etree._Element, at: Matrix) -> Iterator[Box]:
    """A text's lines: its own words, then each `tspan` with an `x` begins one."""
    size = _pixels(_inherited(element, "font-size", "12"))
    anchor = _inherited(element, "text-anchor", "start")
    bold = _inherited(element, "font-weight", "normal") in ("bold", "600", "700")
    x, y = _pixels(element.get("x", "0")), _pixels(element.get("y", "0"))
    lines = [(x, y, element.text or "")]
    for span in element:
        if _name(span) == "tspan" and (span.get("x") is not None or span.get("y") is not None):
            y = _pixels(span.get("y", str(y))) + _pixels(span.get("dy", "0"))
            lines.append((_pixels(span.get("x", str(x))), y, span.text or ""))
        else:
            lines[-1] = (*lines[-1][:2], lines[-1][2] + (span.text or "") + (span.tail or ""))
    for left, base, words in lines:
        words = words.strip()
        if words:
            wide = text_width(words, size, bold)
            left -= {"middle": wide / 2, "end": wide}.get(anchor, 0)
            deep = _DESCENT * size if _DEEP.intersection(words) else 0
            drawn = (left, base - _ASCENT * size, left + wide, base + deep)
            yield _placed(at, drawn, words, size)


def _inherited(element: etree._Element | None, name: str, otherwise: str) -> str:
    while element is not None:
        if (value := element.get(name)) is not None:
            return str(value)
        element = element.getparent()
    return otherwise


def _pixels(text: str) -> float:
    if text.endswith("em"):
        return float(text[:-2]) * 12
    return float(text.removesuffix("px"))


def _placed(at: Matrix, box: tuple[float, float, float, float], text: str = "", size: float = 0) -> Box:
    left, top, right, bottom = box
    corners = [_point(at, x, y) for x in (left, right) for y in (top, bottom)]
    across, down = zip(*corners, strict=True)
    scale = math.hypot(at[0], at[1])
    return Box(min(across), min(down), max(across), max(down), text, size * scale)


def _point(at: Matrix, x: float, y: float) -> tuple[float, float]:
    return at[0] * x + at[2] * y + at[4], at[1] * x + at[3] * y + at[5]


def _transform(text: str) -> Matrix:
    whole = _SAME
    for name, body in _CALL.findall(text):
        whole = _times(whole, _step(name, [float(number) for number in _NUMBER.findall(body)]))
    return whole


def _step(name: str, given: list[float]) -> Matrix:
    if name == "translate":
        return (1, 0, 0, 1, given[0], given[1] if len(given) > 1 else 0)
    if name == "scale":
        return (given[0], 0, 0, given[-1], 0, 0)
    if name == "matrix":
        a, b, c, d, e, f = given
        return (a, b, c, d, e, f)
    turn = math.radians(given[0])
    cos, sin = math.cos(turn), math.sin(turn)
    x, y = given[1:3] if len(given) > 2 else (0.0, 0.0)
    return (cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y)


def _times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d = one[:4]
    p, q, r, s, x, y = two
    return (a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, *_point(one, x, y))
