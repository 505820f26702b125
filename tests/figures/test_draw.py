"""Specs to drawings: the same bytes whoever draws them, in whatever order, kept or fresh."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from plangen.errors import TemplateError
from plangen.figures import draw as drawing
from plangen.figures.bind import Spec
from plangen.figures.cache import FigureCache
from plangen.figures.draw import CannotDrawError, draw
from plangen.plan.images import pixel_size


def chart(count: int, clip: bool = False) -> Spec:
    values = [{"at": f"año {at}", "value": at + 1} for at in range(count)]
    spec = {
        "data": {"values": values},
        "width": 300,
        "mark": {"type": "bar", "clip": clip},
        "encoding": {
            "x": {"field": "at", "type": "ordinal"},
            "y": {"field": "value", "type": "quantitative"},
        },
        "config": {"aria": False, "font": "Liberation Sans, Arial"},
    }
    return Spec("vega", json.dumps(spec))


SQUARE = Spec(
    "svg", '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48"><rect width="9" height="9"/></svg>'
)
FRESH = FigureCache(None)


def test_a_figure_is_drawn_twice_as_svg_and_as_png() -> None:
    sheet = draw({"square": SQUARE}, FRESH)["square"]
    assert sheet.svg.startswith(b"<svg ")
    assert (sheet.width, sheet.height) == pytest.approx((25.4, 12.7))
    assert pixel_size(sheet.png) == (220, 110)


def test_the_png_is_sound_and_small() -> None:
    png = draw({"a": chart(12)}, FRESH)["a"].png
    width, height = pixel_size(png) or (0, 0)
    at, points, kinds = 8, b"", []
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        body = png[at + 4 : at + 8 + length]
        assert zlib.crc32(body) == int.from_bytes(png[at + 8 + length : at + 12 + length], "big")
        kinds.append(body[:4])
        points += body[4:] if body[:4] == b"IDAT" else b""
        at += 12 + length
    assert kinds == [b"IHDR", b"pHYs", b"IDAT", b"IEND"]
    assert len(zlib.decompress(points)) == height * (1 + 4 * width)
    assert len(png) < 40_000


def test_order_and_company_change_no_byte() -> None:
    specs = {"a": chart(3, clip=True), "b": chart(4, clip=True), "c": SQUARE}
    together = draw(specs, FRESH)
    turned = draw(dict(reversed(specs.items())), FRESH)
    alone = draw({"b": specs["b"]}, FRESH)
    assert turned == together
    assert alone["b"] == together["b"]


def test_a_kept_drawing_equals_a_fresh_one(tmp_path: Path) -> None:
    specs = {"a": chart(3), "b": SQUARE}
    cache = FigureCache(tmp_path)
    fresh = draw(specs, cache)
    assert len(list(tmp_path.iterdir())) == 2
    assert draw(specs, cache) == fresh


def test_what_was_drawn_before_needs_no_renderer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = FigureCache(tmp_path)
    before = draw({"a": SQUARE}, cache)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gone"))
    assert draw({"a": SQUARE}, cache) == before
    with pytest.raises(CannotDrawError):
        draw({"b": chart(2)}, cache)


def test_without_the_renderer_nothing_can_be_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "renderer_version", lambda: "")
    with pytest.raises(CannotDrawError):
        draw({"a": SQUARE}, FRESH)


def test_a_spec_that_cannot_be_drawn_names_its_figure() -> None:
    broken = Spec("vega", json.dumps({"mark": "nothing", "data": {"values": []}}))
    with pytest.raises(TemplateError) as caught:
        draw({"good": SQUARE, "figuras/prc-bad.svg": broken}, FRESH)
    assert caught.value.key == "figure-failed"
    assert caught.value.params["figure"] == "figuras/prc-bad.svg"


def test_no_spec_reaches_outside(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("a,b\n1,2\n", "utf-8")
    for url in ((tmp_path / "data.csv").as_posix(), "http://127.0.0.1:9/data.csv"):
        spec = {"data": {"url": url}, "mark": "bar", "encoding": {"x": {"field": "a", "type": "nominal"}}}
        with pytest.raises(TemplateError):
            draw({"a": Spec("vega", json.dumps(spec))}, FRESH)
    (tmp_path / "picture.png").write_bytes(draw({"a": SQUARE}, FRESH)["a"].png)
    for path in (tmp_path / "picture.png", Path("picture.png")):
        image = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{path.as_posix()}"/></svg>'
        with pytest.raises(TemplateError):
            draw({"a": Spec("svg", image)}, FRESH)


def test_a_file_of_the_disk_does_not_come_into_a_chart(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("a,b\nsecreto,2\n", "utf-8")
    spec = {
        "data": {"url": (tmp_path / "data.csv").as_uri()},
        "mark": "bar",
        "encoding": {"x": {"field": "a", "type": "nominal"}},
    }
    assert b"secreto" not in draw({"a": Spec("vega", json.dumps(spec))}, FRESH)["a"].svg


def test_clock_language_and_hash_seed_change_no_byte(tmp_path: Path) -> None:
    code = (
        "import hashlib\nfrom tests.figures.test_draw import chart, SQUARE, FRESH\n"
        "from plangen.figures.draw import draw\n"
        "made = draw({'a': chart(5), 'b': SQUARE}, FRESH)\n"
        "print(hashlib.sha256(b''.join(s.svg + s.png for s in made.values())).hexdigest())\n"
    )
    root = Path(__file__).resolve().parents[2]
    said = set()
    for seed, zone, language in (("0", "UTC", "C"), ("7", "Asia/Tokyo", "de_DE.UTF-8")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language, "HOME": str(tmp_path)}
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=root, env=env, capture_output=True, text=True, check=True
        )
        said.add(done.stdout)
    assert len(said) == 1
