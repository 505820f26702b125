"""two versions → two plans → what changed, what it means, what follows: one comparison."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from plangen.changes.comparison import Comparison, Version
from plangen.changes.grades import Grading, template_overrides
from plangen.changes.review import review
from plangen.checks.rule import Profile
from plangen.flows import revisions
from plangen.flows.judging import Judged, judge_plan
from plangen.flows.packaged import packaged_templates
from plangen.flows.revisions import Pair, label
from plangen.flows.snapshots import materialised
from plangen.plan.faults import FAULTS
from plangen.plan.index import PlanIndex
from plangen.plan.load import LoadedPlan, load_plan
from plangen.plan.search import search_path
from plangen.plan.words import LANGUAGES, Words
from plangen.spans import Finding
from plangen.templating.template import Template, load_template

_DEFAULT_TEMPLATE = "prc"


@dataclass(frozen=True)
class CompareOptions:
    """How to compare: `template` gives its grades ("" for the plan's first); `judge`: ask the rules too."""

    template: str = ""
    template_folder: Path | None = None
    judge: bool = True


@dataclass(frozen=True)
class Side:
    """One version as it was read: its plan, and the folder it stands in while the context lasts."""

    folder: Path
    plan: LoadedPlan


@dataclass(frozen=True)
class Compared:
    """A comparison, and the two versions it was made of."""

    comparison: Comparison
    old: Side
    new: Side
    template: Template


@dataclass(frozen=True)
class Unreadable:
    """A version that cannot be compared, by its name, and the findings of form that say why.

    `place` is its folder as printed, `v1.0:plans/mango` where it is not on disk.
    """

    label: str
    place: Path
    findings: tuple[Finding, ...]


@contextmanager
def compared(pair: Pair, options: CompareOptions, words: Words) -> Iterator[Compared | Unreadable]:
    """The comparison of two versions of a plan, with the grades of the new one's template.

    Both are judged with the rigour that the new one is. Their folders last as long as the context. UsageError
    where a version is not there, TemplateError where a template or the rules of a call do not hold.
    """
    with materialised(pair.old) as old_folder, materialised(pair.new) as new_folder:
        new = _judged(new_folder, options, None)
        old = _judged(old_folder, options, new.profile)
        for judged, side, folder in ((old, pair.old, old_folder), (new, pair.new, new_folder)):
            if judged.plan is None or not has_keys(judged.plan.index):
                yield Unreadable(label(side, words), _place(side, folder), judged.findings)
                return
        if old.plan is None or new.plan is None:
            raise AssertionError("both plans were read")
        template = template_of(new.plan, new_folder, options)
        versions = (
            Version(old.plan.index, _called(old.plan, pair.old, words), _told(old, new)),
            Version(new.plan.index, _called(new.plan, pair.new, words), _told(new, old)),
        )
        grading = Grading(old.plan.index, new.plan.index, template_overrides(template))
        comparison = review(_name(new.plan, new_folder), *versions, grading)
        yield Compared(comparison, Side(old_folder, old.plan), Side(new_folder, new.plan), template)


def _judged(folder: Path, options: CompareOptions, profile: Profile | None) -> Judged:
    if options.judge:
        return judge_plan(folder, profile, options.template_folder)
    loaded = load_plan(folder)
    return Judged(loaded.plan, loaded.findings, profile or Profile.DRAFT, ruled=False)


def has_keys(index: PlanIndex) -> bool:
    """Whether every record of a plan can be told by its key."""
    return not index.duplicates and not index.repeated_keys


def _told(one: Judged, other: Judged) -> tuple[Finding, ...]:
    """The findings of a version that can be set against the other's: rules only where both were asked."""
    if one.ruled and other.ruled:
        return one.findings
    return tuple(finding for finding in one.findings if finding.name in FAULTS)


def _place(side: revisions.Side, folder: Path) -> Path:
    return folder if isinstance(side, revisions.OnDisk) else Path(f"{side.name}:{side.path}")


def _called(plan: LoadedPlan, side: revisions.Side, words: Words) -> str:
    """What a version is called: by its own number, and by where it comes from where that says more."""
    identity, where = plan.plan.plan, label(side, words)
    version = identity.version if identity else None
    if not version or version == where.removeprefix("v"):
        return where
    return words.say("diff-front.version", version=version, where=where)


def _name(plan: LoadedPlan, folder: Path) -> str:
    identity = plan.plan.plan
    return identity.id if identity else folder.name


def template_of(plan: LoadedPlan, folder: Path, options: CompareOptions) -> Template:
    """The template whose grades and pages count: the one asked for, else the plan's first."""
    identity = plan.plan.plan
    language = (identity.language if identity else None) or LANGUAGES[0]
    wanted = options.template or next(iter(identity.deliverables if identity else ()), _DEFAULT_TEMPLATE)
    return load_template(wanted, language, search_path(folder, options.template_folder, packaged_templates()))
