"""A client's styles made to work on its own page: tabs at its margins, a language to be read in.

Header, footer and contents are set with one tab to the right margin. A document whose styles bear other
tabs (Word's own header has one in the middle) or those of another page size would break that line.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from plangen.word.archive import parse_part
from plangen.word.namespaces import ROOT, qualified
from plangen.word.own_parts import LANGUAGE, render_defaults
from plangen.word.style_xml import Place
from plangen.word.styles import STYLES, TEXT_RIGHT, WIDE_RIGHT, Tab
from plangen.word.stylesheet import Styles, path_of

_TABS: Final = path_of("w:pPr", "w:tabs")
_POSITION: Final = qualified("w:pos")
_VAL: Final = qualified("w:val")
_NEAR: Final = 20
"""Twips by which a tab may miss the margin."""

_RIGHT: Final = {
    style.name.lower(): next(
        tab for tab in style.tabs if tab.kind == "right" and tab.position in (TEXT_RIGHT, WIDE_RIGHT)
    )
    for style in STYLES
    if any(tab.kind == "right" and tab.position in (TEXT_RIGHT, WIDE_RIGHT) for tab in style.tabs)
}
_ONE_TAB: Final = frozenset({"header", "footer", "plan encabezado apaisado", "plan pie apaisado"})

_BEFORE_TABS: Final = frozenset(
    qualified(f"w:{name}")
    for name in (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
        "suppressLineNumbers", "pBdr", "shd",
    )
)  # fmt: skip
_AFTER_PARAGRAPH: Final = frozenset(
    qualified(f"w:{name}") for name in ("rPr", "tblPr", "trPr", "tcPr", "tblStylePr")
)
_AFTER_LANGUAGE: Final = frozenset(
    qualified(f"w:{name}") for name in ("eastAsianLayout", "specVanish", "oMath", "rPrChange")
)


def fit_tabs(styles: Styles, place: Place) -> bool:
    """Put the right tab of headers, footers and lists of contents at the margin; whether any was moved."""
    moved = False
    for name, tab in _RIGHT.items():
        element = styles.elements.get(name)
        if element is None:
            continue
        margin = place.twips(tab.position)
        stops = _effective(styles, name)
        wrong = [at for at, kind in stops.items() if _disturbs(name, at, kind, margin)]
        there = any(kind == "right" and abs(at - margin) <= _NEAR for at, kind in stops.items())
        if wrong or not there:
            _put_tabs(element, Tab("right", margin, tab.leader), wrong)
            moved = True
    return moved


def _disturbs(name: str, at: int, kind: str, margin: int) -> bool:
    """Whether a tab stop would be taken for the one at the margin."""
    if name in _ONE_TAB:
        return kind != "right" or abs(at - margin) > _NEAR
    return kind in ("right", "center", "decimal") and abs(at - margin) > _NEAR


def _effective(styles: Styles, name: str) -> dict[int, str]:
    """Kind of each tab stop by position, inherited ones included."""
    stops: dict[int, str] = {}
    for style in reversed(styles.line(name)):
        for tab in style.findall(f"{_TABS}/{qualified('w:tab')}"):
            at = _whole(tab.get(_POSITION, ""))
            kind = tab.get(_VAL, "")
            if kind == "clear":
                stops.pop(at, None)
            elif kind not in ("num", "bar"):
                stops[at] = "right" if kind == "end" else kind
    return stops


def _whole(text: str) -> int:
    return int(text) if len(text) < 8 and text.lstrip("-").isdecimal() else 0


def _put_tabs(style: etree._Element, tab: Tab, cleared: list[int]) -> None:
    properties = _paragraph_properties(style)
    old = properties.find(qualified("w:tabs"))
    kept = [] if old is None else [one for one in old if _whole(one.get(_POSITION, "")) not in cleared]
    if old is not None:
        properties.remove(old)
    tabs = etree.Element(qualified("w:tabs"))
    added = [_tab("clear", at) for at in cleared] + [_tab("right", tab.position, tab.leader)]
    tabs.extend(sorted((*kept, *added), key=lambda one: _whole(one.get(_POSITION, ""))))
    before = [at for at, child in enumerate(properties, 1) if child.tag in _BEFORE_TABS]
    properties.insert(max(before, default=0), tabs)


def _tab(kind: str, position: int, leader: str = "") -> etree._Element:
    tab = etree.Element(qualified("w:tab"))
    tab.set(_VAL, kind)
    if leader:
        tab.set(qualified("w:leader"), leader)
    tab.set(_POSITION, str(position))
    return tab


def _paragraph_properties(style: etree._Element) -> etree._Element:
    properties = style.find(qualified("w:pPr"))
    if properties is None:
        properties = etree.Element(qualified("w:pPr"))
        after = [child for child in style if child.tag in _AFTER_PARAGRAPH]
        style.insert(style.index(after[0]) if after else len(style), properties)
    return properties


def put_number(style: etree._Element, number: etree._Element) -> None:
    """Give a style the numbering `w:numPr` in place of what it has."""
    properties = _paragraph_properties(style)
    for old in properties.findall(qualified("w:numPr")):
        properties.remove(old)
    first = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
    earlier = {qualified(f"w:{name}") for name in first}
    before = [at for at, child in enumerate(properties, 1) if child.tag in earlier]
    properties.insert(max(before, default=0), number)


def ensure_language(root: etree._Element) -> bool:
    """See to it that a styles part says its language, Spanish of Peru if none; whether it had to be said."""
    path = ("w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang")
    if root.find(path_of(*path)) is not None:
        return False
    at = root
    for name in path[:-1]:
        found = at.find(qualified(name))
        if found is None:
            found = etree.Element(qualified(name))
            at.insert(0, found)
        at = found
    language = etree.Element(qualified("w:lang"))
    language.set(_VAL, LANGUAGE)
    later = [child for child in at if child.tag in _AFTER_LANGUAGE]
    at.insert(at.index(later[0]) if later else len(at), language)
    return True


def add_defaults(styles: Styles) -> bool:
    """Give a document without Normal and without defaults our defaults; whether it got them."""
    if styles.root.find(qualified("w:docDefaults")) is not None or not styles.lacks("Normal"):
        return False
    styles.root.insert(0, parse_part(f"<w:part{ROOT}>{render_defaults()}</w:part>".encode())[0])
    return True
