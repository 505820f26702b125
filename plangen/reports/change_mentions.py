"""Which texts of the new version print a value that changed: by mention, or as a figure that names a fact.

What is computed of a value is printed too; that is a consequence, and told there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from plangen.changes.change import Change
from plangen.plan.index import Item
from plangen.plan.model import Fact, Indicator, Kind, Measure
from plangen.plan.prose import Mentioned, name_of, scan_plan
from plangen.reports.change_paths import Step
from plangen.reports.change_titles import Titles

_VALUE = frozenset({"value", "to", "qualifier", "unit"})


@dataclass(frozen=True)
class Mentions:
    """The mentions of the new version, asked change by change."""

    titles: Titles

    @cached_property
    def _by_item(self) -> Mapping[str, list[Mentioned]]:
        found: dict[str, list[Mentioned]] = {}
        for one in scan_plan(self.titles.new.index):
            if one.target is not None and one.mention.kind == "value":
                found.setdefault(one.target.item.id, []).append(one)
        return found

    @cached_property
    def _figures(self) -> Mapping[str, list[str]]:
        """Paths of the figures that name each fact."""
        found: dict[str, list[str]] = {}
        for visit in self.titles.new.index.of_kind(Kind.REF):
            if isinstance(visit.record, Measure):
                found.setdefault(str(visit.value), []).append(visit.path.rpartition("/")[0])
        return found

    def of(self, change: Change, steps: Sequence[Step]) -> tuple[str, ...]:
        """The places, by title, of the texts that print what the change touches, each once."""
        paths = dict.fromkeys(path for path in self._paths(steps) if not path.startswith(change.path))
        return tuple(dict.fromkeys(self.titles.place(path) for path in paths))

    def _paths(self, steps: Sequence[Step]) -> Iterator[str]:
        items = [at for at, step in enumerate(steps) if step.is_item]
        if items:
            at = items[-1]
            yield from self._of_item(steps[at].key, steps[at + 1 :])

    def _of_item(self, item_id: str, steps: Sequence[Step]) -> Iterator[str]:
        item = self.titles.new_item(item_id)
        if item is None or not steps:
            return
        fields = self._fields(item, steps)
        for one in self._by_item.get(item_id, ()):
            if one.target is not None and one.target.field in fields:
                yield one.visit.path
        if isinstance(item.record, Fact) and steps[0].shape.name in _VALUE:
            yield from self._figures.get(item_id, ())

    def _fields(self, item: Item, steps: Sequence[Step]) -> frozenset[str]:
        """The fields whose mentions print what the steps below an item lead to."""
        name, key = steps[0].shape.name, steps[0].key
        if isinstance(item.record, Fact):
            return frozenset({"", name}) if name in _VALUE else frozenset({name})
        if isinstance(item.record, Indicator) and name == "targets":
            last = str(max(item.record.targets, default="")) == key
            return frozenset({f"target.{key}", "target"} if last else {f"target.{key}"})
        return frozenset({"", name}) if self._is_named_by(item, name) else frozenset({name})

    def _is_named_by(self, item: Item, field: str) -> bool:
        value = getattr(item.record, field, None)
        return isinstance(value, str) and name_of(self.titles.new.index, item.record).startswith(value[:8])
