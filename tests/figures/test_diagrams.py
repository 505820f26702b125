"""The diagrams of the standard template, drawn for plans of every size: they fit, and say what the plan says."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import pytest

from plangen.document.blocks import Document, Picture
from plangen.document.inlines import plain_text
from plangen.document.render import RenderOptions, render_document
from plangen.figures.bind import Binder, Spec
from plangen.figures.cache import FigureCache
from plangen.figures.draw import draw
from plangen.figures.palette import OWN
from plangen.plan.index import index_plan
from plangen.plan.model import Plan
from plangen.templating.template import load_template
from tests.conftest import TEMPLATES
from tests.support.figure_boxes import boxes, faults, picture_size, texts

PARTS = ("00-cover", "12-industry", "14-vision", "15-strategies", "16-management")
LONG = "Articulación interinstitucional para la comercialización asociativa y la certificación de origen, con enfoque territorial y género"
UNBROKEN = "Desoxirribonucleoproteinasa" * 5
NAMES = (LONG, UNBROKEN, "Ñu & <Cía> «ágil» $ink", "Mesa", "")


def plan(plan_id: str = "prueba", **parts: Any) -> dict[str, Any]:
    return {"plan": {"id": plan_id, "horizon": "2030", "currency": "PEN"}, **parts}


def chain(count: int, **every: Any) -> dict[str, Any]:
    links = [
        {"id": f"ESL-{n + 1}", "name": NAMES[n % len(NAMES)] or None, "presence": ("yes", "partial", "no")[n % 3], **every}
        for n in range(count)
    ]  # fmt: skip
    challenges = [{"id": f"RET-{n + 1}", "text": "Reto", "link": f"ESL-{n % 3 + 1}"} for n in range(count)]
    return {"industry": {"chain": {"links": links}, "challenges": challenges}}


def path(count: int) -> dict[str, Any]:
    milestones = [{"year": str(2050 - n), "text": NAMES[n % len(NAMES)] or None} for n in range(count)]
    return {"vision": {"statement": LONG, "milestones": milestones}}


def strategies(*areas: int, actions: int = 1) -> dict[str, Any]:
    made, work = [], []
    for number, count in enumerate(areas, start=1):
        own = [{"id": f"AM-{number}-{n}", "name": NAMES[n % len(NAMES)] or None} for n in range(count)]
        made.append({"id": f"EST-{number}", "name": NAMES[number % len(NAMES)] or None, "areas": own})
        for at, area in enumerate([*own, None]):
            for n in range(actions):
                cost = [{"id": f"ACT-{number}-{at}-{n}-1", "cost": "123456789.5"}]
                where = {"area": area["id"]} if area else {}
                work.append({"id": f"ACC-{number}-{at}-{n}", "strategy": f"EST-{number}", "activities": cost, **where})  # fmt: skip
    return {"strategies": made, "action_plan": {"actions": work}, "vision": {"statement": LONG * 3}}


def bodies(*parents: int | None, coordinator: bool = False) -> dict[str, Any]:
    """Bodies numbered from 1, each with the number of the one it answers to."""
    made = [
        {"id": f"ORG-{n + 1}", "name": NAMES[n % len(NAMES)] or None, "seats": str(n) if n % 2 else None,
         **({"reports_to": f"ORG-{parent}"} if parent else {})}
        for n, parent in enumerate(parents)
    ]  # fmt: skip
    return {
        "management": {"bodies": made, **({"coordinator": {"position": LONG * 2}} if coordinator else {})}
    }


PLANS: dict[str, dict[str, Any]] = {
    "nothing": plan(),
    "one": plan(**chain(1), **path(1), **bodies(None)),
    "two": plan(**chain(2, cost_share="50"), **path(2), **bodies(None, 1, coordinator=True)),
    "seven": plan(
        **chain(7, cost_share="0", bottleneck=LONG * 3), **path(7), **bodies(None, 1, 2, 2, 2, 2, 2)
    ),
    "eight": plan(**chain(8, cost_share="12.345", bottleneck="Es [[DAT-1]]."), **path(6)),
    "many": plan(**chain(30, cost_share="99.9", bottleneck=f"**{UNBROKEN}**"), **path(23)),
    "few-areas": plan(**strategies(0, 1, 2)),
    "idle": plan(**strategies(0, 3, actions=0)),
    "broad": plan(**strategies(*range(14), actions=2)),
    "single": plan(**strategies(1, actions=0)),
    "wide": plan(**bodies(None, *[1] * 40, coordinator=True)),
    "deep": plan(**bodies(None, *range(1, 60))),
    "roots": plan(**bodies(None, None, None, None, None, coordinator=True)),
    "circle": plan(**bodies(2, 3, 1, 4, None, 5)),
    "binary": plan(**bodies(None, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, coordinator=True)),
    "stair": plan(**bodies(None, 1, 2, 3, 4, 5, 6, coordinator=True)),
}


@dataclass(frozen=True)
class Built:
    """A plan's document, and its diagrams as SVG by path."""

    document: Document
    specs: dict[str, Spec]

    def figures(self, name: str) -> list[bytes]:
        return [spec.text.encode() for path, spec in self.specs.items() if f"prc-{name}" in path]

    def alternatives(self, name: str) -> list[str]:
        pictures = (block for block in self.document.blocks if isinstance(block, Picture))
        return [picture.alt for picture in pictures if f"prc-{name}" in picture.path]


