"""The plan record as a JSON Schema (draft-07) for editors, made from the shapes of the model.

It is a little wider than the model where an editor types a plain scalar otherwise than its author
(`1.10`, `2026`, `sí`): numbers may be text and text may be numbers. References, repeated keys and sums
are left to `check`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from plangen.plan.model import (
    BareMeasure,
    Kind,
    Measure,
    Meta,
    Money,
    Plan,
    Point,
    Record,
    Shape,
    record_types,
    shapes,
)

Schema: TypeAlias = dict[str, Any]

_ID = "[A-Za-z][A-Za-z0-9._-]*"
_NUMBER = r"^[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]{1,3})?$"
_FLAG = "^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy][Ee][Ss]|[Ss][ÍíIi]|[Nn][Oo])$"
_SCALARS: Mapping[Kind, Schema] = {
    Kind.ID: {"type": ["string"], "pattern": f"^(?!own$){_ID}$"},
    Kind.TEXT: {"type": ["string", "number", "boolean"]},
    Kind.PROSE: {"type": ["string", "number", "boolean"]},
    Kind.NUMBER: {"type": ["number", "string"], "pattern": _NUMBER},
    Kind.PERCENT: {"type": ["number", "string"], "pattern": _NUMBER, "minimum": 0, "maximum": 100},
    Kind.SCORE: {"type": ["number", "string"], "pattern": _NUMBER},
    Kind.COUNT: {"type": ["integer", "string"], "pattern": "^[0-9]{1,12}$", "minimum": 0},
    Kind.YEAR: {
        "type": ["integer", "string"],
        "pattern": "^[1-9][0-9]{3}$",
        "minimum": 1000,
        "maximum": 9999,
    },
    Kind.MONTH: {"type": ["string"], "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"},
    Kind.DATE: {"type": ["string"], "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"},
    Kind.FLAG: {"type": ["boolean", "string"], "pattern": _FLAG},
    Kind.FLAG_OR_NOTE: {"type": ["boolean", "string", "number"]},
}
_IN_FILES = frozenset({"Plan.facts", "Plan.sources", "Benchmark.scores", "Identity.acronyms"})
"""Lists of flat records that may stand in a CSV file."""


def plan_schema(titles: Mapping[str, tuple[str, str]], choices: Mapping[str, str] | None = None) -> Schema:
    """JSON Schema of any YAML file of a plan: every top-level key is optional.

    `titles` gives title and description by `title_keys`, `choices` the label of an enumeration's word by
    `choice_keys`; what they lack is left out. Keys stand in the order of the model.
    """
    words = _Words(titles, choices or {})
    root, *others = record_types(Plan)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **_record(root, words),
        "definitions": {record.__name__: _record(record, words) for record in others},
    }


def title_keys() -> Iterator[str]:
    """`Segment`, `Segment.name`, …: every record of the model and every field, in its order."""
    for record in record_types(Plan):
        yield record.__name__
        yield from (f"{record.__name__}.{name}" for name in shapes(record))


def choice_keys() -> Iterator[str]:
    """`Segment.decision.prioritised`, …: every word of every enumeration, in the order of the model."""
    for record in record_types(Plan):
        for name, shape in shapes(record).items():
            yield from (f"{record.__name__}.{name}.{choice}" for choice in shape.choices)


class _Words:
    def __init__(self, titles: Mapping[str, tuple[str, str]], choices: Mapping[str, str]) -> None:
        self._titles = titles
        self._choices = choices

    def of(self, key: str) -> Schema:
        title, description = self._titles.get(key, ("", ""))
        named = {"title": title, "description": description}
        return {name: text for name, text in named.items() if text}

    def of_choices(self, key: str, choices: tuple[str, ...]) -> Schema:
        labels = [self._choices.get(f"{key}.{choice}", "") for choice in choices]
        return {"enumDescriptions": labels} if any(labels) else {}


def _record(record: type[Record], words: _Words) -> Schema:
    name, fields = record.__name__, shapes(record)
    required = [field for field, shape in fields.items() if shape.required]
    schema: Schema = {
        **words.of(name),
        "type": "object",
        "additionalProperties": False,
        "properties": {field: _field(f"{name}.{field}", shape, words) for field, shape in fields.items()},
    }
    if required:
        schema["required"] = required
    if record is Point:
        schema["anyOf"] = [{"required": ["period"]}, {"required": ["category"]}]
    return schema


def _field(key: str, shape: Shape, words: _Words) -> Schema:
    value = _value(key, shape, words)
    if shape.many == "list":
        value = {"type": ["array"], "items": value}
    elif shape.many == "map":
        value = {
            "type": ["object"],
            "propertyNames": _key(shape.keys),
            "additionalProperties": _or_null(value),
        }
    if key in _IN_FILES:
        value = {"anyOf": [value, _file(r"\.[Cc][Ss][Vv]$")]}
    return {**words.of(key), **(value if shape.required else _or_null(value))}


def _value(key: str, shape: Shape, words: _Words) -> Schema:
    if shape.record is not None:
        return _nested(shape.record)
    if shape.choices:
        # an editor reads the word 1 as a number
        numbers = [int(choice) for choice in shape.choices if choice.isdecimal()]
        return {"enum": [*shape.choices, *numbers], **words.of_choices(key, shape.choices)}
    if shape.kind is Kind.REF:
        return _reference(shape.meta)
    scalar = dict(_SCALARS[shape.kind])
    if shape.meta.pattern:
        scalar = {"type": ["string"], "pattern": f"^{shape.meta.pattern}$"}
    return {"anyOf": [scalar, _file()]} if shape.kind is Kind.PROSE else scalar


def _nested(record: type[Record]) -> Schema:
    whole = {"$ref": f"#/definitions/{record.__name__}"}
    short: list[Schema] = []
    if issubclass(record, Money | BareMeasure):
        short.append(dict(_SCALARS[Kind.NUMBER]))
    if issubclass(record, Measure):
        short.append(_reference(Meta(Kind.REF, ("fact",))))
    return {"anyOf": [whole, *short]} if short else {"allOf": [whole]}


def _reference(meta: Meta) -> Schema:
    if meta.or_text or meta.path:
        return dict(_SCALARS[Kind.TEXT])
    return {"type": ["string"], "pattern": f"^{_ID}$" if meta.own else f"^(?!own$){_ID}$"}


def _key(meta: Meta | None) -> Schema:
    """Keys of a map are text whatever their kind."""
    kind = meta.kind if meta else Kind.TEXT
    return {"pattern": f"^{_ID}$" if kind is Kind.REF else _SCALARS[kind]["pattern"]}


def _file(pattern: str = "") -> Schema:
    file: Schema = {"type": "string", **({"pattern": pattern} if pattern else {})}
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {"file": file},
        "required": ["file"],
    }


def _or_null(value: Schema) -> Schema:
    """The same schema, with null for an absent value."""
    if "anyOf" in value:
        return {**value, "anyOf": [*value["anyOf"], {"type": "null"}]}
    if "allOf" in value:
        return {"anyOf": [*value["allOf"], {"type": "null"}]}
    if "enum" in value:
        return {**value, "enum": [*value["enum"], None]}
    return {**value, "type": [*value["type"], "null"]}
