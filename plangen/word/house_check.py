"""A client's reference document examined: what it gives, what it lacks, and what will not read well."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from plangen.figures.palette import WHITE, Palette, contrast
from plangen.spans import Finding
from plangen.word.base import read_pages
from plangen.word.colors import Colors, read_colors
from plangen.word.completion import read_fills, read_numbering
from plangen.word.faces import OFFICE_FACES, face_of, read_theme_fonts, size_of
from plangen.word.furniture import read_furniture
from plangen.word.house import Furniture, Page
from plangen.word.house_faults import fault
from plangen.word.opened import Opened, open_package
from plangen.word.palette import APART, READABLE, lightness, palette_of
from plangen.word.sampler import GROUPS
from plangen.word.styles import STYLES, Style
from plangen.word.stylesheet import Styles, path_of, read_styles, wrong_kinds
from plangen.word.table_styles import TABLE_STYLES

NARROW: Final = 140.0
"""Millimetres between the margins below which words are cut in the widest tables."""

SMALLEST: Final = 8.5
"""Points of the smallest type that is read without effort on paper."""

_MM_PER_TWIP: Final = 25.4 / 1440
_LARGE: Final = 18.0
_LARGE_READABLE: Final = 3.0
_TABLE_GROUP: Final = "Estilos de tabla"
_OTHERS: Final = "Portada, encabezado y pie"
_STRUCTURAL: Final = frozenset({"Default Paragraph Font", "Normal Table"})
_SERIES: Final = tuple(f"Plan Serie {n}" for n in range(1, 6))


@dataclass(frozen=True, slots=True)
class HouseReport:
    """What a reference document gives: its pages, faces (text, titles), colours, and what is amiss."""

    portrait: Page
    landscape: Page
    faces: tuple[str, str]
    palette: Palette
    furniture: Furniture
    findings: tuple[Finding, ...]


def check_house(data: bytes) -> HouseReport:
    """Examine a reference document. Raises `UsageError` where it cannot be used at all (see `open_base`)."""
    opened = open_package(data)
    portrait, landscape = read_pages(opened)
    styles = read_styles(opened.root("styles"))
    colors = read_colors(opened)
    palette = palette_of(styles, colors)
    furniture = read_furniture(opened, styles, portrait)
    theme = read_theme_fonts(opened)
    findings = (
        *(fault("style-of-another-kind", style=one) for one in wrong_kinds(styles)),
        *_missing(styles),
        *_unnumbered(opened, styles),
        *_page(portrait),
        *_faces(styles, theme),
        *_sizes(styles),
        *_faint(styles, colors, palette),
        *_series(styles, colors, palette),
        *(fault("unusable-picture", value=name) for name in furniture.left_out),
    )
    faces = face_of(styles, "normal", theme), face_of(styles, "heading 1", theme)
    return HouseReport(portrait, landscape, faces, palette, furniture, findings)


def _group_of() -> dict[str, str]:
    groups = {name: title for title, _, names in GROUPS for name in names}
    groups |= {style.name: groups.get(style.name, _OTHERS) for style in STYLES}
    return groups | {style.name: _TABLE_GROUP for style in TABLE_STYLES}


def _missing(styles: Styles) -> Iterator[Finding]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name, group in _group_of().items():
        if name not in _STRUCTURAL and styles.lacks(name):
            groups[group].append(name)
    for group, names in groups.items():
        yield fault("missing-styles", group=group, count=str(len(names)), names=", ".join(names))


def _unnumbered(opened: Opened, styles: Styles) -> Iterator[Finding]:
    ours = read_numbering(opened.root("numbering"), styles).ours
    names = [style.name for style in STYLES if style.list in ours and not styles.lacks(style.name)]
    if names:
        yield fault("style-without-number", names=", ".join(names))


def _page(portrait: Page) -> Iterator[Finding]:
    width = portrait.text_width * _MM_PER_TWIP
    if width < NARROW:
        yield fault("narrow-page", width=f"{width:.0f}")


def _texts(styles: Styles) -> Iterator[Style]:
    """Those of our paragraph styles that the document has."""
    wrong = frozenset(wrong_kinds(styles))
    for style in STYLES:
        if style.kind == "paragraph" and not styles.lacks(style.name) and style.name not in wrong:
            yield style


def _faces(styles: Styles, theme: dict[str, str]) -> Iterator[Finding]:
    users: defaultdict[str, list[str]] = defaultdict(list)
    for style in _texts(styles):
        face = face_of(styles, style.name.lower(), theme)
        if face and face.lower() not in OFFICE_FACES:
            users[face].append(style.name)
    for face, names in users.items():
        shown = ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
        yield fault("rare-typeface", value=face, names=shown)


def _sizes(styles: Styles) -> Iterator[Finding]:
    for style in _texts(styles):
        size = size_of(styles, style.name.lower())
        if size < SMALLEST:
            yield fault("small-type", style=style.name, size=f"{size:g}")


def _faint(styles: Styles, colors: Colors, palette: Palette) -> Iterator[Finding]:
    fills = read_fills(styles, colors)
    for style in _texts(styles):
        name = style.name.lower()
        found = colors.of_text(styles.inherited(name, path_of("w:rPr", "w:color")))
        color = f"#{found}" if found else palette.text
        ground = f"#{fills[name]}" if name in fills else WHITE
        if not found and contrast(color, ground) < READABLE:
            color = WHITE if contrast(WHITE, ground) > contrast(color, ground) else color
        wanted = _LARGE_READABLE if size_of(styles, name) >= _LARGE else READABLE
        ratio = contrast(color, ground)
        if ratio < wanted:
            yield fault("faint-style", style=style.name, color=color, ground=ground, ratio=f"{ratio:.1f}")


def _series(styles: Styles, colors: Colors, palette: Palette) -> Iterator[Finding]:
    shading = path_of("w:pPr", "w:shd")
    absent = [name for name in _SERIES if not colors.of_ground(styles.inherited(name.lower(), shading))]
    shown = {name: str(getattr(palette, f"series_{name[-1]}")) for name in _SERIES}
    if absent:
        tones = ", ".join(shown[name] for name in absent)
        yield fault("borrowed-series", names=", ".join(absent), colors=tones)
    for one, other in combinations(_SERIES, 2):
        apart = abs(lightness(shown[one]) - lightness(shown[other]))
        if apart < APART:
            yield fault("alike-series", one=one, other=other, apart=f"{apart:.0f}")
