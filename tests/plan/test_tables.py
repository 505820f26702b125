"""CSV as spreadsheets write it → records whose cells know their places."""

from __future__ import annotations

import pytest

from plangen.plan.model import Acronym, Fact, Strategy
from plangen.plan.nodes import Scalar, to_plain
from plangen.plan.tables import read_table
from plangen.spans import Source


def rows(text: str) -> object:
    table, findings = read_table(Source("data/datos.csv", text), Fact)
    assert findings == ()
    return to_plain(table)


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_separator_and_line_ends_make_no_difference(separator: str, line_end: str, last: bool) -> None:
    lines = ["id,label,value", "DAT-1,Empresas,3", "DAT-2,Ventas,4.50"]
    text = line_end.join(line.replace(",", separator) for line in lines) + (line_end if last else "")
    assert rows(text) == [
        {"id": "DAT-1", "label": "Empresas", "value": "3"},
        {"id": "DAT-2", "label": "Ventas", "value": "4.50"},
    ]


def test_empty_cells_rows_and_columns_are_absent() -> None:
    text = 'id;label;value;;\nDAT-1;;3;;\n;;;;\n\nDAT-2;"";"  "\n'
    assert rows(text) == [{"id": "DAT-1", "value": "3"}, {"id": "DAT-2"}]


def test_quotes_hold_separators_line_ends_and_doubled_quotes() -> None:
    text = 'id,label,note\r\nDAT-1,"Uno, ""dos""","a\r\nb"\r\n'
    assert rows(text) == [{"id": "DAT-1", "label": 'Uno, "dos"', "note": "a\nb"}]


def test_the_line_that_names_the_separator_to_spreadsheets_is_skipped() -> None:
    assert rows("sep=;\nid;label\nDAT-1;a,b\n") == [{"id": "DAT-1", "label": "a,b"}]


def test_cells_that_look_like_formulas_are_text() -> None:
    assert rows("id,label\nDAT-1,=1+1\nDAT-2,@SUM(A1)\n") == [
        {"id": "DAT-1", "label": "=1+1"},
        {"id": "DAT-2", "label": "@SUM(A1)"},
    ]


def test_several_ids_in_a_cell_are_separated_by_spaces() -> None:
    source = Source("x.csv", 'id,segments\nEST-1,"SEG-1  SEG-2"\nEST-2,SEG-3\n')
    table, findings = read_table(source, Strategy)
    assert findings == ()
    assert to_plain(table) == [
        {"id": "EST-1", "segments": ["SEG-1", "SEG-2"]},
        {"id": "EST-2", "segments": ["SEG-3"]},
    ]


def test_every_cell_stands_where_its_span_says() -> None:
    text = 'short , long\nCITE, "x"\n"PAC"," a b "\n'
    table, _ = read_table(Source("x.csv", text), Acronym)
    shown = []
    for row in table.items:
        for entry in getattr(row, "entries", {}).values():
            assert isinstance(entry.value, Scalar)
            shown.append((text[entry.key.start : entry.key.end], text[entry.value.start : entry.value.end]))
    assert shown == [("short", "CITE"), ("long", '"x"'), ("short", '"PAC"'), ("long", '" a b "')]


def test_an_empty_table_is_an_empty_list() -> None:
    assert rows("") == rows("id,label\n") == rows("\r\n") == []


def test_a_table_without_the_column_that_names_its_rows_is_one_fault() -> None:
    table, findings = read_table(Source("x.csv", "label,value\na,1\nb,2\n"), Fact)
    assert table.items == ()
    assert [(one.name, one.params["value"]) for one in findings] == [("missing-column", "id")]


def test_an_unknown_column_is_told_with_the_nearest_and_its_cells_are_left_out() -> None:
    table, findings = read_table(Source("x.csv", "id,lable\nDAT-1,a\n"), Fact)
    assert to_plain(table) == [{"id": "DAT-1"}]
    assert [(one.name, one.params["near"]) for one in findings] == [("unknown-column", "label")]
