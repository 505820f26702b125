"""Rules on what is seen: text stands out from its ground, is large enough, and no colour speaks alone.

Looks are those of the reader: styles, table styles, theme and what a paragraph or run says itself.
Limits are WCAG 2.2's (1.4.3: 4.5 to 1, large text 3 to 1; 1.4.1) and the smallest size of the page design.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from plangen.figures.palette import contrast
from plangen.spans import Finding
from plangen.word.grounds import Grounds, above
from plangen.word.lint_faults import fault
from plangen.word.lint_story import PPR, RUN, TC, TR, VAL, P, Rule, Story, T, place_of
from plangen.word.looks_properties import AUTOMATIC, RunLook, read_fill
from plangen.word.namespaces import qualified

SMALLEST: Final = 8.5
"""Points below which no text of a plan is set."""

_CONTRAST, _CONTRAST_LARGE, _MOST = 4.5, 3.0, 21.0
_LARGE, _LARGE_BOLD = 18.0, 14.0
_MEANINGFUL: Final = frozenset((*(f"Plan Nivel {level}" for level in range(1, 6)), "Plan Cronograma activo"))
_RPR: Final = qualified("w:rPr")
_STYLE: Final = qualified("w:pStyle")


def check_text(story: Story) -> Iterator[Finding]:
    """Text stands out from what lies under it, and is large enough.

    One finding for each way of setting it in a style: what a style says wrong, it says a thousand times. A
    colour that the program chooses itself (`auto`) can always be read.
    """
    for run, look, ground in _texts(story):
        size = look.size or 0
        fill = ground if look.fill in (None, AUTOMATIC) else str(look.fill)
        color = look.color or AUTOMATIC
        large = size >= _LARGE or (bool(look.bold) and size >= _LARGE_BOLD)
        least = _CONTRAST_LARGE if large else _CONTRAST
        ratio = _MOST if color == AUTOMATIC else contrast(f"#{color}", f"#{fill}")
        if ratio < least:
            yield fault(
                "low-contrast",
                story.part,
                text=f"#{color}",
                ground=f"#{fill}",
                ratio=f"{ratio:.1f}",
                least=f"{least:g}",
                place=place_of(run),
            )
        if size < SMALLEST:
            yield fault("small-text", story.part, size=f"{size:g}", place=place_of(run))


def check_colour_alone(story: Story) -> Iterator[Finding]:
    """A cell that a level or the calendar paints says so in text too; one finding per table row."""
    styles = {key for key, name in story.names.style_names.items() if name in _MEANINGFUL}
    told: set[etree._Element] = set()
    for mark in story.root.iter(_STYLE):
        if mark.get(VAL) not in styles:
            continue
        cell, row = above(mark, TC), above(mark, TR)
        if cell is None or row is None or row in told or any(_is_told(node) for node in cell.iter(T)):
            continue
        told.add(row)
        name = story.names.style_names[mark.get(VAL, "")]
        yield fault("colour-alone", story.part, value=name, place=place_of(row))


def _is_told(node: etree._Element) -> bool:
    return bool((node.text or "").strip())


def _texts(story: Story) -> Iterator[tuple[etree._Element, RunLook, str]]:
    """The runs that show text, with their look and the colour under them.

    Of runs set alike, in paragraphs of one style on one ground, the first stands for all.
    """
    looks, known = story.names.looks, set[tuple[object, ...]]()
    grounds = Grounds(looks)
    for paragraph in story.root.iter(P):
        properties = paragraph.find(PPR)
        mark = None if properties is None else properties.find(_STYLE)
        style = "" if mark is None else mark.get(VAL, "")
        ground = grounds.under(paragraph)
        shade = None if properties is None else read_fill(properties, looks.theme)
        setting = (style, shade, ground)
        for run in _runs(paragraph, (*setting, None) in known):
            own = run.find(_RPR)
            key = (*setting, None if own is None else etree.tostring(own))
            if key in known or not any(_is_told(node) for node in run.iterchildren(T)):
                continue
            known.add(key)
            look = looks.text(style, own, ground.text)
            if not look.hidden:
                fill = looks.paragraph(style).fill if shade is None else shade
                yield run, look, ground.fill if fill in (None, AUTOMATIC) else str(fill)


def _runs(paragraph: etree._Element, special: bool) -> Iterator[etree._Element]:
    """The runs of a paragraph; of `special` ones alone, those that say something of their looks."""
    if not special:
        yield from paragraph.iter(RUN)
        return
    for properties in paragraph.iter(_RPR):
        run = properties.getparent()
        if run is not None and run.tag == RUN:
            yield run


SIGHT_RULES: Final[tuple[Rule, ...]] = (check_text, check_colour_alone)
"""The rules of this module, in the order of their codes."""
