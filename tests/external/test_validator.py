"""The Open XML SDK, which is Word's own schema, has nothing to say against any file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.external.conftest import NAMES, Judged, validate
from tests.support.word_package import docx, paragraph

pytestmark = pytest.mark.external


@pytest.mark.parametrize("name", NAMES)
def test_the_validator_has_nothing_to_say(name: str, judged: Callable[[str], list[Judged]]) -> None:
    assert [one.complaints for one in judged(name)] == [[]] * len(judged(name))


def test_the_validator_does_find_faults(tmp_path: Path) -> None:
    broken, sound = tmp_path / "broken.docx", tmp_path / "sound.docx"
    broken.write_bytes(docx("<w:p><w:r/><w:pPr/></w:p>"))
    sound.write_bytes(docx(paragraph("Texto")))
    found = validate(broken, sound)
    assert [bool(found[str(path)]) for path in (broken, sound)] == [True, False]
