"""Every rule: its page is whole and its examples hold, its words can be said, its cases come out as marked."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from plangen.checks.page import rule_page
from plangen.checks.rule import Rule
from plangen.checks.table import ALL as RULES
from plangen.plan.words import LANGUAGES, Words
from tests.support.rule_cases import CASES, Case, findings_of, read_cases

FILES = sorted(CASES.glob("*.md"))
CASES_OF_ALL = [case for path in FILES for case in read_cases(path)]
NAMES = {rule.name: rule for rule in RULES}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_a_whole_page(rule: Rule) -> None:
    page = rule_page(rule)
    assert page.what.endswith(".")
    assert page.why
    assert page.source
    assert page.wrong
    assert page.right


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_examples_of_a_page_are_what_they_say(rule: Rule, tmp_path: Path) -> None:
    page = rule_page(rule)
    assert findings_of(rule.name, page.wrong, tmp_path / "wrong"), "the wrong example has no fault"
    right = findings_of(rule.name, page.right, tmp_path / "right")
    assert not right, [Words("es").message(one) for one in right]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_positive_and_negative_cases(rule: Rule) -> None:
    cases = [case for case in CASES_OF_ALL if case.name == rule.name]
    assert any(case.faults for case in cases), "no case is at fault"
    assert any(not case.faults for case in cases), "no case is sound"


def test_every_case_file_is_named_after_a_rule() -> None:
    assert {path.stem for path in FILES} <= set(NAMES)


@pytest.mark.parametrize("case", CASES_OF_ALL, ids=lambda case: f"{case.name}:{case.line}")
def test_a_case_is_found_where_it_is_marked(case: Case, tmp_path: Path) -> None:
    findings = findings_of(case.name, case.text, tmp_path / "plan")
    said = [Words("es").message(one) for one in findings]
    assert sorted(one.span.line for one in findings if one.span) == sorted(case.faults), said
    assert all(one.span is not None for one in findings)
    if case.ends:
        ends = {other.span.line for one in findings for other in one.related}
        assert ends == set(case.ends), said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "case", [case for case in CASES_OF_ALL if case.faults], ids=lambda case: f"{case.name}:{case.line}"
)
def test_what_is_found_can_be_said_whole(case: Case, language: str, tmp_path: Path) -> None:
    words = Words(language)
    for one in findings_of(case.name, case.text, tmp_path / "plan"):
        message, hint = words.message(one), words.hint(one)
        assert message.endswith((".", "?"))
        assert hint.endswith((".", "?"))
        assert "None" not in message + hint
        assert all(words.related(other.note) for other in one.related)
        unused = set(one.params) - placeholders(words.page(one.name).message + words.page(one.name).hint)
        assert unused <= {"item", "near"}, unused


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_catalogue_says_what_a_rule_finds_why_and_whose_rule_it_is(rule: Rule, language: str) -> None:
    texts = Words(language).rule(rule.name)
    assert texts.what.endswith(".")
    assert texts.why.endswith(".")
    assert texts.source.endswith(".")


def test_codes_are_unique_and_belong_to_their_family() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(code[0] in "PGR" and len(code) == 4 for code in codes)


def test_no_rule_is_stricter_with_a_draft_than_with_a_submission() -> None:
    order = ["note", "warning", "error"]
    assert all(order.index(rule.draft) <= order.index(rule.submission) for rule in RULES)
