"""From the characters of a scalar to its value, one function per kind of field.

The loader hands over text (every YAML scalar is a `str` with the characters the author typed); a
value that is already of the wanted type passes. What does not fit raises `PydanticCustomError` whose
type is the name of a form fault.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pydantic_core import PydanticCustomError

_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?\Z")
_ID = re.compile(r"[A-Za-z][A-Za-z0-9._-]*\Z")
_COUNT = re.compile(r"[0-9]{1,12}\Z")
_YEAR = re.compile(r"[0-9]{4}\Z")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})\Z")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_YES = frozenset({"true", "sí", "si\u0301", "si", "yes"})
_NO = frozenset({"false", "no"})
_DIGITS = 30


def is_id(text: str) -> bool:
    """Whether `text` has the shape of an id: ASCII letter, then letters, digits, `.`, `-`, `_`."""
    return _ID.match(text) is not None


def fault(name: str, value: object) -> PydanticCustomError:
    """The error `name` about `value`, shown as its first 80 characters or, if no text, its type."""
    shown = value if isinstance(value, str) else type(value).__name__
    return PydanticCustomError(name, name, {"value": shown[:80]})


def read_text(value: object) -> object:
    """Prose: any scalar, kept as it is."""
    if isinstance(value, list | dict):
        raise fault("expected-text", value)
    return value


def read_line(value: object) -> object:
    """Text of one line, without spaces around it."""
    read_text(value)
    if not isinstance(value, str):
        return value
    line = value.strip()
    if "\n" in line or "\r" in line:
        raise fault("text-of-many-lines", value)
    return line


def read_id(value: object) -> object:
    """An id; `own` is reserved."""
    if not isinstance(value, str) or not is_id(value):
        raise fault("bad-id", value)
    if value == "own":
        raise fault("reserved-id", value)
    return value


def read_ref(value: object) -> object:
    """The id of an item, `own` included."""
    if not isinstance(value, str) or not is_id(value):
        raise fault("expected-reference", value)
    return value


def read_number(value: object) -> object:
    """A finite decimal of at most 30 digits with the decimals typed; `1e3` becomes 1000."""
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return Decimal(value)
    if not isinstance(value, str) or not _NUMBER.match(value.strip()):
        raise fault("expected-number", value)
    number = Decimal(value.strip())
    if len(number.as_tuple().digits) > _DIGITS or abs(number.adjusted()) >= _DIGITS:
        raise fault("number-too-long", value)
    exponent = number.as_tuple().exponent
    # quantize() would round to the 28 digits of the context
    return Decimal(format(number, "f")) if isinstance(exponent, int) and exponent > 0 else number


def read_percent(value: object) -> object:
    """A number from 0 to 100."""
    number = read_number(value)
    if not isinstance(number, Decimal) or not 0 <= number <= 100:
        raise fault("percent-out-of-range", value)
    return number


def read_count(value: object) -> object:
    """A whole number of things, 0 or more."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, str) or not _COUNT.match(value):
        raise fault("expected-count", value)
    return int(value)


def read_year(value: object) -> object:
    """A year of four digits."""
    if isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 9999:
        return value
    if not isinstance(value, str) or not _YEAR.match(value) or value < "1000":
        raise fault("expected-year", value)
    return int(value)


def read_date(value: object) -> object:
    """A day, `2026-03-15`."""
    if isinstance(value, date):
        return value
    match = _DATE.match(value) if isinstance(value, str) else None
    if not match:
        raise fault("expected-date", value)
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        raise fault("no-such-date", value) from None


def read_flag(value: object) -> object:
    """Yes or no: true/false, sí/no, yes/no in any case."""
    if isinstance(value, bool):
        return value
    word = value.strip().lower() if isinstance(value, str) else ""
    if word not in _YES | _NO:
        raise fault("expected-yes-no", value)
    return word in _YES


def read_flag_or_note(value: object) -> object:
    """Yes, no, or a line that says more."""
    if isinstance(value, str) and value.strip().lower() not in _YES | _NO:
        return read_line(value)
    return read_flag(value)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month; subtraction gives months."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def __sub__(self, other: Month) -> int:
        return (self.year - other.year) * 12 + self.month - other.month


def read_month(value: object) -> object:
    """A month, `2026-03`."""
    if isinstance(value, Month):
        return value
    match = _MONTH.match(value) if isinstance(value, str) else None
    if not match:
        raise fault("expected-month", value)
    if not 1 <= int(match[2]) <= 12:
        raise fault("no-such-month", value)
    return Month(int(match[1]), int(match[2]))
