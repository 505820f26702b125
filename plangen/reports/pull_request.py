"""Findings as a comment on a pull request, in GitHub's Markdown.

Errors are shown, warnings and notes folded. What does not fit is counted: errors go in first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from plangen.plan.words import Words
from plangen.reports.findings import PlanFindings, count_levels
from plangen.reports.markdown import code_span, escape_markdown
from plangen.reports.summary import count_parts, level_titles
from plangen.spans import Finding, Severity

MARKER = "<!-- plangen check -->"
"""What the comment starts with, so that a workflow finds its own and renews it."""

LIMIT = 60_000
"""Characters of a comment; GitHub refuses more than 65,536."""

_LONGEST = 600
"""Characters of one message or hint."""

_AROUND = 120
"""Characters around the entries of one level, and those of a sentence at the end."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A finding as an item of the list of its plan and level."""

    plan: int
    level: Severity
    text: str


def render_pull_request(plans: Sequence[PlanFindings], words: Words) -> str:
    """The comment on all findings of a run, of at most `LIMIT` characters."""
    top = f"{MARKER}\n\n## {words.text('report.title')}"
    heads = _heads(plans, words)
    room = LIMIT - len(top) - sum(map(len, heads)) - _AROUND * (len(Severity) * len(heads) + 3)
    kept = _fitting(_entries(plans[: len(heads)], words), room)
    sections = (_section(head, at, kept, words) for at, head in enumerate(heads))
    return "\n\n".join((top, *sections, *_left_out(plans, len(heads), kept, words))) + "\n"


def _heads(plans: Sequence[PlanFindings], words: Words) -> list[str]:
    """Title and table of each plan; where they would take half of the comment, titles, of the first plans."""
    whole = [_head(plan, words) for plan in plans]
    if sum(map(len, whole)) + _AROUND * len(Severity) * len(whole) <= LIMIT // 2:
        return whole
    heads, room = [], LIMIT // 2
    for plan in plans:
        title = _title(plan, words)
        room -= len(title) + _AROUND * len(Severity)
        if room < 0:
            break
        heads.append(title)
    return heads


def _head(plan: PlanFindings, words: Words) -> str:
    counts = count_parts(plan.findings, words)
    if not counts:
        return _title(plan, words)
    titles = (words.text("report.part"), *level_titles(words))
    rows = [(escape_markdown(one.title), *one.cells) for one in counts]
    lines = [_row(titles), "|---|" + "--:|" * len(Severity), *map(_row, rows)]
    return "\n\n".join((_title(plan, words), "\n".join(lines)))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _title(plan: PlanFindings, words: Words) -> str:
    folder = code_span(plan.folder.as_posix())
    if not plan.findings:
        return f"### {words.say('report.sound', plan=folder)}"
    return f"### {words.say('report.plan', plan=folder, counts=_counts(plan.findings, words))}"


def _counts(findings: Iterable[Finding], words: Words) -> str:
    return words.say("report.counts", **{f"{level}s": n for level, n in count_levels(findings).items()})


def _entries(plans: Sequence[PlanFindings], words: Words) -> Iterator[_Entry]:
    """The findings of all plans, errors first."""
    for level in Severity:
        for at, plan in enumerate(plans):
            for finding in plan.findings:
                if finding.severity is level:
                    yield _Entry(at, level, _item(plan, finding, words))


def _item(plan: PlanFindings, finding: Finding, words: Words) -> str:
    span = finding.span
    place = (plan.folder / span.source.name).as_posix() + f":{span.line}" if span else plan.folder.as_posix()
    head = [f"**{code_span(finding.code)}** {finding.name}", code_span(place)]
    if finding.item:
        head.append(escape_markdown(finding.item, _LONGEST))
    lines = [f"- {' · '.join(head)}", f"  {escape_markdown(words.message(finding), _LONGEST)}"]
    hint = escape_markdown(words.hint(finding), _LONGEST)
    return "\n".join([*lines, f"  → {hint}"] if hint else lines)


def _fitting(entries: Iterable[_Entry], room: int) -> list[_Entry]:
    """The first entries that fit: nothing less grave is shown while something graver is not."""
    kept = []
    for entry in entries:
        room -= len(entry.text) + 1
        if room < 0:
            break
        kept.append(entry)
    return kept


def _section(head: str, plan: int, kept: Sequence[_Entry], words: Words) -> str:
    parts = [head]
    for level, title in zip(Severity, level_titles(words), strict=True):
        texts = [entry.text for entry in kept if entry.plan == plan and entry.level is level]
        if not texts:
            continue
        listed = "\n".join(texts)
        folded = f"<details><summary>{title} ({len(texts)})</summary>\n\n{listed}\n\n</details>"
        parts.append(f"#### {title}\n\n{listed}" if level is Severity.ERROR else folded)
    return "\n\n".join(parts)


def _left_out(plans: Sequence[PlanFindings], shown: int, kept: Sequence[_Entry], words: Words) -> list[str]:
    """Sentences on how much the comment does not hold."""
    counts = count_levels(finding for plan in plans for finding in plan.findings)
    for entry in kept:
        counts[entry.level] -= 1
    said = []
    if shown < len(plans):
        said.append(words.say("report.plans-left-out", count=len(plans) - shown))
    if missing := sum(counts.values()):
        levels = words.say("report.counts", **{f"{level}s": count for level, count in counts.items()})
        said.append(words.say("report.left-out", count=missing, counts=levels))
    return said
