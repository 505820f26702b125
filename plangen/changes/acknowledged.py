"""Changes that the new version agrees to, and notes of agreement that match no change.

An acknowledgement holds for one kind of change, at one path, from one value to one other, as they are typed
in the plan. Spaces, thousands commas and the spelling of yes and no do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from unicodedata import normalize

from plangen.changes.change import Added, Change, Modified, Moved, Removed, Renamed
from plangen.plan.index import PlanIndex
from plangen.plan.keys import KEYS, key_of
from plangen.plan.model import Acknowledgement, Measure, Money, Record
from plangen.plan.paths import PlanPath, parse_path

_GROUPED = re.compile(r"(?<![\w.,])-?\d{1,3}(?:,\d{3})+(?![\d,])")
_FLAGS = MappingProxyType(
    {
        **dict.fromkeys(("true", "sí", "si", "yes"), "sí"),
        **dict.fromkeys(("false", "no"), "no"),
    }
)
_NO_IDS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Step:
    """The versions of the plan, by its own word, that a comparison leads from and to."""

    before: str | None
    after: str | None

    def admits(self, note: Acknowledgement) -> bool:
        """Whether a note may speak of this step: the versions that it gives are those of the two sides."""
        return note.from_version in (None, self.before) and note.to_version in (None, self.after)

    def is_named(self, note: Acknowledgement) -> bool:
        """Whether a note names this very step."""
        return (note.from_version, note.to_version) == (self.before, self.after)


def step_between(old: PlanIndex, new: PlanIndex) -> Step:
    """The step from one version to the other."""
    return Step(*(index.plan.plan.version if index.plan.plan else None for index in (old, new)))


def acknowledgement_of(
    change: Change,
    code: str,
    acknowledgements: Sequence[Acknowledgement],
    old_ids: Mapping[str, str] = _NO_IDS,
) -> Acknowledgement | None:
    """The first acknowledgement that holds for a change of that code: same path, same values.

    They are those whose versions are the ones compared (`Step.admits`). `old_ids` are the old ids of renamed
    items by their new ones: paths and references may be given as either version writes them.
    """
    wanted = [one for one in acknowledgements if one.code.strip().upper() == code]
    if not wanted:
        return None
    paths = set(_paths(change, old_ids))
    before, after = ({_normal(text) for text in texts} for texts in _sides(change, old_ids))
    return next(
        (
            one
            for one in wanted
            if str(parse_path(one.path)) in paths
            and _normal(one.before or "") in before
            and _normal(one.after or "") in after
        ),
        None,
    )


def stale(
    acknowledgements: Iterable[Acknowledgement], held: Iterable[Acknowledgement], step: Step
) -> tuple[Acknowledgement, ...]:
    """The acknowledgements given for this very step that hold for no change; `held` are those that do."""
    kept = {id(one) for one in held}
    return tuple(one for one in acknowledgements if step.is_named(one) and id(one) not in kept)


def typed_text(value: object) -> str:
    """A value as its author types it, in one text; absent is empty.

    Money is `12000` or `12000 USD`, a figure its fact, or its value and unit; lists are joined by `, `; a
    record is its key.
    """
    match value:
        case None:
            return ""
        case bool():
            return "sí" if value else "no"
        case Decimal():
            return f"{value:f}"
        case Money():
            return " ".join(filter(None, (typed_text(value.amount), value.currency)))
        case Measure():
            return value.fact or " ".join(filter(None, _measure(value)))
        case Record():
            return key_of(value) if type(value) in KEYS else ""
        case tuple():
            return ", ".join(map(typed_text, value))
    return str(value)


def _measure(measure: Measure) -> Iterator[str | None]:
    yield from (typed_text(measure.value), measure.unit)
    rest = [typed_text(one) for one in (measure.year, measure.source) if one is not None]
    yield f"({', '.join(rest)})" if rest else None


def _normal(text: str) -> str:
    """What of a text counts when it is compared."""
    text = " ".join(normalize("NFC", text).split())
    text = _GROUPED.sub(lambda number: number[0].replace(",", ""), text)
    return _FLAGS.get(text.lower(), text)


def _paths(change: Change, old_ids: Mapping[str, str]) -> Iterator[str]:
    yield change.path
    yield _with_old_ids(change.path, old_ids)
    if isinstance(change, Renamed):
        yield change.old_path


def _with_old_ids(path: str, old_ids: Mapping[str, str]) -> str:
    keys = parse_path(path).keys
    return str(PlanPath(tuple("+".join(old_ids.get(part, part) for part in key.split("+")) for key in keys)))


def _sides(change: Change, old_ids: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What an acknowledgement may say of a change: the texts that stand for before, and for after."""
    match change:
        case Added(value=value):
            return ("",), _record_texts(value)
        case Removed(value=value):
            return (*_record_texts(value), typed_text(_with_ids(value, old_ids))), ("",)
        case Modified(before=before, after=after):
            return (typed_text(before), typed_text(_with_ids(before, old_ids))), (typed_text(after),)
        case Moved(before=before, after=after):
            return (before, _with_old_ids(before, old_ids)), (after,)
        case Renamed(before=before, after=after):
            return (_key_text(before),), (_key_text(after),)


def _record_texts(value: object) -> tuple[str, ...]:
    """A value as typed; a record by its key or by its name."""
    name = next((getattr(value, one, None) for one in ("name", "title", "label")), None)
    return (
        (typed_text(value), name)
        if isinstance(value, Record) and isinstance(name, str)
        else (typed_text(value),)
    )


def _with_ids(value: object, ids: Mapping[str, str]) -> object:
    """A reference, or a list of them, by the ids of the old version."""
    if isinstance(value, tuple):
        return tuple(_with_ids(one, ids) for one in value)
    return ids.get(value, value) if isinstance(value, str) else value


def _key_text(fields: tuple[tuple[str, object], ...]) -> str:
    return "+".join(typed_text(value) for _, value in fields)
