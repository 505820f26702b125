"""two versions of one file of a plan → what changed in the plan, as far as that file says it."""

from __future__ import annotations

from pathlib import Path

from plangen.changes.comparison import Comparison, Version
from plangen.changes.grades import Grading
from plangen.changes.review import review
from plangen.errors import PlangenError
from plangen.flows.check import plan_folder
from plangen.flows.compare import has_keys
from plangen.plan.index import PlanIndex, index_plan
from plangen.plan.load import load_plan
from plangen.plan.lost import Lost
from plangen.plan.model import Plan
from plangen.plan.nodes import Mapping
from plangen.plan.reading import read_text
from plangen.plan.source import compose
from plangen.plan.validation import validate
from plangen.spans import Source

_YAML = ".yaml"


def compare_files(old: Path | None, new: Path | None, path: Path) -> Comparison | None:
    """What changed between two versions of the file `path` of a plan; None stands for no file.

    The rest of the plan is what stands in the folder now, so that items have their names; where the file
    does not fit it, the file is a plan by itself. None for a file that cannot be read as a plan's, and where
    two records have one key.
    """
    if path.suffix.lower() != _YAML:
        return None
    sources = tuple(_source(file, path.name) for file in (old, new))
    if any(source is None for source in sources):
        return None
    whole = _whole(path, sources)
    before, after = whole if whole else map(_alone, sources)
    if before is None or after is None:
        return None
    versions = (Version(before, f"a/{path.as_posix()}"), Version(after, f"b/{path.as_posix()}"))
    return review(path.as_posix(), *versions, Grading(before, after))


def _source(file: Path | None, name: str) -> Source | None:
    return Source(name, "") if file is None else read_text(file, file.parent)[0]


def _whole(path: Path, sources: tuple[Source | None, ...]) -> list[PlanIndex]:
    """The plan of the folder the file lies in with each version in its place; empty where it does not fit."""
    if not path.is_file():
        return []
    try:
        folder = plan_folder(path)
        loaded = [load_plan(folder, {path.name: source}) for source in sources if source is not None]
    except PlangenError:
        return []
    plans = [one.plan.index for one in loaded if one.plan is not None and has_keys(one.plan.index)]
    return plans if len(plans) == len(sources) else []


def _alone(source: Source | None) -> PlanIndex | None:
    """The plan that one file makes."""
    node, findings = compose(source) if source is not None else (None, ())
    if findings:  # what could not be read would look as if it had been taken out
        return None
    if node is None:
        return index_plan(Plan())
    plan = validate(node, Lost()).plan if isinstance(node, Mapping) else None
    index = index_plan(plan) if plan is not None else None
    return index if index is not None and has_keys(index) else None
