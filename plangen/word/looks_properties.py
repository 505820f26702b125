"""What one `w:rPr` or `w:pPr` says by itself, as values that can be laid over each other; `None` is unsaid.

Sizes are points, distances points too (twips are divided by 20), colours six hex digits in upper case.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeVar

from lxml import etree

from plangen.word.namespaces import A, qualified

AUTOMATIC: Final = "auto"
"""A colour that the program chooses so that it can be read, or a ground that is not painted."""

_VAL: Final = qualified("w:val")
_HEX: Final = re.compile(r"[0-9A-Fa-f]{6}\Z")
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,7}(?:\.[0-9]{1,4})?\Z")
_OFF: Final = frozenset(("0", "false", "off", "none"))
_SCHEME: Final = {
    "dark1": "dk1",
    "light1": "lt1",
    "dark2": "dk2",
    "light2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
_MAPPED: Final = {"text1": "t1", "text2": "t2", "background1": "bg1", "background2": "bg2"}
_USUAL: Final = {"t1": "dark1", "t2": "dark2", "bg1": "light1", "bg2": "light2"}
_BYTE: Final = 255


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
    """Colours of the scheme by their short names (dk1, accent2), faces "major" and "minor", and how the
    document maps text and ground to the scheme (t1 → dark1)."""

    colors: Mapping[str, str] = field(default_factory=dict)
    faces: Mapping[str, str] = field(default_factory=dict)
    mapping: Mapping[str, str] = field(default_factory=dict)

    def color(self, name: str) -> str:
        """The hex of a `w:themeColor`, "" where the theme has none."""
        if name in _MAPPED:
            name = self.mapping.get(_MAPPED[name], _USUAL[_MAPPED[name]])
        return self.colors.get(_SCHEME.get(name, name), "")


def read_theme(theme: etree._Element | None, settings: etree._Element | None) -> Theme:
    """The theme of a document from its theme and settings parts, either of which may lack."""
    colors: dict[str, str] = {}
    faces: dict[str, str] = {}
    if theme is not None:
        for slot in theme.iterfind(f".//{{{A}}}clrScheme/*"):
            for color in slot:
                value = color.get("lastClr") or color.get("val") or ""
                if _HEX.match(value):
                    colors[etree.QName(slot).localname] = value.upper()
        for name in ("major", "minor"):
            face = theme.find(f".//{{{A}}}{name}Font/{{{A}}}latin")
            faces[name] = "" if face is None else face.get("typeface", "")
    found = None if settings is None else settings.find(qualified("w:clrSchemeMapping"))
    pairs = () if found is None else found.items()
    return Theme(colors, faces, {etree.QName(key).localname: str(value) for key, value in pairs})


def read_run(properties: etree._Element | None, theme: Theme) -> RunLook:
    """What a `w:rPr` says."""
    if properties is None:
        return RunLook()
    size = _points(properties.find(qualified("w:sz")), "w:val", 2)
    return RunLook(
        size=size if size is None or size > 0 else None,
        bold=_switch(properties, "w:b"),
        color=_color(properties.find(qualified("w:color")), "w:val", theme),
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
    if shading is None:
        return None
    if shading.get(_VAL) == "solid":
        return _color(shading, "w:color", theme)
    return _color(shading, "w:fill", theme)


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


def _color(element: etree._Element | None, attribute: str, theme: Theme) -> str | None:
    """A colour; where the theme names it, the theme's, lighter or darker as the tint or shade says."""
    if element is None:
        return None
    prefix = "w:themeFill" if attribute == "w:fill" else "w:theme"
    named = element.get(qualified("w:themeFill" if attribute == "w:fill" else "w:themeColor"), "")
    themed = theme.color(named) if named else ""
    if themed:
        tint, shade = (element.get(qualified(f"{prefix}{kind}"), "") for kind in ("Tint", "Shade"))
        return _mixed(_mixed(themed, "FFFFFF", tint), "000000", shade)
    value = element.get(qualified(attribute), AUTOMATIC)
    return value.upper() if _HEX.match(value) else AUTOMATIC


def _mixed(color: str, other: str, part: str) -> str:
    """`part` (two hex digits) of `color`, the rest of `other`; near enough to what Word shows."""
    if not re.match(r"[0-9A-Fa-f]{2}\Z", part):
        return color
    share = int(part, 16) / _BYTE
    pairs = [(int(color[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (0, 2, 4)]
    return "".join(f"{round(mine * share + its * (1 - share)):02X}" for mine, its in pairs)
