"""The page of a rule, read from its docstring.

The first paragraph says what is wrong; `Why:` and `Source:` open a paragraph each; `Wrong:` and `Right:` an
indented YAML example, which is a plan by itself: the tests run both.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from textwrap import dedent

from plangen.checks.rule import Rule

_SECTION = re.compile(r"^(Why|Source|Wrong|Right):", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class RulePage:
    """The parts of a page; an example is YAML text without indentation."""

    what: str
    why: str
    source: str
    wrong: str
    right: str


def rule_page(rule: Rule) -> RulePage:
    """The page of a rule; what its docstring leaves out is empty."""
    text = inspect.cleandoc(rule.check.__doc__ or "")
    what, *rest = _SECTION.split(text)
    parts = dict(zip(rest[::2], rest[1::2], strict=True))
    said = {name: " ".join(parts.get(name, "").split()) for name in ("Why", "Source")}
    shown = {name: dedent(parts.get(name, "").strip("\n")).rstrip() for name in ("Wrong", "Right")}
    return RulePage(" ".join(what.split()), said["Why"], said["Source"], shown["Wrong"], shown["Right"])
