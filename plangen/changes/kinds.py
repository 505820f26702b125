"""What a change of a plan means: kinds with a code, and the grades a reviewer reads them by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Grade(StrEnum):
    """How much a change weighs, the weightiest first.

    A commitment is what the plan promised to whoever pays for it: targets, dates, money, who answers. Other
    changes of meaning are substantive; wording, order and form are editorial.
    """

    COMMITMENT = "commitment"
    SUBSTANTIVE = "substantive"
    EDITORIAL = "editorial"


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """A kind of change: code, name and grade. Texts stand under the name in the words catalogue."""

    code: str
    name: str
    grade: Grade


_COMMITMENT, _SUBSTANTIVE, _EDITORIAL = Grade

KINDS: tuple[ChangeKind, ...] = (
    # commitments: what will be reached
    ChangeKind("C001", "target-lowered", _COMMITMENT),
    ChangeKind("C002", "target-withdrawn", _COMMITMENT),
    ChangeKind("C003", "target-in-other-unit", _COMMITMENT),
    ChangeKind("C004", "baseline-restated", _COMMITMENT),
    ChangeKind("C005", "unit-changed", _COMMITMENT),
    ChangeKind("C006", "indicator-redefined", _COMMITMENT),
    ChangeKind("C007", "indicator-removed", _COMMITMENT),
    # commitments: what will be done, when, for whom
    ChangeKind("C010", "action-removed", _COMMITMENT),
    ChangeKind("C011", "action-dropped", _COMMITMENT),
    ChangeKind("C012", "activity-removed", _COMMITMENT),
    ChangeKind("C013", "date-slipped", _COMMITMENT),
    ChangeKind("C014", "date-withdrawn", _COMMITMENT),
    ChangeKind("C015", "beneficiaries-reduced", _COMMITMENT),
    ChangeKind("C016", "segment-dropped", _COMMITMENT),
    ChangeKind("C017", "legal-step-regressed", _COMMITMENT),
    # commitments: with whose money, who answers, under which rules
    ChangeKind("C020", "cost-changed", _COMMITMENT),
    ChangeKind("C021", "funding-changed", _COMMITMENT),
    ChangeKind("C022", "responsible-changed", _COMMITMENT),
    ChangeKind("C023", "period-changed", _COMMITMENT),
    ChangeKind("C024", "currency-changed", _COMMITMENT),
    ChangeKind("C025", "call-changed", _COMMITMENT),
    # indicators and follow-up
    ChangeKind("C030", "target-raised", _SUBSTANTIVE),
    ChangeKind("C031", "target-added", _SUBSTANTIVE),
    ChangeKind("C032", "baseline-taken", _SUBSTANTIVE),
    ChangeKind("C033", "indicator-added", _SUBSTANTIVE),
    ChangeKind("C034", "indicator-completed", _SUBSTANTIVE),
    ChangeKind("C035", "follow-up-changed", _SUBSTANTIVE),
    ChangeKind("C036", "progress-changed", _SUBSTANTIVE),
    # actions and dates
    ChangeKind("C040", "action-added", _SUBSTANTIVE),
    ChangeKind("C041", "activity-added", _SUBSTANTIVE),
    ChangeKind("C042", "date-brought-forward", _SUBSTANTIVE),
    ChangeKind("C043", "date-set", _SUBSTANTIVE),
    ChangeKind("C044", "date-changed", _SUBSTANTIVE),
    ChangeKind("C045", "deliverable-changed", _SUBSTANTIVE),
    ChangeKind("C046", "heading-changed", _SUBSTANTIVE),
    ChangeKind("C047", "responsible-named", _SUBSTANTIVE),
    ChangeKind("C048", "beneficiaries-extended", _SUBSTANTIVE),
    # the other parts
    ChangeKind("C050", "segment-added", _SUBSTANTIVE),
    ChangeKind("C051", "segment-removed", _SUBSTANTIVE),
    ChangeKind("C052", "segment-decision-changed", _SUBSTANTIVE),
    ChangeKind("C053", "cluster-scope-changed", _SUBSTANTIVE),
    ChangeKind("C054", "gap-waived", _SUBSTANTIVE),
    ChangeKind("C055", "vision-restated", _SUBSTANTIVE),
    ChangeKind("C056", "strategy-added", _SUBSTANTIVE),
    ChangeKind("C057", "strategy-removed", _SUBSTANTIVE),
    ChangeKind("C058", "member-changed", _SUBSTANTIVE),
    ChangeKind("C059", "governance-changed", _SUBSTANTIVE),
    # records, references and plain values
    ChangeKind("C060", "actor-added", _SUBSTANTIVE),
    ChangeKind("C061", "actor-removed", _SUBSTANTIVE),
    ChangeKind("C062", "item-added", _SUBSTANTIVE),
    ChangeKind("C063", "item-removed", _SUBSTANTIVE),
    ChangeKind("C064", "part-started", _SUBSTANTIVE),
    ChangeKind("C065", "part-emptied", _SUBSTANTIVE),
    ChangeKind("C066", "link-changed", _SUBSTANTIVE),
    ChangeKind("C067", "choice-changed", _SUBSTANTIVE),
    ChangeKind("C068", "number-changed", _SUBSTANTIVE),
    ChangeKind("C069", "list-changed", _SUBSTANTIVE),
    # data and what they rest on
    ChangeKind("C070", "fact-restated", _SUBSTANTIVE),
    ChangeKind("C071", "fact-redefined", _SUBSTANTIVE),
    ChangeKind("C072", "evidence-changed", _SUBSTANTIVE),
    ChangeKind("C073", "score-changed", _SUBSTANTIVE),
    ChangeKind("C074", "weight-changed", _SUBSTANTIVE),
    ChangeKind("C075", "ranking-changed", _SUBSTANTIVE),
    ChangeKind("C076", "illustrative-declared", _SUBSTANTIVE),
    ChangeKind("C077", "illustrative-withdrawn", _SUBSTANTIVE),
    ChangeKind("C078", "finding-silenced", _SUBSTANTIVE),
    ChangeKind("C079", "finding-restored", _SUBSTANTIVE),
    # texts
    ChangeKind("C080", "text-added", _SUBSTANTIVE),
    ChangeKind("C081", "text-removed", _SUBSTANTIVE),
    ChangeKind("C082", "text-rewritten", _SUBSTANTIVE),
    ChangeKind("C083", "claims-changed", _SUBSTANTIVE),
    # wording, order and form
    ChangeKind("C090", "reworded", _EDITORIAL),
    ChangeKind("C091", "moved", _EDITORIAL),
    ChangeKind("C092", "id-renamed", _EDITORIAL),
    ChangeKind("C093", "typed-otherwise", _EDITORIAL),
    ChangeKind("C094", "formatting", _EDITORIAL),
    ChangeKind("C095", "document-data", _EDITORIAL),
    ChangeKind("C096", "review-kept", _EDITORIAL),
    ChangeKind("C097", "source-consulted", _EDITORIAL),
)
"""All kinds, written out. Codes are for good: a kind that goes leaves its number unused."""

BY_NAME: Mapping[str, ChangeKind] = MappingProxyType({kind.name: kind for kind in KINDS})
BY_CODE: Mapping[str, ChangeKind] = MappingProxyType({kind.code: kind for kind in KINDS})
