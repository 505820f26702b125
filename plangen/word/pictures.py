"""Pictures in a line: size from the file's own head, scaled to the room there is."""

from __future__ import annotations

from collections.abc import Mapping

from plangen.plan.images import pixel_size
from plangen.word.oxml import Drawing, inline_picture

HIGHEST = 110.0
"""Millimetres: a higher picture leaves half pages white."""

_MM_PER_PIXEL = 25.4 / 96
_EMU_PER_MM = 36_000


class Pictures:
    """Gives out drawings and remembers which image files the package must hold."""

    def __init__(self, images: Mapping[str, bytes]) -> None:
        self._images = images
        self._serial = 0
        self.used: dict[str, str] = {}
        """Relationship id by path of every picture that was written."""

    def inline(self, path: str, alternative: str, room: float) -> str:
        """The run with a picture at most `room` millimetres wide; "" where there is no such picture."""
        image = self._images.get(path)
        pixels = pixel_size(image) if image is not None else None
        if pixels is None:
            return ""
        width, height = fitted(pixels, room)
        self._serial += 1
        drawing = Drawing(self._serial, self._relationship(path), width, height, alternative)
        return inline_picture(drawing)

    def _relationship(self, path: str) -> str:
        return self.used.setdefault(path, f"rIdImage{len(self.used) + 1}")


def fitted(pixels: tuple[int, int], room: float) -> tuple[int, int]:
    """Width and height in EMU: within the room and 110 mm, never enlarged past 96 dpi."""
    wide, high = pixels
    width = wide * _MM_PER_PIXEL
    scale = min(1.0, room / width if room else 1.0, HIGHEST / (high * _MM_PER_PIXEL))
    width *= scale
    return max(1, round(width * _EMU_PER_MM)), max(1, round(width * high / wide * _EMU_PER_MM))
