"""Ways to spoil the indicators."""

from __future__ import annotations

from itertools import pairwise

from tests.support.mutations import (
    Change,
    Places,
    Way,
    all_of,
    drop,
    is_,
    put,
    swap,
    way,
    when,
)
from tests.support.plain_plan import Plain, Spot, forget, spots

_INDICATOR, _BASELINE = "indicators/*", "indicators/*/baseline"
_adds_up = is_("cumulative", "yes")
_goes_up = is_("direction", "up")


def _each_year(plain: Plain, spot: Spot) -> bool:
    return not _adds_up(plain, spot)


def _course(spot: Spot) -> list[tuple[str, float]]:
    """Baseline, where it is known, and targets in their order, each with its field."""
    start = spot.record["baseline"].get("value")
    values = [("baseline/value", float(start))] if start is not None else []
    return values + [(f"targets/{year}", float(value)) for year, value in spot.record["targets"].items()]


def _wrong_step(spot: Spot, course: list[tuple[str, float]]) -> Places | None:
    """The first value that goes against the direction."""
    sign = 1 if spot.record["direction"] == "up" else -1
    found = next((after[0] for before, after in pairwise(course) if sign * after[1] < sign * before[1]), None)
    return None if found is None else (f"{spot.path}/{found}",)


def _targets_turned_round(plain: Plain, spot: Spot) -> Places | None:
    targets = spot.record["targets"]
    spot.record["targets"] = dict(zip(targets, reversed(targets.values()), strict=True))
    first = 1 if _adds_up(plain, spot) and "value" in spot.record["baseline"] else 0
    return _wrong_step(spot, _course(spot)[first:])


def _direction_turned_round(plain: Plain, spot: Spot) -> Places | None:
    spot.record["direction"] = "down" if _goes_up(plain, spot) else "up"
    return _wrong_step(spot, _course(spot))


def _no_progress(plain: Plain, spot: Spot) -> Places | None:
    """Targets that are all what there was at the start."""
    start = spot.record["baseline"].get("value")
    if start is None:
        return None
    spot.record["targets"] = dict.fromkeys(spot.record["targets"], start)
    return (f"{spot.path}/targets/{max(spot.record['targets'])}",)


def _start_above_the_goal(plain: Plain, spot: Spot) -> Places | None:
    if "value" not in spot.record["baseline"]:
        return None
    spot.record["baseline"]["value"] = "99"
    return _wrong_step(spot, _course(spot)[:2])


def _target(year: str, value: str) -> Change:
    def change(plain: Plain, spot: Spot) -> Places:
        spot.record["targets"][year] = value
        return (f"{spot.path}/targets/{year}",)

    return change


def _target_like(year: str, other: str) -> Change:
    """A target in a year with the value of another year, the last or the one before all."""

    def change(plain: Plain, spot: Spot) -> Places | None:
        if other == "baseline" and "value" not in spot.record["baseline"]:
            return None
        value = spot.record["baseline"]["value"] if other == "baseline" else spot.record["targets"][other]
        spot.record["targets"][year] = value
        return (f"{spot.path}/targets/{year}",)

    return change


def _short(plain: Plain, spot: Spot) -> Places:
    """The last target gone, and what mentions it."""
    last = max(spot.record["targets"])
    del spot.record["targets"][last]
    forget(plain, [f"{spot.record['id']}.target.{last}"])
    return (f"{spot.path}/targets/{max(spot.record['targets'])}",)


def _no_targets(plain: Plain, spot: Spot) -> Places:
    forget(plain, [f"{spot.record['id']}.target.{year}" for year in spot.record.pop("targets")])
    return (f"{spot.path}/targets",)


def _has_value(plain: Plain, spot: Spot) -> bool:
    return "value" in spot.record


def _is_backed(plain: Plain, spot: Spot) -> bool:
    """Whether the plan does not call a baseline illustrative."""
    return spot.path.split("/")[1] not in plain["plan"]["illustrative"]


def _actual(date: str, value: str, at: str) -> Change:
    return put("actuals", [{"date": date, "value": value}], at=f"actuals/{date}/{at}")


def _exchanged(plain: Plain, spot: Spot) -> Places:
    """An indicator of the vision and one of an action, each measuring what the other did."""
    other = spots(plain, "indicators/IND-16")[0]
    spot.record["measures"], other.record["measures"] = other.record["measures"], spot.record["measures"]
    return (f"{spot.path}/level", f"{other.path}/level")


