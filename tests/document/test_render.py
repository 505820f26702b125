"""Plan and template to blocks: values are data, keep their paths, and say the same everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plangen.document.blocks import (
    Block,
    Callout,
    Document,
    Face,
    Heading,
    Inlines,
    Link,
    ListBlock,
    Note,
    Origin,
    Paragraph,
    Quote,
    Table,
    Text,
)
from plangen.document.inlines import plain_text
from plangen.document.markdown import write_markdown
from plangen.document.verify import compare_published
from plangen.errors import TemplateError

Render = Callable[..., Document]


def strategy(**fields: Any) -> dict[str, Any]:
    return {"strategies": [{"id": "EST-1", **fields}]}


def lines(block: Block) -> list[Inlines]:
    match block:
        case Paragraph() | Heading():
            return [block.content]
        case Table():
            cells = (cell for row in (block.header, *block.rows) for cell in row.cells)
            return [line for cell in cells for line in cell.paragraphs]
        case ListBlock():
            return [line for item in block.items for inner in item for line in lines(inner)]
        case Quote() | Callout():
            return [line for inner in block.blocks for line in lines(inner)]
    return []


def texts(blocks: Sequence[Block]) -> Iterator[Text]:
    for inline in (inline for block in blocks for line in lines(block) for inline in line):
        if isinstance(inline, Text):
            yield inline
        elif isinstance(inline, Link):
            yield from (i for i in inline.content if isinstance(i, Text))


def words(document: Document) -> str:
    return "".join(text.text for text in texts(document.blocks))


PLACES = """
# {{ strategies[0].name }}

{{ strategies[0].name }}

**{{ strategies[0].name }}** y *{{ strategies[0].name }}* y `x`

- {{ strategies[0].name }}
- otro: {{ strategies[0].name }}

> {{ strategies[0].name }}

