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
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

ASKED = '"ExportBookmarksToPDFDestination" oor:op="fuse"><value>true</value>'


def made_pdf(places: Mapping[str, int], pages: int, packed: bool = False, tree: bool = False) -> bytes:
    """A PDF of empty pages with places by name; `packed`: its objects in an object stream; `tree`: the names
    as strings in a tree with dictionaries instead of as keys of one dictionary."""
    first = 10
    # two branches, and page objects against the order of the pages, so that a number is no page
    numbers = [first + pages - at for at in range(pages)]
    halves = numbers[: pages // 2], numbers[pages // 2 :]
    kids = [" ".join(f"{number} 0 R" for number in half) for half in halves]
    targets = {name: f"[{numbers[page - 1]} 0 R/XYZ 62.3 700 0]" for name, page in places.items()}
    if tree:
        names = "".join(f"({name}) <</D {target}>> " for name, target in sorted(targets.items()))
        catalog = "/Names<</Dests 3 0 R>>"
    else:
        names = "".join(f"/{name}{target}\n" for name, target in targets.items())
        catalog = "/Dests 3 0 R"
    objects = {
        1: f"<</Type/Catalog/Pages 2 0 R{catalog}/OpenAction[{numbers[0]} 0 R /XYZ null null 0]>>",
        2: f"<</Type/Pages/Kids[ 4 0 R 5 0 R ]/Count {pages}>>",
        3: f"<</Names[{names}]>>" if tree else f"<<{names}>>",
        4: f"<</Type/Pages/Parent 2 0 R/Kids[{kids[0]}]/Count {len(halves[0])}>>",
        5: f"<</Type/Pages/Parent 2 0 R/Kids[{kids[1]}]/Count {len(halves[1])}>>",
        **dict.fromkeys(numbers, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"),
    }
    return b"%PDF-1.6\n" + (_in_stream(objects) if packed else _in_the_open(objects)) + b"\n%%EOF\n"


def _in_the_open(objects: Mapping[int, str]) -> bytes:
    return b"".join(f"{number} 0 obj\n{text}\nendobj\n\n".encode() for number, text in objects.items())


def _in_stream(objects: Mapping[int, str]) -> bytes:
    index, body = "", ""
    for number, text in objects.items():
        index += f"{number} {len(body)} "
        body += text + "\n"
    content = zlib.compress((index + body).encode())
    words = f"<</Type/ObjStm/N {len(objects)}/First {len(index)}/Length {len(content)}/Filter/FlateDecode>>"
    return f"900 0 obj\n{words}\nstream\n".encode() + content + b"\nendstream\nendobj\n"


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
