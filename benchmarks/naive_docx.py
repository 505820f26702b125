"""python-docx as its first page shows it, a yardstick: every cell asked for as `table.cell(row, column)`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from docx import Document

from benchmarks.pieces import Piece


def write_naively(pieces: Iterable[Piece], file: Path) -> None:
    """Write the pieces to a .docx."""
    document = Document()
    for piece in pieces:
        rows = piece["rows"]
        if rows:
            table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
            for at, row in enumerate(rows):
                for column, text in enumerate(row):
                    table.cell(at, column).text = text
        elif piece["kind"].startswith("h"):
            document.add_heading(piece["text"], int(piece["kind"][1:]))
        else:
            document.add_paragraph(piece["text"])
    document.save(str(file))


if __name__ == "__main__":
    write_naively(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), Path(sys.argv[2]))
