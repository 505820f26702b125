"""`plangen check`: every problem of one or more plans."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plangen.cli.console import Console, shown
from plangen.cli.spanish import SpanishCommand

if TYPE_CHECKING:
    from plangen.flows.check import Checked, CheckOptions
    from plangen.reports.baseline import Baseline
    from plangen.reports.findings import PlanFindings

_HELP = """Busca todos los problemas de uno o más planes: de forma, de razonamiento, de dinero, de fechas.

Cada hallazgo dice su código, archivo:línea:columna, qué está mal y cómo corregirlo; «plangen explain»
da su página. Termina con 1 si alguno es un error, con 2 si no hay un plan en la carpeta.

El perfil sigue al estado del plan: en un borrador (plan.status: draft) lo que falta es una nota; en
una entrega, un error o una advertencia.

\b
  plangen check plans/mi-cluster
  plangen check plans/mi-cluster --profile submission   como lo leerá el programa
  plangen check plans/mi-cluster --fix                  corrige lo que no tiene riesgo
  plangen check plans/* --format json > conocido.json
  plangen check plans/* --baseline conocido.json        solo lo nuevo
"""


@click.command(cls=SpanishCommand, help=_HELP, short_help="Todos los problemas de un plan, con su lugar.")
@click.argument("plans", nargs=-1, required=True, metavar="PLAN...", type=click.Path(path_type=Path))
@click.option(
    "--profile",
    type=click.Choice(["draft", "submission"]),
    help="Con qué rigor se lee: como borrador o como entrega.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github", "markdown"]),
    default="text",
    help="Para leer, JSON, SARIF, avisos de GitHub Actions o comentario de un pull request.",
)
@click.option("--select", multiple=True, metavar="CÓDIGO", help="Solo estos códigos o nombres (P069, P7…).")
@click.option("--ignore", multiple=True, metavar="CÓDIGO", help="Todo menos estos códigos o nombres.")
@click.option(
    "--fix", is_flag=True, help="Corrige en los archivos lo que no tiene riesgo, sin tocar lo demás."
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="JSON",
    help="Un informe anterior (--format json): lo que ya estaba allí no se dice ni cuenta.",
)
@click.option(
    "--templates",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Programas y plantillas propios.",
)
@click.pass_obj
def check(console: Console, /, plans: tuple[Path, ...], form: str, **options: Any) -> int:  # noqa: ANN401
    from plangen.checks.rule import Profile
    from plangen.errors import PlangenError
    from plangen.flows.check import CheckOptions, Selection, plan_folder
    from plangen.reports.findings import PlanFindings

    selection = Selection(options["select"], options["ignore"])
    profile = Profile(options["profile"]) if options["profile"] else None
    wanted = CheckOptions(selection, profile, options["folder"])
    code, reports = 0, dict[Path, PlanFindings | None]()
    try:
        selection.refuse_unknown()
        known = _known(options["baseline"])
    except PlangenError as error:
        console.fail(error)
        return error.exit_code
    for path in plans:
        try:
            folder = plan_folder(path)
            if folder in reports:
                continue
            reports[folder] = None
            if options["fix"]:
                _fix(console, folder, wanted)
            report = _report(console, folder, wanted, known, as_text=form == "text")
        except PlangenError as error:
            console.fail(error)
            code = max(code, error.exit_code)
            continue
        reports[folder] = report
        code = max(code, int(report.failed))
    if form != "text":
        console.print(_render(console, form, [one for one in reports.values() if one]))
    return code


def _known(file: Path | None) -> tuple[Baseline, str] | None:
    """The baseline in a file, and the file as printed."""
    from plangen.reports.baseline import read_baseline

    return (read_baseline(file.read_bytes(), shown(file)), shown(file)) if file else None


def _fix(console: Console, folder: Path, wanted: CheckOptions) -> None:
    from plangen.flows.fix import fix_plan

    fixed = fix_plan(folder, wanted)
    for name in fixed.files:
        console.tell("fixed", file=shown(folder / name))
    if not fixed.files:
        console.tell("nothing-to-fix", plan=shown(folder))


def _report(
    console: Console, folder: Path, wanted: CheckOptions, known: tuple[Baseline, str] | None, *, as_text: bool
) -> PlanFindings:
    """What is found in one plan, but for what is known; as text it is printed at once."""
    from plangen.flows.check import check_plan
    from plangen.reports.baseline import new_findings
    from plangen.reports.findings import PlanFindings

    checked = check_plan(folder, wanted)
    report = PlanFindings(Path(shown(folder)), checked.findings)
    if known:
        (left,) = new_findings([report], known[0], console.words)
        count = len(report.findings) - len(left.findings)
        if count:
            console.tell("known-findings", plan=report.folder.as_posix(), count=count, file=known[1])
        report = left
    if as_text:
        _print(console, report, checked)
    return report


def _print(console: Console, report: PlanFindings, checked: Checked) -> None:
    from plangen.reports.findings import Report, count_levels
    from plangen.reports.summary import render_summary

    plan = report.folder.as_posix()
    if report.findings:
        console.print(Report(report.folder, console.words, console.color).text(report.findings) + "\n")
        console.print(render_summary(report.findings, console.words) + "\n")
    counts = {f"{level}s": count for level, count in count_levels(report.findings).items()}
    console.tell(f"checked-{checked.profile}" if checked.ruled else "checked", plan=plan, **counts)
    if not checked.ruled:
        console.tell("form-first", plan=plan)


def _render(console: Console, form: str, reports: list[PlanFindings]) -> str:
    from plangen.reports.annotations import render_annotations
    from plangen.reports.findings import Report, render_json
    from plangen.reports.pull_request import render_pull_request
    from plangen.reports.sarif import render_sarif

    if form == "json":
        rows = (Report(one.folder, console.words).rows(one.findings) for one in reports)
        return render_json([row for plan in rows for row in plan])
    render = {"sarif": render_sarif, "github": render_annotations, "markdown": render_pull_request}[form]
    return render(reports, console.words)
