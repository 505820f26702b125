"""What every mapping of a plan is: a frozen record whose fields say what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from pydantic import BaseModel, ConfigDict


class Kind(StrEnum):
    """What a field holds, seen by the author."""

    ID = "id"
    REF = "ref"
    TEXT = "text"
    PROSE = "prose"
    NUMBER = "number"
    PERCENT = "percent"
    SCORE = "score"
    COUNT = "count"
    YEAR = "year"
    MONTH = "month"
    DATE = "date"
    FLAG = "flag"
    FLAG_OR_NOTE = "flag_or_note"
    CHOICE = "choice"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Meta:
    """What pydantic does not know of a field type: its kind and, for references, their targets.

    `targets` are record kinds (`Record.record_kind`); `or_text`: text that is not shaped like an id is
    welcome too; `own`: the reserved word `own` is; `path`: any id or plan path of this plan, whatever
    its kind (`targets` is then empty). `pattern`: what the whole text must match, for editors.
    """

    kind: Kind
    targets: tuple[str, ...] = ()
    or_text: bool = False
    own: bool = False
    path: bool = False
    pattern: str = ""


class Record(BaseModel):
    """A mapping of the plan: frozen, unknown keys refused, validators built on first use."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    record_kind: ClassVar[str] = ""
    """Name of the record as a target of references; empty where nothing refers to it."""

    shorthand: ClassVar[str] = ""
    """Field that a bare value stands for (`cost: 1200` is `cost: {amount: 1200}`); empty: none."""
