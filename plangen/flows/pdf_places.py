"""Where the named places of a PDF are."""

from __future__ import annotations

from io import BytesIO
from typing import Final

from pypdf import PdfReader
from pypdf.errors import PyPdfError

# What pypdf raises, besides its own, on files that break its expectations.
_UNREADABLE: Final = (
    PyPdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)


def read_places(pdf: bytes) -> dict[str, int]:
    """The page, from 1, of each named destination by its name; none for what is not a whole PDF."""
    try:
        reader = PdfReader(BytesIO(pdf), strict=True)
        pages = {
            page.indirect_reference.idnum: at
            for at, page in enumerate(reader.pages, 1)
            if page.indirect_reference is not None
        }
        found = {name: getattr(place.page, "idnum", 0) for name, place in reader.named_destinations.items()}
    except _UNREADABLE:
        return {}
    return {name.removeprefix("/"): pages[page] for name, page in found.items() if page in pages}
