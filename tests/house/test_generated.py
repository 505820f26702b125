"""What is generated and committed is what the commands write today."""

from __future__ import annotations

from pathlib import Path

import pytest

from plangen.flows.schema import SCHEMA_FILE, schema_text
from plangen.plan.words import Words
from tests.support.renew_readme import COMMAND, README, renewed

PLANS = Path(__file__).resolve().parents[2] / "plans"


@pytest.mark.parametrize("plan", sorted(p for p in PLANS.iterdir() if p.is_dir()), ids=lambda p: p.name)
def test_the_schema_beside_a_plan_is_fresh(plan: Path) -> None:
    assert (plan / SCHEMA_FILE).read_text("utf-8") == schema_text(Words())


def test_the_readme_holds_the_tables_of_rules_and_of_kinds_of_change() -> None:
    text = README.read_text("utf-8")
    assert text == renewed(text), f"the rules or kinds of change are others; run: {COMMAND}"
