"""YAML text → nodes: values as typed, exact places, no surprise of YAML."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.plan.source import (
    MAX_BYTES,
    Mapping,
    Node,
    Scalar,
    Sequence,
    compose,
    compose_all,
    read_text,
    to_plain,
)
from plangen.spans import Source


def composed(text: str) -> Node:
    node, findings = compose(Source("plan.yaml", text))
    assert findings == ()
    assert node is not None
    return node


def faults(text: str) -> list[tuple[str, int, int]]:
    _, findings = compose(Source("plan.yaml", text))
    found = [(one.name, one.span.line, one.span.column) for one in findings if one.span]
    assert len(found) == len(findings)
    return found


def scalars(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Sequence):
        return [found for item in node.items for found in scalars(item)]
    return [found for e in node.entries.values() for found in (e.key, *scalars(e.value))]


@pytest.mark.parametrize(
    "typed", ["1.10", "no", "0127", "0x1F", "1:30", "true", "1e3", "2026-03-15", ".inf", "=", "0o17", "sí"]
)
def test_plain_scalars_keep_the_characters_typed(typed: str) -> None:
    assert to_plain(composed(f"a: {typed}\nb: [{typed}]\n")) == {"a": typed, "b": [typed]}


@pytest.mark.parametrize("typed", ["", "~", "null", "Null", "NULL"])
def test_plain_nulls_are_absent(typed: str) -> None:
    assert to_plain(composed(f"a: {typed}\nb: 1\n")) == {"b": "1"}


@pytest.mark.parametrize("typed", ["'null'", '"~"', "''", "nULL", "None"])
def test_quoted_nulls_and_other_words_are_text(typed: str) -> None:
    assert to_plain(composed(f"a: {typed}\n")) == {"a": typed.strip("'\"")}


def test_absent_items_of_lists_stay_in_their_position() -> None:
    assert to_plain(composed("a: [x, ~, y]\nb:\n-\n- z\n")) == {"a": ["x", None, "y"], "b": [None, "z"]}


def test_a_text_without_content_has_no_node() -> None:
    assert compose(Source("plan.yaml", "# nada\n\n")) == (None, ())


def test_every_scalar_stands_where_its_span_says() -> None:
    text = "año: ñandú\nb:\n  - 'it''s' # c\n  - \"dos\\n\"\n  - {x: 1.50, y: [p, q r]}\n"
    shown = [text[one.start : one.end] for one in scalars(composed(text))]
    assert shown == ["año", "ñandú", "b", "'it''s'", '"dos\\n"', "x", "1.50", "y", "p", "q r"]


def test_a_block_scalar_ends_with_its_last_line_of_text() -> None:
    node = composed("a: |\n  uno\n  dos\n\n\nb: 1\n")
    assert isinstance(node, Mapping)
    value = node.entries["a"].value
    assert node.source.text[value.start : value.end] == "|\n  uno\n  dos"
    assert isinstance(value, Scalar)
    assert value.value == "uno\ndos\n"


def test_block_collections_end_with_their_last_value_and_flow_ones_with_their_bracket() -> None:
    node = composed("a:\n  b: 1\n\n# fin\nc: [1, 2 ]\n")
    assert isinstance(node, Mapping)
    inner, flow = node.entries["a"].value, node.entries["c"].value
    assert node.source.text[inner.start : inner.end] == "b: 1"
    assert node.source.text[flow.start : flow.end] == "[1, 2 ]"


def test_line_separators_inside_text_are_text_and_do_not_shift_lines() -> None:
    text = "a: uno\u2028dos\n# nota\u2029más\nb: '\u2028'\nc: \x20@\n"
    source = Source("plan.yaml", text)
    node, findings = compose(source)
    assert node is not None
    assert to_plain(node) == {"a": "uno\u2028dos", "b": "\u2028"}
    assert [(one.name, one.span and (one.span.line, one.span.column)) for one in findings] == [
        ("unquoted-indicator", (4, 5))
    ]


def test_keys_are_equal_in_any_normal_form() -> None:
    assert faults("ñ: 1\nn\u0303: 2\n") == [("duplicate-key", 2, 1)]


def test_a_duplicate_key_shows_both_places_and_keeps_the_first() -> None:
    node, (finding,) = compose(Source("plan.yaml", "a: 1\nb: 2\na: 3\n"))
    assert node is not None
    assert to_plain(node) == {"a": "1", "b": "2"}
    assert [(one.note, one.span.line) for one in finding.related] == [("first-here", 1)]


def test_composing_goes_on_after_what_is_refused() -> None:
    text = 'a: &x 1\nb: *x\nc: !!str 2\n<<: {d: 1}\n? [e]\n: 3\nf: "\\uD800 \\x07"\ng: 4\n'
    assert [name for name, _, _ in faults(text)] == [
        "yaml-alias",
        "yaml-alias",
        "yaml-tag",
        "merge-key",
        "key-not-text",
        "control-character",
        "control-character",
    ]
    node, _ = compose(Source("plan.yaml", text))
    assert node is not None
    assert to_plain(node) == {"a": "1", "c": "2", "f": "       \ufffd", "g": "4"}


def test_several_syntax_errors_are_told_in_one_run_and_the_rest_is_read() -> None:
    text = "a: uno: dos\nb: @x\nc:\n  - d: 'x\n    e: 1\n  - f: 2\ng: [[D]] y\nh: 5\n"
    assert faults(text) == [
        ("unquoted-colon", 1, 7),
        ("unquoted-indicator", 2, 4),
        ("unclosed-quote", 4, 8),
        ("unquoted-brackets", 7, 4),
    ]
    composition = compose_all(Source("plan.yaml", text))
    assert composition.node is not None
    assert to_plain(composition.node) == {"c": [{"e": "1"}, {"f": "2"}], "h": "5"}
    lost = [text[one.start : one.end] for one in composition.lost]
    assert lost == ["a: uno: dos", "b: @x", "d: 'x", "g: [[D]] y"]


def test_after_twenty_syntax_errors_the_rest_is_not_read_and_that_is_told() -> None:
    found = faults("".join(f"k{number}: @\n" for number in range(30)))
    assert found == [
        *(("unquoted-indicator", line, 5 + (line > 10)) for line in range(1, 21)),
        ("too-many-faults", 20, 6),
    ]


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML's own parser reads this as YAML 1.2 does")
def test_a_colon_right_before_a_bracket_wants_a_space() -> None:
    assert faults("a: {b: 1, c:[4]}\nd: @\n") == [
        ("missing-space-after-colon", 1, 11),
        ("unquoted-indicator", 2, 4),
    ]


def test_a_letter_escaped_as_text_is_not_a_refused_escape() -> None:
    assert to_plain(composed("a: \"\\\\x0b \\u00f1 \\U0001F600\"\nb: '\\x0b'\n")) == {
        "a": "\\x0b ñ 😀",
        "b": "\\x0b",
    }


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "{a: ["])
def test_nesting_stops_at_fifty(opening: str) -> None:
    assert [name for name, _, _ in faults(opening * 100_000)] == ["nested-too-deep"]


def test_fifty_levels_are_read() -> None:
    assert faults("[" * 50 + "x" + "]" * 50) == []
    assert [name for name, _, _ in faults("[" * 51 + "x" + "]" * 51)] == ["nested-too-deep"]


@settings(max_examples=100, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("ab:- \n\t'\"[]{},&*!|>%@`#?~\\x0u\r\x00\u2028é\ud800\ufeff"), max_size=60
    )
)
def test_no_text_breaks_the_composer(text: str) -> None:
    source = Source("plan.yaml", text)
    node, findings = compose(source)
    for one in findings:
        assert one.span is not None
        assert 0 <= one.span.start <= one.span.end <= len(text)
    for scalar in scalars(node) if node else ():
        assert 0 <= scalar.start <= scalar.end <= len(text)


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co"]), max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["a", "b", "año"]), inner, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_what_is_written_between_double_quotes_is_read_back(value: object) -> None:
    def written(one: object) -> str:
        if isinstance(one, list):
            return "[" + ", ".join(map(written, one)) + "]"
        if isinstance(one, dict):
            return "{" + ", ".join(f'"{key}": {written(inner)}' for key, inner in one.items()) + "}"
        return '"' + str(one).replace("\\", "\\\\").replace('"', '\\"') + '"'

    assert to_plain(composed("k: " + written(value))) == {"k": value}


def read(folder: Path, data: bytes) -> tuple[Source | None, list[str]]:
    path = folder / "plan.yaml"
    path.write_bytes(data)
    source, findings = read_text(path, folder)
    return source, [one.name for one in findings]


def test_a_byte_order_mark_is_taken_off_and_remembered(tmp_path: Path) -> None:
    source, found = read(tmp_path, "\ufeffplan: ñ\r\n".encode())
    assert found == []
    assert source == Source("plan.yaml", "plan: ñ\r\n", bom=True)


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16-LE"),
        ("utf-16-be", "UTF-16-BE"),
        ("utf-32", "UTF-32"),
        ("latin-1", "ISO-8859-1 (Latin-1)"),
    ],
)
def test_another_encoding_is_named(tmp_path: Path, encoding: str, named: str) -> None:
    (tmp_path / "plan.yaml").write_bytes("plan:\n  title: Café ñandú y más\n".encode(encoding))
    source, (finding,) = read_text(tmp_path / "plan.yaml", tmp_path)
    assert source is None
    assert (finding.name, finding.params["encoding"]) == ("wrong-encoding", named)


def test_the_first_strange_byte_has_its_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_bytes("plan:\n  título: ".encode() + "“Café”\n".encode("cp1252"))
    _, (finding,) = read_text(tmp_path / "plan.yaml", tmp_path)
    assert finding.span is not None
    assert (finding.params["encoding"], finding.params["byte"]) == ("Windows-1252", "18")
    assert (finding.span.line, finding.span.column) == (2, 11)
    assert finding.span.source.line(2) == "  título: “Café”"


def test_the_largest_file_is_read_and_a_larger_one_is_not(tmp_path: Path) -> None:
    assert read(tmp_path, b"a: 1\n#".ljust(MAX_BYTES, b"x"))[1] == []
    assert read(tmp_path, b"a: 1\n#".ljust(MAX_BYTES + 1, b"x")) == (None, ["file-too-large"])


def test_a_folder_named_like_a_file_and_a_missing_file_are_findings(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").mkdir()
    assert [one.name for one in read_text(tmp_path / "x.yaml", tmp_path)[1]] == ["unreadable-file"]
    assert [one.name for one in read_text(tmp_path / "y.yaml", tmp_path)[1]] == ["missing-file"]
    assert [one.name for one in read_text(tmp_path / "a\0b", tmp_path)[1]] == ["unreadable-file"]


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    (tmp_path / "secret.yaml").write_text("a: 1\n", "utf-8")
    (folder / "inside.yaml").write_text("b: 2\n", "utf-8")
    try:
        (folder / "out.yaml").symlink_to(tmp_path / "secret.yaml")
        (folder / "in.yaml").symlink_to(folder / "inside.yaml")
        (folder / "round.yaml").symlink_to(folder / "round.yaml")
    except OSError:
        pytest.skip("this system makes no links")
    assert [one.name for one in read_text(folder / "out.yaml", folder)[1]] == ["outside-folder"]
    assert read_text(folder / "in.yaml", folder)[1] == ()
    assert read_text(folder / "round.yaml", folder)[0] is None


def test_the_parser_in_python_finds_the_same_faults_at_the_same_places() -> None:
    """Where libyaml is missing, PyYAML's own parser stands in; its words differ."""
    root = Path(__file__).resolve().parents[2]
    program = (
        "import sys; sys.modules['yaml._yaml'] = None\n"
        f"sys.path.insert(0, {str(root)!r})\n"
        "from pathlib import Path\n"
        "import yaml\n"
        "from plangen.plan.load import load_plan\n"
        "assert not yaml.__with_libyaml__\n"
        f"for folder in sorted(Path({str(root / 'tests' / 'cases' / 'form')!r}).iterdir()):\n"
        "    print(folder.name, *(f'{f.code}:{f.span.start}' for f in load_plan(folder).findings))\n"
    )
    slow = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    fast = subprocess.run(
        [
            sys.executable,
            "-c",
            program.replace("sys.modules['yaml._yaml'] = None", "").replace("not yaml", "yaml"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert slow.stderr == fast.stderr == ""
    assert len(slow.stdout.splitlines()) > 40
    assert slow.stdout == fast.stdout
