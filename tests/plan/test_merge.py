"""Three versions of a plan file → one: what meets, what stays as it is, what clashes and where."""

from __future__ import annotations

import pytest

from plangen.plan.merge import Merged, MergeLabels, merge_texts
from plangen.plan.source import compose, to_plain
from plangen.spans import Source

BASE = """\
# Plan de acción
action_plan:
  actions:
    # la primera
    - id: ACT-1
      name: Línea de base   # por confirmar
      supporters: [ACTR-1, ACTR-2]
      description: |
        Mide la huella.

        # esto es texto
      priority: {impact: 4, urgency: 3}
      risks: []

    - id: ACT-2
      name: "Riego: sectores"
      supporters:
        - ACTR-1
      activities:
        - id: ACT-2-A
          cost: 96000
          start: 2027-02
"""


def merged(ours: str, theirs: str, base: str = BASE) -> Merged:
    return merge_texts(Source("plan.yaml", base), Source("plan.yaml", ours), Source("plan.yaml", theirs))


def clean(ours: str, theirs: str, base: str = BASE) -> str:
    result = merged(ours, theirs, base)
    assert result.understood
    assert result.conflicts == ()
    assert "<<<<<<<" not in result.text
    return result.text


def changed(old: str, new: str, text: str = BASE) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


def clash(ours: str, base: str, theirs: str) -> str:
    return f"<<<<<<< ours\n{ours}||||||| base\n{base}=======\n{theirs}>>>>>>> theirs\n"


THREE = "\n    - id: ACT-3\n      name: Marca de origen\n"
FOUR = "\n    # piden dos asociaciones\n    - id: ACT-4\n      name: Escuela de campo\n      risks:\n        - risk: lluvia\n"


def test_two_people_add_different_actions_without_conflict() -> None:
    assert clean(BASE + THREE, BASE + FOUR) == BASE + THREE + FOUR


def test_both_change_one_field_and_the_conflict_shows_both_in_that_field_only() -> None:
    ours, theirs = changed("96000", "97000  # con IGV"), changed("96000", "120000")
    result = merged(ours, theirs)
    assert result.understood
    assert result.conflicts == ("action_plan/actions/ACT-2/activities/ACT-2-A/cost",)
    lines = "          cost: 97000  # con IGV\n", "          cost: 96000\n", "          cost: 120000\n"
    assert result.text == changed(lines[1], clash(*lines))


def test_changes_of_neighbouring_lines_meet_and_all_else_stays_byte_for_byte() -> None:
    ours = changed("start: 2027-02", "start: 2027-05").replace("   # por confirmar", "   # confirmado")
    theirs = changed("cost: 96000", "cost: 98000").replace("Línea de base", "'Línea: base'")
    assert clean(ours, theirs) == (
        BASE.replace("start: 2027-02", "start: 2027-05")
        .replace("   # por confirmar", "   # confirmado")
        .replace("cost: 96000", "cost: 98000")
        .replace("Línea de base", "'Línea: base'")
    )


def test_fields_between_braces_meet() -> None:
    ours, theirs = changed("impact: 4", "impact: 5"), changed("urgency: 3}", "urgency: 1, feasibility: 2}")
    assert clean(ours, theirs) == changed(
        "{impact: 4, urgency: 3}", "{impact: 5, urgency: 1, feasibility: 2}"
    )


def test_a_clash_between_braces_takes_the_line_of_the_braces() -> None:
    result = merged(changed("impact: 4", "impact: 5"), changed("impact: 4", "impact: 3"))
    assert result.conflicts == ("action_plan/actions/ACT-1/priority",)
    line = "      priority: {impact: 4, urgency: 3}\n"
    ours, theirs = line.replace("4", "5"), line.replace("4, ", "3, ")
    assert result.text == changed(line, clash(ours, line, theirs))


