"""The reference document: ours, made from the style tables, or a client's, opened and completed.

A client restyles every deliverable by handing over a .docx with the same style names. From it come
styles, lists, theme, page sizes, and what stands beside the text: logos, fixed words of header and footer,
the cover's picture. Body, settings and properties are always ours. What it lacks is ours in its colours.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from types import MappingProxyType
from typing import Final

from docx import Document
from docx.opc.exceptions import OpcError
from docx.section import Section
from lxml import etree

from plangen.errors import UsageError
from plangen.word.archive import parse_part, write_part
from plangen.word.colors import Colors, read_colors, read_mapping
from plangen.word.completion import (
    OWN_IDS,
    Numbering,
    add_lists,
    add_styles,
    drop_picture_bullets,
    link_styles,
    name_ids,
    read_fills,
    read_numbering,
)
from plangen.word.dialect import settle_levels, settle_sides
from plangen.word.faces import read_theme_fonts, table_breadth
from plangen.word.fitting import add_defaults, ensure_language, fit_tabs
from plangen.word.furniture import read_furniture
from plangen.word.house import Base, ListIds, Page
from plangen.word.lists import own_lists
from plangen.word.namespaces import (
    CONTENT_TYPE,
    PACKAGE_RELATIONSHIPS,
    PACKAGE_TYPES,
    RELATIONSHIP,
    qualified,
)
from plangen.word.opened import Opened, open_package
from plangen.word.own_parts import (
    COLOR_MAPPING,
    LANGUAGE,
    render_fonts,
    render_numbering,
    render_settings,
    render_styles,
    render_theme,
)
from plangen.word.package import Parts, assemble
from plangen.word.packing import TYPES_PART, write_archive
from plangen.word.palette import palette_of
from plangen.word.sampler import SAMPLE_FOOTERS, SAMPLE_HEADERS, render_furniture, render_sampler
from plangen.word.style_xml import Place
from plangen.word.styles import FIRST_FREE_NUM, LANDSCAPE, PORTRAIT
from plangen.word.stylesheet import KINDS, Styles, check_kinds, path_of, read_styles

__all__ = ["Base", "ListIds", "Page", "lacking_styles", "make_base", "open_base", "own_base", "read_pages"]

_TWIP: Final = 635  # English Metric Units, python-docx's lengths
_MAIN: Final = "word/document.xml"
_RELATIONS: Final = "application/vnd.openxmlformats-package.relationships+xml"
_NARROWEST: Final = 5_000  # twips of text below which a page cannot carry our tables

# What python-docx and lxml raise on documents that break their expectations.
_UNREADABLE: Final = (
    OpcError,
    etree.LxmlError,
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
    AssertionError,
    OSError,
)


def own_base() -> Base:
    """Our own reference document as a value, made from the style tables."""
    lists = own_lists()
    ids = {**OWN_IDS, "no list": "NoList"}
    parts = {
        "styles.xml": render_styles(Place(ids, lists)),
        "numbering.xml": render_numbering(lists, ids),
        "theme/theme1.xml": render_theme(),
        "fontTable.xml": render_fonts(),
        "settings.xml": render_settings(dict(COLOR_MAPPING)),
    }
    return Base(
        styles=MappingProxyType(ids),
        fills=MappingProxyType(read_fills(read_styles(parse_part(parts["styles.xml"])), Colors({}, {}))),
        missing=(),
        linked=(),
        lists=MappingProxyType(lists),
        next_num=FIRST_FREE_NUM,
        portrait=PORTRAIT,
        landscape=LANDSCAPE,
        language=LANGUAGE,
        parts=MappingProxyType(parts),
    )


def make_base() -> bytes:
    """Our own reference document as a .docx: A4, Spanish of Peru, one specimen of each style."""
    parts = Parts(
        document=render_sampler(),
        headers={key: render_furniture("hdr", style) for key, style in SAMPLE_HEADERS.items()},
        footers={key: render_furniture("ftr", style) for key, style in SAMPLE_FOOTERS.items()},
        properties={"title": "Documento de referencia", "author": "plangen", "language": LANGUAGE},
    )
    return assemble(own_base(), parts)


def open_base(data: bytes) -> Base:
    """A reference document of any origin and language, completed with the styles and lists it lacks.

    Raises `UsageError` as `open_package` does, and `base-style-kind` (param `style`) where one of our
    style names is a style of another kind there.
    """
    opened = open_package(data)
    return _completed(opened, *read_pages(opened))


def lacking_styles(data: bytes) -> tuple[str, ...]:
    """Names of our styles that a reference document lacks. Raises `UsageError` as `open_package` does."""
    styles = read_styles(open_package(data).root("styles"))
    return tuple(name for name in KINDS if styles.lacks(name))


def read_pages(opened: Opened) -> tuple[Page, Page]:
    """The upright and the wide page of a document. UsageError where it cannot be read.

    python-docx gets the document part alone: it refuses files with a relationship that leads nowhere, which
    Word writes and forgives.
    """
    opened.body()
    alone = {
        TYPES_PART: f'<Types xmlns="{PACKAGE_TYPES}"><Default Extension="rels" ContentType="{_RELATIONS}"/>'
        f'<Override PartName="/{_MAIN}" ContentType="{CONTENT_TYPE["document"]}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE_RELATIONSHIPS}"><Relationship Id="rId1"'
        f' Type="{RELATIONSHIP["document"]}" Target="{_MAIN}"/></Relationships>',
    }
    parts = {name: text.encode() for name, text in alone.items()} | {_MAIN: opened.parts[opened.main]}
    try:
        return _pages(Document(BytesIO(write_archive(parts))).sections)
    except _UNREADABLE as error:
        raise UsageError("docx-not-a-document") from error


def _pages(sections: Iterable[Section]) -> tuple[Page, Page]:
    """The first portrait and the first landscape page of a document; what it lacks is turned or ours."""
    pages = [page for page in map(_page, sections) if page is not None]
    portrait = next((page for page in pages if not page.landscape), None)
    landscape = next((page for page in pages if page.landscape), None)
    if portrait is None:
        return (PORTRAIT if landscape is None else _turned(landscape), landscape or LANDSCAPE)
    return portrait, landscape or _turned(portrait)


def _page(section: Section) -> Page | None:
    lengths = (
        section.page_width,
        section.page_height,
        section.left_margin,
        section.right_margin,
        section.top_margin,
        section.bottom_margin,
        section.header_distance,
        section.footer_distance,
    )
    twips = [round(length / _TWIP) for length in lengths if length is not None]
    if len(twips) < len(lengths) or min(twips[:4]) < 0:
        return None
    page = Page(*twips)
    room = page.height - abs(page.top) - abs(page.bottom)
    return page if min(page.text_width, room) >= _NARROWEST else None


def _turned(page: Page) -> Page:
    width, height, *margins = (
        page.height,
        page.width,
        page.left,
        page.right,
        page.top,
        page.bottom,
        page.header,
        page.footer,
    )
    return Page(width, height, *margins)


def _completed(opened: Opened, portrait: Page, landscape: Page) -> Base:
    styles = read_styles(opened.root("styles"))
    check_kinds(styles)
    colors = read_colors(opened)
    numbering = read_numbering(opened.root("numbering"), styles)
    ids = name_ids(styles)
    changed = settle_sides(styles.root)
    changed |= add_defaults(styles)
    linked = link_styles(styles, numbering)
    place = Place(ids, numbering.lists, portrait.text_width, landscape.text_width)
    missing = add_styles(styles, place, palette_of(styles, colors))
    completed = read_styles(styles.root)
    changed |= ensure_language(styles.root)
    changed |= fit_tabs(completed, place)
    if numbering.ours:
        add_lists(numbering, ids)
    return Base(
        styles=MappingProxyType(ids),
        fills=MappingProxyType(read_fills(completed, colors)),
        missing=missing,
        linked=linked,
        lists=MappingProxyType(dict(numbering.lists)),
        next_num=numbering.next_num,
        portrait=portrait,
        landscape=landscape,
        language=_language(completed),
        parts=MappingProxyType(
            {
                "styles.xml": _part(opened, "styles", styles.root, bool(missing or linked or changed)),
                "numbering.xml": _part(opened, "numbering", numbering.root, _tidy(numbering)),
                "theme/theme1.xml": _theme(opened),
                "fontTable.xml": render_fonts(),
                "settings.xml": render_settings(read_mapping(opened.root("settings"))),
            }
        ),
        furniture=read_furniture(opened, styles, portrait),
        breadth=table_breadth(completed, read_theme_fonts(opened)),
    )


def _tidy(numbering: Numbering) -> bool:
    """Put a numbering part in order; whether it is another than the document's."""
    root = numbering.root
    return any([drop_picture_bullets(root), settle_sides(root), settle_levels(root), bool(numbering.ours)])


def _part(opened: Opened, kind: str, root: etree._Element, changed: bool) -> bytes:
    """A part as it stands in the document, or as it has become."""
    return write_part(root) if changed else opened.parts[opened.lead(kind)]


def _theme(opened: Opened) -> bytes:
    """The document's theme; ours where there is none, or one with pictures: they would need parts."""
    name = opened.lead("theme")
    return opened.parts[name] if name and not opened.relations(name) else render_theme()


def _language(styles: Styles) -> str:
    element = styles.default(path_of("w:rPrDefault", "w:rPr", "w:lang"))
    return "" if element is None else element.get(qualified("w:val"), "")
