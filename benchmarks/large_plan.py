"""A large plan, generated: every part filled, references that resolve, sums that add up.

The same arguments give the same bytes on every machine. Names, sources and figures are made up.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks.comparison_parts import benchmark_part, strategies_part, vision_part
from benchmarks.evidence_parts import (
    chapters_part,
    facts_part,
    identity_part,
    review_part,
    sources_part,
    summary_part,
)
from benchmarks.management_part import management_part
from benchmarks.market_parts import cluster_part, industry_part, segmentation_part
from benchmarks.records import Prose, Sizes, Value, prose_words
from benchmarks.sentences import ProseWriter, count_words
from benchmarks.work_parts import action_plan_part, indicators_part
from benchmarks.yaml_text import yaml_text

_SEED = 20_261_116


def write_large_plan(  # noqa: PLR0913 - the sizes of the plan, all by name
    folder: Path,
    *,
    actions: int = 200,
    indicators: int = 100,
    references: int = 12,
    dimensions: int = 20,
    words: int = 45_000,
) -> int:
    """Write a plan of that size into `folder`, one file per top-level key; the words of prose written.

    `words` is met to a sentence as long as it leaves one for every field that holds prose.
    """
    sizes = Sizes(actions=actions, indicators=indicators, references=references, dimensions=dimensions)
    parts = _parts(sizes)
    portions = _Portions(ProseWriter(_SEED, sizes), words / sum(map(prose_words, parts.values())))
    folder.mkdir(parents=True, exist_ok=True)
    for key, value in parts.items():
        text = yaml_text(key, value, portions.write)
        (folder / f"{key}.yaml").write_text(text, encoding="utf-8", newline="\n")
    return portions.written


def _parts(sizes: Sizes) -> Mapping[str, Value]:
    return {
        "plan": identity_part(),
        "cluster": cluster_part(sizes),
        "segmentation": segmentation_part(sizes),
        "industry": industry_part(sizes),
        "benchmark": benchmark_part(sizes),
        "vision": vision_part(sizes),
        "strategies": strategies_part(sizes),
        "management": management_part(sizes),
        "action_plan": action_plan_part(sizes),
        "indicators": indicators_part(sizes),
        "facts": facts_part(sizes),
        "sources": sources_part(sizes),
        "review": review_part(sizes),
        "chapters": chapters_part(),
        "summary": summary_part(),
    }


class _Portions:
    """Fills the places for prose in turn; what a place got too much or too little the next ones balance."""

    def __init__(self, writer: ProseWriter, scale: float) -> None:
        self._writer = writer
        self._scale = scale
        self._due = 0.0
        self.written = 0

    def write(self, place: Prose) -> str:
        self._due += place.words * self._scale
        text = self._writer.prose(round(self._due - self.written), callout=place.callout)
        self.written += count_words(text)
        return text


def write_small_plan(folder: Path) -> int:
    """Write a plan of the same parts that slow programs get through."""
    return write_large_plan(folder, actions=24, indicators=20, references=3, dimensions=4, words=9_000)


if __name__ == "__main__":
    (write_small_plan if "--small" in sys.argv[2:] else write_large_plan)(Path(sys.argv[1]))
