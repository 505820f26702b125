"""A second version of a generated plan: what a round of observations does to it, typed into its files.

    python -m benchmarks.second_version FIRST SECOND

The same first version gives the same bytes on every machine.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import MappingProxyType

_SENTENCE_ENDS = re.compile(r"(?<=\.) (?=[A-ZÁÉÍÓÚÑ])")
_OTHER_WORDS = MappingProxyType(
    {
        "acredita": "demuestra",
        "anticipa": "prevé",
        "compara": "contrasta",
        "mejora": "eleva",
        "mide": "evalúa",
        "ordena": "organiza",
        "publica": "difunde",
        "reduce": "recorta",
        "registra": "anota",
        "revisa": "examina",
        "sostiene": "mantiene",
        "campaña": "cosecha",
        "comprador": "importador",
        "productor": "agricultor",
        "valles": "distritos",
    }
)
_NAME = re.compile(r"((?:name|label|title|text): .*?)(\"?)$", re.MULTILINE)
_KNOWN_WORD = re.compile(rf"\b(?:{'|'.join(_OTHER_WORDS)})\b")
_REWORDED_LINES = 8
"""In a long prose, every so many lines (blank ones between paragraphs count) are reworded."""


def _reworded(prose: str) -> str:
    """Some of its paragraphs in other words."""
    lines = prose.split("\n")
    for at in range(0, len(lines), _REWORDED_LINES):
        if lines[at].strip():
            lines[at] = _paragraph(lines[at])
    return "\n".join(lines)


def _paragraph(text: str) -> str:
    """Two words replaced, the second sentence taken out, or one added: its length decides."""
    sentences = _SENTENCE_ENDS.split(text)
    way = len(text) % 3
    if way == 0 and len(sentences) > 2:
        return " ".join((sentences[0], *sentences[2:]))
    words = _KNOWN_WORD.sub(lambda match: _OTHER_WORDS[match[0]], text, count=2)
    if way == 1 and words != text:
        return words
    return f"{text} La mesa técnica lo revisó con los socios y pide medirlo cada año."


def _more(number: str) -> str:
    """A tenth more, or one."""
    return str(int(number) + max(1, int(number) // 10))


def _one_more(number: str) -> str:
    """Or one less of a score that is the highest."""
    return str(int(number) % 5 + 1 if int(number) < 5 else 4)


def _earlier(year: str) -> str:
    return str(int(year) - 1)


def _later(date: str) -> str:
    """Five months later; a date within a month keeps its day."""
    year, month, *day = date.split("-")
    months = int(month) + 4
    return "-".join((str(int(year) + months // 12), f"{months % 12 + 1:02d}", *day))


def _next_post(reference: str) -> str:
    """Another post answers; where an organ did, the first."""
    kind, number = reference.split("-")
    return f"PTO-{int(number) % 6 + 1 if kind == 'PTO' else 1}"


def _dearer(text: str) -> str:
    """The number it begins with, a cost, and the one it ends with, what pays for it."""
    return re.sub(r"\A\d+|\d+\Z", lambda match: str(int(match[0]) + 600), text)


@dataclass(frozen=True, slots=True)
class _Edit:
    """What becomes of group 1 of every `step`-th match of a pattern in a file, from match `first` on."""

    file: str
    pattern: str
    first: int
    step: int
    revised: Callable[[str], str]
    changes: int = 1


def _leaf(key: str, depth: int) -> str:
    """The value of a key at that depth of the YAML, on the same line."""
    return rf"^{'  ' * depth}{key}: (.+)$"


def _prose(key: str, depth: int) -> str:
    """The lines of a text in block style, without the line end of the last."""
    pad = "  " * depth
    return rf"^{pad}{key}: \|\n((?:{pad}  .*|\n(?={pad}  ))(?:\n{pad}  .*|\n(?=\n{pad}  ))*)$"


_COST_AND_GRANT = r"^ {10}cost: (\d+\n {6}responsible:(?:.*\n)+? {10}amount: \d+)$"
_EDITS = (
    _Edit("plan", _leaf("version", 1), 0, 1, lambda _: "1.1"),
    _Edit("plan", _leaf("date", 1), 0, 1, lambda _: "2026-12-14"),
    _Edit("cluster", _prose("definition", 1), 0, 1, _reworded),
    _Edit("cluster", _leaf("place", 3), 7, 20, lambda _: "Distrito 12"),
    _Edit("cluster", r"^ {6}annual_sales:\n {8}value: (\d+)$", 3, 12, _more),
    _Edit("segmentation", _prose("method", 1), 0, 1, _reworded),
    _Edit("segmentation", _prose("reason", 3), 1, 3, _reworded),
    _Edit("segmentation", _prose("rationale", 5), 4, 12, _reworded),
    _Edit("industry", _prose("market", 1), 0, 1, _reworded),
    _Edit("industry", _leaf("value", 5), 9, 30, _more),
    _Edit("industry", _leaf("today", 3), 5, 18, _one_more),
    _Edit("industry", _leaf("jobs", 4), 2, 4, _more),
    _Edit("industry", _prose("demand", 2), 0, 1, _reworded),
    _Edit("benchmark", _leaf("value", 3), 11, 70, _more),
    _Edit("benchmark", _leaf("score", 3), 30, 60, _one_more),
    _Edit("benchmark", _prose("evidence", 3), 20, 80, _reworded),
    _Edit("benchmark", _prose("cause", 3), 6, 12, _reworded),
    _Edit("vision", _prose("why", 1), 0, 1, _reworded),
    _Edit("vision", r"^  statement: .*\b(referencia)\b", 0, 1, lambda _: "partida"),
    _Edit("strategies", _prose("objective", 2), 1, 4, _reworded),
    _Edit("strategies", _prose("result", 2), 2, 4, _reworded),
    _Edit("management", _prose("model", 1), 0, 1, _reworded),
    _Edit("management", _leaf("quorum", 3), 2, 5, lambda _: "5"),
    _Edit("management", _leaf("annual_cost", 3), 1, 4, _more),
    _Edit("action_plan", _prose("description", 3), 4, 14, _reworded),
    _Edit("action_plan", _leaf("end", 5), 13, 110, _later),
    _Edit("action_plan", _COST_AND_GRANT, 9, 32, _dearer, changes=2),
    _Edit("action_plan", _leaf("responsible", 3), 14, 60, _next_post),
    _Edit("action_plan", _leaf("urgency", 4), 16, 80, lambda _: "5"),
    _Edit("action_plan", _leaf("status", 3), 2, 70, lambda _: "under_way"),
    _Edit("action_plan", _leaf("deliverable", 5), 40, 200, lambda text: f"{text}, con anexos"),
    _Edit("indicators", _leaf("name", 2), 8, 50, lambda text: f"{text}, por campaña"),
    _Edit("indicators", _prose("definition", 2), 3, 14, _reworded),
    _Edit("indicators", _leaf("value", 3), 4, 35, _more),
    _Edit("indicators", _leaf("2027", 3), 11, 25, _more),
    _Edit("indicators", _leaf("2030", 3), 1, 14, _more),
    _Edit("indicators", _leaf("frequency", 2), 5, 40, lambda _: "monthly"),
    _Edit("facts", _leaf("value", 2), 6, 20, _more),
    _Edit("facts", _leaf("year", 2), 15, 60, _earlier),
    _Edit("sources", _leaf("accessed", 2), 11, 24, lambda _: "2026-11-20"),
    _Edit("review", _prose("answer", 3), 2, 6, _reworded),
    _Edit("chapters", _prose("lead", 2), 3, 5, _reworded),
    _Edit("summary", _prose("challenge", 1), 0, 1, _reworded),
)


@dataclass(frozen=True, slots=True)
class _List:
    """A list of records with ids, and how many of them go, come and are moved."""

    file: str
    prefix: str
    depth: int
    removed: int = 0
    added: int = 0
    moved: int = 0

    def records(self, text: str) -> list[re.Match[str]]:
        """The records, each with what belongs to it, down to the blank line behind."""
        pad = "  " * self.depth
        pattern = rf"^{pad}- id: {self.prefix}-\d+\n(?:(?:{pad}  .*)?\n)*"
        return [*re.finditer(pattern, text, re.MULTILINE)]


_LISTS = (
    _List("action_plan", "ACT", 2, removed=2, added=2, moved=2),
    _List("indicators", "IND", 1, removed=1, added=2, moved=1),
    _List("facts", "DAT", 1, removed=2, added=2),
    _List("sources", "FTE", 1, added=1, moved=1),
    _List("industry", "RET", 2, added=1, moved=1),
)
_RENAMED = (("EST-8", "EST-18"), ("IND-7", "IND-207"))
_VERSION_ROW = """\
    - version: 1.1
      date: 2026-12-14
      author: Equipo consultor
      summary: Observaciones atendidas
