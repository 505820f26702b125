"""Typefaces of a document: which one a style sets its text in, and how wide it runs."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from lxml import etree

from plangen.word.archive import parse_part
from plangen.word.namespaces import A, qualified
from plangen.word.opened import Opened
from plangen.word.stylesheet import Styles, path_of

_FONTS: Final = path_of("w:rPr", "w:rFonts")
_SIZE: Final = path_of("w:rPr", "w:sz")

BREADTHS: Final = MappingProxyType(
    {
        "calibri": 1.0,
        "carlito": 1.0,
        "garamond": 1.0,
        "eb garamond": 1.0,
        "corbel": 1.06,
        "gill sans mt": 1.06,
        "candara": 1.08,
        "times new roman": 1.1,
        "liberation serif": 1.1,
        "cambria": 1.14,
        "caladea": 1.14,
        "aptos": 1.16,
        "franklin gothic book": 1.16,
        "lato": 1.18,
        "constantia": 1.18,
        "arial": 1.22,
        "helvetica": 1.22,
        "liberation sans": 1.22,
        "roboto": 1.22,
        "segoe ui": 1.24,
        "trebuchet ms": 1.24,
        "palatino linotype": 1.24,
        "book antiqua": 1.24,
        "tahoma": 1.28,
        "georgia": 1.28,
        "century schoolbook": 1.28,
        "open sans": 1.3,
        "century gothic": 1.36,
        "montserrat": 1.45,
        "verdana": 1.48,
        "dejavu sans": 1.48,
    }
)
"""Width of Spanish words in bold against Calibri, by typeface in lower case, rounded up."""

_UNKNOWN: Final = 1.3

_FREE: Final = frozenset({
    "carlito", "eb garamond", "liberation serif", "caladea", "lato", "liberation sans", "roboto", "open sans",
    "montserrat", "dejavu sans", "helvetica",
})  # fmt: skip

OFFICE_FACES: Final = (frozenset(BREADTHS) - _FREE) | {
    "courier new", "consolas", "symbol", "wingdings", "arial narrow", "cambria math", "calibri light",
    "rockwell", "aptos display", "times", "impact", "lucida sans", "lucida console", "perpetua",
    "bookman old style",
}  # fmt: skip
"""Typefaces that Word brings to its users' machines, in lower case."""


def read_theme_fonts(opened: Opened) -> dict[str, str]:
    """The Latin typeface of the theme by the first word of its uses: "major" and "minor"."""
    content = opened.parts.get(opened.lead("theme"), b"")
    scheme = parse_part(content).find(f".//{{{A}}}fontScheme") if content else None
    if scheme is None:
        return {}
    found = {name: scheme.find(f"{{{A}}}{name}Font/{{{A}}}latin") for name in ("major", "minor")}
    return {name: latin.get("typeface", "") for name, latin in found.items() if latin is not None}


def face_of(styles: Styles, name: str, theme: dict[str, str]) -> str:
    """The typeface of a style (name in lower case), the theme before the name; "" where nothing says it."""
    candidates = [
        styles.inherited(name, _FONTS),
        styles.default(path_of("w:rPrDefault", "w:rPr", "w:rFonts")),
    ]
    for fonts in candidates:
        face = "" if fonts is None else _face(fonts, theme)
        if face:
            return face
    return ""


def _face(fonts: etree._Element, theme: dict[str, str]) -> str:
    use = fonts.get(qualified("w:asciiTheme"), "")
    named = theme.get("major" if use.startswith("major") else "minor", "") if use else ""
    return named or fonts.get(qualified("w:ascii"), "")


def size_of(styles: Styles, name: str) -> float:
    """The type size of a style in points; ten, Word's own, where nothing says it."""
    found = styles.inherited(name, _SIZE)
    if found is None:
        found = styles.default(path_of("w:rPrDefault", "w:rPr", "w:sz"))
    text = "" if found is None else found.get(qualified("w:val"), "")
    return int(text) / 2 if text.isascii() and text.isdigit() and len(text) < 5 else 10.0


def table_breadth(styles: Styles, theme: dict[str, str]) -> float:
    """How much wider words in tables are set than in our own reference document, face and size together."""
    ours = (("plan tabla texto", 9.5), ("plan tabla compacta", 8.5), ("plan tabla encabezado", 9.0))
    return max(breadth_of(face_of(styles, name, theme)) * size_of(styles, name) / size for name, size in ours)


def breadth_of(face: str) -> float:
    """How much wider than Calibri a typeface runs; that of a wide one where it is not known."""
    return BREADTHS.get(face.lower(), _UNKNOWN) if face else 1.1
