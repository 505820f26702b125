"""Which Word document lends its styles: `--reference`, else the plan's `house_style`, else the template's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from plangen.errors import UsageError
from plangen.figures.palette import OWN, Palette
from plangen.plan.words import Words
from plangen.templating.template import Template, read_reference
from plangen.word.base import Base, open_base
from plangen.word.palette import read_palette

_NAMED = 6
"""Styles that a message names; the rest are counted."""


@dataclass(frozen=True)
class Reference:
    """A reference document; `client`: its file as the user gave it, "" for the template's own.

    `opened`: a client's document, which was opened to see whether it can be used.
    """

    template: Template
    client: str = ""
    content: bytes = b""
    opened: Base | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of our styles that a client's document lacks."""
        return self.opened.missing if self.opened else ()

    @property
    def left_out(self) -> tuple[str, ...]:
        """Pictures of a client's document that are not taken over."""
        return self.opened.furniture.left_out if self.opened else ()

    @cached_property
    def data(self) -> bytes:
        """The document. UsageError where the template lacks its own."""
        return self.content if self.client else read_reference(self.template)

    @cached_property
    def base(self) -> Base:
        """The document, opened. UsageError as `open_base` says."""
        return self.opened or open_base(self.data)

    @cached_property
    def palette(self) -> Palette:
        """The colours of figures that its styles give; ours where a template has no document."""
        return read_palette(self.data) if self.client or self.template.reference.is_file() else OWN

    @property
    def lacks(self) -> dict[str, str]:
        """What to say of the missing styles: `file`, `count` and some `names`."""
        return {"file": self.client, "count": str(len(self.missing)), "names": shorten(self.missing)}

    @property
    def leaves(self) -> dict[str, str]:
        """What to say of the pictures left out: `file` and `names`."""
        return {"file": self.client, "names": shorten(self.left_out)}


def find_reference(plan_folder: Path, house_style: str, option: Path | None, template: Template) -> Reference:
    """The reference document of a deliverable.

    UsageError names a client's file that is missing, cannot be read, or lies outside the plan's folder
    (`house_style` alone is held to it).
    """
    if option is not None:
        return _opened(option, option.as_posix(), template)
    if not house_style:
        return Reference(template)
    try:
        file = (plan_folder / house_style).resolve()
        inside = file.is_relative_to(plan_folder.resolve())
    except (OSError, ValueError) as error:
        raise UsageError("no-house-style", file=house_style) from error
    if not inside:
        raise UsageError("house-style-outside", file=house_style)
    return _opened(file, house_style, template)


def shorten(names: tuple[str, ...]) -> str:
    """The first names of a list, and an ellipsis for the rest."""
    shown = ", ".join(f"«{name}»" for name in names[:_NAMED])
    return shown + (" …" if len(names) > _NAMED else "")


def read_client(file: Path, shown: str) -> bytes:
    """The bytes of a client's document. UsageError with its name where it cannot be read."""
    try:
        return file.read_bytes()
    except (OSError, ValueError) as error:
        raise UsageError("no-house-style", file=shown) from error


def _opened(file: Path, shown: str, template: Template) -> Reference:
    content = read_client(file, shown)
    try:
        base = open_base(content)
    except UsageError as error:
        detail = Words(template.language).say(f"errors.{error.key}", **error.params)
        raise UsageError("unusable-house-style", file=shown, detail=detail) from error
    return Reference(template, shown, content, base)
