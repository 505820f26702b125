"""`plangen schema`: the JSON Schema of the inputs."""

from __future__ import annotations

from pathlib import Path

import click

from plangen.cli.console import Console, shown
from plangen.cli.spanish import SpanishCommand

_HELP = """Escribe el esquema JSON de las entradas, para que el editor complete y describa los campos.

\b
  plangen schema                         lo imprime
  plangen schema --write plans/mi-plan   lo deja en .plangen/schema.json del plan
  plangen schema --changes               el de «plangen diff --format json»
"""


@click.command(cls=SpanishCommand, help=_HELP, short_help="El esquema JSON de las entradas.")
@click.option("--write", "folder", type=click.Path(path_type=Path), metavar="PLAN", help="Carpeta del plan.")
@click.option("--changes", is_flag=True, help="El esquema de lo que da «plangen diff --format json».")
@click.pass_obj
def schema(console: Console, folder: Path | None, changes: bool) -> None:
    from plangen.flows.schema import change_schema_text, schema_text, write_schema

    if changes and folder is not None:
        raise click.UsageError("--changes y --write no van juntos.")
    if changes:
        console.print(change_schema_text().rstrip("\n"))
    elif folder is None:
        console.print(schema_text(console.words).rstrip("\n"))
    else:
        console.tell("created", file=shown(write_schema(folder, console.words)))
