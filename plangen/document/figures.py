"""What a figure says to those who cannot see it: its words, then its numbers; and these as a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from markdown_it.token import Token

from plangen.document.blocks import Layout, Picture, Table
from plangen.document.inlines import Inliner, Plan, plain_text
from plangen.document.rows import Rows
from plangen.templating.atoms import ATOM, Atoms, Drawn

_NUMERIC = re.compile(r"[–\d][\d.,]*\W*%?\Z|(?:S/|US\$|€)\W*[\d.,]+\Z")
_ALONE = re.compile(f"^{ATOM.pattern}$", re.MULTILINE)
_NO_DATA = "– "
_ENDS = (".", ":", ";", "!", "?")

Tokenize = Callable[[str], Sequence[Token]]


def say_figure(drawn: Drawn, plan: Plan, atoms: Atoms | None, tokenize: Tokenize) -> tuple[Picture, bool]:
    """A figure of the template as a picture, and whether it shows a number that no source gives.

    Its alternative: the words, then each row as `name: value` or `name: column value, column value`.
    """
    layout = Layout(compact=True)
    rows = Rows(layout)
    for cells in ([drawn.columns] if drawn.columns else []) + list(drawn.rows):
        for text in cells:
            inliner = Inliner(plan, atoms, in_table=True)
            rows.add_inlines(inliner.convert_line(text, tokenize), inliner)
        rows.end_row()
    words = Inliner(plan, atoms, in_table=True)
    said = plain_text(words.convert_line(drawn.words, tokenize))
    numbers = _table(rows, layout) if drawn.columns and drawn.rows else None
    picture = Picture(plan.figure(drawn), _alternative(said, numbers), drawn=True, numbers=numbers)
    return picture, rows.illustrative or words.illustrative


def set_apart(text: str, atoms: Atoms) -> str:
    """`text` with every figure that stands alone on its line in a paragraph of its own.

    Jinja takes away the line end behind a closing tag, and with it the blank line that was meant.
    """

    def apart(match: re.Match[str]) -> str:
        return f"\n{match[0]}\n" if isinstance(atoms.get(match[0]), Drawn) else match[0]

    return _ALONE.sub(apart, text)


def _table(rows: Rows, layout: Layout) -> Table:
    header, *body = rows.made
    width = len(header.cells)
    columns = [
        [plain_text(row.cells[at].paragraphs[0]) for row in body if at < len(row.cells)]
        for at in range(width)
    ]
    align = tuple(
        "right" if at and all(map(_NUMERIC.match, column)) else "" for at, column in enumerate(columns)
    )
    return Table(header, tuple(body), align, layout=layout)


def _alternative(words: str, numbers: Table | None) -> str:
    """`Words. 2013: 88; 2014: 119.`"""
    if numbers is None:
        return words
    titles = [" ".join(map(plain_text, cell.paragraphs)) for cell in numbers.header.cells]
    said = []
    for row in numbers.rows:
        name, *values = (" ".join(map(plain_text, cell.paragraphs)) for cell in row.cells)
        named = zip(titles[1:], values, strict=False)
        pairs = [f"{title} {value}" for title, value in named if value.strip(_NO_DATA)]
        pairs = values if len(values) == 1 else pairs
        said.append(f"{name}: {', '.join(pairs)}" if pairs else name)
    lead = words if not words or words.endswith(_ENDS) else f"{words}."
    return f"{lead} {'; '.join(said)}.".strip()
