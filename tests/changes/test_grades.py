"""The table of grades: it knows every change, costs little, and gives way to a template."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random  # noqa: TID251  # with a seed
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.changes.change import inverted
from plangen.changes.claims import claims_differ, is_formatting, is_rewording, is_rewriting, is_spelling
from plangen.changes.compare import compare_plans
from plangen.changes.grades import Grading, place_of, places, template_overrides
from plangen.changes.kinds import BY_NAME, Grade
from plangen.errors import TemplateError
from plangen.plan.index import PlanIndex, index_plan
from plangen.plan.load import load_plan
from plangen.plan.model import Shape
from plangen.templating.template import Template, load_template
from tests.support.change_cases import graded
from tests.support.random_versions import random_version

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"


@pytest.fixture(scope="module")
def banana() -> PlanIndex:
    plan = load_plan(ROOT / "plans" / "banano-organico-piura").plan
    assert plan is not None
    return plan.index


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6), edits=st.integers(1, 150))
def test_every_change_has_a_kind_and_its_grade(banana: PlanIndex, seed: int, edits: int) -> None:
    new = index_plan(random_version(banana, Random(seed), edits))
    changes = compare_plans(banana, new)
    for grading, some in ((Grading(banana, new), changes), (Grading(new, banana), inverted(changes))):
        for change in some:
            kind, grade = grading.grade(change)
            assert grade is kind.grade


def test_a_thousand_changes_are_graded_in_far_less_than_a_second(banana: PlanIndex) -> None:
    new = index_plan(random_version(banana, Random(7), 600))
    changes = compare_plans(banana, new)
    grading = Grading(banana, new)
    start = process_time()
    for change in changes:
        grading.grade(change)
    assert (process_time() - start) / len(changes) < 0.002


def test_keys_of_records_and_maps_are_stars_in_a_place() -> None:
    def where(path: str) -> tuple[str, Shape]:
        place, shape = place_of(path.split("/"))
        return "/".join(place), shape

    assert where("indicators/IND-3/targets/2027")[0] == "indicators/*/targets/*"
    assert where("action_plan/actions/ACT-1/activities/ACT-1.2/start")[1].name == "start"
    assert where("segmentation/segments/SEG-1/size")[0] == "segmentation/segments/*/size"
    with pytest.raises(KeyError):
        place_of(["indicators", "IND-1", "targget"])


def test_places_are_those_that_changes_stand_at(banana: PlanIndex) -> None:
    changes = compare_plans(banana, index_plan(random_version(banana, Random(5), 400)))
    assert {place_of(change.path.split("/"))[0] for change in changes if "~" not in change.path} <= set(
        places()
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("El  valle", "El valle"),
        ("El **valle** exporta", "El valle exporta"),
        ("El *valle* exporta", "El _valle_ exporta"),
        ("dijo «sí»", 'dijo "sí"'),
        ("## Riego\n\nFalta.", "Riego\n\nFalta."),
    ],
)
def test_space_emphasis_and_marks_are_formatting(before: str, after: str) -> None:
    assert is_formatting(before, after, prose=True)
    assert is_formatting(after, before, prose=True)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2*3*4 hileras", "234 hileras"),
        ("[[DAT_1_a]]", "[[DAT1a]]"),
        ("El ~~valle~~ exporta", "El valle exporta"),
        ("snake_case_name", "snakecasename"),
        ("Llega a 5", "Llega a -5"),
    ],
)
def test_what_may_say_something_else_is_no_formatting(before: str, after: str) -> None:
    assert not is_formatting(before, after, prose=True)


_LONG = "en todas las fincas que tienen agua de pozo propio"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Se vende a S/ 500 la caja", "Se vende a US$ 500 la caja"),
        ("Se pierde el 10 % de la fruta", "Se pierde el 10 puntos de la fruta"),
        ("Baja de 20 a 10 días", "Baja de 10 a 20 días"),
        ("Quedan 3 plantas", "Quedan tres plantas y dos silos"),
        ("Se entrega en marzo", "Se entrega en abril"),
        ("Se paga con contrato", "Se paga sin contrato"),
        ("La gerencia debe informar", "La gerencia podría informar"),
        ("Al menos la mitad", "Al menos un tercio"),
        ("Se vende en Sullana", "Se vende en Paita"),
        ("Véase [[DAT-1]]", "Véase [[DAT-2]]"),
        ("Consta así [@FTE-1, p. 3]", "Consta así [@FTE-1, p. 5]"),
        ("La merma aumenta", "La merma reduce"),
    ],
)
def test_numbers_units_names_months_mentions_and_binding_words_are_claims(before: str, after: str) -> None:
    before, after = f"{before} {_LONG}", f"{after} {_LONG}"
    assert claims_differ(before, after)
    assert claims_differ(after, before)
    assert not is_rewording(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Son 1,200 plantas", "Son 1200 plantas"),
        ("Hace años Piura exporta fruta", "Piura hace años exporta fruta"),
        ("Venden la fruta de sus socios", "Colocan la fruta de sus socios"),
    ],
)
def test_other_words_for_the_same_claims_are_a_rewording(before: str, after: str) -> None:
    before, after = f"{before} {_LONG}", f"{after} {_LONG}"
    assert is_rewording(before, after)
    assert is_rewording(after, before)


@pytest.mark.parametrize(
    ("before", "after"),
    [("Empaqe comun", "Empaque común"), ("Caja", "cajas"), ("dolar por caja", "dólar por caja")],
)
def test_accents_capitals_and_a_letter_are_spelling(before: str, after: str) -> None:
    assert is_spelling(before, after)
    assert is_spelling(after, before)
    assert not claims_differ(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("kg", "g"),
        ("Socios / fincas", "Socios * fincas"),
        ("legal", "ilegal"),
        ("10 cajas", "1 cajas"),
        ("véase http://normas.pe/uno", "véase http://norma.pe/uno"),
        ("Venta directa", "Venta indirecta"),
        ("una venta", "unas ventas más"),
    ],
)
def test_what_may_be_another_word_is_no_spelling(before: str, after: str) -> None:
    assert not is_spelling(before, after)
    assert not is_spelling(after, before)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("Las asociaciones venden", "Las asociaciones y una empresa venden", True),
        ("Las asociaciones, con marca de origen, venden", "Las asociaciones venden", True),
        ("Las asociaciones ya venden", "Las asociaciones venden", False),
        ("Con marca de origen las asociaciones venden", "Las asociaciones venden con marca de origen", False),
    ],
)
def test_a_stretch_of_words_more_or_less_is_a_claim_and_one_moved_is_not(
    before: str, after: str, said: bool
) -> None:
    before, after = f"{before} {_LONG}", f"{after} {_LONG}"
    assert claims_differ(before, after) is said
    assert claims_differ(after, before) is said


def test_in_a_name_any_word_is_a_claim_but_its_spelling_is_not() -> None:
    assert claims_differ("Empaque común", "Secado común")
    assert is_rewording("Empaqe comun", "Empaque común")
    assert not is_rewriting("Empaqe comun", "Empaque común")


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_text_is_at_most_one_of_reworded_and_rewritten(one: str, other: str) -> None:
    assert not (is_rewording(one, other) and is_rewriting(one, other))
    assert is_rewording(one, one)
    assert is_formatting(one, one, prose=True)


MINE = """id: mia
title: Mía
languages: [es]
parts: [00-all]
"""


@pytest.fixture
def template(tmp_path: Path) -> Callable[[str], Template]:
    """A template whose `changes:` are those given."""

    def make(changes: str) -> Template:
        folder = tmp_path / "templates" / "mia"
        (folder / "es").mkdir(parents=True, exist_ok=True)
        (folder / "es" / "labels.yaml").write_bytes((TEMPLATES / "prc" / "es" / "labels.yaml").read_bytes())
        (folder / "template.yaml").write_text(MINE + changes, "utf-8")
        return load_template("mia", "es", [tmp_path / "templates"])

    return make


BEFORE = """
management: {posts: [{id: PTO-1, annual_cost: 60000}, {id: PTO-2, annual_cost: 100}]}
indicators: [{id: IND-1, targets: {2028: 5}, frequency: yearly}]
"""
AFTER = """
management: {posts: [{id: PTO-1, annual_cost: 66000}, {id: PTO-2}]}
indicators: [{id: IND-1, targets: {2028: 4}, frequency: quarterly}]
"""


def grades(template: Template, folder: Path) -> dict[str, tuple[str, Grade]]:
    plain, changes = graded(BEFORE, AFTER, folder)
    grading = Grading(plain.old, plain.new, template_overrides(template))
    return {change.path: (kind.name, grade) for change in changes for kind, grade in [grading.grade(change)]}


def test_a_template_goes_before_the_table(template: Callable[[str], Template], tmp_path: Path) -> None:
    mine = template(
        """changes:
  - {path: management/posts/*/annual_cost, operation: modified, grade: substantive}
  - {path: indicators/IND-1/**, code: C006}
  - {path: indicators/**, code: moved, grade: commitment}
"""
    )
    assert grades(mine, tmp_path / "plans") == {
        "management/posts/PTO-1/annual_cost": ("cost-changed", Grade.SUBSTANTIVE),
        "management/posts/PTO-2/annual_cost": ("cost-changed", Grade.COMMITMENT),
        "indicators/IND-1/targets/2028": ("indicator-redefined", Grade.COMMITMENT),
        "indicators/IND-1/frequency": ("indicator-redefined", Grade.COMMITMENT),
    }


def test_the_first_row_of_a_template_that_matches_holds(
    template: Callable[[str], Template], tmp_path: Path
) -> None:
    mine = template(
        """changes:
  - {path: indicators/*/frequency, code: reworded}
  - {path: "**", grade: editorial}
