"""Changes in a terminal: commitments first, within the width, words that changed in their context."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from plangen.plan.faults import fault
from plangen.reports.change_columns import Run, paint, run, shortened, squeezed, wrapped
from plangen.reports.change_text import render_text
from plangen.reports.change_view import ComparisonView, FindingView
from plangen.reports.change_words import finding_view
from plangen.reports.characters import printable, width
from plangen.spans import Source, Span
from tests.support.compared_plans import SEEDS, WORDS, banana_random_view, banana_view, view

ANSI = re.compile(r"\x1b\[[0-9;]*m")
WIDTHS = (40, 80, 200)
HOSTILE = "| `x` <b>\x1b[31m @ana \u202eabc\u202c 中文漢字" + "ñ" * 300 + "\x07 fin"

OLD: dict[str, Any] = {
    "strategies": [{"id": "EST-1", "name": "Mercados", "result": "Un precio superior al del orgánico."}],
    "action_plan": {
        "actions": [
            {
                "id": "ACT-1",
                "name": "Drenaje",
                "strategy": "EST-1",
                "activities": [{"id": "ACT-1-A", "name": "Estudio", "end": "2028-09", "cost": "70000"}],
            }
        ]
    },
    "indicators": [
        {
            "id": "IND-1",
            "name": "Rendimiento",
            "unit": "cajas/ha",
            "targets": {"2028": "1000", "2029": "1250"},
        }
    ],
}
NEW: dict[str, Any] = {
    "strategies": [{"id": "EST-1", "name": "Mercados", "result": "Un precio mayor al del orgánico."}],
    "action_plan": {
        "actions": [
            {
                "id": "ACT-1",
                "name": "Drenaje",
                "strategy": "EST-1",
                "activities": [{"id": "ACT-1-A", "name": "Estudio", "end": "2029-02", "cost": "70000"}],
            }
        ]
    },
    "indicators": [
        {"id": "IND-1", "name": "Rendimiento", "unit": "cajas/ha", "targets": {"2028": "950", "2029": "1250"}}
    ],
}


def text(found: ComparisonView, columns: int = 80, *, color: bool = False) -> str:
    return render_text(found, columns, color, WORDS)


def bare(found: ComparisonView) -> ComparisonView:
    """A view without consequences, whose wording is not of this report."""
    parts = (
        replace(part, changes=tuple(replace(one, consequences=(), effects=()) for one in part.changes))
        for part in found.parts
    )
    return replace(found, parts=tuple(parts))


GOLDEN = """\
planes/uno: de v1 a v2
3 cambios:  ● 2 de compromiso  ○ 1 de fondo

── Compromisos que cambian (2) ─────────────────────────────────────────────────
C001 Meta rebajada
  IND-1 Rendimiento · Metas › 2028  1,000 cajas/ha → 950 cajas/ha  –50 (–5 %)
C013 Fecha postergada
  ACT-1-A Estudio · Fin             set. 2028 → feb. 2029  +5 meses

── Estrategias (1) ─────────────────────────────────────────────────────────────
EST-1 Mercados
  ○ C083 Resultado esperado
         Un precio [-superior-]{+mayor+} al del orgánico.

── Plan de acción (1) ──────────────────────────────────────────────────────────
ACT-1 Drenaje
  ● C013 ACT-1-A Estudio › Fin   set. 2028 → feb. 2029  +5 meses

