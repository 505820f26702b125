"""What the README says of git and GitHub works: its workflow runs, its hook is the one there is."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from plangen.reports.pull_request import MARKER
from tests.support.faulty_plans import MALFORMED

ROOT = Path(__file__).resolve().parents[2]
BLOCKS = [
    yaml.safe_load(text)
    for text in re.findall(
        r"^```yaml\n(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
]
(WORKFLOW,) = [block for block in BLOCKS if "jobs" in block]
(CONFIG,) = [block for block in BLOCKS if "repos" in block]
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
STEPS: list[dict[str, Any]] = WORKFLOW["jobs"]["check"]["steps"]

SOUND = """\
plan:
  id: PRC-1
  title: Plan de la alcachofa
"""

needs_shell = pytest.mark.skipif(
    sys.platform == "win32" or not (shutil.which("bash") and shutil.which("git")),
    reason="the workflow runs in bash, in a clone",
)


class Runner:
    """A clone of a repository with one plan, and the commands of a workflow: ours, and a `gh` that notes its calls."""

    def __init__(self, folder: Path, plan: str) -> None:
        self.folder, self.programs = folder / "clone", folder / "bin"
        origin = folder / "origin"
        (origin / "plans" / "uno").mkdir(parents=True)
        (origin / "plans" / "uno" / "plan.yaml").write_text(plan, "utf-8")
        self.git("init", "-q", str(origin))
        self.git("-C", str(origin), "add", ".")
        self.git(
            "-C", str(origin), "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "Plan"
        )
        self.git("clone", "-q", str(origin), str(self.folder))
        self.programs.mkdir()
        self.program("plangen", f'exec "{sys.executable}" -m plangen "$@"')
        self.program(
            "gh", f'echo "$@" >> "{folder}/calls"; case "$*" in *--paginate*) echo "$COMMENTS";; esac'
        )
        self.calls = folder / "calls"

    def git(self, *arguments: str) -> None:
        subprocess.run(["git", *arguments], check=True, capture_output=True, timeout=60)

    def program(self, name: str, line: str) -> None:
        (self.programs / name).write_text(f"#!/bin/sh\n{line}\n", "utf-8")
        (self.programs / name).chmod(0o755)

    def run(self, comments: str = "") -> dict[str, subprocess.CompletedProcess[str]]:
        """Every step that runs something (installing aside), as GitHub runs it, by its name."""
        environment = {
            **os.environ,
            "PATH": f"{self.programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "GITHUB_REPOSITORY": "uno/planes",
            "PR": "7",
            "COMMENTS": comments,
        }
        return {
            step["name"]: subprocess.run(
                ["bash", "-e", "-c", step["run"]],
                cwd=self.folder,
                env=environment,
                capture_output=True,
                encoding="utf-8",
                timeout=120,
                check=False,
            )
            for step in STEPS
            if "run" in step and not step["run"].startswith("pip ")
        }


@needs_shell
def test_the_workflow_uploads_comments_annotates_and_fails_on_an_error(tmp_path: Path) -> None:
    runner = Runner(tmp_path, MALFORMED)
    ended = runner.run()
    assert [one.returncode for one in ended.values()] == [0, 0, 1], ended
    log = json.loads((runner.folder / "plangen.sarif").read_text("utf-8"))
    found = {result["ruleId"] for result in log["runs"][0]["results"]}
    assert "P035" in found
    assert (runner.folder / "plangen.md").read_text("utf-8").startswith(MARKER)
    *_, annotated = ended.values()
    lines = annotated.stdout.splitlines()
    assert len(lines) == len(log["runs"][0]["results"])
    assert lines[0].startswith(
        "::error file=plans/uno/plan.yaml,line=3,col=3,endColumn=8,title=P035 unknown-key::"
    )


@needs_shell
def test_the_workflow_passes_without_errors(tmp_path: Path) -> None:
    ended = Runner(tmp_path, SOUND).run()
    assert [one.returncode for one in ended.values()] == [0, 0, 0], ended


@needs_shell
@pytest.mark.parametrize(
    ("comments", "call"),
    [
        ("", "api --silent --method POST repos/uno/planes/issues/7/comments --field body=@plangen.md"),
        (
            "41\n42",
            "api --silent --method PATCH repos/uno/planes/issues/comments/41 --field body=@plangen.md",
        ),
    ],
)
def test_the_comment_is_made_once_and_then_renewed(tmp_path: Path, comments: str, call: str) -> None:
    runner = Runner(tmp_path, SOUND)
    runner.run(comments)
    looked, wrote = runner.calls.read_text("utf-8").splitlines()
    assert looked.startswith("api --paginate repos/uno/planes/issues/7/comments --jq ")
    assert f'startswith("{MARKER}")' in looked
    assert wrote == call


def test_the_workflow_uploads_the_very_file_it_writes() -> None:
    (upload,) = [step for step in STEPS if "upload-sarif" in step.get("uses", "")]
    (reports,) = [step["run"] for step in STEPS if step.get("name") == "Informes"]
    assert f"> {upload['with']['sarif_file']} " in reports
    assert WORKFLOW["permissions"] == {
        "contents": "read",
        "pull-requests": "write",
        "security-events": "write",
    }


def test_the_hook_of_the_readme_is_the_one_there_is() -> None:
    (repo,) = CONFIG["repos"]
    (used,) = repo["hooks"]
    assert used["id"] == HOOK["id"]
    assert HOOK["entry"] == "plangen check"


@pytest.mark.parametrize(
    ("name", "checked"),
    [
        ("plans/uno/plan.yaml", True),
        ("plans/uno/plan.yml", True),
        ("plans/uno/data/datos.csv", True),
        ("plans/uno/narrative/vision.md", True),
        ("plan.yaml", True),
        ("plans/uno/build/PRC-1-prc.md", False),
        ("plans/uno/.plangen/schema.json", False),
        (".github/workflows/plangen.yaml", False),
        (".pre-commit-config.yaml", False),
        ("plans/uno/fotos/feria.png", False),
    ],
)
def test_the_hook_takes_what_a_plan_is_made_of_and_nothing_else(name: str, checked: bool) -> None:
    taken = re.search(HOOK["files"], name) and not re.search(HOOK["exclude"], name)
    assert bool(taken) is checked
