"""Plans that are checked as the command does, with the folder as it is printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from plangen.checks.rule import Profile
from plangen.flows.judging import judge_plan
from plangen.reports.findings import PlanFindings


@pytest.fixture
def checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., PlanFindings]:
    """Write a plan of one file below the working folder, and check it as it would be handed in."""
    monkeypatch.chdir(tmp_path)

    def check(text: str, folder: str = "planes/uno", file: str = "plan.yaml") -> PlanFindings:
        path = Path(folder)
        path.mkdir(parents=True, exist_ok=True)
        (path / file).write_bytes(text.encode("utf-8"))
        return PlanFindings(path, judge_plan(path, Profile.SUBMISSION).findings)

    return check
