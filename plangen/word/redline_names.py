"""Names and numbers of the old version as the new one has them: relationships, bookmarks, footnotes, lists.

Each version counts for itself, so that a link inserted on page 2 gives every later one another id. Before
texts are compared the old ones are put in the names of the new; what the new has no name for gets one that
is free there.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from plangen.word.redline_side import Side
from plangen.word.redline_split import Block, text_of

_RELATION: Final = re.compile(r'"(rId\w+)"')
_PLACE: Final = re.compile(r"_p[0-9a-f]{24}")
_NOTE: Final = re.compile(r'(<w:footnoteReference w:id=")(\d+)')
_BOOKMARK: Final = re.compile(r'<w:bookmarkStart w:id="\d+" w:name="([^"]*)"')
_NOTE_MARK: Final = re.compile(
    r'<w:bookmarkStart w:id="\d+" w:name="([^"]*)"/><w:r>(?:<w:rPr>.*?</w:rPr>)?'
    r'<w:footnoteReference w:id="(\d+)"/>'
)
_NUM_ID: Final = re.compile(r'(<w:numId w:val=")(\d+)"/>')


class Names:
    """What each thing of the old version is called in the new one."""

    def __init__(self, old: Side, new: Side) -> None:
        self.links = Relations(old.targets, new.targets, "rIdOld")
        self.note_links = Relations(old.note_targets, new.note_targets, "rIdNoteOld")
        before, after = _bookmarks(old.blocks), _bookmarks(new.blocks)
        self.bookmarks = frozenset(name for name, _ in after)
        """Names of the new version's bookmarks."""
        self._places = _paired_places(before, after)
        marks = _note_marks(new.blocks)
        places = {note: self._places.get(place, place) for place, note in _note_marks(old.blocks).items()}
        free = max([0, *new.notes]) + 1
        self._notes = {note: marks.get(places.get(note, ""), free + at) for at, note in enumerate(old.notes)}
        self._same_notes = all(note == now for note, now in self._notes.items())
        self.old_notes = {now: was for was, now in self._notes.items()}
        """The note of the old version by the id that it has in the new one."""
        self.kept_notes = frozenset(self.old_notes.keys() & new.notes.keys())
        """Ids of the notes that both versions have."""
        self.free_note = free + len(old.notes)
        """The first id that no note of either version has."""

    def in_new(self, xml: str) -> str:
        """A text of the old version's document in the names of the new."""
        if not self._same_notes and "<w:footnoteReference " in xml:
            xml = _NOTE.sub(lambda match: f"{match[1]}{self._notes[int(match[2])]}", xml)
        return self._placed(xml, self.links)

    def note_in_new(self, xml: str) -> str:
        """A footnote's text of the old version in the names of the new."""
        return self._placed(xml, self.note_links)

    def _placed(self, xml: str, links: Relations) -> str:
        if not links.same and '"rId' in xml:
            xml = _RELATION.sub(lambda match: f'"{links.in_new(match[1])}"', xml)
        if self._places and "_p" in xml:
            xml = _PLACE.sub(lambda match: self._places.get(match[0], match[0]), xml)
        return xml


class Relations:
    """Relationship ids: of the same target the new id, of another one that is free."""

    def __init__(self, old: Mapping[str, str | bytes], new: Mapping[str, str | bytes], prefix: str) -> None:
        self._old = old
        self._prefix = prefix
        self._ids: dict[str, str] = {}
        self.brought: dict[str, str | bytes] = {}
        """What the new version does not lead to, by the id that it gets."""
        there: defaultdict[str | bytes, list[str]] = defaultdict(list)
        for key, target in reversed(list(new.items())):
            there[target].append(key)
        for key, target in old.items():
            # two ids may lead to equal pictures; the first of the old is the first of the new
            keys = there.get(target)
            if keys:
                self._ids[key] = keys.pop() if len(keys) > 1 else keys[0]
        self.same = all(self._ids.get(key) == key for key in old)
        """Whether both versions have the same ids."""

    def in_new(self, key: str) -> str:
        """The id in the new version of what `key` leads to in the old one."""
        target = self._old.get(key)
        if target is None:
            return key
        if key not in self._ids:
            self._ids[key] = f"{self._prefix}{len(self.brought) + 1}"
            self.brought[self._ids[key]] = target
        return self._ids[key]


def _bookmarks(blocks: Iterable[Block]) -> list[tuple[str, str]]:
    """Name of every bookmark and the text of the block that it stands in, in order."""
    return [
        (name, text_of(block.xml))
        for block in blocks
        if "<w:bookmarkStart " in block.xml
        for name in _BOOKMARK.findall(block.xml)
    ]


def _note_marks(blocks: Iterable[Block]) -> dict[str, int]:
    """The footnote by the name of the bookmark round its mark."""
    return {
        mark[1]: int(mark[2])
        for block in blocks
        if "<w:footnoteReference " in block.xml
        for mark in _NOTE_MARK.finditer(block.xml)
    }


def _paired_places(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> dict[str, str]:
    """The new name of each old bookmark that has another there.

    A heading to which nothing leads is named after its position, which an inserted one shifts: first
    come the bookmarks of one name and one text, then those of one text, then those of one name.
    """
    texts = dict(new)
    pairs = {name: name for name, text in old if texts.get(name) == text}
    waiting: defaultdict[str, list[str]] = defaultdict(list)
    for name, text in reversed(new):
        if name not in pairs:
            waiting[text].append(name)
    for name, text in old:
        if name not in pairs and waiting[text]:
            pairs[name] = waiting[text].pop()
    taken = set(pairs.values())
    for name, _ in old:
        if name not in pairs:
            # where another thing of the new version bears the name, any that it has not will do
            pairs[name] = name if name not in taken else f"{name}_o"
    return {name: other for name, other in pairs.items() if name != other}


class Lists:
    """The lists of the old version as the new one has them: a list that lost an item is the same list."""

    def __init__(self, old: Mapping[str, str], new: Mapping[str, str], first_free: int) -> None:
        self._old, self._new = old, new
        self._ids = {key: key for key, num in old.items() if "<w:lvlOverride" not in num and key in new}
        self._next = first_free
        self.added: list[str] = []
        """The `w:num` of lists that the new version has not."""

    def pair(self, blocks: Iterable[tuple[str, str]]) -> None:
        """Pair the lists of old and new XML that belong together: most items in common first."""
        votes = Counter(pair for old, new in blocks for pair in zip(_nums(old), _nums(new), strict=False))
        taken = set(self._ids.values())
        for (old, new), _ in votes.most_common():
            alike = self._old.get(old) == self._new.get(new)
            if alike and old not in self._ids and new not in taken:
                self._ids[old] = new
                taken.add(new)

    def agree(self, old: str, new: str) -> bool:
        """Whether equal XML of both versions is in the same lists."""
        pairs = zip(_nums(old), _nums(new), strict=False)
        return all(self._ids.get(one) == other for one, other in pairs)

    def in_new(self, xml: str) -> str:
        """A text of the old version in the lists of the new."""
        return _NUM_ID.sub(self._renamed, xml) if "<w:numId " in xml else xml

    def _renamed(self, match: re.Match[str]) -> str:
        key = match[2]
        if key not in self._ids:
            self._ids[key] = str(self._next)
            self.added.append(f'<w:num w:numId="{self._next}">{self._old.get(key, "")}</w:num>')
            self._next += 1
        return f'{match[1]}{self._ids[key]}"/>'


def _nums(xml: str) -> Iterator[str]:
    return (match[2] for match in _NUM_ID.finditer(xml)) if "<w:numId " in xml else iter(())
