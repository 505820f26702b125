"""The charts of the standard template, drawn for plans of every size: they fit, and say what the plan says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, product
from typing import Any

import pytest

from plangen.document.blocks import Document, Paragraph, Picture, Table
from plangen.document.inlines import plain_text
from plangen.document.render import RenderOptions, render_document
from plangen.figures.bind import Binder, Spec
from plangen.figures.cache import FigureCache
from plangen.figures.draw import Sheet, draw
from plangen.figures.palette import OWN
from plangen.plan.index import index_plan
from plangen.plan.model import Plan
from plangen.templating.template import load_template
from tests.conftest import TEMPLATES
from tests.support.figure_boxes import faults, texts

PARTS = (
    "02-summary", "11-segmentation", "12-industry", "13-benchmark", "17-action-plan", "18-indicators",
    "91-indicator-sheets",
)  # fmt: skip
CHARTS = (
    "series", "shares", "forces", "segments", "profile", "gantt", "budget", "budget-years", "trajectories",
    "trajectory", "priority", "payers", "spending",
)  # fmt: skip
LONG = "Articulación interinstitucional para la comercialización asociativa y la certificación de origen, con enfoque territorial y género"
NAMES = (LONG, "Desoxirribonucleoproteinasa" * 5, "Ñu & <Cía> «ágil» $ink {x: 1}", "Mesa", None)
FORCES = ("rivalry", "entrants", "substitutes", "suppliers", "buyers")
SOURCES = ("grant", "cash_counterpart", "in_kind_counterpart", "other")
AMOUNTS = ("0.5", "1234567.89", "999999999999", "0", None, "12")


def some(values: tuple[Any, ...], at: int) -> Any:
    return values[at % len(values)]


def without_none(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value is not None}


def segments(count: int, score: int | None = None) -> dict[str, Any]:
    made = [
        without_none({
            "id": f"SEG-{n + 1}", "name": some(NAMES, n),
            "attractiveness": str(score or n % 5 + 1), "position": str(score or n % 4 + 1.5),
            "decision": some(("prioritised", "discarded"), n),
        })
        for n in range(count)
    ]  # fmt: skip
    return {"segmentation": {"segments": made}}


def points(kind: str, names: list[str], values: list[str | None]) -> dict[str, Any]:
    key = "period" if kind != "share" else "category"
    made = [without_none({key: name, "value": value}) for name, value in zip(names, values, strict=True)]
    return {"id": f"SER-{kind}-{len(names)}", "title": LONG, "unit": "t", "kind": kind, "points": made}


def years(first: int, *values: str | None, kind: str = "bar") -> dict[str, Any]:
    return points(kind, [str(first + n) for n in range(len(values))], list(values))


def industry(*series: dict[str, Any], forces: int = 0) -> dict[str, Any]:
    pressed = [
        without_none({
            "segment": f"SEG-{at + 1}", "force": force,
            "today": some(("1", "5", None, "3.5", "2"), n + at), "future": some(("5", "5", "2", None, "1.5"), n),
        })
        for at in range(forces) for n, force in enumerate(FORCES)
    ]  # fmt: skip
    return {
        "industry": {
            "series": [{**one, "id": f"SER-{n}"} for n, one in enumerate(series)],
            "forces": pressed,
        }
    }


def benchmark(references: int, dimensions: int, score: str | None = None) -> dict[str, Any]:
    who = ["own", *(f"REF-{n + 1}" for n in range(references))]
    return {
        "benchmark": {
            "references": [
                without_none({"id": f"REF-{n + 1}", "name": some(NAMES, n)}) for n in range(references)
            ],
            "dimensions": [
                without_none({"id": f"DIM-{n + 1}", "name": some(NAMES, n)}) for n in range(dimensions)
            ],
            "scores": [
                without_none({
                    "reference": name, "dimension": f"DIM-{n + 1}",
                    "score": score or some(("1", "5", None, "3", "3.2"), n + at * 3),
                })
                for n in range(dimensions) for at, name in enumerate(who)
            ],
        }
    }  # fmt: skip


def work(
    actions: int, strategies: int, horizon: int, amounts: tuple[str | None, ...] = AMOUNTS
) -> dict[str, Any]:
    made = []
    for n in range(actions):
        begin = 2027 + n % horizon
        activity = {
            "id": f"ACT-{n}-1",
            "start": f"{begin}-0{n % 9 + 1}",
            "end": f"{min(begin + n % 3, 2026 + horizon)}-12",
        }
        funding = [
            without_none(
                {
                    "source": source,
                    "payer": "Quien paga",
                    "year": str(2027 + at % horizon),
                    "amount": some(amounts, n + at),
                }
            )
            for at, source in enumerate(SOURCES)
        ]
        made.append(without_none({
            "id": f"ACC-{n + 1}", "name": some(NAMES, n), "activities": [activity] if n % 7 != 6 else [],
            "strategy": f"EST-{n % strategies + 1}" if strategies and n % 5 != 4 else None, "funding": funding,
            "priority": {"impact": str(n % 5 + 1), "feasibility": str(n % 2 + 4), "urgency": str(n % 5 + 1)},
        }))  # fmt: skip
    lines = [without_none({"id": f"EST-{n + 1}", "name": some(NAMES, n)}) for n in range(strategies)]
    return {"action_plan": {"actions": made}, "strategies": lines}


def indicators(*ways: tuple[str | None, dict[str, str], list[tuple[str, str]]]) -> dict[str, Any]:
    made = [
        without_none({
            "id": f"IND-{n + 1}", "name": some(NAMES, n), "level": some(("impact", "result"), n), "unit": some((LONG, "%", None), n),
            "baseline": {"value": base, "year": "2025"} if base else None, "targets": targets,
            "actuals": [{"date": day, "value": value} for day, value in actuals],
        })
        for n, (base, targets, actuals) in enumerate(ways)
    ]  # fmt: skip
    return {"indicators": made}


def plan(**parts: Any) -> dict[str, Any]:
    return {"plan": {"id": "prueba", "horizon": "2030", "currency": "PEN"}, **parts}


Way = tuple[str | None, dict[str, str], list[tuple[str, str]]]

RISING: Way = (
    "800",
    {"2027": "850", "2028": "1000", "2030": "1500"},
    [("2027-12-31", "900"), ("2028-06-30", "870")],
)
FALLING: Way = (None, {"2027": "160", "2028": "-120.55"}, [])
FLAT: Way = ("5", {"2027": "5", "2028": "5", "2029": "5"}, [("2026-12-31", "5")])
HUGE: Way = ("123456789012345.25", {"2027": "999999999999999999"}, [])
ONCE: Way = (None, {"2029": "3"}, [])

PLANS: dict[str, dict[str, Any]] = {
    "nothing": plan(),
    "one": plan(
        **segments(1), **industry(years(2020, "5"), points("share", ["A"], ["100"]), forces=1),
        **benchmark(1, 1), **work(1, 1, 1, ("100",)), **indicators(RISING),
    ),
    "two": plan(
        **segments(2, score=3), **industry(years(2020, "-5", "7"), points("share", [LONG, "B"], ["-3.5", None]), forces=2),
        **benchmark(2, 2, score="3"), **work(2, 1, 2, ("900000000", "5")), **indicators(FALLING, FLAT),
    ),
    "several": plan(
        **segments(12, score=5),
        **industry(
            years(1990, *map(str, range(36)), kind="line"),
            years(2000, "1", None, "3", None, "2", kind="line"),
            points("bar", ["2001", "2009", "2023"], ["123456.7", "0", "98765432.1"]),
            points("bar", [LONG, LONG, "T1 2020", "ene. 2020"], ["1", "2", "3", "4"]),
            years(2000, "7", "7", "7", kind="line"),
            forces=3,
        ),
        **benchmark(5, 8), **work(11, 6, 5), **indicators(*[RISING, FALLING, FLAT, HUGE, ONCE] * 2),
    ),
    "many": plan(
        **segments(25),
        **industry(
            years(1900, *[some(("999999999", "-5", "0.001", None), n) for n in range(60)]),
            points("line", [f"Periodo {n}" for n in range(150)], [some(("1000000", "2000000.5"), n) for n in range(150)]),
            points("share", [f"{n} {some(NAMES, n)}" for n in range(40)], [str(n) for n in range(40)]),
            years(2000, *["-8"] * 20),
            years(2000, "0", "0"),
            points("bar", ["x"] * 5, [None] * 5),
        ),
        **benchmark(7, 12), **work(50, 12, 10), **indicators(*[RISING, HUGE] * 5),
    ),
    "masses": plan(**work(200, 3, 25, ("0.01",))),
    "crowd": plan(**benchmark(5, 3, score="5"), **work(70, 0, 3, (None,))),
}  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """A plan's document, and its charts by path."""

    document: Document
    specs: dict[str, Spec]
    sheets: dict[str, Sheet]

    def charts(self, name: str) -> list[bytes]:
        """The charts of this name in their order, as SVG."""
        return [sheet.svg for path, sheet in self.sheets.items() if kind_of(path) == name]

    def alternatives(self, name: str) -> list[str]:
        return [picture.alt for picture in pictures(self.document) if kind_of(picture.path) == name]


