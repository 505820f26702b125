"""Our styles in the colours of a client's document, for those that it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from plangen.figures.palette import OWN, WHITE, Palette, contrast, text_on
from plangen.word.palette import READABLE
from plangen.word.styles import (
    GOLD,
    GREY,
    INK,
    PALE,
    PALE_STEEL,
    RULE,
    STEEL,
    TEXT,
    TINT,
    Border,
    Style,
)
from plangen.word.table_styles import TableStyle

_SERIES: Final = "Plan Serie "


def dyed(style: Style, palette: Palette) -> Style:
    """A style in the colours of `palette`, its text readable on its ground; ours is as it was."""
    if palette == OWN:
        return style
    colors = _dyes(palette)
    fill, color = colors.get(style.fill, style.fill), colors.get(style.color, style.color)
    if style.name.startswith(_SERIES):
        fill = str(getattr(palette, f"series_{style.name.removeprefix(_SERIES)}")).lstrip("#")
    if fill and contrast(f"#{color}" if color else palette.text, f"#{fill}") < READABLE:
        color = text_on(f"#{fill}", palette).lstrip("#")
    return replace(style, color=color, fill=fill, borders=_dyed_borders(style.borders, colors))


def dyed_table(style: TableStyle, palette: Palette) -> TableStyle:
    """A table style in the colours of `palette`."""
    colors = _dyes(palette)
    parts = tuple(
        replace(part, fill=colors.get(part.fill, part.fill), borders=_dyed_borders(part.borders, colors))
        for part in style.parts
    )
    return replace(style, borders=_dyed_borders(style.borders, colors), parts=parts)


def _dyes(palette: Palette) -> Mapping[str, str]:
    """Their colour by ours, both without `#`; what alarms (rust) and links stay ours."""
    ink = palette.ink if contrast(palette.ink, WHITE) >= READABLE else palette.text
    pairs = {
        INK: ink,
        TEXT: palette.text,
        GREY: palette.grey,
        RULE: palette.rule,
        TINT: palette.tint,
        PALE: palette.pale,
        PALE_STEEL: palette.level_3,
        STEEL: palette.level_4,
        GOLD: palette.series_2,
    }
    return {ours: theirs.lstrip("#") for ours, theirs in pairs.items()}


def _dyed_borders(borders: tuple[Border, ...], colors: Mapping[str, str]) -> tuple[Border, ...]:
    return tuple(replace(border, color=colors.get(border.color, border.color)) for border in borders)
