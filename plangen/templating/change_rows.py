"""How a template weighs changes between two versions: `changes:` in its `template.yaml`, row by row."""

from __future__ import annotations

from dataclasses import dataclass, fields

from plangen.errors import TemplateError
from plangen.plan.nodes import Mapping, Node, Scalar, Sequence


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What changes at `path` are: of the kind `code` (a code or name), of the grade `grade`; empty, as ever.

    `file` and `line` are where the row stands. Whether such a path, code or grade exists is not known here.
    """

    file: str
    line: str
    path: str
    operation: str = ""
    code: str = ""
    grade: str = ""


_KEYS = tuple(one.name for one in fields(ChangeRow))[2:]


def read_change_rows(node: Node | None, file: str) -> tuple[ChangeRow, ...]:
    """The rows of a list. TemplateError with the line of what is no row, has an unknown key or no path."""
    if node is None or (isinstance(node, Scalar) and node.value is None):
        return ()
    if not isinstance(node, Sequence):
        raise _wrong(node, file, "changes", "")
    return tuple(_row(item, file) for item in node.items)


def _row(node: Node, file: str) -> ChangeRow:
    if not isinstance(node, Mapping):
        raise _wrong(node, file, "changes", "")
    typed: dict[str, str] = {}
    for key, entry in node.entries.items():
        value = entry.value.value if isinstance(entry.value, Scalar) else None
        if key not in _KEYS or value is None:
            raise _wrong(entry.key, file, key, value or "")
        typed[key] = value
    if "path" not in typed or not typed.keys() & {"code", "grade"}:
        raise _wrong(node, file, "path, code, grade", "")
    return ChangeRow(file, str(node.span.line), **typed)


def _wrong(node: Node, file: str, field: str, value: str) -> TemplateError:
    return TemplateError("template-change", template=file, line=str(node.span.line), field=field, value=value)
