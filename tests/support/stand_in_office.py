"""A program that stands in for LibreOffice: takes its command line and writes a PDF of named places.

`python stand_in_office.py MANNER …`: the bookmarks of the Word file stand on pages 1, 2, 3, …

- steady: always there
- growing: one page further as soon as the file shows page numbers, as when the contents need a page more
- restless: each time one page further than the file shows
- forgetful: the last has no name
- silent: none has
- failing: says so and writes nothing, with exit code 0
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from pypdf import PdfWriter

ASKED = '"ExportBookmarksToPDFDestination" oor:op="fuse"><value>true</value>'


def made_pdf(places: Mapping[str, int], pages: int) -> bytes:
    """A PDF of empty pages with places by name."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    for name, page in places.items():
        writer.add_named_destination(name, page - 1)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _lay_out(manner: str, xml: str) -> bytes:
    names = re.findall(r'w:bookmarkStart w:id="\d+" w:name="([^"]+)"', xml)
    shown = [int(page) for page in re.findall(r"PAGEREF.*?separate.*?>(\d+)<", xml)]
    shift = {"growing": bool(shown), "restless": shown[0] if shown else 0}.get(manner, 0)
    places = {name.replace("_", "5F"): at + shift for at, name in enumerate(names, 1)}
    if manner == "forgetful":
        places.popitem()
    return made_pdf({} if manner == "silent" else places, len(names) + shift + 1)


def main(arguments: Sequence[str]) -> None:
    """Write what is asked for, if the profile asks for names."""
    manner, profile, *_, option, out, source = arguments
    start, _, place = profile.partition("=")
    assert start == "-env:UserInstallation"
    settings = Path(url2pathname(urlsplit(place).path)) / "user" / "registrymodifications.xcu"
    assert ASKED in settings.read_text("utf-8")
    assert option == "--outdir"
    if manner == "failing":
        sys.stderr.write("Error: source file could not be loaded\n")
        return
    with zipfile.ZipFile(source) as archive:
        xml = archive.read("word/document.xml").decode("utf-8")
    Path(out).mkdir()
    (Path(out) / Path(source).with_suffix(".pdf").name).write_bytes(_lay_out(manner, xml))


if __name__ == "__main__":
    main(sys.argv[1:])
