"""The zip that a .docx is, read with suspicion; its XML parts parsed and written."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from typing import Final

from lxml import etree

from plangen.errors import UsageError
from plangen.word.namespaces import DECLARATION
from plangen.word.packing import STORED, TYPES_PART

MAX_FILE: Final = 50_000_000
MAX_UNPACKED: Final = 250_000_000
MAX_PARTS: Final = 5_000
MAX_RATIO: Final = 400
_SMALL: Final = 1_000_000  # a small part may compress as well as it likes

_ODD_NAME: Final = re.compile(r"[\x00-\x1f\\:]|^/|(^|/)\.\.?(/|$)|//")
_ENCODING: Final = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_MACROS: Final = (b"macroEnabled", b"vbaProject", b"vnd.ms-office.activeX")
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    OSError,
    RuntimeError,
    ValueError,
)


def read_archive(data: bytes) -> dict[str, bytes]:
    """The parts of a .docx by name, after everything that could harm the reader was refused.

    Raises `UsageError`: `docx-not-a-document` (no zip, damaged, encrypted, no content types),
    `docx-too-big` (size, number or compression ratio of parts), `docx-odd-names` (names twice or
    outside the file), `docx-doctype` (DOCTYPE or an encoding that could hide one), `docx-macros`.
    """
    if len(data) > MAX_FILE:
        raise UsageError("docx-too-big")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = _checked_entries(archive)
            parts = {entry.filename: archive.read(entry) for entry in entries}
    except _BROKEN as error:
        raise UsageError("docx-not-a-document") from error
    if TYPES_PART not in parts:
        raise UsageError("docx-not-a-document")
    for name, content in parts.items():
        _check_part(name, content)
    return parts


def _checked_entries(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    entries = archive.infolist()
    sizes = [entry.file_size for entry in entries]
    dense = any(entry.file_size > _SMALL + MAX_RATIO * entry.compress_size for entry in entries)
    if len(entries) > MAX_PARTS or sum(sizes) > MAX_UNPACKED or dense:
        raise UsageError("docx-too-big")
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) < len(names) or any(_ODD_NAME.search(name) for name in names):
        raise UsageError("docx-odd-names")
    return [entry for entry in entries if not entry.is_dir()]


def _check_part(name: str, content: bytes) -> None:
    if "vbaproject" in name.lower():
        raise UsageError("docx-macros", part=name)
    if name == TYPES_PART and any(mark in content for mark in _MACROS):
        raise UsageError("docx-macros", part=name)
    text = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not (text.startswith((b"<", b"\xff\xfe", b"\xfe\xff", b"\0")) or name.endswith((".xml", ".rels"))):
        return
    if name.lower().endswith(STORED):
        return
    # Only ASCII-compatible encodings: any other could hide a DOCTYPE from this search.
    encoding = _ENCODING.match(text)
    odd = encoding is not None and encoding.group(1).lower() not in (b"utf-8", b"us-ascii", b"ascii")
    if odd or b"\0" in text or b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise UsageError("docx-doctype", part=name)


def parse_part(content: bytes) -> etree._Element:
    """The root of an XML part without its comments; no entities, no network, no huge trees.

    Raises `UsageError` `docx-not-a-document` where the part is not well formed.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_blank_text=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UsageError("docx-not-a-document") from error
    if root is None:
        raise UsageError("docx-not-a-document")
    return root


def write_part(root: etree._Element) -> bytes:
    """An XML part as bytes, with the declaration that Word writes."""
    return (DECLARATION + etree.tostring(root, encoding="unicode")).encode()
