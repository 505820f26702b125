"""Ways to spoil vision and strategies."""

from __future__ import annotations

from tests.support.mutations import (
    Change,
    Places,
    Way,
    alter,
    at_all,
    cut,
    drop,
    found_at,
    more,
    put,
    remove,
    used,
    way,
    years,
)
from tests.support.plain_plan import Plain, Spot, forget, ids_in, spots

_STRATEGY, _ACTION, _INDICATOR = "strategies/*", "action_plan/actions/*", "indicators/*"
_ELEMENT, _OPTION = "vision/elements/*", "vision/options/*"


def unmeasured(at: str = "", level: str = "") -> Change:
    """The indicators that measure a record taken away, those of a level alone where it is given."""

    def change(plain: Plain, spot: Spot) -> Places | None:
        measured = [
            one
            for one in spots(plain, _INDICATOR)
            if one.record.get("measures") == spot.record["id"] and level in ("", one.record["level"])
        ]
        for one in measured:
            assert one.siblings is not None
            one.siblings.remove(one.record)
        forget(plain, ids_in([one.record for one in measured]))
        return (f"{spot.path}/{at}".rstrip("/"),) if measured else None

    return change


def _unscored(plain: Plain, spot: Spot) -> Places:
    scores = spot.record["scores"]
    scores.pop(next(iter(scores)))
    return (f"{spot.path}/scores",)


def _worst(plain: Plain, spot: Spot) -> Places:
    """The chosen option with the lowest scores of all."""
    chosen = next(one for one in spot.record["options"] if one["id"] == spot.record["chosen"])
    chosen["scores"] = dict.fromkeys(chosen["scores"], "1")
    return ("vision/chosen",)


def _year(count: int) -> Change:
    """The year of a milestone, by which it is known, moved."""
    return alter(
        "year",
        years(count),
        at=lambda plain, spot: (f"vision/milestones/{int(spot.record['year']) + count}/year",),
    )


VISION: tuple[Way, ...] = (
    way("weight of a criterion raised", "vision/criteria/*", alter("weight", more(5), at=".."), "P401"),
    way("option without a score", _OPTION, _unscored, "P402"),
    way("no option chosen", "vision", drop("chosen"), "P403"),
    way("lesser option chosen", "vision", put("chosen", "OPC-1"), "P404", "P405"),
    way("chosen option scored lowest", "vision", _worst, "P404"),
    way(
        "chosen option of a discarded segment",
        "vision",
        put("chosen", "OPC-3", at="/vision/options/OPC-3/segments"),
        "P405",
        "P404",
    ),
    way("chosen option of no segment", "vision/options/OPC-2", drop("segments"), "P405"),
    way("milestone after the horizon", "vision/milestones/*", _year(10), "P406"),
    way("milestone before the plan", "vision/milestones/*", _year(-10), "P406"),
    way(
        "vision of no place", "vision", put("statement", "Ser el primer proveedor de fruta climática"), "P407"
    ),
    way("vision of no segment", "vision", put("statement", "Ser el orgullo de Piura"), "P408"),
    way("number of its own in the vision", _ELEMENT, put("text", "Exportar 77,777 toneladas"), "P409"),
    way(
        "number of its own in a milestone",
        "vision/milestones/*",
        put("text", "Se llega a 33,333 hectáreas"),
        "P409",
    ),
    way("vision not validated", "vision", drop("validation", at="statement"), "P410"),
    way("validation without date", "vision/validation", drop("date"), "P410"),
    way("vision validated after the plan", "vision/validation", alter("date", years(1)), "P411"),
    way("element that no strategy serves", _ELEMENT, cut(_STRATEGY, "vision_elements"), "G006"),
    way(
        "vision that nothing measures",
        "vision",
        found_at("statement", at_all(_ELEMENT, unmeasured())),
        "G009",
    ),
    way("element that nothing measures", _ELEMENT, unmeasured(), "G023"),
)


def _seven(plain: Plain, spot: Spot) -> Places:
    """Four lines more, which nothing else knows of."""
    kept = {name: value for name, value in spot.record["strategies"][0].items() if name != "areas"}
    spot.record["strategies"] += [{**kept, "id": f"EST-{at}"} for at in range(91, 95)]
    return ("strategies",)


def _factor_left(plain: Plain, spot: Spot) -> Places | None:
    """No strategy works on a factor, neither by itself nor by a gap in a dimension of it."""
    if cut(_STRATEGY, "success_factors")(plain, spot) is None:
        return None
    compared = [
        one
        for one in spots(plain, "benchmark/dimensions/*")
        if spot.record["id"] in one.record["success_factors"]
    ]
    known = {one.record["id"] for one in compared}
    for gap in spots(plain, "benchmark/gaps/*"):
        if gap.record["dimension"] in known:
            cut(_STRATEGY, "gaps")(plain, gap)
    return (spot.path,)


def _dropped(plain: Plain, spot: Spot) -> Places:
    """All actions of a strategy dropped."""
    for action in spots(plain, _ACTION):
        if action.record.get("strategy") == spot.record["id"]:
            action.record["status"] = "dropped"
    return (spot.path,)


def _owner_gone(plain: Plain, spot: Spot) -> Places | None:
    owned = used(_STRATEGY, "owner")(plain, spot)
    return remove(lambda plain, spot: owned)(plain, spot) if owned else None


STRATEGIES: tuple[Way, ...] = (
    way("seven strategies", "", _seven, "P501", "G007", "G008", "P086"),
    way("strategy of no segment", _STRATEGY, drop("segments"), "P502"),
    way("strategy of a segment left aside", _STRATEGY, put("segments", ["SEG-3"]), "P502"),
    way(
        "strategy of a discarded segment",
        _STRATEGY,
        put("segments", ["SEG-1", "SEG-4"], at="segments/1"),
        "G021",
    ),
    way(
        "strategy gone",
        _STRATEGY,
        remove(used(_ACTION, "strategy")),
        "G017",
        *("G003", "G004", "G005", "G006", "G013", "G018", "P501", "P086"),
    ),
    way(
        "organ that owns a strategy gone",
        "management/bodies/*",
        _owner_gone,
        "P503",
        "P701",
        "P802",
        "P813",
    ),
    way("strategy without owner", _STRATEGY, drop("owner"), "P503"),
    way("area without action", f"{_STRATEGY}/areas/*", cut(_ACTION, "area"), "P504", "P086"),
    way("strategy that closes no gap", _STRATEGY, drop("gaps"), "G015", "G003", "G004"),
    way("strategy of no element", _STRATEGY, drop("vision_elements"), "G016", "G006"),
    way("strategy without action", _STRATEGY, cut(_ACTION, "strategy"), "G007", "G017"),
    way("strategy of dropped actions", _STRATEGY, _dropped, "G007", "R012", "P817", "P717"),
    way("strategy that nothing measures", _STRATEGY, unmeasured(), "G008"),
    way(
        "factor that no strategy works on",
        "segmentation/segments/*/success_factors/*",
        _factor_left,
        "G013",
        *("G003", "G004", "G015", "P086"),
    ),
)