def _action_dropped(plain: Plain, spot: Spot) -> Places:
    """The action that an indicator measures, dropped."""
    action = next(
        one for one in spots(plain, "action_plan/actions/*") if one.record["id"] == spot.record["measures"]
    )
    action.record["status"] = "dropped"
    return (f"{spot.path}/measures",)


INDICATORS: tuple[Way, ...] = (
    way("no baseline", _INDICATOR, drop("baseline"), "P801"),
    *(
        way(f"pending baseline without {name}", f"{_BASELINE}/pending", drop(name, at=""), "P802")
        for name in ("date", "responsible")
    ),
    way("baseline after the plan", _BASELINE, when(_has_value, put("year", "2027")), "P803", "P808"),
    way("no targets", _INDICATOR, _no_targets, "P804"),
    way("targets turned round", _INDICATOR, when(_each_year, _targets_turned_round), "P805"),
    way("direction turned round", _INDICATOR, when(_each_year, _direction_turned_round), "P805"),
    way("targets that lead nowhere", _INDICATOR, when(_each_year, _no_progress), "P805"),
    way("start above the goal", _INDICATOR, when(all_of(_adds_up, _goes_up), _start_above_the_goal), "P805"),
    way("running total that shrinks", _INDICATOR, when(_adds_up, _targets_turned_round), "P811", "P805"),
    way(
        "percentage above 100",
        _INDICATOR,
        when(is_("kind", "percentage"), _target("2030", "140")),
        "P806",
    ),
    way(
        "percentage below zero",
        _INDICATOR,
        when(is_("kind", "percentage"), _target("2027", "-4")),
        "P806",
        "P805",
    ),
    way(
        "count with decimals",
        _INDICATOR,
        when(is_("kind", "count"), _target("2029", "9.5")),
        "P806",
        "P811",
    ),
    way("baseline below zero", _BASELINE, put("value", "-7"), "P806"),
    way(
        "measured below zero",
        _INDICATOR,
        when(is_("kind", "count"), _actual("2026-10-30", "-1", "value")),
        "P806",
    ),
    way("last target before the horizon", _INDICATOR, when(is_("level", "impact"), _short), "P807"),
    way("target after the horizon", _INDICATOR, _target_like("2041", "2030"), "P808"),
    way("target before the baseline", _INDICATOR, when(_each_year, _target_like("2020", "baseline")), "P808"),
    way("percentage in boxes", _INDICATOR, when(is_("kind", "percentage"), put("unit", "cajas")), "P809"),
    way("count in per cent", _INDICATOR, when(is_("kind", "count", "amount"), put("unit", "%")), "P809"),
    way("lights turned round", f"{_INDICATOR}/tolerance", swap("green", "amber", "amber"), "P810"),
    way("both lights alike", f"{_INDICATOR}/tolerance", lambda plain, spot: _alike(spot), "P810"),
    *(
        way(
            f"{level} called {other}",
            _INDICATOR,
            when(is_("level", level), put("level", other)),
            "P812",
            *follows,
        )
        for level, other, follows in (
            ("impact", "output", ("G023",)),
            ("result", "management", ()),
            ("output", "impact", ()),
            ("management", "result", ()),
        )
    ),
    way("what two indicators measure exchanged", "indicators/IND-1", _exchanged, "P812", "G023"),
    way("indicator of nobody", _INDICATOR, drop("responsible"), "P813"),
    way("indicator of an outsider", _INDICATOR, put("responsible", "ACTR-23"), "P814"),
    way("pending baseline of an outsider", f"{_BASELINE}/pending", put("responsible", "ACTR-23"), "P814"),
    way(
        "pending baseline overdue",
        f"{_BASELINE}/pending",
        put("date", "2026-01-31"),
        "P818",
    ),
    way(
        "baseline after the first target",
        f"{_BASELINE}/pending",
        put("date", "2030-06-30"),
        "P818",
    ),
    way(
        "dropped action that is still measured",
        _INDICATOR,
        when(is_("level", "output"), _action_dropped),
        "P817",
        "P704",
        "P717",
    ),
    way("measured in the future", _INDICATOR, _actual("2027-03-01", "5", "date"), "P815"),
    way(
        "baseline without source",
        _BASELINE,
        when(all_of(_has_value, _is_backed), drop("source", at="value")),
        "P816",
    ),
    way(
        "indicator that measures nothing",
        _INDICATOR,
        drop("measures"),
        "G018",
        "G010",
        "G023",
    ),
)


def _alike(spot: Spot) -> Places:
    spot.record["amber"] = spot.record["green"]
    return (f"{spot.path}/amber",)
