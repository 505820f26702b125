"""From the XML of a document to the bytes of a .docx; equal input gives equal bytes.

No clock, no user name and no random id gets in: times are those of the plan, ids and names of
parts follow from their order.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from plangen.word.archive import parse_part, write_part
from plangen.word.house import Base
from plangen.word.namespaces import (
    CONTENT_TYPE,
    DECLARATION,
    PACKAGE_RELATIONSHIPS,
    PACKAGE_TYPES,
    RELATIONSHIP,
    ROOT,
    qualified,
)
from plangen.word.oxml import attribute
from plangen.word.packing import TYPES_PART, Packed, write_archive
from plangen.word.properties import render_app, render_core, render_custom

MANIFEST_PART: Final = "customXml/item1.xml"
"""Name of the part that holds `Parts.manifest`, as Word names such parts; bases bring none of theirs."""

_PNG: Final = b"\x89PNG"
_PICTURES: Final = {"jpeg": "image/jpeg", "png": "image/png", "svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Parts:
    """What the writer hands over. All XML is whole and without declaration, unless said otherwise.

    `document` and `manifest` may come packed, so that they need not stand in memory; `document` then with
    its declaration.

    Keys of `headers`, `footers`, `media`, `hyperlinks`, `note_links` are the relationship ids that the
    document (or, for `note_links`, the footnotes) names; any id will do that does not begin with "base".
    `footnotes`: the `w:footnote` elements alone, ids from 1; separators and root are added.
    `numbering`: the `w:num` elements alone, ids from `Base.next_num`. `media`: PNG, JPEG or SVG bytes;
    `house_media` the same for headers and footers alone.
    `manifest`: a whole XML part of our own, or empty. `properties`: title, subject, author, keywords,
    version, date (ISO, "2026-03-14"), language ("es"), description; absent ones are left out.
    """

    document: str | Packed
    footnotes: str = ""
    numbering: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    footers: Mapping[str, str] = field(default_factory=dict)
    media: Mapping[str, bytes] = field(default_factory=dict)
    house_media: Mapping[str, bytes] = field(default_factory=dict)
    hyperlinks: Mapping[str, str] = field(default_factory=dict)
    note_links: Mapping[str, str] = field(default_factory=dict)
    manifest: bytes | Packed = b""
    properties: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Relation:
    """A line of a .rels part: `target` relative to the part that owns it, or an address outside."""

    id: str
    kind: str
    target: str
    outside: bool = False


def assemble(base: Base, parts: Parts) -> bytes:
    """The .docx of `parts` with the styles, lists and theme of `base`."""
    relations = [*_fixed_relations(base), *_own_relations(parts)]
    language = parts.properties.get("language", "")
    files: dict[str, bytes | Packed] = {f"word/{name}": content for name, content in base.parts.items()}
    files["word/styles.xml"] = _spoken(base, "styles.xml", language)
    files["word/settings.xml"] = _spoken(base, "settings.xml", language)
    document = parts.document
    files["word/document.xml"] = document if isinstance(document, Packed) else _xml(document)
    files["word/footnotes.xml"] = _footnotes(parts.footnotes)
    files["word/numbering.xml"] = _numbering(base, parts.numbering)
    files |= {f"word/{name}": content for name, content in _contents(parts)}
    files["word/_rels/document.xml.rels"] = _render_relations(relations)
    if parts.note_links:
        files["word/_rels/footnotes.xml.rels"] = _render_relations(_links(parts.note_links))
    if parts.manifest:
        files |= _manifest(parts.manifest)
    files |= _package_parts(parts.properties)
    files[TYPES_PART] = _content_types(files)
    return write_archive(files)


def _xml(text: str) -> bytes:
    return (DECLARATION + text).encode()


def _fixed_relations(base: Base) -> Iterator[_Relation]:
    names = ("styles", "settings", "numbering", "footnotes", "fontTable")
    for kind in names:
        if kind != "fontTable" or "fontTable.xml" in base.parts:
            yield _Relation(f"base{kind.capitalize()}", kind, f"{kind}.xml")
    yield _Relation("baseTheme", "theme", "theme/theme1.xml")


def _own_relations(parts: Parts) -> Iterator[_Relation]:
    for kind, texts in (("header", parts.headers), ("footer", parts.footers)):
        for at, key in enumerate(texts, 1):
            yield _Relation(key, kind, f"{kind}{at}.xml")
    names = _media_names(parts)
    yield from (_Relation(key, "image", names[key]) for key in parts.media)
    yield from _links(parts.hyperlinks)
    if parts.manifest:
        yield _Relation("baseManifest", "customXml", f"../{MANIFEST_PART}")


def _links(links: Mapping[str, str]) -> list[_Relation]:
    return [
        _Relation(key, "hyperlink", _UNSAFE.sub(_percent, address), outside=True)
        for key, address in links.items()
    ]


_UNSAFE: Final = re.compile(r"""[\x00-\x20<>"{}|\\^`\x7f]""")  # Word calls a file damaged for one of these


def _percent(character: re.Match[str]) -> str:
    return f"%{ord(character.group()):02X}"


