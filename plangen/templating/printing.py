"""From what a template prints to atoms: the one place that decides how each kind of value reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from plangen.plan.index import PlanIndex
from plangen.plan.model import Fact, Kind, Measure, Record
from plangen.plan.paths import join_path
from plangen.plan.prose import name_of
from plangen.templating.atoms import Atom, Atoms, ItemLink, ProseValue, Value
from plangen.templating.formats import Formats
from plangen.templating.leaves import Leaf, Missing
from plangen.templating.views import View, path_of, record_of


@dataclass(frozen=True)
class Printer:
    """Prints values of one plan in one language; `choices` are the words of enumerations by field."""

    index: PlanIndex
    formats: Formats
    choices: Mapping[str, str]

    def atom(self, value: object) -> Atom:
        """What `value` prints as: text of the template, a typed or computed value, prose, or a record."""
        if isinstance(value, Leaf):
            return self._leaf(value)
        if isinstance(value, View):
            return self._view(value)
        if isinstance(value, Missing) or value is None:
            return Value("")
        return Value(self._text(value, None, ""))

    def put(self, value: object, atoms: Atoms) -> Markup:
        """Print `value` into `atoms`; Markdown that is ready (macro results) passes as it is."""
        return value if isinstance(value, Markup) else Markup(atoms.put(self.atom(value)))  # noqa: S704

    def text(self, value: object) -> str:
        """The text that `value` prints as; a record prints its name."""
        atom = self.atom(value)
        if isinstance(atom, ItemLink):
            return self.name(atom.id)
        return atom.text if isinstance(atom, Value | ProseValue) else ""

    def name(self, item_id: str) -> str:
        """What the record with this id is called: name, title, label, or the first words of its text."""
        item = self.index.named(item_id)
        return name_of(self.index, item.record) if item else item_id

    def _leaf(self, leaf: Leaf) -> Atom:
        shape = leaf.shape
        if shape is not None and shape.kind is Kind.PROSE:
            return ProseValue(str(leaf.value), leaf.paths[0])
        kind, field = (shape.kind, leaf.owner) if shape else (None, "")
        return Value(self._text(leaf.value, kind, field), leaf.paths, leaf.derived, leaf.figure)

    def _text(self, value: object, kind: Kind | None, field: str) -> str:
        if type(value) is str:
            return self.choices.get(f"{field}.{value}", value) if kind is Kind.CHOICE else value
        return self.formats.value(value, kind)

    def _view(self, view: View) -> Atom:
        record, path = record_of(view), path_of(view)
        if isinstance(record, Measure):
            return self.measure(record, path)
        if isinstance(record, Fact):
            return self.fact(record, path)
        item_id = getattr(record, "id", None)
        return ItemLink(item_id) if item_id else Value(self._record_text(record), (path,), derived=True)

    def measure(self, measure: Measure, path: str) -> Value:
        """A figure: the fact it names, or its own value with its unit."""
        item = self.index.named(measure.fact) if measure.fact else None
        if item is not None and isinstance(item.record, Fact):
            return self.fact(item.record, item.path)
        if measure.value is None:
            return Value("")
        text = self.formats.with_unit(self.formats.number(measure.value), measure.unit)
        return Value(text, (path,), figure=True)

    def fact(self, fact: Fact, path: str) -> Value:
        """A fact's value as printed everywhere: `entre 1,200 y 1,500 cajas`, `más de 2,200`."""
        if fact.value is None:
            return Value("")
        formats = self.formats
        high = formats.number(fact.to) if fact.to is not None else None
        text = formats.range(formats.number(fact.value), high, fact.qualifier)
        return Value(formats.with_unit(text, fact.unit), (join_path(path, "value"),), figure=True)

    @staticmethod
    def _record_text(record: Record) -> str:
        name = getattr(record, "name", None) or getattr(record, "title", None)
        return str(name) if name else ""
