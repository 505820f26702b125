"""`plangen check`: every problem of one or more plans."""

from __future__ import annotations

from pathlib import Path

import click

from plangen.cli.console import Console, shown
from plangen.cli.spanish import SpanishCommand

_HELP = """Busca todos los problemas de uno o más planes.

Cada hallazgo dice su código, archivo:línea:columna, qué está mal y cómo corregirlo. Termina con 1 si
alguno es un error, con 2 si no hay un plan en la carpeta.

\b
  plangen check plans/mi-cluster
  plangen check plans/* --format json
"""


@click.command(cls=SpanishCommand, help=_HELP, short_help="Todos los problemas de un plan, con su lugar.")
@click.argument("plans", nargs=-1, required=True, metavar="PLAN...", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Forma del informe."
)
@click.option("--select", multiple=True, metavar="CÓDIGO", help="Solo estos códigos o nombres (P069, P0…).")
@click.option("--ignore", multiple=True, metavar="CÓDIGO", help="Todo menos estos códigos o nombres.")
@click.pass_obj
def check(
    console: Console, plans: tuple[Path, ...], form: str, select: tuple[str, ...], ignore: tuple[str, ...]
) -> int:
    from plangen.errors import PlangenError
    from plangen.flows.check import Selection, check_plan
    from plangen.reports.findings import Report, count_levels, render_json

    code, rows = 0, []
    for folder in plans:
        try:
            checked = check_plan(folder, Selection(select, ignore))
        except PlangenError as error:
            console.fail(error)
            code = max(code, error.exit_code)
            continue
        code = max(code, int(checked.failed))
        report = Report(Path(shown(folder)), console.words, console.color)
        if form == "json":
            rows.extend(report.rows(checked.findings))
            continue
        if checked.findings:
            console.print(report.text(checked.findings) + "\n")
        counts = {f"{level}s": count for level, count in count_levels(checked.findings).items()}
        console.tell("checked", plan=shown(folder), **counts)
    if form == "json":
        console.print(render_json(rows))
    return code
