"""A client's styles and lists read, and ours added where they lack one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from lxml import etree

from plangen.figures.palette import Palette
from plangen.word.archive import parse_part
from plangen.word.colors import Colors
from plangen.word.dyes import dyed, dyed_table
from plangen.word.fitting import put_number
from plangen.word.house import ListIds
from plangen.word.lists import LEVELS, own_lists, render_abstract, render_num
from plangen.word.namespaces import ROOT, qualified
from plangen.word.oxml import attribute
from plangen.word.style_xml import Place, render_style, render_table_style
from plangen.word.styles import LISTS, STYLES
from plangen.word.stylesheet import Styles, path_of, value_of
from plangen.word.table_styles import TABLE_STYLES

_VAL: Final = qualified("w:val")
_ID: Final = qualified("w:styleId")
_TYPE: Final = qualified("w:type")
_NUM_ID: Final = qualified("w:numId")
_ABSTRACT_ID: Final = qualified("w:abstractNumId")
_HEADER_STYLE: Final = "plan tabla encabezado"

OWN_IDS: Final = MappingProxyType(
    {style.name.lower(): style.id for style in STYLES}
    | {style.name.lower(): style.id for style in TABLE_STYLES}
)
"""Ids of our styles in our own reference document, by name in lower case."""


def read_fills(styles: Styles, colors: Colors) -> dict[str, str]:
    """Hex of the shading of our paragraph styles by name in lower case; header row from its table style."""
    fills: dict[str, str] = {}
    for style in STYLES:
        fill = colors.of_ground(styles.inherited(style.name.lower(), path_of("w:pPr", "w:shd")))
        if style.kind == "paragraph" and fill:
            fills[style.name.lower()] = fill
    header = f"{qualified('w:tblStylePr')}[@{_TYPE}='firstRow']/{path_of('w:tcPr', 'w:shd')}"
    fill = colors.of_ground(styles.inherited("plan tabla", header))
    return fills | ({_HEADER_STYLE: fill} if fill else {})


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 10 else 0


@dataclass(frozen=True, slots=True)
class Numbering:
    """The lists of an opened document, and which of them had to be ours."""

    root: etree._Element
    lists: Mapping[str, ListIds]
    ours: frozenset[str]

    @property
    def next_num(self) -> int:
        """The first `w:numId` that neither the document nor our lists use."""
        used = [_number(num.get(_NUM_ID)) for num in self.root.findall(qualified("w:num"))]
        return max([*used, *(ids.num for ids in self.lists.values())]) + 1


def read_numbering(root: etree._Element, styles: Styles) -> Numbering:
    """For each of our lists the one that its style already bears in the document, else ids for ours."""
    abstracts = [_number(element.get(_ABSTRACT_ID)) for element in root.findall(qualified("w:abstractNum"))]
    nums = {
        _number(num.get(_NUM_ID)): _number(value_of(num, "w:abstractNumId"))
        for num in root.findall(qualified("w:num"))
    }
    lists = own_lists(max(abstracts, default=0) + 1, max(nums, default=0) + 1)
    theirs: dict[str, ListIds] = {}
    for name in LISTS:
        bearer = LEVELS[name][0].style.lower()
        found = styles.inherited(bearer, path_of("w:pPr", "w:numPr", "w:numId"))
        num = _number(None if found is None else found.get(_VAL))
        if num in nums and nums[num] in abstracts:
            theirs[name] = ListIds(nums[num], num)
    return Numbering(root, lists | theirs, frozenset(LISTS) - frozenset(theirs))


def name_ids(styles: Styles) -> dict[str, str]:
    """An id for every style name, fit for an attribute: theirs, or ours; never one for two."""
    ids = {name: attribute(element.get(_ID, "")) for name, element in styles.elements.items()}
    used = {identifier.lower() for identifier in ids.values()}
    for name, own in OWN_IDS.items():
        if name not in ids:
            while own.lower() in used:
                own += "Plan"
            ids[name] = own
            used.add(own.lower())
    return ids


def add_styles(styles: Styles, place: Place, palette: Palette) -> tuple[str, ...]:
    """Put those of our styles into the document that it lacks, in its colours; their names."""
    rows = [
        (style.name, render_style(dyed(style, palette), place))
        for style in STYLES
        if styles.lacks(style.name)
    ]
    rows += [
        (style.name, render_table_style(dyed_table(style, palette), place))
        for style in TABLE_STYLES
        if styles.lacks(style.name)
    ]
    defaults = {
        element.get(_TYPE) for element in styles.elements.values() if element.get(qualified("w:default"))
    }
    for element in _fragments(row for _, row in rows):
        if element.get(_TYPE) in defaults:
            element.attrib.pop(qualified("w:default"), "")
        styles.root.append(element)
    return tuple(name for name, _ in rows)


def link_styles(styles: Styles, numbering: Numbering) -> tuple[str, ...]:
    """Give the document's own styles that should be numbered, and are not, our lists; their names."""
    linked: list[str] = []
    for style in STYLES:
        element = styles.elements.get(style.name.lower())
        if element is None or style.list not in numbering.ours:
            continue
        level = f'<w:ilvl w:val="{style.list_level}"/>'
        number = f'<w:numPr>{level}<w:numId w:val="{numbering.lists[style.list].num}"/></w:numPr>'
        put_number(element, _fragments([number])[0])
        linked.append(style.name)
    return tuple(linked)


def add_lists(numbering: Numbering, ids: Mapping[str, str]) -> None:
    """Put those of our lists into the numbering part that the document lacks."""
    root = numbering.root
    names = [name for name in LISTS if name in numbering.ours]
    bound = frozenset(style.name for style in STYLES if style.list in numbering.ours)
    abstracts = _fragments(
        render_abstract(name, numbering.lists[name].abstract, ids, bound) for name in names
    )
    nums = _fragments(render_num(numbering.lists[name]) for name in names)
    at = len(root.findall(qualified("w:abstractNum")))
    root[at:at] = abstracts
    at += len(abstracts) + len(root.findall(qualified("w:num")))
    root[at:at] = nums


def drop_picture_bullets(root: etree._Element) -> bool:
    """Take pictures as bullets out of a numbering part, their files stay behind; whether there were any."""
    pictures = [*root.findall(qualified("w:numPicBullet")), *root.iter(qualified("w:lvlPicBulletId"))]
    for element in pictures:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return bool(pictures)


def _fragments(texts: Iterable[str]) -> list[etree._Element]:
    return list(parse_part(f"<w:fragments{ROOT}>{''.join(texts)}</w:fragments>".encode()))
