"""Colours as a Word file names them — by value, by theme, tinted, shaded, patterned — as hex values.

Rules: ISO/IEC 29500-1, 17.3.2.6 (`w:color`), 17.3.5 (`w:shd`), 17.15.1.20 (`w:clrSchemeMapping`).
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from lxml import etree

from plangen.word.archive import parse_part
from plangen.word.namespaces import A, qualified
from plangen.word.opened import Opened
from plangen.word.own_parts import COLOR_MAPPING

_HEX: Final = re.compile(r"[0-9A-Fa-f]{6}\Z")
_BYTE: Final = re.compile(r"[0-9A-Fa-f]{2}\Z")
_PATTERN: Final = re.compile(r"pct(\d{1,2})\Z")

# Names of ST_ThemeColor that go through the document's mapping, and those of the mapping's values.
_MAPPED: Final = MappingProxyType(
    {"background1": "bg1", "text1": "t1", "background2": "bg2", "text2": "t2", "hyperlink": "hyperlink"}
)
_SLOTS: Final = MappingProxyType(
    {
        "dark1": "dk1",
        "light1": "lt1",
        "dark2": "dk2",
        "light2": "lt2",
        "hyperlink": "hlink",
        "followedHyperlink": "folHlink",
        **{f"accent{n}": f"accent{n}" for n in range(1, 7)},
    }
)


@dataclass(frozen=True, slots=True)
class Colors:
    """The theme's colours (`dk1`, `accent1`, … → hex) and the document's mapping (`t1` → `dark1`)."""

    theme: Mapping[str, str]
    mapping: Mapping[str, str]

    def named(self, name: str) -> str:
        """Hex of a theme colour by its name in styles (`text1`, `accent2`); "" where there is none."""
        slot = self.mapping.get(_MAPPED.get(name, name), name)
        return self.theme.get(_SLOTS.get(slot, ""), "")

    def of_text(self, element: etree._Element | None) -> str:
        """Hex of a `w:color` or of the colour of a border; "" for none and automatic."""
        return "" if element is None else self._color(element, ("val", "color"), "theme", "themeColor")

    def of_ground(self, element: etree._Element | None) -> str:
        """Hex of a `w:shd`: its fill, patterns mixed; "" for none and automatic."""
        if element is None:
            return ""
        fill = self._color(element, ("fill",), "themeFill", "themeFill")
        pattern = element.get(qualified("w:val"), "clear")
        share = _PATTERN.match(pattern)
        if pattern != "solid" and share is None:
            return fill
        ink = self._color(element, ("color",), "theme", "themeColor") or "000000"
        return ink if share is None else mixed(ink, fill or "FFFFFF", int(share[1]) / 100)

    def _color(self, element: etree._Element, names: tuple[str, ...], prefix: str, theme: str) -> str:
        base = self.named(element.get(qualified(f"w:{theme}"), ""))
        if base:
            tint, shade = (element.get(qualified(f"w:{prefix}{kind}"), "") for kind in ("Tint", "Shade"))
            return _lit(base, tint, shade)
        values = (element.get(qualified(f"w:{name}"), "") for name in names)
        return next((value.upper() for value in values if _HEX.match(value)), "")


def read_colors(opened: Opened) -> Colors:
    """The colours of a document's theme, and its mapping or Word's usual one."""
    content = opened.parts.get(opened.lead("theme"), b"")
    return Colors(
        read_scheme(parse_part(content) if content else None), read_mapping(opened.root("settings"))
    )


def read_mapping(settings: etree._Element | None) -> dict[str, str]:
    """`w:clrSchemeMapping` by local name, completed by Word's usual one."""
    found = None if settings is None else settings.find(qualified("w:clrSchemeMapping"))
    theirs = {} if found is None else {etree.QName(key).localname: str(value) for key, value in found.items()}
    known = dict(COLOR_MAPPING)
    return known | {key: value for key, value in theirs.items() if key in known and value in known.values()}


def read_scheme(theme: etree._Element | None) -> dict[str, str]:
    """The colours of a theme part by their short names (`dk1`, `accent2`)."""
    scheme = None if theme is None else theme.find(f".//{{{A}}}clrScheme")
    if scheme is None:
        return {}
    found = {}
    for slot in scheme:
        for color in slot:
            value = color.get("lastClr", "") or color.get("val", "")
            if _HEX.match(value):
                found[etree.QName(slot).localname] = value.upper()
    return found


def mixed(one: str, other: str, share: float) -> str:
    """`share` of one colour and the rest of another, both without `#`."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[:2], 16), int(color[2:4], 16), int(color[4:], 16)


def _lit(color: str, tint: str, shade: str) -> str:
    """A theme colour with its lightness (HSL) raised by a tint or lowered by a shade, hex bytes of 255."""
    if not _BYTE.match(tint) and not _BYTE.match(shade):
        return color
    hue, light, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in _channels(color)))
    if _BYTE.match(tint):
        share = int(tint, 16) / 255
        light = light * share + 1 - share
    if _BYTE.match(shade):
        light *= int(shade, 16) / 255
    return "".join(f"{round(channel * 255):02X}" for channel in colorsys.hls_to_rgb(hue, light, saturation))
