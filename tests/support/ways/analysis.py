"""Ways to spoil segmentation, industry and comparison."""

from __future__ import annotations

from tests.support.mutations import (
    Change,
    Places,
    Test,
    Way,
    alter,
    at_all,
    both,
    cut,
    drop,
    found_at,
    frank,
    has,
    is_,
    more,
    negative,
    put,
    remove,
    swap,
    used,
    way,
    when,
    years,
)
from tests.support.plain_plan import Plain, Spot, spots

_SEGMENT, _FACTOR = "segmentation/segments/*", "segmentation/segments/*/success_factors/*"
_LINK, _SERIES, _CHALLENGE = "industry/chain/links/*", "industry/series/*", "industry/challenges/*"
_DIMENSION, _SCORE, _GAP = "benchmark/dimensions/*", "benchmark/scores/*", "benchmark/gaps/*"
_VISIT, _LESSON = "benchmark/trip/visits/*", "benchmark/trip/lessons/*"
_STRATEGY = "strategies/*"
_prioritised = is_("decision", "prioritised")
_left_aside = is_("decision", "complementary", "discarded")


def _serving(plain: Plain, spot: Spot) -> Places:
    """Where strategies and actions name a segment that they serve."""
    actions = used("action_plan/actions/*/beneficiaries", "segments")(plain, spot)
    return (*used(_STRATEGY, "segments")(plain, spot), *actions)


def _eight_factors(plain: Plain, spot: Spot) -> Places:
    for at in range(91, 95):
        factor = {"id": f"FCE-{at}", "name": f"Factor {at}", "weight": "0", "rationale": "Se supone."}
        spot.record["success_factors"].append(factor)
    return (f"{spot.path}/success_factors",)


def _exchanged(plain: Plain, spot: Spot) -> Places:
    """The segment that pays the bill discarded, and the discarded one prioritised."""
    first, second = (spots(plain, f"segmentation/segments/{one}")[0] for one in ("SEG-1", "SEG-4"))
    first.record["decision"], second.record["decision"] = second.record["decision"], first.record["decision"]
    return _serving(plain, first)


SEGMENTATION: tuple[Way, ...] = (
    way(
        "no segment prioritised",
        "segmentation",
        found_at("segments", at_all(_SEGMENT, when(_prioritised, put("decision", "complementary")))),
        "P101",
    ),
    way("share of a segment raised", _SEGMENT, alter("share", more(10), at=".."), "P102"),
    way("weight of a factor raised", _FACTOR, alter("weight", more(5), at=".."), "P103"),
    way("nine factors", _SEGMENT, when(_prioritised, _eight_factors), "P104", "G002", "G013"),
    way("reason of a decision gone", _SEGMENT, drop("reason"), "P105"),
    way(
        "decision for no reason of competition",
        _SEGMENT,
        when(_prioritised, put("reason", "Así se acordó en la asamblea.")),
        "P109",
    ),
    way(
        "best segment left aside",
        _SEGMENT,
        when(_left_aside, both(put("attractiveness", "5", at="decision"), put("position", "5"))),
        "P106",
    ),
    way("segment larger than the cluster", _SEGMENT, put("companies", "80"), "P107"),
    way(
        "action for more companies than there are",
        "action_plan/actions/*/beneficiaries",
        put("companies", "80", at="../beneficiaries/companies"),
        "P107",
    ),
    way("link larger than the cluster", _LINK, when(is_("presence", "yes"), put("companies", "80")), "P107"),
    way(
        "more companies named in a segment than counted",
        _SEGMENT,
        when(lambda plain, spot: spot.record["id"] != "SEG-4", put("companies", "1")),
        "P108",
    ),
    way(
        "more companies named in a link than counted",
        "industry/chain/links/ESL-2",
        put("companies", "3"),
        "P108",
    ),
    way(
        "factors of a segment gone",
        _SEGMENT,
        when(_prioritised, drop("success_factors", at="")),
        "G001",
        *("G019", "P086"),
    ),
    way(
        "segment discarded and served",
        _SEGMENT,
        when(_prioritised, put("decision", "discarded", at=_serving)),
        "G021",
    ),
    way(
        "decisions of two segments exchanged",
        "segmentation",
        _exchanged,
        "G021",
        "G001",
        "G012",
        "P106",
        "P205",
    ),
    way(
        "prioritised segment that no strategy serves",
        _SEGMENT,
        when(_prioritised, cut(_STRATEGY, "segments")),
        "G012",
        "G014",
    ),
    way("companies of a segment below zero", _SEGMENT, put("companies", "-4"), "P213", "P108"),
    way("size of a segment below zero", _SEGMENT, alter("size", negative), "P213"),
    way(
        "sizes no longer called illustrative",
        "segmentation",
        frank(
            "segmentation/segments",
            at_all(_SEGMENT, lambda plain, spot: (f"{spot.path}/companies/value",)),
        ),
        "P908",
    ),
    way(
        "size without source",
        "segmentation/segments/*/size",
        frank("segmentation/segments", drop("source", at="value")),
        "P908",
        "P908",
    ),
)


