"""What prose refers to: `[[…]]` prints a value or a name, `[@…]` cites a source.

No Markdown parser: the text is read as CommonMark reads code spans, and no further.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from plangen.plan.index import Item, PlanIndex, Visit
from plangen.plan.model import COMPUTED, YEARLY, Gap, Indicator, Kind, Measure, Money, Record, Shape, shapes

_MENTION = re.compile(r"\[\[([^\[\]\n`]*)\]\]|\[@([^\[\]\n`,]*)(?:,([^\[\]\n`]*))?\]")
_TICKS = re.compile(r"`+")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_YEAR = re.compile(r"[0-9]{4}\Z")
_LONGEST = 200
"""A longer mention is nobody's; cut at each of its dots it would take for ever."""

_NAMES = ("name", "title", "label", "text", "position")
_NAME_WORDS = 8


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference in prose, characters `start` to `end` (excluded) of it.

    `text` is what stands between the brackets. `target` and `field` of a value are split only by
    `resolve_mention`, which knows the ids: until then `target` is all of it. `locator` is what follows
    the comma of a citation (`p. 12`).
    """

    kind: Literal["value", "cite"]
    text: str
    start: int
    end: int
    target: str
    field: str = ""
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """The item that a mention means, and the field of it to print; without one, its name or value."""

    item: Item
    field: str = ""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A mention in a prose value of a plan, and what it means: None where no such item exists."""

    visit: Visit
    mention: Mention
    target: Target | None


@dataclass(frozen=True, slots=True)
class AmbiguousId:
    """An id that reads as a field of another: `EST-1.name` beside `EST-1`."""

    id: str
    path: str
    other: str
    field: str


def scan(text: str) -> tuple[Mention, ...]:
    """The mentions of a prose text outside its code spans, in order; `\\[[` and `\\[@` are none."""
    if "[[" not in text and "[@" not in text:
        return ()
    code = code_spans(text)
    starts = [start for start, _ in code]
    found = []
    for match in _MENTION.finditer(text):
        before = bisect_right(starts, match.start()) - 1
        inside = before >= 0 and match.start() < code[before][1]
        if not inside and not _is_escaped(text, match.start()):
            found.append(_mention(match))
    return tuple(found)


def _mention(match: re.Match[str]) -> Mention:
    value, cited, locator = match.groups()
    start, end = match.span()
    if value is not None:
        return Mention("value", value, start, end, value.strip())
    return Mention("cite", match[0][2:-1], start, end, cited.strip(), locator=(locator or "").strip())


def _is_escaped(text: str, at: int) -> bool:
    slashes = 0
    while at > slashes and text[at - slashes - 1] == "\\":
        slashes += 1
    return slashes % 2 == 1


def code_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every code span, backticks included (CommonMark 0.31, section 6.1).

    A span ends at the next run of as many backticks in its paragraph; without one, the backticks mean
    themselves.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for end in (*(match.start() for match in _BLANK_LINE.finditer(text)), len(text)):
        spans.extend(_code_spans_between(text, start, end))
        start = end
    return tuple(spans)


def _code_spans_between(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    runs = [match.span() for match in _TICKS.finditer(text, start, end)]
    by_length: dict[int, list[int]] = {}
    for run in runs:
        by_length.setdefault(run[1] - run[0], []).append(run[0])
    at = start
    for opens, closes in runs:
        if opens < at:
            continue
        opens += _is_escaped(text, opens)
        same = by_length.get(closes - opens, [])
        following = bisect_right(same, opens)
        if opens < closes and following < len(same):
            at = same[following] + closes - opens
            yield opens, at


def resolve_mention(index: PlanIndex, mention: Mention) -> Target | None:
    """The item, and field if any, that a mention means; None where no such item exists.

    The text is tried whole as an id, then cut at each dot from the last to the first, so the longest id
    wins and the rest is the field: `IND-3.target.2027` is the field `target.2027` of `IND-3`. Whether
    the item has that field says `printable`. A citation has no field and means a source only.
    """
    item = index.named(mention.target)
    if mention.kind == "cite":
        return Target(item) if item is not None and item.kind == "source" else None
    if item is not None:
        return Target(item)
    at = mention.target.rfind(".")
    while at > 0:
        item = index.named(mention.target[:at])
        if item is not None:
            return Target(item, mention.target[at + 1 :])
        at = mention.target.rfind(".", 0, at)
    return None


def scan_plan(index: PlanIndex) -> tuple[Mentioned, ...]:
    """Every mention in the prose of a plan, in its order."""
    found = []
    for visit in index.of_kind(Kind.PROSE):
        for mention in scan(str(visit.value)):
            target = resolve_mention(index, mention) if len(mention.target) <= _LONGEST else None
            found.append(Mentioned(visit, mention, target))
    return tuple(found)


def printable(index: PlanIndex, item: Item, field: str) -> bool:
    """Whether `[[item.field]]` may be printed: a field with one value, or a computed one.

    Money and figures are values; other records, lists and maps are not. `target` of an indicator takes
    the years of its targets, amounts of the plan any year. The value itself may be absent.
    """
    name, dot, year = field.partition(".")
    if not dot:
        shape = shapes(type(item.record)).get(name)
        return name in COMPUTED.get(item.kind, ()) or (shape is not None and _is_value(shape))
    if name not in YEARLY.get(item.kind, ()) or not _YEAR.match(year):
        return False
    return not isinstance(item.record, Indicator) or int(year) in item.record.targets


def _is_value(shape: Shape) -> bool:
    if shape.many:
        return False
    return shape.kind is not Kind.RECORD or (
        shape.record is not None and issubclass(shape.record, Money | Measure)
    )


def name_of(index: PlanIndex, record: Record) -> str:
    """What a record is called: name, else title, label, the first words of its text, its position.

    A gap is called as its dimension; a record that has none of these, by its id, which may be empty.
    """
    if isinstance(record, Gap):
        dimension = index.items.get(record.dimension or "")
        known = dimension is not None and dimension.kind == "dimension"
        return name_of(index, dimension.record) if dimension and known else record.id
    for field in _NAMES:
        value = getattr(record, field, None)
        if isinstance(value, str) and value.strip():
            return value if field != "text" else _first_words(value)
    return str(getattr(record, "id", None) or "")


def _first_words(text: str) -> str:
    words = text.split()
    return " ".join(words[:_NAME_WORDS]) + ("…" if len(words) > _NAME_WORDS else "")


def ambiguous_ids(index: PlanIndex) -> tuple[AmbiguousId, ...]:
    """Ids equal to another id, a dot and a printable field of it, in the order of the plan."""
    found = []
    for item in index.items.values():
        at = item.id.find(".")
        while at > 0:
            other, field = index.named(item.id[:at]), item.id[at + 1 :]
            if other is not None and printable(index, other, field):
                found.append(AmbiguousId(item.id, item.path, other.id, field))
            at = item.id.find(".", at + 1)
    return tuple(found)
