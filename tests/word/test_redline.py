"""Redlines: accepting all changes gives the new version, rejecting all the old one, by the standard's letter."""

from __future__ import annotations

import re

import pytest

from plangen.word.lint import lint_docx
from plangen.word.redline import redline
from plangen.word.write import write_docx
from tests.support.accept_reject import accepted, rejected
from tests.support.redline_documents import PAIRS, pair
from tests.support.redlines import BY, house, made_up, real
from tests.support.word_package import unpacked, with_part

WITH_LINT = 10
RICH = 80
"""A pair in which words, rows, properties and pictures change."""


def findings(data: bytes) -> set[str]:
    return {finding.name for finding in lint_docx(data)}


@pytest.mark.parametrize("number", range(PAIRS))
def test_made_up_pair_is_new_when_accepted_and_old_when_rejected(number: int) -> None:
    one = made_up(number)
    assert accepted(one.both) == accepted(one.new)
    assert rejected(one.both) == rejected(one.old)


def test_real_pair_is_new_when_accepted_and_old_when_rejected() -> None:
    one = real()
    assert accepted(one.both) == accepted(one.new)
    assert rejected(one.both) == rejected(one.old)
    assert accepted(one.both) != rejected(one.both)


@pytest.mark.parametrize("number", range(0, PAIRS, WITH_LINT))
def test_redline_has_no_fault_that_its_versions_lack(number: int) -> None:
    one = made_up(number)
    assert findings(one.both) <= findings(one.old) | findings(one.new)


def test_real_redline_has_no_fault_that_its_versions_lack() -> None:
    one = real()
    assert findings(one.both) <= findings(one.new)


@pytest.mark.parametrize("number", range(0, PAIRS, WITH_LINT))
def test_equal_versions_have_no_change_and_give_the_version_without_its_controls(number: int) -> None:
    new = made_up(number).new
    both = redline(new, new, BY)
    assert not re.search(rb"<w:(?:ins|del|\w+Change) ", unpacked(both)["word/document.xml"])
    assert accepted(both) == accepted(new)


@pytest.mark.parametrize("number", range(0, PAIRS, WITH_LINT))
def test_versions_written_without_controls_give_the_same_redline(number: int) -> None:
    old, new = (write_docx(one, house(), controls=False) for one in pair(number))
    assert b"<w:sdt>" not in unpacked(new)["word/document.xml"]
    assert redline(old, new, BY) == made_up(number).both


def test_equal_versions_give_equal_bytes() -> None:
    one = made_up(0)
    assert redline(one.old, one.new, BY) == one.both


@pytest.mark.parametrize(
    ("mark", "other"),
    [
        ("</w:delText>", "x</w:delText>"),
        ("</w:t></w:r></w:ins>", "x</w:t></w:r></w:ins>"),
        ("<w:pStyle ", "<w:keepLines/><w:pStyle "),
        ('<w:gridCol w:w="', '<w:gridCol w:w="1"/><w:gridCol w:w="'),
        (' descr="', ' descr="x'),
    ],
)
def test_judge_sees_what_a_redline_does_wrong(mark: str, other: str) -> None:
    one = made_up(RICH)
    spoilt = with_part(one.both, "word/document.xml", mark, other)
    assert (accepted(spoilt), rejected(spoilt)) != (accepted(one.new), rejected(one.old))
