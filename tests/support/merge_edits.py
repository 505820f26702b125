"""What people do to the text of a plan file between two versions, at random; and what a text says, leaf by leaf."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from plangen.plan.keys import KEYS
from plangen.plan.model import Kind, Plan, Record, shapes
from plangen.plan.nodes import Mapping, Node, Scalar, Sequence
from plangen.plan.paths import join_path
from plangen.plan.places import record_key
from plangen.plan.source import compose_all
from plangen.spans import Source

Leaf = str | tuple[str, ...]


class Chance(Protocol):
    """What is used of `random.Random`."""

    def random(self) -> float: ...

    def randrange(self, stop: int) -> int: ...

    def choice(self, seq: Any) -> Any: ...


@dataclass(frozen=True)
class Spot:
    """A field of a record in a text, or an entry of a map."""

    path: str
    name: str
    key: Scalar
    node: Node
    records: type[Record] | None
    refs: bool
    identifies: bool


def root_of(text: str) -> Mapping:
    """The tree of a text that has no fault."""
    node, findings, lost = compose_all(Source("", text))
    assert not findings, (findings, text)
    assert not lost
    return node if isinstance(node, Mapping) else Mapping(Source("", text), 0, 0, {})


def spots(text: str) -> list[Spot]:
    """Every field of every record in a text."""
    return list(_spots(root_of(text), Plan, "", True))


def _spots(node: Mapping, model: type[Record] | None, path: str, listed: bool) -> Iterator[Spot]:
    fields = shapes(model) if model else {}
    for name, entry in node.entries.items():
        below, shape = join_path(path, name), fields.get(name)
        many = shape.many if shape else ""
        record = shape.record if shape else None
        identifies = listed and model is not None and (name in KEYS.get(model, ()) or model is Plan)
        refs = shape is not None and shape.kind is Kind.REF and many == "list"
        in_list = record if many == "list" else None
        yield Spot(below, name, entry.key, entry.value, in_list, refs, identifies or record is not None)
        if isinstance(entry.value, Mapping):
            yield from _spots(entry.value, record, below, False)
        elif isinstance(entry.value, Sequence) and record:
            for item in entry.value.items:
                assert isinstance(item, Mapping)
                yield from _spots(item, record, join_path(below, record_key(record, item, 0)), True)


def leaves(text: str) -> dict[str, Leaf]:
    """What a text says: texts and lists of texts by plan path; what is empty is not there."""
    found: dict[str, Leaf] = {}
    for spot in spots(text):
        if isinstance(spot.node, Scalar) and spot.node.value is not None:
            found[spot.path] = spot.node.value
        elif isinstance(spot.node, Sequence) and not spot.records and spot.node.items:
            found[spot.path] = tuple(str(item.value) for item in spot.node.items if isinstance(item, Scalar))
    return found


def comments(text: str) -> set[str]:
    """The comments that the edits here write."""
    return set(re.findall(r"# (?:dice|llega|tras) \w+", text))


def head(text: str, count: int) -> str:
    """A file with the first of its outermost records with an id."""
    starts = [one.start() for one in re.finditer(r"(?m)^ *- id: ", text)]
    columns = [text.index("-", at) - at for at in starts]
    outer = [at for at, column in zip(starts, columns, strict=True) if column == min(columns)]
    return text[: outer[count]].rstrip("\n") + "\n" if len(outer) > count else text


def edited(text: str, chance: Chance, count: int, mark: str) -> str:
    """The text after some edits; `mark` makes what they write the side's own, now and then not."""
    for number in range(count):
        edit = chance.choice(EDITS)
        own = mark if chance.random() < 0.8 else "ambos"
        text = edit(text, chance, f"{own}{number}")
    return text


def _pick(text: str, chance: Chance, fits: Callable[[Spot], bool]) -> Spot | None:
    found = [spot for spot in spots(text) if fits(spot)]
    return chance.choice(found) if found else None


def _put(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]


def _line(text: str, at: int) -> tuple[int, int]:
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end + 1


def _is_text(spot: Spot) -> bool:
    return isinstance(spot.node, Scalar) and spot.node.value is not None and not spot.identifies


