"""The page of a code as text."""

from __future__ import annotations

import pytest

from plangen.plan.faults import FAULTS, Fault
from plangen.plan.words import Words
from plangen.reports.pages import render_page

WORDS = Words()


@pytest.mark.parametrize("fault", FAULTS.values(), ids=lambda fault: fault.code)
def test_a_page_has_code_level_reason_and_both_examples_indented(fault: Fault) -> None:
    page = WORDS.page(fault.name)
    text = render_page(fault, WORDS)
    level = WORDS.say(f"severity.{fault.severity}")
    assert text.startswith(f"{fault.code} {fault.name} ({level})\n\n")
    assert page.why in text
    for example in (page.wrong, page.right):
        assert all(f"    {line}\n" in f"{text}\n" for line in example.splitlines() if line.strip())
    assert text.index("Mal:") < text.index("Bien:")
    assert not text.endswith("\n")
