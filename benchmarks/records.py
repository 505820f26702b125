"""The values a generated plan is made of before it is written: mappings, lists, scalars, prose to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Prose:
    """A place for prose of about `words` words; all places are scaled together to the words wanted.

    With `callout` it ends in a GitHub alert, as a conclusion does.
    """

    words: int
    callout: bool = False


Value: TypeAlias = "str | int | Prose | Sequence[Value] | Mapping[str, Value]"
Fields: TypeAlias = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many of each thing the plan has; parts that refer to another count on these."""

    actions: int = 200
    indicators: int = 100
    references: int = 12
    dimensions: int = 20
    facts: int = 150
    sources: int = 60
    segments: int = 6
    factors_per_segment: int = 5
    links: int = 8
    actors: int = 40
    strategies: int = 8
    areas_per_strategy: int = 4
    vision_elements: int = 6
    bodies: int = 9
    posts: int = 6
    lessons: int = 12

    @property
    def factors(self) -> int:
        return self.segments * self.factors_per_segment

    @property
    def gaps_per_dimension(self) -> int:
        return min(2, self.references)


def ids(prefix: str, count: int) -> list[str]:
    """`SEG-1` … `SEG-n`."""
    return [f"{prefix}-{number}" for number in range(1, count + 1)]


def cycle(prefix: str, count: int, start: int, many: int) -> list[str]:
    """`many` different ids, or all there are, from position `start` round."""
    every = ids(prefix, count)
    return [every[(start + step) % count] for step in range(min(many, count))]


def shares(count: int, total: int = 100) -> list[int]:
    """`count` whole parts that differ by one at most and add up to `total`."""
    return [total * (n + 1) // count - total * n // count for n in range(count)]


def prose_words(value: Value) -> int:
    """Words asked for by all the prose inside a value."""
    if isinstance(value, Prose):
        return value.words
    if isinstance(value, Mapping):
        return sum(prose_words(one) for one in value.values())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return sum(prose_words(one) for one in value)
    return 0
