"""Pictures of a document: size from the file's own head, scaled to the room there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from plangen.document.blocks import Drawing as Drawn
from plangen.plan.images import pixel_size
from plangen.word.drawingml import Drawing, inline_picture, page_picture

HIGHEST = 110.0
"""Millimetres: a higher picture leaves half pages white."""

HIGHEST_COVER = 124.0
"""Millimetres: the cover of a Letter page as wide as it, still above the words below."""

_MM_PER_PIXEL = 25.4 / 96
_EMU_PER_MM = 36_000


class Pictures:
    """Gives out drawings and remembers which image files the package must hold.

    `images` are files of the plan, `drawings` figures of the template, each by its path.
    """

    def __init__(self, images: Mapping[str, bytes], drawings: Mapping[str, Drawn] | None = None) -> None:
        self._images = images
        self._drawings = drawings or {}
        self._serial = 0
        self._names: dict[tuple[str, str], str] = {}
        self.media: dict[str, bytes] = {}
        """Content of every picture that was written, by relationship id."""

    def inline(self, path: str, alternative: str, room: float, drawn: bool = False) -> str:
        """The run with a picture at most `room` millimetres wide; "" where there is no such picture."""
        size = self._drawn_size(path) if drawn else self._size(path)
        if size is None:
            return ""
        return inline_picture(self._drawing(path, fitted(size, room), alternative, drawn))

    def cover(self, path: str, client: bytes, page: float) -> str:
        """The decoration of the first page, `page` millimetres wide; "" where there is none.

        A picture of the `client`'s document takes the place of the drawn one; its foot is cut off where it
        would reach the text.
        """
        if client:
            self._images = {**self._images, path: client}
        size = self._size(path) if client else self._drawn_size(path)
        if size is None:
            return ""
        whole = page * size[1] / size[0]
        height = min(whole, HIGHEST_COVER)
        extent = (round(page * _EMU_PER_MM), round(height * _EMU_PER_MM))
        drawing = self._drawing(path, extent, "", not client)
        return page_picture(replace(drawing, cut=1 - height / whole))

    def _size(self, path: str) -> tuple[float, float] | None:
        """Millimetres of a picture file at 96 dots to the inch."""
        image = self._images.get(path)
        pixels = pixel_size(image) if image is not None else None
        return (pixels[0] * _MM_PER_PIXEL, pixels[1] * _MM_PER_PIXEL) if pixels else None

    def _drawn_size(self, path: str) -> tuple[float, float] | None:
        drawing = self._drawings.get(path)
        return (drawing.width, drawing.height) if drawing is not None else None

    def _drawing(self, path: str, extent: tuple[int, int], alternative: str, drawn: bool) -> Drawing:
        self._serial += 1
        if not drawn:
            relationship = self._relationship(path, "file", self._images[path])
            return Drawing(self._serial, relationship, *extent, alternative)
        figure = self._drawings[path]
        relationship = self._relationship(path, "png", figure.png)
        vector = self._relationship(path, "svg", figure.svg)
        return Drawing(self._serial, relationship, *extent, alternative, vector)

    def _relationship(self, path: str, kind: str, content: bytes) -> str:
        key = self._names.setdefault((path, kind), f"rIdImage{len(self._names) + 1}")
        self.media[key] = content
        return key


def fitted(size: tuple[float, float], room: float) -> tuple[int, int]:
    """Width and height in EMU of a picture of `size` millimetres: within room and 110 mm, never enlarged."""
    wide, high = size
    scale = min(1.0, room / wide if room else 1.0, HIGHEST / high)
    return max(1, round(wide * scale * _EMU_PER_MM)), max(1, round(high * scale * _EMU_PER_MM))
