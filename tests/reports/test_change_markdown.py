"""The comment on a pull request about changes: what it shows, how much, and that plan text stays text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.changes.kinds import Grade
from plangen.changes.words import Piece, compare_words
from plangen.plan.faults import fault
from plangen.reports.change_markdown import LIMIT, MARKER, render_markdown
from plangen.reports.change_markdown_parts import marked
from plangen.reports.change_view import ComparisonView, PartView
from plangen.reports.change_words import finding_view
from plangen.reports.characters import printable
from plangen.spans import Source, Span
from tests.support.compared_plans import SEEDS, WORDS, banana_random_view, banana_view, view
from tests.support.read_comments import APART, READER, shape, words_of


def comment(*views: ComparisonView) -> str:
    return render_markdown(views, WORDS)


def tables(text: str) -> list[list[list[str]]]:
    """The cells of every table, as read."""
    found: list[list[list[str]]] = []
    for token in READER.parse(text):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type == "inline" and found and token.level > 2:
            found[-1][-1].append(words_of([token]))
    return found


def test_it_starts_with_the_marker_and_counts_by_part_and_grade() -> None:
    text = comment(banana_view())
    assert text.startswith(f"{MARKER}\n")
    by_part = tables(text)[0]
    assert by_part[0] == ["Parte del plan", "De compromiso", "De fondo", "De forma"]
    counts = banana_view().counts
    for at, grade in enumerate(Grade, 1):
        assert sum(int(row[at].replace("–", "0")) for row in by_part[1:]) == counts[grade]


def test_commitments_are_shown_by_kind_and_the_rest_is_folded() -> None:
    text = comment(banana_view())
    shown, _, folded = text.partition("<details>")
    rows = tables(shown)[1]
    assert rows[0] == ["Qué", "Antes", "Ahora", "Diferencia"]
    assert ["C001 Meta rebajada", "", "", ""] in rows
    title = "IND-1 Rendimiento promedio de los miembros · Metas › 2029"
    assert [title, "1,250 cajas/ha", "1,150 cajas/ha", "–100 (–8 %)"] in rows
    assert "FODA › Debilidades" not in shown
    assert "FODA › Debilidades" in folded
    assert text.count("<details>") == text.count("</details>")


def test_what_follows_from_commitments_is_shown_with_them() -> None:
    shown = comment(banana_view()).partition("<details>")[0]
    assert "#### Qué traen consigo" in shown
    assert "→ ACT-8 «Parcelas escuela del paquete productivo» termina 5 meses después" in shown


def test_a_value_from_which_something_follows_is_told_with_it() -> None:
    said = comment(banana_view()).replace("\u00a0", " ")
    assert re.search(r"- `C073` .* › Puntaje: 4 → 3 –1 \(–25 %\)\n  - → La diferencia de la brecha", said)


def test_new_findings_are_shown_and_cleared_ones_folded() -> None:
    made = finding_view(
        fault("unknown-key", Span(Source("plan.yaml", "x"), 0, 1), value="titel", near="", known="y"), WORDS
    )
    found = replace(banana_view(), introduced=(made,), cleared=(replace(made, item="EST-9"),))
    shown, _, folded = comment(found).partition("<details>")
    assert f"#### Hallazgos nuevos\n\n- **`{made.code}`** error: " in shown
    assert "<summary>Hallazgos resueltos (1)</summary>" in folded
    assert "EST-9" not in shown.partition("#### Hallazgos nuevos")[2]


def test_equal_versions_and_several_plans_have_their_titles() -> None:
    same = view({}, {})
    text = comment(same, banana_view())
    assert re.findall(r"^### .*$", text, re.MULTILINE) == [
        "### planes/uno: de `v1` a `v2`",
        "### planes/uno: de `v1` a `v2`",
    ]
    assert "Las dos versiones dicen lo mismo." in text


def test_an_agreed_commitment_is_marked() -> None:
    def agreed(part: PartView) -> PartView:
        return replace(
            part, changes=tuple(replace(one, acknowledged="Lo pide OBS-9") for one in part.changes)
        )

    found = banana_view()
    text = comment(replace(found, parts=tuple(map(agreed, found.parts))))
    count = found.counts[Grade.COMMITMENT]
    assert f"Compromisos acordados: {count} de {count}." in text
    assert "–100 (–8 %) ✓ acordado |" in text
    assert "✓ Lo pide OBS-9" in text


def long_view(texts: int, length: int) -> ComparisonView:
    def plan(word: str, target: str) -> dict[str, Any]:
        named = {"name": "ñ$" * 30, "unit": "t", "targets": {"2028": target}}
        indicators = [
            {"id": f"IND-{at}", **named, "definition": f"{word} " + "ñ$ " * length} for at in range(texts)
        ]
        return {"indicators": indicators}

    return view(plan("uno", "10"), plan("dos", "8"))


@pytest.mark.parametrize(("texts", "length"), [(400, 10), (60, 3000)])
def test_it_never_passes_the_limit_counts_the_rest_and_shows_commitments_first(
    texts: int, length: int
) -> None:
    found = long_view(texts, length)
    text = comment(found, found)
    assert len(text) <= LIMIT
    shown = text.count("–2 (–20 %)")
    assert shown
    missing = re.search(r"No caben aquí (\d+) cambios más \(de compromiso (\d+), de fondo (\d+)", text)
    total = 2 * sum(found.counts.values())
    assert missing or text.count("`C") >= total
    if missing and int(missing[2]):
        assert "<details>" not in text
    assert text.count("<details>") == text.count("</details>")


def test_a_run_of_very_many_plans_keeps_the_limit() -> None:
    text = comment(*[long_view(1, 5)] * 1500)
    assert len(text) <= LIMIT
    titles = text.count("\n### ")
    assert 0 < titles < 1500
    assert f"No caben aquí {1500 - titles} planes más." in text


_SIGNS = r"* _ ` [ ] ( ) < > ! | ~ # + 1. = & \ a ñ ``` ~~ ** --- |--| <b> </details> <!-- --> &lt; $x$ @ana #12 :tada:"
_LINKS = r"[x](http://a.b) ![i](j) http://a.b www.a.b <https://a.b> [^1]"
_PIECES = (*_SIGNS.split(), *_LINKS.split(), "- ", " ", "\x1b", "\u202e", "• ")
_MARKUP = st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)


@settings(max_examples=150, deadline=None)
@given(before=_MARKUP, after=_MARKUP)
def test_words_that_went_are_struck_and_those_that_came_bold_whatever_they_are(
    before: str, after: str
) -> None:
    pieces = compare_words(before, after)
    (inline,) = [one for one in READER.parse(f"x{APART}{marked(pieces)}") if one.type == "inline"] or [None]
    assert inline is not None
    kinds = {"equal": set[str](), "removed": {"s_open"}, "added": {"strong_open"}}
    opened = {one.type for one in inline.children or [] if one.type.endswith("_open")}
    wanted = set[str]().union(*(kinds[one.kind] for one in pieces if one.text.strip()))
    assert opened == wanted
    said = "".join(words_of([inline]).split())
    assert said == "x" + "".join(printable("".join("".join(one.text for one in pieces).split())).split())


@settings(max_examples=60, deadline=None)
@given(value=_MARKUP)
def test_plan_text_stays_text_in_every_place(value: str) -> None:
    def plan(word: str, text: str) -> dict[str, Any]:
        fact = {"id": "DAT-1", "label": f"x{text}", "value": word, "unit": f"u{text}"}
        step = {"name": f"x{text}", "responsible": f"x{text}{word}"}
        return {"facts": [fact], "management": {"legal_entity": {"steps": [step]}}}

    hostile, benign = (
        comment(view(plan("1", text), plan("2", text))) for text in (" ".join(value.split())[:28], "")
    )
    assert shape(hostile) == shape(benign)


@pytest.mark.parametrize(
    ("value", "never"),
    [
        ("@ana", r"@\w"),
        ("vea #12", r"#\d"),
        (":tada:", r":tada:"),
        ("http://a.b", r"\w://"),
        ("www.a.b", r"www\.a"),
    ],
)
def test_github_finds_no_mention_issue_emoji_or_link(value: str, never: str) -> None:
    pieces = (
        Piece("equal", f"Uno {value} "),
        Piece("removed", f"dos {value}"),
        Piece("added", f"tres {value}"),
    )
    assert not re.search(never, marked(pieces))


def test_random_comparisons_are_told_within_the_limit() -> None:
    for seed in SEEDS:
        text = comment(banana_random_view(seed))
        assert len(text) <= LIMIT
        assert text.count("<details>") == text.count("</details>")
