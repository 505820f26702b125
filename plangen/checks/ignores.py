"""What the plan asks not to be told: `plan.ignore`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plangen.checks.rule import Found, found
from plangen.checks.subject import Subject
from plangen.plan.index import PlanIndex
from plangen.plan.model import Ignore
from plangen.spans import Finding


def ignored(index: PlanIndex, ignore: Ignore, finding: Finding) -> bool:
    """Whether an entry of `plan.ignore` means a finding: its code or name, at its item or path, or below."""
    code = ignore.code.strip()
    if finding.code != code.upper() and finding.name != code.lower():
        return False
    if ignore.item is None:
        return True
    item = index.named(ignore.item)
    path = item.path if item else ignore.item
    return f"{finding.path}/".startswith(f"{path}/")


def without_ignored(index: PlanIndex, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that no entry of `plan.ignore` means."""
    entries = index.plan.plan.ignore if index.plan.plan else ()
    return tuple(one for one in findings if not any(ignored(index, entry, one) for entry in entries))


def unused_ignore(subject: Subject) -> Iterator[Found]:
    """An entry of `plan.ignore` silences nothing.

    Why: what was ignored has been mended, or never was; left there, the entry would silence the next fault.
    Source: a convention of ours, so that the list of exceptions stays true.

    Wrong:
        plan:
          id: cafe
          ignore: [{code: G007, item: EST-1, reason: Las acciones se definen en la segunda etapa.}]
        strategies: [{id: EST-1, name: Calidad de taza}]
        action_plan:
          actions: [{id: ACT-1, name: Laboratorio de taza, strategy: EST-1}]
    Right:
        plan:
          id: cafe
          ignore: [{code: G007, item: EST-2, reason: Las acciones se definen en la segunda etapa.}]
        strategies: [{id: EST-1, name: Calidad de taza}, {id: EST-2, name: Marca de origen}]
        action_plan:
          actions: [{id: ACT-1, name: Laboratorio de taza, strategy: EST-1}]
    """
    identity = subject.plan.plan
    for entry in identity.ignore if identity and subject.raised is not None else ():
        if not any(ignored(subject.index, entry, one) for one in subject.raised or ()):
            where = subject.named(entry.item) if entry.item else "–"
            yield found(entry, "code", code=entry.code, where=where)
