"""Ways to spoil facts, sources, texts, and the form of a plan."""

from __future__ import annotations

import re

from tests.support.mutations import (
    Change,
    Places,
    Way,
    all_of,
    append,
    drop,
    has,
    is_,
    more,
    put,
    swap,
    way,
    when,
)
from tests.support.plain_plan import Plain, Spot, forget, spots

_FACT, _SOURCE, _STRATEGY = "facts/*", "sources/*", "strategies/*"
_TEXT = "strategies/EST-2"
_OBSERVATION = "review/observations/*"
_sourced = is_("status", "sourced")
_derived = is_("status", "derived")
_is_traceable = all_of(is_("kind", "report", "statistics", "workshop", "interview", "other"), has("year"))


def _without_period(plain: Plain, spot: Spot) -> bool:
    """Whether no text of a fact names a year instead of the field."""
    return not re.search(r"20[0-9]{2}|fecha", f"{spot.record.get('scope')} {spot.record.get('note')}")


def _is_one_number(plain: Plain, spot: Spot) -> bool:
    return "to" not in spot.record and "qualifier" not in spot.record


def _twin(plain: Plain, spot: Spot) -> Places:
    """A second fact that says something else of the same."""
    assert spot.siblings is not None
    twin = {**spot.record, "id": f"{spot.record['id']}-B", "value": more(1000)(spot.record["value"])}
    spot.siblings.append(twin)
    return (f"facts/{twin['id']}/value",)


def _unused(plain: Plain, spot: Spot) -> Places | None:
    """A fact of which nothing speaks any more."""
    if any(spot.record["id"] in one.record.get("formula", "") for one in spots(plain, _FACT)):
        return None
    forget(plain, [spot.record["id"]])
    return (spot.path,)


def _uncited(plain: Plain, spot: Spot) -> Places:
    forget(plain, [spot.record["id"]])
    return (spot.path,)


EVIDENCE: tuple[Way, ...] = (
    way("fact without source", _FACT, when(_sourced, drop("source", at="")), "P901"),
    way(
        "fact whose source is gone",
        _SOURCE,
        lambda plain, spot: _source_gone(plain, spot),
        "P901",
        "P202",
    ),
    way(
        "fact without year",
        _FACT,
        when(all_of(_sourced, has("year"), _without_period), drop("year", at="")),
        "P902",
    ),
    way("two facts that disagree", _FACT, when(all_of(_sourced, _is_one_number), _twin), "P903", "P906"),
    way("range turned round", _FACT, when(has("to"), swap("value", "to", "to")), "P904"),
    way("derived without formula", _FACT, when(_derived, drop("formula", at="")), "P905"),
    way("fact that nothing speaks of", _FACT, _unused, "P906"),
    way(
        "fact more than is used",
        "",
        append(
            _FACT,
            {
                "id": "DAT-99",
                "label": "Hoteles",
                "value": "7",
                "unit": "hoteles",
                "year": "2025",
                "scope": "Sullana",
                "source": "FTE-8",
                "status": "sourced",
            },
        ),
        "P906",
    ),
    way(
        "source that nothing cites",
        "",
        append(
            _SOURCE, {"id": "FTE-99", "title": "Censo", "publisher": "INEI", "year": "2012", "kind": "report"}
        ),
        "P907",
    ),
    way("source without publisher", _SOURCE, when(_is_traceable, drop("publisher", at="")), "P909"),
    way(
        "report without year",
        _SOURCE,
        when(is_("kind", "report", "workshop", "interview"), drop("year", at="")),
        "P909",
    ),
)


def _source_gone(plain: Plain, spot: Spot) -> Places | None:
    """A source taken out of the plan: its facts stand on nothing."""
    resting = [
        one.path
        for one in spots(plain, _FACT)
        if one.record.get("source") == spot.record["id"] and _sourced(plain, one)
    ]
    if not resting:
        return None
    assert spot.siblings is not None
    spot.siblings.remove(spot.record)
    forget(plain, [spot.record["id"]])
    return tuple(resting)


def _say(text: str, pattern: str = "objective") -> Change:
    """A paragraph more in a text."""

    def change(plain: Plain, spot: Spot) -> Places:
        spot.record[pattern] = f"{spot.record[pattern]}\n\n{text}"
        return (f"{spot.path}/{pattern}",)

    return change


