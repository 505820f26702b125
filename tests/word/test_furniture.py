"""Logos, fixed words and covers of a client's document: taken over whole, bounded, and nothing else."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from plangen.document.blocks import Heading, Paragraph, Place, Table, Text
from plangen.word.base import make_base, open_base
from plangen.word.house import NO_FURNITURE, Line, Logo
from plangen.word.letterhead import with_room
from plangen.word.lint import lint_docx
from plangen.word.write import write_docx
from tests.support.client_style import ADDRESS, FIRM, client_reference, drawing
from tests.support.documents import png, sample_document
from tests.support.docx_reader import read_docx, text_of
from tests.support.word_package import complaints, packed, unpacked, with_part

OURS, CLIENT = make_base(), client_reference()
EMU = 36_000


def with_header(content: str, *, footer: bool = False, **media: bytes) -> bytes:
    """Ours with other paragraphs in its header or footer, and pictures by relationship id."""
    name = "footer1" if footer else "header1"
    parts = unpacked(OURS)
    text = parts[f"word/{name}.xml"].decode()
    start, end = text.index("<w:p>"), text.rindex("</w:")
    parts[f"word/{name}.xml"] = f"{text[:start]}{content}{text[end:]}".encode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    lines = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="media/{key}.png"/>' for key in media)
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts[f"word/_rels/{name}.xml.rels"] = f'<Relationships xmlns="{space}">{lines}</Relationships>'.encode()
    types = parts["[Content_Types].xml"].decode()
    png_type = '<Default Extension="png" ContentType="image/png"/><Override'
    parts["[Content_Types].xml"] = types.replace("<Override", png_type, 1).encode()
    return packed({**parts, **{f"word/media/{key}.png": image for key, image in media.items()}})


def paragraph(*runs: str, align: str = "") -> str:
    side = f'<w:pPr><w:jc w:val="{align}"/></w:pPr>' if align else ""
    return f"<w:p>{side}{''.join(f'<w:r>{run}</w:r>' for run in runs)}</w:p>"


def said(text: str) -> str:
    return f"<w:t>{text}</w:t>"


def header_of(data: bytes) -> tuple[Line, ...]:
    return open_base(data).furniture.header


def test_our_own_document_shows_nothing_of_its_own() -> None:
    assert open_base(OURS).furniture == NO_FURNITURE


def test_client_gives_logo_name_address_cover_and_row_of_logos() -> None:
    shown = open_base(CLIENT).furniture
    (line,) = shown.header
    logo, tab, name = line.pieces
    assert isinstance(logo, Logo)
    assert (logo.width, logo.height, tab, name) == (30 * EMU, 10 * EMU, "\t", FIRM)
    assert shown.footer == (Line((ADDRESS,), "center"),)
    assert shown.cover == open_base(CLIENT).cover == png(600, 240)
    assert [(one.width, one.height) for one in shown.logos] == [(24 * EMU, 12 * EMU)]
    assert shown.left_out == ()


def test_client_without_cover_gives_none() -> None:
    shown = open_base(client_reference(cover=False)).furniture
    assert (shown.cover, shown.logos) == (b"", ())


def test_every_header_shows_the_logo_and_the_cover_has_none(tmp_path: Path) -> None:
    made = write_docx(sample_document(), CLIENT)
    seen = read_docx(made)
    headers = [name for name in seen.parts if name.startswith("word/header")]
    assert len(headers) == 2
    for name in headers:
        relations = seen.parts[f"word/_rels/{name.removeprefix('word/')}.rels"].decode()
        assert relations.count("relationships/image") == 1
        target = relations.split('Target="')[1].split('"')[0]
        assert seen.parts[f"word/{target}"] == png(300, 100)
        texts = [text_of(one) for one in seen.part(name).iter("{*}p")]
        assert texts[0] == f"\t{FIRM}"
        assert "\t" in texts[1]
    assert complaints(made, tmp_path) == []
    assert [one.name for one in lint_docx(made) if one.severity == "error"] == []


def test_row_of_logos_stands_under_the_table_of_the_cover() -> None:
    document = sample_document()
    table = next(block for block in document.blocks if isinstance(block, Table))
    blocks = (
        Heading(0, (Text("Plan"),)),
        Paragraph((Text("Clúster"),), "subtitle"),
        replace(table, caption=None, source=()),
        Place("page_break"),
        Paragraph((Text("Texto"),)),
        replace(table, caption=None, source=()),
    )
    seen = read_docx(write_docx(replace(document, blocks=blocks), CLIENT))
    rows = [one for one in seen.paragraphs if one.style == "Plan Logos"]
    assert len(rows) == 1
    assert len(list(rows[0].element.iter("{*}drawing"))) == 1


def test_fixed_words_stay_and_specimens_fields_and_placeholders_go() -> None:
    page = (
        '<w:fldChar w:fldCharType="begin"/>',
        "<w:instrText>PAGE</w:instrText>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    data = with_header(
        paragraph(said("Título  del plan"), "<w:tab/>", said("NOMBRE DEL CLÚSTER"))
        + paragraph(said("[Escriba aquí]"))
        + paragraph(said("Página "), *page)
        + paragraph(said("Con"), said("sultora "), said("Andina"))
        + "<w:p><w:del><w:r><w:t>borrado</w:t></w:r></w:del></w:p>"
    )
    assert header_of(data) == (Line(("Consultora Andina",)),)


def test_words_that_are_our_own_line_are_not_said_twice() -> None:
    document = sample_document()
    title = document.properties["header_left"]
    made = read_docx(write_docx(document, with_header(paragraph(said(title)) + paragraph(said("Firma SAC")))))
    texts = [text_of(one) for one in made.part("word/header1.xml").iter("{*}p")]
    assert [text.split("\t")[0] for text in texts] == ["Firma SAC", title]


def test_tabs_and_tables_keep_left_left_and_right_right() -> None:
    cell = "<w:tc>{}</w:tc>"
    table = f"<w:tbl><w:tr>{cell.format(paragraph(said('Norte')))}{cell.format(paragraph(said('Sur')))}</w:tr></w:tbl>"
    data = with_header(
        paragraph("<w:tab/>", "<w:tab/>", said("Derecha")) + table + paragraph(said("Medio"), align="center")
    )
    assert header_of(data) == (
        Line(("\t", "Derecha")),
        Line(("Norte", "\t", "Sur")),
        Line(("Medio",), "center"),
    )


def test_floating_logo_keeps_its_place_and_moves_along_on_wide_pages() -> None:
    placed = drawing("logo", 30, 10, floating=True).replace(
        '"page"><wp:posOffset>0<', f'"page"><wp:posOffset>{165 * EMU}<', 1
    )
    data = with_header(paragraph(placed), logo=png(300, 100))
    made = read_docx(write_docx(sample_document(), data))
    offsets = [
        int(made.part(f"word/header{n}.xml").findtext(".//{*}positionH/{*}posOffset") or 0) for n in (1, 2)
    ]
    base = open_base(data)
    assert offsets[0] == 165 * EMU
    assert offsets[1] == 165 * EMU + (base.landscape.width - base.portrait.width) * 635


def test_tall_logo_is_bounded_and_the_text_clears_the_header() -> None:
    base = open_base(with_header(paragraph(drawing("logo", 100, 80)), logo=png(1000, 800)))
    (logo,) = base.furniture.header[0].logos
    assert logo.height == 25 * EMU
    assert logo.width == pytest.approx(25 * EMU * 100 / 80, abs=2)
    page = with_room(base.portrait, base.furniture)
    assert page.top >= base.portrait.header + 25 * EMU // 635 + 260
    assert with_room(base.portrait, NO_FURNITURE) == base.portrait


@pytest.mark.parametrize(
    "content",
    [b"\xd7\xcd\xc6\x9a" + bytes(40), b"<svg/>", b"GIF89a" + bytes(20), b"", png(20_000, 1)[:20] + bytes(9)],
    ids=["EMF", "SVG", "GIF", "nothing", "cut off"],
)
def test_picture_of_another_kind_is_left_out_and_named(content: bytes) -> None:
    shown = open_base(with_header(paragraph(drawing("logo", 30, 10)), logo=content)).furniture
    assert shown.header == ()
    assert shown.left_out == ("logo.png",)


def test_picture_linked_from_elsewhere_is_left_out() -> None:
    data = with_header(paragraph(drawing("logo", 30, 10)), logo=png(30, 10))
    linked = with_part(
        data,
        "word/_rels/header1.xml.rels",
        'Target="media/logo.png"',
        'Target="http://x.pe/a.png" TargetMode="External"',
    )
    shown = open_base(linked).furniture
    assert shown.header == ()
    assert shown.left_out == ("a.png",)


def test_old_word_picture_is_taken_over() -> None:
    old = (
        '<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:90pt;height:30pt">'
        '<v:imagedata r:id="logo"/></v:shape></w:pict>'
    )
    (line,) = header_of(with_header(paragraph(old), logo=png(90, 30)))
    assert [(one.width, one.height) for one in line.logos] == [(90 * 12_700, 30 * 12_700)]


def test_second_choice_of_a_drawing_is_not_shown_twice() -> None:
    twice = (
        '<mc:AlternateContent><mc:Choice Requires="wps">' + drawing("logo", 30, 10) + "</mc:Choice><mc:Fallback>"
        + drawing("logo", 30, 10) + "</mc:Fallback></mc:AlternateContent>"
    )  # fmt: skip
    (line,) = header_of(with_header(paragraph(twice), logo=png(30, 10)))
    assert len(line.logos) == 1


@pytest.mark.parametrize(("width", "taken"), [(200, True), (106, True), (60, False)])
def test_cover_is_at_least_half_as_wide_as_the_page(width: float, taken: bool) -> None:
    wide = drawing("rId91", 215.9, 86, floating=True)
    data = with_part(CLIENT, "word/document.xml", wide, drawing("rId91", width * 1.03, 40))
    assert bool(open_base(data).cover) == taken


def test_picture_behind_the_first_text_is_no_cover() -> None:
    text = "<w:body><w:p><w:r><w:t>Texto</w:t></w:r></w:p>"
    assert open_base(with_part(CLIENT, "word/document.xml", "<w:body>", text)).cover == b""


def test_files_of_the_client_are_only_the_pictures() -> None:
    with zipfile.ZipFile(BytesIO(write_docx(sample_document(), CLIENT))) as archive:
        media = [name for name in archive.namelist() if "/media/" in name]
    assert {name.rpartition(".")[2] for name in media} <= {"png"}
    assert write_docx(sample_document(), CLIENT) == write_docx(sample_document(), CLIENT)
