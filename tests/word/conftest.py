"""A reference document, a way to build and read back, and a document that holds every feature."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from plangen.document.blocks import Block, Document
from plangen.word.base import make_base
from plangen.word.write import write_docx
from tests.support.documents import document, sample_document
from tests.support.docx_reader import Docx, read_docx


@pytest.fixture(scope="session")
def base() -> bytes:
    """Our own reference document."""
    return make_base()


@pytest.fixture(scope="session")
def built(base: bytes) -> Callable[..., Docx]:
    """Build blocks as a .docx and read it again."""

    def build(*blocks: Block, **options: Any) -> Docx:
        return read_docx(write_docx(document(*blocks, **options), base))

    return build


@pytest.fixture(scope="session")
def sample() -> Document:
    """A plan with every kind of block, place and value."""
    return sample_document()


@pytest.fixture(scope="session")
def sample_bytes(sample: Document, base: bytes) -> bytes:
    """The sample as a .docx."""
    return write_docx(sample, base)


@pytest.fixture(scope="session")
def seen(sample_bytes: bytes) -> Docx:
    """The sample, read again."""
    return read_docx(sample_bytes)
