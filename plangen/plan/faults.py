"""The faults of form of a plan: one written table, and the way to make a finding of one.

A fault is named after what is wrong. Codes are for good: a fault that goes keeps its number unused, a
new one takes the next. Messages, cures and pages stand under the name in the words catalogue
(`findings:`); `params` are the placeholders that every one of its texts may use.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType

from plangen.spans import Finding, Related, Severity, Span


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of fault: code, name, how grave it is, and the params of its texts."""

    code: str
    name: str
    severity: Severity
    params: tuple[str, ...]


def _error(code: str, name: str, *params: str) -> Fault:
    return Fault(code, name, Severity.ERROR, params)


def _warning(code: str, name: str, *params: str) -> Fault:
    return Fault(code, name, Severity.WARNING, params)


def _note(code: str, name: str, *params: str) -> Fault:
    return Fault(code, name, Severity.NOTE, params)


_TABLE = (
    # files
    _error("P001", "unreadable-file", "file", "detail"),
    _error("P002", "file-too-large", "file", "limit"),
    _error("P003", "wrong-encoding", "file", "encoding", "byte"),
    _error("P004", "control-character", "value"),
    _error("P005", "old-line-end", "value", "count"),
    _error("P006", "outside-folder", "file"),
    _error("P007", "missing-file", "file"),
    _warning("P008", "yml-extension", "file"),
    _warning("P009", "invisible-character", "value", "count"),
    _note("P010", "decomposed-text", "value", "count"),
    # YAML
    _error("P011", "tab-indentation", "count"),
    _error("P012", "bad-indentation", "value"),
    _error("P013", "unquoted-brackets", "value"),
    _error("P014", "unquoted-colon", "value"),
    _error("P015", "unquoted-indicator", "value", "character"),
    _error("P016", "missing-space-after-colon", "value"),
    _error("P017", "missing-colon", "value"),
    _error("P018", "list-on-key-line", "value"),
    _error("P019", "unclosed-quote", "value"),
    _error("P020", "text-after-quote", "value"),
    _error("P021", "bad-escape", "value"),
    _error("P022", "unclosed-bracket", "value"),
    _error("P023", "stray-bracket", "value"),
    _error("P024", "missing-comma", "value"),
    _error("P025", "unreadable-yaml", "detail"),
    _error("P026", "nested-too-deep", "limit"),
    _error("P027", "yaml-alias", "value"),
    _error("P028", "yaml-tag", "value"),
    _error("P029", "merge-key"),
    _error("P030", "yaml-directive", "value"),
    _error("P031", "many-documents"),
    _error("P032", "duplicate-key", "value"),
    _error("P033", "key-not-text"),
    # keys and types
    _error("P034", "key-in-two-files", "value", "other"),
    _error("P035", "unknown-key", "value", "near", "known"),
    _error("P036", "missing-key", "value"),
    _error("P037", "expected-mapping"),
    _error("P038", "expected-list"),
    _error("P039", "expected-text"),
    _error("P040", "empty-item"),
    _error("P041", "unknown-choice", "value", "near", "known"),
    _error("P042", "text-of-many-lines"),
    _error("P043", "bad-id", "value"),
    _error("P044", "reserved-id", "value"),
    _error("P045", "expected-reference", "value"),
    _error("P046", "expected-number", "value"),
    _error("P047", "number-too-long", "value"),
    _error("P048", "percent-out-of-range", "value"),
    _error("P049", "score-out-of-scale", "value"),
    _error("P050", "expected-count", "value"),
    _error("P051", "expected-year", "value"),
    _error("P052", "expected-month", "value"),
    _error("P053", "no-such-month", "value"),
    _error("P054", "expected-date", "value"),
    _error("P055", "no-such-date", "value"),
    _error("P056", "expected-yes-no", "value"),
    _error("P057", "figure-without-unit", "value"),
    _error("P058", "point-without-period"),
    _error("P059", "bad-currency", "value"),
    # text and tables in files of their own
    _error("P060", "file-not-allowed", "value"),
    _error("P061", "unknown-column", "value", "near", "known"),
    _error("P062", "repeated-column", "value"),
    _error("P063", "ragged-row", "cells", "columns"),
    _error("P064", "unclosed-cell"),
    _error("P065", "text-after-cell", "value"),
    # who refers to whom
    _error("P066", "duplicate-id", "value"),
    _error("P067", "ids-differ-by-case", "value", "other"),
    _error("P068", "repeated-key", "value"),
    _error("P069", "broken-reference", "value", "near", "kinds"),
    _error("P070", "wrong-kind", "value", "found", "kinds"),
    _error("P071", "dead-path", "value", "near"),
    _error("P072", "broken-mention", "value", "near"),
    _error("P073", "broken-citation", "value", "near"),
    _error("P074", "unprintable-field", "value", "field"),
    _error("P075", "ambiguous-id", "value", "other"),
    _note("P076", "mention-in-text", "value"),
    _error("P077", "computed-key", "value"),
    _error("P078", "missing-column", "value"),
    _note("P079", "too-many-faults", "limit"),
    _error("P080", "too-many-values", "limit"),
    # pictures
    _error("P081", "missing-picture", "value"),
    _error("P082", "unknown-picture", "value"),
    _error("P083", "picture-too-large", "value", "limit"),
)

MAX_FINDINGS = 1000
"""No stage of reading (a file's YAML, its fields, what refers to what) reports more than this."""

FAULTS: Mapping[str, Fault] = MappingProxyType({one.name: one for one in _TABLE})
"""Every fault of form by its name."""


def fault(
    name: str,
    span: Span | None = None,
    path: str = "",
    item: str = "",
    related: tuple[Related, ...] = (),
    **params: str,
) -> Finding:
    """A finding of the fault `name`, with exactly the params that its row of the table lists.

    Raises KeyError for an unknown name and TypeError for other params: both are bugs.
    """
    row = FAULTS[name]
    if set(params) != set(row.params):
        raise TypeError(f"{name} takes {row.params}, not {tuple(params)}")
    return Finding(row.code, row.name, row.severity, params, path, item, span, related)


def capped(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The first findings of a stage; where there are more, the last says so."""
    taken = tuple(islice(findings, MAX_FINDINGS + 1))
    if len(taken) <= MAX_FINDINGS:
        return taken
    return (*taken[:-1], fault("too-many-faults", taken[-1].span, limit=str(MAX_FINDINGS)))
