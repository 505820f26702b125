"""What a change does elsewhere: sentences that are true, and no others."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random  # noqa: TID251 (seeded)

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.changes.apply import apply_changes
from plangen.changes.change import Added, Change, Modified, Moved, Removed
from plangen.changes.compare import compare_plans
from plangen.changes.comparison import Consequence
from plangen.changes.consequences import Consequences
from plangen.changes.renames import rename_ids
from plangen.plan.index import PlanIndex, index_plan
from plangen.plan.load import load_plan
from plangen.plan.model import (
    Baseline,
    ExchangeRate,
    Indicator,
    Measure,
    Money,
    Month,
    Pending,
    Plan,
)
from plangen.plan.words import Words
from tests.support.random_versions import random_version

BANANA = Path(__file__).resolve().parents[2] / "plans" / "banano-organico-piura"
PACKAGE = Path(__file__).resolve().parents[2] / "plangen"
WORDS = Words()

ACT = "action_plan/actions"


@pytest.fixture(scope="module")
def banana() -> PlanIndex:
    return load_plan(BANANA).plan.index


def consequences(old: PlanIndex, new: Plan) -> dict[str, tuple[Consequence, ...]]:
    """The consequences of every change, by the path of the change."""
    index = index_plan(new)
    changes = compare_plans(old, index)
    made = Consequences(old, index, changes, WORDS)
    return {one.path: made.of(one) for one in changes}


def after(old: PlanIndex, *edits: Change) -> dict[str, list[str]]:
    """The sentences of every change after some edits, by the path of the change."""
    found = consequences(old, apply_changes(old.plan, edits))
    return {path: [said(one) for one in told] for path, told in found.items()}


def said(one: Consequence) -> str:
    text = WORDS.change("consequences", one.name)["text"]
    return text.format_map({key: printed(value) for key, value in one.params.items()}).replace("\u00a0", " ")


def printed(value: object) -> str:
    match value:
        case Money():
            return (
                f"S/ {value.amount:,f}" if value.currency is None else f"{value.currency} {value.amount:,f}"
            )
        case Measure():
            return f"{value.value:,f} {value.unit}"
        case Decimal() | int():
            return f"{value:,}"
    return str(value)


def set_to(old: PlanIndex, path: str, value: object) -> Change:
    """The edit that gives a leaf another value, or takes it away."""
    visit = old.at(path)
    before = visit.value if visit else None
    if before is None:
        return Added(path, value)
    return Removed(path, before) if value is None else Modified(path, before, value)


def put(old: PlanIndex, path: str, value: object) -> dict[str, list[str]]:
    return after(old, set_to(old, path, value))


def taken_out(old: PlanIndex, *paths: str) -> dict[str, list[str]]:
    return after(old, *(Removed(path, old.at(path).value, "") for path in paths))


# dates


def test_the_slip_of_an_action_is_followed_to_targets_strategies_and_whoever_waits(banana: PlanIndex) -> None:
    path = f"{ACT}/ACT-7/activities/ACT-7-C/end"
    told = put(banana, path, Month(2031, 1))[path]
    assert told == [
        "La última acción de EST-2 «Calidad y productividad», ACT-7, termina ahora en 2031-01, después del "
        "periodo que financia el programa (2030-12).",
        "La meta de 2030 de IND-22 «Variedades evaluadas con dos ciclos» mide ACT-7, que ahora termina después (2031-01).",
        "ACT-7 «Material limpio y ensayo de variedades tolerantes» termina 7 meses después: en 2031-01, no en 2030-06.",
        "La estrategia EST-2 «Calidad y productividad» termina 4 meses después: en 2031-01, no en 2030-09.",
    ]


def test_an_activity_that_does_not_end_its_action_moves_nothing(banana: PlanIndex) -> None:
    path = f"{ACT}/ACT-7/activities/ACT-7-A/end"
    assert put(banana, path, Month(2028, 6))[path] == []


def test_an_action_that_waits_and_now_starts_too_early_is_named(banana: PlanIndex) -> None:
    path = f"{ACT}/ACT-8/activities/ACT-8-B/end"
    told = put(banana, path, Month(2029, 2))[path]
    assert (
        "ACT-9 «Extensión del paquete a las asociaciones» empieza en 2028-10, antes de que termine ACT-8 "
        "«Parcelas escuela del paquete productivo» (2029-02), de la que depende." in told
    )
    assert (
        "La meta de 2028 de IND-23 «Parcelas escuela en operación» mide ACT-8, que ahora termina después (2029-02)."
        in told
    )


def test_an_action_that_waits_and_moves_along_is_told_so(banana: PlanIndex) -> None:
    end, start = f"{ACT}/ACT-8/activities/ACT-8-B/end", f"{ACT}/ACT-9/activities/ACT-9-A/start"
    told = after(banana, set_to(banana, end, Month(2028, 12)), set_to(banana, start, Month(2029, 1)))
    assert (
        "ACT-9 «Extensión del paquete a las asociaciones» depende de ACT-8 y se mueve con ella: empieza en "
        "2029-01, no en 2028-10." in told[end]
    )
    assert not any("antes de que termine" in one for one in told[end])


def test_a_target_due_before_its_action_starts_is_named_unless_it_is_zero(banana: PlanIndex) -> None:
    path = f"{ACT}/ACT-9/activities/ACT-9-A/start"
    told = put(banana, path, Month(2029, 4))[path]
    assert any(one.startswith("La meta de 2028 de IND-24") and "empieza después" in one for one in told)
    target = Modified("indicators/IND-24/targets/2028", Decimal(250), Decimal(0))
    told = after(banana, set_to(banana, path, Month(2029, 4)), target)[path]
    assert not any("IND-24" in one for one in told)
    assert (
        "ACT-9 «Extensión del paquete a las asociaciones» tiene dinero de 2028, antes de empezar (2029-01)."
        in told
    )


def test_one_month_reads_as_one_month(banana: PlanIndex) -> None:
    path = f"{ACT}/ACT-7/activities/ACT-7-C/end"
    assert any("termina un mes antes: en 2030-05" in one for one in put(banana, path, Month(2030, 5))[path])


def test_another_period_counts_the_actions_it_leaves_outside_and_takes_in_again(banana: PlanIndex) -> None:
    told = put(banana, "plan/period/end", Month(2030, 7))
    (sentence,) = told["plan/period/end"]
    assert sentence == "3 acciones quedan fuera del periodo o del horizonte: ACT-3, ACT-9, ACT-12."
    shorter = index_plan(apply_changes(banana.plan, [set_to(banana, "plan/period/end", Month(2030, 7))]))
    (sentence,) = put(shorter, "plan/period/end", Month(2030, 12))["plan/period/end"]
    assert "quedan dentro" in sentence


def test_another_horizon_counts_targets_and_milestones_beyond_it(banana: PlanIndex) -> None:
    told = put(banana, "plan/horizon", 2029)["plan/horizon"]
    assert any(
        one.startswith("30 indicadores tienen metas después del nuevo horizonte, 2029") for one in told
    )
    assert "El hito de 2030 queda después del nuevo horizonte, 2029." in told
    (late,) = put(banana, "plan/horizon", 2032)["plan/horizon"]
    assert late.startswith("La última meta de 30 indicadores queda antes del nuevo horizonte, 2032")


def test_a_legal_step_that_passes_the_start_and_a_later_step_is_told_so(banana: PlanIndex) -> None:
    path = "management/legal_entity/steps/Inscripción en el RUC/due"
    told = put(banana, path, date(2027, 2, 19))[path]
    assert told[0].startswith("«Inscripción en el RUC» vence el 2027-02-19, cuando el periodo")
    assert any("después de «Legalización de libros" in one for one in told)


# money


def test_a_cost_alone_moves_every_total_and_leaves_its_funding_short(banana: PlanIndex) -> None:
    path = f"{ACT}/ACT-6/activities/ACT-6-C/cost"
    told = put(banana, path, Money(amount=Decimal(88000)))[path]
    assert told[:4] == [
        "ACT-6 «Padrón georreferenciado y vigilancia de Foc R4T» cuesta S/ 302,000 y se financia con S/ 284,000: "
        "faltan S/ 18,000.",
        "El costo de ACT-6 «Padrón georreferenciado y vigilancia de Foc R4T» pasa de S/ 284,000 a S/ 302,000.",
        "El costo de la estrategia EST-2 «Calidad y productividad» pasa de S/ 1,824,000 a S/ 1,842,000.",
        "El costo del plan pasa de S/ 3,564,000 a S/ 3,582,000.",
    ]
    assert "Cambia una cifra clave de la ficha resumen: «Inversión del plan, 2027 a 2030»." in told


def test_a_total_that_others_move_too_says_so_and_is_told_once_at_the_largest(banana: PlanIndex) -> None:
    small, large = f"{ACT}/ACT-6/activities/ACT-6-C/cost", f"{ACT}/ACT-1/activities/ACT-1-A/cost"
    told = after(
        banana,
        set_to(banana, small, Money(amount=Decimal(88000))),
        set_to(banana, large, Money(amount=Decimal(46000))),
    )
    plan = "El costo del plan, con los demás cambios, pasa de S/ 3,564,000 a S/ 3,532,000."
    assert plan in told[large]
    assert not any("costo del plan" in one for one in told[small])


def test_another_grant_moves_its_share_and_the_year(banana: PlanIndex) -> None:
    path = f"{ACT}/ACT-9/funding/grant+Programa de Apoyo a Clústers+2029/amount"
    told = put(banana, path, Money(amount=Decimal(100000)))[path]
    assert any("sobran S/ 24,000" in one for one in told)
    assert (
        "El aporte del programa pasa de S/ 1,774,000 (49.8 % del financiamiento) a S/ 1,798,000 (50.1 %)."
        in told
    )
    assert "El desembolso del programa en 2029 pasa de S/ 370,000 a S/ 394,000." in told


def test_money_that_only_changes_its_year_leaves_the_totals_alone(banana: PlanIndex) -> None:
    funding = f"{ACT}/ACT-9/funding"
    gone, come = (
        f"{funding}/grant+Programa de Apoyo a Clústers+2028",
        f"{funding}/grant+Programa de Apoyo a Clústers+2031",
    )
    later = banana.at(gone).value.model_copy(update={"year": 2031})
    told = after(banana, Removed(gone, banana.at(gone).value, ""), Added(come, later, ""))[come]
    assert "El desembolso del programa en 2028 pasa de S/ 658,000 a S/ 634,000." in told
    assert not any("aporte del programa" in one or "faltan" in one for one in told)


def test_an_entity_that_turns_into_a_hole_is_told_with_both_balances(banana: PlanIndex) -> None:
    path = "management/funding/years/2027/income/Cuota por caja/amount"
    (sentence,) = put(banana, path, Money(amount=Decimal(90000)))[path]
    assert sentence == "A la entidad gestora le faltan S/ 6,000 en 2027 (antes le quedaban S/ 2,000)."


def test_an_exchange_rate_moves_the_amounts_in_its_currency(banana: PlanIndex) -> None:
    rate = ExchangeRate(currency="USD", rate=Decimal("3.75"), date=date(2026, 10, 1))
    dollars = Money(amount=Decimal(10000), currency="USD")
    cost = f"{ACT}/ACT-6/activities/ACT-6-C/cost"
    old = index_plan(
        apply_changes(
            banana.plan,
            [Added("plan/exchange_rates/USD+2026-10-01", rate, ""), set_to(banana, cost, dollars)],
        )
    )
    path = "plan/exchange_rates/USD+2026-10-01/rate"
    told = put(old, path, Decimal("3.50"))[path]
    assert told[0] == "Un importe en USD cuenta distinto, el de ACT-6."
    assert "El costo del plan pasa de S/ 3,531,500.00 a S/ 3,529,000.00." in told


# indicators and facts


def test_a_target_says_what_it_measures_where_it_is_printed_and_which_text_still_names_it(
    banana: PlanIndex,
) -> None:
    path = "indicators/IND-1/targets/2030"
    told = put(banana, path, Decimal(1400))[path]
    assert "VF-2 (Elemento) sigue diciendo 1,500 cajas/ha." in told
    assert any(one.startswith("IND-1 mide el elemento VF-2") for one in told)
    assert any(one.startswith("Cambian 3 textos que lo imprimen: Visión de futuro (") for one in told)
    assert any(one.startswith("De la línea de base de IND-1") for one in told)


def test_a_last_target_on_the_wrong_side_of_its_baseline_is_told_in_its_direction(banana: PlanIndex) -> None:
    path = "indicators/IND-1/targets/2030"
    told = put(banana, path, Decimal(500))[path]
    assert any("queda por debajo de su línea de base" in one for one in told)
    assert any(
        one.startswith("La meta de 2030 de IND-1") and "retrocede frente a la de 2029" in one for one in told
    )
    down = apply_changes(
        banana.plan, [set_to(banana, "indicators/IND-10/baseline", Baseline(value=Decimal("8.0")))]
    )
    told = put(index_plan(down), "indicators/IND-10/targets/2030", Decimal("8.5"))[
        "indicators/IND-10/targets/2030"
    ]
    assert any("queda por encima de su línea de base" in one and "debía bajar" in one for one in told)


def test_another_unit_relabels_the_numbers_that_stay(banana: PlanIndex) -> None:
    told = put(banana, "indicators/IND-18/unit", "contratos vigentes")["indicators/IND-18/unit"]
    assert told[0] == (
        "4 metas de IND-18 «Contratos de programa firmados» conservan su número y se leen ahora en "
        "«contratos vigentes», no en «contratos»."
    )
    assert "IND-18 mide la acción ACT-3 «Calendario único y programas plurianuales»." in told


def test_a_baseline_taken_after_the_year_of_a_target_is_told_so(banana: PlanIndex) -> None:
    path = "indicators/IND-9/baseline/pending/date"
    assert banana.at("indicators/IND-9/baseline").value.pending == Pending(
        date=date(2027, 4, 30), responsible="PTO-2"
    )
    told = put(banana, path, date(2028, 3, 1))[path]
    assert told[0].endswith("se tomará el 2028-03-01, después del año de la meta de 2027.")


def test_a_fact_names_the_facts_texts_and_figures_that_stand_on_it(banana: PlanIndex) -> None:
    told = put(banana, "facts/DAT-45/value", Decimal(999))["facts/DAT-45/value"]
    assert told[0] == "DAT-78 «Cajas anuales de los miembros» se calcula con DAT-45 y no cambió."
    assert (
        told[1] == "Cambia una cifra clave de la ficha resumen: «Rendimiento de la parcela afectada, 2025»."
    )
    assert told[2].startswith("Cambian 5 textos que lo imprimen: FCE-1 (Justificación)")
    assert told[3] == "Se apoya en él: Puntajes own+DIM-1 (Valor medido)."


def test_a_fact_reckoned_from_it_that_followed_is_told_so(banana: PlanIndex) -> None:
    told = after(
        banana,
        set_to(banana, "facts/DAT-45/value", Decimal(999)),
        set_to(banana, "facts/DAT-78/value", Decimal(2553444)),
    )["facts/DAT-45/value"]
    assert told[0] == "DAT-78 «Cajas anuales de los miembros» se calcula con DAT-45 y cambió también."


# thread


def test_a_removed_action_leaves_its_strategy_with_fewer_and_its_indicator_measures_another(
    banana: PlanIndex,
) -> None:
    act = f"{ACT}/ACT-3"
    moved = Modified("indicators/IND-18/measures", "ACT-3", "ACT-4")
    told = after(banana, Removed(act, banana.at(act).value, "ACT-2"), moved)[act]
    assert "EST-1 «Diferenciación» queda con 3 acciones (antes: 4): ACT-1, ACT-2, ACT-4." in told
    assert (
        "IND-18 «Contratos de programa firmados» se refería a ACT-3 en «Qué mide»; ahora, a ACT-4 "
        "«Marca colectiva y relato de origen verificable»." in told
    )


def test_a_strategy_without_its_last_action_leaves_its_gaps_to_nobody(banana: PlanIndex) -> None:
    acts = [one for one in banana.plan.action_plan.actions if one.strategy == "EST-3"]
    told = taken_out(banana, *(f"{ACT}/{one.id}" for one in acts))
    every = [one for sentences in told.values() for one in sentences]
    assert every.count("La estrategia EST-3 «Capacidades internas» queda sin acciones.") == 1
    assert any(
        one.startswith("La brecha BR-3 «") and one.endswith("queda sin acción que la atienda.")
        for one in every
    )


def test_a_dropped_action_is_told_to_whoever_counts_on_it(banana: PlanIndex) -> None:
    path = f"{ACT}/ACT-8/status"
    told = put(banana, path, "dropped")[path]
    assert (
        "El indicador IND-23 «Parcelas escuela en operación» sigue midiendo ACT-8, que está descartada."
        in told
    )
    assert (
        "ACT-9 «Extensión del paquete a las asociaciones» sigue dependiendo de ACT-8, que está descartada."
        in told
    )
    assert "El costo de ACT-8, S/ 216,000, sigue sumado en el plan aunque esté descartada." in told


def test_a_removed_indicator_leaves_what_it_measured_without_one(banana: PlanIndex) -> None:
    told = taken_out(banana, "indicators/IND-25")["indicators/IND-25"]
    assert told == ["La acción ACT-10 «Módulos de riego por sectores y drenaje» queda sin indicador."]


def test_a_first_indicator_is_good_news(banana: PlanIndex) -> None:
    old = index_plan(
        apply_changes(banana.plan, [Removed("indicators/IND-25", banana.at("indicators/IND-25").value, "")])
    )
    one = Indicator(id="IND-99", name="Módulos", measures="ACT-10")
    told = after(old, Added("indicators/IND-99", one, ""))["indicators/IND-99"]
    assert told == [
        "La acción ACT-10 «Módulos de riego por sectores y drenaje», que no se medía, la mide ahora IND-99."
    ]


def test_a_removed_gap_says_who_dropped_it_and_who_still_names_it(banana: PlanIndex) -> None:
    path = "benchmark/gaps/BR-8"
    dropped = Modified(
        "strategies/EST-2/gaps", ("BR-1", "BR-2", "BR-4", "BR-6", "BR-8"), ("BR-1", "BR-2", "BR-4", "BR-6")
    )
    told = after(banana, Removed(path, banana.at(path).value, "BR-7"), dropped)[path]
    assert told == [
        "LEC-2 «Una empacadora compartida con un responsable de reclamos…» sigue refiriéndose en «Brechas» a BR-8, que ya no está.",
        "EST-2 «Calidad y productividad» deja de nombrar a BR-8 en «Brechas».",
    ]


def test_a_segment_no_longer_prioritised_names_who_serves_it(banana: PlanIndex) -> None:
    path = "segmentation/segments/SEG-2/decision"
    told = put(banana, path, "complementary")[path]
    assert told[0] == "3 estrategias siguen sirviendo al segmento SEG-2: EST-1, EST-2, EST-3."
    assert any("acciones siguen beneficiando al segmento SEG-2" in one for one in told)
    assert not any("ya no sirve a ningún segmento priorizado" in one for one in told)


def test_a_strategy_whose_only_priority_goes_is_named(banana: PlanIndex) -> None:
    strategy = Modified("strategies/EST-3/segments", ("SEG-1", "SEG-2"), ("SEG-2",))
    old = index_plan(apply_changes(banana.plan, [strategy]))
    path = "segmentation/segments/SEG-2/decision"
    told = put(old, path, "discarded")[path]
    assert "La estrategia EST-3 «Capacidades internas» ya no sirve a ningún segmento priorizado." in told


def test_a_gap_that_no_strategy_lists_any_more_is_named(banana: PlanIndex) -> None:
    path = "strategies/EST-3/gaps"
    told = after(banana, Removed(path, ("BR-3",)))[path]
    assert told[0].startswith("Ninguna estrategia atiende ya la brecha BR-3")


def test_a_removed_body_says_what_became_of_its_members_and_of_what_it_answered_for(
    banana: PlanIndex,
) -> None:
    gone = [
        f"management/members/{one.actor}+ORG-6+{one.position}"
        for one in banana.plan.management.members
        if one.body == "ORG-6"
    ]
    told = after(
        banana,
        *(Removed(path, banana.at(path).value, "") for path in gone),
        Removed("management/bodies/ORG-6", banana.at("management/bodies/ORG-6").value, ""),
        Modified("strategies/EST-3/owner", "ORG-6", "ORG-2"),
    )["management/bodies/ORG-6"]
    assert (
        "EST-3 «Capacidades internas» se refería a ORG-6 en «Órgano responsable»; ahora, a ORG-2 "
        "«Consejo directivo del Grupo Gestor»." in told
    )
    assert "Salen con ORG-6 5 filas de «Miembros»." in told


# people, scores


def test_another_responsible_is_told_with_the_load_of_both_and_the_seat(banana: PlanIndex) -> None:
    path = f"{ACT}/ACT-14/responsible"
    told = put(banana, path, "ACTR-12")[path]
    assert told == [
        "ACTR-12 «Universidad Nacional de Piura» responde ahora por 2 acciones (antes: 1).",
        "ACTR-12 integra ORG-1, ORG-2, ORG-5.",
        "ACTR-12 «Universidad Nacional de Piura» figura también entre quienes apoyan ACT-14.",
    ]
    (load, nowhere) = put(banana, f"{ACT}/ACT-1/responsible", "ACTR-25")[f"{ACT}/ACT-1/responsible"]
    assert load.endswith("responde ahora por una acción (antes: 0).")
    assert nowhere.endswith("no integra ningún órgano del Grupo Gestor.")


def test_a_body_below_its_quorum_is_told_so(banana: PlanIndex) -> None:
    members = [
        f"management/members/{one.actor}+ORG-6+{one.position}"
        for one in banana.plan.management.members
        if one.body == "ORG-6"
    ]
    told = taken_out(banana, *members[:3])
    every = [one for sentences in told.values() for one in sentences]
    assert "ORG-6 «Mesa de capacidades internas» queda con 2 integrantes, menos que su quórum de 3." in every


def test_a_score_moves_its_gap_and_its_mean(banana: PlanIndex) -> None:
    path = "benchmark/scores/REF-3+DIM-6/score"
    assert put(banana, path, Decimal(3))[path] == [
        "La diferencia de la brecha BR-4 «Carbono, suelo y agua» se reduce de 3 a 2.",
        "El promedio ponderado de REF-3 «Colombia» pasa de 4.16 a 4.06.",
    ]
    assert put(banana, path, Decimal(1))[path][0] == (
        "La brecha BR-4 «Carbono, suelo y agua» deja de serlo: la diferencia era de 3."
    )


def test_a_weight_that_makes_another_option_the_best_is_told_so(banana: PlanIndex) -> None:
    old = index_plan(
        apply_changes(banana.plan, [set_to(banana, "vision/options/OPC-2/scores/CRI-1", Decimal(2))])
    )
    told = put(old, "vision/options/OPC-3/scores/CRI-1", Decimal(5))["vision/options/OPC-3/scores/CRI-1"]
    assert told[0].startswith("La opción elegida, OPC-2 «Origen justo y climático» (")
    assert "ya no es la mejor: OPC-3" in told[0]
    told = put(banana, "vision/criteria/CRI-1/weight", Decimal(40))["vision/criteria/CRI-1/weight"]
    assert any(one.startswith("«Peso» sumaba 100 y ahora suma 110") for one in told)
    assert any(one.startswith("El total de la opción OPC-2") for one in told)


def test_a_lesson_worth_less_names_the_strategies_that_use_it(banana: PlanIndex) -> None:
    path = "benchmark/trip/lessons/LEC-5/transferable"
    assert put(banana, path, "no")[path] == ["La lección LEC-5 la usa la estrategia EST-1 «Diferenciación»."]


# what must hold of all


def test_order_names_and_wording_bring_nothing_about(banana: PlanIndex) -> None:
    renamed = rename_ids(banana, {"VIS-5": "VIS-MAO", "ACT-7": "ACT-70"})
    found = consequences(banana, renamed)
    assert found
    assert not any(found.values())
    assert after(banana, Modified("strategies/EST-1/name", "Diferenciación", "Diferenciarse")) == {
        "strategies/EST-1/name": []
    }
    assert after(banana, Moved("indicators/IND-21", "IND-20", "IND-19"))["indicators/IND-21"] == []


def test_what_an_action_does_to_a_renamed_strategy_is_told_by_its_new_id(banana: PlanIndex) -> None:
    renamed = index_plan(rename_ids(banana, {"EST-2": "EST-20"}))
    path = f"{ACT}/ACT-7/activities/ACT-7-C/end"
    new = apply_changes(renamed.plan, [Modified(path, Month(2030, 6), Month(2031, 1))])
    told = [said(one) for one in consequences(banana, new)[path]]
    assert any(one.startswith("La estrategia EST-20 «") and "4 meses después" in one for one in told)


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 2**32), edits=st.integers(1, 150))
def test_every_consequence_stands_somewhere_and_can_be_said(banana: PlanIndex, seed: int, edits: int) -> None:
    new = index_plan(random_version(banana, Random(seed), edits))
    for old, other in ((banana, new), (new, banana)):
        changes = compare_plans(old, other)
        made = Consequences(old, other, changes, WORDS)
        for change in changes:
            told = made.of(change)
            assert len(told) <= 6
            for one in told:
                assert other.at(one.path) is not None or old.at(one.path) is not None, (change.path, one)
                sentence = said(one)
                assert "None" not in sentence
            assert len({said(one) for one in told}) == len(told)


def test_every_sentence_of_the_code_is_in_the_catalogue_and_no_other() -> None:
    sources = (PACKAGE / "changes").glob("consequences_*.py")
    code = "\n".join(path.read_text("utf-8") for path in sources)
    catalogue = yaml_names()
    assert catalogue
    for name in catalogue:
        parts = re.split(r"-(?:one|many|with-others)(?=-|$)", name)[0]
        assert parts in code or made_of(parts, code), name


def yaml_names() -> list[str]:
    text = (PACKAGE / "locales/es/changes/consequences.yaml").read_text("utf-8")
    return re.findall(r"^  ([a-z_-]+): \{text: ", text, re.MULTILINE)


def made_of(name: str, code: str) -> bool:
    """Whether a name is put together in the code: some pattern `f"…"` of it fits."""
    patterns = (
        re.sub(r"\\\{[^}]*\\\}", "[a-z_-]+", re.escape(one))
        for one in re.findall(r'f"([a-z_{}.-]*\{[^"]*)"', code)
    )
    return any(re.fullmatch(one, name) for one in patterns)
