"""Specs to drawings: from the cache where they were drawn before, else all in one child process."""

from __future__ import annotations

import base64
import binascii
import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from plangen.errors import TemplateError
from plangen.figures.bind import Spec
from plangen.figures.cache import FigureCache
from plangen.figures.theme import NUMBER_LOCALE

SCALE: Final = 2.3
"""Pixels of the PNG to one of the SVG: 220 to the inch."""

_CHILD: Final = Path(__file__).with_name("child.py")
"""What draws; a change in it makes every kept drawing an old one."""

_MM_PER_PIXEL: Final = 25.4 / 96
_SIZE: Final = re.compile(r'<svg\b[^>]*?\bwidth="([\d.]+)"[^>]*?\bheight="([\d.]+)"')
_START_SECONDS, _SECONDS_EACH = 60, 5


@dataclass(frozen=True, slots=True)
class Sheet:
    """A figure as drawn; `width` and `height` in millimetres."""

    svg: bytes
    png: bytes

    @property
    def width(self) -> float:
        return self._pixels[0] * _MM_PER_PIXEL

    @property
    def height(self) -> float:
        return self._pixels[1] * _MM_PER_PIXEL

    @property
    def _pixels(self) -> tuple[float, float]:
        match = _SIZE.search(self.svg[:2000].decode("utf-8", "replace"))
        return (float(match[1]), float(match[2])) if match else (1.0, 1.0)


class CannotDrawError(Exception):
    """Nothing can be drawn here: the renderer is not installed or does not run."""


def renderer_version() -> str:
    """The version of what draws; "" where it is not installed."""
    try:
        return version("vl-convert-python")
    except PackageNotFoundError:
        return ""


def draw(specs: Mapping[str, Spec], cache: FigureCache) -> dict[str, Sheet]:
    """The drawings of `specs` by the same names.

    CannotDrawError where nothing can be drawn; TemplateError for a spec that the renderer refuses.
    """
    installed = renderer_version()
    if not installed:
        raise CannotDrawError
    drawer = f"{installed} {SCALE} {json.dumps(NUMBER_LOCALE)} {_CHILD.read_text('utf-8')}"
    keys = {name: cache.key(spec.kind, spec.source, spec.look, drawer) for name, spec in specs.items()}
    found = {key: drawn for key in dict.fromkeys(keys.values()) if (drawn := cache.read(key)) is not None}
    missing = {key: name for name, key in keys.items() if key not in found}
    if missing:
        fresh = _draw_in_child([(name, specs[name]) for name in missing.values()])
        for key, drawn in zip(missing, fresh, strict=True):
            cache.write(key, drawn)
            found[key] = drawn
    return {name: Sheet(*found[key]) for name, key in keys.items()}


def _draw_in_child(specs: Sequence[tuple[str, Spec]]) -> list[tuple[bytes, bytes]]:
    jobs = [{"kind": spec.kind, "text": spec.text} for _, spec in specs]
    request = json.dumps({"scale": SCALE, "locale": NUMBER_LOCALE, "jobs": jobs})
    # -P: neither the folder the user stands in nor the program's own is a place to import from
    command = [sys.executable, "-P", str(_CHILD)]
    try:
        done = subprocess.run(  # noqa: S603
            command,
            input=request.encode("utf-8"),
            capture_output=True,
            check=True,
            timeout=_START_SECONDS + _SECONDS_EACH * len(jobs),
        )
        lines = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines() if line]
        if len(lines) != len(specs):
            raise CannotDrawError
        return [_drawing(name, line) for (name, _), line in zip(specs, lines, strict=True)]
    except (OSError, subprocess.SubprocessError, ValueError, binascii.Error) as error:
        raise CannotDrawError from error


def _drawing(name: str, line: Mapping[str, str]) -> tuple[bytes, bytes]:
    if "error" in line:
        raise TemplateError("figure-failed", figure=name, detail=line["error"].strip().splitlines()[0][:300])
    svg = line["svg"].strip() + "\n"
    return svg.encode("utf-8"), base64.b64decode(line["png"], validate=True)
