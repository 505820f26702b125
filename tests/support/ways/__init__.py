"""The ways to spoil a plan, by the part that they spoil (see `tests.support.mutations`)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tests.support.mutations import Way
from tests.support.ways.action_plan import ACTIONS
from tests.support.ways.analysis import BENCHMARK, INDUSTRY, SEGMENTATION
from tests.support.ways.direction import STRATEGIES, VISION
from tests.support.ways.evidence import EVIDENCE, FORM, TEXTS
from tests.support.ways.follow_up import INDICATORS
from tests.support.ways.identity import CLUSTER, IDENTITY, PARTS, PROGRAMME, RECORDS
from tests.support.ways.management import MANAGEMENT

FAMILIES: Mapping[str, tuple[Way, ...]] = MappingProxyType(
    {
        "a part vanishes": PARTS,
        "identity": IDENTITY,
        "cluster and actors": CLUSTER,
        "programme and call": PROGRAMME,
        "records left incomplete": RECORDS,
        "1 segmentation": SEGMENTATION,
        "2 industry": INDUSTRY,
        "3 comparison and trip": BENCHMARK,
        "4 vision": VISION,
        "5 strategies": STRATEGIES,
        "6 management": MANAGEMENT,
        "7 action plan": ACTIONS,
        "8 indicators": INDICATORS,
        "facts and sources": EVIDENCE,
        "texts": TEXTS,
        "form": FORM,
    }
)

WAYS: tuple[Way, ...] = tuple(way for ways in FAMILIES.values() for way in ways)
"""All of them."""
