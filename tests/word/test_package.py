"""The package: equal input gives equal bytes, and what goes in is what stands in the file."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from plangen.word.base import open_base, own_base
from plangen.word.lint import lint_docx
from plangen.word.namespaces import ROOT, R, qualified
from plangen.word.package import MANIFEST_PART, Parts, assemble
from tests.support.word_package import SECTION, complaints, document, docx, paragraph, unpacked

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63606060f80f0001040100"
    "5fe5c34b0000000049454e44ae426082"
)
PROPERTIES = {
    "title": "Plan & <clúster>",
    "subject": "Banano",
    "author": "Grupo Gestor",
    "keywords": "banano; Piura",
    "version": "1.2",
    "date": "2026-03-14",
    "language": "es",
}
LINK = '<w:hyperlink r:id="{}"><w:r><w:t>enlace</w:t></w:r></w:hyperlink>'


def full() -> Parts:
    """A body with a header, a footer, a picture, links, a list of its own, a footnote and a manifest."""
    picture = (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="9525" cy="9525"/>'
        '<wp:docPr id="1" name="Figura" descr="Un punto"/><a:graphic><a:graphicData uri="'
        'http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1"'
        ' name="Figura"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rImage"/><a:stretch>'
        '<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9525"'
        ' cy="9525"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    note = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="1"/></w:r>'
    numbered = (
        '<w:p><w:pPr><w:pStyle w:val="ListNumber"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="6"/></w:numPr>'
        "</w:pPr><w:r><w:t>uno</w:t></w:r></w:p>"
    )
    section = SECTION.replace(
        "<w:sectPr>",
        '<w:sectPr><w:headerReference w:type="default" r:id="rHead"/><w:footerReference w:type="default"'
        ' r:id="rFoot"/>',
    )
    body = (
        f'<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t>Texto</w:t></w:r>{note}'
        f"{LINK.format('rLink')}</w:p>{numbered}<w:p>{picture}</w:p>{section}"
    )
    return Parts(
        document=f"<w:document{ROOT}><w:body>{body}</w:body></w:document>",
        footnotes='<w:footnote w:id="1"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:rPr>'
        f'<w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>{LINK.format("rNote")}</w:p>'
        "</w:footnote>",
        numbering='<w:num w:numId="6"><w:abstractNumId w:val="4"/><w:lvlOverride w:ilvl="0"><w:startOverride'
        ' w:val="1"/></w:lvlOverride></w:num>',
        headers={"rHead": f"<w:hdr{ROOT}>{paragraph('Arriba', 'Header')}</w:hdr>"},
        footers={"rFoot": f"<w:ftr{ROOT}>{paragraph('Abajo', 'Footer')}</w:ftr>"},
        media={"rImage": PNG},
        hyperlinks={"rLink": 'https://example.org/a b?x="1"&y=<2>'},
        note_links={"rNote": "https://example.org/nota"},
        manifest=b'<plan xmlns="urn:plangen:test"/>',
        properties=PROPERTIES,
    )


MADE = assemble(own_base(), full())


def test_judges_have_nothing_to_say_about_a_full_package(tmp_path: Path) -> None:
    assert complaints(MADE, tmp_path) == []
    assert lint_docx(MADE) == ()


def test_same_input_gives_the_same_bytes() -> None:
    assert assemble(own_base(), full()) == assemble(open_base(docx(paragraph("otro"))), full()) == MADE


@pytest.mark.parametrize("zone", ["UTC", "America/Lima"])
def test_bytes_do_not_depend_on_hash_seed_zone_or_folder(zone: str, tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    code = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1]);"
        "from tests.word.test_package import full;"
        "from plangen.word.package import assemble; from plangen.word.base import own_base;"
        "print(hashlib.sha256(assemble(own_base(), full())).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": str(len(zone)), "TZ": zone, "LC_ALL": "C"}
    run = subprocess.run(
        [sys.executable, "-c", code, str(root)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == hashlib.sha256(MADE).hexdigest()


def test_zip_has_no_clock_no_system_and_types_first() -> None:
    with zipfile.ZipFile(BytesIO(MADE)) as archive:
        entries = archive.infolist()
    names = [entry.filename for entry in entries]
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])
    assert {(entry.date_time, entry.create_system, entry.external_attr) for entry in entries} == {
        ((1980, 1, 1, 0, 0, 0), 0, 0x20)
    }


def test_pictures_are_stored_and_xml_is_compressed() -> None:
    with zipfile.ZipFile(BytesIO(MADE)) as archive:
        methods = {entry.filename: entry.compress_type for entry in archive.infolist()}
    assert methods.pop("word/media/image1.png") == zipfile.ZIP_STORED
    assert set(methods.values()) == {zipfile.ZIP_DEFLATED}


def test_no_leftovers_of_another_program_get_in() -> None:
    names = set(unpacked(docx(paragraph("x"))))
    assert names == {
        "[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml", "word/document.xml",
        "word/_rels/document.xml.rels", "word/fontTable.xml", "word/footnotes.xml", "word/numbering.xml",
        "word/settings.xml", "word/styles.xml", "word/theme/theme1.xml",
    }  # fmt: skip


def test_properties_are_those_of_the_plan() -> None:
    core = Document(BytesIO(MADE)).core_properties
    assert (core.title, core.author, core.subject) == ("Plan & <clúster>", "Grupo Gestor", "Banano")
    assert (core.keywords, core.language, core.version) == ("banano; Piura", "es", "1.2")
    assert core.created == core.modified
    assert core.created is not None
    assert core.created.isoformat() == "2026-03-14T00:00:00+00:00"
    assert b"<vt:lpwstr>1.2</vt:lpwstr>" in unpacked(MADE)["docProps/custom.xml"]


def test_no_date_means_no_stamp() -> None:
    core = unpacked(docx(paragraph("x"), properties={"title": "Sin fecha"}))["docProps/core.xml"]
    assert b"dcterms:created" not in core
    assert b"Sin fecha" in core


def test_word_opens_it_without_compatibility_mode_and_without_a_question() -> None:
    settings_part = unpacked(MADE)["word/settings.xml"]
    assert (
        b'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"'
        in settings_part
    )
    assert b"updateFields" not in settings_part
    assert b'<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>' in settings_part


@pytest.mark.parametrize(
    ("language", "spoken"), [("es", "es-PE"), ("es-PE", "es-PE"), ("en", "en"), ("", "es-PE")]
)
def test_proofing_language_is_that_of_the_document(language: str, spoken: str) -> None:
    parts = unpacked(docx(paragraph("x"), properties={"language": language}))
    assert f'<w:themeFontLang w:val="{spoken}"'.encode() in parts["word/settings.xml"]
    default = etree.fromstring(parts["word/styles.xml"]).find(f".//{qualified('w:lang')}")
    assert default is not None
    assert default.get(qualified("w:val")) == spoken


def test_footnotes_come_after_the_separators() -> None:
    notes = etree.fromstring(unpacked(MADE)["word/footnotes.xml"])
    assert [note.get(qualified("w:id")) for note in notes] == ["-1", "0", "1"]


def test_lists_of_the_writer_come_after_those_of_the_base() -> None:
    numbering = etree.fromstring(unpacked(MADE)["word/numbering.xml"])
    tags = [etree.QName(child).localname for child in numbering]
    assert tags == ["abstractNum"] * 5 + ["num"] * 6
    assert numbering[-1].get(qualified("w:numId")) == "6"


def test_addresses_are_written_so_that_word_takes_them() -> None:
    rels = etree.fromstring(unpacked(MADE)["word/_rels/document.xml.rels"])
    link = next(line for line in rels if line.get("Id") == "rLink")
    assert link.get("TargetMode") == "External"
    assert link.get("Target") == "https://example.org/a%20b?x=%221%22&y=%3C2%3E"


def test_manifest_is_kept_byte_for_byte_by_another_program() -> None:
    saved = BytesIO()
    Document(BytesIO(MADE)).save(saved)
    assert unpacked(saved.getvalue())[MANIFEST_PART] == b'<plan xmlns="urn:plangen:test"/>'
    assert lint_docx(saved.getvalue()) == ()


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_properties_and_addresses_of_any_text_give_a_readable_file(title: str, address: str) -> None:
    parts = unpacked(
        docx(paragraph("x"), properties={"title": title, "version": title}, hyperlinks={"r": address})
    )
    for content in parts.values():
        etree.fromstring(content)


def test_relationships_name_every_part_once() -> None:
    rels = etree.fromstring(unpacked(MADE)["word/_rels/document.xml.rels"])
    identifiers = [line.get("Id") for line in rels]
    assert len(set(identifiers)) == len(identifiers)
    used = {value for element in etree.fromstring(full().document.encode()).iter()
            for key, value in element.attrib.items() if key.startswith(f"{{{R}}}")}  # fmt: skip
    assert used <= set(identifiers)


def test_document_helper_is_whole_xml() -> None:
    assert etree.fromstring(document(paragraph("x")).encode()).tag == qualified("w:document")
