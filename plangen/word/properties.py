"""The document properties: title, author, dates. Values are given, never taken from clock or user."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from plangen.word.oxml import escape

_CORE: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_APP: Final = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_CUSTOM: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the one fmtid of custom properties

_FIELDS: Final = (
    ("title", "dc:title"),
    ("subject", "dc:subject"),
    ("author", "dc:creator"),
    ("keywords", "cp:keywords"),
    ("description", "dc:description"),
    ("author", "cp:lastModifiedBy"),
    ("language", "dc:language"),
    ("version", "cp:version"),
)


def render_core(properties: Mapping[str, str]) -> str:
    """docProps/core.xml; created and modified are the plan's date at midnight UTC."""
    lines = "".join(
        f"<{element}>{escape(properties[key])}</{element}>" for key, element in _FIELDS if properties.get(key)
    )
    date = properties.get("date", "")
    stamps = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{date}T00:00:00Z</dcterms:{name}>'
        for name in ("created", "modified")
        if date
    )
    return (
        f'<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{lines}{stamps}</cp:coreProperties>"
    )


def render_app() -> str:
    """docProps/app.xml; Word's version number keeps it from opening the file in compatibility mode."""
    application = "<Application>plangen</Application><AppVersion>16.0000</AppVersion>"
    return f'<Properties xmlns="{_APP}">{application}</Properties>'


def render_custom(properties: Mapping[str, str]) -> str:
    """docProps/custom.xml with the plan's version, for fields and for archives."""
    version = escape(properties["version"])
    return (
        f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_TYPES}"><property fmtid="{_FORMAT}" pid="2"'
        f' name="Version"><vt:lpwstr>{version}</vt:lpwstr></property></Properties>'
    )
