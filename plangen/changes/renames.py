"""Records whose key changed while the rest stayed: renamed ids, whose references follow, and other keys.

Nothing is guessed: a rename is told only where one record alone fits one record alone, everything else in
them is equal, no text of the new version still means the old id, and going back gives the old version.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import TypeAlias, TypeVar

from plangen.changes.change import Renamed, above
from plangen.changes.leaves import same
from plangen.plan.index import Item, PlanIndex, index_plan
from plangen.plan.keys import KEYS, key_of
from plangen.plan.model import Kind, Meta, Plan, Record, Shape, shapes
from plangen.plan.paths import PlanPath, join_path, parse_path
from plangen.plan.prose import resolve_mention, scan

_ROUNDS = 5
_MASK = "?"
_AnyRecord = TypeVar("_AnyRecord", bound=Record)
_Signature: TypeAlias = tuple[object, ...]


def find_renames(old: PlanIndex, new: PlanIndex) -> tuple[Renamed, ...]:
    """The ids that are others in `new` while their records stayed, in the order of the new plan."""
    gone = {item.id: item for item in old.items.values() if item.id not in new.items and _listed(item)}
    come = {item.id: item for item in new.items.values() if item.id not in old.items and _listed(item)}
    if not gone or not come:
        return ()
    meant = _meant(new)
    alike = _alike(_Masked(old, gone), _Masked(new, come))
    pairs = {before: after for before, after in alike.items() if before not in meant}
    for _ in range(_ROUNDS):
        if not pairs:
            return ()
        renamed = index_plan(rename_ids(old, pairs))
        kept = {one: other for one, other in pairs.items() if _fits(renamed, new, other)}
        if len(kept) == len(pairs):
            break
        pairs = kept
    if not pairs or not same(rename_ids(renamed, {v: k for k, v in pairs.items()}), old.plan):
        return ()
    order = {item.id: at for at, item in enumerate(new.items.values())}
    return tuple(
        Renamed(new.items[after].path, old.items[before].path, (("id", before),), (("id", after),))
        for before, after in sorted(pairs.items(), key=lambda pair: order[pair[1]])
    )


def new_ids(renames: Iterable[Renamed]) -> dict[str, str]:
    """The new id by the old one, of the renames that are of ids."""
    return {str(one.before[0][1]): str(one.after[0][1]) for one in renames if one.by_id}


def _meant(index: PlanIndex) -> frozenset[str]:
    """What references and mentions that lead nowhere were meant to be, whole and cut at their dots."""
    lost = [broken.value for broken in index.broken]
    for visit in index.of_kind(Kind.PROSE):
        mentions = (one for one in scan(str(visit.value)) if resolve_mention(index, one) is None)
        lost += (part for one in mentions for part in accumulate(one.target.split("."), _dotted))
    return frozenset(lost)


def _dotted(start: str, rest: str) -> str:
    return f"{start}.{rest}"


def _listed(item: Item) -> bool:
    """Whether an item is known in its list by its id alone."""
    return KEYS.get(type(item.record)) == ("id",)


def _fits(renamed: PlanIndex, new: PlanIndex, item_id: str) -> bool:
    mine, theirs = renamed.items.get(item_id), new.items[item_id]
    return mine is not None and mine.path == theirs.path and same(mine.record, theirs.record)


def _alike(gone: _Masked, come: _Masked) -> dict[str, str]:
    """Ids of records that read alike but for ids which only one version knows, each the only one."""
    theirs = come.by_signature()
    return {
        ids[0]: theirs[signature][0]
        for signature, ids in gone.by_signature().items()
        if len(ids) == 1 and len(theirs.get(signature, ())) == 1
    }


class _Masked:
    """The records that only one version knows, with every id of that sort masked."""

    def __init__(self, index: PlanIndex, items: Mapping[str, Item]) -> None:
        self._index, self._items = index, items

    def by_signature(self) -> Mapping[_Signature, list[str]]:
        """Ids by what their records say; records that say nothing are left out."""
        found: dict[_Signature, list[str]] = defaultdict(list)
        for item in self._items.values():
            says = self._record(item.record)
            if len(says) > 1:
                place = (item.kind, *map(self._key, parse_path(above(item.path)).keys))
                found[(place, says)].append(item.id)
        return found

    def _record(self, record: Record) -> _Signature:
        said: list[object] = []
        for shape in shapes(type(record)).values():
            value = record.__dict__[shape.attribute]
            if value is not None and value not in ((), {}):
                said.append((shape.name, self._value(shape, value)))
        return tuple(said)

    def _value(self, shape: Shape, value: object) -> object:
        if isinstance(value, tuple):
            return tuple(self._value(shape, one) for one in value)
        if isinstance(value, dict):
            return tuple((self._key(str(key)), str(one)) for key, one in value.items())
        if isinstance(value, Record):
            return self._record(value)
        if shape.kind is Kind.PROSE:
            return _with_mentions(self._index, str(value), dict.fromkeys(self._items, _MASK))
        return self._key(str(value)) if shape.kind in (Kind.ID, Kind.REF) else str(value)

    def _key(self, key: str) -> str:
        return "/".join(
            "+".join(_MASK if i in self._items else i for i in k.split("+")) for k in key.split("/")
        )


def rename_ids(index: PlanIndex, names: Mapping[str, str]) -> Plan:
    """The plan with ids renamed, everywhere they stand: in records, references, keys of maps and prose."""
    return _Renaming(index, names).record(index.plan)


class _Renaming:
    """One pass that renames."""

    def __init__(self, index: PlanIndex, names: Mapping[str, str]) -> None:
        self._index, self._names = index, names

    def record(self, record: _AnyRecord) -> _AnyRecord:
        """A record with its ids and references renamed; itself where none is."""
        values = record.__dict__
        found = {}
        for shape in shapes(type(record)).values():
            value = values[shape.attribute]
            new = self._many(shape, value) if value else value
            if new is not value:
                found[shape.attribute] = new
        return record.model_copy(update=found) if found else record

    def _many(self, shape: Shape, value: object) -> object:
        if isinstance(value, tuple):
            items = tuple(self._one(shape, one) for one in value)
            return items if any(new is not one for new, one in zip(items, value, strict=True)) else value
        if isinstance(value, dict) and shape.keys is not None and shape.keys.kind is Kind.REF:
            named = {self._names.get(key, key): one for key, one in value.items()}
            return named if named.keys() != value.keys() else value
        return self._one(shape, value)

    def _one(self, shape: Shape, value: object) -> object:
        if isinstance(value, Record):
            return self.record(value)
        if not isinstance(value, str):
            return value
        if shape.kind is Kind.PROSE:
            return _with_mentions(self._index, value, self._names)
        if shape.kind in (Kind.ID, Kind.REF):
            return self._reference(shape.meta, value)
        return value

    def _reference(self, meta: Meta, value: str) -> str:
        if not meta.path or value in self._names:
            return self._names.get(value, value)
        keys = parse_path(value).keys
        named = tuple("+".join(self._names.get(part, part) for part in key.split("+")) for key in keys)
        return str(PlanPath(named)) if named != keys else value


def _with_mentions(index: PlanIndex, text: str, names: Mapping[str, str]) -> str:
    """A prose with the ids in its mentions renamed."""
    if not any(name in text for name in names):
        return text
    for mention in reversed(scan(text)):
        target = resolve_mention(index, mention)
        if target is None or target.item.id not in names:
            continue
        at = text.index(mention.target, mention.start)
        text = text[:at] + names[target.item.id] + text[at + len(target.item.id) :]
    return text


def rekeyed(
    path: str, before: Sequence[Record], after: Sequence[Record]
) -> Mapping[int, tuple[Renamed, Record]]:
    """Records without id whose key is another in `after` while the rest is equal, with their new shape.

    By the identity of the old record. Only where the rest says something and fits one record alone.
    """
    old, new = {key_of(one): one for one in before}, {key_of(one): one for one in after}
    gone = _by_rest(record for key, record in old.items() if key not in new)
    come = _by_rest(record for key, record in new.items() if key not in old)
    found = {}
    for rest, records in gone.items():
        others = come.get(rest, ())
        if len(records) == len(others) == 1 and same(_at_key(records[0], others[0]), others[0]):
            one = _rekeying(path, records[0], others[0])
            found[id(records[0])] = (one, others[0])
    return found


def _by_rest(records: Iterable[Record]) -> Mapping[str, list[Record]]:
    found: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        kept = {name: value for name, value in record.__dict__.items() if name not in _key_fields(record)}
        if any(value not in (None, (), {}) for value in kept.values()):
            found[repr(kept)].append(record)
    return found


def _key_fields(record: Record) -> tuple[str, ...]:
    model = type(record)
    return tuple(shapes(model)[name].attribute for name in KEYS[model])


def _at_key(record: Record, other: Record) -> Record:
    return record.model_copy(update={name: getattr(other, name) for name in _key_fields(other)})


def _rekeying(path: str, old: Record, new: Record) -> Renamed:
    fields = [name for name in _key_fields(new) if not same(getattr(old, name), getattr(new, name))]
    return Renamed(
        join_path(path, key_of(new)),
        join_path(path, key_of(old)),
        tuple((name, getattr(old, name)) for name in fields),
        tuple((name, getattr(new, name)) for name in fields),
    )
