"""Places of a PDF: the page of each name, however the objects are written down."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.flows.pdf_places import read_places
from tests.support.stand_in_office import made_pdf

NAMES = st.from_regex(r"5Fp[0-9a-f]{24}", fullmatch=True)


@st.composite
def placed(draw: st.DrawFn) -> tuple[dict[str, int], int]:
    pages = draw(st.integers(1, 30))
    return draw(st.dictionaries(NAMES, st.integers(1, pages), max_size=20)), pages


@settings(max_examples=100, deadline=None)
@given(placed(), st.booleans(), st.booleans())
def test_every_name_is_on_its_page_however_the_file_is_made(
    made: tuple[dict[str, int], int], packed: bool, tree: bool
) -> None:
    places, pages = made
    assert read_places(made_pdf(places, pages, packed, tree)) == places


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 900), st.booleans())
def test_what_is_no_whole_pdf_gives_no_page(noise: bytes, cut: int, packed: bool) -> None:
    whole = made_pdf({"5Fpa": 1, "5Fpb": 3}, 3, packed)
    assert read_places(noise) == {}
    assert read_places(whole[: min(cut, len(whole) - 2)]) == {}


def test_names_of_pages_that_are_not_in_the_document_are_left_out() -> None:
    pdf = made_pdf({"here": 1, "gone": 2}, 2).replace(b"/gone[11 0 R", b"/gone[77 0 R")
    assert read_places(pdf) == {"here": 1}


def test_a_tree_of_pages_that_holds_itself_comes_to_an_end() -> None:
    pdf = made_pdf({"here": 2}, 2).replace(b"/Kids[12 0 R]", b"/Kids[2 0 R 12 0 R]")
    assert read_places(pdf) == {"here": 2}


def test_objects_that_cannot_be_unpacked_are_passed_over() -> None:
    pdf = made_pdf({"here": 1}, 1, packed=True)
    start = pdf.index(b"stream\n") + 7
    assert read_places(pdf[:start] + b"\0\0\0\0" + pdf[start + 4 :]) == {}
