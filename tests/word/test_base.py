"""The reference document: our own is what the tables say, a client's is completed and never trusted."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from plangen.errors import UsageError
from plangen.word.base import make_base, open_base, own_base
from plangen.word.lint import lint_docx
from plangen.word.namespaces import qualified
from plangen.word.package import Parts, assemble
from plangen.word.styles import FINDINGS_LIST, FIRST_FREE_NUM, HEADING_LIST, LISTS, STYLES
from plangen.word.table_styles import TABLE_STYLES
from tests.support.word_package import complaints, document, packed, paragraph, unpacked, with_part

REFERENCE = Path(__file__).parents[2] / "templates" / "prc" / "reference.docx"
OURS = make_base()


def client(*names: str) -> bytes:
    """A document of python-docx's own template with some more paragraph styles."""
    made = Document()
    for name in names:
        made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def error_of(data: bytes) -> str:
    with pytest.raises(UsageError) as caught:
        open_base(data)
    return caught.value.key


def test_reference_document_in_the_templates_is_what_the_tables_make() -> None:
    # Parts and their order, not bytes: another zlib may compress otherwise.
    assert list(unpacked(REFERENCE.read_bytes()).items()) == list(unpacked(OURS).items())


def test_reference_document_opens_as_the_base_it_was_made_from() -> None:
    assert open_base(OURS) == own_base()


def test_reference_document_has_nothing_for_the_judges_to_say(tmp_path: Path) -> None:
    assert complaints(OURS, tmp_path) == []
    assert lint_docx(OURS) == ()


@pytest.mark.external
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_reference_document_prints_in_libreoffice(tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(REFERENCE),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "reference.pdf").read_bytes().startswith(b"%PDF")


def test_every_style_of_the_tables_is_in_the_reference_document() -> None:
    styles = Document(BytesIO(OURS)).styles
    named = {style.element.find(qualified("w:name")).get(qualified("w:val")) for style in styles}
    assert named == {style.name for style in (*STYLES, *TABLE_STYLES)} | {"No List"}


def test_style_values_are_those_of_the_page_design() -> None:
    styles = Document(BytesIO(OURS)).styles
    chapter, base = styles["Heading 1"], styles["Plan Base titular"]
    assert chapter.base_style == base
    assert (chapter.font.size, base.font.name, str(base.font.color.rgb)) == (Pt(27), "Cambria", "12384F")
    assert (chapter.paragraph_format.space_before, chapter.paragraph_format.space_after) == (Pt(54), Pt(14))
    assert chapter.paragraph_format.page_break_before
    assert chapter.paragraph_format.left_indent == -chapter.paragraph_format.first_line_indent == 1361 * 635
    assert styles["Plan Tabla cifra"].paragraph_format.alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert styles["Plan Fuente"].font.size == Pt(8.5)
    assert styles["Normal"].paragraph_format.widow_control


def test_pages_are_a4_with_the_margins_of_the_design() -> None:
    _, upright, wide = Document(BytesIO(OURS)).sections
    base = open_base(OURS)
    assert (round(upright.page_width.mm), round(upright.page_height.mm)) == (210, 297)
    assert (round(wide.page_width.mm), round(wide.page_height.mm)) == (297, 210)
    assert (base.portrait.text_width, base.landscape.text_width) == (9411, 14343)


def test_fills_are_read_from_the_styles() -> None:
    base = open_base(with_part(OURS, "word/styles.xml", 'w:fill="8FB2BE"', 'w:fill="00aa55"'))
    assert base.fills["plan nivel 4"] == "00AA55"
    assert base.fills["plan nivel 5"] == base.fills["plan cronograma activo"] == "12384F"
    assert base.fills["plan tabla encabezado"] == "E3ECEF"
    assert "body text" not in base.fills


def test_lists_of_our_document_have_the_ids_of_the_table() -> None:
    base = open_base(OURS)
    assert [base.lists[name].num for name in LISTS] == list(range(HEADING_LIST, FINDINGS_LIST + 1))
    assert base.next_num == FIRST_FREE_NUM


