"""What the YAML parser complains of → the fault an author can mend, its place, and the lines it spoils.

The parser's words say what it expected; the usual causes (text that should stand between quotes, tabs,
indentation, something left open) are told from the characters at the place. Pure functions over the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from plangen.plan.lines import (
    Range,
    block_of,
    first_word,
    indent_of,
    line_above,
    line_of,
    opens_block,
    snippet,
    value_start,
    value_text,
)

TOO_DEEP = "too deep"
TOO_MANY = "too many"
OUTSIDE = "outside the document"
"""Complaints of our own composer."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """Why reading stopped at offset `at`, and what was being read.

    `begun` is where the unfinished thing began (the parser's context), `quoted` the last quoted scalar,
    `opened` the innermost bracket still open.
    """

    problem: str
    at: int
    context: str = ""
    begun: int | None = None
    quoted: Range | None = None
    opened: int | None = None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A fault (no name: none of its own), its place, and what to set aside to read on (nothing: stop)."""

    name: str
    start: int
    end: int
    spoiled: tuple[Range, ...] = ()
    params: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


SURROGATE_ESCAPE = re.compile(
    r"\\(?:u[dD][89a-fA-F][0-9a-fA-F]{2}|U0000[dD][89a-fA-F][0-9a-fA-F]{2}|U(?!000|0010)[0-9a-fA-F]{8})"
)
_TABBED_LINES = 500
"""With more lines that begin with a tab a file is not read on."""

_TABBED = re.compile(r"^ *\t[^\n]*", re.MULTILINE)
_KEY_WITHOUT_SPACE = re.compile(r"[ \t]*(?:-[ \t]+)*([A-Za-z_][\w.-]*):[^\s:/\\]")
_NEXT_KEY = re.compile(r"[\w-]+[ \t]*:\s")
_ENDED = re.compile(r"(?:^|\n)\.\.\.[^\n]*\Z")
_OPENING = re.compile(r"(?:[:,{\[]|^[ \t]*-)[ \t]+(?=[\[{])")
_MARKED = re.compile(r"(?:^[ \t]*(?:-[ \t]+)*|[:,{\[][ \t]+)(?=[*&!])")


def diagnose(text: str, complaint: Complaint) -> Diagnosis:
    """The likeliest fault behind a complaint; `unreadable-yaml` where no rule knows better."""
    for rule in _RULES:
        diagnosis = rule(text, complaint)
        if diagnosis:
            return diagnosis
    return _at(text, "unreadable-yaml", complaint.at, detail=complaint.problem, spoils=False)


def _at(text: str, name: str, at: int, *, spoils: bool = True, **params: str) -> Diagnosis:
    return _within(text, name, at, at, spoils=spoils, **params)


def _within(text: str, name: str, at: int, begun: int, *, spoils: bool = True, **params: str) -> Diagnosis:
    """A fault at `at` of something begun at `begun`, with which it is set aside."""
    at = min(at, len(text))
    first, end = block_of(text, begun)
    stop = max(min(line_of(text, at)[1], at + 40), at)
    shown = text[at:stop].rstrip()
    spoiled = ((min(first, at), max(end, at)),) if spoils else ()
    return Diagnosis(name, at, at + max(len(shown), 1) if at < len(text) else at, spoiled, params)


def _too_much(text: str, complaint: Complaint) -> Diagnosis | None:
    name = {TOO_DEEP: "nested-too-deep", TOO_MANY: "too-many-values"}.get(complaint.problem)
    return _at(text, name, complaint.at, spoils=False, limit=complaint.context) if name else None


def _outside(text: str, complaint: Complaint) -> Diagnosis | None:
    """Text behind the end of the document: a second one, or lines left of where the first began."""
    if complaint.problem != OUTSIDE:
        return None
    at = complaint.at
    if text.startswith("---", at) or _ENDED.search(text[:at].rstrip()[-200:]):
        return _at(text, "many-documents", at, spoils=False)
    return _at(text, "bad-indentation", at, spoils=False, value=snippet(text, at))


def _tab(text: str, complaint: Complaint) -> Diagnosis | None:
    start, _ = line_of(text, complaint.at)
    tabbed = _TABBED.match(text, start)
    if not tabbed or text[start : complaint.at].strip():
        return None
    tab = text.index("\t", start)
    lines = [match.span() for match in _TABBED.finditer(text)]
    spoiled: list[Range] = []
    for first, last in lines if len(lines) <= _TABBED_LINES else ():
        if not spoiled or first > spoiled[-1][1]:
            spoiled.append((first, max(last, block_of(text, first)[1])))
    return Diagnosis("tab-indentation", tab, tab + 1, tuple(spoiled), {"count": str(len(lines))})


def _escape(text: str, complaint: Complaint) -> Diagnosis | None:
    if "escape" not in complaint.problem and "decimal number" not in complaint.problem:
        return None
    at = max(text.rfind("\\", 0, complaint.at + 1), 0)
    if SURROGATE_ESCAPE.match(text, at):
        return Diagnosis("", at, at, tuple(match.span() for match in SURROGATE_ESCAPE.finditer(text)))
    begun = complaint.begun if complaint.begun is not None else at
    value = text[at : at + 2]
    return Diagnosis("bad-escape", at, at + len(value), (block_of(text, begun),), {"value": value})


def _open_quote(text: str, complaint: Complaint) -> Diagnosis | None:
    if "quoted scalar" not in complaint.context or complaint.begun is None:
        return None
    return _at(text, "unclosed-quote", complaint.begun, value=text[complaint.begun])


def _indicator(text: str, complaint: Complaint) -> Diagnosis | None:
    """Text that begins with a character YAML keeps for itself."""
    at, problem = complaint.at, complaint.problem
    if "cannot start any token" in problem:
        if text[at - 1 : at + 1] == "[@":
            return _at(text, "unquoted-brackets", at - 1, value=value_text(text, at - 1))
    elif re.search(
        "scanning (a block scalar|an alias|an anchor|a tag|a directive)|parsing a tag", complaint.context
    ):
        at = complaint.begun if complaint.begun is not None else at
    elif "mapping keys are not allowed" not in problem and "undefined tag handle" not in problem:
        return None
    if at >= len(text):
        return None
    return _at(text, "unquoted-indicator", at, value=value_text(text, at), character=text[at])


def _list_on_key_line(text: str, complaint: Complaint) -> Diagnosis | None:
    if "sequence entries are not allowed" not in complaint.problem:
        return None
    return _at(text, "list-on-key-line", complaint.at, value=snippet(text, complaint.at))


def _colon(text: str, complaint: Complaint) -> Diagnosis | None:
    """A colon where no key can be: in text without quotes, or on a line that stands too far right."""
    if "mapping values are not allowed" not in complaint.problem:
        return None
    start, _ = line_of(text, complaint.at)
    above = line_above(text, start)
    joined = _KEY_WITHOUT_SPACE.match(text, *above) if above else None
    if joined:
        return _at(text, "missing-space-after-colon", joined.start(1), value=joined[1])
    first = first_word(text, start)
    if re.search(r"\s", text[first : complaint.at]):
        return _at(text, "unquoted-colon", complaint.at, value=snippet(text, value_start(text, complaint.at)))
    if above and _has_slipped(text, above):
        return _misplaced(text, above[0] + indent_of(text, above[0]))
    return _misplaced(text, first)


def _has_slipped(text: str, line: Range) -> bool:
    """Whether a line is text, no key, left of the line above it: the rest of a paragraph, badly pasted."""
    above = line_above(text, line[0])
    if above is None or indent_of(text, line[0]) >= indent_of(text, above[0]):
        return False
    return not re.search(r":(\s|$)|^\s*- ", text[slice(*line)])


def _tight_colon(text: str, complaint: Complaint) -> Diagnosis | None:
    """Between brackets: `{id:[a]}`."""
    if "unexpected ':'" not in complaint.problem:
        return None
    key = re.search(r"[^\s,:\[\]{}]*\Z", text[line_of(text, complaint.at)[0] : complaint.at])
    at = complaint.at - len(key[0]) if key else complaint.at
    opened = complaint.opened if complaint.opened is not None else at
    return _within(text, "missing-space-after-colon", at, opened, value=text[at : complaint.at])


def _no_colon(text: str, complaint: Complaint) -> Diagnosis | None:
    if "could not find expected ':'" not in complaint.problem or complaint.begun is None:
        return None
    at = complaint.begun
    start, _ = line_of(text, at)
    joined = _KEY_WITHOUT_SPACE.match(text, start)
    if joined:
        return _at(text, "missing-space-after-colon", joined.start(1), value=joined[1])
    return _at(text, "missing-colon", at, value=snippet(text, at))


def _bracket(text: str, complaint: Complaint) -> Diagnosis | None:
    """Something about `[ ] { }`: text that begins with one, one too many, one too few, no comma."""
    at = complaint.at
    start, end = line_of(text, min(at, len(text)))
    before = text[start:at].rstrip()
    if before.endswith(("]", "}")):
        opening = re.search(r"\[\[|\[@", before) or _OPENING.search(before)
        if opening and not (text[at : at + 1] in ("]", "}") and "[[" not in before):
            first = start + (opening.start() if before[opening.start()] == "[" else opening.end())
            return _at(text, "unquoted-brackets", first, value=value_text(text, first))
    if at < len(text) and text[at] in "]}":
        return _at(text, "stray-bracket", at, value=text[at])
    if "',' or" in complaint.problem or at >= len(text):
        return _open_bracket(text, complaint, end)
    if "node content" in complaint.problem:
        return _at(text, "unquoted-indicator", at, value=value_text(text, at), character=text[at])
    return None


def _open_bracket(text: str, complaint: Complaint, end: int) -> Diagnosis | None:
    at, opened = complaint.at, complaint.opened
    if opened is None:
        return None
    if at < len(text) and text[at] == ":" and not _is_next_key(text, at, opened):
        value = value_text(text, value_start(text, at))
        return _within(text, "unquoted-colon", at, opened, value=value)
    if at < len(text) and re.search(r"[\]}]", text[at:end]):
        at = line_of(text, at)[0] if text[at] == ":" else at
        at += len(text[at:end]) - len(text[at:end].lstrip())
        return _within(text, "missing-comma", at, opened, value=snippet(text, at))
    return _at(text, "unclosed-bracket", opened, value=text[opened])


def _is_next_key(text: str, colon: int, opened: int) -> bool:
    """Whether a line below the open bracket begins with one word and this colon."""
    start, _ = line_of(text, colon)
    return opened < start and not re.search(r"\S\s", text[start:colon].lstrip("- "))


def _after_quote(text: str, complaint: Complaint) -> Diagnosis | None:
    """Text behind a closing quote; if the quoted text runs over lines, its end is the one forgotten."""
    if complaint.quoted is None or complaint.at >= len(text):
        return None
    start, end = complaint.quoted
    if text[end : complaint.at].strip(" ") or text[start] not in "'\"":
        return None
    if complaint.opened is not None and _NEXT_KEY.match(text, complaint.at):
        return None  # a comma is missing
    if "\n" in text[start:end]:
        return _at(text, "unclosed-quote", start, value=text[start])
    return _at(text, "text-after-quote", complaint.at, value=snippet(text, start))


def _marked(text: str, complaint: Complaint) -> Diagnosis | None:
    """`*text* more`: read as an alias, an anchor or a tag with something behind it."""
    start, _ = line_of(text, complaint.at)
    mark = _MARKED.search(text[start : complaint.at])
    if not mark:
        return None
    at = start + mark.end()
    return _at(text, "unquoted-indicator", at, value=value_text(text, at), character=text[at])


def _indentation(text: str, complaint: Complaint) -> Diagnosis | None:
    start, _ = line_of(text, complaint.at)
    return None if text[start : complaint.at].strip(" -") else _misplaced(text, complaint.at)


def _misplaced(text: str, at: int) -> Diagnosis:
    """A line too far left or right, with its neighbours of the same depth and what hangs on them."""
    start, end = line_of(text, at)
    indent = indent_of(text, start)
    opens = opens_block(text[start:end])
    while end < len(text):
        following = line_of(text, end + 1)
        line = text[slice(*following)].rstrip()
        depth = indent_of(text, following[0])
        if line and not (depth == indent > 0 or (depth > indent and opens)):
            break
        opens = opens or opens_block(line)
        end = following[1]
    shown = snippet(text, at)
    return Diagnosis("bad-indentation", at, at + max(len(shown), 1), ((start, end),), {"value": shown})


_Rule = Callable[[str, Complaint], Diagnosis | None]

_RULES: tuple[_Rule, ...] = (
    _too_much,
    _outside,
    _tab,
    _escape,
    _open_quote,
    _indicator,
    _list_on_key_line,
    _colon,
    _tight_colon,
    _no_colon,
    _after_quote,
    _bracket,
    _marked,
    _indentation,
)
"""Tried in this order; the first that knows the complaint decides."""
