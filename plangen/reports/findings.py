"""Findings as text with the source line and a caret, and as JSON (product's `check --format json`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from plangen.plan.words import Words
from plangen.reports.characters import printable, width
from plangen.spans import Finding, Severity, Span

JSON_VERSION = 1

_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_LONGEST_LINE = 160
_MARGIN = 40


@dataclass(frozen=True)
class PlanFindings:
    """What was found in one plan: its folder as printed, and its findings in reading order.

    `file` is the source that stands for the plan where a report needs a file and a finding has no place.
    """

    folder: Path
    findings: tuple[Finding, ...]
    file: str = "plan.yaml"

    @property
    def failed(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


@dataclass(frozen=True)
class Report:
    """How findings of one plan folder read: its language, and ANSI colours or none."""

    folder: Path
    words: Words
    color: bool = False

    def text(self, findings: Iterable[Finding]) -> str:
        """Each finding: place, level, code, what is wrong, the source line with a caret, how to mend it.

        Why it matters is said once for each code, at its first finding.
        """
        told: set[str] = set()
        parts = []
        for finding in findings:
            first = finding.code not in told
            told.add(finding.code)
            parts.append("\n".join([*self._one(finding), *(self._why(finding) if first else ())]))
        return "\n\n".join(parts)

    def rows(self, findings: Iterable[Finding]) -> list[dict[str, object]]:
        """Findings as JSON objects; `file` is relative to the working folder, with `/`."""
        return [self._row(finding) for finding in findings]

    def _why(self, finding: Finding) -> tuple[str, ...]:
        why = " ".join(self.words.page(finding.name).why.split())
        return (f"  {self.words.text('report.why')} {why}",) if why else ()

    def _one(self, finding: Finding) -> list[str]:
        words = self.words
        level = words.say(f"severity.{finding.severity}")
        head = f"{level} {finding.code} {finding.name}"
        lines = [f"{self._place(finding.span)}: {self._paint(head, finding.severity)}"]
        lines.append(f"  {printable(words.message(finding))}")
        if finding.span is not None:
            lines += self._excerpt(finding.span, finding.severity)
        for other in finding.related:
            lines.append(f"  {self._place(other.span)}: {words.related(other.note)}")
            lines += self._excerpt(other.span, Severity.NOTE)
        hint = printable(words.hint(finding))
        return [*lines, f"  → {hint}"] if hint else lines

    def _paint(self, text: str, severity: Severity) -> str:
        return f"\x1b[1;{_COLORS[severity]}m{text}\x1b[0m" if self.color else text

    def _place(self, span: Span | None) -> str:
        if span is None:
            return self.folder.as_posix()
        return f"{(self.folder / span.source.name).as_posix()}:{span.line}:{span.column}"

    def _excerpt(self, span: Span, severity: Severity) -> list[str]:
        """The line of a span and a caret under its characters; long lines are cut around it."""
        number, column = span.source.position(span.start)
        line = printable(span.source.line(number))
        start = column - 1
        length = max(1, min(span.end - span.start, len(line) - start))
        if len(line) > _LONGEST_LINE:
            cut = max(0, start - _MARGIN)
            line = ("…" if cut else "") + line[cut : cut + _LONGEST_LINE] + "…"
            start = start - cut + (1 if cut else 0)
            length = max(1, min(length, len(line) - start - 1))
        gutter = f"{number:>6} | "
        caret = " " * width(line[:start]) + self._paint(
            "^" * max(1, width(line[start : start + length])), severity
        )
        return [gutter + line, " " * 6 + " | " + caret]

    def _row(self, finding: Finding) -> dict[str, object]:
        return {
            "code": finding.code,
            "name": finding.name,
            "level": str(finding.severity),
            "message": self.words.message(finding),
            "hint": self.words.hint(finding),
            "plan": self.folder.as_posix(),
            "path": finding.path,
            "item": finding.item,
            **self._json_place(finding.span),
            "fix": bool(finding.fix),
            "related": [
                {"message": self.words.related(other.note), **self._json_place(other.span)}
                for other in finding.related
            ],
        }

    def _json_place(self, span: Span | None) -> dict[str, object]:
        if span is None:
            return {"file": self.folder.as_posix(), "line": None, "column": None}
        file = (self.folder / span.source.name).as_posix()
        return {"file": file, "line": span.line, "column": span.column}


def render_json(rows: Sequence[dict[str, object]]) -> str:
    """All findings of a run as one JSON object."""
    return json.dumps({"version": JSON_VERSION, "findings": list(rows)}, ensure_ascii=False, indent=2)


def one_line(finding: Finding, words: Words) -> str:
    """What is wrong and how to mend it in one line, without characters that steer."""
    message, hint = printable(words.message(finding)), printable(words.hint(finding))
    return f"{message} → {hint}" if hint else message


def count_levels(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many findings there are of each level."""
    counts = dict.fromkeys(Severity, 0)
    for finding in findings:
        counts[finding.severity] += 1
    return counts
