"""Cases of rules: Markdown files whose YAML blocks say beside the line what is to be found there.

In a fenced block of info `yaml`, a line that ends in `# ← P701` holds a finding of that code, one that ends in
`# ↔ P701` the other end of it. Nothing else of that code may be found, so a block without any mark is a
negative case. A block of info `yaml fixed` is what `--fix` makes of the block before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from plangen.checks.rule import Profile
from plangen.checks.run import judge, run_rules, subject_of
from plangen.checks.table import AFTER, BY_NAME
from plangen.plan.load import LoadedPlan, load_plan
from plangen.plan.programme import load_rules
from plangen.spans import Finding

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases" / "checks"
TEMPLATES = (ROOT / "tests" / "cases" / "programmes", ROOT / "templates")
"""Where cases find programmes: those made up for tests first."""

_BLOCK = re.compile(r"^```yaml( fixed)?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_MARK = re.compile(r"#.*?([←↔]) ?([PGR][0-9]{3})")


@dataclass(frozen=True)
class Case:
    """A block: the plan's text, the lines where it is at fault and their other ends, and the mended text."""

    name: str
    line: int
    text: str
    faults: tuple[int, ...]
    ends: tuple[int, ...]
    fixed: str = ""


def read_cases(path: Path) -> list[Case]:
    """The cases of a file, which is named after its rule."""
    text = path.read_text("utf-8")
    found: list[Case] = []
    for block in _BLOCK.finditer(text):
        if block[1]:
            last = found.pop()
            found.append(Case(last.name, last.line, last.text, last.faults, last.ends, block[2]))
            continue
        marks: dict[str, list[int]] = {"←": [], "↔": []}
        for number, line in enumerate(block[2].splitlines(), 1):
            for mark in _MARK.finditer(line):
                marks[mark[1]].append(number)
        at = text.count("\n", 0, block.start()) + 1
        found.append(Case(path.stem, at, block[2], tuple(marks["←"]), tuple(marks["↔"])))
    return found


def load_text(text: str, folder: Path) -> LoadedPlan:
    """A plan of one file, which must have no error of form."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plan.yaml").write_text(text, "utf-8")
    loaded = load_plan(folder)
    assert loaded.plan is not None, loaded.findings
    wrong = [
        (one.code, one.params, one.span and one.span.line)
        for one in loaded.findings
        if one.severity == "error"
    ]
    assert not wrong, wrong
    return loaded.plan


def findings_of(name: str, text: str, folder: Path) -> tuple[Finding, ...]:
    """What the rule of that name finds in a plan of one file, read as a submission."""
    loaded = load_text(text, folder)
    identity = loaded.plan.plan
    rules = (
        load_rules(identity.programme, identity.call, TEMPLATES) if identity else load_rules(None, None, ())
    )
    if BY_NAME[name] in AFTER:
        return tuple(one for one in judge(loaded, (), rules, Profile.SUBMISSION) if one.name == name)
    return run_rules(subject_of(loaded, rules), loaded, Profile.SUBMISSION, (BY_NAME[name],))
