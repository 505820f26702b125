"""A version of a plan as a folder: what a commit holds, written from git's objects to a temporary one.

The folder is what everything else reads: the loader, pictures, the house style, templates. It stands in
the same place below a temporary top as in its repository, with the `templates/` that lie on the way, so
that a revision is read with its own.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from plangen.errors import UsageError
from plangen.flows.git import run_git
from plangen.flows.revisions import InGit, Side, revision_of
from plangen.plan.reading import MAX_BYTES

MAX_PICTURE = 100_000_000
"""No picture or Word file of a plan is bigger, in bytes."""

_TEMPLATES = "templates"
_BUILD = "build"
_IDENTITY = "plan.yaml"
_YAML = ".yaml"
_LARGE = frozenset({".png", ".jpg", ".jpeg", ".docx", ".dotx"})
_BLOB, _TREE = "blob", "tree"
_LINK = "120000"
_CHUNK = 32_000_000
"""Bytes asked of git at a time."""

# Names that lead elsewhere, on this system or another, or that git itself would not write.
_ODD = re.compile(r"[\x00-\x1f\x7f\\:\ud800-\udfff]|(?:^|/)(?:\.{1,2}|\.git[^/]*|)(?:/|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of `git ls-tree`: `size` in bytes, of blobs alone."""

    mode: str
    kind: str
    hash: str
    size: int
    path: str


@contextmanager
def materialised(side: Side) -> Iterator[Path]:
    """The folder of a version while the context lasts; it bears the plan's own name.

    Of a commit: its regular files, without links, submodules and `build/`; a file that no plan may hold
    for its size comes with that size and nothing in it. UsageError `no-plan-in-revision`, and
    `odd-file-name` where a part of the plan could not be written under its name.
    """
    if not isinstance(side, InGit):
        yield side.folder
        return
    path = _plan_path(side)
    with tempfile.TemporaryDirectory(prefix="plangen-", ignore_cleanup_errors=True) as name:
        top = Path(name).resolve() / (side.repository.name or "plan")
        (top / ".git").mkdir(parents=True)  # where the search for templates ends
        _write(side, _wanted(side, path), top)
        yield top / path


def has_plan(side: Side) -> bool:
    """Whether there is a plan in a version: a folder with YAML in it."""
    if isinstance(side, InGit):
        return _found_path(side) is not None
    try:
        files = [one.name for one in side.folder.iterdir()]
    except OSError:
        return False
    return any(_is_yaml(name) for name in files)


def _plan_path(side: InGit) -> str:
    found = _found_path(side)
    if found is None:
        known = ", ".join(_plan_folders(side)) or "–"
        raise UsageError(
            "no-plan-in-revision", plan=side.path or ".", revision=revision_of(side), known=known
        )
    return found


def _found_path(side: InGit) -> str | None:
    """Where the plan's folder stands in the commit, as `plan_folder` finds it on disk."""
    for path in dict.fromkeys((side.path, normalize("NFC", side.path), normalize("NFD", side.path))):
        kind = _kind(side, path)
        if kind == _TREE and _is_plan(side, path):
            return path
        if kind == _BLOB:
            return _above(side, path)
    return None


def _kind(side: InGit, path: str) -> str:
    if not path:
        return _TREE
    return next((one.kind for one in _listed(side, [path]) if one.path == path), "")


def _is_plan(side: InGit, path: str) -> bool:
    children = _listed(side, [f"{path}/"] if path else [])
    return any(_is_yaml(PurePosixPath(one.path).name) for one in children if one.kind == _BLOB)


def _is_yaml(name: str) -> bool:
    """Whether the loader reads a file of that name in a plan's folder."""
    return name.lower().endswith(_YAML) and not name.startswith(".")


def _above(side: InGit, path: str) -> str | None:
    """The nearest folder above a file with a `plan.yaml`; a lone YAML file is a plan of its folder."""
    parents = ["" if str(one) == "." else str(one) for one in PurePosixPath(path).parents]
    known = {one.path for one in _listed(side, [f"{one}/{_IDENTITY}".lstrip("/") for one in parents])}
    found = next((one for one in parents if f"{one}/{_IDENTITY}".lstrip("/") in known), None)
    return parents[0] if found is None and path.lower().endswith(_YAML) else found


