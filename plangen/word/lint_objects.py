"""Rules on what is not plain text: pictures, floating things, tables, links and fields say what they are.

Every rule takes one story and yields findings in the order of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from plangen.spans import Finding
from plangen.word.lint_faults import fault
from plangen.word.lint_story import NAME, PPR, TBL, TC, TR, VAL, P, Rule, Story, T, inside, place_of
from plangen.word.namespaces import ADEC, WP, A, qualified
from plangen.word.redline_split import FRONT

_DOC_PR: Final = f"{{{WP}}}docPr"
_ANCHOR: Final = f"{{{WP}}}anchor"
_DECORATIVE: Final = f"{{{A}}}extLst/{{{A}}}ext/{{{ADEC}}}decorative"
_SECTION: Final = f"{PPR}/{qualified('w:sectPr')}"
_TABLE_PROPERTIES: Final = qualified("w:tblPr")
_FLOATS: Final = (_ANCHOR, qualified("w:framePr"), qualified("w:tblpPr"), qualified("w:txbxContent"))
_ON: Final = ("1", "true")

# What programs and people in a hurry write: the name of the file, or what kind of thing it is.
_FILE: Final = re.compile(r"[^.]*\.(?:png|jpe?g|svg|gif|bmp|tiff?|emf|wmf|webp)\Z", re.IGNORECASE)
_KIND: Final = re.compile(
    r"(?:(?:una? |la |el )?(?:imagen|image|img|figura|figure|foto|fotografía|gráfic[oa]|grafic[oa]|picture"
    r"|photo|logo|logotipo|diagrama|diagram|chart|captura|screenshot|dsc|sin título|untitled"
    r"|decorativ[oa]))?"
    r"[\s\d_.,:()#-]*\Z",
    re.IGNORECASE,
)


def is_decorative(properties: etree._Element) -> bool:
    """Whether a `wp:docPr` is marked as a drawing that says nothing."""
    mark = properties.find(_DECORATIVE)
    return mark is not None and mark.get("val") in _ON


def check_decoration(story: Story) -> Iterator[Finding]:
    """Only the cover, and headers and footers, hold pictures that say nothing."""
    if story.body is None:
        return
    cover = _cover(story)
    for properties in story.root.iter(_DOC_PR):
        if is_decorative(properties) and not _is_in(properties, cover):
            yield fault("decorative-picture", story.part, place=_words_near(properties))


def check_words(story: Story) -> Iterator[Finding]:
    """The words for a picture say more than its file name, or that it is a picture."""
    for properties in story.root.iter(_DOC_PR):
        words = properties.get("descr", "").strip()
        if words and not is_decorative(properties) and (_FILE.match(words) or _KIND.match(words)):
            yield fault("picture-says-nothing", story.part, value=words, place=_words_near(properties))


def check_floats(story: Story) -> Iterator[Finding]:
    """Everything stands in the line of reading; only the decoration of the cover may float."""
    if story.body is None:
        return
    cover = _cover(story)
    for element in story.root.iter(*_FLOATS):
        if element.tag == _ANCHOR:
            properties = element.find(_DOC_PR)
            if properties is not None and is_decorative(properties) and _is_in(element, cover):
                continue
        yield fault(
            "floating-object", story.part, value=etree.QName(element).localname, place=_words_near(element)
        )


def _cover(story: Story) -> frozenset[etree._Element]:
    """The blocks of the first section, where another follows and it holds the document's title.

    The pages in front of a redline are none of the document's.
    """
    blocks: set[etree._Element] = set()
    titled = False
    for block in () if story.body is None else story.body:
        blocks.add(block)
        if block.tag != P:
            continue
        style = block.find(f"{PPR}/{qualified('w:pStyle')}")
        titled |= style is not None and story.names.style_names.get(style.get(VAL, "")) == "Title"
        if block.find(_SECTION) is not None:
            front = any(mark.get(NAME) == FRONT for mark in block.iter(qualified("w:bookmarkStart")))
            if titled or not front:
                return frozenset(blocks if titled else ())
            blocks.clear()
    return frozenset()


def _is_in(element: etree._Element, blocks: frozenset[etree._Element]) -> bool:
    return any(ancestor in blocks for ancestor in element.iterancestors())


def _words_near(element: etree._Element) -> str:
    """The text of the element's paragraph, or of the one before it."""
    holder = next(element.iterancestors(P), None)
    if holder is None:
        return place_of(element)
    before = holder.getprevious()
    return place_of(element) or ("" if before is None else place_of(before))


