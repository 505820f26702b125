"""template skeleton → a plan folder that checks and builds as it is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from plangen.errors import UsageError
from plangen.flows.files import make_folder, write_whole
from plangen.flows.packaged import packaged_templates
from plangen.flows.schema import SCHEMA_FILE, schema_text
from plangen.plan.programme import find_call
from plangen.plan.search import search_path
from plangen.plan.words import Words

_ID = "id: mi-cluster"
_PROGRAMME = "programme: pac"
_CALL = "call: null"
_YAML = frozenset({".yaml", ".yml"})
_IGNORED = "# Lo que plangen escribe y no hace falta versionar\nbuild/*.docx\nbuild/.*.tmp\n.plangen.lock\n"


@dataclass(frozen=True)
class NewOptions:
    """`call`: the call the plan answers (`pac-2019`), or none; `template` whose skeleton is copied."""

    call: str = ""
    template: str = "prc"
    language: str = "es"
    template_folder: Path | None = None


def new_plan(folder: Path, options: NewOptions) -> tuple[Path, ...]:
    """Write a plan folder and give the files written.

    A `.gitignore` that is there stays as it is. UsageError when the folder holds YAML already, or the
    template or call is unknown; OutputError when it cannot be written.
    """
    if folder.is_dir() and any(file.suffix.lower() in _YAML for file in folder.iterdir()):
        raise UsageError("not-empty", folder=folder.as_posix())
    roots = search_path(folder.parent, options.template_folder, packaged_templates())
    skeleton = _skeleton(options, roots)
    programme = find_call(options.call, roots) if options.call else ""
    make_folder(folder / SCHEMA_FILE.parent)
    files = {SCHEMA_FILE: schema_text(Words(options.language))}
    if not (folder / ".gitignore").exists():
        files = {Path(".gitignore"): _IGNORED, **files}
    for file in sorted(skeleton.glob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        if file.name == "plan.yaml":
            text = _filled(text, _plan_id(folder), programme, options.call)
        files[Path(file.name)] = text
    for name, text in files.items():
        write_whole(folder / name, text.encode())
    return tuple(folder / name for name in files)


def _skeleton(options: NewOptions, roots: tuple[Path, ...]) -> Path:
    for root in roots:
        folder = root / options.template / "skeleton" / options.language
        if folder.is_dir():
            return folder
    raise UsageError("no-skeleton", template=options.template)


def _filled(text: str, plan_id: str, programme: str, call: str) -> str:
    text = text.replace(_ID, f"id: {plan_id}", 1)
    if not call:
        return text
    return text.replace(_PROGRAMME, f"programme: {programme}", 1).replace(_CALL, f"call: {call}", 1)


def _plan_id(folder: Path) -> str:
    """An id from the folder's name: accents off, what no id may hold made hyphens."""
    plain = unicodedata.normalize("NFKD", folder.resolve().name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9._-]+", "-", plain).strip("-._")
    return words if re.match(r"[a-z]", words) and words != "own" else f"plan-{words}".rstrip("-")
