"""The one door to the git program: arguments in, bytes out, what it refuses in words of ours.

No shell, no pager, no prompt, nothing of the repository's configuration that runs a program. Paths are
taken by the letter, names come out as they are, and a repository is the one of the folder, whatever the
hook or driver that started us has set.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from plangen.errors import UsageError

_PLACES = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_NAMESPACE",
    "GIT_EXTERNAL_DIFF",
)
"""What git tells the programs it starts of its own repository."""

_OWN = {
    "LC_ALL": "C.UTF-8",
    "LANGUAGE": "C",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
_SETTINGS = (
    "core.quotepath=off",
    "core.fsmonitor=false",
    "log.showSignature=false",
    "i18n.logOutputEncoding=UTF-8",
)


def run_git(arguments: Sequence[str], folder: Path, given: bytes = b"") -> bytes:
    """What git prints when it runs with `arguments` in `folder`, `given` on its standard input.

    UsageError: `no-git`, `no-repository`, `unsafe-repository` (another owner's, not declared safe), and
    `git-failed` for anything else it refuses.
    """
    ended = _run(arguments, folder, given)
    if ended.returncode:
        lines = ended.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UsageError("git-failed", command=arguments[0], detail=lines[-1] if lines else "")
    return ended.stdout


def ask_git(arguments: Sequence[str], folder: Path) -> str | None:
    """What git answers, without the final line end; None where it says no.

    UsageError as `run_git`, but for `git-failed`.
    """
    ended = _run(arguments, folder, b"")
    return None if ended.returncode else os.fsdecode(ended.stdout).rstrip("\r\n")


def repository_of(path: Path) -> Path:
    """The top folder of the repository whose working tree `path` lies in, whether it is there or not.

    UsageError `no-repository`, `no-work-tree` (a bare repository, or inside `.git`), or as `run_git`.
    """
    at = path.resolve()
    folder = next((one for one in (at, *at.parents) if one.is_dir()), at)
    top = ask_git(["rev-parse", "--show-toplevel"], folder)
    if not top:
        raise UsageError("no-work-tree", folder=folder.as_posix())
    return Path(top).resolve()


def wants_color(*, terminal: bool) -> bool:
    """Whether a program that git has started is to print in colours, by git's own rule.

    `terminal` tells whether it prints to one; git's pager, which is none, takes colours too.
    """
    asked = ["config", "--get-colorbool", "color.diff", "true" if terminal else "false"]
    return ask_git(asked, Path()) == "true"


def _run(arguments: Sequence[str], folder: Path, given: bytes) -> subprocess.CompletedProcess[bytes]:
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    try:
        ended = subprocess.run(  # noqa: S603
            [_program(), "--no-pager", *settings, *arguments],
            cwd=folder,
            env=_environment(os.environ),
            input=given,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise UsageError("git-failed", command=arguments[0], detail=error.strerror or "") from error
    if ended.returncode:
        _refuse_folder(ended.stderr, folder)
    return ended


def _program() -> str:
    """The git on the PATH; one that lies in the working folder (Windows looks there too) is not taken."""
    found = shutil.which("git")
    if found is None or not Path(found).is_absolute():
        raise UsageError("no-git")
    return found


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    return {**{name: value for name, value in given.items() if name not in _PLACES}, **_OWN}


def _refuse_folder(said: bytes, folder: Path) -> None:
    if b"not a git repository" in said:
        raise UsageError("no-repository", folder=folder.as_posix())
    if b"dubious ownership" in said:
        raise UsageError("unsafe-repository", folder=folder.as_posix())
