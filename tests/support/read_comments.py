"""A comment on a pull request as GitHub's reader takes it: its structure, and the characters it shows."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

APART = "\u200b"
"""What keeps signs apart that GitHub would link; nobody sees it."""


def flat(tokens: list[Token]) -> Iterator[Token]:
    """Every token, children behind their parents."""
    for token in tokens:
        yield token
        yield from flat(token.children or [])


def shape(text: str) -> list[tuple[str, str]]:
    """What a comment is made of, its words aside."""
    raw = {"html_block", "html_inline"}
    kinds = [(one.type, one.content if one.type in raw else "") for one in flat(READER.parse(text))]
    return [one for one in kinds if one[0] != "text" and one[1] not in ("<span>", "</span>")]


def words_of(tokens: list[Token]) -> str:
    """The characters of tokens as they are read."""
    kinds = {"text", "code_inline", "text_special"}
    return "".join(one.content for one in flat(tokens) if one.type in kinds).replace(APART, "")
