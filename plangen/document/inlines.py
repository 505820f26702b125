"""Inline tokens to inlines: faces, links, atoms, references of the plan.

A value that carries a path becomes a `Text` with its origin; prose inside a line becomes its
paragraphs, set apart by `Break`. What only the whole document knows (where a record stands, the
number of a table) stays a `Link` with an anchor and is settled by `document/settle.py`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from markdown_it.token import Token

from plangen.document.blocks import Break, Face, Image, Inline, Inlines, Link, Note, Origin, Picture, Text
from plangen.document.grammar import is_safe_link, needs_parsing
from plangen.templating.atoms import (
    ATOM,
    Atom,
    Atoms,
    Citation,
    Drawn,
    ItemLink,
    Mark,
    ProseValue,
    See,
    Value,
)

CAPTION = "caption:"
"""Prefix of the anchors of captions."""

DAGGER = "†"
"""Stands after a single figure in prose that no source gives."""

_FACES = {"strong": Face.BOLD, "em": Face.ITALIC, "s": Face.STRIKE}
_SPACES = re.compile(r"[ \t\r\n]+")


class Plan(Protocol):
    """What inline conversion asks of the plan being rendered."""

    def resolve_value(self, mention: str) -> Atom:
        """What `[[mention]]` prints."""
        ...

    def resolve_citation(self, mention: str) -> Atom:
        """The source that `[@mention]` cites."""
        ...

    def name(self, item_id: str) -> str:
        """What a record is called."""
        ...

    def note(self, citation: Citation) -> str:
        """The label of the footnote for a citation, which is noted."""
        ...

    def figure(self, drawn: Drawn) -> str:
        """The path of a figure, which is noted."""
        ...

    def prose(self, value: ProseValue) -> list[Inlines]:
        """A prose value as paragraphs of inlines."""
        ...

    def is_illustrative(self, paths: Sequence[str]) -> bool:
        """Whether no source gives the figure at any of these paths."""
        ...


def _no_figure(drawn: Drawn) -> tuple[Picture, bool]:
    return Picture("", drawn.words, drawn=True), False


@dataclass(slots=True)
class Inliner:
    """Converts the inline tokens of one block.

    `folder` is where the text was written, relative to the plan's folder: pictures are found from there.
    `say_figure` gives a figure of the template and whether it shows a number without source.
    After `convert`: `marks` met on the way, `illustrative` whether a figure without source was
    printed, `absent` whether an absent value was.
    """

    plan: Plan
    atoms: Atoms | None
    in_table: bool = False
    folder: str = ""
    say_figure: Callable[[Drawn], tuple[Picture, bool]] = field(default=_no_figure)
    marks: list[Mark] = field(default_factory=list)
    illustrative: bool = False
    absent: bool = False
    _out: list[Inline] = field(default_factory=list)
    _face: int = Face.PLAIN
    _links: list[tuple[str, int]] = field(default_factory=list)

    def convert_line(self, line: str, tokenize: Callable[[str], Sequence[Token]]) -> Inlines:
        """The inlines of a line of Markdown; `tokenize` is asked only where there is something to read."""
        if needs_parsing(line):
            return self.convert(tokenize(line))
        self._text(line.replace("\n", " ") if "\n" in line else line)
        return tidy(self._out)

    def convert(self, tokens: Sequence[Token]) -> Inlines:
        """The inlines of `tokens`, neighbours of one face and origin joined, outer spaces off."""
        for token in tokens:
            self._token(token)
        return tidy(self._out)

    def _token(self, token: Token) -> None:
        match token.type:
            case "text" | "text_special":
                self._text(token.content)
            case "softbreak":
                self._out.append(Text(" ", self._face))
            case "hardbreak":
                self._out.append(Break())
            case "code_inline":
                self._code(token.content)
            case "link_open":
                self._links.append((self._url(str(token.attrs.get("href", ""))), len(self._out)))
            case "link_close":
                self._close_link()
            case "image":
                path = posixpath.normpath(posixpath.join(self.folder, str(token.attrs.get("src", ""))))
                self._out.append(Image(path, self._alternative(token)))
            case "plan_value":
                self._atom(self.plan.resolve_value(token.content))
            case "plan_cite":
                self._atom(self.plan.resolve_citation(token.content))
            case _:
                self._face_or_published(token)

    def _alternative(self, image: Token) -> str:
        """The words of a picture: what they say, without what sets them."""
        words = Inliner(self.plan, self.atoms, in_table=True)
        return plain_text(words.convert(image.children or ()))

    def _code(self, content: str) -> None:
        self._face |= Face.CODE
        self._text(content)
        self._face &= ~Face.CODE

    def _face_or_published(self, token: Token) -> None:
        """Emphasis opens or closes; footnote marks and `<br>` stand only in the Markdown we publish."""
        name, _, side = token.type.rpartition("_")
        face = _FACES.get(name)
        if face is not None:
            self._face = self._face | face if side == "open" else self._face & ~face
        elif token.type == "footnote_ref":
            self._out.append(Note(str(token.meta["label"])))
        elif token.type == "html_inline":
            self._out.append(Break() if token.content == "<br>" else Text(token.content, self._face))

    def _text(self, text: str) -> None:
        if self.atoms is None or text.isascii():
            if text:
                self._out.append(Text(text, self._face))
            return
        at = 0
        for match in ATOM.finditer(text):
            if match.start() > at:
                self._out.append(Text(text[at : match.start()], self._face))
            self._atom(self.atoms.get(match[0]))
            at = match.end()
        if at < len(text):
            self._out.append(Text(text[at:], self._face))

    def _atom(self, atom: Atom) -> None:
        match atom:
            case Value():
                self._value(atom)
            case ProseValue():
                self._prose(atom)
            case ItemLink():
                self._out.append(Link((Text(self.plan.name(atom.id), self._face),), anchor=atom.id))
            case Citation():
                self._out.append(Note(self.plan.note(atom)))
            case See():
                self._out.append(Link((), anchor=CAPTION + atom.key))
            case Mark():
                self.marks.append(atom)
            case Drawn():
                self._out.append(self._drawn(atom))

    def _value(self, value: Value) -> None:
        if not value.text:
            self.absent = True
            return
        origin = Origin(value.paths, value.derived, value.figure) if value.paths else None
        text = value.text if self._face & Face.CODE else one_line(value.text)
        self._out.append(Text(text, self._face, origin))
        if value.figure and self.plan.is_illustrative(value.paths):
            self.illustrative = True
            if not self.in_table:
                self._out.append(Text(DAGGER, self._face))

    def _drawn(self, drawn: Drawn) -> Image:
        """A figure in the line."""
        picture, illustrative = self.say_figure(drawn)
        self.illustrative |= illustrative
        return Image(picture.path, picture.alt, drawn=True)

    def _prose(self, value: ProseValue) -> None:
        for number, paragraph in enumerate(self.plan.prose(value)):
            if number:
                self._out.append(Break())
            self._out.extend(paragraph)

    def _url(self, url: str) -> str:
        """The link's target with its atoms resolved; "" when it may not pass."""
        if self.atoms is not None:
            atoms = self.atoms
            url = ATOM.sub(lambda match: getattr(atoms.get(match[0]), "text", ""), url)
        return url if is_safe_link(url) else ""

    def _close_link(self) -> None:
        url, start = self._links.pop()
        inside = tuple(i for i in self._out[start:] if isinstance(i, Text | Break | Note))
        if not url or not inside:
            return
        del self._out[start:]
        anchor = url[1:] if url.startswith("#") else ""
        self._out.append(Link(inside, anchor=anchor) if anchor else Link(inside, url=url))


