"""The styles of an opened document: found by name, read with what they inherit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from lxml import etree

from plangen.errors import UsageError
from plangen.word.namespaces import qualified
from plangen.word.styles import STYLES
from plangen.word.table_styles import TABLE_STYLES

_VAL: Final = qualified("w:val")
_ID: Final = qualified("w:styleId")
_TYPE: Final = qualified("w:type")

KINDS: Final = MappingProxyType(
    {style.name: style.kind for style in STYLES} | {style.name: "table" for style in TABLE_STYLES}
)
"""Kind of each of our styles by name: paragraph, character or table."""

_SPELLINGS: Final = frozenset(KINDS)


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of an opened document: `elements` by name in lower case, `by_id`; see `read_styles`."""

    root: etree._Element
    elements: Mapping[str, etree._Element]
    by_id: Mapping[str, etree._Element]

    def lacks(self, name: str) -> bool:
        """Whether there is no style of that name."""
        return name.lower() not in self.elements

    def line(self, name: str) -> list[etree._Element]:
        """A style (name in lower case) and those it is based on, nearest first; cycles end the line."""
        found: list[etree._Element] = []
        seen: set[str] = set()
        element = self.elements.get(name)
        while element is not None and element.get(_ID, "") not in seen:
            found.append(element)
            seen.add(element.get(_ID, ""))
            element = self.by_id.get(value_of(element, "w:basedOn"))
        return found

    def inherited(self, name: str, path: str) -> etree._Element | None:
        """The nearest element at `path` in a style or those it is based on."""
        return next((found for one in self.line(name) if (found := one.find(path)) is not None), None)

    def default(self, path: str) -> etree._Element | None:
        """The element at `path` (from `w:docDefaults`) in the document's defaults."""
        return self.root.find(f"{qualified('w:docDefaults')}/{path}")


def read_styles(root: etree._Element) -> Styles:
    """The styles of a styles part, by name, else by alias.

    Of two styles whose names differ by case alone (LibreOffice brings its own "Caption" beside "caption")
    the one that is spelt as ours counts, else the first. Raises nothing: see `check_kinds`.
    """
    elements: dict[str, etree._Element] = {}
    by_id: dict[str, etree._Element] = {}
    rows = [element for element in root.findall(qualified("w:style")) if element.get(_ID)]
    for element in rows:
        name = value_of(element, "w:name")
        if name in _SPELLINGS and value_of(elements.get(name.lower()), "w:name") not in _SPELLINGS:
            elements[name.lower()] = element
        elements.setdefault(name.lower(), element)
        by_id.setdefault(element.get(_ID, ""), element)
    for element in rows:
        for alias in value_of(element, "w:aliases").split(","):
            if alias.strip():
                elements.setdefault(alias.strip().lower(), element)
    return Styles(root, elements, by_id)


def wrong_kinds(styles: Styles) -> tuple[str, ...]:
    """Names of our styles that are styles of another kind in the document."""
    return tuple(
        name
        for name, kind in KINDS.items()
        if (found := styles.elements.get(name.lower())) is not None and found.get(_TYPE, "paragraph") != kind
    )


def check_kinds(styles: Styles) -> None:
    """Raise `UsageError` `base-style-kind` (param `style`) for the first of `wrong_kinds`."""
    for name in wrong_kinds(styles):
        raise UsageError("base-style-kind", style=name)


def path_of(*names: str) -> str:
    """A path of elements, `w:pPr`, `w:shd`, as lxml finds it."""
    return "/".join(qualified(name) for name in names)


def value_of(element: etree._Element | None, name: str) -> str:
    """`w:val` of a child, "" where either is missing."""
    child = None if element is None else element.find(qualified(name))
    return "" if child is None else child.get(_VAL, "")
