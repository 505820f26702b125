"""code → the fault, the rule or the kind of change it stands for."""

from __future__ import annotations

from itertools import chain

from plangen.changes.kinds import KINDS, ChangeKind
from plangen.checks.rule import Rule
from plangen.checks.table import ALL
from plangen.errors import UsageError
from plangen.plan import faults
from plangen.plan.faults import Fault
from plangen.word import fit_faults, house_faults, lint_faults


def explain_code(code: str) -> Fault | Rule | ChangeKind:
    """The fault, rule or kind of change with this code (`P069`, case aside) or name.

    UsageError when there is none.
    """
    tables = (faults.FAULTS, house_faults.FAULTS, fit_faults.FAULTS, lint_faults.FAULTS)
    known: chain[Fault | Rule | ChangeKind] = chain(*(table.values() for table in tables), ALL, KINDS)
    for one in known:
        if code.upper() == one.code or code.lower() == one.name:
            return one
    raise UsageError("no-code", code=code, first=min(fault.code for fault in faults.FAULTS.values()))
