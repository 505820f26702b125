"""Page numbers in the contents: what the layout says is shown, and nothing that it does not say."""

from __future__ import annotations

import os
import shlex
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest

from plangen.document.blocks import Block, Document, Heading, Place
from plangen.errors import LayoutError
from plangen.flows.libreoffice import LibreOffice, find_libreoffice
from plangen.flows.paginate import paginate
from plangen.plan.words import Words
from plangen.word.base import make_base
from plangen.word.write import write_docx
from tests.support import stand_in_office
from tests.support.documents import caption, document, para, row, sample_document, table, text
from tests.support.docx_reader import fields_of, read_docx

BASE = make_base()
PLAIN = document(
    Place("contents"),
    Place("tables"),
    Heading(1, text("Uno"), "1"),
    table(row("a"), row("b"), caption=caption("Datos", "1", 1)),
    Heading(1, text("Dos"), "2"),
)


def office(manner: str) -> LibreOffice:
    """The stand-in, in one of its manners."""
    return LibreOffice((sys.executable, stand_in_office.__file__, manner), patience=60)


def shown(content: bytes) -> Mapping[str, str]:
    """The page at the end of each line of the contents and lists, by its words."""
    lines = (p for p in read_docx(content).paragraphs if p.style.startswith(("toc", "table of")))
    return {p.text.rpartition("\t")[0]: p.text.rpartition("\t")[2] for p in lines}


def trouble(document: Document, office: LibreOffice) -> str:
    """Why there are no pages, in words; the file is the one without them."""
    made = paginate(document, BASE, office)
    assert made.content == write_docx(document, BASE)
    assert made.trouble is not None
    assert made.trouble.exit_code == 1
    return Words().say(f"errors.{made.trouble.key}", **made.trouble.params)


def test_every_line_shows_the_page_of_its_place() -> None:
    made = paginate(PLAIN, BASE, office("steady"))
    assert made.trouble is None
    assert shown(made.content) == {"1\tUno": "1", "Tabla\u00a01-1\tDatos": "2", "2\tDos": "3"}


def test_pages_that_move_when_they_are_shown_are_shown_where_they_went() -> None:
    made = paginate(PLAIN, BASE, office("growing"))
    assert shown(made.content) == {"1\tUno": "2", "Tabla\u00a01-1\tDatos": "3", "2\tDos": "4"}


def test_the_same_layout_gives_the_same_bytes() -> None:
    sample = sample_document()
    first, again = (paginate(sample, BASE, office("steady")) for _ in range(2))
    assert first.trouble is None
    assert first.content == again.content != write_docx(sample, BASE)


def test_pages_that_never_settle_are_not_shown() -> None:
    assert "después de 3 intentos" in trouble(PLAIN, office("restless"))


@pytest.mark.parametrize(("manner", "missing"), [("forgetful", "1 de los 3"), ("silent", "3 de los 3")])
def test_a_layout_that_does_not_name_every_place_is_no_layout(manner: str, missing: str) -> None:
    assert missing in trouble(PLAIN, office(manner))


def test_what_libreoffice_says_when_it_fails_is_passed_on() -> None:
    assert "source file could not be loaded" in trouble(PLAIN, office("failing"))


def test_a_program_that_does_not_start_is_a_trouble_and_no_crash(tmp_path: Path) -> None:
    assert "LibreOffice" in trouble(PLAIN, LibreOffice((str(tmp_path / "none"),)))


def test_a_document_without_lists_needs_no_libreoffice(tmp_path: Path) -> None:
    letter = document(Heading(1, text("Carta"), "1"), para("a"))
    made = paginate(letter, BASE, LibreOffice((str(tmp_path / "none"),)))
    assert made.trouble is None
    assert made.content == write_docx(letter, BASE)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes with a name in the file system")
def test_a_libreoffice_that_takes_too_long_is_ended_with_all_it_started(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    script = tmp_path / "soffice"
    there = shlex.quote(str(pipe))
    script.write_text(f"( exec 3>{there}; echo started >&3; sleep 60; echo alive >&3 ) &\nwait\n", "utf-8")
    heard: list[str] = []
    # ends when nobody holds the other end any more
    listener = threading.Thread(target=lambda: heard.append(pipe.read_text("utf-8")))
    listener.start()
    said = trouble(PLAIN, LibreOffice(("/bin/sh", str(script)), patience=2))
    listener.join()
    assert "2 segundos" in said
    assert heard == ["started\n"]


def installed() -> LibreOffice | None:
    try:
        return find_libreoffice()
    except LayoutError:
        return None


@pytest.mark.external
@pytest.mark.skipif(installed() is None, reason="needs LibreOffice")
def test_libreoffice_finds_the_pages_that_page_breaks_make() -> None:
    leaf = (para("Texto."), Place("page_break"))
    blocks: tuple[Block, ...] = (
        Heading(0, text("Plan")),
        *leaf,
        Place("contents"),
        Place("tables"),
        Heading(1, text("Uno"), "1"),  # a chapter begins a page: the third, behind cover and contents
        Heading(2, text("Parte"), "1.1"),
        *leaf,
        para("Página cuatro."),
        *leaf,
        table(row("a"), row("b"), caption=caption("Datos", "1", 1)),
        Heading(1, text("Dos"), "2"),
        Heading(1, text("Fichas"), "A", role="annex"),
    )
    made = paginate(document(*blocks), BASE)
    assert made.trouble is None
    assert shown(made.content) == {
        "1\tUno": "3",
        "1.1\tParte": "3",
        "2\tDos": "6",
        "Anexo A. Fichas": "7",
        "Tabla\u00a01-1\tDatos": "5",
    }
    results = {result for code, result in fields_of(read_docx(made.content).body) if "PAGEREF" in code}
    assert results == {"3", "5", "6", "7"}
