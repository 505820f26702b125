"""`plangen house-style`: our Word reference document, or the examination of a client's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from plangen.cli.console import Console, shown
from plangen.cli.spanish import SpanishCommand

if TYPE_CHECKING:
    from plangen.word.house_check import HouseReport

_HELP = """Escribe el documento de estilo de plangen para que lo edite en Word, o revisa el suyo.

Sin ARCHIVO escribe estilo.docx; con un ARCHIVO que no existe, ese; con uno que existe, lo revisa y dice
qué pasará: páginas, estilos que faltan, letras, colores, logo y portada. Termina con 1 si algo impide
usarlo y con 2 si no se puede leer.

\b
De su documento se toman:
  los estilos, por su nombre, en el idioma que sea; los que falten son los nuestros, con sus colores
  el tamaño y los márgenes de la página, vertical y apaisada
  las imágenes PNG o JPEG del encabezado y del pie (logotipos)
  los textos fijos del encabezado y del pie, salvo campos, textos de muestra y textos entre corchetes
  la imagen de la primera página, si va antes del texto y ocupa al menos media hoja de ancho (portada)
  las imágenes en párrafos de estilo «Plan Logos» (fila de logotipos de la portada)
  los colores de los gráficos, de los estilos «Plan Serie 1» a «Plan Serie 5» y «Plan Nivel 2» a «5»

\b
  plangen house-style estilo.docx                         lo escribe
  plangen house-style estilo.docx                         ya editado, lo revisa
  plangen build plans/mi-cluster --reference estilo.docx  lo usa
"""


@click.command("house-style", cls=SpanishCommand, help=_HELP, short_help="El documento de estilo de Word.")
@click.argument("file", required=False, metavar="[ARCHIVO]", type=click.Path(path_type=Path))
@click.pass_obj
def house_style(console: Console, file: Path | None) -> int:
    from plangen.flows.house_style import OWN_FILE, check_house_style, write_house_style

    if file is None or not file.exists():
        target = file or OWN_FILE
        written = write_house_style(target)
        console.tell("written" if written else "unchanged", file=shown(target))
        console.tell("house-style-next", file=shown(target))
        return 0
    report = check_house_style(file, console.words)
    _report(console, file, report)
    return int(any(finding.severity == "error" for finding in report.findings))


def _report(console: Console, file: Path, report: HouseReport) -> None:
    from plangen.reports.findings import count_levels
    from plangen.reports.house_style import render_house

    say = console.words.say
    console.print(say("cli.house-style-of", file=shown(file)))
    for name, page in (("upright", report.portrait), ("wide", report.landscape)):
        sizes = (page.width, page.height, page.text_width)
        width, height, text = (round(twips * 25.4 / 1440) for twips in sizes)
        console.print("  " + say(f"cli.house-{name}", width=width, height=height, text=text))
    furniture, colors = report.furniture, report.palette
    lines = (*furniture.header, *furniture.footer)
    words = [piece for line in lines for piece in line.pieces if isinstance(piece, str) and piece.strip()]
    facts: tuple[tuple[str, dict[str, object]], ...] = (
        ("faces", {"text": report.faces[0] or "–", "titles": report.faces[1] or "–"}),
        ("series", {"colors": ", ".join(getattr(colors, f"series_{n}") for n in range(1, 6))}),
        ("logos", {"count": sum(len(line.logos) for line in lines)}),
        ("words", {"words": ", ".join(f"«{one}»" for one in words) or "–"}),
        ("cover", {"state": say(f"cli.house-cover-{'theirs' if furniture.cover else 'ours'}")}),
        ("row", {"count": len(furniture.logos)}),
    )
    for key, params in facts:
        console.print("  " + say(f"cli.house-{key}", **params))
    if report.findings:
        console.print("\n" + render_house(report.findings, console.words) + "\n")
    counts = {f"{level}s": count for level, count in count_levels(report.findings).items()}
    console.tell("checked", plan=shown(file), **counts)