def _say_cost(plain: Plain, spot: Spot) -> Places | None:
    """The cost of the plan typed."""
    costs = [int(one.record["cost"]) for one in spots(plain, "action_plan/actions/*/activities/*")]
    return _say(f"Todo ello cuesta S/ {sum(costs):,}.")(plain, spot)


TEXTS: tuple[Way, ...] = (
    way("number against a fact", _TEXT, _say("La superficie de los miembros es de 9,900 ha."), "P910"),
    way("fact typed in prose", _TEXT, _say("La superficie de los miembros es de 2,556 ha."), "P911"),
    way("total typed in prose", _TEXT, _say_cost, "P912"),
    way(
        "total typed and wrong",
        "chapters/*",
        _say("El costo total del plan es de S/ 1,234,567.", "lead"),
        "P913",
    ),
    way(
        "grant typed and wrong",
        "chapters/*",
        _say("El plan solicita S/ 1,999,999 al programa.", "lead"),
        "P913",
    ),
    way("decimal comma", _TEXT, _say("La pérdida llegó a 12,5 % en un año."), "P914"),
    *(
        way(f"{left} left", _TEXT, _say(f"{left} revisar."), "P915")
        for left in ("TODO:", "XXXX", "[completar]", "(por definir)", "???", "Lorem ipsum")
    ),
    way(
        "placeholder in a cell",
        "action_plan/actions/*/activities/*",
        put("deliverable", "Por definir"),
        "P915",
    ),
    way("prose of marks alone", _TEXT, put("company_level", "***"), "P916"),
    way("prose of a citation alone", _TEXT, put("collective", "[@FTE-6]"), "P916"),
    way(
        "observation without answer",
        _OBSERVATION,
        when(is_("status", "answered", "closed"), drop("answer", at="")),
        "P918",
    ),
    way(
        "observation opened again",
        _OBSERVATION,
        when(is_("status", "answered", "closed"), put("status", "open")),
        "P918",
    ),
    way("attended in no version", _OBSERVATION, put("attended_in", "7.0"), "P919"),
    way(
        "exception without reason",
        "plan",
        put("ignore", [{"code": "P710"}], at="ignore/P710/code"),
        "P920",
        "P921",
    ),
    way(
        "exception of nothing",
        "plan",
        put("ignore", [{"code": "G007", "item": "EST-1", "reason": "Se verá."}], at="ignore/G007+EST-1/code"),
        "P921",
    ),
)


def _same_id(plain: Plain, spot: Spot) -> Places | None:
    assert spot.siblings is not None
    at = spot.siblings.index(spot.record)
    forget(plain, [spot.record["id"]])
    spot.record["id"] = spot.siblings[at - 1]["id"]
    return (f"{spot.path.rpartition('/')[0]}/{spot.record['id']}",) if at else None


def _gone_alone(plain: Plain, spot: Spot) -> Places | None:
    """A record taken out and all that refers to it left."""
    assert spot.siblings is not None
    spot.siblings.remove(spot.record)
    return _references(plain, spot)


def _references(plain: Plain, spot: Spot) -> Places | None:
    members = [
        one.path for one in spots(plain, "management/members/*") if one.record["actor"] == spot.record["id"]
    ]
    return tuple(f"{path}/actor" for path in members) or None


FORM: tuple[Way, ...] = (
    way("two records of one id", _STRATEGY, _same_id, "P066"),
    way("two scores of one pair", "benchmark/scores/*", lambda plain, spot: _same_key(spot), "P068"),
    way("reference to nothing", "action_plan/actions/*", put("strategy", "EST-99"), "P069"),
    way("actor that others name gone", "cluster/actors/*", _gone_alone, "P069", "P069", "P071"),
    way("reference to another kind", _STRATEGY, put("owner", "EST-1"), "P070"),
    way("path to nothing", "plan", lambda plain, spot: _dead_path(spot), "P071"),
    way("mention of nothing", _TEXT, _say("Vea [[DAT-999]]."), "P072"),
    way("citation of nothing", _TEXT, _say("Así consta [@FTE-999]."), "P073"),
    way("mention of no value", _TEXT, _say("Vea [[DAT-1.humor]]."), "P074"),
)


def _same_key(spot: Spot) -> Places:
    assert spot.siblings is not None
    spot.siblings.append(dict(spot.record))
    return (spot.path,)


def _dead_path(spot: Spot) -> Places:
    spot.record["illustrative"].append("strategies/EST-1/moods")
    return (f"plan/illustrative/{len(spot.record['illustrative']) - 1}",)
