"""folder → findings → edits → files, until there is nothing more to mend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from plangen.flows.check import CheckOptions
from plangen.flows.files import write_whole
from plangen.flows.judging import Judged, judge_plan
from plangen.plan.edit import apply_edits
from plangen.spans import Edit, Finding, Severity, Source

_ROUNDS = 20
"""More rounds than faults hide behind one another; what still changes then would go on for ever."""


@dataclass(frozen=True)
class Fixed:
    """The files that were mended, and how many findings that took away."""

    files: tuple[str, ...]
    count: int


def fix_plan(folder: Path, options: CheckOptions) -> Fixed:
    """Mend what is safe to mend among the findings that `options` select, and write the files.

    Edits splice the text, so that comments and layout stay. A round that would bring a new error is not
    written. Raises as `check_plan` does, and OutputError where a file cannot be written.
    """
    edited: dict[str, Source] = {}
    count = 0
    judged = _judged(folder, options, edited)
    for _ in range(_ROUNDS):
        better = _mended(folder, options, judged, edited)
        if better is None:
            break
        texts, after, mended = better
        edited |= texts
        judged, count = after, count + mended
    for name, source in edited.items():
        write_whole(folder / name, _bytes(source))
    return Fixed(tuple(edited), count)


def _judged(folder: Path, options: CheckOptions, edited: Mapping[str, Source]) -> Judged:
    return judge_plan(folder, options.profile, options.template_folder, edited)


def _mended(
    folder: Path, options: CheckOptions, judged: Judged, edited: Mapping[str, Source]
) -> tuple[dict[str, Source], Judged, int] | None:
    """The sources after a round, the plan with them and how many findings went; None where nothing helps.

    All mends at once where that does no harm, else the first that does none alone.
    """
    wanted = [one for one in judged.findings if one.fix and options.selection.wants(one)]
    for chosen in (wanted, *([one] for one in wanted)) if wanted else ():
        texts = _applied(chosen)
        after = _judged(folder, options, {**edited, **texts})
        if texts and not _harmed(judged, after):
            return texts, after, len(chosen)
    return None


def _applied(findings: Iterable[Finding]) -> dict[str, Source]:
    """The changed sources, by name, after the edits of some findings."""
    by_source: dict[int, list[Edit]] = {}
    sources: dict[int, Source] = {}
    for edit in (edit for one in findings for edit in one.fix):
        sources[id(edit.span.source)] = edit.span.source
        by_source.setdefault(id(edit.span.source), []).append(edit)
    changed = {}
    for key, edits in by_source.items():
        source = sources[key]
        text = apply_edits(source, edits)
        if text != source.text:
            changed[source.name] = Source(source.name, text, source.bom)
    return changed


def _harmed(before: Judged, after: Judged) -> bool:
    """Whether an error of form is there that was not, or a plan that could be read no longer can."""
    if before.plan is not None and after.plan is None:
        return True
    return not after.ruled and _errors(after) >= _errors(before)


def _errors(judged: Judged) -> int:
    return sum(one.severity is Severity.ERROR for one in judged.findings)


def _bytes(source: Source) -> bytes:
    return (b"\xef\xbb\xbf" if source.bom else b"") + source.text.encode("utf-8")
