"""The lint: files broken in one way each, and the same files mended."""

from __future__ import annotations

import warnings
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.plan.words import Words
from plangen.word.base import make_base
from plangen.word.lint import FAULTS, lint_docx
from plangen.word.lint_faults import fault
from plangen.word.namespaces import ADEC, ROOT
from tests.support.word_package import docx, packed, paragraph, unpacked, with_part

GOOD = docx(paragraph("Texto"))


def names(data: bytes) -> list[str]:
    return [finding.name for finding in lint_docx(data)]


def run(content: str) -> str:
    return f"<w:p><w:r>{content}</w:r></w:p>"


def char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def control(identifier: int, tag: str = "actions/ACC-1/name") -> str:
    return (
        f'<w:p><w:sdt><w:sdtPr><w:tag w:val="{tag}"/><w:id w:val="{identifier}"/><w:text/></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>valor</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )


def bookmark(name: str, identifier: int = 1) -> str:
    return (
        f'<w:p><w:bookmarkStart w:id="{identifier}" w:name="{name}"/><w:r><w:t>x</w:t></w:r>'
        f'<w:bookmarkEnd w:id="{identifier}"/></w:p>'
    )


def drawing(identifier: int, words: str = "Un punto", inside: str = "") -> str:
    return run(
        f'<w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="{identifier}" name="F"'
        f' descr="{words}">{inside}</wp:docPr></wp:inline></w:drawing>'
    )


def table(*rows: str, style: str = "PlanTabla", columns: int = 2, title: str = "Costos") -> str:
    grid = '<w:gridCol w:w="1000"/>' * columns
    words = f'<w:tblCaption w:val="{title}"/>' if title else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{words}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl>" + paragraph("Fuente", "PlanFuente")
    )


def row(*cells: str, header: bool = False) -> str:
    mark = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
    return f"<w:tr>{mark}{''.join(cells)}</w:tr>"


def cell(content: str = "<w:p/>", span: int = 1, more: str = "") -> str:
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{more}</w:tcPr>{content}</w:tc>'


HEAD = row(cell(paragraph("Año")), cell(paragraph("Costo")), header=True)
DECORATIVE = f'<a:extLst><a:ext uri="x"><adec:decorative xmlns:adec="{ADEC}" val="1"/></a:ext></a:extLst>'
FIELD = (
    char("begin")
    + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    + char("separate")
    + "<w:r><w:t>1</w:t></w:r>"
)
MOVE = '<w:moveFromRangeStart w:id="1" w:name="m"/><w:moveFromRangeEnd w:id="1"/>'
SIGNED = 'w:id="{}" w:author="A" w:date="2026-12-01T09:00:00Z"'
DELETED = (
    f"<w:p><w:del {SIGNED.format(1)}><w:r><w:{{0}}>viejo</w:{{0}}></w:r></w:del><w:r><w:t>n</w:t></w:r></w:p>"
)
COME = "<w:p><w:ins {}><w:r><w:t>nuevo</w:t></w:r></w:ins></w:p>"
MARKED = f"<w:p><w:pPr><w:rPr><w:del {SIGNED.format(1)}/></w:rPr></w:pPr></w:p>"
GONE_ROW = f"<w:tr><w:trPr><w:del {SIGNED.format(2)}/></w:trPr>{{}}</w:tr>"
NUMBERED = '<w:p><w:pPr><w:numPr><w:numId w:val="{}"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
LINK = "<w:p><w:hyperlink {}><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>"
SIZED = "<w:rPr><w:{}/></w:rPr><w:t>x</w:t>"
NOTE = '<w:t>x</w:t></w:r><w:r><w:footnoteReference w:id="{}"/>'
LONG = "a" * 41
COVER = paragraph("Plan", "Title") + "{}<w:p><w:pPr><w:sectPr/></w:pPr></w:p>" + paragraph("Texto")
FLOAT = (
    '<w:p><w:r><w:drawing><wp:anchor><wp:docPr id="1" name="F" descr="{}">{}</wp:docPr></wp:anchor>'
    "</w:drawing></w:r></w:p>"
)

