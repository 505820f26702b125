"""What the places of a plan are called: items by id and name, fields by their titles from there down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plangen.plan.index import Item
from plangen.plan.model import Record
from plangen.plan.prose import name_of
from plangen.reports.change_paths import Step, old_names, steps_of
from plangen.reports.change_values import Values
from plangen.reports.summary import part_title

BELOW = " › "
"""Between the titles of a field and of what it stands in."""


@dataclass(frozen=True)
class Titles:
    """Names places of two versions side by side; `renames` are old ids by new ones."""

    old: Values
    new: Values
    renames: Mapping[str, str]

    def item(self, steps: Sequence[Step], first: bool = False) -> tuple[str, str]:
        """Id and name of the nearest item above, or of the outermost; empty where there is none."""
        picked = [step for step in steps if step.is_item]
        if not picked:
            return "", ""
        item_id = picked[0 if first else -1].key
        for values, found in ((self.new, self.new_item(item_id)), (self.old, self.old_item(item_id))):
            if found is not None:
                name = name_of(values.index, found.record)
                return item_id, "" if name == found.id else name
        return item_id, ""

    def new_item(self, item_id: str) -> Item | None:
        """The item of the new version."""
        return self.new.index.items.get(item_id)

    def old_item(self, item_id: str) -> Item | None:
        """The same item in the old version, under the id it had."""
        return self.old.index.items.get(self.renames.get(item_id, item_id))

    def field(self, steps: Sequence[Step], record: Record | None = None) -> str:
        """The titles below the nearest item, or below the part; `record` is what the last step leads to."""
        if not steps:
            return ""
        last = steps[-1]
        if last.is_item and last.below is not None:
            return self.new.record_title(last.below)
        start = max((at + 1 for at, step in enumerate(steps) if step.is_item), default=1 if steps[1:] else 0)
        said = []
        for step in steps[start:]:
            said.append(self.new.field_title(step.owner, step.shape))
            if step.key:
                said.append(self._key(step, record if step is last else None))
        return BELOW.join(said)

    def short_field(self, steps: Sequence[Step], record: Record | None = None) -> str:
        """The same from the first record of a list on, without titles of lists: `2027 › Cuota › Importe`."""
        start = max((at + 1 for at, step in enumerate(steps) if step.is_item), default=1)
        picked = [step for step in steps[start:] if step.key and step.below is not None]
        if not picked:
            return self.field(steps, record)
        said = []
        for step in steps[steps.index(picked[0]) :]:
            if step not in picked:
                said.append(self.new.field_title(step.owner, step.shape))
            if step.key:
                said.append(self._key(step, record if step is steps[-1] else None))
        return BELOW.join(said)

    def _key(self, step: Step, record: Record | None) -> str:
        if step.shape.many == "map":
            return self.new.key(step.shape, step.key)
        if record is not None:
            return self.new.label(record)
        for values, path in ((self.new, step.path), (self.old, old_names(self.renames, step.path))):
            found = values.index.at(path)
            if found is not None and isinstance(found.value, Record):
                return values.label(found.value)
        return str(int(step.key) + 1) if step.below is None and step.key.isdecimal() else step.key

    def record(self, steps: Sequence[Step]) -> str:
        """The record of a list that the steps lead to: id and name, or its key."""
        if steps and steps[-1].is_item:
            return " ".join(filter(None, self.item(steps)))
        return self._key(steps[-1], None) if steps else ""

    def place(self, path: str) -> str:
        """A place in one line: `ACT-12 Constitución: Descripción`, `Modelo de gestión: Modelo`."""
        steps = steps_of(path)
        item, name = self.item(steps)
        whose = f"{item} {name}".strip() or part_title(steps[0].shape.name, self.new.words)
        return f"{whose}: {self.field(steps)}"
