"""The reference document: ours, made from the style tables, or a client's, opened and completed.

A client restyles every deliverable by handing over a .docx with the same style names. From it come
styles, lists, theme and page sizes; body, headers, settings and properties are always ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from types import MappingProxyType
from typing import Final

from docx import Document
from docx.document import Document as OpenedDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.section import Section
from lxml import etree

from plangen.errors import UsageError
from plangen.word.archive import parse_part, read_archive, write_part
from plangen.word.completion import (
    OWN_IDS,
    Styles,
    add_lists,
    add_styles,
    link_styles,
    name_ids,
    read_fills,
    read_numbering,
    read_styles,
)
from plangen.word.house import Base, ListIds, Page
from plangen.word.lists import own_lists
from plangen.word.namespaces import ROOT, qualified
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
from plangen.word.sampler import SAMPLE_FOOTERS, SAMPLE_HEADERS, render_furniture, render_sampler
from plangen.word.style_xml import Place
from plangen.word.styles import FIRST_FREE_NUM, LANDSCAPE, PORTRAIT

__all__ = ["Base", "ListIds", "Page", "make_base", "open_base", "own_base"]

_TWIP: Final = 635  # English Metric Units, python-docx's lengths
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
        fills=MappingProxyType(read_fills(read_styles(parse_part(parts["styles.xml"])))),
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

    Raises `UsageError` as `read_archive` does, and `base-style-kind` (param `style`) where one of our
    style names is a style of another kind there.
    """
    parts = read_archive(data)
    try:
        document = Document(BytesIO(data))
        names = _part_names(document)
        pages = _pages(document.sections)
    except _UNREADABLE as error:
        raise UsageError("docx-not-a-document") from error
    files = {kind: parts[name] for kind, name in names.items() if name in parts}
    return _completed(files, *pages)


def _part_names(document: OpenedDocument) -> dict[str, str]:
    """Names of the parts we take over, by what they are."""
    kinds = {
        "styles": RELATIONSHIP_TYPE.STYLES,
        "numbering": RELATIONSHIP_TYPE.NUMBERING,
        "theme": RELATIONSHIP_TYPE.THEME,
        "settings": RELATIONSHIP_TYPE.SETTINGS,
    }
    by_type = {
        relation.reltype: relation for relation in document.part.rels.values() if not relation.is_external
    }
    found = {kind: by_type[reltype].target_part for kind, reltype in kinds.items() if reltype in by_type}
    # A theme with pictures would need parts of its own: ours then takes its place.
    return {
        kind: part.partname.lstrip("/") for kind, part in found.items() if kind != "theme" or not part.rels
    }


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


def _completed(files: dict[str, bytes], portrait: Page, landscape: Page) -> Base:
    styles = read_styles(_root(files, "styles"))
    numbering = read_numbering(_root(files, "numbering"), styles)
    ids = name_ids(styles)
    linked = link_styles(styles, numbering)
    place = Place(ids, numbering.lists, portrait.text_width, landscape.text_width)
    missing = add_styles(styles, place)
    completed = read_styles(styles.root)
    if numbering.ours:
        add_lists(numbering, ids)
    return Base(
        styles=MappingProxyType(ids),
        fills=MappingProxyType(read_fills(completed)),
        missing=missing,
        linked=linked,
        lists=MappingProxyType(dict(numbering.lists)),
        next_num=numbering.next_num,
        portrait=portrait,
        landscape=landscape,
        language=_language(completed),
        parts=MappingProxyType(
            {
                "styles.xml": write_part(styles.root) if missing or linked else files["styles"],
                "numbering.xml": write_part(numbering.root) if numbering.ours else files["numbering"],
                "theme/theme1.xml": files.get("theme") or render_theme(),
                "fontTable.xml": render_fonts(),
                "settings.xml": render_settings(_color_mapping(_root(files, "settings"))),
            }
        ),
    )


def _root(files: dict[str, bytes], kind: str) -> etree._Element:
    """The root of a part; an empty one where the part is missing or something else."""
    empty = f"<w:{kind}{ROOT}/>".encode()
    root = parse_part(files.get(kind, empty))
    return root if root.tag == qualified(f"w:{kind}") else parse_part(empty)


def _language(styles: Styles) -> str:
    path = "/".join(qualified(f"w:{name}") for name in ("docDefaults", "rPrDefault", "rPr", "lang"))
    element = styles.root.find(path)
    return "" if element is None else element.get(qualified("w:val"), "")


def _color_mapping(settings: etree._Element) -> dict[str, str]:
    """The document's mapping of theme colours, or Word's usual one."""
    found = settings.find(qualified("w:clrSchemeMapping"))
    theirs = {} if found is None else {etree.QName(key).localname: str(value) for key, value in found.items()}
    known = dict(COLOR_MAPPING)
    return known | {key: value for key, value in theirs.items() if key in known and value in known.values()}
