"""Broken plans as files: `tests/cases/form/<fault>[--variant]/`, with all that is to be found beside them.

Each line of `expected.txt` is `code file:line:column`; nothing else may be found.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from plangen.plan.faults import FAULTS
from plangen.plan.load import load_plan
from plangen.plan.words import Words
from plangen.spans import Finding, Severity

CASES = sorted(
    folder for folder in (Path(__file__).resolve().parents[1] / "cases" / "form").iterdir() if folder.is_dir()
)
# How many findings there are, and what a folder of this repository cannot hold, is tested elsewhere.
WITHOUT_CASE = {"too-many-faults", "too-many-values", "unreadable-file", "file-too-large", "unreadable-yaml"}
BESIDE_A_PLAN = {
    *("duplicate-id", "ids-differ-by-case", "repeated-key", "broken-reference", "wrong-kind", "dead-path"),
    *("broken-mention", "broken-citation", "unprintable-field", "ambiguous-id", "score-out-of-scale"),
    *("bad-currency", "missing-picture", "unknown-picture", "picture-too-large"),
}


def place(finding: Finding) -> str:
    assert finding.span is not None
    return f"{finding.code} {finding.span.source.name}:{finding.span.line}:{finding.span.column}"


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_broken_plan_has_exactly_these_findings(folder: Path) -> None:
    loaded = load_plan(folder)
    expected = (folder / "expected.txt").read_text("utf-8").splitlines()
    assert [place(one) for one in loaded.findings] == expected
    variant = "--" in folder.name  # shows what else an input like the first one brings
    assert variant or FAULTS[folder.name].code in {line[:4] for line in expected}
    serious = {one.name for one in loaded.findings if one.severity is Severity.ERROR}
    assert (loaded.plan is not None) == (serious <= BESIDE_A_PLAN)


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_every_finding_can_be_said(folder: Path) -> None:
    words = Words("es")
    for one in load_plan(folder).findings:
        assert words.message(one).strip()
        assert words.hint(one).strip()
        assert all(words.related(related.note) for related in one.related)


def test_every_fault_has_a_case() -> None:
    names = {folder.name.partition("--")[0] for folder in CASES}
    assert set(FAULTS) - names == WITHOUT_CASE
