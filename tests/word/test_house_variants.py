"""Reference documents as other programs save them: they open, lose nothing, and build a sound file."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from plangen.errors import UsageError
from plangen.figures.palette import OWN
from plangen.word.base import lacking_styles, make_base, open_base, own_base
from plangen.word.house import Base
from plangen.word.lint import lint_docx
from plangen.word.namespaces import qualified
from plangen.word.palette import read_palette
from plangen.word.styles import STYLES
from plangen.word.write import write_docx
from tests.support.client_style import FIRM, LACKING, client_reference
from tests.support.documents import sample_document
from tests.support.word_package import complaints, packed, unpacked, with_part

OURS = make_base()
STRICT = (
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships"),
    ("http://schemas.openxmlformats.org/drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/"),
)  # fmt: skip


def restyled(change: Callable[[str], str], data: bytes = OURS, part: str = "word/styles.xml") -> bytes:
    parts = unpacked(data)
    text = parts[part].decode()
    changed = change(text)
    assert changed != text
    return packed({**parts, part: changed.encode()})


def less(*names: str) -> bytes:
    """Ours without some parts, and without the relationships and types that lead to them."""
    parts = {name: content for name, content in unpacked(OURS).items() if name not in names}
    for name in names:
        short = name.removeprefix("word/")
        for list_name, tag in (
            ("word/_rels/document.xml.rels", "Relationship"),
            ("[Content_Types].xml", "Override"),
        ):
            text = parts[list_name].decode()
            parts[list_name] = re.sub(rf'<{tag} [^>]*"[^"]*{re.escape(short)}"[^>]*/>', "", text).encode()
    return packed(parts)


def strict(data: bytes) -> bytes:
    """The strict form of a file: its namespaces, lengths with units, start and end."""
    parts = {}
    for name, content in unpacked(data).items():
        text = content.decode()
        for ours, theirs in STRICT:
            text = text.replace(ours, theirs)
        if name.endswith(("styles.xml", "document.xml")):
            text = re.sub(r'<w:sz w:val="(\d+)"/>', lambda m: f'<w:sz w:val="{int(m[1]) / 2:g}pt"/>', text)
            text = re.sub(
                r'(w:(?:pos|before|after|top|header))="(\d+)"',
                lambda m: f'{m[1]}="{int(m[2]) / 20:g}pt"',
                text,
            )
            text = re.sub(
                r'<w:pgSz w:w="(\d+)" w:h="(\d+)"',
                lambda m: f'<w:pgSz w:w="{int(m[1]) / 20:g}pt" w:h="{int(m[2]) / 20:g}pt"',
                text,
            )
            text = re.sub(r'w:ind w:left="(\d+)"', r'w:ind w:start="\1"', text)
            text = text.replace('<w:jc w:val="right"/>', '<w:jc w:val="end"/>')
        parts[name] = text.encode()
    return packed(parts)


def builds(data: bytes, folder: Path) -> Base:
    """The base of a reference document with which a plan was built that nobody has anything against."""
    made = write_docx(sample_document(), data)
    assert complaints(made, folder) == []
    assert [found.name for found in lint_docx(made) if found.severity == "error"] == []
    return open_base(data)


def style_element(base: Base, name: str) -> etree._Element:
    root = etree.fromstring(base.parts["styles.xml"])
    return next(
        e for e in root.iter(qualified("w:style")) if e.get(qualified("w:styleId")) == base.styles[name]
    )


def test_a_german_firm_of_letter_paper_builds_a_sound_plan(tmp_path: Path) -> None:
    base = builds(client_reference(), tmp_path)
    assert set(base.missing) == set(LACKING) == set(lacking_styles(client_reference()))
    assert base.styles["heading 1"] == "berschrift1"
    assert (base.portrait.width, base.portrait.height) == (12240, 15840)
    assert (base.landscape.width, base.landscape.height) == (15840, 12240)
    assert base.breadth > 1.2


def test_strict_document_is_read_as_the_transitional_one(tmp_path: Path) -> None:
    base, own = builds(strict(OURS), tmp_path), own_base()
    assert (base.styles, base.fills, base.missing, base.linked) == (own.styles, own.fills, (), ())
    assert (base.portrait, base.landscape, base.breadth) == (own.portrait, own.landscape, 1.0)
    assert read_palette(strict(OURS)) == OWN
    assert b"purl.oclc.org" not in b"".join(base.parts.values())


def test_word_template_serves_as_well() -> None:
    data = with_part(
        OURS, "[Content_Types].xml", "wordprocessingml.document.main", "wordprocessingml.template.main"
    )
    assert open_base(data) == own_base()


@pytest.mark.parametrize(
    "names",
    [("word/numbering.xml",), ("word/theme/theme1.xml",), ("word/settings.xml",), ("word/fontTable.xml",),
     ("word/numbering.xml", "word/theme/theme1.xml", "word/settings.xml", "word/fontTable.xml", "word/footnotes.xml")],
    ids=["numbering", "theme", "settings", "fonts", "all of them"],
)  # fmt: skip
def test_document_without_some_parts_builds(names: tuple[str, ...], tmp_path: Path) -> None:
    base = builds(less(*names), tmp_path)
    assert base.missing == ()
    assert set(base.parts) == set(own_base().parts)


def test_document_of_latent_styles_alone_gets_all_of_ours_and_our_defaults(tmp_path: Path) -> None:
    bare = restyled(
        lambda text: re.sub(r"<w:docDefaults>.*?</w:docDefaults>|<w:style .*</w:style>", "", text)
    )
    base = builds(bare, tmp_path)
    assert set(base.missing) >= {style.name for style in STYLES}
    assert base.language == "es-PE"
    assert b"<w:docDefaults>" in base.parts["styles.xml"]


def test_document_that_says_no_language_is_given_one(tmp_path: Path) -> None:
    mute = restyled(lambda text: re.sub(r"<w:docDefaults>.*?</w:docDefaults>", "", text))
    assert builds(mute, tmp_path).language == "es-PE"


def test_exact_spelling_wins_over_a_name_that_differs_by_case() -> None:
    stray = '<w:style w:type="paragraph" w:styleId="Stray"><w:name w:val="Caption"/></w:style>'
    before = restyled(lambda text: text.replace("</w:latentStyles>", f"</w:latentStyles>{stray}"))
    assert open_base(before).styles["caption"] == "Caption"
    capital = restyled(lambda text: text.replace('<w:name w:val="caption"/>', '<w:name w:val="Caption"/>'))
    assert open_base(capital).missing == ()


def test_style_is_found_by_its_alias() -> None:
    named = '<w:name w:val="Fuente de la casa"/><w:aliases w:val="Pie,Plan Fuente"/>'
    data = restyled(lambda text: text.replace('<w:name w:val="Plan Fuente"/>', named))
    assert open_base(data).missing == ()
    assert open_base(data).styles["plan fuente"] == "PlanFuente"


def test_style_id_with_markup_is_harmless() -> None:
    data = restyled(lambda text: text.replace('"PlanFuente"', '"Plan&amp;&lt;Fuente&gt;"'))
    made = write_docx(sample_document(), data)
    assert open_base(data).styles["plan fuente"] == "Plan&amp;&lt;Fuente&gt;"
    assert [found.name for found in lint_docx(made) if found.severity == "error"] == []


def test_tab_of_the_header_is_at_the_margin_whatever_the_page() -> None:
    words = '<w:tabs><w:tab w:val="center" w:pos="4536"/><w:tab w:val="right" w:pos="9072"/></w:tabs>'
    ours = '<w:tabs><w:tab w:val="right" w:pos="9411"/></w:tabs>'
    base = open_base(restyled(lambda text: text.replace(ours, words)))
    tabs = style_element(base, "header").findall(
        f"{qualified('w:pPr')}/{qualified('w:tabs')}/{qualified('w:tab')}"
    )
    stops = [(tab.get(qualified("w:val")), tab.get(qualified("w:pos"))) for tab in tabs]
    assert stops == [("clear", "4536"), ("clear", "9072"), ("right", "9411")]
    assert open_base(OURS).parts["styles.xml"] == own_base().parts["styles.xml"]


def test_tabs_of_the_contents_follow_the_paper() -> None:
    base = open_base(client_reference())
    for name in ("toc 1", "toc 2", "table of figures", "footer"):
        tabs = style_element(base, name).iter(qualified("w:tab"))
        right = [tab.get(qualified("w:pos")) for tab in tabs if tab.get(qualified("w:val")) == "right"]
        assert right == [str(base.portrait.text_width)], name


def test_picture_bullets_are_dropped_although_the_lists_are_kept(tmp_path: Path) -> None:
    bullet = '<w:numPicBullet w:numPicBulletId="0"><w:pict/></w:numPicBullet><w:abstractNum '
    data = restyled(
        lambda text: text.replace("<w:abstractNum ", bullet, 1).replace(
            "</w:pPr></w:lvl>", "</w:pPr></w:lvl>", 1
        ),
        part="word/numbering.xml",
    )
    base = builds(data, tmp_path)
    assert base.linked == ()
    assert b"numPicBullet" not in base.parts["numbering.xml"]


@pytest.mark.parametrize("name", ["Plan Tabla", "Strong", "heading 1"])
def test_style_of_another_kind_is_named(name: str) -> None:
    kind = "paragraph" if name != "heading 1" else "table"
    data = restyled(
        lambda text: re.sub(
            rf'w:type="\w+"((?: [\w:]+="[^"]*")* *><w:name w:val="{name}"/>)', rf'w:type="{kind}"\1', text
        )
    )
    with pytest.raises(UsageError) as caught:
        open_base(data)
    assert (caught.value.key, caught.value.params) == ("base-style-kind", {"style": name})


@pytest.mark.external
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize("source", ["ours", "client"])
def test_a_document_saved_by_libreoffice_keeps_the_look(source: str, tmp_path: Path) -> None:
    data = OURS if source == "ours" else client_reference()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "estilo.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path)]
    subprocess.run(
        [*command, str(tmp_path / "in" / "estilo.docx")], check=True, capture_output=True, timeout=120
    )
    saved = (tmp_path / "estilo.docx").read_bytes()
    base, before = builds(saved, tmp_path), open_base(data)
    assert set(base.missing) <= set(before.missing)
    assert base.fills == {**base.fills, **{k: v for k, v in before.fills.items() if k in base.fills}}
    assert (base.portrait.text_width, base.landscape.text_width) == pytest.approx(
        (before.portrait.text_width, before.landscape.text_width), abs=4
    )
    assert base.styles["caption"] != "Caption"  # LibreOffice's own, which is another style
    assert read_palette(saved) == read_palette(data)
    if source == "client":
        assert [len(line.logos) for line in base.furniture.header] == [1]
        assert FIRM in base.furniture.header[0].pieces
        assert base.cover
        assert len(base.furniture.logos) == 1


def test_relationship_that_leads_nowhere_is_forgiven() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    line = f'<Relationship Id="rId99" Type="{kind}" Target="../NULL"/></Relationships>'
    data = with_part(OURS, "word/_rels/document.xml.rels", "</Relationships>", line)
    assert open_base(data) == own_base()


def test_file_of_another_office_program_is_refused() -> None:
    parts = unpacked(OURS)
    sheet = packed({**parts, "word/document.xml": b'<workbook xmlns="urn:x"/>'})
    with pytest.raises(UsageError) as caught:
        open_base(sheet)
    assert caught.value.key == "docx-not-a-document"
