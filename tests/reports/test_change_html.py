"""The HTML page of changes: whole without script or network, plan text stays text, readable in both schemes."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise, product
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.changes.kinds import Grade
from plangen.changes.words import Piece, compare_words
from plangen.figures.palette import OWN, contrast
from plangen.plan.words import Words
from plangen.reports import change_html
from plangen.reports.change_html import render_html
from plangen.reports.change_html_prose import paragraphs
from plangen.reports.change_view import ComparisonView
from tests.support.change_views import COMMITMENT, EDITORIAL, RICH, change, comparison, with_texts

WORDS = Words()
FOLDER = Path(change_html.__file__).parent
STYLE = (FOLDER / "change_html.css").read_text("utf-8")
SCRIPT = (FOLDER / "change_html.js").read_text("utf-8")
HOSTILE = "<script>alert(1)</script><img src=//a.b onerror=x()>\"'&lt;--></style></script>\u202e\x00`${x}`"


def page(*views: ComparisonView) -> str:
    return render_html(views, WORDS)


def tree(text: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(text)


def texts(found: list[lxml.html.HtmlElement]) -> list[str]:
    return [" ".join(one.text_content().split()) for one in found]


RICH_PAGE = page(RICH)
RICH_TREE = tree(RICH_PAGE)
CHANGES = [one for part in RICH.parts for one in part.changes]


class Shape(HTMLParser):
    """The tags of a page and the names of their attributes; what stands in links and raw elements too."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, ...]] = []
        self.targets: list[str] = []
        self.raw: list[str] = []
        self.words: list[str] = []
        self._inside = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, *(name for name, _ in attrs)))
        self.targets += [value or "" for name, value in attrs if name in {"href", "src", "action"}]
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}",))
        self._inside = ""

    def handle_data(self, data: str) -> None:
        (self.raw if self._inside in {"script", "style"} else self.words).append(data)

    def handle_comment(self, data: str) -> None:
        self.tags.append(("comment",))


def test_the_page_is_in_spanish_in_utf_8_and_fits_a_phone() -> None:
    assert RICH_PAGE.startswith('<!DOCTYPE html>\n<html lang="es"><head><meta charset="utf-8">')
    assert RICH_TREE.xpath("//meta[@name='viewport']/@content") == ["width=device-width, initial-scale=1"]
    assert RICH_TREE.findtext(".//title") == "PRC-1: cambios de v1.0 a v1.1"


def test_the_head_tells_plan_versions_and_figures() -> None:
    head = RICH_TREE.find(".//header")
    assert texts(head.xpath(".//h1")) == [RICH.title]
    assert texts(head.xpath(".//*[contains(@class,'version ') or @class='version']")) == ["v1.0", "v1.1"]
    figures = dict(zip(texts(head.xpath(".//dt")), texts(head.xpath(".//dd[@class='big']")), strict=True))
    assert figures == {
        "Compromisos": str(RICH.counts[COMMITMENT]),
        "De fondo": str(RICH.counts[Grade.SUBSTANTIVE]),
        "De forma": str(RICH.counts[EDITORIAL]),
        "Hallazgos nuevos": "+1",
        "Hallazgos resueltos": "–2",
    }
    assert "7 sin acordar" in head.text_content()


def test_every_change_is_a_card_with_code_title_sign_path_and_place() -> None:
    cards = RICH_TREE.xpath("//article")
    assert len(cards) == len(CHANGES)
    for card, view in zip(cards, CHANGES, strict=True):
        said = card.text_content()
        assert card.get("data-grade") == view.grade
        assert card.xpath(".//*[local-name()='use']/@href") == [f"#sign-{view.grade}"]
        assert WORDS.text(f"diff-html.{view.grade}") in said
        (code,) = card.xpath(".//*[@class='code']")
        assert (code.text, code.get("title")) == (view.code, view.title)
        assert view.path in texts(card.xpath(".//code"))
        assert view.place in said
        assert card.xpath(".//a[@class='anchor']/@href") == [f"#{card.get('id')}"]
        assert texts(card.xpath(".//ul/li")) == list(view.consequences)
        assert (card.get("data-agreed") is not None) == bool(view.acknowledged)
        assert view.acknowledged in said


