"""Wrong use, help pages and the version: in Spanish, with the right exit code."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from plangen import __version__

COMMANDS = ("new", "check", "build", "diff", "log", "git", "schema", "explain")
ENGLISH = re.compile(
    r"\b(Usage|Options|Commands|Error|Missing|No such|Invalid|Show this|Got|Try|requires|argument)\b"
)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("chek", "plan"), "No existe la orden chek."),
        (("check",), "Falta PLAN."),
        (("build",), "Falta PLAN."),
        (("new",), "Falta DIR."),
        (("explain",), "Falta CÓDIGO."),
        (("check", "--formt", "json", "plan"), "No existe la opción --formt. ¿Quiso decir --format?"),
        (("check", "--nada", "plan"), "No existe la opción --nada."),
        (("--nada",), "No existe la opción --nada."),
        (
            ("check", "plan", "--format", "xml"),
            "El valor de --format debe ser uno de: text, json, sarif, github, markdown.",
        ),
        (("build", "plan", "--to", "pdf"), "El valor de --to no sirve: use docx, md o docx,md"),
        (("build", "plan", "--to", ","), "El valor de --to no sirve: use docx, md o docx,md"),
        (("build", "plan", "--to"), "La opción --to necesita un valor."),
        (("new", "uno", "dos"), "Sobra un argumento: dos."),
        (("explain", "P001", "P002"), "Sobra un argumento: P002."),
        (("check", "--", "--nada"), "--nada"),
    ],
)
def test_wrong_use_is_said_in_spanish_and_ends_with_2(
    plangen: Callable[..., Any], arguments: tuple[str, ...], said: str
) -> None:
    ran = plangen(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert not ENGLISH.search(ran.err), ran.err


def test_wrong_use_of_a_command_leads_to_its_help(plangen: Callable[..., Any]) -> None:
    assert "Vea: plangen check --help" in plangen("check").err
    assert "Vea: plangen --help" in plangen("chek").err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_page_is_spanish_and_shows_an_example(plangen: Callable[..., Any], command: str) -> None:
    ran = plangen(command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Uso: plangen {command} [OPCIONES]")
    assert re.search(rf"^    plangen {command} \S+", ran.out, re.MULTILINE) or command == "schema"
    assert f"\n    plangen {command}" in ran.out
    assert "Opciones:" in ran.out
    assert not ENGLISH.search(ran.out), ran.out


def test_every_option_of_every_help_page_says_what_it_does(plangen: Callable[..., Any]) -> None:
    for command in COMMANDS:
        options = plangen(command, "--help").out.partition("Opciones:")[2]
        lines = [line for line in options.splitlines() if line.startswith("  --")]
        assert lines
        for line in lines:
            assert re.match(r"  --\S+( \S+)?  +\S|  --\S+( \S+)?$", line), line


def test_the_general_help_lists_every_command_with_what_it_does(plangen: Callable[..., Any]) -> None:
    ran = plangen("--help")
    assert (ran.code, ran.err) == (0, "")
    listed = re.findall(r"^  (\w+)  +\S", ran.out.partition("Órdenes:")[2], re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS)
    assert "    plangen new mi-cluster" in ran.out
    assert not ENGLISH.search(ran.out), ran.out


def test_without_arguments_the_help_is_shown_and_it_ends_with_2(plangen: Callable[..., Any]) -> None:
    ran = plangen()
    assert ran.code == 2
    assert "Órdenes:" in ran.err


def test_the_version(
    plangen: Callable[..., Any], process: Callable[..., subprocess.CompletedProcess[bytes]]
) -> None:
    assert plangen("--version").out == f"plangen {__version__}\n"
    ended = process("--version")
    assert (ended.returncode, ended.stdout.split()) == (0, [b"plangen", __version__.encode()])


def test_the_exit_code_reaches_the_shell(
    process: Callable[..., subprocess.CompletedProcess[bytes]],
) -> None:
    ended = process("chek")
    assert ended.returncode == 2
    assert "No existe la orden chek." in ended.stderr.decode("utf-8")
