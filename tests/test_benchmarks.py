"""The plan that the benchmarks measure is a sound one, and of the size it was asked for."""

import importlib
import json
import os
import re
import subprocess
import sys
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document

from benchmarks.docx_counts import count_docx
from benchmarks.docxtpl_template import write_template
from benchmarks.large_plan import write_large_plan
from benchmarks.naive_docx import write_naively
from benchmarks.pieces import Piece
from benchmarks.processes import Command, Run
from benchmarks.review import Review, added
from benchmarks.second_version import write_second_version
from benchmarks.sentences import count_words
from benchmarks.table import Row, Target, share, table, verdicts
from benchmarks.ways import ROOT
from plangen.changes.change import Added, Modified, Moved, Removed, Renamed
from plangen.changes.compare import compare_plans
from plangen.plan.derived import computed
from plangen.plan.load import LoadedPlan, load_plan
from plangen.plan.model import Kind, Money

_SIZES = {"actions": 24, "indicators": 20, "references": 3, "dimensions": 4, "words": 9_000}


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> LoadedPlan:
    folder = tmp_path_factory.mktemp("plan")
    write_large_plan(folder, **_SIZES)
    loaded = load_plan(folder)
    assert [(finding.name, finding.path) for finding in loaded.findings] == []
    assert loaded.plan is not None
    return loaded.plan


@pytest.mark.parametrize("module", sorted(path.stem for path in (ROOT / "benchmarks").glob("[a-z]*.py")))
def test_every_part_of_the_benchmark_still_fits_the_product(module: str) -> None:
    if module == "fill_docxtpl":
        pytest.importorskip("docxtpl", reason="only the benchmarks install docxtpl")
    assert importlib.import_module(f"benchmarks.{module}").__doc__


