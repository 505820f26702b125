"""Fixtures that all tests share, and a switch to renew the goldens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plangen.document.blocks import Document
from plangen.document.render import RenderOptions, render_document
from plangen.plan.index import PlanIndex, index_plan
from plangen.plan.model import Plan
from plangen.templating.template import load_template

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = ROOT / "templates"

LABELS = (TEMPLATES / "prc" / "es" / "labels.yaml").read_text("utf-8")


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test reads or writes the user's cache folder."""
    folder = str(tmp_path_factory.getbasetemp() / "cache")
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, folder)


@pytest.fixture
def index_of() -> Callable[..., PlanIndex]:
    """Make the index of a plan from its record as plain data (every scalar as text)."""

    def make(**record: Any) -> PlanIndex:
        return index_plan(Plan.model_validate(record))

    return make


@pytest.fixture
def render(tmp_path: Path, index_of: Callable[..., PlanIndex]) -> Callable[..., Document]:
    """Render one template text with a plan given as plain data."""

    def make(text: str, *, draft: bool = False, **record: Any) -> Document:
        folder = tmp_path / "own" / "es"
        folder.mkdir(parents=True, exist_ok=True)
        (folder.parent / "template.yaml").write_text(
            "id: own\ntitle: {es: Propia}\nlanguages: [es]\nparts: [part]\n", "utf-8"
        )
        (folder / "labels.yaml").write_text(LABELS, "utf-8")
        (folder / "part.md.j2").write_text(text, "utf-8")
        template = load_template("own", "es", [tmp_path])
        return render_document(index_of(**record), template, RenderOptions(draft=draft, cached=False))

    return make
