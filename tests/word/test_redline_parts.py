"""What a redline does with each thing that a deliverable holds."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from lxml import etree

from plangen.document.blocks import (
    Block,
    Document,
    Heading,
    Layout,
    Link,
    ListBlock,
    Note,
    Picture,
    Place,
    Text,
)
from plangen.word.lint import lint_docx
from plangen.word.redline import FRONT, Revision, redline
from plangen.word.write import write_docx
from tests.support.accept_reject import accepted, rejected
from tests.support.documents import caption, cell, document, para, png, row, table, text, value
from tests.support.docx_reader import Docx, W, read_docx
from tests.support.redlines import BY, Compared, compared, house
from tests.support.word_package import packed, unpacked


def settles(one: Compared) -> Docx:
    """The redline taken apart, after it was accepted and rejected and judged by our lint."""
    assert accepted(one.both) == accepted(one.new)
    assert rejected(one.both) == rejected(one.old)
    own = {found.name for data in (one.old, one.new) for found in lint_docx(data)}
    assert [found for found in lint_docx(one.both) if found.name not in own] == []
    return read_docx(one.both)


def between(old: tuple[Block, ...], new: tuple[Block, ...], **options: object) -> Docx:
    return settles(compared(document(*old, **options), document(*new, **options)))


def marked(docx: Docx, kind: str, part: str = "word/document.xml") -> list[str]:
    """The texts of the insertions ("ins") or deletions ("del")."""
    root = docx.part(part)
    return [
        "".join(node.text or "" for node in mark.iter(f"{W}t", f"{W}delText"))
        for mark in root.iter(f"{W}{kind}")
        if mark.getparent().tag not in (f"{W}rPr", f"{W}trPr")
    ]


def changes(old: object, new: object) -> tuple[list[str], list[str]]:
    """What goes and what comes between two paragraphs."""
    docx = between((para(old),), (para(new),))
    return marked(docx, "del"), marked(docx, "ins")


def test_words_are_the_unit_of_change() -> None:
    gone, come = changes("El clúster mide la huella cada año.", "El clúster reduce la huella cada mes.")
    assert (gone, come) == (["mide", "año"], ["reduce", "mes"])


def test_blank_between_two_replaced_words_is_no_change_of_its_own() -> None:
    gone, come = changes(
        "El plan cuesta cien mil soles al año.", "El plan cuesta doscientos diez soles al año."
    )
    assert (gone, come) == (["cien mil"], ["doscientos diez"])


@pytest.mark.parametrize(
    ("old", "new"), [("1,200", "1,350"), ("48.5", "48.7"), ("16/11/2026", "14/12/2026"), ("año", "años")]
)
def test_number_and_accented_word_are_whole(old: str, new: str) -> None:
    assert changes(f"Son {old} en total, según el plan.", f"Son {new} en total, según el plan.") == (
        [old],
        [new],
    )


def test_letters_composed_otherwise_are_no_change() -> None:
    assert changes("La campan\u0303a del año", "La campaña del año") == ([], [])


def test_word_that_becomes_a_value_of_the_plan_is_no_change() -> None:
    assert changes("Son 38 en total", Text("Son 38 en total")) == ([], [])
    docx = between((para("Son 38 en total"),), (para("Son ", value("38", "facts/DAT-1/value"), " en total"),))
    assert (marked(docx, "del"), marked(docx, "ins")) == ([], [])


def test_word_set_otherwise_goes_and_comes() -> None:
    docx = between((para("Una sola meta"),), (para("Una ", Text("sola", 1), " meta"),))
    assert (marked(docx, "del"), marked(docx, "ins")) == (["sola"], ["sola"])


def test_rewritten_title_keeps_its_bookmark_in_one_paragraph() -> None:
    old, new = (Heading(1, text(words), "1", ("uno",)) for words in ("Los mercados", "Quién compra"))
    docx = between((old, para("Texto")), (new, para("Texto")))
    (title,) = [one for one in docx.paragraphs if one.bookmarks]
    assert title.style == "heading 1"
    assert (marked(docx, "del"), marked(docx, "ins")) == (["Los mercados"], ["Quién compra"])


def test_paragraph_that_comes_is_marked_with_its_mark() -> None:
    docx = between((para("Uno"), para("Dos")), (para("Uno"), para("Otro muy distinto"), para("Dos")))
    (come,) = [one for one in docx.paragraphs if one.element.find(f"{W}pPr/{W}rPr/{W}ins") is not None]
    assert come.text == "Otro muy distinto"


def test_paragraph_set_otherwise_keeps_what_it_was() -> None:
    docx = between(
        (para("Una conclusión del capítulo"),), (para("Una conclusión del capítulo", role="lead"),)
    )
    (change,) = docx.body.iter(f"{W}pPrChange")
    assert [style.get(f"{W}val") for style in change.iter(f"{W}pStyle")] == ["BodyText"]


def test_changes_bear_author_date_and_an_id_of_their_own() -> None:
    docx = between((para("Uno dos tres"),), (para("Uno cuatro tres"),))
    marks = [*docx.body.iter(f"{W}ins", f"{W}del")]
    assert {mark.get(f"{W}author") for mark in marks} == {BY.author}
    assert {mark.get(f"{W}date") for mark in marks} == {BY.date}
    assert len({mark.get(f"{W}id") for mark in marks}) == len(marks) == 2


@pytest.mark.parametrize(
    ("author", "date"), [(" ", "2026-12-01T09:00:00Z"), ("Ana", "2026-12-01"), ("Ana", "")]
)
def test_revision_without_author_or_moment_is_refused(author: str, date: str) -> None:
    with pytest.raises(ValueError, match="no author or no date"):
        Revision(author, date)


# --- tables ---

HEAD = row("Acción", "Plazo")
COSTS = (
    row("ACT-1 Línea de base", "2027"),
    row("ACT-2 Calendario único", "2028"),
    row("ACT-3 Marca", "2029"),
)


def of_rows(*rows: object, **options: object) -> tuple[Block, ...]:
    return (para("Antes"), table(HEAD, *rows, title="Plazos", **options), para("Después"))  # type: ignore[arg-type]


def test_row_comes_and_goes_as_a_row() -> None:
    docx = between(of_rows(*COSTS), of_rows(COSTS[0], COSTS[2], row("ACT-9 Feria anual", "2030")))
    rows = [
        (kind, "".join(node.text or "" for node in line.iter(f"{W}t", f"{W}delText")))
        for line in docx.body.iter(f"{W}tr")
        for kind in ("ins", "del")
        if line.find(f"{W}trPr/{W}{kind}") is not None
    ]
    assert rows == [("del", "ACT2 Calendario único2028"), ("ins", "ACT9 Feria anual2030")]


def test_changed_cell_leaves_its_row_and_its_neighbours() -> None:
    docx = between(of_rows(*COSTS), of_rows(COSTS[0], row("ACT-2 Calendario único", "2031"), COSTS[2]))
    assert (marked(docx, "del"), marked(docx, "ins")) == (["2028"], ["2031"])
    assert not list(docx.body.iter(f"{W}tcPrChange"))


def test_cell_gains_and_loses_paragraphs() -> None:
    several = row(cell("ACT-1 Línea de base", "con verificación"), "2027")
    for old, new in ((COSTS[0], several), (several, COSTS[0])):
        docx = between(of_rows(old), of_rows(new))
        assert len(docx.tables[0].rows) == 2


def test_level_of_a_cell_keeps_the_fill_that_it_had() -> None:
    old, new = (of_rows(row("Factor", cell(str(level), level=level))) for level in (2, 5))
    docx = between(old, new)
    (change,) = docx.body.iter(f"{W}tcPrChange")
    assert len(list(change.iter(f"{W}shd"))) == 1


def test_table_of_other_columns_goes_and_comes_whole() -> None:
    wide = table(row("Acción", "Plazo", "Costo"), row("ACT-1 Línea de base", "2027", "9"), title="Plazos")
    docx = between(of_rows(*COSTS), (para("Antes"), wide, para("Después")))
    assert [len(one.grid) for one in docx.tables] == [2, 3]
    apart = docx.tables[0].element.getnext()
    assert [child.tag for child in apart.find(f"{W}pPr/{W}rPr")] == [f"{W}ins", f"{W}del"]


def test_wide_table_changes_the_pages_it_stands_on() -> None:
    docx = between(of_rows(*COSTS), of_rows(*COSTS, layout=Layout(landscape=True)))
    assert docx.tables


def test_title_of_a_table_is_compared_and_what_is_read_aloud_restored() -> None:
    old, new = (
        of_rows(*COSTS, caption=caption(words, "1", 1))
        for words in ("Plazos de las acciones", "Plazos por acción")
    )
    docx = between(old, new)
    (change,) = docx.body.iter(f"{W}tblPrChange")
    assert [one.get(f"{W}val") for one in change.iter(f"{W}tblCaption")] == [
        "Tabla 1-1. Plazos de las acciones"
    ]


# --- what paragraphs hold ---

NOTES = {"a": text("Encuesta de 2024."), "b": text("Censo agrario."), "c": text("Padrón de parcelas.")}


def with_notes(*labels: str, **other: str) -> Document:
    lines = [para(f"Según la fuente {label}, crece", Note(label), ".") for label in labels]
    return document(*lines, notes={**NOTES, **{label: text(words) for label, words in other.items()}})


def test_edited_note_keeps_its_mark_and_tracks_its_words() -> None:
    docx = settles(compared(with_notes("a", "b"), with_notes("a", "b", b="Censo agropecuario.")))
    assert (marked(docx, "del"), marked(docx, "ins")) == ([], [])
    part = "word/footnotes.xml"
    assert (marked(docx, "del", part), marked(docx, "ins", part)) == (["agrario"], ["agropecuario"])


def test_note_in_front_shifts_no_other() -> None:
    docx = settles(compared(with_notes("b", "c"), with_notes("a", "b", "c")))
    assert len(docx.footnotes) == 3
    assert marked(docx, "del") == marked(docx, "del", "word/footnotes.xml") == []


def test_note_that_goes_stays_in_the_part() -> None:
    docx = settles(compared(with_notes("a", "b"), with_notes("b")))
    assert marked(docx, "del", "word/footnotes.xml") == ["Encuesta de 2024."]


def test_note_that_moves_is_marked_twice_and_printed_twice() -> None:
    lines = [para("Crece el mercado de Europa"), para("Cae el precio en puerto")]
    old = [replace(lines[0], content=(*lines[0].content, Note("a"))), lines[1]]
    new = [lines[0], replace(lines[1], content=(*lines[1].content, Note("a")))]
    docx = settles(compared(document(*old, notes=NOTES), document(*new, notes=NOTES)))
    references = [one.get(f"{W}id") for one in docx.body.iter(f"{W}footnoteReference")]
    assert len(set(references)) == len(references) == len(docx.footnotes) == 2


def test_link_that_goes_leads_where_it_led() -> None:
    def linked(address: str) -> tuple[Block, ...]:
        return (para("Vea ", Link((Text("el sitio"),), url=address), " del programa."),)

    docx = between(linked("https://example.org/a?b=1&c=2"), linked("https://example.org/otra"))
    assert {"https://example.org/a?b=1&c=2", "https://example.org/otra"} <= set(docx.relationships.values())


def test_picture_that_goes_is_in_the_package() -> None:
    first, second = png(40, 40), png(40, 41)
    one, other = (document(Picture("a.png", "Mapa"), images={"a.png": image}) for image in (first, second))
    media = {part for name, part in unpacked(compared(one, other).both).items() if "media/" in name}
    assert media == {first, second}
    settles(compared(one, other))


def items(*words: str, ordered: bool = True) -> ListBlock:
    return ListBlock(tuple((para(word),) for word in words), ordered=ordered)


def test_lists_count_as_they_did() -> None:
    old = (items("uno", "dos", "tres"), para("Entre listas"), items("a", "b"))
    new = (
        items("nuevo"),
        para("Otra"),
        items("uno", "tres"),
        items("dos más"),
        para("Entre listas"),
        items("a", "b"),
    )
    between(old, new)
    between(new, old)


def test_one_list_parted_in_two_counts_on_when_rejected() -> None:
    between((items("uno", "dos", "tres"),), (items("uno", "dos"), items("tres")))


def chapters(*names: str) -> Document:
    heads = [Heading(1, text(name), str(at), (name,)) for at, name in enumerate(names, 1)]
    return document(Heading(0, text("Plan")), Place("page_break"), Place("contents"), *heads, para("Fin"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("Mercado", "Industria", "Visión"), ("Industria", "Visión", "Metas", "Riesgos")),
        (("Mercado", "Industria"), ("Mercado",)),
        (("Mercado",), ("Mercado", "Industria")),
        (("Mercado",), ("Industria",)),
        (("Mercado", "Industria"), ("Riesgos", "Socios")),
    ],
)
def test_contents_field_begins_and_ends_once_in_either_version(
    old: tuple[str, ...], new: tuple[str, ...]
) -> None:
    one = compared(chapters(*old), chapters(*new))
    settles(one)
    states = accepted(one.both), rejected(one.both)
    assert [state.open_fields for state in states] == [0, 0]
    assert [sum(said.startswith("TOC") for said, _ in state.fields) for state in states] == [1, 1]


def test_bookmarks_are_named_once_and_fields_are_whole() -> None:
    old, new = chapters("Mercado", "Industria", "Visión"), chapters("Visión", "Mercado", "Socios")
    docx = settles(compared(old, new))
    names = Counter(mark.get(f"{W}name") for mark in docx.body.iter(f"{W}bookmarkStart"))
    assert set(names.values()) == {1}


def test_heading_without_anchor_in_front_changes_no_other_line() -> None:
    def plan(*heads: str) -> Document:
        blocks = [Heading(2, text(head), f"1.{at}") for at, head in enumerate(heads, 1)]
        return document(Heading(1, text("Uno"), "1", ("uno",)), *blocks, para("Fin"))

    docx = settles(compared(plan("Alfa", "Beta"), plan("Nueva", "Alfa", "Beta")))
    assert (marked(docx, "del"), marked(docx, "ins")) == ([], ["Nueva"])


# --- the file ---


def test_controls_and_their_manifest_are_left_out() -> None:
    held = para("Son ", value("38", "facts/DAT-1/value"), " en total")
    docx = between((held,), (held, para("Más")))
    assert docx.controls == []
    assert not [name for name in docx.parts if name.startswith("customXml/")]
    assert b"customXml" not in docx.parts["[Content_Types].xml"] + docx.parts["word/_rels/document.xml.rels"]


def test_file_of_another_writer_is_refused() -> None:
    data = write_docx(document(para("x")), house())
    parts = unpacked(data)
    strange = parts["word/document.xml"].replace(b"<w:p>", b'<w:p w:rsidR="00A1">')
    with pytest.raises(ValueError, match="not of our writer"):
        redline(packed({**parts, "word/document.xml": strange}), data, BY)


# --- front pages ---


def front() -> tuple[Block, ...]:
    return (
        Heading(1, text("Cambios de compromiso"), role="front"),
        para("Cambian dos; vea ", Link((Text("la guía"),), url="https://example.org/guía 1"), "."),
        items("uno", "dos"),
        table(row("Compromiso", "Antes", "Ahora"), row("IND-1", "1000", "1100"), title="Cambios"),
    )


def with_front(old: Document, new: Document) -> tuple[Compared, Docx]:
    before, after = (write_docx(one, house()) for one in (old, new))
    one = Compared(before, after, redline(before, after, BY, front()))
    return one, settles(one)


def test_front_pages_stand_outside_of_the_tracked_text() -> None:
    _, docx = with_front(chapters("Mercado"), chapters("Socios"))
    end = next(at for at, one in enumerate(docx.body) if any(m.get(f"{W}name") == FRONT for m in one.iter()))
    pages = docx.body[: end + 1]
    assert pages[0].findtext(f".//{W}t") == "Cambios de compromiso"
    assert pages[-1].find(f"{W}pPr/{W}sectPr") is not None
    assert not [mark for one in pages for mark in one.iter(f"{W}ins", f"{W}del")]
    assert "https://example.org/gu%C3%ADa%201" in docx.relationships.values()


def test_pages_of_the_text_are_counted_from_its_first() -> None:
    _, docx = with_front(chapters("Mercado"), chapters("Socios"))
    starts = [section.find(f"{W}pgNumType") for section in docx.sections]
    assert [start is not None for start in starts] == [False, True, False]


def test_lists_in_front_are_none_of_the_text() -> None:
    old, new = (document(items("a", "b"), para("Fin"), items(last)) for last in ("c", "d muy distinto"))
    _, docx = with_front(old, new)
    numbers = re.findall(r'<w:num w:numId="(\d+)"', etree.tostring(docx.part("word/numbering.xml")).decode())
    assert len(set(numbers)) == len(numbers)
