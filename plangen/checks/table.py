"""All rules, written out: code, function, level in a draft, level in a submission.

Codes are for good: a rule that goes leaves its number unused.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from plangen.checks import (
    action_money,
    action_people,
    action_time,
    benchmark,
    call_money,
    chain,
    cluster,
    facts,
    golden_analysis,
    golden_down,
    golden_up,
    ignores,
    indicator_follow_up,
    indicator_values,
    legal_entity,
    management,
    market,
    mipymes,
    prose_numbers,
    segmentation,
    strategies,
    texts,
    trip,
    vision,
)
from plangen.checks.rule import Rule
from plangen.spans import Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

RULES: tuple[Rule, ...] = (
    # identity and cluster: what is missing, the change log, the period, the five criteria, the actors
    Rule("P084", cluster.missing_part, _NOTE, _ERROR),
    Rule("P085", cluster.incomplete_record, _NOTE, _ERROR),
    Rule("P086", cluster.thin_record, _NOTE, _WARNING),
    Rule("P087", cluster.version_not_logged, _NOTE, _WARNING),
    Rule("P088", cluster.period_reversed, _WARNING, _ERROR),
    Rule("P089", cluster.horizon_before_period, _WARNING, _ERROR),
    Rule("P090", cluster.missing_criterion, _NOTE, _ERROR),
    Rule("P091", cluster.criterion_without_evidence, _NOTE, _WARNING),
    Rule("P092", cluster.actor_without_segment, _NOTE, _WARNING),
    Rule("P093", cluster.single_link, _WARNING, _WARNING),
    Rule("P094", cluster.actor_outside_territory, _NOTE, _WARNING),
    Rule("P095", cluster.implausible_ruc, _WARNING, _WARNING),
    # part 1
    Rule("P101", segmentation.no_prioritised_segment, _NOTE, _ERROR),
    Rule("P102", segmentation.segment_shares_not_100, _WARNING, _ERROR),
    Rule("P103", segmentation.factor_weights_not_100, _WARNING, _ERROR),
    Rule("P104", segmentation.unusual_factor_count, _NOTE, _WARNING),
    Rule("P105", segmentation.decision_without_reason, _NOTE, _ERROR),
    Rule("P106", segmentation.decision_against_scores, _WARNING, _WARNING),
    Rule("P107", segmentation.companies_over_universe, _WARNING, _WARNING),
    Rule("P108", segmentation.more_actors_than_companies, _WARNING, _WARNING),
    Rule("P109", segmentation.reason_without_criteria, _NOTE, _NOTE),
    # part 2, the market
    Rule("P201", market.series_without_unit, _NOTE, _ERROR),
    Rule("P202", market.point_without_source, _NOTE, _WARNING),
    Rule("P203", market.price_against_volume, _WARNING, _WARNING),
    Rule("P204", market.shares_over_100, _WARNING, _ERROR),
    Rule("P205", market.missing_force, _NOTE, _ERROR),
    Rule("P206", market.force_without_grounds, _NOTE, _WARNING),
    # part 2, the value chain
    Rule("P207", chain.cost_shares_not_100, _WARNING, _ERROR),
    Rule("P208", chain.margin_against_prices, _WARNING, _ERROR),
    Rule("P209", chain.margins_not_adding, _WARNING, _ERROR),
    Rule("P210", chain.bottleneck_unanswered, _NOTE, _WARNING),
    Rule("P211", chain.links_out_of_order, _WARNING, _ERROR),
    Rule("P212", chain.flow_backwards, _WARNING, _WARNING),
    Rule("P213", chain.negative_figure, _WARNING, _ERROR),
    # part 3, the comparison
    Rule("P301", benchmark.own_cluster_not_scored, _NOTE, _ERROR),
    Rule("P302", benchmark.missing_score, _NOTE, _WARNING),
    Rule("P303", benchmark.dimension_weights_not_100, _WARNING, _ERROR),
    Rule("P304", benchmark.gap_not_scored, _NOTE, _ERROR),
    Rule("P305", benchmark.gap_without_difference, _WARNING, _ERROR),
    Rule("P306", benchmark.unrecorded_gap, _NOTE, _WARNING),
    Rule("P307", benchmark.priority_against_difference, _NOTE, _WARNING),
    Rule("P308", benchmark.score_without_evidence, _NOTE, _WARNING),
    # part 3, the reference trip
    Rule("P309", trip.trip_reversed, _WARNING, _ERROR),
    Rule("P310", trip.visit_outside_trip, _WARNING, _ERROR),
    Rule("P311", trip.trip_after_validation, _WARNING, _ERROR),
    Rule("P312", trip.visit_without_reference, _NOTE, _WARNING),
    Rule("P313", trip.no_company_in_delegation, _NOTE, _WARNING),
    # part 4
    Rule("P401", vision.vision_weights_not_100, _WARNING, _ERROR),
    Rule("P402", vision.option_not_scored, _NOTE, _ERROR),
    Rule("P403", vision.no_option_chosen, _NOTE, _ERROR),
    Rule("P404", vision.chosen_not_best, _WARNING, _WARNING),
    Rule("P405", vision.chosen_without_priority, _WARNING, _ERROR),
    Rule("P406", vision.milestone_outside_plan, _WARNING, _ERROR),
    Rule("P407", vision.statement_without_place, _NOTE, _WARNING),
    Rule("P408", vision.statement_without_segment, _NOTE, _WARNING),
    Rule("P409", vision.number_only_in_vision, _NOTE, _WARNING),
    Rule("P410", vision.vision_not_validated, _NOTE, _WARNING),
    Rule("P411", vision.validation_after_plan, _WARNING, _ERROR),
    # part 5
    Rule("P501", strategies.unusual_strategy_count, _NOTE, _WARNING),
    Rule("P502", strategies.strategy_without_priority_segment, _WARNING, _ERROR),
    Rule("P503", strategies.strategy_without_owner, _NOTE, _ERROR),
    Rule("P504", strategies.area_without_action, _NOTE, _WARNING),
    # part 6, organs, people and money
    Rule("P601", management.missing_coordinator, _NOTE, _ERROR),
    Rule("P602", management.quorum_over_seats, _WARNING, _ERROR),
    Rule("P603", management.more_members_than_seats, _WARNING, _ERROR),
    Rule("P604", management.low_private_share, _NOTE, _WARNING),
    Rule("P605", management.empty_body, _NOTE, _WARNING),
    Rule("P606", management.reporting_cycle, _WARNING, _ERROR),
    Rule("P607", management.entity_deficit, _WARNING, _ERROR),
    Rule("P608", management.public_dependency, _NOTE, _WARNING),
    # part 6, the legal person
    Rule("P609", legal_entity.legal_dates_reversed, _WARNING, _ERROR),
    Rule("P610", legal_entity.state_against_dates, _WARNING, _ERROR),
    Rule("P611", legal_entity.founder_without_representative, _NOTE, _WARNING),
    Rule("P612", legal_entity.incomplete_statute, _NOTE, _WARNING),
    Rule("P613", legal_entity.overdue_step, _NOTE, _WARNING),
    Rule("P614", legal_entity.future_legal_date, _WARNING, _ERROR),
    # part 7, who
    Rule("P701", action_people.missing_responsible, _NOTE, _ERROR),
    Rule("P702", action_people.responsible_not_seated, _WARNING, _ERROR),
    Rule("P703", action_people.area_of_other_strategy, _WARNING, _ERROR),
    Rule("P704", action_people.depends_on_dropped, _WARNING, _ERROR),
    # part 7, when
    Rule("P705", action_time.activity_without_months, _NOTE, _ERROR),
    Rule("P706", action_time.activity_reversed, _WARNING, _ERROR),
    Rule("P707", action_time.activity_outside_period, _WARNING, _ERROR),
    Rule("P708", action_time.dependency_cycle, _WARNING, _ERROR),
    Rule("P709", action_time.dependency_out_of_order, _WARNING, _WARNING),
    Rule("P710", action_time.no_quick_win, _NOTE, _WARNING),
    # part 7, money
    Rule("P711", action_money.action_without_cost, _NOTE, _ERROR),
    Rule("P712", action_money.action_without_funding, _NOTE, _ERROR),
    Rule("P713", action_money.funding_not_cost, _WARNING, _ERROR),
    Rule("P714", action_money.funding_outside_years, _WARNING, _ERROR),
    Rule("P715", action_money.missing_exchange_rate, _WARNING, _ERROR),
    Rule("P716", action_money.negative_amount, _WARNING, _ERROR),
    Rule("P717", action_money.dropped_action_with_money, _WARNING, _WARNING),
    # part 8, values
    Rule("P801", indicator_values.missing_baseline, _NOTE, _ERROR),
    Rule("P802", indicator_values.pending_without_owner, _NOTE, _ERROR),
    Rule("P803", indicator_values.baseline_after_plan, _WARNING, _ERROR),
    Rule("P804", indicator_values.missing_targets, _NOTE, _ERROR),
    Rule("P805", indicator_values.target_against_direction, _WARNING, _ERROR),
    Rule("P806", indicator_values.value_out_of_range, _WARNING, _ERROR),
    Rule("P807", indicator_values.last_target_not_horizon, _NOTE, _ERROR),
    Rule("P808", indicator_values.target_outside_plan, _WARNING, _ERROR),
    Rule("P809", indicator_values.unit_against_kind, _NOTE, _WARNING),
    Rule("P810", indicator_values.tolerance_reversed, _WARNING, _ERROR),
    Rule("P811", indicator_values.cumulative_target_falls, _WARNING, _ERROR),
    # part 8, follow-up
    Rule("P812", indicator_follow_up.level_against_measured, _WARNING, _ERROR),
    Rule("P813", indicator_follow_up.indicator_without_responsible, _NOTE, _ERROR),
    Rule("P814", indicator_follow_up.indicator_responsible_not_seated, _WARNING, _ERROR),
    Rule("P815", indicator_follow_up.actual_in_future, _WARNING, _ERROR),
    Rule("P816", indicator_follow_up.baseline_without_source, _NOTE, _WARNING),
    Rule("P817", indicator_follow_up.measures_dropped_action, _WARNING, _ERROR),
    Rule("P818", indicator_follow_up.overdue_baseline, _NOTE, _WARNING),
    # facts and sources
    Rule("P901", facts.fact_without_source, _WARNING, _ERROR),
    Rule("P902", facts.fact_without_year, _NOTE, _ERROR),
    Rule("P903", facts.conflicting_facts, _WARNING, _ERROR),
    Rule("P904", facts.fact_range_reversed, _WARNING, _ERROR),
    Rule("P905", facts.derived_without_formula, _NOTE, _WARNING),
    Rule("P906", facts.unused_fact, _NOTE, _NOTE),
    Rule("P907", facts.unused_source, _NOTE, _NOTE),
    Rule("P908", facts.figure_without_source, _WARNING, _ERROR),
    Rule("P909", facts.source_not_traceable, _NOTE, _WARNING),
    # numbers typed in prose
    Rule("P910", prose_numbers.number_against_fact, _WARNING, _WARNING),
    Rule("P911", prose_numbers.typed_fact, _NOTE, _NOTE),
    Rule("P912", prose_numbers.typed_total, _NOTE, _WARNING),
    Rule("P913", prose_numbers.total_against_plan, _WARNING, _ERROR),
    Rule("P914", prose_numbers.decimal_comma, _WARNING, _WARNING),
    # texts
    Rule("P915", texts.placeholder_left, _NOTE, _ERROR),
    Rule("P916", texts.empty_prose, _NOTE, _WARNING),
    Rule("P917", texts.illustrative_in_submission, _NOTE, _WARNING),
    Rule("P918", texts.open_observation, _NOTE, _WARNING),
    Rule("P919", texts.unknown_attended_version, _WARNING, _ERROR),
    Rule("P920", texts.ignore_without_reason, _WARNING, _WARNING),
    # golden thread, from the analysis to the strategies
    Rule("G001", golden_analysis.segment_without_factor, _NOTE, _ERROR),
    Rule("G002", golden_analysis.factor_without_dimension, _NOTE, _ERROR),
    Rule("G003", golden_analysis.high_gap_unanswered, _NOTE, _ERROR),
    Rule("G004", golden_analysis.gap_unanswered, _NOTE, _WARNING),
    Rule("G005", golden_analysis.lesson_unused, _NOTE, _WARNING),
    Rule("G012", golden_analysis.segment_without_strategy, _NOTE, _ERROR),
    Rule("G013", golden_analysis.factor_without_strategy, _NOTE, _WARNING),
    Rule("G014", golden_analysis.challenge_unanswered, _NOTE, _WARNING),
    # golden thread, downwards
    Rule("G006", golden_down.element_without_strategy, _NOTE, _ERROR),
    Rule("G007", golden_down.strategy_without_action, _NOTE, _ERROR),
    Rule("G008", golden_down.strategy_without_indicator, _NOTE, _ERROR),
    Rule("G009", golden_down.vision_without_indicator, _NOTE, _ERROR),
    Rule("G010", golden_down.priority_action_without_indicator, _NOTE, _ERROR),
    Rule("G011", golden_down.action_without_indicator, _NOTE, _NOTE),
    # golden thread, upwards
    Rule("G015", golden_up.strategy_without_gap, _NOTE, _ERROR),
    Rule("G016", golden_up.strategy_without_element, _NOTE, _ERROR),
    Rule("G017", golden_up.orphan_action, _NOTE, _ERROR),
    Rule("G018", golden_up.orphan_indicator, _NOTE, _ERROR),
    Rule("G019", golden_up.dimension_without_factor, _NOTE, _WARNING),
    Rule("G020", golden_up.refused_lesson_used, _WARNING, _WARNING),
    Rule("G021", golden_up.discarded_segment_served, _WARNING, _WARNING),
    Rule("G022", golden_up.waived_gap_served, _NOTE, _WARNING),
    Rule("G023", golden_up.element_without_indicator, _NOTE, _WARNING),
    # programme, participants
    Rule("R001", mipymes.unknown_call, _NOTE, _WARNING),
    Rule("R002", mipymes.unknown_call_number, _NOTE, _NOTE),
    Rule("R003", mipymes.too_few_mipymes, _NOTE, _ERROR),
    Rule("R004", mipymes.young_mipyme, _NOTE, _WARNING),
    Rule("R005", mipymes.low_sales, _NOTE, _WARNING),
    Rule("R006", mipymes.size_against_sales, _WARNING, _WARNING),
    Rule("R007", mipymes.informal_mipyme, _WARNING, _ERROR),
    Rule("R008", mipymes.missing_applicant, _NOTE, _WARNING),
    # programme, money and time
    Rule("R009", call_money.grant_over_cap, _WARNING, _WARNING),
    Rule("R010", call_money.period_over_cap, _WARNING, _WARNING),
    Rule("R011", call_money.low_counterpart, _WARNING, _ERROR),
    Rule("R012", call_money.low_cash_counterpart, _WARNING, _ERROR),
    Rule("R013", call_money.ineligible_heading, _WARNING, _ERROR),
    Rule("R014", call_money.grant_outside_component, _WARNING, _WARNING),
    Rule("R015", call_money.component_missing, _NOTE, _WARNING),
)
"""The rules that look at the plan alone, family by family."""

AFTER: tuple[Rule, ...] = (Rule("P921", ignores.unused_ignore, _WARNING, _WARNING),)
"""The rules that look at what the others found."""

ALL: tuple[Rule, ...] = tuple(sorted((*RULES, *AFTER), key=lambda rule: rule.code))
"""Every rule, by code."""

BY_NAME: Mapping[str, Rule] = MappingProxyType({rule.name: rule for rule in ALL})
"""Every rule by its name."""
