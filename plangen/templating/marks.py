"""The functions a template calls for what Markdown cannot say; each prints one atom.

Marks of blocks stand alone on a line and belong to the block that follows; `group()` and `total()`
stand in a table row and belong to it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jinja2
from jinja2.runtime import Context
from markupsafe import Markup

from plangen.plan.model import Month
from plangen.templating.atoms import Atom, Citation, ItemLink, Mark, See, Value
from plangen.templating.figure_marks import datum, figure, heads
from plangen.templating.leaves import Leaf, Missing


def _put(context: Context, atom: Atom) -> Markup:
    return Markup(context["_atoms"].put(atom))  # noqa: S704


def _body(context: Context, text: object, caller: Callable[[], Markup] | None) -> str:
    """The Markdown of a mark: the called block, or the text given (a plain string is Markdown already)."""
    if caller is not None:
        return str(caller())
    return str(text) if isinstance(text, str) else str(context["_printer"].put(text, context["_atoms"]))


@jinja2.pass_context
def caption(
    context: Context, key: str = "", text: object = "", caller: Callable[[], Markup] | None = None
) -> Markup:
    """Caption of the table or picture that follows; `key` is what `see(key)` refers to."""
    return _put(context, Mark("caption", _body(context, text, caller), {"key": str(key)}))


@jinja2.pass_context
def source(context: Context, text: object = "", caller: Callable[[], Markup] | None = None) -> Markup:
    """Source line under the table or picture that follows."""
    return _put(context, Mark("source", _body(context, text, caller)))


@jinja2.pass_context
def layout(context: Context, **options: object) -> Markup:
    """How Word sets the table that follows: `style`, `kinds`, `widths`, `compact`, `landscape`, `title`."""
    return _put(context, Mark("layout", "", {k: str(v) for k, v in options.items()}))


@jinja2.pass_context
def anchor(context: Context, item: object) -> Markup:
    """The heading that follows is where `item` stands: links to the record lead there."""
    return _put(context, Mark("anchor", "", {"id": str(item)}))


@jinja2.pass_context
def role(context: Context, name: str, code: object = "") -> Markup:
    """What the block that follows is: see `document.blocks` for the names; `code` for sheets."""
    return _put(context, Mark("role", "", {"name": name, "code": str(code)}))


@jinja2.pass_context
def place(context: Context, kind: str) -> Markup:
    """Put a page break, the contents, or the list of tables or figures here."""
    return _put(context, Mark("place", "", {"kind": kind}))


@jinja2.pass_context
def group(context: Context) -> Markup:
    """This table row is the heading of a group of rows."""
    return _put(context, Mark("row", "", {"role": "group"}))


@jinja2.pass_context
def total(context: Context) -> Markup:
    """This table row holds totals."""
    return _put(context, Mark("row", "", {"role": "total"}))


@jinja2.pass_context
def see(context: Context, key: str) -> Markup:
    """`Tabla 7-3`: number of the caption with this key, linked."""
    return _put(context, See(str(key)))


@jinja2.pass_context
def cite(context: Context, item: object, locator: str = "") -> Markup:
    """A footnote mark for a source."""
    if isinstance(item, Missing) or item is None:
        return Markup("")
    return _put(context, Citation(str(item), locator))


@jinja2.pass_context
def link(context: Context, item: object) -> Markup:
    """The id of a record as a link to where it stands."""
    return _put(context, ItemLink(str(item)))


@jinja2.pass_context
def illustrative_note(context: Context) -> Markup:
    """A line saying how figures without a source are marked, if this chapter shows any."""
    return _put(context, Mark("illustrative"))


@jinja2.pass_context
def quarters(context: Context, start: object, end: object) -> list[dict[str, Any]]:
    """The quarters from one month to another: year, number, and their first and last month."""
    if not isinstance(start, Leaf) or not isinstance(end, Leaf):
        return []
    first, last = start.value, end.value
    made, at = [], Month(first.year, (first.month - 1) // 3 * 3 + 1)
    while at <= last:
        close = Month(at.year, at.month + 2)
        number = (at.month + 2) // 3
        made.append({"year": at.year, "number": number, "start": at, "end": close})
        at = Month(at.year + 1, 1) if number == 4 else Month(at.year, at.month + 3)
    return made


@jinja2.pass_context
def calendar(context: Context, item: object, columns: list[dict[str, Any]]) -> Markup:
    """The cells of a calendar row, between bars: `•` in each of `columns` (see `quarters`) that `item`, which
    has a start and an end, works in."""
    start, end = getattr(item, "start", None), getattr(item, "end", None)
    if not isinstance(start, Leaf) or not isinstance(end, Leaf):
        return Markup(" | ".join("" for _ in columns))  # noqa: S704
    first, last = start.value, end.value
    worked = ("•" if first <= column["end"] and last >= column["start"] else "" for column in columns)
    return Markup(" | ".join(worked))  # noqa: S704


@jinja2.pass_context
def year(context: Context, value: int) -> Markup:
    """A year that is no value of the plan (a column heading), without thousands comma."""
    return _put(context, Value(str(int(value))))


def marks() -> dict[str, Callable[..., object]]:
    """Every function a template may call, by name."""
    return {
        "caption": caption, "source": source, "layout": layout, "anchor": anchor, "role": role,
        "place": place, "group": group, "total": total, "see": see, "cite": cite, "link": link,
        "illustrative_note": illustrative_note, "quarters": quarters, "calendar": calendar, "year": year,
        "figure": figure, "heads": heads, "datum": datum,
    }  # fmt: skip
