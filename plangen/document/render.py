"""Plan and template to a document: parts through Jinja, tokens to blocks, numbers, links, footnotes."""

from __future__ import annotations

import itertools
import posixpath
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from markdown_it import MarkdownIt
from markdown_it.token import Token

from plangen.document.blocks import Document, Inlines
from plangen.document.citations import citation_text, note_label
from plangen.document.figures import set_apart
from plangen.document.flatten import flatten
from plangen.document.grammar import parse_inline, plain_paragraphs, prose_parser, template_parser
from plangen.document.numbering import number_blocks
from plangen.document.parse import BlockParser, Draft
from plangen.document.settle import settle_links
from plangen.plan.illustrative import illustrative_prefixes
from plangen.plan.index import PlanIndex
from plangen.plan.model import EvidenceSource, Identity
from plangen.templating.atoms import Atom, Citation, Drawn, ProseValue
from plangen.templating.environment import PlanEnvironment, render_part
from plangen.templating.formats import Formats
from plangen.templating.mentions import cited, mentioned
from plangen.templating.printing import Printer
from plangen.templating.template import Template
from plangen.templating.views import plan_context, view_of

FIGURES = "figuras"
"""Folder of the figures, beside the deliverable."""


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """A finding as a draft lists it: `item` is the id it is about, `part` the title of the part it is in."""

    code: str
    level: str
    part: str
    item: str
    message: str
    hint: str


@dataclass(frozen=True)
class RenderOptions:
    """What a build may choose: `draft` marks it as one; `cached` keeps compiled templates for next time.

    `prose_files`: which prose stands in a file of its own, by plan path (pictures are found from there).
    `findings`: what is still open, for the annex of a draft; None where the deliverable is none.
    """

    draft: bool = False
    cached: bool = True
    prose_files: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[OpenFinding, ...] | None = None


def render_document(index: PlanIndex, template: Template, options: RenderOptions | None = None) -> Document:
    """The deliverable that `template` makes of a plan. TemplateError names the template's file and line."""
    options = options or RenderOptions()
    identity = index.plan.plan
    formats = Formats(template.labels, (identity.currency if identity else None) or "PEN")
    printer = Printer(index, formats, template.choices)
    rendering = Rendering(index, printer, options.prose_files, template.id)
    environment = template.environment(cached=options.cached)
    context = {**plan_context(index), "draft": options.draft, "template_title": template.title}
    context["open_findings"] = _open_findings(index, options.findings)
    drafts: list[Draft] = []
    for part in template.parts:
        drafts.extend(rendering.part(environment, f"{part}.md.j2", context))
    return Document(
        blocks=settle_links(number_blocks(drafts, template.labels, rendering.is_illustrative)),
        language=template.language,
        properties=_properties(identity, template, options.draft),
        labels=template.labels,
        notes=rendering.note_texts(),
        figures=rendering.figures,
    )


def _open_findings(
    index: PlanIndex, findings: tuple[OpenFinding, ...] | None
) -> list[dict[str, object]] | None:
    """The findings as a template reads them; `item` is the record itself, so that it links."""
    if findings is None:
        return None
    rows = [(one, index.named(one.item) if one.item else None) for one in findings]
    return [
        {
            "code": one.code,
            "level": one.level,
            "part": one.part,
            "item": view_of(index, item) if item else None,
            "message": one.message,
            "hint": one.hint,
        }
        for one, item in rows
    ]


