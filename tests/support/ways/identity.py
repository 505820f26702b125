"""Ways to spoil identity, cluster, actors and the call; parts that vanish; records left incomplete."""

from __future__ import annotations

from tests.support.mutations import (
    Change,
    Places,
    Way,
    all_of,
    alter,
    at_all,
    both,
    drop,
    found_at,
    has,
    is_,
    more,
    put,
    swap,
    way,
    when,
    years,
)
from tests.support.plain_plan import Plain, Spot, forget, spots

_ACTORS, _FUNDING = "cluster/actors/*", "action_plan/actions/*/funding/*"
_is_mipyme = is_("role", "micro_sme")


def _gone(part: str) -> Way:
    return way(f"part {part} gone", "", drop(part), "P084", "P*", "G*", "R*")


def _identity_gone(plain: Plain, spot: Spot) -> Places:
    del plain["plan"]
    forget(plain, ["plan"])
    return ("plan",)


PARTS: tuple[Way, ...] = (
    *(
        _gone(part)
        for part in (
            *("cluster", "segmentation", "industry", "benchmark", "vision"),
            *("strategies", "management", "action_plan", "indicators"),
        )
    ),
    way("part plan gone", "", _identity_gone, "P084", "P*"),
)


def _log_turned_round(plain: Plain, spot: Spot) -> Places:
    """The dates of the first two lines of the change log exchanged."""
    first, second = spot.record["changes"][:2]
    first["date"], second["date"] = second["date"], first["date"]
    return (f"plan/changes/{second['version']}/date",)


def _impacts(plain: Plain, spot: Spot) -> Places:
    """The last targets of the indicators of impact."""
    impacts = [one for one in spots(plain, "indicators/*") if one.record["level"] == "impact"]
    return tuple(f"{one.path}/targets/{max(one.record['targets'])}" for one in impacts)


IDENTITY: tuple[Way, ...] = (
    way("version not in the change log", "plan", put("version", "9.9"), "P087"),
    way("change log turned round", "plan", _log_turned_round, "P087"),
    way("change log after the plan", "plan/changes/1.0", alter("date", years(1)), "P087"),
    way("period turned round", "plan/period", swap("start", "end", "end"), "P088"),
    way("horizon after the last targets", "plan", put("horizon", "2035", at=_impacts), "P807"),
    way("horizon before the period ends", "plan", put("horizon", "2029"), "P089", "P406", "P808"),
)


def _few_mipymes(plain: Plain, spot: Spot) -> Places:
    for other in [one for one in spots(plain, _ACTORS) if _is_mipyme(plain, one)][4:]:
        other.record["role"] = "support"
    return ("cluster/actors",)


CLUSTER: tuple[Way, ...] = (
    *(
        way(f"criterion {name} gone", "cluster/criteria", drop(name, at=""), "P090", *follows)
        for name, follows in (
            ("specialisation", ()),
            ("concentration", ("P906",)),
            ("critical_mass", ("P906",)),
            ("value_chain", ()),
            ("non_local_demand", ("P906",)),
        )
    ),
    way("criteria gone", "cluster", drop("criteria"), "P090", "P906"),
    way("criterion without claim", "cluster/criteria/*", drop("claim", at=""), "P090", "P906"),
    way("criterion without verdict", "cluster/criteria/*", drop("verdict", at=""), "P090"),
    way(
        "criterion without evidence",
        "cluster/criteria/*",
        both(put("claim", "Se cumple, como todos saben."), drop("facts")),
        "P091",
        "P906",
    ),
    way(
        "company without segment",
        _ACTORS,
        when(is_("role", "micro_sme", "large_company"), drop("segments")),
        "P092",
    ),
    way(
        "all companies in one link",
        "cluster",
        found_at(
            "actors",
            at_all(_ACTORS, when(is_("role", "micro_sme", "large_company"), put("link", "ESL-3"))),
        ),
        "P093",
        "P108",
    ),
    way("MIPYME elsewhere", _ACTORS, when(_is_mipyme, put("place", "Zarumilla, Tumbes")), "P094"),
    way("RUC with a wrong check digit", _ACTORS, put("ruc", "20100070971"), "P095"),
    way("RUC with a digit too few", "management/legal_entity", put("ruc", "2010007097"), "P095"),
)


def _grant_for(source: str) -> Change:
    """All rows of a source turned into grant."""
    return at_all(_FUNDING, when(is_("source", source), put("source", "grant")))


def _in_kind(plain: Plain, spot: Spot) -> Places:
    for row in spots(plain, _FUNDING):
        if row.record["source"] == "cash_counterpart":
            row.record.update(
                {"source": "in_kind_counterpart", "payer": f"{row.record['payer']} (en especie)"}
            )
    return ("action_plan/actions",)


