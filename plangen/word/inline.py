"""Inlines as runs: faces by character styles, links, notes, pictures, controls round values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from plangen.document.blocks import Break, Face, Image, Inline, Inlines, Link, Note, Text
from plangen.word import oxml
from plangen.word.controls import Controls
from plangen.word.fields import NBSP, Places, plain, reference
from plangen.word.house import Base
from plangen.word.notes import NoteMarks
from plangen.word.oxml import RUN_END, escape, hold_codes
from plangen.word.pictures import Pictures
from plangen.word.styles import STYLES

BOLD_STYLES = frozenset(style.name for style in STYLES if style.bold and style.kind == "paragraph")
"""Styles that are bold already: a bold character style in them would switch bold off (toggle property)."""

_FACES = tuple(int(face) for face in (Face.BOLD, Face.ITALIC, Face.STRIKE, Face.CODE))


@dataclass(slots=True)
class Links:
    """Addresses outside the document, each one relationship."""

    prefix: str
    urls: dict[str, str] = field(default_factory=dict)
    """Relationship id by address."""

    def relationship(self, url: str) -> str:
        """The relationship id of an address."""
        return self.urls.setdefault(url.replace(" ", "%20"), f"{self.prefix}{len(self.urls) + 1}")


@dataclass(frozen=True, slots=True)
class Registers:
    """What the writer of one document gives out and must remember."""

    base: Base
    controls: Controls
    notes: NoteMarks
    places: Places
    pictures: Pictures
    links: Links
    note_links: Links

    def style(self, name: str) -> str:
        """The id of a style."""
        return self.base.styles[name.lower()]


class InlineWriter:
    """Writes inlines as runs.

    `in_notes`: for the footnotes part, whose links are its own; `hold` makes of escaped text the content
    of a run, with hyphens at which no line ends. What is said and recorded has plain ones.
    """

    def __init__(
        self, registers: Registers, in_notes: bool = False, hold: Callable[[str], str] = hold_codes
    ) -> None:
        self._hold = hold
        self._registers = registers
        self._controls = registers.controls
        self._say = registers.controls.say
        self._in_notes = in_notes
        self._links = registers.note_links if in_notes else registers.links
        mark = oxml.run_properties(registers.style("footnote reference"))
        self._comma = oxml.run(",", mark)
        self._plain = self._starts(base_bold=False, link=False)
        self._bold = self._starts(base_bold=True, link=False)
        self._link = self._starts(base_bold=False, link=True)

    def write(self, content: Inlines, bold: bool = False, room: float = 0) -> str:
        """The runs of a paragraph. `bold`: its style is bold; `room`: millimetres for a picture."""
        starts = self._bold if bold else self._plain
        if len(content) == 1 and type(content[0]) is Text:
            item = content[0]
            said = escape(item.text)
            xml = f"{starts[item.face]}{self._hold(said) if '-' in said else said}{RUN_END}"
            if item.origin is not None:
                xml, said = self._controls.wrap(xml, said, item.origin)
            self._say(said)
            return xml
        line: list[str] = []
        xml = self._runs(content, starts, line, room)
        if line:
            self._say("".join(line))
        return xml

    def _runs(self, content: Inlines, starts: list[str], line: list[str], room: float) -> str:
        """The runs of inlines; `line` gains what the skeleton says of them, escaped."""
        out: list[str] = []
        last: Inline | None = None
        for item in content:
            if type(item) is Note and type(last) is Note and not self._in_notes:
                out.append(self._comma)  # else two marks read as one number
            last = item
            if type(item) is Text:
                said = escape(item.text)
                xml = f"{starts[item.face]}{self._hold(said) if '-' in said else said}{RUN_END}"
                if item.origin is not None:
                    xml, said = self._controls.wrap(xml, said, item.origin)
                out.append(xml)
                line.append(said)
            else:
                out.append(self._other(item, starts, line, room))
        return "".join(out)

    def _other(self, item: Inline, starts: list[str], line: list[str], room: float) -> str:
        match item:
            case Break():
                line.append(" ")
                return oxml.LINE_BREAK
            case Link():
                return self._linked(item, starts, line)
            case Note():
                return "" if self._in_notes else self._registers.notes.mark(item.label)
            case Image():
                line.append(f"[{escape(item.alt)}]")
                pictures = self._registers.pictures
                picture = "" if self._in_notes else pictures.inline(item.path, item.alt, room, item.drawn)
                return picture or oxml.run(item.alt)
            case Text():
                return self._runs((item,), starts, line, room)

    def _linked(self, link: Link, starts: list[str], line: list[str]) -> str:
        """A link; where its target is missing the text alone.

        A reference inside the document is set like the text round it: the plan is full of them, and
        colour would make them louder than what they say.
        """
        if link.url:
            content = self._runs(link.content, self._link, line, 0)
            return oxml.hyperlink(content, relationship=self._links.relationship(link.url))
        places = self._registers.places
        caption = places.caption(link.anchor)
        if caption is not None:
            words = plain(link.content).replace(NBSP, " ")
            if words == f"{caption.label} {caption.number}":
                line.append(escape(words))
                return reference(places.bookmark(link.anchor), f"{caption.label}{NBSP}{caption.number}")
        content = self._runs(link.content, starts, line, 0)
        if not places.knows(link.anchor):
            return content
        return oxml.hyperlink(content, anchor=places.bookmark(link.anchor))

    def _starts(self, base_bold: bool, link: bool) -> list[str]:
        """The opening of a run for each combination of faces."""
        return [oxml.run_start(self._properties(face, base_bold, link)) for face in range(16)]

    def _properties(self, face: int, base_bold: bool, link: bool) -> str:
        """A character style where one says it, toggles for what is left over."""
        bold, italic, strike, code = (bool(face & mark) for mark in _FACES)
        marks = "s" if strike else ""
        style = self._registers.style
        if link:
            return oxml.run_properties(style("Hyperlink"), marks + "b" * (bold or code) + "i" * italic)
        if code:
            # bold in the style; said again where two bold styles would cancel each other out
            return oxml.run_properties(style("Plan Código"), marks + "b" * base_bold + "i" * italic)
        if bold and not base_bold:
            return oxml.run_properties(style("Strong"), marks + "i" * italic)
        return oxml.run_properties(style("Emphasis") if italic else "", marks)
