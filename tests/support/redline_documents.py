"""Documents and their edited versions, made up: the same number gives the same pair on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2s
from typing import Any, TypeVar

from plangen.document.blocks import (
    Block,
    Break,
    Callout,
    Cell,
    Code,
    Document,
    Face,
    Heading,
    Inline,
    Inlines,
    Layout,
    Link,
    ListBlock,
    Note,
    Origin,
    Paragraph,
    Picture,
    Place,
    Quote,
    Row,
    Rule,
    Table,
    Text,
)
from tests.support.documents import caption, document, png, sample_document, text

_T = TypeVar("_T")

_LINE = (
    "clúster banano orgánico Piura productores exportación de la el y con para sanidad año señal niñez "
    "campaña ACT-7 12 48.5 % S/ 1,200 «riesgo» protocolo, mercado; valle? acopio <frío> R&D empaque"
)
WORDS = tuple(_LINE.split(" "))
PICTURES = ("a.png", "b.png", "c.png")
IMAGES = {
    "a.png": png(60, 40),
    "b.png": png(90, 30),
    "c.png": png(60, 41),
    "figuras/serie.png": png(627, 205),
}
NOTES = tuple(f"nota-{at}" for at in range(6))
PAIRS = 150


class Chance:
    """Draws that follow from a seed."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._count = 0

    def below(self, limit: int) -> int:
        self._count += 1
        digest = blake2s(f"{self._seed}/{self._count}".encode(), digest_size=8).digest()
        return int.from_bytes(digest, "big") % limit

    def one_in(self, count: int) -> bool:
        return self.below(count) == 0

    def pick(self, items: Sequence[_T]) -> _T:
        return items[self.below(len(items))]


def pair(number: int) -> tuple[Document, Document]:
    """A document and the same after some edits."""
    chance = Chance(f"redline {number}")
    old = sample_document() if number % 5 == 0 else _made_up(chance)
    new = old
    for _ in range(1 + chance.below(14)):
        new = _edited(new, chance)
    return old, new


# --- documents ---


def _made_up(chance: Chance) -> Document:
    blocks: list[Block] = [Heading(0, text("Plan de prueba"), anchors=("plan",)), Place("page_break")]
    if chance.one_in(2):
        blocks += [Place("contents"), Place("tables")]
    for chapter in range(1, 2 + chance.below(3)):
        blocks.append(Heading(1, _words(chance, 4), str(chapter), (f"cap-{chapter}",)))
        blocks += [_block(chance) for _ in range(3 + chance.below(8))]
    notes = {label: text("Fuente ", *_words(chance, 5)) for label in NOTES}
    return document(*blocks, notes=notes, images=IMAGES)


def _words(chance: Chance, most: int) -> Inlines:
    return text(" ".join(chance.pick(WORDS) for _ in range(1 + chance.below(most))))


def _prose(chance: Chance) -> Inlines:
    items: list[Inline] = []
    for _ in range(1 + chance.below(4)):
        items += [*_words(chance, 12), Text(" ")]
        items += _special(chance) if chance.one_in(2) else ()
    return (*items, *_words(chance, 3))


def _special(chance: Chance) -> Inlines:
    match chance.below(6):
        case 0:
            return (Text(chance.pick(WORDS), chance.pick((Face.BOLD, Face.ITALIC, Face.CODE))),)
        case 1:
            return (Link(_words(chance, 3), url=f"https://example.org/{chance.below(5)}"),)  # type: ignore[arg-type]
        case 2:
            return (Link(_words(chance, 3), anchor=f"cap-{chance.below(3)}"),)  # type: ignore[arg-type]
        case 3:
            return (Note(chance.pick(NOTES)),)
        case 4:
            return (Break(),)
        case _:
            return (Text(chance.pick(WORDS), origin=Origin((f"facts/DAT-{chance.below(9)}/value",))),)


def _block(chance: Chance) -> Block:
    match chance.below(14):
        case 0 | 1:
            anchors = (f"sec-{chance.below(9)}",) if chance.one_in(2) else ()
            return Heading(2, _words(chance, 5), "1.1", anchors)
        case 2 | 3:
            return _table(chance)
        case 4:
            items = tuple((Paragraph(_prose(chance)),) for _ in range(1 + chance.below(4)))
            return ListBlock(items, ordered=chance.one_in(2), start=1 + chance.below(2))
        case 5:
            nested = ListBlock(((Paragraph(_words(chance, 4)),),), ordered=chance.one_in(2))
            return ListBlock(
                ((Paragraph(_words(chance, 6)), nested), (Paragraph(_prose(chance)),)), ordered=True
            )
        case 6:
            return Picture(chance.pick(PICTURES), "Mapa", source=_words(chance, 3))
        case 7:
            return Callout("note", _words(chance, 3), (Paragraph(_prose(chance)),))
        case 8:
            return chance.pick((Quote((Paragraph(_words(chance, 9)),)), Code("a: 1\n  b: 2"), Rule()))
        case _:
            return Paragraph(_prose(chance), chance.pick(("", "", "", "lead", "source")))


def _table(chance: Chance) -> Table:
    count = 2 + chance.below(4)
    title = caption(
        " ".join(chance.pick(WORDS) for _ in range(4)),
        "1",
        1 + chance.below(5),
        anchor=f"t{chance.below(20)}",
    )
    return Table(
        Row(tuple(Cell((_words(chance, 2),)) for _ in range(count))),
        tuple(_row(chance, count) for _ in range(1 + chance.below(7))),
        ("",) * count,
        caption=title if chance.one_in(2) else None,
        source=_words(chance, 4) if chance.one_in(2) else (),
        layout=Layout(landscape=chance.one_in(5), style=chance.pick(("plain", "matrix"))),
        title="Tabla",
    )


