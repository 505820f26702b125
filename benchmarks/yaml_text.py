"""Records to YAML in block style, laid out as a consultant would type them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from benchmarks.records import Prose, Value

WriteProse = Callable[[Prose], str]

_PLAIN = re.compile(r"[\w(¿¡«/](?:[^:#]|:(?=\S)|(?<=\S)#)*\Z")
_PARAGRAPHED_KEYS = 4
"""Records of a list with more keys than this have an empty line between them."""


def yaml_text(key: str, value: Value, write_prose: WriteProse) -> str:
    """A file with one top-level key. `write_prose` is called once per prose, in the order of the file."""
    return "\n".join(_mapping({key: value}, "", write_prose)) + "\n"


def _mapping(fields: Mapping[str, Value], pad: str, write_prose: WriteProse) -> Iterator[str]:
    for key, value in fields.items():
        if isinstance(value, Mapping):
            yield f"{pad}{key}:"
            yield from _mapping(value, pad + "  ", write_prose)
        elif isinstance(value, Sequence) and not isinstance(value, str):
            if value:
                yield f"{pad}{key}:"
                yield from _sequence(value, pad + "  ", write_prose)
        else:
            yield from _leaf(f"{pad}{key}:", value, pad + "  ", write_prose)


def _sequence(items: Sequence[Value], pad: str, write_prose: WriteProse) -> Iterator[str]:
    for position, item in enumerate(items):
        if isinstance(item, Mapping):
            if position and len(item) > _PARAGRAPHED_KEYS:
                yield ""
            lines = _mapping(item, pad + "  ", write_prose)
            yield f"{pad}- {next(lines).lstrip()}"
            yield from lines
        elif isinstance(item, str | int | Prose):
            yield from _leaf(f"{pad}-", item, pad + "  ", write_prose)


def _leaf(head: str, value: str | int | Prose, pad: str, write_prose: WriteProse) -> Iterator[str]:
    if not isinstance(value, Prose):
        yield f"{head} {_scalar(str(value))}"
        return
    yield f"{head} |"
    for line in write_prose(value).split("\n"):
        yield pad + line if line else ""


def _scalar(text: str) -> str:
    if _PLAIN.match(text) and not text.endswith(":"):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
