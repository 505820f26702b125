"""A text as the YAML parser can take it, of the same length, so that places stay.

Turned into spaces or stand-ins: what a fault spoils, directives, characters that the parser refuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from plangen.plan.faults import fault
from plangen.plan.reading import UNREADABLE
from plangen.spans import Finding, Source, Span

_HEAD = re.compile(r"(?:[ \t\r]*+(?:#[^\n]*+)?+\n|%[^\n]*+(?:\n|\Z))*")
_UNHEARD = re.compile(f"[{UNREADABLE}\u2028\u2029]|\r(?!\n)")
"""What the parser refuses, two separators that it takes for line ends though YAML 1.2 does not, and
line ends that only it knows."""


def blanked(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    """The text with some stretches, in order, turned into spaces."""
    parts, at = [], 0
    for start, end in stretches:
        parts += [text[at:start], _blank(text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


def _blank(text: str) -> str:
    return re.sub(r"[^\r\n]", " ", text)


def without_directives(source: Source, found: list[Finding]) -> str:
    """The text, its leading `%…` lines blank: thousands of them would keep the parser busy for ever."""
    head = _HEAD.match(source.text)
    first = re.search(r"^%[^\r\n]*", head[0], re.MULTILINE) if head else None
    if not head or not first:
        return source.text
    found.append(fault("yaml-directive", Span(source, *first.span()), value=first[0][:40]))
    return _blank(head[0]) + source.text[head.end() :]


def audible(text: str) -> tuple[str, Mapping[int, str]]:
    """The text without characters the parser cannot take, and how to turn stand-ins back."""
    if not _UNHEARD.search(text):
        return text, {}
    free = (chr(code) for code in range(0xE000, 0xF900) if chr(code) not in text)
    stand_ins = {separator: next(free, "\ufffd") for separator in "\u2028\u2029"}
    heard = {"\r": "\n", **stand_ins}
    text = _UNHEARD.sub(lambda match: heard.get(match[0], "\ufffd"), text)
    return text, {ord(stand_in): separator for separator, stand_in in stand_ins.items()}
