"""Tables: widths from content, styles and fills of cells, rows that repeat and stay together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.document.blocks import Break, Face, Layout, Table, Text
from plangen.word.columns import Column, columns_of
from plangen.word.metrics import longest_word, text_width
from plangen.word.widths import RANGES, column_widths, in_twips
from tests.support.documents import caption, cell, row, sample_document, table, text
from tests.support.docx_reader import Docx, TableSeen, W

Built = Callable[..., Docx]
PORTRAIT, LANDSCAPE = 9411, 14343


def _styles(seen: TableSeen) -> list[list[str]]:
    return [[found.paragraphs[0].style for found in line] for line in seen.rows]


def test_a_table_is_as_wide_as_the_page_and_its_cells_agree_with_the_grid(seen: Docx) -> None:
    for found in seen.tables:
        assert sum(found.grid) in (PORTRAIT, LANDSCAPE)
        assert found.setting("tblLayout", "type") == "fixed"
        for line in found.rows:
            assert tuple(one.width for one in line) == found.grid


def test_header_rows_repeat_and_no_row_splits(seen: Docx) -> None:
    for found in seen.tables:
        headed = found.style in ("Plan Tabla", "Plan Tabla matriz")
        assert found.header_rows == int(headed)
        assert found.setting("tblLook", "firstRow") == str(int(headed))
        rows = found.element.findall(f"{W}tr")
        assert all(line.find(f"{W}trPr/{W}cantSplit") is not None for line in rows)


def test_figures_stand_right_and_the_words_behind_them_apart(built: Built) -> None:
    found = built(
        table(row("Acción", "Monto", "Quién"), row("Riego", "1,250", "Mesa"), row("Frío", "–", "Junta"))
    ).tables[0]
    assert _styles(found)[0] == [
        "Plan Tabla encabezado",
        "Plan Tabla encabezado cifra",
        "Plan Tabla encabezado",
    ]
    assert _styles(found)[1] == ["Plan Tabla texto", "Plan Tabla cifra", "Plan Tabla texto"]
    assert [line[2].left_margin for line in found.rows] == [255, 255, 255]


def test_alignment_and_kind_of_the_template_win(built: Built) -> None:
    left = table(row("Año", "Lugar"), row("2025", "Piura"), align=("left", "center"))
    found = built(left).tables[0]
    assert _styles(found)[1] == ["Plan Tabla texto", "Plan Tabla texto"]
    assert found.rows[1][1].paragraphs[0].has("jc")
    given_kind = table(row("Año"), row("s. f."), layout=Layout(kinds=("number",)))
    assert _styles(built(given_kind).tables[0])[1] == ["Plan Tabla cifra"]


def test_levels_and_quarters_take_the_colour_of_their_styles(built: Built) -> None:
    found = built(
        table(
            row("Factor", "Nivel", "T1", "T2"),
            row("Costo", cell("5", level=5), cell("", active=True), ""),
            row("Frío", cell("2", level=2), "", cell("x", active=True)),
            layout=Layout("matrix"),
        )
    ).tables[0]
    assert _styles(found)[1] == [
        "Plan Tabla texto",
        "Plan Nivel 5",
        "Plan Cronograma activo",
        "Plan Cronograma libre",
    ]
    assert [one.fill for one in found.rows[1]] == ["", "12384F", "12384F", "F1F5F6"]
    assert found.texts[1:] == [["Costo", "5", "•", ""], ["Frío", "2", "", "x"]]


def test_group_and_total_rows_are_dressed_and_kept_with_what_they_sum(built: Built) -> None:
    found = built(
        table(
            row("Rubro", "Monto"),
            row("E1", "30", role="group"),
            *(row(letter, "10") for letter in "abcdefgh"),
            row("Total", "30", role="total"),
        )
    ).tables[0]
    assert _styles(found)[1] == ["Plan Tabla grupo", "Plan Tabla total cifra"]
    assert [one.fill for one in found.rows[1]] == ["F1F5F6", "F1F5F6"]
    assert _styles(found)[-1] == ["Plan Tabla total", "Plan Tabla total cifra"]
    assert found.setting("tblLook", "lastRow") == "1"
    kept = [line[0].paragraphs[0].has("keepNext") for line in found.rows]
    assert kept == [False, True, *[False] * 6, True, True, False]


def test_a_short_table_stays_on_one_page_with_its_source_line(built: Built) -> None:
    def kept(rows: int, **options: Any) -> list[bool]:
        body = [row(str(at)) for at in range(rows)]
        found = built(table(row("a"), *body, **options)).tables[0]
        return [line[0].paragraphs[0].has("keepNext") for line in found.rows[1:]]

    assert kept(8) == [True] * 7 + [False]
    assert kept(8, source=text("Fuente")) == [True] * 8
    assert kept(9) == [True, *[False] * 6, True, False], "no row stands alone at a break"
    assert kept(9, source=text("Fuente")) == [True, *[False] * 6, True, True]


def test_a_group_row_that_only_names_is_one_cell_without_seams(built: Built) -> None:
    lines = (
        row("Rubro", "Monto", "Nivel"),
        row("E1", role="group"),
        row("a", "10", cell("2", level=2)),
        row("E2", "20", role="group"),
    )
    found = built(table(*lines, layout=Layout("matrix"))).tables[0]
    assert [len(line) for line in found.rows] == [3, 1, 3, 3]
    (band,) = found.rows[1]
    assert (band.text, band.fill, band.width) == ("E1", "F1F5F6", sum(found.grid))
    assert band.paragraphs[0].style == "Plan Tabla grupo"
    assert band.paragraphs[0].element.getparent().find(f"{W}tcPr/{W}gridSpan").get(f"{W}val") == "3"
    seams = [
        [one.paragraphs[0].element.getparent().find(f"{W}tcPr/{W}tcBorders") is None for one in line]
        for line in found.rows[2:]
    ]
    assert seams == [[True] * 3, [False] * 3]


def test_compact_tables_have_compact_groups_and_totals(built: Built) -> None:
    found = built(
        table(
            row("Rubro", "Monto"),
            row("E1", "20", role="group"),
            row("a", "10"),
            row("Total", "10", role="total"),
            layout=Layout(compact=True),
        )
    ).tables[0]
    assert _styles(found)[1] == ["Plan Tabla grupo compacta", "Plan Tabla total cifra compacta"]
    assert _styles(found)[3] == ["Plan Tabla total compacta", "Plan Tabla total cifra compacta"]


def test_headers_over_levels_are_centred(built: Built) -> None:
    found = built(table(row("Factor", "Nivel"), row("Costo", cell("5", level=5)))).tables[0]
    assert [one.paragraphs[0].has("jc") for one in found.rows[0]] == [False, True]


def test_compact_tables_and_bold_cells_use_styles_and_no_direct_bold(built: Built) -> None:
    bold = cell((Text("Riego", Face.BOLD),))
    plain = built(table(row("a", "b"), row(bold, "uno dos"))).tables[0]
    compact = built(table(row("a", "b"), row(bold, "uno dos"), layout=Layout(compact=True))).tables[0]
    assert _styles(plain)[1] == ["Plan Tabla fila", "Plan Tabla texto"]
    assert _styles(compact)[1] == ["Plan Tabla compacta fuerte", "Plan Tabla compacta"]
    assert plain.rows[1][0].paragraphs[0].character_styles == (("Riego", ""),)


def test_sheets_and_covers_are_pairs_without_header_row(built: Built) -> None:
    four = table(row("", "", "", ""), row("Estrategia", "E1", "Plazo", "2026"), layout=Layout("sheet"))
    found = built(four).tables[0]
    assert found.style == "Plan Tabla ficha"
    assert _styles(found) == [
        ["Plan Ficha rótulo", "Plan Ficha valor", "Plan Ficha rótulo", "Plan Ficha valor"]
    ]
    assert found.grid == in_twips((24, 59, 24, 59), PORTRAIT)
    assert (
        built(table(row("", ""), row("a", "b"), layout=Layout("cover"))).tables[0].style
        == "Plan Tabla portada"
    )


def test_key_figures_hold_value_and_label_in_one_cell(built: Built) -> None:
    figures = table(row("8", "S/\u00a04 M"), row("acciones", "de inversión"), layout=Layout("figures"))
    found = built(figures).tables[0]
    assert found.texts == [["8\nacciones", "S/\u00a04 M\nde inversión"]]
    assert [p.style for p in found.rows[0][0].paragraphs] == ["Plan Cifra", "Plan Cifra rótulo"]
    assert found.grid == in_twips((1, 1), PORTRAIT)


def test_key_figures_get_the_width_they_need_and_smaller_type_where_all_do_not_fit(built: Built) -> None:
    uneven = table(row("entre 105 y 110 millones", "8", "9"), row("a", "b", "c"), layout=Layout("figures"))
    found = built(uneven).tables[0]
    assert found.rows[0][0].paragraphs[0].style == "Plan Cifra"
    assert found.grid[0] > 2 * found.grid[1] > 0
    values = ("alrededor de 800\u00a0cajas", "más de 4,700\u00a0ha", "entre 105 y 110 millones", "3,564,000†")
    crowded = table(row(*values), row("a", "b", "c", "d"), layout=Layout("figures"))
    found = built(crowded).tables[0]
    assert {one.paragraphs[0].style for one in found.rows[0]} == {"Plan Cifra menor"}
    assert sum(found.grid) == PORTRAIT
    assert found.grid[3] / 56.69 > text_width(values[3], 16)


def test_cells_hold_paragraphs_and_always_end_with_one(built: Built) -> None:
    found = built(table(row("a", "b"), row(cell("uno", "dos"), cell()))).tables[0]
    assert [p.text for p in found.rows[1][0].paragraphs] == ["uno", "dos"]
    assert [p.text for p in found.rows[1][1].paragraphs] == [""]


def test_a_screen_reader_hears_the_caption_or_the_title(built: Built) -> None:
    named = table(row("a"), row("b"), caption=caption("Costos & <rubros>", "1", 2))
    assert built(named).tables[0].setting("tblCaption") == "Tabla 1-2. Costos & <rubros>"
    assert built(table(row("a"), row("b"), title="Datos")).tables[0].setting("tblCaption") == "Datos"


def test_widths_of_the_template_win_and_are_scaled_to_the_page(built: Built) -> None:
    found = built(table(row("a", "b"), row("c", "d"), layout=Layout(widths=(10, 30)))).tables[0]
    assert found.grid == in_twips((10, 30), PORTRAIT)
    partly = built(table(row("a", "b"), row("c", "d"), layout=Layout(widths=(40, 0)))).tables[0]
    assert partly.grid[0] == pytest.approx(40 * 56.693, abs=2)


def test_a_row_with_too_few_cells_is_filled_up(built: Built) -> None:
    assert built(table(row("a", "b"), row("c"))).tables[0].texts == [["a", "b"], ["c", ""]]


def test_sentences_get_the_room_that_codes_and_figures_leave() -> None:
    found = table(
        row("N.º", "Acción", "Monto"),
        *(
            row(f"{at}.1", "Instalar en cada parcela un protocolo único de ingreso y herramienta", "1,250")
            for at in (1, 2)
        ),
    )
    columns = columns_of(found, 9.5)
    assert [column.kind for column in columns] == ["code", "sentence", "number"]
    code, sentence, number = column_widths(columns, (), 166)
    assert RANGES["code"][0] <= code <= RANGES["code"][1]
    assert number <= 28
    assert sentence > 100


def test_a_line_break_counts_as_a_blank_when_widths_are_found() -> None:
    broken = table(row("a"), row(cell((Text("uno"), Break(), Text("dos")))))
    assert columns_of(broken, 9.5)[0].least < longest_word("unodos", 9.5, True) * 1.12 + 3


words = st.text("abcdefghij ñÑ-0123456789.,/%", min_size=0, max_size=60)


@settings(max_examples=100, deadline=None)
@given(
    st.integers(1, 7).flatmap(
        lambda n: st.lists(st.lists(words, min_size=n, max_size=n), min_size=2, max_size=5)
    )
)
def test_columns_fill_the_page_and_cut_no_word_that_can_be_saved(lines: list[list[str]]) -> None:
    head, *body = lines
    columns = columns_of(table(row(*head), *(row(*line) for line in body)), 9.5)
    widths = column_widths(columns, (), 166)
    assert sum(widths) == pytest.approx(166)
    assert sum(in_twips(widths, PORTRAIT)) == PORTRAIT
    if sum(column.least for column in columns) <= 166:
        assert all(width >= column.least - 0.05 for width, column in zip(widths, columns, strict=True))


@given(st.lists(st.floats(0.1, 500), min_size=1, max_size=12), st.integers(1000, 20000))
def test_twips_add_up_exactly(widths: list[float], total: int) -> None:
    assert sum(in_twips(widths, total)) == total


def test_columns_too_many_for_the_page_are_scaled_and_never_leave_it() -> None:
    columns = [Column("text", 40, 60, 50)] * 12
    assert sum(column_widths(columns, (), 166)) == pytest.approx(166)


def test_text_of_a_cell_with_a_source_line_is_kept_with_it(built: Built) -> None:
    rows = [row(str(at)) for at in range(9)]
    found = built(table(row("a"), *rows, source=text("Fuente"))).tables[0]
    assert [line[0].paragraphs[0].has("keepNext") for line in found.rows] == [
        False,
        True,
        *[False] * 6,
        True,
        True,
    ]


def _looks(seen: TableSeen) -> list[list[tuple[int, str, int, tuple[str, ...]]]]:
    return [
        [
            (found.width, found.fill, found.left_margin, tuple(one.style for one in found.paragraphs))
            for found in line
        ]
        for line in seen.rows
    ]


def test_a_table_looks_the_same_whatever_tables_come_before_it(built: Built) -> None:
    tables = [block for block in sample_document().blocks if isinstance(block, Table)]
    tables += [replace(found, layout=replace(found.layout, compact=True)) for found in tables]
    together = [_looks(seen) for seen in built(*tables).tables]
    apart = [_looks(built(found).tables[0]) for found in tables]
    upright = [at for at, found in enumerate(tables) if not found.layout.landscape]
    assert len(upright) > 6
    assert [together[at] for at in upright] == [apart[at] for at in upright]


def test_of_a_column_whose_width_and_kind_are_given_only_the_longest_word_counts() -> None:
    layout = Layout(kinds=("text", "number", "text"), widths=(20.0, 0.0, 80.0))
    lines = table(row("a", "b", "c"), row("una institución", "1", "d"), layout=layout)
    settled, measured, ample = columns_of(lines, 9.5, layout.widths)
    assert (
        settled.least == settled.natural == pytest.approx(longest_word("institución", 9.5, True) * 1.12 + 3)
    )
    assert (measured.kind, measured.natural > 0) == ("number", True)
    assert ample.least < 80


def test_a_given_width_grows_to_the_longest_word_and_the_widest_free_column_gives(built: Built) -> None:
    words = row("comercialización", "a", "b", "c")
    layout = Layout(kinds=("text",) * 4, widths=(10, 30, 60, 66))
    found = built(table(row("a", "b", "c", "d"), words, layout=layout)).tables[0]
    asked = longest_word("comercialización", 9.5, True) * 1.12 + 3
    assert found.grid[0] / 56.69 == pytest.approx(asked, abs=0.1)
    assert found.grid[1:3] == pytest.approx(in_twips((10, 30, 60, 66), PORTRAIT)[1:3], abs=1)
    assert sum(found.grid) == PORTRAIT


@settings(max_examples=100, deadline=None)
@given(
    st.integers(1, 6).flatmap(
        lambda n: st.tuples(
            st.lists(words, min_size=n, max_size=n),
            st.lists(st.sampled_from(("", "text", "number", "level")), min_size=n, max_size=n),
            st.lists(st.sampled_from((0.0, 15.0, 40.0)), min_size=n, max_size=n),
            st.sampled_from(("plain", "sheet")),
        )
    )
)
def test_what_is_not_measured_changes_no_width(
    found: tuple[list[str], list[str], list[float], str],
) -> None:
    line, kinds, given, style = found
    layout = Layout(style=style, kinds=tuple(kinds), widths=tuple(given))
    wide = table(row(*line), row(*reversed(line)), layout=layout)
    quick, whole = columns_of(wide, 9.5, given), columns_of(wide, 9.5)
    # least widths of given columns, which differ where they are not measured, move others: taken out
    bare = [
        [replace(one, least=0) if width else one for one, width in zip(all_, given, strict=True)]
        for all_ in (quick, whole)
    ]
    assert column_widths(bare[0], given, 166) == pytest.approx(column_widths(bare[1], given, 166))
