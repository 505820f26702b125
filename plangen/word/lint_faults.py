"""What can be wrong with a Word file: one written table, and the way to make a finding of one.

Faults are named after what is wrong; their texts stand under the name in the words catalogue.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from plangen.plan.faults import Fault
from plangen.spans import Finding, Severity


def _error(code: str, name: str, *params: str) -> Fault:
    return Fault(code, name, Severity.ERROR, ("part", *params))


def _warning(code: str, name: str, *params: str) -> Fault:
    return Fault(code, name, Severity.WARNING, ("part", *params))


_TABLE: Final = (
    # the package
    _error("W050", "unreadable-docx", "detail"),
    _error("W051", "duplicate-part"),
    _error("W052", "malformed-part", "detail"),
    _error("W053", "illegal-character", "byte"),
    _error("W054", "broken-relationship", "value"),
    _error("W055", "unknown-relationship", "value"),
    # names that must exist, or be unique
    _error("W056", "unknown-style", "value", "place"),
    _error("W057", "unknown-list", "value", "place"),
    _error("W058", "unknown-footnote", "value", "place"),
    _error("W059", "unknown-bookmark", "value", "place"),
    _error("W060", "duplicate-control", "value", "place"),
    _error("W061", "long-control-name", "value", "place"),
    _error("W062", "open-bookmark", "value"),
    _error("W063", "duplicate-bookmark", "value"),
    _error("W064", "long-bookmark", "value"),
    _error("W065", "duplicate-drawing", "value", "place"),
    # structure
    _error("W066", "open-field", "place"),
    _error("W067", "text-in-deletion", "place"),
    _error("W068", "unpaired-move", "value"),
    _error("W069", "row-off-grid", "cells", "columns", "place"),
    _error("W070", "cell-without-paragraph", "place"),
    _error("W071", "cell-ends-in-table", "place"),
    _error("W072", "missing-section"),
    # what readers meet
    _warning("W073", "picture-without-text", "place"),
    _warning("W074", "heading-jump", "level", "before", "place"),
    _warning("W075", "table-without-header", "place"),
    _warning("W076", "empty-paragraph", "place"),
    _warning("W077", "direct-formatting", "value", "place"),
    # what readers who do not see, or see less, depend on
    _warning("W078", "missing-language"),
    _warning("W079", "other-language", "value", "wanted", "place"),
    _warning("W080", "missing-title"),
    _warning("W081", "picture-says-nothing", "value", "place"),
    _warning("W082", "decorative-picture", "place"),
    _warning("W083", "floating-object", "value", "place"),
    _warning("W084", "table-without-title", "place"),
    _warning("W085", "blank-header", "column", "place"),
    _warning("W086", "empty-link", "place"),
    _warning("W087", "field-without-result", "value", "place"),
    _warning("W088", "low-contrast", "text", "ground", "ratio", "least", "place"),
    _warning("W089", "small-text", "size", "place"),
    _warning("W090", "colour-alone", "value", "place"),
    # tracked changes
    _error("W091", "deletion-outside", "value", "place"),
    _error("W092", "duplicate-revision", "value", "place"),
    _error("W093", "unsigned-revision", "value", "place"),
    _error("W094", "last-mark-tracked", "place"),
)

FAULTS: Final = MappingProxyType({fault.name: fault for fault in _TABLE})
"""Every fault of a Word file by its name."""


def fault(name: str, part: str, **params: str) -> Finding:
    """A finding of the fault `name` in `part` of the file, with the params that its row lists.

    Raises KeyError for an unknown name and TypeError for other params: both are bugs.
    """
    kind = FAULTS[name]
    if {"part", *params} != set(kind.params):
        raise TypeError(f"{name} takes {kind.params}")
    return Finding(kind.code, kind.name, kind.severity, {"part": part, **params})