def change_scalar(text: str, chance: Chance, mark: str) -> str:
    spot = _pick(text, chance, _is_text)
    if spot is None:
        return text
    column = spot.key.start - _line(text, spot.key.start)[0]
    block = f"|\n{' ' * (column + 2)}Párrafo {mark}.\n\n{' ' * (column + 2)}Otro: # no es comentario"
    in_flow = "{" in text[_line(text, spot.key.start)[0] : spot.key.start]
    news = [f"valor {mark}", f'"valor: {mark}"', f"'el # {mark}'", f"{chance.randrange(100)}"]
    if not in_flow:
        news.append(block)
    new = chance.choice(news)
    rest = text[spot.node.end : _line(text, spot.node.end)[1]]
    return text if new == block and rest.strip() else _put(text, spot.node.start, spot.node.end, new)


def requote(text: str, chance: Chance, mark: str) -> str:
    spot = _pick(text, chance, lambda one: _is_text(one) and "\n" not in str(one.node.value))  # type: ignore[union-attr]
    if spot is None or not isinstance(spot.node, Scalar) or "\n" in text[spot.node.start : spot.node.end]:
        return text
    value = str(spot.node.value).replace("'", "''")
    return _put(text, spot.node.start, spot.node.end, f"'{value}'")


def remove_field(text: str, chance: Chance, mark: str) -> str:
    spot = _pick(text, chance, lambda one: not one.identifies or bool(one.records))
    if spot is None:
        return text
    start, _ = _line(text, spot.key.start)
    _, end = _line(text, max(spot.node.end, spot.key.end))
    if text[start : spot.key.start].strip():
        return text
    return _put(text, start, end, "")


def add_field(text: str, chance: Chance, mark: str) -> str:
    spot = _pick(text, chance, lambda one: _is_text(one) and one.name != "file")
    if spot is None:
        return text
    start, _ = _line(text, spot.key.start)
    _, end = _line(text, spot.node.end)
    known = {one.path for one in spots(text)}
    parent = spot.path.rpartition("/")[0]
    model = {"IND": "note", "ACT": "status"}.get(parent.rpartition("/")[2][:3], "")
    names = ("status", "component", "verification", "formula", "heading", "unit", "mitigation", model)
    before = text[start : spot.key.start]
    fresh = [name for name in names if name and f"{parent}/{name}" not in known]
    if before.strip() or not fresh:
        return text
    name = chance.choice(fresh)
    return _sound(text, _put(text, end, end, f"{before}{name}: campo {mark}\n"))


def _sound(before: str, after: str) -> str:
    """The edited text if a plan may hold it."""
    node, findings, lost = compose_all(Source("", after))
    return before if findings or lost or not _known(node, Plan) else after


def _known(node: Node | None, model: type[Record] | None) -> bool:
    if not isinstance(node, Mapping) or model is None:
        return True
    for name, entry in node.entries.items():
        shape = shapes(model).get(name)
        if shape is None:
            return False
        items = entry.value.items if isinstance(entry.value, Sequence) else (entry.value,)
        if shape.many != "map" and not all(_known(item, shape.record) for item in items):
            return False
    return True


def _records(text: str, chance: Chance) -> tuple[list[tuple[int, int]], Spot] | None:
    """Where the records of a list in block style stand, line by line, without blank lines at their end."""
    spot = _pick(text, chance, lambda one: one.records is not None and isinstance(one.node, Sequence))
    if spot is None or not isinstance(spot.node, Sequence) or text.startswith("[", spot.node.start):
        return None
    return [(_line(text, one.start)[0], _line(text, one.end)[1]) for one in spot.node.items], spot


def remove_record(text: str, chance: Chance, mark: str) -> str:
    found = _records(text, chance)
    if found is None:
        return text
    (start, end), last = chance.choice(found[0]), len(found[0]) == 1
    while not last and text.startswith("\n", end):
        end += 1
    if last:
        line = _line(text, found[1].key.start)
        key_first = text[line[0] : found[1].key.start].strip()
        return text if key_first else _put(text, found[1].key.end, end, ": []\n")
    return _put(text, start, end, "")


def add_record(text: str, chance: Chance, mark: str) -> str:
    found = _records(text, chance)
    if found is None:
        return text
    places, spot = found
    start, end = chance.choice(places)
    column = len(text[start:end]) - len(text[start:end].lstrip(" "))
    spaces = " " * column
    assert spot.records is not None
    lines = []
    for name in KEYS.get(spot.records, ("id",)):
        year = name in ("year", "date")
        lines.append(f"{name}: {2000 + len(mark) * 7 + int(mark[-1]) if year else 'X-' + mark}")
    if "name" in shapes(spot.records):
        lines.append(f"name: Nombre de {mark}")
    record = f"{spaces}- " + f"\n{spaces}  ".join(lines) + "\n"
    if chance.random() < 0.3:
        record = f"{spaces}# llega {mark}\n{record}"
    if end < len(text) and text.startswith("\n", end):
        record = "\n" + record
    after = _put(text, end, end, record)
    return after if len(_keys(after, spot)) == len(set(_keys(after, spot))) else text


