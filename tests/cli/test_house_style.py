"""`plangen house-style` and `build --reference` as a user meets them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plangen.word.base import make_base
from tests.support.client_style import FIRM, client_reference
from tests.support.word_package import with_part

CLIENT = client_reference()


def test_without_a_file_ours_is_written_here(
    plangen: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = plangen("house-style")
    assert (ran.code, ran.out) == (0, "")
    assert "Escrito: estilo.docx" in ran.err
    assert (tmp_path / "estilo.docx").read_bytes() == make_base()
    (tmp_path / "estilo.docx").write_bytes(CLIENT)
    assert plangen("house-style").code == 2


def test_a_file_that_is_not_there_is_written_and_then_examined(
    plangen: Callable[..., Any], tmp_path: Path
) -> None:
    file = tmp_path / "casa" / "nuestro.docx"
    assert plangen("house-style", file).code == 0
    ran = plangen("house-style", file)
    assert ran.code == 0
    assert "Hoja: 210 × 297 mm, 166 mm entre márgenes" in ran.out
    assert "errores 0, advertencias 0, notas 0" in ran.err


def test_a_client_reads_what_is_taken_and_what_is_missing(
    plangen: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "casa.docx").write_bytes(CLIENT)
    ran = plangen("house-style", tmp_path / "casa.docx")
    assert ran.code == 0
    for piece in (
        "216 × 279 mm",
        FIRM,
        "Logotipos del encabezado y del pie: 1",
        "la suya",
        "Plan Visión",
        "W001",
    ):
        assert piece in ran.out
    assert ran.out.count("→ ") == 2


def test_errors_end_with_1_and_unusable_files_with_2(plangen: Callable[..., Any], tmp_path: Path) -> None:
    kind = 'w:type="character" w:styleId="Strong"', 'w:type="paragraph" w:styleId="Strong"'
    (tmp_path / "mal.docx").write_bytes(with_part(make_base(), "word/styles.xml", *kind))
    (tmp_path / "no.docx").write_bytes(b"PK")
    wrong, useless = (
        plangen("house-style", tmp_path / "mal.docx"),
        plangen("house-style", tmp_path / "no.docx"),
    )
    assert (wrong.code, useless.code) == (1, 2)
    assert "W002" in wrong.out
    assert "no.docx" in useless.err
    assert "Traceback" not in useless.err


def test_the_help_says_what_is_taken(plangen: Callable[..., Any]) -> None:
    ran = plangen("house-style", "--help")
    assert ran.code == 0
    for piece in ("textos de muestra", "Plan Logos", "media hoja de ancho", "Plan Serie 1"):
        assert piece in ran.out


def test_a_code_is_explained(plangen: Callable[..., Any]) -> None:
    ran = plangen("explain", "W004")
    assert ran.code == 0
    assert "alike-series" in ran.out


def test_build_takes_a_reference_and_says_what_it_lacks(
    plangen: Callable[..., Any], fresh: Path, tmp_path: Path
) -> None:
    (tmp_path / "casa.docx").write_bytes(CLIENT)
    ran = plangen("build", fresh, "--to", "docx", "--reference", tmp_path / "casa.docx")
    assert ran.code == 0, ran.err
    assert "casa.docx no define 5 estilos" in ran.err
    missing = plangen("build", fresh, "--reference", tmp_path / "falta.docx")
    assert missing.code == 2
    assert "falta.docx" in missing.err
