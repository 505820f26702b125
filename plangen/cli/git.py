"""`plangen git`: what a repository needs so that git shows and merges plans by their records."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plangen.cli.console import Console, shown
from plangen.cli.spanish import SpanishGroup

if TYPE_CHECKING:
    from plangen.changes.comparison import Comparison

_HELP = """Prepara un repositorio para que git entienda los planes.

\b
  plangen git install      git diff, git log -p y git merge trabajan por registros, no por líneas
  plangen git uninstall    lo deja como estaba
  plangen git attributes   las líneas de .gitattributes, para ponerlas a mano
"""
_INSTALL = """Hace que git compare y combine los planes por sus registros, en el repositorio de esta carpeta.

\b
git diff       muestra qué valor de qué registro cambió
git log -p     muestra cada valor en una línea, «ruta = valor»; de un .docx, su texto
git merge      combina registro por registro: dos personas que añaden acciones distintas no chocan

Los programas se anotan en .git/config, que es de cada copia: cada persona los instala en la suya. Para qué
archivos valen se anota en .gitattributes, que se confirma con un commit y vale para todos.

\b
  plangen git install
  plangen git install --no-attributes       sin tocar .gitattributes
  plangen git install --repo ../planes
"""
_UNINSTALL = """Quita de un repositorio lo que puso «plangen git install», y nada más.

Hágalo antes de desinstalar plangen: git no puede comparar con un programa que ya no está.

\b
  plangen git uninstall
"""
_ATTRIBUTES = """Imprime las líneas de .gitattributes para los planes de un repositorio, sin escribir nada.

\b
  plangen git attributes >> .gitattributes
"""
_NULL = frozenset({"/dev/null", "nul"})

_repository = click.option(
    "--repo",
    "folder",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="DIR",
    help="Una carpeta del repositorio; por defecto, esta.",
)
_file = click.argument("file", metavar="ARCHIVO", type=click.Path(path_type=Path))


@click.group(cls=SpanishGroup, help=_HELP, short_help="Que git compare y combine los planes por registros.")
def git() -> None:
    pass


@git.command(help=_INSTALL, short_help="Prepara el repositorio.")
@_repository
@click.option("--no-attributes", "bare", is_flag=True, help="No escribe .gitattributes.")
@click.pass_obj
def install(console: Console, folder: Path, bare: bool) -> None:
    from plangen.flows import git_setup

    done = git_setup.install(folder, sys.executable, with_attributes=not bare)
    where = shown(done.repository)
    for key in done.settings:
        console.tell("git-setting", setting=key)
    if done.fragment == "written":
        console.tell("written", file=shown(done.attributes))
    if not done.settings and done.fragment != "written":
        console.tell("git-already", repository=where)
        return
    console.tell("git-installed", repository=where)
    if done.fragment == "written":
        console.tell("git-commit-attributes")
    elif done.fragment == "skipped":
        console.tell("git-no-attributes")


@git.command(help=_UNINSTALL, short_help="Lo deja como estaba.")
@_repository
@click.pass_obj
def uninstall(console: Console, folder: Path) -> None:
    from plangen.flows import git_setup

    done = git_setup.uninstall(folder)
    for key in done.settings:
        console.tell("git-setting-removed", setting=key)
    if done.fragment == "removed":
        console.tell("git-attributes-removed", file=shown(done.attributes))
    elif done.fragment == "kept":
        console.tell("git-attributes-stay", file=shown(done.attributes))
    taken = bool(done.settings) or done.fragment == "removed"
    console.tell("git-uninstalled" if taken else "git-not-installed", repository=shown(done.repository))


@git.command(help=_ATTRIBUTES, short_help="Las líneas de .gitattributes.")
@_repository
@click.pass_obj
def attributes(console: Console, folder: Path) -> None:
    from plangen.flows.git_setup import attributes_fragment

    console.print(attributes_fragment(folder).rstrip("\n"))


@git.command(hidden=True, help="Un archivo de un plan, una línea por valor (lo llama git).")
@_file
def textconv(file: Path) -> None:
    from plangen.flows.textconv import plan_file_text

    _give(plan_file_text(file))


@git.command("textconv-docx", hidden=True, help="El texto de un .docx (lo llama git).")
@_file
@click.pass_obj
def textconv_docx(console: Console, file: Path) -> None:
    from plangen.flows.textconv import word_file_text

    _give(word_file_text(file, console.words))


@git.command("diff-driver", hidden=True, help="Lo que cambió en un archivo de un plan (lo llama git).")
@click.argument("arguments", nargs=-1, required=True, metavar="RUTA ANTES HASH MODO DESPUÉS HASH MODO")
@click.pass_obj
def diff_driver(console: Console, arguments: tuple[str, ...]) -> None:
    from plangen.flows.compare_file import compare_files
    from plangen.flows.git import wants_color
    from plangen.flows.textconv import compared_lines

    path, *rest = arguments
    if len(rest) < 6:  # a path in conflict comes alone
        _give(console.words.say("cli.git-unmerged", file=path) + "\n")
        return
    old, new = (None if name.lower() in _NULL else Path(name) for name in (rest[0], rest[3]))
    now = rest[6] if len(rest) > 6 else path
    head = f"plangen diff {path}\n" if now == path else f"plangen diff {path} → {now}\n"
    color = not os.environ.get("NO_COLOR") and wants_color(terminal=sys.stdout.isatty())
    comparison = compare_files(old, new, Path(now))
    if comparison is None:
        told = compared_lines(old, new, now, color=color)
    else:
        told = _told(console, comparison, color=color)
    _give(head + (told or console.words.say("cli.git-same-leaves") + "\n"))


def _told(console: Console, comparison: Comparison, *, color: bool) -> str:
    from plangen.reports.change_text import render_text
    from plangen.reports.change_words import view_of

    if not comparison.changes:
        return ""
    width = shutil.get_terminal_size((100, 24)).columns
    return render_text(view_of(comparison, console.words), width, color, console.words) + "\n"


@git.command("merge-driver", hidden=True, help="Combina tres versiones de un archivo (lo llama git).")
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.argument("size", type=int)
@click.argument("path")
def merge_driver(size: int, path: str, **files: Any) -> int:  # noqa: ANN401
    from plangen.flows.merge_driver import merge_files

    return merge_files(files["base"], files["ours"], files["theirs"], path, size)


def _give(text: str) -> None:
    """Print a text as it is, in UTF-8 and with its own line ends, which git compares byte by byte."""
    click.echo(text.encode("utf-8", "replace"), nl=False)
