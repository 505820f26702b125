"""Headings: which style each bears, and what is typed where Word does not count."""

from __future__ import annotations

from plangen.document.blocks import Document, Heading
from plangen.word.oxml import TAB, Setting, run
from plangen.word.styles import HANG

FRONT_TITLE = "Plan Título sin número"
"""Style of a title that is not counted. It has no outline level; behind the contents its paragraphs do."""

_ROLES = {"annex": "Plan Anexo", "sheet": "Plan Título de ficha"}
_FRONT = {1: FRONT_TITLE, 2: "Plan Título de lista"}
_COUNTED = ("heading 1", "heading 2", "heading 3")
_UNCOUNTED = (FRONT_TITLE, "Plan Sección sin número", "Plan Apartado sin número")


def heading_style(heading: Heading) -> str:
    """The style name of a heading.

    Chapters and sections bear Word's multilevel list; what it must not count (a section "A.1" of an
    annex, or one without number) bears a style of the same looks without list.
    """
    if heading.level == 0:
        return "Title"
    if heading.role in _ROLES:
        return _ROLES[heading.role]
    if heading.role == "front":
        return _FRONT.get(heading.level, "heading 4")
    if heading.level > len(_COUNTED):
        return "heading 4"
    return (_COUNTED if _is_counted(heading) else _UNCOUNTED)[heading.level - 1]


def _is_counted(heading: Heading) -> bool:
    return heading.number.replace(".", "").isdecimal()


def annex_lead(heading: Heading, document: Document) -> str:
    """ "Anexo A. ", typed: Word has no list for it."""
    word = document.labels.get("annex", "Annex" if document.language == "en" else "Anexo")
    return f"{word} {heading.number}. " if heading.number else f"{word}. "


def typed_lead(heading: Heading, style: str, document: Document) -> tuple[str, Setting | None]:
    """The runs in front of a heading's text, and what its paragraph needs beyond the style."""
    number = run(heading.number) + TAB if heading.number else ""
    if heading.role == "annex":
        return run(annex_lead(heading, document)), None
    if heading.role == "sheet":
        return number, None
    if style in _UNCOUNTED[1:]:
        return number, None if number else Setting(left=HANG)
    return "", None
