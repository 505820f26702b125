"""Figures in Word: SVG with its PNG, a text for who does not see it, and a cover that is mere decoration."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from plangen.document.blocks import (
    Caption,
    Cell,
    Drawing,
    Heading,
    Image,
    Layout,
    Paragraph,
    Picture,
    Place,
    Row,
    Table,
    Text,
)
from plangen.word.base import make_base
from plangen.word.lint import lint_docx
from plangen.word.write import write_docx
from tests.support.documents import document
from tests.support.docx_reader import Docx, read_docx

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="627" height="204"/>\n'
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + (1442).to_bytes(4, "big") + (469).to_bytes(4, "big")
DRAWINGS = {"figuras/prc-a.svg": Drawing(SVG, PNG, 166.0, 54.0)}
CAPTION = Caption("figure", "Figura", "1", 1, (Text("Exportaciones"),), "caption:a")
NUMBERS = Table(
    Row((Cell(((Text("Año"),),)), Cell(((Text("Valor"),),)))),
    (Row((Cell(((Text("2008"),),)), Cell(((Text("45.5"),),)))),),
    ("", "right"),
)
FIGURE = Picture(
    "figuras/prc-a.svg", "Exportaciones. 2008: 45.5.", CAPTION, (Text("Fuente: X."),), True, NUMBERS
)


def test_a_figure_is_there_as_svg_and_as_png(built: Callable[..., Docx]) -> None:
    seen = built(FIGURE, drawings=DRAWINGS)
    media = sorted(name for name in seen.parts if name.startswith("word/media/"))
    assert media == ["word/media/image1.png", "word/media/image2.svg"]
    assert seen.parts["word/media/image2.svg"] == SVG
    assert b'Extension="svg" ContentType="image/svg+xml"' in seen.parts["[Content_Types].xml"]
    xml = seen.parts["word/document.xml"].decode()
    assert 'descr="Exportaciones. 2008: 45.5."' in xml
    assert "asvg:svgBlip" in xml
    wide, high = (int(found) / 36_000 for found in re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"', xml)[0])
    assert (wide, high) == pytest.approx((166, 54), abs=0.1)


def test_a_figure_shown_twice_is_stored_once(built: Callable[..., Docx]) -> None:
    seen = built(FIGURE, FIGURE, drawings=DRAWINGS)
    assert len([name for name in seen.parts if name.startswith("word/media/")]) == 2


def test_a_figure_never_passes_the_margins(built: Callable[..., Docx]) -> None:
    wide = Drawing(SVG, PNG, 400.0, 100.0)
    xml = built(FIGURE, drawings={"figuras/prc-a.svg": wide}).parts["word/document.xml"].decode()
    assert 'cx="59' in xml
    assert 'cx="14400000"' not in xml


def test_a_figure_that_was_not_drawn_shows_its_numbers(built: Callable[..., Docx]) -> None:
    xml = built(FIGURE).parts["word/document.xml"].decode()
    assert "<w:drawing" not in xml
    assert "45.5" in xml
    assert "Exportaciones" in xml
    assert "SEQ Figura" in xml


def test_a_figure_in_a_cell_fits_its_column(built: Callable[..., Docx]) -> None:
    half = Image("figuras/prc-a.svg", "Quién paga", drawn=True)
    row = Row((Cell(((half,),)), Cell(((Text("x"),),))))
    table = Table(
        Row((Cell(((Text("Quién lo paga"),),)), Cell(((Text("Cuándo"),),)))),
        (row,),
        ("", ""),
        layout=Layout("columns"),
    )
    xml = built(table, drawings=DRAWINGS).parts["word/document.xml"].decode()
    root = etree.fromstring(xml.encode())
    extent = root.find(".//{*}inline/{*}extent")
    assert extent is not None
    assert 70 <= int(extent.get("cx", "0")) / 36_000 <= 83


def cover(**options: Any) -> bytes:
    blocks = (
        Picture("figuras/prc-a.svg", "", drawn=True, role="cover"),
        Paragraph((Text("Programa"),), "programme"),
        Heading(0, (Text("Plan"),)),
        Place("page_break"),
        Paragraph((Text("Texto"),)),
    )
    return write_docx(document(*blocks, **options), make_base())


def test_the_cover_is_anchored_behind_the_text_and_says_nothing() -> None:
    seen = read_docx(cover(drawings=DRAWINGS))
    xml = seen.parts["word/document.xml"].decode()
    assert xml.count("<wp:anchor") == 1
    assert 'behindDoc="1"' in xml
    assert '<adec:decorative val="1"' in xml
    assert xml.index("<wp:anchor") < xml.index(">Programa<")
    width = 11906 * 635
    assert f'cx="{width}"' in xml or abs(int(xml.split('<wp:extent cx="')[1].split('"')[0]) - width) < 36_000


def test_without_its_picture_the_cover_is_whole() -> None:
    seen = read_docx(cover())
    assert b"<w:drawing" not in seen.parts["word/document.xml"]
    assert b"Programa" in seen.parts["word/document.xml"]


def test_what_is_drawn_is_clean_to_our_own_lint() -> None:
    assert lint_docx(cover(drawings=DRAWINGS)) == ()