def kind_of(path: str) -> str:
    """The chart that a path names: the longest of those it begins with."""
    rest = path.removeprefix("figuras/prc-").removesuffix(".svg")
    return max((name for name in CHARTS if rest == name or rest.startswith(f"{name}-")), key=len, default="")


def pictures(document: Document) -> Iterator[Picture]:
    for block in document.blocks:
        if isinstance(block, Picture):
            yield block
        elif isinstance(block, Table):
            yield from (
                inline
                for row in block.rows for cell in row.cells for inline in chain(*cell.paragraphs)
                if isinstance(inline, Picture)
            )  # fmt: skip


@cache
def drawn() -> dict[str, Drawn]:
    """Every plan with its charts, drawn in one go."""
    template = replace(load_template("prc", "es", [TEMPLATES]), parts=PARTS)
    bound = {}
    for name, record in PLANS.items():
        index = index_plan(Plan.model_validate(record))
        document = render_document(index, template, RenderOptions())
        binder = Binder(template, index, OWN)
        bound[name] = (
            document,
            {path: binder.bind(one) for path, one in document.figures.items() if kind_of(path)},
        )
    sheets = draw(
        {f"{name} {path}": spec for name, (_, specs) in bound.items() for path, spec in specs.items()},
        FigureCache(None),
    )
    return {
        name: Drawn(document, specs, {path: sheets[f"{name} {path}"] for path in specs})
        for name, (document, specs) in bound.items()
    }  # fmt: skip


