"""The shortcuts of the parser (whole tables, plain lines, cells of one value) read what markdown-it reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.token import Token

from plangen.document import grammar
from plangen.document.blocks import Document, Inlines, Origin, Text
from plangen.document.inlines import Plan
from plangen.document.parse import BlockParser, Draft
from plangen.document.render import RenderOptions, render_document
from plangen.plan.load import load_plan
from plangen.templating.atoms import Atom, Atoms, Citation, ProseValue, Value
from plangen.templating.template import load_template

ROOT = Path(__file__).resolve().parents[2]


class EmptyPlan(Plan):
    def resolve_value(self, mention: str) -> Atom:
        return Value(mention)

    def resolve_citation(self, mention: str) -> Atom:
        return Value(mention)

    def name(self, item_id: str) -> str:
        return item_id

    def note(self, citation: Citation) -> str:
        return citation.source

    def prose(self, value: ProseValue) -> list[Inlines]:
        return []

    def is_illustrative(self, paths: Sequence[str]) -> bool:
        return paths == ("made/up",)


def read(text: str, atoms: Atoms, *, shortcuts: bool) -> list[Draft]:
    parser = grammar.template_parser()
    if not shortcuts:
        parser.block.ruler.disable("plan_table")
        parser.enable("inline")
    tokenize: Callable[[str], Sequence[Token]] = lambda line: grammar.parse_inline(parser, line)  # noqa: E731
    return BlockParser(EmptyPlan(), atoms, tokenize, lambda *_: ()).parse(parser.parse(text))


VALUES = Atoms()
CHARACTERS = [
    VALUES.put(Value("uno", ("a/b",))),
    VALUES.put(Value("1,200", ("made/up",), figure=True)),
    VALUES.put(Value("*x* | y", ("a/c",), derived=True)),
    VALUES.put(Value("")),
    VALUES.put(Value("texto")),
]
CELL = st.text(alphabet=[*CHARACTERS, *"ab 1-:*`_[]!&~\\<>#|"], max_size=6)
RULE = st.sampled_from(["---", ":---", "---:", ":---:", "-", ":-:", "x", ""])


@settings(max_examples=400, deadline=None)
@given(
    header=st.lists(CELL, min_size=1, max_size=3),
    rules=st.lists(RULE, min_size=1, max_size=3),
    rows=st.lists(st.lists(CELL, min_size=1, max_size=4), max_size=3),
    after=st.sampled_from(["", "\n\ntexto\n", "\ntexto\n", "\n- a\n"]),
)
def test_tables_read_the_same(header: list[str], rules: list[str], rows: list[list[str]], after: str) -> None:
    lines = ["| " + " | ".join(cells) + " |" for cells in (header, rules, *rows)]
    text = "antes\n\n" + "\n".join(lines) + after
    assert read(text, VALUES, shortcuts=True) == read(text, VALUES, shortcuts=False)


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet=[*CHARACTERS, *"ab .1-+*`_[]!&~\\<>#|()\n"], max_size=25))
def test_any_text_reads_the_same(text: str) -> None:
    assert read(text, VALUES, shortcuts=True) == read(text, VALUES, shortcuts=False)


def test_a_cell_of_one_value_keeps_its_origin_and_says_that_no_source_gives_it() -> None:
    text = f"| A |\n|---|\n| {CHARACTERS[1]} |\n"
    (draft,) = read(text, VALUES, shortcuts=True)
    assert draft.illustrative
    cell = draft.block.rows[0].cells[0]  # type: ignore[union-attr]
    assert cell.paragraphs == ((Text("1,200", origin=Origin(("made/up",), figure=True)),),)


@pytest.fixture(scope="module")
def banana() -> Callable[[], Document]:
    loaded = load_plan(ROOT / "plans" / "banano-organico-piura")
    assert loaded.plan is not None
    index = loaded.plan.index
    template = load_template("prc", "es", [ROOT / "templates"])
    return lambda: render_document(index, template, RenderOptions(cached=False))


def test_a_whole_plan_reads_the_same_without_shortcuts(
    banana: Callable[[], Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    fast = banana()
    monkeypatch.setattr("plangen.document.inlines.needs_parsing", lambda line: True)
    monkeypatch.setattr(grammar, "_plain_table", lambda *_: False)
    slow = banana()
    assert fast.blocks == slow.blocks
    assert fast.notes == slow.notes


PIECES = [*"aÑ z.1-+*_`~[]!&\\<>#|():\n¿¡", "\n\n", "**", "[[", "  \n", "\t", "\u00a0", "uno", "]]"]


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_plain_prose_reads_as_the_parser_reads_it(text: str) -> None:
    paragraphs = grammar.plain_paragraphs(text)
    if paragraphs is None:
        return
    parser = grammar.prose_parser()
    tokenize: Callable[[str], Sequence[Token]] = lambda line: grammar.parse_inline(parser, line)  # noqa: E731

    def blocks() -> BlockParser:
        return BlockParser(EmptyPlan(), None, tokenize, lambda *_: ())

    short = [draft for line in paragraphs for draft in blocks().paragraph(line)]
    assert short == blocks().parse(parser.parse(text))
