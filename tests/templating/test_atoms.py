"""Atoms: one character for each printed value, whatever their number."""

from __future__ import annotations

import pytest

from plangen.errors import TemplateError
from plangen.templating.atoms import ATOM, Atoms, Value


def test_every_atom_comes_back_from_its_character_over_both_planes() -> None:
    atoms = Atoms()
    characters = [atoms.put(Value(str(number))) for number in range(70_000)]
    assert len(set(characters)) == 70_000
    assert all(ATOM.fullmatch(c) for c in characters)
    for number in (0, 65_533, 65_534, 69_999):
        assert atoms.get(characters[number]) == Value(str(number))


def test_a_part_that_prints_too_much_is_an_error_of_the_template() -> None:
    atoms = Atoms()

    def print_too_much() -> None:
        for _ in range(140_000):
            atoms.put(Value("x"))

    with pytest.raises(TemplateError) as caught:
        print_too_much()
    assert caught.value.key == "too-many-values"
