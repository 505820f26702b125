"""Three versions of a table of a plan → one, row by row and cell by cell."""

from __future__ import annotations

import pytest

from plangen.plan.merge import Merged
from plangen.plan.merge_tables import merge_tables
from plangen.spans import Source
from tests.conftest import ROOT

SECOND = 'own,DIM-2,3,,"Dijo ""alto""",FTE-8\n'
BASE = (
    "reference,dimension,score,value,evidence,source\n"
    'own,DIM-1,2,DAT-45,"Rendimiento; antes, mayor",FTE-6\n'
    f"{SECOND}\n"
    "REF-1,DIM-1,4,DAT-41,Orgánico,FTE-3\n"
)


def merged(ours: str, theirs: str, base: str = BASE) -> Merged:
    return merge_tables(*(Source("data/puntajes.csv", one) for one in (base, ours, theirs)))


def clean(ours: str, theirs: str, base: str = BASE) -> str:
    result = merged(ours, theirs, base)
    assert result.understood
    assert result.conflicts == ()
    return result.text


def test_cells_of_one_row_meet() -> None:
    ours, theirs = BASE.replace("DIM-1,2,", "DIM-1,5,"), BASE.replace("antes, mayor", "antes, doble")
    assert clean(ours, theirs) == BASE.replace("DIM-1,2,", "DIM-1,5,").replace("antes, mayor", "antes, doble")


def test_rows_that_both_add_are_all_there_and_rows_that_one_removes_go() -> None:
    rows = "REF-2,DIM-1,1,,,\n", 'REF-3,DIM-1,2,,"a\nb",\n'
    theirs = BASE.replace(SECOND, "") + rows[1]
    assert clean(BASE + rows[0], theirs) == BASE.replace(SECOND, "") + "".join(rows)


def test_one_cell_that_both_change_is_a_conflict_of_its_row() -> None:
    result = merged(BASE.replace("DIM-1,2,", "DIM-1,5,"), BASE.replace("DIM-1,2,", "DIM-1,1,"))
    assert result.conflicts == ("benchmark/scores/own+DIM-1",)
    line = 'own,DIM-1,2,DAT-45,"Rendimiento; antes, mayor",FTE-6\n'
    ours, theirs = line.replace(",2,", ",5,"), line.replace(",2,", ",1,")
    wanted = f"<<<<<<< ours\n{ours}||||||| base\n{line}=======\n{theirs}>>>>>>> theirs\n"
    assert result.text == BASE.replace(line, wanted)


def test_a_row_that_one_removes_and_the_other_changes_is_a_conflict() -> None:
    start = BASE.index("\nREF-1") + 1
    result = merged(BASE[:start], BASE.replace("Orgánico", "Justo"))
    assert result.conflicts == ("benchmark/scores/REF-1+DIM-1",)
    assert "<<<<<<< ours\n||||||| base\nREF-1" in result.text


@pytest.mark.parametrize("last", [True, False])
def test_line_ends_and_separators_of_ours_stay(last: bool) -> None:
    base = BASE.replace("Rendimiento; antes, mayor", "Rendimiento").replace(",", ";").replace("\n", "\r\n")
    base = base if last else base.removesuffix("\r\n")
    ours, theirs = (
        base.replace("DIM-1;2;", "DIM-1;5;"),
        base.replace("Orgánico", "Justo").replace("\r\n", "\n"),
    )
    assert clean(ours, theirs, base) == ours.replace("Orgánico", "Justo")


def test_the_table_of_the_example_is_understood() -> None:
    text = (ROOT / "plans" / "banano-organico-piura" / "data" / "puntajes.csv").read_text("utf-8")
    lines = text.splitlines(keepends=True)
    ours, theirs = "".join([*lines[:2], *lines[3:]]), text.replace("own,DIM-1,2,", "own,DIM-1,3,")
    assert clean(ours, theirs, text) == ours.replace("own,DIM-1,2,", "own,DIM-1,3,")


@pytest.mark.parametrize(
    "theirs",
    [
        BASE.replace("evidence,source", "evidence,fuente"),  # no field of a score
        BASE.replace("source\n", "source,note\n"),  # another column
        BASE + BASE.splitlines()[1] + "\n",  # a key that is taken
        BASE + "REF-9,DIM-1\n",  # ragged
        BASE + 'REF-9,DIM-1,1,"\n',  # a quote without end
    ],
)
def test_what_is_not_understood_is_left_to_git(theirs: str) -> None:
    ours = BASE.replace("DIM-1,2,", "DIM-1,5,")
    assert merged(ours, theirs) == Merged(ours, (), understood=False)
    assert not merged(theirs, ours).understood


def test_a_table_of_something_else_is_left_to_git() -> None:
    assert not merged("a,b\n1,2\n", "a,b\n1,3\n", "a,b\n0,0\n").understood