@pytest.mark.parametrize("name", PLANS)
def test_every_chart_fits_its_place_and_its_words_fit_the_chart(name: str) -> None:
    wrong = {}
    for path, sheet in drawn()[name].sheets.items():
        width = 288 if kind_of(path) in ("payers", "spending") else 627
        if found := faults(sheet.svg, width):
            wrong[path] = found[:4]
    assert not wrong


@pytest.mark.parametrize(
    ("name", "chart", "count"),
    [
        *(("nothing", chart, 0) for chart in CHARTS), ("one", "series", 1), ("one", "trajectories", 1),
        ("one", "gantt", 1), ("several", "series", 5), ("several", "forces", 3), ("several", "segments", 2),
        ("several", "gantt", 1), ("many", "segments", 3), ("many", "shares", 3), ("many", "profile", 4),
        ("many", "gantt", 5), ("many", "budget", 2), ("many", "trajectories", 2), ("masses", "gantt", 18),
        ("masses", "priority", 1), ("crowd", "budget", 0), ("crowd", "payers", 0), ("crowd", "profile", 1),
    ],
)  # fmt: skip
def test_what_is_too_much_for_one_chart_goes_over_several(name: str, chart: str, count: int) -> None:
    assert len(drawn()[name].charts(chart)) == count


def said(svg: bytes) -> str:
    return " ".join(box.text for box in texts(svg))


