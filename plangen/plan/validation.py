"""Node tree → `Plan`, or everything in which the tree is none, each with its place.

The model validates once. If it refuses, what it refused is cut out of the tree and the rest is
validated again, for checking only: references and duplicates are then reported in the same run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from plangen.plan.faults import FAULTS, MAX_FINDINGS, capped, fault
from plangen.plan.inserts import file_of
from plangen.plan.lost import NOTHING_LOST, Lost, dropped, joined
from plangen.plan.model import COMPUTED, Plan, shapes
from plangen.plan.near import nearest
from plangen.plan.nodes import Entry, Mapping, Node, Scalar, Sequence, to_plain
from plangen.plan.places import KEY, Location, Place, Places
from plangen.spans import Finding, Span

FAULT_OF_ERROR = {
    "missing": "missing-key",
    "extra_forbidden": "unknown-key",
    "literal_error": "unknown-choice",
    "tuple_type": "expected-list",
    "dict_type": "expected-mapping",
    "model_type": "expected-mapping",
    "string_type": "expected-text",
}
"""Fault of each of pydantic's own errors; the readers of the model name their faults themselves."""

_ROUNDS = 6
"""A cut may uncover another (no id left, so no record), a few levels up."""

_SUGGESTIONS = 50
_KEY_WITHOUT_SPACE = re.compile(r"([A-Za-z_][\w-]*):\S")


@dataclass(frozen=True, slots=True)
class Validated:
    """The plan of a sound tree; of any other, the sound rest of both, what was cut off, and the faults."""

    plan: Plan | None
    findings: tuple[Finding, ...] = ()
    rest: Plan | None = None
    root: Mapping | None = None
    lost: Lost = NOTHING_LOST


def validate(root: Mapping, lost: Lost) -> Validated:
    """Validate a tree; `lost` is what could not be read of its sources."""
    plan, errors = _attempt(root)
    if plan is not None:
        return Validated(plan)
    places = Places(root)
    found = (_finding(error, places, lost, number) for number, error in enumerate(errors[: MAX_FINDINGS + 1]))
    findings = capped(one for one in found if one is not None)
    for _ in range(_ROUNDS):
        cuts = {_cut(error, places) for error in errors[: MAX_FINDINGS + 1]}
        if () in cuts or len(errors) > MAX_FINDINGS:
            break
        lost = joined((lost, *(dropped(places.of(cut), lost) for cut in cuts)))
        root = _without(root, cuts)
        plan, errors = _attempt(root)
        if plan is not None:
            return Validated(None, findings, plan, root, lost)
        places = Places(root)
    return Validated(None, findings, lost=lost)


def _attempt(root: Mapping) -> tuple[Plan | None, list[Any]]:
    try:
        return Plan.model_validate(to_plain(root)), []
    except ValidationError as error:
        return None, error.errors(include_url=False, include_input=False)


def _finding(error: Any, places: Places, lost: Lost, number: int) -> Finding | None:  # noqa: ANN401
    """The finding of one of pydantic's errors; None where it is but a consequence of something lost."""
    location: Location = error["loc"]
    place = places.of(location)
    name = _fault_name(error["type"], place)
    node = place.node
    if name in ("missing-key", "point-without-period"):
        node = places.of(location[:-1]).node if name == "missing-key" else node
    if name in _MISSED and node is not None and lost.touches(node):
        return None
    if name not in _KEYS and place.node is not None and lost.spoils(place.node):
        return None
    row = FAULTS[name]
    params: dict[str, Any] = {key: _param(key, place, location, number) for key in row.params}
    return fault(name, _span(name, place), place.path, place.item, **params)


def _span(name: str, place: Place) -> Span:
    if name in _KEYS and place.key is not None:
        return place.key.span
    return place.node.span if name == "unquoted-brackets" and place.node is not None else place.span


_KEYS = frozenset({"unknown-key", "computed-key"})
_MISSED = frozenset({"missing-key", "point-without-period", "empty-item"})


def _fault_name(error: str, place: Place) -> str:
    node = place.node
    if error == "extra_forbidden":
        kind = place.owner.record_kind if place.owner else ""
        return "computed-key" if place.path.rpartition("/")[2] in COMPUTED.get(kind, ()) else "unknown-key"
    if isinstance(node, Scalar) and node.value is None and place.key is None and error != "missing":
        return "empty-item"
    if file_of(node) is not None:
        return "file-not-allowed"
    if isinstance(node, Sequence) and node.source.text.startswith(("[[", "[@"), node.start):
        return "unquoted-brackets"
    name = FAULT_OF_ERROR.get(error, error)
    if name in ("expected-mapping", "expected-list") and isinstance(node, Scalar):
        return "missing-space-after-colon" if _KEY_WITHOUT_SPACE.match(node.value or "") else name
    if name == "unknown-choice" and not isinstance(node, Scalar):
        return "expected-text"
    return name if name in FAULTS else "expected-text"


def _param(key: str, place: Place, location: Location, number: int) -> str:
    if key == "value":
        return _shown(place, location)
    known: Iterable[str] = ()
    if place.shape is not None:
        known = place.shape.choices
    elif place.owner is not None:
        known = shapes(place.owner)
    if key == "near":
        return nearest(_shown(place, location), known) if number < _SUGGESTIONS else ""
    return ", ".join(known)


def _shown(place: Place, location: Location) -> str:
    """The value at fault as the author wrote it, or the key where that is at fault."""
    node, last = place.node, str(location[-1]) if location else ""
    path = file_of(node)
    if node is None or place.shape is None:
        return last[:80]
    if path is not None:
        return (path.value or "")[:80]
    if isinstance(node, Scalar):
        joined = _KEY_WITHOUT_SPACE.match(node.value or "")
        text = joined[1] if joined and place.model else node.value or ""
        return text.partition("\n")[0][:80]
    return node.source.text[node.start : node.end].partition("\n")[0].strip()[:80]


def _cut(error: Any, places: Places) -> Location:  # noqa: ANN401
    """The smallest part to cut so that an error goes: a value, an entry, or the record that lacks a key."""
    location: Location = error["loc"]
    if error["type"] == "missing":
        location = location[:-1]
    while location and (location[-1] == KEY or places.of(location).node is places.of(location[:-1]).node):
        location = location[:-1]
    return location


def _without(root: Mapping, cuts: Iterable[Location]) -> Mapping:
    trie: dict[str | int, Any] = {}
    for cut in cuts:
        branch = trie
        for step in cut:
            branch = branch.setdefault(step, {})
        branch[KEY] = {}  # marks the end of a cut; no step of one is called so
    pruned = _prune(root, trie)
    return pruned if isinstance(pruned, Mapping) else root


def _prune(node: Node, trie: dict[str | int, Any]) -> Node | None:
    if KEY in trie:
        return None
    if isinstance(node, Mapping):
        entries = {}
        for name, entry in node.entries.items():
            value = _prune(entry.value, trie[name]) if name in trie else entry.value
            if value is not None:
                entries[name] = Entry(entry.key, value)
        return Mapping(node.source, node.start, node.end, entries)
    if isinstance(node, Sequence):
        kept = (_prune(item, trie[at]) if at in trie else item for at, item in enumerate(node.items))
        return Sequence(node.source, node.start, node.end, tuple(item for item in kept if item is not None))
    return node
