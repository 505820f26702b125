"""Rules on structure: fields, tables and headings are whole, and no formatting is loose.

Every rule takes one story and yields findings in the order of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from plangen.spans import Finding
from plangen.word.lint_faults import fault
from plangen.word.lint_story import (
    PPR,
    RUN,
    TBL,
    TC,
    TR,
    VAL,
    Names,
    P,
    Rule,
    Story,
    T,
    inside,
    place_of,
    whole,
)
from plangen.word.namespaces import qualified
from plangen.word.table_styles import WITHOUT_HEADER

_TEXT_LEVEL: Final = 9  # the outline level of text
_TURNS: Final = ("w:sectPr", "w:pageBreakBefore")
_MARKED: Final = frozenset(("Plan Separador", "List Bullet", "List Bullet 2", "List Number", "Plan Hallazgo"))
"""Styles that print a line or the mark of a list by themselves."""
_FRONT_TITLE: Final = "Plan Título sin número"
_SHEET_TITLE: Final = "Plan Título de ficha"


def check_fields(story: Story) -> Iterator[Finding]:
    """Complex fields begin, separate at most once and end, properly nested; one finding per story."""
    open_fields: list[bool] = []
    for element in story.root.iter(qualified("w:fldChar")):
        kind = element.get(qualified("w:fldCharType"), "")
        if kind == "begin":
            open_fields.append(False)
        elif not open_fields or (kind == "separate" and open_fields[-1]):
            yield fault("open-field", story.part, place=place_of(element))
            return
        elif kind == "separate":
            open_fields[-1] = True
        else:
            open_fields.pop()
    if open_fields:
        yield fault("open-field", story.part, place="")


def check_rows(story: Story) -> Iterator[Finding]:
    """The cells of every row cover the grid of their table."""
    grid = f"{qualified('w:tblGrid')}/{qualified('w:gridCol')}"
    row_properties, cell_properties = qualified("w:trPr"), qualified("w:tcPr")
    for table in story.root.iter(TBL):
        columns = len(table.findall(grid))
        for row in inside(table, TR):
            properties = row.find(row_properties)
            cells = sum(whole(properties, name, 0) for name in ("w:gridBefore", "w:gridAfter"))
            cells += sum(whole(cell.find(cell_properties), "w:gridSpan", 1) for cell in inside(row, TC))
            if cells != columns:
                yield fault(
                    "row-off-grid", story.part, cells=str(cells), columns=str(columns), place=place_of(row)
                )


def check_cells(story: Story) -> Iterator[Finding]:
    """A cell holds a paragraph and ends in one."""
    for cell in story.root.iter(TC):
        blocks = [child for child in cell if child.tag != qualified("w:tcPr")]
        if next(inside(cell, P), None) is None:
            yield fault("cell-without-paragraph", story.part, place=place_of(cell))
        elif blocks[-1].tag == TBL:
            yield fault("cell-ends-in-table", story.part, place=place_of(cell))


def check_section(story: Story) -> Iterator[Finding]:
    """The body ends with the properties of its last section."""
    if story.body is not None and (not len(story.body) or story.body[-1].tag != qualified("w:sectPr")):
        yield fault("missing-section", story.part)


def check_headings(story: Story) -> Iterator[Finding]:
    """Outline levels go down by one at a time.

    What follows a title of the front pages may begin at any: its sections have none. The sheet of a
    record lies on the third level, deeper than contents reach, right below its annex.
    """
    if story.body is None:
        return
    before = 0
    for paragraph in inside(story.body, P):
        style, level = _style_name(paragraph, story.names), _outline(paragraph, story.names)
        if style == _FRONT_TITLE:
            before = _TEXT_LEVEL
            continue
        if not level:
            continue
        if level > before + 1 and style != _SHEET_TITLE:
            yield fault(
                "heading-jump", story.part, level=str(level), before=str(before), place=place_of(paragraph)
            )
        before = level


def _outline(paragraph: etree._Element, names: Names) -> int:
    """Outline level of a paragraph from 1, 0 for text."""
    properties = paragraph.find(PPR)
    if properties is None:
        return 0
    inherited = names.outline.get(_style_id(paragraph), _TEXT_LEVEL)
    level = whole(properties, "w:outlineLvl", inherited)
    return level + 1 if level < _TEXT_LEVEL else 0


def _style_id(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{PPR}/{qualified('w:pStyle')}")
    return "" if style is None else style.get(VAL, "")


def _style_name(paragraph: etree._Element, names: Names) -> str:
    return names.style_names.get(_style_id(paragraph), "")


def check_headers(story: Story) -> Iterator[Finding]:
    """The first row of a table is marked as its header, unless neither style nor look has one."""
    for table in story.root.iter(TBL):
        style = table.find(f"{qualified('w:tblPr')}/{qualified('w:tblStyle')}")
        name = "" if style is None else story.names.style_names.get(style.get(VAL, ""), "")
        first = next(inside(table, TR), None)
        if first is None or (name in WITHOUT_HEADER and not _looks_headed(table)):
            continue
        mark = first.find(f"{qualified('w:trPr')}/{qualified('w:tblHeader')}")
        if mark is None or mark.get(VAL) in ("0", "false", "off"):
            yield fault("table-without-header", story.part, place=place_of(table))


def _looks_headed(table: etree._Element) -> bool:
    look = table.find(f"{qualified('w:tblPr')}/{qualified('w:tblLook')}")
    return look is not None and look.get(qualified("w:firstRow")) in ("1", "true", "on")


_UNSEEN: Final = frozenset(
    qualified(f"w:{name}") for name in ("rPr", "cr", "tab", "lastRenderedPageBreak", "softHyphen")
)


def check_empty(story: Story) -> Iterator[Finding]:
    """No paragraph of the body, nor one among others of a cell, is empty or blank to make space.

    Let pass: the last one (a body does not end in a table), one that ends a section or begins a page,
    one between two tables, which Word would join, one behind a table that ends a cell, and a line drawn
    across the text or the mark of a list.
    """
    if story.body is None:
        return
    paragraphs = list(inside(story.body, P))
    for paragraph in paragraphs[:-1]:
        drawn = _style_name(paragraph, story.names) in _MARKED
        if not (drawn or _has_content(paragraph) or _parts_tables(paragraph)):
            before = paragraph.getprevious()
            yield fault("empty-paragraph", story.part, place="" if before is None else place_of(before))
    for cell in story.body.iter(TC):
        paragraphs = list(inside(cell, P))
        if len(paragraphs) > 1 and any(_makes_space(paragraph) for paragraph in paragraphs):
            yield fault("empty-paragraph", story.part, place=place_of(cell))


def _makes_space(paragraph: etree._Element) -> bool:
    before = paragraph.getprevious()
    return not _has_content(paragraph) and (before is None or before.tag != TBL)


def _has_content(paragraph: etree._Element) -> bool:
    if any(paragraph.find(f"{PPR}/{qualified(name)}") is not None for name in _TURNS):
        return True
    return any(_shows(node) for run in paragraph.iter(RUN) for node in run)


def _shows(node: etree._Element) -> bool:
    """Whether a child of a run can be seen, or turns the page."""
    if node.tag == qualified("w:br"):
        return node.get(qualified("w:type")) in ("page", "column")
    if node.tag == T:
        return bool((node.text or "").strip())
    return node.tag not in _UNSEEN


def _parts_tables(paragraph: etree._Element) -> bool:
    neighbours = (paragraph.getprevious(), paragraph.getnext())
    return all(node is not None and node.tag == TBL for node in neighbours)


_DIRECT: Final = ("w:sz", "w:color", "w:rFonts")


def check_formatting(story: Story) -> Iterator[Finding]:
    """Size, colour and typeface of text come from styles alone."""
    for run in story.root.iter(RUN):
        properties = run.find(qualified("w:rPr"))
        if properties is None:
            continue
        found = [name for name in _DIRECT if properties.find(qualified(name)) is not None]
        if found:
            yield fault("direct-formatting", story.part, value=", ".join(found), place=place_of(run))


STRUCTURE_RULES: Final[tuple[Rule, ...]] = (
    check_rows,
    check_cells,
    check_section,
    check_headings,
    check_headers,
    check_empty,
    check_formatting,
)
"""The rules of this module, in the order of their codes."""
