"""The flow of a build: what it gives back, and which pictures a document gets."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from plangen.errors import TemplateError, UsageError
from plangen.flows.build import BuildOptions, build_plan
from plangen.flows.check import CheckOptions, check_plan
from plangen.flows.explain import explain_code
from plangen.flows.packaged import packaged_templates
from plangen.plan.faults import FAULTS

LABELS = (packaged_templates() / "prc" / "es" / "labels.yaml").read_text("utf-8")
PLAN = "plan:\n  id: PRC-1\n  title: Plan\ncluster:\n  definition: |\n    Uno.\n"


def png() -> bytes:
    """A picture of one point."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", head),
            chunk(b"IDAT", zlib.compress(b"\0\0")),
            chunk(b"IEND", b""),
        )
    )


@pytest.fixture
def plan(tmp_path: Path) -> Callable[..., Path]:
    """A plan folder with a template of its own, `carta`, of one part."""

    def write(part: str = "# Carta\n\n{{ cluster.definition }}\n", text: str = PLAN) -> Path:
        folder = tmp_path / "plan"
        own = folder / "templates" / "carta"
        (own / "es").mkdir(parents=True)
        (folder / "plan.yaml").write_text(text, "utf-8")
        head = "id: carta\ntitle: {es: Carta}\nlanguages: [es]\nparts: [carta]\n"
        (own / "template.yaml").write_text(head, "utf-8")
        (own / "es" / "labels.yaml").write_text(LABELS, "utf-8")
        (own / "es" / "carta.md.j2").write_text(part, "utf-8")
        (own / "reference.docx").write_bytes((packaged_templates() / "prc" / "reference.docx").read_bytes())
        return folder

    return write


def test_a_build_tells_each_deliverable_its_template_and_whether_it_changed(
    plan: Callable[..., Path],
) -> None:
    folder = plan()
    first = build_plan(folder, BuildOptions(templates=("carta",)))
    again = build_plan(folder, BuildOptions(templates=("carta",)))
    assert [(one.path.name, one.template, one.changed) for one in first.deliverables] == [
        ("PRC-1-carta.md", "carta", True),
        ("PRC-1-carta.docx", "carta", True),
    ]
    assert [one.changed for one in again.deliverables] == [False, False]
    assert not first.failed


def test_the_deliverables_of_the_plan_are_built_each_once(plan: Callable[..., Path]) -> None:
    folder = plan(text=PLAN + "")
    (folder / "plan.yaml").write_text(
        PLAN.replace("  title: Plan\n", "  title: Plan\n  deliverables: [carta, carta]\n"), "utf-8"
    )
    built = build_plan(folder, BuildOptions(formats=("md",)))
    assert [one.path.name for one in built.deliverables] == ["PRC-1-carta.md"]


def test_a_plan_without_identity_is_named_after_its_folder(plan: Callable[..., Path]) -> None:
    folder = plan(text="cluster:\n  definition: Uno.\n")
    built = build_plan(folder, BuildOptions(formats=("md",), templates=("carta",)))
    assert [one.path.name for one in built.deliverables] == ["plan-carta.md"]


def test_errors_of_form_give_findings_and_no_deliverable(plan: Callable[..., Path]) -> None:
    built = build_plan(plan(text="plan:\n  id: PRC-1\n  titel: x\n"), BuildOptions(templates=("carta",)))
    assert [one.name for one in built.findings] == ["unknown-key"]
    assert built.deliverables == ()
    assert built.failed


def test_a_template_that_fails_names_its_part_and_line_and_ends_with_1(plan: Callable[..., Path]) -> None:
    folder = plan("# Carta\n\n{{ 1 // 0 }}\n")
    with pytest.raises(TemplateError) as raised:
        build_plan(folder, BuildOptions(templates=("carta",)))
    assert raised.value.exit_code == 1
    assert "carta.md.j2" in raised.value.params["template"]
    assert raised.value.params["line"] == "3"
    assert not list((folder / "build").glob("PRC-1*"))


