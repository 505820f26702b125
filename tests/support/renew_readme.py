"""Renew what the README holds between its markers: `python -m tests.support.renew_readme`."""

from __future__ import annotations

import re
from pathlib import Path

from plangen.plan.words import Words
from plangen.reports.kind_table import render_kind_table
from plangen.reports.rule_table import render_rule_table

README = Path(__file__).resolve().parents[2] / "README.md"
COMMAND = "python -m tests.support.renew_readme"

TABLES = {"rules": render_rule_table, "changes": render_kind_table}
"""What stands between `<!-- name -->` and `<!-- /name -->`."""


def renewed(text: str) -> str:
    """The README with the tables of rules and kinds of change as they are today.

    LookupError where markers are missing.
    """
    for name, render in TABLES.items():
        between = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", re.DOTALL)
        if not between.search(text):
            raise LookupError(f"no <!-- {name} --> … <!-- /{name} --> in README.md")
        table = render(Words())
        text = between.sub(lambda _, table=table: f"\n{table}\n\n", text)
    return text


if __name__ == "__main__":
    README.write_text(renewed(README.read_text("utf-8")), "utf-8", newline="\n")
