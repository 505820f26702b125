"""The words catalogue of a language: messages by fault name, field titles, words of enumerations.

Files of `plangen/locales/<language>/`: `messages.yaml`, `word.yaml` and `commands.yaml` (`findings`,
`related`, `errors`, `severity`, `cli`), `fields.yaml`, `choices.yaml`, `checks/<module>.yaml` with what is
said of each rule, by its name, and `changes/*.yaml` with what is said of changes between two versions. Each
is read when first needed, with the plan's own reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import cast

from plangen.plan.source import compose, read_text, to_plain
from plangen.spans import Finding

LANGUAGES = ("es",)
"""Languages with a catalogue; the first is the default."""

_LOCALES = Path(__file__).resolve().parent.parent / "locales"


@dataclass(frozen=True)
class Page:
    """What `plangen explain` shows of a code: texts of the catalogue under the fault's name."""

    message: str
    hint: str
    why: str
    wrong: str
    right: str


@dataclass(frozen=True)
class RuleWords:
    """What is said of a rule beside its message: what it finds, why that matters, whose rule it is."""

    what: str
    why: str
    source: str


@dataclass(frozen=True)
class Words:
    """One language's words."""

    language: str = LANGUAGES[0]

    @cached_property
    def _messages(self) -> Mapping[str, Mapping[str, object]]:
        return self._merged("messages.yaml", "word.yaml", "commands.yaml")

    @cached_property
    def _changes(self) -> Mapping[str, Mapping[str, object]]:
        names = sorted(path.name for path in (_LOCALES / self.language / "changes").glob("*.yaml"))
        return self._merged(*(f"changes/{name}" for name in names))

    def _merged(self, *names: str) -> Mapping[str, Mapping[str, object]]:
        """The sections of several files; a section may stand in more than one."""
        merged: dict[str, dict[str, object]] = {}
        for name in names:
            for section, words in self._file(name).items():
                merged.setdefault(section, {}).update(cast("dict[str, object]", words))
        return merged

    @cached_property
    def fields(self) -> Mapping[str, tuple[str, str]]:
        """Title and description of every field (`Segment.name`) and record (`Segment`)."""
        return {
            key: (str(text["title"]), str(text["description"]))
            for key, text in cast("Mapping[str, Mapping[str, str]]", self._file("fields.yaml")).items()
        }

    @cached_property
    def choices(self) -> Mapping[str, str]:
        """The word of every choice of every enumeration, by `Class.field.choice`."""
        return cast("Mapping[str, str]", self._file("choices.yaml"))

    def page(self, name: str) -> Page:
        """The page of a fault. Raises KeyError for an unknown name."""
        texts = self._texts(name)
        return Page(
            *(str(texts.get(key, "")).strip() for key in ("message", "hint", "why", "wrong", "right"))
        )

    def rule(self, name: str) -> RuleWords:
        """What the catalogue says of a rule. Raises KeyError for an unknown name."""
        texts = self._rules[name]
        return RuleWords(*(str(texts.get(key, "")).strip() for key in ("what", "why", "source")))

    def message(self, finding: Finding) -> str:
        """What is wrong."""
        return self.page(finding.name).message.format_map(self._params(finding))

    def hint(self, finding: Finding) -> str:
        """How to mend it; where a word is known that may be meant, by naming that word."""
        texts = self._texts(finding.name)
        near = texts.get("near") if finding.params.get("near") else None
        return (near or texts.get("hint", "")).strip().format_map(self._params(finding))

    def _texts(self, name: str) -> Mapping[str, str]:
        """All that is said of a fault, of form or of a rule."""
        texts = self._messages["findings"].get(name)
        return self._rules[name] if texts is None else cast("Mapping[str, str]", texts)

    @cached_property
    def _rules(self) -> Mapping[str, Mapping[str, str]]:
        """What is said of each rule, by its name; a file per family, read only where a rule has spoken."""
        found: dict[str, Mapping[str, str]] = {}
        for path in sorted((_LOCALES / self.language / "checks").glob("*.yaml")):
            found.update(cast("Mapping[str, Mapping[str, str]]", self._file(f"checks/{path.name}")))
        return found

    def _params(self, finding: Finding) -> dict[str, str]:
        """The params of a finding with the kinds of records in words of the language."""
        kinds = cast("Mapping[str, str]", self._messages.get("kinds", {}))
        params = dict(finding.params)
        for name in ("kinds", "found"):
            if name in params:
                params[name] = ", ".join(kinds.get(kind, kind) for kind in params[name].split(", "))
        return params

    def related(self, note: str) -> str:
        """What the other end of a finding is."""
        return str(self._messages["related"][note])

    def say(self, key: str, **params: object) -> str:
        """A sentence of the commands, by section and name (`errors.no-plan`, `cli.built`)."""
        return self.text(key).format_map(params)

    def text(self, key: str) -> str:
        """The same sentence with its placeholders. Raises KeyError for an unknown key."""
        section, _, name = key.partition(".")
        words = self._messages if section in self._messages else self._changes
        return str(words[section][name]).rstrip("\n")

    def change(self, section: str, name: str) -> Mapping[str, str]:
        """What is said of a kind of change or of a consequence. Raises KeyError for an unknown name."""
        return cast("Mapping[str, str]", self._changes[section][name])

    def _file(self, name: str) -> Mapping[str, object]:
        path = _LOCALES / self.language / name
        source, _ = read_text(path, path.parent)
        node = compose(source)[0] if source is not None else None
        return cast("Mapping[str, object]", to_plain(node)) if node is not None else {}
