"""How long the rules take on a loaded plan, and which of them take longest: CPU time, each
round on a plan loaded anew.

    python -m benchmarks.rules PLAN [ROUNDS]
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from statistics import median
from time import process_time

from plangen.checks.rule import Profile
from plangen.checks.run import run_rules, subject_of
from plangen.checks.table import ALL, RULES
from plangen.flows.packaged import packaged_templates
from plangen.plan.load import LoadedPlan, load_plan
from plangen.plan.programme import load_rules
from plangen.plan.search import search_path

_SLOWEST = 8


def main(arguments: list[str]) -> int:
    """Print the median over rounds, the best round and the slowest rules."""
    folder, rounds = Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 9
    gc.disable()
    identity = _loaded(folder).plan.plan
    roots = search_path(folder, None, packaged_templates())
    rules = load_rules(identity.programme, identity.call, roots) if identity else load_rules(None, None, ())
    times = []
    for _ in range(rounds):
        fresh = _loaded(folder)
        start = process_time()
        found = run_rules(subject_of(fresh, rules), fresh, Profile.SUBMISSION)
        times.append(1000 * (process_time() - start))
    print(f"{len(ALL)} rules, {len(found)} findings: median {median(times):.1f} ms, best {min(times):.1f} ms")
    subject = subject_of(_loaded(folder), rules)
    each = []
    for rule in RULES:
        start = process_time()
        list(rule.check(subject))
        each.append((1000 * (process_time() - start), rule.name))
    print(", ".join(f"{name} {spent:.1f}" for spent, name in sorted(each, reverse=True)[:_SLOWEST]))
    return 0


def _loaded(folder: Path) -> LoadedPlan:
    """The plan as the command has it before it asks the rules."""
    loaded = load_plan(folder).plan
    if loaded is None:
        raise SystemExit(f"{folder} is not a sound plan")
    return loaded


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
