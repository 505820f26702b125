"""Where charts put what no scale places: nothing on anything, nothing outside."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.figures.charts import apart, legend, month_number, round_steps, spread


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(0, 100), max_size=12))
def test_what_is_pushed_apart_keeps_its_order_and_its_distance(positions: list[float]) -> None:
    moved = apart(positions, 8, 0, 100)
    in_order = sorted(range(len(positions)), key=lambda at: (positions[at], at))
    steps = [moved[b] - moved[a] for a, b in pairwise(in_order)]
    assert all(step >= 8 - 1e-6 for step in steps)
    assert all(-1e-6 <= place <= 100 + 1e-6 for place in moved)


def test_what_stands_free_is_not_moved() -> None:
    assert apart([10, 50, 90], 8, 0, 100) == [10, 50, 90]
    assert apart([50, 50], 8, 0, 100) == [46, 54]


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([20.0, 85.0, 150.0, 215.0, 270.0]), st.floats(14, 276)), max_size=12)
)
def test_circles_never_lie_on_each_other(points_given: list[tuple[float, float]]) -> None:
    places = spread(points_given, 25, 14, 276)
    for at, (x, y) in enumerate(places):
        assert 14 <= x <= 276
        assert 14 <= y <= 276
        assert all((x - other[0]) ** 2 + (y - other[1]) ** 2 >= 24.9**2 for other in places[:at])


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=80), min_size=1, max_size=12))
def test_a_legend_stays_in_its_room(words: list[str]) -> None:
    entries = legend(words, 300)
    assert len(entries) == len(words)
    assert all(entry["x"] >= 6 and entry["start"] <= 300 for entry in entries)


@settings(max_examples=100, deadline=None)
@given(st.floats(-1e15, 1e15), st.floats(1e-3, 1e15))
def test_steps_of_an_axis_are_round_and_span_its_values(low: float, length: float) -> None:
    high = low + length
    steps = round_steps(low, high)
    if low < high:
        assert 2 <= len(steps) <= 8
        assert float(steps[0]) <= low + length * 1e-3
        assert float(steps[-1]) >= high - length * 1e-3
        assert str((steps[1] - steps[0]).normalize().as_tuple().digits[0]) in "125"


def test_months_are_counted() -> None:
    assert month_number("2027-03") == 2027 * 12 + 2
    assert month_number(None) is None
