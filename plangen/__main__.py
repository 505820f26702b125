"""`python -m plangen`."""

from __future__ import annotations

import gc
import sys

from plangen.cli.main import run


def main() -> None:
    """Run the command line and leave with its exit code."""
    # A command makes hundreds of thousands of values and keeps nearly all of them to its end: looking for
    # cycles among them costs a fifth of a build and frees a fiftieth of its memory. Between plans `build`
    # looks once.
    gc.disable()
    code = run(sys.argv[1:])
    # the process ends here: no search for cycles among what it still holds
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
