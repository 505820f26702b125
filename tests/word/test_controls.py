"""Controls round typed values, and the manifest of all printed ones."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.document.blocks import Heading, Link, Note, Origin
from plangen.word.controls import TAG_LIMIT, Controls, alias_of, tag_of
from tests.support.documents import caption, cell, para, row, table, text, value
from tests.support.docx_reader import MANIFEST, Docx

Built = Callable[..., Docx]
LONG = "strategies/" + "x" * 80 + "/owner"


def _values(seen: Docx) -> list[tuple[str, str, str]]:
    """Paths, kind and text of each value of the manifest."""
    return [
        (found.get("paths", ""), found.get("kind", ""), found.text or "")
        for found in seen.manifest.iter(f"{MANIFEST}value")
    ]


def _skeleton(seen: Docx) -> list[str]:
    return [line.text or "" for line in seen.manifest.iter(f"{MANIFEST}p")]


def test_typed_values_carry_a_control_wherever_they_stand(built: Built) -> None:
    seen = built(
        Heading(1, (value("Uno", "a/title"),), "1", ("uno",)),
        para("Texto ", value("dos", "b/name"), "."),
        table(row("x"), row(cell((value("tres", "c/name"),))), caption=caption("t", "1", 1)),
        para(Link((value("cuatro", "d/name"),), anchor="uno")),
    )
    assert [(one.tag, one.text) for one in seen.controls] == [
        ("a/title", "Uno"),
        ("b/name", "dos"),
        ("c/name", "tres"),
        ("d/name", "cuatro"),
    ]
    assert not any(one.locked for one in seen.controls)


def test_derived_values_and_those_of_several_paths_carry_none_but_are_in_the_manifest(built: Built) -> None:
    seen = built(
        para(
            value("550", "budget/total", derived=True, figure=True),
            value("a y b", "x/1", "x/2"),
            value("9", "y/n", figure=True),
        )
    )
    assert [one.tag for one in seen.controls] == ["y/n"]
    assert _values(seen) == [
        ("budget/total", "derived figure", "550"),
        ("x/1 x/2", "text", "a y b"),
        ("y/n", "figure", "9"),
    ]


def test_manifest_and_controls_agree(seen: Docx) -> None:
    manifest = {int(one.get("id", "")): one for one in seen.manifest.iter(f"{MANIFEST}value")}
    assert seen.controls
    for control in seen.controls:
        entry = manifest[control.id]
        assert control.tag == tag_of(entry.get("paths", ""))
        assert control.text == entry.text


def test_ids_are_unique_even_for_one_path_printed_often(built: Built) -> None:
    seen = built(*(para(value("x", "same/path")) for _ in range(50)))
    ids = [one.id for one in seen.controls]
    assert len(set(ids)) == 50
    assert all(0 < one < 2**31 for one in ids)


def test_a_long_path_is_a_hash_in_the_tag_and_whole_in_the_manifest(built: Built) -> None:
    seen = built(para(value("x", LONG)))
    control = seen.controls[0]
    assert control.tag.startswith("h:")
    assert len(control.tag) <= TAG_LIMIT
    assert len(control.alias) == TAG_LIMIT
    assert control.alias.endswith("/owner")
    assert _values(seen)[0][0] == LONG


def test_the_skeleton_is_the_text_with_each_control_collapsed(built: Built) -> None:
    seen = built(
        para("Son ", value("38", "n"), " socios, ", value("7", "m", derived=True), Note("F"), "."),
        table(row("Uno"), row("dos")),
        notes={"F": text("Nota")},
    )
    assert _skeleton(seen) == ["Son ⟦n⟧ socios, 7.", "Uno", "dos", "Nota"]


def test_markup_in_paths_and_texts_is_escaped(built: Built) -> None:
    seen = built(para(value('a "b" <c> & d', 'x/"y"&<z>')))
    assert seen.controls[0].tag == 'x/"y"&<z>'
    assert _values(seen) == [('x/"y"&<z>', "text", 'a "b" <c> & d')]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=90), max_size=40))
def test_no_two_values_ever_share_an_id_and_no_tag_is_too_long(paths: list[str]) -> None:
    controls = Controls()
    legal = [path.encode("utf-8", "ignore").decode() or "x" for path in paths]
    ids = [controls.record("text", Origin((path,))) for path in legal]
    assert len(set(ids)) == len(ids)
    assert all(len(tag_of(path)) <= TAG_LIMIT and len(alias_of(path)) <= TAG_LIMIT for path in legal)