def _prices(plain: Plain, spot: Spot) -> Places:
    """A series of prices beside those of value and volume, one of them wrong."""
    series = spot.record["series"]
    for one in series[:2]:
        one["scope"] = "Total nacional, FOB"
    points = [
        {"period": "2008", "value": "0.58", "source": "FTE-10"},
        {"period": "2021", "value": "0.98", "source": "FTE-3"},
    ]
    made = {
        "id": "SER-9",
        "title": "Precio de la exportación peruana de banano orgánico",
        "unit": "US$ por kg",
    }
    series.append({**made, "scope": "Total nacional, FOB", "points": points})
    return ("industry/series/SER-9/points/2021/value",)


def _order_of_the_one_before(plain: Plain, spot: Spot) -> Places | None:
    assert spot.siblings is not None
    at = spot.siblings.index(spot.record)
    spot.record["order"] = spot.siblings[at - 1]["order"]
    return (f"{spot.path}/order",) if at else None


def _one_margin_wrong(plain: Plain, spot: Spot) -> Places:
    """Every link with its margin, and that of the first too small: they do not add up to the last price."""
    before = 0.0
    for link in spot.record["links"]:
        price = 0.7 if link["price"] == "DAT-26" else float(link["price"])
        link["margin"], before = f"{price - before:.2f}", price
    spot.record["links"][0]["margin"] = "0.01"
    return (f"industry/chain/links/{spot.record['links'][-1]['id']}/price",)


INDUSTRY: tuple[Way, ...] = (
    way("series without unit", _SERIES, drop("unit"), "P201"),
    way("series without points", _SERIES, drop("points"), "P201"),
    way("point without source", f"{_SERIES}/points/*", drop("source", at=""), "P202"),
    way("price that is not value by volume", "industry", _prices, "P203"),
    *(
        way(
            f"shares of {name} above 100",
            f"industry/series/{name}/points/*",
            alter("value", more(30), at=".."),
            "P204",
        )
        for name in ("SER-3", "SER-4")
    ),
    way("force gone", "industry/forces/*", remove("/segmentation/segments/{segment}"), "P205"),
    way("force not rated", "industry/forces/*", drop("today", at="/segmentation/segments/{segment}"), "P205"),
    way(
        "force without grounds",
        "industry/forces/*",
        both(drop("drivers", at="today"), drop("evidence")),
        "P206",
    ),
    way("share of a link in the price raised", _LINK, alter("cost_share", more(6), at=".."), "P207"),
    way(
        "margin that is not the difference of prices",
        _LINK,
        when(lambda plain, spot: spot.record["id"] != "ESL-1", put("margin", "0.95")),
        "P208",
    ),
    way("margins that do not add up to the price", "industry/chain", _one_margin_wrong, "P209"),
    way("bottleneck that no challenge takes up", _LINK, cut(_CHALLENGE, "link", at="bottleneck"), "P210"),
    way("two links in one place", _LINK, _order_of_the_one_before, "P211"),
    way("link without place", _LINK, drop("order"), "P211"),
    way(
        "flow turned round",
        "industry/chain/flows/*",
        swap("from", "to", "/industry/chain/flows/{to}+{from}/to"),
        "P212",
    ),
    way(
        "flow to where it comes from", "industry/chain/flows/*", lambda plain, spot: _to_itself(spot), "P212"
    ),
    way(
        "price of a link below zero",
        _LINK,
        when(has("price"), _price_below_zero := alter("price", lambda text: "-0.30")),
        "P213",
    ),
    way("jobs of a link below zero", _LINK, alter("jobs", negative), "P213"),
    way("challenge of nobody", _CHALLENGE, both(drop("segments"), drop("link")), "G014", "P210"),
    way("challenge of a segment left aside", _CHALLENGE, put("segments", ["SEG-4"]), "G014"),
    way(
        "flow without source",
        "industry/chain/flows/*/volume",
        frank("industry/chain/flows", drop("source", at="value")),
        "P908",
    ),
)


