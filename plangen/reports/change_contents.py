"""What a change says: its two values as printed, how far apart they are, its pieces or cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plangen.changes.change import FIRST, Added, Change, Modified, Moved, Removed, Renamed
from plangen.changes.leaves import is_leaf
from plangen.changes.words import Piece
from plangen.plan.keys import KEYS
from plangen.plan.model import Kind, Money, Record, Shape, shapes
from plangen.plan.paths import join_path, parse_path
from plangen.reports.change_deltas import delta_of, gained_and_lost
from plangen.reports.change_paths import Step, steps_of
from plangen.reports.change_pieces import item_pieces, paired_items, pieces_of
from plangen.reports.change_titles import Titles
from plangen.reports.change_values import Values
from plangen.reports.change_view import Cell, Form

_SHORT = 60
"""Lines up to so many characters are told whole, before and after, rather than word by word."""


@dataclass(frozen=True, slots=True)
class Content:
    """The part of a `ChangeView` that its values give; `below` is the title of a field that says it all."""

    form: Form = "value"
    before: str = ""
    after: str = ""
    delta: str = ""
    pieces: tuple[Piece, ...] = ()
    cells: tuple[Cell, ...] = ()
    below: str = ""


def content_of(change: Change, steps: Sequence[Step], titles: Titles) -> Content:
    """What a change says, in words."""
    match change:
        case Moved():
            return _moved(change, titles)
        case Renamed():
            return _renamed(change, steps[-1], titles)
        case Modified():
            return _Sides(steps, titles).content(change.before, change.after)
        case Added():
            return _Sides(steps, titles).content(None, change.value)
        case Removed():
            return _Sides(steps, titles).content(change.value, None)


def _moved(change: Moved, titles: Titles) -> Content:
    folder = parse_path(change.path).parent
    said = []
    for key in (change.before, change.after):
        if key == FIRST:
            said.append(titles.new.words.text("diff.moved-first"))
            continue
        path = join_path(str(folder), key)
        said.append(titles.new.words.say("diff.moved-after", name=titles.record(steps_of(path))))
    return Content("move", said[0], said[1])


def _renamed(change: Renamed, step: Step, titles: Titles) -> Content:
    if change.by_id or step.below is None:
        return Content("name", str(change.before[0][1]), str(change.after[0][1]))
    fields = {shape.attribute: shape for shape in shapes(step.below).values()}
    sides = []
    for values, pairs in ((titles.old, change.before), (titles.new, change.after)):
        said = (values.value(fields[name], step.below, value) for name, value in pairs)
        sides.append(", ".join(text for text in said if text) or values.words.text("diff.none"))
    return Content("name", sides[0], sides[1])


def _says_a_number(record: Record, known: frozenset[str]) -> bool:
    """Whether what a record says beside `known` is money, a number or a date rather than words."""
    fields = (shape for shape in shapes(type(record)).values() if shape.name not in known)
    values = (getattr(record, shape.attribute) for shape in fields)
    return not any(isinstance(value, str | tuple) and value for value in values)


def _sides(said: str, came: bool) -> tuple[str, str]:
    return ("", said) if came else (said, "")


@dataclass(frozen=True)
class _Sides:
    """The two values of one place, either of them None."""

    steps: Sequence[Step]
    titles: Titles

    @property
    def _shape(self) -> Shape:
        return self.steps[-1].shape

    def content(self, before: object, after: object) -> Content:
        """The form that reads best, and both sides in it."""
        value = after if before is None else before
        if isinstance(value, Record) and not is_leaf(self._shape):
            return self._record(value, before is None)
        if isinstance(value, tuple):
            return self._listed(*(side if isinstance(side, tuple) else () for side in (before, after)))
        old, new = self._printed(self.titles.old, before), self._printed(self.titles.new, after)
        if self._is_text(before, after):
            same = before is not None and after is not None and old.split() == new.split()
            delta = self.titles.new.words.text("diff.same-words") if same else ""
            return Content("text", old, new, delta, pieces_of(old, new))
        if before is None or after is None:
            return Content("value", old, new)
        if old == new:
            old, new = self._apart(before, old), self._apart(after, new)
        unit = self._unit(self.titles.new)
        same_unit = unit == self._unit(self.titles.old)
        delta = delta_of(self.titles.new, self._shape, before, after, unit) if same_unit else ""
        return Content("value", old, new, delta)

    def _record(self, record: Record, came: bool) -> Content:
        """A record by its cells; one that says a single value beside its key, by that value."""
        values = self.titles.new if came else self.titles.old
        known = self._known(record)
        cells = tuple(values.cells(record, known))
        if len(cells) != 1 or self.steps[-1].is_item or not _says_a_number(record, known):
            return Content("record", cells=tuple(Cell(one, *_sides(said, came)) for one, said in cells))
        before, after = _sides(cells[0][1], came)
        return Content("value", before, after, below=cells[0][0])

    def _is_text(self, *sides: object) -> bool:
        texts = [side for side in sides if isinstance(side, str)]
        if self._shape.kind is Kind.PROSE:
            return True
        line = self._shape.kind in (Kind.TEXT, Kind.FLAG_OR_NOTE)
        return line and len(texts) == len(sides) and any(len(text) > _SHORT for text in texts)

    def _item(self, values: Values) -> Record | None:
        picked = [step.key for step in self.steps if step.is_item]
        if not picked:
            return None
        find = self.titles.new_item if values is self.titles.new else self.titles.old_item
        item = find(picked[-1])
        return item.record if item is not None else None

    def _unit(self, values: Values) -> str:
        return values.unit_at(self.steps[-1].owner, self._item(values))

    def _printed(self, values: Values, value: object) -> str:
        return values.value(self._shape, self.steps[-1].owner, value, self._unit(values))

    def _apart(self, value: object, printed: str) -> str:
        """A value that prints as the other does, with what tells them apart."""
        if isinstance(value, Money):
            words, currency = (
                self.titles.new.words,
                value.currency or self.titles.new.words.text("diff.of-plan"),
            )
            return words.say("diff.currency", value=f"{value.amount:f}", currency=currency)
        return printed

    def _known(self, record: Record) -> frozenset[str]:
        """The fields that the title of the change says already."""
        key = frozenset(KEYS.get(type(record), ()))
        name = self.titles.item(self.steps)[1] if self.steps[-1].is_item else ""
        return key | {one for one in ("name", "title", "label", "text") if getattr(record, one, "") == name}

    def _listed(self, before: tuple[object, ...], after: tuple[object, ...]) -> Content:
        """A list of leaves: texts item by item, references and the like as a set."""
        old, new = self._printed(self.titles.old, before), self._printed(self.titles.new, after)
        if self._shape.kind not in (Kind.TEXT, Kind.PROSE):
            sides = (self._by_itself(self.titles.old, before), self._by_itself(self.titles.new, after))
            delta = gained_and_lost(self.titles.new, *sides) if before and after else ""
            return Content("list", old, new, delta)
        texts = (tuple(map(str, before)), tuple(map(str, after)))
        return Content("text", old, new, self._balance(*texts), item_pieces(*texts))

    def _by_itself(self, values: Values, items: tuple[object, ...]) -> dict[str, str]:
        return {str(one): self._printed(values, one) for one in items}

    def _balance(self, before: tuple[str, ...], after: tuple[str, ...]) -> str:
        """How many items of a list of texts came, went and differ."""
        words = self.titles.new.words
        if sorted(before) == sorted(after):
            return words.text("diff.other-order")
        pairs = paired_items(before, after)
        came = sum(old is None for old, _ in pairs)
        gone = sum(new is None for _, new in pairs)
        other = sum(old is not None and new is not None and old != new for old, new in pairs)
        said = [words.say("diff.items-added", count=came)] if came else []
        said += [words.say("diff.items-removed", count=gone)] if gone else []
        if other:
            said.append(
                words.say("diff.items-changed-one" if other == 1 else "diff.items-changed", count=other)
            )
        return ", ".join(said)
