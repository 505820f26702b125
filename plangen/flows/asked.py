"""What a build is asked for, and what it gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from plangen.document.blocks import Document
from plangen.errors import LayoutError
from plangen.spans import Finding, Severity
from plangen.word.house import Base

FORMATS = ("docx", "md")


@dataclass(frozen=True, slots=True)
class Written:
    """A Word file; `trouble` says why its contents have no page numbers, where they were asked for."""

    content: bytes
    trouble: LayoutError | None = None


@dataclass(frozen=True)
class BuildOptions:
    """What `build` was asked for.

    `templates` empty: the plan's `deliverables`, or `prc`. `out`: a folder that gets one folder per plan.
    `check`: write nothing, only compare the committed Markdown. `verify`: read the Markdown back.
    `paginate`: what writes the Word file with page numbers in its contents, if they are wanted (see
    `flows/paginate.py`, which only this asks for). `reference`: a client's .docx
    that gives the styles in place of the plan's `house_style` and the template's.
    `taken`: ids of plans that this run has put into `out` already.
    """

    formats: tuple[str, ...] = FORMATS
    templates: tuple[str, ...] = ()
    out: Path | None = None
    template_folder: Path | None = None
    draft: bool = False
    check: bool = False
    verify: bool = False
    paginate: Callable[[Document, Base], Written] | None = None
    reference: Path | None = None
    taken: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Deliverable:
    """One file of a build: where it is, its template, whether it changed.

    `stale`: with `check`, the committed file is not what the plan says. `differences`: with `verify`, the
    blocks that the published Markdown does not give back. `trouble`: with `paginate`, why there are no pages.
    """

    path: Path
    template: str
    changed: bool = False
    stale: bool = False
    differences: tuple[str, ...] = ()
    trouble: LayoutError | None = None


@dataclass(frozen=True)
class Notice:
    """Something about a build that its user should know and that is no fault of the plan: a message."""

    key: str
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Built:
    """What a build of one plan gave; `deliverables` is empty when its findings stopped it.

    `findings` are those of the form and of the pages, and the errors that stopped it; `open` is all that the
    rules found, which a build only counts.
    """

    folder: Path
    findings: tuple[Finding, ...]
    deliverables: tuple[Deliverable, ...] = ()
    plan_id: str = ""
    notices: tuple[Notice, ...] = ()
    open: tuple[Finding, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether what was asked for was not done."""
        errors = any(finding.severity is Severity.ERROR for finding in self.findings)
        return errors or any(d.stale or d.differences or d.trouble for d in self.deliverables)
