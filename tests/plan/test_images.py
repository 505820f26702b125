"""Pictures in prose: there, inside the folder, PNG or JPEG, of a sensible size."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from plangen.plan.images import pixel_size
from plangen.plan.load import load_plan


def png(width: int = 2, height: int = 2) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))


def plan(folder: Path, prose: str) -> Path:
    (folder / "plan.yaml").write_text(f"plan: {{id: P}}\ncluster:\n  definition: |\n    {prose}\n", "utf-8")
    (folder / "fotos").mkdir(exist_ok=True)
    (folder / "fotos" / "a b.png").write_bytes(png())
    (folder / "fotos" / "grande.png").write_bytes(png(10_000, 10_000))
    (folder / "fotos" / "texto.png").write_bytes(b"no soy una imagen")
    return folder


@pytest.mark.parametrize(
    ("prose", "name"),
    [
        ("![x](fotos/no.png)", "missing-picture"),
        ("![x](../plan.png)", "missing-picture"),
        ("![x](https://example.org/x.png)", "missing-picture"),
        ("![x](C:/fotos/x.png)", "missing-picture"),
        ("![x](fotos/texto.png)", "unknown-picture"),
        ("![x](fotos/grande.png)", "picture-too-large"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_found_at_its_path(tmp_path: Path, prose: str, name: str) -> None:
    (found,) = load_plan(plan(tmp_path, f"Texto {prose} más.")).findings
    assert found.name == name
    assert found.span is not None
    shown = found.span.source.text[found.span.start : found.span.end]
    assert shown == found.params["value"]
    assert found.path == "cluster/definition"


@pytest.mark.parametrize("prose", ["![x](<fotos/a b.png>)", "`![x](no.png)`", "sin imagen"])
def test_a_picture_that_is_there_and_text_about_one_are_fine(tmp_path: Path, prose: str) -> None:
    assert load_plan(plan(tmp_path, prose)).findings == ()


def test_a_path_counts_from_the_file_it_is_written_in(tmp_path: Path) -> None:
    folder = plan(tmp_path, "x")
    (folder / "narrative").mkdir()
    (folder / "narrative" / "texto.md").write_text("![x](../fotos/grande.png)\n", "utf-8")
    (folder / "plan.yaml").write_text(
        "plan: {id: P}\ncluster:\n  definition: {file: narrative/texto.md}\n", "utf-8"
    )
    (found,) = load_plan(folder).findings
    assert found.name == "picture-too-large"
    assert found.span is not None
    assert (found.span.source.name, found.span.line) == ("narrative/texto.md", 1)


def test_sizes_are_read_from_the_first_bytes() -> None:
    frame = b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", 30, 40) + b"\x00" * 10
    assert pixel_size(png(7, 9)) == (7, 9)
    assert pixel_size(b"\xff\xd8\xff\xe0\x00\x04ab" + frame) == (40, 30)
    assert pixel_size(b"\xff\xd8") is None
    assert pixel_size(b"GIF89a") is None
