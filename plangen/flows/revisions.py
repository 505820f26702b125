"""The two versions of a plan that are compared: what the command line means by them, and their files.

A version is a folder on disk or what a commit holds at a path. Revisions are read from git's objects; the
checkout is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from plangen.errors import UsageError
from plangen.flows.check import plan_folder
from plangen.flows.git import ask_git, repository_of, run_git
from plangen.plan.reading import UNREADABLE
from plangen.plan.words import Words

_RANGE = re.compile(r"(.*?)(\.\.\.?)(.*)")
_ALWAYS_PATH = re.compile(r"\.{1,2}(?:[/\\]|\Z)|[/\\~]|[A-Za-z]:[/\\]|[^:]*[/\\]\.\.(?:[/\\]|\Z)")
_SPOT = re.compile(r"((?:[^:{]|\{[^}]*\})+):(.*)", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_UNFIT = re.compile(f"[{UNREADABLE}]")


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A version that is a folder; `name` as it was called, empty for the working tree."""

    folder: Path
    name: str = ""


@dataclass(frozen=True, slots=True)
class InGit:
    """A version that is a path of a commit.

    `repository` is its top folder, `commit` the whole hash, `path` from the top with `/` (empty: the top
    itself; a file stands for its plan), `name` as it was called (`v1.0`, `main:plans/x`).
    """

    repository: Path
    commit: str
    path: str
    name: str


Side = OnDisk | InGit


@dataclass(frozen=True, slots=True)
class Pair:
    """The two versions of one plan; `each_named` where the plan of each was named, not a revision of both."""

    old: Side
    new: Side
    each_named: bool = False


@dataclass(frozen=True, slots=True)
class Authored:
    """Who made a version and when (ISO 8601, UTC, `2026-03-01T14:05:00Z`); None where nobody knows."""

    author: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class _Range:
    """`OLD..NEW`, or `OLD...NEW`: from where NEW left OLD."""

    old: str
    new: str
    from_base: bool


@dataclass(frozen=True, slots=True)
class _Revision:
    name: str


@dataclass(frozen=True, slots=True)
class _Spot:
    """`REV:path`, the path from the top of the repository; `./` from the working folder."""

    revision: str
    path: str
    name: str


_Meant = Path | _Range | _Revision | _Spot


def parse_sides(arguments: Sequence[str]) -> tuple[Pair, ...]:
    """The pairs that the words after `plangen diff` mean.

    `OLD NEW` (folders, files of plans, or `REV:path`), `REV1..REV2 PLAN…`, `REV1...REV2 PLAN…` (from their
    merge base) and `REV PLAN…` (against the working tree). A path that exists wins over a revision of
    that name; `./` makes it a path, a colon at its end (`REV:`) a revision. Whether the plan is there is
    asked when it is read. UsageError where the words mean nothing, or no such revision.
    """
    if not arguments:
        raise UsageError("nothing-to-compare")
    first, *plans = arguments
    match _meant(first):
        case _Range() as span:
            return tuple(_between(span, plan) for plan in _named(plans, first))
        case _Revision(name):
            _refuse_second_revision(name, plans)
            return tuple(_since(name, Path(plan)) for plan in _named(plans, first))
        case place:
            return (_two_places(place, first, plans),)


def side_at(revision: str, plan: Path) -> InGit:
    """The plan of a path as the revision of that name has it, in the repository that the path lies in.

    UsageError `no-side` where there is no such revision, `shallow-revision` where the clone may lack it,
    and as `repository_of`.
    """
    folder = _folder(plan)
    repository = repository_of(folder)
    return InGit(repository, find_commit(repository, revision), _below(repository, folder), revision)


def find_commit(repository: Path, revision: str) -> str:
    """The hash of the commit a revision means (a branch, a tag, `HEAD~2`, `main@{1 week ago}`)."""
    odd = not revision or revision.startswith("-") or _CONTROL.search(revision)
    asked = ["rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"]
    found = None if odd else ask_git(asked, repository)
    if found:
        return found
    if not odd and ask_git(["rev-parse", "--is-shallow-repository"], repository) == "true":
        raise UsageError("shallow-revision", name=revision)
    raise UsageError("no-side", name=revision)


def revision_of(side: InGit) -> str:
    """The revision of a version as it was called, without the path that was named with it."""
    spot = _SPOT.fullmatch(side.name)
    return spot[1] if spot else side.name


def label(side: Side, words: Words) -> str:
    """A version as printed: as it was called, the working tree by its name in the language."""
    return side.name or words.say("cli.working-tree")