"""
_MEMBER_ROW = """\
    - actor: ACTR-33
      body: ORG-2
      position: Veedora
"""
_ROWS = MappingProxyType(
    {"plan": ("  acronyms:\n", _VERSION_ROW), "management": ("  coordinator:\n", _MEMBER_ROW)}
)
"""By file: records without id that come, and the line they come before."""


def write_second_version(first: Path, second: Path) -> int:
    """Write the second version of the plan in `first` into `second`; the changes it is made of.

    A record that comes, goes or is moved is one, and so is an id that is renamed, whoever refers to it.
    """
    texts = {file.stem: file.read_text(encoding="utf-8") for file in sorted(first.glob("*.yaml"))}
    changes = sum(_remove(texts, part) for part in _LISTS)
    changes += sum(_edit(texts, edit) for edit in _EDITS)
    changes += sum(_move(texts, part) + _add(texts, part) for part in _LISTS)
    for file, (line, row) in _ROWS.items():
        texts[file] = texts[file].replace(line, row + line, 1)
    renamed = {file: _rename(text) for file, text in texts.items()}
    second.mkdir(parents=True, exist_ok=True)
    for file, text in renamed.items():
        (second / f"{file}.yaml").write_text(text, encoding="utf-8", newline="\n")
    return changes + len(_ROWS) + len(_RENAMED)


def _edit(texts: dict[str, str], edit: _Edit) -> int:
    text = texts[edit.file]
    chosen = [*re.finditer(edit.pattern, text, re.MULTILINE)][edit.first :: edit.step]
    for match in reversed(chosen):
        start, end = match.span(1)
        text = text[:start] + edit.revised(match[1]) + text[end:]
    texts[edit.file] = text
    return edit.changes * len(chosen)


def _remove(texts: dict[str, str], part: _List) -> int:
    """Take out the last ones that nothing refers to."""
    text = texts[part.file]
    alone = (match for match in reversed(part.records(text)) if _is_alone(texts, match[0]))
    gone = list(islice(alone, part.removed))
    for match in gone:
        text = text[: match.start()] + text[match.end() :]
    texts[part.file] = text
    return len(gone)


def _is_alone(texts: Mapping[str, str], record: str) -> bool:
    known = re.compile(rf"\b{_id(record)}\b")
    return sum(len(known.findall(text)) for text in texts.values()) == len(known.findall(record))


def _move(texts: dict[str, str], part: _List) -> int:
    """Put the ninth from the end, and the ninth from there, three places ahead."""
    for turn in range(1, part.moved + 1):
        text = texts[part.file]
        found = part.records(text)
        mover, target = found[-9 * turn], found[-9 * turn - 3] if len(found) >= 9 * turn + 3 else found[0]
        rest = text[: mover.start()] + text[mover.end() :]
        texts[part.file] = rest[: target.start()] + mover[0] + rest[target.start() :]
    return part.moved


def _add(texts: dict[str, str], part: _List) -> int:
    """Copy the fourth and its followers behind the last, with ids of their own and names that say so."""
    for turn in range(part.added):
        text = texts[part.file]
        found = part.records(text)
        end = found[-1].end()
        copied = _copied(found[3 + turn][0], f"{part.prefix}-{301 + turn}")
        texts[part.file] = text[:end] + copied + text[end:]
    return part.added


def _copied(record: str, new_id: str) -> str:
    own = re.sub(rf"\b{_id(record)}\b", new_id, record)
    return _NAME.sub(r"\1, etapa nueva\2", own, count=1)


def _id(record: str) -> str:
    return record.split("\n", 1)[0].rpartition(" ")[2]


def _rename(text: str) -> str:
    for old, new in _RENAMED:
        text = re.sub(rf"\b{old}\b", new, text)
    return text


if __name__ == "__main__":
    print(write_second_version(Path(sys.argv[1]), Path(sys.argv[2])))
