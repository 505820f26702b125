"""The table of rules: every rule once, in its family, with both levels."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from plangen.checks.table import ALL
from plangen.plan.words import Words
from plangen.reports.rule_table import render_rule_table

WORDS = Words()
TABLE = render_rule_table(WORDS)
ROWS = [line.strip("| ").split(" | ") for line in TABLE.splitlines() if re.match(r"\| [A-Z]\d{3} ", line)]


def test_every_rule_has_one_row_with_its_name_and_levels() -> None:
    levels = {level: WORDS.say(f"severity.{level}") for level in ("error", "warning", "note")}
    wanted = [(rule.code, rule.name, levels[rule.draft], levels[rule.submission]) for rule in ALL]
    assert sorted(tuple(row[:4]) for row in ROWS) == sorted(wanted)
    assert all(len(row) == 5 and row[4] for row in ROWS)


def test_families_are_folded_and_say_how_many_rules_they_have() -> None:
    for family in TABLE.split("\n\n</details>")[:-1]:
        title = re.search(r"<summary>(.+): (\d+) reglas</summary>", family)
        assert title
        codes = re.findall(r"^\| ([A-Z]\d)\d\d ", family, re.MULTILINE)
        assert len(codes) == int(title[2])
        assert len(set(codes)) == 1
    assert sum(int(count) for count in re.findall(r": (\d+) reglas", TABLE)) == len(ALL)


def test_parts_come_in_order_then_the_thread_then_the_programme() -> None:
    families = list(dict.fromkeys(row[0][:2] for row in ROWS))
    assert families == [*(f"P{part}" for part in range(10)), "G0", "R0"]


def test_it_reads_as_tables_and_nothing_else() -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(TABLE)
    assert {one.type for one in tokens if one.level == 0} == {"html_block", "table_open", "table_close"}
    assert sum(one.type == "tr_open" for one in tokens) == len(ALL) + TABLE.count("<details>")
