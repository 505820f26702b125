"""Findings counted by part."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plangen.plan.model import Plan, shapes
from plangen.plan.words import Words
from plangen.reports.findings import PlanFindings
from plangen.reports.summary import FILES, count_parts, part_of, part_title, render_summary
from plangen.spans import Finding, Severity
from tests.support.faulty_plans import MALFORMED, UNREASONED

WORDS = Words()


def at(path: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding("P069", "broken-reference", severity, path=path)


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("strategies/EST-2/owner", "strategies"),
        ("plan", "plan"),
        ("action_plan/actions/ACC-1", "action_plan"),
        ("", FILES),
        ("no_existe/uno", FILES),
        ("strategies~1EST-2", FILES),
    ],
)
def test_a_finding_belongs_to_the_first_key_of_its_path_or_to_the_files(path: str, part: str) -> None:
    assert part_of(at(path)) == part


def test_every_part_of_a_plan_has_a_title() -> None:
    titles = [part_title(part, WORDS) for part in (FILES, *shapes(Plan))]
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_parts_stand_in_the_plans_order_with_columns_that_align() -> None:
    found = [at("vision/why"), at("segmentation/segments", Severity.NOTE), at("vision"), at("")]
    assert render_summary(found, WORDS).splitlines() == [
        "                          Errores  Advertencias  Notas",
        "Archivos                        1             –      –",
        "Segmentación estratégica        –             –      1",
        "Visión de futuro                2             –      –",
        "Total                           3             –      1",
    ]


def test_no_findings_are_no_lines() -> None:
    assert render_summary([], WORDS) == ""


@pytest.mark.parametrize("text", [MALFORMED, UNREASONED])
def test_the_total_is_the_sum_of_the_parts(checked: Callable[..., PlanFindings], text: str) -> None:
    findings = checked(text).findings
    counts = count_parts(findings, WORDS)
    assert sum(sum(part.levels.values()) for part in counts) == len(findings)
    total = [
        0 if cell == "–" else int(cell)
        for cell in render_summary(findings, WORDS).splitlines()[-1].split()[1:]
    ]
    assert total == [sum(part.levels[level] for part in counts) for level in Severity]
    assert sum(total) == len(findings)
