"""Boxes joined by right-angled lines: who answers to whom, and what unfolds into what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple

from plangen.figures.rows import balanced
from plangen.figures.theme import FULL_WIDTH
from plangen.figures.typeset import wrap

HIGHEST: Final = 415
"""Pixels of the highest figure: 110 mm."""

_TITLE: Final = 12.0
_LEADING: Final = 14.5
_NOTE, _NOTE_SIZE = 14.0, 11.0
_PAD: Final = 8.0
_GAP, _DROP = 12.0, 30.0
_NARROWEST, _WIDEST, _LOWEST = 100.0, 196.0, 48.0
_ROW, _ROW_PITCH, _INDENT, _ROW_WIDE = 32.0, 37.0, 26.0, 330.0
_ROW_TITLE: Final = 11.0
_TREE_ROW, _TREE_PITCH = 36.0, 44.0


class Node(NamedTuple):
    """A body: its key, the key of what it answers to ("" for none), its name and a short note."""

    key: str
    parent: str
    title: str
    note: str = ""


class Box(NamedTuple):
    """A rectangle with the lines of a title; `note` stands under the title or at the box's side."""

    left: float
    top: float
    width: float
    height: float
    lines: tuple[str, ...]
    note: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Tree:
    """Boxes, the paths that join them, how high it all is, and whether it grows downwards or in rows."""

    boxes: tuple[Box, ...]
    paths: tuple[str, ...]
    height: float
    downward: bool


@dataclass(frozen=True, slots=True)
class _Branch:
    node: Node
    level: int
    branches: tuple[_Branch, ...]

    @property
    def leaves(self) -> int:
        return sum(branch.leaves for branch in self.branches) or 1


def organigram(nodes: Sequence[Sequence[str]], highest: float = HIGHEST) -> Tree:
    """Bodies (key, parent, name, note) from the top down where they fit, else one to a row and indented.

    A parent that is not among them makes a root; so does the first of those that answer to each other.
    In rows each takes 37 pixels: whoever has many gives them in runs.
    """
    forest = _forest([Node(*node) for node in nodes])
    if not forest:
        return Tree((), (), 0, True)
    slot = (FULL_WIDTH + _GAP) / sum(branch.leaves for branch in forest) - _GAP
    if slot >= _NARROWEST:
        tree = _downward(forest, min(slot, _WIDEST))
        if tree.height <= highest:
            return tree
    return _in_rows(forest)


def _forest(nodes: Sequence[Node]) -> tuple[_Branch, ...]:
    """Each node once, under its parent, in the order given."""
    known = {node.key: node for node in nodes}
    under: dict[str, list[Node]] = {}
    for node in known.values():
        under.setdefault(node.parent if node.parent in known else "", []).append(node)
    seen: set[str] = set()
    roots = [_branch(node, under, seen, 0) for node in under.get("", ())]
    # who is in a circle hangs from no root: the circle is cut at the first
    roots += [_branch(node, under, seen, 0) for node in known.values() if node.key not in seen]
    return tuple(roots)


def _branch(node: Node, under: Mapping[str, Sequence[Node]], seen: set[str], level: int) -> _Branch:
    seen.add(node.key)
    below = (child for child in under.get(node.key, ()) if child.key not in seen)
    return _Branch(node, level, tuple(_branch(child, under, seen, level + 1) for child in below))


def _walk(branches: Sequence[_Branch]) -> Iterator[_Branch]:
    for branch in branches:
        yield branch
        yield from _walk(branch.branches)


def _downward(forest: Sequence[_Branch], wide: float) -> Tree:
    """Level under level; a body in the middle of those that answer to it."""
    widths = {b.node.key: _width(b, wide) for b in _walk(forest)}
    lines = {
        b.node.key: tuple(balanced(b.node.title, widths[b.node.key] - 2 * _PAD, _TITLE, True, 3))
        for b in _walk(forest)
    }
    heights = _heights(forest, lines)
    tops = [sum(heights[:level]) + _DROP * level for level in range(len(heights))]
    whole = sum(branch.leaves for branch in forest) * (wide + _GAP) - _GAP
    boxes: dict[str, Box] = {}
    paths: list[str] = []

    def place(branch: _Branch, left: float) -> Box:
        at = left
        below = []
        for child in branch.branches:
            below.append(place(child, at))
            at += child.leaves * (wide + _GAP)
        node, level, own = branch.node, branch.level, widths[branch.node.key]
        middle = (_center(below[0]) + _center(below[-1])) / 2 if below else left + wide / 2
        note = wrap(node.note, own - 2 * _PAD, _NOTE_SIZE, most=1)[0]
        box = Box(middle - own / 2, tops[level], own, heights[level], lines[node.key], note, node.key)
        boxes[node.key] = box
        paths.extend(_down(box, child) for child in below)
        return box

    start = (FULL_WIDTH - whole) / 2
    for branch in forest:
        place(branch, start)
        start += branch.leaves * (wide + _GAP)
    return Tree(tuple(boxes[b.node.key] for b in _walk(forest)), tuple(paths), tops[-1] + heights[-1], True)


