"""The filters of a template: Jinja's own that keep their sense on views and leaves, and ours.

A filter that changes the text of a leaf gives a leaf again, derived, so that its path is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

import jinja2
from jinja2.runtime import Context
from markupsafe import Markup

from plangen.plan.derived import amount_in_plan, budget_by_year
from plangen.plan.index import PlanIndex
from plangen.plan.model import Action, ActionFunding, Money, shapes
from plangen.templating.atoms import Value
from plangen.templating.formats import Formats
from plangen.templating.leaves import MISSING, Leaf, Missing
from plangen.templating.views import View, index_of, record_of

_STRUCTURAL = (
    "first", "last", "sort", "groupby", "selectattr", "rejectattr", "select", "reject", "map", "unique",
    "list", "length", "count", "batch", "slice", "reverse", "dictsort", "items", "default", "d", "min", "max",
)  # fmt: skip
_TEXTUAL = (
    "upper", "lower", "capitalize", "title", "replace", "trim", "truncate", "round", "abs", "int", "float",
)  # fmt: skip


def _textual(filter_: Callable[..., Any]) -> Callable[..., Any]:
    """`filter_` on the value inside a leaf, its result a derived leaf."""
    at = 1 if getattr(filter_, "jinja_pass_arg", None) is not None else 0

    def on_leaf(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        subject = args[at]
        if isinstance(subject, Missing):
            return subject
        plain = [a.value if isinstance(a, Leaf) else a for a in args]
        result = filter_(*plain, **kwargs)
        return subject.changed(result) if isinstance(subject, Leaf) else result

    if hasattr(filter_, "jinja_pass_arg"):
        on_leaf.jinja_pass_arg = filter_.jinja_pass_arg  # type: ignore[attr-defined]
    return on_leaf


@jinja2.pass_context
def _join(context: Context, items: Iterable[object], separator: str = "") -> Markup:
    """Every item prints as itself, with its own path; the separator is the template's Markdown."""
    return Markup(separator).join(context["_printer"].put(item, context["_atoms"]) for item in items)  # noqa: S704


def _figure(context: Context, value: object, show: Callable[[Formats, Any], str]) -> Markup:
    """A figure as one atom with its own path; nothing for a missing one."""
    if isinstance(value, Missing) or value is None:
        return context["_printer"].put(value, context["_atoms"])  # type: ignore[no-any-return]
    paths, derived = (value.paths, value.derived) if isinstance(value, Leaf) else ((), True)
    raw = value.value if isinstance(value, Leaf) else value
    raw = raw.amount if isinstance(raw, Money) else raw
    text = show(context["_printer"].formats, raw)
    return Markup(context["_atoms"].put(Value(text, paths, derived, figure=True)))  # noqa: S704


@jinja2.pass_context
def _number(context: Context, value: object, decimals: object = None) -> Markup:
    """A figure without sign or unit, with the decimals typed or asked for."""
    places = int(decimals) if isinstance(decimals, int | Leaf) else None
    return _figure(context, value, lambda formats, raw: formats.number(raw, places))


@jinja2.pass_context
def _amount(context: Context, value: object) -> Markup:
    """An amount without its sign, for tables whose heading names the currency."""
    return _figure(context, value, lambda formats, raw: formats.amount(raw))


@jinja2.pass_context
def _percent(context: Context, value: object, decimals: int = 0) -> Leaf | Missing:
    """A share that was computed, 0–100, as a percentage."""
    if isinstance(value, Missing) or value is None:
        return Missing()
    leaf = value if isinstance(value, Leaf) else Leaf(value, (), derived=True)
    return leaf.changed(context["_printer"].formats.percent(Decimal(leaf.value), decimals))


@jinja2.pass_context
def _total(context: Context, items: Iterable[Any], attribute: str = "") -> Leaf | int:
    """The sum of numbers or amounts; absent ones count nothing, amounts without exchange rate neither."""
    index: PlanIndex = context["_printer"].index
    values = (getattr(item, attribute) if attribute else item for item in items)
    found = [_in_plan_currency(index, value) for value in values if not isinstance(value, Missing)]
    summands = [value for value in found if value is not None]
    if not summands:
        return 0
    result = summands[0] if isinstance(summands[0], Leaf) else Leaf(summands[0], (), derived=True)
    for value in summands[1:]:
        result = result + value
    return result if len(summands) > 1 else result.changed(result.value)


def _in_plan_currency(index: PlanIndex, value: Any) -> Any:  # noqa: ANN401
    """A foreign amount converted as `plan/derived` does; anything else as it is."""
    if not isinstance(value, Leaf) or not isinstance(value.value, Money) or value.value.currency is None:
        return value
    amount = amount_in_plan(index, value.value)
    return None if amount is None else value.changed(Money(amount=amount))


@jinja2.pass_context
def _text_of(context: Context, value: object) -> str:
    """What a value prints as, as text: for arguments of other functions."""
    return str(context["_printer"].text(value))


def _by_year(views: Iterable[View]) -> Mapping[int, Mapping[str, Leaf | Missing]]:
    """Funding of some actions: year → source → amount, missing where a source gives nothing that year."""
    shown = list(views)
    if not shown:
        return {}
    records = (record_of(view) for view in shown)
    actions = [record for record in records if isinstance(record, Action)]
    budget = budget_by_year(index_of(shown[0]), actions)
    sources = shapes(ActionFunding)["source"].choices
    paths = ("action_plan/actions",)
    return {
        year: {
            name: Leaf(Money(amount=given[name]), paths, derived=True) if name in given else MISSING
            for name in sources
        }
        for year, given in budget.items()
    }


def filters(standard: Mapping[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    """The filters a template may use, by name, from Jinja's own and ours."""
    kept = {name: standard[name] for name in _STRUCTURAL}
    changed = {name: _textual(standard[name]) for name in _TEXTUAL}
    ours: dict[str, Callable[..., Any]] = {
        "join": _join, "number": _number, "amount": _amount, "percent": _percent, "total": _total,
        "text": _text_of, "by_year": _by_year, "e": lambda value: value, "escape": lambda value: value,
    }  # fmt: skip
    return {**kept, **changed, **ours}
