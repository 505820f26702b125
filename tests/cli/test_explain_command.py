"""`plangen explain`: the page of a code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from plangen.changes.kinds import KINDS
from plangen.checks.table import ALL
from plangen.plan.faults import FAULTS


@pytest.mark.parametrize("asked", ["P069", "p069", "broken-reference", "Broken-Reference"])
def test_a_page_is_found_by_code_or_name_case_aside(plangen: Callable[..., Any], asked: str) -> None:
    ran = plangen("explain", asked)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == plangen("explain", "P069").out
    assert ran.out.splitlines()[0].startswith("P069 broken-reference (")


def test_every_code_has_a_page_with_a_wrong_and_a_right_example(plangen: Callable[..., Any]) -> None:
    for fault in FAULTS.values():
        ran = plangen("explain", fault.code)
        head, why, *rest = ran.out.split("\n\n")
        assert head.startswith(f"{fault.code} {fault.name} (")
        assert why.strip()
        assert [one for one in rest if one in {"Mal:", "Bien:"}] == ["Mal:", "Bien:"], fault.code


@pytest.mark.parametrize("asked", ["G001", "g001", "segment-without-factor", "Segment-Without-Factor"])
def test_a_rule_has_its_page_too(plangen: Callable[..., Any], asked: str) -> None:
    ran = plangen("explain", asked)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "G001 segment-without-factor (en borrador, nota; en la entrega, error)"
    assert lines[2] == "Un segmento priorizado no tiene factores clave de éxito."
    assert lines[-1].startswith("Fuente: ")


@pytest.mark.parametrize("asked", ["C001", "c001", "target-lowered", "Target-Lowered"])
def test_a_kind_of_change_has_its_page_too(plangen: Callable[..., Any], asked: str) -> None:
    ran = plangen("explain", asked)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "C001 target-lowered (compromiso)"
    assert lines[2].startswith("Meta rebajada. ")
    assert [one for one in lines if one in {"Antes:", "Después:"}] == ["Antes:", "Después:"]
    assert "template.yaml" in lines[-1]


def test_kinds_of_every_grade_are_found(plangen: Callable[..., Any]) -> None:
    for kind in {kind.grade: kind for kind in KINDS}.values():
        assert plangen("explain", kind.code).out.startswith(f"{kind.code} {kind.name} (")


def test_no_code_and_no_name_stands_for_two_things() -> None:
    known = [(one.code, one.name) for one in (*FAULTS.values(), *ALL, *KINDS)]
    for each in zip(*known, strict=True):
        assert len(set(each)) == len(known)


@pytest.mark.parametrize("asked", ["P999", "P06", "", "no-existe"])
def test_an_unknown_code_ends_with_2(plangen: Callable[..., Any], asked: str) -> None:
    ran = plangen("explain", asked)
    assert (ran.code, ran.out) == (2, "")
    assert f"No existe el código {asked}." in ran.err
    assert "P001" in ran.err
