"""Bytes of a file → text that may be trusted: inside the folder, not too big, UTF-8, readable characters."""

from __future__ import annotations

import re
import stat
import unicodedata
from itertools import islice
from pathlib import Path

from plangen.plan.faults import fault
from plangen.spans import Finding, Source, Span

MAX_BYTES = 5_000_000
"""No file of a plan is bigger (about a thousand pages of text)."""

MAX_REPORTS = 20
"""A file with more characters of one bad sort than this shows the first ones."""

UNREADABLE = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff\U000f0000-\U0010ffff"
"""Characters that no text of a plan may hold, as the inside of a regular expression's class.

XML 1.0 (so Word) has no place for most of them; planes 15 and 16 stand for values while a document is made.
"""

_SUSPECT = re.compile(f"[{UNREADABLE}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_REFUSED = re.compile(f"[{UNREADABLE}]")
_OLD_LINE_END = re.compile("\r(?!\n)")
# Zero-width joiners (U+200C, U+200D) belong to emoji and to some scripts: they are left alone.
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_COMBINED = re.compile("[^\u0300-\u036f][\u0300-\u036f]+")


def read_text(path: Path, root: Path) -> tuple[Source | None, tuple[Finding, ...]]:
    """The text of a file that lies inside `root` (links followed), or None and why not.

    At most `MAX_BYTES`, UTF-8 with or without a byte order mark. A source with refused characters
    is returned beside its errors, so that what else is wrong with it can be told.
    """
    name = _name(path, root)
    try:
        problem = _refuse_place(path, root, name)
        if problem:
            return None, (problem,)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None, (fault("missing-file", _top(name), file=name),)
    except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: links that go round in a circle
        return None, (_unreadable(name, getattr(error, "strerror", None) or type(error).__name__),)
    if len(data) > MAX_BYTES:
        return None, (_too_large(name),)
    return _decode(name, data)


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def _top(name: str) -> Span:
    return Span(Source(name, ""), 0, 0)


def _unreadable(name: str, detail: str) -> Finding:
    return fault("unreadable-file", _top(name), file=name, detail=detail)


def _too_large(name: str) -> Finding:
    return fault("file-too-large", _top(name), file=name, limit=str(MAX_BYTES // 1_000_000))


def _refuse_place(path: Path, root: Path, name: str) -> Finding | None:
    if not path.resolve().is_relative_to(root.resolve()):
        return fault("outside-folder", _top(name), file=name)
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):  # a pipe would keep us waiting for ever
        return _unreadable(name, "not a regular file")
    return _too_large(name) if status.st_size > MAX_BYTES else None


def _decode(name: str, data: bytes) -> tuple[Source | None, tuple[Finding, ...]]:
    bom = data.startswith(b"\xef\xbb\xbf")
    try:
        text = data[3:].decode() if bom else data.decode()
    except UnicodeDecodeError as error:
        return None, (_wrong_encoding(name, data[3:] if bom else data, error.start),)
    source = Source(name, text, bom)
    return source, _bad_characters(source)


def _wrong_encoding(name: str, data: bytes, at: int) -> Finding:
    encoding = _likely_encoding(data)
    if encoding.startswith("UTF"):
        shown, start = data.decode(encoding, "replace"), 0
    else:
        before = data[:at].decode()
        shown, start = before + data[at:].decode("cp1252", "replace"), len(before)
    span = Span(Source(name, shown), start, min(start + 1, len(shown)))
    return fault("wrong-encoding", span, file=name, encoding=encoding, byte=str(at + 1))


def _likely_encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "UTF-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    head = data[:1000]
    if head.count(0) * 3 > len(head):
        return "UTF-16-LE" if head[1::2].count(0) > head[::2].count(0) else "UTF-16-BE"
    return "Windows-1252" if re.search(rb"[\x80-\x9f]", data) else "ISO-8859-1 (Latin-1)"


def _bad_characters(source: Source) -> tuple[Finding, ...]:
    text, found = source.text, []
    if _SUSPECT.search(text):
        for match in islice(_REFUSED.finditer(text), MAX_REPORTS):
            found.append(fault("control-character", Span(source, *match.span()), value=_code_point(match)))
        found += _first("invisible-character", source, list(_INVISIBLE.finditer(text)))
    if "\r" in text:
        found += _first("old-line-end", source, list(_OLD_LINE_END.finditer(text)))
    if not unicodedata.is_normalized("NFC", text):
        combined = (m for m in _COMBINED.finditer(text) if not unicodedata.is_normalized("NFC", m[0]))
        found += _first("decomposed-text", source, list(combined))
    return tuple(found)


def _code_point(match: re.Match[str]) -> str:
    return f"U+{ord(match[0]):04X}"


def _first(name: str, source: Source, matches: list[re.Match[str]]) -> list[Finding]:
    """One finding for all places: the first, and how many there are."""
    if not matches:
        return []
    first = matches[0]
    value = first[0] if name == "decomposed-text" else _code_point(first)
    return [fault(name, Span(source, *first.span()), value=value, count=str(len(matches)))]