@dataclass
class Rendering:
    """One plan being rendered: answers what inline conversion asks, and collects the footnotes."""

    index: PlanIndex
    printer: Printer
    prose_files: Mapping[str, str] = field(default_factory=dict)
    template: str = ""
    figures: dict[str, Drawn] = field(default_factory=dict)
    """The figures asked for, by path."""
    _notes: dict[str, Citation] = field(default_factory=dict)
    _paragraphs: dict[str, list[Inlines]] = field(default_factory=dict)
    _printing: list[str] = field(default_factory=list)
    _template_parser: MarkdownIt = field(default_factory=template_parser)
    _prose_parser: MarkdownIt = field(default_factory=prose_parser)

    def part(self, environment: PlanEnvironment, name: str, context: Mapping[str, object]) -> list[Draft]:
        """The blocks of one part of the template."""
        text, atoms = render_part(environment, name, context, self.printer)
        parser = BlockParser(self, atoms, self._tokenize, self.prose_blocks)
        return parser.parse(self._template_parser.parse(set_apart(text, atoms)))

    def prose_blocks(self, value: ProseValue, level: int) -> list[Draft]:
        """A prose value as blocks; its headings are set below `level`."""
        if value.path in self._printing:  # prose that mentions itself
            return []
        self._printing.append(value.path)
        folder = posixpath.dirname(self.prose_files.get(value.path, ""))
        parser = BlockParser(self, None, self._tokenize_prose, self.prose_blocks, level, folder)
        lines = plain_paragraphs(value.text)
        if lines is not None:
            drafts = [draft for line in lines for draft in parser.paragraph(line)]
        else:
            drafts = parser.parse(self._prose_parser.parse(value.text))
        self._printing.pop()
        return drafts

    def prose(self, value: ProseValue) -> list[Inlines]:
        """A prose value as paragraphs, for a cell or a line."""
        if value.path not in self._paragraphs:
            self._paragraphs[value.path] = flatten([draft.block for draft in self.prose_blocks(value, 0)])
        return self._paragraphs[value.path]

    def _tokenize(self, line: str) -> Sequence[Token]:
        return parse_inline(self._template_parser, line)

    def _tokenize_prose(self, line: str) -> Sequence[Token]:
        return parse_inline(self._prose_parser, line)

    @cached_property
    def _illustrative(self) -> tuple[str, ...]:
        return illustrative_prefixes(self.index)

    def is_illustrative(self, paths: Sequence[str]) -> bool:
        """Whether no source gives the figure at any of `paths` (`plan.illustrative`, illustrative facts)."""
        prefixes = self._illustrative
        return any(f"{path}/".startswith(prefixes) for path in paths)

    def resolve_value(self, mention: str) -> Atom:
        """What `[[mention]]` prints; the text itself where it means nothing."""
        return mentioned(self.index, self.printer, mention)

    def resolve_citation(self, mention: str) -> Atom:
        """The source that `[@mention]` cites; the text itself where there is none."""
        return cited(self.index, mention)

    def name(self, item_id: str) -> str:
        """What a record is called."""
        return self.printer.name(item_id)

    def note(self, citation: Citation) -> str:
        """The label of the footnote of `citation`, which is kept."""
        label = note_label(citation)
        self._notes.setdefault(label, citation)
        return label

    def figure(self, drawn: Drawn) -> str:
        """The path of a figure, `figuras/<template>-<name>-<key>.svg`; a second one of a name is counted."""
        stem = "-".join(part for part in (self.template, drawn.name, _file_words(drawn.key)) if part)
        numbers = itertools.chain([""], (f"-{number}" for number in itertools.count(2)))
        path = next(p for n in numbers if (p := f"{FIGURES}/{stem}{n}.svg") not in self.figures)
        self.figures[path] = drawn
        return path

    def note_texts(self) -> dict[str, Inlines]:
        """The text of each footnote by its label, in the order of the first mark."""
        texts: dict[str, Inlines] = {}
        for label, citation in self._notes.items():
            item = self.index.named(citation.source)
            if item is not None and isinstance(item.record, EvidenceSource):
                texts[label] = citation_text(item.record, citation.locator, self.printer.formats)
        return texts


def _file_words(key: str) -> str:
    """`key` as part of a file's name: lower case letters without accents, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", key.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _properties(identity: Identity | None, template: Template, draft: bool) -> dict[str, str]:
    """What Word keeps as properties and repeats at the head and foot of each page."""
    words, formats = template.labels, Formats(template.labels)
    version = (identity.version if identity else None) or ""
    date = identity.date if identity and identity.date else None
    parts = [words["footer.version"].format(version=version)] if version else []
    parts += [formats.long_date(date)] if date else []
    parts += [words["footer.draft"]] if draft else []
    authors = [a.organisation or a.name for a in identity.authors] if identity else []
    return {
        "title": template.title,
        "subject": (identity.cluster_name if identity else None) or "",
        "author": ", ".join(dict.fromkeys(a for a in authors if a)),
        "keywords": words["keywords"],
        "version": version,
        "date": date.isoformat() if date else "",
        "header_left": template.title,
        "header_right": (identity.cluster_name if identity else None) or "",
        "footer_left": " · ".join(parts),
    }
