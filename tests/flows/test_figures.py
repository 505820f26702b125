"""Figures of a build: beside the Markdown, the same however they came, and tables where none can be drawn."""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from plangen.errors import TemplateError
from plangen.figures import draw as drawing
from plangen.flows.build import BuildOptions, build_plan
from plangen.flows.packaged import packaged_templates

LABELS = (packaged_templates() / "prc" / "es" / "labels.yaml").read_text("utf-8")
PART = """# Carta

{% for s in strategies %}
{% call caption("f-" ~ s.id|text) %}Estrategia {{ s.name }}{% endcall %}

{% call figure("bar", key=s.id|text, s=s) %}
Una barra. {{ heads("Estrategia", "Valor") }}{{ datum(s.name, 1) }}
{% endcall %}

{% endfor %}
"""
FIGURE = "width: 300\ndata: {values: [{v: {{ s.name }}, n: 1}]}\nmark: {type: bar, color: $ink}\nencoding:\n  x: {field: v, type: nominal}\n  y: {field: n, type: quantitative}\n"
ASKED = BuildOptions(templates=("carta",))


def names(*strategies: str) -> str:
    listed = "".join(f"  - id: EST-{at}\n    name: {name}\n" for at, name in enumerate(strategies, 1))
    return f"plan:\n  id: PRC-1\nstrategies:\n{listed}"


@pytest.fixture
def plan(tmp_path: Path) -> Callable[..., Path]:
    """A plan with a template of its own that draws a figure for each strategy."""

    def write(text: str = "", figure: str = FIGURE, part: str = PART) -> Path:
        folder = tmp_path / "plan"
        own = folder / "templates" / "carta"
        for inner in ("es", "figures"):
            (own / inner).mkdir(parents=True, exist_ok=True)
        (folder / "plan.yaml").write_text(text or names("Uno", "Dos"), "utf-8")
        head = "id: carta\ntitle: {es: Carta}\nlanguages: [es]\nparts: [carta]\n"
        (own / "template.yaml").write_text(head, "utf-8")
        (own / "es" / "labels.yaml").write_text(LABELS, "utf-8")
        (own / "es" / "carta.md.j2").write_text(part, "utf-8")
        (own / "figures" / "bar.yaml.j2").write_text(figure, "utf-8")
        (own / "reference.docx").write_bytes((packaged_templates() / "prc" / "reference.docx").read_bytes())
        return folder

    return write


def outputs(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted((folder / "build").rglob("*")) if path.is_file())
    return {p.relative_to(folder / "build").as_posix(): p.read_bytes() for p in files if p.suffix != ".lock"}


def test_figures_stand_beside_the_markdown_that_shows_them(plan: Callable[..., Path]) -> None:
    folder = plan()
    built = build_plan(folder, ASKED)
    files = outputs(folder)
    assert [name for name in files if name.endswith(".svg")] == [
        "figuras/carta-bar-est-1.svg",
        "figuras/carta-bar-est-2.svg",
    ]
    assert "](figuras/carta-bar-est-1.svg)" in files["PRC-1-carta.md"].decode()
    with zipfile.ZipFile(folder / "build" / "PRC-1-carta.docx") as archive:
        inside = [archive.read(name) for name in archive.namelist() if name.endswith(".svg")]
    assert sorted(inside) == sorted(content for name, content in files.items() if name.endswith(".svg"))
    assert built.notices == ()


def test_a_figure_that_is_shown_no_more_goes_and_others_stay(plan: Callable[..., Path]) -> None:
    folder = plan()
    build_plan(folder, ASKED)
    (folder / "build" / "figuras" / "mine.svg").write_text("<svg/>", "utf-8")
    (folder / "plan.yaml").write_text(names("Uno"), "utf-8")
    build_plan(folder, ASKED)
    left = [path.name for path in sorted((folder / "build" / "figuras").iterdir())]
    assert left == ["carta-bar-est-1.svg", "mine.svg"]


def test_kept_figures_give_the_same_files_as_fresh_ones(
    plan: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = plan()
    build_plan(folder, ASKED)
    cold = outputs(folder)
    for name in cold:
        (folder / "build" / name).unlink()
    monkeypatch.setattr(drawing, "_draw_in_child", None)  # nothing may be drawn again
    build_plan(folder, ASKED)
    assert outputs(folder) == cold


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="POSIX permissions")
def test_a_home_that_cannot_be_written_only_slows(
    plan: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = plan()
    build_plan(folder, ASKED)
    usual = outputs(folder)
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(stat.S_IRUSR | stat.S_IXUSR)
    (tmp_path / "file").write_text("", "utf-8")
    for place in (home / "cache", tmp_path / "file" / "cache"):
        monkeypatch.setenv("XDG_CACHE_HOME", str(place))
        for name in usual:
            (folder / "build" / name).unlink()
        build_plan(folder, ASKED)
        assert outputs(folder) == usual


def test_without_the_renderer_tables_stand_in_with_one_notice(
    plan: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "renderer_version", lambda: "")
    folder = plan()
    built = build_plan(folder, ASKED)
    text = outputs(folder)["PRC-1-carta.md"].decode()
    assert [notice.key for notice in built.notices] == ["figures-not-drawn"]
    assert not built.failed
    assert "figuras/" not in text
    assert text.count("| Estrategia | Valor |") == 2
    assert text.count("**Figura") == 2


def test_the_check_sees_a_figure_that_is_old_or_gone(plan: Callable[..., Path]) -> None:
    folder = plan()
    build_plan(folder, ASKED)
    check = BuildOptions(templates=("carta",), check=True)
    assert not build_plan(folder, check).failed
    figure = folder / "build" / "figuras" / "carta-bar-est-1.svg"
    whole = figure.read_bytes()
    figure.write_bytes(whole.replace(b"\n", b"\r\n"))
    assert not build_plan(folder, check).failed
    figure.write_bytes(whole.replace(b"<svg", b"<svg "))
    assert build_plan(folder, check).failed
    figure.unlink()
    assert build_plan(folder, check).failed


def test_where_nothing_can_be_drawn_the_check_judges_the_words(
    plan: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = plan()
    build_plan(folder, ASKED)
    monkeypatch.setattr(drawing, "renderer_version", lambda: "")
    check = BuildOptions(templates=("carta",), check=True)
    assert not build_plan(folder, check).failed
    (folder / "plan.yaml").write_text(names("Uno", "Tres"), "utf-8")
    assert build_plan(folder, check).failed


def test_a_figure_that_does_not_work_leaves_the_old_outputs(plan: Callable[..., Path]) -> None:
    folder = plan()
    build_plan(folder, ASKED)
    before = outputs(folder)
    plan(text=names("Otro"), figure="mark: {{ s.nothing }}\n")
    with pytest.raises(TemplateError) as caught:
        build_plan(folder, ASKED)
    assert caught.value.params["template"] == "bar.yaml.j2"
    assert outputs(folder) == before
