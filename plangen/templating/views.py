"""What a template sees of the plan: records as views, values as leaves, absent things as `Missing`.

A view answers a record's own fields, its computed values (`plan/derived`) and its backward
relations (`plan/graph`); a reference is followed (`action.strategy.name`). A leaf is one value with
its plan path; it compares, sorts and tests like the value itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from plangen.plan.derived import computed
from plangen.plan.graph import RELATIONS, related
from plangen.plan.index import Item, PlanIndex
from plangen.plan.model import COMPUTED, Kind, Money, Record, Shape, shapes
from plangen.plan.paths import join_path
from plangen.templating.leaves import MISSING, Leaf, raw


@dataclass(frozen=True, slots=True)
class _Lens:
    """What every view of one plan shares: its index, and one view per record."""

    index: PlanIndex
    views: dict[int, View] = field(default_factory=dict)

    def view(self, record: Record, path: str = "") -> View:
        """The view of a record of the plan."""
        known = self.views.get(id(record))
        if known is None:
            known = self.views[id(record)] = View(record, path or self.index.path_of(record), self)
        return known


class _Place(NamedTuple):
    """Where a value was found: its path, the record class and field, and the plan."""

    path: str
    owner: str
    lens: _Lens

    def child(self, key: object) -> _Place:
        return _Place(join_path(self.path, str(key)), self.owner, self.lens)


_DRAWN_FROM = {
    "plan": ("action_plan/actions",),
    "strategy": ("action_plan/actions",),
    "gap": ("benchmark/scores",),
}
"""Where computed values of a record are drawn from, if not from the record itself."""


class _Answer(NamedTuple):
    """What a record answers to a name: a backward relation, a field, a computed value, or both of these."""

    relation: bool
    shape: Shape | None
    owner: str
    computed: bool


@cache
def _answers(record: type[Record]) -> dict[str, _Answer]:
    fields, kind = shapes(record), record.record_kind
    computes = COMPUTED.get(kind, ())
    relations = {name for target, name in RELATIONS if target == kind}
    names = dict.fromkeys([*fields, *computes, *relations])
    return {
        name: _Answer(name in relations, fields.get(name), f"{record.__name__}.{name}", name in computes)
        for name in names
    }


class View:
    """A record of the plan as a template sees it; what it was asked once it remembers."""

    __slots__ = ("_answered", "_lens", "_path", "_record")

    def __init__(self, record: Record, path: str, lens: _Lens) -> None:
        self._record = record
        self._path = path
        self._lens = lens
        self._answered: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return answer(self, name)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, View):
            return other._record is self._record
        return bool(getattr(self._record, "id", None) == raw(other))

    def __hash__(self) -> int:
        return hash(getattr(self._record, "id", self._path))

    def __lt__(self, other: View) -> bool:
        return self._path < other._path

    def __bool__(self) -> bool:
        return True

    def __str__(self) -> str:
        return str(getattr(self._record, "id", self._path))


def answer(view: View, name: str) -> Any:  # noqa: ANN401
    """What `view` answers to `name`. AttributeError when its record knows no such name."""
    answered = view._answered
    if name not in answered:
        answered[name] = _find_answer(view._record, view._path, view._lens, name)
    return answered[name]


def _find_answer(record: Record, path: str, lens: _Lens, name: str) -> Any:  # noqa: ANN401
    known = _answers(type(record)).get(name)
    if known is None:
        raise AttributeError(name)
    if known.relation:
        return [lens.view(each) for each in related(lens.index, getattr(record, "id", ""), name)]
    if known.shape is not None:
        value = getattr(record, known.shape.attribute)
        if value is not None:
            return _wrap(value, known.shape, _Place(f"{path}/{name}", known.owner, lens))
    if known.computed:
        return computed_leaf(lens.index, record, path, name) or MISSING
    return MISSING


def computed_leaf(index: PlanIndex, record: Record, path: str, name: str) -> Leaf | None:
    """A computed value of a record (`cost`, `target.2027`) as a derived leaf; None where it has none."""
    value = computed(index, record, name)
    if value is None:
        return None
    return Leaf(value, (f"{path}/{name}", *_DRAWN_FROM.get(record.record_kind, ())), derived=True)


def record_of(view: View) -> Record:
    """The record a view shows."""
    return view._record


def index_of(view: View) -> PlanIndex:
    """The index of the plan that a view belongs to."""
    return view._lens.index


def path_of(view: View) -> str:
    """The plan path of the record a view shows."""
    return view._path


def _wrap(value: Any, shape: Shape, place: _Place) -> Any:  # noqa: ANN401
    if shape.many == "list":
        return [_one(item, shape, place.child(number)) for number, item in enumerate(value)]
    if shape.many == "map":
        return {
            Leaf(key, (place.child(key).path,), derived=True): _one(item, shape, place.child(key))
            for key, item in value.items()
        }
    return _one(value, shape, place)


def _one(value: Any, shape: Shape, place: _Place) -> View | Leaf:  # noqa: ANN401
    if isinstance(value, Record) and not isinstance(value, Money):
        return place.lens.view(value)
    if shape.kind is Kind.REF:
        item = place.lens.index.named(value)
        if item is not None:
            return place.lens.view(item.record, item.path)
    return Leaf(value, (place.path,), shape, owner=place.owner)


def plan_context(index: PlanIndex) -> dict[str, Any]:
    """The names a template starts from: one per top-level key of the plan."""
    lens, plan = _Lens(index), index.plan
    context: dict[str, Any] = {}
    for name, shape in shapes(type(plan)).items():
        value = getattr(plan, shape.attribute)
        context[name] = MISSING if value is None else _wrap(value, shape, _Place(name, f"Plan.{name}", lens))
    return context


def view_of(index: PlanIndex, item: Item) -> View:
    """The view of an item."""
    return View(item.record, item.path, _Lens(index))
