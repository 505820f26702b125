"""SARIF: valid to the schema of the standard, with places, rules, fingerprints and fixes that hold.

`sarif-2.1.0.json` is that schema; the file beside it says where it is from and under which licence.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from plangen import __version__
from plangen.plan.edit import apply_edits
from plangen.plan.faults import FAULTS, fault
from plangen.plan.words import Words
from plangen.reports.findings import PlanFindings
from plangen.reports.sarif import render_sarif
from plangen.spans import Edit, Finding, Related, Severity, Source, Span
from tests.support.faulty_plans import MALFORMED, UNREASONED
from tests.support.rule_cases import CASES, Case, findings_of, read_cases

WORDS = Words()
SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0.json").read_text("utf-8"))
JUDGE = Draft202012Validator(SCHEMA)

Check = Callable[..., PlanFindings]


def log_of(*plans: PlanFindings) -> Any:
    """The log, which is valid to the schema."""
    log = json.loads(render_sarif(plans, WORDS))
    JUDGE.validate(log)
    return log


def run_of(*plans: PlanFindings) -> Any:
    (run,) = log_of(*plans)["runs"]
    return run


def one(text: str, start: int, end: int, folder: str = "plan", **given: Any) -> PlanFindings:
    """An unknown key at some characters of a text."""
    finding = fault("unknown-key", Span(Source("plan.yaml", text), start, end), value="x", near="", known="y")
    values = {name: getattr(finding, name) for name in ("code", "name", "severity", "params", "span")}
    return PlanFindings(Path(folder), (Finding(**{**values, **given}),))


def cut(text: str, region: Any) -> str:
    """The characters of a region, found by lines and columns."""
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:at]) for at in range(len(lines))]
    first = starts[region["startLine"] - 1] + region["startColumn"] - 1
    last = starts[region["endLine"] - 1] + region["endColumn"] - 1
    return text[first:last]


def test_a_log_of_faults_of_form_is_valid_and_says_tool_and_version(checked: Check) -> None:
    run = run_of(checked(MALFORMED))
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("plangen", __version__)
    assert run["columnKind"] == "unicodeCodePoints"
    assert {"P035", "P066", "P069"} <= {result["ruleId"] for result in run["results"]}


def test_a_log_of_rules_is_valid_and_shows_their_page(checked: Check) -> None:
    run = run_of(checked(UNREASONED))
    rule = next(rule for rule in run["tool"]["driver"]["rules"] if rule["id"] == "G001")
    said = WORDS.rule("segment-without-factor")
    assert rule["name"] == "SegmentWithoutFactor"
    assert rule["shortDescription"]["text"] == said.what
    assert rule["fullDescription"]["text"] == said.why
    assert rule["defaultConfiguration"]["level"] == "error"
    assert rule["properties"] == {"draft": "note", "submission": "error"}
    for form in ("text", "markdown"):
        assert "success_factors" in rule["help"][form]
        assert said.source in rule["help"][form]
    assert "```yaml\nsegmentation:" in rule["help"]["markdown"]


def test_the_judge_refuses_what_is_not_sarif(checked: Check) -> None:
    log = log_of(checked(MALFORMED))
    del log["runs"][0]["results"][0]["message"]
    assert not JUDGE.is_valid(log)


def test_a_run_without_findings_is_valid_and_has_empty_results(checked: Check) -> None:
    run = run_of(PlanFindings(Path("plan"), ()))
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])
    assert run_of()["results"] == []


def test_only_the_rules_that_occur_are_listed_and_every_result_points_to_its_own(checked: Check) -> None:
    run = run_of(checked(MALFORMED), checked(UNREASONED, "planes/dos"))
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted({result["ruleId"] for result in run["results"]})
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])


@pytest.mark.parametrize("fault_of_form", FAULTS.values(), ids=lambda one: one.code)
def test_every_fault_of_form_has_a_valid_rule(fault_of_form: Any) -> None:
    params = dict.fromkeys(fault_of_form.params, "EST-7")
    found = Finding(fault_of_form.code, fault_of_form.name, fault_of_form.severity, params)
    (rule,) = run_of(PlanFindings(Path("plan"), (found,)))["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"]
    assert WORDS.page(fault_of_form.name).why.startswith(rule["shortDescription"]["text"])
    assert rule["defaultConfiguration"]["level"] == fault_of_form.severity
    assert len(rule["fullDescription"]["text"]) <= 1024
    assert len(rule["name"]) <= 255


@pytest.mark.parametrize("level", Severity)
def test_levels_keep_their_names(level: Severity) -> None:
    (result,) = run_of(one("titel: x", 0, 5, severity=level))["results"]
    assert result["level"] == {"error": "error", "warning": "warning", "note": "note"}[level]


_TEXTS = st.text(st.sampled_from("añ日\U0001f33d e\u0301:\r\n\t-"), min_size=1, max_size=60)


@settings(max_examples=100, deadline=None)
@given(text=_TEXTS, ends=st.tuples(st.integers(0, 60), st.integers(0, 60)))
def test_a_region_holds_exactly_the_characters_of_the_finding(text: str, ends: tuple[int, int]) -> None:
    start, end = sorted(min(at, len(text)) for at in ends)
    (result,) = run_of(one(text, start, end))["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert cut(text, region) == text[start:end]


@pytest.mark.parametrize(
    "folder", ["planes/uno", "planes/año 1", "planes/50%", "planes/a#b?c", "a:b", "á[1]"]
)
def test_a_file_is_a_relative_uri_that_reads_back(folder: str) -> None:
    (result,) = run_of(one("titel: x", 0, 5, folder))["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uriBaseId"] == "%SRCROOT%"
    parts = urlsplit(place["uri"])
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
    assert unquote(parts.path) == f"{folder}/plan.yaml"
    assert place["uri"].isascii()


def test_a_plan_in_the_working_folder_has_no_dot_in_its_uri() -> None:
    (result,) = run_of(one("titel: x", 0, 5, "."))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "plan.yaml"


def test_a_plan_elsewhere_has_an_absolute_uri(tmp_path: Path) -> None:
    (result,) = run_of(one("titel: x", 0, 5, str(tmp_path)))["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": (tmp_path / "plan.yaml").as_uri()}


def test_a_finding_without_place_stands_at_the_beginning_of_the_plan() -> None:
    (result,) = run_of(one("", 0, 0, span=None))["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "plan/plan.yaml"
    assert place["region"] == {"startLine": 1}


def test_other_ends_are_related_locations_with_what_they_are(checked: Check) -> None:
    run = run_of(checked(MALFORMED))
    (twice,) = [result for result in run["results"] if result["ruleId"] == "P066"]
    (other,) = twice["relatedLocations"]
    assert other["message"]["text"] == WORDS.related("first-here")
    assert cut(MALFORMED, other["physicalLocation"]["region"]) == "ACTR-1"
    assert other["physicalLocation"]["region"] != twice["locations"][0]["physicalLocation"]["region"]


def marks(run: Any) -> list[tuple[str, str]]:
    return sorted((result["ruleId"], *result["partialFingerprints"].values()) for result in run["results"])


def test_fingerprints_stay_when_lines_move_and_differ_between_plans(checked: Check) -> None:
    before = marks(run_of(checked(UNREASONED)))
    moved = UNREASONED.replace("segmentation:", "\n# nota\n\nsegmentation:")
    assert marks(run_of(checked(moved))) == before
    other = marks(run_of(checked(UNREASONED, "planes/dos")))
    assert not {mark for _, mark in before} & {mark for _, mark in other}


def test_no_two_results_of_a_run_have_the_same_fingerprint() -> None:
    twice = one("titel: x", 0, 5, path="plan/titel")
    run = run_of(PlanFindings(twice.folder, twice.findings * 3))
    found = [mark for _, mark in marks(run)]
    assert len(set(found)) == 3
    assert len({mark.partition(":")[0] for mark in found}) == 1


def mended(text: str, results: Any) -> str:
    """The text after the fixes of all results, applied by their regions from the last to the first."""
    changes = [
        change for result in results for fix in result.get("fixes", ()) for change in fix["artifactChanges"]
    ]
    replacements = [one for change in changes for one in change["replacements"]]
    starts = [0, *(at + 1 for at, character in enumerate(text) if character == "\n")]
    for one in sorted(replacements, key=lambda one: list(one["deletedRegion"].values()), reverse=True):
        region = one["deletedRegion"]
        first = starts[region["startLine"] - 1] + region["startColumn"] - 1
        last = starts[region["endLine"] - 1] + region["endColumn"] - 1
        text = text[:first] + one.get("insertedContent", {}).get("text", "") + text[last:]
    return text


def test_the_fix_of_a_finding_gives_what_applying_it_gives() -> None:
    source = Source("plan.yaml", "año: 12,5 t\r\nraíz: uno\n")
    edits = (Edit(Span(source, 7, 8), "."), Edit(Span(source, 19, 22), ""))
    run = run_of(one(source.text, 5, 9, fix=edits))
    (fix,) = run["results"][0]["fixes"]
    assert fix["description"]["text"]
    assert [each["artifactLocation"]["uri"] for each in fix["artifactChanges"]] == ["plan/plan.yaml"]
    assert mended(source.text, run["results"]) == apply_edits(source, edits)


FIXED = [case for path in sorted(CASES.glob("*.md")) for case in read_cases(path) if case.fixed]


@pytest.mark.parametrize("case", FIXED, ids=lambda case: f"{case.name}:{case.line}")
def test_the_fixes_of_a_rule_give_the_mended_plan(case: Case, tmp_path: Path) -> None:
    findings = findings_of(case.name, case.text, tmp_path)
    run = run_of(PlanFindings(Path("plan"), findings))
    assert any("fixes" in result for result in run["results"]) is (case.fixed != case.text)
    assert mended(case.text, run["results"]) == case.fixed


def test_a_finding_without_fix_has_none(checked: Check) -> None:
    assert all("fixes" not in result for result in run_of(checked(MALFORMED))["results"])


def test_a_message_is_no_link_and_steers_nothing() -> None:
    params = {"value": "[aquí](https://example.org)\x1b[31m\u202e", "near": "", "known": "y"}
    (result,) = run_of(one("titel: x", 0, 5, params=params))["results"]
    text = result["message"]["text"]
    assert "](" not in text.replace("\\](", "")
    assert not {"\x1b", "\u202e"} & set(text)
    assert " → " in text


def test_related_places_without_findings_of_their_own_are_valid() -> None:
    source = Source("a b.yaml", "uno")
    related = tuple(Related("defined-here", Span(source, at, at + 1)) for at in range(3))
    (result,) = run_of(one("titel: x", 0, 5, related=related))["results"]
    uris = {each["physicalLocation"]["artifactLocation"]["uri"] for each in result["relatedLocations"]}
    assert uris == {"plan/a%20b.yaml"}
    assert [each["id"] for each in result["relatedLocations"]] == [0, 1, 2]