"""
    )
    found = grades(mine, tmp_path / "plans")
    assert found["indicators/IND-1/frequency"] == ("reworded", Grade.EDITORIAL)
    assert found["indicators/IND-1/targets/2028"] == ("target-lowered", Grade.EDITORIAL)


def test_a_template_without_changes_has_no_rows(template: Callable[[str], Template], tmp_path: Path) -> None:
    for text in ("", "changes:\n", "changes: []\n"):
        assert template_overrides(template(text)) == ()
    prc = load_template("prc", "es", [TEMPLATES])
    assert template_overrides(prc) == ()
    assert BY_NAME["target-lowered"].grade is grades(prc, tmp_path)["indicators/IND-1/targets/2028"][1]


@pytest.mark.parametrize(
    ("row", "field", "value"),
    [
        ("{path: managment/posts/*, grade: editorial}", "path", "managment/posts/*"),
        ("{path: indicators/*/targets/*/x, grade: editorial}", "path", "indicators/*/targets/*/x"),
        ("{path: plan/**, code: C999}", "code", "C999"),
        ("{path: plan/**, code: c001}", "code", "c001"),
        ("{path: plan/**, grade: grave}", "grade", "grave"),
        ("{path: plan/**, grade: editorial, operation: changed}", "operation", "changed"),
        ("{path: plan/**, grade: editorial, codigo: C001}", "codigo", "C001"),
        ("{path: [plan], grade: editorial}", "path", ""),
        ("{path: plan/**}", "path, code, grade", ""),
        ("{grade: editorial}", "path, code, grade", ""),
        ("plan/**", "changes", ""),
    ],
)
def test_a_row_that_cannot_be_meant_is_told_with_its_line(
    template: Callable[[str], Template], row: str, field: str, value: str
) -> None:
    with pytest.raises(TemplateError) as caught:
        template_overrides(template(f"changes:\n  - {{path: plan/**, grade: editorial}}\n  - {row}\n"))
    said = caught.value.params
    assert (caught.value.key, said["field"], said["value"]) == ("template-change", field, value)
    assert said["line"] == "7"
    assert said["template"] == "mia/template.yaml"


def test_changes_of_a_template_must_be_a_list(template: Callable[[str], Template]) -> None:
    with pytest.raises(TemplateError):
        template("changes: {path: plan}\n")
