"""What is computed and never typed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.plan.derived import (
    COMPUTED,
    Balance,
    amount_in_plan,
    budget_by_year,
    budget_years,
    computed,
    entity_balance,
)
from plangen.plan.index import PlanIndex, index_plan
from plangen.plan.model import Money, Month, Plan, record_types


def index(**parts: Any) -> PlanIndex:
    return index_plan(Plan.model_validate(parts))


def value(known: PlanIndex, item: str, name: str) -> object:
    found = known.named(item)
    assert found is not None
    result = computed(known, found.record, name)
    return (result.amount, result.currency) if isinstance(result, Money) else result


def grant(amount: str, year: str, source: str = "grant") -> dict[str, str]:
    return {"source": source, "payer": "Programa", "year": year, "amount": amount}


ACTIONS: list[dict[str, Any]] = [
    {
        "id": "ACT-1",
        "strategy": "EST-1",
        "activities": [
            {"id": "ACT-1.1", "start": "2026-03", "end": "2026-05", "cost": "100.10"},
            {"id": "ACT-1.2", "start": "2026-02", "cost": {"amount": "10", "currency": "USD"}},
            {"id": "ACT-1.3", "end": "2027-01"},
        ],
        "funding": [
            grant("60", "2026"),
            grant("30", "2027"),
            grant("20", "2026", "cash_counterpart"),
            grant("7.50", "2027", "in_kind_counterpart"),
            grant("1", "2027", "other"),
        ],
    },
    {"id": "ACT-2", "strategy": "EST-1", "activities": [{"id": "ACT-2.1", "start": "2025-12", "cost": "1"}]},
    {"id": "ACT-3"},
]
RATES = [
    {"currency": "USD", "date": "2025-01-01", "rate": "3.50"},
    {"currency": "USD", "date": "2026-01-01", "rate": "3.755"},
]


@pytest.fixture
def plan() -> PlanIndex:
    return index(
        plan={"id": "PRC-1", "exchange_rates": RATES},
        strategies=[{"id": "EST-1"}, {"id": "EST-2"}],
        action_plan={"actions": ACTIONS},
    )


@pytest.mark.parametrize(
    ("item", "name", "expected"),
    [
        ("ACT-1", "start", Month(2026, 2)),
        ("ACT-1", "end", Month(2027, 1)),
        ("ACT-1", "months", 12),
        ("ACT-1", "cost", (Decimal("137.65"), None)),
        ("ACT-1", "grant", (Decimal(90), None)),
        ("ACT-1", "cash", (Decimal(20), None)),
        ("ACT-1", "in_kind", (Decimal("7.50"), None)),
        ("ACT-1", "other", (Decimal(1), None)),
        ("ACT-1", "counterpart", (Decimal("27.50"), None)),
        ("ACT-2", "months", None),
        ("ACT-2", "grant", None),
        ("ACT-3", "start", None),
        ("ACT-3", "cost", None),
        ("EST-1", "start", Month(2025, 12)),
        ("EST-1", "months", 14),
        ("EST-1", "cost", (Decimal("138.65"), None)),
        ("EST-1", "grant", (Decimal(90), None)),
        ("EST-2", "cost", None),
        ("plan", "cost", (Decimal("138.65"), None)),
        ("plan", "counterpart", (Decimal("27.50"), None)),
        ("plan", "grant.2027", (Decimal(30), None)),
        ("plan", "cost.2026", (Decimal(80), None)),
        ("plan", "cost.2030", None),
        ("plan", "counterpart.2027", (Decimal("7.50"), None)),
    ],
)
def test_work_adds_up(plan: PlanIndex, item: str, name: str, expected: object) -> None:
    assert value(plan, item, name) == expected


@pytest.mark.parametrize(("item", "name"), [("ACT-1", "coste"), ("ACT-1", "start.2026"), ("plan", "cash")])
def test_names_that_are_not_computed_are_errors_of_the_caller(plan: PlanIndex, item: str, name: str) -> None:
    with pytest.raises(KeyError):
        value(plan, item, name)


def test_an_end_before_the_start_has_no_months() -> None:
    activities = [{"id": "A-1.1", "start": "2026-05", "end": "2026-04"}]
    known = index(action_plan={"actions": [{"id": "A-1", "activities": activities}]})
    assert value(known, "A-1", "months") is None


def test_an_amount_without_exchange_rate_stays_out() -> None:
    costs = [{"amount": "10", "currency": "EUR"}, {"amount": "5", "currency": "PEN"}]
    activities = [{"id": f"A-1.{at}", "cost": cost} for at, cost in enumerate(costs)]
    known = index(plan={"id": "P"}, action_plan={"actions": [{"id": "A-1", "activities": activities}]})
    assert value(known, "A-1", "cost") == (Decimal(5), None)
    assert amount_in_plan(known, Money.model_validate(costs[0])) is None


def test_the_plans_own_currency_needs_no_rate() -> None:
    known = index(plan={"id": "P", "currency": "USD"})
    assert amount_in_plan(known, Money(amount=Decimal(3), currency="USD")) == 3
    assert amount_in_plan(known, Money(amount=Decimal(3), currency="PEN")) is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.decimals(min_value=-(10**20), max_value=10**20, places=8), min_size=1, max_size=20))
def test_sums_are_exact(amounts: list[Decimal]) -> None:
    activities = [{"id": f"A-1.{at}", "cost": format(amount, "f")} for at, amount in enumerate(amounts)]
    known = index(action_plan={"actions": [{"id": "A-1", "activities": activities}]})
    cost = computed(known, known.items["A-1"].record, "cost")
    assert isinstance(cost, Money)
    assert Fraction(cost.amount) == sum(map(Fraction, amounts))


def test_the_budget_by_year_and_source_adds_up_to_the_funding(plan: PlanIndex) -> None:
    assert plan.plan.action_plan is not None
    budget = budget_by_year(plan, plan.plan.action_plan.actions)
    assert {year: dict(sources) for year, sources in budget.items()} == {
        2026: {"grant": 60, "cash_counterpart": 20},
        2027: {"grant": 30, "in_kind_counterpart": Decimal("7.50"), "other": 1},
    }
    assert budget_years(plan) == (2026, 2027)
    assert budget_years(index()) == ()


def test_a_gap_is_the_reference_less_the_own_score() -> None:
    scores = [
        {"reference": "own", "dimension": "DIM-1", "score": "2"},
        {"reference": "REF-1", "dimension": "DIM-1", "score": "4.5"},
        {"reference": "REF-1", "dimension": "DIM-2", "score": "5"},
    ]
    gaps = [
        {"id": "BR-1", "dimension": "DIM-1", "reference": "REF-1"},
        {"id": "BR-2", "dimension": "DIM-2", "reference": "REF-1"},
        {"id": "BR-3"},
    ]
    known = index(benchmark={"scores": scores, "gaps": gaps})
    names = COMPUTED["gap"]
    assert [value(known, "BR-1", name) for name in names] == [2, Decimal("4.5"), Decimal("2.5")]
    assert [value(known, "BR-2", name) for name in names] == [None, 5, None]
    assert [value(known, "BR-3", name) for name in names] == [None, None, None]


def test_an_options_total_is_weighted_and_waits_for_every_score() -> None:
    known = index(
        vision={
            "criteria": [{"id": "CRI-1", "weight": "60"}, {"id": "CRI-2", "weight": "40"}],
            "options": [
                {"id": "OPC-1", "scores": {"CRI-1": "4", "CRI-2": "3"}},
                {"id": "OPC-2", "scores": {"CRI-1": "5"}},
            ],
        }
    )
    assert value(known, "OPC-1", "total") == Decimal("3.6")
    assert value(known, "OPC-2", "total") is None


def test_an_indicator_has_its_baseline_and_its_last_target() -> None:
    known = index(
        indicators=[
            {"id": "IND-1", "baseline": {"value": "10"}, "targets": {"2030": "40", "2027": "20"}},
            {"id": "IND-2", "baseline": {"pending": {"date": "2026-06-01"}}},
            {"id": "IND-3"},
        ]
    )
    names = ("baseline", "target", "target.2027", "target.2028")
    assert [value(known, "IND-1", name) for name in names] == [10, 40, 20, None]
    assert [value(known, "IND-2", name) for name in names] == [None] * 4
    assert [value(known, "IND-3", name) for name in names] == [None] * 4


def test_a_margin_is_the_step_in_price_unless_given() -> None:
    links = [
        {"id": "ESL-3", "order": "3", "price": {"value": "4", "unit": "S/ por kg"}},
        {"id": "ESL-1", "order": "1", "price": "1.20"},
        {"id": "ESL-2", "order": "2", "price": "DAT-1"},
        {"id": "ESL-4", "order": "4", "price": {"value": "2", "unit": "USD por kg"}},
        {"id": "ESL-5", "order": "5", "price": "9", "margin": "0.30"},
    ]
    facts = [{"id": "DAT-1", "value": "1.95", "unit": "S/ por kg"}]
    known = index(industry={"chain": {"unit": "S/ por kg", "links": links}}, facts=facts)
    margins = [value(known, f"ESL-{at}", "margin") for at in range(1, 6)]
    assert margins == [None, Decimal("0.75"), Decimal("2.05"), None, Decimal("0.30")]


def test_without_an_order_links_stand_as_listed() -> None:
    links = [{"id": "ESL-1", "order": "2", "price": "1"}, {"id": "ESL-2", "price": "3"}]
    assert value(index(industry={"chain": {"links": links}}), "ESL-2", "margin") == 2


def test_the_entitys_balance_is_income_less_expenses() -> None:
    years = [
        {
            "year": "2026",
            "income": [{"source": "cuotas", "amount": "100"}],
            "expenses": [{"item": "gerencia"}],
        },
        {"year": "2027", "income": [], "expenses": [{"item": "gerencia", "amount": "40"}]},
        {"year": "2028"},
    ]
    known = index(management={"funding": {"years": years}})
    assert known.plan.management is not None
    assert known.plan.management.funding is not None
    balances = [entity_balance(known, year) for year in known.plan.management.funding.years]
    assert balances == [
        Balance(Decimal(100), None, Decimal(100)),
        Balance(None, Decimal(40), Decimal(-40)),
        Balance(None, None, None),
    ]


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind, names in COMPUTED.items() for name in names]
)
def test_nothing_is_computed_from_nothing(kind: str, name: str) -> None:
    (model,) = (record for record in record_types(Plan) if record.record_kind == kind)
    known = index(strategies=[{"id": "X-1"}])
    assert computed(known, model.model_validate({"id": "X-1"}), name) is None
