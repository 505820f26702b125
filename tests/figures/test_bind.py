"""A figure's template and a plan: values are data, colours have names, the look is the house's."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from plangen.document.render import RenderOptions, render_document
from plangen.errors import TemplateError
from plangen.figures.bind import Binder, Spec
from plangen.figures.palette import OWN, Palette
from plangen.templating.template import load_template
from tests.conftest import LABELS

HOSTILE = '"}],"mark":"x" <b>&amp; $ink {{ 7*7 }} \\ # - ñ'


@pytest.fixture
def bind(tmp_path: Path, index_of: Callable[..., Any]) -> Callable[..., Spec]:
    """Bind one figure's text with a plan given as plain data."""

    def make(text: str, ending: str = ".yaml.j2", palette: Palette = OWN, **record: Any) -> Spec:
        folder = tmp_path / "own"
        (folder / "es").mkdir(parents=True, exist_ok=True)
        (folder / "figures").mkdir(exist_ok=True)
        (folder / "template.yaml").write_text(
            "id: own\ntitle: {es: P}\nlanguages: [es]\nparts: [part]\n", "utf-8"
        )
        (folder / "es" / "labels.yaml").write_text(LABELS, "utf-8")
        (folder / "es" / "part.md.j2").write_text('{{ figure("f", items=strategies) }}\n', "utf-8")
        (folder / "figures" / f"f{ending}").write_text(text, "utf-8")
        template, index = load_template("own", "es", [tmp_path]), index_of(**record)
        document = render_document(index, template, RenderOptions(cached=False))
        ((path, drawn),) = document.figures.items()
        assert path == "figuras/own-f.svg"
        spec = Binder(template, index, palette, cached=False).bind(drawn)
        assert spec.text  # what is wrong with it shows when it is asked for
        return spec

    return make


def test_a_value_of_the_plan_is_a_literal_and_never_a_key(bind: Callable[..., Spec]) -> None:
    strategies = [{"id": "EST-1", "name": HOSTILE}, {"id": "EST-2"}]
    spec = bind(
        "data:\n  values:\n{% for s in items %}\n    - {id: {{ s.id }}, name: {{ s.name }}}\n{% endfor %}\nmark: bar\n",
        strategies=strategies,
    )
    bound = json.loads(spec.text)
    assert bound["data"]["values"] == [{"id": "EST-1", "name": HOSTILE}, {"id": "EST-2", "name": None}]
    assert bound["mark"] == "bar"


def test_a_value_of_the_plan_is_text_of_an_svg_and_never_an_element(bind: Callable[..., Spec]) -> None:
    spec = bind(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">\n'
        '{% for s in items %}<text fill="$ink" id="{{ s.name }}">{{ s.name }}</text>{% endfor %}\n</svg>\n',
        ".svg.j2",
        strategies=[{"id": "EST-1", "name": HOSTILE}],
    )
    root = ElementTree.fromstring(spec.text)
    assert [child.tag.rpartition("}")[2] for child in root] == ["text"]
    assert root[0].text == HOSTILE
    assert root[0].get("fill") == OWN.ink


def test_numbers_are_bare_and_their_words_are_the_readers(bind: Callable[..., Spec]) -> None:
    action = {"id": "A-1", "activities": [{"id": "A-1.1", "cost": "1234567.5"}]}
    spec = bind(
        "a: {{ action_plan.actions[0].cost|raw }}\nb: {{ action_plan.actions[0].cost }}\n"
        "c: {{ action_plan.actions[0].cost|amount }}\nd: {{ action_plan.actions[0].cost|shown }}\n"
        "e: {{ 3 }}\nf: {{ none }}\ng: {{ [1, 'x'] }}\n",
        action_plan={"actions": [action]},
    )
    bound = json.loads(spec.text)
    assert (bound["a"], bound["b"]) == (1234567.5, 1234567.5)
    assert bound["c"] == "1,234,567.50"
    assert bound["d"].endswith("1,234,567.50")
    assert (bound["e"], bound["f"], bound["g"]) == (3, None, [1, "x"])


def test_what_stands_in_quotes_is_text(bind: Callable[..., Spec]) -> None:
    bound = json.loads(bind('a: "1"\nb: 1\nc: true\nd: "true"\ne: null\nf: 1.50\ng: "$ink"\nh: $ink\n').text)
    assert (bound["a"], bound["b"], bound["c"], bound["d"]) == ("1", 1, True, "true")
    assert (bound["e"], bound["f"], bound["g"], bound["h"]) == (None, 1.5, "$ink", OWN.ink)


def test_the_look_lies_under_the_figures_own_configuration(bind: Callable[..., Spec]) -> None:
    config = json.loads(bind("mark: bar\nconfig:\n  axis: {tickSize: 9}\n").text)["config"]
    assert config["axis"]["tickSize"] == 9
    assert config["axis"]["labelColor"] == OWN.text
    assert config["font"].startswith("Liberation Sans")


def test_another_palette_changes_every_named_colour(bind: Callable[..., Spec]) -> None:
    palette = Palette(ink="#600020", series_1="#600020", level_5="#600020")
    spec = bind("mark: {type: bar, color: $ink}\n", palette=palette)
    assert json.loads(spec.text)["mark"]["color"] == "#600020"
    assert json.loads(spec.text)["config"]["range"]["category"][0] == "#600020"
    assert OWN.ink not in spec.text


@pytest.mark.parametrize(
    ("text", "ending", "key", "line"),
    [
        ("mark: bar\ncolor: $pink\n", ".yaml.j2", "figure-color", None),
        ('<svg width="1" height="1">\n<a fill="$pink"/></svg>', ".svg.j2", "figure-color", None),
        ("mark: bar\n  x: [\n", ".yaml.j2", "template-yaml", "2"),
        ("- a\n", ".yaml.j2", "template-yaml", "1"),
        ("mark: bar\na: {{ strategies[0].nothing }}\n", ".yaml.j2", "template-failed", "2"),
        ("mark: bar\na: {{ label('no.such') }}\n", ".yaml.j2", "template-labels", None),
        ("mark: {% if %}\n", ".yaml.j2", "template-failed", "1"),
    ],
)
def test_a_figure_that_does_not_work_names_its_file_and_line(
    bind: Callable[..., Spec], text: str, ending: str, key: str, line: str | None
) -> None:
    with pytest.raises(TemplateError) as caught:
        bind(text, ending, strategies=[{"id": "EST-1"}])
    assert caught.value.key == key
    assert caught.value.params["template"] in (f"f{ending}", "labels.yaml")
    assert line is None or caught.value.params["line"] == line


def test_a_figure_that_is_not_there_is_named(bind: Callable[..., Spec]) -> None:
    with pytest.raises(TemplateError) as caught:
        bind("mark: bar\n", ".txt")
    assert (caught.value.key, caught.value.params["figure"]) == ("no-figure", "f")
