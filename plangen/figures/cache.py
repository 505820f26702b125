"""Drawings kept by what they were drawn from: a kept one is the very bytes of a fresh one, or is not used."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final

_DIGEST: Final = 32
_LENGTH: Final = 8
_ROOM: Final = 256 * 1024 * 1024
"""Bytes that the folder may hold before the oldest drawings go."""


@dataclass(frozen=True, slots=True)
class FigureCache:
    """Drawings in `folder`; None keeps nothing. What cannot be read or written only costs time."""

    folder: Path | None

    @staticmethod
    def key(*parts: str) -> str:
        """The name of what is drawn from `parts`."""
        digest = blake2b(digest_size=_DIGEST)
        for part in parts:
            content = part.encode("utf-8")
            digest.update(len(content).to_bytes(_LENGTH, "big"))
            digest.update(content)
        return digest.hexdigest()

    def read(self, key: str) -> tuple[bytes, bytes] | None:
        """SVG and PNG kept under `key`; None where there are none or they are damaged."""
        if self.folder is None:
            return None
        try:
            content = (self.folder / key).read_bytes()
        except OSError:
            return None
        digest, body = content[:_DIGEST], content[_DIGEST:]
        if blake2b(body, digest_size=_DIGEST).digest() != digest:
            return None
        end = _LENGTH + int.from_bytes(body[:_LENGTH], "big")
        return body[_LENGTH:end], body[end:]

    def write(self, key: str, drawing: tuple[bytes, bytes]) -> None:
        """Keep SVG and PNG under `key`, whole or not at all."""
        if self.folder is None:
            return
        svg, png = drawing
        body = len(svg).to_bytes(_LENGTH, "big") + svg + png
        with suppress(OSError):
            handle, name = tempfile.mkstemp(dir=self.folder, prefix="new-")
            with os.fdopen(handle, "wb") as file:
                file.write(blake2b(body, digest_size=_DIGEST).digest() + body)
            Path(name).replace(self.folder / key)

    def trim(self, room: int = _ROOM) -> None:
        """Let the oldest drawings go until the folder holds at most `room` bytes."""
        if self.folder is None:
            return
        with suppress(OSError):
            kept = [(file.stat(), file) for file in self.folder.iterdir() if file.is_file()]
            size = sum(stat.st_size for stat, _ in kept)
            for stat, file in sorted(kept, key=lambda each: each[0].st_mtime):
                if size <= room:
                    break
                file.unlink(missing_ok=True)
                size -= stat.st_size
