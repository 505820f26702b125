"""Workflow commands: read back as GitHub's runner reads them, they say what was found and where."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.plan.faults import fault
from plangen.plan.words import Words
from plangen.reports.annotations import render_annotations
from plangen.reports.characters import printable
from plangen.reports.findings import PlanFindings
from plangen.spans import Finding, Severity, Source, Span
from tests.support.faulty_plans import MALFORMED, UNREASONED

WORDS = Words()
COMMAND = re.compile(r"^::(\w+) ([^:]*(?::(?!:)[^:]*)*)::(.*)$")


def read(line: str) -> tuple[str, dict[str, str], str]:
    """Command, properties and message of a line, unescaped."""
    command = COMMAND.match(line)
    assert command, line
    properties = dict(part.split("=", 1) for part in command[2].split(","))
    plain = {name: unescaped(value) for name, value in properties.items()}
    return command[1], plain, unescaped(command[3])


def unescaped(text: str) -> str:
    signs = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
    return re.sub("%(0D|0A|3A|2C|25)", lambda found: signs[found[0]], text)


def annotated(finding: Finding, folder: str = "plan") -> tuple[str, dict[str, str], str]:
    text = render_annotations([PlanFindings(Path(folder), (finding,))], WORDS)
    assert "\n" not in text
    return read(text)


def unknown_key(value: str, text: str = "titel: x", end: int = 5, name: str = "plan.yaml") -> Finding:
    return fault("unknown-key", Span(Source(name, text), 0, end), value=value, near="", known="y")


def test_each_finding_of_every_plan_is_one_command_at_its_place(checked: Callable[..., PlanFindings]) -> None:
    plans = [checked(MALFORMED), checked(UNREASONED, "planes/dos")]
    read_back = [read(line) for line in render_annotations(plans, WORDS).splitlines()]
    assert len(read_back) == sum(len(plan.findings) for plan in plans)
    level, properties, message = read_back[0]
    assert level == "error"
    assert properties["title"] == "P035 unknown-key"
    assert (properties["file"], properties["line"]) == ("planes/uno/plan.yaml", "3")
    assert (properties["col"], properties["endColumn"]) == ("3", "8")
    assert "titel" in message
    assert " → " in message


def test_errors_warnings_and_notes_are_error_warning_and_notice() -> None:
    levels = {}
    for severity in Severity:
        finding = Finding("P079", "too-many-faults", severity, {"limit": "9"})
        levels[severity] = annotated(finding)[0]
    assert levels == {"error": "error", "warning": "warning", "note": "notice"}


def test_no_findings_are_no_commands() -> None:
    assert render_annotations([PlanFindings(Path("plan"), ())], WORDS) == ""
    assert render_annotations([], WORDS) == ""


def test_a_place_over_several_lines_has_lines_and_no_columns() -> None:
    _, properties, _ = annotated(unknown_key("x", "uno\ndos\ntres", 9))
    assert (properties["line"], properties["endLine"]) == ("1", "3")
    assert not {"col", "endColumn"} & properties.keys()


def test_a_finding_without_place_names_its_plan() -> None:
    finding = Finding("P079", "too-many-faults", Severity.NOTE, {"limit": "9"})
    _, properties, message = annotated(finding, "planes/uno")
    assert properties == {"file": "planes/uno/plan.yaml", "title": "P079 too-many-faults"}
    assert message.startswith("planes/uno: ")


_NASTY = st.text(st.sampled_from("%:,=\r\n0AaD\u2028;é\x1b\u202e ") | st.characters(), max_size=40)


@settings(max_examples=100, deadline=None)
@given(value=_NASTY, folder=st.text(st.sampled_from("%:,=0Aaé "), min_size=1, max_size=12))
def test_whatever_a_plan_says_is_one_line_and_reads_back(value: str, folder: str) -> None:
    level, properties, message = annotated(unknown_key(value), folder)
    assert level == "error"
    assert list(properties) == ["file", "line", "col", "endColumn", "title"]
    assert properties["file"] == (Path(folder) / "plan.yaml").as_posix()
    assert printable(value) in message
