"""Texts without what does not tell them apart: case, accents, spaces."""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = re.compile("[\u0300-\u036f]+")
_WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """A text in small letters without accents; of composed text, each letter stays one."""
    small = text.lower()
    return small if small.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFD", small))


def matched(text: str) -> str:
    """What is the same of two texts that differ in case, accents and spaces alone."""
    return " ".join(folded(text).split())


def words_of(text: str) -> list[str]:
    """The words and numbers of a text, as they stand in it."""
    return _WORD.findall(text)
