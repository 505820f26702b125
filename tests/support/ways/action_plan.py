"""Ways to spoil the action plan: who, when, with whose money."""

from __future__ import annotations

from tests.support.mutations import (
    Change,
    Places,
    Way,
    alter,
    drop,
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
from tests.support.ways.direction import unmeasured

_ACTION, _ACTIVITY = "action_plan/actions/*", "action_plan/actions/*/activities/*"
_FUNDING = "action_plan/actions/*/funding/*"


def _needed(plain: Plain, spot: Spot) -> Spot | None:
    """The first action that one depends on."""
    wanted = spot.record.get("depends_on")
    return next((one for one in spots(plain, _ACTION) if wanted and one.record["id"] == wanted[0]), None)


def _circle(plain: Plain, spot: Spot) -> Places | None:
    """What an action depends on made to depend on it; found at the first of the two."""
    other = _needed(plain, spot)
    if other is None:
        return None
    other.record.setdefault("depends_on", []).append(spot.record["id"])
    return (f"{other.path}/depends_on/{len(other.record['depends_on']) - 1}",)


def _on_itself(plain: Plain, spot: Spot) -> Places:
    spot.record["depends_on"] = [spot.record["id"]]
    return (f"{spot.path}/depends_on/0",)


def _other_dropped(plain: Plain, spot: Spot) -> Places | None:
    other = _needed(plain, spot)
    if other is None:
        return None
    other.record["status"] = "dropped"
    waiting = [one for one in spots(plain, _ACTION) if other.record["id"] in one.record.get("depends_on", ())]
    return tuple(f"{one.path}/depends_on/0" for one in waiting)


def _early(plain: Plain, spot: Spot) -> Places | None:
    """An action moved before the one that it waits for, its money with it."""
    if _needed(plain, spot) is None:
        return None
    for activity in spot.record["activities"]:
        activity["start"], activity["end"] = "2027-01", "2027-01"
    for at, row in enumerate(spot.record["funding"]):
        row["year"], row["payer"] = "2027", f"{row['payer']} ({at})"
    return (f"{spot.path}/depends_on/0",)


def _is_financed(plain: Plain, spot: Spot) -> bool:
    """Whether an activity is of an action that the programme pays."""
    action = next(one for one in spots(plain, _ACTION) if spot.path.startswith(f"{one.path}/"))
    return bool(action.record["component"] != "none")


def _shifted(months: str, count: int) -> Change:
    return alter(months, years(count))


def _free_of_cost(plain: Plain, spot: Spot) -> Places:
    for activity in spot.record["activities"]:
        activity.pop("cost", None)
    return (f"{spot.path}/activities",)


def _in(currency: str, name: str) -> Change:
    """An amount in a currency of which the plan has no rate."""

    def change(plain: Plain, spot: Spot) -> Places:
        spot.record[name] = {"amount": spot.record[name], "currency": currency}
        return (f"{spot.path}/{name}/currency",)

    return change


def _other_year(count: int) -> Change:
    """The year of a row of funding, which is part of its key, moved."""
    return alter(
        "year", years(count), at=lambda plain, spot: (f"{spot.path[:-4]}{int(spot.path[-4:]) + count}/year",)
    )


def _exchanged(name: str, at: str) -> Change:
    """A field of two actions of different strategies exchanged; found at both."""

    def change(plain: Plain, spot: Spot) -> Places:
        first, second = (spots(plain, f"action_plan/actions/{one}")[0] for one in ("ACT-1", "ACT-5"))
        first.record[name], second.record[name] = second.record[name], first.record[name]
        return (f"{first.path}/{at}", f"{second.path}/{at}")

    return change


def _waiting_turned_round(plain: Plain, spot: Spot) -> Places | None:
    other = _needed(plain, spot)
    if other is None:
        return None
    spot.record["depends_on"] = []
    other.record["depends_on"] = [spot.record["id"]]
    return (f"{other.path}/depends_on/0",)


def _first_end(plain: Plain, spot: Spot) -> Places:
    """The activity that ends first, where all are done after the first year."""
    for one in spots(plain, _ACTIVITY):
        one.record["end"] = max(one.record["end"], "2028-02")
    first = min(spots(plain, _ACTIVITY), key=lambda one: str(one.record["end"]))
    return (f"{first.path}/end",)


def _is_urgent(plain: Plain, spot: Spot) -> bool:
    return all(int(spot.record["priority"][name]) >= 4 for name in ("impact", "urgency"))


def _is_not_urgent(plain: Plain, spot: Spot) -> bool:
    return not _is_urgent(plain, spot)


def _other_area(area: str) -> str:
    return "AM-1" if area != "AM-1" and area != "AM-2" else "AM-6"


ACTIONS: tuple[Way, ...] = (
    way("action of nobody", _ACTION, drop("responsible"), "P701"),
    way("action of an outsider", _ACTION, put("responsible", "ACTR-23"), "P702"),
    way("area of another strategy", _ACTION, alter("area", _other_area), "P703"),
    way("areas of two strategies exchanged", "action_plan", _exchanged("area", "area"), "P703"),
    way("action gone, what measures it left", _ACTION, remove(used("indicators/*", "measures")), "G018"),
    way(
        "dropped action that still costs",
        _ACTION,
        put("status", "dropped", at="activities"),
        "P717",
        *("P704", "P817"),
    ),
    way("action that waits for a dropped one", _ACTION, _other_dropped, "P704", "P817", "P717"),
    *(way(f"activity without {name}", _ACTIVITY, drop(name), "P705") for name in ("start", "end")),
    way("action without activities", _ACTION, drop("activities"), "P705"),
    way("activity turned round", _ACTIVITY, swap("start", "end", "end"), "P706"),
    way("activity before the period", _ACTIVITY, when(_is_financed, _shifted("start", -5)), "P707"),
    way("activity after the period", _ACTIVITY, _shifted("end", 9), "P707"),
    way("actions in a circle", _ACTION, _circle, "P708", "P709"),
    way("action that waits for itself", _ACTION, _on_itself, "P708"),
    way("action before what it waits for", _ACTION, _early, "P709"),
    way("dependency turned round", _ACTION, _waiting_turned_round, "P709"),
    way("nothing done in the first year", "action_plan", _first_end, "P710"),
    way("action without cost", _ACTION, _free_of_cost, "P711"),
    way("action without funding", _ACTION, drop("funding"), "P712"),
    *(
        way(f"{what} {said}", pattern, alter(name, more(amount), at="../../funding"), "P713")
        for what, pattern, name in (
            ("cost of an activity", _ACTIVITY, "cost"),
            ("row of funding", _FUNDING, "amount"),
        )
        for said, amount in (("raised", 1000), ("lowered by a cent", -0.01))
    ),
    way("row of funding gone", _FUNDING, lambda plain, spot: _unpaid(spot), "P713"),
    way("money of two actions exchanged", "action_plan", _exchanged("funding", "funding"), "P713"),
    way("money after the action", _FUNDING, _other_year(20), "P714"),
    way("money before the action", _FUNDING, _other_year(-20), "P714"),
    way("cost in a currency without rate", _ACTIVITY, _in("JPY", "cost"), "P715"),
    way("funding in a currency without rate", _FUNDING, _in("JPY", "amount"), "P715"),
    way("cost below zero", _ACTIVITY, alter("cost", negative, at="cost/amount"), "P716", "P713"),
    way(
        "funding below zero",
        _FUNDING,
        alter("amount", negative, at="amount/amount"),
        "P716",
        "P713",
    ),
    way("action of no strategy", _ACTION, drop("strategy"), "G017"),
    way("urgent action that nothing measures", _ACTION, when(_is_urgent, unmeasured()), "G010"),
    way("lesser action that nothing measures", _ACTION, when(_is_not_urgent, unmeasured()), "G011"),
    way(
        "action for a discarded segment",
        f"{_ACTION}/beneficiaries",
        put("segments", ["SEG-4"], at="segments/0"),
        "G021",
    ),
)


def _unpaid(spot: Spot) -> Places:
    assert spot.siblings is not None
    spot.siblings.remove(spot.record)
    return (f"{spot.path.rpartition('/')[0]}",)
