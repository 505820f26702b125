"""A folder → a plan with its places, and every fault of its form in one run."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from plangen.errors import UsageError
from plangen.plan.index import walk
from plangen.plan.load import LoadedPlan, load_plan
from plangen.plan.model import Kind
from plangen.plan.nodes import Scalar
from plangen.spans import Finding, Span

PlanWriter = Callable[[Mapping[str, str | bytes]], Path]

PLAN = """\
plan:
  id: PRC-CAFE
  title: Café de altura
  period: {start: 2020-07, end: 2024-06}
  acronyms: {file: data/siglas.csv}
  illustrative: [DAT-2]
cluster:
  business: Café
  definition: |
    Son [[DAT-1]] empresas [@FTE-1, p. 3].
  actors:
    - {id: ACTR-1, name: Cooperativa Norte, formal: sí}
segmentation:
  segments:
    - id: SEG-1
      purchase_criteria:
        - precio
        - "taza: limpia"
      size: DAT-1
      companies: 40
"""
REST = """\
industry:
  forces:
    - {segment: SEG-1, force: rivalry, today: 3}
    - {segment: SEG-1, force: buyers, today: 4}
  chain:
    links: [{id: ESL-1}, {id: ESL-2}]
    flows:
      - {from: ESL-1, to: ESL-2, note: "verde"}
benchmark:
  dimensions: [{id: DIM-1}]
  scores: {file: data/puntajes.csv}
  trip:
    cost: 1200.50
vision:
  why: {file: narrative/vision.md}
  criteria: [{id: CRI-1}]
  options: [{id: OPC-1, scores: {CRI-1: 4}}]
indicators:
  - id: IND-1
    targets: {2026: 10, 2027: 12.50}
facts: {file: data/datos.csv}
sources:
  - {id: FTE-1, title: "Anuario"}
