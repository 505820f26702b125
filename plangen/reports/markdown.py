"""Texts of a plan inside GitHub's Markdown: shown as they are, never read as Markdown, HTML or a mention."""

from __future__ import annotations

import re

from plangen.reports.characters import printable

_SIGN = re.compile(
    r"(?P<mark>[\\`*_{}\[\]|~]|:(?=//)|(?<=www)\.)|(?P<html>[&<>$])|(?P<call>@|#(?=\d)|:(?=[\w+-]+:))",
    re.IGNORECASE,
)
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "<span>$</span>"}
_OPENS_BLOCK = re.compile(r"^(\d*)([-+#=.)])")
_APART = "\u200b"
_BACKTICKS = re.compile("`+")


def escape_markdown(text: str, longest: int = 0) -> str:
    """A text in one line, cut at `longest` characters where given, each character meaning itself.

    GitHub looks for mentions, issues and emoji after the Markdown is read, where a backslash is gone: there
    an invisible space sets the sign apart. It reads `$` as mathematics unless it stands in a tag of its own.
    """
    line = _SIGN.sub(_escaped, _one_line(text, longest))
    return _OPENS_BLOCK.sub(r"\1\\\2", line)


def code_span(text: str) -> str:
    """A text in one line as code, whatever backticks it holds; in a table, escape its pipes too."""
    line = _one_line(text) or " "
    fence = "`" * (max(map(len, _BACKTICKS.findall(line)), default=0) + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def fenced(text: str, info: str = "") -> str:
    """A block of code, whatever backticks it holds."""
    fence = "`" * max(3, max(map(len, _BACKTICKS.findall(text)), default=0) + 1)
    return f"{fence}{info}\n{text}\n{fence}"


def _one_line(text: str, longest: int = 0) -> str:
    line = " ".join(text.split())
    return printable(line[:longest].rstrip() + "…" if 0 < longest < len(line) else line)


def _escaped(sign: re.Match[str]) -> str:
    if sign["mark"]:
        return f"\\{sign[0]}"
    return _HTML[sign[0]] if sign["html"] else sign[0] + _APART