def test_commitments_come_first_as_a_table_that_leads_to_the_changes() -> None:
    (section,) = RICH_TREE.xpath("//main//section[contains(@class,'moving')]")
    assert section.getparent()[0] is section
    moving = [view for view in CHANGES if view.grade is COMMITMENT]
    rows = section.xpath(".//tbody/tr")
    assert len(rows) == len(moving)
    for row, view in zip(rows, moving, strict=True):
        cells = texts(row.xpath("td"))
        (target, *_) = row.xpath("td[1]/a/@href")
        card = RICH_TREE.get_element_by_id(target[1:])
        assert card.get("id") == row.get("data-change")
        assert view.path in card.text_content()
        assert cells[0].startswith(view.group or view.item or "Persona jurídica")
        assert cells[4] == view.delta
        assert not view.consequences or view.consequences[0] in cells[5]
    assert texts(rows[0].xpath("td"))[2:5] == ["sept. 2028", "feb. 2029", "+5 meses"]
    assert texts(rows[0].xpath("td"))[5].endswith("y 2 más")


def test_where_no_commitment_moves_that_is_said() -> None:
    text = tree(page(comparison(change()))).text_content()
    assert "Ningún compromiso se mueve." in text
    assert "7 sin acordar" not in text


def test_without_changes_the_page_says_so_and_stands() -> None:
    text = tree(page(comparison())).xpath("//main")[0].text_content()
    assert "no hay cambios" in text
    assert tree(page()).findtext(".//title") == "Cambios en 0 planes"


def test_values_are_marked_by_more_than_colour() -> None:
    assert re.search(r"del \{[^}]*line-through", STYLE)
    assert re.search(r"ins \{[^}]*underline", STYLE)
    (card,) = [
        c
        for c in RICH_TREE.xpath("//article")
        if "targets/2028" in c.text_content() and "950" in c.text_content()
    ]
    assert texts(card.xpath(".//del")) == ["1,000 cajas/ha"]
    assert texts(card.xpath(".//ins")) == ["950 cajas/ha"]
    assert "–50 (–5 %)" in card.text_content()
    assert "Se imprime en Plan de acción · ACT-9, Visión · Por qué" in card.text_content()


def test_prose_stands_in_two_columns_by_paragraph_and_in_one() -> None:
    (prose,) = RICH_TREE.xpath("//div[@class='prose']")
    assert texts(prose.xpath("div[@class='sides']/span")) == ["Antes", "Después"]
    (same,) = prose.xpath("details")
    assert texts(same.xpath("summary")) == ["Un párrafo igual"]
    pairs = prose.xpath("div[@class='pair']")
    assert len(pairs) == 2
    was, now, both = (texts(pairs[0].xpath(f"div[@class='{side}']"))[0] for side in ("was", "now", "both"))
    assert was.startswith("El viaje cambió dos decisiones.")
    assert now.startswith("El viaje cambió tres decisiones.")
    assert both.startswith("El viaje cambió dostres decisiones.")
    assert not pairs[0].xpath("div[@class='was']//ins | div[@class='now']//del")


def test_records_are_tables_of_their_fields() -> None:
    tables = {
        table.get("class").split()[-1]: table
        for table in RICH_TREE.xpath("//table[contains(@class,'cells')]")
    }
    assert texts(tables["came"].xpath(".//thead//th")) == ["Campo", "Contenido"]
    assert texts(tables["went"].xpath(".//tbody/tr[2]/*")) == ["Unidad", "m³/ha"]
    assert texts(tables["both-sides"].xpath(".//thead//th")) == ["Campo", "Antes", "Después"]
    assert texts(tables["both-sides"].xpath(".//tbody/tr[1]//del | .//tbody/tr[1]//ins")) == ["4", "3"]
    assert not tables["both-sides"].xpath(".//tbody/tr[2]//del | .//tbody/tr[2]//ins")


def test_changes_of_an_item_stand_together_under_its_name() -> None:
    items = texts(RICH_TREE.xpath("//*[@class='margin']"))
    assert items[0] == "ACT-8 Parcelas demostrativas con paquete regenerativo"
    assert items.count("IND-14 Ingresos propios sobre el gasto de la entidad") == 1
    assert "En general" in items
    assert "ACT-8-B Instalación y manejo de las parcelas" in texts(RICH_TREE.xpath("//*[@class='inner']"))


def test_a_change_without_item_stands_under_the_first_title_of_its_field() -> None:
    (row,) = [row for row in RICH_TREE.xpath("//tr[@data-change]") if "SUNARP" in row.text_content()]
    assert texts(row.xpath("td"))[:2] == ["Persona jurídica", "Pasos › Inscripción en SUNARP › Previsto"]
    card = RICH_TREE.get_element_by_id(row.get("data-change"))
    assert texts(card.xpath("ancestor::section[1]//*[@class='margin']")) == ["Persona jurídica"]
    assert texts(card.xpath(".//strong")) == ["Previsto"]


