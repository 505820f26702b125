"""Ways to spoil the management model."""

from __future__ import annotations

from tests.support.mutations import (
    Places,
    Way,
    all_of,
    alter,
    drop,
    has,
    lacks,
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

_BODY, _ENTITY, _STATUTE = "management/bodies/*", "management/legal_entity", "management/legal_entity/statute"
_MEMBER, _YEAR = "management/members/*", "management/funding/years/*"
_INSTITUTIONS = ("ACTR-19", "ACTR-20", "ACTR-21", "ACTR-22")


def _seated(plain: Plain, spot: Spot) -> list[Spot]:
    return [one for one in spots(plain, _MEMBER) if one.record["body"] == spot.record["id"]]


def _empty(plain: Plain, spot: Spot) -> Places | None:
    members = _seated(plain, spot)
    for one in members:
        assert one.siblings is not None
        one.siblings.remove(one.record)
    return (spot.path,) if members else None


def _public(plain: Plain, spot: Spot) -> Places:
    """Most seats of an organ given to institutions."""
    for one, actor in zip(_seated(plain, spot), _INSTITUTIONS, strict=False):
        one.record["actor"] = actor
    return (spot.path,)


def _to_itself(plain: Plain, spot: Spot) -> Places:
    spot.record["reports_to"] = spot.record["id"]
    return (f"{spot.path}/reports_to",)


_not_a_guest = lambda plain, spot: spot.record["id"] != "ORG-7"  # noqa: E731
_is_last_fees = lambda plain, spot: "2031" in spot.path and spot.record["kind"] == "fees"  # noqa: E731
_without_note = lambda plain, spot: not any(year in spot.path for year in ("2027", "2031"))  # noqa: E731

MANAGEMENT: tuple[Way, ...] = (
    way("no coordinator", "management", drop("coordinator"), "P601", "P701", "P802", "P813"),
    way("coordinator without position", "management/coordinator", drop("position", at=""), "P601"),
    way("quorum above the seats", _BODY, when(has("seats"), put("quorum", "40")), "P602"),
    way("quorum of nobody", _BODY, when(has("seats"), put("quorum", "0")), "P602"),
    way(
        "fewer seats than members",
        _BODY,
        when(all_of(has("seats"), _not_a_guest), put("seats", "3")),
        "P603",
        "P602",
    ),
    way("deciding organ of institutions", "management/bodies/ORG-2", _public, "P604"),
    way("organ that nobody sits in", _BODY, _empty, "P605"),
    way("organs in a circle", "management/bodies/ORG-1", put("reports_to", "ORG-5"), "P606"),
    way("organ that reports to itself", _BODY, _to_itself, "P606"),
    way(
        "entity in the red",
        f"{_YEAR}/expenses/*",
        when(_without_note, alter("amount", more(900000), at="../..")),
        "P607",
    ),
    way(
        "income of the entity taken away",
        f"{_YEAR}/income/*",
        when(_without_note, put("amount", "0", at="../..")),
        "P607",
    ),
    way(
        "entity that lives by public money",
        f"{_YEAR}/income/*",
        when(_is_last_fees, put("kind", "public", at="../..")),
        "P608",
    ),
    way(
        "income below zero",
        f"{_YEAR}/income/*",
        alter("amount", negative, at="amount/amount"),
        "P716",
        "P607",
    ),
    way(
        "post gone, its actions left",
        "management/posts/PTO-2",
        remove(used("action_plan/actions/*", "responsible")),
        "P701",
        *("P802", "P813"),
    ),
    way(
        "cost of a post below zero",
        "management/posts/*",
        alter("annual_cost", negative, at="annual_cost/amount"),
        "P716",
    ),
    way("deed before the act", _ENTITY, swap("act_date", "deed_date", "deed_date"), "P609"),
    way("registered before the deed", _ENTITY, put("registration_date", "2026-10-01"), "P609", "P610"),
    way("registered without registration", _ENTITY, put("state", "registered"), "P610"),
    way("deed signed without date", _ENTITY, drop("deed_date", at="state"), "P610"),
    way("state behind its dates", _ENTITY, put("state", "agreed"), "P610"),
    way(
        "founder without representative",
        f"{_ENTITY}/founding_members/*",
        drop("representative_position"),
        "P611",
    ),
    *(
        way(f"statute that does not speak of {name}", _STATUTE, drop(name, at=""), "P612")
        for name in ("ends", "amendment", "dissolution_and_final_assets")
    ),
    way("statute that leaves the assets out", _STATUTE, put("assets", "no", at=""), "P612"),
    way("step overdue", f"{_ENTITY}/steps/*", when(has("done"), drop("done", at="due")), "P613"),
    way(
        "step of last year not done",
        f"{_ENTITY}/steps/*",
        when(lacks("done"), alter("due", years(-2))),
        "P613",
    ),
    way("deed in the future", _ENTITY, put("deed_date", "2027-10-23"), "P614"),
    way("step done in the future", f"{_ENTITY}/steps/*", alter("done", years(1)), "P614"),
)
