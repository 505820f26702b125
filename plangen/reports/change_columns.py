"""Lines of a terminal made of styled runs: broken between words, filled up to columns, painted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from plangen.reports.characters import printable, width

Style = Literal[
    "", "bold", "dim", "commitment", "substantive", "editorial", "added", "removed", "good", "bad"
]

_ANSI: Mapping[Style, str] = {
    "bold": "1",
    "dim": "2",
    "commitment": "1;31",
    "substantive": "33",
    "editorial": "2",
    "added": "32",
    "removed": "9;31",
    "good": "32",
    "bad": "31",
}
_TOKEN = re.compile(r" +|[^ ]+")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line in one style; its text has no line ends and nothing that steers."""

    text: str
    style: Style = ""


Line: TypeAlias = tuple[Run, ...]


def run(text: str, style: Style = "") -> Run:
    """A run of any text, made printable; line ends are spaces."""
    return Run(printable(text.replace("\n", " ").replace("\r", " ")), style)


def width_of(line: Iterable[Run]) -> int:
    """Columns that a line takes."""
    return sum(width(one.text) for one in line)


def paint(line: Iterable[Run], color: bool) -> str:
    """A line as text, with ANSI colours or without; blanks at its end are dropped."""
    if not color:
        return "".join(one.text for one in line).rstrip()
    painted = (f"\x1b[{_ANSI[one.style]}m{one.text}\x1b[0m" if one.style else one.text for one in line)
    return "".join(painted).rstrip()


def wrapped(runs: Iterable[Run], columns: int, indent: int = 0, first: int | None = None) -> Iterator[Line]:
    """The runs in lines of at most `columns`, broken between words, each behind `indent` blanks.

    The first stands behind `first` blanks, if others. A word that is wider than a line is cut.
    """
    start = indent if first is None else first
    line, used, glue = list[Run](), start, list[Run]()
    room = max(columns, indent + 2)
    for word in _words(runs):
        if word[0].text.isspace():
            glue = word
            continue
        for part in _cut(word, room - indent):
            size, blank = width_of(part), width_of(glue) if line else 0
            if line and used + blank + size > room:
                yield (Run(" " * start), *line)
                line, used, start, blank = [], indent, indent, 0
            line += [*(glue if blank else ()), *part]
            used += blank + size
            glue = []
    if line:
        yield (Run(" " * start), *line)


def _words(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """Blanks and words in turn; a word may be of several runs."""
    word: list[Run] = []
    for one in runs:
        for token in _TOKEN.findall(one.text):
            if word and word[-1].text.isspace() != token.isspace():
                yield word
                word = []
            word.append(Run(token, one.style))
    if word:
        yield word


def _cut(word: list[Run], columns: int) -> Iterator[list[Run]]:
    """A word in parts that fit."""
    if width_of(word) <= columns:
        yield word
        return
    part, used = list[Run](), 0
    for one in word:
        for character in one.text:
            size = width(character)
            if part and used + size > columns:
                yield part
                part, used = [], 0
            part.append(Run(character, one.style))
            used += size
    yield part


def shortened(text: str, columns: int) -> str:
    """A text cut to so many columns, with `…` where it was cut."""
    if width(text) <= columns:
        return text
    kept, used = [], 1
    for character in text:
        used += width(character)
        if used > columns:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…"


def squeezed(text: str, columns: int) -> str:
    """A text cut in its middle to so many columns."""
    if width(text) <= columns or columns < 8:
        return shortened(text, columns)
    tail, used = [], 0
    for character in reversed(text):
        used += width(character)
        if used > columns * 2 // 5:
            break
        tail.append(character)
    end = "".join(reversed(tail)).lstrip()
    return shortened(text, columns - width(end)) + end


def filled(line: Line, columns: int) -> Line:
    """A line with blanks up to so many columns."""
    missing = columns - width_of(line)
    return (*line, Run(" " * missing)) if missing > 0 else line
