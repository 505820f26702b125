"""The tags on the way from one version of a plan to another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from plangen.flows.git import ask_git, run_git
from plangen.flows.revisions import Authored, InGit, Side, authored, side_at
from plangen.flows.snapshots import has_plan

_TAG, _PEELED = "refs/tags/", "^{}"


@dataclass(frozen=True, slots=True)
class Stop:
    """A version on the way, and who made it when."""

    side: Side
    authored: Authored


def tags_between(old: str | None, new: str, plan: Path) -> tuple[Stop, ...]:
    """The tagged versions of a plan after OLD on the way to NEW, in the order of their commits, then NEW.

    Without OLD, from the first on. Tags of a commit stand together (`v1.0, entrega`); commits that do not
    have the plan are left out. UsageError as `side_at`.
    """
    last = side_at(new, plan)
    first = side_at(old, plan) if old is not None else None
    span = ["--ancestry-path", f"{first.commit}..{last.commit}"] if first else [last.commit]
    order = run_git(["rev-list", "--topo-order", "--reverse", *span], last.repository).decode().split()
    tags = _tags(last.repository)
    named = (
        InGit(last.repository, commit, last.path, ", ".join(tags[commit]))
        for commit in order
        if commit in tags and commit != last.commit
    )
    return tuple(Stop(side, authored(side)) for side in (*filter(has_plan, named), last))


def _tags(repository: Path) -> dict[str, list[str]]:
    """Names of tags by the commit they mean, however many tags lie between."""
    found: dict[str, str] = {}
    for line in (ask_git(["show-ref", "--tags", "--dereference"], repository) or "").splitlines():
        commit, _, name = line.partition(" ")
        found[name.removeprefix(_TAG).removesuffix(_PEELED)] = commit
    names: dict[str, list[str]] = {}
    for name, commit in found.items():
        names.setdefault(commit, []).append(name)
    return names
