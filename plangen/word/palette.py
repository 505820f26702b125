"""The colours of figures, from the styles of a reference document.

Ink is the colour of "Plan Base titular", text that of Normal, grey that of "Plan Fuente"; levels are the
shadings of "Plan Nivel 2" to "5", the pale ground that of "Plan Mensaje", hairlines those of "Plan Tabla",
series the shadings of "Plan Serie 1" to "5". What a document lacks is made from its ink and its theme.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Final

from plangen.figures.palette import OWN, WHITE, Palette, contrast
from plangen.word.colors import Colors, mixed, read_colors
from plangen.word.opened import open_package
from plangen.word.stylesheet import Styles, path_of, read_styles

APART: Final = 12.0
"""Steps of lightness (L*) between any two series, so that they differ in grey; ours are 12.3 apart."""

READABLE: Final = 4.5
"""Contrast of text on its ground (WCAG 2.2, 1.4.3)."""

_SERIES: Final = range(1, 6)
_LIGHTEST: Final = 88.0  # a series lighter than this is lost on white paper
_TARGET_SHARE: Final = 0.31  # of ink in the colour of target lines, as in our own palette
_GREY_SHARE: Final = 0.65
_BLACK: Final = "#000000"
_COLOR: Final = path_of("w:rPr", "w:color")
_SHADING: Final = path_of("w:pPr", "w:shd")
_HAIRLINE: Final = path_of("w:tblPr", "w:tblBorders", "w:insideH")


def read_palette(data: bytes) -> Palette:
    """The colours of a reference document; those of our own are `OWN`.

    Series that it does not style: its ink, then the accents of its theme, then ours, then tones of its ink,
    each at least 12 L* from all others; ours where that cannot be. Raises `UsageError` as `open_package`.
    """
    opened = open_package(data)
    return palette_of(read_styles(opened.root("styles")), read_colors(opened))


def palette_of(styles: Styles, colors: Colors) -> Palette:
    """The colours of a document from its styles and the colours of its theme."""
    text = _text_color(styles, colors, "normal") or _default_text(styles, colors) or _BLACK
    ink = _ink(styles, colors, text)
    grey = _grey(styles, colors, text)
    own = ink == OWN.ink

    def shade(name: str, fallback: str) -> str:
        found = colors.of_ground(styles.inherited(name, _SHADING))
        return f"#{found}" if found else fallback if own else tone(ink, lightness(fallback))

    level_2, level_3, level_4 = (shade(f"plan nivel {n}", getattr(OWN, f"level_{n}")) for n in (2, 3, 4))
    rule = colors.of_text(styles.inherited("plan tabla", _HAIRLINE))
    palette = Palette(
        ink=ink,
        text=text,
        grey=grey,
        rule=f"#{rule}" if rule else OWN.rule if own else tone(ink, lightness(OWN.rule)),
        line=_shifted(grey, OWN.grey, OWN.line),
        target=OWN.target if own else _toward_white(ink, 1 - _TARGET_SHARE),
        tint=level_2,
        pale=shade("plan mensaje", OWN.pale),
        level_2=level_2,
        level_3=level_3,
        level_4=level_4,
        level_5=shade("plan nivel 5", ink),
        track=level_4,
    )
    return replace(palette, **_series(styles, colors, ink))


def lightness(color: str) -> float:
    """L* of a colour, 0 black to 100 white (CIE 1976)."""
    luminance = (contrast(color, _BLACK) - 1) / 20
    return 116 * luminance ** (1 / 3) - 16 if luminance > 216 / 24389 else luminance * 24389 / 27


def tone(color: str, light: float) -> str:
    """`color` mixed with white, or with black, until its L* is `light`."""
    end = "FFFFFF" if lightness(color) < light else "000000"
    low, high = 0.0, 1.0
    for _ in range(12):
        share = (low + high) / 2
        reached = lightness(_toward(end, color, share))
        inside = reached < light if end == "FFFFFF" else reached > light
        low, high = (share, high) if inside else (low, share)
    return _toward(end, color, low)


def _toward(end: str, color: str, share: float) -> str:
    return f"#{mixed(end, color.lstrip('#'), share)}"


def _toward_white(color: str, share: float) -> str:
    return _toward("FFFFFF", color, share)


def _text_color(styles: Styles, colors: Colors, name: str) -> str:
    found = colors.of_text(styles.inherited(name, _COLOR))
    return f"#{found}" if found else ""


def _default_text(styles: Styles, colors: Colors) -> str:
    found = colors.of_text(styles.default(path_of("w:rPrDefault", "w:rPr", "w:color")))
    return f"#{found}" if found else ""


def _ink(styles: Styles, colors: Colors, text: str) -> str:
    """The colour of titles: that of our title style, else of its first heading that can be read on white."""
    if not styles.lacks("Plan Base titular"):
        return _text_color(styles, colors, "plan base titular") or text
    headings = (
        _text_color(styles, colors, name) or text
        for name in ("heading 1", "heading 2", "title")
        if not styles.lacks(name)
    )
    return next((color for color in headings if contrast(color, WHITE) >= READABLE), OWN.ink)


def _grey(styles: Styles, colors: Colors, text: str) -> str:
    if not styles.lacks("Plan Fuente"):
        return _text_color(styles, colors, "plan fuente") or text
    grey = OWN.grey if text == OWN.text else _toward_white(text, 1 - _GREY_SHARE)
    return grey if contrast(grey, WHITE) >= READABLE else text


def _shifted(color: str, start: str, end: str) -> str:
    """`color` moved as far as `end` is from `start`, channel by channel."""
    moved = (
        int(color[at : at + 2], 16) + int(end[at : at + 2], 16) - int(start[at : at + 2], 16)
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{min(255, max(0, channel)):02X}" for channel in moved)


def _series(styles: Styles, colors: Colors, ink: str) -> dict[str, str]:
    fills = {n: colors.of_ground(styles.inherited(f"plan serie {n}", _SHADING)) for n in _SERIES}
    given = {n: f"#{fill}" for n, fill in fills.items() if fill}
    if 1 not in given and _apart(ink, given.values()):
        given[1] = ink
    free = [n for n in _SERIES if n not in given]
    chosen = _choose(len(free), tuple(given.values()), _candidates(colors, ink))
    found = given | dict(zip(free, chosen, strict=False))
    return {f"series_{n}": found.get(n) or str(getattr(OWN, f"series_{n}")) for n in _SERIES}


def _candidates(colors: Colors, ink: str) -> list[str]:
    """Colours a series may have, the best first: accents of the theme, ours, tones of the ink."""
    accents = (colors.named(f"accent{n}") for n in range(1, 7))
    ours = (str(getattr(OWN, f"series_{n}")) for n in _SERIES)
    tones = (tone(ink, light) for light in (86.0, 73.0, 60.0, 47.0, 34.0, 22.0, 9.0))
    wanted = (*(f"#{accent}" for accent in accents if accent), *ours, *tones)
    return [color for color in dict.fromkeys(wanted) if lightness(color) <= _LIGHTEST]


def _choose(count: int, given: tuple[str, ...], candidates: list[str]) -> tuple[str, ...]:
    """The first `count` candidates that are apart from each other and the given; or none."""
    usable = [color for color in candidates if _apart(color, given)]
    return next(_apart_sets(usable, count), ())


def _apart_sets(usable: list[str], count: int) -> Iterator[tuple[str, ...]]:
    light = {color: lightness(color) for color in usable}
    for chosen in combinations(usable, count):
        levels = sorted(light[color] for color in chosen)
        if all(b - a >= APART for a, b in pairwise(levels)):
            yield chosen


def _apart(color: str, others: Iterable[str]) -> bool:
    light = lightness(color)
    return all(abs(light - lightness(other)) >= APART for other in others)
