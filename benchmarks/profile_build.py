"""`python -m benchmarks --profile`: where the time of a build goes, in this process."""

from __future__ import annotations

import cProfile
import pstats
import runpy
import sys
from collections.abc import Sequence

_SHOWN = 25


def profile_build(plan: str) -> None:
    """Build the plan under the profiler, imports included; print where most of the time goes."""
    sys.argv = ["plangen", "build", plan]
    profile = cProfile.Profile()
    try:
        profile.runcall(runpy.run_module, "plangen", run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        if ended.code:
            raise
    pstats.Stats(profile).sort_stats("cumulative").print_stats(_SHOWN)


def main(arguments: Sequence[str]) -> None:
    """Profile the build of the plan folder named on the command line."""
    profile_build(arguments[0])


if __name__ == "__main__":
    main(sys.argv[1:])
