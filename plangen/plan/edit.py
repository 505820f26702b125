"""Changing what stands in a source: edits that splice its text, so that comments and layout stay."""

from __future__ import annotations

from collections.abc import Iterable

from plangen.plan.nodes import Node, Scalar
from plangen.spans import Edit, Source, Span


def text_span(node: Node | None, value: str, start: int, end: int) -> Span | None:
    """Where characters `start` to `end` of a text stand in its source, whatever the quotes and indentation.

    None where they are not written there as they read: across lines, or with escapes.
    """
    if not isinstance(node, Scalar):
        return None
    written = value[start:end]
    at = node.start - 1
    for _ in range(value.count(written, 0, start) + 1):
        at = node.source.text.find(written, at + 1, node.end)
        if at < 0:
            return None
    return Span(node.source, at, at + len(written))


def apply_edits(source: Source, edits: Iterable[Edit]) -> str:
    """The text of a source after its edits; of edits that touch one another, the first alone."""
    text, last = source.text, -1
    chosen: list[Edit] = []
    for edit in sorted(edits, key=lambda one: (one.span.start, one.span.end)):
        if edit.span.source is source and edit.span.start >= last:
            chosen.append(edit)
            last = edit.span.end
    for edit in reversed(chosen):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text
