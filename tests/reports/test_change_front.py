"""The page in front of a redline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from plangen.changes.kinds import Grade
from plangen.document.blocks import Block, Heading, Inlines, Paragraph, Table, Text
from plangen.reports.change_front import front_blocks
from plangen.reports.change_view import PartView
from tests.support.compared_plans import WORDS, banana_view


def _said(inlines: Inlines) -> str:
    return "".join(one.text for one in inlines if isinstance(one, Text)).replace("\u00a0", " ")


def _rows(blocks: Iterable[Block]) -> list[list[list[str]]]:
    (table,) = (block for block in blocks if isinstance(block, Table))
    return [[list(map(_said, cell.paragraphs)) for cell in row.cells] for row in table.rows]


def test_it_opens_with_its_title_the_versions_and_the_counts() -> None:
    blocks = front_blocks(banana_view(), WORDS)
    assert isinstance(blocks[0], Heading)
    assert _said(blocks[0].content) == "Compromisos que cambian"
    counts = banana_view().counts
    assert isinstance(blocks[2], Paragraph)
    assert str(counts[Grade.COMMITMENT]) in _said(blocks[2].content)


def test_the_commitments_of_an_item_stand_together_with_what_follows() -> None:
    rows = {row[0][0]: row for row in _rows(front_blocks(banana_view(), WORDS))}
    slipped = rows["ACT-8-B Instalación y manejo de las parcelas"]
    assert slipped[1] == ["Fin: set. 2028 → feb. 2029 (+5 meses)"]
    assert slipped[2][0].startswith("Acordado: ")
    assert any("IND-23" in line for line in slipped[2])
    assert len(rows["IND-18 Contratos de programa vigentes"][1]) > 1


def test_a_record_that_is_gone_says_so() -> None:
    rows = {row[0][0]: row for row in _rows(front_blocks(banana_view(), WORDS))}
    assert rows["IND-25 Módulos de riego en operación"][1] == ["Indicador retirado"]


def test_where_no_commitment_moves_a_sentence_says_that() -> None:
    view = banana_view()
    calm = tuple(
        PartView(
            part.key, part.title, tuple(one for one in part.changes if one.grade is not Grade.COMMITMENT)
        )
        for part in view.parts
    )
    blocks = front_blocks(replace(view, parts=calm, counts={**view.counts, Grade.COMMITMENT: 0}), WORDS)
    assert not [block for block in blocks if isinstance(block, Table)]
    assert any(
        isinstance(block, Paragraph) and "Ningún compromiso cambia" in _said(block.content)
        for block in blocks
    )
