"""`plangen log`: the rows of the control de cambios between two tags."""

from __future__ import annotations

from pathlib import Path

import click

from plangen.cli.console import Console, shown
from plangen.cli.spanish import SpanishCommand

_HELP = """Redacta las filas del control de cambios: una por cada versión etiquetada en git.

TRAMO es de qué revisión a cuál (v1.0..v1.1); con una sola, hasta HEAD; sin tramo, desde la primera
etiqueta que tiene el plan. Salen en YAML, listas para plan.changes; con --write se agregan allí las de las
versiones que aún no están, sin tocar nada más.

\b
  plangen log plans/mi-cluster
  plangen log plans/mi-cluster v1.0..v1.1
  plangen log plans/mi-cluster v1.0 --write
"""


@click.command(cls=SpanishCommand, help=_HELP, short_help="Las filas del control de cambios, desde git.")
@click.argument("plan", metavar="PLAN", type=click.Path(path_type=Path))
@click.argument("span", metavar="[TRAMO]", default="")
@click.option("--write", is_flag=True, help="Agrega a plan.changes las filas que faltan.")
@click.pass_obj
def log(console: Console, plan: Path, span: str, write: bool) -> int:
    from plangen.flows.change_log import change_log
    from plangen.flows.check import plan_folder
    from plangen.flows.compare import Unreadable
    from plangen.reports.change_rows import render_row, summary_of
    from plangen.reports.change_words import view_of

    folder, code = plan_folder(plan), 0
    rows: dict[str, str] = {}
    for step in change_log(folder, span, console.words):
        if isinstance(step, Unreadable):
            console.tell("unreadable-version", version=step.label)
            code = 1
            continue
        summary = summary_of(view_of(step.comparison, console.words), console.words)
        rows[step.version] = render_row(step.version, step.date, step.author, summary)
    if write:
        _write(console, folder, rows)
    elif rows:
        console.print("\n".join(rows.values()))
    else:
        console.tell("no-rows", plan=shown(folder))
    return code


def _write(console: Console, folder: Path, rows: dict[str, str]) -> None:
    from plangen.flows.log_rows import add_rows

    added = add_rows(folder, rows)
    for version in rows:
        console.tell("row-added" if version in added else "row-known", version=version, plan=shown(folder))
