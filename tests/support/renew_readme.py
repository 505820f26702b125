"""Renew what the README holds between its markers: `python -m tests.support.renew_readme`."""

from __future__ import annotations

import re
from pathlib import Path

from plangen.plan.words import Words
from plangen.reports.rule_table import render_rule_table

README = Path(__file__).resolve().parents[2] / "README.md"
COMMAND = "python -m tests.support.renew_readme"

_BETWEEN = re.compile(r"(?<=<!-- rules -->\n).*?(?=<!-- /rules -->)", re.DOTALL)


def renewed(text: str) -> str:
    """The README with the table of rules as the rules are today. LookupError where the markers are missing."""
    if not _BETWEEN.search(text):
        raise LookupError("no <!-- rules --> … <!-- /rules --> in README.md")
    table = render_rule_table(Words())
    return _BETWEEN.sub(lambda _: f"\n{table}\n\n", text)


if __name__ == "__main__":
    README.write_text(renewed(README.read_text("utf-8")), "utf-8", newline="\n")
