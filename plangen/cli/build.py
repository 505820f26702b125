"""`plangen build`: the deliverables of one or more plans."""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plangen.cli.console import Console, shown
from plangen.cli.spanish import SpanishCommand

if TYPE_CHECKING:
    from collections.abc import Callable

    from plangen.document.blocks import Document
    from plangen.flows.asked import Written
    from plangen.flows.build import BuildOptions, Built
    from plangen.word.house import Base

_HELP = """Construye los entregables de uno o más planes, en Word y Markdown.

Quedan en la carpeta build/ de cada plan, o en DIR/<id del plan>/ con --out. Los errores de forma
detienen siempre la construcción. Los demás errores detienen un plan que se entrega (plan.status:
submission o approved), salvo con --draft: el borrador lleva en un anexo lo que falta corregir.

\b
  plangen build plans/mi-cluster
  plangen build plans/mi-cluster --to md --draft
  plangen build plans/mi-cluster --check     ¿está al día el Markdown versionado?
  plangen build plans/mi-cluster --paginate  el contenido, con números de página
"""


def _formats(context: click.Context, parameter: click.Parameter, value: str) -> tuple[str, ...]:
    formats = tuple(part.strip() for part in value.split(",") if part.strip())
    if not formats or set(formats) - {"docx", "md"}:
        raise click.BadParameter("use docx, md o docx,md", ctx=context, param=parameter)
    return formats


@click.command(cls=SpanishCommand, help=_HELP, short_help="Los entregables, en Word y Markdown.")
@click.argument("plans", nargs=-1, required=True, metavar="PLAN...", type=click.Path(path_type=Path))
@click.option("--to", "formats", default="docx,md", callback=_formats, metavar="docx,md", help="Formatos.")
@click.option("--template", "templates", multiple=True, metavar="ID", help="Solo estas plantillas.")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Otra carpeta de salida.")
@click.option(
    "--templates", "folder", type=click.Path(path_type=Path), metavar="DIR", help="Plantillas propias."
)
@click.option(
    "--reference",
    type=click.Path(path_type=Path),
    metavar="DOCX",
    help="Su documento de estilo: letras, colores, logo y páginas. Vea plangen house-style --help.",
)
@click.option("--draft", is_flag=True, help="Marca los entregables como borrador, con lo que falta corregir.")
@click.option(
    "--check", "only_check", is_flag=True, help="No escribe: falla si el Markdown está desactualizado."
)
@click.option("--verify", is_flag=True, help="Relee el Markdown y comprueba que diga lo mismo.")
@click.option(
    "--paginate", is_flag=True, help="Pone números de página en el contenido del Word; necesita LibreOffice."
)
@click.pass_obj
def build(console: Console, /, plans: tuple[Path, ...], **options: Any) -> int:  # noqa: ANN401
    from plangen.errors import PlangenError
    from plangen.flows.build import BuildOptions, build_plan

    wanted = BuildOptions(
        formats=options["formats"],
        templates=options["templates"],
        out=options["out"],
        template_folder=options["folder"],
        draft=bool(options["draft"]),
        check=bool(options["only_check"]),
        verify=bool(options["verify"]),
        paginate=_paginate() if options["paginate"] else None,
        reference=options["reference"],
    )
    if wanted.paginate and (wanted.check or "docx" not in wanted.formats):
        raise click.UsageError("--paginate numera el Word: no va con --check ni con --to md.")
    code = 0
    for folder in plans:
        if wanted.paginate:
            console.tell("paginating", plan=shown(folder))
        try:
            built = build_plan(folder, wanted)
            wanted = replace(wanted, taken=wanted.taken | {built.plan_id})
        except PlangenError as error:
            console.fail(error)
            code = max(code, error.exit_code)
            continue
        _report(console, built, wanted)
        if len(plans) > 1:
            gc.collect()  # the process does not look by itself (see `__main__`)
        code = max(code, int(built.failed))
    return code


def _paginate() -> Callable[[Document, Base], Written]:
    from plangen.flows.paginate import paginate

    return paginate


def _report(console: Console, built: Built, options: BuildOptions) -> None:
    from plangen.reports.findings import Report, count_levels

    if built.findings:
        console.print(
            Report(Path(shown(built.folder)), console.words, console.color).text(built.findings) + "\n"
        )
    if not built.deliverables:
        console.tell("not-built-rules" if built.open else "not-built", plan=shown(built.folder))
    for notice in built.notices:
        console.tell(notice.key, **dict(notice.params))
    for deliverable in built.deliverables:
        file = shown(deliverable.path)
        if options.check:
            console.tell("stale" if deliverable.stale else "fresh", file=file)
        else:
            console.tell("written" if deliverable.changed else "unchanged", file=file)
        for difference in deliverable.differences:
            console.print(console.words.say("cli.difference", file=file, difference=difference))
        if deliverable.trouble:
            console.fail(deliverable.trouble)
    if built.deliverables and built.open:
        counts = {f"{level}s": count for level, count in count_levels(built.open).items()}
        console.tell("open", plan=shown(built.folder), **counts)
