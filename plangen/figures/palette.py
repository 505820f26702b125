"""The colours of a house, by what they are for; figures name them and never a hex value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

WHITE = "#FFFFFF"

_LINEAR_KNEE = 0.03928
_FLARE = 0.05


@dataclass(frozen=True, slots=True)
class Palette:
    """Hex colours (`#RRGGBB`, upper case) of text, rules, levels and series.

    `series_1`–`series_5` are told apart in grey too; `level_2`–`level_5` go from pale to dark; `tint` and
    `pale` are grounds, `track` a bar of context.
    """

    ink: str = "#12384F"
    text: str = "#1F2A30"
    grey: str = "#55636B"
    rule: str = "#C3CED3"
    line: str = "#7C8A92"
    target: str = "#5C7682"
    tint: str = "#E3ECEF"
    pale: str = "#F1F5F6"
    level_2: str = "#E3ECEF"
    level_3: str = "#C5D6DD"
    level_4: str = "#8FB2BE"
    level_5: str = "#12384F"
    track: str = "#8FB2BE"
    series_1: str = "#12384F"
    series_2: str = "#E2AB3B"
    series_3: str = "#559CA8"
    series_4: str = "#CBD8DE"
    series_5: str = "#A34A28"


OWN = Palette()
"""The colours of our own reference document."""


@cache
def named_colors(palette: Palette) -> Mapping[str, str]:
    """Every colour a figure may name: those of the palette, `white`, and `on_<name>` for the text on each."""
    own = {field.name: str(getattr(palette, field.name)) for field in fields(palette)} | {"white": WHITE}
    return own | {f"on_{name}": text_on(color, palette) for name, color in own.items()}


def text_on(color: str, palette: Palette) -> str:
    """White or the text colour, whichever reads better on `color`."""
    return max((WHITE, palette.text), key=lambda candidate: contrast(candidate, color))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + _FLARE) / (dark + _FLARE)


def _luminance(color: str) -> float:
    """Relative luminance of an sRGB colour (WCAG 2.2)."""
    red, green, blue = (_linear(int(color[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return float(value / 12.92 if value <= _LINEAR_KNEE else ((value + 0.055) / 1.055) ** 2.4)
