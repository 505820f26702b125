"""A small file for each feature: valid for every judge that pip brings, and others read the same in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from plangen.word.lint import lint_docx
from plangen.word.write import write_docx
from tests.support.audit import complaints
from tests.support.features import FEATURES
from tests.support.read_back import read_by_pandoc, read_by_python_docx
from tests.support.said import Said, said_by
from tests.support.word_package import docx, paragraph

FAULTS = {
    "nothing": {"missing-title"},
    "table-unspoken": {"table-without-header", "table-without-title", "colour-alone"},
}
"""What the lint rightly finds: such a document was written so."""


@pytest.fixture(scope="module", params=FEATURES)
def name(request: pytest.FixtureRequest) -> str:
    """Every feature."""
    return str(request.param)


@pytest.fixture(scope="module")
def file(name: str, base: bytes) -> bytes:
    """The Word file of a feature."""
    return write_docx(FEATURES[name], base)


@pytest.fixture(scope="module")
def said(name: str) -> Said:
    """What a feature says."""
    return said_by(FEATURES[name])


def test_judges_have_nothing_to_say(name: str, file: bytes, tmp_path: Path) -> None:
    assert complaints(file, tmp_path) == []
    assert {one.name for one in lint_docx(file)} == FAULTS.get(name, set())


def test_python_docx_reads_what_the_document_says(file: bytes, said: Said) -> None:
    read = read_by_python_docx(file)
    assert read.headings == said.headings
    assert read.tables == said.tables
    assert read.captions == said.captions
    assert read.alternatives == said.alternatives
    assert read.notes == said.notes


def test_pandoc_reads_what_the_document_says(file: bytes, said: Said) -> None:
    read = read_by_pandoc(file)
    assert read.headings == said.headings
    assert read.tables == said.tables
    assert read.captions == said.captions
    assert read.alternatives == said.alternatives
    assert read.notes == said.notes


def test_the_quick_judge_says_what_the_plain_one_says(tmp_path: Path) -> None:
    wrong = "<w:p><w:r><w:t>a</w:t></w:r><w:pPr/></w:p>"
    data = docx(paragraph("uno"), wrong, paragraph("dos", "Ninguno"), wrong)
    path = tmp_path / "plain.docx"
    path.write_bytes(data)
    plain = [str(error) for error in OpenXmlValidator(max_errors=0).validate(path).errors]
    assert len(plain) >= 3
    assert complaints(data, tmp_path) == plain