BROKEN = {
    "unknown-style": (paragraph("x", "Nada"), paragraph("x", "PlanFuente")),
    "unknown-list": (NUMBERED.format(9), NUMBERED.format(2) + NUMBERED.format(0)),
    "unknown-footnote": (run(NOTE.format(7)), run(NOTE.format(1))),
    "unknown-bookmark": (LINK.format('w:anchor="nada"'), LINK.format('w:anchor="b"') + bookmark("b")),
    "unknown-relationship": (LINK.format('r:id="nada"'), LINK.format('r:id="enlace"')),
    "duplicate-control": (control(1) + control(1), control(1) + control(2)),
    "long-control-name": (control(1, "a" * 65), control(1, "a" * 64)),
    "open-bookmark": (bookmark("b").partition("<w:bookmarkEnd")[0] + "</w:p>", bookmark("b")),
    "duplicate-bookmark": (bookmark("b") + bookmark("B", 2), bookmark("b") + bookmark("c", 2)),
    "long-bookmark": (bookmark(LONG), bookmark(LONG[1:])),
    "duplicate-drawing": (drawing(1) + drawing(1), drawing(1) + drawing(2)),
    "open-field": (f"<w:p>{FIELD}</w:p>", f"<w:p>{FIELD}{char('end')}</w:p>"),
    "text-in-deletion": (DELETED.format("t"), DELETED.format("delText")),
    "unpaired-move": (f"<w:p>{MOVE}<w:r><w:t>x</w:t></w:r></w:p>",
                      f"<w:p>{MOVE}{MOVE.replace('moveFrom', 'moveTo')}<w:r><w:t>x</w:t></w:r></w:p>"),
    "deletion-outside": (run("<w:delText>viejo</w:delText><w:t>n</w:t>"), DELETED.format("delText")),
    "duplicate-revision": (COME.format(SIGNED.format(1)) * 2,
                           COME.format(SIGNED.format(1)) + COME.format(SIGNED.format(2))),
    "unsigned-revision": (COME.format('w:id="1" w:author="A"'), COME.format(SIGNED.format(1))),
    "last-mark-tracked": (table(HEAD, row(cell(paragraph("x") + MARKED), cell())),
                          table(HEAD, GONE_ROW.format(cell(paragraph("x") + MARKED) + cell()))
                          + MARKED.replace('w:id="1"', 'w:id="3"') + paragraph("x")),
    "row-off-grid": (table(HEAD, row(cell())), table(HEAD, row(cell(span=2)))),
    "cell-without-paragraph": (table(HEAD, row(cell(""), cell())), table(HEAD, row(cell(), cell()))),
    "cell-ends-in-table": (
        table(HEAD, row(cell("<w:p/>" + table(HEAD).partition("</w:tbl>")[0] + "</w:tbl>"), cell())),
        table(HEAD, row(cell(table(HEAD)), cell())),
    ),
    "picture-without-text": (drawing(1, " "), drawing(1) + COVER.format(drawing(2, "", DECORATIVE))),
    "heading-jump": (paragraph("1", "Heading1") + paragraph("3", "Heading3"),
                     paragraph("1", "Heading1") + paragraph("2", "Heading2") + paragraph("1", "PlanAnexo")
                     + paragraph("3", "PlanTituloDeFicha") + paragraph("4", "PlanFichaSeccion")
                     + paragraph("0", "PlanTituloSinNumero") + paragraph("4", "PlanFichaSeccion")),
    "table-without-header": (table(row(cell(), cell())),
                             table(row(cell(), cell()), style="PlanTablaFicha")),
    "empty-paragraph": (paragraph("") + paragraph("x") + run('<w:t>\u00a0</w:t><w:br/>') + paragraph("y"),
                        paragraph("", "PlanSeparador") + run('<w:br w:type="page"/>')
                        + table(HEAD).partition("</w:tbl>")[0] + "</w:tbl><w:p/>" + table(HEAD)
                        + "<w:p><w:pPr><w:pageBreakBefore/></w:pPr></w:p>"),
    "other-language": (paragraph("x", "Ajeno"), paragraph("x", "Propio")),
    "picture-says-nothing": (drawing(1, "exportaciones 2025.PNG"), drawing(1, "Exportaciones, en 2025")),
    "decorative-picture": (drawing(1, "", DECORATIVE), COVER.format(drawing(1, "", DECORATIVE))),
    "floating-object": (FLOAT.format("Un punto", ""), COVER.format(FLOAT.format("", DECORATIVE))),
    "table-without-title": (table(HEAD, title=""), paragraph("Tabla 1", "Caption") + table(HEAD, title="")),
    "blank-header": (
        table(row(cell(paragraph("Año")), cell(), header=True)),
        table(HEAD, row(cell(more="<w:vMerge/>"), cell(paragraph("T1")), header=True)),
    ),
    "empty-link": (LINK.format('w:anchor="b"').replace("<w:t>x</w:t>", "<w:sym/>") + bookmark("b"),
                   LINK.format('w:anchor="b"') + bookmark("b")),
    "field-without-result": (f"<w:p>{FIELD.replace('<w:t>1</w:t>', '')}{char('end')}</w:p>",
                             f"<w:p>{FIELD}{char('end')}</w:p>"),
    "low-contrast": (paragraph("x", "Dorado"), paragraph("x", "DoradoGrande")),
    "small-text": (paragraph("x", "Menudo"), paragraph("x", "PlanFuente")),
    "colour-alone": (table(HEAD, row(cell(paragraph("", "PlanCronogramaActivo")), cell())),
                     table(HEAD, row(cell(paragraph("•", "PlanCronogramaActivo")),
                                     cell(paragraph("", "PlanCronogramaLibre"))))),
    "direct-formatting": (run(SIZED.format('sz w:val="28"')), run(SIZED.format("b"))),
}  # fmt: skip
"""Fault → body that has it, the same body without it."""

