"""Ways to spoil a sound plan, each with the rule that must notice it and the place where it must be noticed.

A way is a row: the records it may be done to, what it does, and the code and path under which it is found. What
rightly follows from it (a strategy that loses its last action is measured in vain) is named beside it by its
code; anything else that a rule says of the spoilt plan is a false alarm.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.support.plain_plan import Plain, Spot, forget, ids_in, key_in_list, spots

Places = tuple[str, ...]
Change = Callable[[Plain, Spot], Places | None]
"""Changes the plan at a record; gives the paths where the fault is to be found, None where it does not apply."""
At = str | Callable[[Plain, Spot], Places | None]
"""Where a change is found: a path below the record, `..` above it, `/` from the top with the record's own fields
in braces (`/benchmark/dimensions/{dimension}`), or what a function says of the plan before the change."""


@dataclass(frozen=True)
class Way:
    """A way to spoil a plan: its name, where, how, the code that must find it, and the codes that may follow."""

    name: str
    pattern: str
    change: Change
    code: str
    follows: frozenset[str] = field(default_factory=frozenset)

    def may_say(self, code: str) -> bool:
        """Whether a finding of that code rightly follows; `P*` stands for the family, where a part vanishes."""
        return code in self.follows or f"{code[0]}*" in self.follows


def way(name: str, pattern: str, change: Change, code: str, *follows: str) -> Way:
    return Way(name, pattern, change, code, frozenset(follows))


def places(plain: Plain, spot: Spot, at: At) -> Places | None:
    if callable(at):
        return at(plain, spot)
    if at.startswith("/"):
        return (at[1:].format(**spot.record),)
    keys = spot.path.split("/") if spot.path else []
    for step in filter(None, at.split("/")):
        keys = keys[:-1] if step == ".." else [*keys, step]
    return ("/".join(keys),)


def drop(*fields: str, at: At | None = None) -> Change:
    """Take fields out, and all references to what they held; found at the first of them, or at `at`."""

    def change(plain: Plain, spot: Spot) -> Places | None:
        if fields[0] not in spot.record:
            return None
        where = places(plain, spot, fields[0] if at is None else at)
        for name in fields:
            value = spot.record.pop(name, None)
            if isinstance(value, list | dict):
                forget(plain, ids_in(value), f"{spot.path}/{name}/".lstrip("/"))
        return where

    return change


def put(name: str, value: Any, at: At | None = None) -> Change:
    """Give a field another value, also where it had none."""

    def change(plain: Plain, spot: Spot) -> Places | None:
        if spot.record.get(name) == value:
            return None
        where = places(plain, spot, name if at is None else at)
        spot.record[name] = value
        return where

    return change


def alter(name: str, how: Callable[[str], str], at: At | None = None) -> Change:
    """Change a field that has a value of text or number; a figure of several fields in its `value`."""

    def change(plain: Plain, spot: Spot) -> Places | None:
        value = spot.record.get(name)
        owner, key = (value, "value") if isinstance(value, dict) else (spot.record, name)
        if not isinstance(owner.get(key), str):
            return None
        where = places(plain, spot, name if at is None else at)
        owner[key] = how(owner[key])
        return where

    return change


def swap(first: str, second: str, at: At) -> Change:
    """Exchange two fields that both have a value, and different ones."""

    def change(plain: Plain, spot: Spot) -> Places | None:
        one, other = spot.record.get(first), spot.record.get(second)
        if one is None or other is None or one == other:
            return None
        where = places(plain, spot, at)
        spot.record[first], spot.record[second] = other, one
        return where

    return change


def remove(at: At) -> Change:
    """Take a record out of its list, and every reference to it out of the plan."""

    def change(plain: Plain, spot: Spot) -> Places | None:
        assert spot.siblings is not None
        where = places(plain, spot, at)
        spot.siblings.remove(spot.record)
        forget(plain, ids_in(spot.record))
        return where

    return change


def append(pattern: str, record: Plain, at: str = "") -> Change:
    """Add a record to the list of `pattern` (`facts/*`), which may be absent; found at `at` below it."""

    def change(plain: Plain, spot: Spot) -> Places | None:
        above, _, name = pattern.removesuffix("/*").rpartition("/")
        owner = spots(plain, above)[0]
        owner.record.setdefault(name, []).append(record)
        return places(
            plain, Spot(f"{owner.path}/{name}/{key_in_list(pattern, record)}".lstrip("/"), record), at
        )

    return change


def cut(pattern: str, name: str, at: At = "") -> Change:
    """Take the record's id out of a field of all records of `pattern`, so that nothing refers to it there."""

    def change(plain: Plain, spot: Spot) -> Places | None:
        if not used(pattern, name)(plain, spot):
            return None
        where = places(plain, spot, at)
        for other in spots(plain, pattern):
            value = other.record.get(name)
            if isinstance(value, list):
                other.record[name] = [one for one in value if one != spot.record["id"]]
            elif value == spot.record["id"]:
                del other.record[name]
        return where

    return change


def used(pattern: str, name: str) -> Callable[[Plain, Spot], Places]:
    """The places where records of `pattern` refer to a record in a field."""

    def where(plain: Plain, spot: Spot) -> Places:
        own, found = spot.record["id"], list[str]()
        for other in spots(plain, pattern):
            value = other.record.get(name)
            if isinstance(value, list) and own in value:
                found.append(f"{other.path}/{name}/{value.index(own)}")
            elif value == own:
                found.append(f"{other.path}/{name}")
        return tuple(found)

    return where


def both(first: Change, *others: Change) -> Change:
    """Several changes at one record; found where the first one says. All of them must apply."""

    def change(plain: Plain, spot: Spot) -> Places | None:
        where, *rest = [one(plain, spot) for one in (first, *others)]
        return None if None in rest else where

    return change


def at_all(pattern: str, change: Change) -> Change:
    """A change made to every record of `pattern` that it applies to; found at all places."""

    def made(plain: Plain, spot: Spot) -> Places | None:
        done = [change(plain, other) for other in spots(plain, pattern)]
        return tuple(path for where in done if where is not None for path in where) or None

    return made


def frank(path: str, change: Change) -> Change:
    """A change, after the plan no longer declares what stands at `path` to be illustrative."""

    def made(plain: Plain, spot: Spot) -> Places | None:
        plain["plan"]["illustrative"].remove(path)
        return change(plain, spot)

    return made


def found_at(at: At, change: Change) -> Change:
    """A change that is found elsewhere than it says."""

    def made(plain: Plain, spot: Spot) -> Places | None:
        where = places(plain, spot, at)
        return where if change(plain, spot) is not None else None

    return made


Test = Callable[[Plain, Spot], bool]


def when(condition: Test, change: Change) -> Change:
    """A change for some records only."""
    return lambda plain, spot: change(plain, spot) if condition(plain, spot) else None


def is_(name: str, *values: str) -> Test:
    return lambda plain, spot: spot.record.get(name) in values


def has(name: str) -> Test:
    return lambda plain, spot: bool(spot.record.get(name))


def lacks(name: str) -> Test:
    return lambda plain, spot: not spot.record.get(name)


def all_of(*conditions: Test) -> Test:
    return lambda plain, spot: all(one(plain, spot) for one in conditions)


def more(amount: float) -> Callable[[str], str]:
    """A number raised by an amount."""
    return lambda text: f"{round(float(text) + amount, 6):.6f}".rstrip("0").rstrip(".")


def negative(text: str) -> str:
    return f"-{text}"


def years(count: int) -> Callable[[str], str]:
    """A year, month or date moved by years."""
    return lambda text: f"{int(text[:4]) + count:04d}{text[4:]}"
