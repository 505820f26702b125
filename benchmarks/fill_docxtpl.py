"""docxtpl, a yardstick: load ready pieces, fill a ready Word template, save."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from docxtpl import DocxTemplate


def fill(content: Path, template: Path, file: Path) -> None:
    """Fill `template` with the pieces in `content`."""
    document = DocxTemplate(str(template))
    document.render({"pieces": json.loads(content.read_text(encoding="utf-8"))}, autoescape=True)
    document.save(str(file))


if __name__ == "__main__":
    fill(*map(Path, sys.argv[1:4]))
