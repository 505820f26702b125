"""Kept drawings: the very bytes of a fresh one, or none."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.figures.cache import FigureCache


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=200), st.binary(max_size=200))
def test_what_was_kept_comes_back_byte_for_byte(svg: bytes, png: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        cache = FigureCache(Path(folder))
        cache.write("a", (svg, png))
        assert cache.read("a") == (svg, png)
        assert cache.read("b") is None


def test_a_damaged_drawing_is_not_used(tmp_path: Path) -> None:
    cache = FigureCache(tmp_path)
    cache.write("a", (b"<svg/>", b"png"))
    kept = (tmp_path / "a").read_bytes()
    for damaged in (kept[:-1], kept + b"x", kept[:40] + b"!" + kept[41:], b"", b"short"):
        (tmp_path / "a").write_bytes(damaged)
        assert cache.read("a") is None


def test_keys_tell_apart_what_differs_in_any_part() -> None:
    keys = {FigureCache.key(*parts) for parts in (("ab", "c"), ("a", "bc"), ("abc",), ("ab", "c", ""))}
    assert len(keys) == 4
    assert FigureCache.key("ab", "c") == FigureCache.key("ab", "c")


def test_no_folder_keeps_nothing_and_breaks_nothing(tmp_path: Path) -> None:
    for cache in (FigureCache(None), FigureCache(tmp_path / "missing")):
        cache.write("a", (b"<svg/>", b"png"))
        assert cache.read("a") is None
        cache.trim()


def test_the_oldest_drawings_go_when_there_are_too_many(tmp_path: Path) -> None:
    cache = FigureCache(tmp_path)
    for at, key in enumerate(("old", "middle", "new")):
        cache.write(key, (b"x" * 100, b""))
        os.utime(tmp_path / key, (at, at))
    cache.trim(room=300)
    assert cache.read("old") is None
    assert cache.read("middle") is not None
    assert cache.read("new") is not None
