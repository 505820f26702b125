"""`plangen diff`: what changed between two versions of one or more plans."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plangen.cli.console import Console, shown
from plangen.cli.spanish import SpanishCommand

if TYPE_CHECKING:
    from plangen.changes.kinds import Grade
    from plangen.flows.compare import Compared, CompareOptions, Unreadable
    from plangen.flows.revisions import Pair
    from plangen.reports.change_view import ComparisonView

_HELP = """Dice qué cambió entre dos versiones de un plan y qué hace eso a sus compromisos.

Las versiones son dos carpetas, o revisiones de git (ramas, etiquetas, HEAD~2) y la carpeta del plan; con
una sola revisión, se compara con lo que hay en la carpeta. El repositorio no se toca. Si existe un archivo
con el nombre de la revisión gana el archivo: escriba «REV:» para la revisión y «./» para el archivo.

\b
  plangen diff v1.0 plans/mi-cluster              desde la etiqueta v1.0 hasta hoy
  plangen diff v1.0..v1.1 plans/mi-cluster
  plangen diff entrega-1/mi-cluster plans/mi-cluster
  plangen diff v1.0 plans/mi-cluster --format docx --out cambios.docx
  plangen diff main..HEAD plans/* --fail-on commitment

Los cambios tienen un grado: de compromiso (commitment), de fondo (substantive) o de forma (editorial);
«plangen explain C001» explica cada código. Un compromiso acordado en review.acknowledgements
no hace fallar --fail-on.
"""

_FORMATS = ("text", "markdown", "json", "html", "docx")
_OF_SUFFIX = {".md": "markdown", ".json": "json", ".html": "html", ".htm": "html", ".docx": "docx"}


@click.command(cls=SpanishCommand, help=_HELP, short_help="Qué cambió entre dos versiones, y qué implica.")
@click.argument("versions", nargs=-1, required=True, metavar="VERSIÓN... PLAN...")
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    help="Para leer, comentario de un pull request, JSON, página HTML o Word con control de cambios; "
    "por defecto, el de la extensión de --out, o text.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="ARCHIVO",
    help="Archivo que se escribe; el Word lo necesita.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["commitment", "substantive", "editorial"]),
    help="Termina con 1 si hay un cambio de este grado o más grave que nadie acordó.",
)
@click.option("--template", default="", metavar="ID", help="La plantilla que da los grados y el Word.")
@click.option(
    "--templates", "folder", type=click.Path(path_type=Path), metavar="DIR", help="Plantillas propias."
)
@click.option(
    "--reference",
    type=click.Path(path_type=Path),
    metavar="DOCX",
    help="Su documento de estilo, para el Word.",
)
@click.option("--author", metavar="NOMBRE", help="Autor de los cambios en el Word; por defecto, el de git.")
@click.option(
    "--date", metavar="FECHA", help="Fecha de los cambios en el Word (2026-12-01); por defecto, la de git."
)
@click.pass_obj
def diff(console: Console, /, versions: tuple[str, ...], **options: Any) -> int:  # noqa: ANN401
    from plangen.errors import PlangenError
    from plangen.flows.compare import CompareOptions
    from plangen.flows.revisions import parse_sides

    out: Path | None = options["out"]
    form = options["form"] = options["form"] or _OF_SUFFIX.get(out.suffix.lower() if out else "", "text")
    _refuse_output(form, out)
    wanted = CompareOptions(options["template"], options["folder"], judge=form != "docx")
    code = 0
    views: list[ComparisonView] = []
    try:
        pairs = parse_sides(versions)
    except PlangenError as error:
        console.fail(error)
        return error.exit_code
    if form == "docx" and len(pairs) > 1:
        raise click.UsageError("--format docx toma un solo plan.")
    for pair in pairs:
        try:
            failed, view = _compare(console, pair, wanted, options)
        except PlangenError as error:
            console.fail(error)
            code = max(code, error.exit_code)
            continue
        code = max(code, int(failed))
        if view is not None:
            views.append(view)
    if form != "docx" and views:
        _give(console, form, views, out)
    return code


def _refuse_output(form: str, out: Path | None) -> None:
    if form == "docx" and out is None:
        raise click.UsageError("--format docx necesita --out ARCHIVO.docx.")
    if out is not None and out.is_dir():
        raise click.UsageError(f"--out es el archivo que se escribe, y «{shown(out)}» es una carpeta.")


def _compare(
    console: Console, pair: Pair, wanted: CompareOptions, options: dict[str, Any]
) -> tuple[bool, ComparisonView | None]:
    """Whether what was asked to fail did, and the comparison in words; None where there is none."""
    from plangen.changes.kinds import Grade
    from plangen.flows.compare import Unreadable, compared
    from plangen.flows.snapshots import has_plan

    if not pair.each_named and has_plan(pair.old) != has_plan(pair.new):
        return _tell_lone(console, pair, options), None
    with compared(pair, wanted, console.words) as made:
        if isinstance(made, Unreadable):
            _say_why(console, made, on_stderr=options["form"] != "text" and options["out"] is None)
            return True, None
        view = _view(console, made)
        if options["form"] == "docx":
            _write_redline(console, made, view, pair, options)
        worst = Grade(options["fail_on"]) if options["fail_on"] else None
        return worst is not None and _fails(console, made, worst), view


def _tell_lone(console: Console, pair: Pair, options: dict[str, Any]) -> bool:
    """Say that one version alone has the plan; a plan that is gone fails where a grade is to fail."""
    from plangen.flows.revisions import InGit, label
    from plangen.flows.snapshots import has_plan

    is_new = has_plan(pair.new)
    there, other = (pair.new, pair.old) if is_new else (pair.old, pair.new)
    folder = there.path if isinstance(there, InGit) else shown(there.folder)
    console.tell("plan-new" if is_new else "plan-gone", plan=folder, version=label(other, console.words))
    return not is_new and options["fail_on"] is not None


def _fails(console: Console, made: Compared, worst: Grade) -> bool:
    open_changes = made.comparison.unacknowledged(worst)
    if open_changes:
        console.tell("diff-failed", count=len(open_changes))
    return bool(open_changes)


def _view(console: Console, made: Compared) -> ComparisonView:
    from plangen.reports.change_words import view_of

    return view_of(made.comparison, console.words, made.old.plan.locate, made.new.plan.locate)


def _say_why(console: Console, made: Unreadable, *, on_stderr: bool) -> None:
    """Say why a version cannot be compared; not into what a program is to read."""
    from plangen.reports.findings import Report

    color = console.color and not on_stderr
    text = Report(Path(shown(made.place)), console.words, color).text(made.findings)
    click.echo(f"{text}\n", err=on_stderr)
    console.tell("unreadable-version", version=made.label)


def _give(console: Console, form: str, views: list[ComparisonView], out: Path | None) -> None:
    text = _render(console, form, views, colour=console.color and out is None)
    if out is None:
        console.print(text)
        return
    from plangen.flows.files import write_whole

    changed = write_whole(out, (text.rstrip("\n") + "\n").encode("utf-8"))
    console.tell("written" if changed else "unchanged", file=shown(out))


def _render(console: Console, form: str, views: list[ComparisonView], *, colour: bool) -> str:
    if form == "html":
        from plangen.reports.change_html import render_html

        return render_html(views, console.words)
    if form == "json":
        from plangen.reports.change_json import render_json

        return render_json(views)
    if form == "markdown":
        from plangen.reports.change_markdown import render_markdown

        return render_markdown(views, console.words)
    from plangen.reports.change_text import render_text

    width = shutil.get_terminal_size((100, 24)).columns
    return "\n\n".join(render_text(view, width, colour, console.words) for view in views)


def _write_redline(
    console: Console, made: Compared, view: ComparisonView, pair: Pair, options: dict[str, Any]
) -> None:
    from plangen.flows.files import write_whole
    from plangen.flows.redline import redline_of, signed
    from plangen.reports.change_front import front_blocks

    by = signed(made, pair, options["author"], options["date"])
    content = redline_of(made, front_blocks(view, console.words), by, options["reference"])
    changed = write_whole(options["out"], content)
    console.tell("written" if changed else "unchanged", file=shown(options["out"]))
