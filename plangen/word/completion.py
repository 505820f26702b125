"""A client's styles and lists read, and ours added where they lack one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from lxml import etree

from plangen.errors import UsageError
from plangen.word.archive import parse_part
from plangen.word.house import ListIds
from plangen.word.lists import LEVELS, own_lists, render_abstract, render_num
from plangen.word.namespaces import ROOT, qualified
from plangen.word.style_xml import Place, render_style, render_table_style
from plangen.word.styles import LISTS, STYLES
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


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of an opened document: `elements` by name in lower case, the first of each name; `by_id`."""

    root: etree._Element
    elements: Mapping[str, etree._Element]
    by_id: Mapping[str, etree._Element]

    def lacks(self, name: str) -> bool:
        """Whether there is no style of that name."""
        return name.lower() not in self.elements

    def inherited(self, name: str, path: str) -> etree._Element | None:
        """The nearest element at `path` in a style or those it is based on; cycles end the search."""
        element: etree._Element | None = self.elements.get(name)
        seen: set[str] = set()
        while element is not None and element.get(_ID, "") not in seen:
            found = element.find(path)
            if found is not None:
                return found
            seen.add(element.get(_ID, ""))
            element = self.by_id.get(_value(element, "w:basedOn"))
        return None


def read_styles(root: etree._Element) -> Styles:
    """The styles of a styles part.

    Raises `UsageError` `base-style-kind` where a style with one of our names is of another kind.
    """
    elements: dict[str, etree._Element] = {}
    by_id: dict[str, etree._Element] = {}
    for element in root.findall(qualified("w:style")):
        elements.setdefault(_value(element, "w:name").lower(), element)
        by_id.setdefault(element.get(_ID, ""), element)
    kinds = {style.name: style.kind for style in STYLES} | {style.name: "table" for style in TABLE_STYLES}
    for name, kind in kinds.items():
        found = elements.get(name.lower())
        if found is not None and found.get(_TYPE, "paragraph") != kind:
            raise UsageError("base-style-kind", style=name)
    return Styles(root, elements, by_id)


def read_fills(styles: Styles) -> dict[str, str]:
    """Hex of the shading of our paragraph styles by name in lower case; header row from its table style."""
    fills: dict[str, str] = {}
    for style in STYLES:
        fill = _fill(styles.inherited(style.name.lower(), _path("w:pPr", "w:shd")))
        if style.kind == "paragraph" and fill:
            fills[style.name.lower()] = fill
    header = f"{qualified('w:tblStylePr')}[@{_TYPE}='firstRow']/{_path('w:tcPr', 'w:shd')}"
    fill = _fill(styles.inherited("plan tabla", header))
    return fills | ({_HEADER_STYLE: fill} if fill else {})


def _fill(shading: etree._Element | None) -> str:
    value = "" if shading is None else shading.get(qualified("w:fill"), "")
    return value.upper() if len(value) == 6 else ""


def _path(*names: str) -> str:
    return "/".join(qualified(name) for name in names)


def _value(element: etree._Element, name: str) -> str:
    child = element.find(qualified(name))
    return "" if child is None else child.get(_VAL, "")


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
        _number(num.get(_NUM_ID)): _number(_value(num, "w:abstractNumId"))
        for num in root.findall(qualified("w:num"))
    }
    lists = own_lists(max(abstracts, default=0) + 1, max(nums, default=0) + 1)
    theirs: dict[str, ListIds] = {}
    for name in LISTS:
        bearer = LEVELS[name][0].style.lower()
        found = styles.inherited(bearer, _path("w:pPr", "w:numPr", "w:numId"))
        num = _number(None if found is None else found.get(_VAL))
        if num in nums and nums[num] in abstracts:
            theirs[name] = ListIds(nums[num], num)
    return Numbering(root, lists | theirs, frozenset(LISTS) - frozenset(theirs))


def name_ids(styles: Styles) -> dict[str, str]:
    """An id for every style name: theirs, ours where the name is new, never one id for two names."""
    ids = {name: element.get(_ID, "") for name, element in styles.elements.items()}
    used = {identifier.lower() for identifier in ids.values()}
    for name, own in OWN_IDS.items():
        if name not in ids:
            while own.lower() in used:
                own += "Plan"
            ids[name] = own
            used.add(own.lower())
    return ids


def add_styles(styles: Styles, place: Place) -> tuple[str, ...]:
    """Put those of our styles into the document that it lacks; their names, in the order of the table."""
    rows = [(style.name, render_style(style, place)) for style in STYLES if styles.lacks(style.name)]
    rows += [
        (style.name, render_table_style(style, place)) for style in TABLE_STYLES if styles.lacks(style.name)
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
        _put_number(element, _fragments([number])[0])
        linked.append(style.name)
    return tuple(linked)


_BEFORE_NUMBER: Final = tuple(
    qualified(f"w:{name}")
    for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
)
_AFTER_PARAGRAPH: Final = tuple(
    qualified(f"w:{name}") for name in ("rPr", "tblPr", "trPr", "tcPr", "tblStylePr")
)


def _put_number(style: etree._Element, number: etree._Element) -> None:
    properties = style.find(qualified("w:pPr"))
    if properties is None:
        properties = etree.Element(qualified("w:pPr"))
        after = [child for child in style if child.tag in _AFTER_PARAGRAPH]
        style.insert(style.index(after[0]) if after else len(style), properties)
    for old in properties.findall(qualified("w:numPr")):
        properties.remove(old)
    before = [at for at, child in enumerate(properties, 1) if child.tag in _BEFORE_NUMBER]
    properties.insert(max(before, default=0), number)


def add_lists(numbering: Numbering, ids: Mapping[str, str]) -> None:
    """Put those of our lists into the numbering part that the document lacks; pictures as bullets go."""
    root = numbering.root
    for element in root.findall(qualified("w:numPicBullet")):
        root.remove(element)
    for element in list(root.iter(qualified("w:lvlPicBulletId"))):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
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


def _fragments(texts: Iterable[str]) -> list[etree._Element]:
    return list(parse_part(f"<w:fragments{ROOT}>{''.join(texts)}</w:fragments>".encode()))
