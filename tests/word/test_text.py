"""The text of a .docx as lines that git compares."""

from __future__ import annotations

import pytest

from plangen.document.blocks import (
    Cell,
    Document,
    Heading,
    ListBlock,
    Note,
    Paragraph,
    Place,
)
from plangen.errors import UsageError
from plangen.word.text import docx_text
from plangen.word.write import write_docx
from tests.support.documents import document, para, row, table, text
from tests.support.word_package import docx, packed, paragraph, unpacked, with_part


def body(*blocks: str) -> list[str]:
    """The paragraphs that are read of some body blocks."""
    return docx_text(docx(*blocks)).rstrip("\n").split("\n\n")


def p(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def r(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def test_a_document_of_ours_reads_as_it_was_written(base: bytes) -> None:
    plan = document(
        Place("contents"),
        Heading(1, text("Uno"), "1", ("uno",)),
        para("Primera frase. Segunda, con el art. 5."),
        ListBlock((((Paragraph(text("a"))),), (Paragraph(text("b")), ListBlock(((Paragraph(text("c")),),))))),
        ListBlock(((Paragraph(text("x. Y z")),),), ordered=True),
        Heading(2, text("Dos"), "1.1"),
        table(row("Año", "Valor"), row("2027", Cell((text("uno"), text("dos"))))),
    )  # fmt: skip
    said = docx_text(write_docx(plan, base))
    assert said.split("# Uno", 1)[1] == (
        "\n\nPrimera frase.\nSegunda, con el art. 5.\n\n- a\n\n- b\n\n  - c\n\n1. x.\n   Y z\n\n## Dos\n\n"
        "Año | Valor\n2027 | uno / dos\n"
    )
    assert "Uno" not in said.split("# Uno", 1)[0]


def test_a_note_stands_where_it_is_marked(base: bytes) -> None:
    plan = document(para("El dato", Note("a"), " y otro."), notes={"a": text("La fuente. Otra frase.")})
    assert "El dato^[La fuente.\nOtra frase.] y otro." in docx_text(write_docx(plan, base))


def test_every_kind_of_block_is_read_and_the_same_each_time(sample: Document, sample_bytes: bytes) -> None:
    said = docx_text(sample_bytes)
    assert said == docx_text(sample_bytes)
    assert said.endswith("\n")
    assert "\n\n\n" not in said
    headings = [block for block in sample.blocks if isinstance(block, Heading) and block.level == 1]
    assert said.count("\n# ") >= len([one for one in headings if one.number]) > 1


def test_tracked_changes_read_as_accepted() -> None:
    assert body(
        p(
            r("El ")
            + f"<w:ins>{r('nuevo ')}</w:ins><w:del><w:r><w:delText>viejo </w:delText></w:r></w:del>"
            + r("fin")
        ),
        p(r("Sigue "), "<w:rPr><w:del/></w:rPr>"),
        p(r("aquí.")),
        f"<w:moveFrom>{p(r('se fue'))}</w:moveFrom>",
        p(f"<w:moveTo>{r('llegó')}</w:moveTo>"),
        p("<w:del><w:r><w:delText>nada</w:delText></w:r></w:del>", "<w:rPr><w:del/></w:rPr>"),
        p("", "<w:rPr><w:ins/></w:rPr>"),
        p(r("Fin")),
    ) == ["El nuevo fin", "Sigue aquí.", "llegó", "Fin"]


def test_a_row_that_was_deleted_is_gone() -> None:
    cells = "".join(f"<w:tc>{p(r(words))}</w:tc>" for words in ("a", "b"))
    wrapped = f"<w:sdt><w:sdtContent><w:tr><w:tc>{p(r('c'))}</w:tc></w:tr></w:sdtContent></w:sdt>"
    rows = f"<w:tr>{cells}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{cells}</w:tr>{wrapped}"
    assert body(f"<w:tbl>{rows}</w:tbl>{p('')}") == ["a | b\nc"]


def test_a_table_in_a_cell_and_several_paragraphs_stay_on_its_line() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p(r('x'))}</w:tc><w:tc>{p(r('y'))}</w:tc></w:tr></w:tbl>"
    two = f"<w:tc>{p(r('a') + '<w:r><w:br/></w:r>' + r('b'))}{inner}{p(r('c'))}</w:tc>"
    assert body(f"<w:tbl><w:tr>{two}<w:tc>{paragraph('', 'Heading1')}</w:tc></w:tr></w:tbl>") == [
        "a / b / x | y / c |"
    ]


def test_fields_show_their_result_links_and_controls_their_words() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("7")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    control = f'<w:sdt><w:sdtPr><w:tag w:val="x"/></w:sdtPr><w:sdtContent>{r("c")}</w:sdtContent></w:sdt>'
    assert body(p(field + f"<w:hyperlink>{r(' b ')}</w:hyperlink>" + control)) == ["7 b c"]


def test_a_text_box_is_read_once_and_a_picture_by_its_words() -> None:
    box = f"<w:txbxContent>{p(r('en la caja'))}</w:txbxContent>"
    twice = f"<mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    picture = (
        '<w:drawing><wp:inline><wp:docPr id="1" name="x" descr="Mapa del valle"/></wp:inline></w:drawing>'
    )
    assert body(p(r("fuera") + f"<w:r>{twice}</w:r>" + f"<w:r>{picture}</w:r>")) == [
        "fuera![Mapa del valle]",
        "en la caja",
    ]


