"""`plangen new`: a folder that checks and builds as it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from plangen.document.blocks import Block, Callout, Inline, ListBlock, Paragraph, Quote, Table, Text
from plangen.document.render import RenderOptions, render_document
from plangen.flows.packaged import packaged_templates
from plangen.flows.schema import schema_text
from plangen.plan.load import load_plan
from plangen.plan.model import Plan
from plangen.plan.words import Words
from plangen.templating.template import load_template

MODELINE = "# yaml-language-server: $schema=.plangen/schema.json"


@pytest.fixture
def folder(plangen: Callable[..., Any], tmp_path: Path) -> Path:
    """A new plan."""
    path = tmp_path / "mango"
    assert plangen("new", path).code == 0
    return path


def identity(folder: Path) -> dict[str, Any]:
    return yaml.safe_load((folder / "plan.yaml").read_text("utf-8"))["plan"]


def test_a_new_plan_has_every_part(folder: Path) -> None:
    keys: list[str] = []
    for file in folder.glob("*.yaml"):
        keys += yaml.safe_load(file.read_text("utf-8"))
    assert sorted(keys) == sorted(Plan.model_fields)


def test_every_file_begins_with_the_modeline_of_the_schema_beside_it(folder: Path) -> None:
    for file in folder.glob("*.yaml"):
        assert file.read_text("utf-8").split("\n")[0] == MODELINE, file.name
    assert (folder / ".plangen" / "schema.json").read_text("utf-8") == schema_text(Words("es"))


def test_git_ignores_the_word_files_and_the_lock_and_no_markdown(folder: Path) -> None:
    rules = (folder / ".gitignore").read_text("utf-8").splitlines()
    assert {"build/*.docx", ".plangen.lock"} <= set(rules)
    assert not any(rule.endswith(".md") or rule in {"build", "build/"} for rule in rules)


def test_it_names_each_file_that_it_wrote_and_what_to_do_next(
    plangen: Callable[..., Any],
    tmp_path: Path,
    snapshot: Callable[[Path], dict[str, bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = plangen("new", "planes/mango")
    assert ran.out == ""
    named = {line.removeprefix("Creado: ") for line in ran.err.splitlines() if line.startswith("Creado: ")}
    assert named == {f"planes/mango/{name}" for name in snapshot(tmp_path / "planes" / "mango")}
    assert "plangen check planes/mango" in ran.err


def test_the_advice_can_be_copied_when_the_folder_has_a_space(
    plangen: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert 'plangen check "mango de Piura"' in plangen("new", "mango de Piura").err


@pytest.mark.parametrize(
    ("name", "plan_id"),
    [
        ("mango-piura", "mango-piura"),
        ("Café de Ñandú", "cafe-de-nandu"),
        (unicodedata.normalize("NFD", "Café de Ñandú"), "cafe-de-nandu"),
        ("2 Mangos", "plan-2-mangos"),
        ("own", "plan-own"),
        ("日本", "plan"),
        ("(uno) & dos", "uno-dos"),
        ("v1.2_b", "v1.2_b"),
    ],
)
def test_the_id_comes_from_the_name_of_the_folder(
    plangen: Callable[..., Any], tmp_path: Path, name: str, plan_id: str
) -> None:
    assert plangen("new", tmp_path / name).code == 0
    assert identity(tmp_path / name)["id"] == plan_id
    assert load_plan(tmp_path / name).findings == ()


def test_a_call_fills_the_programme_and_the_call(plangen: Callable[..., Any], tmp_path: Path) -> None:
    assert plangen("new", tmp_path / "con", "--call", "pac-2019").code == 0
    assert plangen("new", tmp_path / "sin").code == 0
    assert (identity(tmp_path / "con")["programme"], identity(tmp_path / "con")["call"]) == (
        "pac",
        "pac-2019",
    )
    assert identity(tmp_path / "sin")["call"] is None


def test_a_call_of_ones_own_programme_is_found_beside_the_plan(
    plangen: Callable[..., Any], tmp_path: Path
) -> None:
    calls = tmp_path / "templates" / "programmes" / "regional" / "calls"
    calls.mkdir(parents=True)
    (calls / "regional-2026.yaml").write_text("id: regional-2026\n", "utf-8")
    assert plangen("new", tmp_path / "mango", "--call", "regional-2026").code == 0
    assert identity(tmp_path / "mango")["programme"] == "regional"


def test_an_unknown_call_is_refused_with_the_known_ones(plangen: Callable[..., Any], tmp_path: Path) -> None:
    ran = plangen("new", tmp_path / "mango", "--call", "pac-2091")
    assert ran.code == 2
    for known in ("pac-2091", "pac-2015", "pac-2017", "pac-2019"):
        assert known in ran.err
    assert not (tmp_path / "mango").exists()


def test_a_template_without_a_skeleton_is_refused(plangen: Callable[..., Any], tmp_path: Path) -> None:
    ran = plangen("new", tmp_path / "mango", "--template", "ninguna")
    assert (ran.code, "ninguna" in ran.err) == (2, True)
    assert not (tmp_path / "mango").exists()


@pytest.mark.parametrize("name", ["notas.yaml", "notas.yml", "NOTAS.YAML"])
def test_a_folder_with_yaml_is_left_as_it_is(
    plangen: Callable[..., Any], tmp_path: Path, snapshot: Callable[[Path], dict[str, bytes]], name: str
) -> None:
    (tmp_path / name).write_text("mio: sí\n", "utf-8")
    ran = plangen("new", tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "YAML" in ran.err
    assert snapshot(tmp_path) == {name: "mio: sí\n".encode()}


def test_what_else_lies_in_the_folder_stays(plangen: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("secretos/\n", "utf-8")
    (tmp_path / "acta.txt").write_text("acta\n", "utf-8")
    ran = plangen("new", tmp_path)
    assert ran.code == 0
    assert (tmp_path / ".gitignore").read_text("utf-8") == "secretos/\n"
    assert ".gitignore" not in ran.err
    assert (tmp_path / "acta.txt").read_text("utf-8") == "acta\n"


def test_a_file_in_the_place_of_the_folder_is_a_message(plangen: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "mango").write_text("x", "utf-8")
    for place in (tmp_path / "mango", tmp_path / "mango" / "dentro"):
        ran = plangen("new", place)
        assert ran.code == 2
        assert place.as_posix() in ran.err
        assert "YAML" not in ran.err
    assert (tmp_path / "mango").read_text("utf-8") == "x"


def test_a_new_plan_has_nothing_worse_than_notes_and_builds_both_formats(
    plangen: Callable[..., Any], folder: Path
) -> None:
    checked = plangen("check", folder)
    assert checked.code == 0
    assert "errores 0, advertencias 0" in checked.err
    built = plangen("build", folder, "--draft", "--verify")
    assert (built.code, built.out) == (0, "")
    assert {path.suffix for path in (folder / "build").glob("mango-prc.*")} == {".docx", ".md"}


_OPTIONAL = re.compile(r"( *)# ((?:- )?[a-z_]+:(?: .*)?)$")
_BELOW = re.compile(r"( *)# (  .*)$")


def _with_optional_fields(text: str) -> tuple[str, int]:
    """The text with `# ` taken off every optional field and what hangs from it, and how many there were."""
    lines, taken, indent = [], 0, ""
    for line in text.split("\n"):
        field = _OPTIONAL.match(line) if line != MODELINE else None
        below = _BELOW.match(line) if taken and indent is not None else None
        if field:
            indent, taken = field[1], taken + 1
            lines.append(field[1] + field[2])
        elif below and below[1] == indent:
            lines.append(below[1] + below[2])
        else:
            indent = "\0"
            lines.append(line)
    return "\n".join(lines), taken


def test_the_optional_fields_work_once_their_number_sign_is_taken_off(folder: Path) -> None:
    taken = 0
    for file in folder.glob("*.yaml"):
        text, count = _with_optional_fields(file.read_text("utf-8"))
        file.write_text(text, "utf-8")
        taken += count
    assert taken > 25
    assert [(one.name, one.path) for one in load_plan(folder).findings] == []


def _draft_blocks(folder: Path) -> tuple[Sequence[Block], tuple[str, ...]]:
    """The blocks of the draft of a plan, and the prefixes of the paths that it calls illustrative."""
    loaded = load_plan(folder).plan
    assert loaded is not None
    assert loaded.plan.plan is not None
    template = load_template("prc", "es", [packaged_templates()])
    document = render_document(loaded.index, template, RenderOptions(draft=True))
    named = [(loaded.index.named(name), name) for name in loaded.plan.plan.illustrative]
    return document.blocks, tuple(f"{item.path if item else name}/" for item, name in named)


def _lines(blocks: Sequence[Block]) -> Iterator[tuple[Sequence[Inline], str | None]]:
    """Every run of inlines: of prose with None, of a table with the text of its caption."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block.content, None
            case ListBlock():
                for item in block.items:
                    yield from _lines(item)
            case Quote() | Callout():
                yield from _lines(block.blocks)
            case Table(caption=caption):
                words = "" if caption is None else _text(caption.content)
                for row in (block.header, *block.rows):
                    for cell in row.cells:
                        yield from ((line, words) for line in cell.paragraphs)


def _text(inlines: Sequence[Inline]) -> str:
    return "".join(inline.text for inline in inlines if isinstance(inline, Text))


def test_every_figure_of_a_new_plan_is_illustrative_and_says_so(folder: Path) -> None:
    blocks, illustrative = _draft_blocks(folder)
    figures = 0
    for inlines, caption in _lines(blocks):
        for at, inline in enumerate(inlines):
            if not isinstance(inline, Text) or inline.origin is None or not inline.origin.figure:
                continue
            figures += 1
            assert any(f"{path}/".startswith(illustrative) for path in inline.origin.paths), inline
            if caption is None:
                assert _text(inlines[at + 1 : at + 2]).startswith("†"), inline
            elif caption and _text(inlines[at + 1 : at + 2])[:1] != "†":
                assert caption.endswith("(ilustrativo)"), (caption, inline)
    assert figures > 300
