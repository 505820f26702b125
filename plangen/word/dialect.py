"""Word files of other writers turned into the WordprocessingML that the rest of this package knows.

The strict form (ISO/IEC 29500-1) has namespaces of its own, lengths with units, and says start and end
where the transitional form (29500-4) says left and right; a template differs by its content type alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from plangen.word.archive import parse_part, write_part
from plangen.word.namespaces import W, qualified
from plangen.word.packing import TYPES_PART

_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_NAMESPACES: Final = (
    (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
    (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    (b"officeDocument/", b"officeDocument/2006/"),
    (b"drawingml/", b"drawingml/2006/"),
    (b"schemaLibrary/main", b"schemaLibrary/2006/main"),
)
_TRANSITIONAL: Final = b"http://schemas.openxmlformats.org/"
_TEMPLATE_TYPE: Final = b"wordprocessingml.template.main+xml"
_DOCUMENT_TYPE: Final = b"wordprocessingml.document.main+xml"

_SIDES: Final = {"start": "left", "end": "right"}
_SIDED: Final = frozenset(
    qualified(f"w:{parent}") for parent in ("tblBorders", "tcBorders", "tblCellMar", "tcMar")
)
_PERCENT: Final = re.compile(r"(-?\d+(?:\.\d+)?)%\Z")
_LENGTH: Final = re.compile(r"(-?\d+(?:\.\d+)?)(pt|in|cm|mm|pc|pi)\Z")
_POINTS: Final = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "pi": 12.0}
_HALF_POINTS: Final = frozenset(qualified(f"w:{name}") for name in ("sz", "szCs", "kern", "position"))
_FIFTIETHS: Final = 50
_PREFIX: Final = f"{{{W}}}"
_VAL: Final = qualified("w:val")
_LEVEL_ORDER: Final = {
    _PREFIX + name: at
    for at, name in enumerate(
        ("start", "numFmt", "lvlRestart", "pStyle", "isLgl", "suff", "lvlText", "lvlPicBulletId", "legacy",
         "lvlJc", "pPr", "rPr")
    )
}  # fmt: skip
_SIDED_INDENTS: Final = {
    f"{_PREFIX}{old}{unit}": f"{_PREFIX}{new}{unit}" for old, new in _SIDES.items() for unit in ("", "Chars")
}


def translate(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of a .docx or .dotx as those of a transitional document; one that is so stays."""
    return {name: _part(name, content) for name, content in parts.items()}


def _part(name: str, content: bytes) -> bytes:
    if name == TYPES_PART:
        return content.replace(_TEMPLATE_TYPE, _DOCUMENT_TYPE)
    if not name.endswith((".xml", ".rels")) or _STRICT not in content:
        return content
    for strict, transitional in _NAMESPACES:
        content = content.replace(_STRICT + strict, _TRANSITIONAL + transitional)
    if name.endswith(".rels"):
        return content
    root = parse_part(content)
    for element in root.iter(f"{_PREFIX}*"):
        _measure(element)
    return write_part(root)


def settle_sides(root: etree._Element) -> bool:
    """Write left and right where a styles or numbering part says start and end; whether anything changed.

    Word 2010 and later reads both, the schema of the transitional form knows the first alone.
    """
    values = [e for e in root.iter(f"{_PREFIX}jc", f"{_PREFIX}lvlJc") if e.get(_VAL) in _SIDES]
    indents = [e for e in root.iter(f"{_PREFIX}ind") if any(key in e.attrib for key in _SIDED_INDENTS)]
    sides = [e for e in root.iter(*(_PREFIX + side for side in _SIDES)) if _tag_above(e) in _SIDED]
    for element in values:
        element.set(_VAL, _SIDES[element.get(_VAL, "")])
    for element in indents:
        for old, new in _SIDED_INDENTS.items():
            value = element.get(old)
            if value is not None:
                del element.attrib[old]
                element.set(new, value)
    for element in sides:
        element.tag = _PREFIX + _SIDES[etree.QName(element).localname]
    return bool(values or indents or sides)


def settle_levels(root: etree._Element) -> bool:
    """Put the children of list levels in the schema's order; whether any was not (LibreOffice's are not)."""
    moved = False
    for level in root.iter(f"{_PREFIX}lvl"):
        children = list(level)
        ordered = sorted(children, key=lambda child: _LEVEL_ORDER.get(str(child.tag), len(_LEVEL_ORDER)))
        if ordered != children:
            level[:] = ordered
            moved = True
    return moved


def _tag_above(element: etree._Element) -> str:
    parent = element.getparent()
    return "" if parent is None else str(parent.tag)


def _measure(element: etree._Element) -> None:
    """Lengths with units as twips or, for type sizes, half points; percentages as fiftieths."""
    for key, value in element.attrib.items():
        if not str(key).startswith(_PREFIX):
            continue
        length, percent = _LENGTH.match(str(value)), _PERCENT.match(str(value))
        if length is not None:
            unit = 2 if element.tag in _HALF_POINTS else 20
            element.set(key, str(round(float(length[1]) * _POINTS[length[2]] * unit)))
        elif percent is not None and key == f"{_PREFIX}w":
            element.set(key, str(round(float(percent[1]) * _FIFTIETHS)))
