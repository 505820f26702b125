"""A template on disk: its folder, parts, words, and where templates are looked for."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, cast

import jinja2
import platformdirs

from plangen import __version__
from plangen.errors import TemplateError, UsageError
from plangen.plan.nodes import Mapping as MappingNode
from plangen.plan.source import compose, read_text, to_plain
from plangen.plan.words import Words
from plangen.templating.change_rows import ChangeRow, read_change_rows
from plangen.templating.environment import CheckedLoader, PlanEnvironment

_FILE = "template.yaml"
_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")

NEEDED_LABELS = (
    "table", "figure", "annex", "contents", "tables", "figures", "page", "of", "yes", "no",
    "illustrative", "illustrative_note", "keywords", "long_date", "footer.version", "footer.draft",
    "source.undated", "source.accessed",
    "fact.between", "fact.about", "fact.over", "fact.under", "fact.up_to",
    *(f"month.{number}" for number in range(1, 13)), *(f"month_name.{number}" for number in range(1, 13)),
)  # fmt: skip
"""Words that every deliverable needs, whatever its template prints."""


@dataclass(frozen=True)
class Template:
    """A template in one language.

    `labels` are its fixed words, flat (`month.1`, `table`, `fact.over`), `choices` the words of
    enumerations, `parts` the names of its Jinja files in order, `reference` the Word base document,
    `changes` how it weighs changes between two versions.
    """

    id: str
    title: str
    language: str
    folder: Path
    parts: tuple[str, ...]
    labels: Mapping[str, str]
    choices: Mapping[str, str]
    reference: Path
    changes: tuple[ChangeRow, ...] = ()

    def environment(self, *, cached: bool) -> PlanEnvironment:
        """The Jinja environment of this template; `cached` keeps compiled parts for the next build."""
        return PlanEnvironment(CheckedLoader(self.folder / self.language), self.bytecode_cache(cached=cached))

    @staticmethod
    def bytecode_cache(*, cached: bool) -> jinja2.BytecodeCache | None:
        """Where compiled templates are kept for the next build; None where nothing can be."""
        return _bytecode_cache() if cached else None


def load_template(template_id: str, language: str, folders: Sequence[Path]) -> Template:
    """The first template of this id on the search path, in `language`.

    UsageError when there is none or it lacks the language; TemplateError when its files are broken or a
    label that every deliverable needs is missing.
    """
    known = _PLAIN_NAME.match(template_id) is not None
    folder = next((f / template_id for f in folders if known and (f / template_id / _FILE).is_file()), None)
    if folder is None:
        raise UsageError("no-template", template=template_id)
    head = _Head(folder / _FILE)
    if language not in head.texts("languages"):
        raise UsageError("no-template-language", template=template_id, language=language)
    labels = _labels(folder / language / "labels.yaml")
    own_choices = {k.removeprefix("choices."): v for k, v in labels.items() if k.startswith("choices.")}
    return Template(
        id=template_id,
        title=head.title(language) or template_id,
        language=language,
        folder=folder,
        parts=head.texts("parts"),
        labels=labels,
        choices={**Words(language).choices, **own_choices},
        reference=folder / head.text("reference", "reference.docx"),
        changes=head.changes(),
    )


class _Head:
    """`template.yaml`, read field by field. TemplateError names the field that is not what it should be."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._node = _read_node(path)
        self._fields = cast("dict[str, object]", to_plain(self._node)) if self._node else {}

    def text(self, field: str, default: str) -> str:
        value = self._fields.get(field, default)
        return value if isinstance(value, str) else self._refuse(field)

    def texts(self, field: str) -> tuple[str, ...]:
        value = self._fields.get(field, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self._refuse(field)
        return tuple(cast("list[str]", value))

    def title(self, language: str) -> str:
        value = self._fields.get("title", "")
        if isinstance(value, dict):
            value = value.get(language, "")
        return value if isinstance(value, str) else self._refuse("title")

    def changes(self) -> tuple[ChangeRow, ...]:
        entry = self._node.entries.get("changes") if self._node else None
        return read_change_rows(entry.value if entry else None, _shown(self._path))

    def _refuse(self, field: str) -> NoReturn:
        raise TemplateError("template-field", template=_shown(self._path), field=field)


def _labels(path: Path) -> dict[str, str]:
    labels = _flat(_read_yaml(path))
    missing = [name for name in NEEDED_LABELS if name not in labels]
    if missing:
        raise TemplateError("template-labels", template=_shown(path), labels=", ".join(missing))
    return labels


def _shown(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def read_reference(template: Template) -> bytes:
    """The Word base document of a template. UsageError when it is not there."""
    try:
        return template.reference.read_bytes()
    except OSError as error:
        raise UsageError("no-reference", file=template.reference.as_posix()) from error


def _read_yaml(path: Path) -> dict[str, object]:
    node = _read_node(path)
    return cast("dict[str, object]", to_plain(node)) if node else {}


def _read_node(path: Path) -> MappingNode | None:
    """The mapping that a file holds, None where it holds nothing. TemplateError where it cannot be read."""
    source, findings = read_text(path, path.parent)
    node = None
    if source is not None:
        node, found = compose(source)
        findings = (*findings, *found)
    if findings:
        first = findings[0]
        line = str(first.span.line) if first.span else "?"
        raise TemplateError("template-yaml", template=_shown(path), line=line, detail=first.name)
    if node is not None and not isinstance(node, MappingNode):
        raise TemplateError("template-yaml", template=_shown(path), line="1", detail="expected-mapping")
    return node


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
    folder = cache_folder("templates", f"{__version__}-{key}")
    return jinja2.FileSystemBytecodeCache(str(folder)) if folder else None


def cache_folder(*names: str) -> Path | None:
    """A folder inside plangen's own in the user's cache folder (0700); None where nothing can be kept."""
    folder = platformdirs.user_cache_path("plangen", appauthor=False).joinpath(*names)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None
