"""`plangen explain`: the page of a code."""

from __future__ import annotations

import click

from plangen.cli.console import Console
from plangen.cli.spanish import SpanishCommand

_HELP = """Explica un código: qué es, por qué importa, un ejemplo mal y el mismo bien.

\b
  plangen explain P069
  plangen explain C001
  plangen explain broken-reference
"""


@click.command(cls=SpanishCommand, help=_HELP, short_help="Qué significa un código y cómo se corrige.")
@click.argument("code", metavar="CÓDIGO")
@click.pass_obj
def explain(console: Console, code: str) -> None:
    from plangen.flows.explain import explain_code
    from plangen.reports.pages import render_page

    console.print(render_page(explain_code(code), console.words))
