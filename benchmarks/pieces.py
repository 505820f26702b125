"""A deliverable as other programs are given it: paragraphs, headings and tables of plain words."""

from __future__ import annotations

from typing import TypedDict

DEEPEST = 6
"""Headings go down to this level."""


class Piece(TypedDict):
    """A paragraph (`kind` "text"), a heading ("h1" … "h6"), or a table ("t" and its number of columns)."""

    kind: str
    text: str
    rows: list[list[str]]
