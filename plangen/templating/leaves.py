"""One value of the plan as a template sees it: a leaf with its path, or something missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, TypeAlias

from plangen.plan.model import Kind, Money, Shape

Scalar: TypeAlias = Any
"""A value of the plan: str, int, bool, Decimal, Money, Month or date."""


def raw(value: object) -> Any:  # noqa: ANN401
    """The value inside a leaf; amounts compare by their number."""
    value = value.value if isinstance(value, Leaf) else value
    return value.amount if isinstance(value, Money) else value


class Leaf:
    """One value of the plan: `value`, what it is (`shape`, None for computed ones) and its paths.

    `owner` is the record class and field it belongs to, `Action.kind`.
    """

    __slots__ = ("derived", "owner", "paths", "shape", "value")

    def __init__(
        self,
        value: Scalar,
        paths: tuple[str, ...],
        shape: Shape | None = None,
        *,
        owner: str = "",
        derived: bool = False,
    ) -> None:
        self.value = value
        self.paths = paths
        self.shape = shape
        self.owner = owner
        self.derived = derived

    @property
    def figure(self) -> bool:
        """Whether it is a number or an amount, for a source to stand behind; years and months are not."""
        if isinstance(self.value, int):
            return self.shape is not None and self.shape.kind is Kind.COUNT
        return isinstance(self.value, Decimal | Money)

    def changed(self, value: Scalar, *, others: tuple[str, ...] = ()) -> Leaf:
        """The result of a computation on this leaf: same paths (and `others`), derived."""
        return Leaf(value, tuple(dict.fromkeys((*self.paths, *others))), derived=True)

    def __str__(self) -> str:
        return str(raw(self))

    def __bool__(self) -> bool:
        return bool(raw(self))

    def __hash__(self) -> int:
        return hash(raw(self))

    def __eq__(self, other: object) -> bool:
        return bool(raw(self) == raw(other))

    def __lt__(self, other: object) -> bool:
        return bool(raw(self) < raw(other))

    def __le__(self, other: object) -> bool:
        return bool(raw(self) <= raw(other))

    def __gt__(self, other: object) -> bool:
        return bool(raw(self) > raw(other))

    def __ge__(self, other: object) -> bool:
        return bool(raw(self) >= raw(other))

    def __len__(self) -> int:
        return len(raw(self))

    def __int__(self) -> int:
        return int(raw(self))

    def __index__(self) -> int:
        return int(raw(self))

    def _compute(self, other: object, operation: Callable[[Any, Any], Any]) -> Leaf | Missing:
        others = other.paths if isinstance(other, Leaf) else ()
        result = operation(raw(self), raw(other))
        if isinstance(self.value, Money) and isinstance(result, Decimal):
            result = Money(amount=result, currency=self.value.currency)
        return result if isinstance(result, Missing) else self.changed(result, others=others)

    def __add__(self, other: object) -> Leaf | Missing:
        return self._compute(other, lambda a, b: a + b)

    def __radd__(self, other: object) -> Leaf | Missing:
        return self._compute(other, lambda a, b: b + a)

    def __sub__(self, other: object) -> Leaf | Missing:
        return self._compute(other, lambda a, b: a - b)

    def __rsub__(self, other: object) -> Leaf | Missing:
        return self._compute(other, lambda a, b: b - a)

    def __mul__(self, other: object) -> Leaf | Missing:
        return self._compute(other, lambda a, b: a * b)

    def __truediv__(self, other: object) -> Leaf | Missing:
        """The quotient; an amount divided by an amount is a plain number."""
        quotient = self._compute(other, lambda a, b: Decimal(a) / Decimal(b))
        divisor = other.value if isinstance(other, Leaf) else other
        if isinstance(quotient, Leaf) and isinstance(divisor, Money):
            return quotient.changed(raw(quotient))
        return quotient


class Missing:
    """An absent value: false, empty, and everything asked of it is missing too.

    It adds nothing to a sum, and what it multiplies or divides is missing.
    """

    __slots__ = ()

    def __getattr__(self, name: str) -> Missing:
        if name.startswith("_"):
            raise AttributeError(name)
        return self

    def __getitem__(self, key: object) -> Missing:
        return self

    def __str__(self) -> str:
        return ""

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __add__(self, other: Any) -> Any:  # noqa: ANN401
        return other

    def __rsub__(self, other: Any) -> Any:  # noqa: ANN401
        return other

    def __mul__(self, other: object) -> Missing:
        return self

    __radd__ = __add__
    __rmul__ = __truediv__ = __rtruediv__ = __mul__

    def __eq__(self, other: object) -> bool:
        return other is None or isinstance(other, Missing)

    def __hash__(self) -> int:
        return hash(None)


MISSING = Missing()
