"""The lines of a plan file, parted among its entries and items: every character belongs to one of them.

In block style an entry or item has the lines from its first word to behind its value, with the comments
that hang deeper below them; blank lines and comments above it are its `lead`. In flow style it has its
words alone, and its lead is the comma before it. What is laid out in any other way raises Unsure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from plangen.plan.lines import indent_of
from plangen.plan.merge_values import PLAN, Sort, Unsure, Value, item_key, value_of
from plangen.plan.nodes import Mapping, Node, Scalar, Sequence
from plangen.plan.source import compose_all
from plangen.spans import Source

_LEAD = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*")
_PROLOGUE = re.compile(
    r"(?:(?:[ \t]*(?:#[^\n]*)?\r?\n)*---[ \t]*(?:#[^\n]*)?\r?\n)?(?:[ \t]*(?:#[^\n]*)?\r?\n)*"
)
_DASH = re.compile(r" *-(?=[ \r\n])")
_SPACES = re.compile(" *")
_COLON = re.compile("[ \t]*:")
_REST = re.compile(r"(?:[ \t]+#[^\n]*|[ \t\r]*)\n")
_COMMA = re.compile(r"\s*,\s*")
_GAP = re.compile(r"\s*")
_COMMENT = re.compile(r"(?<!\S)#[^\r\n]*")


@dataclass(frozen=True)
class Piece:
    """An entry or item: characters `head` to `end` (excluded) of a text; its value ends at `stop`.

    `opening` is behind its key or dash, `column` that of its first word. `lead` is what stands above or,
    in flow style, before it. `sort` is that of the value.
    """

    source: Source
    node: Node
    sort: Sort
    head: int
    opening: int
    stop: int
    end: int
    column: int
    lead: str
    flow: bool = False

    @property
    def body(self) -> str:
        """The text of the piece, from its first word on."""
        return self.source.text[self.head : self.end]

    @property
    def core(self) -> str:
        """The body up to the end of the value."""
        return self.source.text[self.head : self.stop]

    @property
    def rest(self) -> str:
        """What follows the value: a comment, the line end, comments that hang below."""
        return self.source.text[self.stop : self.end]

    @cached_property
    def canonical(self) -> str:
        """The body whatever its place in the line and its line ends."""
        return shifted(self.body, -self.column, "\n")

    @cached_property
    def value(self) -> Value:
        """What the piece says."""
        return value_of(self.node, self.sort)

    @cached_property
    def comments(self) -> tuple[str, ...]:
        """The comments inside the body."""
        return comments_in(self.source.text, self.opening, self.end, self.node)

    @property
    def remarks(self) -> tuple[str, ...]:
        """The comments inside the body and right above it."""
        return (*comment_lines(attached(self.lead)), *self.comments)


class Children(NamedTuple):
    """What a list, map or record is made of: an intro, pieces by key in order, a tail.

    `intro` reaches from the first word of what holds them to the first lead, `tail` from the last piece to
    the end of the value in flow style, else to the end of all. `inline`: the first piece begins on the
    line of the intro.
    """

    pieces: dict[str, Piece]
    intro: str
    tail: str
    flow: bool = False
    inline: bool = False

    @property
    def column(self) -> int:
        """The column of the pieces, 0 where there is none."""
        return next((piece.column for piece in self.pieces.values()), 0)

    @property
    def gap(self) -> str:
        """The blank lines between two pieces, as between the first and the second."""
        leads = [piece.lead for piece in self.pieces.values()][1:2]
        return blank_start(leads[0]) if leads else ""


class Layout(NamedTuple):
    """A whole file: the comments at its head, then its top-level keys."""

    prologue: str
    children: Children
    value: Value
    eol: str


def read_layout(source: Source) -> Layout:
    """The layout of a plan file. Unsure where it has any fault, or is no block of keys of a plan.

    A last line without end is read as if it had one, so that lines can follow it.
    """
    text = source.text
    if "\r" in text.replace("\r\n", ""):
        raise Unsure("old line ends")
    eol = line_end_of(text)
    whole = text if text.endswith("\n") or not text else text + eol
    source = Source(source.name, whole, source.bom)
    node, findings, lost = compose_all(source)
    if findings or lost:
        raise Unsure("faults")
    head = _PROLOGUE.match(whole)
    prologue = head[0] if head else ""
    if node is None:
        if len(prologue) < len(whole):
            raise Unsure("odd lines")
        return Layout(prologue, Children({}, "", ""), None, eol)
    if not isinstance(node, Mapping) or whole.startswith("{", node.start):
        raise Unsure("no block of keys")
    pieces, tail = _Block(source, PLAN).parted(node, len(prologue), len(whole))
    return Layout(prologue, Children(pieces, "", tail), value_of(node, PLAN), eol)


def line_end_of(text: str) -> str:
    """The line end that most lines of a text have."""
    return "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"


def children_of(piece: Piece) -> Children | None:
    """The pieces of a list, map or record; None where its value is one for the merge."""
    node, sort, text = piece.node, piece.sort, piece.source.text
    texts = sort.many == "list" and sort.model is None
    if isinstance(node, Scalar) or (isinstance(piece.value, tuple) and not texts):  # a text, or a file's name
        return None
    if text.startswith(("[", "{"), node.start):
        return _flow_children(piece, node)
    inline = text[piece.opening : node.start].strip(" ") == ""
    start = node.start if inline else text.find("\n", piece.opening) + 1
    if not inline and not _REST.fullmatch(text, _past_colon(piece), start):
        raise Unsure("odd lines")
    pieces, tail = _Block(piece.source, sort).parted(node, start, piece.end)
    return Children(pieces, text[piece.head : start], tail, inline=inline)


def _past_colon(piece: Piece) -> int:
    colon = _COLON.match(piece.source.text, piece.opening)
    return colon.end() if colon else piece.opening


class _Block:
    """Parts the lines of a list or mapping in block style."""

    def __init__(self, source: Source, sort: Sort) -> None:
        self.source, self.text, self.sort = source, source.text, sort

    def parted(self, node: Mapping | Sequence, at: int, end: int) -> tuple[dict[str, Piece], str]:
        """The pieces between two offsets, and what is left behind the last."""
        pieces: dict[str, Piece] = {}
        for key, head, opening, value in self._members(node, at):
            lead = self.text[at:head].rpartition("\n")
            above = lead[0] + lead[1]
            column = head - self.text.rfind("\n", 0, head) - 1
            stop = self._stop(opening, value, mapping=isinstance(node, Mapping))
            line = _REST.match(self.text, stop)
            if key in pieces or not line:
                raise Unsure(key)
            sort = self.sort.of(key) if isinstance(node, Mapping) else self.sort.item
            at = self._behind(line.end(), end, column)
            pieces[key] = Piece(self.source, value, sort, head, opening, stop, at, column, above)
        if len({piece.column for piece in pieces.values()}) > 1 or not _LEAD.fullmatch(self.text, at, end):
            raise Unsure("odd lines")
        return pieces, self.text[at:end]

    def _members(self, node: Mapping | Sequence, at: int) -> Iterator[tuple[str, int, int, Node]]:
        """Key, head, place behind key or dash, value; each head is looked for behind the value before."""
        if isinstance(node, Mapping):
            for key, entry in node.entries.items():
                start = entry.key.start
                if start != at:  # else it follows a dash
                    self._check_head(at, start)
                yield key, start, entry.key.end, entry.value
                at = self._line_end(max(entry.key.end, entry.value.end))
            return
        for item in node.items:
            lead = _LEAD.match(self.text, at)
            dash = _DASH.match(self.text, lead.end() if lead else at)
            if not dash or dash.end() > item.start:
                raise Unsure("odd lines")
            yield item_key(item, self.sort), dash.end() - 1, dash.end(), item
            at = self._line_end(item.end)

    def _check_head(self, at: int, start: int) -> None:
        line = self.text.rfind("\n", 0, start) + 1
        if not _LEAD.fullmatch(self.text, at, line) or not _SPACES.fullmatch(self.text, line, start):
            raise Unsure("odd lines")

    def _line_end(self, at: int) -> int:
        return self.text.find("\n", at) + 1

    def _stop(self, opening: int, value: Node, *, mapping: bool) -> int:
        """The end of the value, or of the key's colon."""
        if not mapping:
            return value.end
        colon = _COLON.match(self.text, opening)
        if not colon:
            raise Unsure("odd key")
        return max(colon.end(), value.end)

    def _behind(self, at: int, end: int, column: int) -> int:
        """The end of the comments, if any, that stand deeper than a piece below its last line."""
        lead = _LEAD.match(self.text, at, end)
        behind, line = at, at
        while lead and line < lead.end():
            following = self._line_end(line)
            if indent_of(self.text, line) > column and self.text[line:following].strip():
                behind = following
            line = following
        return behind


