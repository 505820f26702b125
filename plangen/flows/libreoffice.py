"""LibreOffice, where it is installed: a Word file in, the PDF of its pages out."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from plangen.errors import LayoutError

_NAMES = ("soffice", "libreoffice")
_PATIENCE = 180
_OPTIONS = {
    # what this is for: a name in the PDF for each bookmark of the document
    "Filter/PDF/Export": {
        "ExportBookmarksToPDFDestination": "true",
        # the pages of the PDF are counted, so that none may be missing
        "IsSkipEmptyPages": "false",
        "ExportBookmarks": "false",
        "UseTaggedPDF": "false",
        "Quality": "50",
    },
}
_SETTING = (
    '<item oor:path="/org.openoffice.Office.Common/{path}">'
    '<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n{settings}</oor:items>\n'
)


@dataclass(frozen=True, slots=True)
class LibreOffice:
    """An installed LibreOffice: the words its command line begins with, the seconds it may take."""

    command: tuple[str, ...]
    patience: float = _PATIENCE

    def lay_out(self, docx: bytes) -> bytes:
        """The PDF of a Word file, its bookmarks as named destinations.

        Works in a folder and with a profile of its own, so that neither a LibreOffice that is open nor the
        user's settings have a part in it. LayoutError where LibreOffice fails or takes too long.
        """
        with tempfile.TemporaryDirectory(prefix="plangen-", ignore_cleanup_errors=True) as name:
            folder = Path(name).resolve()
            source = folder / "document.docx"
            source.write_bytes(docx)
            log = folder / "log.txt"
            self._run(_arguments(folder, source), log)
            try:
                return (folder / "out" / "document.pdf").read_bytes()
            except OSError as error:
                raise LayoutError("layout-failed", detail=_last_line(log)) from error

    def _run(self, arguments: list[str], log: Path) -> None:
        # a file and no pipe: what LibreOffice starts may outlive it and would keep a pipe open
        with log.open("wb") as output:
            try:
                process = subprocess.Popen(  # noqa: S603
                    [*self.command, *arguments],
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
            except OSError as error:
                raise LayoutError("layout-failed", detail=error.strerror or "") from error
            try:
                process.wait(self.patience)
            except subprocess.TimeoutExpired as error:
                raise LayoutError("layout-slow", seconds=f"{self.patience:g}") from error
            finally:
                if process.poll() is None:
                    _end(process)


def find_libreoffice() -> LibreOffice:
    """The LibreOffice of this machine, on the PATH or where installers put it; LayoutError without one."""
    found = next((path for path in _candidates() if path), None)
    if found is None:
        raise LayoutError("no-libreoffice")
    return LibreOffice((str(found),))


def _candidates() -> Iterator[str | Path | None]:
    yield from (shutil.which(name) for name in _NAMES)
    if sys.platform == "win32":
        roots = [os.environ.get(name) for name in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)")]
        # the .com waits for the end and speaks on the console, the .exe does not
        usual = [Path(root) / "LibreOffice" / "program" / "soffice.com" for root in roots if root]
    elif sys.platform == "darwin":
        bundle = Path("Applications/LibreOffice.app/Contents/MacOS/soffice")
        usual = [Path("/") / bundle, Path.home() / bundle]
    else:
        usual = sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)
    yield from (path for path in usual if path.is_file())


def _arguments(folder: Path, source: Path) -> list[str]:
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    settings = "".join(
        _SETTING.format(path=path, name=name, value=value)
        for path, options in _OPTIONS.items()
        for name, value in options.items()
    )
    # options of an export are read from the profile by every version; on the command line only from 7.4 on
    registry = profile / "user" / "registrymodifications.xcu"
    registry.write_text(_PROFILE.format(settings=settings), "utf-8", newline="\n")
    return [
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nodefault",
        "--nolockcheck",
        "--convert-to",
        "pdf:writer_pdf_Export",
        "--outdir",
        str(folder / "out"),
        str(source),
    ]


def _last_line(log: Path) -> str:
    lines = log.read_text("utf-8", errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and all it has started: `soffice` itself is only what starts the program."""
    if sys.platform == "win32":
        ending = ["taskkill", "/PID", str(process.pid), "/T", "/F"]
        subprocess.run(ending, capture_output=True, check=False)  # noqa: S603
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
