"""One page's worth: what is reckoned to fit does, and what runs over is named with the lines that are too much."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.document.blocks import Block, Document, Heading, Layout, Note, Picture, Place
from plangen.plan.words import Words
from plangen.word.base import make_base, open_base
from plangen.word.fit import sheet_faults, sheet_overflows, summary_faults, summary_overflow
from plangen.word.fit_faults import FAULTS
from plangen.word.write import write_docx
from tests.support.documents import document, para, png, row, table, text

BASE = open_base(make_base())
PAGE_HIGH = (16838 - 1587 - 1361) / 1440 * 25.4
BODY_LINE = 10.5 * 1.221 * 1.15 / 72 * 25.4
SHEET_LINE = 10 * 1.221 * 1.08 / 72 * 25.4
WORDS = "La asamblea aprueba cada año el presupuesto y recibe cuentas del gerente y de los coordinadores. "


def summary(*blocks: Block, mark: str = "one_page", after: tuple[Block, ...] = ()) -> Document:
    """A summary of some blocks, between a page before it and one behind it."""
    title = Heading(1, text("Ficha resumen"), role="front")
    end = (Place("page_break"), Heading(1, text("Contenido"), role="front"), para("x"))
    return document(para("x"), Place("page_break"), Place(mark), title, *blocks, *after, *end)


def sheet(code: str, *blocks: Block) -> tuple[Block, ...]:
    """The sheet of a record."""
    return Heading(2, text("Riego"), code, role="sheet"), *blocks


def lines(count: int) -> tuple[Block, ...]:
    """Paragraphs of one line each."""
    return tuple(para(f"Línea {at}") for at in range(count))


def over(*blocks: Block) -> float:
    return summary_overflow(summary(*blocks), BASE)


def sheet_over(*blocks: Block) -> float:
    return dict(sheet_overflows(document(*sheet("ACC-1", *blocks)), BASE))["ACC-1"]


def test_a_line_of_body_text_takes_its_size_its_leading_and_the_space_after_it() -> None:
    space = 7 / 72 * 25.4
    assert over(*lines(11)) - over(*lines(10)) == pytest.approx(BODY_LINE + space, abs=0.01)


def test_summary_that_fits_has_no_finding_and_one_that_does_not_names_the_lines() -> None:
    count = next(count for count in range(20, 60) if over(*lines(count)) > 0)
    assert summary_faults(summary(*lines(count - 1)), BASE) == ()
    (found,) = summary_faults(summary(*lines(count)), BASE)
    assert (found.code, found.name, found.path) == ("W049", "summary-overflow", "summary")
    assert found.params == {"lines": str(int(found.params["lines"]))}
    assert 1 <= int(found.params["lines"]) <= 2
    assert found.params["lines"] in Words().message(found)


def test_summary_ends_where_the_next_page_begins() -> None:
    full = lines(60)
    assert over() < 0
    assert summary_overflow(summary(after=(Place("page_break"), *full)), BASE) < 0
    chapter = Heading(1, text("Segmentación"), "1")
    assert summary_overflow(summary(after=(chapter, *full)), BASE) < 0


def test_without_the_mark_nothing_is_meant_to_be_one_page() -> None:
    assert summary_faults(summary(*lines(90), mark="contents"), BASE) == ()
    assert summary_overflow(document(*lines(90)), BASE) == pytest.approx(-PAGE_HIGH, abs=0.1)


def test_sheet_that_runs_over_for_a_few_lines_is_named() -> None:
    count = next(count for count in range(20, 90) if sheet_over(*lines(count)) > 0)
    (found,) = sheet_faults(document(*sheet("ACC-1"), *sheet("ACC-2", *lines(count)), *sheet("ACC-3")), BASE)
    assert (found.code, found.params["sheet"], found.item) == ("W048", "ACC-2", "ACC-2")
    assert "ACC-2" in Words().message(found)


def test_sheet_of_two_pages_is_no_fault() -> None:
    assert sheet_over(*lines(80)) > 50
    assert sheet_faults(document(*sheet("ACC-1", *lines(80))), BASE) == ()


def test_sheet_ends_at_the_next_sheet_or_annex() -> None:
    annex = Heading(1, text("Fuentes"), "B", role="annex")
    found = dict(sheet_overflows(document(*sheet("A-1", *lines(3)), *sheet("A-2"), annex, *lines(90)), BASE))
    assert list(found) == ["A-1", "A-2"]
    assert found["A-2"] < found["A-1"] < 0


def test_sheet_with_a_landscape_table_is_not_judged() -> None:
    wide = table(row("A", "B"), row("x", "y"), layout=Layout(landscape=True))
    assert sheet_faults(document(*sheet("ACC-1", *lines(44), wide)), BASE) == ()


def test_between_paragraphs_stands_the_larger_of_the_two_spaces() -> None:
    # a value of a sheet has 5 points after it, a section 12 before it and 4 after it
    alone = sheet_over(para("uno"))
    both = sheet_over(para("uno"), para("Sección", role="sheet_section"))
    assert both - alone == pytest.approx((12 + 10.5 * 1.221 * 1.15) / 72 * 25.4, abs=0.01)


def test_row_is_as_high_as_its_highest_cell() -> None:
    words = WORDS * 3
    low, left, right = (
        sheet_over(table(row("A", "B"), row(*cells), layout=Layout(widths=(83, 83))))
        for cells in (("x", "y"), (words, "y"), (words, words))
    )
    assert low < left == right


def test_narrow_column_makes_more_lines() -> None:
    wide, narrow = (
        sheet_over(table(row("A", "B"), row(WORDS * 2, ""), layout=Layout(widths=widths)))
        for widths in ((140, 26), (40, 126))
    )
    assert narrow - wide > 3 * SHEET_LINE


def test_picture_takes_its_height() -> None:
    picture = Picture("figuras/serie.png", "Barras", None, text("Fuente: SUNAT."))
    images = {"figuras/serie.png": png(378, 189)}  # 100 by 50 mm at 96 to the inch
    shown, lost = (
        dict(sheet_overflows(document(*sheet("A", picture), images=given), BASE))["A"]
        for given in (images, {})
    )
    assert shown - lost == pytest.approx(50 - BODY_LINE, abs=1)


def test_footnote_takes_room_on_the_page_where_it_is_marked_first() -> None:
    notes = {"FTE-4": text("Agraria.pe, Exportaciones de banano, 2025.")}
    marked = para("Texto", Note("FTE-4"))
    first, second = (
        dict(sheet_overflows(document(*before, *sheet("A", marked), notes=notes), BASE))["A"]
        for before in ((), (marked,))
    )
    assert first - second > SHEET_LINE


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 400), st.integers(1, 60))
def test_more_words_never_make_a_page_shorter(count: int, more: int) -> None:
    words = (WORDS * 40).split()
    shorter, longer = (sheet_over(para(" ".join(words[:length]))) for length in (count + 1, count + 1 + more))
    assert shorter <= longer
    steps = (longer - shorter) / SHEET_LINE
    assert steps == pytest.approx(round(steps), abs=0.01)


def test_every_fault_of_pages_has_its_page_in_the_catalogue() -> None:
    for name in FAULTS:
        page = Words().page(name)
        assert all((page.message, page.hint, page.why, page.wrong, page.right)), name


@pytest.mark.external
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_turns_the_page_where_the_reckoning_says(tmp_path: Path) -> None:
    filler = table(row("A", "B"), row(WORDS * 4, WORDS), layout=Layout(widths=(60, 106)))
    first = next(count for count in range(60) if over(filler, *lines(count)) > 0)
    for count in (first - 1, first):
        made = write_docx(summary(filler, *lines(count)), make_base())
        (tmp_path / f"{count}.docx").write_bytes(made)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [str(tmp_path / f"{count}.docx") for count in (first - 1, first)]
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pages = [
        len(re.findall(rb"/Type\s*/Page\b", (tmp_path / f"{count}.pdf").read_bytes()))
        for count in (first - 1, first)
    ]
    assert pages == [3, 4]
