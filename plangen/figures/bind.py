"""A figure of the template bound to a plan: its own template filled, its colours and its look settled."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from plangen.errors import TemplateError
from plangen.figures.charts import chart_places
from plangen.figures.layout import layouts
from plangen.figures.palette import Palette, named_colors
from plangen.figures.theme import FONT, vega_config
from plangen.figures.typeset import text_width, wrap
from plangen.plan.index import PlanIndex
from plangen.plan.nodes import Mapping as MappingNode
from plangen.plan.nodes import Node, Scalar
from plangen.plan.source import compose
from plangen.spans import Source
from plangen.templating.atoms import Drawn
from plangen.templating.figure_environment import SVG, figure_environment, render_figure
from plangen.templating.formats import Formats
from plangen.templating.printing import Printer
from plangen.templating.template import Template
from plangen.templating.views import plan_context

FUNCTIONS: Final[Mapping[str, Callable[..., object]]] = MappingProxyType(
    {"wrap": wrap, "text_width": text_width, **layouts(), **chart_places()}
)
"""What figures' templates may call, besides what parts may."""

_NUMBER: Final = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?\Z")
_WORDS: Final = {"true": True, "false": False}
_IN_SVG: Final = re.compile(r'(?<==")\$([a-z_0-9]+)(?=")')
_VEGA_LITE: Final = "https://vega.github.io/schema/vega-lite/v5.json"


@dataclass(frozen=True)
class Spec:
    """What a figure is drawn from: `kind` "vega" (`text`: a Vega-Lite spec as JSON) or "svg" (a drawing).

    `text` is made of `source` by `finish`, and only when it is asked for: a drawing that is kept under its
    kind, source and `look` (colours, configuration and how they are put in) needs no text.
    """

    kind: str
    source: str
    look: str = ""
    finish: Callable[[str], str] = str

    @cached_property
    def text(self) -> str:
        """The finished text. TemplateError as `Binder.bind` says."""
        return self.finish(self.source)


class Binder:
    """Fills the figures of one template with one plan."""

    def __init__(
        self, template: Template, index: PlanIndex, palette: Palette, *, cached: bool = True
    ) -> None:
        identity = index.plan.plan
        formats = Formats(template.labels, (identity.currency if identity else None) or "PEN")
        self._printer = Printer(index, formats, template.choices)
        self._environment = figure_environment(template, FUNCTIONS, cached=cached)
        self._context = plan_context(index)
        self._colors = named_colors(palette)
        made_by = Path(__file__).read_text("utf-8")
        self._look = json.dumps([dict(self._colors), vega_config(), made_by])

    def bind(self, drawn: Drawn) -> Spec:
        """What `drawn` is drawn from.

        TemplateError names the figure's file and line: what fails in it, and, when the text is asked for,
        what is no YAML or no known colour.
        """
        context = {**self._context, **drawn.arguments, "key": drawn.key}
        source, file = render_figure(self._environment, drawn.name, context, self._printer)
        kind, finish = ("svg", self._svg) if file.endswith(SVG) else ("vega", self._vega)
        return Spec(kind, source, self._look, partial(finish, file))

    def _svg(self, file: str, text: str) -> str:
        def color(match: re.Match[str]) -> str:
            return self._color(match[1], file)

        lines = (line.strip() for line in text.splitlines())
        return _IN_SVG.sub(color, "\n".join(line for line in lines if line)).replace(
            "<svg ", f'<svg font-family="{FONT}" ', 1
        )

    def _vega(self, file: str, text: str) -> str:
        spec = self._typed(_compose(text, file), file)
        if not isinstance(spec, dict):
            raise TemplateError("template-yaml", template=file, line="1", detail="expected-mapping")
        look = self._named(vega_config(), file)
        own = spec.pop("config", {})
        config = {key: _merged(look.get(key), own.get(key)) for key in {**look, **own}}
        whole = {"$schema": _VEGA_LITE, **spec, "config": config}
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))

    def _typed(self, node: Node, file: str) -> Any:  # noqa: ANN401
        """The node with numbers, truth values and colours; what stands in quotes is text."""
        if isinstance(node, Scalar):
            return self._scalar(node, file)
        if isinstance(node, MappingNode):
            return {key: self._typed(entry.value, file) for key, entry in node.entries.items()}
        return [self._typed(item, file) for item in node.items]

    def _scalar(self, node: Scalar, file: str) -> Any:  # noqa: ANN401
        value = node.value
        if value is None or node.source.text[node.start] in "\"'|>":
            return value
        if value in _WORDS:
            return _WORDS[value]
        if _NUMBER.match(value):
            return float(value) if re.search("[.eE]", value) else int(value)
        return self._color(value[1:], file) if value.startswith("$") else value

    def _named(self, value: Any, file: str) -> Any:  # noqa: ANN401
        """The configuration with the names of colours replaced."""
        match value:
            case dict():
                return {key: self._named(item, file) for key, item in value.items()}
            case list():
                return [self._named(item, file) for item in value]
            case str() if value.startswith("$"):
                return self._color(value[1:], file)
        return value

    def _color(self, name: str, file: str) -> str:
        if name not in self._colors:
            raise TemplateError("figure-color", template=file, color=name)
        return self._colors[name]


def _compose(text: str, file: str) -> Node:
    node, findings = compose(Source(file, text))
    if node is None or findings:
        first = findings[0] if findings else None
        line = str(first.span.line) if first and first.span else "1"
        raise TemplateError(
            "template-yaml", template=file, line=line, detail=first.name if first else "empty"
        )
    return node


def _merged(look: Any, own: Any) -> Any:  # noqa: ANN401
    """`own` over `look`, mapping by mapping."""
    if isinstance(look, dict) and isinstance(own, dict):
        return {
            key: _merged(look.get(key), own.get(key)) if key in own else look[key] for key in {**look, **own}
        }
    return look if own is None else own
