"""`plangen new`: the folder of a new plan."""

from __future__ import annotations

from pathlib import Path

import click

from plangen.cli.console import Console, shown
from plangen.cli.spanish import SpanishCommand

_HELP = """Crea la carpeta de un plan: todas las partes, con orientación y ejemplos ilustrativos.

Lo que escribe se revisa y se construye tal cual. Escribe también el esquema que hace que VS Code
complete los campos.

\b
  plangen new plans/mi-cluster
  plangen new plans/mi-cluster --call pac-2019
"""


@click.command(cls=SpanishCommand, help=_HELP, short_help="La carpeta de un plan nuevo.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--call", default="", metavar="ID", help="Convocatoria a la que responde, como pac-2019.")
@click.option("--template", default="prc", metavar="ID", help="Plantilla cuyo esqueleto se copia.")
@click.option(
    "--templates", "own", type=click.Path(path_type=Path), metavar="DIR", help="Plantillas propias."
)
@click.pass_obj
def new(console: Console, folder: Path, call: str, template: str, own: Path | None) -> None:
    from plangen.flows.new import NewOptions, new_plan

    options = NewOptions(call, template, console.words.language, own)
    for file in new_plan(folder, options):
        console.tell("created", file=shown(file))
    where = shown(folder)
    console.tell("next", folder=f'"{where}"' if " " in where else where)
