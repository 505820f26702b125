"""The plan as rules see it: its parts without their absence, its items by id, its sums reckoned once."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, reduce
from types import MappingProxyType
from typing import TypeVar

from plangen.checks.empty import shortfalls
from plangen.checks.numerals import Typed, typed_numbers
from plangen.plan.derived import EXACT, amount_in_plan, computed
from plangen.plan.illustrative import illustrative_prefixes
from plangen.plan.index import PlanIndex, Visit
from plangen.plan.model import (
    Action,
    Activity,
    Actor,
    Body,
    Fact,
    Gap,
    Indicator,
    Kind,
    Lesson,
    Link,
    Member,
    Money,
    Month,
    Plan,
    Record,
    Segment,
    Strategy,
    SuccessFactor,
    VisionElement,
)
from plangen.plan.programme import ProgrammeRules
from plangen.plan.prose import Mentioned, name_of
from plangen.spans import Finding
from plangen.templating.formats import Formats

_Wanted = TypeVar("_Wanted", bound=Record)


@dataclass(frozen=True)
class Subject:
    """A plan without form errors, with the rules of its call and what its prose mentions.

    An absent part gives empty tuples: that it is absent is one rule's matter and nobody else's.
    """

    index: PlanIndex
    rules: ProgrammeRules = field(default_factory=ProgrammeRules)
    mentioned: tuple[Mentioned, ...] = ()
    raised: tuple[Finding, ...] | None = None
    """What all other rules found, for those that judge the findings themselves; None before that."""

    @property
    def plan(self) -> Plan:
        """The plan itself."""
        return self.index.plan

    @property
    def date(self) -> datetime.date | None:
        """The date of the plan: what is past and what is to come is told by it, never by the clock."""
        return self.plan.plan.date if self.plan.plan else None

    @property
    def first_month(self) -> Month | None:
        """The first month financed by the programme."""
        period = self.plan.plan.period if self.plan.plan else None
        return period.start if period else None

    @property
    def last_month(self) -> Month | None:
        """The last month financed by the programme."""
        period = self.plan.plan.period if self.plan.plan else None
        return period.end if period else None

    @property
    def horizon(self) -> int | None:
        """The last year of the plan."""
        return self.plan.plan.horizon if self.plan.plan else None

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """All segments."""
        return self.plan.segmentation.segments if self.plan.segmentation else ()

    @cached_property
    def prioritised(self) -> tuple[Segment, ...]:
        """The segments the cluster decided to compete in."""
        return tuple(one for one in self.segments if one.decision == "prioritised")

    @cached_property
    def factors(self) -> tuple[tuple[SuccessFactor, Segment], ...]:
        """The success factors of the prioritised segments, each with its segment."""
        return tuple((factor, segment) for segment in self.prioritised for factor in segment.success_factors)

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        """The companies and institutions of the cluster."""
        return self.plan.cluster.actors if self.plan.cluster else ()

    @cached_property
    def mipymes(self) -> tuple[Actor, ...]:
        """The micro, small and medium companies that take part as such."""
        return tuple(one for one in self.actors if one.role == "micro_sme")

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links of the value chain, in `order` where all have it, else in that of the list."""
        chain = self.plan.industry.chain if self.plan.industry else None
        links = chain.links if chain else ()
        if all(one.order is not None for one in links):
            return tuple(sorted(links, key=lambda one: one.order or 0))
        return links

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps of the international comparison."""
        return self.plan.benchmark.gaps if self.plan.benchmark else ()

    @cached_property
    def scores(self) -> Mapping[tuple[str, str], Decimal | None]:
        """The score of each reference (`own` for the cluster) in each dimension that has an entry."""
        scores = self.plan.benchmark.scores if self.plan.benchmark else ()
        return MappingProxyType({(one.reference, one.dimension): one.score for one in scores})

    @cached_property
    def lessons(self) -> tuple[Lesson, ...]:
        """What the reference trip taught."""
        trip = self.plan.benchmark.trip if self.plan.benchmark else None
        return trip.lessons if trip else ()

    @cached_property
    def elements(self) -> tuple[VisionElement, ...]:
        """The elements of the vision."""
        return self.plan.vision.elements if self.plan.vision else ()

    @property
    def strategies(self) -> tuple[Strategy, ...]:
        """The strategies."""
        return self.plan.strategies

    @cached_property
    def bodies(self) -> tuple[Body, ...]:
        """The organs of the Grupo Gestor."""
        return self.plan.management.bodies if self.plan.management else ()

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """Who sits in which organ."""
        return self.plan.management.members if self.plan.management else ()

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """All actions, dropped ones included."""
        return self.plan.action_plan.actions if self.plan.action_plan else ()

    @cached_property
    def live_actions(self) -> tuple[Action, ...]:
        """The actions that are to be done or were."""
        return tuple(one for one in self.actions if one.status != "dropped")

    @cached_property
    def actions_of(self) -> Mapping[str, tuple[Action, ...]]:
        """The live actions of each strategy that has any, by its id."""
        found: dict[str, list[Action]] = {}
        for action in self.live_actions:
            found.setdefault(action.strategy or "", []).append(action)
        return MappingProxyType({key: tuple(actions) for key, actions in found.items() if key})

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators."""
        return self.plan.indicators

    @cached_property
    def indicators_of(self) -> Mapping[str, tuple[Indicator, ...]]:
        """The indicators that measure each item, by its id."""
        found: dict[str, list[Indicator]] = {}
        for indicator in self.indicators:
            found.setdefault(indicator.measures or "", []).append(indicator)
        return MappingProxyType({key: tuple(ones) for key, ones in found.items() if key})

    @property
    def prose(self) -> Sequence[Visit]:
        """Every prose of the plan, in its order."""
        return self.index.of_kind(Kind.PROSE)

    @cached_property
    def texts(self) -> tuple[Visit, ...]:
        """Every text and prose of the plan; ids, choices and references are none."""
        return (*self.index.of_kind(Kind.TEXT), *self.prose)

    @cached_property
    def typed(self) -> tuple[Typed, ...]:
        """Every number typed in prose."""
        return typed_numbers(self.prose)

    @cached_property
    def referred(self) -> frozenset[str]:
        """The ids that a field or prose stands on; where any id or path is welcome, it is only spoken of."""
        references = self.index.of_kind(Kind.REF)
        fields = [str(visit[3]) for visit in references if not visit[2].meta.path]
        return frozenset(fields).union(one.target.item.id for one in self.mentioned if one.target)

    @cached_property
    def shortfalls(self) -> tuple[tuple[Record, tuple[str, ...], tuple[str, ...]], ...]:
        """The records that lack something: what each lacks of its required and of its expected fields."""
        return tuple(shortfalls(self.plan))

    def record(self, item_id: str | None, model: type[_Wanted]) -> _Wanted | None:
        """The record of that id if it is one of `model`."""
        item = self.index.items.get(item_id) if item_id else None
        return item.record if item is not None and isinstance(item.record, model) else None

    def fact(self, item_id: str | None) -> Fact | None:
        """The fact of that id."""
        return self.record(item_id, Fact)

    @cached_property
    def costs(self) -> Mapping[str, Decimal | None]:
        """The cost of each action in the plan's currency: the sum of its activities; None if none has one."""
        return MappingProxyType(
            {one.id: self._sum(activity.cost for activity in one.activities) for one in self.actions}
        )

    @cached_property
    def fundings(self) -> Mapping[str, Decimal | None]:
        """What each action is funded with, in the plan's currency; None if nothing says so."""
        rows = {one.id: (row.amount for row in one.funding) for one in self.actions}
        return MappingProxyType({action: self._sum(amounts) for action, amounts in rows.items()})

    def amount(self, money: Money | None) -> Decimal | None:
        """An amount in the plan's currency; None where absent or without exchange rate."""
        return amount_in_plan(self.index, money)

    def _sum(self, amounts: Iterator[Money | None]) -> Decimal | None:
        known = [amount for amount in map(self.amount, amounts) if amount is not None]
        return reduce(EXACT.add, known) if known else None

    @cached_property
    def spans(self) -> Mapping[str, tuple[Month, Month]]:
        """First and last month of each action whose activities say both."""
        found = {}
        for action in self.actions:
            first = min((one.start for one in action.activities if one.start), default=None)
            last = max((one.end for one in action.activities if one.end), default=None)
            if first is not None and last is not None:
                found[action.id] = (first, last)
        return MappingProxyType(found)

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """Every activity, in the order of the plan."""
        return tuple(activity for action in self.actions for activity in action.activities)

    def difference(self, gap: Gap) -> Decimal | None:
        """How many points of score the own cluster is behind the reference of a gap; None if not scored."""
        value = computed(self.index, gap, "difference")
        return value if isinstance(value, Decimal) else None

    @cached_property
    def _illustrative(self) -> tuple[str, ...]:
        return illustrative_prefixes(self.index)

    def is_illustrative(self, record: Record, field: str = "") -> bool:
        """Whether the plan says that no source gives what stands there (`plan.illustrative`)."""
        return bool(self._illustrative) and f"{self.path(record, field)}/".startswith(self._illustrative)

    def path(self, record: Record, field: str = "") -> str:
        """The plan path of a field of a record."""
        path = self.index.path_of(record)
        return "/".join(part for part in (path, field) if part)

    def name(self, record: Record | None) -> str:
        """A record as messages name it: `EST-2 «Calidad y productividad»`; without id, its name or key."""
        if record is None:
            return "–"
        own, name = str(getattr(record, "id", None) or ""), name_of(self.index, record)
        if own:
            return f"{own} «{name}»" if name and name != own else own
        return f"«{name}»" if name else self.index.path_of(record).rpartition("/")[2]

    def named(self, item_id: str) -> str:
        """As `name`, by id; an id that nothing has is itself."""
        item = self.index.named(item_id)
        return self.name(item.record) if item else item_id

    def money(self, amount: Decimal) -> str:
        """An amount of the plan's currency as the deliverables print it: `S/ 198,000`."""
        return self._formats.money(Money.model_construct(amount=amount, currency=None))

    def number(self, value: Decimal | int) -> str:
        """A number as the deliverables print it."""
        return self._formats.number(value)

    def day(self, value: datetime.date) -> str:
        """A date as the deliverables print it: `14/03/2026`."""
        return self._formats.date(value)

    @cached_property
    def _formats(self) -> Formats:
        identity = self.plan.plan
        return Formats({}, (identity.currency if identity else None) or "PEN")