def _flow_children(piece: Piece, node: Mapping | Sequence) -> Children | None:
    """The pieces between brackets; None where comments or anything odd stand between them."""
    text, sort = piece.source.text, piece.sort
    if isinstance(node, Mapping):
        members = [(key, one.key.start, one.key.end, one.value) for key, one in node.entries.items()]
    else:
        members = [(item_key(item, sort), item.start, item.start, item) for item in node.items]
    pieces: dict[str, Piece] = {}
    at, separator = node.start + 1, _GAP
    for key, head, opening, value in members:
        lead = separator.fullmatch(text, at, head)
        end = max(value.end, opening)
        if not lead or key in pieces or (isinstance(node, Mapping) and not _COLON.match(text, opening)):
            return None
        if isinstance(value, Scalar) and value.value is None:
            return None
        inner = sort.of(key) if isinstance(node, Mapping) else sort.item
        above = lead[0] if pieces else ""
        pieces[key] = Piece(piece.source, value, inner, head, opening, end, end, 0, above, flow=True)
        at, separator = end, _COMMA
    if text[at : node.end - 1].strip() not in ("", ","):
        return None
    first = next(iter(pieces.values()), None)
    intro = text[piece.head : first.head if first else node.start + 1]
    return Children(pieces, intro, text[at : node.end], flow=True)


