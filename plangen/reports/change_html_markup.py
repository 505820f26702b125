"""HTML made of elements: text and attributes are escaped here alone, markup has a type of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import TypeAlias

from plangen.reports.characters import printable

_VOID = frozenset({"input", "link", "meta"})


@dataclass(frozen=True, slots=True)
class Html:
    """Markup that `element` or `raw` made; what is a mere str is text."""

    text: str


Content: TypeAlias = Html | str
Attribute: TypeAlias = str | bool


def element(name: str, *content: Content, **attributes: Attribute) -> Html:
    """An element with its content, text escaped.

    Attributes are written `class_`, `aria_label`; True is one without value, False none at all.
    """
    head = "".join(_attribute(key, value) for key, value in attributes.items() if value is not False)
    if name in _VOID:
        return Html(f"<{name}{head}>")
    return Html(f"<{name}{head}>{joined(content).text}</{name}>")


def joined(content: Iterable[Content]) -> Html:
    """Pieces one after another."""
    return Html("".join(one.text if isinstance(one, Html) else _escaped(one) for one in content))


def raw(text: str) -> Html:
    """Text of ours that is markup, a style or a script; never text of a plan."""
    return Html(text)


def _attribute(key: str, value: Attribute) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{_escaped(str(value))}"'


def _escaped(text: str) -> str:
    """Text as itself, its line breaks kept, without characters that steer."""
    if text.isprintable():
        return escape(text)
    return escape("\n".join(map(printable, text.split("\n"))))
