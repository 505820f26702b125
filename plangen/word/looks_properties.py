"""What one `w:rPr` or `w:pPr` says by itself, as values that can be laid over each other; `None` is unsaid.

Sizes are points, distances points too (twips are divided by 20), colours six hex digits in upper case.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeVar

from lxml import etree

from plangen.word.colors import Colors, read_mapping, read_scheme
from plangen.word.namespaces import A, qualified

AUTOMATIC: Final = "auto"
"""A colour that the program chooses so that it can be read, or a ground that is not painted."""

_VAL: Final = qualified("w:val")
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,7}(?:\.[0-9]{1,4})?\Z")
_OFF: Final = frozenset(("0", "false", "off", "none"))


class RunLook(NamedTuple):
    """What is said of text: size in points, weight, colour, ground, typeface, whether it is hidden."""

    size: float | None = None
    bold: bool | None = None
    color: str | None = None
    fill: str | None = None
    font: str | None = None
    hidden: bool | None = None


class ParagraphLook(NamedTuple):
    """What is said of a paragraph, in points; `line` is a multiple where `exact` is "" or "auto".

    `first` is the indent of the first line against the others, negative where it hangs; `over`, `under`
    what the upper and the lower rule take with their distance.
    """

    before: float | None = None
    after: float | None = None
    line: float | None = None
    exact: str | None = None
    left: float | None = None
    right: float | None = None
    first: float | None = None
    over: float | None = None
    under: float | None = None
    fill: str | None = None


Look = TypeVar("Look", RunLook, ParagraphLook)


def laid_over(upper: Look, lower: Look) -> Look:
    """`upper`, and what it does not say from `lower`."""
    said = {name: value for name, value in upper._asdict().items() if value is not None}
    return lower._replace(**said)


@dataclass(frozen=True, slots=True)
class Theme:
    """What a theme lends to styles: its colours, and its faces "major" and "minor"."""

    colors: Colors = field(default_factory=lambda: Colors({}, read_mapping(None)))
    faces: Mapping[str, str] = field(default_factory=dict)


def read_theme(theme: etree._Element | None, settings: etree._Element | None) -> Theme:
    """The theme of a document from its theme and settings parts, either of which may lack."""
    faces: dict[str, str] = {}
    if theme is not None:
        for name in ("major", "minor"):
            face = theme.find(f".//{{{A}}}{name}Font/{{{A}}}latin")
            faces[name] = "" if face is None else face.get("typeface", "")
    return Theme(Colors(read_scheme(theme), read_mapping(settings)), faces)


def read_run(properties: etree._Element | None, theme: Theme) -> RunLook:
    """What a `w:rPr` says."""
    if properties is None:
        return RunLook()
    size = _points(properties.find(qualified("w:sz")), "w:val", 2)
    return RunLook(
        size=size if size is None or size > 0 else None,
        bold=_switch(properties, "w:b"),
        color=_ink(properties.find(qualified("w:color")), theme),
        fill=read_fill(properties, theme),
        font=_font(properties.find(qualified("w:rFonts")), theme),
        hidden=_switch(properties, "w:vanish"),
    )


def read_paragraph(properties: etree._Element | None, theme: Theme) -> ParagraphLook:
    """What a `w:pPr` says."""
    if properties is None:
        return ParagraphLook()
    spacing, indent = properties.find(qualified("w:spacing")), properties.find(qualified("w:ind"))
    rule = None if spacing is None else spacing.get(qualified("w:lineRule"))
    hanging = _points(indent, "w:hanging", 20)
    return ParagraphLook(
        before=_points(spacing, "w:before", 20),
        after=_points(spacing, "w:after", 20),
        line=_points(spacing, "w:line", 240 if rule in (None, AUTOMATIC) else 20),
        exact=rule,
        left=_first(_points(indent, "w:left", 20), _points(indent, "w:start", 20)),
        right=_first(_points(indent, "w:right", 20), _points(indent, "w:end", 20)),
        first=_points(indent, "w:firstLine", 20) if hanging is None else -hanging,
        over=_rule(properties, "w:top"),
        under=_rule(properties, "w:bottom"),
        fill=read_fill(properties, theme),
    )


def read_fill(properties: etree._Element | None, theme: Theme) -> str | None:
    """The ground that a `w:shd` among the properties paints; "auto" for none, `None` without `w:shd`."""
    shading = None if properties is None else properties.find(qualified("w:shd"))
    return None if shading is None else theme.colors.of_ground(shading) or AUTOMATIC


def _ink(element: etree._Element | None, theme: Theme) -> str | None:
    return None if element is None else theme.colors.of_text(element) or AUTOMATIC


def _first(one: float | None, other: float | None) -> float | None:
    return other if one is None else one


def _points(element: etree._Element | None, name: str, unit: float) -> float | None:
    text = "" if element is None else element.get(qualified(name), "")
    return float(text) / unit if _NUMBER.match(text) else None


def _switch(properties: etree._Element, name: str) -> bool | None:
    element = properties.find(qualified(name))
    return None if element is None else element.get(_VAL) not in _OFF


def _rule(properties: etree._Element, side: str) -> float | None:
    """Points that a rule and its distance take from the height; size is in eighths of a point."""
    element = properties.find(f"{qualified('w:pBdr')}/{qualified(side)}")
    if element is None:
        return None
    if element.get(_VAL) in ("nil", "none"):
        return 0.0
    return (_points(element, "w:sz", 8) or 0.0) + (_points(element, "w:space", 1) or 0.0)


def _font(fonts: etree._Element | None, theme: Theme) -> str | None:
    if fonts is None:
        return None
    themed = fonts.get(qualified("w:asciiTheme"), "")
    face = theme.faces.get("major" if themed.startswith("major") else "minor") if themed else ""
    return face or fonts.get(qualified("w:ascii"))
