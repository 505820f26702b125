"""LibreOffice makes a PDF of every file in which nothing is lost: no word, no picture."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable

import pytest

from tests.external.conftest import NAMES, WHOLE, Judged
from tests.support.said import WORD, said_by

pytestmark = pytest.mark.external

Find = Callable[[str], list[Judged]]
BROKEN = {"long-words", "table-many"}
"""Files with words longer than a line, which must break; elsewhere digits alone may touch others, those of a mark."""
UNSEEN = {"characters", "directions"}
"""Files with writing for which a machine may have no font, or that PDF stores in the order of the eye."""


def output(command: str, *arguments: str) -> str:
    ended = subprocess.run([command, *arguments], capture_output=True, check=True, timeout=120)
    return unicodedata.normalize("NFKC", ended.stdout.decode("utf-8", "replace"))


def has_twins() -> bool:
    """Whether there is Calibri or its twin: words break in narrow cells where another face is wider."""
    return shutil.which("fc-match") is None or output("fc-match", "Calibri").startswith(
        ("Carlito", "calibri")
    )


@pytest.mark.parametrize("name", [name for name in NAMES if name not in UNSEEN])
def test_no_word_is_lost_or_cut(name: str, judged: Find) -> None:
    for one in judged(name):
        printed = output("pdftotext", "-raw", str(one.pdf), "-")
        words = said_by(one.file.document).words
        missing = Counter({unicodedata.normalize("NFKC", word): n for word, n in words.items()})
        missing -= Counter(WORD.findall(printed))
        squeezed = re.sub(r"\s+", "", printed)
        broken = name in BROKEN or not has_twins()
        lost = {word for word in missing if word not in squeezed or not (broken or word.isdecimal())}
        assert lost == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_is_there(name: str, judged: Find) -> None:
    for one in judged(name):
        lines = output("pdfimages", "-list", str(one.pdf)).splitlines()[2:]
        shown = [line for line in lines if line.split()[2] == "image"]
        wanted = said_by(one.file.document).pictures
        assert len(shown) == wanted


@pytest.mark.parametrize("name", NAMES)
def test_there_are_as_many_pages_as_a_reader_expects(name: str, judged: Find) -> None:
    for one in judged(name):
        found = re.search(r"^Pages:\s+(\d+)", output("pdfinfo", str(one.pdf)), re.MULTILINE)
        assert found is not None
        least = 30 if name in WHOLE else 1
        pages, most = int(found[1]), len(one.file.document.blocks) + 20
        assert least <= pages <= most
