"""Draws figures in a process of its own: one JSON request on stdin, one JSON line per figure on stdout.

What renders runs a JavaScript engine of a hundred megabytes: it stays out of the process that builds, and
may fail without it. It reads nothing from disk or network, only its request.
"""

from __future__ import annotations

import base64
import json
import re
import sys
import zlib
from typing import Any, TextIO

import vl_convert

# the renderer would read a picture from disk by its path
_OUTSIDE = re.compile(r"""\bhref\s*=\s*["'](?!data:|#)[^"']*""")
_SIGNATURE, _FRAME = 8, 12
"""Bytes before the first chunk of a PNG, and round the content of each (length, kind, checksum)."""

_COUNTED = re.compile(r"\b(?:clip|gradient_)\d+\b")


def serve(request: dict[str, Any], out: TextIO) -> None:
    """Write the drawing of each job of `request` as it is ready: `svg` and `png` (base64), or `error`."""
    for job in request["jobs"]:
        try:
            svg = _svg(job, request["locale"])
            if found := _OUTSIDE.search(svg):
                raise ValueError(f"external content: {found[0]}")
            png = _packed(vl_convert.svg_to_png(svg, scale=request["scale"]))
            line = {"svg": svg, "png": base64.b64encode(png).decode("ascii")}
        except ValueError as error:
            line = {"error": str(error)}
        out.write(json.dumps(line) + "\n")
    out.flush()


def _svg(job: dict[str, str], locale: dict[str, Any]) -> str:
    if job["kind"] == "svg":
        return job["text"]
    svg: str = vl_convert.vegalite_to_svg(
        job["text"], vl_version="5.21", allowed_base_urls=[], format_locale=locale
    )
    return _recounted(svg)


def _recounted(svg: str) -> str:
    """The same drawing with ids counted from its own first: Vega counts on from figure to figure."""
    names: dict[str, str] = {}
    return _COUNTED.sub(lambda match: names.setdefault(match[0], f"id{len(names) + 1}"), svg)


def _packed(png: bytes) -> bytes:
    """The same picture in a third of the bytes: its points compressed as well as the format can."""
    head, points, rest = bytearray(png[:_SIGNATURE]), bytearray(), bytearray()
    at = _SIGNATURE
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        kind, chunk = png[at + 4 : at + 8], png[at : at + length + _FRAME]
        if kind == b"IDAT":
            points += chunk[8:-4]
        else:
            (rest if points else head).extend(chunk)
        at += len(chunk)
    body = b"IDAT" + zlib.compress(zlib.decompress(points), 6)
    data = (len(body) - 4).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
    return bytes(head) + data + bytes(rest)


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    serve(json.load(sys.stdin), sys.stdout)