NOTES = '<w:footnote w:id="1"><w:p><w:r><w:t>Nota</w:t></w:r></w:p></w:footnote>'


MORE_STYLES = (
    ("Ajeno", '<w:lang w:val="de-DE"/>'),
    ("Propio", '<w:lang w:val="es-ES"/>'),
    ("Dorado", '<w:color w:val="B58A2F"/>'),  # 3.2 to 1 on white
    ("DoradoGrande", '<w:b/><w:color w:val="B58A2F"/><w:sz w:val="28"/>'),
    ("Menudo", '<w:sz w:val="16"/>'),
    ("Hijo", ""),
)


def with_styles(data: bytes, more: str = "") -> bytes:
    """The file with styles that a client could have."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="BodyText"/>'
        f"<w:rPr>{properties}</w:rPr></w:style>"
        for name, properties in MORE_STYLES
    )
    return with_part(data, "word/styles.xml", "</w:styles>", f"{styles}{more}</w:styles>")


def whole(body: str) -> bytes:
    links = {"enlace": "https://example.org"}
    return with_styles(docx(body, paragraph("Fin"), footnotes=NOTES, hyperlinks=links))


@pytest.mark.parametrize("name", BROKEN)
def test_broken_body_is_found_and_the_mended_one_is_not(name: str) -> None:
    broken, mended = BROKEN[name]
    assert set(names(whole(broken))) == {name}
    assert names(whole(mended)) == []


def test_each_empty_paragraph_is_one_finding_with_the_text_before_it() -> None:
    found = lint_docx(docx(paragraph("Antes"), paragraph(""), run("<w:t> </w:t><w:br/>"), paragraph("x")))
    assert [finding.params["place"] for finding in found] == ["Antes", ""]


def test_empty_paragraph_that_closes_the_body_is_let_pass() -> None:
    assert names(docx(paragraph("x"), paragraph(""))) == []


def test_missing_last_section_is_found() -> None:
    parts = unpacked(GOOD)
    parts["word/document.xml"] = f"<w:document{ROOT}><w:body>{paragraph('x')}</w:body></w:document>".encode()
    assert names(packed(parts)) == ["missing-section"]


def test_field_that_ends_before_it_begins_is_found() -> None:
    assert names(whole(f"<w:p>{char('end')}</w:p>")) == ["open-field"]
    twice = f"<w:p>{char('begin')}{char('separate') * 2}<w:r><w:t>1</w:t></w:r>{char('end')}</w:p>"
    assert names(whole(twice)) == ["open-field"]


def test_rules_look_into_footnotes_and_headers() -> None:
    header = f'<w:hdr{ROOT}><w:p><w:pPr><w:pStyle w:val="Nada"/></w:pPr></w:p></w:hdr>'
    assert names(docx(paragraph("x"), headers={"h": header})) == ["unknown-style"]
    note = NOTES.replace("<w:t>", '<w:rPr><w:color w:val="800000"/></w:rPr><w:t>')
    assert names(docx(paragraph("x"), footnotes=note)) == ["direct-formatting"]


def test_heading_levels_are_read_from_inherited_styles() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Hijo"><w:name w:val="Hijo"/><w:basedOn w:val="Heading3"/>'
        "</w:style>"
    )
    data = with_part(
        docx(paragraph("x", "Hijo"), paragraph("y")), "word/styles.xml", "</w:styles>", f"{styles}</w:styles>"
    )
    (found,) = lint_docx(data)
    assert (found.name, found.params["level"], found.params["before"]) == ("heading-jump", "3", "0")


def test_styles_based_on_each_other_do_not_hang_the_lint() -> None:
    data = with_part(GOOD, "word/styles.xml", '<w:name w:val="Body Text"/><w:basedOn w:val="Normal"/>',
                     '<w:name w:val="Body Text"/><w:basedOn w:val="ListBullet"/>')  # fmt: skip
    assert names(data) == []


def test_part_that_is_there_twice_is_found() -> None:
    out = BytesIO(GOOD)
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("word/styles.xml", b"<a/>")
    assert [(found.name, found.params["part"]) for found in lint_docx(out.getvalue())] == [
        ("duplicate-part", "word/styles.xml")
    ]


def test_relationship_to_a_part_that_is_not_there_is_found() -> None:
    parts = unpacked(docx(paragraph("x"), media={"rId1": b"\x89PNG"}))
    del parts["word/media/image1.png"]
    (found,) = lint_docx(packed(parts))
    assert (found.name, found.params["value"]) == ("broken-relationship", "word/media/image1.png")


@pytest.mark.parametrize("bad", ["\x0b", "\x00", "\ufffe", "&#11;", "&#x1F;", "&#xFFFF;", "&#0;"])
def test_character_that_xml_forbids_is_found_by_name(bad: str) -> None:
    found = names(with_part(GOOD, "word/document.xml", "Texto", f"Te{bad}xto"))
    assert found == (["unreadable-docx"] if bad == "\x00" else ["illegal-character"])


@pytest.mark.parametrize("good", ["\t", "\n", "é", "\U000f0000", "&#10;", "&#x1F4;", "&#110;", "\ufffd"])
def test_character_that_xml_allows_is_let_pass(good: str) -> None:
    assert names(with_part(GOOD, "word/document.xml", "Texto", f"Te{good}xto")) == []


def test_part_that_is_not_well_formed_is_found() -> None:
    assert names(with_part(GOOD, "word/styles.xml", "</w:styles>", "")) == ["malformed-part"]


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip at all", packed({"a": b""})])
def test_file_that_is_no_document_is_one_finding(data: bytes) -> None:
    assert names(data) == ["unreadable-docx"]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_file_is_judged_and_never_raises(data: st.DataObject) -> None:
    parts = unpacked(make_base())
    name = data.draw(st.sampled_from(sorted(parts)))
    at = data.draw(st.integers(0, len(parts[name]) - 1))
    damaged = (
        parts[name][:at]
        + data.draw(st.binary(max_size=6))
        + parts[name][at + data.draw(st.integers(0, 60)) :]
    )
    for finding in lint_docx(packed({**parts, name: damaged})):
        assert finding.name in FAULTS


def test_every_fault_has_its_page_in_the_catalogue() -> None:
    words = Words()
    for name, row_ in FAULTS.items():
        page = words.page(name)
        assert all((page.message, page.hint, page.why, page.wrong, page.right)), name
        finding = fault(name, **dict.fromkeys(row_.params, "x"))
        assert words.message(finding)
        assert words.hint(finding)


def test_every_fault_of_a_body_has_its_case() -> None:
    package = {
        "unreadable-docx",
        "duplicate-part",
        "malformed-part",
        "illegal-character",
        "broken-relationship",
    }
    assert set(BROKEN) | package | {"missing-section", "missing-language", "missing-title"} == set(FAULTS)


def test_codes_are_one_each() -> None:
    codes = [row_.code for row_ in FAULTS.values()]
    assert codes == sorted(set(codes))


def test_finding_with_other_params_is_a_bug() -> None:
    with pytest.raises(TypeError):
        fault("missing-section", "word/document.xml", value="x")