def _row(chance: Chance, count: int) -> Row:
    if chance.one_in(8):
        return Row((Cell((_words(chance, 3),)), *(Cell(()),) * (count - 1)), "group")
    cells = tuple(_cell(chance) for _ in range(count))
    return Row(cells, "total" if chance.one_in(10) else "")


def _cell(chance: Chance) -> Cell:
    match chance.below(6):
        case 0:
            level = 1 + chance.below(5)
            return Cell((text(str(level)),), level)
        case 1:
            return Cell((_prose(chance), _words(chance, 4)))
        case 2:
            return Cell(())
        case _:
            return Cell((_words(chance, 6),))


# --- edits ---


def _edited(old: Document, chance: Chance) -> Document:
    blocks = list(old.blocks)
    if chance.one_in(12) and old.notes:
        label = chance.pick(tuple(old.notes))
        return replace(old, notes={**old.notes, label: _reworded(old.notes[label], chance)})
    at = chance.below(len(blocks))
    match chance.below(10):
        case 0 if len(blocks) > 3:
            del blocks[at]
        case 1:
            blocks.insert(at, _block(chance))
        case 2:
            blocks.insert(chance.below(len(blocks)), blocks.pop(at))
        case 3:
            blocks[at] = _block(chance)
        case _:
            blocks[at] = _changed(blocks[at], chance)
    return replace(old, blocks=tuple(blocks))


def _changed(block: Block, chance: Chance) -> Block:
    match block:
        case Paragraph():
            return replace(block, content=_reworded(block.content, chance))
        case Heading():
            return replace(block, content=_reworded(block.content, chance))
        case ListBlock():
            return _changed_list(block, chance)
        case Table():
            return _changed_table(block, chance)
        case Picture():
            return (
                replace(block, path=chance.pick(PICTURES)) if chance.one_in(2) else replace(block, alt="Otro")
            )
        case Callout() | Quote():
            return replace(block, blocks=tuple(_changed(one, chance) for one in block.blocks))
        case Code():
            return Code(block.text + "\nnuevo: sí")
        case _:
            return block


def _changed_list(block: ListBlock, chance: Chance) -> ListBlock:
    items: list[Any] = list(block.items)
    at = chance.below(len(items))
    match chance.below(5):
        case 0 if len(items) > 1:
            del items[at]
        case 1:
            items.insert(at, (Paragraph(_prose(chance)),))
        case 2:
            return replace(block, ordered=not block.ordered)
        case _:
            items[at] = tuple(_changed(one, chance) for one in items[at])
    return replace(block, items=tuple(items))


def _changed_table(table: Table, chance: Chance) -> Table:
    rows, count = list(table.rows), len(table.header.cells)
    at = chance.below(len(rows) + 1)
    match chance.below(10):
        case 0 if len(rows) > 1:
            del rows[at - 1]
        case 1 | 2:
            rows.insert(at, _row(chance, count))
        case 3:
            return _widened(table, chance)
        case 4:
            return replace(table, layout=replace(table.layout, landscape=not table.layout.landscape))
        case 6 if table.caption is not None:
            return replace(table, caption=replace(table.caption, content=_words(chance, 6)))
        case 5:
            return replace(table, source=_words(chance, 4) if not table.source else ())
        case _ if rows:
            row = rows[at - 1]
            cells = list(row.cells)
            which = chance.below(len(cells))
            cells[which] = _changed_cell(cells[which], chance)
            rows[at - 1] = replace(row, cells=tuple(cells))
    return replace(table, rows=tuple(rows))


def _widened(table: Table, chance: Chance) -> Table:
    header = replace(table.header, cells=(*table.header.cells, Cell((_words(chance, 2),))))
    rows = tuple(replace(row, cells=(*row.cells, _cell(chance))) for row in table.rows)
    layout = replace(table.layout, kinds=(), widths=(), style="plain")
    return replace(table, header=header, rows=rows, align=(*table.align, ""), layout=layout)


def _changed_cell(cell: Cell, chance: Chance) -> Cell:
    match chance.below(4):
        case 0:
            return _cell(chance)
        case 1:
            return replace(cell, paragraphs=(*cell.paragraphs, _words(chance, 5)))
        case 2:
            return replace(cell, level=(cell.level + 1) % 6)
        case _:
            return replace(cell, paragraphs=tuple(_reworded(one, chance) for one in cell.paragraphs))


def _reworded(content: Inlines, chance: Chance) -> Inlines:
    if not content:
        return _words(chance, 4)
    items = list(content)
    at = chance.below(len(items))
    item = items[at]
    match chance.below(6):
        case 0 if len(items) > 1:
            del items[at]
        case 1:
            items[at:at] = _special(chance)
        case 2 if isinstance(item, Text):
            items[at] = replace(item, face=item.face ^ chance.pick((Face.BOLD, Face.ITALIC)))
        case _ if isinstance(item, Text):
            items[at] = replace(item, text=_other_words(item.text, chance))
        case _:
            items.append(Text(" " + chance.pick(WORDS)))
    return tuple(items)


def _other_words(said: str, chance: Chance) -> str:
    words = said.split(" ")
    at = chance.below(len(words))
    match chance.below(4):
        case 0 if len(words) > 1:
            del words[at]
        case 1:
            words.insert(at, chance.pick(WORDS))
        case _:
            words[at] = chance.pick(WORDS)
    return " ".join(words) or "nada"