def _width(branch: _Branch, wide: float) -> float:
    """A leaf is `wide`; who stands over several has more room, within what stands under it."""
    return max(wide, min(_WIDEST, branch.leaves * (wide + _GAP) - _GAP))


def _center(box: Box) -> float:
    return box.left + box.width / 2


def _heights(forest: Sequence[_Branch], lines: Mapping[str, Sequence[str]]) -> list[float]:
    """How high the boxes of each level are: as the one that needs most."""
    heights: list[float] = []
    for branch in _walk(forest):
        need = len(lines[branch.node.key]) * _LEADING + (_NOTE if branch.node.note else 0) + 2 * _PAD
        heights.extend([_LOWEST] * (branch.level + 1 - len(heights)))
        heights[branch.level] = max(heights[branch.level], need)
    return heights


def _down(upper: Box, lower: Box) -> str:
    x, end = _center(upper), _center(lower)
    turn = lower.top - _DROP / 2
    return f"M{x:.2f} {upper.top + upper.height:.2f}V{turn:.2f}H{end:.2f}V{lower.top:.2f}"


def _in_rows(forest: Sequence[_Branch]) -> Tree:
    """A body to a row, set in under the one it answers to; its note stands beside the box."""
    order = list(_walk(forest))
    deepest = max(branch.level for branch in order)
    indent = min(_INDENT, 220 / deepest) if deepest else _INDENT
    boxes = {}
    for at, branch in enumerate(order):
        node, left = branch.node, branch.level * indent
        wide = _ROW_WIDE - left / 2
        lines = tuple(wrap(node.title, wide - 2 * _PAD, _ROW_TITLE, True, 2))
        note = wrap(node.note, FULL_WIDTH - left - wide - 2 * _PAD, _NOTE_SIZE, most=1)[0]
        boxes[node.key] = Box(left, at * _ROW_PITCH, wide, _ROW, lines, note, node.key)
    paths = tuple(
        _aside(boxes[branch.node.key], boxes[child.node.key], indent)
        for branch in order
        for child in branch.branches
    )
    return Tree(tuple(boxes.values()), paths, len(order) * _ROW_PITCH - _ROW_PITCH + _ROW, False)


def _aside(upper: Box, lower: Box, indent: float) -> str:
    x = upper.left + indent / 2
    return f"M{x:.2f} {upper.top + upper.height:.2f}V{lower.top + lower.height / 2:.2f}H{lower.left:.2f}"


class Unfolding(NamedTuple):
    """What `unfold` gives: the first boxes of each stem, the boxes of its rows, lines, height, middle."""

    stems: tuple[Box, ...]
    rows: tuple[Box, ...]
    paths: tuple[str, ...]
    height: float
    middle: float


class Columns(NamedTuple):
    """The left edge and width of three columns from left to right, in pixels."""

    root: tuple[float, float] = (0, 122)
    stem: tuple[float, float] = (150, 152)
    row: tuple[float, float] = (330, 192)


def unfold(rows: Sequence[Sequence[str]]) -> Unfolding:
    """A tree from left to right: rows (stem, row) side by side, joined to their stem and it to one root.

    Neighbours of one stem share its box. Each row takes 44 pixels; a row without name joins nothing.
    """
    columns = Columns()
    height = max(len(rows) * _TREE_PITCH - (_TREE_PITCH - _TREE_ROW), _LOWEST + 60)
    offset = (height - len(rows) * _TREE_PITCH + _TREE_PITCH - _TREE_ROW) / 2
    stems, leaves, paths, at = [], [], [], 0
    for name, group in groupby(rows, key=lambda row: row[0]):
        names = [row[1] for row in group]
        stem = _stem(name, offset + at * _TREE_PITCH, len(names), columns)
        stems.append(stem)
        for place, leaf in enumerate(names, start=at):
            if not leaf:
                leaves.append(Box(0, 0, 0, 0, ()))
                continue
            lines = tuple(wrap(leaf, columns.row[1] - 2 * _PAD, _TITLE, most=2))
            leaves.append(Box(columns.row[0], offset + place * _TREE_PITCH, columns.row[1], _TREE_ROW, lines))
            paths.append(_across(stem.left + stem.width, _middle(stem), leaves[-1]))
        at += len(names)
    middle = height / 2
    paths += [_across(sum(columns.root), middle, stem) for stem in stems]
    return Unfolding(tuple(stems), tuple(leaves), tuple(paths), height, middle)


def _stem(name: str, top: float, rows: int, columns: Columns) -> Box:
    room = rows * _TREE_PITCH - (_TREE_PITCH - _TREE_ROW)
    most = min(4, int((room - 6) // _LEADING))
    lines = tuple(balanced(name, columns.stem[1] - 2 * _PAD, _TITLE, True, most))
    high = min(room, max(_LOWEST, len(lines) * _LEADING + 2 * _PAD))
    return Box(columns.stem[0], top + (room - high) / 2, columns.stem[1], high, lines)


def _middle(box: Box) -> float:
    return box.top + box.height / 2


def _across(start: float, y: float, box: Box) -> str:
    return f"M{start:.2f} {y:.2f}H{(start + box.left) / 2:.2f}V{_middle(box):.2f}H{box.left:.2f}"
