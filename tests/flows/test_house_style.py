"""Which reference document a build takes, what it says of a client's, and the examination of one."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from plangen.errors import UsageError
from plangen.figures.palette import OWN
from plangen.flows.build import BuildOptions, build_plan
from plangen.flows.explain import explain_code
from plangen.flows.house_style import check_house_style, write_house_style
from plangen.flows.packaged import packaged_templates
from plangen.flows.reference import find_reference, shorten
from plangen.plan.words import Words
from plangen.templating.template import Template, load_template
from plangen.word.base import make_base
from plangen.word.house_check import check_house
from plangen.word.house_faults import FAULTS
from tests.support.client_style import BURGUNDY, LACKING, client_reference
from tests.support.word_package import with_part

CLIENT = client_reference()
PLAN = "plan:\n  id: PRC-1\n  title: Plan\n{style}cluster:\n  definition: Uno.\n"


@pytest.fixture
def template() -> Template:
    return load_template("prc", "es", [packaged_templates()])


@pytest.fixture
def plan(tmp_path: Path) -> Callable[..., Path]:
    """A plan folder with a template of its own, `carta`, and a client's document in it."""

    def write(house_style: str = "") -> Path:
        folder = tmp_path / "plan"
        own = folder / "templates" / "carta"
        (own / "es").mkdir(parents=True)
        style = f"  house_style: {house_style}\n" if house_style else ""
        (folder / "plan.yaml").write_text(PLAN.format(style=style), "utf-8")
        (folder / "casa.docx").write_bytes(CLIENT)
        (own / "template.yaml").write_text(
            "id: carta\ntitle: {es: Carta}\nlanguages: [es]\nparts: [carta]\n", "utf-8"
        )
        labels = packaged_templates() / "prc" / "es" / "labels.yaml"
        (own / "es" / "labels.yaml").write_bytes(labels.read_bytes())
        (own / "es" / "carta.md.j2").write_text("# Carta\n\n{{ cluster.definition }}\n", "utf-8")
        (own / "reference.docx").write_bytes(make_base())
        return folder

    return write


def styles_of(folder: Path) -> bytes:
    with zipfile.ZipFile(folder / "build" / "PRC-1-carta.docx") as archive:
        return archive.read("word/styles.xml")


def fails(folder: Path, house_style: str, option: Path | None, template: Template) -> UsageError:
    with pytest.raises(UsageError) as caught:
        find_reference(folder, house_style, option, template)
    return caught.value


def test_the_template_lends_its_styles_where_nothing_else_is_said(tmp_path: Path, template: Template) -> None:
    found = find_reference(tmp_path, "", None, template)
    assert (found.client, found.missing, found.palette) == ("", (), OWN)
    assert found.data == template.reference.read_bytes()


def test_the_option_wins_over_the_plan_and_the_plan_over_the_template(
    tmp_path: Path, template: Template
) -> None:
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "casa.docx").write_bytes(CLIENT)
    (tmp_path / "otra.docx").write_bytes(make_base())
    own = find_reference(tmp_path / "plan", "casa.docx", None, template)
    other = find_reference(tmp_path / "plan", "casa.docx", tmp_path / "otra.docx", template)
    assert (own.data, own.client, set(own.missing)) == (CLIENT, "casa.docx", set(LACKING))
    assert own.palette.ink == f"#{BURGUNDY}"
    assert (other.data, other.missing) == (make_base(), ())


@pytest.mark.parametrize("name", ["../casa.docx", "a/../../casa.docx"])
def test_the_style_of_a_plan_lies_in_its_folder(tmp_path: Path, template: Template, name: str) -> None:
    (tmp_path / "casa.docx").write_bytes(CLIENT)
    (tmp_path / "plan").mkdir()
    error = fails(tmp_path / "plan", name, None, template)
    assert (error.key, error.params) == ("house-style-outside", {"file": name})
    assert find_reference(tmp_path / "plan", "", tmp_path / "casa.docx", template).data == CLIENT


def test_a_file_that_is_missing_or_no_document_is_named(tmp_path: Path, template: Template) -> None:
    (tmp_path / "nota.docx").write_bytes(b"nada")
    absent = fails(tmp_path, "falta.docx", None, template)
    folder = fails(tmp_path, "", tmp_path, template)
    broken = fails(tmp_path, "nota.docx", None, template)
    assert (absent.key, absent.params) == ("no-house-style", {"file": "falta.docx"})
    assert folder.key == "no-house-style"
    assert (broken.key, broken.params["file"]) == ("unusable-house-style", "nota.docx")
    assert "documento de Word" in broken.params["detail"]


def test_a_build_restyles_and_tells_once_what_is_lacking(plan: Callable[..., Path]) -> None:
    folder = plan("casa.docx")
    built = build_plan(folder, BuildOptions(templates=("carta",)))
    (notice,) = built.notices
    assert (notice.key, dict(notice.params)["file"], dict(notice.params)["count"]) == (
        "house-style-lacks", "casa.docx", str(len(LACKING)),
    )  # fmt: skip
    assert BURGUNDY.encode() in styles_of(folder)
    assert not built.failed


