"""Which figures of a plan no source gives, by its own word."""

from __future__ import annotations

from plangen.plan.index import PlanIndex
from plangen.plan.model import Fact


def illustrative_prefixes(index: PlanIndex) -> tuple[str, ...]:
    """Paths, each with a closing slash, below which typed figures are illustrative.

    Those of `plan.illustrative` (ids or paths) and the facts of that status.
    """
    identity = index.plan.plan
    items = [(index.named(name), name) for name in (identity.illustrative if identity else ())]
    facts = [item for item in index.kinds.get("fact", ()) if isinstance(item.record, Fact)]
    made_up = [item.path for item in facts if getattr(item.record, "status", "") == "illustrative"]
    paths = [item.path if item else name for item, name in items]
    return tuple(f"{path}/" for path in (*paths, *made_up))
