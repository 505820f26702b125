"""Contents and lists with page numbers: each line a link whose last field names the place of its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from plangen.document.blocks import Document, Heading, Place
from plangen.spans import Severity
from plangen.word.contents import listed_places
from plangen.word.fields import bookmark_name
from plangen.word.lint import lint_docx
from plangen.word.write import write_docx
from tests.support.audit import complaints
from tests.support.documents import caption, document, para, row, table, text
from tests.support.docx_reader import Docx, W, fields_of, read_docx, text_of


@pytest.fixture(scope="module")
def paged(sample: Document, base: bytes) -> bytes:
    """The sample, its places on pages 1, 2, 3, … in the order of their names."""
    return write_docx(sample, base, {name: at for at, name in enumerate(sorted(listed_places(sample)), 1)})


def lines(seen: Docx) -> list[tuple[str, str]]:
    return [(p.style, p.text) for p in seen.paragraphs if p.style.startswith(("toc ", "table of figures"))]


def test_a_line_ends_with_a_tab_and_its_page_as_a_field_inside_the_link(base: bytes) -> None:
    plan = document(
        Place("contents"), Place("tables"), Heading(1, text("Uno"), "1", ("uno",)),
        table(row("a"), row("b"), caption=caption("Datos", "1", 1, anchor="datos")),
    )  # fmt: skip
    seen = read_docx(write_docx(plan, base, {bookmark_name("uno"): 7, bookmark_name("datos"): 12}))
    assert lines(seen) == [("toc 1", "1\tUno\t7"), ("table of figures", "Tabla\u00a01-1\tDatos\t12")]
    links = [link for link in seen.body.iter(f"{W}hyperlink") if link.get(f"{W}anchor")]
    assert [fields_of(link) for link in links] == [
        [(f"PAGEREF {bookmark_name('uno')} \\h", "7")],
        [(f"PAGEREF {bookmark_name('datos')} \\h", "12")],
    ]
    assert [link.get(f"{W}anchor") for link in links] == [bookmark_name("uno"), bookmark_name("datos")]


def test_a_line_whose_page_is_not_known_is_as_without_pages(base: bytes) -> None:
    plan = document(Place("contents"), Heading(1, text("Uno"), "1"))
    assert write_docx(plan, base, {"_pother": 3}) == write_docx(plan, base)


def test_only_numbers_are_added_and_word_renews_the_same_lists(paged: bytes, sample_bytes: bytes) -> None:
    with_pages, without = read_docx(paged), read_docx(sample_bytes)
    cut = [(style, words.rpartition("\t")[0]) for style, words in lines(with_pages)]
    assert cut == lines(without)
    for word in ("TOC", "REF", "SEQ", "STYLEREF"):
        codes = [[code for code, _ in seen.fields if code.startswith(word)] for seen in (with_pages, without)]
        assert codes[0] == codes[1]
    changed = {name for name in with_pages.parts if with_pages.parts[name] != without.parts[name]}
    assert changed == {"word/document.xml"}


def test_the_listed_places_are_those_that_the_lists_lead_to(sample: Document, sample_bytes: bytes) -> None:
    seen = read_docx(sample_bytes)
    styled = [p for p in seen.paragraphs if p.style.startswith(("toc ", "table of figures"))]
    led = {
        link.get(f"{W}anchor") for p in styled for link in p.element.iter(f"{W}hyperlink") if text_of(link)
    }
    assert listed_places(sample) == led
    assert led


def test_nothing_is_listed_where_there_is_no_list(base: bytes) -> None:
    assert (
        listed_places(document(Heading(1, text("Uno"), "1"), para("a"), Place("page_break"))) == frozenset()
    )


def test_a_file_with_pages_is_valid(paged: bytes, tmp_path: Path) -> None:
    assert [one for one in lint_docx(paged) if one.severity is Severity.ERROR] == []
    assert complaints(paged, tmp_path) == []
    settings = read_docx(paged).parts["word/settings.xml"]
    assert b"updateFields" not in settings
