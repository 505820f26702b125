"""The page of a code as text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plangen.changes.kinds import KINDS, ChangeKind
from plangen.checks.page import rule_page
from plangen.checks.rule import Rule
from plangen.checks.table import ALL
from plangen.plan.faults import FAULTS, Fault
from plangen.plan.words import Words
from plangen.reports.pages import code_page, page_of_name, render_markdown_help, render_page

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


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.code)
def test_the_page_of_a_rule_has_levels_what_why_both_examples_and_whose_it_is(rule: Rule) -> None:
    said, shown = WORDS.rule(rule.name), rule_page(rule)
    head, *paragraphs = render_page(rule, WORDS).split("\n\n")
    assert head.startswith(f"{rule.code} {rule.name} (")
    text = "\n\n".join(paragraphs)
    at = [text.index(part) for part in (said.what, said.why, "Mal:", "Bien:", f"Fuente: {said.source}")]
    assert at == sorted(at)
    for example in (shown.wrong, shown.right):
        assert all(f"    {line}\n" in text for line in example.splitlines() if line.strip())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_the_page_of_a_kind_of_change_has_grade_what_why_both_sides_and_how_to_override_it(
    kind: ChangeKind,
) -> None:
    said = WORDS.change("change-kinds", kind.name)
    head, *paragraphs = render_page(kind, WORDS).split("\n\n")
    assert head == f"{kind.code} {kind.name} ({WORDS.text(f'change-grades.{kind.grade}')})"
    text = "\n\n".join(paragraphs)
    at = [text.index(one) for one in (said["title"], said["what"], said["why"], "Antes:", "Después:")]
    assert at == sorted(at)
    for side in ("before", "after"):
        assert all(f"    {line}\n" in text for line in said[side].splitlines() if line.strip())
    assert f"code: {kind.code}" in paragraphs[-1]
    assert "{" not in paragraphs[-1].replace("{path: RUTA, grade: GRADO}", "")


def test_the_levels_of_a_rule_are_said_for_draft_and_submission_or_once_where_they_are_the_same() -> None:
    def head(one: Rule) -> str:
        return render_page(one, WORDS).splitlines()[0]

    by_levels = {(rule.draft, rule.submission): head(rule) for rule in ALL}
    assert by_levels["note", "error"].endswith("(en borrador, nota; en la entrega, error)")
    assert by_levels["warning", "warning"].endswith("(advertencia)")


def test_a_page_is_found_by_the_name_of_a_fault_or_a_rule() -> None:
    for one in (FAULTS["broken-reference"], ALL[-1]):
        assert page_of_name(one.name, WORDS) == code_page(one, WORDS)
    with pytest.raises(KeyError):
        page_of_name("no-existe", WORDS)


def test_the_help_in_markdown_fences_its_examples_whatever_they_hold() -> None:
    page = replace(
        page_of_name("broken-reference", WORDS), wrong="a: |\n  ```\n  b", right="a: 1", why="*<b>*"
    )
    text = render_markdown_help(page, WORDS)
    assert "````yaml\na: |\n  ```\n  b\n````" in text
    assert "```yaml\na: 1\n```" in text
    assert "\\*&lt;b&gt;\\*" in text
