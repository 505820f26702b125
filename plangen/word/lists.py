"""The house's lists: the levels of `w:abstractNum` and the `w:num` that styles bear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from plangen.word.house import ListIds
from plangen.word.styles import HANG, INK, LISTS


@dataclass(frozen=True, slots=True)
class Level:
    """One level: `form` is the number format, `style` the style name that bears it, indents in twips."""

    form: str
    text: str
    left: int
    hanging: int
    style: str = ""
    strong: bool = False


_HEADING = (
    Level("decimal", "%1", HANG, HANG, "heading 1"),
    Level("decimal", "%1.%2", HANG, HANG, "heading 2"),
    Level("decimal", "%1.%2.%3", HANG, HANG, "heading 3"),
)
_BULLET = (
    Level("bullet", "•", 1645, 284, "List Bullet"),
    Level("bullet", "–", 1929, 284),
    Level("bullet", "–", 2213, 284),
)
_BULLET_2 = (
    Level("bullet", "–", 1929, 284, "List Bullet 2"),
    Level("bullet", "–", 2213, 284),
    Level("bullet", "–", 2497, 284),
)
_NUMBER = (
    Level("decimal", "%1.", 1701, 340, "List Number"),
    Level("lowerLetter", "%2.", 2041, 340),
    Level("lowerRoman", "%3.", 2381, 340),
)
_FINDINGS = (Level("decimal", "%1", 1758, 397, "Plan Hallazgo", strong=True),)

LEVELS: Final = MappingProxyType(
    dict(zip(LISTS, (_HEADING, _BULLET, _BULLET_2, _NUMBER, _FINDINGS), strict=True))
)
"""Levels of each list by its name; the first level of a list is the one its style bears."""


def own_lists(abstract: int = 1, num: int = 1) -> dict[str, ListIds]:
    """Ids for our lists, counted from the first free ones of a document."""
    return {name: ListIds(abstract + at, num + at) for at, name in enumerate(LISTS)}


def render_abstract(name: str, number: int, ids: Mapping[str, str], own: frozenset[str]) -> str:
    """One list as `w:abstractNum`.

    `ids`: style name in lower case → style id. A level is bound to its style (`w:pStyle`) only when
    that style is among `own`, the names whose numbering is ours: a style may belong to one list alone.
    """
    levels = LEVELS[name]
    nsid = f"5A1C{number:04X}"  # any eight hex digits that differ from list to list
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{nsid}"/>'
        f'<w:multiLevelType w:val="{"multilevel" if len(levels) > 1 else "singleLevel"}"/>'
        f'<w:tmpl w:val="{nsid}"/>'
        + "".join(_level(at, level, ids, own) for at, level in enumerate(levels))
        + "</w:abstractNum>"
    )


def _level(at: int, level: Level, ids: Mapping[str, str], own: frozenset[str]) -> str:
    bound = f'<w:pStyle w:val="{ids[level.style.lower()]}"/>' if level.style in own else ""
    face = f'<w:rPr><w:b/><w:bCs/><w:color w:val="{INK}"/></w:rPr>' if level.strong else ""
    tab = f'<w:tabs><w:tab w:val="num" w:pos="{level.left}"/></w:tabs>'
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{level.form}"/>{bound}'
        f'<w:suff w:val="tab"/><w:lvlText w:val="{level.text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr>{tab}<w:ind w:left="{level.left}" w:hanging="{level.hanging}"/></w:pPr>{face}</w:lvl>'
    )


def render_num(ids: ListIds) -> str:
    """The `w:num` of a list that its style bears; lists that start anew get their own from the writer."""
    return f'<w:num w:numId="{ids.num}"><w:abstractNumId w:val="{ids.abstract}"/></w:num>'
