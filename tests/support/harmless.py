"""Changes of a sound plan that leave its argument whole: no rule may say anything new of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, cast
from unicodedata import normalize

from plangen.plan.model import Kind, Plan, Record, shapes
from tests.support.plain_plan import Plain, reworded, spots

Harmless = Callable[[Plain], Plain | None]
"""Changes a plan in place, or gives another one."""


def _each(plain: Plain, pattern: str) -> list[Plain]:
    return [spot.record for spot in spots(plain, pattern)]


def _one(plain: Plain, path: str) -> Plain:
    return spots(plain, path)[0].record


def _in_all_strings(how: Callable[[str], str]) -> Harmless:
    """A change of the plan written as JSON."""
    return lambda plain: cast("Plain", json.loads(how(json.dumps(plain, ensure_ascii=False))))


def _lists_turned_round(plain: Plain) -> None:
    """Every list but the change log, whose order is that of time."""

    def turn(value: object) -> None:
        if isinstance(value, list):
            value.reverse()
        for one in value if isinstance(value, list) else value.values() if isinstance(value, dict) else ():
            turn(one)

    turn({**plain, "plan": {name: one for name, one in plain["plan"].items() if name != "changes"}})


def _prose_reworded(plain: Plain) -> Plain:
    return reworded(plain, lambda text: f"Como se dijo: {text.rstrip()} Así lo ve la mesa.")


def _more_space(plain: Plain) -> Plain:
    return reworded(plain, lambda text: f"\n{text.replace('. ', '.  ')}  \n\n")


def _discarded_segment(plain: Plain) -> None:
    said = {"name": "Banano seco", "product": "Rodajas secas", "customer": "Tiendas", "share": "0"}
    scores = {
        "attractiveness": "1",
        "position": "1",
        "decision": "discarded",
        "reason": "Nadie lo produce aún.",
    }
    plain["segmentation"]["segments"].append({"id": "SEG-9", **said, **scores})


def _notes(plain: Plain) -> None:
    for record in (*_each(plain, "facts/*"), *_each(plain, "benchmark/scores/*")):
        record.setdefault("note", "Así figura en la fuente")


def _fact_used(plain: Plain) -> None:
    said = {"label": "Viveros de plantas limpias", "value": "2", "unit": "viveros", "year": "2025"}
    plain["facts"].append(
        {"id": "DAT-99", **said, "scope": "Sullana", "source": "FTE-8", "status": "sourced"}
    )
    plain["industry"]["market"] += "\nHay [[DAT-99]] en el valle."


def _activity_split(plain: Plain) -> None:
    """The cost of an activity spread over two."""
    activities = _one(plain, "action_plan/actions/ACT-1")["activities"]
    half = str(int(activities[0]["cost"]) // 2)
    activities[0]["cost"] = half
    activities.append({**activities[0], "id": "ACT-1-Z", "name": "Segunda ronda de medición"})


def _two_years_later(plain: Plain) -> Plain:
    """The plan, its trip, its sessions, its works and its targets, all of them two years later."""

    def moved(node: Plain, model: type[Record]) -> Plain:
        made: Plain = {}
        for name, value in node.items():
            shape = shapes(model)[name]
            if shape.record is not None:
                inner = shape.record
                made[name] = [moved(one, inner) if isinstance(one, dict) else one for one in _listed(value)]
                made[name] = made[name] if isinstance(value, list) else made[name][0]
            elif shape.keys is not None and shape.keys.kind is Kind.YEAR:
                made[name] = {_later(year): one for year, one in value.items()}
            else:
                made[name] = _later(value) if shape.kind in (Kind.YEAR, Kind.MONTH, Kind.DATE) else value
        return made

    parts = ("plan", "benchmark", "vision", "management", "action_plan", "indicators", "review")
    there = moved({name: part for name, part in plain.items() if name in parts}, Plan)
    mentions = re.compile(r"(\[\[[A-Za-z0-9-]+\.[a-z]+\.)([0-9]{4})")
    return reworded({**plain, **there}, lambda text: mentions.sub(lambda one: one[1] + _later(one[2]), text))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _later(text: str) -> str:
    return f"{int(text[:4]) + 2}{text[4:]}"


def _half_the_money(plain: Plain) -> None:
    for row in (
        *_each(plain, "action_plan/actions/*/activities/*"),
        *_each(plain, "action_plan/actions/*/funding/*"),
    ):
        for name in {"cost", "amount"} & set(row):
            row[name] = str(int(row[name]) // 2)


def _cents_written(plain: Plain) -> None:
    for row in _each(plain, "action_plan/actions/*/activities/*"):
        row["cost"] += ".00"


def _in_dollars(plain: Plain) -> None:
    rate = {"currency": "USD", "rate": "4", "date": "2026-11-02", "source": "SBS"}
    plain["plan"]["exchange_rates"] = [rate]
    activity = _one(plain, "action_plan/actions/ACT-1/activities/ACT-1-A")
    activity["cost"] = {"amount": str(int(activity["cost"]) // 4), "currency": "USD"}


def _one_more_mipyme(plain: Plain) -> None:
    actors = plain["cluster"]["actors"]
    actors.append(
        {**actors[0], "id": "ACTR-99", "name": "Asociación de productores 11", "segments": ["SEG-1"]}
    )


def _one_more_action(plain: Plain) -> None:
    """A whole action, with its own money and its own indicator."""
    action = json.loads(json.dumps(_one(plain, "action_plan/actions/ACT-14")).replace("ACT-14", "ACT-99"))
    plain["action_plan"]["actions"].append(action)
    measured = next(one for one in plain["indicators"] if one["measures"] == "ACT-14")
    plain["indicators"].append({**measured, "id": "IND-99", "measures": "ACT-99"})


def _gap_waived(plain: Plain) -> None:
    _one(plain, "benchmark/gaps/BR-8")["waiver"] = "La cierra cada certificadora por su cuenta."
    strategy = _one(plain, "strategies/EST-2")
    strategy["gaps"] = [one for one in strategy["gaps"] if one != "BR-8"]


def _price_series(plain: Plain) -> None:
    """Prices that are value by volume, in a series of their own."""
    series = plain["industry"]["series"]
    for one in series[:2]:
        one["scope"] = "Total nacional, FOB"
    prices = {"2008": ("0.58", "FTE-10"), "2017": ("0.65", "FTE-11"), "2021": ("0.68", "FTE-3")}
    points = [{"period": year, "value": value, "source": source} for year, (value, source) in prices.items()]
    said = {
        "title": "Precio de la exportación peruana de banano orgánico",
        "unit": "US$ por kg",
        "kind": "line",
    }
    series.append({"id": "SER-9", **said, "scope": "Total nacional, FOB", "points": points})


def _margins(plain: Plain) -> None:
    """The margin of every link, each the difference of two prices."""
    before = 0.0
    for link in plain["industry"]["chain"]["links"]:
        price = 0.7 if link["price"] == "DAT-26" else float(link["price"])
        link["margin"], before = f"{price - before:.2f}", price


def _orders_with_room(plain: Plain) -> None:
    for link in _each(plain, "industry/chain/links/*"):
        link["order"] += "0"


def _observation_answered(plain: Plain) -> None:
    said = {
        "text": "Aclarar quién cobra la cuota",
        "date": "2026-11-09",
        "answer": "La gerencia, por encargo.",
    }
    plain["review"]["observations"].append({"id": "OBS-99", **said, "attended_in": "1.0", "status": "closed"})


def _version_logged(plain: Plain) -> None:
    plain["plan"]["version"] = "1.1"
    line = {"version": "1.1", "date": "2026-11-16", "author": "Equipo consultor", "summary": "Erratas"}
    plain["plan"]["changes"].append(line)


def _registered(plain: Plain) -> None:
    entity = plain["management"]["legal_entity"]
    entity |= {"state": "registered", "registration_date": "2026-11-13", "registry_entry": "Partida 11099999"}
    for step in entity["steps"][3:4]:
        step["done"] = "2026-11-13"


def _measured(plain: Plain) -> None:
    _one(plain, "indicators/IND-1")["actuals"] = [{"date": "2026-10-30", "value": "810"}]


def _exception_with_reason(plain: Plain) -> None:
    plain["plan"]["ignore"] = [{"code": "P917", "reason": "Es un ejemplo trabajado con datos públicos."}]


def _later_start_same_order(plain: Plain) -> None:
    """An action and the one that waits for it, each a month later."""
    for action in ("ACT-1", "ACT-2"):
        for activity in _each(plain, f"action_plan/actions/{action}/activities/*"):
            for name in ("start", "end"):
                month = activity[name]
                activity[name] = f"{month[:5]}{min(int(month[5:]) + 1, 12):02d}"


HARMLESS: Mapping[str, Harmless] = MappingProxyType(
    {
        "lists turned round": _lists_turned_round,
        "ids renamed throughout": _in_all_strings(
            lambda text: re.sub(r"\b([A-Z]{2,5})-([0-9]+)", r"\1-9\2", text)
        ),
        "letters and accents apart (NFD)": _in_all_strings(lambda text: normalize("NFD", text)),
        "prose reworded": _prose_reworded,
        "more space in prose": _more_space,
        "discarded segment without share": _discarded_segment,
        "notes": _notes,
        "fact that is used": _fact_used,
        "activity split in two": _activity_split,
        "all two years later": _two_years_later,
        "half the money": _half_the_money,
        "cents written": _cents_written,
        "cost in dollars, with their rate": _in_dollars,
        "one more MIPYME": _one_more_mipyme,
        "one more action with its indicator": _one_more_action,
        "gap waived and no longer closed": _gap_waived,
        "series of prices that fit": _price_series,
        "margins that fit": _margins,
        "orders with room between": _orders_with_room,
        "observation answered": _observation_answered,
        "new version in the log": _version_logged,
        "entity registered": _registered,
        "value measured": _measured,
        "exception with its reason": _exception_with_reason,
        "two actions a month later": _later_start_same_order,
    }
)
"""All of them, by name."""
