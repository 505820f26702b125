"""Cases of changes: Markdown files whose blocks are a plan before and after, with every change marked.

A block of info `yaml before` is followed by one of info `yaml after`; each is a whole plan. A comment
`# ← C001 indicators/IND-1/targets/2028` in either of them, by the line where the change stands, is a change of
that kind at that path. Nothing else may have changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from plangen.changes.change import Change
from plangen.changes.compare import compare_plans
from plangen.changes.grades import Grading
from tests.support.rule_cases import load_text

CASES = Path(__file__).resolve().parents[1] / "cases" / "changes"

_PAIR = re.compile(r"^```yaml before\n(.*?)^```\n+```yaml after\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_MARK = re.compile(r"# ← (C[0-9]{2,3}) (.+?)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class ChangeCase:
    """A pair of blocks, in the file that is named after `kind`, and its changes as code and path."""

    kind: str
    line: int
    before: str
    after: str
    marks: tuple[tuple[str, str], ...]


def read_change_cases(path: Path) -> list[ChangeCase]:
    """The cases of a file, which is named after a kind."""
    text = path.read_text("utf-8")
    return [
        ChangeCase(
            path.stem,
            text.count("\n", 0, pair.start()) + 1,
            pair[1],
            pair[2],
            tuple(_MARK.findall(pair[1]) + _MARK.findall(pair[2])),
        )
        for pair in _PAIR.finditer(text)
    ]


def graded(before: str, after: str, folder: Path) -> tuple[Grading, tuple[Change, ...]]:
    """What changed between two plans of one file each, and the grading that judges it."""
    old, new = (load_text(text, folder / name).index for name, text in (("a", before), ("b", after)))
    return Grading(old, new), compare_plans(old, new)
