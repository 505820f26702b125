"""What stops a command that is not a finding in a plan.

PlangenError            exit code 2
├── UsageError          wrong use: no such folder, no YAML in it, unknown template or code
├── OutputError         an output that cannot be written (open in Word, no permission)
├── TemplateError       a template that does not work: file, line, message        exit code 1
└── LayoutError         LibreOffice did not give the pages of a document          exit code 1

A user's mistake *in a plan* is never raised: it is a `Finding` (see `plangen.spans`).
"""

from __future__ import annotations


class PlangenError(Exception):
    """An error the user can read; `exit_code` is what the process ends with."""

    exit_code = 2

    def __init__(self, key: str, **params: str) -> None:
        super().__init__(key)
        self.key = key
        """Name of the message in the words catalogue (`errors:`)."""
        self.params = params


class UsageError(PlangenError):
    """The command was asked for something that is not there."""


class OutputError(PlangenError):
    """A deliverable could not be written; the old one is untouched."""


class TemplateError(PlangenError):
    """A template failed; params hold `template`, `line` and `detail`."""

    exit_code = 1


class LayoutError(PlangenError):
    """The pages of a document are not known: no LibreOffice, or one that fails."""

    exit_code = 1
