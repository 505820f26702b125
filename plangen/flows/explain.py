"""code → the fault it stands for."""

from __future__ import annotations

from itertools import chain

from plangen.errors import UsageError
from plangen.plan import faults
from plangen.plan.faults import Fault
from plangen.word import fit_faults, house_faults, lint_faults


def explain_code(code: str) -> Fault:
    """The fault with this code (`P069`, case aside) or name. UsageError when there is none."""
    tables = (faults.FAULTS, house_faults.FAULTS, fit_faults.FAULTS, lint_faults.FAULTS)
    for fault in chain.from_iterable(table.values() for table in tables):
        if code.upper() == fault.code or code.lower() == fault.name:
            return fault
    raise UsageError("no-code", code=code, first=min(fault.code for fault in faults.FAULTS.values()))
