"""Lines of a text and what hangs on them, by indentation alone."""

from __future__ import annotations

import re

Range = tuple[int, int]
"""Offsets of the first character and behind the last."""

_LEAD = re.compile(r"[ \t]*(?:-[ \t]+)*")
_KEY = re.compile(r"(?:^[ \t]*(?:-[ \t]+)*|[,{\[][ \t]*)[\w.-]+:[ \t]+")
_SPACES = re.compile(" *")


def line_of(text: str, at: int) -> Range:
    """The line that holds a character, without its line end."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return start, len(text) if end < 0 else end


def first_word(text: str, start: int) -> int:
    """Where the line that begins at `start` has its first character behind blanks and dashes."""
    lead = _LEAD.match(text, start)
    return lead.end() if lead else start


def block_of(text: str, at: int) -> Range:
    """From a line's first word to the end of all that hangs on it: deeper lines, and a list below its key."""
    start, end = line_of(text, at)
    first = min(first_word(text, start), end)
    column, keyed = first - start, "-" not in text[start:first]
    while end < len(text):
        following = line_of(text, end + 1)
        body = text[slice(*following)].lstrip(" ")
        indent = following[1] - following[0] - len(body)
        hangs = indent > column or (keyed and indent == column and body.startswith("- "))
        if body.strip() and not hangs:
            break
        end = following[1]
    return first, end


def line_above(text: str, start: int) -> Range | None:
    """The nearest line with text above the one that begins at `start`."""
    while start > 0:
        above = line_of(text, start - 1)
        if text[slice(*above)].strip():
            return above
        start = above[0]
    return None


def opens_block(line: str) -> bool:
    """Whether deeper lines may hang on a line."""
    return line.rstrip().endswith((":", "|", ">")) or line.lstrip().startswith("-")


def indent_of(text: str, start: int) -> int:
    """Spaces at the beginning of the line that begins at `start`."""
    spaces = _SPACES.match(text, start)
    return spaces.end() - start if spaces else 0


def snippet(text: str, at: int) -> str:
    """The rest of a line, to show it: 40 characters at most."""
    return text[at : min(line_of(text, at)[1], at + 40)].strip()


def value_start(text: str, at: int) -> int:
    """Where the value begins in which a place lies, behind its key on the same line."""
    start = line_of(text, at)[0]
    keys = list(_KEY.finditer(text[start:at]))
    return start + keys[-1].end() if keys else first_word(text, start)


def value_text(text: str, at: int) -> str:
    """What was meant as one value from `at` on: the rest of the line; between braces, up to a comma."""
    before = text[line_of(text, at)[0] : at]
    if before.count("{") <= before.count("}"):
        return snippet(text, at)
    return re.split(r",\s|\}", snippet(text, at), maxsplit=1)[0].strip()
