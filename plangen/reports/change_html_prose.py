"""A prose in two versions as HTML: paragraph beside paragraph, and run together for narrow screens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest
from typing import TypeAlias

from plangen.changes.words import Piece
from plangen.plan.words import Words
from plangen.reports.change_html_markup import Content, Html, element, joined

Paragraph: TypeAlias = tuple[Piece, ...]

_BREAK = re.compile(r"\n{2,}")
_LONGEST_SHOWN = 240
"""Characters of equal paragraphs that are shown; more are folded."""

_MARKS = {"removed": "del", "added": "ins"}
_VISIBLE_SPACE = str.maketrans({" ": "␣", "\u00a0": "␣", "\n": "↵\n"})


def prose_table(pieces: Sequence[Piece], words: Words) -> Html:
    """Both versions of a prose in two columns, a row to a paragraph, what is equal folded.

    Each row that differs has a third form, both versions in one, which narrow screens show instead.
    """
    rows: list[Content] = [_head(words)]
    for same, run in groupby(paragraphs(pieces), key=_is_equal):
        several = tuple(run)
        rows += [_same(several, words)] if same else map(_row, several)
    return element("div", *rows, class_="prose")


def paragraphs(pieces: Sequence[Piece]) -> tuple[Paragraph, ...]:
    """The pieces of each paragraph; where one is replaced by another, the two are one row."""
    rows: list[list[Piece]] = [[]]
    for kept, run in groupby(pieces, key=lambda piece: piece.kind == "equal"):
        several = tuple(run)
        first, *others = _kept(several) if kept else _replaced(several)
        rows[-1] += first
        rows += map(list, others)
    told = (tuple(piece for piece in row if piece.text) for row in rows)
    return tuple(row for row in told if row)


def marked(pieces: Iterable[Piece]) -> Html:
    """The pieces as they stand, what came and went marked; a change of mere space shows its spaces."""
    return joined(_piece(piece) for piece in pieces)


def _kept(run: Iterable[Piece]) -> Iterator[Paragraph]:
    for text in _BREAK.split("".join(piece.text for piece in run)):
        yield (Piece("equal", text),)


def _replaced(run: Sequence[Piece]) -> Iterator[Paragraph]:
    """Paragraph by paragraph what went and what came in its place."""
    gone, come = (_split("".join(p.text for p in run if p.kind == kind)) for kind in ("removed", "added"))
    for removed, added in zip_longest(gone, come, fillvalue=""):
        yield (Piece("removed", removed), Piece("added", added))


def _split(text: str) -> Sequence[str]:
    return _BREAK.split(text) if text.strip() else (text,)


def _is_equal(paragraph: Paragraph) -> bool:
    return all(piece.kind == "equal" for piece in paragraph)


def _head(words: Words) -> Html:
    sides = (element("span", words.text(f"diff-html.{side}")) for side in ("before", "after"))
    return element("div", *sides, class_="sides")


def _row(paragraph: Paragraph) -> Html:
    before = marked(piece for piece in paragraph if piece.kind != "added")
    after = marked(piece for piece in paragraph if piece.kind != "removed")
    return element(
        "div",
        element("div", before, class_="was"),
        element("div", after, class_="now"),
        element("div", marked(paragraph), class_="both"),
        class_="pair",
    )


def _same(several: Sequence[Paragraph], words: Words) -> Html:
    texts = ["".join(piece.text for piece in paragraph) for paragraph in several]
    shown = [element("p", text) for text in texts]
    if sum(map(len, texts)) <= _LONGEST_SHOWN:
        return element("div", *shown, class_="same")
    key = "same-paragraph" if len(texts) == 1 else "same-paragraphs"
    summary = element("summary", words.say(f"diff-html.{key}", count=len(texts)))
    return element("details", summary, *shown, class_="same")


def _piece(piece: Piece) -> Content:
    if piece.kind == "equal":
        return piece.text
    text = piece.text if piece.text.strip() else piece.text.translate(_VISIBLE_SPACE)
    return element(_MARKS[piece.kind], text)
