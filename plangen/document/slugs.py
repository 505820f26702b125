"""Anchors of headings as GitHub makes them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_KEPT = {"L", "M", "N"}


def github_slug(text: str) -> str:
    """The anchor GitHub gives a heading: lower case, punctuation and symbols off, each space a hyphen.

    Letters, marks and numbers of any script stay, and so do `-` and `_`
    (html-pipeline's table of contents filter: `/[^\\p{Word}\\- ]/u` is removed).
    """
    kept = (c for c in text.strip().lower() if c in "-_ " or unicodedata.category(c)[0] in _KEPT or c == "‿")
    return "".join("-" if c == " " else c for c in kept)


def unique_slugs(texts: Iterable[str]) -> list[str]:
    """The anchors of all headings of a page, repeated ones with `-1`, `-2`, …"""
    used: dict[str, int] = {}
    slugs: list[str] = []
    for text in texts:
        base = slug = github_slug(text)
        while slug in used:
            used[base] += 1
            slug = f"{base}-{used[base]}"
        used[slug] = 0
        slugs.append(slug)
    return slugs
