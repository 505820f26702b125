"""What a client's document shows on its pages and every deliverable takes over: logos, fixed words, cover.

Header and footer are those of its first upright section that has any ("first page" ones where there are no
others); the right and left text stay ours. Of its words those are kept that stand in no field, are no
specimen word of our reference document and no placeholder in brackets: a firm's name, an address. A row of
a table becomes a line if it has two cells with one paragraph each, else every paragraph does. Pictures
come along in their size, those in a line at most 25 mm high.
The cover's picture is the first one before any text of the body, if it is at least half as wide as the page;
the logos are the pictures in paragraphs of the style "Plan Logos", each 12 mm high.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from lxml import etree

from plangen.word.archive import parse_part
from plangen.word.found_pictures import PictureSource, holders, shown
from plangen.word.house import Furniture, Line, Logo, Page
from plangen.word.namespaces import R, qualified
from plangen.word.opened import Opened
from plangen.word.sampler import SPECIMEN_WORDS
from plangen.word.stylesheet import Styles, value_of

EMU_PER_MM: Final = 36_000
EMU_PER_TWIP: Final = 635
HIGHEST_LOGO: Final = 25 * EMU_PER_MM
COVER_LOGO: Final = 12 * EMU_PER_MM

_MOST_LINES: Final = 4
_LONGEST: Final = 200
_GAP: Final = 4 * EMU_PER_MM
_PLACEHOLDER: Final = re.compile(r"\[.*\]|<.*>|«.*»")
_ALIGNED: Final = frozenset({"center", "right"})
_FIELDS: Final = frozenset(
    qualified(f"w:{name}") for name in ("fldChar", "fldSimple", "dataBinding", "pgNum")
)
_TEXT, _TAB, _PARAGRAPH = qualified("w:t"), qualified("w:tab"), qualified("w:p")


def read_furniture(opened: Opened, styles: Styles, page: Page) -> Furniture:
    """What the document shows beside our text; `page` is its upright one."""
    body = opened.body()
    left_out: list[str] = []
    return Furniture(
        header=_lines(opened, "header", page, left_out),
        footer=_lines(opened, "footer", page, left_out),
        cover=_cover(PictureSource(opened, opened.main, left_out), body, page),
        logos=_logos(PictureSource(opened, opened.main), body, styles, page),
        left_out=tuple(dict.fromkeys(left_out)),
    )


def _lines(opened: Opened, kind: str, page: Page, left_out: list[str]) -> tuple[Line, ...]:
    for part in _candidates(opened, kind):
        source = PictureSource(opened, part, left_out)
        root = parse_part(opened.parts[part])
        read = (_line(source, group, page) for group in _groups(root))
        lines = tuple(line for line in read if line.pieces)
        if lines:
            return lines[:_MOST_LINES]
    return ()


def _candidates(opened: Opened, kind: str) -> list[str]:
    """Header or footer parts, the likeliest first: upright before wide, default before first page."""
    relations = opened.relations(opened.main)
    ranked: list[tuple[bool, bool, str]] = []
    standing = {"default": "", "first": ""}
    for section in opened.body().iter(qualified("w:sectPr")):
        size = section.find(qualified("w:pgSz"))
        wide = size is not None and size.get(qualified("w:orient")) == "landscape"
        for reference in section.findall(qualified(f"w:{kind}Reference")):
            relation = relations.get(reference.get(f"{{{R}}}id", ""))
            if relation is not None and relation.target in opened.parts:
                standing[reference.get(qualified("w:type"), "default")] = relation.target
        ranked += [(use == "first", wide, standing[use]) for use in ("default", "first") if standing[use]]
    return list(dict.fromkeys(part for _, _, part in sorted(ranked, key=lambda row: row[:2])))


def _groups(root: etree._Element) -> Iterator[list[etree._Element]]:
    """The paragraphs of a header, those of a row with two filled cells together."""
    for child in root:
        if child.tag == _PARAGRAPH:
            yield [child]
        elif child.tag == qualified("w:tbl"):
            for row in child.iter(qualified("w:tr")):
                yield from _row(row)
        elif child.tag == qualified("w:sdt"):
            yield from _groups_of_control(child)


def _groups_of_control(control: etree._Element) -> Iterator[list[etree._Element]]:
    content = control.find(qualified("w:sdtContent"))
    if content is not None and control.find(f"{qualified('w:sdtPr')}/{qualified('w:dataBinding')}") is None:
        yield from _groups(content)


def _row(row: etree._Element) -> Iterator[list[etree._Element]]:
    cells = [list(cell.iter(_PARAGRAPH)) for cell in row.findall(qualified("w:tc"))]
    filled = [[one for one in cell if _is_filled(one)] for cell in cells]
    filled = [cell for cell in filled if cell]
    if len(filled) == 2 and all(len(cell) == 1 for cell in filled):
        yield [cell[0] for cell in filled]
        return
    for cell in filled:
        yield from ([one] for one in cell)


def _is_filled(paragraph: etree._Element) -> bool:
    return any(node.tag == _TEXT and (node.text or "").strip() for node in shown(paragraph)) or any(
        True for _ in holders(paragraph)
    )


def _line(source: PictureSource, paragraphs: list[etree._Element], page: Page) -> Line:
    stretches: list[list[str | Logo]] = []
    for paragraph in paragraphs:
        stretches += _stretches(source, paragraph, page)
    filled = [at for at, stretch in enumerate(stretches) if stretch]
    align = value_of(paragraphs[0].find(qualified("w:pPr")), "w:jc").replace("end", "right")
    if not filled:
        return Line(())
    first, last = stretches[filled[0]], [piece for at in filled[1:] for piece in stretches[at]]
    if last:
        return Line((*first, "\t", *last))
    if filled[0] > 0:
        return Line(("\t", *first))
    return Line(tuple(first), align if align in _ALIGNED else "")


def _stretches(source: PictureSource, paragraph: etree._Element, page: Page) -> list[list[str | Logo]]:
    """What stands between the tabs of a paragraph, each stretch its words and pictures."""
    nodes = list(shown(paragraph))
    computed = any(node.tag in _FIELDS for node in nodes)
    stretches: list[list[str | Logo]] = [[]]
    for node in nodes:
        if node.tag == _TAB and _stands_in_run(node):
            stretches.append([])
        elif node.tag == _TEXT and not computed:
            _say(stretches[-1], node.text or "")
        elif node.tag in (qualified("w:drawing"), qualified("w:pict")):
            logo = source.read(node)
            if logo is not None:
                stretches[-1].append(_bounded(logo, page))
    return [_kept(stretch) for stretch in stretches]


def _stands_in_run(tab: etree._Element) -> bool:
    parent = tab.getparent()
    return parent is not None and parent.tag == qualified("w:r")


def _say(stretch: list[str | Logo], text: str) -> None:
    before = stretch[-1] if stretch else None
    if isinstance(before, str):
        stretch[-1] = before + text
    else:
        stretch.append(text)


def _kept(stretch: list[str | Logo]) -> list[str | Logo]:
    """A stretch without blank, specimen and placeholder words."""
    kept: list[str | Logo] = []
    for piece in stretch:
        if isinstance(piece, Logo):
            kept.append(piece)
            continue
        words = " ".join(piece.split())[:_LONGEST]
        if words and words.casefold() not in SPECIMEN_WORDS and not _PLACEHOLDER.fullmatch(words):
            kept.append(words)
    return kept


def _bounded(logo: Logo, page: Page) -> Logo:
    """A picture in a line within the text and 25 mm, a floating one within the page."""
    if logo.anchor is not None:
        return _scaled(logo, page.width * EMU_PER_TWIP, page.height * EMU_PER_TWIP)
    return _scaled(logo, page.text_width * EMU_PER_TWIP, HIGHEST_LOGO)


def _scaled(logo: Logo, widest: int, highest: int) -> Logo:
    scale = min(1.0, widest / logo.width, highest / logo.height)
    return replace(logo, width=max(1, round(logo.width * scale)), height=max(1, round(logo.height * scale)))


def _cover(source: PictureSource, body: etree._Element, page: Page) -> bytes:
    for node in shown(body):
        if node.tag in (qualified("w:drawing"), qualified("w:pict")):
            logo = source.read(node)
            if logo is not None and logo.width * 2 >= page.width * EMU_PER_TWIP:
                return logo.image
        elif node.tag == _TEXT and (node.text or "").strip():
            return _beside(source, node, page)
        elif node.tag == qualified("w:sectPr") or _breaks_page(node):
            return b""
    return b""


def _beside(source: PictureSource, text: etree._Element, page: Page) -> bytes:
    """A floating picture in the same paragraph as the first text: where it is anchored says nothing."""
    paragraph = next(text.iterancestors(_PARAGRAPH), None)
    found = () if paragraph is None else (source.read(one) for one in holders(paragraph))
    wide = (one for one in found if one is not None and one.width * 2 >= page.width * EMU_PER_TWIP)
    return next((one.image for one in wide if one.anchor is not None), b"")


def _breaks_page(node: etree._Element) -> bool:
    return node.tag == qualified("w:br") and node.get(qualified("w:type")) == "page"


def _logos(source: PictureSource, body: etree._Element, styles: Styles, page: Page) -> tuple[Logo, ...]:
    style = styles.elements.get("plan logos")
    name = "" if style is None else style.get(qualified("w:styleId"), "")
    found = [
        logo
        for paragraph in body.iter(_PARAGRAPH)
        if name and value_of(paragraph.find(qualified("w:pPr")), "w:pStyle") == name
        for holder in holders(paragraph)
        if (logo := source.read(holder)) is not None
    ]
    row = [
        replace(logo, width=round(logo.width * COVER_LOGO / logo.height), height=COVER_LOGO, anchor=None)
        for logo in found
    ]
    room = page.text_width * EMU_PER_TWIP - _GAP * (len(row) - 1)
    scale = min(1.0, room / max(1, sum(logo.width for logo in row))) if room > 0 else 0.0
    return tuple(_scaled(logo, max(1, round(logo.width * scale)), COVER_LOGO) for logo in row)