def test_the_time_of_the_rules_is_told(generated: LoadedPlan) -> None:
    command = [sys.executable, "-m", "benchmarks.rules", str(generated.folder), "1"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert ran.returncode == 0, ran.stderr
    assert re.match(r"[0-9]{3} rules, [0-9]+ findings: median [0-9.]+ ms", ran.stdout)


def test_the_same_sizes_give_the_same_bytes(generated: LoadedPlan, tmp_path: Path) -> None:
    write_large_plan(tmp_path, **_SIZES)
    again = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert again == {path.name: path.read_bytes() for path in generated.folder.iterdir()}


def test_the_plan_has_the_size_it_was_asked_for(generated: LoadedPlan) -> None:
    plan = generated.plan
    assert plan.action_plan is not None
    assert plan.benchmark is not None
    assert len(plan.action_plan.actions) == _SIZES["actions"]
    assert len(plan.indicators) == _SIZES["indicators"]
    assert len(plan.benchmark.scores) == (1 + _SIZES["references"]) * _SIZES["dimensions"]
    visits = generated.index.visits
    words = sum(count_words(str(visit.value)) for visit in visits if visit.shape.kind is Kind.PROSE)
    assert words == pytest.approx(_SIZES["words"], rel=0.03)


def test_funding_of_every_action_adds_up_to_its_cost(generated: LoadedPlan) -> None:
    plan = generated.plan
    assert plan.action_plan is not None
    for action in plan.action_plan.actions:
        funded = sum((row.amount.amount for row in action.funding if row.amount), Decimal(0))
        assert computed(generated.index, action, "cost") == Money(amount=funded)


def test_weights_and_shares_of_every_set_total_a_hundred(generated: LoadedPlan) -> None:
    plan = generated.plan
    assert plan.segmentation is not None
    assert plan.benchmark is not None
    assert plan.vision is not None
    assert plan.industry is not None
    assert plan.industry.chain is not None
    sets = [
        [segment.share for segment in plan.segmentation.segments],
        [link.cost_share for link in plan.industry.chain.links],
        [dimension.weight for dimension in plan.benchmark.dimensions],
        [criterion.weight for criterion in plan.vision.criteria],
        *([factor.weight for factor in segment.success_factors] for segment in plan.segmentation.segments),
    ]
    assert [sum(part or 0 for part in parts) for parts in sets] == [100] * len(sets)


@pytest.fixture(scope="module")
def second(generated: LoadedPlan, tmp_path_factory: pytest.TempPathFactory) -> tuple[LoadedPlan, int]:
    folder = tmp_path_factory.mktemp("second")
    claimed = write_second_version(generated.folder, folder)
    loaded = load_plan(folder)
    assert [(finding.name, finding.path) for finding in loaded.findings] == []
    assert loaded.plan is not None
    return loaded.plan, claimed


def test_the_second_version_has_the_changes_it_says(
    generated: LoadedPlan, second: tuple[LoadedPlan, int]
) -> None:
    plan, claimed = second
    changes = compare_plans(generated.index, plan.index)
    assert len(changes) == claimed > 80
    assert {type(change) for change in changes} == {Added, Modified, Moved, Removed, Renamed}
    assert {change.path.split("/")[0] for change in changes} == {
        *("plan", "cluster", "segmentation", "industry", "benchmark", "vision", "strategies", "management"),
        *("action_plan", "indicators", "facts", "sources", "review", "chapters", "summary"),
    }


def test_the_same_first_version_gives_the_same_second(
    generated: LoadedPlan, second: tuple[LoadedPlan, int], tmp_path: Path
) -> None:
    write_second_version(generated.folder, tmp_path)
    again = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert again == {path.name: path.read_bytes() for path in second[0].folder.iterdir()}


def test_git_and_we_are_asked_for_the_same_two_versions(tmp_path: Path) -> None:
    review = Review(tmp_path / "review", tmp_path)
    claimed = review.write(small=True)
    plan = review.repository / review.new.plan.name
    ours = review.ours("diff, json", "diff", "v1..v2", plan, "--format", "json")
    assert len(json.loads(_said(ours))["changes"]) == claimed
    assert "version: [-1.0-]{+1.1+}" in _said(review.word_diff())


def _said(command: Command) -> str:
    environment = {**os.environ, **command.environment()}
    ran = subprocess.run(
        command.arguments(), env=environment, cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_processes_one_after_the_other_add_up_but_for_their_peak() -> None:
    small, large = Run(wall=1.0, cpu=2.0, peak=30.0), Run(wall=3.0, cpu=4.0, peak=90.0)
    assert added([small], [large]) == [Run(wall=4.0, cpu=6.0, peak=90.0)]
    assert added([small], [Run(wall=1.0, cpu=None, peak=None)]) == [Run(wall=2.0, cpu=None, peak=30.0)]


_PIECES = [
    Piece(kind="h1", text="1 Cacao & chocolate", rows=[]),
    Piece(kind="text", text="Dos valles <altos> y un puerto", rows=[]),
    Piece(kind="t2", text="", rows=[["Año", "Toneladas"], ["2025", "2,650"], ["2026", "a\nb"]]),
    Piece(kind="t3", text="", rows=[["uno", "", "tres cuatro"]]),
]
_TABLES, _CELLS, _PARAGRAPHS, _WORDS = 2, 9, 10, 20


def _words_in(file: Path) -> list[str]:
    document = Document(str(file))
    cells = [cell.text for each in document.tables for row in each.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text] + cells


def _expected() -> list[str]:
    return [p["text"] for p in _PIECES if p["text"]] + [
        cell for p in _PIECES for row in p["rows"] for cell in row
    ]


def test_the_naive_way_writes_every_piece(tmp_path: Path) -> None:
    write_naively(_PIECES, tmp_path / "naive.docx")
    assert _words_in(tmp_path / "naive.docx") == _expected()


def test_docxtpl_writes_every_piece(tmp_path: Path) -> None:
    pytest.importorskip("docxtpl", reason="only the benchmarks need it")
    (tmp_path / "content.json").write_text(json.dumps(_PIECES), encoding="utf-8")
    write_template(_PIECES, tmp_path / "template.docx")
    files = [str(tmp_path / name) for name in ("content.json", "template.docx", "filled.docx")]
    subprocess.run([sys.executable, "-m", "benchmarks.fill_docxtpl", *files], cwd=ROOT, check=True)
    assert _words_in(tmp_path / "filled.docx") == _expected()


def test_counts_are_those_of_the_pieces(tmp_path: Path) -> None:
    write_naively(_PIECES, tmp_path / "naive.docx")
    counts = count_docx(tmp_path / "naive.docx")
    assert (counts.tables, counts.cells) == (_TABLES, _CELLS)
    assert (counts.paragraphs, counts.words) == (_PARAGRAPHS, _WORDS)


def _runs(*seconds: float) -> list[Run]:
    return [Run(wall=each, cpu=each, peak=50.0) for each in seconds]


def test_ratios_are_taken_round_by_round() -> None:
    assert Row("ours", _runs(1, 4, 9)).ratio(_runs(2, 4, 3)) == 1


def test_a_share_is_what_the_shorter_way_leaves_out() -> None:
    assert share(_runs(10, 20, 40), _runs(8, 10, 30)) == pytest.approx(0.25)


def test_a_missed_target_is_said() -> None:
    row = Row("build", _runs(3, 3), Target({"pandoc": 0.5}, peak=60))
    said = verdicts([row], {"pandoc": _runs(4, 4)})
    assert [line.rsplit(" ", 1)[1] for line in said] == ["MISSED", "met"]


def test_every_line_of_the_table_has_a_cell_for_each_heading() -> None:
    unmeasured = [Run(wall=1.0, cpu=None, peak=None)] * 2
    rows = [Row("ours", _runs(1, 2)), Row("theirs", unmeasured)]
    lines = table(rows, {"pandoc": _runs(2, 2), "docxtpl": _runs(1, 1)}).split("\n")
    assert all(one.count("|") == other.count("|") for one, other in pairwise(lines))
    assert lines[2] == "| ours | 1.500 | 1.500 | 1.000 | 0.75 | 1.50 | 50 |"
    assert lines[3].count("not measured") == 5
