"""`plangen build --paginate`: numbers where LibreOffice is, and a plain word where it is not."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plangen.errors import LayoutError
from plangen.flows.libreoffice import find_libreoffice
from tests.support import stand_in_office

WORD = Path("build") / "mango-prc.docx"


@pytest.fixture
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """No program is on the PATH."""
    monkeypatch.setenv("PATH", "")
    try:
        find_libreoffice()
    except LayoutError:
        return
    pytest.skip("LibreOffice is where its installer puts it")


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A stand-in for LibreOffice is on the PATH."""
    if sys.platform == "win32":
        pytest.skip("a script of the shell")
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "soffice"
    start = shlex.join([sys.executable, stand_in_office.__file__, "steady"])
    program.write_text(f'#!/bin/sh\nexec {start} "$@"\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


@pytest.mark.usefixtures("no_office")
def test_without_libreoffice_the_file_is_written_and_the_build_fails_in_words(
    plangen: Callable[..., Any], fresh: Path
) -> None:
    ran = plangen("build", fresh, "--paginate")
    assert ran.code == 1
    assert "necesita LibreOffice" in ran.err
    assert ran.err.count("Escrito: ") == 2
    assert ran.out == ""
    again = plangen("build", fresh)
    assert (again.code, again.err.count("Sin cambios: ")) == (0, 2)


@pytest.mark.usefixtures("office")
def test_the_contents_get_their_pages_and_lose_them_in_a_build_without(
    plangen: Callable[..., Any], built: Path, word_text: Callable[[bytes], str]
) -> None:
    before = (built / WORD).read_bytes()
    ran = plangen("build", built, "--paginate", "--to", "docx")
    paged = (built / WORD).read_bytes()
    assert (ran.code, ran.err.count("Escrito: ")) == (0, 1)
    assert b"PAGEREF" not in before
    assert paged != before
    assert word_text(paged) != word_text(before)
    again = plangen("build", built, "--paginate", "--to", "docx")
    assert "Sin cambios" in again.err
    assert plangen("build", built).code == 0
    assert (built / WORD).read_bytes() == before


@pytest.mark.parametrize("other", [("--check",), ("--to", "md")])
def test_pages_without_a_word_file_to_put_them_in_are_wrong_use(
    plangen: Callable[..., Any], built: Path, other: tuple[str, ...]
) -> None:
    ran = plangen("build", built, "--paginate", *other)
    assert ran.code == 2
    assert "--paginate" in ran.err
