"""Findings as SARIF 2.1.0 (OASIS), which code hosts and editors read.

Places count lines and columns from 1 in code points, the end of a region is the column after its last
character. Files are relative to the folder the check ran in, `%SRCROOT%`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from plangen import __version__
from plangen.plan.words import Words
from plangen.reports.findings import PlanFindings, one_line
from plangen.reports.pages import CodePage, page_of_name, render_help, render_markdown_help
from plangen.spans import Edit, Finding, Span

_Object = dict[str, object]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_FINGERPRINT = "plangenFinding/v1"
_SENTENCE = re.compile(r"(?<=[.!?])\s")
_LINK = re.compile(r"\](?=\()")


def render_sarif(plans: Sequence[PlanFindings], words: Words) -> str:
    """One run with all findings and the rules they break."""
    names = {finding.code: finding.name for plan in plans for finding in plan.findings}
    pages = [page_of_name(names[code], words) for code in sorted(names)]
    indexes = {page.code: at for at, page in enumerate(pages)}
    results = [one for plan in plans for one in _Results(plan, words, indexes).all()]
    driver = {
        "name": "plangen",
        "version": __version__,
        "semanticVersion": __version__,
        "language": words.language,
        "rules": [_rule(page, words) for page in pages],
    }
    run = {
        "tool": {"driver": driver},
        "language": words.language,
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": words.text("report.root")}}},
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _rule(page: CodePage, words: Words) -> _Object:
    return {
        "id": page.code,
        "name": "".join(part.capitalize() for part in page.name.split("-")),
        "shortDescription": {"text": page.what or _SENTENCE.split(page.why)[0]},
        "fullDescription": {"text": page.why},
        "help": {"text": render_help(page, words), "markdown": render_markdown_help(page, words)},
        "defaultConfiguration": {"level": str(page.submission)},
        "properties": {"draft": str(page.draft), "submission": str(page.submission)},
    }


@dataclass(frozen=True)
class _Results:
    """The findings of one plan as results; `indexes` tells the place of each code among the rules."""

    plan: PlanFindings
    words: Words
    indexes: Mapping[str, int]

    def all(self) -> list[_Object]:
        """The results, in reading order; the fingerprints of equal findings are numbered."""
        seen: Counter[str] = Counter()
        results = []
        for finding in self.plan.findings:
            mark = self._fingerprint(finding)
            seen[mark] += 1
            results.append(self._result(finding, f"{mark}:{seen[mark]}"))
        return results

    def _result(self, finding: Finding, mark: str) -> _Object:
        result: _Object = {
            "ruleId": finding.code,
            "ruleIndex": self.indexes[finding.code],
            "level": str(finding.severity),
            "message": _message(one_line(finding, self.words)),
            "locations": [self._location(finding)],
            "partialFingerprints": {_FINGERPRINT: mark},
        }
        if finding.related:
            result["relatedLocations"] = [
                {
                    "id": at,
                    "physicalLocation": self._physical(other.span),
                    "message": _message(self.words.related(other.note)),
                }
                for at, other in enumerate(finding.related)
            ]
        if finding.fix:
            hint = self.words.hint(finding) or self.words.message(finding)
            result["fixes"] = [{"description": _message(hint), "artifactChanges": self._changes(finding.fix)}]
        return result

    def _fingerprint(self, finding: Finding) -> str:
        """What stays the same while lines move: plan, code and path; without path, the message."""
        last = finding.path or self.words.message(finding)
        text = "\0".join((self.plan.folder.as_posix(), finding.code, last))
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]

    def _location(self, finding: Finding) -> _Object:
        location: _Object = {"physicalLocation": self._physical(finding.span)}
        if finding.path:
            location["logicalLocations"] = [{"fullyQualifiedName": finding.path}]
        return location

    def _physical(self, span: Span | None) -> _Object:
        if span is None:
            return {"artifactLocation": self._artifact(self.plan.file), "region": {"startLine": 1}}
        return {"artifactLocation": self._artifact(span.source.name), "region": _region(span)}

    def _artifact(self, name: str) -> _Object:
        path = self.plan.folder / name
        if path.is_absolute():
            return {"uri": path.as_uri()}
        return {"uri": quote(path.as_posix().encode("utf-8", "surrogateescape")), "uriBaseId": _ROOT}

    def _changes(self, edits: Sequence[Edit]) -> list[_Object]:
        """The edits, file by file."""
        by_file: dict[str, list[_Object]] = {}
        for edit in edits:
            replacement: _Object = {"deletedRegion": _region(edit.span)}
            if edit.text:
                replacement["insertedContent"] = {"text": edit.text}
            by_file.setdefault(edit.span.source.name, []).append(replacement)
        return [
            {"artifactLocation": self._artifact(name), "replacements": replacements}
            for name, replacements in by_file.items()
        ]


def _message(text: str) -> _Object:
    """A plain text message: `[…](…)` in it would be read as a link."""
    return {"text": _LINK.sub(r"\\]", text)}


def _region(span: Span) -> _Object:
    line, column = span.source.position(span.start)
    end_line, end_column = span.source.position(span.end)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
