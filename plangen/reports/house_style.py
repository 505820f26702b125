"""Findings of a reference document as text: one block per code, its hints said once."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from plangen.plan.words import Words
from plangen.spans import Finding, Severity

_ORDER = tuple(Severity)


def render_house(findings: Iterable[Finding], words: Words) -> str:
    """The findings by level and code; "" for none."""
    ranked = sorted(findings, key=lambda finding: (_ORDER.index(finding.severity), finding.code))
    blocks = (list(group) for _, group in groupby(ranked, key=lambda finding: finding.code))
    return "\n\n".join(_block(block, words) for block in blocks)


def _block(block: list[Finding], words: Words) -> str:
    first = block[0]
    head = f"{words.say(f'severity.{first.severity}')} {first.code} {first.name}"
    messages = [f"  {words.message(finding)}" for finding in block]
    hints = dict.fromkeys(f"  → {words.hint(finding)}" for finding in block)
    return "\n".join((head, *messages, *hints))