def test_a_template_without_the_language_of_the_plan_is_wrong_use(plan: Callable[..., Path]) -> None:
    folder = plan(text=PLAN.replace("  title: Plan\n", "  title: Plan\n  language: en\n"))
    with pytest.raises(UsageError):
        build_plan(folder, BuildOptions(templates=("carta",)))


def test_a_template_of_another_folder_wins_over_all(plan: Callable[..., Path], tmp_path: Path) -> None:
    folder = plan()
    other = tmp_path / "casa" / "carta"
    (other / "es").mkdir(parents=True)
    for name in ("template.yaml", "es/labels.yaml"):
        (other / name).write_bytes((folder / "templates" / "carta" / name).read_bytes())
    (other / "es" / "carta.md.j2").write_text("# De la casa\n", "utf-8")
    options = BuildOptions(formats=("md",), templates=("carta",), template_folder=tmp_path / "casa")
    build_plan(folder, options)
    assert (folder / "build" / "PRC-1-carta.md").read_text("utf-8") == "# De la casa\n"


def with_picture(plan: Callable[..., Path], where: str) -> Path:
    return plan(text=PLAN.replace("    Uno.\n", f"    Uno.\n\n    ![Mapa del valle]({where})\n"))


def media(folder: Path) -> list[bytes]:
    with zipfile.ZipFile(folder / "build" / "PRC-1-carta.docx") as archive:
        return [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]


def test_a_picture_of_the_plan_is_in_the_word_file_and_linked_from_the_markdown(
    plan: Callable[..., Path],
) -> None:
    folder = with_picture(plan, "data/mapa.png")
    (folder / "data").mkdir()
    (folder / "data" / "mapa.png").write_bytes(png())
    built = build_plan(folder, BuildOptions(templates=("carta",), verify=True))
    assert not built.failed
    assert media(folder) == [png()]
    assert "![Mapa del valle](../data/mapa.png)" in (folder / "build" / "PRC-1-carta.md").read_text("utf-8")


@pytest.mark.parametrize("where", ["../secreto.png", "data/../../secreto.png"])
def test_no_picture_comes_from_outside_the_folder_of_the_plan(
    plan: Callable[..., Path], tmp_path: Path, where: str
) -> None:
    folder = with_picture(plan, where)
    (tmp_path / "secreto.png").write_bytes(png())
    build_plan(folder, BuildOptions(templates=("carta",)))
    if (folder / "build" / "PRC-1-carta.docx").exists():
        assert png() not in media(folder)


def test_no_picture_comes_through_a_link_to_the_outside(plan: Callable[..., Path], tmp_path: Path) -> None:
    folder = with_picture(plan, "mapa.png")
    (tmp_path / "secreto.png").write_bytes(png())
    try:
        (folder / "mapa.png").symlink_to(tmp_path / "secreto.png")
    except OSError:
        pytest.skip("links are not allowed here")
    build_plan(folder, BuildOptions(templates=("carta",)))
    if (folder / "build" / "PRC-1-carta.docx").exists():
        assert png() not in media(folder)


def test_findings_of_a_check_are_in_reading_order(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("vision:\n  zzz: 1\n  aaa: 2\n", "utf-8")
    (tmp_path / "a.yaml").write_text("plan:\n  id: PRC-1\n  titel: x\n", "utf-8")
    checked = check_plan(tmp_path, CheckOptions())
    places = [(one.span.source.name, one.span.line) for one in checked.findings if one.span]
    assert places == [("a.yaml", 3), ("b.yaml", 2), ("b.yaml", 3)]
    assert checked.failed


@pytest.mark.parametrize("fault", FAULTS.values(), ids=lambda fault: fault.code)
def test_every_code_is_explained_under_its_code_and_its_name(fault: object) -> None:
    assert fault in FAULTS.values()
    code, name = getattr(fault, "code", ""), getattr(fault, "name", "")
    assert explain_code(code) is explain_code(name) is explain_code(code.lower()) is fault


def test_a_wrong_code_is_wrong_use() -> None:
    with pytest.raises(UsageError):
        explain_code("P9999")