def test_foreign_document_gets_the_styles_it_lacks(tmp_path: Path) -> None:
    base = open_base(client("Plan Entradilla"))
    assert "Plan Fuente" in base.missing
    assert not {"Plan Entradilla", "Body Text", "heading 1"} & set(base.missing)
    assert set(base.styles) >= {style.name.lower() for style in (*STYLES, *TABLE_STYLES)}
    made = assemble(
        base,
        Parts(
            document(
                *(
                    paragraph("x", base.styles[style.name.lower()])
                    for style in STYLES
                    if style.kind == "paragraph" and style.outline is None
                )
            ),
            properties={"title": "Plan", "language": "es"},
        ),
    )
    theirs = {"empty-paragraph", "low-contrast"}  # two of its blues are too pale for text
    assert [found for found in lint_docx(made) if found.name not in theirs] == []
    reopened = open_base(made)
    assert reopened.missing == reopened.linked == ()
    assert reopened.styles == base.styles
    assert complaints(made, tmp_path) == []


def test_headings_without_numbers_are_given_our_list() -> None:
    base = open_base(client())
    assert base.linked[:3] == ("heading 1", "heading 2", "heading 3")
    styles = etree.fromstring(base.parts["styles.xml"])
    number = styles.find(
        f"{qualified('w:style')}[@{qualified('w:styleId')}='{base.styles['heading 2']}']/{qualified('w:pPr')}"
        f"/{qualified('w:numPr')}"
    )
    assert [child.get(qualified("w:val")) for child in number] == ["1", str(base.lists["heading"].num)]


def test_lists_of_the_document_are_kept_where_its_styles_bear_them() -> None:
    base = open_base(client())
    numbering = etree.fromstring(base.parts["numbering.xml"])
    theirs = base.lists["bullet"].num
    num = numbering.find(
        f"{qualified('w:num')}[@{qualified('w:numId')}='{theirs}']/{qualified('w:abstractNumId')}"
    )
    assert "List Bullet" not in base.linked
    assert int(num.get(qualified("w:val"))) == base.lists["bullet"].abstract
    assert base.next_num > max(ids.num for ids in base.lists.values())


def test_comments_of_a_numbering_part_do_not_disturb_the_order_of_its_lists() -> None:
    data = with_part(OURS, "word/numbering.xml", "</w:numbering>", "</w:numbering><!-- d -->")
    parts = unpacked(data)
    parts["word/numbering.xml"] = re.sub(
        rb"(<w:numbering[^>]*>).*</w:numbering>",
        rb"\1<!-- a --><!-- b --></w:numbering>",
        parts["word/numbering.xml"],
    )
    root = etree.fromstring(open_base(packed(parts)).parts["numbering.xml"])
    assert [etree.QName(child).localname for child in root] == ["abstractNum"] * 5 + ["num"] * 5


def test_localised_style_ids_are_found_by_name() -> None:
    data = with_part(OURS, "word/styles.xml", '"Heading1"', '"Ttulo1"')
    assert open_base(data).styles["heading 1"] == "Ttulo1"
    assert open_base(data).missing == ()


def test_added_style_never_takes_an_id_in_use() -> None:
    data = with_part(OURS, "word/styles.xml", '<w:name w:val="Plan Fuente"/>', '<w:name w:val="Pie propio"/>')
    base = open_base(data)
    assert base.missing == ("Plan Fuente",)
    assert base.styles["plan fuente"] != base.styles["pie propio"] == "PlanFuente"


def test_added_styles_follow_the_page_of_the_document() -> None:
    made = Document()
    made.sections[0].page_width, made.sections[0].page_height = Mm(210), Mm(297)
    made.sections[0].left_margin = made.sections[0].right_margin = Mm(30)
    made.styles["Header"].delete()
    out = BytesIO()
    made.save(out)
    base = open_base(out.getvalue())
    assert base.portrait.text_width == pytest.approx(150 * 56.7, abs=2)
    assert (base.landscape.width, base.landscape.height) == (base.portrait.height, base.portrait.width)
    assert f'w:val="right" w:pos="{base.portrait.text_width}"'.encode() in base.parts["styles.xml"]


def test_page_too_narrow_for_our_tables_is_not_taken_over() -> None:
    made = Document()
    made.sections[0].left_margin = Mm(150)
    out = BytesIO()
    made.save(out)
    assert open_base(out.getvalue()).portrait == own_base().portrait


