"""What the README says of git and GitHub works: its workflows run, its hook is the one there is."""

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
(CONFIG,) = [block for block in BLOCKS if "repos" in block]
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))

Workflow = dict[str, Any]
WORKFLOWS: dict[str, Workflow] = {job: block for block in BLOCKS for job in block.get("jobs", {})}
"""Every workflow of the README by the name of its one job."""

SOUND = """\
plan:
  id: PRC-1
  title: Plan de la alcachofa
"""
CHANGED = SOUND.replace("alcachofa", "palta")

needs_shell = pytest.mark.skipif(
    sys.platform == "win32" or not (shutil.which("bash") and shutil.which("git")),
    reason="the workflow runs in bash, in a clone",
)
needs_diff = pytest.mark.skipif("diff" not in WORKFLOWS, reason="the README has no workflow that compares")


def steps(job: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = WORKFLOWS[job]["jobs"][job]["steps"]
    return found


def comment_of(job: str) -> tuple[str, str]:
    """The file that a workflow sends as its comment, and the mark by which it finds the one it sent before."""
    (run,) = [step["run"] for step in steps(job) if "gh api" in step.get("run", "")]
    (marker,) = re.findall(r'startswith\("(<!-- .*? -->)"\)', run)
    (name,) = set(re.findall(r"body=@(\S+)", run))
    return name, marker


class Runner:
    """A clone of a repository with one plan, as a pull request is checked out: its last commit is what the
    request brings. And the commands of a workflow: ours, and a `gh` that notes its calls."""

    def __init__(self, folder: Path, plan: str, before: str = SOUND) -> None:
        self.folder, self.programs = folder / "clone", folder / "bin"
        origin = folder / "origin"
        (origin / "plans" / "uno").mkdir(parents=True)
        self.git("init", "-q", str(origin))
        for text in (before, plan):
            (origin / "plans" / "uno" / "plan.yaml").write_text(text, "utf-8")
            self.git("-C", str(origin), "add", ".")
            who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
            self.git("-C", str(origin), *who, "commit", "-q", "--allow-empty", "-m", "Plan")
        self.git("clone", "-q", str(origin), str(self.folder))
        self.programs.mkdir()
        self.program("plangen", f'exec "{sys.executable}" -m plangen "$@"')
        self.program(
            "gh", f'echo "$@" >> "{folder}/calls"; case "$*" in *--paginate*) echo "$COMMENTS";; esac'
        )
        self.calls, self.summary = folder / "calls", folder / "summary.md"

    def git(self, *arguments: str) -> None:
        subprocess.run(["git", *arguments], check=True, capture_output=True, timeout=60)

    def program(self, name: str, line: str) -> None:
        (self.programs / name).write_text(f"#!/bin/sh\n{line}\n", "utf-8")
        (self.programs / name).chmod(0o755)

    def run(self, job: str, comments: str = "") -> dict[str, subprocess.CompletedProcess[str]]:
        """Every step of a workflow that runs something (installing aside), as GitHub runs it, by its name."""
        environment = {
            **os.environ,
            "PATH": f"{self.programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "GITHUB_REPOSITORY": "uno/planes",
            "GITHUB_STEP_SUMMARY": str(self.summary),
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
            for step in steps(job)
            if "run" in step and not step["run"].startswith("pip ")
        }


@needs_shell
def test_the_workflow_uploads_comments_annotates_and_fails_on_an_error(tmp_path: Path) -> None:
    runner = Runner(tmp_path, MALFORMED)
    ended = runner.run("check")
    assert [one.returncode for one in ended.values()] == [0, 0, 1], ended
    log = json.loads((runner.folder / "plangen.sarif").read_text("utf-8"))
    found = {result["ruleId"] for result in log["runs"][0]["results"]}
    assert "P035" in found
    *_, annotated = ended.values()
    lines = annotated.stdout.splitlines()
    assert len(lines) == len(log["runs"][0]["results"])
    assert lines[0].startswith(
        "::error file=plans/uno/plan.yaml,line=3,col=3,endColumn=8,title=P035 unknown-key::"
    )


@needs_shell
def test_the_workflow_passes_without_errors(tmp_path: Path) -> None:
    ended = Runner(tmp_path, SOUND).run("check")
    assert [one.returncode for one in ended.values()] == [0, 0, 0], ended


@needs_shell
@needs_diff
def test_the_comparison_is_told_in_the_comment_and_on_the_page_of_the_run(tmp_path: Path) -> None:
    runner = Runner(tmp_path, CHANGED)
    ended = runner.run("diff")
    assert {one.returncode for one in ended.values()} == {0}, ended
    told = (runner.folder / comment_of("diff")[0]).read_text("utf-8")
    assert "alcachofa" in told
    assert "palta" in told
    assert runner.summary.read_text("utf-8") == told


@needs_shell
@needs_diff
def test_a_plan_that_cannot_be_compared_makes_no_empty_comment(tmp_path: Path) -> None:
    runner = Runner(tmp_path, CHANGED, before=MALFORMED)
    ended = runner.run("diff")
    assert {one.returncode for one in ended.values()} == {0}, ended
    calls = runner.calls.read_text("utf-8") if runner.calls.exists() else ""
    assert ("body=@" in calls) == bool((runner.folder / comment_of("diff")[0]).read_text("utf-8").strip())


@needs_shell
@pytest.mark.parametrize("job", sorted(WORKFLOWS))
@pytest.mark.parametrize(
    ("comments", "call"),
    [
        ("", "api --silent --method POST repos/uno/planes/issues/7/comments --field body=@"),
        ("41\n42", "api --silent --method PATCH repos/uno/planes/issues/comments/41 --field body=@"),
    ],
)
def test_the_comment_is_made_once_and_then_renewed(
    tmp_path: Path, job: str, comments: str, call: str
) -> None:
    runner = Runner(tmp_path, CHANGED)
    runner.run(job, comments)
    name, marker = comment_of(job)
    looked, wrote = runner.calls.read_text("utf-8").splitlines()
    assert looked.startswith("api --paginate repos/uno/planes/issues/7/comments --jq ")
    assert f'startswith("{marker}")' in looked
    assert wrote == call + name
    assert (runner.folder / name).read_text("utf-8").startswith(marker)


def test_each_workflow_knows_its_own_comment() -> None:
    comments = [comment_of(job) for job in WORKFLOWS]
    assert comment_of("check")[1] == MARKER
    assert len({marker for _, marker in comments}) == len({name for name, _ in comments}) == len(WORKFLOWS)


@pytest.mark.parametrize("job", sorted(WORKFLOWS))
def test_a_workflow_asks_for_no_more_than_it_needs(job: str) -> None:
    needed = {"contents": "read", "pull-requests": "write"}
    uploads = any("upload-sarif" in step.get("uses", "") for step in steps(job))
    assert WORKFLOWS[job]["permissions"] == needed | ({"security-events": "write"} if uploads else {})
    assert list(WORKFLOWS[job]["jobs"]) == [job]
    # a request from another copy of the repository has no right to write
    writing = [
        step for step in steps(job) if "gh api" in step.get("run", "") or "upload" in step.get("uses", "")
    ]
    assert {step["if"] for step in writing} == {"env.OWN == 'true'"}


def test_the_workflow_uploads_the_very_file_it_writes() -> None:
    (upload,) = [step for step in steps("check") if "upload-sarif" in step.get("uses", "")]
    (reports,) = [step["run"] for step in steps("check") if step.get("name") == "Informes"]
    assert f"> {upload['with']['sarif_file']} " in reports


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
