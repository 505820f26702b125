"""The reference document for a client: ours written for them to edit, theirs examined."""

from __future__ import annotations

from pathlib import Path

from plangen.errors import UsageError
from plangen.flows.files import make_folder, write_whole
from plangen.flows.reference import read_client
from plangen.plan.words import Words
from plangen.word.base import make_base
from plangen.word.house_check import HouseReport, check_house

OWN_FILE = Path("estilo.docx")
"""Where ours is written when no file is named."""


def write_house_style(file: Path) -> bool:
    """Write our reference document; whether it was not there already.

    UsageError where another file stands in its place, OutputError where it cannot be written.
    """
    ours = make_base()
    if file.exists() and not (file.is_file() and file.read_bytes() == ours):
        raise UsageError("house-style-exists", file=file.as_posix())
    make_folder(file.parent)
    return write_whole(file, ours)


def check_house_style(file: Path, words: Words) -> HouseReport:
    """Examine a client's document. UsageError with its name where it cannot be used at all."""
    content = read_client(file, file.as_posix())
    try:
        return check_house(content)
    except UsageError as error:
        detail = words.say(f"errors.{error.key}", **error.params)
        raise UsageError("unusable-house-style", file=file.as_posix(), detail=detail) from error