def _media_names(parts: Parts) -> dict[str, str]:
    return {
        key: f"media/image{at}.{_extension(content)}"
        for at, (key, content) in enumerate((*parts.media.items(), *parts.house_media.items()), 1)
    }


def _extension(content: bytes) -> str:
    if content.startswith(_PNG):
        return "png"
    return "svg" if content.lstrip().startswith(b"<") else "jpeg"


def _contents(parts: Parts) -> Iterator[tuple[str, bytes]]:
    names = _media_names(parts)
    for kind, texts in (("header", parts.headers), ("footer", parts.footers)):
        for at, text in enumerate(texts.values(), 1):
            yield f"{kind}{at}.xml", _xml(text)
            shown = [key for key in parts.house_media if f'r:embed="{key}"' in text]
            if shown:
                relations = [_Relation(key, "image", names[key]) for key in shown]
                yield f"_rels/{kind}{at}.xml.rels", _render_relations(relations)
    for key, content in (*parts.media.items(), *parts.house_media.items()):
        yield names[key], content


def _footnotes(notes: str) -> bytes:
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240"'
        f' w:lineRule="auto"/></w:pPr><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for kind, number, mark in (
            ("separator", -1, "separator"),
            ("continuationSeparator", 0, "continuationSeparator"),
        )
    )
    return _xml(f"<w:footnotes{ROOT}>{separators}{notes}</w:footnotes>")


def _numbering(base: Base, nums: str) -> bytes:
    content = base.parts["numbering.xml"]
    if not nums:
        return content
    root = parse_part(content)
    added = list(parse_part(f"<w:numbering{ROOT}>{nums}</w:numbering>".encode()))
    # After the last w:num only a cleanup mark of Word may follow.
    marks = root.findall(qualified("w:numIdMacAtCleanup"))
    at = root.index(marks[0]) if marks else len(root)
    root[at:at] = added
    return write_part(root)


def _spoken(base: Base, name: str, language: str) -> bytes:
    """A part of the base in another proofing language; `es` leaves a base in `es-PE` as it is."""
    content = base.parts[name]
    if not language or base.language == language or base.language.startswith(f"{language}-"):
        return content
    root = parse_part(content)
    for element in root.iterfind(f"{qualified('w:docDefaults')}//{qualified('w:lang')}"):
        element.set(qualified("w:val"), language)
    for element in root.iterfind(qualified("w:themeFontLang")):
        element.set(qualified("w:val"), language)
    return write_part(root)


def _manifest(manifest: bytes | Packed) -> dict[str, bytes | Packed]:
    folder, _, name = MANIFEST_PART.rpartition("/")
    digest = hashlib.sha256(b"plangen manifest").hexdigest().upper()
    store = "-".join((digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:32]))
    item = (
        f'<ds:datastoreItem ds:itemID="{{{store}}}"'
        ' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs/>'
        "</ds:datastoreItem>"
    )
    return {
        MANIFEST_PART: manifest,
        f"{folder}/itemProps1.xml": _xml(item),
        f"{folder}/_rels/{name}.rels": _render_relations(
            [_Relation("baseProps", "customXmlProps", "itemProps1.xml")]
        ),
    }


def _package_parts(properties: Mapping[str, str]) -> dict[str, bytes]:
    files = {
        "docProps/core.xml": _xml(render_core(properties)),
        "docProps/app.xml": _xml(render_app()),
    }
    relations = [
        _Relation("baseDocument", "document", "word/document.xml"),
        _Relation("baseCore", "core", "docProps/core.xml"),
        _Relation("baseApp", "app", "docProps/app.xml"),
    ]
    if properties.get("version"):
        files["docProps/custom.xml"] = _xml(render_custom(properties))
        relations.append(_Relation("baseCustom", "custom", "docProps/custom.xml"))
    files["_rels/.rels"] = _render_relations(relations)
    return files


_OUTSIDE: Final = ' TargetMode="External"'


def _render_relations(relations: list[_Relation]) -> bytes:
    lines = "".join(
        f'<Relationship Id="{attribute(relation.id)}" Type="{RELATIONSHIP[relation.kind]}"'
        f' Target="{attribute(relation.target)}"{_OUTSIDE if relation.outside else ""}/>'
        for relation in relations
    )
    return _xml(f'<Relationships xmlns="{PACKAGE_RELATIONSHIPS}">{lines}</Relationships>')


_KIND: Final = re.compile(r"(?:word|docProps|customXml)/(?:theme/)?([A-Za-z]+?)\d*\.xml\Z")


def _content_types(files: Collection[str]) -> bytes:
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    defaults |= {
        kind: content_type
        for kind, content_type in _PICTURES.items()
        if any(name.endswith(f".{kind}") for name in files)
    }
    lines = [f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in sorted(defaults.items())]
    for name in sorted(files):
        match = _KIND.match(name)
        kind = match.group(1) if match else ""
        if kind in CONTENT_TYPE:
            lines.append(f'<Override PartName="/{name}" ContentType="{CONTENT_TYPE[kind]}"/>')
    return _xml(f'<Types xmlns="{PACKAGE_TYPES}">{"".join(lines)}</Types>')
