"""The plan that the benchmarks measure is a sound one, and of the size it was asked for."""

from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.large_plan import write_large_plan
from benchmarks.sentences import count_words
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
