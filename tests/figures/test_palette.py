"""The house's colours: told apart in grey, readable where text stands on them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from plangen.figures.palette import OWN, WHITE, contrast, named_colors


def lightness(color: str) -> float:
    luminance = contrast(color, "#000000") * 0.05 - 0.05
    return 116 * luminance ** (1 / 3) - 16


def test_contrast_is_that_of_the_accessibility_guidelines() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)
    assert contrast("#12384F", "#12384F") == 1


def test_text_reads_on_every_colour_it_may_stand_on() -> None:
    colors = named_colors(OWN)
    for name in (n for n in colors if n.startswith("on_")):
        ground = colors[name.removeprefix("on_")]
        assert contrast(colors[name], ground) >= (3 if name in ("on_line", "on_target") else 4.5), name


def test_series_differ_in_grey() -> None:
    grey = sorted(lightness(getattr(OWN, f"series_{n}")) for n in range(1, 6))
    assert all(darker + 12 <= lighter for darker, lighter in pairwise(grey))


def test_text_and_grey_read_on_white() -> None:
    assert min(contrast(color, WHITE) for color in (OWN.ink, OWN.text, OWN.grey)) >= 4.5
