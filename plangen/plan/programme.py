"""Programmes and their calls: data in folders, found on the search path.

`programmes/<programme>/programme.yaml` says what holds for all calls, `calls/<call>.yaml` the numbers of one.
What no source gives is null there, and no rule may judge by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ConfigDict, Field, ValidationError

from plangen.errors import TemplateError, UsageError
from plangen.plan.model.fields import Count, Date, Id, MonthOf, Number, Percent, Text, Year
from plangen.plan.model.readers import is_id
from plangen.plan.model.record import Record
from plangen.plan.source import compose, read_text, to_plain

_Read = TypeVar("_Read", bound=Record)


class SizeLimits(Record):
    """The most that a micro, small or medium company sells in a year, in UIT; above, it is large."""

    micro: Number
    small: Number
    medium: Number
    source: Text


class Uit(Record):
    """The Unidad Impositiva Tributaria in soles, by year."""

    values: dict[Year, Number]
    source: Text


class Programme(Record):
    """What rules need of a programme, whatever the call; the rest of its file is for readers."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    id: Id
    name: Text | None = None
    uit: Uit | None = None
    size_limits: SizeLimits | None = None


class Call(Record):
    """The numbers of a call; absent is unknown. Money in soles, shares in percent of the total cost."""

    id: Id
    programme: Id | None = None
    name: Text | None = None
    launched: MonthOf | None = None
    clusters: tuple[Text, ...] = ()
    purse: Number | None = None
    minimum_mipymes: Count | None = None
    years_constituted: Count | None = None
    reference_date: Date | None = None
    sales_floor_uit: Number | None = None
    uit_year: Year | None = None
    grant_cap: Number | None = None
    grant_cap_1: Number | None = None
    grant_cap_2: Number | None = None
    months_cap: Count | None = None
    months_cap_1: Count | None = None
    months_cap_2: Count | None = None
    counterpart_share: Percent | None = None
    cash_share: Percent | None = None
    eligible_headings: tuple[Text, ...] | None = None
    sources: dict[Text, Text] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProgrammeRules:
    """What is known of a plan's programme and call; None where the plan names none or it is not found."""

    programme: Programme | None = None
    call: Call | None = None


def find_call(call: str, roots: Sequence[Path]) -> str:
    """The id of the programme whose call `call` is (`programmes/<programme>/calls/<call>.yaml`).

    UsageError names the calls there are when none has this id.
    """
    known: set[str] = set()
    for root in roots:
        for file in sorted((root / "programmes").glob("*/calls/*.yaml")):
            if file.stem == call:
                return file.parent.parent.name
            known.add(file.stem)
    raise UsageError("no-call", call=call, known=", ".join(sorted(known)) or "–")


def load_rules(programme: str | None, call: str | None, roots: Sequence[Path]) -> ProgrammeRules:
    """The programme and the call of a plan, each from the nearest folder that has it.

    A call is looked for in its programme alone. Raises TemplateError where a file of theirs does not hold.
    """
    if not programme or not is_id(programme):
        return ProgrammeRules()
    folders = [root / "programmes" / programme for root in roots]
    head = _nearest(folder / "programme.yaml" for folder in folders)
    file = _nearest(folder / "calls" / f"{call}.yaml" for folder in folders) if call and is_id(call) else None
    return ProgrammeRules(_read(head, Programme) if head else None, _read(file, Call) if file else None)


def _nearest(files: Iterable[Path]) -> Path | None:
    return next((file for file in files if file.is_file()), None)


def _read(path: Path, model: type[_Read]) -> _Read:
    source, _ = read_text(path, path.parent)
    node = compose(source)[0] if source is not None else None
    try:
        return model.model_validate(to_plain(node) if node is not None else {})
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(step) for step in first["loc"])
        raise TemplateError("template-field", template=path.as_posix(), field=field) from error
