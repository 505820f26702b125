"""The comment on a pull request: what it shows, in which order, how much, and that plan text stays text."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.plan.faults import fault
from plangen.plan.words import Words
from plangen.reports.characters import printable
from plangen.reports.findings import PlanFindings
from plangen.reports.pull_request import LIMIT, MARKER, render_pull_request
from plangen.spans import Finding, Severity, Source, Span
from tests.support.faulty_plans import MALFORMED, UNREASONED
from tests.support.read_comments import READER, shape, words_of

WORDS = Words()

Check = Callable[..., PlanFindings]


def unknown_key(value: str, severity: Severity = Severity.ERROR, name: str = "plan.yaml") -> Finding:
    span = Span(Source(name, "titel: x"), 0, 5)
    made = fault("unknown-key", span, value=value, near="", known="y")
    return Finding(made.code, made.name, severity, made.params, item="EST-2", span=span)


def comment(*findings: Finding, folder: str = "planes/uno") -> str:
    return render_pull_request([PlanFindings(Path(folder), findings)], WORDS)


def test_it_starts_with_the_marker_a_workflow_looks_for(checked: Check) -> None:
    assert render_pull_request([checked(MALFORMED)], WORDS).startswith(f"{MARKER}\n")
    assert MARKER == "<!-- plangen check -->"


def test_a_plan_has_a_title_with_its_totals_and_a_table_by_part(checked: Check) -> None:
    plan = checked(MALFORMED)
    lines = render_pull_request([plan], WORDS).splitlines()
    count = sum(finding.severity is Severity.ERROR for finding in plan.findings)
    assert any(line.startswith(f"### `planes/uno`: errores {count}, advertencias ") for line in lines)
    assert "| Parte del plan | Errores | Advertencias | Notas |" in lines
    parts = [line.split(" | ")[0].removeprefix("| ") for line in lines if line.startswith("| ")]
    assert parts[1:] == ["Identidad del plan", "El clúster", "Datos"]


def test_an_error_has_code_place_item_message_and_hint() -> None:
    found = unknown_key("titel")
    first, second, third = comment(found).partition("#### Errores\n\n")[2].splitlines()
    assert first == "- **`P035`** unknown-key · `planes/uno/plan.yaml:1` · EST-2"
    assert second.startswith("  ")
    assert "titel" in second
    assert third.startswith("  → ")


def test_errors_are_shown_first_and_the_rest_is_folded(checked: Check) -> None:
    text = comment(
        unknown_key("una", Severity.NOTE),
        unknown_key("otra", Severity.WARNING),
        unknown_key("esta", Severity.ERROR),
    )
    at = [text.index(part) for part in ("#### Errores", "<details><summary>Advertencias (1)", "Notas (1)")]
    assert at == sorted(at)
    assert "«esta»" in text[at[0] : at[1]]
    assert "«otra»" in text[at[1] : at[2]]
    assert "«una»" in text[at[2] :]
    assert text.count("<details>") == text.count("</details>") == 2


def test_a_sound_plan_has_one_line(checked: Check) -> None:
    text = comment()
    assert text.splitlines()[-1] == "### `planes/uno`: sin hallazgos"
    assert "|" not in text


def test_several_plans_are_shown_one_after_another(checked: Check) -> None:
    plans = [checked(MALFORMED), checked(UNREASONED, "planes/dos"), PlanFindings(Path("planes/tres"), ())]
    text = render_pull_request(plans, WORDS)
    titles = re.findall(r"^### `(planes/\w+)`", text, re.MULTILINE)
    assert titles == ["planes/uno", "planes/dos", "planes/tres"]
    assert text.count("\n- **`") == sum(len(plan.findings) for plan in plans)


@pytest.mark.parametrize("longest", [10, 5000])
def test_it_never_passes_the_limit_and_counts_what_it_leaves_out(longest: int) -> None:
    levels = list(Severity) * 700
    findings = tuple(unknown_key(f"{at:04}" + "ñ$" * longest, level) for at, level in enumerate(levels))
    text = comment(*findings)
    assert len(text) <= LIMIT
    shown = text.count("\n- **`")
    assert 0 < shown < len(findings)
    assert f"No caben aquí {len(findings) - shown} hallazgos más" in text
    assert text.count("<details>") == text.count("</details>")


def test_nothing_less_grave_is_shown_while_an_error_is_left_out() -> None:
    findings = [unknown_key(f"{at:04}" + "ñ" * 300, Severity.NOTE) for at in range(200)]
    findings += [unknown_key(f"{at:04}" + "ñ" * 300) for at in range(200)]
    plans = [PlanFindings(Path(f"planes/{name}"), tuple(findings)) for name in ("uno", "dos")]
    text = render_pull_request(plans, WORDS)
    assert len(text) <= LIMIT
    assert "<details>" not in text
    shown = text.count("\n- **`")
    assert f"{800 - shown} hallazgos más (errores {400 - shown}, advertencias 0, notas 400)" in text


def test_a_run_of_very_many_plans_keeps_the_limit_too() -> None:
    plans = [PlanFindings(Path(f"planes/{at:04}"), (unknown_key("x"),) * 3) for at in range(2000)]
    text = render_pull_request(plans, WORDS)
    assert len(text) <= LIMIT
    titles = text.count("\n### ")
    assert 0 < titles < 2000
    assert f"No caben aquí {2000 - titles} planes más." in text
    assert f"{6000 - text.count(chr(10) + '- **`')} hallazgos más" in text


_SIGNS = r"* _ ` [ ] ( ) < > ! | ~ # + 1. = & \ a ñ ``` ~~ --- |--| <b> </details> <!-- --> &lt; $x$ @ana #12 :tada:"
_LINKS = r"[x](http://a.b) ![i](j) http://a.b www.a.b <https://a.b> [^1]"
_PIECES = (*_SIGNS.split(), *_LINKS.split(), "- ", " ", "\n", "\x1b", "\u202e")
_MARKUP = st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)


@settings(max_examples=150, deadline=None)
@given(value=_MARKUP)
def test_plan_text_stays_text_whatever_it_holds(value: str) -> None:
    text = comment(unknown_key(value), unknown_key(value, Severity.WARNING))
    benign = comment(unknown_key("x"), unknown_key("x", Severity.WARNING))
    assert shape(text) == shape(benign)
    said = printable(" ".join(WORDS.message(unknown_key(value)).split()))
    assert words_of(READER.parse(text)).count(said) == 2


@settings(max_examples=80, deadline=None)
@given(value=_MARKUP.filter(lambda text: text.strip() not in {"", ".", ".."} and "\x00" not in text))
def test_ids_and_names_of_files_and_folders_stay_text_too(value: str) -> None:
    made = unknown_key("x", name=f"{value}.yaml")
    found = Finding(made.code, made.name, made.severity, made.params, item=value, span=made.span)
    benign = unknown_key("x")
    folder = value.replace("/", "-")
    assert shape(comment(found, folder=folder)) == shape(comment(benign))


@pytest.mark.parametrize(
    ("value", "never"),
    [
        ("@ana", r"@\w"),
        ("vea #12", r"#\d"),
        (":tada:", r":tada:"),
        ("http://a.b", r"\w://"),
        ("www.a.b", r"www\.a"),
        ("ana@a.pe", r"@\w"),
        ("US$ 3 y US$ 4", r"(?<!<span>)\$"),
    ],
)
def test_github_finds_no_mention_issue_emoji_link_or_mathematics(value: str, never: str) -> None:
    text = comment(unknown_key(value))
    assert not re.search(never, text)
    assert value in words_of(READER.parse(text))


def test_what_is_very_long_is_cut() -> None:
    text = comment(unknown_key("ñ" * 5000))
    assert len(text) < 3000
    assert "ñ…" in text