| A | {{ strategies[0].name }} |
|---|---|
| {{ strategies[0].name }} | *{{ strategies[0].name }}* |
"""

NASTY = st.text(alphabet=list("ab 1.#-+*_`~[]()<>!|&;:\\={}%\"'«»¿$^@ñ\u00a0"), min_size=1, max_size=15)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NASTY.filter(lambda text: text.strip()))
def test_a_value_is_never_parsed_and_reads_the_same_in_every_place(render: Render, value: str) -> None:
    document = render(PLACES, **strategy(name=value))
    shown = " ".join(value.split(" ")).strip()
    found = [text for text in texts(document.blocks) if text.origin is not None]
    assert len(found) == 10
    assert all(" ".join(text.text.split()) == " ".join(shown.split()) for text in found)
    assert {text.origin for text in found} == {Origin(("strategies/EST-1/name",))}
    assert compare_published(document, write_markdown(document)) == ()


def test_a_value_cannot_run_template_code(render: Render) -> None:
    assert (
        words(render("{{ strategies[0].name }}", **strategy(name="{{ 7*7 }}{% x %}"))) == "{{ 7*7 }}{% x %}"
    )


@pytest.mark.parametrize(
    "attack",
    [
        "{{ plan.__class__ }}",
        "{{ strategies[0]._record }}",
        "{{ strategies[0].model_dump() }}",
        "{{ 'a' * 10000000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ range(10000000) }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ strategies.append(1) }}",
        "{% include '../secret' %}",
        "{{ strategies[0].nmae }}",
        "{{ nothing }}",
        "{{ strategies[0].name | shout }}",
        "{% for x in %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    ],
)
def test_a_template_that_misbehaves_is_an_error_with_its_file(render: Render, attack: str) -> None:
    with pytest.raises(TemplateError) as caught:
        render("\n\n" + attack, **strategy(name="x"))
    assert (
        "part.md.j2" in caught.value.params.get("template", "") or "secret" in caught.value.params["template"]
    )


def test_a_misspelt_field_names_record_field_and_line(render: Render) -> None:
    with pytest.raises(TemplateError) as caught:
        render("uno\n\n{{ strategies[0].nmae }}", **strategy(name="x"))
    assert caught.value.params["line"] == "3"
    assert caught.value.params["detail"] == "Strategy has no field 'nmae'"


def test_computed_values_are_derived_and_typed_ones_are_not(render: Render) -> None:
    action = {
        "id": "ACT-1",
        "strategy": "EST-1",
        "activities": [{"id": "A1", "cost": "1200.50"}, {"id": "A2", "cost": "99.50"}],
    }
    document = render(
        "{{ action_plan.actions[0].activities[0].cost }} {{ action_plan.actions[0].cost }}",
        **strategy(name="E"),
        action_plan={"actions": [action]},
    )
    typed, computed = [t for t in texts(document.blocks) if t.origin]
    assert (typed.text, typed.origin) == (
        "S/\u00a01,200.50",
        Origin(("action_plan/actions/ACT-1/activities/A1/cost",), figure=True),
    )
    assert computed.text == "S/\u00a01,300"
    assert computed.origin is not None
    assert computed.origin.derived


def test_filters_keep_the_path_and_mark_the_value_as_derived(render: Render) -> None:
    document = render(
        "{{ strategies[0].name|upper }} {{ strategies|map(attribute='name')|join(', ') }}",
        **strategy(name="Calidad"),
    )
    changed, same = [t for t in texts(document.blocks) if t.origin]
    assert (changed.text, changed.origin) == ("CALIDAD", Origin(("strategies/EST-1/name",), derived=True))
    assert same.origin == Origin(("strategies/EST-1/name",))


def test_prose_alone_becomes_its_blocks_and_headings_go_below_the_section(render: Render) -> None:
    prose = "Uno **dos**.\n\n- a\n- b\n\n# Título\n\n> [!NOTE]\n> **Ojo.** Texto.\n"
    document = render(
        "## Capítulo\n\n### Sección\n\n{{ strategies[0].objective }}", **strategy(objective=prose)
    )
    kinds = [type(block).__name__ for block in document.blocks]
    assert kinds == ["Heading", "Heading", "Paragraph", "ListBlock", "Heading", "Callout"]
    inner = document.blocks[4]
    assert isinstance(inner, Heading)
    assert (inner.level, inner.number) == (3, "1.1.1")
    callout = document.blocks[5]
    assert isinstance(callout, Callout)
    assert (callout.kind, plain_text(callout.title)) == ("note", "Ojo.")


def test_prose_in_a_cell_is_its_paragraphs_and_bullets(render: Render) -> None:
    document = render(
        "| A |\n|---|\n| {{ strategies[0].objective }} |", **strategy(objective="Uno.\n\n- a\n- b")
    )
    table = document.blocks[0]
    assert isinstance(table, Table)
    assert [plain_text(p) for p in table.rows[0].cells[0].paragraphs] == ["Uno.", "• a", "• b"]


def test_an_unclosed_fence_in_prose_swallows_nothing_else(render: Render) -> None:
    document = render("{{ strategies[0].objective }}\n\nDespués", **strategy(objective="```\ncode <!-- "))
    assert isinstance(document.blocks[-1], Paragraph)
    assert plain_text(document.blocks[-1].content) == "Después"


def test_raw_html_in_prose_is_text(render: Render) -> None:
    document = render("{{ strategies[0].objective }}", **strategy(objective="<script>x</script> <b>y</b>"))
    assert words(document) == "<script>x</script> <b>y</b>"
    assert "<script" not in write_markdown(document).replace("\\<script", "")


@pytest.mark.parametrize(
    "url", ["javascript:x", "file:///etc", "data:x", "ms-msdt:/id", "//host/share", "vbscript:x"]
)
def test_unsafe_links_pass_as_their_text(render: Render, url: str) -> None:
    document = render("{{ strategies[0].objective }}", **strategy(objective=f"ver [aquí]({url}) fin"))
    assert words(document) == "ver aquí fin"
    assert url not in write_markdown(document)


FACTS = {
    "facts": [
        {"id": "DAT-1", "value": "2200", "qualifier": "over", "unit": "productores", "source": "FTE-1"},
        {"id": "DAT-2", "value": "1200", "to": "1500", "unit": "cajas por hectárea"},
        {"id": "DAT-3", "value": "36", "unit": "%"},
        {"id": "DAT-4", "value": "148.5", "unit": "USD millones", "status": "illustrative"},
    ],
    "sources": [
        {"id": "FTE-1", "title": "Siete iniciativas", "publisher": "redagricola.com", "year": "2021"}
    ],
}


def test_mentions_in_prose_print_values_names_and_citations(render: Render) -> None:
    prose = "[[DAT-1]]; [[DAT-2]]; [[DAT-3]]; [[EST-1]]; `[[DAT-1]]` [@FTE-1, p. 12]."
    document = render(
        "{{ anchor(strategies[0]) }}\n\n## E\n\n{{ strategies[0].objective }}",
        **strategy(name="Calidad", objective=prose),
        **FACTS,
    )
    said = words(document)
    assert (
        "más de 2,200\u00a0productores; entre 1,200 y 1,500\u00a0cajas por hectárea; 36\u00a0%; Calidad"
        in said
    )
    assert "[[DAT-1]]" in said
    paragraph = document.blocks[1]
    assert isinstance(paragraph, Paragraph)
    assert Note("FTE-1-p.12") in paragraph.content
    assert any(isinstance(i, Link) and i.anchor == "EST-1" for i in paragraph.content)
    assert plain_text(document.notes["FTE-1-p.12"]) == "redagricola.com, Siete iniciativas, 2021, p. 12."


def test_prose_that_mentions_itself_ends(render: Render) -> None:
    document = render("{{ strategies[0].objective }}", **strategy(objective="Uno [[EST-1.objective]] dos"))
    assert words(document) == "Uno dos"


def test_a_link_to_a_record_without_a_place_is_its_name(render: Render) -> None:
    assert write_markdown(render("{{ strategies[0] }}", **strategy(name="Calidad"))) == "Calidad\n"


def test_a_figure_that_no_source_gives_carries_a_dagger_and_its_table_says_so(render: Render) -> None:
    template = (
        "## C\n\n{{ illustrative_note() }}\n\n{{ strategies[0].objective }}\n\n"
        "{{ caption('k', 'Datos') }}\n\n| A |\n|---:|\n| {{ facts[3] }} |\n"
    )
    document = render(template, **strategy(objective="Vale [[DAT-4]], y [[DAT-3]]."), **FACTS)
    assert "US$\u00a0148.5\u00a0millones†, y 36\u00a0%." in words(document)
    assert any("†" in t.text and "ilustrativo" in t.text for t in texts(document.blocks))
    table = document.blocks[-1]
    assert isinstance(table, Table)
    assert table.caption is not None
    assert plain_text(table.caption.content) == "Datos (ilustrativo)"


def test_the_note_about_illustrative_figures_stays_out_where_there_are_none(render: Render) -> None:
    document = render("## C\n\n{{ illustrative_note() }}\n\n{{ facts[2] }}", **FACTS)
    assert len(document.blocks) == 2


def test_what_plan_illustrative_names_is_inherited_downward(render: Render) -> None:
    record = {
        "plan": {"id": "P", "illustrative": ["indicators"]},
        "indicators": [{"id": "IND-1", "unit": "%", "targets": {"2027": "12"}}],
    }
    assert words(render("Meta: {{ indicators[0].target }}", **record)) == "Meta: 12†"


def test_headings_tables_and_figures_are_counted_by_chapter_and_annex(render: Render) -> None:
    template = (
        "## Uno\n\n### Uno.uno\n\n#### Más\n\nVea {{ see('t') }} y {{ see('z') }}.\n\n"
        "{{ caption('a', 'A') }}\n\n| x |\n|---|\n| 1 |\n\n{{ caption('t', 'T') }}\n\n| x |\n|---|\n| 1 |\n\n"
        "{{ role('front') }}\n\n## Sin número\n\n### Tampoco\n\n## Dos\n\n{{ role('annex') }}\n\n## Fichas\n\n"
        "{{ caption('z', 'Z') }}\n\n| x |\n|---|\n| 1 |\n"
    )
    document = render(template)
    headings = [(b.number, plain_text(b.content)) for b in document.blocks if isinstance(b, Heading)]
    assert headings == [
        ("1", "Uno"), ("1.1", "Uno.uno"), ("1.1.1", "Más"), ("", "Sin número"), ("", "Tampoco"), ("2", "Dos"), ("A", "Fichas"),
    ]  # fmt: skip
    captions = [b.caption.number for b in document.blocks if isinstance(b, Table) and b.caption]
    assert captions == ["1-1", "1-2", "A-1"]
    assert "Vea Tabla\u00a01-2 y Tabla\u00a0A-1." in words(document)


def test_a_reference_to_a_caption_that_is_not_there_is_an_error(render: Render) -> None:
    with pytest.raises(TemplateError) as caught:
        render("{{ see('nada') }}")
    assert caught.value.key == "no-such-caption"


def test_absent_values_print_nothing_in_a_line_and_a_dash_in_a_cell(render: Render) -> None:
    document = render(
        "A{{ strategies[0].name }}B {{ plan.period.start }}\n\n{{ strategies[0].objective }}\n\n| A | B |\n|---|---|\n| {{ strategies[0].name }} | |",
        **strategy(),
    )
    table = document.blocks[1]
    assert isinstance(table, Table)
    assert [plain_text(c.paragraphs[0]) for c in table.rows[0].cells] == ["–", ""]
    assert plain_text(document.blocks[0].content) == "AB"  # type: ignore[union-attr]


def test_faces_and_notes_inside_a_cell_stay(render: Render) -> None:
    document = render("| **{{ facts[0].unit }}**{{ cite(facts[0].source) }} |\n|---|\n", **FACTS)
    cell = document.blocks[0].header.cells[0]  # type: ignore[union-attr]
    assert cell.paragraphs[0] == (
        Text("productores", Face.BOLD, Origin(("facts/DAT-1/unit",))),
        Note("FTE-1"),
    )


def test_computed_fields_of_indicators_and_links_print_in_prose(render: Render) -> None:
    record = {
        "indicators": [
            {
                "id": "IND-1",
                "unit": "%",
                "baseline": {"value": "12.5"},
                "targets": {"2027": "14", "2028": "20"},
            }
        ],
        "industry": {
            "chain": {
                "links": [
                    {"id": "ESL-1", "order": "1", "price": "1.00"},
                    {"id": "ESL-2", "order": "2", "price": "2.20"},
                ]
            }
        },
    }
    prose = "[[IND-1.baseline]], [[IND-1.target]], [[IND-1.target.2027]], [[ESL-2.margin]]"
    document = render("{{ strategies[0].objective }}", **strategy(objective=prose), **record)
    assert words(document) == "12.5\u00a0%, 20\u00a0%, 14\u00a0%, 1.20"


def test_a_yearly_amount_of_illustrative_actions_carries_its_dagger(render: Render) -> None:
    action = {
        "id": "ACT-1",
        "strategy": "EST-1",
        "funding": [{"source": "grant", "payer": "PAC", "year": "2027", "amount": "10"}],
    }
    document = render(
        "{{ strategies[0].objective }}",
        plan={"id": "P", "illustrative": ["action_plan"]},
        action_plan={"actions": [action]},
        **strategy(objective="[[plan.grant.2027]] y [[EST-1.grant]]"),
    )
    assert words(document) == "S/\u00a010† y S/\u00a010†"


def test_a_table_without_caption_says_it_in_its_small_title_or_at_each_figure(render: Render) -> None:
    table = "| A |\n|---:|\n| {{ facts[3] }} |\n| {{ facts[2] }} |\n\n"
    document = render(f"{{{{ role('sheet_section') }}}}\n\nDatos\n\n{table}Texto\n\n{table}", **FACTS)
    assert plain_text(document.blocks[0].content) == "Datos (ilustrativo)"  # type: ignore[union-attr]
    shown = [
        [plain_text(line) for line in lines(block)] for block in document.blocks if isinstance(block, Table)
    ]
    assert shown == [
        ["A", "US$\u00a0148.5\u00a0millones", "36\u00a0%"],
        ["A", "US$\u00a0148.5\u00a0millones†", "36\u00a0%"],
    ]


def test_years_and_counted_months_carry_no_dagger(render: Render) -> None:
    action = {"id": "A", "activities": [{"id": "B", "start": "2027-01", "end": "2027-06"}]}
    record = {"plan": {"id": "P", "horizon": "2030", "illustrative": ["plan", "action_plan"]}}
    document = render(
        "{{ plan.horizon }}, {{ action_plan.actions[0].months }} meses",
        action_plan={"actions": [action]},
        **record,
    )
    assert words(document) == "2030, 6 meses"
