"""Where printed values come from: a content control per typed value, a manifest of all of them.

A control's tag is the plan path, or `h:` and a hash where the path is longer than Word's 64
characters; the manifest resolves it. The manifest also holds the document's text line by line with
each control collapsed to `⟦path⟧`: what was typed outside of any control shows by comparing.
"""

from __future__ import annotations

from hashlib import blake2s
from zlib import crc32

from plangen.document.blocks import Origin
from plangen.word import oxml
from plangen.word.oxml import attribute
from plangen.word.packing import Packed, Packer

TAG_LIMIT = 64
"""Characters of a control's title and tag that Word keeps; no validator counts them."""

_ID_SPAN = 2**31 - 1
_BATCH = 64
_KINDS = ("text", "figure")


def tag_of(path: str) -> str:
    """The tag of a plan path, at most 64 characters."""
    return path if len(path) <= TAG_LIMIT else "h:" + blake2s(path.encode(), digest_size=16).hexdigest()


def alias_of(path: str) -> str:
    """What Word shows as the control's title: the end of the path, where the field is named."""
    return path if len(path) <= TAG_LIMIT else "…" + path[1 - TAG_LIMIT :]


class Controls:
    """Gives out controls and remembers every printed value, in the order of the document."""

    def __init__(self) -> None:
        self._manifest = Packer()
        self._manifest.add(oxml.MANIFEST_START)
        self._lines: list[str] = []
        self._skeleton: list[bytes] = []
        self._times: dict[str, int] = {}
        self._ids: set[int] = set()

    def say(self, line: str) -> None:
        """The next line of the skeleton, one to a paragraph; escaped."""
        lines = self._lines
        lines.append(f"<p>{line}</p>")
        if len(lines) == _BATCH:
            self._settle()

    def _settle(self) -> None:
        self._skeleton.append("".join(self._lines).encode())
        self._lines.clear()

    def wrap(self, run: str, text: str, origin: Origin) -> tuple[str, str]:
        """The run in its control, or as it is where the value is derived; and what the skeleton says.

        `text` is what the run prints; all three are escaped.
        """
        paths = origin.paths
        if len(paths) != 1 or origin.derived:
            self.record(text, origin)
            return run, text
        path = paths[0]
        quoted = attribute(path)
        identifier = self._enter(path, quoted, _KINDS[origin.figure], text)
        said = quoted if '"' not in path else oxml.escape(path)
        if len(path) <= TAG_LIMIT:
            return oxml.control(identifier, quoted, quoted, run), f"⟦{said}⟧"
        alias = attribute(alias_of(path))
        return oxml.control(identifier, tag_of(path), alias, run), f"⟦{said}⟧"

    def record(self, text: str, origin: Origin) -> int:
        """Enter a printed value, escaped, in the manifest; its id is the control's, where it has one."""
        paths = " ".join(origin.paths)
        kind = ("derived " if origin.derived else "") + _KINDS[origin.figure]
        return self._enter(paths, attribute(paths), kind, text)

    def manifest(self) -> Packed:
        """The custom XML part; nothing can be recorded after it."""
        manifest = self._manifest
        manifest.add(oxml.SKELETON_START)
        if not (self._lines or self._skeleton):
            self.say("")
        self._settle()
        for content in self._skeleton:
            manifest.feed(content)
        manifest.add(oxml.MANIFEST_END)
        return manifest.close()

    def _enter(self, paths: str, quoted: str, kind: str, text: str) -> int:
        """The id is a 31-bit number from the path and how often it was printed before; never given twice."""
        times, ids = self._times, self._ids
        occurrence = times.get(paths, 0)
        times[paths] = occurrence + 1
        identifier = crc32(paths.encode(), occurrence) % _ID_SPAN + 1
        while identifier in ids:
            identifier = identifier % _ID_SPAN + 1
        ids.add(identifier)
        self._manifest.add(oxml.manifest_value(identifier, quoted, kind, text))
        return identifier


class NoControls(Controls):
    """Gives out none and remembers nothing, for a document that is only compared."""

    def say(self, line: str) -> None:
        """Let the line go."""

    def wrap(self, run: str, text: str, origin: Origin) -> tuple[str, str]:
        """The run and its text as they are."""
        return run, text