def test_what_word_counts_leaves_no_number() -> None:
    assert body(
        paragraph("Uno", "Heading1"), paragraph("tres", "ListNumber"), paragraph("p", "ListBullet")
    ) == [
        "# Uno",
        "1. tres",
        "- p",
    ]


def test_a_level_of_its_own_makes_a_heading_or_none() -> None:
    assert body(
        p(r("a"), '<w:outlineLvl w:val="1"/>'),
        p(r("b"), '<w:pStyle w:val="Heading1"/><w:outlineLvl w:val="9"/>'),
        p(r("c"), '<w:pStyle w:val="nada"/><w:outlineLvl w:val="x"/>'),
        p(r("d"), '<w:numPr><w:ilvl w:val="77"/><w:numId w:val="1"/></w:numPr>'),
    ) == ["## a", "1. b", "c", "d"]


def test_a_note_that_marks_itself_is_told_once(base: bytes) -> None:
    plan = document(para("Uno", Note("a")), notes={"a": text("nota")})
    data = write_docx(plan, base)
    made = with_part(data, "word/footnotes.xml", "nota", "nota</w:t><w:footnoteReference w:id='1'/><w:t>")
    assert "Uno^[nota]" in docx_text(made)


def test_styles_based_on_each_other_in_a_circle_end() -> None:
    circle = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:name w:val="{one}"/><w:basedOn w:val="{other}"/></w:style>'
        for one, other in (("A1", "B1"), ("B1", "A1"))
    )
    made = with_part(docx(paragraph("x", "A1")), "word/styles.xml", "</w:styles>", f"{circle}</w:styles>")
    assert docx_text(made) == "x\n"


@pytest.mark.parametrize("name", ["word/styles.xml", "word/numbering.xml", "word/footnotes.xml"])
def test_a_document_may_lack_its_other_parts(name: str) -> None:
    parts = {key: value for key, value in unpacked(docx(paragraph("x"))).items() if key != name}
    assert docx_text(packed(parts)) == "x\n"


@pytest.mark.parametrize("data", [b"", b"no", b"PK\x03\x04", packed({"a": b"b"})])
def test_what_is_no_document_is_refused(data: bytes) -> None:
    with pytest.raises(UsageError):
        docx_text(data)


def test_entities_are_refused() -> None:
    made = with_part(docx(paragraph("x")), "word/document.xml", "<w:document", "<!DOCTYPE a><w:document")
    with pytest.raises(UsageError) as caught:
        docx_text(made)
    assert caught.value.key == "docx-doctype"
