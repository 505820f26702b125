"""Colours of figures from a reference document: our own exactly, a client's through theme and inheritance."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.figures.palette import OWN
from plangen.word.base import make_base, open_base
from plangen.word.palette import APART, lightness, read_palette, tone
from tests.support.client_style import BURGUNDY, GREEN, OCHRE, ROSE, client_reference
from tests.support.word_package import packed, unpacked, with_part

OURS = make_base()
INK = '<w:color w:val="12384F"/>'


def restyled(change: dict[str, str], data: bytes = OURS) -> bytes:
    parts = unpacked(data)
    text = parts["word/styles.xml"].decode()
    for old, new in change.items():
        assert old in text, old
        text = text.replace(old, new)
    return packed({**parts, "word/styles.xml": text.encode()})


def without(pattern: str) -> bytes:
    parts = unpacked(OURS)
    text = parts["word/styles.xml"].decode()
    kept = re.sub(rf'<w:style (?:(?!</w:style>).)*<w:name w:val="(?:{pattern})"/>.*?</w:style>', "", text)
    assert kept != text
    return packed({**parts, "word/styles.xml": kept.encode()})


def series(data: bytes) -> list[str]:
    palette = read_palette(data)
    return [getattr(palette, f"series_{n}") for n in range(1, 6)]


def closest(colors: list[str]) -> float:
    return min(abs(lightness(one) - lightness(other)) for one, other in combinations(colors, 2))


def test_our_own_document_gives_our_own_palette() -> None:
    assert read_palette(OURS) == OWN
    assert closest(series(OURS)) >= APART


def test_edited_styles_are_the_colours_of_the_figures() -> None:
    palette = read_palette(
        restyled(
            {
                'w:fill="E2AB3B"': 'w:fill="cc8800"',
                'w:fill="8FB2BE"': 'w:fill="AABBCC"',
                INK: '<w:color w:val="402010"/>',
            }
        )
    )
    assert (palette.series_2, palette.level_4, palette.track, palette.ink) == (
        "#CC8800", "#AABBCC", "#AABBCC", "#402010",
    )  # fmt: skip
    assert palette.series_3 == OWN.series_3


def test_client_colours_come_through_the_theme() -> None:
    palette = read_palette(client_reference())
    assert palette.ink == palette.series_1 == f"#{BURGUNDY}"
    assert (palette.series_2, palette.tint) == (f"#{OCHRE}", f"#{ROSE}")
    assert f"#{GREEN}" in (palette.series_4, palette.series_5)


@pytest.mark.parametrize(
    ("attributes", "found"),
    [
        ('w:val="000000" w:themeColor="accent5"', "#A34A28"),
        ('w:val="000000" w:themeColor="text2"', "#12384F"),
        ('w:val="000000" w:themeColor="background1" w:themeShade="80"', "#808080"),
        ('w:val="000000" w:themeColor="text1" w:themeTint="00"', "#FFFFFF"),
        ('w:val="336699" w:themeColor="none"', "#336699"),
        ('w:val="auto"', OWN.text),
    ],
)
def test_theme_colours_are_resolved_with_tint_and_shade(attributes: str, found: str) -> None:
    assert read_palette(restyled({INK: f"<w:color {attributes}/>"})).ink == found


def test_theme_colours_go_through_the_mapping_of_the_document() -> None:
    data = restyled({INK: '<w:color w:val="000000" w:themeColor="text1"/>'})
    turned = with_part(data, "word/settings.xml", 'w:t1="dark1"', 'w:t1="light2"')
    assert read_palette(data).ink == OWN.text
    assert read_palette(turned).ink == OWN.tint


def test_grounds_mix_patterns_and_are_inherited() -> None:
    shaded = restyled(
        {
            '<w:shd w:val="clear" w:color="auto" w:fill="E2AB3B"/>': '<w:shd w:val="pct50" w:color="000000" w:fill="FFFFFF"/>'
        }
    )
    assert read_palette(shaded).series_2 == "#808080"
    lineage = restyled(
        {
            '<w:shd w:val="clear" w:color="auto" w:fill="E2AB3B"/>': "",
            'w:styleId="PlanSerie2"': 'w:styleId="PlanSerie2x"',
        }
    )
    based = restyled(
        {
            '<w:name w:val="Plan Serie 2"/><w:basedOn w:val="PlanTablaTexto"/>': '<w:name w:val="Plan Serie 2"/><w:basedOn w:val="PlanNivel4"/>'
        },
        lineage,
    )
    assert read_palette(based).series_2 == OWN.level_4


def test_series_that_are_not_styled_keep_apart_and_begin_with_the_ink() -> None:
    found = series(without("Plan Serie ."))
    assert found[0] == OWN.ink
    assert set(found[1:4]) <= {f"#{color}" for color in ("E2AB3B", "559CA8", "CBD8DE", "A34A28", "8FB2BE")}
    assert closest(found) >= APART


@pytest.mark.parametrize("ink", ["000000", "7A1F2B", "C00000", "2E74B5", "767676"])
def test_what_a_document_lacks_is_made_from_its_titles(ink: str) -> None:
    data = restyled(
        {'<w:name w:val="heading 1"/><w:basedOn w:val="PlanBaseTitular"/>': '<w:name w:val="heading 1"/>',
         '<w:sz w:val="54"/><w:szCs w:val="54"/>': f'<w:color w:val="{ink}"/><w:sz w:val="54"/><w:szCs w:val="54"/>'},
        without("Plan Base titular|Plan Nivel .|Plan Serie .|Plan Mensaje|Plan Tabla"),
    )  # fmt: skip
    palette = read_palette(data)
    assert palette.ink == palette.series_1 == f"#{ink}"
    assert lightness(palette.level_2) > lightness(palette.level_3) > lightness(palette.level_4)
    assert closest(series(data)) >= APART
    base = open_base(data)
    assert "Plan Tabla" in base.missing
    assert f'w:color="{ink}"'.encode() in base.parts["styles.xml"]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 0xFFFFFF), st.floats(0, 100))
def test_a_tone_is_as_light_as_asked(number: int, light: float) -> None:
    assert lightness(tone(f"#{number:06X}", light)) == pytest.approx(light, abs=1.0)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 0xFFFFFF))
def test_series_made_from_any_readable_ink_keep_apart(number: int) -> None:
    ink = f"{number:06X}"
    data = restyled({INK: f'<w:color w:val="{ink}"/>'}, without("Plan Serie ."))
    if lightness(f"#{ink}") <= 60:
        assert series(data)[0] == f"#{ink}"
        assert closest(series(data)) >= APART