@cache
def built() -> dict[str, Built]:
    """Every plan with its diagrams; what draws takes their SVG as it is."""
    template = replace(load_template("prc", "es", [TEMPLATES]), parts=PARTS)
    found = {}
    for name, record in PLANS.items():
        index = index_plan(Plan.model_validate(record))
        document = render_document(index, template, RenderOptions())
        binder = Binder(template, index, OWN)
        found[name] = Built(document, {path: binder.bind(drawn) for path, drawn in document.figures.items()})
    return found


def said(svg: bytes) -> str:
    return " ".join(box.text for box in texts(svg))


@pytest.mark.parametrize("name", PLANS)
def test_every_diagram_fits_its_words_and_the_page(name: str) -> None:
    specs = {path: spec for path, spec in built()[name].specs.items() if "cover" not in path}
    wrong = {path: faults(spec.text.encode()) for path, spec in specs.items()}
    assert {path: found for path, found in wrong.items() if found} == {}


@pytest.mark.parametrize(
    ("name", "figure", "count"),
    [
        ("nothing", "value-chain", 0), ("one", "value-chain", 1), ("seven", "value-chain", 1),
        ("eight", "value-chain", 2), ("many", "value-chain", 5), ("nothing", "milestones", 0),
        ("one", "milestones", 0), ("two", "milestones", 1), ("many", "milestones", 4),
        ("nothing", "strategy-tree", 0), ("few-areas", "strategy-tree", 1), ("single", "strategy-tree", 1),
        ("nothing", "organigram", 0), ("one", "organigram", 1), ("deep", "organigram", 6),
        ("wide", "organigram", 5), ("circle", "organigram", 1),
    ],
)  # fmt: skip
def test_what_is_too_much_for_one_figure_goes_over_several(name: str, figure: str, count: int) -> None:
    assert len(built()[name].figures(figure)) == count


def test_runs_of_a_chain_are_about_equally_long() -> None:
    alternatives = built()["eight"].alternatives("value-chain")
    assert [alternative.count("En el territorio") for alternative in alternatives] == [4, 4]


def test_a_link_with_a_challenge_is_dark_and_says_which() -> None:
    (svg,) = built()["two"].figures("value-chain")
    assert svg.decode().count(f'fill="{OWN.ink}"/>') >= 2
    assert "RET-1" in said(svg)
    assert "En el territorio" in said(svg)
    assert "En parte" in said(svg)


def test_shares_of_the_price_have_their_values_and_zero_has_no_bar() -> None:
    (two,) = built()["two"].figures("value-chain")
    assert said(two).count("50\u00a0%") == 2
    (seven,) = built()["seven"].figures("value-chain")
    assert said(seven).count("0\u00a0%") == 7


