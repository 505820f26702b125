"""Units of series are read as authors type them, and not at all where a word is not understood."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plangen.checks.units import Unit, read_unit

READ = [
    ("t", "1000", "kg", ""),
    ("TM", "1000", "kg", ""),
    ("miles de toneladas métricas", "1000000", "kg", ""),
    ("millones de US$", "1000000", "USD", ""),
    ("US$ millones", "1000000", "USD", ""),
    ("US$ (miles)", "1000", "USD", ""),
    ("miles de USD FOB", "1000", "USD", ""),
    ("miles de millones de soles", "1000000000", "PEN", ""),
    ("S/.", "1", "PEN", ""),
    ("millones de S/", "1000000", "PEN", ""),
    ("cajas", "1", "caja", ""),
    ("millones de cajas de 18.14 kg", "18140000", "kg", ""),
    ("cajas de 18kg", "18", "kg", ""),
    ("docenas", "12", "unidad", ""),
    ("US$ por kg", "1", "USD", "kg"),
    ("US$/t", "0.001", "USD", "kg"),
    ("S/ por litro", "1", "PEN", "l"),
    ("S//kg", "1", "PEN", "kg"),
    ("€ por hectolitro", "0.01", "EUR", "l"),
    ("US$ por caja", "1", "USD", "caja"),
    ("dólares por turista", "1", "USD", "turista"),
]

SILENT = [
    None,
    "",
    "/",
    "miles",
    "%",
    "$",
    "MM US$",
    "US$ CIF",
    "S/kg",
    "S/ 000",
    "US$ constantes de 2007",
    "quintales",
    "soles por quintal",
    "cajas/ha",
    "t/ha/año",
    "millones de cajas equivalentes",
    "cajas de 0 kg",
    "cajas de 18,14 kg",
    "cajas de 18 soles",
    "kg de 18 cajas",
    "kg (peso vivo)",
]


@pytest.mark.parametrize(("text", "factor", "of", "per"), READ)
def test_a_unit_is_read_as_it_is_typed(text: str, factor: str, of: str, per: str) -> None:
    assert read_unit(text) == Unit(Decimal(factor), of, per)


@pytest.mark.parametrize("text", SILENT)
def test_a_unit_with_a_word_that_is_not_understood_is_not_read(text: str | None) -> None:
    assert read_unit(text) is None


def test_a_unit_is_value_volume_or_price_or_none_of_them() -> None:
    kinds = {
        text: (unit.is_value, unit.is_volume, unit.is_price)
        for text in ("soles", "t", "soles por t", "kg por caja", "US$ por soles")
        if (unit := read_unit(text))
    }
    assert kinds == {
        "soles": (True, False, False),
        "t": (False, True, False),
        "soles por t": (False, False, True),
        "kg por caja": (False, False, False),
        "US$ por soles": (False, False, False),
    }
