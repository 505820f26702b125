"""How many lines a paragraph fills and how high they are, reckoned as Word breaks them. Points throughout."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from lxml import etree

from plangen.word.looks import Looks, RunLook
from plangen.word.looks_properties import ParagraphLook
from plangen.word.metrics import text_width
from plangen.word.namespaces import WP, qualified

_EM: Final = 72 / 25.4
"""The size at which `text_width` gives ems."""

# Typefaces by name: how much wider than Calibri prose runs in them, and the height of a line in ems. Read
# from the tables of the faces or of their metric twins (hmtx over Spanish prose; hhea).
_FACES: Final = {
    "calibri": (1.0, 1.221),
    "carlito": (1.0, 1.221),
    "cambria": (1.0, 1.172),
    "caladea": (1.0, 1.15),
    "arial": (1.1, 1.15),
    "times new roman": (1.0, 1.15),
    "courier new": (1.47, 1.133),
}
_UNKNOWN_FACE: Final = (1.1, 1.2)
_TAB_STEP: Final = 709 / 20
_EMU_PER_POINT: Final = 12_700
_RAISED: Final = 0.58  # of the size, for a superscript
_ROUNDING: Final = 0.2

_RUN: Final = qualified("w:r")
_RPR: Final = qualified("w:rPr")
_PPR: Final = qualified("w:pPr")
_T: Final = qualified("w:t")
_TAB: Final = qualified("w:tab")
_BREAK: Final = qualified("w:br")
_HYPHEN: Final = qualified("w:noBreakHyphen")
_NOTE: Final = qualified("w:footnoteReference")
_NOTE_MARK: Final = qualified("w:footnoteRef")
_DRAWING: Final = f"{{{WP}}}inline"
_EXTENT: Final = f"{{{WP}}}extent"
_SHOWN: Final = (_T, _TAB, _BREAK, _HYPHEN, _NOTE, _NOTE_MARK, _DRAWING)
_STYLE: Final = qualified("w:pStyle")
_NUMBER: Final = qualified("w:numPr")
_VAL: Final = qualified("w:val")

# A word with the dash or hyphen it ends in (a hyphen before a digit ends none), and the blanks behind it.
_BLANKS: Final = " \t\n\r\u2002\u2003\u2009\u200a\u200b"
_WORD: Final = re.compile(f"((?:[^{_BLANKS}–—-]|-(?=[0-9]))*[–—-]?)([{_BLANKS}]*)")


class Setting(NamedTuple):
    """A paragraph as set: the space before it, its lines and rules, the space after it."""

    before: float
    high: float
    after: float


class Setter:
    """Sets the paragraphs of one document; words that come again are measured once."""

    def __init__(self, looks: Looks) -> None:
        self.looks = looks
        self._ems: dict[tuple[str, bool], float] = {}
        self._runs: dict[tuple[str, bytes], tuple[RunLook, tuple[float, float]]] = {}
        self._dresses: dict[bytes, tuple[str, ParagraphLook, bool]] = {}

    def ems(self, text: str, bold: bool) -> float:
        """Width of a text in Calibri, in ems."""
        width = self._ems.get((text, bold))
        if width is None:
            width = self._ems[text, bold] = text_width(text, _EM, bold)
        return width

    def face(self, style: str, own: etree._Element | None) -> tuple[RunLook, tuple[float, float]]:
        """The look of a run, and width factor and line height of its typeface."""
        key = (style, b"" if own is None else etree.tostring(own, with_tail=False))
        found = self._runs.get(key)
        if found is None:
            look = self.looks.text(style, own)
            found = self._runs[key] = look, _FACES.get((look.font or "calibri").lower(), _UNKNOWN_FACE)
        return found

    def set(self, paragraph: etree._Element, width: float) -> Setting:
        """A paragraph in a column of `width`."""
        style, look, numbered = self._dress(paragraph.find(_PPR))
        lines = _Lines(self, style, look, width)
        lines.begin(numbered)
        for node in paragraph.iter(*_SHOWN):
            lines.take(node)
        high = (look.over or 0.0) + lines.end() + (look.under or 0.0)
        return Setting(look.before or 0.0, high, look.after or 0.0)

    def _dress(self, properties: etree._Element | None) -> tuple[str, ParagraphLook, bool]:
        """The style of a paragraph, its look, and whether it bears a number."""
        key = b"" if properties is None else etree.tostring(properties, with_tail=False)
        found = self._dresses.get(key)
        if found is None:
            mark = None if properties is None else properties.find(_STYLE)
            style = "" if mark is None else mark.get(_VAL, "")
            said = None if properties is None else properties.find(_NUMBER)
            numbered = said is not None or self.looks.nearest(style, f"{_PPR}/{_NUMBER}") is not None
            found = self._dresses[key] = style, self.looks.paragraph(style, properties), numbered
        return found

    def line_height(self, style: str) -> float:
        """Height of a line of text of a paragraph style."""
        look, (_, height) = self.face(style, None)
        return (look.size or 0) * height * (self.looks.paragraph(style).line or 1)


class _Lines:
    """The lines of one paragraph while it is set."""

    def __init__(self, setter: Setter, style: str, look: ParagraphLook, width: float) -> None:
        self._setter = setter
        self._style = style
        self._look = look
        self._left = look.left or 0.0
        self._right = width - (look.right or 0.0)
        self._at = self._left
        self._word = 0.0
        self._word_high = self._word_tall = 0.0
        self._high = self._tall = 0.0
        """Height of the line's text, which leading makes larger, and of its pictures, which it does not."""
        self._done = 0.0
        self._fresh = True

    def begin(self, numbered: bool) -> None:
        """Start the first line; a number takes the room that hangs."""
        first = self._look.first or 0.0
        if not (numbered and first < 0):
            self._at += first

    def take(self, node: etree._Element) -> None:
        """The next thing that takes room."""
        run = next(node.iterancestors(_RUN), None)
        own = None if run is None else run.find(_RPR)
        look, (factor, high) = self._setter.face(self._style, own)
        size = look.size or 0.0
        if node.tag == _T:
            self._text(node.text or "", look, factor, size * high)
            return
        self._word_high = max(self._word_high, size * high)
        if node.tag == _HYPHEN:
            self._word += self._setter.ems("-", bool(look.bold)) * size * factor
        elif node.tag == _DRAWING:
            self._picture(node)
        elif node.tag == _TAB:
            self._end_word(0.0)
            self._tab()
        elif node.tag == _BREAK:
            self._end_word(0.0)
            self._turn()
        else:
            self._word += self._setter.ems(node.get(qualified("w:id"), "00"), False) * size * _RAISED

    def end(self) -> float:
        """Close the paragraph; the height of its lines."""
        self._end_word(0.0)
        if self._fresh and not self._high:
            look, (_, high) = self._setter.face(self._style, None)
            self._high = (look.size or 0.0) * high
        self._turn()
        return self._done

    def _text(self, text: str, look: RunLook, factor: float, high: float) -> None:
        ems, bold, size = self._setter.ems, bool(look.bold), (look.size or 0.0) * factor
        for match in _WORD.finditer(text):
            word, blanks = match.groups()
            self._word_high = max(self._word_high, high)
            if word:
                self._word += ems(word, bold) * size
            if blanks:
                self._end_word(ems(" ", bold) * size * len(blanks))
            elif word and word[-1] in "–—-":
                self._end_word(0.0)

    def _picture(self, drawing: etree._Element) -> None:
        extent = drawing.find(_EXTENT)
        wide, high = ("0", "0") if extent is None else (extent.get("cx", "0"), extent.get("cy", "0"))
        self._word += float(wide) / _EMU_PER_POINT
        self._word_tall = max(self._word_tall, float(high) / _EMU_PER_POINT)

    def _end_word(self, blank: float) -> None:
        """A line may end here: put the word on this line or the next, whole where it fits a line."""
        room = self._right - self._left
        if self._at + self._word > self._right + _ROUNDING and not self._fresh:
            self._turn()
        while self._word > room + _ROUNDING > _ROUNDING:
            self._high = max(self._high, self._word_high)
            self._word -= room
            self._turn()
        if self._word:
            self._fresh = False
        self._high, self._tall = max(self._high, self._word_high), max(self._tall, self._word_tall)
        self._at += self._word + blank
        self._word = self._word_high = self._word_tall = 0.0

    def _tab(self) -> None:
        steps = int(self._at / _TAB_STEP) + 1
        self._at = self._left if self._at < self._left - _ROUNDING else steps * _TAB_STEP

    def _turn(self) -> None:
        """The line is full."""
        look = self._look
        multiple = look.line or 1.0
        if look.exact in (None, "auto"):
            self._done += max(self._high * multiple, self._tall)
        elif look.exact == "exact":
            self._done += multiple
        else:
            self._done += max(self._high, self._tall, multiple)
        self._at, self._high, self._tall, self._fresh = self._left, 0.0, 0.0, True
