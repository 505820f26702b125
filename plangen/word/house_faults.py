"""What can be amiss with a client's reference document: one written table, and the way to make a finding.

Only an error keeps `build` from using the document; the rest says what will happen.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from plangen.plan.faults import Fault
from plangen.spans import Finding, Severity

_TABLE: Final = (
    Fault("W001", "missing-styles", Severity.NOTE, ("group", "count", "names")),
    Fault("W002", "style-of-another-kind", Severity.ERROR, ("style",)),
    Fault("W003", "faint-style", Severity.WARNING, ("style", "color", "ground", "ratio")),
    Fault("W004", "alike-series", Severity.WARNING, ("one", "other", "apart")),
    Fault("W005", "rare-typeface", Severity.NOTE, ("value", "names")),
    Fault("W006", "unusable-picture", Severity.NOTE, ("value",)),
    Fault("W007", "narrow-page", Severity.WARNING, ("width",)),
    Fault("W008", "style-without-number", Severity.NOTE, ("names",)),
    Fault("W009", "small-type", Severity.WARNING, ("style", "size")),
    Fault("W010", "borrowed-series", Severity.NOTE, ("names", "colors")),
)

FAULTS: Final = MappingProxyType({fault.name: fault for fault in _TABLE})
"""Every fault of a reference document by its name."""


def fault(name: str, **params: str) -> Finding:
    """A finding of the fault `name`, with the params that its row lists.

    Raises KeyError for an unknown name and TypeError for other params: both are bugs.
    """
    kind = FAULTS[name]
    if set(params) != set(kind.params):
        raise TypeError(f"{name} takes {kind.params}")
    return Finding(kind.code, kind.name, kind.severity, params)
