"""Changes in words: values as the deliverable prints them, how far apart they are, where they stand."""

from __future__ import annotations

from typing import Any

import pytest

from plangen.changes.kinds import Grade
from plangen.plan.index import index_plan
from plangen.plan.model import Plan
from plangen.reports.change_words import view_of
from tests.conftest import LABELS
from tests.support.compared_plans import (
    SEEDS,
    WORDS,
    banana_random_view,
    banana_view,
    changes,
    compared,
    loaded_banana,
    only,
    view,
    without_consequences,
)

NB = "\u00a0"
IND = {"id": "IND-1", "name": "Rendimiento", "unit": "cajas/ha"}
ACTION = {"id": "ACT-1", "name": "Drenaje"}
SEGMENTS = [{"id": f"SEG-{at}", "name": f"Segmento {at}"} for at in (1, 2, 3)]


def indicator(**fields: Any) -> dict[str, Any]:
    return {"indicators": [{**IND, **fields}]}


def action(**fields: Any) -> dict[str, Any]:
    return {"action_plan": {"actions": [{**ACTION, **fields}]}}


def activity(**fields: Any) -> dict[str, Any]:
    return action(activities=[{"id": "ACT-1-A", "name": "Estudio", **fields}])


def strategy(**fields: Any) -> dict[str, Any]:
    return {"segmentation": {"segments": SEGMENTS}, "strategies": [{"id": "EST-1", "name": "Uno", **fields}]}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            indicator(targets={"2028": "2500"}),
            indicator(targets={"2028": "2200"}),
            (f"2,500{NB}cajas/ha", f"2,200{NB}cajas/ha", f"–300 (–12{NB}%)"),
        ),
        (
            indicator(unit="%", targets={"2028": "50"}),
            indicator(unit="%", targets={"2028": "55"}),
            (f"50{NB}%", f"55{NB}%", "+5 puntos"),
        ),
        (
            indicator(targets={"2028": "0"}),
            indicator(targets={"2028": "12.50"}),
            (f"0{NB}cajas/ha", f"12.50{NB}cajas/ha", "+12.50"),
        ),
        (
            indicator(targets={"2028": "3"}),
            indicator(targets={"2028": "3.0"}),
            (f"3{NB}cajas/ha", f"3.0{NB}cajas/ha", "mismo valor, escrito con otros decimales"),
        ),
        (
            activity(cost="120000"),
            activity(cost="90000.50"),
            (f"S/{NB}120,000", f"S/{NB}90,000.50", f"–S/{NB}29,999.50 (–25{NB}%)"),
        ),
        (
            activity(cost={"amount": "10", "currency": "USD"}),
            activity(cost={"amount": "10", "currency": "EUR"}),
            (f"US${NB}10", f"€{NB}10", ""),
        ),
        (
            activity(cost="10"),
            activity(cost={"amount": "10", "currency": "PEN"}),
            ("10 (moneda del plan)", "10 (PEN)", ""),
        ),
        (activity(end="2027-10"), activity(end="2028-03"), (f"oct.{NB}2027", f"mar.{NB}2028", "+5 meses")),
        (activity(end="2028-04"), activity(end="2028-03"), (f"abr.{NB}2028", f"mar.{NB}2028", "–1 mes")),
        (
            {"plan": {"id": "P", "date": "2026-11-28"}},
            {"plan": {"id": "P", "date": "2026-11-16"}},
            ("28/11/2026", "16/11/2026", "–12 días"),
        ),
        (
            {"plan": {"id": "P", "horizon": "2030"}},
            {"plan": {"id": "P", "horizon": "2031"}},
            ("2030", "2031", "+1 año"),
        ),
        (indicator(decimals="0"), indicator(decimals="1"), ("0", "1", "+1")),
        (indicator(cumulative="sí"), indicator(cumulative="no"), ("sí", "no", "")),
        (indicator(level="impact"), indicator(level="result"), ("Impacto", "Resultado", "")),
        (action(status="planned"), action(status="dropped"), ("Prevista", "Descartada", "")),
        (
            {"management": {"posts": [{"id": "PTO-1", "dedication": "50"}]}},
            {"management": {"posts": [{"id": "PTO-1", "dedication": "49"}]}},
            (f"50{NB}%", f"49{NB}%", "–1 punto"),
        ),
        (activity(cost="70000"), activity(), (f"S/{NB}70,000", "", "")),
        (indicator(), indicator(targets={"2028": "4"}), ("", f"4{NB}cajas/ha", "")),
    ],
)
def test_values_print_as_in_the_deliverable_with_their_difference(
    old: dict[str, Any], new: dict[str, Any], said: tuple[str, str, str]
) -> None:
    change = only(old, new)
    assert (change.before, change.after, change.delta) == said
    assert change.form == "value"