def test_references_that_both_add_are_all_there() -> None:
    ours = changed("ACTR-2]", "ACTR-2, ACTR-5]").replace(
        "        - ACTR-1\n", "        - ACTR-1\n        - ACTR-3\n"
    )
    theirs = changed("ACTR-2]", "ACTR-2,   ACTR-6]").replace(
        "        - ACTR-1\n", "        - ACTR-1\n        - ACTR-4\n"
    )
    text = clean(ours, theirs)
    assert "[ACTR-1, ACTR-2, ACTR-5, ACTR-6]" in text
    assert "        - ACTR-1\n        - ACTR-3\n        - ACTR-4\n" in text


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("[ACTR-1]", "[ACTR-1, ACTR-2, ACTR-3]"),  # one takes away
        ("[ACTR-3, ACTR-1, ACTR-2]", "[ACTR-4, ACTR-1, ACTR-2]"),  # the first may be the main one
        ("[ACTR-2, ACTR-1]", "[ACTR-1, ACTR-2, ACTR-3]"),  # one moves
    ],
)
def test_other_changes_of_one_list_of_references_clash(ours: str, theirs: str) -> None:
    result = merged(changed("[ACTR-1, ACTR-2]", ours), changed("[ACTR-1, ACTR-2]", theirs))
    assert result.conflicts == ("action_plan/actions/ACT-1/supporters",)


def test_ranked_texts_that_both_add_to_clash() -> None:
    base = "segmentation:\n  segments:\n    - id: SEG-1\n      purchase_criteria: [precio]\n"
    result = merged(changed("precio", "precio, sabor", base), changed("precio", "precio, origen", base), base)
    assert result.conflicts == ("segmentation/segments/SEG-1/purchase_criteria",)


def test_an_empty_list_gains_the_records_of_both() -> None:
    ours = changed("risks: []", "risks:\n      - risk: plaga\n        mitigation: barrera")
    theirs = changed("risks: []", "risks:\n        - risk: lluvia")
    assert clean(ours, theirs) == changed(
        "risks: []", "risks:\n      - risk: plaga\n        mitigation: barrera\n      - risk: lluvia"
    )


def test_an_empty_list_gains_the_record_of_theirs_while_ours_changes_another_field() -> None:
    theirs = changed("risks: []", "risks:\n        - risk: lluvia  # vista")
    assert clean(changed("96000", "1"), theirs) == theirs.replace("96000", "1")


def test_top_level_keys_of_both_come_in() -> None:
    ours, theirs = BASE + "summary:\n  bet: Calidad\n", "facts: []\n" + BASE + "sources:\n- id: FTE-1\n"
    text = clean(ours, theirs)
    assert text.startswith("facts: []\n# Plan de acción\naction_plan:\n")
    assert text.endswith("2027-02\nsummary:\n  bet: Calidad\nsources:\n- id: FTE-1\n")


def test_block_scalars_come_as_they_are_written() -> None:
    theirs = changed(
        "        Mide la huella.\n", "        Mide la huella de *todas*.\n\n         - con sangría\n"
    )
    ours = changed("urgency: 3", "urgency: 2")
    assert clean(ours, theirs) == theirs.replace("urgency: 3", "urgency: 2")


def test_both_rewrite_a_block_scalar_and_it_clashes_as_a_whole() -> None:
    result = merged(changed("la huella", "el agua"), changed("# esto", "# aquello"))
    assert result.conflicts == ("action_plan/actions/ACT-1/description",)
    assert result.text.startswith(
        BASE[: BASE.index("      description")] + "<<<<<<< ours\n      description: |\n"
    )
    assert result.text.endswith(">>>>>>> theirs\n" + BASE[BASE.index("      priority") :])


def test_what_theirs_removes_goes_with_its_comments() -> None:
    theirs = BASE.replace(BASE[BASE.index("    # la primera") : BASE.index("    - id: ACT-2")], "")
    assert clean(changed("96000", "1"), theirs) == theirs.replace("96000", "1")
    assert clean(theirs, changed("96000", "1")) == theirs.replace("96000", "1")


def test_a_field_that_theirs_removes_goes() -> None:
    theirs = changed("      risks: []\n", "").replace(
        "    - id: ACT-2\n      name", "    - id: ACT-2\n      kind: advocacy\n      name"
    )
    assert clean(changed("96000", "1"), theirs) == theirs.replace("96000", "1")


