"""What can be wrong with pages that are meant to be one: one written table."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from plangen.plan.faults import Fault
from plangen.spans import Severity

SHEET: Final = Fault("W048", "sheet-overflow", Severity.WARNING, ("sheet", "lines"))
SUMMARY: Final = Fault("W049", "summary-overflow", Severity.WARNING, ("lines",))

FAULTS: Final = MappingProxyType({fault.name: fault for fault in (SHEET, SUMMARY)})
"""Every fault of pages by its name."""
