"""What `plangen git install` writes into a repository and `uninstall` takes back.

The drivers stand in the repository's own settings (`.git/config`), since git takes no command from a file
that travels with it; which files they are for stands in `.gitattributes`, between two marks.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from plangen.errors import UsageError
from plangen.flows.files import write_whole
from plangen.flows.git import ask_git, repository_of, run_git

Fragment = Literal["written", "kept", "skipped", "removed", "absent"]
"""What became of the fragment; `kept` is one that is fresh, or that came with the repository."""

BEGIN = "# plangen: begin"
END = "# plangen: end"

_ATTRIBUTES = ".gitattributes"
_RECORD = "plangen.attributes"
_CREATED, _ADDED, _JOINED = "created", "added", "joined"  # joined: a line end was added in front
_NOTE = "# Lo escribe «plangen git install» y lo quita «plangen git uninstall»."
_BLOCK = re.compile(
    rb"^" + BEGIN.encode() + rb"\r?\n(?:.*\n)*?" + END.encode() + rb"(?:\r?\n|\Z)", re.MULTILINE
)
_SHARED = frozenset({"plans", "planes"})
_IDENTITY = re.compile(rb"""^(?:\xef\xbb\xbf)?["']?plan["']?[ \t]*:""", re.MULTILINE)
_LARGEST = 5_000_000

# git fills in what stands behind a % and quotes %P itself. Where ours fails without having marked anything,
# as where its Python is gone, git would take the file as it stands for a merge with nothing of theirs.
_MERGE = (
    "merge-driver -- %O %A %B %L %P || { grep -q '^<<<' %A && exit 1; "
    "exec git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B; }"
)


@dataclass(frozen=True, slots=True)
class Setup:
    """What a run did: `settings` set or removed, by key, and `fragment` of the file `attributes`."""

    repository: Path
    settings: tuple[str, ...]
    fragment: Fragment

    @property
    def attributes(self) -> Path:
        """The file of attributes at the repository's top."""
        return self.repository / _ATTRIBUTES


def install(folder: Path, interpreter: str, *, with_attributes: bool = True) -> Setup:
    """Set up the repository that `folder` lies in; what is there already stays as it is.

    `interpreter` is the absolute path of the Python that has plangen. UsageError as `repository_of`,
    OutputError where `.gitattributes` cannot be written.
    """
    top = _top(folder)
    fragment: Fragment = "skipped"
    if with_attributes:
        fragment = _write_fragment(top)
    known, changed = _settings(top), list[str]()
    for key, value in driver_settings(interpreter).items():
        if known.get(key) != value:
            run_git(["config", "--local", "--replace-all", key, value], top)
            changed.append(key)
    return Setup(top, tuple(changed), fragment)


def uninstall(folder: Path) -> Setup:
    """Take back what `install` did: our settings, and the fragment unless it came with the repository."""
    top = _top(folder)
    known = _settings(top)
    fragment = _remove_fragment(top, known.get(_RECORD, ""))
    ours = [key for key in driver_settings("") if key in known]
    for key in [*ours, *([_RECORD] if _RECORD in known else [])]:
        run_git(["config", "--local", "--unset-all", key], top)
    return Setup(top, tuple(ours), fragment)


def driver_settings(interpreter: str) -> Mapping[str, str]:
    """The settings by key.

    `-P` keeps the folder git runs in, whose files are anybody's, off the places Python imports from. What
    follows `--` is no option, whatever a file is called.
    """
    command = f"{shlex.quote(interpreter.replace(chr(92), '/'))} -P -m plangen git"
    return {
        "diff.plangen.command": f"{command} diff-driver --",
        "diff.plangen.textconv": f"{command} textconv --",
        "diff.plangen-csv.textconv": f"{command} textconv --",
        "diff.plangen-docx.textconv": f"{command} textconv-docx --",
        "diff.plangen-docx.binary": "true",
        "merge.plangen.name": "plangen: registro por registro",
        "merge.plangen.driver": f"{command.replace('%', '%%')} {_MERGE}",
    }


def attributes_fragment(folder: Path) -> str:
    """The lines of `.gitattributes` for the repository that `folder` lies in, marks included."""
    top = _top(folder)
    lines = [BEGIN, _NOTE]
    for where in _plan_patterns(top):
        lines.append(f"{_quoted(where + '*.yaml')} diff=plangen merge=plangen")
        tables = where.replace("[!.]", "") + "**/*.csv"
        lines.append(f"{_quoted(tables)} diff=plangen-csv merge=plangen")
    return "\n".join([*lines, "*.docx diff=plangen-docx", END]) + "\n"


def _top(folder: Path) -> Path:
    if not folder.is_dir():
        raise UsageError("no-folder", folder=folder.as_posix())
    return repository_of(folder)


def _plan_patterns(top: Path) -> Iterator[str]:
    """The folders of plans as patterns that end in `/`.

    A folder `plans/` is for plans, those to come too; elsewhere each plan's own folder is named, since its
    neighbours may hold YAML of others. In the repository's top the loader reads all of it but hidden files.
    """
    found = dict.fromkeys(_pattern(folder) for folder in _plan_folders(top))
    yield from found or ["/plans/*/"]


def _pattern(folder: PurePosixPath) -> str:
    if not folder.parts:
        return "/[!.]"
    if folder.parent.name.lower() in _SHARED:
        return f"/{_literal(folder.parent)}/*/"
    return f"/{_literal(folder)}/"


def _literal(folder: PurePosixPath) -> str:
    return re.sub(r"([\\*?\[])", r"\\\1", str(folder))


def _quoted(pattern: str) -> str:
    """A pattern as `.gitattributes` has it: between quotes where it holds a space or a quote."""
    if not re.search(r'[\s"]', pattern):
        return pattern
    return '"' + pattern.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"'


def _plan_folders(top: Path) -> list[PurePosixPath]:
    """The folders with a `plan.yaml` that is tracked or not ignored, in the order of their names."""
    listed = run_git(["ls-files", "-z", "--cached", "--others", "--exclude-standard"], top)
    names = {name.decode("utf-8", "replace") for name in listed.split(b"\0")}
    files = [PurePosixPath(name) for name in sorted(names) if name.rpartition("/")[2] == "plan.yaml"]
    return [file.parent for file in files if "\n" not in str(file) and _is_identity(top / file)]


def _is_identity(file: Path) -> bool:
    """Whether a `plan.yaml` is one of ours: other programs have files of that name."""
    try:
        with file.open("rb") as opened:
            return _IDENTITY.search(opened.read(_LARGEST)) is not None
    except OSError:
        return False


def _settings(top: Path) -> Mapping[str, str]:
    """The repository's own settings; of one with several values, the last."""
    rows = (ask_git(["config", "--local", "--list", "-z"], top) or "").split("\0")
    return dict(row.partition("\n")[::2] for row in rows)


def _write_fragment(top: Path) -> Fragment:
    file = top / _ATTRIBUTES
    before = _read(file)
    text = before or b""
    fragment = attributes_fragment(top).encode()
    if b"\r\n" in text:
        fragment = fragment.replace(b"\n", b"\r\n")
    there = _BLOCK.search(text)
    if there is not None:
        after = text[: there.start()] + fragment + text[there.end() :]
        return "written" if write_whole(file, after) else "kept"
    joined = bool(text) and not text.endswith(b"\n")
    write_whole(file, text + (b"\n" if joined else b"") + fragment)
    how = _CREATED if before is None else _JOINED if joined else _ADDED
    run_git(["config", "--local", "--replace-all", _RECORD, how], top)
    return "written"


def _remove_fragment(top: Path, how: str) -> Fragment:
    file = top / _ATTRIBUTES
    text = _read(file) or b""
    there = _BLOCK.search(text)
    if there is None:
        return "absent"
    if not how:
        return "kept"
    before, after = text[: there.start()], text[there.end() :]
    if how == _JOINED and not after:
        before = before.removesuffix(b"\n")
    if how == _CREATED and not before + after:
        file.unlink()
    else:
        write_whole(file, before + after)
    return "removed"


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UsageError("cannot-read", file=file.as_posix(), detail=error.strerror or "") from error