def shifted(text: str, by: int, eol: str) -> str:
    """A text whose lines, but for the first, stand some columns further right, with another line end."""
    first, *lines = text.replace("\r\n", "\n").split("\n")
    if by > 0:
        lines = [" " * by + line if line.strip() else line for line in lines]
    elif by < 0:
        lines = [line[min(-by, indent_of(line, 0)) :] if line.strip() else line for line in lines]
    return eol.join([first, *lines])


def indented(lead: str, by: int, eol: str) -> str:
    """The lines of a lead, the first too, some columns further right, with another line end."""
    return shifted("\n" + lead, by, eol)[len(eol) :]


def blank_start(lead: str) -> str:
    """The blank lines at the beginning of a lead."""
    return "".join(lead.splitlines(keepends=True)[: _blanks(lead)])


def without_blank_start(lead: str) -> str:
    """A lead from its first comment on."""
    return "".join(lead.splitlines(keepends=True)[_blanks(lead) :])


def _blanks(lead: str) -> int:
    lines = lead.splitlines()
    return next((number for number, line in enumerate(lines) if line.strip()), len(lines))


def attached(lead: str) -> str:
    """The comment lines at the end of a lead, with no blank line between them and what they are about."""
    lines = lead.splitlines(keepends=True)
    blank = [number for number, line in enumerate(lines) if not line.strip()]
    return "".join(lines[blank[-1] + 1 if blank else 0 :])


def comment_lines(lead: str) -> tuple[str, ...]:
    """The comments of a lead, without their indentation."""
    return tuple(line.strip() for line in lead.splitlines() if line.strip().startswith("#"))


def comments_in(text: str, at: int, end: int, node: Node) -> tuple[str, ...]:
    """The comments between two offsets, outside the texts of a node."""
    found: list[str] = []
    for leaf in _leaves(node):
        found += _COMMENT.findall(text, at, leaf.start)
        at = max(at, leaf.end)
        if text.startswith(("|", ">"), leaf.start):
            found += _COMMENT.findall(text, leaf.start, min(text.find("\n", leaf.start), leaf.end))
    return tuple(found + _COMMENT.findall(text, at, end))


def _leaves(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _leaves(item)
    else:
        for entry in node.entries.values():
            yield entry.key
            yield from _leaves(entry.value)
