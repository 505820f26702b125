"""Rules of part 7, when: every activity has its months, inside the plan and after what it waits for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from plangen.checks.circles import circles
from plangen.checks.rule import End, Found, found
from plangen.checks.schedule import span_of
from plangen.checks.subject import Subject
from plangen.plan.model import Action, Activity, Month, Period, Record

_FIRST_YEAR = 12


def activity_without_months(subject: Subject) -> Iterator[Found]:
    """An activity does not say in which months it is done, or an action has no activities.

    Why: what has no months is in no schedule; nobody can tell whether it fits in the plan or is late.
    Source: practice of action plans: the schedule is drawn from the months of the activities.

    Wrong:
        action_plan:
          actions:
            - id: ACT-1
              name: Ruta del pisco
              activities: [{id: ACT-1-A, name: Señalización de bodegas, start: 2027-03}]
    Right:
        action_plan:
          actions:
            - id: ACT-1
              name: Ruta del pisco
              activities: [{id: ACT-1-A, name: Señalización de bodegas, start: 2027-03, end: 2027-10}]
    """
    for action in subject.live_actions:
        if not action.activities:
            yield found(action, "activities", fields="activities")
        for activity in action.activities:
            if activity.start is None or activity.end is None:
                absent = [name for name in ("start", "end") if getattr(activity, name) is None]
                yield found(activity, absent[0], fields=", ".join(absent))


def activity_reversed(subject: Subject) -> Iterator[Found]:
    """An activity ends before it starts.

    Why: one of the two months is wrong, and with it the schedule, the length of the action and its years of
    spending.
    Source: sheer logic of dates; it is said of activities of dropped actions too, since they may come back.

    Wrong:
        action_plan:
          actions:
            - id: ACT-1
              activities: [{id: ACT-1-A, name: Catas con compradores, start: 2028-05, end: 2027-09}]
    Right:
        action_plan:
          actions:
            - id: ACT-1
              activities: [{id: ACT-1-A, name: Catas con compradores, start: 2028-05, end: 2028-09}]
    """
    for activity in subject.activities:
        if activity.start and activity.end and activity.end < activity.start:
            yield found(
                activity,
                "end",
                End(activity, "start", "starts-here"),
                start=activity.start,
                end=activity.end,
            )


def activity_outside_period(subject: Subject) -> Iterator[Found]:
    """An activity that the programme finances is outside its period, or any activity is after the horizon.

    Why: what is spent outside the period is not paid, and what comes after the last year of the plan is not
    part of it.
    Source: practice of co-financed projects, for the period; coherence of the plan, for its horizon.

    Wrong:
        plan: {id: lacteos, period: {start: 2027-01, end: 2029-12}, horizon: 2030}
        action_plan:
          actions:
            - id: ACT-1
              component: 2
              activities: [{id: ACT-1-A, name: Red de frío, start: 2029-06, end: 2030-03}]
    Right:
        plan: {id: lacteos, period: {start: 2027-01, end: 2029-12}, horizon: 2030}
        action_plan:
          actions:
            - id: ACT-1
              component: 2
              activities: [{id: ACT-1-A, name: Red de frío, start: 2029-06, end: 2029-12}]
            - id: ACT-2
              name: Red de frío con recursos de las empresas
              component: none
              activities: [{id: ACT-2-A, name: Segundo tramo, start: 2030-01, end: 2030-03}]
    """
    first, last, final = _limits(subject)
    for action in subject.live_actions:
        begin, end = (first, last or final) if _financed(action) else (None, final)
        for activity in action.activities:
            if begin and activity.start and activity.start < begin.month:
                yield begin.passed_by(activity, activity.start)
            if end and activity.end and activity.end > end.month:
                yield end.passed_by(activity, activity.end)


class _Limit(NamedTuple):
    """A month that activities may not pass, and where the plan says so, in its own words."""

    month: Month
    record: Record
    field: str
    name: str
    value: Month | int

    def passed_by(self, activity: Activity, month: Month) -> Found:
        said = "start" if self.field == "start" else "end"
        end = End(self.record, self.field, "limit-here")
        return found(activity, said, end, said=said, month=month, bound=self.name, limit=self.value)


def _limits(subject: Subject) -> tuple[_Limit | None, _Limit | None, _Limit | None]:
    """First and last month that the programme pays, last month of the plan; None where not said.

    A period turned round, or a horizon before its end, is another rule's: it says nothing of activities.
    """
    identity, period, horizon = subject.plan.plan, _period(subject), subject.horizon
    if identity is None:
        return None, None, None
    begin, end = (period.start, period.end) if period else (None, None)
    first = _Limit(begin, period, "start", "plan.period.start", begin) if period and begin else None
    last = _Limit(end, period, "end", "plan.period.end", end) if period and end else None
    if horizon is None or (end and end.year > horizon):
        return first, last, None
    return first, last, _Limit(Month(horizon, 12), identity, "horizon", "plan.horizon", horizon)


def _period(subject: Subject) -> Period | None:
    """The months that the programme pays; None where they are not said, or turned round."""
    period = subject.plan.plan.period if subject.plan.plan else None
    turned = period and period.start and period.end and period.end < period.start
    return None if turned else period


def _financed(action: Action) -> bool:
    if action.component in {"1", "2"}:
        return True
    grants = (one.amount for one in action.funding if one.source == "grant")
    return any(amount is None or amount.amount for amount in grants)


def dependency_cycle(subject: Subject) -> Iterator[Found]:
    """Actions wait for one another in a circle.

    Why: none of them could ever start.
    Source: sheer logic of project scheduling.

    Wrong:
        action_plan:
          actions:
            - {id: ACT-1, name: Manual de empaque, depends_on: [ACT-2]}
            - {id: ACT-2, name: Piloto de empaque, depends_on: [ACT-1]}
    Right:
        action_plan:
          actions:
            - {id: ACT-1, name: Manual de empaque}
            - {id: ACT-2, name: Piloto de empaque, depends_on: [ACT-1]}
    """
    live = {action.id: action for action in subject.live_actions}
    after = {own: tuple(one for one in dict.fromkeys(live[own].depends_on) if one in live) for own in live}
    for circle in circles(after):
        first, last = live[circle[0]], live[circle[-1]]
        following = circle[1] if len(circle) > 1 else first.id
        ends = [End(last, f"depends_on/{last.depends_on.index(first.id)}", "said-here")]
        yield found(
            first,
            f"depends_on/{first.depends_on.index(following)}",
            *(ends if len(circle) > 1 else ()),
            circle=" → ".join((*circle, first.id)),
        )


def dependency_out_of_order(subject: Subject) -> Iterator[Found]:
    """An action starts, or ends, before the one it depends on does.

    Why: either the months are wrong or there is no such dependency; a reviewer who lays both bars one under
    the other sees it at once.
    Source: practice of project scheduling. That actions may overlap, and that what runs to the end of the
    period (a management office, a fund) need not end first, are conventions of ours.

    Wrong:
        action_plan:
          actions:
            - {id: ACT-1, activities: [{id: ACT-1-A, name: Línea de base, start: 2027-06, end: 2027-12}]}
            - id: ACT-2
              depends_on: [ACT-1]
              activities: [{id: ACT-2-A, name: Certificación, start: 2027-02, end: 2028-06}]
    Right:
        action_plan:
          actions:
            - {id: ACT-1, activities: [{id: ACT-1-A, name: Línea de base, start: 2027-06, end: 2027-12}]}
            - id: ACT-2
              depends_on: [ACT-1]
              activities: [{id: ACT-2-A, name: Certificación, start: 2027-11, end: 2028-06}]
    """
    live = {action.id: action for action in subject.live_actions}
    for action in (one for one in subject.live_actions if one.depends_on):
        own = span_of(subject, action)
        for position, wanted in enumerate(action.depends_on if own else ()):
            other = live.get(wanted)
            base = span_of(subject, other) if other else None
            if own is None or other is None or base is None or other is action:
                continue
            if own[0] < base[0] or (own[1] < base[1] and not _lasts(subject, base[1])):
                months = {"start": own[0], "end": own[1], "other_start": base[0], "other_end": base[1]}
                other_end = End(other, "activities", "the-other")
                said = {"other": subject.name(other), **months}
                yield found(action, f"depends_on/{position}", other_end, **said)


def _lasts(subject: Subject, end: Month) -> bool:
    """Whether what ends then runs as long as the programme pays, or to the last year of the plan."""
    last, horizon = subject.last_month, subject.horizon
    return bool((last and end >= last) or (horizon and end >= Month(horizon, 12)))


def no_quick_win(subject: Subject) -> Iterator[Found]:
    """Nothing is delivered in the first twelve months of the period.

    Why: companies that see nothing in a year stop coming; an early result keeps them at the table.
    Source: practice of cluster initiatives (quick wins); that the limit is twelve months is a convention of
    ours.

    Wrong:
        plan: {id: conchas, period: {start: 2027-01, end: 2029-12}}
        action_plan:
          actions:
            - id: ACT-1
              activities: [{id: ACT-1-A, name: Laboratorio de semilla, start: 2027-02, end: 2028-06}]
    Right:
        plan: {id: conchas, period: {start: 2027-01, end: 2029-12}}
        action_plan:
          actions:
            - id: ACT-1
              activities:
                - {id: ACT-1-A, name: Protocolo de siembra, start: 2027-02, end: 2027-07}
                - {id: ACT-1-B, name: Laboratorio de semilla, start: 2027-02, end: 2028-06}
    """
    period, begin = _period(subject), subject.first_month
    activities = [one for action in subject.live_actions for one in action.activities]
    ends = [one.end for one in activities if one.end]
    if period and begin and ends and len(ends) == len(activities) and min(ends) - begin >= _FIRST_YEAR:
        first = activities[ends.index(min(ends))]
        yield found(first, "end", End(period, "start", "starts-here"), month=min(ends), start=begin)