@pytest.mark.parametrize("swapped", [False, True])
def test_one_removes_what_the_other_changed_and_the_record_clashes(swapped: bool) -> None:
    start = BASE.index("    - id: ACT-2")
    without, with_change = BASE[: start - 1], changed("96000", "97000")
    result = merged(with_change, without) if swapped else merged(without, with_change)
    assert result.conflicts == ("action_plan/actions/ACT-2",)
    record, new = BASE[start:], with_change[start:]
    sides = (new, record, "") if swapped else ("", record, new)
    assert result.text == BASE[:start] + clash(*sides)


def test_both_add_a_record_alike_and_it_is_there_once() -> None:
    ours, theirs = BASE + THREE, changed("96000", "1") + THREE.replace("Marca de origen", "'Marca de origen'")
    assert clean(ours, theirs) == changed("96000", "1") + THREE


def test_both_add_a_record_of_one_key_and_it_clashes_whole() -> None:
    result = merged(BASE + THREE, BASE + THREE.replace("de origen", "colectiva"))
    assert result.conflicts == ("action_plan/actions/ACT-3",)
    body = THREE.lstrip("\n")
    assert result.text == BASE + "\n" + clash(body, "", body.replace("de origen", "colectiva"))


def test_a_clash_in_the_field_behind_the_dash_keeps_the_dash_on_both_sides() -> None:
    base = "sources:\n  - title: Uno\n    id: FTE-1\n  - id: FTE-2\n"
    result = merged(base.replace("Uno", "Dos"), base.replace("Uno", "Tres"), base)
    assert result.conflicts == ("sources/FTE-1/title",)
    lines = "  - title: Dos\n", "  - title: Uno\n", "  - title: Tres\n"
    assert result.text == base.replace(lines[1], clash(*lines))


def test_an_order_that_theirs_alone_changed_is_taken() -> None:
    base = "facts:\n" + "".join(f"  - id: DAT-{n}\n    label: Dato {n}\n" for n in range(1, 5))
    theirs = base.replace("  - id: DAT-1\n    label: Dato 1\n", "") + "  - id: DAT-1\n    label: Dato 1\n"
    assert clean(base.replace("Dato 3", "Tres"), theirs, base) == theirs.replace("Dato 3", "Tres")


def test_of_two_new_orders_ours_stays() -> None:
    records = [f"  - id: DAT-{n}\n    label: Dato {n}\n" for n in range(4)]
    base, ours, theirs = (
        "facts:\n" + "".join(records[n] for n in order)
        for order in ((0, 1, 2, 3), (1, 0, 2, 3), (3, 0, 1, 2))
    )
    assert clean(ours, theirs, base) == ours


@pytest.mark.parametrize("side", ["ours", "theirs", "both"])
def test_line_ends_of_ours_stay(side: str) -> None:
    ours, theirs = changed("96000", "1"), changed("Mide la", "Mide\n        toda la")
    wanted = clean(ours, theirs).replace("\n", "\r\n" if side != "theirs" else "\n")
    ours = ours.replace("\n", "\r\n") if side != "theirs" else ours
    theirs = theirs.replace("\n", "\r\n") if side != "ours" else theirs
    assert clean(ours, theirs) == wanted
    assert "toda la" in wanted


def test_conflict_markers_have_the_line_ends_of_ours() -> None:
    ours = changed("96000", "1").replace("\n", "\r\n")
    result = merged(ours, changed("96000", "2"))
    assert result.conflicts
    assert "\n" not in result.text.replace("\r\n", "")


def test_what_theirs_indents_in_another_way_comes_at_the_columns_of_ours() -> None:
    theirs = "\n".join(f"  {one}" if one[:1] == " " else one for one in (BASE + FOUR).split("\n"))
    assert clean(changed("96000", "1"), theirs) == changed("96000", "1") + FOUR


