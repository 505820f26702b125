"""The plans of the repository: sound, complete, deliverable, and their committed Markdown is fresh."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path

import docx
import pytest

from plangen.document.blocks import Document
from plangen.flows.build import BuildOptions, Built, Deliverable, build_plan
from plangen.flows.check import CheckOptions, check_plan
from plangen.plan.load import load_plan
from plangen.plan.model import Plan
from plangen.spans import Severity
from plangen.word.lint import lint_docx
from tests.support.audit import complaints
from tests.support.deliverables import PLANS, document_of
from tests.support.read_back import read_by_pandoc, read_by_python_docx
from tests.support.said import Said, said_by


@dataclass(frozen=True)
class BuiltPlan:
    """A plan of the repository and what a build of it gave."""

    folder: Path
    built: Built

    @cached_property
    def words(self) -> dict[Deliverable, Document]:
        """Each Word file and the document that it holds."""
        words = [one for one in self.built.deliverables if one.path.suffix == ".docx"]
        return {one: document_of(self.folder, one.template) for one in words}


@pytest.fixture(scope="session", params=PLANS, ids=lambda path: path.name)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> BuiltPlan:
    """Every plan, built and verified in a folder of its own."""
    out = tmp_path_factory.mktemp("plans")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
        return BuiltPlan(request.param, build_plan(request.param, BuildOptions(out=out, verify=True)))


def test_there_are_plans() -> None:
    assert "banano-organico-piura" in [path.name for path in PLANS]


@pytest.mark.parametrize("folder", PLANS, ids=lambda path: path.name)
def test_a_check_finds_no_error(folder: Path) -> None:
    findings = check_plan(folder, CheckOptions()).findings
    assert [(one.name, one.path) for one in findings if one.severity is Severity.ERROR] == []


def test_both_formats_are_built_and_the_markdown_says_what_the_document_says(built: BuiltPlan) -> None:
    assert sorted(one.path.suffix for one in built.built.deliverables) == [".docx", ".md"]
    assert [one.differences for one in built.built.deliverables] == [(), ()]
    assert not built.built.failed


def test_the_word_file_has_no_complaints_of_the_judges(built: BuiltPlan, tmp_path: Path) -> None:
    for one in built.words:
        data = one.path.read_bytes()
        assert complaints(data, tmp_path) == []
        assert [(found.name, found.params) for found in lint_docx(data)] == []


@pytest.mark.parametrize("read", [read_by_python_docx, read_by_pandoc])
def test_others_read_in_the_word_file_what_the_document_says(
    built: BuiltPlan, read: Callable[[bytes], Said]
) -> None:
    for one, document in built.words.items():
        said, found = said_by(document), read(one.path.read_bytes())
        assert said.headings
        assert found.headings == said.headings
        assert found.tables == said.tables
        assert found.captions == said.captions
        assert found.alternatives == said.alternatives
        assert found.notes == said.notes


def test_the_properties_of_the_word_file_are_those_of_the_plan(built: BuiltPlan) -> None:
    for one, document in built.words.items():
        core = docx.Document(BytesIO(one.path.read_bytes())).core_properties
        wanted = {name: document.properties[name] for name in ("title", "author", "version")}
        assert {name: getattr(core, name) for name in wanted} == wanted
        assert core.language == document.language
        assert core.created is not None
        assert core.created.date().isoformat() == document.properties["date"]


@pytest.mark.parametrize("folder", PLANS, ids=lambda path: path.name)
def test_the_committed_markdown_is_fresh(folder: Path) -> None:
    if not list((folder / "build").glob("*.md")):
        pytest.skip("no Markdown is committed yet")
    compared = build_plan(folder, BuildOptions(check=True))
    assert [one.path.name for one in compared.deliverables if one.stale] == []


@pytest.fixture(scope="module")
def banana() -> Plan:
    """The example plan."""
    loaded = load_plan(next(path for path in PLANS if path.name == "banano-organico-piura")).plan
    assert loaded is not None
    return loaded.plan


def test_the_example_chooses_among_segments_with_forces_and_series(banana: Plan) -> None:
    assert banana.segmentation is not None
    assert banana.industry is not None
    decisions = Counter(segment.decision for segment in banana.segmentation.segments)
    assert decisions.total() >= 4
    assert decisions["prioritised"] == 2
    assert {(force.segment, force.force) for force in banana.industry.forces}
    assert len(banana.industry.series) >= 3
    assert all(len(series.points) >= 3 for series in banana.industry.series)
    assert banana.industry.chain is not None
    assert len(banana.industry.chain.links) >= 7


def test_the_example_compares_every_reference_in_every_dimension(banana: Plan) -> None:
    assert banana.benchmark is not None
    references = {one.id for one in banana.benchmark.references}
    dimensions = {one.id for one in banana.benchmark.dimensions}
    assert (len(references), len(dimensions)) == (3, 8)
    scored = Counter((one.reference, one.dimension) for one in banana.benchmark.scores)
    assert scored == {(one, other): 1 for one in (*references, "own") for other in dimensions}
    assert banana.benchmark.trip is not None
    assert len(banana.benchmark.trip.visits) >= 5
    assert len(banana.benchmark.trip.lessons) >= 6


def test_the_example_weighs_options_and_has_strategies_with_areas(banana: Plan) -> None:
    assert banana.vision is not None
    assert len(banana.vision.options) >= 3
    assert banana.vision.chosen in {one.id for one in banana.vision.options}
    assert len(banana.strategies) >= 3
    assert all(one.areas for one in banana.strategies)


def test_the_actions_of_the_example_cost_what_their_funding_brings(banana: Plan) -> None:
    assert banana.action_plan is not None
    assert len(banana.action_plan.actions) >= 15
    for action in banana.action_plan.actions:
        costs = [one.cost.amount for one in action.activities if one.cost is not None]
        funds = [one.amount.amount for one in action.funding if one.amount is not None]
        assert costs, action.id
        assert sum(costs) == sum(funds), action.id


def test_the_example_has_indicators_facts_and_sources(banana: Plan) -> None:
    assert len(banana.indicators) >= 20
    assert all(one.baseline is not None and one.targets for one in banana.indicators)
    assert len(banana.facts) >= 60
    assert len(banana.sources) >= 25
