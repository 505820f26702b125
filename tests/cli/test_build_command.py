"""`plangen build`: what it writes, when it does not, and what is whole after anything that goes wrong."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plangen.flows.packaged import packaged_templates

Contents = Callable[[Path], dict[str, bytes]]
MARKDOWN, WORD = "mango-prc.md", "mango-prc.docx"
OLD_NAME, NEW_NAME = "cluster_name: Clúster de ejemplo", "cluster_name: Clúster del mango"
AS_ROOT = getattr(os, "geteuid", lambda: 0)() == 0


def rename(folder: Path, old: str = OLD_NAME, new: str = NEW_NAME) -> None:
    """Change a value of the plan."""
    text = (folder / "plan.yaml").read_text("utf-8")
    assert old in text
    (folder / "plan.yaml").write_text(text.replace(old, new), "utf-8")


def breaks(folder: Path) -> None:
    """Give the plan an error of form."""
    rename(folder, "  cluster_name:", "  clúster_name:")


def times(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("mango-prc.*")}


def test_a_build_leaves_both_formats_in_the_build_folder_and_nothing_else(built: Path) -> None:
    names = sorted(path.name for path in (built / "build").iterdir() if path.name != ".plangen.lock")
    assert names == ["figuras", WORD, MARKDOWN]
    assert {path.suffix for path in (built / "build" / "figuras").iterdir()} == {".svg"}
    assert (built / "build" / WORD).read_bytes()[:4] == b"PK\x03\x04"
    text = (built / "build" / MARKDOWN).read_bytes()
    assert b"\r" not in text
    assert "# Plan de Reforzamiento de la Competitividad" in text.decode("utf-8")


def test_a_second_build_says_unchanged_and_rewrites_nothing(plangen: Callable[..., Any], built: Path) -> None:
    before = times(built / "build")
    ran = plangen("build", built)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.count("Sin cambios: ") == 2
    assert "Escrito" not in ran.err
    assert times(built / "build") == before


def test_a_changed_value_rewrites_both_formats_and_says_so(plangen: Callable[..., Any], built: Path) -> None:
    before = times(built / "build")
    rename(built)
    ran = plangen("build", built)
    assert (ran.code, ran.err.count("Escrito: ")) == (0, 2)
    assert "Clúster del mango" in (built / "build" / MARKDOWN).read_text("utf-8")
    assert not before.items() & times(built / "build").items()


@pytest.mark.parametrize(("formats", "written"), [("md", [MARKDOWN]), ("docx", [WORD])])
def test_only_the_formats_that_were_asked_for_are_written(
    plangen: Callable[..., Any], fresh: Path, formats: str, written: list[str]
) -> None:
    assert plangen("build", fresh, "--to", formats).code == 0
    assert sorted(times(fresh / "build")) == written


def test_out_gets_one_folder_per_plan_and_the_plan_folder_none(
    plangen: Callable[..., Any], fresh: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copytree(fresh, tmp_path / "otra-carpeta"))
    rename(other, "id: mango", "id: palta")
    ran = plangen("build", fresh, other, "--out", tmp_path / "salida", "--to", "md")
    assert ran.code == 0
    files = sorted(path.relative_to(tmp_path / "salida").as_posix() for path in tmp_path.rglob("*-prc.md"))
    assert files == ["mango/mango-prc.md", "palta/palta-prc.md"]
    assert not (fresh / "build").exists()


def test_an_unknown_template_ends_with_2_and_leaves_the_outputs(
    plangen: Callable[..., Any], built: Path, snapshot: Contents
) -> None:
    before = snapshot(built)
    ran = plangen("build", built, "--template", "ninguna")
    assert (ran.code, ran.out) == (2, "")
    assert "ninguna" in ran.err
    assert snapshot(built) == before


def test_an_own_template_beside_the_plan_is_built_by_its_id(plangen: Callable[..., Any], fresh: Path) -> None:
    own = fresh / "templates" / "carta"
    (own / "es").mkdir(parents=True)
    (own / "template.yaml").write_text(
        "id: carta\ntitle: {es: Carta}\nlanguages: [es]\nparts: [carta]\n", "utf-8"
    )
    shutil.copy(packaged_templates() / "prc" / "es" / "labels.yaml", own / "es")
    (own / "es" / "carta.md.j2").write_text("# Carta\n\nDe {{ plan.cluster_name }}.\n", "utf-8")
    ran = plangen("build", fresh, "--template", "carta", "--to", "md")
    assert ran.code == 0, ran.err
    assert "De Clúster de ejemplo." in (fresh / "build" / "mango-carta.md").read_text("utf-8")


@pytest.mark.parametrize("options", [(), ("--draft",), ("--check",)])
def test_errors_of_form_stop_a_build_and_leave_the_old_outputs(
    plangen: Callable[..., Any], built: Path, snapshot: Contents, options: tuple[str, ...]
) -> None:
    breaks(built)
    before = snapshot(built)
    ran = plangen("build", built, *options)
    assert ran.code == 1
    assert "P035" in ran.out
    assert "No se construyó" in ran.err
    assert snapshot(built) == before


def test_warnings_do_not_stop_a_build(plangen: Callable[..., Any], fresh: Path) -> None:
    (fresh / "notas.yml").write_text("nada: sí\n", "utf-8")
    ran = plangen("build", fresh, "--to", "md")
    assert ran.code == 0
    assert "P008" in ran.out
    assert (fresh / "build" / MARKDOWN).is_file()


def test_several_plans_end_with_the_worst_and_the_sound_ones_are_built(
    plangen: Callable[..., Any], fresh: Path, tmp_path: Path
) -> None:
    bad = Path(shutil.copytree(fresh, tmp_path / "malo"))
    breaks(bad)
    assert plangen("build", bad, fresh, "--to", "md").code == 1
    assert (fresh / "build" / MARKDOWN).is_file()
    assert plangen("build", tmp_path / "nada", bad, "--to", "md").code == 2


def test_the_check_passes_after_a_build_and_fails_after_a_change(
    plangen: Callable[..., Any], built: Path, snapshot: Contents
) -> None:
    ran = plangen("build", built, "--check")
    assert (ran.code, ran.out) == (0, "")
    assert "Al día: " in ran.err
    rename(built)
    before = snapshot(built)
    ran = plangen("build", built, "--check")
    assert ran.code == 1
    assert "Desactualizado: " in ran.err
    assert snapshot(built) == before


def test_the_check_fails_and_writes_nothing_where_nothing_was_built(
    plangen: Callable[..., Any], fresh: Path
) -> None:
    assert plangen("build", fresh, "--check").code == 1
    assert not (fresh / "build").exists()


def test_a_checkout_with_windows_line_ends_is_fresh(plangen: Callable[..., Any], built: Path) -> None:
    texts = [*built.glob("*.yaml"), built / "build" / MARKDOWN]
    for file in texts:
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    ran = plangen("build", built, "--check")
    assert (ran.code, ran.out) == (0, "")


def test_a_draft_is_marked_in_both_formats(
    plangen: Callable[..., Any], built: Path, tmp_path: Path, word_text: Callable[[bytes], str]
) -> None:
    ran = plangen("build", built, "--draft", "--out", tmp_path / "salida")
    assert ran.code == 0
    draft, final = tmp_path / "salida" / "mango", built / "build"
    assert (draft / MARKDOWN).read_text("utf-8").count("BORRADOR") > 0
    assert "BORRADOR" not in (final / MARKDOWN).read_text("utf-8")
    assert "BORRADOR" in word_text((draft / WORD).read_bytes())
    assert "BORRADOR" not in word_text((final / WORD).read_bytes())


@pytest.mark.skipif(AS_ROOT, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_ends_with_2(
    plangen: Callable[..., Any], built: Path, snapshot: Contents
) -> None:
    rename(built)
    before = snapshot(built)
    (built / "build").chmod(0o500)
    try:
        ran = plangen("build", built)
    finally:
        (built / "build").chmod(0o700)
    assert ran.code == 2
    assert "No se puede escribir" in ran.err
    assert snapshot(built) == before


@pytest.mark.parametrize("place", ["build", f"build/{MARKDOWN}"])
def test_what_stands_in_the_place_of_an_output_ends_with_2(
    plangen: Callable[..., Any], fresh: Path, place: str
) -> None:
    if place == "build":
        (fresh / place).write_text("x", "utf-8")
    else:
        (fresh / place).mkdir(parents=True)
    ran = plangen("build", fresh)
    assert (ran.code, ran.out) == (2, "")
    assert f"mango/{place}" in ran.err
    assert not list(fresh.rglob("*.tmp"))


def test_a_file_open_elsewhere_ends_with_2_and_stays_whole(
    plangen: Callable[..., Any], built: Path, snapshot: Contents, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if Path(target).suffix == ".docx":
            raise PermissionError(13, "open in Word")
        return replace(self, target)

    rename(built)
    before = snapshot(built)
    monkeypatch.setattr(Path, "replace", refuse)
    ran = plangen("build", built)
    assert ran.code == 2
    assert "Word" in ran.err
    assert WORD in ran.err
    after = snapshot(built)
    assert after.keys() == before.keys()
    assert after[f"build/{WORD}"] == before[f"build/{WORD}"]


def test_a_build_that_is_interrupted_leaves_the_old_files(
    plangen: Callable[..., Any], built: Path, snapshot: Contents, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(descriptor: int) -> None:
        raise KeyboardInterrupt

    rename(built)
    before = snapshot(built)
    monkeypatch.setattr(os, "fsync", interrupt)
    assert plangen("build", built).code == 130
    assert snapshot(built) == before


_DIE_BEFORE_REPLACING = """\
import os, sys
from pathlib import Path
from plangen.cli.main import run
Path.replace = lambda self, target: os._exit(9)
run(["build", sys.argv[1]])
"""


def test_a_build_that_is_killed_tears_no_file_and_the_next_one_goes_on(
    plangen: Callable[..., Any], process: Callable[..., Any], built: Path, snapshot: Contents
) -> None:
    rename(built)
    before = snapshot(built)
    assert process(built, script=_DIE_BEFORE_REPLACING).returncode == 9
    after = snapshot(built)
    assert {name: after[name] for name in before} == before
    left = after.keys() - before.keys()
    assert all(Path(name).name.startswith(".") and name.endswith(".tmp") for name in left)
    assert plangen("build", built, "--to", "md").code == 0
    assert "Clúster del mango" in (built / "build" / MARKDOWN).read_text("utf-8")


def test_python_m_plangen_builds_and_names_what_it_wrote_with_slashes(
    process: Callable[..., subprocess.CompletedProcess[bytes]], fresh: Path
) -> None:
    ended = process("build", fresh.name, "--to", "md", cwd=fresh.parent)
    assert (ended.returncode, ended.stdout) == (0, b"")
    written, left = ended.stderr.decode("utf-8").splitlines()
    assert written == "Escrito: mango/build/mango-prc.md"
    assert left.startswith("mango: quedan abiertos 0 errores, 0 advertencias y ")
    assert left.endswith(" notas; véalos con «plangen check mango».")