def _to_itself(spot: Spot) -> Places:
    spot.record["to"] = spot.record["from"]
    return (f"industry/chain/flows/{spot.record['from']}+{spot.record['from']}/to",)


def _scores(plain: Plain, gap: Spot) -> tuple[Plain, Plain]:
    """The scores of the own cluster and of the reference in the dimension of a gap."""
    record = gap.record
    scores = {(one.record["reference"], one.record["dimension"]): one.record for one in spots(plain, _SCORE)}
    return scores["own", record["dimension"]], scores[record["reference"], record["dimension"]]


def _reversed(plain: Plain, spot: Spot) -> Places:
    own, other = _scores(plain, spot)
    own["score"], other["score"] = other["score"], own["score"]
    return (f"{spot.path}/reference",)


def _reference_unscored(plain: Plain, spot: Spot) -> Places:
    del _scores(plain, spot)[1]["score"]
    return (f"{spot.path}/reference",)


def _behind(least: int) -> Test:
    """Whether the own cluster is so far behind the reference of a gap."""

    def test(plain: Plain, spot: Spot) -> bool:
        own, other = _scores(plain, spot)
        return int(other["score"]) - int(own["score"]) >= least

    return test


def _only_institutions(plain: Plain, spot: Spot) -> Places:
    rows = spot.record["delegation"]
    rows[:] = [one for one in rows if one["organisation"] in {"ACTR-11", "ACTR-12", "ACTR-13"}]
    return (f"{spot.path}/delegation",)


_ungrounded: Change = both(drop("evidence", at="score"), lambda plain, spot: _bare(spot))


def _bare(spot: Spot) -> Places:
    for name in ("value", "source", "note"):
        spot.record.pop(name, None)
    return ()


BENCHMARK: tuple[Way, ...] = (
    way(
        "own cluster not scored",
        _SCORE,
        when(is_("reference", "own"), drop("score", at="/benchmark/dimensions/{dimension}")),
        "P301",
        "P304",
    ),
    way(
        "reference not scored",
        _SCORE,
        when(
            lambda plain, spot: spot.record["reference"] != "own",
            remove("/benchmark/references/{reference}"),
        ),
        "P302",
        "P304",
    ),
    way("weight of a dimension raised", _DIMENSION, alter("weight", more(5), at=".."), "P303"),
    way("gap to a reference without score", _GAP, _reference_unscored, "P304"),
    way("scores of a gap exchanged", _GAP, _reversed, "P305"),
    way(
        "gap not recorded",
        _GAP,
        when(_behind(2), remove("/benchmark/dimensions/{dimension}")),
        "P306",
        "G015",
    ),
    way("largest gap of low priority", "benchmark/gaps/BR-2", put("priority", "low"), "P307"),
    way("score without evidence", _SCORE, frank("benchmark/scores", _ungrounded), "P308"),
    way("trip turned round", "benchmark/trip", swap("start", "end", "end"), "P309"),
    way("visit after the trip", _VISIT, alter("date", years(1)), "P310"),
    way("visit before the trip", _VISIT, alter("date", years(-1)), "P310"),
    way("trip after the vision", "benchmark/trip", put("end", "2026-09-01"), "P311"),
    way("visit to nowhere", _VISIT, both(drop("reference", at=""), drop("note")), "P312"),
    way("no company travels", "benchmark/trip", _only_institutions, "P313"),
    way(
        "factor that nothing compares",
        _FACTOR,
        when(lambda plain, spot: True, cut(_DIMENSION, "success_factors")),
        "G002",
        "G019",
    ),
    way("dimension of no factor", _DIMENSION, drop("success_factors"), "G019", "G002"),
    way(
        "high gap that nothing closes",
        _GAP,
        when(is_("priority", "high"), cut(_STRATEGY, "gaps")),
        "G003",
        "G015",
    ),
    way(
        "lesser gap that nothing closes",
        _GAP,
        when(is_("priority", "low", "medium"), cut(_STRATEGY, "gaps")),
        "G004",
    ),
    way("gap waived and closed", _GAP, put("waiver", "No depende del clúster."), "G022"),
    way("lesson that nothing uses", _LESSON, cut(_STRATEGY, "lessons"), "G005"),
    way(
        "lesson refused and used",
        _LESSON,
        when(
            is_("transferable", "yes", "partly"),
            put("transferable", "no", at=used(_STRATEGY, "lessons")),
        ),
        "G020",
    ),
)