def _keys(text: str, spot: Spot) -> list[str]:
    node = next(one.node for one in spots(text) if one.path == spot.path)
    assert isinstance(node, Sequence)
    return [record_key(spot.records, one, 0) for one in node.items]


def move_record(text: str, chance: Chance, mark: str) -> str:
    found = _records(text, chance)
    if found is None or len(found[0]) < 2:
        return text
    places = found[0]
    at = chance.randrange(len(places) - 1)
    (start, middle), (second, end) = places[at], places[at + 1]
    between = text[middle:second]
    return _put(text, start, end, text[second:end] + between + text[start:middle])


def comment_above(text: str, chance: Chance, mark: str) -> str:
    spot = _pick(text, chance, lambda one: True)
    if spot is None:
        return text
    start, _ = _line(text, spot.key.start)
    before = text[start : spot.key.start]
    if "{" in before:
        return text
    column = len(before) - len(before.lstrip(" "))
    blank = chance.choice(["", "", "\n"])
    return _put(text, start, start, f"{' ' * column}# dice {mark}\n{blank}")


def comment_behind(text: str, chance: Chance, mark: str) -> str:
    spot = _pick(text, chance, _is_text)
    if spot is None:
        return text
    rest = text[spot.node.end : _line(text, spot.node.end)[1]]
    if rest.strip() or "\n" in text[spot.node.start : spot.node.end] or not rest:
        return text
    return _put(text, spot.node.end, spot.node.end, f"  # tras {mark}")


def change_refs(text: str, chance: Chance, mark: str) -> str:
    spot = _pick(text, chance, lambda one: one.refs and isinstance(one.node, Sequence))
    if spot is None or not isinstance(spot.node, Sequence) or not spot.node.items:
        return text
    last = spot.node.items[-1]
    if text.startswith("[", spot.node.start):
        return _put(text, last.end, last.end, f", R-{mark}")
    start, end = _line(text, last.start)
    if chance.random() < 0.3 and len(spot.node.items) > 1:
        return _put(text, start, end, "")
    return _put(text, end, end, f"{text[start : last.start]}R-{mark}\n")


def to_flow(text: str, chance: Chance, mark: str) -> str:
    """A list of texts or a record of plain texts, put between brackets."""
    spot = _pick(text, chance, lambda one: not one.records and not isinstance(one.node, Scalar))
    if spot is None or text[spot.node.start] in "[{" or "#" in text[spot.key.end : spot.node.end]:
        return text
    if isinstance(spot.node, Sequence):
        words = [str(one.value) for one in spot.node.items if isinstance(one, Scalar)]
        new = f"[{', '.join(words)}]"
    else:
        entries = spot.node.entries.items()  # type: ignore[union-attr]
        words = [f"{key}: {one.value.value}" for key, one in entries if isinstance(one.value, Scalar)]
        if len(words) < len(entries):
            return text
        new = f"{{{', '.join(words)}}}"
    if re.search(r"[\"'\n#]", new) or any(re.search("[,{}\\[\\]]|: .*: ", word) for word in words):
        return text
    return _sound(text, _put(text, spot.key.end, spot.node.end, f": {new}"))


def add_top_key(text: str, chance: Chance, mark: str) -> str:
    known = root_of(text).entries
    name = chance.choice(
        [one for one in ("summary", "review", "sources", "facts") if one not in known] or [""]
    )
    bodies = {
        "summary": f"summary:\n  bet: Apuesta de {mark}\n",
        "review": f"review:\n  observations:\n    - id: OBS-{mark}\n      text: Observa {mark}\n",
        "sources": f"sources:\n- id: FTE-{mark}\n  title: Fuente {mark}\n",
        "facts": f"facts:\n  - {{id: DAT-{mark}, label: Dato, value: 3}}\n",
    }
    return text + bodies[name] if name and text.endswith("\n") else text


EDITS: tuple[Callable[[str, Chance, str], str], ...] = (
    change_scalar,
    change_scalar,
    change_scalar,
    requote,
    remove_field,
    add_field,
    remove_record,
    add_record,
    add_record,
    move_record,
    comment_above,
    comment_behind,
    change_refs,
    to_flow,
    add_top_key,
)
