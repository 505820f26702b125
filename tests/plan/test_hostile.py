"""No input whatsoever gives a traceback, hangs, or is reported outside its own text."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plangen.plan.faults import MAX_FINDINGS
from plangen.plan.load import Loaded, load_plan
from plangen.plan.source import MAX_EVENTS

PlanWriter = Callable[[Mapping[str, str | bytes]], Path]

FILES: Mapping[str, str] = {
    "plan.yaml": (
        "plan:\n  id: PRC-CAFE\n  title: 'Café'\n  acronyms: {file: data/siglas.csv}\n"
        "vision:\n  why: {file: narrative/vision.md}\n  options:\n    - {id: OPC-1, scores: {CRI-1: 4}}\n"
        "  criteria: [{id: CRI-1, weight: 100}]\n"
    ),
    "resto.yaml": (
        "# resto\nstrategies:\n  - id: EST-1\n    name: Calidad\n    objective: |\n      Subir [[DAT-1]] y [@FTE-1].\n"
        '    owner: ORG-1\nmanagement:\n  bodies: [{id: ORG-1, name: "Asamblea"}]\n'
        "facts: {file: data/datos.csv}\nsources:\n  - {id: FTE-1, title: Anuario}\n"
    ),
    "data/siglas.csv": 'short;long\nCITE;"Centro; de innovación"\n',
    "data/datos.csv": "id,label,value\nDAT-1,Taza,84.5\n",
    "narrative/vision.md": "Porque [[EST-1]] cuesta [[EST-1.cost]].\n",
}
BITS = [
    *"[]{}'\"#!>%@`,~\\\r\n\t;|=Ñ\x00\ufeff\u2028\U000f0000",
    *(": ", "- ", "  ", "? ", "&a", "*a", "<<: ", "---\n", "...\n", "\\x00", "\\ud800", "[[", "]]", "[@"),
    *("e\u0301", "{file: ", "../", "id: EST-1\n", "9" * 40),
]


def sound(loaded: Loaded) -> None:
    for one in loaded.findings:
        assert one.span is not None
        assert 0 <= one.span.start <= one.span.end <= len(one.span.source.text)
        for other in one.related:
            assert 0 <= other.span.start <= other.span.end <= len(other.span.source.text)
        line = one.span.line
        assert one.span.column >= 1
        assert one.span.source.line(line) is not None


def loads(files: Mapping[str, bytes]) -> Loaded:
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        return load_plan(Path(folder))


def test_the_plan_that_the_fuzzing_starts_from_is_sound() -> None:
    loaded = loads({name: text.encode() for name, text in FILES.items()})
    assert loaded.findings == ()
    assert loaded.plan is not None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_changed_plan_is_loaded_or_told_what_is_wrong_with_it(data: st.DataObject) -> None:
    files = dict(FILES)
    for _ in range(data.draw(st.integers(1, 4))):
        name = data.draw(st.sampled_from(sorted(files)))
        text = files[name]
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 12)))
        files[name] = text[:start] + data.draw(st.sampled_from(["", *BITS])) + text[end:]
    sound(loads({name: text.encode("utf-8", "surrogatepass") for name, text in files.items()}))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(FILES)), st.binary(max_size=200), st.integers(0, 400))
def test_bytes_of_any_sort_in_any_file_are_told(name: str, data: bytes, at: int) -> None:
    files = {other: text.encode() for other, text in FILES.items()}
    files[name] = files[name][:at] + data + files[name][at:]
    sound(loads(files))
    sound(loads({"plan.yaml": data}))


KEYS = [
    "plan",
    "cluster",
    "actors",
    "id",
    "file",
    "own",
    "[key]",
    "ñ",
    "targets",
    "2027",
    "strategies",
    "a/b~c",
]
VALUES = st.recursive(
    st.sampled_from(["~", "''", "x", "EST-1", "1e5", "[[EST-1]]", "{file: x.md}", "2026-13", "'a\n\n  b'"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: "[" + ", ".join(items) + "]")
        | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3).map(
            lambda entries: "{" + ", ".join(f'"{key}": {value}' for key, value in entries.items()) + "}"
        )
    ),
    max_leaves=8,
)
PARTS = ["plan", "cluster", "segmentation", "industry", "benchmark", "vision", "strategies", "management"]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(st.sampled_from([*PARTS, "action_plan", "indicators", "facts", "x"]), VALUES, max_size=4)
)
def test_any_tree_under_any_key_is_told(parts: Mapping[str, str]) -> None:
    sound(loads({"plan.yaml": "".join(f"{key}: {value}\n" for key, value in parts.items()).encode()}))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("x: " + "[" * 1_000_000, {"nested-too-deep", "unknown-key"}),
        ("- " * 3000, {"nested-too-deep", "expected-mapping"}),
        ("".join(" " * n + "-\n" for n in range(3000)), {"nested-too-deep", "expected-mapping"}),
        ("{a: " * 3000, {"nested-too-deep", "unknown-key"}),
        ("plan: {id: X}\nx: [" + "a," * MAX_EVENTS + "]\n", {"too-many-values"}),
        ("%TAG !a! x\n" * 200_000 + "---\nplan: {id: X}\n", {"yaml-directive"}),
        ("plan: {id: X}\n...\n" + " " * 1_000_000 + "x", {"many-documents"}),
        ("\tx\n" * 200_000, {"tab-indentation"}),
        ("a: '" + "''" * 200_000, {"unclosed-quote"}),
        ('plan: {id: "' + "\\ud800" * 50_000 + '"}\n', {"control-character", "too-many-faults"}),
        ("plan: {id: X}\nfacts:\n" + "- {id: D}\n" * 3000, {"duplicate-id", "too-many-faults"}),
        ("plan: {id: X}\ncluster: {definition: '[[" + "a." * 200_000 + "]]'}\n", {"broken-mention"}),
        ("strategies:\n- {id: " + "E." * 100_000 + "E}\n- {id: E}\n", set[str]()),
        ("facts:\n- {id: D, value: " + "9" * 1_000_000 + "}\n", {"number-too-long"}),
        ("facts:\n- {id: D, value: 1e+" + "9" * 100 + "}\n", {"expected-number"}),
    ],
    ids=lambda value: repr(value[:20]) if isinstance(value, str) else "",
)
def test_large_attacks_end_in_a_few_findings(write_plan: PlanWriter, text: str, names: set[str]) -> None:
    loaded = load_plan(write_plan({"plan.yaml": text}))
    sound(loaded)
    assert names <= {one.name for one in loaded.findings}
    assert len(loaded.findings) <= 3 * MAX_FINDINGS + 10


def test_aliases_are_never_followed(write_plan: PlanWriter) -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
    loaded = load_plan(write_plan({"plan.yaml": "plan: &p {id: X, period: *p}\n" + bomb}))
    assert sum(one.name == "yaml-alias" for one in loaded.findings) == 1 + 1 + 40 + 2 * 39
    assert loaded.plan is None


def test_a_small_stack_is_enough(write_plan: PlanWriter) -> None:
    """Windows gives a thread 1 MB; recursion of libyaml's composer would kill the process."""
    deep = "[" * 47 + "x" + "]" * 47
    folder = write_plan(
        {"plan.yaml": f"plan: {{id: X}}\ncluster: {{codes: {deep}}}\nfoo: {'{a: ' * 45}x{'}' * 45}\n"}
    )
    before = threading.stack_size(256 * 1024)
    try:
        results: list[Loaded] = []
        thread = threading.Thread(target=lambda: results.append(load_plan(folder)))
        thread.start()
        thread.join()
    finally:
        threading.stack_size(before)
    assert {one.name for one in results[0].findings} == {"unquoted-brackets", "unknown-key"}


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders, no such permissions")
def test_pipes_and_forbidden_files_are_findings(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    (tmp_path / "b.yaml").mkdir()
    (tmp_path / "c.yaml").write_text("vision: {why: {file: a.yaml}}\n", "utf-8")
    (tmp_path / "d.yaml").symlink_to(tmp_path / "nada")
    loaded = load_plan(tmp_path)
    assert [(one.name, one.span and one.span.source.name) for one in loaded.findings] == [
        ("unreadable-file", "a.yaml"),
        ("unreadable-file", "b.yaml"),
        ("unreadable-file", "c.yaml"),
        ("missing-file", "d.yaml"),
    ]
