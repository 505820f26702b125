"""Where the parts of a diagram stand: geometry for SVG templates, which only draw it."""

from __future__ import annotations

from collections.abc import Callable

from plangen.figures.cover import cover_patterns
from plangen.figures.rows import balanced, chevrons, gist, milestones_line, runs
from plangen.figures.trees import organigram, unfold


def layouts() -> dict[str, Callable[..., object]]:
    """The layouts by the name under which templates call them."""
    return {
        "balanced": balanced,
        "chevrons": chevrons,
        "cover_patterns": cover_patterns,
        "gist": gist,
        "milestones_line": milestones_line,
        "organigram": organigram,
        "runs": runs,
        "unfold": unfold,
    }