def authored(side: Side) -> Authored:
    """Who made a version, and when.

    Of a commit, its author and the author's date. Of a folder, the user whom git's settings name and the
    date of the last commit that touched the folder; nobody where there is no git.
    """
    if isinstance(side, InGit):
        return _signed(run_git(["log", "-1", "--format=%aN%x00%at", side.commit], side.repository))
    try:
        top = repository_of(side.folder)
    except UsageError:
        return Authored()
    name = ask_git(["config", "--get", "user.name"], top) or ""
    touched = ask_git(["log", "-1", "--format=%at", "--", str(side.folder.resolve())], top)
    return _signed(f"{name}\0{touched or ''}".encode("utf-8", "replace"))


def _signed(line: bytes) -> Authored:
    name, _, seconds = line.decode("utf-8", "replace").strip().partition("\0")
    try:
        date = datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        date = None
    return Authored(_UNFIT.sub("", name).strip() or None, date)


def _meant(argument: str) -> _Meant:
    """What one word means by itself."""
    if _ALWAYS_PATH.match(argument) or _exists(argument):
        return Path(argument)
    forced = argument.endswith(":")
    word = argument.removesuffix(":")
    spot = None if forced else _SPOT.fullmatch(word)
    if spot:
        return _Spot(spot[1], spot[2], argument)
    span = _RANGE.fullmatch(word)
    if span:
        return _Range(span[1] or "HEAD", span[3] or "HEAD", span[2] == "...")
    return _Revision(word)


def _exists(argument: str) -> bool:
    try:
        return bool(argument) and Path(argument).exists()
    except (OSError, ValueError):  # a name that no file can have
        return False


def _named(plans: Sequence[str], first: str) -> Sequence[str]:
    """The plans named after a revision, of which there must be one."""
    if not plans:
        raise UsageError("no-plan-named", name=first)
    for plan in plans:
        if isinstance(_meant(plan), _Spot):
            raise UsageError("revision-twice", name=plan, first=first)
    return plans


def _since(revision: str, plan: Path) -> Pair:
    """A plan of the working tree against what a revision has in its place."""
    try:
        return Pair(side_at(revision, plan), OnDisk(_folder(plan)))
    except UsageError as error:
        if error.key == "no-repository":  # sooner a folder that is misspelt
            raise UsageError("no-side", name=revision) from error
        raise


def _between(span: _Range, plan: str) -> Pair:
    new = side_at(span.new, Path(plan))
    old = side_at(span.old, Path(plan))
    if not span.from_base:
        return Pair(old, new)
    base = ask_git(["merge-base", old.commit, new.commit], old.repository)
    if not base:
        raise UsageError("no-merge-base", old=span.old, new=span.new)
    name = span.old if base == old.commit else f"{span.old} ({base[:7]})"
    return Pair(InGit(old.repository, base, old.path, name), new)


def _refuse_second_revision(name: str, plans: Sequence[str]) -> None:
    """`REV1 REV2` says no plan: told apart from a plan that is not there."""
    if not plans or not isinstance(_meant(plans[0]), _Revision):
        return
    second = plans[0].removesuffix(":")
    if _is_revision(second):
        raise UsageError("two-revisions", old=name, new=second)


def _refuse_folder_without_plan(place: Path | _Spot, name: str) -> None:
    """A folder that has no plan and the name of a revision: the revision is meant."""
    if not isinstance(place, Path) or not place.is_dir() or _ALWAYS_PATH.match(name):
        return
    if not any(place.glob("*.[yY][aA][mM][lL]")) and _is_revision(name):
        raise UsageError("folder-or-revision", name=name)


def _is_revision(name: str) -> bool:
    try:
        find_commit(repository_of(Path()), name)
    except UsageError:
        return False
    return True


def _two_places(old: Path | _Spot, first: str, rest: Sequence[str]) -> Pair:
    _refuse_folder_without_plan(old, first)
    if not rest:
        raise UsageError("one-side", name=first)
    if len(rest) > 1:
        raise UsageError("too-many-sides", name=first)
    new = _meant(rest[0])
    if isinstance(new, _Range | _Revision):
        raise UsageError("not-a-place", name=rest[0], first=first)
    return Pair(_placed(old, first), _placed(new, rest[0]), each_named=True)


def _placed(place: Path | _Spot, name: str) -> Side:
    if isinstance(place, Path):
        return OnDisk(_folder(place), place.as_posix())
    repository = repository_of(Path())
    path = _slashed(place.path)
    if path in (".", "..") or path.startswith(("./", "../")):
        path = _below(repository, Path(path))
    path = PurePosixPath(path).as_posix().strip("/")
    return InGit(repository, find_commit(repository, place.revision), "" if path == "." else path, name)


def _slashed(path: str) -> str:
    return Path(path).as_posix() if "\\" in path else path


def _folder(path: Path) -> Path:
    return plan_folder(path) if path.is_file() else path


def _below(repository: Path, path: Path) -> str:
    at = path.resolve()
    if not at.is_relative_to(repository):
        raise UsageError("outside-repository", path=path.as_posix(), repository=repository.as_posix())
    return "" if at == repository else at.relative_to(repository).as_posix()