def one_line(text: str) -> str:
    """A value's text in a line: runs of spaces and line ends are one space, no-break spaces stay."""
    return _SPACES.sub(" ", text) if "  " in text or "\n" in text or "\t" in text or "\r" in text else text


def tidy(inlines: Sequence[Inline]) -> Inlines:
    """Join neighbouring texts of one face and origin, and take spaces off the ends and around breaks."""
    if len(inlines) == 1 and isinstance(inlines[0], Text) and inlines[0].origin is not None:
        return (inlines[0],)
    joined: list[Inline] = []
    words: Text | None = None  # the last of `joined`, where more may join it
    for inline in inlines:
        if not isinstance(inline, Text) or inline.origin is not None:
            words = None
            joined.append(inline)
        elif words is not None and words.face == inline.face:
            words = joined[-1] = Text(words.text + inline.text, words.face)
        else:
            words = inline
            joined.append(inline)
    return tuple(_strip(joined))


def _strip(inlines: list[Inline]) -> list[Inline]:
    out: list[Inline] = []
    for at, inline in enumerate(inlines):
        if isinstance(inline, Text) and inline.origin is None and not inline.face & Face.CODE:
            text = one_line(inline.text)
            if not out or isinstance(out[-1], Break):
                text = text.lstrip(" ")
            if at + 1 == len(inlines) or isinstance(inlines[at + 1], Break):
                text = text.rstrip(" ")
            elif isinstance(inlines[at + 1], Note) and not (text == " " and isinstance(out[-1], Note)):
                text = text.rstrip(" ")  # a note's mark stands at its word; two marks stand apart
            if text:
                out.append(inline if text == inline.text else Text(text, inline.face))
        else:
            out.append(inline)
    return out


def plain_text(inlines: Sequence[Inline]) -> str:
    """The characters of some inlines, without faces, notes and links."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text():
                parts.append(inline.text)
            case Break():
                parts.append(" ")
            case Link():
                parts.append(plain_text(inline.content))
            case Image():
                parts.append(inline.alt)
            case Note():
                pass
    return "".join(parts)


def emphasized(inlines: Sequence[Inline], face: int) -> Inlines:
    """`inlines` with `face` added to every text, inside links too."""
    return tuple(_emphasized(inline, face) for inline in inlines)


def _emphasized(inline: Inline, face: int) -> Inline:
    if isinstance(inline, Text):
        return Text(inline.text, inline.face | face, inline.origin)
    if isinstance(inline, Link):
        inside = (_emphasized(i, face) for i in inline.content)
        return replace(inline, content=tuple(i for i in inside if isinstance(i, Text | Break | Note)))
    return inline