@pytest.mark.parametrize("ending", ["", "\n"])
def test_a_last_line_without_end_stays_so(ending: str) -> None:
    base = BASE.rstrip("\n") + ending
    assert clean(base.replace("Riego", "Agua"), base.replace("96000", "1"), base) == base.replace(
        "Riego", "Agua"
    ).replace("96000", "1")


def test_comments_of_theirs_come_in() -> None:
    theirs = changed("      risks", "      # dos por mes\n      risks").replace(
        "cost: 96000", "cost: 96000  # con IGV"
    )
    theirs += "# fin\n"
    ours = changed("cost: 96000", "cost: 97000")
    assert clean(ours, theirs) == theirs.replace("96000", "97000")


def test_a_comment_that_both_change_clashes_alone() -> None:
    result = merged(changed("# la primera", "# la 1"), changed("# la primera", "# la una"))
    assert result.conflicts == ("action_plan/actions/ACT-1",)
    lines = "    # la 1\n", "    # la primera\n", "    # la una\n"
    assert result.text == changed(lines[1], clash(*lines))


def test_a_comment_above_a_record_that_goes_stays_if_it_is_new() -> None:
    theirs = changed("    - id: ACT-2\n", "    # Segunda etapa\n\n    - id: ACT-2\n")
    ours = BASE[: BASE.index("    - id: ACT-2")] + THREE.lstrip("\n")
    assert clean(ours, theirs).count("# Segunda etapa") == 1


def test_files_begin_with_a_mark_of_document_as_well() -> None:
    base = "---\n" + BASE
    text = clean(base.replace("96000", "1"), base.replace("Riego", "Agua"), base)
    assert text == base.replace("96000", "1").replace("Riego", "Agua")


def test_labels_and_markers_are_those_asked_for() -> None:
    sources = (Source("a", BASE), Source("b", changed("96000", "1")), Source("c", changed("96000", "2")))
    text = merge_texts(*sources, MergeLabels("HEAD", "antes", "rama"), 9).text
    assert "<<<<<<<<< HEAD\n" in text
    assert "||||||||| antes\n" in text
    assert ">>>>>>>>> rama\n" in text


@pytest.mark.parametrize(
    "odd",
    [
        "      nombre: x\n",  # no field of an action
        "      component: 1\n      component: 2\n",  # twice
        "      component: &a 1\n",
        "      component: [\n",
        "    - name: sin clave\n",
        "    - id: ACT-1\n",  # a key that is taken
        "      kind: {a: b}\n",
        "      ? kind\n      : advocacy\n",
    ],
)
@pytest.mark.parametrize("where", [0, 1, 2])
def test_what_is_not_understood_is_left_to_git(odd: str, where: int) -> None:
    texts = [BASE, changed("96000", "1"), changed("Riego", "Agua")]
    texts[where] += odd
    result = merged(texts[1], texts[2], texts[0])
    assert not result.understood
    assert result.conflicts == ()
    assert result.text == texts[1]


def test_a_text_whose_value_would_change_with_the_lines_below_is_left_to_git() -> None:
    record = "    - id: ACT-1\n      description: |+\n        hola\n"
    base = f"action_plan:\n  actions:\n{record}\n    - id: ACT-2\n"  # the empty line is text
    theirs = f"action_plan:\n  actions:\n{record}"
    assert not merged(base.replace("hola", "adiós"), theirs, base).understood


def test_a_side_that_changed_nothing_gives_way_even_where_nothing_is_understood() -> None:
    assert merged("a: [", "b: {", "b: {").text == "a: ["
    assert merged("b: {", "a: [", "b: {").text == "a: ["
    assert merged("a: [", "a: [", "b: {").text == "a: ["


def test_what_was_merged_can_be_read() -> None:
    node, findings = compose(Source("plan.yaml", clean(BASE + THREE, changed("96000", "1") + FOUR)))
    assert findings == ()
    assert node is not None
    actions = to_plain(node)["action_plan"]["actions"]  # type: ignore[index]
    assert [one["id"] for one in actions] == ["ACT-1", "ACT-2", "ACT-3", "ACT-4"]
