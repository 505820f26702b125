"""What is asked of a change before its kind is known: the tests of the table of grades, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from plangen.changes.change import Added, Change, Modified, Removed, Renamed
from plangen.changes.claims import claims_differ, is_formatting, is_rewording, is_rewriting, is_spelling
from plangen.plan.index import PlanIndex
from plangen.plan.model import (
    Action,
    Baseline,
    Indicator,
    Kind,
    LegalEntity,
    Measure,
    Money,
    Month,
    Post,
    Record,
    Segment,
    Shape,
    shapes,
)
from plangen.plan.paths import parse_path

_WRITTEN = (Kind.TEXT, Kind.PROSE)
_DAYS = (Kind.DATE, Kind.MONTH, Kind.YEAR)
_STATES = shapes(LegalEntity)["state"].choices
_CURRENCY = "PEN"

_DEFAULTS: Mapping[tuple[str, ...], object] = MappingProxyType(
    {
        ("plan", "currency"): _CURRENCY,
        ("plan", "language"): "es",
        ("plan", "status"): "draft",
        ("indicators", "*", "cumulative"): False,
    }
)
"""What an absent field means, by its place in the model."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A change with what it is judged by: its place in the model, its field, both versions.

    In `place` the keys of records and maps are `*`; `shape` is that of the field which `place` ends in or
    whose list or map it leads into.
    """

    change: Change
    place: tuple[str, ...]
    shape: Shape
    old: PlanIndex
    new: PlanIndex

    @property
    def before(self) -> Any:  # noqa: ANN401
        """The value that was; of a key that changed, its field or the tuple of its fields."""
        return _before(self.change)

    @property
    def after(self) -> Any:  # noqa: ANN401
        """The value that is."""
        return _after(self.change)

    @property
    def is_listed(self) -> bool:
        """Whether it befell a whole record of a list."""
        return self.shape.many == "list" and self.shape.record is not None and self.place[-1] == "*"

    @property
    def texts(self) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """Both versions of a text, a list of texts or a key that holds one; None where that is not so."""
        if isinstance(self.change, Renamed):
            return self._key_texts(self.change)
        if not isinstance(self.change, Modified):
            return None
        before, after = self.change.before, self.change.after
        if isinstance(before, str) and isinstance(after, str):
            written = self.shape.kind in (*_WRITTEN, Kind.FLAG_OR_NOTE)
            return ((before,), (after,)) if written else None
        if isinstance(before, tuple) and isinstance(after, tuple) and self.shape.kind in _WRITTEN:
            return before, after
        return None

    def _key_texts(self, change: Renamed) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        if self.shape.record is None:
            return None
        kinds = {shape.attribute: shape.kind for shape in shapes(self.shape.record).values()}
        if any(kinds[name] not in _WRITTEN for name, _ in change.before):
            return None
        return tuple(str(one or "") for _, one in change.before), tuple(
            str(one or "") for _, one in change.after
        )

    def indicators(self) -> tuple[Indicator | None, Indicator | None]:
        """The indicator that it befell, then and now."""
        key = parse_path(self.change.path).keys[1]
        found = (index.items.get(key) for index in (self.old, self.new))
        then, now = (one.record if one else None for one in found)
        return (
            then if isinstance(then, Indicator) else None,
            now if isinstance(now, Indicator) else None,
        )


Test = Callable[[Setting], bool]


def _before(change: Change) -> object:
    match change:
        case Removed():
            return change.value
        case Modified():
            return change.before
        case Renamed(before=((_, value),)):
            return value
        case Renamed():
            return tuple(value for _, value in change.before)
    return None


def _after(change: Change) -> object:
    match change:
        case Added():
            return change.value
        case Modified():
            return change.after
        case Renamed(after=((_, value),)):
            return value
        case Renamed():
            return tuple(value for _, value in change.after)
    return None


def _is_later(setting: Setting) -> bool:
    match setting.before, setting.after:
        case (date() as before, date() as after):
            return after > before
        case (Month() as before, Month() as after):
            return after - before > 0
        case (int() as before, int() as after):
            return after > before
    return False


def _is_higher(setting: Setting) -> bool:
    before, after = setting.before, setting.after
    return isinstance(before, Decimal | int) and isinstance(after, Decimal | int) and after > before


def is_better(setting: Setting) -> bool:
    """Whether a target is more than it was, in the direction that the indicator had.

    Without one, that from the baseline, or the first target, to the last. A target to keep is better where
    it is nearer to the baseline; where that is unknown, nothing is better.
    """
    before, after = setting.before, setting.after
    then, now = setting.indicators()
    sense = (then.direction if then else None) or (now.direction if now else None) or _course(then)
    if sense != "keep":
        return bool(after > before) if sense == "up" else bool(after < before)
    kept = _baseline(then) if _baseline(then) is not None else _baseline(now)
    return kept is not None and bool(abs(after - kept) < abs(before - kept))


def _course(indicator: Indicator | None) -> str:
    if indicator is None or not indicator.targets:
        return "up"
    years = sorted(indicator.targets)
    start = _baseline(indicator)
    start = indicator.targets[years[0]] if start is None else start
    return "down" if indicator.targets[years[-1]] < start else "up"


def _baseline(indicator: Indicator | None) -> Decimal | None:
    return indicator.baseline.value if indicator and indicator.baseline else None


def _has_other_unit(setting: Setting) -> bool:
    then, now = setting.indicators()
    units = [one.unit for one in (then, now) if one is not None and one.unit is not None]
    return len(units) == 2 and not is_formatting(*units, prose=False)


def _is_baseline_stated(setting: Setting) -> bool:
    return _baseline(setting.indicators()[1]) is not None


def _has_value(setting: Setting) -> bool:
    return any(isinstance(one, Baseline) and one.value is not None for one in (setting.before, setting.after))


def _is_live(setting: Setting) -> bool:
    return isinstance(setting.before, Action) and setting.before.status != "dropped"


def _is_costed(setting: Setting) -> bool:
    return isinstance(setting.before, Post) and setting.before.annual_cost is not None


def _was_prioritised(setting: Setting) -> bool:
    before = setting.before
    return (before.decision if isinstance(before, Segment) else before) == "prioritised"


def _is_step_back(setting: Setting) -> bool:
    """Whether a state comes earlier in the order of states than the one before, or is withdrawn."""
    before, after = setting.before, setting.after
    return before is not None and (after is None or _STATES.index(after) < _STATES.index(before))


def _is_refused(setting: Setting) -> bool:
    """Whether what was there, or described, is there no more."""
    return bool(setting.before) and not setting.after


def _is_default(setting: Setting) -> bool:
    stated = setting.after if isinstance(setting.change, Added) else setting.before
    return setting.place in _DEFAULTS and bool(_DEFAULTS[setting.place] == stated)


def _is_same_number(setting: Setting) -> bool:
    before, after = setting.before, setting.after
    if isinstance(before, Money) and isinstance(after, Money):
        sides = ((before, setting.old), (after, setting.new))
        one, other = ((money.amount, money.currency or _currency(index)) for money, index in sides)
        return one == other
    return isinstance(before, Decimal | Measure) and bool(before == after)


def _currency(index: PlanIndex) -> str:
    return (index.plan.plan.currency if index.plan.plan else None) or _CURRENCY


def _differs_only(*names: str) -> Test:
    """Whether two figures agree in all fields but these."""

    def test(setting: Setting) -> bool:
        before, after = setting.before, setting.after
        if not isinstance(before, Measure) or not isinstance(after, Measure):
            return False
        rest = (name for name in shapes(Measure) if name not in names)
        return all(getattr(before, name) == getattr(after, name) for name in rest)

    return test


def _is_reordered(setting: Setting) -> bool:
    before, after = setting.before, setting.after
    both = isinstance(before, tuple) and isinstance(after, tuple) and isinstance(setting.change, Modified)
    return both and sorted(before) == sorted(after)


def _is_wider(setting: Setting) -> bool:
    """Whether a list has all that it had, and more."""
    before, after = setting.before, setting.after
    return isinstance(before, tuple) and isinstance(after, tuple) and set(before) <= set(after)


def _pairs(setting: Setting) -> Iterator[tuple[str, str]] | None:
    """The texts that differ, one beside the other; None where there are not as many in both versions."""
    texts = setting.texts
    if texts is None or len(texts[0]) != len(texts[1]):
        return None
    return ((one, other) for one, other in zip(*texts, strict=True) if one != other)


def _is_formatting(setting: Setting) -> bool:
    pairs, prose = _pairs(setting), setting.shape.kind is Kind.PROSE
    return pairs is not None and all(is_formatting(one, other, prose=prose) for one, other in pairs)


def _is_spelling(setting: Setting) -> bool:
    pairs = _pairs(setting)
    return pairs is not None and all(is_spelling(one, other) for one, other in pairs)


def _is_reworded(setting: Setting) -> bool:
    pairs = _pairs(setting)
    return pairs is not None and all(is_rewording(one, other) for one, other in pairs)


def _is_rewritten(setting: Setting) -> bool:
    pairs = _pairs(setting)
    return pairs is not None and all(is_rewriting(one, other) for one, other in pairs)


def _claims_differ(setting: Setting) -> bool:
    pairs = _pairs(setting)
    return pairs is not None and any(claims_differ(one, other) for one, other in pairs)


def _holds(*kinds: Kind) -> Test:
    """Whether the field holds one of these kinds, each value by itself."""

    def test(setting: Setting) -> bool:
        return setting.shape.kind in kinds and setting.shape.many != "list"

    return test


def _is_part(setting: Setting) -> bool:
    value = setting.after if isinstance(setting.change, Added) else setting.before
    return isinstance(value, Record) and not isinstance(value, Money | Measure) and not setting.is_listed


def _is_record_of(model: type[Record]) -> Test:
    def test(setting: Setting) -> bool:
        return setting.shape.record is not None and issubclass(setting.shape.record, model)

    return test


TESTS: Mapping[str, Test] = MappingProxyType(
    {
        "": lambda _: True,
        "by-id": lambda setting: isinstance(setting.change, Renamed) and setting.change.by_id,
        "listed": lambda setting: setting.is_listed,
        "part": _is_part,
        # values
        "default": _is_default,
        "same-number": _is_same_number,
        "later": _is_later,
        "higher": _is_higher,
        "reordered": _is_reordered,
        "wider": _is_wider,
        "dropped": lambda setting: setting.after == "dropped",
        "illustrative": lambda setting: setting.after == "illustrative",
        "was-illustrative": lambda setting: setting.before == "illustrative",
        # texts
        "formatting": _is_formatting,
        "spelling": _is_spelling,
        "reworded": _is_reworded,
        "rewritten": _is_rewritten,
        "claims": _claims_differ,
        "empty": lambda setting: setting.texts is not None and not "".join(setting.texts[1]),
        "was-empty": lambda setting: setting.texts is not None and not "".join(setting.texts[0]),
        # what the field holds
        "id": _holds(Kind.ID),
        "text": _holds(*_WRITTEN),
        "texts": lambda setting: setting.shape.many == "list" and setting.shape.kind in _WRITTEN,
        "ref": lambda setting: setting.shape.kind is Kind.REF,
        "evidence": lambda setting: setting.shape.meta.targets in (("source",), ("fact",)),
        "choice": _holds(Kind.CHOICE, Kind.FLAG),
        "score": _holds(Kind.SCORE),
        "day": _holds(*_DAYS),
        "figure": _is_record_of(Measure),
        "figure-source": _differs_only("source"),
        "figure-frame": _differs_only("unit", "year", "source"),
        # the indicator
        "better": is_better,
        "other-unit": _has_other_unit,
        "has-value": _has_value,
        "baseline-stated": _is_baseline_stated,
        # the record
        "live": _is_live,
        "costed": _is_costed,
        "prioritised": _was_prioritised,
        "step-back": _is_step_back,
        "refused": _is_refused,
    }
)
"""The tests by the name they have in the table; of each, what it asks is said by its name."""
