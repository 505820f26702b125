"""Circles of what waits for one another, or answers to one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


def circles(after: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """The circles of a graph, each from its first node in the order of `after`.

    Each circle found is closed by an edge of its own, so there are no more of them than edges; without all
    of those edges the graph has no circle. Every node that `after` leads to is a key of it.
    """
    place = {node: position for position, node in enumerate(after)}
    done: set[str] = set()
    for root in after:
        path: dict[str, Iterator[str]] = {} if root in done else {root: iter(after[root])}
        while path:
            node = next(reversed(path))
            following = next(path[node], None)
            if following is None:
                path.pop(node)
                done.add(node)
            elif following in path:
                trail = list(path)
                circle = trail[trail.index(following) :]
                first = circle.index(min(circle, key=place.__getitem__))
                yield (*circle[first:], *circle[:first])
            elif following not in done:
                path[following] = iter(after[following])
