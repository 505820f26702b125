"""A template on disk: its folder, parts, words, and where templates are looked for."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import jinja2
import platformdirs

from plangen import __version__
from plangen.errors import TemplateError, UsageError
from plangen.plan.source import compose, read_text, to_plain
from plangen.plan.words import Words
from plangen.templating.environment import CheckedLoader, PlanEnvironment

_FILE = "template.yaml"


@dataclass(frozen=True)
class Template:
    """A template in one language.

    `labels` are its fixed words, flat (`month.1`, `table`, `fact.over`), `choices` the words of
    enumerations, `parts` the names of its Jinja files in order, `reference` the Word base document.
    """

    id: str
    title: str
    language: str
    folder: Path
    parts: tuple[str, ...]
    labels: Mapping[str, str]
    choices: Mapping[str, str]
    reference: Path

    def environment(self, *, cached: bool) -> PlanEnvironment:
        """The Jinja environment of this template; `cached` keeps compiled parts for the next build."""
        cache = _bytecode_cache() if cached else None
        return PlanEnvironment(CheckedLoader(self.folder / self.language), cache)


def search_path(plan_folder: Path, extra: Path | None, packaged: Path) -> tuple[Path, ...]:
    """Folders that may hold templates and programmes, nearest first.

    `extra` (from `--templates`), then `templates/` in the plan folder and in each parent up to the git
    root, then the package's own.
    """
    folders = [extra] if extra else []
    at = plan_folder.resolve()
    for folder in (at, *at.parents):
        folders.append(folder / "templates")
        if (folder / ".git").exists():
            break
    return tuple(dict.fromkeys(f for f in (*folders, packaged) if f.is_dir()))


def load_template(template_id: str, language: str, folders: Sequence[Path]) -> Template:
    """The first template of this id on the search path, in `language`.

    UsageError when there is none or it lacks the language; TemplateError when its files are broken.
    """
    folder = next((f / template_id for f in folders if (f / template_id / _FILE).is_file()), None)
    if folder is None:
        raise UsageError("no-template", template=template_id)
    head = _read_yaml(folder / _FILE)
    languages = cast("list[str]", head.get("languages", []))
    if language not in languages:
        raise UsageError("no-template-language", template=template_id, language=language)
    labels = _flat(_read_yaml(folder / language / "labels.yaml"))
    own_choices = {k.removeprefix("choices."): v for k, v in labels.items() if k.startswith("choices.")}
    titles = cast("dict[str, str]", head.get("title", {}))
    return Template(
        id=template_id,
        title=titles.get(language, template_id),
        language=language,
        folder=folder,
        parts=tuple(cast("list[str]", head.get("parts", []))),
        labels=labels,
        choices={**Words(language).choices, **own_choices},
        reference=folder / str(head.get("reference", "reference.docx")),
    )


def read_reference(template: Template) -> bytes:
    """The Word base document of a template. UsageError when it is not there."""
    try:
        return template.reference.read_bytes()
    except OSError as error:
        raise UsageError("no-reference", file=template.reference.as_posix()) from error


def _read_yaml(path: Path) -> dict[str, object]:
    source, findings = read_text(path, path.parent)
    node = None
    if source is not None:
        node, found = compose(source)
        findings = (*findings, *found)
    if findings:
        first = findings[0]
        line = str(first.span.line) if first.span else "?"
        name = f"{path.parent.name}/{path.name}"
        raise TemplateError("template-yaml", template=name, line=line, detail=first.name)
    return cast("dict[str, object]", to_plain(node)) if node is not None else {}


def _flat(words: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in words.items():
        if isinstance(value, dict):
            flat.update(_flat(value, f"{prefix}{key}."))
        else:
            flat[prefix + key] = str(value)
    return flat


def _bytecode_cache() -> jinja2.BytecodeCache | None:
    """Compiled templates in the user's cache folder (0700), one folder for each way of compiling them."""
    # what a filter asks of the context is compiled in, so the code of this package belongs to the key
    sources = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
    key = hashlib.blake2s(jinja2.__version__.encode() + sources, digest_size=8).hexdigest()
    folder = platformdirs.user_cache_path("plangen", appauthor=False) / "templates" / f"{__version__}-{key}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return jinja2.FileSystemBytecodeCache(str(folder)) if os.access(folder, os.W_OK) else None
