"""Where sentences end, so that each gets a line of its own in the published Markdown."""

from __future__ import annotations

import re

_ABBREVIATIONS = (
    "art", "arts", "Art", "Arts", "aprox", "av", "Av", "cap", "cf", "Cía", "Co", "Corp", "Dr", "Dra", "ed",
    "etc", "ej", "p. ej", "Ing", "Inc", "Jr", "Ltd", "Lic", "N", "n", "No", "núm", "Núm", "p", "pp", "pág",
    "págs", "prov", "Prof", "Res", "S.A", "S.A.C", "Sr", "Sra", "ss", "St", "U", "Ud", "Uds", "vol", "vs",
    "EE. UU", "EE", "i.e", "e.g",
)  # fmt: skip
_ALTERNATIVES = "|".join(re.escape(a) for a in sorted(_ABBREVIATIONS, key=len, reverse=True))
_ENDS_WITH_ABBREVIATION = re.compile(rf"(?:^|[\s(«“\"¿¡])(?:{_ALTERNATIVES})\.\Z")
_INITIAL = re.compile(r"(?:^|[\s(.])[A-ZÁÉÍÓÚÑ]\.\Z")
_BOUNDARY = re.compile(r"[.?!…][\"»”’')\]]* +(?=[\"«“‘(¿¡\[]*[A-ZÁÉÍÓÚÜÑ0-9¿¡])")


def sentence_ends(text: str) -> list[int]:
    """Offsets of the spaces in `text` after which a new sentence begins (the first of several spaces).

    A sentence ends at `. ? ! …` (closing quotes may follow) before a space and a capital, a digit, `¿` or
    `¡`; not after abbreviations such as `art.`, `p. ej.`, `N.º`, nor after an initial.
    """
    ends = []
    for match in _BOUNDARY.finditer(text):
        before = text[max(0, match.start() - 12) : match.start() + 1]
        if text[match.start()] == "." and (_ENDS_WITH_ABBREVIATION.search(before) or _INITIAL.search(before)):
            continue
        ends.append(match.start() + len(match[0].rstrip(" ")))
    return ends
