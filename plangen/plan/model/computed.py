"""What is computed of each kind of record and never typed; how, says `plangen.plan.derived`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_WORK = ("start", "end", "months", "cost", "grant", "cash", "in_kind", "other", "counterpart")

COMPUTED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "action": _WORK,
        "strategy": _WORK,
        "gap": ("own", "reference_score", "difference"),
        "option": ("total",),
        "indicator": ("baseline", "target"),
        "link": ("margin",),
        "plan": ("cost", "grant", "counterpart"),
    }
)
"""Names by record kind. `target` of an indicator and all of the plan also take a year: `target.2027`."""

YEARLY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"indicator": ("target",), "plan": ("cost", "grant", "counterpart")}
)
"""The computed names that also take a year, by record kind."""
