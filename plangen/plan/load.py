"""A plan folder → `LoadedPlan`, and everything that is wrong with its form.

Every problem is found in one run: what cannot be read is set aside, and the rest is judged without it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from plangen.errors import UsageError
from plangen.plan.check_form import check_form
from plangen.plan.faults import capped, fault
from plangen.plan.images import check_pictures
from plangen.plan.index import PlanIndex, index_plan
from plangen.plan.inserts import Inserted, insert_files
from plangen.plan.lost import Lost, joined, lost_text
from plangen.plan.model import Plan
from plangen.plan.nodes import Entry, Mapping, Node, Scalar
from plangen.plan.places import Places
from plangen.plan.prose import Mentioned, scan_plan
from plangen.plan.source import compose_all, read_text
from plangen.plan.validation import validate
from plangen.spans import Finding, Related, Severity, Source, Span

_FILE_KEY = re.compile(r"\bfile['\"]?[ \t]*:")
_KEY_WITHOUT_SPACE = re.compile(r"([A-Za-z_][\w-]*):\S")


@dataclass(frozen=True)
class LoadedPlan:
    """A sound plan with its index, its node tree and the sources it was read from, by name.

    `prose_files` tells which prose stands in a file of its own: plan path → source name. Image paths in
    such prose are relative to that file.
    """

    plan: Plan
    index: PlanIndex
    mentioned: tuple[Mentioned, ...]
    root: Mapping
    sources: Table[str, Source]
    folder: Path
    prose_files: Table[str, str]

    @cached_property
    def _places(self) -> Places:
        return Places(self.root)

    def locate(self, path: str) -> Span | None:
        """Where a value stands; of an absent field, what is nearest above it; None where nothing is.

        A list or mapping is located by its key, a record of a list by its first key field.
        """
        span = self._places.at(path)[0].span
        return span if span.end else None

    def node(self, path: str) -> Node | None:
        """The node of a value; None where nothing is written."""
        return self._places.at(path)[0].node


@dataclass(frozen=True, slots=True)
class Loaded:
    """The plan, None if it could not be read whole, and its findings in the order of the sources."""

    plan: LoadedPlan | None
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Reading:
    """What the files gave so far."""

    sources: dict[str, Source] = field(default_factory=dict)
    roots: list[Mapping] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)


def load_plan(folder: Path, edited: Table[str, Source] = MappingProxyType({})) -> Loaded:
    """Read the plan in `folder`: every `*.yaml` directly in it and the files these name.

    `edited` are sources, by name, that are to be read instead of the files of the folder.

    The plan is None if anything stops it from being whole: a file, its YAML, its keys, its types. Ids that
    clash and references that lead nowhere are findings beside the plan. Raises UsageError where there
    is no such folder or no YAML in it.
    """
    reading = _Reading()
    for path in _files(folder, reading):
        _read_file(path, folder, edited, reading)
    root = _merged(reading)
    inserted = insert_files(root, folder, edited) if _names_files(reading) else Inserted(root)
    reading.findings += inserted.findings
    reading.sources |= inserted.sources
    lost = joined((*reading.lost, _lost_in(inserted, reading.findings)))
    validated = validate(inserted.root, lost)
    sound = validated.plan is not None and not any(one.severity is Severity.ERROR for one in reading.findings)
    findings = [*reading.findings, *validated.findings]
    plan, root = validated.plan or validated.rest, validated.root or inserted.root
    loaded = None
    if plan is not None:
        index, places = index_plan(plan), Places(root)
        mentioned = scan_plan(index)
        judged = validated.lost if validated.plan is None else lost
        findings += capped(check_form(index, mentioned, places, judged))
        prose = {places.of(location).path: name for location, name in inserted.prose.items()}
        findings += capped(check_pictures(index, places, folder, prose))
        loaded = LoadedPlan(plan, index, mentioned, root, reading.sources, folder, prose) if sound else None
    return Loaded(loaded, tuple(sorted(findings, key=lambda one: one.sort_key)))


def _files(folder: Path, reading: _Reading) -> list[Path]:
    """The YAML files of the folder by name; a finding for each that is named `.yml`."""
    if not folder.is_dir():
        raise UsageError("no-folder", folder=folder.as_posix())
    try:
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise UsageError(
            "unreadable-folder", folder=folder.as_posix(), detail=error.strerror or ""
        ) from error
    for path in paths:
        if path.suffix.lower() == ".yml":
            span = Span(Source(path.name, ""), 0, 0)
            reading.findings.append(fault("yml-extension", span, file=path.name))
    found = [path for path in paths if path.suffix.lower() == ".yaml"]
    if not found:
        raise UsageError("no-plan", folder=folder.as_posix())
    return found


def _read_file(path: Path, folder: Path, edited: Table[str, Source], reading: _Reading) -> None:
    source, findings = (edited[path.name], ()) if path.name in edited else read_text(path, folder)
    reading.findings += findings
    if source is None:
        reading.lost.append(_lost_file(findings))
        return
    reading.sources[source.name] = source
    node, findings, lost = compose_all(source)
    reading.findings += findings
    reading.lost.append(lost_text(lost))
    if isinstance(node, Mapping):
        reading.roots.append(node)
    elif node is not None and not isinstance(node, Mapping):
        reading.findings.append(_no_mapping(node))
        reading.lost.append(lost_text((node.span,)))


def _lost_file(findings: tuple[Finding, ...]) -> Lost:
    """What an unreadable file may have held: its words in the likely encoding, or who knows what."""
    texts = [one.span.source for one in findings if one.span is not None and one.span.source.text]
    if not texts:
        return Lost(everything=True)
    return lost_text(Span(text, 0, len(text.text)) for text in texts)


def _no_mapping(node: Node) -> Finding:
    joined = _KEY_WITHOUT_SPACE.match(node.value or "") if isinstance(node, Scalar) else None
    if joined:
        return fault("missing-space-after-colon", node.span, value=joined[1])
    return fault("expected-mapping", Span(node.source, node.start, min(node.start + 1, node.end)))


def _merged(reading: _Reading) -> Mapping:
    """The top-level keys of all files; of a key in two files, the first."""
    entries: dict[str, Entry] = {}
    for root in reading.roots:
        for name, entry in root.entries.items():
            first = entries.setdefault(name, entry).key
            if first is not entry.key:
                related = (Related("first-here", first.span),)
                other = first.source.name
                clash = fault("key-in-two-files", entry.key.span, name, "", related, value=name, other=other)
                reading.findings.append(clash)
    source = reading.roots[0].source if reading.roots else Source("", "")
    return Mapping(source, 0, 0, entries)


def _names_files(reading: _Reading) -> bool:
    return any(_FILE_KEY.search(source.text) for source in reading.sources.values())


def _lost_in(inserted: Inserted, findings: list[Finding]) -> Lost:
    """What tables may have held, and the places whose values are not the author's because of a fault."""
    words = lost_text(Span(source, 0, len(source.text)) for source in inserted.partly).words
    spoiled = tuple(one.span for one in findings if one.span and one.severity is Severity.ERROR)
    return Lost((), spoiled, words, inserted.lost)
