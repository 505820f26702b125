"""YAML text → node tree with places, and every fault of its form in one run.

The tree is composed here, over the parser's events and with an explicit stack: libyaml's own composer
recurses in C and dies of a small file of nested lists. Scalars keep the characters typed; only plain
`~`, `null` and nothing at all mean absent. What a plan must not hold (anchors, aliases, tags, merge keys,
directives, more documents, repeated keys) is reported and left out of the tree. After a syntax error the
lines it spoils are set aside and the rest is read, so that one slip does not hide the others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Table
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, Protocol
from unicodedata import normalize

import yaml

from plangen.plan.audible import audible, blanked, without_directives
from plangen.plan.faults import MAX_FINDINGS, capped, fault
from plangen.plan.nodes import Entry, Mapping, Node, Scalar, Sequence, to_plain
from plangen.plan.reading import MAX_BYTES, UNREADABLE, read_text
from plangen.plan.syntax import OUTSIDE, TOO_DEEP, TOO_MANY, Complaint, diagnose
from plangen.spans import Finding, Related, Source, Span

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "Composition",
    "Entry",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "compose",
    "compose_all",
    "read_text",
    "to_plain",
]

MAX_DEPTH = 50
"""Lists and mappings inside one another; the record itself needs ten."""

MAX_EVENTS = 600_000
"""Values, lists and mappings (these count twice) of a file; 5 MB of plan hold fewer."""

_ATTEMPTS = 20
_ATTEMPTED_CHARACTERS = 5_000_000
"""A file is read again after each syntax error, up to so many times and characters in all."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_REST = re.compile(r"(?:[ \t\r]*+(?:\.\.\.[ \t\r]*+)?+(?:#[^\n]*+)?+(?:\n|\Z))*")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([^xuU]))", re.DOTALL)
_PROPERTY = re.compile(r"([&!][^\s,\[\]{}]*)\s*")
_NAMED_ESCAPES = {"0": 0, "a": 7, "b": 8, "v": 11, "f": 12, "e": 27, "N": 0x85}
_REFUSED = re.compile(f"[{UNREADABLE}]")


class _Mark(Protocol):
    index: int


class _Event(Protocol):
    """What is used of the parser's events; the last five are only where they make sense."""

    start_mark: _Mark
    end_mark: _Mark
    value: str
    style: str | None
    anchor: str | None
    tag: str | None
    flow_style: bool | None


class Composition(NamedTuple):
    """What could be read of a text: the tree, the faults, and the stretches set aside because of them."""

    node: Node | None
    findings: tuple[Finding, ...]
    lost: tuple[Span, ...]


def compose(source: Source) -> tuple[Node | None, tuple[Finding, ...]]:
    """The node tree of a YAML text (None if it holds nothing) and its faults of form."""
    node, findings, _ = compose_all(source)
    return node, findings


def compose_all(source: Source) -> Composition:
    """As `compose`, with the stretches of text that faults made unreadable."""
    found: list[Finding] = []
    lost: list[Span] = []
    text, placeholders = audible(without_directives(source, found))
    for attempts_left in reversed(range(min(_ATTEMPTS, 1 + _ATTEMPTED_CHARACTERS // (len(text) + 1)))):
        reading = _Reading(source, placeholders)
        complaint = reading.read(text)
        if complaint is None:
            break
        diagnosis = diagnose(text, complaint)
        if diagnosis.name:
            params: dict[str, Any] = {**diagnosis.params}
            found.append(fault(diagnosis.name, Span(source, diagnosis.start, diagnosis.end), **params))
        spoiled = blanked(text, diagnosis.spoiled)
        if not attempts_left:
            found.append(fault("too-many-faults", found[-1].span if found else None, limit=str(len(found))))
        if not attempts_left or spoiled == text:
            lost.append(Span(source, diagnosis.start, len(text)))
            break
        if diagnosis.name:
            lost += (Span(source, *stretch) for stretch in diagnosis.spoiled)
        text = spoiled
    return Composition(
        reading.root, capped(sorted((*found, *reading.findings), key=lambda one: one.sort_key)), tuple(lost)
    )


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end was not seen yet; the nodes of a mapping are keys and values in turn."""

    start: int
    flow: bool
    mapping: bool
    nodes: list[Node] = field(default_factory=list)


class _Reading:
    """One pass over the events of a text: builds `root`, collects `findings`, never raises."""

    def __init__(self, source: Source, placeholders: Table[int, str]) -> None:
        self.source = source
        self.findings: list[Finding] = []
        self._placeholders = placeholders
        self._stack: list[_Open] = []
        self._roots: list[Node] = []
        self._nodes = self._roots
        self._quoted: tuple[int, int] | None = None
        self._stopped = False

    @property
    def root(self) -> Node | None:
        return self._roots[0] if self._roots else None

    def read(self, text: str) -> Complaint | None:
        """Compose the text until its end, or until what the parser or we cannot go past."""
        loader: Any = _LOADER(text)
        try:
            return self._follow(loader, text)
        except yaml.MarkedYAMLError as error:
            at = error.problem_mark.index if error.problem_mark else 0
            begun = error.context_mark.index if error.context_mark else None
            return self._stop(Complaint(error.problem or "", at, error.context or "", begun))
        except (yaml.YAMLError, ValueError) as error:  # ValueError: the pure parser on an impossible escape
            at = getattr(loader, "index", 0)
            return self._stop(Complaint("impossible escape" if at else str(error), at))
        finally:
            loader.dispose()

    def _follow(self, loader: Any, text: str) -> Complaint | None:  # noqa: ANN401
        # The loop is run for every value: hence the local names.
        next_event, scalar_event, scalar = loader.get_event, yaml.ScalarEvent, self._scalar
        for _ in range(MAX_EVENTS):
            event: Any = next_event()
            kind = type(event)
            if kind is scalar_event:
                self._nodes.append(scalar(event))
            elif kind is yaml.SequenceStartEvent or kind is yaml.MappingStartEvent:
                if len(self._stack) == MAX_DEPTH:
                    return self._stop(Complaint(TOO_DEEP, event.start_mark.index, str(MAX_DEPTH)))
                self._open(event, mapping=kind is yaml.MappingStartEvent)
            elif kind is yaml.SequenceEndEvent or kind is yaml.MappingEndEvent:
                self._close(event.end_mark.index)
            elif kind is yaml.AliasEvent:
                self._nodes.append(self._alias(event))
            elif kind is yaml.DocumentEndEvent:
                return self._rest(text, event.end_mark.index)
            elif kind is yaml.StreamEndEvent:
                return None
        return self._stop(Complaint(TOO_MANY, event.start_mark.index, str(MAX_EVENTS)))

    def _scalar(self, event: _Event) -> Scalar:
        value = event.value
        if event.style or event.anchor or event.tag or self._placeholders:
            return self._marked_scalar(event, event.start_mark.index, event.end_mark.index)
        typed = None if value in _NULLS else value
        return Scalar(self.source, event.start_mark.index, event.end_mark.index, typed)

    def _marked_scalar(self, event: _Event, start: int, end: int) -> Scalar:
        """A scalar with quotes, a block indicator, an anchor, a tag, or stand-ins in its text."""
        value: str | None = event.value
        if event.anchor is not None or event.tag is not None:
            start = min(self._refuse_properties(start), end)
        if not event.style:
            value = None if value in _NULLS else value
        elif event.style in "'\"":
            self._quoted = start, end
            if event.style == '"' and "\\" in self.source.text[start:end]:
                value = value if self._check_escapes(start, end) else _REFUSED.sub("\ufffd", event.value)
        else:
            end = start + len(self.source.text[start:end].rstrip())
        if self._placeholders and value:
            value = value.translate(self._placeholders)
        return Scalar(self.source, start, end, value)

    def _alias(self, event: _Event) -> Scalar:
        start, end = event.start_mark.index, event.end_mark.index
        self._report("yaml-alias", start, end, value=self.source.text[start:end])
        return Scalar(self.source, start, end, None)

    def _refuse_properties(self, start: int) -> int:
        """Report anchors and tags; the offset behind them."""
        for _ in range(2):
            word = _PROPERTY.match(self.source.text, start)
            if not word:
                break
            name = "yaml-alias" if word[1].startswith("&") else "yaml-tag"
            self._report(name, *word.span(1), value=word[1][:40])
            start = word.end()
        return start

    def _check_escapes(self, start: int, end: int) -> bool:
        """Whether no escape brings in a character that is refused when typed; those are reported."""
        sound = True
        for match in _ESCAPE.finditer(self.source.text, start + 1, end - 1):
            digits = match[1] or match[2] or match[3]
            code = int(digits, 16) if digits else _NAMED_ESCAPES.get(match[4], 32)
            if code > 0x10FFFF or _REFUSED.match(chr(code)):
                self._report("control-character", *match.span(), value=match[0])
                sound = False
        return sound

    def _open(self, event: _Event, *, mapping: bool) -> None:
        start = event.start_mark.index
        if event.anchor is not None or event.tag is not None:
            start = self._refuse_properties(start)
        self._stack.append(_Open(start, bool(event.flow_style), mapping))
        self._nodes = self._stack[-1].nodes

    def _close(self, end: int | None = None) -> None:
        """Close the innermost list or mapping; in block style it ends with its last value."""
        done = self._stack.pop()
        last = done.nodes[-1].end if done.nodes else done.start
        stop = end if done.flow and end is not None else last
        self._nodes = self._stack[-1].nodes if self._stack else self._roots
        if done.mapping:
            self._nodes.append(Mapping(self.source, done.start, stop, self._entries(done.nodes)))
        else:
            self._nodes.append(Sequence(self.source, done.start, stop, tuple(done.nodes)))

    def _entries(self, nodes: list[Node]) -> dict[str, Entry]:
        """Keys and values, paired; entries whose key a plan cannot have are left out."""
        if len(nodes) % 2:  # cut off behind a key
            nodes.append(Scalar(self.source, nodes[-1].end, nodes[-1].end, None))
        entries: dict[str, Entry] = {}
        pairs = iter(nodes)
        for key, value in zip(pairs, pairs, strict=True):
            name = key.value if type(key) is Scalar else None
            if type(key) is not Scalar or name is None or name == "<<" or not name.isascii():
                name = self._name(key)
            if name is None or type(key) is not Scalar:
                continue
            first = entries.setdefault(name, Entry(key, value)).key
            if first is not key:
                related = (Related("first-here", first.span),)
                self._keep(fault("duplicate-key", key.span, related=related, value=name))
        return entries

    def _name(self, key: Node) -> str | None:
        """The name of an unusual key, in NFC; None and a finding where a plan has no such key."""
        if isinstance(key, Scalar) and key.value is not None:
            if key.value != "<<" or key.end - key.start > len("<<"):  # between quotes it is a word
                return normalize("NFC", key.value)
            self._report("merge-key", key.start, key.end)
        elif not self._stopped and not self.source.text.startswith("*", key.start):  # an alias is told
            self._report("key-not-text", key.start, key.end)
        return None

    def _rest(self, text: str, at: int) -> Complaint | None:
        rest = _REST.match(text, at)
        end = rest.end() if rest else at
        return self._stop(Complaint(OUTSIDE, end)) if end < len(text) else None

    def _stop(self, complaint: Complaint) -> Complaint:
        """Close what is open, so that what was read is kept."""
        opened = next((one.start for one in reversed(self._stack) if one.flow), None)
        self._stopped = True
        while self._stack:
            self._close()
        return replace(complaint, quoted=self._quoted, opened=opened)

    def _report(self, name: str, start: int, end: int, **params: Any) -> None:  # noqa: ANN401
        self._keep(fault(name, Span(self.source, start, end), **params))

    def _keep(self, finding: Finding) -> None:
        if len(self.findings) <= MAX_FINDINGS:
            self.findings.append(finding)