"""
FILES: Mapping[str, str] = {
    "plan.yaml": PLAN,
    "resto.yaml": REST,
    "data/siglas.csv": "short;long\nCITE;Centro de innovación\n",
    "data/puntajes.csv": "reference,dimension,score,value\nown,DIM-1,3,4.5\n",
    "data/datos.csv": "id,label,value\nDAT-1,Empresas,40\nDAT-2,Ventas,1200\n",
    "narrative/vision.md": "Porque **sí**:\n\n[mapa](https://example.org) y [[DAT-1]].\n",
}


@pytest.fixture
def loaded(write_plan: PlanWriter) -> LoadedPlan:
    result = load_plan(write_plan(FILES))
    assert result.findings == ()
    assert result.plan is not None
    return result.plan


@pytest.fixture
def findings_of(write_plan: PlanWriter) -> Callable[..., list[Finding]]:
    def find(*texts: str, **files: str) -> list[Finding]:
        named = {f"{number}.yaml": text for number, text in enumerate(texts)}
        return list(load_plan(write_plan({**named, **files})).findings)

    return find


def shown(span: Span | None) -> str:
    assert span is not None
    return span.source.text[span.start : span.end]


def test_files_are_merged_and_read_into_one_plan(loaded: LoadedPlan) -> None:
    plan = loaded.plan
    assert plan.plan is not None
    assert plan.plan.title == "Café de altura"
    assert [one.long for one in plan.plan.acronyms] == ["Centro de innovación"]
    assert plan.benchmark is not None
    assert [str(one.value and one.value.value) for one in plan.benchmark.scores] == ["4.5"]
    assert [fact.label for fact in plan.facts] == ["Empresas", "Ventas"]
    assert sorted(loaded.sources) == sorted(FILES)


def test_prose_of_a_file_is_its_text_without_the_last_line_end(loaded: LoadedPlan) -> None:
    assert loaded.plan.vision is not None
    assert loaded.plan.vision.why == FILES["narrative/vision.md"].removesuffix("\n")
    assert loaded.prose_files == {"vision/why": "narrative/vision.md"}
    span = loaded.locate("vision/why")
    assert span is not None
    assert span.source.name == "narrative/vision.md"


def test_every_value_is_located_at_the_characters_it_was_read_from(loaded: LoadedPlan) -> None:
    located = 0
    for visit in walk(loaded.plan):
        node = loaded.node(visit.path)
        assert node is not None, visit.path
        if visit.shape.kind is not Kind.RECORD:
            span = loaded.locate(visit.path)
            assert isinstance(node, Scalar)
            assert span == node.span
            typed = (node.value or "").strip()
            assert typed == str(visit.value) or visit.shape.kind in (Kind.FLAG, Kind.PROSE), visit.path
            located += 1
    assert located > 40


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("plan", "plan"),
        ("plan/period", "period"),
        ("plan/date", "plan"),
        ("plan/period/start", "2020-07"),
        ("segmentation/segments/SEG-1", "SEG-1"),
        ("segmentation/segments/SEG-1/name", "SEG-1"),
        ("segmentation/segments/SEG-1/size/fact", "DAT-1"),
        ("segmentation/segments/SEG-1/companies/value", "40"),
        ("segmentation/segments/SEG-1/purchase_criteria/1", '"taza: limpia"'),
        ("segmentation/segments/SEG-9/name", "segments"),
        ("industry/forces/SEG-1+buyers/today", "4"),
        ("industry/chain/flows/ESL-1+ESL-2/note", '"verde"'),
        ("benchmark/scores/own+DIM-1/score", "3"),
        ("benchmark/trip/cost/amount", "1200.50"),
        ("benchmark/trip/cost/currency", "1200.50"),
        ("vision/options/OPC-1/scores/CRI-1", "4"),
        ("indicators/IND-1/targets/2027", "12.50"),
        ("indicators/IND-1/targets", "targets"),
        ("facts/DAT-2/value", "1200"),
        ("plan/acronyms/CITE/long", "Centro de innovación"),
    ],
)
def test_a_path_is_located_at_its_value_or_what_is_nearest_above(
    loaded: LoadedPlan, path: str, text: str
) -> None:
    assert shown(loaded.locate(path)) == text


def test_a_path_with_nothing_above_it_is_nowhere(loaded: LoadedPlan) -> None:
    assert loaded.locate("management/model") is None
    assert loaded.locate("nada/de/nada") is None
    assert loaded.locate("") is None


def test_marks_line_ends_and_decomposed_letters_make_the_same_plan(write_plan: PlanWriter) -> None:
    def values(result: LoadedPlan) -> list[tuple[str, str]]:
        return [
            (visit.path, normalize("NFC", str(visit.value)))
            for visit in walk(result.plan)
            if visit.shape.kind is not Kind.RECORD
        ]

    plain = load_plan(write_plan(FILES)).plan
    other = {
        name: b"\xef\xbb\xbf" + normalize("NFD", text).replace("\n", "\r\n").encode()
        for name, text in FILES.items()
    }
    odd = load_plan(write_plan(other))
    assert {one.name for one in odd.findings} == {"decomposed-text"}
    assert plain is not None
    assert odd.plan is not None
    assert values(plain) == values(odd.plan)
    assert odd.plan.plan.plan is not None
    assert odd.plan.plan.plan.title == normalize("NFD", "Café de altura")


def test_a_missing_folder_and_one_without_yaml_are_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        load_plan(tmp_path / "nada")
    assert error.value.key == "no-folder"
    (tmp_path / "plan.yml").write_text("plan: {}\n", "utf-8")
    (tmp_path / ".oculto.yaml").write_text("plan: {}\n", "utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "plan.yaml").write_text("plan: {}\n", "utf-8")
    with pytest.raises(UsageError) as error:
        load_plan(tmp_path)
    assert error.value.key == "no-plan"


def test_empty_files_make_an_empty_plan(write_plan: PlanWriter) -> None:
    result = load_plan(write_plan({"a.yaml": "", "b.yaml": "# nada\n", "c.yaml": "plan:\nfacts: ~\n"}))
    assert result.findings == ()
    assert result.plan is not None
    assert result.plan.plan.plan is None


def test_a_key_in_two_files_shows_both_places(findings_of: Callable[..., list[Finding]]) -> None:
    (finding,) = findings_of("facts: []\n", "plan: {id: P}\nfacts: []\n")
    assert (finding.name, finding.params) == ("key-in-two-files", {"value": "facts", "other": "0.yaml"})
    assert finding.span is not None
    assert (finding.span.source.name, finding.span.line) == ("1.yaml", 2)
    assert [(one.span.source.name, one.span.line) for one in finding.related] == [("0.yaml", 1)]


def test_findings_carry_path_and_item(findings_of: Callable[..., list[Finding]]) -> None:
    found = findings_of(
        "strategies:\n"
        "  - {id: EST-1, ownr: x, areas: [{id: AM-1, name: [a]}]}\n"
        "  - {name: sin código}\n"
        "industry:\n"
        "  forces:\n"
        "    - {segment: SEG-1, force: rivalry, today: mucho}\n"
    )
    assert [(one.name, one.path, one.item) for one in found] == [
        ("unknown-key", "strategies/EST-1/ownr", "EST-1"),
        ("expected-text", "strategies/EST-1/areas/AM-1/name", "AM-1"),
        ("missing-key", "strategies/1/id", "1"),
        ("broken-reference", "industry/forces/SEG-1+rivalry/segment", "SEG-1+rivalry"),
        ("expected-number", "industry/forces/SEG-1+rivalry/today", "SEG-1+rivalry"),
    ]


@pytest.mark.parametrize(
    ("text", "name", "near"),
    [
        ("strategeis: []\n", "unknown-key", "strategies"),
        ("cluster: {definicion: x}\n", "unknown-key", "definition"),
        ("zzz: 1\n", "unknown-key", ""),
        ("segmentation: {segments: [{id: S, decision: prioritized}]}\n", "unknown-choice", "prioritised"),
        (
            "strategies: [{id: E, owner: ORG1}]\nmanagement: {bodies: [{id: ORG-1}]}\n",
            "broken-reference",
            "ORG-1",
        ),
        ("cluster: {definition: '[[DAT1]]'}\nfacts: [{id: DAT-1}]\n", "broken-mention", "DAT-1"),
        ("cluster: {definition: '[[DAT-9]]'}\nfacts: [{id: DAT-1}]\n", "broken-mention", ""),
    ],
)
def test_the_nearest_known_word_is_offered(
    findings_of: Callable[..., list[Finding]], text: str, name: str, near: str
) -> None:
    (finding,) = findings_of(text)
    assert (finding.name, finding.params["near"]) == (name, near)


def test_what_a_fault_hides_is_not_missed(findings_of: Callable[..., list[Finding]]) -> None:
    """One fault each, though others refer to all four strategies and no file but one is whole."""
    found = findings_of(
        "strategies:\n"
        "  - id: EST-1\n    ownr: x\n"
        "  - id: 'EST-2\n    name: y\n"
        "  - id: EST 3\n"
        "  - {id: EST-4, name: [a], areas: [{id: AM-1}]}\n",
        "action_plan:\n  actions:\n"
        + "".join(f"    - {{id: ACT-{n}, strategy: EST-{n}, area: AM-1}}\n" for n in (1, 2, 3, 4)),
    )
    assert [one.name for one in found] == ["unknown-key", "unclosed-quote", "bad-id", "expected-text"]


def test_other_kinds_are_still_missed_beside_a_hidden_record(
    findings_of: Callable[..., list[Finding]],
) -> None:
    found = findings_of("strategies:\n  - {id: 1}\n  - {id: EST-2, owner: ORG-1, segments: [SEG-1]}\n")
    assert [(one.name, one.params["value"]) for one in found] == [
        ("bad-id", "1"),
        ("broken-reference", "ORG-1"),
        ("broken-reference", "SEG-1"),
    ]


def test_nothing_is_missed_in_a_file_that_cannot_be_read(write_plan: PlanWriter) -> None:
    text = "strategies:\n  - {id: EST-1, owner: ORG-1}\n  - {id: EST-2, owner: ORG-2}\n"
    hidden = "management:\n  bodies:\n    - {id: ORG-1, name: Órgano}\n".encode("latin-1")
    result = load_plan(write_plan({"a.yaml": text, "b.yaml": hidden}))
    assert [(one.name, one.params.get("value")) for one in result.findings] == [
        ("broken-reference", "ORG-2"),
        ("wrong-encoding", None),
    ]
    big = load_plan(write_plan({"a.yaml": text, "b.yaml": b"#" * 5_000_001}))
    assert [one.name for one in big.findings] == ["file-too-large"]


def test_both_ends_of_duplicates_are_shown_even_in_one_list(
    findings_of: Callable[..., list[Finding]],
) -> None:
    found = findings_of("facts:\n  - {id: A}\n  - {id: A}\n  - {id: a}\n")
    assert [(one.name, one.span and one.span.line, one.related[0].span.line) for one in found] == [
        ("duplicate-id", 3, 2),
        ("ids-differ-by-case", 4, 2),
    ]


def test_a_mention_is_shown_where_it_stands_whatever_the_quotes(
    findings_of: Callable[..., list[Finding]],
) -> None:
    found = findings_of(
        "cluster:\n"
        "  definition: >-\n    uno `[[X-1]]` y\n    dos [[X-1]] [[X-1]]\n"
        '  initiative: "a \\" [[X-2]]"\n'
        "  left_out: 'it''s [@X-3, p. 1]'\n"
        "summary: {challenge: 'x [[X-4]]'}\n"
    )
    assert [(shown(one.span), one.span.line, one.span.column) for one in found if one.span] == [
        ("[[X-1]]", 4, 9),
        ("[[X-1]]", 4, 17),
        ("[[X-2]]", 5, 21),
        ("[@X-3, p. 1]", 6, 20),
        ("[[X-4]]", 7, 25),
    ]


def test_links_do_not_lead_texts_and_tables_out_of_the_folder(write_plan: PlanWriter, tmp_path: Path) -> None:
    (tmp_path / "fuera.md").write_text("secreto\n", "utf-8")
    folder = write_plan({"plan.yaml": "vision: {why: {file: why.md}}\n"})
    try:
        (folder / "why.md").symlink_to(tmp_path / "fuera.md")
    except OSError:
        pytest.skip("this system makes no links")
    result = load_plan(folder)
    assert [(one.name, shown(one.span)) for one in result.findings] == [("outside-folder", "why.md")]
    assert result.plan is None


def test_faults_inside_texts_and_tables_of_their_own_point_there(write_plan: PlanWriter) -> None:
    files: dict[str, str | bytes] = {**FILES, "narrative/vision.md": b"a \x0b b\n[[DAT-7]]\n"}
    files["data/datos.csv"] = "id,label,value\nDAT-1,a,b\n".encode("utf-16")
    found = load_plan(write_plan(files)).findings
    assert [(one.name, one.span and one.span.source.name, one.span and one.span.line) for one in found] == [
        ("wrong-encoding", "data/datos.csv", 1),
        ("control-character", "narrative/vision.md", 1),
    ]


def test_the_same_folder_gives_the_same_findings(write_plan: PlanWriter) -> None:
    folder = write_plan({"b.yaml": "zz: 1\nplan: 1\n", "a.yaml": "yy: 1\nplan: 2\n"})

    def told() -> list[Any]:
        return [
            (one.code, one.span and one.span.source.name, one.params) for one in load_plan(folder).findings
        ]

    assert told() == told()
    assert [one[1] for one in told()] == ["a.yaml", "a.yaml", "b.yaml", "b.yaml"]


def test_loading_imports_nothing_that_checking_does_not_need() -> None:
    program = (
        "import sys\nimport plangen.plan.load\n"
        "print([name for name in ('jinja2', 'markdown_it', 'babel', 'docx', 'lxml', 'click') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
