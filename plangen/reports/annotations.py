"""Findings as workflow commands of GitHub Actions, which shows them beside the lines they are about.

GitHub's «Workflow commands» say which characters must be escaped: `%` and line ends everywhere, `:` and `,`
in properties too. A column is only shown where a place begins and ends in one line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plangen.plan.words import Words
from plangen.reports.findings import PlanFindings, one_line
from plangen.spans import Finding, Severity, Span

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render_annotations(plans: Sequence[PlanFindings], words: Words) -> str:
    """One command per line; "" for none. A finding without place names its plan in the message."""
    return "\n".join(_command(plan, finding, words) for plan in plans for finding in plan.findings)


def _command(plan: PlanFindings, finding: Finding, words: Words) -> str:
    properties = [*_place(plan, finding.span), ("title", f"{finding.code} {finding.name}")]
    said = ",".join(f"{name}={_property(value)}" for name, value in properties)
    message = one_line(finding, words)
    if finding.span is None:
        message = f"{plan.folder.as_posix()}: {message}"
    return f"::{_COMMANDS[finding.severity]} {said}::{_data(message)}"


def _place(plan: PlanFindings, span: Span | None) -> Iterator[tuple[str, str]]:
    if span is None:
        yield "file", (plan.folder / plan.file).as_posix()
        return
    line, column = span.source.position(span.start)
    end_line, end_column = span.source.position(span.end)
    yield "file", (plan.folder / span.source.name).as_posix()
    yield "line", str(line)
    if end_line != line:
        yield "endLine", str(end_line)
        return
    yield "col", str(column)
    yield "endColumn", str(end_column)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