def test_a_build_with_our_own_document_says_nothing(plan: Callable[..., Path]) -> None:
    folder = plan()
    assert build_plan(folder, BuildOptions(templates=("carta",))).notices == ()
    assert BURGUNDY.encode() not in styles_of(folder)


def test_a_broken_style_stops_a_build_before_anything_is_written(plan: Callable[..., Path]) -> None:
    folder = plan("casa.docx")
    (folder / "casa.docx").write_bytes(b"nada")
    with pytest.raises(UsageError):
        build_plan(folder, BuildOptions(templates=("carta",), formats=("md",)))
    assert not list((folder / "build").glob("PRC-1*"))


def test_long_lists_of_styles_are_cut() -> None:
    assert shorten(("a", "b")) == "«a», «b»"
    assert shorten(tuple("abcdefgh")).endswith("«f» …")


def test_ours_is_written_once_and_replaces_nothing(tmp_path: Path) -> None:
    file = tmp_path / "nueva" / "estilo.docx"
    assert (write_house_style(file), write_house_style(file)) == (True, False)
    assert file.read_bytes() == make_base()
    file.write_bytes(CLIENT)
    with pytest.raises(UsageError) as caught:
        write_house_style(file)
    assert caught.value.key == "house-style-exists"
    assert file.read_bytes() == CLIENT


def test_our_own_document_has_nothing_against_it() -> None:
    report = check_house(make_base())
    assert report.findings == ()
    assert (report.palette, report.faces) == (OWN, ("Calibri", "Cambria"))


def test_a_client_is_told_what_is_missing_by_group() -> None:
    report = check_house(CLIENT)
    missing = {
        name
        for one in report.findings
        if one.name == "missing-styles"
        for name in one.params["names"].split(", ")
    }
    assert missing == set(LACKING)
    assert {one.name for one in report.findings} == {"missing-styles", "borrowed-series"}
    assert report.faces == ("Arial", "Times New Roman")


STYLES = "word/styles.xml"
KIND = 'w:type="character" w:styleId="Strong"', 'w:type="paragraph" w:styleId="Strong"'
AMISS = {
    "style-of-another-kind": (STYLES, *KIND),
    "faint-style": (STYLES, '<w:color w:val="55636B"/>', '<w:color w:val="B0B0B0"/>'),
    "alike-series": (STYLES, 'w:fill="E2AB3B"', 'w:fill="559CA8"'),
    "rare-typeface": ("word/theme/theme1.xml", 'typeface="Cambria"', 'typeface="Montserrat"'),
    "small-type": (STYLES, '<w:sz w:val="17"/>', '<w:sz w:val="14"/>'),
    "narrow-page": ("word/document.xml", 'w:left="1247"', 'w:left="4000"'),
    "borrowed-series": (STYLES, 'w:val="Plan Serie 3"', 'w:val="Otra serie"'),
    "missing-styles": (STYLES, 'w:val="Plan Serie 3"', 'w:val="Otra serie"'),
    "style-without-number": (STYLES, '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>', ""),
}


@pytest.mark.parametrize("name", AMISS)
def test_each_thing_amiss_is_found_and_only_where_it_is(name: str) -> None:
    part, old, new = AMISS[name]
    data = with_part(make_base(), part, old, new)
    if name == "style-without-number":
        data = with_part(data, "word/numbering.xml", '<w:num w:numId="1">', '<w:num w:numId="77">')
    found = {one.name: one for one in check_house(data).findings}
    assert name in found
    assert (found[name].code, found[name].severity) == (FAULTS[name].code, FAULTS[name].severity)


def test_pictures_that_stay_out_are_told() -> None:
    data = with_part(CLIENT, "word/_rels/header1.xml.rels", "media/image1.png", "media/logo.emf")
    names = [one.params["value"] for one in check_house(data).findings if one.name == "unusable-picture"]
    assert names == ["logo.emf"]


def test_every_fault_has_a_whole_page_and_a_code_of_its_own() -> None:
    words = Words()
    assert set(AMISS) | {"unusable-picture"} == set(FAULTS)
    assert len({fault.code for fault in FAULTS.values()}) == len(FAULTS)
    for fault in FAULTS.values():
        page = words.page(fault.name)
        assert all((page.message, page.hint, page.why, page.wrong, page.right)), fault.name
        params = dict.fromkeys(fault.params, "x")
        assert page.message.format_map(params)
        assert page.hint.format_map(params)
        assert explain_code(fault.code) is fault


def test_an_unusable_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(b"PK")
    with pytest.raises(UsageError) as caught:
        check_house_style(tmp_path / "x.docx", Words())
    assert caught.value.params["file"].endswith("x.docx")