── Indicadores de seguimiento (1) ──────────────────────────────────────────────
IND-1 Rendimiento
  ● C001 Metas › 2028            1,000 cajas/ha → 950 cajas/ha  –50 (–5 %)"""


def test_a_small_comparison_reads_like_this() -> None:
    assert text(bare(view(OLD, NEW))).replace("\u00a0", " ") == GOLDEN


def test_commitments_come_first_then_the_parts_in_the_order_of_the_plan() -> None:
    lines = text(banana_view(), 100).splitlines()
    titles = [line.split(" (")[0].removeprefix("── ") for line in lines if line.startswith("── ")]
    assert titles[0] == "Compromisos que cambian"
    assert titles[1:-1][:3] == ["Identidad del plan", "El clúster", "Segmentación estratégica"]
    moved = lines[lines.index("C001 Meta rebajada") :]
    assert re.match(r"  IND-1 .*Metas › 2029 +1,250\xa0cajas/ha → 1,150\xa0cajas/ha  –100", moved[1])


def test_each_commitment_takes_one_line_and_two_where_the_terminal_is_narrow() -> None:
    found = banana_view()
    count = sum(one.grade == "commitment" for part in found.parts for one in part.changes)
    for columns, each in ((100, 1), (50, 2)):
        block = text(found, columns).split("── ")[1].splitlines()[1:-1]
        assert sum(line.startswith("  ") for line in block) == each * count


@pytest.mark.parametrize("columns", WIDTHS)
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    for found in (banana_view(), hostile(), *map(banana_random_view, SEEDS)):
        for line in text(found, columns).splitlines():
            assert width(line) <= min(columns, 120), line


def hostile() -> ComparisonView:
    def plan(word: str) -> dict[str, Any]:
        fact = {"id": "DAT-1", "label": f"{word} {HOSTILE}", "unit": HOSTILE[:60], "value": "1"}
        step = {"name": HOSTILE, "responsible": f"{word} {HOSTILE}"}
        swot = {"strengths": [HOSTILE, f"{word} {HOSTILE}"]}
        return {
            "facts": [fact],
            "management": {"legal_entity": {"steps": [step]}, "model": f"{HOSTILE}\n\n{word} {HOSTILE}"},
            "industry": {"swot": swot},
        }

    old, new = plan("uno"), plan("dos")
    new["facts"].append({"id": "DAT-2", "label": HOSTILE, "note": HOSTILE})
    return view(old, new)


@pytest.mark.parametrize("color", [False, True])
def test_nothing_of_the_plan_steers_the_terminal(color: bool) -> None:
    said = ANSI.sub("", text(hostile(), 80, color=color))
    assert all(line == printable(line) for line in said.splitlines())
    assert "中文漢字" in said


def test_colour_is_all_that_a_colour_terminal_gets_more() -> None:
    plain, painted = text(banana_view(), 100), text(banana_view(), 100, color=True)
    assert "\x1b" not in plain
    assert "\x1b[9;31m" in painted
    words = re.sub(r"\[-|-\]|\{\+|\+\}", "", plain).split()
    assert ANSI.sub("", painted).split() == words


def test_only_the_words_that_changed_are_shown_with_a_few_around() -> None:
    around = "Esta frase no cambia y es bastante larga para no caber entera en el extracto. "
    result = f"{around}El precio es superior al del orgánico. {around}"
    old = {"strategies": [{"id": "EST-1", "result": result}]}
    new = {"strategies": [{"id": "EST-1", "result": result.replace("superior", "mayor")}]}
    said = " ".join(text(view(old, new)).split())
    assert "precio es [-superior-]{+mayor+} al del orgánico" in said
    assert said.count("Esta frase") == 1
    assert "…" in said


def test_a_text_that_is_only_wrapped_otherwise_shows_no_words() -> None:
    words = "Drenaje y nutrición van antes que el riego presurizado en todas las zonas."
    old = {"strategies": [{"id": "EST-1", "result": words}]}
    new = {"strategies": [{"id": "EST-1", "result": words.replace(" van", "\nvan")}]}
    said = text(view(old, new), 100)
    assert "Resultado esperado  solo cambian los espacios o los saltos de línea" in said
    assert "{+" not in said


def test_a_very_long_text_is_cut_and_counted() -> None:
    long = " ".join(f"palabra{at}" for at in range(500))
    said = text(view({"management": {"model": "Uno."}}, {"management": {"model": long}}))
    assert re.search(r"\[4\d\d palabras más\]", " ".join(said.split()))
    assert len(said) < 2500


def test_what_follows_is_told_under_the_change_and_once_for_an_item() -> None:
    found = banana_view()
    said = " ".join(text(found, 100).split())
    slipped = said.index("● C013 ACT-8-B")
    assert slipped < said.index("→ ACT-8 «Parcelas escuela del paquete productivo» termina 5 meses después")
    lines = re.findall(r"^ +→ (.+)$", text(found, 200), re.MULTILINE)
    assert lines


def test_findings_that_came_and_went_stand_at_the_end() -> None:
    made = finding_view(
        fault("unknown-key", Span(Source("plan.yaml", "x"), 0, 1), value="titel", near="", known="y"), WORDS
    )
    assert isinstance(made, FindingView)
    found = replace(view(OLD, NEW), introduced=(made,), cleared=(replace(made, item="EST-9"),))
    lines = text(found).splitlines()
    assert "Hallazgos nuevos: 1; resueltos: 1" in lines
    at = [
        next(i for i, line in enumerate(lines) if line.startswith(f"── Hallazgos {word}"))
        for word in ("nuevos", "resueltos")
    ]
    assert lines[at[0] + 1].startswith(f"error {made.code} ")
    assert lines[at[1] + 1].startswith(f"error {made.code} EST-9 ")


def test_an_agreed_commitment_is_marked_and_says_by_whom() -> None:
    found = view(OLD, NEW)
    parts = tuple(
        replace(
            part, changes=tuple(replace(one, acknowledged="OBS-9 lo pide (Comité)") for one in part.changes)
        )
        for part in found.parts
    )
    said = text(replace(found, parts=parts))
    assert "2 de compromiso (2 acordados)" in said
    assert re.search(r"Metas › 2028 .*–50( \(–5\xa0%\))? ✓", said)
    assert "✓ acordado: OBS-9 lo pide (Comité)" in said


def test_two_equal_versions_and_those_without_commitments_say_so() -> None:
    assert text(view(OLD, OLD)).splitlines()[-1] == "Las dos versiones dicen lo mismo."
    other = {**OLD, "strategies": NEW["strategies"]}
    assert "Ningún compromiso cambia." in text(view(OLD, other)).splitlines()


def test_lines_break_between_words_and_wide_characters_count_double() -> None:
    said = [
        paint(line, color=False) for line in wrapped([run("uno dos"), Run("tres "), run("漢字漢字")], 8, 2, 0)
    ]
    assert said == ["uno", "  dostres", "  漢字漢", "  字"] or all(width(line) <= 8 for line in said)
    assert shortened("漢字漢字", 5) == "漢字…"
    assert squeezed("Inscripción en el Registro", 16).endswith("istro")
    assert width(squeezed("Inscripción en el Registro", 16)) <= 16
