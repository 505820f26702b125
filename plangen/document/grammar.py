"""The Markdown we read: CommonMark with tables, strikethrough and footnotes, without raw HTML.

`template_parser` reads what templates print, `prose_parser` what the plan's authors write: there
`[[…]]` and `[@…]` are tokens of their own, so that a code span keeps them as text. Both leave the tokens of
lines to `parse_inline`.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

_SAFE_LINK = re.compile(r"(?:https?://|mailto:|tel:|#)", re.IGNORECASE)
_VALUE = re.compile(r"\[\[([^\[\]\n]{1,200})\]\]")
_MARKUP = re.compile(r"[\\`*_\[\]!<&~]|  \n")
_BLANK_LINES = re.compile(r"\n *(?:\n *)+")
_OTHER_BLANKS = re.compile(r"[^\S\n ]|[\x00-\x09\x0b-\x1f]|\n {4}|\A {4}")
_PLAIN_LINES = re.compile(r"(?: {0,3}(?:[^\W\d_]|[¿¡«“(]|\*\*[^\W_]|\[\[)[^\n|]*(?:\n|\Z))+")
_RULE = re.compile(r":?-+:?\Z")
_CITE = re.compile(r"\[@([^\[\]\n]{1,200})\]")


def is_safe_link(url: str) -> bool:
    """Whether a link may pass: http, https, mailto, tel, or a place in the document."""
    return _SAFE_LINK.match(url) is not None


class _Markdown(MarkdownIt):
    """Links are judged when their atoms are resolved, and kept as written until then."""

    def validateLink(self, url: str) -> bool:
        return True

    def normalizeLink(self, url: str) -> str:
        return url


def _parser() -> MarkdownIt:
    parser = _Markdown("commonmark", {"html": False}).enable(["table", "strikethrough"])
    # lines are tokenized when they are converted, and only those that need it: see needs_parsing
    return parser.disable("inline")


def needs_parsing(line: str) -> bool:
    """Whether a line of text holds anything that Markdown may read as more than characters."""
    return _MARKUP.search(line) is not None


def plain_paragraphs(text: str) -> list[str] | None:
    """The paragraphs of a text that holds nothing but paragraphs; None where a parser has to look.

    Every line begins with a letter, an opening mark of Spanish, bold or `[[`, so none can open a block.
    """
    if _OTHER_BLANKS.search(text):
        return None
    paragraphs = [part.strip("\n ") for part in _BLANK_LINES.split(text)]
    kept = [part for part in paragraphs if part]
    return kept if all(_PLAIN_LINES.fullmatch(part) for part in kept) else None


def parse_inline(parser: MarkdownIt, line: str) -> list[Token]:
    """The inline tokens of a line."""
    tokens: list[Token] = []
    parser.inline.parse(line, parser, {}, tokens)
    return tokens


def _plain_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table whose every line is `| … |`, as one token with its cells; others are left to markdown-it.

    Templates print some ten thousand rows: markdown-it's own rule makes eleven tokens of a cell.
    """
    if (
        silent
        or state.sCount[start]
        or state.level
        or start + 1 >= end
        or state.src[state.bMarks[start]] != "|"
    ):
        return False
    lines: list[str] = []
    line = start
    while line < end and not state.isEmpty(line):
        text = state.src[state.bMarks[line] : state.eMarks[line]].rstrip()
        if not (text.startswith("|") and text.endswith("|") and len(text) > 1) or "\\" in text:
            return False
        lines.append(text)
        line += 1
    rules = [rule.strip() for rule in lines[1][1:-1].split("|")] if len(lines) > 1 else []
    header = lines[0][1:-1].split("|")
    if len(rules) != len(header) or not all(_RULE.match(rule) for rule in rules):
        return False
    token = state.push("plan_table", "", 0)
    token.meta = {
        "align": [_align(rule) for rule in rules],
        "rows": [_cells(row, len(rules)) for row in (lines[0], *lines[2:])],
    }
    state.line = line
    return True


def _align(rule: str) -> str:
    left, right = rule.startswith(":"), rule.endswith(":")
    return "center" if left and right else "right" if right else "left" if left else ""


def _cells(row: str, columns: int) -> list[str]:
    cells = [cell.strip() for cell in row[1:-1].split("|")]
    return (cells + [""] * (columns - len(cells)))[:columns]


def _plan_value(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[", state.pos):
        return False
    match = _VALUE.match(state.src, state.pos) or _CITE.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("plan_value" if match[0].startswith("[[") else "plan_cite", "", 0)
        token.content = match[1].strip()
    state.pos = match.end()
    return True


def template_parser() -> MarkdownIt:
    """Parser of rendered templates."""
    parser = _parser()
    parser.block.ruler.before("table", "plan_table", _plain_table)
    return parser


def prose_parser() -> MarkdownIt:
    """Parser of prose fields."""
    parser = _parser()
    parser.inline.ruler.before("link", "plan_value", _plan_value)
    return parser


def published_parser() -> MarkdownIt:
    """Parser of the Markdown we publish, as GitHub reads it: with footnotes, and `<br>` as a break."""
    return (
        _Markdown("commonmark", {"html": True})
        .enable(["table", "strikethrough"])
        .use(footnote_plugin, inline=False)
    )
