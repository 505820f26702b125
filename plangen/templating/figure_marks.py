"""The functions by which a part of a template puts a figure and says its numbers.

    {% call figure("export-series", series=series) %}
    Exportaciones por año. {{ heads("Año", "Valor") }}
    {% for point in series.points %}{{ datum(point.period, point.value) }}{% endfor %}
    {% endcall %}

What stands inside is the text alternative; its `datum` lines are also the rows of the table that takes
the figure's place where figures cannot be drawn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import jinja2
from jinja2.runtime import Context
from markupsafe import Markup

from plangen.templating.atoms import ATOM, Atoms, Drawn, Mark

_HEADS, _DATUM = "heads", "datum"
_PART = "\x1f"
_SPACES = re.compile(r"\s+")


@jinja2.pass_context
def heads(context: Context, *titles: object) -> Markup:
    """The titles of the columns of the figure's numbers."""
    return _cells(context, _HEADS, titles)


@jinja2.pass_context
def datum(context: Context, *cells: object) -> Markup:
    """One row of the figure's numbers: what is measured, then its values."""
    return _cells(context, _DATUM, cells)


def _cells(context: Context, name: str, cells: tuple[object, ...]) -> Markup:
    printer, atoms = context["_printer"], context["_atoms"]
    body = _PART.join(_SPACES.sub(" ", str(printer.put(cell, atoms))).strip() for cell in cells)
    return Markup(atoms.put(Mark(name, body)))  # noqa: S704


@jinja2.pass_context
def figure(
    context: Context,
    name: str,
    key: object = "",
    caller: Callable[[], Markup] | None = None,
    **arguments: object,
) -> Markup:
    """The figure `name` of the template's folder `figures`, which is given `arguments`.

    `key` tells it from others of that name, and stands in the name of its file. Alone in its paragraph
    it takes the caption and the source of the marks before it; in a cell it is a picture in the line.
    """
    atoms: Atoms = context["_atoms"]
    text = str(caller()) if caller else ""
    found = list(_marks(text, atoms))
    columns = next((_split(mark) for mark in found if mark.name == _HEADS), ())
    rows = tuple(_split(mark) for mark in found if mark.name == _DATUM)
    words = _SPACES.sub(" ", ATOM.sub(lambda match: _kept(match[0], atoms), text)).strip()
    return Markup(atoms.put(Drawn(str(name), str(key), words, columns, rows, arguments)))  # noqa: S704


def _marks(text: str, atoms: Atoms) -> Iterator[Mark]:
    for match in ATOM.finditer(text):
        atom = atoms.get(match[0])
        if isinstance(atom, Mark):
            yield atom


def _kept(character: str, atoms: Atoms) -> str:
    return "" if isinstance(atoms.get(character), Mark) else character


def _split(mark: Mark) -> tuple[str, ...]:
    return tuple(mark.body.split(_PART))
