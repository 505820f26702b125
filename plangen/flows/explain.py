"""code → the fault it stands for."""

from __future__ import annotations

from plangen.errors import UsageError
from plangen.plan.faults import FAULTS, Fault


def explain_code(code: str) -> Fault:
    """The fault with this code (`P069`, case aside) or name. UsageError when there is none."""
    for fault in FAULTS.values():
        if code.upper() == fault.code or code.lower() == fault.name:
            return fault
    raise UsageError("no-code", code=code, first=min(f.code for f in FAULTS.values()))