def test_the_formats_are_those_of_the_deliverables() -> None:
    formats = WORDS.change("diff", "formats")
    for at in range(1, 13):
        assert f"{at}: {formats[f'month.{at}']}" in LABELS
    for name in ("between", "about", "over", "under", "up_to"):
        assert f"  {name}: {formats[f'fact.{name}']}" in LABELS


def test_a_reference_is_said_by_id_and_name() -> None:
    bodies = {"management": {"bodies": [{"id": "ORG-1", "name": "Consejo"}, {"id": "ORG-2", "name": "Mesa"}]}}
    change = only({**bodies, **strategy(owner="ORG-1")}, {**bodies, **strategy(owner="ORG-2")})
    assert (change.before, change.after) == ("ORG-1 Consejo", "ORG-2 Mesa")


def test_references_are_compared_as_a_set() -> None:
    change = only(strategy(segments=["SEG-1", "SEG-3"]), strategy(segments=["SEG-2", "SEG-1"]))
    assert change.form == "list"
    assert change.delta == "+ SEG-2 Segmento 2, – SEG-3 Segmento 3"
    other = only(strategy(segments=["SEG-1", "SEG-3"]), strategy(segments=["SEG-3", "SEG-1"]))
    assert other.delta == "en otro orden"


def test_a_reference_to_an_item_of_another_name_is_no_gain_and_no_loss() -> None:
    renamed = [{**SEGMENTS[0], "name": "Otro nombre"}, *SEGMENTS[1:]]
    new = {**strategy(segments=["SEG-1", "SEG-2"]), "segmentation": {"segments": renamed}}
    found = changes(strategy(segments=["SEG-1"]), new)
    assert [one.delta for one in found if one.form == "list"] == ["+ SEG-2 Segmento 2"]


def test_texts_of_a_list_are_compared_one_by_one() -> None:
    swot = ["Parcelas de menos de una hectárea", "Diez sistemas de control distintos", "Sin marca"]
    other = ["Parcelas de menos de dos hectáreas", "Diez sistemas de control distintos", "Drenaje sin plan"]
    change = only({"industry": {"swot": {"weaknesses": swot}}}, {"industry": {"swot": {"weaknesses": other}}})
    assert change.field == "FODA › Debilidades"
    assert change.delta == "+1, –1, 1 modificado"
    assert "".join(piece.text for piece in change.pieces if piece.kind != "added") == change.before
    assert "".join(piece.text for piece in change.pieces if piece.kind != "removed") == change.after
    assert [one.text for one in change.pieces if one.kind == "removed"] == ["una hectárea", "\n• Sin marca"]


def test_a_long_text_is_told_word_by_word_unless_little_is_left_of_it() -> None:
    old = strategy(result="Un precio de programa superior al del orgánico estándar y contratos firmes.")
    new = strategy(result="Un precio de programa superior al del banano estándar y contratos firmes.")
    assert [one.text for one in only(old, new).pieces if one.kind != "equal"] == ["orgánico", "banano"]
    whole = only(old, strategy(result="Nada de lo anterior sirvió."))
    assert [one.kind for one in whole.pieces] == ["removed", "added"]


def test_a_text_wrapped_otherwise_says_so() -> None:
    change = only(strategy(result="Drenaje y\nnutrición."), strategy(result="Drenaje\ny nutrición."))
    assert change.delta == "solo cambian los espacios o los saltos de línea"


def test_a_record_that_comes_shows_its_fields_and_sums_up_its_lists() -> None:
    activities = [
        {"id": "ACT-2-A", "name": "Uno", "start": "2027-02", "end": "2027-08", "cost": "50000"},
        {"id": "ACT-2-B", "name": "Dos", "start": "2027-06", "end": "2028-01", "cost": "70000"},
    ]
    funding = [{"source": "grant", "payer": "Programa", "year": "2027", "amount": "120000"}]
    new = {**ACTION, "id": "ACT-2", "kind": "collective", "activities": activities, "funding": funding}
    change = only(action(), {"action_plan": {"actions": [ACTION, new]}})
    assert (change.form, change.item, change.name, change.field) == ("record", "ACT-2", "Drenaje", "Acción")
    assert [(cell.title, cell.before, cell.after) for cell in change.cells] == [
        ("Tipo", "", "Acción colectiva"),
        ("Actividades", "", f"2 actividades, S/{NB}120,000, de feb.{NB}2027 a ene.{NB}2028"),
        ("Financiamiento", "", f"1 aporte, S/{NB}120,000"),
    ]


