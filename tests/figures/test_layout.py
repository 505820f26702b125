"""Where the parts of a diagram stand: in the picture, apart from each other, each record once."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.figures.cover import Cell, cover_cells, cover_patterns
from plangen.figures.rows import balanced, chevrons, gist, milestones_line, runs
from plangen.figures.theme import FULL_WIDTH
from plangen.figures.trees import Box, organigram, unfold
from plangen.figures.typeset import text_width, wrap

words = st.text(alphabet="abcMWñ -,ÁV", max_size=90)


def apart(one: Box, other: Box) -> bool:
    return (
        one.left + one.width <= other.left + 0.01
        or other.left + other.width <= one.left + 0.01
        or one.top + one.height <= other.top + 0.01
        or other.top + other.height <= one.top + 0.01
    )


def in_picture(box: Box, height: float) -> bool:
    right, bottom = box.left + box.width, box.top + box.height
    return box.left >= -0.01 and right <= FULL_WIDTH + 0.01 and box.top >= -0.01 and bottom <= height + 0.01


def points(path: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?[\d.]+", path)]


def test_one_plan_has_one_cover_and_two_plans_have_two() -> None:
    assert cover_cells("banano", 14, 8) == cover_cells("banano", 14, 8)
    assert cover_cells("banano", 14, 8) != cover_cells("cacao", 14, 8)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=20))
def test_every_cover_has_each_paint_equally_often_and_no_square_twice(seed: str) -> None:
    cells = cover_cells(seed, 14, 8)
    counts = [sum(cell.paint == paint for cell in cells) for paint in range(5)]
    assert counts == [4, 9, 11, 21, 21]
    assert len({(cell.column, cell.row) for cell in cells}) == len(cells)
    assert all(cell.column < 14 and cell.row < 8 and cell.turn < 4 for cell in cells)


def test_a_paint_is_one_path_of_whole_squares_so_that_no_seam_shows() -> None:
    patterns = cover_patterns("banano", 14, 8)
    assert len(patterns) == 5
    for pattern in patterns:
        numbers = points(pattern.path)
        assert all(number % 50 == 0 or number in (0, 1) for number in numbers)
    assert sum(pattern.path.count("M") for pattern in patterns) == len(cover_cells("banano", 14, 8))


def test_a_quarter_stays_in_its_square() -> None:
    for cell in cover_cells("x", 3, 3):
        assert isinstance(cell, Cell)
    for pattern in cover_patterns("x", 3, 3):
        assert all(0 <= number <= 150 for number in points(pattern.path))


@given(st.integers(min_value=1, max_value=9))
def test_chevrons_fill_the_width_and_point_into_the_next(count: int) -> None:
    row = chevrons(count, 58)
    tips = [max(points(shape.path)[0::2]) for shape in row]
    assert tips[-1] <= FULL_WIDTH + 0.01
    assert count < 4 or tips[-1] == pytest.approx(FULL_WIDTH, abs=0.05)
    for before, after in pairwise(row):
        assert before.left + before.width < after.left
        assert max(points(before.path)[0::2]) > after.left


def test_no_chevrons_are_none() -> None:
    assert chevrons(0, 58) == ()


@given(st.lists(st.sampled_from("abc"), max_size=12))
def test_runs_are_the_values_again(values: list[str]) -> None:
    found = runs(values)
    assert [run.value for run in found for _ in range(run.length)] == values
    assert all(values[run.first] == run.value for run in found)
    assert all(one.value != two.value for one, two in pairwise(found))


@pytest.mark.parametrize(
    ("prose", "short"),
    [
        ("Falta un vivero. Los hijuelos llevan el hongo.", "Falta un vivero."),
        ("Cae a [[DAT-1]] cajas. Aquí se pierde el valor.", "Aquí se pierde el valor."),
        ("Solo [[DAT-1]].", ""),
        ("", ""),
        ("Según **dos** fuentes [@FTE-1], *se pierde*\nla mitad [@FTE-2].", "Según dos fuentes, se pierde la mitad."),
        ("Ver [el acta](https://example.org/a).", "Ver el acta."),
        ("Son 1.5 ha. o menos", "Son 1.5 ha. o menos"),
        ("snake_case se queda", "snake_case se queda"),
    ],
)  # fmt: skip
def test_the_gist_is_the_first_sentence_that_stands_alone(prose: str, short: str) -> None:
    assert gist(prose) == short


@settings(max_examples=60, deadline=None)
@given(words, st.integers(40, 200), st.integers(0, 4))
def test_balanced_lines_are_the_wrapped_words_in_as_many_lines(text: str, width: int, most: int) -> None:
    plain, even = wrap(text, width, most=most), balanced(text, width, most=most)
    assert len(even) == len(plain)
    assert " ".join(even) == " ".join(plain)
    assert max(map(text_width, even)) <= max(width, *map(text_width, plain))


def test_balanced_leaves_no_word_alone() -> None:
    assert wrap("Consejo directivo del Grupo Gestor", 180, 12, True)[-1] == "Gestor"
    assert balanced("Consejo directivo del Grupo Gestor", 180, 12, True) == ["Consejo directivo", "del Grupo Gestor"]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(words, min_size=1, max_size=6))
def test_words_of_milestones_stay_in_the_picture_and_off_the_next(texts: list[str]) -> None:
    flags = milestones_line(texts)
    for side in (True, False):
        own = [flag for flag in flags if flag.above == side]
        for flag, after in zip(own, [*own[1:], None], strict=False):
            end = flag.x + 8 + max(text_width(line) for line in flag.lines)
            assert end <= (after.x - 2 if after else FULL_WIDTH - 4)
            assert len(flag.lines) <= 5


@st.composite
def organs(draw: st.DrawFn) -> list[tuple[str, str, str, str]]:
    """Up to ten bodies that answer to any, themselves, nobody, or one that is not there."""
    count = draw(st.integers(0, 10))
    names = [f"ORG-{n}" for n in range(count)]
    return [
        (name, draw(st.sampled_from([*names, "", "ORG-away"])), draw(words), draw(words)) for name in names
    ]


@settings(max_examples=150, deadline=None)
@given(organs())
def test_bodies_stand_apart_each_once_whoever_they_answer_to(nodes: list[tuple[str, str, str, str]]) -> None:
    tree = organigram(nodes)
    assert sorted(box.key for box in tree.boxes) == [node[0] for node in nodes]
    assert all(apart(one, other) for one, other in combinations(tree.boxes, 2))
    assert all(in_picture(box, tree.height) for box in tree.boxes)
    assert tree.height <= 415
    for box in tree.boxes:
        size = 12 if tree.downward else 11
        assert all(text_width(line, size, True) <= box.width - 15.9 for line in box.lines)


@settings(max_examples=60, deadline=None)
@given(organs())
def test_there_is_a_line_for_each_body_that_hangs_from_another(
    nodes: list[tuple[str, str, str, str]],
) -> None:
    keys = {node[0] for node in nodes}
    hanging = [node for node in nodes if node[1] in keys]
    roots = len(nodes) - len(organigram(nodes).paths)
    assert roots >= len(nodes) - len(hanging)
    assert roots >= min(1, len(nodes))


def test_five_bodies_under_one_grow_downwards_and_six_in_rows() -> None:
    def under_one(count: int) -> list[tuple[str, str, str]]:
        return [("0", "", "Asamblea"), *((str(n), "0", "Mesa") for n in range(1, count + 1))]

    five, six = organigram(under_one(5)), organigram(under_one(6))
    assert five.downward
    assert not six.downward
    root, *others = five.boxes
    assert root.left + root.width / 2 == pytest.approx(FULL_WIDTH / 2)
    assert len({box.top for box in others}) == 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["A", "B", "C"]), words), min_size=1, max_size=9))
def test_rows_unfold_beside_their_stems(rows: list[tuple[str, str]]) -> None:
    tree = unfold(rows)
    leaves = [box for box in tree.rows if box.lines]
    assert len(tree.rows) == len(rows)
    assert tree.height <= 415
    assert all(in_picture(box, tree.height) for box in [*tree.stems, *leaves])
    assert all(apart(one, other) for one, other in combinations([*tree.stems, *leaves], 2))
    assert len(tree.paths) == len(tree.stems) + len(leaves)
    assert [stem.lines[0] for stem in tree.stems] == [str(run.value) for run in runs([r[0] for r in rows])]