PROGRAMME: tuple[Way, ...] = (
    way("call that nobody knows", "plan", put("call", "pac-1999"), "R001"),
    way("programme that nobody knows", "plan", put("programme", "otro"), "R001"),
    way("call of unknown numbers", "plan", put("call", "pac-2015"), "R002"),
    way("four MIPYMEs", "cluster", _few_mipymes, "R003"),
    way("MIPYME too young", _ACTORS, when(_is_mipyme, put("constituted", "2026-01-10")), "R004"),
    way("MIPYME that sells little", f"{_ACTORS}/annual_sales", put("value", "60000"), "R005", "R006"),
    way(
        "size against the sales", _ACTORS, when(is_("size", "small", "micro"), put("size", "medium")), "R006"
    ),
    way(
        "MIPYME that sells as a large one",
        _ACTORS,
        when(_is_mipyme, found_at("role", lambda plain, spot: _sells_much(spot))),
        "R006",
    ),
    way("informal MIPYME", _ACTORS, when(_is_mipyme, put("formal", "no")), "R007"),
    way(
        "nobody applies",
        "plan",
        both(drop("executing_entity"), at_all(_ACTORS, when(is_("role", "applicant"), put("role", "none")))),
        "R008",
    ),
    way("another executes than applied", "plan", put("executing_entity", "ACTR-1"), "R008"),
    way(
        "grant above the cap",
        _FUNDING,
        when(is_("source", "grant"), alter("amount", more(2000000), at="/action_plan/actions")),
        "R009",
        "P713",
    ),
    way(
        "grant for all that was cash",
        "action_plan",
        found_at("actions", _grant_for("cash_counterpart")),
        "R012",
        "R009",
        "R011",
    ),
    way("period longer than the call allows", "plan/period", put("start", "2026-06", at="end"), "R010"),
    way(
        "counterpart below the share of the call",
        "action_plan",
        found_at(
            "actions", at_all(_FUNDING, when(is_("source", "in_kind_counterpart"), put("source", "other")))
        ),
        "R011",
    ),
    way("cash below the share of the call", "action_plan", _in_kind, "R012"),
    way(
        "heading that the call does not pay",
        "action_plan/actions/*/activities/*",
        when(
            lambda plain, spot: "ACT-10" not in spot.path and "ACT-15" not in spot.path,
            put("heading", "Compra de terrenos"),
        ),
        "R013",
    ),
    way(
        "grant for what is of no component",
        "action_plan/actions/*",
        when(is_("component", "2"), put("component", "none", at=lambda plain, spot: _first_grant(spot))),
        "R014",
    ),
    way(
        "grant for nobody knows which component",
        "action_plan/actions/*",
        when(is_("component", "2"), drop("component")),
        "R015",
    ),
    way(
        "nothing of the second component",
        "action_plan",
        found_at(
            "actions", at_all("action_plan/actions/*", when(is_("component", "2"), put("component", "1")))
        ),
        "R015",
    ),
)


def _sells_much(spot: Spot) -> Places:
    spot.record["annual_sales"]["value"] = "9900000"
    return (spot.path,)


def _first_grant(spot: Spot) -> Places:
    row = next(one for one in spot.record["funding"] if one["source"] == "grant")
    return (f"{spot.path}/funding/{row['source']}+{row['payer']}+{row['year']}",)


def _incomplete(what: str, pattern: str, *fields: str, follows: tuple[str, ...] = ()) -> tuple[Way, ...]:
    return tuple(
        way(f"{what} without {name}", pattern, drop(name, at=""), "P085", *follows) for name in fields
    )


def _thin(what: str, pattern: str, *fields: str, follows: tuple[str, ...] = ()) -> tuple[Way, ...]:
    return tuple(
        way(f"{what} without {name}", pattern, drop(name, at=""), "P086", *follows) for name in fields
    )


RECORDS: tuple[Way, ...] = (
    *_incomplete("plan", "plan", "title", "period"),
    *_incomplete("cluster", "cluster", "definition", follows=("P906", "P907")),
    *_incomplete("cluster", "cluster", "territory"),
    *_incomplete("segment", "segmentation/segments/*", "customer"),
    *_incomplete("trip", "benchmark/trip", "objectives"),
    *_incomplete("trip", "benchmark/trip", "visits", follows=("P086",)),
    *_incomplete("strategy", "strategies/EST-2", "objective"),
    *_incomplete("management", "management", "legal_entity", follows=("P907",)),
    *_incomplete("activity", "action_plan/actions/*/activities/*", "deliverable"),
    *_incomplete("indicator", "indicators/IND-8", "formula", "frequency"),
    way("row of funding without amount", _FUNDING, drop("amount", at=""), "P085"),
    *_thin("segment", "segmentation/segments/SEG-1", "growth", "channel"),
    *_thin("MIPYME", "cluster/actors/ACTR-1", "annual_sales", "formal"),
    *_thin("link", "industry/chain/links/ESL-2", "activities"),
    *_thin("strategy", "strategies/EST-2", "result"),
    *_thin("strategy", "strategies/*", "areas", follows=("P086",)),
    *_thin("action", "action_plan/actions/*", "risks", "beneficiaries"),
    *_thin("trip", "benchmark/trip", "delegation", "cost"),
    *_thin("fact", "facts/*", "unit"),
    way(
        "body with seats and no quorum",
        "management/bodies/*",
        when(all_of(has("seats"), has("quorum")), drop("quorum", at="")),
        "P086",
    ),
    way(
        "lesson that is partly transferable and no word how",
        "benchmark/trip/lessons/*",
        when(is_("transferable", "partly"), drop("condition", at="")),
        "P086",
    ),
)
