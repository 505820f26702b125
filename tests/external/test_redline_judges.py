"""Redlines before judges that are not ours: docxodus accepts and rejects them, the Open XML SDK reads them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.external.conftest import validate
from tests.support.accept_reject import Settled, accepted
from tests.support.deliverables import ROOT
from tests.support.redline_documents import PAIRS
from tests.support.redlines import BY, Compared, made_up, real
from tests.support.word_package import unpacked, with_part

pytestmark = pytest.mark.external

NAMES = (*map(str, range(PAIRS)), "real")
BY_SCHEMA = (*map(str, range(0, PAIRS, 5)), "real")
"""Those that the validator reads, which takes a second for each."""

_SETTLE = ROOT / ".ci" / "settle.mjs"
_PATIENCE = 600
_TRACKED = re.compile(rb"<w:(?:ins|del|delText|\w+Change)[ >]")


def _pair(name: str) -> Compared:
    return real() if name == "real" else made_up(int(name))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The redlines by name, written."""
    folder = tmp_path_factory.mktemp("redlines")
    for name in NAMES:
        (folder / f"{name}.docx").write_bytes(_pair(name).both)
    return {name: folder / f"{name}.docx" for name in NAMES}


@pytest.fixture(scope="module")
def settled(files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with what docxodus makes of the redlines."""
    node = shutil.which("node")
    if node is None or not (_SETTLE.parent / "node_modules" / "docxodus").is_dir():
        pytest.skip("needs Node and docxodus: npm install --no-save --prefix .ci")
    out = tmp_path_factory.mktemp("settled")
    command = [node, str(_SETTLE), str(out), *map(str, files.values())]
    subprocess.run(command, capture_output=True, check=True, timeout=_PATIENCE)
    return out


def _seen(path: Path) -> Settled:
    """What is in a file in which nothing is tracked any more."""
    data = path.read_bytes()
    parts = unpacked(data)
    assert not [name for name in ("word/document.xml", "word/footnotes.xml") if _TRACKED.search(parts[name])]
    return accepted(data)


@pytest.mark.parametrize("name", NAMES)
def test_accepted_by_docxodus_it_is_the_new_version(name: str, settled: Path) -> None:
    assert _seen(settled / f"{name}-accepted.docx") == accepted(_pair(name).new)


@pytest.mark.parametrize("name", NAMES)
def test_rejected_by_docxodus_it_is_the_old_version(name: str, settled: Path) -> None:
    assert _seen(settled / f"{name}-rejected.docx") == accepted(_pair(name).old)


@pytest.fixture(scope="module")
def verdicts(files: dict[str, Path]) -> dict[str, list[dict[str, str]]]:
    """What the Open XML SDK says against each redline, by path."""
    return validate(*(files[name] for name in BY_SCHEMA))


@pytest.mark.parametrize("name", BY_SCHEMA)
def test_the_validator_has_nothing_to_say(
    name: str, files: dict[str, Path], verdicts: dict[str, list[dict[str, str]]]
) -> None:
    assert verdicts[str(files[name])] == []


def test_the_validator_does_find_a_change_without_date(tmp_path: Path) -> None:
    path = tmp_path / "unsigned.docx"
    unsigned = with_part(made_up(0).both, "word/document.xml", f' w:date="{BY.date}"', ' w:date="ayer"')
    path.write_bytes(unsigned)
    assert validate(path)[str(path)]
