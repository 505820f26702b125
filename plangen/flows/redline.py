"""two plans → two Word deliverables → one with tracked changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from plangen.document.blocks import Block
from plangen.document.render import RenderOptions
from plangen.errors import UsageError
from plangen.flows.compare import Compared
from plangen.flows.deliver import PlanToDeliver, composed
from plangen.flows.reference import Reference, find_reference
from plangen.flows.revisions import Pair, authored
from plangen.templating.template import Template
from plangen.word.redline import Revision, redline
from plangen.word.write import write_docx

_NOBODY = "plangen"


def signed(compared: Compared, pair: Pair, author: str | None, day: str | None) -> Revision:
    """Who made the changes and when: as given, else as git knows the new version, else the plan's own date.

    `day` is a date, `2026-12-01`. UsageError where it is none, or where nobody knows a date.
    """
    known = authored(pair.new)
    return Revision(author or known.author or _NOBODY, _moment(day) or known.date or _own_date(compared))


def _moment(day: str | None) -> str | None:
    if day is None:
        return None
    try:
        return f"{date.fromisoformat(day).isoformat()}T00:00:00Z"
    except ValueError as error:
        raise UsageError("bad-date", value=day) from error


def _own_date(compared: Compared) -> str:
    identity = compared.new.plan.plan.plan
    if identity is None or identity.date is None:
        raise UsageError("no-date")
    return f"{identity.date.isoformat()}T00:00:00Z"


def redline_of(compared: Compared, front: tuple[Block, ...], by: Revision, reference: Path | None) -> bytes:
    """The new version's deliverable as tracked changes of the old one's, behind `front`.

    Both are made with the template and the styles of the new version, so that a change of those is none of
    the plan's. The annex of open findings that a build adds to a draft is in neither. Raises as `build_plan`
    does.
    """
    old, new = (
        PlanToDeliver(side.folder, side.plan.index, side.plan.prose_files)
        for side in (compared.old, compared.new)
    )
    house = find_reference(new.folder, new.house_style, reference, compared.template)
    made = (_deliverable(plan, compared.template, house) for plan in (old, new))
    return redline(next(made), next(made), by, front)


def _deliverable(plan: PlanToDeliver, template: Template, house: Reference) -> bytes:
    wanted = RenderOptions(prose_files=plan.prose_files)
    return write_docx(composed(plan, template, house, wanted)[0], house.base, controls=False)
