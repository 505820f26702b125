"""Places of a PDF: the page of each name, and none of what is no PDF."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.flows.pdf_places import read_places
from tests.support.stand_in_office import made_pdf

NAMES = st.from_regex(r"5Fp[0-9a-f]{24}", fullmatch=True)


@st.composite
def placed(draw: st.DrawFn) -> tuple[dict[str, int], int]:
    pages = draw(st.integers(1, 12))
    return draw(st.dictionaries(NAMES, st.integers(1, pages), max_size=12)), pages


@settings(max_examples=40, deadline=None)
@given(placed())
def test_every_name_is_on_its_page(made: tuple[dict[str, int], int]) -> None:
    places, pages = made
    assert read_places(made_pdf(places, pages)) == places


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 900))
def test_what_is_no_whole_pdf_gives_no_page(noise: bytes, cut: int) -> None:
    whole = made_pdf({"5Fpa": 1, "5Fpb": 3}, 3)
    assert read_places(noise) == {}
    assert read_places(whole[: min(cut, len(whole) - 40)]) == {}