def _plan_folders(side: InGit) -> list[str]:
    """The folders of the commit with a `plan.yaml`, the first few."""
    files = (PurePosixPath(one.path) for one in _listed(side, [], deep=True))
    return [str(file.parent) for file in files if file.name == _IDENTITY][:5]


def _wanted(side: InGit, path: str) -> list[_Entry]:
    """The files of the plan and of the templates in its folder and above."""
    folders = ["" if str(one) == "." else f"{one}/" for one in PurePosixPath(path or ".").parents]
    roots = [f"{path}/"] if path else []
    if path:
        roots += (f"{folder}{_TEMPLATES}/" for folder in folders)
    found = {one.path: one for one in _listed(side, roots, deep=True)}
    skipped = f"{path}/{_BUILD}/" if path else f"{_BUILD}/"
    return [
        one
        for one in found.values()
        if one.kind == _BLOB and one.mode != _LINK and not one.path.startswith(skipped) and _fit(one, path)
    ]


def _fit(entry: _Entry, plan: str) -> bool:
    """Whether a file can be written under its name; one of the plan's own that cannot stops everything."""
    if not _ODD.search(entry.path):
        return True
    file = PurePosixPath(entry.path)
    if str(file.parent) == (plan or ".") and file.suffix.lower() == _YAML:
        raise UsageError("odd-file-name", file=entry.path.encode("utf-8", "replace").decode())
    return False


def _listed(side: InGit, paths: Sequence[str], *, deep: bool = False) -> list[_Entry]:
    """Entries of the commit at `paths` (of a path that ends in `/`, what it holds), or at its top."""
    arguments = ["ls-tree", "-z", "-l", "--full-tree", *(["-r"] if deep else []), side.commit, "--"]
    rows = run_git([*arguments, *paths], side.repository).decode("utf-8", "surrogateescape").split("\0")
    found: list[_Entry] = []
    for row in rows[:-1]:
        head, _, path = row.partition("\t")
        mode, kind, name, size = head.split()
        found.append(_Entry(mode, kind, name, int(size) if size.isdigit() else 0, path))
    return found


def _write(side: InGit, entries: Sequence[_Entry], top: Path) -> None:
    chunk: list[_Entry] = []
    size = 0
    for entry in entries:
        limit = MAX_PICTURE if PurePosixPath(entry.path).suffix.lower() in _LARGE else MAX_BYTES
        if entry.size > limit:
            _write_file(top, entry.path, b"", limit + 1)
            continue
        if chunk and size + entry.size > _CHUNK:
            _write_chunk(side, chunk, top)
            chunk, size = [], 0
        chunk.append(entry)
        size += entry.size
    _write_chunk(side, chunk, top)


def _write_chunk(side: InGit, entries: Sequence[_Entry], top: Path) -> None:
    """Write what one `git cat-file --batch` gives: `hash kind size`, a line end, the bytes, a line end."""
    if not entries:
        return
    asked = "".join(f"{entry.hash}\n" for entry in entries).encode()
    answer, at = run_git(["cat-file", "--batch"], side.repository, asked), 0
    for entry in entries:
        start = answer.index(b"\n", at) + 1
        said = answer[at:start].decode("utf-8", "replace").strip()
        if said.split()[1:2] != [_BLOB]:  # a clone that lacks some of its objects
            raise UsageError("git-failed", command="cat-file", detail=said)
        at = start + entry.size + 1
        _write_file(top, entry.path, answer[start : at - 1], entry.size)


def _write_file(top: Path, path: str, content: bytes, size: int) -> None:
    file = top / path
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as opened:
            opened.write(content)
            opened.truncate(size)
    except OSError as error:  # two names that this system takes for one, or one it does not allow
        raise UsageError("odd-file-name", file=path) from error