def test_a_long_list_tells_what_came_and_went_and_folds_the_rest() -> None:
    (lists,) = RICH_TREE.xpath("//details[@class='lists']")
    assert texts(lists.xpath("preceding-sibling::p")) == ["+ AM-7 Drenaje, – AM-3 Sanidad"]
    assert len(lists.xpath(".//del")) == len(lists.xpath(".//ins")) == 1


def test_a_commitment_in_prose_shows_the_words_that_differ() -> None:
    old, new = (
        "Se venden mil cajas por semana y por asociación",
        "Se venden dos mil cajas por mes y por asociación",
    )
    view = change(
        "vision/why", grade=COMMITMENT, before=old, after=new, pieces=compare_words(old, new), form="text"
    )
    (row,) = tree(page(comparison(view))).xpath("//tr[@data-change]")
    assert texts(row.xpath("td"))[2:4] == ["semana", "dos … mes"]


def test_findings_and_stale_acknowledgements_are_told() -> None:
    (findings,) = RICH_TREE.xpath("//section[@class='findings']")
    rows = findings.xpath(".//tbody/tr")
    assert texts(rows[0].xpath("td"))[:3] == ["P911", "nota", "ACT-16"]
    assert [texts(row.xpath("td"))[0] for row in rows] == ["P911", "P909", "P918"]
    assert texts(RICH_TREE.xpath("//section[@class='stale']//li")) == list(RICH.stale)
    assert not tree(page(comparison(change()))).xpath("//section[@class='findings' or @class='stale']")


@pytest.mark.parametrize("views", [(RICH,), (RICH, comparison(change()), RICH), (), (comparison(),)])
def test_headings_go_down_one_step_at_a_time_and_ids_are_unique(views: tuple[ComparisonView, ...]) -> None:
    made = tree(render_html(views, WORDS))
    ranks = [
        int(one.tag[1])
        for one in made.xpath("//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]")
    ]
    assert ranks[0] == 1
    assert ranks.count(1) == 1
    assert all(later <= rank + 1 for rank, later in pairwise(ranks))
    ids = made.xpath("//@id")
    assert len(ids) == len(set(ids))
    for target in made.xpath("//@href[starts-with(., '#')]"):
        assert target[1:] in ids
    for label in made.xpath("//@aria-labelledby"):
        assert label in ids


def test_landmarks_and_controls_have_names() -> None:
    assert len(RICH_TREE.xpath("//main")) == len(RICH_TREE.xpath("//body/header")) == 1
    assert len(RICH_TREE.xpath("//body/footer")) == 1
    assert RICH_TREE.xpath("//body/*[1]/@href") == ["#cambios"]
    for one in RICH_TREE.xpath("//input[not(parent::label)] | //select | //*[@role]"):
        assert one.get("aria-label")
    for one in RICH_TREE.xpath("//button | //a"):
        assert one.get("aria-label") or one.text_content().strip()


def test_an_anchor_stays_when_other_changes_come_and_texts_change() -> None:
    here = change("vision/why", before="a", after="b")
    before = tree(page(comparison(here))).xpath("//article/@id")
    there = comparison(change("plan/title"), replace(here, after="c", code="C999"))
    assert before[0] in tree(page(there)).xpath("//article/@id")


def test_each_grade_and_part_can_be_chosen() -> None:
    buttons = RICH_TREE.xpath("//button[@data-show]")
    assert [one.get("data-show") for one in buttons] == [str(grade) for grade in Grade]
    assert {one.get("aria-pressed") for one in buttons} == {"true"}
    assert texts(buttons)[0] == f"Compromisos {RICH.counts[COMMITMENT]}"
    keys = RICH_TREE.xpath("//select/option/@value")
    assert keys == ["", *(part.key for part in RICH.parts)]
    assert set(RICH_TREE.xpath("//article/@data-part")) == set(keys[1:])


