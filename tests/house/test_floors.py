"""The house: imports go down only, each library has its door, files and functions stay readable."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "plangen"
FILES = sorted(PACKAGE.rglob("*.py"))

FLOORS = (
    ("__main__",),
    ("cli",),
    ("flows",),
    ("word", "reports"),
    ("checks", "changes", "document", "figures"),
    ("templating",),
    ("plan",),
    ("spans", "errors", "__init__"),
)
FLOOR = {name: len(FLOORS) - at for at, names in enumerate(FLOORS) for name in names}

DOORS = {
    "yaml": {"plan/source.py"},
    "pydantic": {"plan"},
    "pydantic_core": {"plan"},
    "jinja2": {"templating"},
    "markupsafe": {"templating"},
    "markdown_it": {"document"},
    "mdit_py_plugins": {"document"},
    "docx": {"word"},
    "lxml": {"word"},
    "click": {"cli"},
    "rapidfuzz": {"changes", "word/redline_align.py"},
    "filelock": {"flows"},
    "pypdf": {"flows/pdf_places.py"},
    "platformdirs": {"templating"},
    "vl_convert": {"figures/child.py"},
}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def unit_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else path.stem


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Every imported module of a file, type-only imports included, with its line."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno} relative import"
            yield str(node.module), node.lineno


def module_graph() -> dict[str, set[str]]:
    modules = {".".join(("plangen", *p.relative_to(PACKAGE).with_suffix("").parts)): p for p in FILES}
    modules = {name.removesuffix(".__init__"): path for name, path in modules.items()}
    return {
        name: {target for target, _ in imports(path) if target in modules and target != name}
        for name, path in modules.items()
    }


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_imports_go_down_only(path: Path) -> None:
    unit = unit_of(path)
    for module, line in imports(path):
        if not module.startswith("plangen."):
            continue
        other = module.split(".")[1]
        if other == unit:
            continue
        assert FLOOR[other] < FLOOR[unit], f"{name_of(path)}:{line} {unit} imports {other}"


def test_no_module_is_in_an_import_cycle() -> None:
    graph, done, path = module_graph(), set(), []

    def visit(module: str) -> None:
        assert module not in path, " → ".join([*path[path.index(module) :], module])
        if module in done:
            return
        path.append(module)
        for target in sorted(graph[module]):
            visit(target)
        path.pop()
        done.add(module)

    for module in sorted(graph):
        visit(module)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_each_library_is_used_behind_its_door(path: Path) -> None:
    for module, line in imports(path):
        doors = DOORS.get(module.split(".")[0])
        if doors is not None:
            assert {unit_of(path), name_of(path)} & doors, f"{name_of(path)}:{line} imports {module}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_files_and_functions_stay_readable(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 400, f"{name_of(path)} has {text.count(chr(10))} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 50, f"{name_of(path)}:{node.lineno} {node.name} has {length} lines"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_every_module_class_and_public_function_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree), f"{name_of(path)} has no docstring"
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{name_of(path)}:{node.lineno} {node.name}"
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and unit_of(path) != "cli":
            assert ast.get_docstring(node), f"{name_of(path)}:{node.lineno} {node.name}"


@pytest.mark.parametrize("path", [p for p in FILES if unit_of(p) != "cli"], ids=name_of)
def test_imports_stand_at_the_top_and_nothing_prints(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    for function in (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)):
        for node in ast.walk(function):
            assert not isinstance(node, ast.Import | ast.ImportFrom), f"{name_of(path)}:{node.lineno}"
    calls = (n for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name))
    assert not [f"{name_of(path)}:{n.lineno}" for n in calls if n.func.id == "print"]


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_module_keeps_state_that_can_change(path: Path) -> None:
    mutable = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
    for node in ast.parse(path.read_text("utf-8")).body:
        if not isinstance(node, ast.Assign | ast.AnnAssign) or not isinstance(node.value, mutable):
            continue
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        names = [t.id for t in targets if isinstance(t, ast.Name)]
        # a table written out is fine as long as its name says constant; nothing may fill it later
        assert all(n.isupper() or n.strip("_").isupper() or n == "__all__" for n in names), (
            f"{name_of(path)}:{node.lineno}"
        )
