"""What the lint says of readers who do not see, or see less: looks resolved through styles, tables and theme."""

from __future__ import annotations

import pytest

from plangen.spans import Finding
from plangen.word.base import make_base
from plangen.word.lint import lint_docx
from plangen.word.namespaces import ADEC, ROOT
from tests.support.word_package import docx, packed, paragraph, unpacked, with_part

MADE = make_base()
DECORATIVE = f'<a:extLst><a:ext uri="x"><adec:decorative xmlns:adec="{ADEC}" val="1"/></a:ext></a:extLst>'


def found(*blocks: str, styles: str = "", **parts: object) -> list[Finding]:
    """What the lint says of some blocks, with some styles more."""
    data = docx(*blocks, paragraph("Fin"), **parts)
    return list(lint_docx(with_part(data, "word/styles.xml", "</w:styles>", f"{styles}</w:styles>")))


def names(*blocks: str, **options: object) -> list[str]:
    return [finding.name for finding in found(*blocks, **options)]  # type: ignore[arg-type]


def style(name: str, run: str = "", paragraph_properties: str = "", based: str = "BodyText") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/>'
        f"<w:pPr>{paragraph_properties}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def table_style(part: str, run: str = "") -> str:
    return (
        '<w:style w:type="table" w:styleId="Ajena"><w:name w:val="Ajena"/>'
        f'<w:tblStylePr w:type="firstRow"><w:rPr>{run}</w:rPr><w:tcPr>{part}</w:tcPr></w:tblStylePr></w:style>'
    )


def fill(color: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{color}"/>'


def cell(content: str, own: str = "") -> str:
    return f"<w:tc><w:tcPr>{own}</w:tcPr>{content}</w:tc>"


def table(*rows: str, style: str = "PlanTabla", look: str = "") -> str:
    looks = f"<w:tblLook {look}/>" if look else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{looks}<w:tblCaption w:val="Costos"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="900"/></w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def row(content: str, header: bool = False) -> str:
    return f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if header else ''}{content}</w:tr>"


def run(text: str, properties: str) -> str:
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def picture(words: str, inside: str = "") -> str:
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="F" descr="{words}">{inside}</wp:docPr>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )


def field(instruction: str, result: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText>{instruction}</w:instrText></w:r>{marks[1]}{result}{marks[2]}"


def test_our_reference_document_says_language_and_title() -> None:
    assert [finding.name for finding in lint_docx(MADE)] == []


@pytest.mark.parametrize(
    ("part", "old", "new", "name", "where"),
    [
        ("word/styles.xml", 'w:lang w:val="es-PE"', "w:lang", "missing-language", "word/styles.xml"),
        ("word/styles.xml", 'w:lang w:val="es-PE"', 'w:lang w:val="de-DE"', "other-language", "word/styles.xml"),
        ("word/settings.xml", '<w:themeFontLang w:val="es-PE"/>', "", "missing-language", "word/settings.xml"),
        ("word/settings.xml", 'themeFontLang w:val="es', 'themeFontLang w:val="en', "other-language",
         "word/settings.xml"),
        ("docProps/core.xml", "<dc:title>Documento de referencia</dc:title>", "<dc:title> </dc:title>",
         "missing-title", "docProps/core.xml"),
    ],
)  # fmt: skip
def test_language_and_title_are_asked_of_the_part_that_holds_them(
    part: str, old: str, new: str, name: str, where: str
) -> None:
    findings = lint_docx(with_part(MADE, part, old, new))
    assert [(one.name, one.params["part"]) for one in findings] == [(name, where)]


def test_file_without_properties_lacks_a_title() -> None:
    parts = unpacked(docx(paragraph("x")))
    del parts["docProps/core.xml"]
    relations = parts["_rels/.rels"].decode()
    start = relations.index('<Relationship Id="baseCore"')
    parts["_rels/.rels"] = (relations[:start] + relations[relations.index("/>", start) + 2 :]).encode()
    assert [one.name for one in lint_docx(packed(parts))] == ["missing-title"]


def test_contrast_is_that_of_the_text_on_the_fill_of_its_cell() -> None:
    on = [table(row(cell(paragraph("T"), fill(color)), header=True)) for color in ("F1F5F6", "12384F")]
    (one,) = found(*on)
    assert (one.name, one.params["ground"], one.params["text"]) == ("low-contrast", "#12384F", "#1F2A30")
    assert (one.params["ratio"], one.params["least"]) == ("1.2", "4.5")


def test_paragraph_paints_over_its_cell_and_a_run_over_both() -> None:
    white_on_ink = paragraph("5", "PlanNivel5")
    assert names(white_on_ink) == []
    assert names(table(row(cell(white_on_ink, fill("FFFFFF")), header=True))) == []
    run_fill = run("x", '<w:rStyle w:val="Strong"/>' + fill("1F2A30"))
    assert names(run_fill) == ["low-contrast"]


def test_header_fill_of_a_table_style_counts_where_the_table_asks_for_it() -> None:
    dark = table_style(fill("12384F"))
    head = row(cell(paragraph("Año")), header=True)
    plain = row(cell(paragraph("2027")))
    asked = table(head, plain, style="Ajena", look='w:firstRow="1"')
    assert names(asked, styles=dark) == ["low-contrast"]
    assert names(table(head, plain, style="Ajena", look='w:val="0020"'), styles=dark) == ["low-contrast"]
    assert names(table(head, plain, style="Ajena", look='w:firstRow="0"'), styles=dark) == []


def test_text_colour_of_a_table_style_yields_to_the_paragraph_style() -> None:
    bright = table_style(fill("12384F"), '<w:color w:val="FFFFFF"/>')
    own = style("Oscuro", '<w:color w:val="1F2A30"/>')
    head = row(cell(paragraph("Año", "{}")), header=True)
    asked = table(head, style="Ajena", look='w:firstRow="1"')
    assert names(asked.replace("{}", "BodyText"), styles=bright) == []
    assert names(asked.replace("{}", "Oscuro"), styles=bright + own) == ["low-contrast"]


def test_nested_table_stands_on_the_cell_round_it() -> None:
    inner = table(row(cell(paragraph("x")), header=True)) + paragraph("", "PlanFuente")
    outer = table(row(cell(paragraph("T")), header=True), row(cell(inner, fill("12384F"))))
    assert names(outer) == ["low-contrast"]


def test_colours_of_the_theme_are_followed() -> None:
    gold, ink = (f'<w:color w:val="000000" w:themeColor="{name}"/>' for name in ("accent2", "text2"))
    assert names(paragraph("x", "T"), styles=style("T", gold)) == ["low-contrast"]
    assert names(paragraph("x", "T"), styles=style("T", ink)) == []
    pale = '<w:color w:val="000000" w:themeColor="text2" w:themeTint="33"/>'
    assert names(paragraph("x", "T"), styles=style("T", pale)) == ["low-contrast"]


def test_large_text_needs_less_contrast_and_automatic_colour_none() -> None:
    medium = '<w:color w:val="7C8A92"/>'  # 3.6 to 1 on white
    assert names(paragraph("x", "T"), styles=style("T", medium + '<w:sz w:val="36"/>')) == []
    assert names(paragraph("x", "T"), styles=style("T", medium + '<w:b/><w:sz w:val="28"/>')) == []
    assert names(paragraph("x", "T"), styles=style("T", medium + '<w:sz w:val="28"/>')) == ["low-contrast"]
    shade = fill("12384F")
    assert names(paragraph("x", "T"), styles=style("T", '<w:color w:val="auto"/>', shade)) == []


def test_a_style_that_is_used_often_is_reported_once() -> None:
    small = style("T", '<w:sz w:val="14"/>')
    (one,) = found(*[paragraph(f"línea {at}", "T") for at in range(5)], styles=small)
    assert (one.name, one.params["size"], one.params["place"]) == ("small-text", "7", "línea 0")


def test_hidden_text_and_blanks_are_not_looked_at() -> None:
    tiny = '<w:sz w:val="4"/>'
    assert names(paragraph("x", "T"), styles=style("T", "<w:vanish/>" + tiny)) == []
    assert "small-text" not in names(paragraph(" ", "T"), styles=style("T", tiny))


def test_footnotes_and_headers_are_looked_at_too() -> None:
    small = style("T", '<w:sz w:val="12"/>')
    header = f"<w:hdr{ROOT}>{paragraph('Plan', 'T')}</w:hdr>"
    (one,) = found(paragraph("x"), styles=small, headers={"h": header})
    assert (one.name, one.params["part"]) == ("small-text", "word/header1.xml")


@pytest.mark.parametrize(
    "words", ["imagen", "Imagen 12", "Figura 3-2", "figura_02.svg", "IMG_2041", "un gráfico"]
)
def test_words_that_name_no_more_than_a_picture_are_found(words: str) -> None:
    assert names(picture(words)) == ["picture-says-nothing"]


@pytest.mark.parametrize(
    "words", ["Logo del programa", "Figura 3: ventas por año", "Suben 4.5 %", "Mapa de Piura"]
)
def test_words_that_say_something_are_let_pass(words: str) -> None:
    assert names(picture(words)) == []


def test_decoration_is_for_the_cover_alone() -> None:
    section = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"
    decoration = picture("", DECORATIVE)
    assert names(paragraph("Plan", "Title"), decoration, section) == []
    assert names(paragraph("Texto"), decoration, section) == ["decorative-picture"]
    assert names(paragraph("Plan", "Title"), section, decoration) == ["decorative-picture"]


@pytest.mark.parametrize(
    "floating",
    [
        '<w:p><w:pPr><w:framePr w:w="100"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>',
        table(row(cell(paragraph("T")), header=True)).replace("<w:tblPr>", "<w:tblPr><w:tblpPr/>"),
    ],
)
def test_frames_and_floating_tables_are_found(floating: str) -> None:
    assert names(floating) == ["floating-object"]


def test_table_that_looks_headed_marks_its_header_whatever_its_style() -> None:
    plain = row(cell(paragraph("Costo")))
    assert names(table(plain, style="PlanTablaFicha", look='w:firstRow="1"')) == ["table-without-header"]
    assert names(table(plain, style="PlanTablaFicha", look='w:firstRow="0"')) == []


def test_second_header_row_is_looked_at_too() -> None:
    head = row(cell(paragraph("Año")), header=True)
    (one,) = found(table(head, row(cell("<w:p/>"), header=True)))
    assert (one.name, one.params["column"]) == ("blank-header", "1")


def test_empty_paragraph_among_others_of_a_cell_is_found_and_one_behind_a_table_is_not() -> None:
    head = row(cell(paragraph("Año")), header=True)
    spaced = paragraph("uno") + paragraph("") + paragraph("dos")
    assert names(table(head, row(cell(spaced)))) == ["empty-paragraph"]
    assert names(table(head, row(cell(paragraph("uno") + table(head) + paragraph(""))))) == []
    assert names(table(head, row(cell(paragraph(""))))) == []


def test_level_without_its_number_is_found_once_in_a_row() -> None:
    head = row(cell(paragraph("Nivel")), header=True)
    level = "".join(cell(paragraph(words, "PlanNivel4")) for words in ("", ""))
    (one,) = found(table(head, row(level)).replace("<w:gridCol", '<w:gridCol w:w="9"/><w:gridCol').replace(
        "<w:tcPr></w:tcPr>" + paragraph("Nivel"), '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph("Nivel")
    ))  # fmt: skip
    assert (one.name, one.params["value"]) == ("colour-alone", "Plan Nivel 4")


def test_result_of_a_field_inside_another_counts_for_both() -> None:
    inner = field("PAGE", "<w:r><w:t>1</w:t></w:r>")
    assert names(f"<w:p>{field('TOC', inner)}</w:p>") == []
    assert names(f"<w:p>{field('TOC', field('PAGE', ''))}</w:p>") == ["field-without-result"] * 2


def test_fields_that_show_nothing_need_no_result() -> None:
    assert names(f"<w:p>{field(' XE banano ', '')}<w:r><w:t>x</w:t></w:r></w:p>") == []


def test_simple_field_without_result_is_found() -> None:
    text = "<w:r><w:t>x</w:t></w:r>"
    assert names(f'<w:p>{text}<w:fldSimple w:instr=" PAGE "/></w:p>') == ["field-without-result"]
    assert names(f'<w:p>{text}<w:fldSimple w:instr=" PAGE ">{text}</w:fldSimple></w:p>') == []