def test_a_bottleneck_is_marked_and_put_in_few_lines() -> None:
    (svg,) = built()["seven"].figures("value-chain")
    assert [box.text for box in texts(svg)].count("!") == 7
    assert "…" in said(svg)


def test_a_bottleneck_that_needs_a_fact_of_the_plan_shows_only_its_sign() -> None:
    for svg in built()["eight"].figures("value-chain"):
        assert [box.text for box in texts(svg)].count("!") == 4
        assert "DAT-1" not in said(svg)


def test_milestones_stand_in_the_order_of_their_years() -> None:
    years = [
        box
        for svg in built()["many"].figures("milestones")
        for box in sorted(texts(svg), key=lambda box: box.left)
        if box.text.isdecimal()
    ]
    assert [box.text for box in years] == [str(year) for year in range(2028, 2051)]


def test_a_tree_says_how_many_actions_and_what_they_cost() -> None:
    (svg,) = built()["few-areas"].figures("strategy-tree")
    assert "1 acción" in said(svg)
    assert "S/\u00a0123,456,789.50" in said(svg)
    (alternative,) = built()["few-areas"].alternatives("strategy-tree")
    assert "Acciones 1, Inversión 123,456,789.50" in alternative


def test_every_area_stands_in_one_figure() -> None:
    alternatives = built()["broad"].alternatives("strategy-tree")
    rows = sum(len(boxes(svg)) for svg in built()["broad"].figures("strategy-tree"))
    areas = sum(range(14)) + 14  # with a row for the actions outside any area
    assert sum(alternative.count("Acciones ") for alternative in alternatives) == areas
    assert rows > areas


def test_every_body_stands_in_one_figure_even_where_they_answer_to_each_other() -> None:
    for name, count in [("circle", 6), ("deep", 60), ("wide", 41), ("binary", 13)]:
        alternatives = built()[name].alternatives("organigram")
        numbers = [box for svg in built()[name].figures("organigram") for box in boxes(svg)]
        coordinator = 1 if name in ("wide", "binary") else 0
        assert len(numbers) == count + coordinator, name
        assert sum(alternative.count(";") for alternative in alternatives) == count - len(alternatives), name


def test_a_body_whose_superior_is_in_another_figure_says_whom_it_answers_to() -> None:
    first, *others = built()["deep"].figures("organigram")
    assert "Responde a" not in said(first)
    assert all("Responde a" in said(svg) for svg in others)


def test_the_number_of_seats_agrees() -> None:
    (svg,) = built()["two"].figures("organigram")
    assert "1 puesto" in said(svg)
    assert "puestos" not in said(svg)


def test_names_are_text_of_the_drawing_and_name_no_colour() -> None:
    (svg,) = built()["roots"].figures("organigram")
    assert "$ink" in said(svg)
    assert b"<C\xc3\xada>" not in svg


def test_figures_are_mentioned_in_the_text_before_them() -> None:
    for name, each in built().items():
        mentioned: set[str] = set()
        for block in each.document.blocks:
            if isinstance(block, Picture) and block.caption is not None:
                part = re.search(r"\((\d+) de (\d+)\)", plain_text(block.caption.content))
                if part is None or part[1] in ("1", part[2]):
                    assert block.caption.anchor in mentioned, (name, block.path)
            mentioned |= set(re.findall("anchor='([^']+)'", repr(block)))


def test_the_cover_is_as_wide_to_its_height_as_the_page_asks_and_has_no_words() -> None:
    (svg,) = built()["nothing"].figures("cover")
    width, height = picture_size(svg)
    assert width / height == pytest.approx(210 / 120)
    assert texts(svg) == []
    first = built()["nothing"].document.blocks[0]
    assert isinstance(first, Picture)
    assert first.role == "cover"


def test_the_renderer_draws_them_all_as_they_are() -> None:
    specs = {path: spec for name in ("two", "few-areas") for path, spec in built()[name].specs.items()}
    sheets = draw(specs, FigureCache(None))
    assert {path: sheet.svg.decode().strip() for path, sheet in sheets.items()} == {
        path: spec.text.strip() for path, spec in specs.items()
    }
    assert all(sheet.png.startswith(b"\x89PNG") for sheet in sheets.values())
