"""The content of a paragraph as pieces that a comparison keeps whole: words, fields, pictures, marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from unicodedata import normalize

RUN, WHOLE, MARK = "run", "whole", "mark"
"""Kinds of pieces: children of a run; whole runs (a field, a picture); the start or end of a bookmark."""

DRAWING_NAME: Final = re.compile(r'((?:docPr|cNvPr)) id="\d+" name="Imagen \d+"')
"""What names a drawing: its place among the others, which says nothing of what it shows."""

_ITEM: Final = re.compile(
    r"<w:r>(?:<w:rPr>(?P<face>.*?)</w:rPr>)?(?P<inside>.*?)</w:r>"
    r"|(?P<link><w:hyperlink [^>]*>)|(?P<unlink></w:hyperlink>)"
    r'|<w:bookmarkStart w:id="(?P<start>\d+)" w:name="(?P<name>[^"]*)"/>'
    r'|<w:bookmarkEnd w:id="(?P<end>\d+)"/>',
    re.DOTALL,
)
_CHILD: Final = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:t(?: [^>]*)?/>|(<[^>]+/>)")
_WORD: Final = re.compile(r"&\w+;|\d+(?:[.,/]\d+)+|[\w\u0300-\u036f]+|\s+|[^\w\s]")
_FIELD: Final = re.compile(r'<w:fldChar w:fldCharType="(\w+)"/>')
_SPREAD: Final = re.compile(r"<w:instrText[^>]*> TOC ")
_WHOLE: Final = ("<w:drawing", "<w:footnoteReference")
_SEAM: Final = '</w:t><w:t xml:space="preserve">'


class Piece(NamedTuple):
    """A piece: what it is compared by, its kind and XML, `w:rPr` inside and the link that it stands in.

    `link` is the opening tag of `w:hyperlink`, "" for none.
    """

    key: tuple[str, str, str]
    kind: str
    xml: str
    face: str = ""
    link: str = ""

    @property
    def blank(self) -> bool:
        """Whether it is nothing but blanks."""
        return self.kind == RUN and self.key[2].isspace()


def pieces_of(content: str) -> list[Piece]:
    """The pieces of a paragraph's content, content controls taken off before.

    Neighbouring runs of one face are one text, so that the seams of runs part no word.
    """
    return list(_Cutter().cut(content))


def joined(pieces: Iterator[Piece]) -> str:
    """Run pieces of one face as one run."""
    held = list(pieces)
    face = f"<w:rPr>{held[0].face}</w:rPr>" if held[0].face else ""
    return f"<w:r>{face}{''.join(piece.xml for piece in held).replace(_SEAM, '')}</w:r>"


class _Cutter:
    """Goes through a content; holds the text, the field and the link that it is in."""

    def __init__(self) -> None:
        self._link = ""
        self._face = ""
        self._text: list[str] = []
        self._field: list[str] = []
        self._depth = 0
        self._names: dict[str, str] = {}

    def cut(self, content: str) -> Iterator[Piece]:
        for item in _ITEM.finditer(content):
            inside = item["inside"]
            if inside is None:
                yield from self._settle()
                yield from self._around(item)
            elif self._depth or "<w:fldChar " in inside:
                yield from self._settle()
                yield from self._in_field(item[0], inside)
            elif inside.startswith(_WHOLE):
                yield from self._settle()
                yield self._whole(item[0])
            else:
                face = item["face"] or ""
                if face != self._face:
                    yield from self._settle()
                    self._face = face
                self._text.append(inside)
        yield from self._settle()

    def _around(self, item: re.Match[str]) -> Iterator[Piece]:
        if item["link"]:
            self._link = item["link"]
        elif item["unlink"]:
            self._link = ""
        elif item["start"]:
            self._names[item["start"]] = item["name"]
            yield self._mark("start", item["name"], item[0])
        else:
            yield self._mark("end", self._names.get(item["end"], ""), item[0])

    def _mark(self, kind: str, name: str, xml: str) -> Piece:
        return Piece((MARK, kind, name), MARK, xml, link=self._link)

    def _whole(self, xml: str) -> Piece:
        return Piece((WHOLE, self._link, DRAWING_NAME.sub(r"\1", xml)), WHOLE, xml, link=self._link)

    def _in_field(self, run: str, inside: str) -> Iterator[Piece]:
        """A field is one piece; of one that spreads over paragraphs its head is, and its end."""
        self._field.append(run)
        kind = _FIELD.match(inside)
        if kind is not None and kind[1] == "begin":
            self._depth += 1
        elif kind is not None and kind[1] == "end":
            self._depth = max(0, self._depth - 1)
        head = self._depth == 1 and kind is not None and kind[1] == "separate"
        if not self._depth or (head and any(_SPREAD.search(one) for one in self._field)):
            self._depth = 0
            yield self._whole("".join(self._field))
            self._field.clear()

    def _settle(self) -> Iterator[Piece]:
        """The words of the text that was held."""
        if not self._text:
            return
        inside = "".join(self._text).replace(_SEAM, "")
        self._text.clear()
        for child in _CHILD.finditer(inside):
            if child[2]:
                yield self._run(child[2], child[2])
            else:
                for word in _WORD.findall(child[1] or ""):
                    said = word if word.isascii() else normalize("NFC", word)
                    yield self._run(said, f'<w:t xml:space="preserve">{word}</w:t>')

    def _run(self, said: str, xml: str) -> Piece:
        return Piece((self._link, self._face, said), RUN, xml, self._face, self._link)
