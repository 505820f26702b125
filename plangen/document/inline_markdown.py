"""Inlines to Markdown text: escaping by place, emphasis that parses, one sentence per line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from plangen.document.blocks import Break, Face, Image, Inline, Link, Note, Text
from plangen.document.inlines import plain_text
from plangen.document.sentences import sentence_ends

_DELIMITERS = ((Face.STRIKE, "~~"), (Face.BOLD, "**"), (Face.ITALIC, "*"))
_SPECIAL = re.compile(
    r"[\\`*\[\]~]"
    r"|<(?=[A-Za-z/!?]|\Z)"
    r"|&(?=#?\w+;|#?\w*\Z)"
    r"|(?<![^\W_])_|_(?![^\W_])"
)
_SUSPECT = re.compile(r"[\\`*\[\]~<&_]")
"""What `_SPECIAL` may begin with: most texts hold none of it, and the search is ten times as fast."""
_LINE_START = re.compile(
    r"(?P<mark>#{1,6}|[-+])(?=\s|\Z)|(?P<quote>>)|(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|\Z)"
    r"|(?P<rule>[=|:-])(?=[\s=|:-]*\Z)|(?P<note>\[\^[^\]]+\])(?=:)"
)
_CLOSING = re.compile(r"(^| )(#+)\Z")
_PLAIN_URL = re.compile(r"[^\s<>()\\]+\Z")


@dataclass(frozen=True, slots=True)
class _Newline(Break):
    """The end of a line of source: a space to the reader."""


def write_heading(inlines: Sequence[Inline]) -> str:
    """The Markdown of a heading after its `#` signs: nothing opens a block there, but a last `#` would go."""
    return _CLOSING.sub(r"\1\\\2", _InlineWriter().write(list(inlines)).strip(" "))


def write_inlines(inlines: Sequence[Inline], *, in_cell: bool = False, whole: bool = False) -> str:
    """The Markdown of `inlines`: a line per sentence; in a cell, or `whole` (a caption, a note), one line."""
    if len(inlines) == 1 and isinstance(inlines[0], Text) and not inlines[0].face and (in_cell or whole):
        return _guarded(escape(inlines[0].text, in_cell), in_cell)  # the common cell, without a writer
    writer = _InlineWriter(in_cell)
    text = writer.write(list(inlines) if in_cell or whole else list(_by_sentence(inlines)))
    return _guarded(text, in_cell)


def _guarded(text: str, in_cell: bool) -> str:
    return text if in_cell else "\n".join(_guard(part.strip(" ")) for part in text.split("\n"))


@dataclass(slots=True)
class _InlineWriter:
    """Writes the inlines of one block."""

    in_cell: bool = False
    _out: list[str] = field(default_factory=list)
    _open: list[tuple[int, str]] = field(default_factory=list)
    _last: str = ""

    def write(self, inlines: Sequence[Inline]) -> str:
        for at, inline in enumerate(inlines):
            following = inlines[at + 1] if at + 1 < len(inlines) else None
            self._inline(inline, following)
        self._close_to(Face.PLAIN)
        return "".join(self._out)

    def _inline(self, inline: Inline, following: Inline | None) -> None:
        match inline:
            case Text():
                self._text(inline, following)
            case Break():
                self._close_unless(~0, following)
                self._put("\n" if isinstance(inline, _Newline) else "<br>" if self.in_cell else "\\\n")
            case Note():
                self._put(f"[^{inline.label}]")
            case Image():
                self._close_to(Face.PLAIN)
                self._put(f"![{escape(inline.alt, self.in_cell)}]({_target(inline.path)})")
            case Link():
                self._link(inline)

    def _put(self, text: str) -> None:
        if text:
            self._out.append(text)
            self._last = text[-1]

    def _link(self, link: Link) -> None:
        faces = {i.face & ~Face.CODE for i in link.content if isinstance(i, Text)}
        face: int = faces.pop() if len(faces) == 1 else Face.PLAIN
        content = tuple(_without(i, face) for i in link.content) if face else link.content
        self._close_to(face)
        self._open_to(face, "[")
        self._put(f"[{self._label(content)}]({_target(link.url)})")

    def _label(self, content: Sequence[Inline]) -> str:
        """The Markdown of a link's words; most are a name, which needs no writer."""
        only = content[0] if len(content) == 1 else None
        if isinstance(only, Text) and not only.face and only.text == only.text.strip(" "):
            return escape(only.text, self.in_cell)
        return _InlineWriter(self.in_cell).write(content)

    def _text(self, text: Text, following: Inline | None) -> None:
        face = text.face & ~Face.CODE
        body = text.text
        if text.face & Face.CODE:
            self._close_to(face)
            self._open_to(face, "`")
            self._put(_code_span(body, self.in_cell))
            return
        stripped = body.strip(" ")
        if not stripped:
            self._close_unless(face, following)
            self._put(body)
            return
        self._close_to(face)
        if body.startswith(" "):
            self._put(" ")
        self._open_to(face, stripped[0])
        self._put(_escape_end(escape(stripped, self.in_cell), following))
        if body.endswith(" "):
            self._close_unless(face, following)
            self._put(" ")

    def _close_unless(self, face: int, following: Inline | None) -> None:
        """Close before a trailing space what the next inline does not carry on."""
        next_face: int = following.face & ~Face.CODE if isinstance(following, Text) else Face.PLAIN
        self._close_to(face & next_face)

    def _close_to(self, face: int) -> None:
        """Close delimiters, innermost first, until only those of `face` are open."""
        keep = 0
        while keep < len(self._open) and self._open[keep][0] & face:
            keep += 1
        while len(self._open) > keep:
            self._put(self._open.pop()[1])

    def _open_to(self, face: int, following: str) -> None:
        """Open what `face` has more, where Markdown lets a delimiter open between these characters."""
        opened: int = Face.PLAIN
        for kind, _ in self._open:
            opened |= kind
        for kind, delimiter in _DELIMITERS:
            if face & kind and not opened & kind and _can_open(self._last, following):
                self._open.append((kind, delimiter))
                self._put(delimiter)


