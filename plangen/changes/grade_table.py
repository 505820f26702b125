"""The table of grades: what happened where, asked in this order, is a change of which kind.

A path is a pattern of plan paths: `*` stands for one key, `**` at its end for any number. An operation is
`added`, `removed`, `modified`, `moved` or `renamed`; empty, any. A test is one of `directions.TESTS`. The
first row that holds gives the kind; the last rows hold for anything.
"""

from __future__ import annotations

from dataclasses import dataclass

from plangen.changes.kinds import BY_NAME, ChangeKind


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table."""

    path: str
    operation: str
    test: str
    name: str

    @property
    def kind(self) -> ChangeKind:
        """The kind it gives."""
        return BY_NAME[self.name]


_LEGAL = "management/legal_entity"
_ACTION = "action_plan/actions/*"
_ACTIVITY = f"{_ACTION}/activities/*"
_INDICATOR = "indicators/*"

_DATES = (
    f"{_ACTIVITY}/start",
    f"{_ACTIVITY}/end",
    f"{_INDICATOR}/baseline/pending/date",
    f"{_LEGAL}/steps/*/due",
    "benchmark/trip/start",
    "benchmark/trip/end",
)
"""The dates on which something was promised."""

_ACTS = tuple(f"{_LEGAL}/{name}" for name in ("act_date", "deed_date", "registration_date"))
"""The dates by which a legal person comes to be: without one, it is less far."""

_RESPONSIBLE = (
    "plan/executing_entity",
    "strategies/*/owner",
    f"{_ACTION}/responsible",
    f"{_INDICATOR}/responsible",
    f"{_INDICATOR}/baseline/pending/responsible",
    "management/coordinator",
    "management/coordinator/organisation",
    f"{_LEGAL}/steps/*/responsible",
)
"""Who answers."""

_DEFINITION = ("formula", "kind", "direction", "cumulative", "level", "definition")

_ROWS_OF_FORM = (
    Row("segmentation/segments/*/purchase_criteria", "modified", "reordered", "ranking-changed"),
    Row("cluster/actors/*/segments", "modified", "reordered", "ranking-changed"),
    Row("**", "modified", "reordered", "moved"),
    Row("**", "moved", "", "moved"),
    Row("**", "renamed", "by-id", "id-renamed"),
    Row("**", "", "id", "id-renamed"),
    Row("**", "modified", "same-number", "typed-otherwise"),
    Row("**", "added", "default", "typed-otherwise"),
    Row("**", "removed", "default", "typed-otherwise"),
    Row("indicators/*/decimals", "", "", "typed-otherwise"),
    Row("**", "modified", "formatting", "formatting"),
    Row("**", "renamed", "formatting", "formatting"),
    Row("review/**", "", "", "review-kept"),
    Row("plan/version", "", "", "document-data"),
    Row("plan/date", "", "", "document-data"),
    Row("plan/authors/**", "", "", "document-data"),
    Row("plan/deliverables", "", "", "document-data"),
    Row("plan/house_style", "", "", "document-data"),
    Row("plan/changes/**", "", "", "document-data"),
    Row("plan/acronyms/**", "", "", "document-data"),
    Row("sources/*/accessed", "", "", "source-consulted"),
    Row("**", "modified", "spelling", "reworded"),
    Row("**", "renamed", "spelling", "reworded"),
)

_ROWS_OF_INDICATORS = (
    Row("indicators/*/targets/*", "added", "", "target-added"),
    Row("indicators/*/targets/*", "removed", "", "target-withdrawn"),
    Row("indicators/*/targets/*", "modified", "other-unit", "target-in-other-unit"),
    Row("indicators/*/targets/*", "modified", "better", "target-raised"),
    Row("indicators/*/targets/*", "modified", "", "target-lowered"),
    Row("indicators/*/baseline", "added", "has-value", "baseline-taken"),
    Row("indicators/*/baseline", "added", "", "date-set"),
    Row("indicators/*/baseline", "removed", "has-value", "baseline-restated"),
    Row("indicators/*/baseline", "removed", "", "date-withdrawn"),
    Row("indicators/*/baseline/value", "added", "", "baseline-taken"),
    Row("indicators/*/baseline/value", "", "", "baseline-restated"),
    Row("indicators/*/baseline/year", "added", "", "baseline-taken"),
    Row("indicators/*/baseline/year", "", "", "baseline-restated"),
    Row("indicators/*/baseline/pending", "added", "", "date-set"),
    Row("indicators/*/baseline/pending", "removed", "baseline-stated", "baseline-taken"),
    Row("indicators/*/baseline/pending", "removed", "", "date-withdrawn"),
    Row("indicators/*/unit", "added", "", "indicator-completed"),
    Row("indicators/*/unit", "", "", "unit-changed"),
    *(Row(f"indicators/*/{name}", "added", "", "indicator-completed") for name in _DEFINITION),
    *(Row(f"indicators/*/{name}", "", "", "indicator-redefined") for name in _DEFINITION),
    Row("indicators/*/source", "modified", "reworded", "reworded"),
    Row("indicators/*/source", "", "", "follow-up-changed"),
    Row("indicators/*/frequency", "", "", "follow-up-changed"),
    Row("indicators/*/verification", "", "", "follow-up-changed"),
    Row("indicators/*/tolerance/**", "", "", "follow-up-changed"),
    Row("indicators/*/actuals/**", "", "", "progress-changed"),
    Row("indicators/*", "added", "", "indicator-added"),
    Row("indicators/*", "removed", "", "indicator-removed"),
)

_ROWS_OF_ACTIONS = (
    Row(_ACTION, "added", "", "action-added"),
    Row(_ACTION, "removed", "live", "action-removed"),
    Row(f"{_ACTION}/status", "", "dropped", "action-dropped"),
    Row(f"{_ACTION}/status", "", "", "progress-changed"),
    Row(_ACTIVITY, "added", "", "activity-added"),
    Row(_ACTIVITY, "removed", "", "activity-removed"),
    Row(f"{_ACTIVITY}/deliverable", "", "", "deliverable-changed"),
    Row(f"{_ACTIVITY}/verification", "", "", "deliverable-changed"),
    Row(f"{_ACTIVITY}/heading", "", "", "heading-changed"),
    Row(f"{_ACTIVITY}/cost", "", "", "cost-changed"),
    Row(f"{_ACTION}/funding/**", "", "", "funding-changed"),
    Row(f"{_ACTION}/beneficiaries", "added", "", "beneficiaries-extended"),
    Row(f"{_ACTION}/beneficiaries/*", "added", "", "beneficiaries-extended"),
    Row(f"{_ACTION}/beneficiaries/companies", "modified", "higher", "beneficiaries-extended"),
    Row(f"{_ACTION}/beneficiaries/segments", "modified", "wider", "beneficiaries-extended"),
    Row(f"{_ACTION}/beneficiaries/**", "", "", "beneficiaries-reduced"),
    Row(f"{_ACTION}/priority", "", "", "score-changed"),
)

_ROWS_OF_MANAGEMENT = (
    Row(f"{_LEGAL}/state", "", "step-back", "legal-step-regressed"),
    Row(f"{_LEGAL}/state", "", "", "progress-changed"),
    *(Row(path, "removed", "", "legal-step-regressed") for path in _ACTS),
    Row(f"{_LEGAL}/statute", "removed", "", "legal-step-regressed"),
    Row(f"{_LEGAL}/statute/*", "", "refused", "legal-step-regressed"),
    Row(f"{_LEGAL}/statute/**", "", "", "progress-changed"),
    Row(f"{_LEGAL}/steps/*", "removed", "", "legal-step-regressed"),
    Row(f"{_LEGAL}/steps/*/done", "removed", "", "legal-step-regressed"),
    Row(f"{_LEGAL}/steps/*/done", "", "", "progress-changed"),
    Row(f"{_LEGAL}/founding_members/**", "", "", "member-changed"),
    Row("management/members/**", "", "", "member-changed"),
    *(
        Row(f"management/bodies/*/{name}", "", "", "governance-changed")
        for name in ("functions", "seats", "quorum", "decision_rule", "meets", "reports_to")
    ),
    Row("management/posts/*", "removed", "costed", "cost-changed"),
    Row("management/posts/*/annual_cost", "", "", "cost-changed"),
    Row("management/funding/years/*", "", "", "funding-changed"),
    Row("management/funding/years/*/income/**", "", "", "funding-changed"),
    Row("management/funding/years/*/expenses/**", "", "", "funding-changed"),
)

_ROWS_OF_DATES_AND_PEOPLE = (
    *(Row(path, "modified", "later", "date-slipped") for path in (*_DATES, *_ACTS)),
    *(Row(path, "modified", "", "date-brought-forward") for path in (*_DATES, *_ACTS)),
    *(Row(path, "added", "", "date-set") for path in (*_DATES, *_ACTS)),
    *(Row(path, "removed", "", "date-withdrawn") for path in _DATES),
    *(Row(path, "added", "", "responsible-named") for path in _RESPONSIBLE),
    *(Row(path, "", "", "responsible-changed") for path in _RESPONSIBLE),
)

_ROWS_OF_THE_PLAN = (
    Row("plan/period/**", "added", "", "date-set"),
    Row("plan/period/**", "", "", "period-changed"),
    Row("plan/horizon", "added", "", "date-set"),
    Row("plan/horizon", "", "", "period-changed"),
    Row("plan/currency", "", "", "currency-changed"),
    Row("plan/exchange_rates/*/source", "", "", "evidence-changed"),
    Row("plan/exchange_rates/**", "", "", "currency-changed"),
    Row("plan/call", "", "", "call-changed"),
    Row("plan/programme", "", "", "call-changed"),
    Row("plan/status", "", "", "progress-changed"),
    Row("plan/illustrative", "added", "", "illustrative-declared"),
    Row("plan/illustrative", "modified", "wider", "illustrative-declared"),
    Row("plan/illustrative", "", "", "illustrative-withdrawn"),
    Row("plan/ignore/*", "removed", "", "finding-restored"),
    Row("plan/ignore/*", "", "", "finding-silenced"),
)

_ROWS_OF_THE_ANALYSIS = (
    Row("cluster/business", "", "", "cluster-scope-changed"),
    Row("cluster/universe", "", "", "cluster-scope-changed"),
    Row("cluster/codes", "", "", "cluster-scope-changed"),
    Row("cluster/territory/**", "", "", "cluster-scope-changed"),
    Row("cluster/actors/*", "added", "", "actor-added"),
    Row("cluster/actors/*", "removed", "", "actor-removed"),
    Row("cluster/actors/*/annual_sales/year", "", "", "fact-redefined"),
    Row("cluster/actors/*/annual_sales/**", "", "", "fact-restated"),
    Row("segmentation/segments/*", "removed", "prioritised", "segment-dropped"),
    Row("segmentation/segments/*", "removed", "", "segment-removed"),
    Row("segmentation/segments/*", "added", "", "segment-added"),
    Row("segmentation/segments/*/decision", "", "prioritised", "segment-dropped"),
    Row("segmentation/segments/*/decision", "", "", "segment-decision-changed"),
    Row("segmentation/segments/*/share", "", "", "fact-restated"),
    Row("segmentation/segments/*/success_factors/*/weight", "", "", "weight-changed"),
    Row("industry/series/*/unit", "", "", "fact-redefined"),
    Row("industry/series/*/scope", "", "", "fact-redefined"),
    Row("industry/series/*/points/*", "renamed", "", "fact-redefined"),
    Row("industry/series/*/points/*/value", "", "", "fact-restated"),
    Row("industry/chain/unit", "", "", "fact-redefined"),
    Row("industry/chain/links/*/cost_share", "", "", "fact-restated"),
    Row("industry/chain/links/*/order", "", "", "ranking-changed"),
    Row("benchmark/dimensions/*/metric", "", "", "fact-redefined"),
    Row("benchmark/dimensions/*/weight", "", "", "weight-changed"),
    Row("benchmark/gaps/*/waiver", "added", "", "gap-waived"),
    Row("benchmark/trip/cost", "", "", "cost-changed"),
    Row("vision/criteria/*/weight", "", "", "weight-changed"),
    Row("vision/statement", "", "", "vision-restated"),
    Row("vision/chosen", "", "", "vision-restated"),
    Row("vision/elements/**", "", "", "vision-restated"),
    Row("vision/today_future/*/future", "", "", "vision-restated"),
    Row("vision/milestones/*/text", "", "", "vision-restated"),
    Row("vision/milestones/*", "renamed", "later", "date-slipped"),
    Row("vision/milestones/*", "renamed", "", "date-brought-forward"),
    Row("vision/milestones/*", "removed", "", "date-withdrawn"),
    Row("vision/milestones/*", "added", "", "date-set"),
    Row("strategies/*", "added", "", "strategy-added"),
    Row("strategies/*", "removed", "", "strategy-removed"),
)

_ROWS_OF_EVIDENCE = (
    Row("facts/*/status", "", "illustrative", "illustrative-declared"),
    Row("facts/*/status", "", "was-illustrative", "illustrative-withdrawn"),
    *(Row(f"facts/*/{name}", "", "", "evidence-changed") for name in ("status", "source", "formula")),
    *(Row(f"facts/*/{name}", "", "", "fact-restated") for name in ("value", "to", "qualifier")),
    *(Row(f"facts/*/{name}", "", "", "fact-redefined") for name in ("unit", "year", "scope")),
    *(Row(f"sources/*/{name}", "", "", "evidence-changed") for name in ("publisher", "year", "kind", "url")),
)

_ROWS_FOR_THE_REST = (
    Row("**", "added", "listed", "item-added"),
    Row("**", "removed", "listed", "item-removed"),
    Row("**", "added", "part", "part-started"),
    Row("**", "removed", "part", "part-emptied"),
    Row("**", "modified", "figure-source", "evidence-changed"),
    Row("**", "modified", "figure-frame", "fact-redefined"),
    Row("**", "", "figure", "fact-restated"),
    Row("**", "renamed", "rewritten", "text-rewritten"),
    Row("**", "renamed", "claims", "claims-changed"),
    Row("**", "renamed", "reworded", "reworded"),
    Row("**", "renamed", "", "link-changed"),
    Row("**", "modified", "reworded", "reworded"),
    Row("**", "", "texts", "list-changed"),
    Row("**", "added", "text", "text-added"),
    Row("**", "removed", "text", "text-removed"),
    Row("**", "modified", "was-empty", "text-added"),
    Row("**", "modified", "empty", "text-removed"),
    Row("**", "modified", "rewritten", "text-rewritten"),
    Row("**", "", "text", "claims-changed"),
    Row("**", "", "evidence", "evidence-changed"),
    Row("**", "", "ref", "link-changed"),
    Row("**", "", "choice", "choice-changed"),
    Row("**", "", "score", "score-changed"),
    Row("**", "", "day", "date-changed"),
    Row("**", "", "", "number-changed"),
)

ROWS: tuple[Row, ...] = (
    *_ROWS_OF_FORM,
    *_ROWS_OF_INDICATORS,
    *_ROWS_OF_ACTIONS,
    *_ROWS_OF_MANAGEMENT,
    *_ROWS_OF_THE_PLAN,
    *_ROWS_OF_THE_ANALYSIS,
    *_ROWS_OF_DATES_AND_PEOPLE,
    *_ROWS_OF_EVIDENCE,
    *_ROWS_FOR_THE_REST,
)
"""The table, in the order in which it is asked."""