def check_titles(story: Story) -> Iterator[Finding]:
    """Every table has a title for those who do not see it, or a caption right before it."""
    for table in story.root.iter(TBL):
        title = table.find(f"{_TABLE_PROPERTIES}/{qualified('w:tblCaption')}")
        if title is not None and title.get(VAL, "").strip():
            continue
        before = table.getprevious()
        style = None if before is None else before.find(f"{PPR}/{qualified('w:pStyle')}")
        name = "" if style is None else story.names.style_names.get(style.get(VAL, ""), "")
        if name != "caption":
            yield fault("table-without-title", story.part, place=place_of(table))


def check_header_cells(story: Story) -> Iterator[Finding]:
    """No cell of a header row is blank, unless it goes on with the cell above; one finding per table."""
    for mark in story.root.iter(qualified("w:tblHeader")):
        row = next(mark.iterancestors(TR), None)
        if row is None or mark.get(VAL) in ("0", "false", "off"):
            continue
        blank = next((at for at, cell in enumerate(inside(row, TC), 1) if _is_blank(cell)), 0)
        if blank:
            yield fault("blank-header", story.part, column=str(blank), place=place_of(row))


def _is_blank(cell: etree._Element) -> bool:
    merged = cell.find(f"{qualified('w:tcPr')}/{qualified('w:vMerge')}")
    if merged is not None and merged.get(VAL) != "restart":
        return False
    return not _speaks(cell)


def _speaks(element: etree._Element) -> bool:
    """Whether anything in an element is read aloud: text, or the words of a picture."""
    if any((node.text or "").strip() for node in element.iter(T)):
        return True
    return any(properties.get("descr", "").strip() for properties in element.iter(_DOC_PR))


def check_links(story: Story) -> Iterator[Finding]:
    """Every link has words to press."""
    for link in story.root.iter(qualified("w:hyperlink")):
        if not _speaks(link):
            yield fault("empty-link", story.part, place=_words_near(link))


# Fields that show nothing: marks for indexes, values set for others.
_SILENT: Final = frozenset(("TC", "XE", "TA", "RD", "SET", "ASK", "PRIVATE", "NEXT", "NEXTIF", "SKIPIF"))
_FIELD: Final = qualified("w:fldChar")
_INSTRUCTION: Final = qualified("w:instrText")
_TYPE: Final = qualified("w:fldCharType")
_SIMPLE: Final = qualified("w:fldSimple")


class _Field:
    """A complex field while its runs are read."""

    def __init__(self, start: etree._Element) -> None:
        self.start = start
        self.instruction = ""
        self.parted = False
        self.shown = False

    @property
    def is_bare(self) -> bool:
        return not self.shown and _is_visible(self.instruction)


def _is_visible(instruction: str) -> bool:
    words = instruction.split()
    return not words or words[0].upper() not in _SILENT


def check_results(story: Story) -> Iterator[Finding]:
    """Every field that shows something carries the result it shows until it is renewed."""
    for field in story.root.iter(_SIMPLE):
        instruction = field.get(qualified("w:instr"), "")
        if _is_visible(instruction) and not _speaks(field):
            yield _bare(story, instruction, field)
    fields: list[_Field] = []
    for element in story.root.iter(_FIELD, _INSTRUCTION, T, _DOC_PR, qualified("w:noBreakHyphen")):
        kind = element.get(_TYPE, "") if element.tag == _FIELD else ""
        if kind == "begin":
            fields.append(_Field(element))
        elif not fields:
            continue
        elif kind == "end":
            done = fields.pop()
            if done.is_bare:
                yield _bare(story, done.instruction, done.start)
        else:
            _note(fields, element, kind)


def _note(fields: list[_Field], element: etree._Element, kind: str) -> None:
    """Take what stands inside open fields into account."""
    last = fields[-1]
    if kind == "separate":
        last.parted = True
    elif element.tag == _INSTRUCTION:
        last.instruction += element.text or ""
    elif element.tag != T or (element.text or "").strip():
        for field in fields:
            field.shown |= field.parted


def _bare(story: Story, instruction: str, element: etree._Element) -> Finding:
    name = next(iter(instruction.split()), "")
    return fault("field-without-result", story.part, value=name, place=_words_near(element))


OBJECT_RULES: Final[tuple[Rule, ...]] = (
    check_words,
    check_decoration,
    check_floats,
    check_titles,
    check_header_cells,
    check_links,
    check_results,
)
"""The rules of this module, in the order of their codes."""
