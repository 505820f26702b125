"""What does not hold together in a readable plan: ids, keys, references, mentions, scores, currencies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from plangen.plan.faults import fault
from plangen.plan.index import BrokenRef, Clash, PlanIndex, Visit
from plangen.plan.lost import Lost
from plangen.plan.model import Kind
from plangen.plan.near import nearest_id
from plangen.plan.nodes import Node, Scalar
from plangen.plan.places import Place, Places
from plangen.plan.prose import Mention, ambiguous_ids, printable, resolve_mention, scan
from plangen.spans import Finding, Related, Span

LOWEST, HIGHEST = Decimal(1), Decimal(5)
"""The scale of scores."""

_CURRENCY = re.compile(r"[A-Z]{3}\Z")
_SUGGESTIONS = 50
_LONGEST = 200
"""Longer ids and mentions are nobody's; cut at each of their dots they would take for ever."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What prose is checked against; only the first broken mentions get a suggestion."""

    index: PlanIndex
    places: Places
    lost: Lost
    suggestions: Iterator[int]

    def near(self, mention: Mention) -> str:
        """The id that a broken mention may mean, or the empty text."""
        if next(self.suggestions, None) is None:
            return ""
        items = self.index.kinds.get("source", ()) if mention.kind == "cite" else self.index.items.values()
        return nearest_id(mention.target.partition(".")[0], (one.id for one in items))


def check_form(index: PlanIndex, places: Places, lost: Lost) -> Iterator[Finding]:
    """The faults of a plan whose fields are sound; `lost` is what may exist though it was not read."""
    asked = _Asked(index, places, lost, iter(range(_SUGGESTIONS)))
    for clash in index.duplicates:
        yield _duplicate(clash, places)
    for clash in index.repeated_keys:
        yield _repeated(clash, places)
    for broken in index.broken:
        if broken.found or not lost.may_hold(broken.value, broken.targets):
            yield _broken(broken, places)
    yield from _ambiguous(index, places)
    for visit in index.visits:
        if visit.shape.kind is Kind.PROSE:
            yield from _mentions(visit, asked)
        elif visit.shape.kind in (Kind.SCORE, Kind.TEXT):
            yield from _value(visit, places)


def _find(places: Places, path: str, value: object = None) -> Place:
    """The place of a path; where records share their keys, the one that holds `value`."""
    found = places.at(path)
    if len(found) > 1 and value is not None:
        for place in found:
            if isinstance(place.node, Scalar) and (place.node.value or "").strip() == str(value).strip():
                return place
    return found[0]


def _duplicate(clash: Clash, places: Places) -> Finding:
    first, second = places.of((*clash.first_at, "id")), places.of((*clash.second_at, "id"))
    other = first.node.value or "" if isinstance(first.node, Scalar) else ""
    related = (Related("first-here", first.span),)
    if other == clash.key:
        return fault("duplicate-id", second.span, second.path, clash.key, related, value=clash.key)
    span, path, key = second.span, second.path, clash.key
    return fault("ids-differ-by-case", span, path, key, related, value=key, other=other)


def _ambiguous(index: PlanIndex, places: Places) -> Iterator[Finding]:
    if any(len(one) > _LONGEST for one in index.items):
        return
    for one in ambiguous_ids(index):
        here, other = _find(places, f"{one.path}/id"), _find(places, index.items[one.other].path + "/id")
        related = (Related("other-id", other.span),)
        yield fault("ambiguous-id", here.span, one.path, one.id, related, value=one.id, other=one.other)


def _repeated(clash: Clash, places: Places) -> Finding:
    first, second = places.of(clash.first_at), places.of(clash.second_at)
    related = (Related("first-here", first.span),)
    return fault("repeated-key", second.span, clash.second, second.item, related, value=clash.key)


def _broken(broken: BrokenRef, places: Places) -> Finding:
    place = _find(places, broken.path, broken.value)
    span = place.span
    if place.key is not None and place.shape is not None and place.shape.many == "map":
        span = place.key.span
    path, item, value, kinds = broken.path, place.item, broken.value[:80], ", ".join(broken.targets)
    if broken.found:
        return fault("wrong-kind", span, path, item, value=value, found=broken.found, kinds=kinds)
    if not broken.targets:
        return fault("dead-path", span, path, item, value=value, near=broken.near)
    return fault("broken-reference", span, path, item, value=value, near=broken.near, kinds=kinds)


def _mentions(visit: Visit, asked: _Asked) -> Iterator[Finding]:
    text, index = str(visit.value), asked.index
    for mention in scan(text):
        target = resolve_mention(index, mention) if len(mention.target) <= _LONGEST else None
        if target is not None and (not target.field or printable(index, target.item, target.field)):
            continue
        kinds = ("source",) if mention.kind == "cite" else ()
        if target is None and asked.lost.may_hold(mention.target, kinds):
            continue
        place = _find(asked.places, visit.path, text)
        span, path, item = mention_span(place.node, text, mention) or place.span, visit.path, place.item
        if target is not None:
            field = target.field[:80]
            yield fault("unprintable-field", span, path, item, value=target.item.id, field=field)
        else:
            name = "broken-citation" if mention.kind == "cite" else "broken-mention"
            yield fault(name, span, path, item, value=mention.target[:80], near=asked.near(mention))


def mention_span(node: Node | None, text: str, mention: Mention) -> Span | None:
    """Where a mention of a prose value stands in the source, whatever the quotes and indentation."""
    if not isinstance(node, Scalar):
        return None
    written = text[mention.start : mention.end]
    at = node.start - 1
    for _ in range(text.count(written, 0, mention.start) + 1):
        at = node.source.text.find(written, at + 1, node.end)
        if at < 0:
            return None
    return Span(node.source, at, at + len(written))


def _value(visit: Visit, places: Places) -> Iterator[Finding]:
    value = visit.value
    if isinstance(value, Decimal):
        if not LOWEST <= value <= HIGHEST:
            place = _find(places, visit.path, value)
            yield fault("score-out-of-scale", place.span, visit.path, place.item, value=str(value))
        return
    text = str(value)
    if visit.shape.name == "currency" and not _CURRENCY.match(text):
        place = _find(places, visit.path, text)
        yield fault("bad-currency", place.span, visit.path, place.item, value=text[:80])
    if "[" in text:
        for mention in scan(text):
            place = _find(places, visit.path, text)
            span = mention_span(place.node, text, mention) or place.span
            written = text[mention.start : mention.end][:80]
            yield fault("mention-in-text", span, visit.path, place.item, value=written)
