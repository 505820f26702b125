"""What `[[…]]` and `[@…]` in prose print."""

from __future__ import annotations

from decimal import Decimal

from plangen.plan.index import Item, PlanIndex
from plangen.plan.model import COMPUTED, Indicator
from plangen.plan.prose import Mention, resolve_mention, scan
from plangen.templating.atoms import Atom, Citation, Value
from plangen.templating.leaves import Leaf
from plangen.templating.printing import Printer
from plangen.templating.views import computed_leaf, view_of


def mentioned(index: PlanIndex, printer: Printer, text: str) -> Atom:
    """What `[[text]]` prints: a fact's value, a field with its unit, or a record's name as a link.

    A mention that means nothing (the form check has said so) prints as it was typed.
    """
    target = resolve_mention(index, Mention("value", text, 0, 0, text.strip()))
    if target is None:
        return Value(f"[[{text}]]")
    if not target.field:
        return printer.atom(view_of(index, target.item))
    return _field(index, printer, target.item, target.field)


def _field(index: PlanIndex, printer: Printer, item: Item, name: str) -> Atom:
    record = item.record
    leaf = getattr(view_of(index, item), name) if "." not in name else None
    if not isinstance(leaf, Leaf) and name.partition(".")[0] in COMPUTED.get(item.kind, ()):
        leaf = computed_leaf(index, record, item.path, name)
    if isinstance(record, Indicator) and isinstance(leaf, Leaf) and isinstance(leaf.value, Decimal):
        number = printer.formats.with_unit(printer.formats.number(leaf.value), record.unit)
        return Value(number, leaf.paths, leaf.derived, figure=True)
    return printer.atom(leaf)


def cited(index: PlanIndex, text: str) -> Atom:
    """The source that `[@text]` cites; the text as typed where there is none."""
    found = scan(f"[@{text}]")
    if found and resolve_mention(index, found[0]) is not None:
        return Citation(found[0].target, found[0].locator)
    return Value(f"[@{text}]")
