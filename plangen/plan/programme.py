"""Programmes and their calls: data in folders, found on the search path."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from plangen.errors import UsageError


def find_call(call: str, roots: Sequence[Path]) -> str:
    """The id of the programme whose call `call` is (`programmes/<programme>/calls/<call>.yaml`).

    UsageError names the calls there are when none has this id.
    """
    known: set[str] = set()
    for root in roots:
        for file in sorted((root / "programmes").glob("*/calls/*.yaml")):
            if file.stem == call:
                return file.parent.parent.name
            known.add(file.stem)
    raise UsageError("no-call", call=call, known=", ".join(sorted(known)) or "–")
