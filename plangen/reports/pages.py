"""The page of a code, as text for a terminal."""

from __future__ import annotations

from textwrap import indent

from plangen.plan.faults import Fault
from plangen.plan.words import Words


def render_page(fault: Fault, words: Words) -> str:
    """Code, name and level; what it is and why it matters; a wrong and a right example."""
    page = words.page(fault.name)
    level = words.say(f"severity.{fault.severity}")
    parts = [
        f"{fault.code} {fault.name} ({level})",
        page.why,
        f"{words.say('cli.wrong')}:\n\n{indent(page.wrong, '    ')}",
        f"{words.say('cli.right')}:\n\n{indent(page.right, '    ')}",
    ]
    return "\n\n".join(part for part in parts if part.strip())