def test_a_chart_of_numbers_says_them_without_being_seen() -> None:
    one = drawn()["one"]
    (series,), (share,) = one.alternatives("series"), one.alternatives("shares")
    assert "2020: 5" in series
    assert "A: 100" in share
    (gantt,) = one.alternatives("gantt")
    assert f"{LONG}: inicio ene. 2027, fin dic. 2027" in gantt.replace("\u00a0", " ")
    (target,) = one.alternatives("trajectories")
    assert "base 800, 2027 850, 2028 1,000, 2030 1,500" in target
    assert all(alternative for chart in CHARTS for alternative in one.alternatives(chart))


def test_every_chart_with_a_caption_is_mentioned_in_the_text_before_it() -> None:
    for name in ("one", "two", "several"):
        before: list[str] = []
        for block in drawn()[name].document.blocks:
            if isinstance(block, Paragraph):
                before.append(plain_text(block.content))
            elif isinstance(block, Picture) and block.caption:
                number = f"{block.caption.chapter}-{block.caption.index}"
                written = " ".join(before)
                between = "de la Figura" in written and kind_of(block.path) == "series"
                assert f"Figura\u00a0{number}" in written or between, block.path


def test_years_without_a_number_keep_their_place_on_the_axis() -> None:
    sparse = drawn()["several"].charts("series")[2]
    at = {box.text: (box.left + box.right) / 2 for box in texts(sparse)}
    assert (at["2023"] - at["2009"]) / (at["2009"] - at["2001"]) == pytest.approx(14 / 8, abs=0.02)


def test_a_line_breaks_where_a_year_has_no_number() -> None:
    broken = json.loads(drawn()["several"].specs["figuras/prc-series-ser-1.svg"].text)
    line = next(layer for layer in broken["layer"] if layer["mark"]["type"] == "line")
    assert len({point["run"] for point in line["data"]["values"]}) == 3
    assert said(drawn()["several"].charts("series")[1]).count("s. d.") == 2


def test_large_amounts_are_in_millions_and_the_caption_says_so() -> None:
    (chart,) = drawn()["two"].charts("budget")
    assert "900.0" in said(chart)
    (budget,) = [p for p in pictures(drawn()["two"].document) if kind_of(p.path) == "budget"]
    assert "otros 900,000,005" in budget.alt


def test_bars_grow_with_what_they_stand_for() -> None:
    layers = json.loads(drawn()["several"].specs["figuras/prc-series-ser-3.svg"].text)["layer"]
    bars = next(layer for layer in layers if layer["mark"]["type"] == "rect")["data"]["values"]
    heights = [bar["y2"] - bar["y"] for bar in bars]
    assert [height / heights[0] for height in heights] == pytest.approx([1, 2, 3, 4])


def test_a_full_cell_of_the_priority_matrix_counts_the_rest() -> None:
    (chart,) = drawn()["masses"].charts("priority")
    shown = [box.text for box in texts(chart)]
    more = sum(int(text[1:]) for text in shown if text.startswith("+"))
    assert more + sum(text.startswith("ACC-") for text in shown) == 200


def test_scores_that_are_equal_stand_side_by_side() -> None:
    (chart,) = drawn()["crowd"].specs.keys() & {"figuras/prc-profile.svg"}
    layers = json.loads(drawn()["crowd"].specs[chart].text)["layer"]
    marks = layers[-1]["data"]["values"]
    for a, b in product(marks, marks):
        assert a is b or abs(a["x"] - b["x"]) >= 13 or a["y"] != b["y"]


def test_a_strategy_has_its_color_and_its_code_on_every_bar() -> None:
    (chart,) = drawn()["several"].charts("gantt")
    codes = [box.text for box in texts(chart) if box.text.startswith("EST-") and box.size < 11]
    assert sorted(set(codes)) == [f"EST-{n}" for n in range(1, 7)]
