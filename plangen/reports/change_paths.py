"""A plan path step by step: the field at each, the record it belongs to, the key of the record it picks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plangen.changes.change import Change, Renamed
from plangen.plan.keys import KEYS
from plangen.plan.model import Plan, Record, Shape, shapes
from plangen.plan.paths import PlanPath, join_path, parse_path


@dataclass(frozen=True, slots=True)
class Step:
    """A field on the way down, and the key picked in it ("" where it is taken whole).

    `path` leads to what was picked, `below` is its record type, None for a leaf.
    """

    owner: type[Record]
    shape: Shape
    key: str
    path: str

    @property
    def below(self) -> type[Record] | None:
        """The type of the record that the step leads to; None for a leaf or a whole list."""
        return None if self.shape.many == "list" and not self.key else self.shape.record

    @property
    def is_item(self) -> bool:
        """Whether the step picks a record that its id names in its list."""
        return self.below is not None and bool(self.key) and KEYS.get(self.below) == ("id",)


def steps_of(path: str) -> tuple[Step, ...]:
    """The steps of a path of the plan; those that the model does not know end it."""
    steps: list[Step] = []
    model: type[Record] | None = Plan
    keys = iter(parse_path(path).keys)
    at = ""
    for name in keys:
        shape = shapes(model).get(name) if model is not None else None
        if model is None or shape is None:
            break
        key = next(keys, "") if shape.many else ""
        at = join_path(at, name)
        at = join_path(at, key) if key else at
        steps.append(Step(model, shape, key, at))
        model = steps[-1].below
    return tuple(steps)


def old_names(renames: Mapping[str, str], path: str) -> str:
    """A path with the ids of the old version; `renames` are old ids by new ones."""
    keys = ("+".join(renames.get(part, part) for part in key.split("+")) for key in parse_path(path).keys)
    return str(PlanPath(tuple(keys))) if renames else path


def renamed_ids(changes: Iterable[Change]) -> Mapping[str, str]:
    """The old id by the new one, of all ids that the changes rename."""
    return {
        str(one.after[0][1]): str(one.before[0][1])
        for one in changes
        if isinstance(one, Renamed) and one.by_id
    }
