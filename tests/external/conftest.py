"""The files that are judged by programs that pip does not bring, each program run once for many of them."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from plangen.document.blocks import Document
from plangen.flows.new import NewOptions, new_plan
from plangen.word.base import make_base
from plangen.word.write import write_docx
from tests.support.deliverables import PLANS, ROOT, WordFile, word_files
from tests.support.documents import sample_document
from tests.support.features import FEATURES

SMALL = (*FEATURES, "sample", "reference")
WHOLE = ("new-plan", *(f"{plan.name}{draft}" for plan in PLANS for draft in ("", "-draft")))
NAMES = (*SMALL, *WHOLE)
"""Names of the files: one for each feature, those of every plan, final and as a draft."""

_VALIDATOR = ROOT / ".ci" / "validate.mjs"
_PATIENCE = 600


@dataclass(frozen=True)
class Judged:
    """A Word file, where it is, what the Open XML SDK says of it, and the PDF that LibreOffice makes of it."""

    file: WordFile
    path: Path
    bench: Bench

    @property
    def complaints(self) -> list[str]:
        errors = self.bench.verdicts[str(self.path)]
        return [f"{e['errorType']} {e['path']} {e['xPath']}: {e['description']}" for e in errors]

    @property
    def pdf(self) -> Path:
        return self.bench.pdfs / f"{self.path.stem}.pdf"


class Bench:
    """Files that go through each program together."""

    def __init__(self, folder: Path, files: Mapping[str, list[WordFile]]) -> None:
        self._folder = folder
        self.judged: dict[str, list[Judged]] = {}
        for name, several in files.items():
            paths = [folder / f"{name}-{at}.docx" for at in range(len(several))]
            self.judged[name] = [Judged(*pair, self) for pair in zip(several, paths, strict=True)]
        for one in self._all:
            one.path.write_bytes(one.file.data)

    @property
    def _all(self) -> list[Judged]:
        return [one for several in self.judged.values() for one in several]

    @cached_property
    def verdicts(self) -> dict[str, list[dict[str, str]]]:
        """The errors that the Open XML SDK finds, by path."""
        return validate(*(one.path for one in self._all))

    @cached_property
    def pdfs(self) -> Path:
        """The folder with what LibreOffice makes of the files."""
        office = shutil.which("soffice")
        if office is None or shutil.which("pdftotext") is None:
            pytest.skip("needs LibreOffice (soffice) and poppler (pdftotext, pdfimages, pdfinfo)")
        folder = self._folder / "pdf"
        profile = (self._folder / "profile").as_uri()
        command = [office, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
        command += ["--convert-to", "pdf", "--outdir", str(folder), *(str(one.path) for one in self._all)]
        subprocess.run(command, capture_output=True, check=True, timeout=_PATIENCE)
        return folder


def validate(*paths: Path) -> dict[str, list[dict[str, str]]]:
    """What the Open XML SDK finds in each file, by path."""
    node = shutil.which("node")
    binaries = (_VALIDATOR.parent / "node_modules" / "@xarsh").glob("ooxml-validator-*")
    if node is None or not any(binaries):
        pytest.skip("needs Node and the validator: npm install --no-save --prefix .ci")
    command = [node, str(_VALIDATOR), *map(str, paths)]
    ended = subprocess.run(command, capture_output=True, check=True, timeout=_PATIENCE)
    return {one["file"]: one["errors"] for one in json.loads(ended.stdout)}


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """The features, the document with all of them, and the reference document."""
    base = make_base()
    documents = {**FEATURES, "sample": sample_document()}
    files = {name: [WordFile(write_docx(one, base), one)] for name, one in documents.items()}
    files["reference"] = [WordFile(base, Document((), "es", {}, {}))]
    return Bench(tmp_path_factory.mktemp("small"), files)


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Every deliverable of every plan, and of a new one."""
    out = tmp_path_factory.mktemp("out")
    new_plan(out / "new", NewOptions(call="pac-2019"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
        files = {"new-plan": word_files(out / "new", out)}
        for plan in PLANS:
            files[plan.name] = word_files(plan, out)
            files[f"{plan.name}-draft"] = word_files(plan, out / "draft", draft=True)
    return Bench(tmp_path_factory.mktemp("whole"), files)


@pytest.fixture
def judged(request: pytest.FixtureRequest) -> Callable[[str], list[Judged]]:
    """The files of a name."""

    def find(name: str) -> list[Judged]:
        bench: Bench = request.getfixturevalue("small" if name in SMALL else "whole")
        return bench.judged[name]

    return find
