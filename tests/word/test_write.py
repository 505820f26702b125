"""Blocks become paragraphs of named styles, lists, notes, sections and pictures."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from plangen.document.blocks import (
    Break,
    Callout,
    Code,
    Document,
    Face,
    Heading,
    Image,
    Layout,
    Link,
    ListBlock,
    Note,
    Paragraph,
    Picture,
    Place,
    Quote,
    Rule,
    Text,
)
from plangen.word.base import own_base
from plangen.word.lint import lint_docx
from plangen.word.packing import Packed
from plangen.word.write import write_docx, write_parts
from tests.support.documents import caption, document, para, png, row, table, text
from tests.support.docx_reader import Docx, R, W, read_docx, text_of
from tests.support.word_package import complaints

ROOT = Path(__file__).parents[2]
Built = Callable[..., Docx]


def _number_start(seen: Docx, number: str) -> str:
    """First number of a list, by its `w:numId`."""
    part = seen.part("word/numbering.xml")
    found = part.find(f"{W}num[@{W}numId='{number}']/{W}lvlOverride/{W}startOverride")
    return "" if found is None else found.get(f"{W}val", "")


def test_the_sample_has_no_findings_of_the_validator_and_the_lint(
    sample_bytes: bytes, tmp_path: Path
) -> None:
    assert complaints(sample_bytes, tmp_path) == []
    assert [finding.name for finding in lint_docx(sample_bytes)] == []


def test_same_document_gives_same_bytes_whatever_the_hash_seed(sample_bytes: bytes) -> None:
    code = (
        "from hashlib import sha256; from plangen.word.base import make_base;"
        "from plangen.word.write import write_docx; from tests.support.documents import sample_document;"
        "print(sha256(write_docx(sample_document(), make_base())).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(digests) == 1


@pytest.mark.parametrize(
    ("heading", "style", "shown"),
    [
        (Heading(0, text("Plan")), "Title", "Plan"),
        (Heading(1, text("Uno"), "1"), "heading 1", "Uno"),
        (Heading(2, text("Dos"), "1.1"), "heading 2", "Dos"),
        (Heading(3, text("Tres"), "1.1.1"), "heading 3", "Tres"),
        (Heading(4, text("Cuatro")), "heading 4", "Cuatro"),
        (Heading(6, text("Seis")), "heading 4", "Seis"),
        (Heading(1, text("Siglas"), role="front"), "Plan Título sin número", "Siglas"),
        (Heading(1, text("Fichas"), "A", role="annex"), "Plan Anexo", "Anexo A. Fichas"),
        (Heading(2, text("Riego"), "ACC-2", role="sheet"), "Plan Título de ficha", "ACC-2\tRiego"),
        (Heading(2, text("Lectura"), "A.1"), "Plan Sección sin número", "A.1\tLectura"),
        (Heading(3, text("Suelta")), "Plan Apartado sin número", "Suelta"),
    ],
)
def test_headings_bear_their_style_and_word_counts_the_numbers(
    built: Built, heading: Heading, style: str, shown: str
) -> None:
    first = built(heading).paragraphs[0]
    assert (first.style, first.text) == (style, shown)


@pytest.mark.parametrize(
    ("role", "style"),
    [
        ("", "Body Text"),
        ("lead", "Plan Entradilla"),
        ("label", "Plan Rótulo"),
        ("subtitle", "Subtitle"),
        ("programme", "Plan Portada programa"),
        ("disclaimer", "Plan Portada pie"),
        ("figure_value", "Plan Cifra"),
        ("figure_label", "Plan Cifra rótulo"),
        ("vision", "Plan Visión"),
        ("source", "Plan Fuente"),
        ("draft", "Plan Borrador"),
        ("pending", "Plan Pendiente"),
        ("sheet_section", "Plan Ficha sección"),
        ("illustrative", "Plan Nota"),
    ],
)
def test_each_paragraph_role_has_its_style(built: Built, role: str, style: str) -> None:
    assert built(para("Texto", role=role)).paragraphs[0].style == style


def test_text_of_a_sheet_begins_at_the_margin(built: Built) -> None:
    seen = built(
        Heading(2, text("Riego"), "ACC-2", role="sheet"),
        para("Texto"),
        Heading(1, text("Otro"), "1"),
        para("Más"),
    )
    assert [style for style, _ in seen.styled] == [
        "Plan Título de ficha",
        "Plan Ficha valor",
        "heading 1",
        "Body Text",
    ]


def test_faces_are_character_styles_and_their_combinations_do_not_cancel_out(built: Built) -> None:
    seen = built(
        para(
            Text("b", Face.BOLD),
            Text("i", Face.ITALIC),
            Text("c", Face.CODE),
            Text("m", Face.BOLD | Face.ITALIC),
            Text("s", Face.STRIKE),
        ),
        Heading(3, text("En ", Text("negrita", Face.BOLD)), "1.1.1"),
    )
    assert seen.paragraphs[0].character_styles == (
        ("b", "Strong"),
        ("i", "Emphasis"),
        ("c", "PlanCodigo"),
        ("m", "Strong"),
        ("s", ""),
    )
    runs = seen.paragraphs[0].element.findall(f"{W}r")
    assert runs[3].find(f"{W}rPr/{W}i") is not None
    assert runs[4].find(f"{W}rPr/{W}strike") is not None
    assert seen.paragraphs[1].character_styles[-1] == ("negrita", ""), (
        "bold in a bold style would switch it off"
    )


def test_markup_and_control_characters_in_text_stay_text(built: Built) -> None:
    seen = built(para('a <b> & "c" ]]>\x00\x0b\ufffe\ud800 fin\u00a0%\ttab'))
    assert seen.paragraphs[0].text == 'a <b> & "c" ]]> fin\u00a0% tab'


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), min_size=1, max_size=5))
def test_every_text_arrives_unchanged(words: list[str]) -> None:
    content = tuple(Text(word, at % 16) for at, word in enumerate(words))
    body = write_parts(document(Paragraph(content)), own_base()).document
    assert isinstance(body, Packed)
    legal = "".join(words).replace("\ufffe", "").replace("\uffff", "")
    assert text_of(etree.fromstring(body.unpacked())) == legal


def test_breaks_and_pictures_in_a_line(built: Built) -> None:
    seen = built(
        para("uno", Break(), "dos", Image("a.png", "Sello"), Image("b.png", "Falta")),
        images={"a.png": png(20, 10)},
    )
    assert seen.paragraphs[0].text == "uno\ndosFalta"
    assert 'descr="Sello"' in seen.parts["word/document.xml"].decode()


def test_links_lead_outside_by_relationship_and_inside_by_bookmark(built: Built) -> None:
    seen = built(
        Heading(1, text("Uno"), "1", ("uno",)),
        para(
            Link(text("fuera"), url="https://example.org/?a=1&b=2"),  # type: ignore[arg-type]
            Link(text("dentro"), anchor="uno"),  # type: ignore[arg-type]
            Link(text("perdido"), anchor="nada"),  # type: ignore[arg-type]
        ),
    )
    outside, inside = seen.paragraphs[1].element.findall(f"{W}hyperlink")
    assert seen.relationships[outside.get(f"{R}id", "")] == "https://example.org/?a=1&b=2"
    assert (inside.get(f"{W}anchor"),) == seen.paragraphs[0].bookmarks
    assert seen.paragraphs[1].text == "fueradentroperdido"


def test_every_ordered_list_begins_anew_and_keeps_its_start(built: Built) -> None:
    two = ((para("a"),), (para("b"),))
    seen = built(
        ListBlock(two, ordered=True),
        ListBlock(two, ordered=True, start=4),
        ListBlock(two, ordered=True, role="findings"),
    )
    numbers = [p.number for p in seen.paragraphs if p.text]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3] != numbers[4]
    assert [_number_start(seen, number) for number in numbers[::2]] == ["1", "4", "1"]
    assert seen.paragraphs[4].style == "Plan Hallazgo"


def test_lists_nest_three_deep_and_items_hold_several_blocks(built: Built) -> None:
    inner = ListBlock(((para("tres"), ListBlock(((para("cuatro"),),)), Code("x = 1")),))
    seen = built(
        ListBlock(((para("uno"), para("más"), ListBlock(((para("dos"), inner),)), Quote((para("cita"),))),)),
    )
    assert seen.styled == [
        ("List Bullet", "uno"),
        ("List Continue", "más"),
        ("List Bullet 2", "dos"),
        ("List Bullet 2", "tres"),
        ("List Bullet 2", "cuatro"),
        ("HTML Preformatted", "x = 1"),
        ("Quote", "cita"),
    ]
    assert (seen.paragraphs[3].level, seen.paragraphs[4].level) == ("1", "1")


def test_a_callout_is_a_title_and_lines_of_one_box(built: Built) -> None:
    seen = built(
        Callout("warning", text("Ojo"), (para("Uno."), ListBlock(((para("dos"),), (para("tres"),)))))
    )
    assert seen.styled == [
        ("Plan Mensaje título", "Ojo"),
        ("Plan Mensaje", "Uno."),
        ("Plan Mensaje", "•\u00a0dos"),
        ("Plan Mensaje", "•\u00a0tres"),
    ]


def test_what_a_callout_cannot_hold_follows_it(built: Built) -> None:
    inside = ListBlock(((para("uno"), table(row("a"), row("b"))),))
    seen = built(Callout("note", text("Ojo"), (para("Texto."), inside)))
    assert [style for style, _ in seen.styled] == ["Plan Mensaje título", "Plan Mensaje", "List Bullet"]
    assert len(seen.tables) == 1


def test_code_keeps_its_lines_and_blanks_and_a_rule_is_a_separator(built: Built) -> None:
    seen = built(Code("a:\n  b: 1\n"), Rule())
    assert seen.paragraphs[0].text == "a:\n  b: 1"
    assert seen.paragraphs[1].style == "Plan Separador"


def test_a_note_marked_twice_is_printed_once(built: Built) -> None:
    seen = built(
        para("a", Note("X"), "b", Note("Y"), "c", Note("X"), Note("?")),
        notes={"Y": text("segunda"), "X": text("primera ", Link(text("aquí"), url="https://example.org/n"))},  # type: ignore[arg-type]
    )
    assert {at: words.strip() for at, words in seen.footnotes.items()} == {1: "primera aquí", 2: "segunda"}
    assert [result for code, result in seen.fields if code.startswith("NOTEREF")] == ["1"]
    assert b"https://example.org/n" in seen.parts["word/_rels/footnotes.xml.rels"]


def test_the_cover_is_a_section_without_header_and_puts_the_programme_first(built: Built) -> None:
    seen = built(
        Heading(0, text("Plan")), para("Programa", role="programme"), Place("page_break"), para("Cuerpo")
    )
    assert [words for _, words in seen.styled] == ["Programa", "Plan", "Cuerpo"]
    cover, body = seen.sections
    assert cover.find(f"{W}headerReference") is None
    assert body.find(f"{W}headerReference") is not None


def test_header_and_footer_say_what_the_document_says(seen: Docx) -> None:
    furniture = b"".join(
        content for name, content in sorted(seen.parts.items()) if name.startswith("word/footer")
    )
    assert "Página ".encode() in furniture
    assert b"NUMPAGES" in furniture
    headers = [text_of(seen.part(name)) for name in sorted(seen.parts) if name.startswith("word/header")]
    assert headers == ["Plan de Reforzamiento de la Competitividad\tClúster de Banano Orgánico de Piura"] * 2


def test_wide_tables_stand_on_landscape_pages_with_their_title_and_back(built: Built) -> None:
    wide = table(
        row("a", "b"),
        row("c", "d"),
        layout=Layout(landscape=True),
        caption=caption("Hilo", "B", 1),
        source=text("F"),
    )
    seen = built(
        para("antes"),
        Heading(1, text("Hilo"), "B", role="annex"),
        para("La tabla."),
        wide,
        Heading(2, text("Otra"), "B.1"),
        wide,
        para("después"),
    )
    orients = [section.find(f"{W}pgSz").get(f"{W}orient", "portrait") for section in seen.sections]  # type: ignore[union-attr]
    assert orients == ["portrait", "landscape", "portrait"]
    ends = [p.text for p in seen.paragraphs if p.element.find(f"{W}pPr/{W}sectPr") is not None]
    assert ends == ["antes", "F"]
    assert seen.tables[0].grid == seen.tables[1].grid
    assert sum(seen.tables[0].grid) == 14343


def test_a_landscape_table_without_source_closes_its_section_by_itself(built: Built) -> None:
    seen = built(table(row("a", "b"), row("c", "d"), layout=Layout(landscape=True)), para("después"))
    assert len(seen.sections) == 2
    assert seen.paragraphs[0].element.find(f"{W}pPr/{W}sectPr") is not None


def test_a_page_break_goes_into_what_follows(built: Built) -> None:
    seen = built(
        para("a"),
        Place("page_break"),
        para("b"),
        Place("page_break"),
        Heading(1, text("Uno"), "1"),
        Place("page_break"),
        table(row("c"), row("d")),
    )
    assert [p.has("pageBreakBefore") for p in seen.paragraphs[:3]] == [False, True, False]
    assert 'w:type="page"' in seen.parts["word/document.xml"].decode()


def test_text_behind_a_table_without_source_gets_air(built: Built) -> None:
    plain = table(row("a"), row("b"))
    sourced = table(row("a"), row("b"), source=text("Fuente"))
    seen = built(plain, para("uno"), sourced, para("dos"), plain, Heading(2, text("tres"), "1.1"))
    spaced = [p.text for p in seen.paragraphs if p.style and p.element.find(f"{W}pPr/{W}spacing") is not None]
    assert spaced == ["uno"]


def test_a_table_that_begins_with_space_of_its_own_gets_less_before(built: Built) -> None:
    figures = table(row("8"), row("acciones"), layout=Layout("figures"))
    columns = table(row("El reto"), row("Texto"), layout=Layout("columns"))
    gaps = [
        int(built(figures, other).body[1].find(f"{W}pPr/{W}spacing").get(f"{W}after"))  # type: ignore[union-attr, arg-type]
        for other in (columns, figures)
    ]
    assert 0 < gaps[0] < gaps[1]


def test_two_tables_never_touch_and_the_body_ends_with_the_same_paragraph(built: Built) -> None:
    plain = table(row("a"), row("b"))
    kinds = [child.tag.removeprefix(W) for child in built(plain, plain).body]
    assert kinds == ["tbl", "p", "tbl", "p", "sectPr"]
    last = [etree.tostring(built(block).body[-2]) for block in (plain, para("x"), Heading(1, text("y"), "1"))]
    assert len(set(last)) == 1


def test_pictures_are_scaled_to_the_room_and_never_enlarged(built: Built) -> None:
    seen = built(
        Picture("wide.png", "Ancha", source=text("Fuente")),
        Picture("tall.png", "Alta"),
        Picture("small.png", "Chica"),
        Picture("none.png", "Falta"),
        images={"wide.png": png(1442, 300), "tall.png": png(100, 2000), "small.png": png(96, 48)},
    )
    extents = [
        (int(node.get("cx", "")) / 36000, int(node.get("cy", "")) / 36000)
        for node in seen.body.iter(
            "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
        )
    ]
    assert extents[0][0] == pytest.approx(166, abs=0.1)
    assert extents[1][1] == pytest.approx(110, abs=0.1)
    assert extents[2] == pytest.approx((25.4, 12.7), abs=0.01)
    assert ("Plan Figura", "Falta") in seen.styled


def test_the_document_speaks_its_language(built: Built) -> None:
    assert b'w:val="es-PE"' in built(para("a")).parts["word/styles.xml"]
    assert b'<w:lang w:val="en' in built(para("a"), language="en").parts["word/styles.xml"]


def test_an_empty_document_is_a_valid_file(base: bytes, tmp_path: Path) -> None:
    data = write_docx(Document((), "es", {}, {}), base)
    assert complaints(data, tmp_path) == []
    assert read_docx(data).styled == []
