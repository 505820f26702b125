"""What each field of a record holds, read once from the models: the model as data.

Everything that goes over a plan without knowing its parts (paths, references, schema, changes) goes by
these shapes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from plangen.plan.model.record import Kind, Meta, Record


@dataclass(frozen=True, slots=True)
class Shape:
    """What one field of a record holds.

    `name` is the author's key, `attribute` the Python name (they differ for `from` alone).
    `many` is `""` for one value, `"list"` or `"map"`; for a map `keys` is the meta of its keys.
    `record` is the model of nested records (kind RECORD), `choices` the words of a CHOICE.
    """

    name: str
    meta: Meta
    attribute: str
    many: Literal["", "list", "map"] = ""
    keys: Meta | None = None
    record: type[Record] | None = None
    choices: tuple[str, ...] = ()
    required: bool = False
    kind: Kind = field(init=False)
    """That of `meta`, which is asked for hundreds of thousands of times."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", self.meta.kind)


def _unwrap(annotation: Any, metadata: tuple[Any, ...] = ()) -> tuple[Any, Meta | None]:  # noqa: ANN401
    """The plain type inside Annotated and Optional, and the Meta met on the way."""
    meta = next((m for m in metadata if isinstance(m, Meta)), None)
    while True:
        origin, args = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            meta = meta or next((m for m in args[1:] if isinstance(m, Meta)), None)
            annotation = args[0]
        elif type(None) in args:
            annotation = next(a for a in args if a is not type(None))
        else:
            return annotation, meta


def _value_shape(name: str, annotation: Any, meta: Meta | None) -> Shape:  # noqa: ANN401
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return Shape(name, Meta(Kind.RECORD), name, record=annotation)
    if get_origin(annotation) is Literal:
        return Shape(name, meta or Meta(Kind.CHOICE), name, choices=get_args(annotation))
    if meta is None:
        raise TypeError(f"field {name} has no kind: {annotation!r}")
    return Shape(name, meta, name)


def _shape_of(name: str, field: FieldInfo) -> Shape:
    annotation, meta = _unwrap(field.annotation, tuple(field.metadata))
    origin, args = get_origin(annotation), get_args(annotation)
    many: Literal["", "list", "map"] = ""
    keys = None
    if origin is tuple:
        many, (annotation, meta) = "list", _unwrap(args[0])
    elif origin is dict:
        many, keys = "map", _unwrap(args[0])[1]
        annotation, meta = _unwrap(args[1])
    inner = _value_shape(field.alias or name, annotation, meta)
    return replace(inner, attribute=name, many=many, keys=keys, required=field.is_required())


@cache
def shapes(record: type[Record]) -> Mapping[str, Shape]:
    """Shape of every field of a record model, by the author's key, as declared."""
    made = (_shape_of(name, field) for name, field in record.model_fields.items())
    return MappingProxyType({shape.name: shape for shape in made})


@cache
def record_types(root: type[Record]) -> tuple[type[Record], ...]:
    """`root` and every record model reachable from it, each once, in the order of the fields."""
    found: dict[type[Record], None] = {root: None}
    queue = [root]
    for record in queue:
        nested = (shape.record for shape in shapes(record).values())
        new = [model for model in dict.fromkeys(nested) if model is not None and model not in found]
        found.update(dict.fromkeys(new))
        queue.extend(new)
    return tuple(found)
