"""Figures in a document: what they say to those who do not see them, and what stands in for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from plangen.document.blocks import Document, Drawing, Image, Picture, Table
from plangen.document.inlines import plain_text
from plangen.document.markdown import write_markdown
from plangen.document.verify import compare_published

Render = Callable[..., Document]

FIGURE = """
## Acciones

{{ caption("fig", "Costo por acción") }}

{{ source("Fuente: el plan.") }}

{% call figure("cost", items=action_plan.actions) %}
Costo de cada acción. {{ heads("Acción", "Costo", "Inicio") }}
{% for a in action_plan.actions %}{{ datum(a.name, a.cost, a.start) }}{% endfor %}
{% endcall %}

Véase la {{ see("fig") }}.
"""

ACTIONS = {
    "actions": [
        {
            "id": "A-1",
            "name": "Riego | y *suelo*",
            "activities": [{"id": "A-1.1", "start": "2027-01", "end": "2027-06", "cost": "1500"}],
        },
        {"id": "A-2", "name": "Sello"},
    ]
}

DRAWN = Drawing(b"<svg/>", b"\x89PNG", 166, 50)


def only_picture(document: Document) -> Picture:
    (picture,) = (block for block in document.blocks if isinstance(block, Picture))
    return picture


def test_the_alternative_states_the_numbers(render: Render) -> None:
    picture = only_picture(render(FIGURE, action_plan=ACTIONS))
    assert picture.alt == (
        "Costo de cada acción. Riego | y *suelo*: Costo S/\u00a01,500, Inicio ene.\u00a02027; Sello."
    )
    assert picture.drawn
    assert picture.caption is not None
    assert picture.caption.number == "1-1"
    assert plain_text(picture.source) == "Fuente: el plan."


def test_a_drawn_figure_stands_in_the_markdown_and_reads_back(render: Render) -> None:
    document = render(FIGURE, action_plan=ACTIONS)
    document = replace(document, drawings={only_picture(document).path: DRAWN})
    text = write_markdown(document)
    assert "](figuras/own-cost.svg)\n\n**Figura\u00a01-1.** Costo por acción\n\n*Fuente: el plan.*" in text
    assert compare_published(document, text) == ()


def test_a_figure_that_is_not_drawn_shows_its_numbers_as_a_table(render: Render) -> None:
    document = render(FIGURE, action_plan=ACTIONS)
    text = write_markdown(document)
    assert "figuras/" not in text
    assert "| Acción | Costo | Inicio |" in text
    assert "| Sello | – | – |" in text
    assert "**Figura\u00a01-1.**" in text
    assert compare_published(document, text) == ()


def test_numbers_without_source_are_said_in_the_caption(render: Render) -> None:
    plan = {"id": "p", "illustrative": ["action_plan/actions/A-1"]}
    picture = only_picture(render(FIGURE, action_plan=ACTIONS, plan=plan))
    assert picture.caption is not None
    assert plain_text(picture.caption.content) == "Costo por acción (ilustrativo)"
    assert "†" not in picture.alt


def test_figures_of_one_name_have_files_of_their_own(render: Render) -> None:
    document = render(
        '{% for s in strategies %}\n{{ figure("tree", key=s.name, s=s) }}\n\n{% endfor %}',
        strategies=[
            {"id": f"EST-{n}", "name": name} for n, name in enumerate(("Año Ñandú", "año ñandú", "…"))
        ],
    )
    assert list(document.figures) == [
        "figuras/own-tree-ano-nandu.svg",
        "figuras/own-tree-ano-nandu-2.svg",
        "figuras/own-tree.svg",
    ]


def test_a_figure_in_a_cell_is_a_picture_in_the_line(render: Render) -> None:
    text = '| A | B |\n| --- | --- |\n| {% call figure("half") %}Quién paga{% endcall %} | x |\n'
    document = render(text)
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert table.rows[0].cells[0].paragraphs == ((Image("figuras/own-half.svg", "Quién paga", drawn=True),),)
    assert "| Quién paga | x |" in write_markdown(document)
    drawn = replace(document, drawings={"figuras/own-half.svg": DRAWN})
    assert "| ![Quién paga](figuras/own-half.svg) | x |" in write_markdown(drawn)


def test_the_cover_decorates_word_alone(render: Render) -> None:
    document = render('{{ role("cover") }}\n\n{{ figure("cover") }}\n\n# Plan\n')
    drawn = replace(document, drawings={"figuras/own-cover.svg": DRAWN})
    assert only_picture(document).role == "cover"
    assert write_markdown(drawn) == write_markdown(document) == "# Plan\n"
