"""What a faulty plan may still hold though it could not be read, so that nobody misses it falsely.

A reference to a record that a fault made unreadable is not broken; a field on a line that was set
aside is not missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plangen.plan.model import Record, is_id, record_types, shapes
from plangen.plan.nodes import Mapping, Node, Scalar, Sequence
from plangen.plan.places import Place
from plangen.spans import Span

_FAR = 1000
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Lost:
    """What may exist unread: ids (`words`), record kinds, or `everything` once a whole file is.

    `spans` are the stretches of text set aside, `faulty` the places of all faults of reading.
    """

    spans: tuple[Span, ...] = ()
    faulty: tuple[Span, ...] = ()
    words: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    everything: bool = False

    def may_hold(self, name: str, kinds: Iterable[str] = ()) -> bool:
        """Whether an item that is missed, `name` or a field `name` of it, may be among what was lost.

        Of one of `kinds`; of any, if none is given.
        """
        if self.everything or (self.kinds if not kinds else not self.kinds.isdisjoint(kinds)):
            return True
        dots = (
            [at for at, letter in enumerate(name) if letter == "."] if self.words and len(name) < _FAR else []
        )
        return name in self.words or any(name[:at] in self.words for at in dots)

    def has_text_of(self, node: Node) -> bool:
        """Whether lines were set aside inside a node, or right before or behind it."""
        return any(_meet(span, node) for span in self.spans)

    def touches(self, node: Node) -> bool:
        """Whether any fault of reading was found there."""
        return self.has_text_of(node) or any(_meet(span, node) for span in self.faulty)

    def spoils(self, node: Node) -> bool:
        """Whether a value is not the author's: a fault lies in a scalar, or cut the end off a list."""
        if isinstance(node, Scalar):
            return any(
                span.source is node.source and span.start < node.end and node.start < span.end
                for span in (*self.spans, *self.faulty)
            )
        return any(_cuts_off(span, node) for span in self.spans)


NOTHING_LOST = Lost()


def joined(parts: Iterable[Lost]) -> Lost:
    """All that several parts lost."""
    parts = tuple(parts)
    return Lost(
        tuple(span for part in parts for span in part.spans),
        tuple(span for part in parts for span in part.faulty),
        frozenset().union(*(part.words for part in parts)),
        frozenset().union(*(part.kinds for part in parts)),
        any(part.everything for part in parts),
    )


def _meet(span: Span, node: Node) -> bool:
    if span.source is not node.source:
        return False
    first, second = sorted(((span.start, span.end), (node.start, node.end)))
    return second[0] <= first[1] or _is_blank(span.source.text, first[1], second[0])


def _cuts_off(span: Span, node: Node) -> bool:
    if span.source is not node.source or not (node.start < span.start and node.end < span.end):
        return False
    return _is_blank(span.source.text, node.end, span.start)


def _is_blank(text: str, start: int, end: int) -> bool:
    """Whether nothing but space, dashes and brackets stands between two near places."""
    return end - start < _FAR and not text[start:end].strip(" -[{\r\n")


def lost_text(spans: Iterable[Span]) -> Lost:
    """What stretches of text may have held: all their words."""
    spans = tuple(spans)
    words = (
        word.rstrip(".-_")
        for span in spans
        for word in _WORD.findall(span.source.text[span.start : span.end])
    )
    return Lost(spans, words=frozenset(words))


def dropped(place: Place, lost: Lost) -> Lost:
    """What is lost with a part that is cut out of the tree: its ids, or their kinds where ids are missing.

    An id on a line that was set aside is among the words of `lost` already.
    """
    node, kinds = place.node, set[str]()
    if place.model is not None and isinstance(node, Mapping):
        kinds |= set() if _has_id(node) or lost.has_text_of(node) else _own_kind(place.model)
    elif place.shape is not None and place.shape.record is not None and not _is_whole(place):
        kinds |= {model.record_kind for model in record_types(place.shape.record) if model.record_kind}
    words = frozenset(_ids(node)) if node is not None else frozenset()
    return Lost(words=words, kinds=frozenset(kinds))


def _is_whole(place: Place) -> bool:
    """Whether a node has the form that the model wants there: what is lost of it then has ids."""
    many = place.shape is not None and place.shape.many == "list" and place.model is None
    return isinstance(place.node, Sequence if many else Mapping)


def _own_kind(model: type[Record]) -> set[str]:
    return {model.record_kind} if "id" in shapes(model) else set()


def _has_id(node: Mapping) -> bool:
    entry = node.entries.get("id")
    return bool(entry and isinstance(entry.value, Scalar) and is_id(entry.value.value or ""))


def _ids(node: Node) -> Iterator[str]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _ids(item)
    elif isinstance(node, Mapping):
        for name, entry in node.entries.items():
            if name == "id" and isinstance(entry.value, Scalar) and entry.value.value:
                yield entry.value.value
            yield from _ids(entry.value)
