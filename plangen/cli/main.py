"""The group of commands, and the one place where errors become exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from plangen import __version__
from plangen.cli.build import build
from plangen.cli.check import check
from plangen.cli.console import Console, use_utf8
from plangen.cli.diff import diff
from plangen.cli.explain import explain
from plangen.cli.git import git
from plangen.cli.house_style import house_style
from plangen.cli.log import log
from plangen.cli.new import new
from plangen.cli.schema import schema
from plangen.cli.spanish import SpanishGroup, explain_usage
from plangen.errors import OutputError, PlangenError
from plangen.plan.words import Words

_HELP = """Planes de reforzamiento de la competitividad: de YAML a Word y Markdown.

\b
  plangen new mi-cluster --call pac-2019    carpeta de un plan nuevo
  plangen check mi-cluster                  todos los problemas, con su lugar
  plangen build mi-cluster                  los entregables
  plangen diff v1.0 mi-cluster              qué cambió, y qué hace a los compromisos
"""


@click.group(name="plangen", cls=SpanishGroup, help=_HELP)
@click.version_option(__version__, "--version", message="plangen %(version)s", help="Muestra la versión.")
@click.pass_context
def group(context: click.Context) -> None:
    context.obj = Console(Words())


for _command in (new, check, build, diff, log, house_style, schema, explain, git):
    group.add_command(_command)


def run(arguments: Sequence[str]) -> int:
    """Run the command line `arguments`; the exit code: 0 fine, 1 findings of level error or a check
    that failed, 2 wrong use or an output that cannot be written."""
    use_utf8()
    try:
        result = group.main(list(arguments), prog_name="plangen", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()  # what a pipe refuses is heard here, not when Python ends
    except PlangenError as error:
        Console(Words()).fail(error)
        return error.exit_code
    except click.UsageError as error:
        help_line = f"\nVea: {error.ctx.command_path} --help" if error.ctx else ""
        print(explain_usage(error) + help_line, file=sys.stderr)  # noqa: T201
        return 2
    except click.exceptions.Exit as error:
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        # the reader of a pipe has gone: what is left goes nowhere, and Python must not complain on exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        # files of ours are told by their flows: this is a full disk behind the output
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        Console(Words()).fail(OutputError("cannot-print", detail=error.strerror or ""))
        return OutputError.exit_code
    return result if isinstance(result, int) else 0
