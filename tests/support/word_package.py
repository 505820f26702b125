"""Small .docx files for tests of the package."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

from plangen.word.base import own_base
from plangen.word.namespaces import ROOT
from plangen.word.package import Parts, assemble
from tests.support.audit import complaints as complaints

SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


def paragraph(text: str, style: str = "BodyText") -> str:
    run = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'


def document(*blocks: str) -> str:
    return f"<w:document{ROOT}><w:body>{''.join(blocks)}{SECTION}</w:body></w:document>"


def docx(*blocks: str, **parts: object) -> bytes:
    """A whole file of some body blocks with our styles."""
    given = {"properties": {"title": "Prueba"}, **parts}
    return assemble(own_base(), Parts(document(*blocks), **given))  # type: ignore[arg-type]


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_part(data: bytes, name: str, old: str, new: str) -> bytes:
    """The file with `old` replaced by `new` in a part; the part must hold it."""
    parts = unpacked(data)
    text = parts[name].decode()
    assert old in text
    return packed({**parts, name: text.replace(old, new).encode()})
