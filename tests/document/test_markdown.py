"""The published Markdown: says what the document says, a line per sentence, nothing of the machinery."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.document.blocks import (
    Block,
    Break,
    Callout,
    Caption,
    Cell,
    Code,
    Document,
    Face,
    Heading,
    Inline,
    Link,
    ListBlock,
    Note,
    Paragraph,
    Picture,
    Place,
    Quote,
    Row,
    Rule,
    Table,
    Text,
)
from plangen.document.inlines import tidy
from plangen.document.markdown import write_markdown
from plangen.document.verify import compare_published

LABELS = {"annex": "Anexo"}


def document(*blocks: Block, notes: dict[str, tuple[Inline, ...]] | None = None) -> Document:
    return Document(blocks, "es", {}, LABELS, notes or {})


def published(*blocks: Block) -> str:
    return write_markdown(document(*blocks))


def paragraph(*inlines: Inline) -> str:
    return published(Paragraph(inlines)).rstrip("\n")


def table(*rows: tuple[str, ...]) -> Table:
    made = [Row(tuple(Cell(((Text(text),),) if text else ((),)) for text in row)) for row in rows]
    return Table(made[0], tuple(made[1:]), ("",) * len(rows[0]))


NASTY = st.text(
    alphabet=st.sampled_from(list("ab Zñ1.9)-+*_`~[]()<>#!|&;:\\=/\"'$%^{}@«»¿¡°º†\u00a0\u200b½ﬁ")),
    min_size=1,
    max_size=12,
)
ANY_TEXT = st.text(
    alphabet=st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\u2028\u2029\u0085"),
    min_size=1,
    max_size=20,
)


def clean(text: str) -> str:
    """Text as the parser hands it over: no line ends, no outer or doubled spaces."""
    return re.sub(" +", " ", text).strip() or "x"


texts = st.builds(
    lambda text, face: Text(clean(text), face),
    NASTY | ANY_TEXT,
    st.sampled_from([0, 0, 0, 1, 2, 4, 8, 3]),
)
lines = st.lists(texts, min_size=1, max_size=4).map(
    lambda found: tidy([part for text in found for part in (text, Text(" "))])
)


@settings(max_examples=400, deadline=None)
@given(lines)
def test_any_paragraph_reads_back_as_it_is(line: tuple[Inline, ...]) -> None:
    whole = document(Paragraph(line))
    assert compare_published(whole, write_markdown(whole)) == ()


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(NASTY | ANY_TEXT, min_size=2, max_size=2), min_size=2, max_size=4))
def test_any_text_in_a_cell_reads_back_as_it_is(rows: list[list[str]]) -> None:
    whole = document(table(*(tuple(clean(cell) for cell in row) for row in rows)))
    assert compare_published(whole, write_markdown(whole)) == ()


@settings(max_examples=200, deadline=None)
@given(NASTY | ANY_TEXT, NASTY | ANY_TEXT)
def test_any_text_reads_back_in_headings_lists_quotes_and_notes(first: str, second: str) -> None:
    one, two = (Text(clean(first)),), (Text(clean(second)),)
    items = ((Paragraph(one),), (Paragraph(two), Paragraph(one)))
    whole = document(
        Heading(2, one),
        ListBlock(items),
        ListBlock(items, ordered=True, start=3),
        Quote((Paragraph(two), ListBlock(items))),
        Paragraph((*one, Note("FTE-1"))),
        Code("  " + second, ""),
        notes={"FTE-1": two},
    )
    assert compare_published(whole, write_markdown(whole)) == ()


def test_each_sentence_has_a_line_of_its_own() -> None:
    said = paragraph(
        Text("Primera frase. Segunda, según el art. 80. ¿Tercera? ¡Sí! 4 cajas. EE. UU. compra.")
    )
    assert said == "Primera frase.\nSegunda, según el art. 80.\n¿Tercera?\n¡Sí!\n4 cajas.\nEE. UU. compra."


def test_a_sentence_that_ends_in_bold_or_a_note_ends_its_line() -> None:
    said = paragraph(Text("Una "), Text("clave.", Face.BOLD), Text(" Otra."), Note("FTE-2"), Text(" Más."))
    assert said == "Una **clave.**\nOtra.[^FTE-2]\nMás."


@pytest.mark.parametrize("text", ["# x", "- x", "+ x", "1. x", "> x", "---", "===", "| a |", "```", "1) x"])
def test_text_that_looks_like_a_block_stays_text(text: str) -> None:
    whole = document(Paragraph((Text("Antes. " + text),)), Paragraph((Text(text),)))
    assert compare_published(whole, write_markdown(whole)) == ()


def test_a_changed_cell_changes_one_line() -> None:
    before = published(table(("A", "B"), ("uno", "10"), ("dos", "20"))).split("\n")
    after = published(table(("A", "B"), ("uno", "10,000,000"), ("dos", "20"))).split("\n")
    assert [(a, b) for a, b in zip(before, after, strict=True) if a != b] == [
        ("| uno | 10 |", "| uno | 10,000,000 |")
    ]


def test_a_caption_stands_above_its_table_and_the_source_below() -> None:
    captioned = Table(
        Row((Cell(((Text("A"),),)),)),
        (),
        ("right",),
        Caption("table", "Tabla", "7", 3, (Text("Acciones"),)),
        (Text("Fuente: fichas."),),
    )
    assert published(captioned) == "**Tabla\u00a07-3.** Acciones\n\n| A |\n| ---: |\n\n*Fuente: fichas.*\n"


def test_a_callout_is_an_alert_of_github_with_its_title() -> None:
    said = published(Callout("important", (Text("Ojo.", Face.BOLD),), (Paragraph((Text("Uno. Dos."),)),)))
    assert said == "> [!IMPORTANT]\n> **Ojo.**\n> Uno.\n> Dos.\n"


def test_neighbouring_lists_stay_two() -> None:
    one = ListBlock(((Paragraph((Text("a"),)),),))
    whole = document(one, one, one)
    assert compare_published(whole, write_markdown(whole)) == ()


def test_internal_links_lead_to_github_anchors_and_repeated_headings_are_told_apart() -> None:
    said = published(
        Heading(1, (Text("Acción: ¿qué?"),), "1", ("A",)),
        Heading(1, (Text("Acción: ¿qué?"),), "1", ("B",)),
        Paragraph((Link((Text("ver"),), anchor="B"),)),
    )
    assert "[ver](#1-acción-qué-1)" in said


def test_pages_places_and_roles_leave_no_trace() -> None:
    said = published(Place("page_break"), Paragraph((Text("Visión"),), "vision"), Place("tables"), Rule())
    assert said == "Visión\n\n---\n"


def test_a_break_in_a_cell_is_the_only_raw_tag() -> None:
    cell = Cell(((Text("uno"),), (Text("<b>dos</b>"),)))
    said = published(Table(Row((Cell(((Text("A"),),)),)), (Row((cell,)),), ("",)))
    assert "| uno<br>\\<b>dos\\</b> |" in said


def test_footnotes_stand_at_the_end_in_natural_order() -> None:
    notes = {label: (Text("x"),) for label in ("FTE-10", "FTE-2", "FTE-2-p12")}
    marks = (Text("a"), *(Note(label) for label in notes))
    said = write_markdown(document(Paragraph(marks), notes=notes))
    assert said.split("\n\n")[1] == "[^FTE-2]: x\n[^FTE-2-p12]: x\n[^FTE-10]: x\n"


def test_a_picture_carries_its_words_caption_and_source() -> None:
    picture = Picture("fotos/a b.png", "Planta [1]", Caption("figure", "Figura", "2", 1, (Text("Planta"),)))
    assert published(picture) == "![Planta \\[1\\]](<../fotos/a b.png>)\n\n**Figura\u00a02-1.** Planta\n"


def test_hard_breaks_survive() -> None:
    whole = document(Paragraph((Text("uno"), Break(), Text("dos"))))
    assert compare_published(whole, write_markdown(whole)) == ()


def test_verify_sees_a_word_that_is_missing() -> None:
    whole = document(Paragraph((Text("uno dos"),)))
    assert compare_published(whole, "uno\n")