def _can_open(before: str, after: str) -> bool:
    """CommonMark's left flanking: not before a space, nor before punctuation inside a word."""
    if after.isspace():
        return False
    return not _punctuation(after) or not before or before.isspace() or _punctuation(before)


def _punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in {"P", "S"}


def _without(inline: Inline, face: int) -> Inline:
    return Text(inline.text, inline.face & ~face, inline.origin) if isinstance(inline, Text) else inline


def escape(text: str, in_cell: bool = False) -> str:
    """`text` so that Markdown reads it as these very characters inside a line."""
    if _SUSPECT.search(text):
        text = _SPECIAL.sub(lambda match: "\\" + match[0], text)
    return text.replace("|", "\\|") if in_cell else text


def _escape_end(text: str, following: Inline | None) -> str:
    return text[:-1] + "\\!" if text.endswith("!") and isinstance(following, Link | Note) else text


def _guard(line: str) -> str:
    """Escape what would open a block at the start of a line."""
    match = _LINE_START.match(line)
    if match is None:
        return line
    if match["number"]:
        return f"{match['number']}\\{line[match.start('dot') :]}"
    if match["note"]:
        return f"{match['note']}\\{line[match.end() :]}"
    return "\\" + line


def _code_span(text: str, in_cell: bool) -> str:
    text = text.replace("\n", " ")
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1 if longest else 1)
    edges = text[:1] + text[-1:]
    pad = " " if "`" in edges or (edges == "  " and text.strip(" ")) else ""
    if in_cell:
        text = text.replace("|", "\\|")
    return f"{fence}{pad}{text}{pad}{fence}"


def _target(url: str) -> str:
    return url if _PLAIN_URL.match(url) or not url else f"<{url.replace('<', '%3C').replace('>', '%3E')}>"


def _by_sentence(inlines: Sequence[Inline]) -> Iterator[Inline]:
    """`inlines` with the space after each sentence made a line end; links and code stay whole."""
    ends = sentence_ends("".join(_visible(inline) for inline in inlines))
    if not ends:
        yield from inlines
        return
    base = 0
    for inline in inlines:
        length = len(_visible(inline))
        inside = [end - base for end in ends if base <= end < base + length]
        base += length
        if isinstance(inline, Text) and not inline.face & Face.CODE and inside:
            yield from _cut(inline, inside)
        else:
            yield inline


def _visible(inline: Inline) -> str:
    return " " if isinstance(inline, Break) else plain_text((inline,))


def _cut(text: Text, ends: list[int]) -> Iterator[Inline]:
    at = 0
    for end in ends:
        if end > at:
            yield Text(text.text[at:end], text.face, text.origin)
        yield _Newline()
        at = end + len(text.text[end:]) - len(text.text[end:].lstrip(" "))
    if at < len(text.text):
        yield Text(text.text[at:], text.face, text.origin)
