"""Plans as files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

PlanWriter = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def write_plan(tmp_path: Path) -> PlanWriter:
    """Write a plan folder from texts or bytes by file name."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        folder = tmp_path / "plan"
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return write
