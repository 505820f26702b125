"""Two texts word by word."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.changes.words import Piece, compare_words, similarity

_TEXTS = st.lists(
    st.sampled_from(["año", "de", "la", " ", " ", "\n", "2,500", ".", "[[DAT-1]]", "(", "ñandú", "meta"])
).map("".join)


@settings(max_examples=300, deadline=None)
@given(before=_TEXTS, after=_TEXTS)
def test_the_pieces_give_both_texts_back(before: str, after: str) -> None:
    pieces = compare_words(before, after)
    assert "".join(one.text for one in pieces if one.kind != "added") == before
    assert "".join(one.text for one in pieces if one.kind != "removed") == after
    assert all(one.text for one in pieces)


@settings(max_examples=100, deadline=None)
@given(before=_TEXTS, after=_TEXTS)
def test_neighbours_are_never_of_one_kind(before: str, after: str) -> None:
    kinds = [one.kind for one in compare_words(before, after)]
    assert all(one != other for one, other in pairwise(kinds))


@given(text=_TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(one.kind == "equal" for one in compare_words(text, text))


def test_words_with_accents_numbers_and_mentions_are_never_cut() -> None:
    pieces = compare_words(
        "Produce 2,500 cajas, véase [[IND-1.target]].", "Produce 2,200 cajas, véase [[IND-2.target]]."
    )
    assert [one for one in pieces if one.kind != "equal"] == [
        Piece("removed", "2,500"),
        Piece("added", "2,200"),
        Piece("removed", "[[IND-1.target]]"),
        Piece("added", "[[IND-2.target]]"),
    ]


def test_only_the_word_that_differs_is_told() -> None:
    pieces = compare_words("El riego por sectores ahorra agua.", "El riego por sectores cuida agua.")
    assert pieces == (
        Piece("equal", "El riego por sectores "),
        Piece("removed", "ahorra"),
        Piece("added", "cuida"),
        Piece("equal", " agua."),
    )


def test_a_short_word_between_two_changes_goes_with_them() -> None:
    pieces = compare_words("plan de riego", "meta de cajas")
    assert pieces == (Piece("removed", "plan de riego"), Piece("added", "meta de cajas"))


def test_similarity_goes_from_nothing_in_common_to_everything() -> None:
    assert similarity("riego por sectores", "riego por sectores") == 1
    assert similarity("riego", "cajas") == 0
    assert 0 < similarity("riego por sectores", "riego por goteo") < 1
