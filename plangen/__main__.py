"""`python -m plangen`."""

from __future__ import annotations

import gc
import sys

from plangen.cli.main import run

_YOUNG = 200_000


def main() -> None:
    """Run the command line and leave with its exit code."""
    # A command makes hundreds of thousands of values and keeps nearly all of them to its end: looking for
    # cycles among them as often as Python does by itself costs a fifth of a build and finds nothing.
    gc.set_threshold(_YOUNG, 50, 100)
    code = run(sys.argv[1:])
    # the process ends here: no search for cycles among what it still holds
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