def test_the_policy_allows_our_style_and_script_by_hash_and_nothing_else() -> None:
    (policy,) = RICH_TREE.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    for name in ("style", "script"):
        (inside,) = re.findall(rf"<{name}>(.*?)</{name}>", RICH_PAGE, re.DOTALL)
        digest = b64encode(sha256(inside.encode()).digest()).decode()
        assert rules.pop(f"{name}-src") == f"'sha256-{digest}'"
    assert rules == {
        "default-src": "'none'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_nothing_leads_out_of_the_page() -> None:
    shape = Shape(RICH_PAGE)
    assert {target for target in shape.targets if not target.startswith("#")} == {"data:,"}
    assert not re.search(r"(https?:)?//\w|@import|url\(", STYLE)
    assert not re.search(r"https?:|fetch|XMLHttp|innerHTML|outerHTML|insertAdjacent|eval|import", SCRIPT)
    assert not [tag for tag in shape.tags if {"style", "onclick", "onerror", "onload"} & set(tag[1:])]


def test_the_script_is_small_and_strict() -> None:
    assert SCRIPT.startswith("'use strict';\n(() => {\n")
    assert SCRIPT.rstrip().endswith("})();")
    assert SCRIPT.count("\n") < 200


_PIECES = (
    *"<>&\"'`=/- añ",
    "<script>",
    "</script>",
    "</style>",
    "<!--",
    "-->",
    "&lt;",
    "]]>",
    "javascript:",
    HOSTILE,
)
_TEXT = st.lists(st.sampled_from(_PIECES), max_size=6).map("".join)


@settings(max_examples=30, deadline=None)
@given(text=_TEXT)
def test_plan_text_stays_text_whatever_it_holds(text: str) -> None:
    spoilt = Shape(page(with_texts(RICH, lambda one: text + one)))
    benign = Shape(page(with_texts(RICH, lambda one: "x" * len(text) + one)))
    assert spoilt.tags == benign.tags
    assert spoilt.raw == benign.raw == [STYLE, SCRIPT]
    assert {target for target in spoilt.targets if not target.startswith("#")} == {"data:,"}


def test_hostile_text_is_shown_as_it_is_but_for_what_steers() -> None:
    said = "".join(Shape(page(with_texts(RICH, lambda one: HOSTILE + one))).words)
    shown = HOSTILE.replace("\u202e", "�").replace("\x00", "�")
    assert f"{shown}El texto dice 2,556 ha" in said
    assert "\u202e" not in said
    assert "\x00" not in said


@settings(max_examples=100, deadline=None)
@given(old=st.text("ab \n", max_size=40), new=st.text("ab \n", max_size=40))
def test_paragraphs_keep_every_word_of_both_versions(old: str, new: str) -> None:
    rows = paragraphs(compare_words(old, new))
    for text, gone in ((old, "added"), (new, "removed")):
        kept = " ".join("".join(p.text for p in row if p.kind != gone) for row in rows)
        assert kept.split() == text.split()


def test_a_paragraph_that_replaces_another_stands_beside_it() -> None:
    pieces = (
        Piece("equal", "Uno\n\n"),
        Piece("removed", "a\n\nb"),
        Piece("added", "c\n\nd\n\ne"),
        Piece("equal", "\n\nFin"),
    )
    said = [[(p.kind, p.text) for p in row] for row in paragraphs(pieces)]
    assert said == [
        [("equal", "Uno")],
        [("removed", "a"), ("added", "c")],
        [("removed", "b"), ("added", "d")],
        [("added", "e")],
        [("equal", "Fin")],
    ]


def test_a_change_of_mere_space_shows_the_space() -> None:
    old, new = "van antes\ndrenaje y más cosas que decir aquí", "van antes drenaje y más cosas que decir aquí"
    view = change("vision/why", before=old, after=new, form="text", pieces=compare_words(old, new))
    made = tree(page(comparison(view)))
    assert "↵\n" in {one.text_content() for one in made.xpath("//del")}
    assert "␣" in {one.text_content() for one in made.xpath("//ins")}


SCHEMES = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[:2]
GROUNDS = ("paper", "pale", "tint")
ON_GROUNDS = ("ink", "text", "grey", "link", "commitment")
SIGNS = ("commitment-sign", "substantive-sign", "editorial-sign")
PAIRS = (*product(ON_GROUNDS, GROUNDS), ("gone", "gone-ground"), ("come", "come-ground"), ("paper", "ink"))
PAIRS += tuple(product(("gone", "come"), GROUNDS))


def colours(scheme: int) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6})", SCHEMES[scheme]))


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_reads_on_every_ground_in_both_schemes(scheme: int) -> None:
    found = colours(scheme)
    for text, ground in PAIRS:
        assert contrast(found[text], found[ground]) >= 4.5, (text, ground)
    for sign, ground in product(SIGNS, ("paper", "pale")):
        assert contrast(found[sign], found[ground]) >= 3, (sign, ground)


def test_the_style_names_colours_once_and_they_are_those_of_the_house() -> None:
    assert colours(0).keys() == colours(1).keys()
    found = colours(0)
    for name in ("ink", "text", "grey", "rule", "line", "tint", "pale"):
        assert found[name] == getattr(OWN, name)
    rest = STYLE
    for scheme in SCHEMES:
        rest = rest.replace(scheme, "")
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?=[^{]*\})", rest)
