"""Plan paths and their text."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.plan.paths import PlanPath, escape_key, join_path, parse_path

KEY = st.text(min_size=1, max_size=8).map(lambda text: normalize("NFC", text))


@settings(max_examples=200, deadline=None)
@given(st.lists(KEY, max_size=5))
def test_a_path_comes_back_from_its_text(keys: list[str]) -> None:
    path = PlanPath(tuple(keys))
    assert parse_path(str(path)) == path


@settings(max_examples=100, deadline=None)
@given(st.lists(KEY, max_size=4), KEY)
def test_going_down_by_text_and_by_value_is_the_same(keys: list[str], key: str) -> None:
    path = PlanPath(tuple(keys))
    assert join_path(str(path), key) == str(path / key)
    assert (path / key).parent == path
    assert (path / key).starts_with(path)


@pytest.mark.parametrize(
    ("key", "text"), [("a/b", "a~1b"), ("a~b", "a~0b"), ("~1", "~01"), ("EST-2", "EST-2")]
)
def test_slash_and_tilde_in_a_key_are_escaped(key: str, text: str) -> None:
    assert escape_key(key) == text
    assert parse_path(text).keys == (key,)


def test_the_root_is_the_empty_text() -> None:
    assert parse_path("") == PlanPath()
    assert str(PlanPath()) == ""
    assert join_path("", "strategies") == "strategies"
    assert PlanPath().parent == PlanPath()


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [
        ("strategies/EST-2/owner", True),
        ("strategies/*/owner", True),
        ("*/*/*", True),
        ("strategies/*", False),
        ("strategies/*/owner/*", False),
        ("strategies/EST-1/owner", False),
    ],
)
def test_a_star_stands_for_one_key(pattern: str, fits: bool) -> None:
    assert parse_path("strategies/EST-2/owner").matches(pattern) is fits


def test_a_path_does_not_start_with_half_a_key() -> None:
    assert not parse_path("strategies/EST-21").starts_with(parse_path("strategies/EST-2"))
