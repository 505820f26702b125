"""Fields carry the result Word will compute: captions, references, contents, lists of tables."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from plangen.document.blocks import (
    Block,
    Heading,
    Layout,
    Link,
    Note,
    Paragraph,
    Picture,
    Place,
    Table,
    Text,
)
from plangen.word.fields import bookmark_name
from tests.support.documents import LABELS, caption, para, row, table, text, value
from tests.support.docx_reader import Docx, W, fields_of, text_of

Built = Callable[..., Docx]


def _table(chapter: str, index: int, anchor: str = "", series: str = "table") -> Table:
    return table(
        row("a"), row("b"), caption=caption(f"Título {chapter}-{index}", chapter, index, series, anchor)
    )


def _codes(seen: Docx, word: str) -> list[tuple[str, str]]:
    return [pair for pair in seen.fields if pair[0].startswith(word)]


def test_a_caption_counts_by_chapter_with_cached_results(built: Built) -> None:
    seen = built(Heading(1, text("Uno"), "1"), _table("1", 1), _table("1", 2))
    captions = [p for p in seen.paragraphs if p.style == "caption"]
    assert [p.text for p in captions] == ["Tabla\u00a01-1\tTítulo 1-1", "Tabla\u00a01-2\tTítulo 1-2"]
    assert [fields_of(p.element) for p in captions] == [
        [("STYLEREF 1 \\s", "1"), ("SEQ Tabla \\* ARABIC \\r 1 \\s 1", "1")],
        [("STYLEREF 1 \\s", "1"), ("SEQ Tabla \\* ARABIC \\s 1", "2")],
    ]
    assert {style for words, style in captions[0].character_styles if words in ("Tabla\u00a0", "1", "-")} == {
        "PlanRotuloDeTitulo"
    }


def test_the_letter_of_an_annex_is_typed_and_its_tables_begin_anew(built: Built) -> None:
    seen = built(Heading(1, text("Fichas"), "A", role="annex"), _table("A", 1), _table("A", 2), _table("", 1))
    assert [p.text.partition("\t")[0] for p in seen.paragraphs if p.style == "caption"] == [
        "Tabla\u00a0A-1",
        "Tabla\u00a0A-2",
        "Tabla\u00a01",
    ]
    assert _codes(seen, "SEQ") == [
        ("SEQ Tabla \\* ARABIC \\r 1", "1"),
        ("SEQ Tabla \\* ARABIC", "2"),
        ("SEQ Tabla \\* ARABIC \\r 1", "1"),
    ]
    assert _codes(seen, "STYLEREF") == []


def test_a_reference_to_a_caption_is_a_field_that_names_its_bookmark(built: Built) -> None:
    seen = built(
        para("La ", Link(text("Tabla\u00a01-1"), anchor="t"), " y ", Link(text("otra vez"), anchor="t")),  # type: ignore[arg-type]
        _table("1", 1, "t"),
    )
    name = bookmark_name("t")
    assert _codes(seen, "REF") == [(f"REF {name} \\h", "Tabla\u00a01-1")]
    mark = next(p for p in seen.paragraphs if p.style == "caption").bookmarks
    assert mark == (name,)
    link = seen.paragraphs[0].element.find(f"{W}hyperlink")
    assert link is not None
    assert link.get(f"{W}anchor") == name


def test_bookmarks_are_short_unique_and_all_links_find_one(seen: Docx) -> None:
    starts = list(seen.body.iter(f"{W}bookmarkStart"))
    names = [mark.get(f"{W}name", "") for mark in starts]
    assert len(set(names)) == len(names)
    assert len({mark.get(f"{W}id") for mark in starts}) == len(starts)
    assert all(name.startswith("_p") and len(name) <= 40 for name in names)
    anchors = {link.get(f"{W}anchor") for link in seen.body.iter(f"{W}hyperlink")} - {None}
    assert anchors <= set(names)
    references = {code.split()[1] for code, _ in seen.fields if code.startswith(("REF", "NOTEREF"))}
    assert references <= set(names)


def test_an_anchor_named_twice_is_set_once(built: Built) -> None:
    seen = built(Heading(1, text("a"), "1", ("x", "y")), Heading(1, text("b"), "2", ("x",)))
    assert [len(p.bookmarks) for p in seen.paragraphs[:2]] == [2, 0]


def _contents(seen: Docx) -> list[tuple[str, str]]:
    return [
        pair for pair in seen.styled if pair[0].startswith(("toc", "TOC", "table of", "Plan Título de lista"))
    ]


def test_contents_list_chapters_sections_and_annexes_without_pages(built: Built) -> None:
    blocks: tuple[Block, ...] = (
        Heading(1, text("Resumen"), role="front"),
        Place("contents"),
        Heading(1, text("Siglas"), role="front"),
        Heading(1, text("Plan de ", value("acción", "x/title"), Note("F")), "7", ("siete",)),
        Heading(2, text("Costos"), "7.1"),
        Heading(3, text("Detalle"), "7.1.1"),
        Heading(1, text("Fichas"), "A", role="annex"),
        Heading(2, text("Riego"), "ACC-1", role="sheet"),
        Heading(2, text("Lectura"), "A.1"),
    )
    seen = built(*blocks, notes={"F": text("Nota")})
    assert _contents(seen) == [
        ("TOC Heading", "Contenido"),
        ("toc 1", "Siglas"),
        ("toc 1", "7\tPlan de acción"),
        ("toc 2", "7.1\tCostos"),
        ("toc 1", "Anexo A. Fichas"),
        ("toc 2", "A.1\tLectura"),
    ]
    assert len(_codes(seen, "TOC")) == 1
    assert _codes(seen, "TOC")[0][0] == 'TOC \\o "1-2" \\h \\z \\u'
    assert not _codes(seen, "PAGEREF")
    assert [one.tag for one in seen.controls] == ["x/title"], "cached contents carry no control"
    assert b"updateFields" not in seen.parts["word/settings.xml"]


def test_word_would_list_the_same_headings_by_their_outline_levels(built: Built) -> None:
    seen = built(
        Heading(1, text("Resumen"), role="front"),
        Place("contents"),
        Heading(1, text("Siglas"), role="front"),
        Heading(1, text("Fichas"), "A", role="annex"),
        Heading(2, text("Riego"), "ACC-1", role="sheet"),
    )
    levels = {
        style.get(f"{W}styleId"): level.get(f"{W}val")
        for style in seen.part("word/styles.xml").iter(f"{W}style")
        if (level := style.find(f"{W}pPr/{W}outlineLvl")) is not None
    }
    found = {}
    for paragraph in seen.paragraphs:
        own = paragraph.element.find(f"{W}pPr/{W}outlineLvl")
        style = paragraph.element.find(f"{W}pPr/{W}pStyle")
        if style is not None:
            found[paragraph.text] = levels.get(style.get(f"{W}val")) if own is None else own.get(f"{W}val")
    shown = {"Resumen": None, "Siglas": "0", "Anexo A. Fichas": "0", "ACC-1\tRiego": "2"}
    assert {name: found[name] for name in shown} == shown


def test_no_line_ends_at_the_hyphen_of_a_number_or_a_code(built: Built) -> None:
    seen = built(
        Place("tables"),
        _table("1", 2),
        Paragraph(text("Véase ", Link((Text("Tabla 1-2"),), anchor="caption/table/1-2"), " y ", "ACT-7")),
        Paragraph(text(value("IND-12 de 2025-2026, socio-productor", "x/title"))),
        Heading(2, text("Riego"), "ACT-7", role="sheet"),
        table(row("Código"), row("E1-a"), layout=Layout(kinds=("code",))),
    )
    held = [
        text_of(parent)
        for node in seen.body.iter(f"{W}noBreakHyphen")
        if (parent := node.getparent()) is not None
    ]
    assert held == [
        "Tabla\u00a01-2",
        "-",
        "Tabla\u00a01-2",
        "ACT-7",
        "IND-12 de 2025-2026, socio-productor",
        "ACT-7",
        "E1-a",
    ]
    assert seen.controls[0].text == "IND-12 de 2025-2026, socio-productor"
    assert b"\xe2\x80\x91" not in seen.parts["word/document.xml"]
    assert "IND-12 de 2025-2026" in etree.tostring(seen.manifest, encoding="unicode")


def test_lists_of_tables_and_figures_name_their_captions(built: Built) -> None:
    figure = Picture("no.png", "Falta", caption("Serie", "1", 1, "figure"))
    seen = built(Place("tables"), Place("figures"), _table("1", 1), _table("1", 2), figure)
    assert _contents(seen) == [
        ("Plan Título de lista", "Tablas"),
        ("table of figures", "Tabla\u00a01-1\tTítulo 1-1"),
        ("table of figures", "Tabla\u00a01-2\tTítulo 1-2"),
        ("Plan Título de lista", "Figuras"),
        ("table of figures", "Figura\u00a01-1\tSerie"),
    ]
    assert [code for code, _ in _codes(seen, "TOC")] == [
        'TOC \\h \\z \\c "Tabla"',
        'TOC \\h \\z \\c "Figura"',
    ]


def test_an_empty_list_is_not_printed(built: Built) -> None:
    assert built(Place("contents"), Place("tables"), para("a")).styled == [("Body Text", "a")]


def test_pages_are_counted_in_the_words_of_the_template(built: Built) -> None:
    seen = built(para("a"), labels={**LABELS, "page": "Page", "of": "of"})
    footers = [seen.part(name) for name in sorted(seen.parts) if name.startswith("word/footer")]
    assert [fields_of(footer) for footer in footers] == [[("PAGE", "1"), ("NUMPAGES", "1")]] * 2
    assert b"Page " in seen.parts["word/footer1.xml"]


def test_contents_close_the_section_before_a_wide_table(built: Built) -> None:
    wide = table(row("a"), row("b"), layout=Layout(landscape=True))
    seen = built(Heading(1, text("Uno"), "1"), para("x"), para("y"), para("z"), Place("contents"), wide)
    assert len(seen.sections) == 2


def test_contents_without_title_begin_a_page_where_they_are_told_to(built: Built) -> None:
    seen = built(
        para("x"),
        Place("page_break"),
        Place("contents"),
        Heading(1, text("Uno"), "1"),
        labels={**LABELS, "contents": ""},
    )
    assert [one.has("pageBreakBefore") for one in seen.paragraphs[:2]] == [False, True]
