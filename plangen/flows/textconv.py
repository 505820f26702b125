"""A file as git is to show it: lines by which a reader sees what changed, whatever the file holds."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from difflib import SequenceMatcher, unified_diff
from itertools import pairwise
from pathlib import Path

from plangen.document.sentences import sentence_ends
from plangen.errors import UsageError
from plangen.plan.leaf_lines import leaf_lines
from plangen.plan.reading import read_text
from plangen.plan.words import Words
from plangen.spans import Source
from plangen.word.text import docx_text

_ZIP = b"PK"
_COLORS = (("---", "1"), ("+++", "1"), ("@@", "36"), ("-", "31"), ("+", "32"))
"""Beginnings of lines and the colours git gives them, the first that fits."""
_CLASH = re.compile(
    r"^<{7,}[^\n]*\n(.*?)(?:^\|{7,}[^\n]*\n.*?)?^={7,}\r?\n(.*?)^>{7,}[^\n]*\n?", re.MULTILINE | re.DOTALL
)
"""What git leaves where two sides clash: ours and theirs, what was there before in between or not."""


def plan_file_text(file: Path) -> str:
    """A YAML or CSV file of a plan as `path = value` lines; its own text where it cannot be read so.

    A file in conflict gives the lines of both sides, between marks where they differ.
    UsageError where there is no such file.
    """
    lines = _leaves(file)
    if lines is None:
        lines = _clashing_leaves(file)
    return _own_text(_bytes(file)) if lines is None else "".join(f"{line}\n" for line in lines)


def word_file_text(file: Path, words: Words) -> str:
    """The text of a .docx; of one that is refused, a line that says why and tells it from others.

    UsageError where there is no such file.
    """
    data = _bytes(file)
    try:
        return docx_text(data)
    except UsageError as error:
        if not data.startswith(_ZIP) and b"\0" not in data:  # what stands for a file kept elsewhere
            return _own_text(data)
        said = words.say(f"errors.{error.key}", **error.params)
        return f"{said}\n{len(data)} bytes, SHA-256 {hashlib.sha256(data).hexdigest()}\n"


def compared_lines(old: Path | None, new: Path | None, name: str, *, color: bool = False) -> str:
    """What changed between two versions of a plan's file, leaf by leaf, as `diff -u` shows it.

    Where one cannot be read so, the texts as they are. None stands for a version that does not have the file;
    empty where the leaves are the same. UsageError as `plan_file_text`.
    """
    files = [file for file in (old, new) if file is not None]
    by_leaf = all(_leaves(file) is not None for file in files)
    before, after = (_lines(file, by_leaf=by_leaf) if file else () for file in (old, new))
    sides = (
        "/dev/null" if old is None else f"a/{name}",
        "/dev/null" if new is None else f"b/{name}",
    )
    lines = unified_diff(before, after, *sides, n=1, lineterm="")
    return "".join(f"{_colored(line) if color else line}\n" for line in lines)


def _leaves(file: Path) -> Sequence[str] | None:
    source, _ = read_text(file, file.parent)
    return None if source is None else leaf_lines(source, sentences)


def _clashing_leaves(file: Path) -> Sequence[str] | None:
    """The leaves of a file in conflict; None of one that is in none, or of which a side cannot be read."""
    source, _ = read_text(file, file.parent)
    if source is None or not _CLASH.search(source.text):
        return None
    texts = (_CLASH.sub(rf"\g<{side}>", source.text) for side in (1, 2))
    ours, theirs = (leaf_lines(Source(source.name, text), sentences) for text in texts)
    if ours is None or theirs is None:
        return None
    lines: list[str] = []
    for sort, start, end, other_start, other_end in SequenceMatcher(None, ours, theirs, False).get_opcodes():
        mine, other = ours[start:end], theirs[other_start:other_end]
        lines += mine if sort == "equal" else ("<<<<<<< ours", *mine, "=======", *other, ">>>>>>> theirs")
    return lines


def _lines(file: Path, *, by_leaf: bool) -> Sequence[str]:
    return (_leaves(file) or ()) if by_leaf else _own_text(_bytes(file)).splitlines()


def _colored(line: str) -> str:
    code = next((code for start, code in _COLORS if line.startswith(start)), "")
    return f"\x1b[{code}m{line}\x1b[m" if code else line


def sentences(line: str) -> Sequence[str]:
    """A line of prose, cut where its sentences end."""
    cuts = [0, *sentence_ends(line), len(line)]
    return [line[start:end].strip() for start, end in pairwise(cuts)]


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UsageError("cannot-read", file=file.as_posix(), detail=error.strerror or "") from error


def _own_text(data: bytes) -> str:
    """A text as it stands, in the encoding it most likely has."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
