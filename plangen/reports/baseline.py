"""Findings that were known before: the saved output of `check --format json` as a baseline."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from plangen.errors import UsageError
from plangen.plan.words import Words
from plangen.reports.findings import JSON_VERSION, PlanFindings
from plangen.spans import Finding

_Identity = tuple[str, str, str, str]
_KEYS = ("plan", "code", "path", "message")


@dataclass(frozen=True)
class Baseline:
    """The messages of the known findings by what does not change when a plan is edited elsewhere.

    That is plan, code and path; a finding without path is known by its message too.
    """

    messages: Mapping[_Identity, tuple[str, ...]]


def read_baseline(text: str | bytes, file: str) -> Baseline:
    """The baseline that `text` spells; bytes may be UTF-8 or UTF-16, as a redirection in Windows writes them.

    Raises UsageError (`bad-baseline`) for anything else than the output of `check --format json`.
    """
    known: dict[_Identity, list[str]] = {}
    for plan, code, path, message in _rows(_parsed(text, file), file):
        known.setdefault(_identity(plan, code, path, message), []).append(message)
    return Baseline({identity: tuple(messages) for identity, messages in known.items()})


def new_findings(plans: Sequence[PlanFindings], baseline: Baseline, words: Words) -> tuple[PlanFindings, ...]:
    """The same plans with the findings alone that the baseline does not know.

    Each known finding stands for one of now: of three where there were two, one is new. Those with the very
    message of then are known first, then the others in reading order.
    """
    return tuple(replace(plan, findings=tuple(_new(plan, baseline, words))) for plan in plans)


def _new(plan: PlanFindings, baseline: Baseline, words: Words) -> Iterator[Finding]:
    told = [(finding, words.message(finding)) for finding in plan.findings]
    folder = plan.folder.as_posix()
    left = {key: Counter(messages) for key, messages in baseline.messages.items() if key[0] == folder}
    unmatched: list[tuple[Finding, Counter[str]]] = []
    for finding, message in told:
        known = left.setdefault(_identity(folder, finding.code, finding.path, message), Counter())
        if known[message] > 0:
            known[message] -= 1
        else:
            unmatched.append((finding, known))
    for finding, known in unmatched:
        spare = next((message for message, count in known.items() if count > 0), None)
        if spare is None:
            yield finding
        else:
            known[spare] -= 1


def _identity(plan: str, code: str, path: str, message: str) -> _Identity:
    return plan, code, path, "" if path else message


def _parsed(text: str | bytes, file: str) -> object:
    try:
        return json.loads(text.removeprefix("\ufeff") if isinstance(text, str) else text)
    except json.JSONDecodeError as error:
        place = f"JSON, {error.lineno}:{error.colno}"
        raise UsageError("bad-baseline", file=file, detail=place) from error
    except (ValueError, RecursionError) as error:
        raise UsageError("bad-baseline", file=file, detail="JSON") from error


def _rows(read: object, file: str) -> Iterator[tuple[str, ...]]:
    if not isinstance(read, dict) or read.get("version") != JSON_VERSION:
        raise UsageError("bad-baseline", file=file, detail=f"version ≠ {JSON_VERSION}")
    findings = read.get("findings")
    if not isinstance(findings, list):
        raise UsageError("bad-baseline", file=file, detail="findings")
    for at, row in enumerate(findings):
        for key in _KEYS:
            if not isinstance(row, dict) or not isinstance(row.get(key), str):
                raise UsageError("bad-baseline", file=file, detail=f"findings[{at}].{key}")
        yield tuple(row[key] for key in _KEYS)