def test_a_record_that_says_one_amount_is_told_by_it() -> None:
    paid = [{"source": "grant", "payer": "Programa", "year": "2028", "amount": "24000"}]
    change = only(action(funding=paid), action())
    assert change.form == "value"
    assert change.field == "Financiamiento › Aporte del programa (RNR), Programa, 2028 › Importe"
    assert change.short == "Aporte del programa (RNR), Programa, 2028 › Importe"
    assert (change.operation, change.before, change.after) == ("removed", f"S/{NB}24,000", "")


def test_a_move_names_its_neighbours() -> None:
    moved = [SEGMENTS[2], *SEGMENTS[:2]]
    change = only({"segmentation": {"segments": SEGMENTS}}, {"segmentation": {"segments": moved}})
    assert change.form == "move"
    assert (change.item, change.before, change.after) == (
        "SEG-3",
        "después de SEG-2 Segmento 2",
        "al comienzo",
    )


def test_a_new_id_is_told_once_and_what_changed_below_is_found_under_it() -> None:
    lessons = [{"id": "LEC-1", "visit": "VIS-5"}]
    visits = [{"id": "VIS-5", "host": "Cooperativa de Mao", "topic": "Riego"}]
    old = {"benchmark": {"trip": {"visits": visits, "lessons": lessons}}}
    visits, lessons = [{**visits[0], "id": "VIS-MAO"}], [{"id": "LEC-1", "visit": "VIS-MAO"}]
    change = only(old, {"benchmark": {"trip": {"visits": visits, "lessons": lessons}}})
    assert (change.form, change.before, change.after) == ("name", "VIS-5", "VIS-MAO")
    assert change.old_path == "benchmark/trip/visits/VIS-5"


def test_an_inner_item_stands_in_the_group_of_the_outer_one() -> None:
    change = only(activity(end="2027-10"), activity(end="2028-03"))
    assert (change.group, change.group_name) == ("ACT-1", "Drenaje")
    assert (change.item, change.name, change.field) == ("ACT-1-A", "Estudio", "Fin")


def test_a_changed_value_names_the_texts_that_print_it() -> None:
    def plan(label: str) -> dict[str, Any]:
        fact = {"id": "DAT-1", "label": label, "value": "5"}
        prose = "Se cobra [[DAT-1.label]]; no `[[DAT-1.label]]`."
        return {"facts": [fact], "management": {"model": prose}, **strategy(result="Sin [[DAT-1]].")}

    sides = (index_plan(Plan.model_validate(plan(label))) for label in ("Cuota", "Aporte"))
    alone = without_consequences(compared(*sides))
    (change,) = (one for part in view_of(alone, WORDS).parts for one in part.changes)
    assert change.printed_in == ("Modelo de gestión: Modelo",)


def test_places_are_asked_of_the_version_that_has_the_change() -> None:
    loaded, plan = loaded_banana(), loaded_banana().plan
    fewer = index_plan(plan.model_copy(update={"facts": plan.facts[1:]}))
    found = view_of(compared(loaded.index, fewer), WORDS, old=loaded.locate)
    (change,) = (one for part in found.parts for one in part.changes)
    assert change.operation == "removed"
    assert change.place.startswith("facts.yaml:")


def test_counts_and_parts_follow_the_plan() -> None:
    old = {**indicator(targets={"2028": "10"}), "plan": {"id": "P", "title": "Plan"}}
    new = {**indicator(targets={"2028": "8"}), "plan": {"id": "P", "title": "Plan"}, **action()}
    found = view(old, new)
    assert [part.key for part in found.parts] == ["action_plan", "indicators"]
    assert (found.title, found.plan, found.old, found.new) == ("Plan", "planes/uno", "v1", "v2")
    assert found.counts[Grade.COMMITMENT] == 1
    assert sum(found.counts.values()) == sum(len(part.changes) for part in found.parts)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_change_of_a_plan_can_be_said(seed: int) -> None:
    for change in (change for part in banana_random_view(seed).parts for change in part.changes):
        assert change.field
        assert change.title
        assert change.form != "value" or change.before != change.after
        for side, other in ((change.before, "added"), (change.after, "removed")):
            joined = "".join(piece.text for piece in change.pieces if piece.kind != other)
            assert not change.pieces or joined == side


def test_the_second_version_of_the_banana_plan_reads_as_its_list_says() -> None:
    found = {one.path: one for part in banana_view().parts for one in part.changes}
    slipped = found["action_plan/actions/ACT-8/activities/ACT-8-B/end"]
    assert (slipped.before, slipped.after, slipped.delta) == (f"set.{NB}2028", f"feb.{NB}2029", "+5 meses")
    assert found["indicators/IND-14/targets/2027"].delta == "+4 puntos"
    assert found["facts/DAT-77/value"].delta == f"+0.005 (+10{NB}%)"
    assert found["strategies/EST-3/owner"].after == "ORG-2 Consejo directivo del Grupo Gestor"
    assert not any("None" in text for one in found.values() for text in one.consequences)
