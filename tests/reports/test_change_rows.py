"""Rows of the control de cambios: what a version did to the one before, in a line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from plangen.changes.kinds import Grade
from plangen.plan.nodes import to_plain
from plangen.plan.source import compose
from plangen.reports.change_rows import render_row, summary_of
from plangen.spans import Source
from tests.support.compared_plans import WORDS, banana_view


def test_commitments_are_told_by_kind_with_whose_they_are() -> None:
    said = summary_of(banana_view(), WORDS)
    assert said.startswith("Compromisos: meta rebajada (IND-1, IND-24); ")
    assert "fecha postergada (Persona jurídica, ACT-8-B, ACT-9-A y 1 más)" in said


def test_other_changes_are_counted() -> None:
    view = banana_view()
    assert summary_of(view, WORDS).endswith(
        f"{view.counts[Grade.SUBSTANTIVE]} cambios de fondo y {view.counts[Grade.EDITORIAL]} cambios de forma"
    )


def test_a_version_without_commitments_is_a_sentence_too() -> None:
    view = replace(
        banana_view(), parts=(), counts={Grade.COMMITMENT: 0, Grade.SUBSTANTIVE: 1, Grade.EDITORIAL: 0}
    )
    assert summary_of(view, WORDS) == "Un cambio de fondo"


def test_a_row_is_yaml_whatever_it_says() -> None:
    summary = 'Dijo: "no" # y\nlíneas: [a, {b}]'
    row = render_row("1.10", date(2026, 12, 14), "Equipo: consultor", summary)
    node, findings = compose(Source("x.yaml", row))
    assert not findings
    assert node is not None
    assert to_plain(node) == [
        {"version": "1.10", "date": "2026-12-14", "author": "Equipo: consultor", "summary": summary}
    ]


def test_what_is_not_known_is_left_out() -> None:
    assert render_row("2.0", None, "", "Nada") == '- version: "2.0"\n  summary: "Nada"'
