"""The address of a value in a plan: keys joined by `/`, never positions of records.

`strategies/EST-2/owner`, `benchmark/scores/own+DIM-2/score`; items of a list of text stand by their
position from 0 (`segmentation/segments/SEG-1/purchase_criteria/0`), entries of a map by their key
(`indicators/IND-3/targets/2027`). Inside a key `~` and `/` are written `~0` and `~1` (RFC 6901).
Outside this module a path is passed as its text.
"""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import normalize


def escape_key(key: str) -> str:
    """A key as it is written inside the text of a path."""
    return key.replace("~", "~0").replace("/", "~1") if "~" in key or "/" in key else key


def join_path(path: str, key: str) -> str:
    """The text of the path one key below the path `path`; the root is the empty text."""
    return f"{path}/{escape_key(key)}" if path else escape_key(key)


@dataclass(frozen=True, slots=True)
class PlanPath:
    """A path as its keys, none of them empty; the root has none."""

    keys: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "/".join(map(escape_key, self.keys))

    def __truediv__(self, key: str) -> PlanPath:
        return PlanPath((*self.keys, normalize("NFC", key)))

    @property
    def parent(self) -> PlanPath:
        """The path one key above; the root is its own parent."""
        return PlanPath(self.keys[:-1])

    def starts_with(self, other: PlanPath) -> bool:
        """Whether this is `other` or lies below it."""
        return self.keys[: len(other.keys)] == other.keys

    def matches(self, pattern: str) -> bool:
        """Whether the keys are those of `pattern`, where `*` stands for any one key."""
        wanted = parse_path(pattern).keys
        return len(wanted) == len(self.keys) and all(
            want in ("*", key) for want, key in zip(wanted, self.keys, strict=True)
        )


def parse_path(text: str) -> PlanPath:
    """The path that `text` spells, in NFC; any text is a path, though it may lead nowhere."""
    if not text:
        return PlanPath()
    parts = normalize("NFC", text).split("/")
    return PlanPath(tuple(part.replace("~1", "/").replace("~0", "~") for part in parts))
