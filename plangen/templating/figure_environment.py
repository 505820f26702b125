"""Figures' own templates in the same sandbox: what they print is encoded for where it stands.

`<name>.yaml.j2` gives a Vega-Lite spec as YAML: a value prints as a JSON literal. `<name>.svg.j2` gives
a drawing as SVG: a value prints as the text a reader sees, escaped. So a value of the plan can become
neither a key nor an element.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from html import escape
from typing import Any

import jinja2
from markupsafe import Markup

from plangen.errors import TemplateError
from plangen.plan.model import Money, Month
from plangen.templating.environment import CheckedLoader, PlanEnvironment, place_of_failure
from plangen.templating.leaves import Leaf, Missing
from plangen.templating.printing import Printer
from plangen.templating.template import Template
from plangen.templating.views import View

YAML, SVG = ".yaml.j2", ".svg.j2"
"""How the names of figures' templates end, by what they give."""

_WRITE = "_write"
_COORDINATE_DIGITS = 2


class FigureEnvironment(PlanEnvironment):
    """The environment of a template's figures; `functions` are what they may call besides."""

    def __init__(
        self,
        loader: jinja2.BaseLoader,
        cache: jinja2.BytecodeCache | None,
        functions: Mapping[str, Callable[..., object]],
    ) -> None:
        super().__init__(loader, cache)
        self.finalize = _finalize
        for name in ("caption", "source", "figure", "datum", "heads", "place", "layout", "role", "anchor"):
            self.globals.pop(name, None)
        self.globals.update(functions)
        self.globals["label"] = _label
        self.filters.update(
            number=_number, amount=_amount, join=_join, raw=plain_value, json=_json_text, shown=_shown
        )


def figure_environment(
    template: Template, functions: Mapping[str, Callable[..., object]], *, cached: bool
) -> FigureEnvironment:
    """The environment of `template`'s folder `figures`; `cached` keeps compiled figures for next time."""
    return FigureEnvironment(
        CheckedLoader(template.folder / "figures"), template.bytecode_cache(cached=cached), functions
    )


def render_figure(
    environment: FigureEnvironment, name: str, context: Mapping[str, object], printer: Printer
) -> tuple[str, str]:
    """A figure as text, and the name of the file it came from (`YAML` or `SVG`).

    TemplateError names the file and line that fails, or says that there is no such figure.
    """
    names = (name + YAML, name + SVG)
    try:
        template = environment.select_template(list(names))
        write = _svg_text if str(template.name).endswith(SVG) else _json_text
        text = template.render({**context, "_printer": printer, _WRITE: lambda value: write(value, printer)})
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(
            "template-failed",
            template=error.name or name,
            line=str(error.lineno),
            detail=str(error.message),
        ) from error
    except jinja2.TemplatesNotFound as error:
        raise TemplateError("no-figure", figure=name) from error
    except (
        jinja2.TemplateError,
        ArithmeticError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
    ) as error:
        file, line = place_of_failure(error, names[0])
        raise TemplateError("template-failed", template=file, line=line, detail=str(error)) from error
    return text, str(template.name)


def plain_value(value: object) -> Any:  # noqa: ANN401
    """The bare value behind a leaf, fit for arithmetic: a float, a whole number, a text, or None."""
    value = value.value if isinstance(value, Leaf) else value
    match value:
        case Missing():
            return None
        case Money():
            return float(value.amount)
        case Decimal():
            return float(value)
        case Month():
            return f"{value.year:04}-{value.month:02}"
        case date():
            return value.isoformat()
    return value


@jinja2.pass_context
def _finalize(context: jinja2.runtime.Context, value: object) -> str:
    if isinstance(value, Markup | jinja2.Undefined):
        return str(value)
    return str(context[_WRITE](value))


def _json_text(value: object, printer: Printer | None = None) -> str:
    """`value` as a JSON literal; a record is its name, a missing value null."""
    return json.dumps(_bare(value, printer), ensure_ascii=False)


def _bare(value: object, printer: Printer | None) -> Any:  # noqa: ANN401
    match value:
        case View():
            return printer.text(value) if printer else str(value)
        case list() | tuple() | range():
            return [_bare(item, printer) for item in value]
        case dict():
            return {str(key): _bare(item, printer) for key, item in value.items()}
    bare = plain_value(value)
    return _tidy(bare) if isinstance(bare, float) else bare


def _tidy(number: float) -> float | int:
    return int(number) if number.is_integer() else number


def _svg_text(value: object, printer: Printer) -> str:
    """`value` as text of an element or attribute; what was computed here is a coordinate."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{round(value, _COORDINATE_DIGITS):g}" if abs(value) < 1_000_000 else str(value)
    return escape(value if isinstance(value, str) else printer.text(value))


@jinja2.pass_context
def _label(context: jinja2.runtime.Context, name: str) -> str:
    """A fixed word of the template's `labels.yaml`."""
    words = context["_printer"].formats.words
    if name not in words:
        raise TemplateError("template-labels", template="labels.yaml", labels=name)
    return str(words[name])


@jinja2.pass_context
def _shown(context: jinja2.runtime.Context, value: object) -> str:
    """The text a reader sees in the deliverable for this value."""
    return str(context["_printer"].text(value))


@jinja2.pass_context
def _number(context: jinja2.runtime.Context, value: object, decimals: int | None = None) -> str:
    found = _decimal(value)
    return "" if found is None else str(context["_printer"].formats.number(found, decimals))


@jinja2.pass_context
def _amount(context: jinja2.runtime.Context, value: object) -> str:
    found = _decimal(value)
    return "" if found is None else str(context["_printer"].formats.amount(found))


def _decimal(value: object) -> Decimal | None:
    """The number behind a value, with the decimals that were typed."""
    value = value.value if isinstance(value, Leaf) else value
    value = value.amount if isinstance(value, Money) else value
    return None if value is None or isinstance(value, Missing) else Decimal(str(value))


@jinja2.pass_context
def _join(context: jinja2.runtime.Context, items: list[object], separator: str = "") -> str:
    return separator.join(context["_printer"].text(item) for item in items)
