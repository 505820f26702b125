"""What does not hold together in a readable plan: ids, keys, references, mentions, scores, currencies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from plangen.plan.edit import text_span
from plangen.plan.faults import fault
from plangen.plan.index import BrokenRef, Clash, PlanIndex, Visit
from plangen.plan.lost import Lost
from plangen.plan.model import Kind
from plangen.plan.near import nearest_id, sole_near_id
from plangen.plan.nodes import Scalar
from plangen.plan.places import Place, Places
from plangen.plan.prose import Mention, Mentioned, ambiguous_ids, printable, scan
from plangen.spans import Edit, Finding, Related, Span

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
        return nearest_id(mention.target.partition(".")[0], self._ids(mention))

    def is_sole(self, mention: Mention, near: str) -> bool:
        """Whether no other id is as near to a broken mention as `near`."""
        return sole_near_id(mention.target.partition(".")[0], self._ids(mention)) == near

    def _ids(self, mention: Mention) -> Iterator[str]:
        items = self.index.kinds.get("source", ()) if mention.kind == "cite" else self.index.items.values()
        return (one.id for one in items)


def check_form(
    index: PlanIndex, mentioned: Iterable[Mentioned], places: Places, lost: Lost
) -> Iterator[Finding]:
    """The faults of a plan whose fields are sound.

    `mentioned` are the mentions in its prose, `lost` is what may exist though it was not read.
    """
    asked = _Asked(index, places, lost, iter(range(_SUGGESTIONS)))
    for clash in index.duplicates:
        yield _duplicate(clash, places)
    for clash in index.repeated_keys:
        yield _repeated(clash, places)
    for broken in index.broken:
        if broken.found or not lost.may_hold(broken.value, broken.targets):
            yield _broken(broken, places)
    yield from _ambiguous(index, places)
    for one in mentioned:
        yield from _mention(one, asked)
    for visit in (*index.of_kind(Kind.SCORE), *index.of_kind(Kind.TEXT)):
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
    finding = fault("broken-reference", span, path, item, value=value, near=broken.near, kinds=kinds)
    return replace(finding, fix=_other_id(span, broken.value, broken.near)) if broken.sole else finding


def _other_id(span: Span, wrong: str, right: str) -> tuple[Edit, ...]:
    """The edit that puts one id in the place of another within a span, whatever stands around it."""
    at = span.source.text.find(wrong, span.start, span.end)
    return (Edit(Span(span.source, at, at + len(wrong)), right),) if at >= 0 else ()


def _mention(one: Mentioned, asked: _Asked) -> Iterator[Finding]:
    index, mention, target, path = asked.index, one.mention, one.target, one.visit.path
    if target is not None and (not target.field or printable(index, target.item, target.field)):
        return
    kinds = ("source",) if mention.kind == "cite" else ()
    if target is None and asked.lost.may_hold(mention.target, kinds):
        return
    text = str(one.visit.value)
    place = _find(asked.places, path, text)
    span = text_span(place.node, text, mention.start, mention.end) or place.span
    if target is not None:
        field = target.field[:80]
        yield fault("unprintable-field", span, path, place.item, value=target.item.id, field=field)
        return
    name = "broken-citation" if mention.kind == "cite" else "broken-mention"
    near = asked.near(mention)
    finding = fault(name, span, path, place.item, value=mention.target[:80], near=near)
    if near and asked.is_sole(mention, near):
        finding = replace(finding, fix=_other_id(span, mention.target.partition(".")[0], near))
    yield finding


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
            span = text_span(place.node, text, mention.start, mention.end) or place.span
            written = text[mention.start : mention.end][:80]
            yield fault("mention-in-text", span, visit.path, place.item, value=written)
