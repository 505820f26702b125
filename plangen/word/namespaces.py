"""Names of Open XML: namespaces, relationship types and content types of the parts we write."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PIC: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
W15: Final = "http://schemas.microsoft.com/office/word/2012/wordml"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
ADEC: Final = "http://schemas.microsoft.com/office/drawing/2017/decorative"
PACKAGE_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
PACKAGE_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"

PREFIXES: Final = MappingProxyType(
    {"w": W, "r": R, "a": A, "wp": WP, "pic": PIC, "w14": W14, "w15": W15, "mc": MC}
)

ROOT: Final = (
    "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in PREFIXES.items()) + ' mc:Ignorable="w14 w15"'
)
"""Attributes of the root of document, header, footer and footnotes parts: `f"<w:document{ROOT}>"`.

`w14` and `w15` are extensions; a reader that does not know them may skip what bears their prefix.
"""

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."

RELATIONSHIP: Final = MappingProxyType(
    {
        "document": _OFFICE + "officeDocument",
        "core": "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "app": _OFFICE + "extended-properties",
        "custom": _OFFICE + "custom-properties",
        "styles": _OFFICE + "styles",
        "numbering": _OFFICE + "numbering",
        "settings": _OFFICE + "settings",
        "theme": _OFFICE + "theme",
        "fontTable": _OFFICE + "fontTable",
        "footnotes": _OFFICE + "footnotes",
        "header": _OFFICE + "header",
        "footer": _OFFICE + "footer",
        "image": _OFFICE + "image",
        "hyperlink": _OFFICE + "hyperlink",
        "customXml": _OFFICE + "customXml",
        "customXmlProps": _OFFICE + "customXmlProps",
    }
)
"""Relationship types by the short name of what they lead to."""

CONTENT_TYPE: Final = MappingProxyType(
    {
        "document": _WORD + "document.main+xml",
        "core": "application/vnd.openxmlformats-package.core-properties+xml",
        "app": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "custom": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        "styles": _WORD + "styles+xml",
        "numbering": _WORD + "numbering+xml",
        "settings": _WORD + "settings+xml",
        "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
        "fontTable": _WORD + "fontTable+xml",
        "footnotes": _WORD + "footnotes+xml",
        "header": _WORD + "header+xml",
        "footer": _WORD + "footer+xml",
        "itemProps": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    }
)
"""Content types of the parts, by the same short names."""


def qualified(name: str) -> str:
    """`w:p` as lxml writes it, `{namespace}p`; the prefix is one of `PREFIXES`."""
    prefix, _, local = name.partition(":")
    return f"{{{PREFIXES[prefix]}}}{local}"
