"""The table of kinds of change: every kind once, in its family, with its grade."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from plangen.changes.kinds import KINDS
from plangen.plan.words import Words
from plangen.reports.kind_table import render_kind_table

WORDS = Words()
TABLE = render_kind_table(WORDS)
ROWS = [line.strip("| ").split(" | ") for line in TABLE.splitlines() if re.match(r"\| C\d{3} ", line)]


def test_every_kind_has_one_row_with_its_name_and_grade() -> None:
    wanted = [(kind.code, kind.name, WORDS.text(f"change-grades.{kind.grade}")) for kind in KINDS]
    assert [tuple(row[:3]) for row in ROWS] == wanted
    assert all(len(row) == 4 and row[3] for row in ROWS)


def test_families_are_folded_and_say_how_many_kinds_they_have() -> None:
    for family in TABLE.split("\n\n</details>")[:-1]:
        title = re.search(r"<summary>(.+): (\d+) clases</summary>", family)
        assert title
        codes = re.findall(r"^\| (C\d)\d\d? ", family, re.MULTILINE)
        assert len(codes) == int(title[2]) > 1
    assert sum(int(count) for count in re.findall(r": (\d+) clases", TABLE)) == len(KINDS)


def test_it_reads_as_tables_and_nothing_else() -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(TABLE)
    assert {one.type for one in tokens if one.level == 0} == {"html_block", "table_open", "table_close"}
    assert sum(one.type == "tr_open" for one in tokens) == len(KINDS) + TABLE.count("<details>")
