"""What git's merge driver runs: three versions of a file → one, in place of ours."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from plangen.flows.files import write_whole
from plangen.flows.git import ask_git
from plangen.plan.merge import LABELS, Merged, merge_texts
from plangen.plan.merge_tables import merge_tables
from plangen.plan.source import read_text
from plangen.spans import Severity, Source

_MERGES = {".yaml": merge_texts, ".csv": merge_tables}


def merge_files(base: Path, ours: Path, theirs: Path, path: str, marker_size: int) -> int:
    """Merge the three files that git gives as `%O %A %B` and write the result to `ours`: 0, or 1 on conflict.

    `path` is what the file is called in the repository: plan files (`.yaml`) and their tables (`.csv`) are
    merged record by record; all else, and whatever cannot be merged so with certainty, as git merges lines.
    OutputError where `ours` cannot be written, UsageError `no-git` where there is no git.
    """
    merge = _MERGES.get(PurePosixPath(path).suffix.lower())
    sources = [_read(one, path) for one in (base, ours, theirs)] if merge else [None]
    known = [one for one in sources if one is not None]
    merged = Merged("", understood=False)
    if merge and len(known) == len(sources):
        was, mine, other = known
        merged = merge(was, mine, other, LABELS, marker_size)
    if not merged.understood:
        return _merge_lines(base, ours, theirs, marker_size)
    bom = b"\xef\xbb\xbf" if known[1].bom else b""
    write_whole(ours, bom + merged.text.encode("utf-8"))
    return 1 if merged.conflicts else 0


def _read(file: Path, name: str) -> Source | None:
    """The text of a file of git's; None where it is not what a plan may hold."""
    source, findings = read_text(file, file.parent)
    if source is None or any(one.severity is Severity.ERROR for one in findings):
        return None
    return Source(name, source.text, source.bom)


def _merge_lines(base: Path, ours: Path, theirs: Path, marker_size: int) -> int:
    """What git does with a text that has no driver; ours stays as it is where that fails too."""
    labels = [part for label in (LABELS.ours, LABELS.base, LABELS.theirs) for part in ("-L", label)]
    files = [one.resolve().as_posix() for one in (ours, base, theirs)]
    command = ["merge-file", "--quiet", f"--marker-size={marker_size}", *labels, "--", *files]
    return 1 if ask_git(command, ours.resolve().parent) is None else 0