def test_style_of_another_kind_is_refused() -> None:
    data = with_part(
        OURS,
        "word/styles.xml",
        'w:type="character" w:styleId="Strong"',
        'w:type="paragraph" w:styleId="Strong"',
    )
    assert error_of(data) == "base-style-kind"


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 200, packed({"a.xml": b"<a/>"}),
     packed({"[Content_Types].xml": b"x"}), OURS[:5000]],
    ids=["empty", "start of a zip", "old .doc", "no types", "types not XML", "cut off"],
)  # fmt: skip
def test_file_that_is_no_document_is_a_message(data: bytes) -> None:
    assert error_of(data) == "docx-not-a-document"


def test_encrypted_entry_is_a_message() -> None:
    at = OURS.index(b"PK\x01\x02")
    flagged = bytearray(OURS)
    struct.pack_into("<H", flagged, at + 8, 1)
    assert error_of(bytes(flagged)) == "docx-not-a-document"


def test_zip_bomb_is_refused_before_it_unpacks() -> None:
    assert error_of(packed({**unpacked(OURS), "word/media/image1.png": bytes(60_000_000)})) == "docx-too-big"


def test_crowd_of_parts_is_refused() -> None:
    assert error_of(packed({f"word/{n}.xml": b"" for n in range(5_001)})) == "docx-too-big"


@pytest.mark.parametrize(
    "name", ["../evil.xml", "/etc/passwd", "word\\a.xml", "C:a.xml", "word/./a.xml", "a//b"]
)
def test_part_with_an_odd_name_is_refused(name: str) -> None:
    assert error_of(packed({**unpacked(OURS), name: b"<a/>"})) == "docx-odd-names"


def test_names_that_differ_by_case_alone_are_refused() -> None:
    assert error_of(packed({**unpacked(OURS), "WORD/document.xml": b"<a/>"})) == "docx-odd-names"


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b"\xef\xbb\xbf  <!DOCTYPE a><a/>",
        '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'.encode("utf-16"),
        '<?xml version="1.0" encoding="UTF-16BE"?><!DOCTYPE a><a/>'.encode("utf-16-be"),
        b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4-<a/>',
        b"<?xml version='1.0' encoding='IBM037'?><a/>",
    ],
)
def test_doctype_is_refused_in_any_part_and_encoding(content: bytes) -> None:
    assert error_of(packed({**unpacked(OURS), "word/theme/theme1.xml": content})) == "docx-doctype"


def test_macros_are_refused() -> None:
    assert error_of(packed({**unpacked(OURS), "word/vbaProject.bin": b"\0"})) == "docx-macros"
    typed = with_part(
        OURS, "[Content_Types].xml", "wordprocessingml.document.main", "ms-word.document.macroEnabled"
    )
    assert error_of(typed) == "docx-macros"


@pytest.mark.parametrize(
    "part", ["word/styles.xml", "word/numbering.xml", "word/document.xml", "_rels/.rels"]
)
def test_broken_part_is_a_message(part: str) -> None:
    assert error_of(packed({**unpacked(OURS), part: b"<w:broken"})) == "docx-not-a-document"


@pytest.mark.parametrize("part", ["word/styles.xml", "word/numbering.xml", "word/settings.xml"])
def test_part_that_holds_something_else_counts_as_missing(part: str) -> None:
    base = open_base(packed({**unpacked(OURS), part: b"<a/>"}))
    assert set(base.styles) >= {style.name.lower() for style in STYLES}
    assert (len(base.missing) > 0) == (part == "word/styles.xml")
    assert (len(base.linked) > 0) == (part == "word/numbering.xml")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_document_opens_or_is_a_message(data: st.DataObject) -> None:
    parts = unpacked(OURS)
    name = data.draw(st.sampled_from(sorted(name for name in parts if name.endswith((".xml", ".rels")))))
    at = data.draw(st.integers(0, len(parts[name]) - 1))
    cut = data.draw(st.integers(1, 60))
    damaged = parts[name][:at] + data.draw(st.binary(max_size=6)) + parts[name][at + cut :]
    try:
        base = open_base(packed({**parts, name: damaged}))
    except UsageError:
        return
    assert set(base.styles) >= {"normal", "plan fuente"}
