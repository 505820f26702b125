"""The Word template that docxtpl fills: a loop over pieces, a paragraph or a table for each kind."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentObject

from benchmarks.pieces import DEEPEST, Piece


def write_template(pieces: Iterable[Piece], file: Path) -> None:
    """Write the template with a table for each number of columns that `pieces` have, as a person would."""
    columns = sorted({len(piece["rows"][0]) for piece in pieces if piece["rows"]})
    document = Document()
    document.add_paragraph("{%p for piece in pieces %}")
    document.add_paragraph("{%p if piece.kind == 'text' %}")
    document.add_paragraph("{{ piece.text }}")
    for level in range(1, DEEPEST + 1):
        document.add_paragraph(f"{{%p elif piece.kind == 'h{level}' %}}")
        document.add_heading("{{ piece.text }}", level)
    for count in columns:
        document.add_paragraph(f"{{%p elif piece.kind == 't{count}' %}}")
        _add_table(document, count)
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    document.save(str(file))


def _add_table(document: DocumentObject, columns: int) -> None:
    """A row to open the loop, one to repeat, one to close it; docxtpl takes out the first and the last."""
    table = document.add_table(rows=3, cols=columns, style="Table Grid")
    table.rows[0].cells[0].text = "{%tr for row in piece.rows %}"
    for at, cell in enumerate(table.rows[1].cells):
        cell.text = f"{{{{ row[{at}] }}}}"
    table.rows[2].cells[0].text = "{%tr endfor %}"


if __name__ == "__main__":
    write_template(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), Path(sys.argv[2]))
